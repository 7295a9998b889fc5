//! From meaning to text: the one writer of names and literals, for layout, import and fixes.

use deunicode::deunicode_char;
use jiff::Timestamp;

use super::literal::{is_bidi_control, quote};
use super::number::{Number, classify};
use super::token::{Kind, Token, peek};
use crate::vocab::language::reserved;

/// Letters of a name that is made from a title; a number that tells namesakes apart comes on top.
pub const NAME_LENGTH: usize = 48;

/// What is named by nothing, not even by a kind.
const NAMELESS: &str = "object";

/// `name = NAME - RESERVED`: whether a text may be the name of a declaration.
pub fn is_name(text: &str) -> bool {
    is_token(text, &[Kind::Word]) && !text.contains('-') && reserved(text).is_none()
}

/// A name that says what a title says; where the title says nothing, or a word of the language, the kind helps.
///
/// ```
/// use attrc::syntax::write::name;
///
/// assert_eq!(name("APT31 (Zirconium)", "actor"), "apt31_zirconium");
/// assert_eq!(name("程锋", "person"), "cheng_feng");
/// assert_eq!(name("3CX", "organization"), "organization_3cx");
/// assert_eq!(name("Targets", "campaign"), "targets_campaign");
/// ```
pub fn name(title: &str, kind: &str) -> String {
    let kind = Some(slug(kind, NAME_LENGTH / 2)).filter(|kind| is_name(kind)).unwrap_or_else(|| NAMELESS.to_owned());
    let words = slug(title, NAME_LENGTH);
    let name = match words.bytes().next() {
        None => return kind,
        Some(b'0'..=b'9') => cut(&format!("{kind}_{words}"), NAME_LENGTH),
        Some(_) => words,
    };
    match is_name(&name) {
        true => name,
        false => format!("{}_{kind}", cut(&name, NAME_LENGTH - kind.len() - 1)),
    }
}

/// A text as small ASCII words with `_` between them, of so many letters at most; what is no letter parts words. It may be
/// empty, begin with a digit or be a word of the language: [`name`] makes a name of it.
pub fn slug(text: &str, length: usize) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        let plain = deunicode_char(letter).unwrap_or_default();
        // An apostrophe joins what it stands between, and an accent of its own belongs to the letter before.
        if plain == "'" || plain.is_empty() {
            continue;
        }
        let plain = if letter.is_alphanumeric() { plain } else { " " };
        for byte in plain.bytes() {
            match byte.to_ascii_lowercase() {
                byte @ (b'a'..=b'z' | b'0'..=b'9') => out.push(char::from(byte)),
                _ if out.is_empty() || out.ends_with('_') => {}
                _ => out.push('_'),
            }
        }
        // What is longer is cut in any case.
        if out.len() > 2 * length {
            break;
        }
    }
    cut(out.trim_end_matches('_'), length)
}

/// A text of one line as a string, one of several lines between `"""` where that says exactly the same.
///
/// `indent` is how deep the lines stand; the first quotes go where the caller is.
pub fn text(text: &str, indent: usize) -> String {
    match text.contains('\n') && may_be_lines(text) {
        true => lines(text, indent),
        false => quote(text),
    }
}

/// `TEXT`: the lines of a text between `"""`, so deep; the depth is taken off again when it is read.
///
/// It reads back only where [`may_be_lines`] holds, or where the text was read from such a literal.
pub fn lines(text: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut out = String::with_capacity(text.len() + 8 + indent * 4);
    out.push_str("\"\"\"\n");
    for line in text.split('\n') {
        if !line.is_empty() {
            out.push_str(&pad);
            out.push_str(line);
        }
        out.push('\n');
    }
    out.push_str(&pad);
    out.push_str("\"\"\"");
    out
}

/// Whether a text can stand between `"""`: what needs an escape cannot, and blanks at the end of a line would be lost to the
/// next editor that tidies up.
pub fn may_be_lines(text: &str) -> bool {
    let plain = |letter: char| letter == '\n' || !letter.is_control() && !is_bidi_control(letter);
    text.chars().all(plain) && !text.contains("\"\"\"") && !text.split('\n').any(|line| line.ends_with(' '))
}

/// A key of a dictionary: bare where it is spelled like a word or a code (`SHA-256`, `ntfs-ext`), else quoted.
pub fn key(key: &str) -> String {
    if is_token(key, &[Kind::Word, Kind::Code]) { key.to_owned() } else { quote(key) }
}

/// A number; `None` for what is none.
pub fn number(number: f64) -> Option<String> {
    let text = format!("{number:?}");
    number.is_finite().then(|| text.strip_suffix(".0").map(str::to_owned).unwrap_or(text))
}

/// An instant in UTC; `None` beyond the years that the language has.
pub fn instant(instant: Timestamp) -> Option<String> {
    let text = instant.to_string();
    (classify(&text) == Number::Instant(instant)).then_some(text)
}

/// Whether a text is one token of one of these kinds, and nothing else.
fn is_token(text: &str, kinds: &[Kind]) -> bool {
    kinds.iter().any(|kind| peek(text) == Token { kind: *kind, text })
}

