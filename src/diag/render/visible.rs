//! Characters that a terminal would obey rather than show.
//!
//! A text comes from anyone. An escape sequence in it could recolour or rewrite what stands on the screen, a lone
//! carriage return could hide a line, and a bidirectional override could show another order than the one that is
//! compiled.

use std::borrow::Cow;

/// What stands in for a character that a terminal would obey; `None` for all others, and for the tab.
pub(super) fn stand_in(char: char) -> Option<char> {
    match char {
        '\t' => None,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + char as u32),
        '\u{7f}' => Some('␡'),
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => Some('\u{fffd}'),
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// A sentence on one line, with nothing in it that a terminal would obey.
pub fn visible(text: &str) -> Cow<'_, str> {
    let shown = |char| if char == '\t' { ' ' } else { stand_in(char).unwrap_or(char) };
    if text.chars().all(|char| shown(char) == char) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(shown).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_to_obey() {
        assert_eq!(visible("plain `текст` 中 👩‍💻"), "plain `текст` 中 👩‍💻");
        assert_eq!(visible("\u{1b}[2Ja\r\nb\tc\u{9b}\u{202e}"), "␛[2Ja␍␊b c\u{fffd}\u{fffd}");
    }
}
