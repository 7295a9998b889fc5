//! Two documents → what is different: pairs of files in `fixtures/compare/`, with the difference in both modes beside them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use std::fs;
use std::path::{Path, PathBuf};

use attrc::json::{Document, read};
use attrc::source::FileId;
use attrc::stix::compare::{Mode, What, documents};
use proptest::prelude::*;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/compare")
}

fn good(text: &str) -> Document<'_> {
    let (document, found) = read(FileId(0), text);
    assert!(found.is_empty(), "{text}: {found:?}");
    document
}

#[test]
fn differences_are_readable() {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(".left.json").map(str::to_owned)).collect();
    names.sort();
    assert!(names.len() >= 5, "{names:?}");
    for name in names {
        let text = |side: &str| fs::read_to_string(folder().join(format!("{name}.{side}.json"))).unwrap();
        let (left, right) = (text("left"), text("right"));
        let (left, right) = (good(&left), good(&right));
        let shown: String = [("spelling", Mode::Spelling), ("meaning", Mode::Meaning)]
            .map(|(word, mode)| match documents(&left, &right, mode).to_string() {
                lines if lines.is_empty() => format!("{word}: the same\n"),
                lines => format!("{word}:\n{lines}"),
            })
            .concat();
        insta::with_settings!({ snapshot_path => folder(), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.as_str(), shown);
        });
    }
}

#[test]
fn nesting_and_long_lists_cost_little() {
    let nested = |extra: &str| format!("{}1{}", "[0,".repeat(250), format!("{extra}]").repeat(250));
    let (left, right) = (nested(""), nested(",2"));
    assert_eq!(documents(&good(&left), &good(&right), Mode::Meaning).objects.len(), 2);

    let twins = |end: &str| {
        let object = |at: usize| format!(r#"{{"type":"note","id":"note--1","content":"{}"}}"#, at % 2);
        let objects: Vec<String> = (0..20_000).map(object).collect();
        format!("[{}{end}]", objects.join(","))
    };
    let (left, right) = (twins(""), twins(",{}"));
    assert_eq!(documents(&good(&left), &good(&right), Mode::Spelling).objects.len(), 1);
}

/// Objects with ids of a few, so that versions and twins occur.
fn objects() -> impl Strategy<Value = Vec<Value>> {
    let leaf = prop_oneof![any::<i32>().prop_map(Value::from), ".{0,6}".prop_map(Value::from), Just(Value::Null)];
    let value = leaf.prop_recursive(3, 12, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(Value::from));
    let object =
        (0..6_u8, 0..3_u8, prop::collection::hash_map("[a-c]", value, 0..3)).prop_map(|(id, version, members)| {
            let mut object = json!({"type": "note", "id": format!("note--{id}"), "modified": format!("{version}")});
            members.into_iter().for_each(|(key, value)| drop(object.as_object_mut().unwrap().insert(key, value)));
            object
        });
    prop::collection::vec(object, 0..8)
}

/// The number of objects that are in one of two documents only.
fn only_in_one(left: &Document<'_>, right: &Document<'_>) -> (usize, usize) {
    let found = documents(left, right, Mode::Spelling).objects;
    let count = |wanted: fn(&What<'_>) -> bool| found.iter().filter(|change| wanted(&change.what)).count();
    (count(|what| matches!(what, What::Added(_))), count(|what| matches!(what, What::Removed(_))))
}

proptest! {
    #[test]
    fn a_document_is_the_same_as_itself_however_it_is_laid_out(list in objects()) {
        let (compact, pretty) = (serde_json::to_string(&list).unwrap(), serde_json::to_string_pretty(&list).unwrap());
        for mode in [Mode::Spelling, Mode::Meaning] {
            prop_assert!(documents(&good(&compact), &good(&pretty), mode).is_empty());
        }
    }

    #[test]
    fn order_is_spelling_and_not_meaning(list in objects(), turn in 0..8_usize) {
        let mut turned = list.clone();
        turned.rotate_left(turn % list.len().max(1));
        let (left, right) = (json!(list).to_string(), json!(turned).to_string());
        // Two contents of one version are told apart by their order alone.
        let versions = |list: &[Value]| list.iter().map(|object| (object["id"].to_string(), object["modified"].to_string())).collect::<std::collections::BTreeSet<_>>().len();
        if versions(&list) == list.len() {
            prop_assert!(documents(&good(&left), &good(&right), Mode::Meaning).is_empty());
            prop_assert_eq!(documents(&good(&left), &good(&right), Mode::Spelling).is_empty(), list == turned);
        }
    }

    #[test]
    fn a_difference_is_one_from_both_sides(left in objects(), right in objects()) {
        let texts = (json!(left).to_string(), json!(right).to_string());
        let (one, other) = (good(&texts.0), good(&texts.1));
        prop_assert_eq!(documents(&one, &other, Mode::Spelling).is_empty(), left == right);
        for mode in [Mode::Spelling, Mode::Meaning] {
            prop_assert_eq!(documents(&one, &other, mode).is_empty(), documents(&other, &one, mode).is_empty());
        }
        let ((added, removed), (back_added, back_removed)) = (only_in_one(&one, &other), only_in_one(&other, &one));
        prop_assert_eq!((added, removed), (back_removed, back_added));
        prop_assert_eq!(left.len() + added, right.len() + removed);
    }
}
