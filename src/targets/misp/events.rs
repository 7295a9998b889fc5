//! Events: each report holds all that it needs, for one event knows nothing of another (mapping: envelope).

use std::collections::{HashMap, HashSet};

use super::values;
use crate::diag::codes::targets::REPORT_IN_REPORT;
use crate::stix::ids::Part;
use crate::stix::value::Value;
use crate::stix::{Id, Object};
use crate::targets::draft::{Draft, reference, references, time};

/// Properties that lead out of an event, or to what is in each.
const AROUND: &[&str] = &["id", "created_by_ref", "object_marking_refs", "granular_markings", "extensions"];

/// What the events hold.
pub(super) struct Events {
    order: Vec<Id>,
    lists: HashMap<Id, Vec<Id>>,
    seen: HashSet<(Id, Id)>,
    holders: HashMap<Id, Vec<Id>>,
    creators: HashSet<Id>,
    parts: HashSet<Id>,
}

impl Events {
    /// The events of the reports; a report in another one is none of its parts.
    pub fn of(draft: &mut Draft<'_>) -> Self {
        let is_event = |draft: &Draft<'_>, id: Id| draft.class(id).is_some_and(|class| class.class == "event");
        let all: Vec<Id> = draft.objects().filter_map(|object| object.id).collect();
        let order: Vec<Id> = all.into_iter().filter(|id| is_event(draft, *id)).collect();
        let creators = draft.objects().filter_map(|object| reference(object, "created_by_ref")).collect();
        let mut events = Self {
            order: order.clone(),
            lists: HashMap::new(),
            seen: HashSet::new(),
            holders: HashMap::new(),
            creators,
            parts: values::held(draft),
        };
        for event in order {
            let held = draft.get(event).map(|object| references(object, "object_refs")).unwrap_or_default();
            let (inner, parts): (Vec<Id>, Vec<Id>) = held.into_iter().partition(|id| is_event(draft, *id));
            parts.into_iter().for_each(|id| events.add(event, id));
            if let Some(first) = inner.first() {
                let message = format!("{} has no events in events", draft.consumer.title);
                let help = format!("“{}” is an event of its own there", draft.title(*first));
                draft.tell(&REPORT_IN_REPORT, event, message, help);
            }
        }
        events
    }

    /// Whether an object made others: it is shown as nothing else.
    pub fn is_creator(&self, id: Id) -> bool {
        self.creators.contains(&id)
    }

    /// Whether a value is an attribute of another object, and none of its own.
    pub fn is_part(&self, id: Id) -> bool {
        self.parts.contains(&id)
    }

    /// The events that hold an object.
    pub fn holding(&self, id: Id) -> Vec<Id> {
        self.holders.get(&id).cloned().unwrap_or_default()
    }

    /// Puts an object into an event.
    pub fn add(&mut self, event: Id, id: Id) {
        if event != id && !self.creators.contains(&id) && self.seen.insert((event, id)) {
            self.lists.entry(event).or_default().push(id);
            self.holders.entry(id).or_default().push(event);
        }
    }

    /// The first event; made where there is none.
    pub fn first(&mut self, draft: &mut Draft<'_>) -> Id {
        if let Some(first) = self.order.first() {
            return *first;
        }
        let author = draft.objects().find(|object| object.id == reference(object, "created_by_ref")).cloned();
        let author_id = author.as_ref().and_then(|author| author.id);
        let id = draft.mint.id("report", "event", &author_id.map(Part::Id).into_iter().collect::<Vec<_>>());
        let earliest = draft.objects().filter_map(|object| time(object, "created")).min();
        let mut report = Object::new(id)
            .with_some("created_by_ref", author_id)
            .with_some("created", earliest)
            .with_some("modified", earliest)
            .with("name", "What no document states")
            .with_some("published", earliest);
        for key in ["lang", "object_marking_refs"] {
            if let Some(value) = author.as_ref().and_then(|author| author.get(key)) {
                report.push(key, value.clone());
            }
        }
        draft.add(report.ordered(), id);
        self.order.push(id);
        id
    }

    /// Adds what the parts of each event refer to, and gives each object that is in no event a place in one.
    pub fn complete(&mut self, draft: &mut Draft<'_>) {
        for event in self.order.clone() {
            for id in self.lists.get(&event).cloned().unwrap_or_default() {
                self.add_needed(draft, event, id);
            }
        }
        let homeless: Vec<Id> = draft
            .objects()
            .filter(|object| !matches!(object.kind(), "marking-definition" | "extension-definition"))
            .filter_map(|object| object.id)
            .filter(|id| !self.holders.contains_key(id) && !self.creators.contains(id) && !self.order.contains(id))
            .collect();
        // Relationships go first: where they are, their ends are.
        let (relations, rest): (Vec<Id>, Vec<Id>) = homeless.into_iter().partition(|id| id.kind() == "relationship");
        for id in relations.into_iter().chain(rest) {
            if self.holders.contains_key(&id) {
                continue;
            }
            let near = needed(draft, id).into_iter().find_map(|other| self.holders.get(&other)?.first().copied());
            let event = match near {
                Some(event) => event,
                None => self.first(draft),
            };
            self.add(event, id);
            self.add_needed(draft, event, id);
        }
    }

    /// Writes the events into their reports.
    pub fn write(self, draft: &mut Draft<'_>) {
        for event in self.order {
            let list = self.lists.get(&event).cloned().unwrap_or_default();
            let there: Vec<Id> = list.into_iter().filter(|id| draft.get(*id).is_some()).collect();
            if let Some(object) = draft.edit(event).filter(|_| !there.is_empty()) {
                object.set("object_refs", Value::ids(there));
            }
        }
    }

    fn add_needed(&mut self, draft: &Draft<'_>, event: Id, id: Id) {
        for other in needed(draft, id) {
            let is_event = draft.class(other).is_none_or(|class| class.class == "event");
            if !is_event {
                self.add(event, other);
            }
        }
    }
}

/// What an object refers to, but for what is around it everywhere.
fn needed(draft: &Draft<'_>, id: Id) -> Vec<Id> {
    let Some(object) = draft.get(id) else { return Vec::new() };
    let mut found = Vec::new();
    for (_, value) in object.properties().iter().filter(|(key, _)| !AROUND.contains(key)) {
        found.extend(value.as_id());
        found.extend(value.items().iter().filter_map(Value::as_id));
    }
    found
}
