//! Kinds of declarations: those of the tables, and types of one's own, whose family their extension tells.

use super::Lower;
use crate::diag::Diagnostic;
use crate::diag::codes::emission::MISSING_PROPERTY;
use crate::diag::codes::values::WRONG_VALUE;
use crate::syntax::literal::unquote;
use crate::syntax::tree::{Declaration, Value};
use crate::vocab::language::{self, Kind, Role, custom_kind};
use crate::vocab::standard::Category;

/// The kind of a declaration: one of the tables, or a type of one's own.
pub(super) fn declared_kind(declaration: &Declaration<'_>) -> Option<&'static Kind> {
    match declaration.kind {
        "object" => Some(custom_kind("object", &typed(declaration), family(declaration))),
        word if word.starts_with("x-") => Some(custom_kind(word, word, family(declaration))),
        word => language::kind(word),
    }
}

impl<'s> Lower<'_, 's> {
    /// Says what is wrong with the type of an `object` (STIX 2.1, section 11.2: lower-case words joined by hyphens).
    pub(super) fn typed_object(&mut self, kind: &'static Kind, declaration: &Declaration<'s>) {
        let given = declaration.properties.iter().filter(|property| property.key == "type").flat_map(|p| &p.values);
        let value = given.map(|given| given.value.text()).next();
        let word = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let wrong = match value {
            None => {
                let message = format!("`{}` has no `type`", declaration.name);
                Diagnostic::new(&MISSING_PROPERTY, self.at(declaration.name), message)
                    .label("of which type?")
                    .help("add `type \"…\"`, the type that its extension defines")
            }
            Some(value) if language::kind(kind.stix).is_some_and(|kind| kind.role == Role::Raw) => {
                let message = format!("`{}` is a type of the standard", kind.stix);
                Diagnostic::new(&WRONG_VALUE, self.at(value), message)
                    .label("a kind of its own")
                    .help(format!("declare it: `{} {} \"…\" {{ … }}`", kind.stix, declaration.name))
            }
            Some(value) if !(3..=250).contains(&kind.stix.len()) || !kind.stix.split('-').all(word) => {
                let message = format!("`{}` cannot be a type", kind.stix);
                Diagnostic::new(&WRONG_VALUE, self.at(value), message)
                    .label("types are lower-case words with `-` between them")
                    .help("write it as its extension defines it, as a text in quotes")
            }
            Some(_) => return,
        };
        self.report(wrong);
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
