//! An object in words, as a plan and a report name it.

use crate::stix::Object;
use crate::versions;

/// How many letters are shown.
const LETTERS: usize = 110;

/// An object in words, on one line.
pub fn title(object: &Object) -> String {
    one_line(&versions::title(object))
}

/// A text on one line, with nothing in it that a terminal would obey.
fn one_line(text: &str) -> String {
    let mut out = String::new();
    for (at, letter) in text.trim().chars().enumerate() {
        if at >= LETTERS {
            out.push('…');
            break;
        }
        out.push(if letter.is_control() || is_turning(letter) { ' ' } else { letter });
    }
    out
}

/// How many, in words.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// So many bytes, as people read them.
pub fn bytes(number: usize) -> String {
    match number {
        0..1_000 => format!("{number} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", number as f64 / 1e3),
        _ => format!("{:.1} MB", number as f64 / 1e6),
    }
}

/// Letters that change the direction of what stands after them.
fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
