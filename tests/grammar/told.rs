//! What stands between question marks in the grammar: the words of the tables, and classes of characters.

use attrc::syntax::literal::is_bidi_control;
use attrc::vocab::language::{self, Class, Places};

/// What a phrase of the grammar stands for.
pub enum Told {
    /// One of these words.
    Words(Vec<&'static str>),
    /// A character.
    Letter(fn(char) -> bool),
    /// Digits of an escape.
    Scalar,
}

/// What a phrase stands for.
pub fn told(phrase: &str) -> Told {
    let qualifiers = |may: fn(Places) -> bool| {
        language::QUALIFIERS.iter().filter(|row| may(row.places)).map(|row| row.word).collect()
    };
    Told::Words(match phrase {
        "stances" => language::STANCES.iter().map(|row| row.word).collect(),
        "responses" => language::RESPONSES.iter().map(|row| row.word).collect(),
        "hedges" => of_class(Class::Hedge),
        "modifiers" => of_class(Class::Modifier),
        "modifiers that need no number" => {
            let modifiers = of_class(Class::Modifier).into_iter();
            modifiers.filter(|word| language::amount_word(word).is_some_and(|row| row.alone)).collect()
        }
        "vague amounts" => of_class(Class::Vague),
        "gaps" => language::GAPS.iter().map(|row| row.word).collect(),
        "tags of observables" => language::OBSERVABLES.iter().map(|row| row.word).collect(),
        "verbs of one part" => language::VERBS.iter().map(|row| row.word).filter(|word| !word.contains('-')).collect(),
        "qualifiers of claims" => qualifiers(|places| places.claim),
        "qualifiers of speeches" => qualifiers(|places| places.speech),
        "qualifiers of responses" => qualifiers(|places| places.response),
        "qualifiers of properties" => qualifiers(|places| places.property),
        "one to six hexadecimal digits of a character" => return Told::Scalar,
        "any character but line ends and controls" => return Told::Letter(is_letter),
        "any character but line ends, controls, quotes and backslashes" => {
            return Told::Letter(|letter| is_letter(letter) && !matches!(letter, '"' | '\\'));
        }
        _ => panic!("nothing says what `{phrase}` stands for"),
    })
}

/// Whether digits are those of a character.
pub fn is_scalar(digits: &str) -> bool {
    (1..=6).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).is_some()
}

/// NUL never comes to the grammar: `source::decode` refuses it.
fn is_letter(letter: char) -> bool {
    !matches!(letter, '\n' | '\r' | '\0') && !is_bidi_control(letter)
}

fn of_class(class: Class) -> Vec<&'static str> {
    language::RESERVED.iter().filter(|row| row.1 == class).map(|row| row.0).collect()
}