/// A name of so many letters at most, cut between words where that leaves more than half of it.
fn cut(name: &str, length: usize) -> String {
    let Some(head) = name.get(..length).filter(|_| name.len() > length) else { return name.to_owned() };
    let whole = name.get(length..).is_some_and(|rest| rest.starts_with('_'));
    let words = head.rsplit_once('_').map_or(head, |(words, _)| words);
    let head = if whole || words.len() <= length / 2 { head } else { words };
    head.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syntax::literal::{bad_escapes, unquote};
    use crate::vocab::language::{KINDS, RESERVED};

    #[test]
    fn names_say_what_titles_say() {
        let cases = [
            ("Министерство обороны", "agency", "ministerstvo_oborony"),
            ("Crème brûlée", "tool", "creme_brulee"),
            ("Cre\u{300}me", "tool", "creme"),
            ("People’s Liberation Army", "group", "peoples_liberation_army"),
            ("Straße 7", "location", "strasse_7"),
            ("a 😀 b", "tool", "a_b"),
            ("___", "tool", "tool"),
            ("", "attack-pattern", "attack_pattern"),
            ("", "domain", "object"),
            ("", "程", "cheng"),
            ("use", "tool", "use_tool"),
        ];
        for (title, kind, expected) in cases {
            assert_eq!(name(title, kind), expected, "{title}");
        }
        let long = name("An Alabama-based research corporation that works for several ministries", "group");
        assert_eq!(long, "an_alabama_based_research_corporation_that_works");
        assert_eq!(name(&"x".repeat(500), "tool").len(), NAME_LENGTH);
        assert_eq!(name(&"9".repeat(500), &"k".repeat(500)).len(), NAME_LENGTH);
    }

    #[test]
    fn no_word_of_the_language_becomes_a_name() {
        for (title, _) in RESERVED {
            for kind in KINDS {
                let name = name(title, kind.word);
                assert!(is_name(&name) && name.len() <= NAME_LENGTH, "{name}");
            }
        }
        assert!(is_name(NAMELESS));
        assert!(!is_name("targets") && !is_name("a-b") && !is_name("A") && !is_name("a b") && !is_name(""));
    }

    #[test]
    fn texts_are_lines_where_that_says_the_same() {
        assert_eq!(text("one\n  two\n", 4), "\"\"\"\n    one\n      two\n\n    \"\"\"");
        for quoted in ["one", "a\r\nb", "a\n\tb", "a \nb", "a\n\"\"\"", "a\n\u{202e}b"] {
            assert!(text(quoted, 4).starts_with("\"") && !text(quoted, 4).contains('\n'), "{quoted:?}");
        }
    }

    #[test]
    fn keys_numbers_and_instants() {
        let keys = [("SHA-256", "SHA-256"), ("ntfs-ext", "ntfs-ext"), ("use", "use"), ("x_", "x_"), ("", "\"\"")];
        for (text, expected) in keys {
            assert_eq!(key(text), expected);
        }
        for text in ["my key!", "5", "a b", "Ab.", "a#", "é", "{"] {
            assert_eq!(key(text), quote(text));
        }
        assert_eq!(number(7.0).as_deref(), Some("7"));
        assert_eq!(number(-33.9).as_deref(), Some("-33.9"));
        assert_eq!(number(f64::NAN), None);
        let time: Timestamp = "2024-03-26T12:00:00.5+01:00".parse().unwrap_or_default();
        assert_eq!(instant(time).as_deref(), Some("2024-03-26T11:00:00.5Z"));
        assert_eq!(instant(Timestamp::MIN), None);
    }

    /// Texts of several lines with what makes trouble in them.
    fn troubled() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            Just("\n".to_owned()),
            Just("\"\"\"".to_owned()),
            Just("  ".to_owned()),
            Just("\r\n".to_owned()),
            "[a\"\\\\\t é]{0,4}",
            any::<String>(),
        ];
        prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn every_text_comes_back(written in troubled(), indent in 0_usize..12) {
            let literal = text(&written, indent);
            let kind = if literal.starts_with("\"\"\"\n") { Kind::Text } else { Kind::String };
            prop_assert_eq!(peek(&literal), Token { kind, text: &literal });
            prop_assert!(bad_escapes(&literal).is_empty());
            prop_assert_eq!(unquote(&literal), written);
        }

        #[test]
        fn every_key_is_one_token(written in troubled()) {
            let key = key(&written);
            prop_assert_eq!(peek(&key).text, &key);
            prop_assert_eq!(unquote(&key), written);
        }

        #[test]
        fn every_name_is_legal(title in any::<String>(), kind in any::<String>()) {
            let name = name(&title, &kind);
            prop_assert!(is_name(&name) && name.len() <= NAME_LENGTH, "{}", name);
        }

        #[test]
        fn every_number_comes_back(value in any::<f64>()) {
            let read = number(value).map(|text| match classify(&text) {
                Number::Integer(whole) => whole as f64,
                Number::Decimal(decimal) => decimal,
                _ => f64::NAN,
            });
            prop_assert_eq!(read, value.is_finite().then_some(value));
        }
    }
}
