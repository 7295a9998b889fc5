//! Observables and indicators of one value: misp-stix makes one attribute of the two, under an id of neither, so that what
//! refers to them hangs on nothing.

use std::collections::{HashMap, HashSet};

use crate::diag::codes::targets::MERGED_INDICATOR;
use crate::stix::pattern::parse;
use crate::stix::value::Value;
use crate::stix::{Id, Object};
use crate::targets::draft::{Draft, reference, text};
use crate::targets::refs::{Instead, referred};
use crate::vocab::standard::Category;

/// Lets one of the two bear all: of an attribute the indicator, which is the same attribute with more; of an object the
/// observable, which the indicator only marks as one to look for.
pub(super) fn join(draft: &mut Draft<'_>) {
    let held = held(draft);
    let mut done: HashSet<Id> = HashSet::new();
    for (indicator, observable) in pairs(draft) {
        let is_attribute = draft.class(observable).is_some_and(|class| class.class == "attribute");
        if done.contains(&indicator) || !done.insert(observable) {
            continue;
        }
        done.insert(indicator);
        let (name, consumer) = (draft.title(observable), draft.consumer.title);
        let message = format!("{consumer} makes one of an indicator and an observable with its value");
        if !is_attribute {
            draft.redirect(
                indicator,
                Instead { many: vec![observable], listed: vec![observable, indicator], one: Some(observable) },
            );
            draft.tell(
                &MERGED_INDICATOR,
                indicator,
                message,
                format!("what refers to either is on the object “{name}” there"),
            );
        } else if held.contains(&observable) {
            draft.take(indicator, Instead::of(observable));
            draft.tell(
                &MERGED_INDICATOR,
                indicator,
                message,
                format!("“{name}” is a part of another object, and no indicator"),
            );
        } else {
            draft.take(observable, Instead::of(indicator));
            draft.tell(&MERGED_INDICATOR, observable, message, format!("“{name}” is the indicator alone there"));
        }
    }
    draft.settle();
    // What an indicator is based on is now itself.
    for id in draft.ids("relationship") {
        let Some(relation) = draft.get(id) else { continue };
        let ends = (reference(relation, "source_ref"), reference(relation, "target_ref"));
        if ends.0 == ends.1 {
            draft.take(id, Instead::default());
        }
    }
    draft.settle();
}

/// Indicators and the observables that they look for: by relationship, else by value.
fn pairs(draft: &Draft<'_>) -> Vec<(Id, Id)> {
    let mut pairs = Vec::new();
    for relation in draft.objects().filter(|object| text(object, "relationship_type") == Some("based-on")) {
        if let (Some(source), Some(target)) = (reference(relation, "source_ref"), reference(relation, "target_ref"))
            && target.row().category == Category::Sco
        {
            pairs.push((source, target));
        }
    }
    let mut patterns: HashMap<String, Id> = HashMap::new();
    for indicator in draft.objects().filter(|object| object.kind() == "indicator") {
        let (Some(id), Some(pattern)) = (indicator.id, text(indicator, "pattern").and_then(canonical)) else {
            continue;
        };
        patterns.entry(pattern).or_insert(id);
    }
    for observable in draft.objects().filter(|object| object.is(Category::Sco)) {
        let found = looked_for(observable).into_iter().find_map(|pattern| patterns.get(&pattern).copied());
        pairs.extend(found.zip(observable.id));
    }
    pairs
}

/// Observables that are parts of others: their references may lead to nothing else.
pub(super) fn held(draft: &Draft<'_>) -> HashSet<Id> {
    let holds = |object: &&Object| {
        !matches!(object.kind(), "relationship" | "sighting" | "note" | "opinion" | "report" | "grouping")
    };
    draft.objects().filter(holds).flat_map(referred).filter(|id| id.row().category == Category::Sco).collect()
}

/// The patterns that look for an observable by its one value.
fn looked_for(observable: &Object) -> Vec<String> {
    let kind = observable.kind();
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('\'', "\\'");
    let mut patterns: Vec<String> = ["value", "name"]
        .iter()
        .filter_map(|key| Some(format!("[{kind}:{key} = '{}']", quoted(text(observable, key)?))))
        .collect();
    for (algorithm, digest) in
        observable.get("hashes").and_then(Value::as_object).into_iter().flat_map(|map| map.iter())
    {
        let digest = quoted(digest.as_text().unwrap_or_default());
        patterns.push(format!("[{kind}:hashes.'{algorithm}' = '{digest}']"));
    }
    patterns.iter().filter_map(|pattern| canonical(pattern)).collect()
}

fn canonical(pattern: &str) -> Option<String> {
    let (pattern, findings) = parse(pattern);
    findings.is_empty().then_some(pattern).flatten().map(|pattern| pattern.to_string())
}
