//! Whether a name is free.

use crate::facts::{EntityId, Form, LabelId};
use crate::ide::Analysis;
use crate::ide::place::{given, name_of};
use crate::source::Location;

/// Whether something else is declared so, or was called so when its id was made.
pub(super) fn by_an_entity(analysis: &Analysis, id: EntityId, name: &str) -> Result<(), String> {
    let facts = analysis.facts();
    let declared = |other: &EntityId| matches!(facts.entity(*other).form, Form::Declared | Form::Verbatim);
    for other in facts.entity_ids().filter(|other| *other != id).filter(declared) {
        let entity = facts.entity(other);
        let place = name_of(analysis, other).map(|place| line(analysis, place)).unwrap_or_default();
        if entity.name == name {
            return Err(format!("`{name}` is declared already: {} “{}”{place}", entity.kind.word, entity.title));
        }
        if entity.was.as_deref() == Some(name) && entity.kind.stix == facts.entity(id).kind.stix {
            return Err(format!(
                "`{name}` is what {} “{}” was called{place}, and its id is made of that",
                entity.kind.word, entity.title
            ));
        }
    }
    Ok(())
}

/// Whether its document has another label of that name.
pub(super) fn by_a_label(analysis: &Analysis, id: LabelId, name: &str) -> Result<(), String> {
    let facts = analysis.facts();
    let document = facts.label(id).document;
    let others = (0..facts.labels.len() as u32).map(LabelId).filter(|other| *other != id);
    for other in others {
        let row = facts.label(other);
        if row.document == document && row.name == name {
            let place = given(analysis, other).map(|place| line(analysis, place)).unwrap_or_default();
            let title = document.map(|id| format!(" of “{}”", facts.entity(id).title)).unwrap_or_default();
            return Err(format!("another label{title} is called `{name}`{place}"));
        }
    }
    Ok(())
}

fn line(analysis: &Analysis, place: Location) -> String {
    let text = analysis.text(place.file);
    text.map(|text| format!(", in {}, line {}", text.path, text.position(place.span.lo).line)).unwrap_or_default()
}
