//! Markings: of parts, which consumers do not know, and of several objects that become one.

use super::draft::{Draft, references};
use crate::diag::codes::targets::RAISED_MARKING;
use crate::stix::value::Value;
use crate::stix::{Id, Object};
use crate::vocab::standard::{MARKINGS, TLP1_MARKINGS};

/// Raises the markings of parts to their objects: of the Traffic Light Protocol the strictest (mapping: granular markings).
pub(super) fn raise(draft: &mut Draft<'_>) {
    let marked: Vec<Id> = draft
        .objects()
        .filter(|object| object.get("granular_markings").is_some())
        .filter_map(|object| object.id)
        .collect();
    for id in marked {
        let Some(object) = draft.edit(id) else { continue };
        let entries = object.get("granular_markings").map(Value::items).unwrap_or_default().to_vec();
        let marking = |entry: &Value| entry.as_object().and_then(|map| map.get("marking_ref")).and_then(Value::as_id);
        let raised: Vec<Id> = entries.iter().filter_map(marking).collect();
        // The language of a part is no marking.
        let kept: Vec<Value> = entries.into_iter().filter(|entry| marking(entry).is_none()).collect();
        if raised.is_empty() {
            continue;
        }
        let all = references(object, "object_marking_refs").into_iter().chain(raised);
        object.set("object_marking_refs", Value::ids(strictest(all)));
        match kept.is_empty() {
            true => object.remove("granular_markings"),
            false => {
                object.set("granular_markings", kept);
                None
            }
        };
        let message = format!("{} knows no markings of parts", draft.consumer.title);
        let help = format!("“{}” is marked there by the strictest of them as a whole", draft.title(id));
        draft.tell(&RAISED_MARKING, id, message, help);
    }
}

/// The markings of objects that become one; none where none has any.
pub(super) fn of_all<'o>(objects: impl IntoIterator<Item = &'o Object>) -> Vec<Id> {
    strictest(objects.into_iter().flat_map(|object| references(object, "object_marking_refs")))
}

/// Each marking once, and of the Traffic Light Protocol the strictest alone.
fn strictest(markings: impl IntoIterator<Item = Id>) -> Vec<Id> {
    let mut kept: Vec<Id> = Vec::new();
    for id in markings {
        if kept.contains(&id) {
            continue;
        }
        let Some(rank) = rank(id) else {
            kept.push(id);
            continue;
        };
        match kept.iter_mut().find_map(|known| self::rank(*known).map(|rank| (known, rank))) {
            Some((known, other)) if other < rank => *known = id,
            Some(_) => {}
            None => kept.push(id),
        }
    }
    kept
}

/// How strict a marking of the Traffic Light Protocol is; one of version 1 is as strict as that of its word.
fn rank(id: Id) -> Option<usize> {
    let text = id.to_string();
    let second = MARKINGS.iter().position(|row| row.id == text);
    second.or_else(|| {
        let word = TLP1_MARKINGS.iter().find(|row| row.id == text)?.word;
        // White is what version 2 calls clear.
        MARKINGS.iter().position(|row| row.word == word).or(Some(0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marking(word: &str) -> Id {
        let rows = MARKINGS.iter().chain(TLP1_MARKINGS).filter(|row| row.word == word);
        rows.filter_map(|row| Id::parse("marking-definition", row.id)).next().unwrap_or_else(|| unreachable!())
    }

    #[test]
    fn the_strictest_level_holds_and_statements_stay() {
        let statement = Id::new("marking-definition", uuid::Uuid::nil());
        let (green, red, white) = (marking("green"), marking("red"), marking("white"));
        assert_eq!(strictest([green, statement, red, white, red]), [red, statement]);
        assert_eq!(strictest([marking("amber"), marking("amber+strict")]), [marking("amber+strict")]);
    }
}
