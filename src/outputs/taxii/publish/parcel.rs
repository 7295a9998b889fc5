//! Objects as they are sent: written once, with what a collection knows them by.

use jiff::Timestamp;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::words::title;
use crate::stix::value::Value;
use crate::stix::{ATTRC_IDENTITY, EXTENSION, Object};
use crate::vocab::standard::{MARKINGS, TLP1_MARKINGS};

/// How many digits the fraction of a version may have: more are no version to servers, and one of them lets nobody read
/// the whole collection again.
const DIGITS: usize = 6;

/// An object as it is sent.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// Its id.
    pub id: String,
    /// Its `modified`. What has none is known by its id alone: a server makes up a version of it (TAXII 2.1, section 3.4.2).
    pub version: Option<Timestamp>,
    /// Its JSON.
    pub body: Vec<u8>,
    /// The start of the SHA-256 of its canonical JSON (RFC 8785), in hexadecimal.
    pub digest: String,
    /// Whether it is a withdrawal.
    pub revoked: bool,
    /// Whether it says something else than before, and has no versions that would tell.
    pub rewritten: bool,
    /// In words.
    pub title: String,
    /// What it refers to.
    pub refs: Vec<String>,
}

/// An object that cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsendable {
    /// Its id, where it has one.
    pub id: String,
    /// In words.
    pub title: String,
    /// Why.
    pub why: String,
}

/// What stays at home, because it says nothing of the facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AtHome {
    /// The objects of official markings.
    pub markings: bool,
    /// The definition of attrc's extension and the identity of attrc.
    pub extension: bool,
}

impl AtHome {
    fn keeps(self, object: &Object) -> bool {
        let is = |test: fn(&str) -> bool| object.get("id").and_then(word).is_some_and(|id| test(&id));
        (self.markings && is(is_official)) || (self.extension && is(|id| id == EXTENSION || id == ATTRC_IDENTITY))
    }
}

/// The objects of a release as they are sent, in its order, and those that cannot be.
pub fn parcels(objects: &[Object], at_home: AtHome) -> (Vec<Parcel>, Vec<Unsendable>) {
    let made: Vec<Result<Parcel, Unsendable>> =
        objects.par_iter().filter(|object| !at_home.keeps(object)).map(parcel).collect();
    let (mut parcels, mut others) = (Vec::with_capacity(made.len()), Vec::new());
    for one in made {
        match one {
            Ok(parcel) => parcels.push(parcel),
            Err(other) => others.push(other),
        }
    }
    (parcels, others)
}

/// The text of a value that is an id or a text.
pub(super) fn word(value: &Value) -> Option<String> {
    value.as_id().map(|id| id.to_string()).or_else(|| value.as_text().map(str::to_owned))
}

fn parcel(object: &Object) -> Result<Parcel, Unsendable> {
    let id = object.get("id").and_then(word).unwrap_or_default();
    let title = title(object);
    if id.is_empty() {
        let why = "it has no `id`, without which no server can keep it".to_owned();
        return Err(Unsendable { id, title, why });
    }
    let version = match object.get("modified").map(Value::plain) {
        // The version is `created` then (TAXII 2.1, section 3.4.2), so that has to be one.
        None if object.get("created").and_then(Value::as_text).is_some_and(|text| instant(text).is_none()) => {
            let why = format!("its `created` is no time in UTC with at most {DIGITS} digits of a second");
            return Err(Unsendable { id, title, why });
        }
        None => None,
        Some(Value::Time(at)) => Some(*at),
        Some(other) => match other.as_text().and_then(instant) {
            Some(at) => Some(at),
            None => {
                let why = format!("its `modified` is no time in UTC with at most {DIGITS} digits of a second");
                return Err(Unsendable { id, title, why });
            }
        },
    };
    let body = match respelled(object) {
        Some(other) => serde_json::to_vec(&other),
        None => serde_json::to_vec(object),
    };
    // Writing to memory cannot fail, and no value of an object has a key that is not text.
    let body = body.unwrap_or_default();
    // Of the canonical form, so that another order of properties is no other content.
    let canonical = serde_json_canonicalizer::to_vec(object).unwrap_or_else(|_| body.clone());
    let digest = Sha256::digest(&canonical).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let revoked = matches!(object.get("revoked").map(Value::plain), Some(Value::Boolean(true)));
    let mut refs = Vec::new();
    for (key, value) in object.properties().iter() {
        if key.ends_with("_ref") {
            refs.extend(word(value));
        } else if key.ends_with("_refs") {
            refs.extend(value.items().iter().filter_map(word));
        }
    }
    Ok(Parcel { id, version, body, digest, revoked, rewritten: false, title, refs })
}

/// A version that servers can read.
fn instant(text: &str) -> Option<Timestamp> {
    let fraction = text.strip_suffix('Z')?.split_once('.').map_or(0, |(_, digits)| digits.len());
    (fraction <= DIGITS).then(|| text.parse().ok()).flatten()
}

/// The object with digits of a second in its times, where it was received without: some servers read no others, and the
/// instant is the same.
fn respelled(object: &Object) -> Option<Object> {
    let bare =
        |key: &str| object.get(key).and_then(Value::as_text).filter(|text| !text.contains('.')).and_then(instant);
    let (created, modified) = (bare("created"), bare("modified"));
    created.or(modified)?;
    let mut object = object.clone();
    for (key, at) in [("created", created), ("modified", modified)] {
        if let Some(at) = at {
            object.set(key, at);
        }
    }
    Some(object)
}

/// Whether it is the id of a marking of the Traffic Light Protocol.
pub(super) fn is_official(id: &str) -> bool {
    MARKINGS.iter().chain(TLP1_MARKINGS).any(|row| row.id == id)
}
