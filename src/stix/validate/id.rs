//! Ids: their form, what they refer to, and for observables what they are made of (STIX 2.1, sections 2.9 and 3.1).

use uuid::{Uuid, Variant};

use super::judge::{Judge, Tell, shown};
use super::requirement;
use crate::diag::codes::standard as codes;
use crate::diag::{Fix, did_you_mean};
use crate::json::Node;
use crate::stix::ids::{observable_uuid, python_uuid};
use crate::vocab::standard::{Category, OBJECT_TYPES, ObjectType, object_type};

/// The type and the UUID of an id, as far as it has its form.
pub(super) fn parts(id: &str) -> Option<(&str, Uuid)> {
    let (kind, uuid) = id.split_once("--")?;
    let named =
        !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    named.then_some((kind, hyphenated(uuid)?))
}

/// A UUID as ids have it: there are other spellings, which are not ids of STIX.
fn hyphenated(text: &str) -> Option<Uuid> {
    (text.len() == 36).then(|| Uuid::try_parse(text).ok()).flatten()
}

impl<'d> Judge<'d> {
    /// The `id` of an object of a type.
    pub fn own_id(&mut self, kind: Option<&str>, node: Node<'_>, text: &str) {
        let kind = kind.unwrap_or_default();
        match text.strip_prefix(kind).and_then(|rest| rest.strip_prefix("--")) {
            Some(_) => self.uuid(node, text),
            _ => {
                let kind = shown(kind);
                let article = super::object::article(&kind);
                self.say(codes::WRONG_ID_TYPE, node, format!("`{}` is no id of {article} `{kind}`", shown(text)))
                    .helped(format!("an id is the type, `--` and a UUID: `{kind}--…`"));
            }
        }
    }

    /// The `id` of an object of one's own type.
    pub fn custom_id(&mut self, kind: &str, node: Node<'_>, text: &str) {
        self.own_id(Some(kind), node, text);
        if !self.declares("new-sco") {
            self.random_id(kind, node, text);
        }
    }

    /// Whether what stands behind the type is a UUID of RFC 4122.
    pub fn uuid(&mut self, node: Node<'_>, text: &str) {
        let uuid = text.rsplit_once("--").and_then(|(_, uuid)| hyphenated(uuid));
        let good = uuid
            .is_some_and(|uuid| uuid.get_variant() == Variant::RFC4122 && (1..=5).contains(&uuid.get_version_num()));
        if !good {
            self.say(codes::NOT_A_UUID, node, format!("`{}` does not end in a UUID", shown(text)))
                .helped("a UUID of RFC 4122 has 32 hexadecimal digits in five groups, and a version from 1 to 5");
        }
    }

    /// Ids of all but observables should be random.
    pub fn random_id(&mut self, kind: &str, node: Node<'_>, text: &str) {
        if let Some((_, uuid)) = parts(text)
            && self.tells(codes::NOT_UUID_V4)
            && (1..=5).contains(&uuid.get_version_num())
            && uuid.get_version_num() != 4
        {
            let version = uuid.get_version_num();
            self.say(codes::NOT_UUID_V4, node, format!("the id of this `{}` is a UUIDv{version}", shown(kind)))
                .helped("allowed, but ids should be UUIDv4, for nobody can then make the same by chance");
        }
    }

    /// A reference, and whether it may lead to objects of that type.
    pub fn reference(&mut self, owner: &str, property: &str, targets: &[&str], node: Node<'_>, text: &str) {
        if let Some(container) = self.container {
            return self.number_of(container, targets, node);
        }
        let Some((kind, _)) = parts(text) else {
            self.say(codes::NOT_A_UUID, node, format!("`{}` is no id", shown(text)))
                .helped("a reference is the id of an object: its type, `--` and a UUID");
            return;
        };
        self.uuid(node, text);
        let row = object_type(kind);
        // What is not in the tables is somebody's own type, which may be of any family.
        let fits = |target: &&str| match (*target, row) {
            ("@any", Some(row)) => row.category != Category::Container,
            ("@sdo", Some(row)) => row.category == Category::Sdo,
            ("@sco", Some(row)) => row.category == Category::Sco,
            ("@sro", Some(row)) => row.category == Category::Sro,
            (target, Some(row)) => target == row.name,
            (target, None) => target.starts_with('@'),
        };
        if !targets.iter().any(fits) {
            let words: Vec<String> = targets
                .iter()
                .map(|target| match *target {
                    "@any" => "an object".to_owned(),
                    "@sdo" => "a domain object".to_owned(),
                    "@sco" => "a cyber-observable object".to_owned(),
                    "@sro" => "a relationship or sighting".to_owned(),
                    name => format!("{} `{name}`", super::object::article(name)),
                })
                .collect();
            let code = requirement("ref", owner, property, codes::WRONG_ID_TYPE);
            let known = OBJECT_TYPES.iter().map(|row| row.name);
            let near = if row.is_none() { did_you_mean(kind, known) } else { None };
            self.say(code, node, format!("`{property}` refers to {} `{}`", super::object::article(kind), shown(kind)))
                .helped(format!("it has to be {}", words.join(" or ")))
                .helped_by(near);
        }
    }

    /// What the standard asks of the id of an object of its own types beyond its form.
    pub fn identity(&mut self, row: &'static ObjectType) {
        let object = self.object;
        let Some(node) = object.get("id") else { return };
        let Some(text) = node.string() else { return };
        let Some((_, uuid)) = parts(&text) else { return };
        let version = uuid.get_version_num();
        if row.category != Category::Sco {
            // The markings that the standard fixes have the ids that it gives them.
            self.random_id(row.name, node, &text);
            return;
        }
        let place = self.at(node);
        match observable_uuid(row, object) {
            None if version == 4 => {}
            None => {
                let code = if row.name == "process" { codes::PROCESS_ID } else { codes::SCO_ID_NOT_V4 };
                self.say(code, node, format!("the id is a UUIDv{version}, and the object has nothing to make one of"))
                    .helped("without the properties that ids are made of, the id is a random UUIDv4");
            }
            Some(_) if version != 5 => {
                self.say(codes::SCO_ID_NOT_V5, node, format!("the id is a UUIDv{version}")).helped(
                    "allowed, but an observable should have the UUIDv5 of its content, so that one thing has one id",
                );
            }
            Some(right) if right != uuid => {
                let peer = python_uuid(row, object) == Some(uuid);
                let right = format!("{}--{right}", row.name);
                self.say(codes::SCO_ID_OF_OTHER_CONTENT, node, "the id is not the one that the content gives")
                    .labelled(match peer {
                        true => "made by python-stix2, which spells times anew before it hashes them",
                        false => "made of other content, or in another namespace",
                    })
                    .helped(format!("section 2.9 of STIX 2.1 gives `{right}`"))
                    .fixed(Fix::guess("write that id", place, format!("\"{right}\"")));
            }
            Some(_) => {}
        }
    }
}
