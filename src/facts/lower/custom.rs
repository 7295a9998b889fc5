//! Kinds of declarations: those of the tables, and types of one's own, whose family their extension tells.

use crate::syntax::literal::unquote;
use crate::syntax::tree::{Declaration, Value};
use crate::vocab::language::{self, Kind, custom_kind};
use crate::vocab::standard::Category;

/// The kind of a declaration: one of the tables, or a type of one's own.
pub(super) fn declared_kind(declaration: &Declaration<'_>) -> Option<&'static Kind> {
    match declaration.kind {
        "object" => Some(custom_kind("object", &typed(declaration), family(declaration))),
        word if word.starts_with("x-") => Some(custom_kind(word, word, family(declaration))),
        word => language::kind(word),
    }
}

/// The type that an `object` names.
fn typed(declaration: &Declaration<'_>) -> String {
    let values = declaration.properties.iter().filter(|property| property.key == "type").flat_map(|p| &p.values);
    let mut texts = values.filter_map(|value| match value.value {
        Value::String(raw) => Some(unquote(raw)),
        _ => None,
    });
    texts.next().unwrap_or_default()
}

/// The family of a type of one's own: what an extension of it says, else it is a domain object (STIX 2.1, section 7.3).
fn family(declaration: &Declaration<'_>) -> Category {
    let given = declaration.properties.iter().filter(|property| property.key == "extensions").flat_map(|p| &p.values);
    let extensions = given.filter_map(|value| match &value.value {
        Value::Dictionary { entries, .. } => Some(entries),
        _ => None,
    });
    let members = extensions.flatten().filter_map(|(_, extension)| match extension {
        Value::Dictionary { entries, .. } => Some(entries),
        _ => None,
    });
    let types = members.flatten().filter(|(key, _)| unquote(key) == "extension_type").map(|(_, value)| value);
    let mut families = types.filter_map(|value| match unquote(value.text()).as_str() {
        "new-sdo" => Some(Category::Sdo),
        "new-sco" => Some(Category::Sco),
        "new-sro" => Some(Category::Sro),
        _ => None,
    });
    families.next_back().unwrap_or(Category::Sdo)
}
