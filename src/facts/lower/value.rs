//! Values of the language's own keys, by the type that the key's row names.

use super::Lower;
use super::declaration::list;
use crate::diag::codes::{claims, names, values as codes};
use crate::diag::{Diagnostic, Fix, did_you_mean, nearest};
use crate::facts::model::{EntityId, Gap, Quantity, Time, Value};
use crate::facts::quantity::quantity;
use crate::facts::time::{NotATime, is_backwards, when};
use crate::syntax::literal::{quote, unquote};
use crate::syntax::tree::{self, Amount};
use crate::syntax::{Number, classify};
use crate::vocab::language::{self, GRADES, Key, RELIABILITIES, SCALES, ValueType, scale};
use crate::vocab::standard;

impl<'s> Lower<'_, 's> {
    /// A value of a key of the language.
    pub(super) fn value(&mut self, key: &'static Key, value: &tree::Value<'s>) -> Option<Value> {
        if let tree::Value::Junk(_) = value {
            return None;
        }
        if let tree::Value::Withheld(_) = value {
            return Some(Value::Gap(Gap::Withheld));
        }
        if let tree::Value::Gap(word) = value {
            let listed = match key.value {
                ValueType::OneOf(words) => words.contains(word),
                ValueType::Vocabulary(name) => is_of_vocabulary(name, word),
                _ => false,
            };
            return Some(if listed { Value::Word((*word).to_owned()) } else { Value::Gap(gap(word)) });
        }
        match (key.value, value) {
            (
                ValueType::Text | ValueType::Passage | ValueType::Path,
                tree::Value::String(raw) | tree::Value::Text(raw),
            ) => Some(Value::Text(unquote(raw))),
            (ValueType::OneOf(words), tree::Value::Word(word)) => self.one_of(key, words, word),
            (ValueType::Vocabulary(name), tree::Value::Word(word)) => self.vocabulary_word(name, word, word),
            (ValueType::Vocabulary(name), tree::Value::String(raw)) => self.vocabulary_word(name, &unquote(raw), raw),
            (ValueType::Time, tree::Value::Amount(amount)) => self.time(amount),
            (ValueType::Quantity, tree::Value::Amount(amount)) => self.quantity(amount).map(Value::Quantity),
            (ValueType::Name(classes), tree::Value::Word(name)) => {
                let id = self.name(name)?;
                self.of_class(key, classes, name, id).then_some(Value::Entity(id))
            }
            (ValueType::Name(classes), tree::Value::Observable { tag, text }) => {
                let id = self.observable(language::observable(tag)?, text)?;
                self.of_class(key, classes, text, id).then_some(Value::Entity(id))
            }
            (ValueType::Document, tree::Value::Word(name)) => self.document(name).map(Value::Entity),
            (ValueType::Scale, tree::Value::Word(name)) => {
                let words: Vec<&str> = SCALES.iter().map(|scale| scale.name).collect();
                scale(name).map(|scale| Value::Word(scale.name.to_owned())).or_else(|| self.one_of(key, &words, name))
            }
            (ValueType::FormerName, tree::Value::Word(name)) => Some(Value::Word((*name).to_owned())),
            (ValueType::Place, tree::Value::Code(code)) => Some(Value::Code(self.place_code(code))),
            (ValueType::Place, tree::Value::String(raw)) => Some(Value::Text(unquote(raw))),
            (ValueType::Code(form), tree::Value::Code(code)) => self.code(form, code),
            (ValueType::Code("language"), tree::Value::Word(word)) => self.language(word, word),
            (ValueType::Code("language"), tree::Value::String(raw)) => self.language(&unquote(raw), raw),
            (ValueType::Boolean, tree::Value::Word(word @ ("true" | "false"))) => Some(Value::Boolean(*word == "true")),
            (ValueType::Hashes, tree::Value::Dictionary { entries, .. }) => Some(self.hashes(key.word, entries)),
            (ValueType::Translations, tree::Value::Dictionary { entries, .. }) => {
                Some(self.dictionary(key.word, &["string"], entries))
            }
            (ValueType::Any, value) => self.untyped(value),
            (wanted, value) => self.wrong_value(key.word, describe(wanted), value),
        }
    }

    /// Reports an interval that ends before it can have begun, at the part that makes it so.
    pub(super) fn forwards(&mut self, time: &Time, part: &'s str) {
        if is_backwards(time) {
            let message = format!("“{}” ends before it begins", time.words);
            let backwards = Diagnostic::new(&codes::BAD_TIME, self.at(part), message)
                .label("earlier than the start")
                .help("write the earlier date first");
            self.report(backwards);
        }
    }

    /// A time as the value of a key.
    pub(super) fn time(&mut self, amount: &Amount<'s>) -> Option<Value> {
        match when(amount) {
            Ok(when) => Some(Value::Time(when.value())),
            Err(problem) => {
                self.bad_time(amount, problem);
                None
            }
        }
    }

    pub(super) fn bad_time(&mut self, amount: &Amount<'s>, problem: NotATime<'s>) {
        if !is_bad(amount) {
            let bad = Diagnostic::new(&codes::BAD_TIME, self.at(problem.part), problem.message).help(problem.help);
            self.report(bad);
        }
    }

    /// A quantity; what is none is reported.
    pub(super) fn quantity(&mut self, amount: &Amount<'s>) -> Option<Quantity> {
        match quantity(amount) {
            Ok(quantity) => Some(quantity),
            Err(problem) => {
                if !is_bad(amount) {
                    let place = self.at(problem.part);
                    let help = problem.meant.map(|meant| format!("did you mean `{meant}`?"));
                    let bad = Diagnostic::new(&codes::BAD_QUANTITY, place, problem.message)
                        .help(help.unwrap_or_else(|| problem.help.to_owned()))
                        .fix_if(problem.meant.map(|meant| Fix::guess(format!("write `{meant}`"), place, meant)));
                    self.report(bad);
                }
                None
            }
        }
    }

    /// A name, or a list of names, as the argument of a qualifier.
    pub(super) fn names(&mut self, qualifier: &str, argument: &tree::Value<'s>) -> Vec<EntityId> {
        match argument {
            tree::Value::Word(name) => self.name(name).into_iter().collect(),
            tree::Value::List { values, .. } => values.iter().flat_map(|value| self.names(qualifier, value)).collect(),
            other => {
                self.bad_argument(qualifier, other);
                Vec::new()
            }
        }
    }

    /// Says that a value is of another type than wanted.
    pub(super) fn wrong_value(&mut self, key: &str, wanted: &str, value: &tree::Value<'s>) -> Option<Value> {
        if is_reported(value) {
            return None;
        }
        let place = self.at(value.text());
        let subject = if key.is_empty() { "this" } else { &format!("`{key}`") };
        let message = format!("{subject} takes {wanted}, found {}", found(value));
        let fix = self.quote_fix(wanted, value);
        let diagnostic = Diagnostic::new(&codes::WRONG_VALUE, place, message)
            .label(format!("expected {wanted}"))
            .help(match (value, wanted) {
                (tree::Value::String(_), wanted) if wanted.contains("name") => NAMES_ARE_BARE.to_owned(),
                _ if key.is_empty() => "see docs/language.md for the forms of values".to_owned(),
                _ => format!("`attrc explain {key}` says what it takes"),
            })
            .fix_if(fix);
        self.report(diagnostic);
        None
    }

    /// Says that a qualifier's argument is of another type than it takes.
    pub(super) fn bad_argument(&mut self, qualifier: &str, argument: &tree::Value<'s>) {
        if is_reported(argument) {
            return;
        }
        let wanted = language::qualifier(qualifier).map_or("something else", |row| row.argument.words());
        let message = format!("`{qualifier}` takes {wanted}, found {}", found(argument));
        let fix = self.quote_fix(wanted, argument);
        let diagnostic = Diagnostic::new(&claims::BAD_ARGUMENT, self.at(argument.text()), message)
            .label(format!("expected {wanted}"))
            .help(match (argument, wanted) {
                (tree::Value::String(_), wanted) if wanted.contains("name") => NAMES_ARE_BARE.to_owned(),
                _ => format!("`attrc explain {qualifier}` says what it takes"),
            })
            .fix_if(fix);
        self.report(diagnostic);
    }

    /// A fix that quotes a bare value where text is wanted.
    fn quote_fix(&self, wanted: &str, value: &tree::Value<'s>) -> Option<Fix> {
        let bare = match value {
            tree::Value::Word(text) | tree::Value::Code(text) => Some(*text),
            tree::Value::Amount(amount) if amount.modifiers.is_empty() => Some(amount.text),
            _ => None,
        };
        let bare = bare.filter(|_| wanted == "a text in quotes")?;
        Some(Fix::safe("put it into quotes", self.at(bare), quote(bare)))
    }

    fn one_of(&mut self, key: &'static Key, words: &[&str], word: &'s str) -> Option<Value> {
        if words.contains(&word) {
            return Some(Value::Word(word.to_owned()));
        }
        let place = self.at(word);
        let diagnostic = Diagnostic::new(&codes::UNKNOWN_WORD, place, format!("`{word}` is no `{}`", key.word))
            .label("not in its list")
            .help(did_you_mean(word, words.iter().copied()).unwrap_or_else(|| format!("it is one of {}", list(words))))
            .fix_if(nearest(word, words.iter().copied()).map(|near| Fix::respell(place, word, near)));
        self.report(diagnostic);
        None
    }

    /// A word of a vocabulary of the standard; `part` is where it stands.
    pub(super) fn vocabulary_word(&mut self, name: &str, word: &str, part: &'s str) -> Option<Value> {
        let Some(vocabulary) = standard::vocabulary(name) else { return Some(Value::Word(word.to_owned())) };
        if vocabulary.values.contains(&word) {
            return Some(Value::Word(word.to_owned()));
        }
        let place = self.at(part);
        let alike = vocabulary.values.iter().copied().find(|listed| is_same_word(listed, word));
        let near = alike.or_else(|| nearest(word, vocabulary.values.iter().copied()));
        let (code, message) = match vocabulary.open {
            true => (&codes::UNLISTED_WORD, format!("`{word}` is not among the words that `{name}` suggests")),
            false => (&codes::UNKNOWN_WORD, format!("`{word}` is no word of `{name}`")),
        };
        let diagnostic = Diagnostic::new(code, place, message)
            .label("not in the vocabulary")
            .help(near.map_or_else(
                || format!("`attrc list {name}` shows its words"),
                |near| format!("did you mean `{near}`?"),
            ))
            .fix_if(near.map(|near| Fix::respell(place, word, near)));
        self.report(diagnostic);
        vocabulary.open.then(|| Value::Word(word.to_owned()))
    }

    fn of_class(&mut self, key: &'static Key, classes: &[&str], name: &'s str, id: EntityId) -> bool {
        let entity = self.facts.entity(id);
        let class = entity.kind.class;
        if classes.is_empty() || class.is_empty() || classes.contains(&class) {
            return true;
        }
        let message = format!("`{}` names {}; `{name}` is {}", key.word, alternatives(classes), self.nature(id));
        let diagnostic = Diagnostic::new(&names::WRONG_REFERENCE, self.at(name), message)
            .label("of the wrong kind")
            .help(format!("`attrc explain {}` says what it names", key.word));
        self.report(self.declared_at(id, diagnostic));
        false
    }
}

