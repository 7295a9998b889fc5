//! Values of facts as the language spells them: what the output carries of them for those who read it back.

use super::model::{Entity, EntityId, ExtensionKey, Facts, Form, Gap, PropertyValue, Value};
use crate::syntax::literal::quote;
use crate::vocab::language::{OBSERVABLES, spelled_time};

/// A value with its qualifiers as a declaration spells them; `None` where nothing of it may be told, or something that
/// it names has no name.
///
/// `introduced_by` is the document whose `from` block it stands in: what is read there needs no `according-to`.
pub fn spelled(facts: &Facts, value: &PropertyValue, introduced_by: Option<EntityId>) -> Option<String> {
    let mut out = plain(facts, &value.value)?;
    let mut qualify = |word: &str, argument: String| {
        out.push(' ');
        out.push_str(word);
        out.push(' ');
        out.push_str(&argument);
    };
    if !value.by.is_empty() {
        qualify("by", names(facts, &value.by)?);
    }
    if !value.as_to.is_empty() {
        qualify("as-to", names(facts, &value.as_to)?);
    }
    if let Some(statute) = &value.under {
        qualify("under", quote(statute));
    }
    match value.counts.as_slice() {
        [] => {}
        [one] => qualify("counts", one.to_string()),
        several => {
            qualify("counts", format!("[{}]", several.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")));
        }
    }
    if let Some(penalty) = &value.maximum_penalty {
        qualify("maximum-penalty", quote(penalty));
    }
    if let Some(within) = &value.within {
        qualify("in", if is_code(within) { within.clone() } else { quote(within) });
    }
    if let Some(document) = value.according_to.filter(|document| Some(*document) != introduced_by) {
        qualify("according-to", name(facts, document)?);
    }
    if let Some(quotation) = &value.quotation {
        qualify("quoting", quote(&quotation.text));
    }
    if let Some(time) = &value.time {
        out.push(' ');
        out.push_str(&spelled_time(&time.words));
    }
    Some(out)
}

fn plain(facts: &Facts, value: &Value) -> Option<String> {
    let each = |items: &[Value]| items.iter().map(|item| plain(facts, item)).collect::<Option<Vec<_>>>();
    Some(match value {
        Value::Text(text) => quote(text),
        Value::Word(word) | Value::Code(word) => bare(word),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Number(number) => number.clone(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Time(time) => spelled_time(&time.words),
        Value::Quantity(quantity) => quantity.written.clone(),
        Value::Entity(id) => name(facts, *id).or_else(|| observable(facts.entity(*id)))?,
        Value::List(items) => format!("[{}]", each(items)?.join(", ")),
        Value::Dictionary(members) => {
            let entry = |(key, value): &(String, Value)| Some(format!("{} {}", entry_key(key), plain(facts, value)?));
            dictionary(members.iter().map(entry).collect::<Option<Vec<_>>>()?)
        }
        Value::Extensions(extensions) => {
            let entry = |(key, value): &(ExtensionKey, Value)| {
                let key = match key {
                    ExtensionKey::Text(text) => entry_key(text),
                    ExtensionKey::Definition(id) => name(facts, *id)?,
                };
                Some(format!("{key} {}", plain(facts, value)?))
            };
            dictionary(extensions.iter().map(entry).collect::<Option<Vec<_>>>()?)
        }
        Value::Gap(Gap::Withheld) => return None,
        Value::Gap(Gap::Unknown) => "unknown".to_owned(),
        Value::Gap(Gap::Unstated) => "unstated".to_owned(),
        Value::Gap(Gap::None) => "none".to_owned(),
        Value::Gap(Gap::Redacted) => "redacted".to_owned(),
        Value::Null => "null".to_owned(),
    })
}

fn dictionary(entries: Vec<String>) -> String {
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join("  ")) }
}

fn names(facts: &Facts, ids: &[EntityId]) -> Option<String> {
    let names = ids.iter().map(|id| name(facts, *id)).collect::<Option<Vec<_>>>()?;
    Some(if let [one] = names.as_slice() { one.clone() } else { format!("[{}]", names.join(", ")) })
}

fn name(facts: &Facts, id: EntityId) -> Option<String> {
    let entity = facts.entity(id);
    matches!(entity.form, Form::Declared | Form::Author).then(|| entity.name.clone())
}

/// `domain "a.example"`: an observable that only its value names.
fn observable(entity: &Entity) -> Option<String> {
    let property = entity.properties.first().filter(|_| entity.form == Form::Observable)?;
    let is = |stix: &str| stix == entity.kind.stix || stix.is_empty() && IP_TYPES.contains(&entity.kind.stix);
    let tag = OBSERVABLES.iter().find(|tag| tag.property == property.key && is(tag.stix))?;
    Some(format!("{} {}", tag.word, quote(&entity.title)))
}

/// The types that the tag `ip` tells apart by their values.
const IP_TYPES: &[&str] = &["ipv4-addr", "ipv6-addr"];

/// A word as it stands in the place of a value: what is no word of the language, an open vocabulary has in quotes.
fn bare(word: &str) -> String {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let first = word.starts_with(|letter: char| letter.is_ascii_alphabetic());
    // A capital stands in codes alone, which begin with one.
    let small = word.starts_with(|letter: char| letter.is_ascii_lowercase());
    let fits = !small || !word.contains(|letter: char| letter.is_ascii_uppercase());
    if first && fits && word.split(['-', '.']).all(part) { word.to_owned() } else { quote(word) }
}

fn entry_key(key: &str) -> String {
    if bare(key) == key && !key.contains('.') { key.to_owned() } else { quote(key) }
}

/// Whether `in` has the code of a country or region; the name of a catalogue is text, however short (ISO 3166).
fn is_code(text: &str) -> bool {
    rust_iso3166::from_alpha2(text).is_some() || rust_iso3166::iso3166_2::from_code(text).is_some()
}
