//! The schema of the extension holds the words of the language's tables, no more and no fewer.

use std::collections::BTreeSet;

use attrc::vocab::language::{self, CONFIDENCES, GAPS, KINDS, RESPONSES, STANCES, ValueType};

fn schema() -> serde_json::Value {
    serde_json::from_str(include_str!("../../schemas/attribution.schema.json")).unwrap()
}

fn words(list: &serde_json::Value) -> BTreeSet<String> {
    list["enum"].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

fn set<'w>(words: impl IntoIterator<Item = &'w str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

#[test]
fn stances_and_responses() {
    let all = STANCES.iter().map(|row| row.word).chain(RESPONSES.iter().map(|row| row.word));
    assert_eq!(words(&schema()["$defs"]["claim"]["properties"]["stance"]), set(all));
}

#[test]
fn gaps_and_confidences() {
    let claim = &schema()["$defs"]["claim"]["properties"];
    assert_eq!(words(&claim["gap"]), set(GAPS.iter().map(|row| row.word).chain(["withheld"])));
    assert_eq!(words(&claim["confidence"]), set(CONFIDENCES.iter().map(|row| row.word)));
}

#[test]
fn tiers_and_modifiers_of_time() {
    let schema = schema();
    let tier = KINDS.iter().find_map(|kind| kind.keys.iter().find(|key| key.word == "tier")).unwrap();
    let ValueType::OneOf(tiers) = tier.value else { panic!("a closed list") };
    assert_eq!(words(&schema["$defs"]["document"]["properties"]["tier"]), set(tiers.iter().copied()));
    let qualifiers = words(&schema["$defs"]["time"]["properties"]["qualifier"]);
    let about = language::amount_word("circa").unwrap();
    assert!(qualifiers.contains(about.time));
}