/// Whether two words differ in nothing but case and what joins their parts: `sha256`, `SHA-256`.
fn is_same_word(left: &str, right: &str) -> bool {
    let letters = |word: &'_ str| {
        word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    letters(left) == letters(right)
}

/// Whether a vocabulary of the standard has a word.
pub(super) fn is_of_vocabulary(name: &str, word: &str) -> bool {
    standard::vocabulary(name).is_some_and(|vocabulary| vocabulary.values.contains(&word))
}

pub(super) fn gap(word: &str) -> Gap {
    match word {
        "unknown" => Gap::Unknown,
        "none" => Gap::None,
        "redacted" => Gap::Redacted,
        _ => Gap::Unstated,
    }
}

/// The row of an Admiralty grade and whether the code is one.
pub(super) fn grade(code: &str) -> Option<&'static language::Grade> {
    let (letter, digit) = code.split_at_checked(1)?;
    RELIABILITIES.iter().find(|row| row.word == letter)?;
    GRADES.iter().find(|row| row.word == digit)
}

const NAMES_ARE_BARE: &str = "names are bare; declare the thing and write its name";

/// Whether an amount has a token that is no number at all, which was reported when it was read.
fn is_bad(amount: &Amount<'_>) -> bool {
    let bad = |end: &str| !end.starts_with(|letter: char| letter.is_ascii_lowercase()) && classify(end) == Number::Bad;
    [amount.first, amount.last].into_iter().flatten().any(bad)
}

