//! One object as one declaration.

use super::layout::{block, dictionary};
use super::names::{Names, is_id};
use super::outline::Outline;
use super::value::{Place, entry, shaped};
use crate::json::Node;
use crate::syntax::literal::quote;
use crate::vocab::language::reserved;
use crate::vocab::standard::{CUSTOM_TYPES, Category, ObjectType, object_type};

/// Properties that stand first, whatever place the table gives them: what tells a version, then what a relationship says.
const FIRST: &[&str] =
    &["spec_version", "created", "modified", "created_by_ref", "relationship_type", "source_ref", "target_ref"];

/// Writes declarations, one after the other.
pub(super) struct Writer<'w> {
    names: &'w Names<'w>,
    out: String,
}

impl<'w> Writer<'w> {
    /// Writes with these names.
    pub(super) fn new(names: &'w Names<'w>) -> Self {
        Self { names, out: String::new() }
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// What the bundle itself says, which makes the whole file verbatim.
    pub(super) fn header(&mut self, outline: &Outline<'_>) {
        let mut lines = Vec::new();
        let mut custom = Vec::new();
        for member in outline.bundle.into_iter().flat_map(Node::members) {
            match member.key.string().as_deref() {
                Some("type") if member.value.is("bundle") => {}
                // An empty list is written; one with objects is what the file is.
                Some("objects") if member.value.items().next().is_some() => {}
                Some("id") if member.value.string().is_some_and(|id| is_id(&id, "bundle")) => {
                    lines.push(entry(member, None));
                }
                _ => custom.push(entry(member, Some(self.names))),
            }
        }
        self.block(format!("bundle {}", self.names.bundle), lines, custom);
    }

    /// An object; `literal` writes it without regard to its type.
    pub(super) fn object(&mut self, at: usize, object: Node<'_>, literal: bool) {
        let name = self.names.objects.get(at).map_or("", String::as_str);
        let kind = object.get("type").and_then(Node::string).unwrap_or_default();
        let form = if literal { Form::Literal } else { Form::of(&kind) };
        self.out.push('\n');
        let mut head = format!("{} {name}", form.word(&kind));
        let title = object.get("name").filter(|_| form != Form::Literal).and_then(Node::string);
        if let Some(title) = &title {
            head.push(' ');
            head.push_str(&quote(title));
        }
        let mut lines: Vec<(usize, String, String)> = Vec::new();
        let mut custom = Vec::new();
        for member in object.members() {
            let key = member.key.string().unwrap_or_default();
            if key == "type" && form.tells_type() || key == "name" && title.is_some() {
                continue;
            }
            match self.property(form, &key, member.value) {
                Some((rank, value)) => lines.push((rank, key.into_owned(), value)),
                None => custom.push(entry(member, Some(self.names).filter(|_| !literal))),
            }
        }
        lines.sort_by_key(|(rank, ..)| *rank);
        self.block(head, lines.into_iter().map(|(_, key, value)| (key, value)).collect(), custom);
    }

    /// A property that its type knows, with its place among the others; `None` where it does not fit.
    fn property(&self, form: Form, key: &str, value: Node<'_>) -> Option<(usize, String)> {
        let text = || value.string().map(|text| quote(&text));
        match (key, form) {
            (_, Form::Literal) => return None,
            ("type", Form::Other) => return Some((0, text()?)),
            ("id", _) => return Some((1, text()?)),
            _ => {}
        }
        let row = form.row()?;
        let (at, property) = row.properties.iter().enumerate().find(|(_, property)| property.name == key)?;
        let rank = FIRST.iter().position(|first| *first == key).unwrap_or(FIRST.len() + at);
        Some((rank + 2, shaped(value, &row.spelling(property), Place::Property, self.names)?))
    }

    fn block(&mut self, head: String, lines: Vec<(String, String)>, custom: Vec<(String, String)>) {
        let custom = (!custom.is_empty()).then(|| ("custom".to_owned(), dictionary(custom)));
        let lines: Vec<(String, String)> = lines.into_iter().chain(custom).collect();
        block(&head, &lines, &mut self.out);
    }
}

/// The properties of an object that its type knows, in the order of its table, but for those that are skipped.
pub(super) fn known_properties(
    object: Node<'_>,
    names: &Names<'_>,
    skipped: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    let row = object.get("type").and_then(Node::string).and_then(|kind| object_type(&kind));
    let known = row.map_or(&[][..], |row| row.properties).iter().filter(|property| !skipped(property.name));
    known
        .filter(|property| property.name != "type")
        .filter_map(|property| {
            let shape = row?.spelling(property);
            let value = shaped(object.get(property.name)?, &shape, Place::Property, names)?;
            Some((property.name.to_owned(), value))
        })
        .collect()
}

/// How an object is declared.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// By the word of a type of the standard.
    Known(&'static ObjectType),
    /// By the word of a type that begins with `x-`.
    Custom,
    /// As `object`, which names its type.
    Other,
    /// As `object`, whose type is a value like any other.
    Literal,
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Form {
    fn of(kind: &str) -> Self {
        match object_type(kind).filter(|row| row.category != Category::Container) {
            Some(row) => Self::Known(row),
            None if is_custom_kind(kind) => Self::Custom,
            None => Self::Other,
        }
    }

    fn word<'k>(&self, kind: &'k str) -> &'k str {
        match self {
            Self::Known(_) | Self::Custom => kind,
            Self::Other | Self::Literal => "object",
        }
    }

    /// Whether its word is its type.
    fn tells_type(&self) -> bool {
        matches!(self, Self::Known(_) | Self::Custom)
    }

    /// The table of its properties; a type that no table has is taken for a domain object.
    fn row(&self) -> Option<&'static ObjectType> {
        match self {
            Self::Known(row) => Some(row),
            Self::Custom | Self::Other => CUSTOM_TYPES.iter().find(|row| row.category == Category::Sdo),
            Self::Literal => None,
        }
    }
}

/// Whether a type can stand as a kind: `x-` and words with hyphens.
fn is_custom_kind(kind: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    kind.strip_prefix("x-").is_some_and(|rest| rest.split('-').all(part)) && reserved(kind).is_none()
}
