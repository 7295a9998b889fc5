//! Objects as those of the crate `stix_rs` (feature `stix-rs`), for programs that work with its types.
//!
//! That crate does not hold all of STIX 2.1: version 0.1.0 lacks properties, gives others a default and writes `null` for
//! what is absent. So a handover says of each object what did not come through; nothing is lost in silence.

use jiff::Timestamp;
use serde_json::Value;
use stix_rs::{Bundle, StixObjectEnum};

use super::object::Object;

/// An object in the types of `stix_rs`, and how it differs from what was handed over.
#[derive(Debug)]
pub struct Handover {
    /// The object.
    pub object: StixObjectEnum,
    /// Top-level properties that are not there any more, or have another value.
    pub lost: Vec<String>,
    /// Top-level properties with a value that the object never had.
    pub invented: Vec<String>,
}

/// Hands an object over. An `Err` says why the type of `stix_rs` cannot hold it at all.
///
/// A type that `stix_rs` does not know arrives as its `Custom`, whole.
pub fn hand_over(object: &Object) -> Result<Handover, serde_json::Error> {
    let before = serde_json::to_value(object)?;
    let object: StixObjectEnum = serde_json::from_value(before.clone())?;
    let after = match &object {
        StixObjectEnum::Custom(value) => value.clone(),
        object => serde_json::to_value(object)?,
    };
    let (lost, invented) = (missing(&before, &after), missing(&after, &before));
    Ok(Handover { object, invented: invented.into_iter().filter(|key| !lost.contains(key)).collect(), lost })
}

/// A bundle of what was handed over. Its id is the one that attrc's own bundle of the same objects has.
pub fn bundle(objects: Vec<StixObjectEnum>, id: super::Id) -> Bundle {
    Bundle { r#type: "bundle".to_owned(), id: id.to_string(), objects }
}

/// The properties of the first that the second has not, or not so.
fn missing(first: &Value, second: &Value) -> Vec<String> {
    let members = first.as_object().into_iter().flatten();
    let kept = |key: &str, value: &Value| second.get(key).is_some_and(|other| is_same(value, other));
    members.filter(|(key, value)| !value.is_null() && !kept(key, value)).map(|(key, _)| key.clone()).collect()
}

/// Whether two values mean the same: instants by what they say, and what is `null` is absent.
fn is_same(left: &Value, right: &Value) -> bool {
    let instant = |value: &Value| value.as_str().and_then(|text| text.parse::<Timestamp>().ok());
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let part = |value: Option<&Value>| value.filter(|value| !value.is_null()).cloned();
            let mut keys = left.keys().chain(right.keys());
            keys.all(|key| match (part(left.get(key)), part(right.get(key))) {
                (Some(left), Some(right)) => is_same(&left, &right),
                (left, right) => left == right,
            })
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (left, right) => left == right || instant(left).is_some_and(|at| instant(right) == Some(at)),
    }
}
