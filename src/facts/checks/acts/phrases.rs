//! Words of texts, for rules on what things are called.

/// The words of a text in small letters; what stands in inner quotation marks is somebody else's.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for letter in text.chars() {
        match letter {
            '“' | '«' => quoted = true,
            '”' | '»' => quoted = false,
            '"' => quoted = !quoted,
            _ => {}
        }
        if letter.is_alphanumeric() || (matches!(letter, '\'' | '’') && !word.is_empty()) {
            let letter = if letter == '’' { '\'' } else { letter };
            word.extend(letter.to_lowercase().filter(|_| !quoted));
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// A text as it is shown in a message: not too much of it.
pub(super) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("“{}…”", line.get(..end).unwrap_or_default()),
        None => format!("“{line}”"),
    }
}
