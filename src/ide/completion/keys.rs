//! Keys of declarations and of dictionaries in them.

use super::asked::Asked;
use super::offers::Offers;
use super::{Completion, CompletionKind};
use crate::ide::position::Taker;
use crate::reference::phrase;
use crate::syntax::literal::unquote;
use crate::syntax::write;
use crate::vocab::language::{COMMON_KEYS, Key, Kind, Role, ValueType, kind};
use crate::vocab::standard::{self, Property, Shape, extension, structure, vocabulary};

/// Keys of a kind that may still stand in its declaration: its own, then those of all kinds.
pub fn keys(asked: &Asked<'_>, offers: &mut Offers, section: u8, word: &str) {
    let Some(kind) = kind(word) else { return };
    let has = |word: &str| asked.position.keys.iter().any(|key| key == word);
    // A digest belongs to the address before it.
    let free = |word: &str, many: bool| (many || !has(word)) && (word != "hash" || has("url"));
    offers.section(section);
    if asked.is_verbatim() {
        let properties = kind.object_type().map_or(&[][..], |row| row.properties).iter();
        let written = properties.filter(|property| property.name != "type" && !has(property.name));
        offers.extend(written.map(of_standard));
        return;
    }
    offers.extend(kind.keys.iter().filter(|key| free(key.word, key.many)).map(of_language));
    let properties = own(kind).filter(|property| free(property.name, matches!(property.shape, Shape::List(_))));
    offers.extend(properties.map(of_standard));
    offers.section(section + 1);
    if kind.role != Role::Project {
        let common = COMMON_KEYS.iter().filter(|key| free(key.word, key.many));
        offers.extend(common.filter(|key| !is_own(kind, key.word)).map(of_language));
    }
}

/// The properties of the standard that a raw kind has, those left out that are made.
fn own(kind: &Kind) -> impl Iterator<Item = &'static Property> {
    let row = kind.object_type().filter(|_| kind.role == Role::Raw);
    let written = |property: &&Property| {
        !matches!(property.shape, Shape::Reserved) && !matches!(property.name, "type" | "spec_version" | "id")
    };
    row.into_iter().flat_map(|row| row.properties).filter(written)
}

fn is_own(kind: &Kind, word: &str) -> bool {
    word != "id" && own(kind).any(|property| property.name == word)
}

fn of_language(key: &'static Key) -> Completion {
    let takes = phrase::value(key);
    let more = match key.qualifiers {
        [] => String::new(),
        words => format!("\n\nmay be followed by {}", phrase::listed(words.iter().copied())),
    };
    let item = Completion::new(CompletionKind::Key, key.word).detail(takes.replace('`', ""));
    let item = item.documentation(format!("{}\n\ntakes {takes}{more}", key.doc));
    match key.value {
        ValueType::Text | ValueType::Passage | ValueType::Path => item.snippet(format!("{} \"$1\"", key.word)),
        ValueType::Hashes => item.snippet(format!("{} {{ ${{1:SHA-256}} \"$2\" \\}}", key.word)),
        ValueType::Translations => item.snippet(format!("{} {{ ${{1:fr}} \"$2\" \\}}", key.word)),
        _ => item,
    }
}

fn of_standard(property: &'static Property) -> Completion {
    let takes = phrase::shape(property.shape);
    let required = if property.required { ", required" } else { "" };
    let deprecated = if property.deprecated { "; deprecated by the standard" } else { "" };
    Completion::new(CompletionKind::Key, property.name)
        .detail(format!("{takes}{required}").replace('`', ""))
        .documentation(format!("a property of STIX 2.1: {takes}{required}{deprecated}"))
}

/// Keys of a dictionary, where a table knows them.
pub fn entries(offers: &mut Offers, section: u8, taker: &Taker, path: &[String], taken: &[String]) {
    offers.section(section);
    let free = |word: &str| !taken.iter().any(|key| unquote(key) == word);
    match shape(taker, path) {
        Some(Shape::Hashes) => {
            let words = vocabulary("hash-algorithm-ov").map_or(&[][..], |vocabulary| vocabulary.values);
            let items = words.iter().filter(|word| free(word)).map(|word| {
                Completion::new(CompletionKind::Word, write::key(word)).snippet(format!("{} \"$1\"", write::key(word)))
            });
            offers.extend(items.map(|item| item.detail("hash algorithm")));
        }
        Some(Shape::Dictionary(kinds)) if kinds.contains(&"translations") => super::codes::languages(offers),
        Some(Shape::Object(name)) => {
            let properties = structure(name).map_or(&[][..], |row| row.properties);
            offers.extend(properties.iter().filter(|property| free(property.name)).map(of_standard));
        }
        Some(Shape::Choice(names)) => {
            let rows = names.iter().filter_map(|name| structure(name)).flat_map(|row| row.properties);
            offers.extend(rows.filter(|property| free(property.name)).map(of_standard));
        }
        _ => {}
    }
}

/// What a place in a property of the standard holds, lists aside.
pub fn shape(taker: &Taker, path: &[String]) -> Option<Shape> {
    let Taker::Property { kind: word, key } = taker else { return None };
    let kind = kind(word)?;
    let row = kind.object_type();
    let mut shape = match (kind.key(key).map(|key| key.value), row.filter(|_| kind.role == Role::Raw)) {
        (_, Some(row)) if row.property(key).is_some() => row.spelling(row.property(key)?),
        (Some(ValueType::Hashes), _) => Shape::Hashes,
        (Some(ValueType::Translations), _) => Shape::Dictionary(&["translations"]),
        _ => return None,
    };
    for key in path {
        let key = unquote(key);
        shape = match inner(shape) {
            Shape::Object(name) => structure(name)?.property(&key)?.shape,
            Shape::Choice(names) => {
                names.iter().filter_map(|name| structure(name)).find_map(|row| row.property(&key))?.shape
            }
            Shape::Dictionary(_) if extension(&key).is_some() => Shape::Object(extension(&key)?.name),
            _ => return None,
        };
    }
    Some(inner(shape))
}

fn inner(shape: Shape) -> Shape {
    match shape {
        Shape::List(inner) => *inner,
        shape => shape,
    }
}

/// Whether a name may stand where the standard wants the id of an object.
pub fn is_target(targets: &[&str], kind: &Kind) -> bool {
    let category = standard::object_type(kind.stix).map(|row| row.category);
    targets.iter().any(|target| match *target {
        "@any" => true,
        "@sdo" => category == Some(standard::Category::Sdo),
        "@sco" => category == Some(standard::Category::Sco),
        "@sro" => category == Some(standard::Category::Sro),
        name => name == kind.stix,
    })
}

/// The row of the key that a cursor's value belongs to; `None` for properties of the standard.
pub fn row(kind_word: &str, key: &str) -> Option<&'static Key> {
    let kind = kind(kind_word)?;
    kind.key(key).filter(|_| !is_own(kind, key))
}
