//! Values of objects, as they are written: keys keep their order, ids and instants stay what they are until the last moment.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use jiff::Timestamp;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::ids::Id;
use super::time;

/// A JSON value of an object.
///
/// Ids and instants are variants of their own: they are the most frequent values, and as numbers they cost no
/// allocation and can be followed and compared without parsing.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`, which only imported custom properties have.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Decimal(f64),
    /// A number as it was received: `1.0`, `18446744073709551615`, `1e400`.
    Number(Number),
    /// A text.
    Text(Cow<'static, str>),
    /// The id of an object.
    Id(Id),
    /// An instant, written with three fraction digits.
    Time(Timestamp),
    /// `[…]`
    List(Vec<Value>),
    /// `{…}`
    Object(Map),
    /// A value that many objects have in common, as the reference to their document. It reads as the value itself.
    Shared(Arc<Value>),
}

/// A number as it is spelled, which nothing rounds.
#[derive(Debug, Clone)]
pub struct Number(Box<RawValue>);

/// Members of a JSON object, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map(Vec<(Key, Value)>);

/// The key of a member. Nearly all are words of the standard or of attrc, and a build holds dozens of them an object, so
/// a key is no larger than a reference to one; those of custom properties take the longer way.
#[derive(Clone, PartialEq, Eq)]
pub enum Key {
    /// A word of a table.
    Known(&'static str),
    /// The name of a custom property.
    Custom(Box<CustomKey>),
}

/// The name of a custom property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomKey(String);

impl Value {
    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self.plain() {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The id, where it is one.
    pub fn as_id(&self) -> Option<Id> {
        match self.plain() {
            Self::Id(id) => Some(*id),
            _ => None,
        }
    }

    /// The values of a list; none for anything else.
    pub fn items(&self) -> &[Value] {
        match self.plain() {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The members, where it is an object.
    pub fn as_object(&self) -> Option<&Map> {
        match self.plain() {
            Self::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The value itself, also where it is shared.
    pub fn plain(&self) -> &Value {
        match self {
            Self::Shared(value) => value.plain(),
            value => value,
        }
    }

    /// A number, whole where it can be.
    pub fn number(number: f64) -> Self {
        // Beyond 2^53 a float no longer tells neighbours apart, so it stays what it is.
        if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
            Self::Integer(number as i64)
        } else {
            Self::Decimal(number)
        }
    }

    /// A list of ids.
    pub fn ids(ids: impl IntoIterator<Item = Id>) -> Self {
        Self::List(ids.into_iter().map(Self::Id).collect())
    }
}

impl Number {
    /// The number of a text, where it is one of JSON (RFC 8259, section 6).
    pub fn parse(text: &str) -> Option<Self> {
        let is_number = text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
        is_number.then(|| RawValue::from_string(text.to_owned()).ok()).flatten().map(Self)
    }

    /// As it is spelled.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Map {
    /// No members.
    pub fn new() -> Self {
        Self::default()
    }

    /// No members, with room for some.
    pub fn with_capacity(members: usize) -> Self {
        Self(Vec::with_capacity(members))
    }

    /// The same without spare room: objects live as long as the build, and most of them are small.
    #[must_use]
    pub fn shrunk(mut self) -> Self {
        self.0.shrink_to_fit();
        self
    }

    /// Appends a member.
    pub fn push(&mut self, key: impl Into<Key>, value: impl Into<Value>) {
        self.0.push((key.into(), value.into()));
    }

    /// Appends a member where there is a value.
    pub fn push_some(&mut self, key: impl Into<Key>, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.push(key, value);
        }
    }

    /// The same with one more member.
    #[must_use]
    pub fn with(mut self, key: impl Into<Key>, value: impl Into<Value>) -> Self {
        self.push(key, value);
        self
    }

    /// The same with one more member where there is a value.
    #[must_use]
    pub fn with_some(mut self, key: impl Into<Key>, value: Option<impl Into<Value>>) -> Self {
        self.push_some(key, value);
        self
    }

    /// Appends all members of another one.
    pub fn append(&mut self, members: Map) {
        self.0.extend(members.0);
    }

    /// The same with all members of another one.
    #[must_use]
    pub fn with_all(mut self, members: Map) -> Self {
        self.append(members);
        self
    }

    /// Sets the value of a key, in its place where it has one.
    pub fn set(&mut self, key: Key, value: Value) {
        match self.0.iter_mut().find(|(name, _)| **name == *key) {
            Some((_, slot)) => *slot = value,
            None => self.0.push((key, value)),
        }
    }

    /// Adds members to the object under a key, which is made where there is none.
    pub fn merge(&mut self, key: &'static str, members: Map) {
        match self.0.iter_mut().find(|(name, _)| **name == *key) {
            Some((_, Value::Object(map))) => map.0.extend(members.0),
            _ => self.push(key, members),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| **name == *key).map(|(_, value)| value)
    }

    /// Takes a member away.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.0.iter().position(|(name, _)| **name == *key)?;
        Some(self.0.remove(at).1)
    }

    /// Keeps the members that a test holds for, which may change their values.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &mut Value) -> bool) {
        self.0.retain_mut(|(key, value)| keep(key, value));
    }

    /// All members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }

    /// All members in order, given away.
    pub fn into_members(self) -> impl Iterator<Item = (Key, Value)> {
        self.0.into_iter()
    }

    /// Whether it has no members.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts the members into the order of their ranks; equal ranks keep their order.
    pub fn sort_by_rank(&mut self, mut rank: impl FnMut(&str) -> usize) {
        // Most objects are made in order, which one pass shows.
        if !self.0.is_sorted_by_key(|(key, _)| rank(key)) {
            self.0.sort_by_cached_key(|(key, _)| rank(key));
        }
    }
}

impl Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Known(word) => word,
            Self::Custom(name) => &name.0,
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, out)
    }
}