/// Whether a value was reported when it was read.
pub(super) fn is_reported(value: &tree::Value<'_>) -> bool {
    match value {
        tree::Value::Junk(_) => true,
        tree::Value::Amount(amount) => is_bad(amount),
        _ => false,
    }
}

/// "`organization` or `state`"
pub(super) fn alternatives(classes: &[&str]) -> String {
    let words: Vec<String> = classes.iter().map(|class| format!("`{class}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => "anything".to_owned(),
    }
}

fn describe(value: ValueType) -> &'static str {
    match value {
        ValueType::Text => "a text in quotes",
        ValueType::Passage => "a passage in quotes",
        ValueType::Path => "a path in quotes",
        ValueType::OneOf(_) | ValueType::Vocabulary(_) => "a word of its list",
        ValueType::Time => "a date",
        ValueType::Quantity => "a quantity",
        ValueType::Name(_) => "a name",
        ValueType::Document => "the name of a document",
        ValueType::Scale => "the name of a scale",
        ValueType::FormerName => "the former name",
        ValueType::Place => "a code, or a place in quotes",
        ValueType::Code(_) => "a code",
        ValueType::Boolean => "`true` or `false`",
        ValueType::Hashes => "a dictionary of hashes, `{ SHA-256 \"…\" }`",
        ValueType::Translations => "a dictionary of languages, `{ fr \"…\" }`",
        ValueType::Any => "a value",
    }
}

/// What a value is, in words.
pub(super) fn found(value: &tree::Value<'_>) -> String {
    use crate::syntax::shown;
    match value {
        tree::Value::String(text) | tree::Value::Text(text) => format!("the text {}", shown(text)),
        tree::Value::Amount(amount) => format!("`{}`", shown(amount.text)),
        tree::Value::Code(text) => format!("the code `{text}`"),
        tree::Value::Word(text) | tree::Value::Gap(text) | tree::Value::Null(text) => format!("the word `{text}`"),
        tree::Value::Path { document, name } => format!("`{document}/{name}`"),
        tree::Value::Observable { tag, text } => format!("the {tag} {}", shown(text)),
        tree::Value::Withheld(_) => "`withheld`".to_owned(),
        tree::Value::List { .. } => "a list".to_owned(),
        tree::Value::Dictionary { .. } => "a dictionary".to_owned(),
        tree::Value::Junk(text) => format!("`{}`", shown(text)),
    }
}
