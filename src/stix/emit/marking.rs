//! The markings of the Traffic Light Protocol: whoever declares one means the official object (STIX 2.1, section 7.2.1.4).

use crate::facts::{Entity, Form, Value as Fact};
use crate::stix::ids::Id;
use crate::stix::object::Object;
use crate::stix::time;
use crate::stix::value::Map;
use crate::vocab::standard::{MARKINGS, Marking, TLP1_MARKINGS, TLP2_EXTENSION};

/// An official marking.
#[derive(Clone, Copy)]
pub(super) struct Official {
    row: &'static Marking,
    version: Version,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    One,
    Two,
}

impl Official {
    /// A marking of TLP 2.0.
    pub fn of(row: &'static Marking) -> Self {
        Self { row, version: Version::Two }
    }

    /// The official marking that a declaration means, by its id or by its title: `TLP:RED` is one of TLP 2.0, and with a
    /// definition the one of TLP 1.
    pub fn declared(entity: &Entity) -> Option<Self> {
        if entity.kind.stix != "marking-definition" || entity.form != Form::Declared {
            return None;
        }
        let one = || TLP1_MARKINGS.iter().map(|row| Self { row, version: Version::One });
        let two = || MARKINGS.iter().map(Self::of);
        if let Some(id) = entity.text("id") {
            return one().chain(two()).find(|official| official.row.id == id);
        }
        let word = entity.values("definition").find_map(|given| match &given.value {
            Fact::Dictionary(members) => members.iter().find(|(key, _)| key == "tlp").map(|(_, word)| word),
            _ => None,
        });
        if let Some(Fact::Text(word) | Fact::Word(word)) = word {
            return one().find(|official| official.row.word == word);
        }
        let named = |official: &Self| official.row.name == entity.title;
        match entity.text("definition_type") {
            Some("tlp") => one().find(named),
            Some(_) => None,
            // White is a word of version 1 alone.
            None => two().chain(one()).find(named),
        }
    }

    /// Its id.
    pub fn id(self) -> Option<Id> {
        Id::parse("marking-definition", self.row.id)
    }

    /// The official object of OASIS, verbatim. The extension-definition of TLP 2.0 is no `_ref`, so it is not in the
    /// bundle.
    pub fn object(self) -> Option<Object> {
        let object = Object::new(self.id()?).with_some("created", time::parse(self.row.created));
        let object = match self.version {
            Version::One => object
                .with("definition_type", "tlp")
                .with("name", self.row.name)
                .with("definition", Map::new().with("tlp", self.row.word)),
            Version::Two => {
                let level = Map::new().with("extension_type", "property-extension").with("tlp_2_0", self.row.word);
                object.with("name", self.row.name).with("extensions", Map::new().with(TLP2_EXTENSION, level))
            }
        };
        Some(object.ordered())
    }
}
