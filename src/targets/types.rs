//! Types: those that a consumer does not have are left out, or another one stands for them (mapping: targets, types dropped).

use super::draft::{Draft, text, title};
use super::refs::Instead;
use super::words::describe;
use crate::diag::codes::targets::{DROPPED_PROPERTY, LOST_ID, RESHAPED_TYPE, TYPE_NOT_TAKEN};
use crate::stix::value::Value;
use crate::stix::words::list;
use crate::stix::{ATTRC_IDENTITY, Id, Object};
use crate::vocab::standard::object_type;
use crate::vocab::targets::Retyped;

/// What every object has, whatever its type.
const FRAME: &[&str] = &["type", "id", "extensions", "object_marking_refs"];

/// A class of people or things would become a sector of the economy: it is a group instead.
pub(super) fn group_classes(draft: &mut Draft<'_>) {
    for id in draft.ids("identity") {
        let Some(object) = draft.edit(id).filter(|object| text(object, "identity_class") == Some("class")) else {
            continue;
        };
        object.set("identity_class", "group");
        let message = format!("“{}” comes to {} as a group", draft.title(id), draft.consumer.title);
        let help = "platforms take an identity of the class `class` for a sector of the economy".to_owned();
        draft.tell(&RESHAPED_TYPE, id, message, help);
    }
}

/// Gives objects the types that stand for theirs.
pub(super) fn retype(draft: &mut Draft<'_>) {
    for row in draft.consumer.retyped {
        let Some(to) = object_type(row.to) else { continue };
        for id in draft.ids(row.from) {
            let given = draft.take_given(id);
            let new = if given { draft.own_id(to, id) } else { Id::of(to, id.uuid()) };
            draft.rename(id, new);
            let rest = draft.edit(new).map(|object| fit(object, row)).unwrap_or_default();
            let consumer = draft.consumer.title;
            let message = format!("{consumer} has no `{}`", row.from);
            let name = draft.title(new);
            let lost = if rest.is_empty() { "" } else { ", and what that has no place for is in its description" };
            draft.tell(&RESHAPED_TYPE, new, message, format!("“{name}” is of the type `{}` there{lost}", row.to));
            if given {
                let message = format!("“{name}” cannot keep its `id` at {consumer}");
                draft.tell(&LOST_ID, new, message, format!("it is `{new}` there"));
            }
        }
    }
    draft.settle();
}

/// Leaves out properties that would cost the whole object.
pub(super) fn drop_unreadable(draft: &mut Draft<'_>) {
    let consumer = draft.consumer;
    for (kind, property) in consumer.unreadable {
        for id in draft.ids(kind) {
            let Some(object) = draft.edit(id) else { continue };
            let mut dropped = false;
            object.retain(|key, value| {
                dropped |= key == *property;
                if let (Some(extension), "extensions", Value::Object(map)) =
                    (property.strip_prefix("extensions."), key, value)
                {
                    dropped |= map.remove(extension).is_some();
                    return !map.is_empty();
                }
                key != *property
            });
            if dropped {
                let message = format!("{} would drop the `{kind}` “{}”", consumer.title, draft.title(id));
                draft.tell(&DROPPED_PROPERTY, id, message, format!("it comes without `{property}`"));
            }
        }
    }
}

/// Leaves out what the consumer has no place for.
pub(super) fn drop_unknown(draft: &mut Draft<'_>) {
    let consumer = draft.consumer;
    let unknown: Vec<(Id, String, &'static str)> = draft
        .objects()
        .filter(|object| super::draft::class(consumer, object).is_none())
        .filter_map(|object| Some((object.id?, title(object), object.kind())))
        .collect();
    for (id, name, kind) in unknown {
        if consumer.untold.contains(&kind) {
            // What refers to a marking means the same where the marking itself is not sent.
            draft.discard(id);
            continue;
        }
        draft.take(id, Instead::default());
        let (message, help) = match kind {
            "" => (format!("{} takes no types of others", consumer.title), "the object is not shown there".to_owned()),
            "language-content" => {
                (format!("{} takes no translations", consumer.title), "it shows the text as it was written".to_owned())
            }
            _ => (format!("{} takes no `{kind}`", consumer.title), format!("“{name}” is not shown there")),
        };
        draft.tell(&TYPE_NOT_TAKEN, id, message, help);
    }
    // attrc's own identity made the extension-definition, and nothing else.
    if consumer.untold.contains(&"extension-definition")
        && let Some(id) = Id::parse("identity", ATTRC_IDENTITY)
    {
        draft.discard(id);
    }
    draft.settle();
}

/// Makes an object fit the type that it has got; what that has no property for goes into the description.
fn fit(object: &mut Object, row: &Retyped) -> Vec<String> {
    let mut rest = Vec::new();
    let known = object.row();
    object.retain(|key, value| {
        let fits = known.property(key).is_some() || FRAME.contains(&key) || key.starts_with("x_");
        let words = if fits { None } else { words(key, value) };
        rest.extend(words);
        fits
    });
    for (key, value) in row.with {
        object.set(*key, *value);
    }
    if !rest.is_empty() {
        describe(object, rest.iter().map(String::as_str));
    }
    rest
}

/// "Infrastructure types: botnet, anonymization."
fn words(key: &str, value: &Value) -> Option<String> {
    let items = match value.plain() {
        Value::Text(text) => vec![text.to_string()],
        Value::Time(time) => vec![time.strftime("%Y-%m-%d").to_string()],
        Value::List(items) => items.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let key = key.replace('_', " ");
    let capital = key.get(..1).map(str::to_uppercase).unwrap_or_default() + key.get(1..).unwrap_or_default();
    (!items.is_empty()).then(|| format!("{capital}: {}.", list(items.iter().map(String::as_str))))
}
