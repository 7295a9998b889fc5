//! Descriptions: the author's words, then what STIX has no property for, so that no fact is lost to a reader.

use super::context::Context;
use super::sentence::{capital, gap, list, spaced, stop, titles};
use super::{place, typed};
use crate::facts::{Entity, EntityId, Gap, MEMBERS, PropertyValue, SIZE, Value};
use crate::vocab::standard::ObjectType;

/// Keys that other rows bring into the output, or that are for the compiler alone.
const ELSEWHERE: &[&str] = &[
    "aka",
    "native",
    "place",
    "description",
    "attack",
    "marking",
    "id",
    "was",
    "title",
    "url",
    "hash",
    "ref",
    "note",
    "unnamed_in",
    "parent",
    "scale",
    "members",
    "owner",
    "custom",
    "extensions",
    "publisher",
    "tier",
    "text",
    "text_sha256",
    "lang",
    "outside",
    "authority",
    "against",
];

/// The description of a declaration, line by line; `None` where there is nothing to say.
pub(super) fn description(
    context: &Context<'_>,
    entity: &Entity,
    row: Option<&ObjectType>,
    other_names: &[String],
) -> Option<String> {
    let mut lines: Vec<String> = entity.text("description").map(str::to_owned).into_iter().collect();
    lines.extend(set(context, entity));
    if !other_names.is_empty() {
        lines.push(format!("Other names: {}.", other_names.join("; ")));
    }
    let dating = entity.dated().map(|(key, _)| key);
    for property in &entity.properties {
        let key = property.key.as_str();
        let vague = property.values.iter().any(|value| typed::is_vague(&value.value));
        let told = ELSEWHERE.contains(&key)
            || row.is_some_and(|row| row.property(key).is_some()) && !vague
            || entity.kind.custom.is_some() && property.row.is_none()
            || dating == Some(key)
            || key == "country" && entity.kind.class == place::STATE
            || key == SIZE && entity.is_set();
        if !told {
            lines.extend(line(context, entity, key, &property.values));
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// "A set of 7; 2 known members: Ni Gaobin, Zhao Guangzong."; a set among them counts by its size, "3 of them: …".
fn set(context: &Context<'_>, entity: &Entity) -> Option<String> {
    let size = entity.values(SIZE).find_map(|value| match &value.value {
        Value::Quantity(quantity) => Some(quantity.words.clone()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    });
    let members: Vec<EntityId> = entity.named(MEMBERS).collect();
    if !entity.is_set() || (size.is_none() && members.is_empty()) {
        return None;
    }
    let size = size.map_or_else(String::new, |words| format!(" of {words}"));
    let names: Vec<&str> = members.iter().map(|id| context.party(*id).title.as_str()).collect();
    let of_sets = members.iter().any(|id| context.facts.entity(*id).is_set());
    let known = match (members.len(), context.facts.known_members(entity)) {
        (0, _) => String::new(),
        (_, None) => format!("; among them: {}", names.join(", ")),
        (_, Some(count)) if of_sets => format!("; {count} of them: {}", names.join(", ")),
        (1, _) => format!("; 1 known member: {}", names.join(", ")),
        (count, _) => format!("; {count} known members: {}", names.join(", ")),
    };
    let mut line = format!("A set{size}{known}");
    stop(&mut line);
    Some(line)
}

/// "Born: about 1980."
fn line(context: &Context<'_>, entity: &Entity, key: &str, values: &[PropertyValue]) -> Option<String> {
    let words: Vec<String> = values.iter().filter_map(|value| words(context, entity, value)).collect();
    if words.is_empty() {
        return None;
    }
    let mut line = format!("{}: {}", capital(&spaced(key)), words.join("; "));
    stop(&mut line);
    Some(line)
}

fn words(context: &Context<'_>, entity: &Entity, value: &PropertyValue) -> Option<String> {
    let mut out = plain_words(context, &value.value)?;
    if let Some(within) = &value.within {
        out.push_str(&format!(", {}", place::code_name(within).unwrap_or_else(|| within.clone())));
    }
    if let Some(statute) = &value.under {
        out.push_str(&format!(" ({statute})"));
    }
    if !value.as_to.is_empty() {
        out.push_str(&format!(" (as to {})", titles(context, &value.as_to)));
    }
    if let Some(penalty) = &value.maximum_penalty {
        out.push_str(&format!(", at most {penalty}"));
    }
    if let Some(cited) = context.citation(value.according_to.filter(|document| Some(*document) != entity.introduced_by))
    {
        out.push_str(&format!(" (according to {})", cited.words));
    }
    Some(out)
}

/// A value as text for readers; nothing of what is withheld.
pub(super) fn plain_words(context: &Context<'_>, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Word(word) => Some(spaced(word)),
        Value::Code(code) => Some(place::code_name(code).unwrap_or_else(|| code.clone())),
        Value::Number(number) => Some(number.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Decimal(number) => Some(number.to_string()),
        Value::Boolean(truth) => Some(if *truth { "yes" } else { "no" }.to_owned()),
        Value::Time(time) => Some(time.words.clone()),
        Value::Quantity(quantity) => Some(quantity.words.clone()),
        Value::Entity(id) => Some(context.party(*id).title.clone()),
        Value::List(items) => {
            let items: Vec<String> = items.iter().filter_map(|item| plain_words(context, item)).collect();
            (!items.is_empty()).then(|| list(items.iter().map(String::as_str)))
        }
        Value::Gap(Gap::Withheld) | Value::Dictionary(_) | Value::Extensions(_) | Value::Null => None,
        Value::Gap(other) => Some(gap(*other).to_owned()),
    }
}