impl From<&'static str> for Key {
    fn from(word: &'static str) -> Self {
        Self::Known(word)
    }
}

impl From<String> for Key {
    fn from(name: String) -> Self {
        Self::Custom(Box::new(CustomKey(name)))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Decimal(value) => serializer.serialize_f64(*value),
            Self::Number(value) => value.0.serialize(serializer),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Id(value) => value.serialize(serializer),
            Self::Time(value) => serializer.serialize_str(&time::rfc3339(*value)),
            Self::List(value) => serializer.collect_seq(value),
            Self::Object(value) => value.serialize(serializer),
            Self::Shared(value) => value.serialize(serializer),
        }
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(&**key, value)?;
        }
        map.end()
    }
}

macro_rules! value_from {
    ($($type:ty => $make:expr),* $(,)?) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                $make(value)
            }
        })*
    };
}

value_from! {
    bool => Value::Boolean,
    i64 => Value::Integer,
    String => |text| Value::Text(Cow::Owned(text)),
    &'static str => |text| Value::Text(Cow::Borrowed(text)),
    Cow<'static, str> => Value::Text,
    Id => Value::Id,
    Timestamp => Value::Time,
    Vec<Value> => Value::List,
    Map => |map: Map| Value::Object(map.shrunk()),
    Arc<Value> => Value::Shared,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_small() {
        // A build of a hundred thousand claims holds some three million of them.
        assert!(size_of::<(Key, Value)>() <= 48);
    }

    #[test]
    fn members_are_written_in_their_order_and_numbers_as_short_as_they_are() {
        let map = Map::new().with("z", Value::number(40.0)).with("a", Value::number(0.5)).with("n", Value::Null);
        assert_eq!(serde_json::to_string(&map).ok().as_deref(), Some(r#"{"z":40,"a":0.5,"n":null}"#));
    }

    #[test]
    fn a_received_number_stays_as_it_is_spelled() {
        for text in ["1.0", "-0.0", "18446744073709551615", "1e400", "1E5", "12345678901234567890123"] {
            let number = Number::parse(text).map(Value::Number);
            assert_eq!(serde_json::to_string(&number).ok().as_deref(), Some(text));
        }
        assert!(["01", "1 2", "\"1\"", "-"].iter().all(|text| Number::parse(text).is_none()));
    }
}
