//! What a completion is asked about: the analyses, the place, and what is in scope there.

use crate::facts::{Entity, EntityId, Facts, Form};
use crate::ide::Analysis;
use crate::ide::position::{Part, Position};
use crate::source::FileId;
use crate::vocab::language::{Kind, Role, kind, observable};
use crate::world::World;

/// What a completion is asked about.
pub struct Asked<'a> {
    /// Where files are looked for.
    pub world: &'a dyn World,
    /// The file and what it uses.
    pub near: &'a Analysis,
    /// The whole project, perhaps of an older text.
    pub whole: Option<&'a Analysis>,
    /// The file.
    pub file: FileId,
    /// Where the cursor stands.
    pub position: &'a Position,
    /// The files whose names the file sees.
    pub seen: Vec<FileId>,
}

impl<'a> Asked<'a> {
    /// What the near files say.
    pub fn facts(&self) -> &'a Facts {
        self.near.facts()
    }

    /// Everything that has a name which the file sees, in reading order.
    pub fn visible(&self) -> impl Iterator<Item = (EntityId, &'a Entity)> {
        let facts = self.facts();
        let declared = facts.entity_ids().map(|id| (id, facts.entity(id))).filter(|(_, entity)| is_declared(entity));
        declared.filter(|(_, entity)| self.sees(facts.location(entity.origin).file))
    }

    /// What a name means here.
    pub fn find(&self, name: &str) -> Option<(EntityId, &'a Entity)> {
        self.visible().find(|(_, entity)| entity.name == name)
    }

    /// The document whose block the cursor stands in.
    pub fn document(&self) -> Option<(EntityId, &'a Entity)> {
        self.find(self.position.document.as_deref()?)
    }

    /// The kind of a subject, where that is known.
    pub fn kind_of(&self, part: &Part) -> Option<&'static Kind> {
        match part {
            Part::Name(name) if name == "author" => kind("organization"),
            Part::Name(name) => self.find(name).map(|(_, entity)| entity.kind),
            Part::Inline(word) => match observable(word) {
                Some(tag) => kind(if tag.stix.is_empty() { "ipv4-addr" } else { tag.stix }),
                None => kind(word),
            },
            Part::Other => None,
        }
    }

    /// Whether the declaration that the cursor stands in is an object that was received.
    pub fn is_verbatim(&self) -> bool {
        let declared = self.position.declared.as_deref().and_then(|name| self.find(name));
        declared.is_some_and(|(_, entity)| entity.form == Form::Verbatim)
    }

    fn sees(&self, file: FileId) -> bool {
        self.seen.binary_search(&file).is_ok()
    }
}

/// Whether an entity has a name that can be written.
pub fn is_declared(entity: &Entity) -> bool {
    matches!(entity.form, Form::Declared | Form::Verbatim) && entity.kind.role != Role::Project
}

/// Whether something can speak: a party, or a document whose voice is known.
pub fn speaks(entity: &Entity) -> bool {
    entity.kind.speaks() || entity.kind.is_document() && (entity.has("publisher") || entity.has("authority"))
}
