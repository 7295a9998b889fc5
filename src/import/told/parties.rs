//! Who or what is meant by an id in a claim.

use std::borrow::Cow;

use super::index::{Index, Object, text};
use crate::json::Node;
use crate::syntax::literal::quote;
use crate::vocab::language::{OBSERVABLES, kind};
use crate::vocab::standard::{Category, object_type};

/// A subject or an object: a declared name, `class "voters"`, `T1566.002`, `domain "a.example"`.
pub(super) fn party(index: &Index<'_>, id: &str) -> Option<String> {
    if let Some(name) = index.name(id) {
        return Some(name.into_owned());
    }
    let object = index.object(id)?;
    let kind_word = object.told("kind").and_then(Node::string).unwrap_or_else(|| object.text("type"));
    match object_type(&object.text("type"))?.category {
        Category::Sco => observable(object),
        _ => code(object).or_else(|| {
            let title = object.text("name");
            (kind(&kind_word).is_some() && !title.is_empty()).then(|| format!("{kind_word} {}", quote(&title)))
        }),
    }
}

/// Names of ids, as a qualifier takes them: one, or several in brackets.
pub(super) fn names(index: &Index<'_>, ids: &[Cow<'_, str>]) -> Option<String> {
    let names = ids.iter().map(|id| index.name(id)).collect::<Option<Vec<_>>>()?;
    Some(match names.as_slice() {
        [one] => one.clone().into_owned(),
        several => format!("[{}]", several.join(", ")),
    })
}

/// The code of something that a code alone stands for.
fn code(object: Object<'_>) -> Option<String> {
    let references = object.node.get("external_references");
    let given = |source: &str| {
        let mut entries = references.into_iter().flat_map(Node::items);
        let entry = entries.find(|entry| text(*entry, "source_name") == source)?;
        entry.get("external_id")?.string().map(Cow::into_owned)
    };
    match &*object.text("type") {
        "location" => {
            let region = object.text("administrative_area");
            let code = if region.is_empty() { object.text("country") } else { region };
            (!code.is_empty() && object.text("city").is_empty()).then(|| code.into_owned())
        }
        "vulnerability" => given("cve"),
        _ => given("mitre-attack"),
    }
}

/// Whether any object may have a property, whatever it is.
fn is_common(key: &str) -> bool {
    object_type("identity").and_then(|row| row.property(key)).is_some_and(|property| property.common)
}

/// An observable by its tag and value; `None` for one that has more to it than a value.
pub(super) fn observable(object: Object<'_>) -> Option<String> {
    let kind = object.text("type");
    let mut own = object.node.members().filter_map(|member| member.key.string()).filter(|key| !is_common(key));
    let (Some(first), None) = (own.next(), own.next()) else { return None };
    let tag = OBSERVABLES.iter().find(|tag| tag.stix == kind && tag.property == first);
    let tag = tag.map(|tag| (tag.word, tag.property));
    let (word, property) = match &*kind {
        "ipv4-addr" | "ipv6-addr" => ("ip", "value"),
        _ => tag?,
    };
    let value = object.node.get(property)?;
    // A digest stands in a dictionary of one.
    if value.members().nth(1).is_some() {
        return None;
    }
    let value = value.members().next().map_or(value, |member| member.value);
    let value = value.string().or_else(|| value.number().map(|number| number.0.into()))?;
    Some(format!("{word} {}", quote(&value)))
}
