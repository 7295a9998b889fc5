//! Values of keys, by what the key takes.

use super::asked::Asked;
use super::keys::{is_target, row, shape};
use super::names::names;
use super::offers::Offers;
use super::{Completion, CompletionKind, claims, codes, passages, paths, statements, times};
use crate::ide::position::{Inside, Taker};
use crate::syntax::literal::quote;
use crate::syntax::write;
use crate::vocab::language::{Key, Kind, RELIABILITIES, SCALES, ValueType};
use crate::vocab::standard::{Shape, vocabulary};

/// Values of a key.
pub fn of_key(asked: &Asked<'_>, offers: &mut Offers, section: u8, taker: &Taker, inside: &Inside) {
    offers.section(section);
    let Taker::Property { kind: word, key } = taker else { return };
    let path = if let Inside::Dictionary(path) = inside { path.as_slice() } else { &[] };
    match row(word, key).filter(|_| path.is_empty()) {
        Some(row) => by_type(asked, offers, row),
        None => by_shape(asked, offers, shape(taker, path)),
    }
    if *inside == Inside::Nothing {
        offers.section(section + 1);
        claims::gaps(offers);
    }
}

fn by_type(asked: &Asked<'_>, offers: &mut Offers, row: &Key) {
    match row.value {
        ValueType::OneOf(list) => offers.extend(list.iter().map(|word| self::word(word, false))),
        ValueType::Vocabulary(name) => words(offers, name),
        ValueType::Name(classes) => {
            let takes = |kind: &Kind| classes.is_empty() || classes.contains(&kind.class);
            let own = asked.position.declared.as_deref();
            names(asked, offers, &|entity| takes(entity.kind) && Some(&*entity.name) != own);
            if classes.is_empty() && row.many || classes.contains(&"observable") {
                statements::observables(offers);
            }
        }
        ValueType::Document => {
            let own = asked.position.declared.as_deref();
            names(asked, offers, &|entity| entity.kind.is_document() && Some(&*entity.name) != own);
        }
        ValueType::Place => codes::places(offers),
        ValueType::Code("country") => codes::countries(offers),
        ValueType::Code("attack") => codes::attack(offers, &|_| true),
        ValueType::Code("language") => codes::languages(offers),
        ValueType::Code("reliability") => {
            let letters =
                RELIABILITIES.iter().map(|row| Completion::new(CompletionKind::Code, row.word).detail(row.doc));
            offers.extend(letters);
        }
        ValueType::Scale => offers.extend(SCALES.iter().map(|scale| {
            let words: Vec<String> =
                scale.rows.iter().map(|row| format!("`{}` {} to {} %", row.word, row.min, row.max)).collect();
            Completion::new(CompletionKind::Word, scale.name).detail(scale.doc).documentation(words.join(", "))
        })),
        ValueType::Boolean => booleans(offers),
        ValueType::Time => {
            times::times(asked, offers);
            times::first_words(offers);
        }
        ValueType::Quantity => times::amounts(offers),
        ValueType::Passage => passages::own(asked, offers),
        ValueType::Path => paths::stored(asked, offers),
        ValueType::Any => names(asked, offers, &|_| true),
        ValueType::Text | ValueType::Code(_) | ValueType::FormerName | ValueType::Hashes | ValueType::Translations => {}
    }
}

fn by_shape(asked: &Asked<'_>, offers: &mut Offers, shape: Option<Shape>) {
    match shape {
        Some(Shape::OpenVocab(name) | Shape::Enum(name)) if !name.is_empty() => words(offers, name),
        Some(Shape::Boolean) => booleans(offers),
        Some(Shape::Timestamp) => times::times(asked, offers),
        Some(Shape::Identifier(targets)) => {
            names(asked, offers, &|entity| is_target(targets, entity.kind));
        }
        Some(Shape::StixObject) => names(asked, offers, &|_| true),
        _ => {}
    }
}

/// Texts of a key that stand between quotes.
pub fn in_quotes(asked: &Asked<'_>, offers: &mut Offers, taker: &Taker, inside: &Inside) {
    let Taker::Property { kind: word, key } = taker else { return };
    let path = if let Inside::Dictionary(path) = inside { path.as_slice() } else { &[] };
    let plain = |offers: &mut Offers, name: &str| {
        let values = vocabulary(name).map_or(&[][..], |vocabulary| vocabulary.values);
        offers.extend(values.iter().map(|word| Completion::new(CompletionKind::Word, *word).detail(name)));
    };
    match row(word, key).filter(|_| path.is_empty()).map(|row| row.value) {
        Some(ValueType::Path) => paths::stored(asked, offers),
        Some(ValueType::Passage) => passages::own(asked, offers),
        Some(ValueType::Vocabulary(name)) => plain(offers, name),
        Some(_) => {}
        None => {
            if let Some(Shape::OpenVocab(name) | Shape::Enum(name)) = shape(taker, path) {
                plain(offers, name);
            }
        }
    }
}

/// Words of a vocabulary of the standard, quoted where they are not spelled as words.
fn words(offers: &mut Offers, name: &str) {
    let Some(vocabulary) = vocabulary(name) else { return };
    let open = if vocabulary.open { "open vocabulary" } else { "vocabulary" };
    let documentation = format!("a word of the {open} `{name}` of STIX 2.1, section {}", vocabulary.section);
    let items = vocabulary.values.iter().map(|value| word(value, true));
    offers.extend(items.map(|item| item.detail(name).documentation(documentation.clone())));
}

fn word(word: &str, may_be_quoted: bool) -> Completion {
    let bare = write::key(word) == word && word.starts_with(|letter: char| letter.is_ascii_lowercase());
    let text = if bare || !may_be_quoted { word.to_owned() } else { quote(word) };
    Completion::new(CompletionKind::Word, word).insert(text)
}

fn booleans(offers: &mut Offers) {
    offers.extend(["true", "false"].map(|word| Completion::new(CompletionKind::Word, word)));
}

/// Names of documents.
pub fn documents(asked: &Asked<'_>, offers: &mut Offers) {
    names(asked, offers, &|entity| entity.kind.is_document());
}

/// What goes on with the number or the date that a key takes.
pub fn amounts(offers: &mut Offers, kind_word: &str, key: &str) {
    match row(kind_word, key).map(|row| row.value) {
        Some(ValueType::Time) => {
            times::forms(offers);
            times::time_words(offers);
        }
        Some(ValueType::Quantity) => times::amounts(offers),
        _ => {}
    }
}
