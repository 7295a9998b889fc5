//! A JSON value in the form that its shape calls for; `None` where it does not fit the shape.

use super::layout::dictionary;
use super::names::Names;
use crate::json::{Kind, Member, Node};
use crate::syntax::literal::{is_bidi_control, quote};
use crate::syntax::{Number, classify, write};
use crate::vocab::language::{Class, reserved};
use crate::vocab::standard::{Category, Shape, object_type, structure, vocabulary};

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Behind a key of a declaration: several values need no brackets.
    Property,
    /// In a list or a dictionary.
    Inner,
}

/// A value by the shape that a table gives it.
pub(super) fn shaped(node: Node<'_>, shape: &Shape, place: Place, names: &Names<'_>) -> Option<String> {
    match (shape, node.kind()) {
        (Shape::String | Shape::Binary | Shape::Hex, Kind::String) => Some(text(&node.string()?)),
        (Shape::OpenVocab(list) | Shape::Enum(list), Kind::String) => word(&node.string()?, list, place),
        (Shape::Boolean, Kind::Boolean) => Some(node.raw().to_owned()),
        (Shape::Integer { min, max }, Kind::Number) => {
            let number = node.number().filter(|number| number.is_whole())?.integer()?;
            let fits = min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max);
            fits.then(|| node.raw().to_owned())
        }
        (Shape::Float { min, max }, Kind::Number) => {
            let number = node.number()?.float();
            let fits = min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max);
            fits.then(|| node.raw().to_owned())
        }
        (Shape::Timestamp, Kind::String) => {
            let instant = node.string()?;
            matches!(classify(&instant), Number::Instant(_)).then(|| instant.into_owned())
        }
        (Shape::Identifier(targets), Kind::String) => {
            let id = node.string()?;
            let name = names.of_id(&id).filter(|(_, kind)| !names.given || is_target(targets, kind));
            Some(name.map_or_else(|| quote(&id), |(name, _)| name.to_owned()))
        }
        (Shape::List(inner), Kind::List) => {
            let items: Option<Vec<String>> =
                node.items().map(|item| shaped(item, inner, Place::Inner, names)).collect();
            let items = items.filter(|items| !items.is_empty())?;
            // A single list in a list is one value with brackets of its own.
            let bare = place == Place::Property && !matches!(**inner, Shape::List(_));
            let items = if bare { property_words(node, inner, items) } else { items };
            let items = items.join(", ");
            Some(if bare { items } else { format!("[{items}]") })
        }
        (Shape::Object(name), Kind::Object) => {
            let row = structure(name)?;
            let mut entries = Vec::new();
            for member in node.members() {
                let key = member.key.string()?;
                let value = match row.property(&key) {
                    Some(property) => shaped(member.value, &row.spelling(property), Place::Inner, names)?,
                    None => untyped(member.value, Some(names)),
                };
                entries.push((write::key(&key), value));
            }
            Some(dictionary(entries))
        }
        (
            Shape::Dictionary(_) | Shape::Choice(_) | Shape::Hashes | Shape::ObservableContainer | Shape::StixObject,
            Kind::Object,
        ) => Some(untyped(node, Some(names))),
        _ => None,
    }
}

/// A value that no table types: what it is can be told from how it is spelled. With names, an id that is one of an object of
/// the bundle is its name.
pub(super) fn untyped(node: Node<'_>, names: Option<&Names<'_>>) -> String {
    match node.kind() {
        Kind::String => {
            let string = node.string().unwrap_or_default();
            let name = names.and_then(|names| names.of_id(&string));
            name.map_or_else(|| text(&string), |(name, _)| name.to_owned())
        }
        Kind::Number | Kind::Boolean | Kind::Null => node.raw().to_owned(),
        Kind::List => format!("[{}]", node.items().map(|item| untyped(item, names)).collect::<Vec<_>>().join(", ")),
        Kind::Object => dictionary(node.members().map(|member| entry(member, names))),
    }
}

/// A member of an object as an entry of a dictionary.
pub(super) fn entry(member: Member<'_>, names: Option<&Names<'_>>) -> (String, String) {
    (write::key(&member.key.string().unwrap_or_default()), untyped(member.value, names))
}

/// A text: in three quotes where it has several lines and needs no escapes.
fn text(text: &str) -> String {
    let plain = |letter: char| letter == '\n' || !letter.is_control() && !is_bidi_control(letter);
    if text.contains('\n') && !text.contains("\"\"\"") && text.chars().all(plain) {
        format!("\"\"\"\n{text}\n\"\"\"")
    } else {
        quote(text)
    }
}

/// A word of a vocabulary: bare where it is listed and the language takes it so.
fn word(word: &str, list: &str, place: Place) -> Option<String> {
    // Without a list it is a word by its form.
    let listed = list.is_empty() || vocabulary(list).is_some_and(|row| row.values.contains(&word));
    Some(if listed && is_bare(word, place) { word.to_owned() } else { text(word) })
}

/// Items of a list that stand behind a key: what is bare between brackets may be reserved there.
fn property_words(list: Node<'_>, inner: &Shape, items: Vec<String>) -> Vec<String> {
    let (Shape::OpenVocab(name) | Shape::Enum(name)) = inner else { return items };
    let again = list.items().map(|item| word(&item.string()?, name, Place::Property)).collect();
    Option::unwrap_or(again, items)
}

/// Whether a word of a vocabulary may stand without quotes.
fn is_bare(word: &str, place: Place) -> bool {
    if is_code(word) {
        return true;
    }
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let spelled = word.starts_with(|letter: char| letter.is_ascii_lowercase()) && word.split('-').all(part);
    let free = match reserved(word) {
        None | Some(Class::Observable | Class::Verb | Class::Gap) => true,
        Some(Class::Keyword) => false,
        Some(_) => place == Place::Inner,
    };
    spelled && free
}

/// `CN`, `SHA-256`, `AF_INET`
fn is_code(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && text
            .split(['.', '-'])
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}

/// Whether a reference may lead to a type (grammar/README.md, A property).
fn is_target(targets: &[&str], kind: &str) -> bool {
    let category = object_type(kind).map(|row| row.category);
    targets.is_empty()
        || targets.iter().any(|target| match *target {
            "@any" => true,
            "@sdo" => category == Some(Category::Sdo),
            "@sco" => category == Some(Category::Sco),
            "@sro" => category == Some(Category::Sro),
            target => target == kind,
        })
}
