//! Each name of each thing, with its giver.

use crate::facts::Value;
use crate::queries::filter::Wanted;
use crate::queries::index::Index;
use crate::queries::listing::{Cell, Listing};
use crate::stix::words::fold;

/// The keys that hold names.
const NAMES: &[&str] = &["aka", "native"];

/// `--about`: whose name it is; `--by`: who gave it; dates: when it holds.
pub fn list(index: &Index<'_>, wanted: &Wanted) -> Listing {
    let mut listing = Listing::new([
        ("name", "name"),
        ("of", "of"),
        ("kind", "kind"),
        ("givers", "given by"),
        ("valid", "when"),
        ("contested", "contested"),
        ("read_in", "read in"),
        ("at", "at"),
        ("of_name", ""),
        ("document", ""),
    ]);
    for id in index.facts.entity_ids() {
        let entity = index.facts.entity(id);
        for value in NAMES.iter().flat_map(|key| entity.values(key)) {
            let Value::Text(name) = &value.value else { continue };
            let by = value.by.iter().copied();
            if !wanted.about([id]) || !wanted.by(by.clone()) || !wanted.when(value.time.as_ref()) {
                continue;
            }
            listing.push([
                Cell::text_of(name),
                Cell::Text(index.title(id)),
                Cell::text_of(entity.kind.word),
                Cell::Many(index.titles(by)),
                Cell::maybe(value.time.as_ref().map(|time| time.words.as_str())),
                Cell::Truth(index.contested.contains_key(&fold(name))),
                Cell::maybe(value.according_to.map(|document| index.citation(document))),
                Cell::maybe(index.places.of(index.facts, value.origin).map(|line| line.to_string())),
                Cell::text_of(&entity.name),
                Cell::maybe(value.according_to.map(|document| index.facts.entity(document).name.as_str())),
            ]);
        }
    }
    listing
}
