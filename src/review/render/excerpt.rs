//! What of a long text a page shows. A review has texts whole, so that those which differ are never taken for the same.

use crate::review::words::clipped;

/// How many characters of a value are shown at all.
const LONG: usize = 1000;

/// How many of a longer one are shown, and how many of them stand before the place where it parts from the other.
const SHOWN: usize = 300;
const BEFORE: usize = 60;

/// The beginning of a text, on one line.
pub(super) fn beginning(text: &str) -> String {
    clipped(text)
}

/// Two values on a line each; long ones from shortly before the place where they part.
pub(super) fn parted(old: &str, new: &str) -> (String, String) {
    let (old, new) = (on_one_line(old), on_one_line(new));
    let is_long = old.chars().nth(LONG).is_some() || new.chars().nth(LONG).is_some();
    if !is_long {
        return (old, new);
    }
    let same = old.chars().zip(new.chars()).take_while(|(left, right)| left == right).count();
    let from = same.saturating_sub(BEFORE);
    (part(&old, from), part(&new, from))
}

fn part(text: &str, from: usize) -> String {
    let mut letters = text.chars().skip(from);
    let shown: String = letters.by_ref().take(SHOWN).collect();
    let (start, end) = (if from > 0 { "…" } else { "" }, if letters.next().is_some() { "…" } else { "" });
    format!("{start}{shown}{end}")
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_shown_where_they_part() {
        let long = |end: &str| format!("{}{end}", "é ".repeat(2_000));
        let (old, new) = parted(&long("a"), &long("b and more"));
        assert!(old.starts_with("…é") && old.ends_with("é a") && new.ends_with("é b and more"), "{old} {new}");
        assert_eq!(old.chars().count(), BEFORE + 2);
        assert_eq!(parted("a\n b", "a c"), ("a b".to_owned(), "a c".to_owned()));
    }

    #[test]
    fn a_value_that_goes_on_shows_where() {
        let (old, new) = parted(&"a".repeat(5_000), &"a".repeat(9_000));
        assert_ne!(old, new);
        assert!(old.starts_with('…') && !old.ends_with('…') && new.ends_with('…'), "{old} {new}");
    }
}
