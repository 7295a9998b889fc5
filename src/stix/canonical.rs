//! The canonical form of JSON (RFC 8785), from which ids are made and by which contents are compared.

use serde_json::{Map, Number, Value};

use crate::json::{Kind, Node};

/// The canonical text of a value: no white space, keys by their UTF-16 units, numbers as ECMAScript writes them.
///
/// Numbers are doubles (section 3.2.2.3), so what no double holds exactly is written as the nearest one.
///
/// ```
/// use attrc::{json, source::FileId, stix::canonical};
///
/// let (document, _) = json::read(FileId(0), r#"{"b": 1.0e1, "a": "\u20ac"}"#);
/// assert_eq!(document.root().map(canonical).as_deref(), Some(r#"{"a":"€","b":10}"#));
/// ```
pub fn canonical(node: Node<'_>) -> String {
    serde_json_canonicalizer::to_string(&plain(node)).unwrap_or_default()
}

/// The value as serde_json has it.
pub(super) fn plain(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Object => {
            let members = node.members().map(|member| (text(member.key), plain(member.value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Kind::List => Value::Array(node.items().map(plain).collect()),
        Kind::String => Value::String(text(node)),
        Kind::Number => {
            Number::from_f64(node.number().map_or(0.0, |number| number.float())).map_or(Value::Null, Value::Number)
        }
        Kind::Boolean => Value::Bool(node.boolean() == Some(true)),
        Kind::Null => Value::Null,
    }
}

fn text(node: Node<'_>) -> String {
    node.string().map(std::borrow::Cow::into_owned).unwrap_or_default()
}
