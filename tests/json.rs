//! JSON texts → documents: what serde_json reads is read as the same, what it refuses is reported, and no input of any
//! kind stops the reader.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use attrc::json::{DEPTH, Kind, Node, read};
use attrc::source::FileId;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A document as serde_json would have it.
fn value(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Object => {
            let members = node
                .members()
                .map(|member| (member.key.string().unwrap_or_default().into_owned(), value(member.value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Kind::List => Value::Array(node.items().map(value).collect()),
        Kind::String => Value::String(node.string().unwrap_or_default().into_owned()),
        Kind::Number => serde_json::from_str(node.raw()).unwrap_or(Value::Null),
        Kind::Boolean => Value::Bool(node.boolean().unwrap_or_default()),
        Kind::Null => Value::Null,
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| json!(number)),
        (-1e12..1e12).prop_map(|number: f64| json!(number)),
        any::<String>().prop_map(Value::String),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Array),
            prop::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Pieces that JSON is made of, and some that it is not, so that texts come near to JSON.
fn near_json() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"b\"",
            "1",
            "-2.5e3",
            "01",
            "true",
            "null",
            "\"\\n\"",
            "\"\\q\"",
            "\"\\ud800\"",
            "\"",
            "\n",
            " ",
            "'",
            "//",
            "é",
            "NaN",
            "\u{1}",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_serde_json_writes_is_read_as_the_same(expected in values(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&expected) } else { serde_json::to_string(&expected) }.unwrap();
        let (document, found) = read(FileId(0), &text);
        prop_assert!(found.is_empty(), "{text}: {found:?}");
        prop_assert_eq!(value(document.root().unwrap()), expected);
    }

    #[test]
    fn what_is_no_json_is_reported_and_nothing_stops_the_reader(text in near_json()) {
        let (document, found) = read(FileId(0), &text);
        match serde_json::from_str::<Value>(&text) {
            Ok(expected) if found.is_empty() => prop_assert_eq!(value(document.root().unwrap()), expected),
            // serde_json lets the last of two like keys win.
            Ok(_) => prop_assert!(found.iter().all(|finding| finding.code.name == "json-repeated-key"), "{text}: {found:?}"),
            Err(_) => prop_assert!(!found.is_empty(), "{text}"),
        }
        for finding in &found {
            let span = finding.primary.unwrap().span;
            prop_assert!(text.get(span.range()).is_some(), "{text}: {finding:?}");
        }
        document.root().map(value);
    }
}

#[test]
fn every_code_is_found_in_its_place() {
    let cases = [
        ("{\"a\": [1, 2,]}", "json-syntax", ","),
        ("{\"a\": \"b", "json-unclosed", "\"b"),
        ("[\"\\ud83d\"]", "json-lone-surrogate", "\\ud83d"),
        ("{\"a\": 1, \"a\": 2}", "json-repeated-key", "\"a\""),
    ];
    for (text, code, place) in cases {
        let (_, found) = read(FileId(0), text);
        let first = found.first().unwrap();
        assert_eq!(first.code.name, code, "{text}");
        assert_eq!(text.get(first.primary.unwrap().span.range()), Some(place), "{text}");
    }
    let (_, found) = read(FileId(0), &"[".repeat(100_000));
    assert_eq!(found.first().unwrap().code.name, "json-too-deep");
}

fn messages(text: &str) -> Vec<String> {
    read(FileId(0), text).1.into_iter().map(|found| found.message).collect()
}

#[test]
fn the_tree_is_the_text() {
    let text = r#" {"a": [1, "x", {}], "b": {"c": null}, "d": true} "#;
    let (document, found) = read(FileId(0), text);
    assert!(found.is_empty(), "{found:?}");
    let root = document.root().unwrap();
    assert_eq!(root.raw(), text.trim());
    let kinds: Vec<Kind> = root.get("a").into_iter().flat_map(Node::items).map(Node::kind).collect();
    assert_eq!(kinds, [Kind::Number, Kind::String, Kind::Object]);
    assert_eq!(root.get("d").and_then(Node::boolean), Some(true));
    assert_eq!(root.members().count(), 3);
}

#[test]
fn one_slip_is_one_finding() {
    let slips = [
        "",
        "   ",
        "{\"a\": 1,}",
        "[1, 2,]",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\": }",
        "{a: 1}",
        "{'a': 1}",
        "[True]",
        "[NaN]",
        "[01]",
        "[+1]",
        "[.5]",
        "[1] x",
        "[1",
        "{\"a\": [1}",
        "[\"a\n]",
        "[\"\t\"]",
        "[\"\\x\"]",
        "// c\n[]",
        "[/* c */]",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": 1, \"\\u0061\": 2}",
        "[\"\\ud800\"]",
        "[,1]",
        "[1,,2]",
        "{\"a\"=1}",
        "]",
        "[1)]",
        "{\"a\": 'b'}",
        "[“x”]",
        "{\"a\":1 \"b\":2}",
    ];
    for text in slips {
        assert_eq!(messages(text).len(), 1, "{text}: {:?}", messages(text));
    }
}

#[test]
fn depth_is_a_limit() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert_eq!(messages(&nested(DEPTH)).len(), 0);
        assert_eq!(messages(&nested(DEPTH + 1)).len(), 1);
        assert_eq!(messages(&nested(1_000_000)).len(), 1);
        assert!(!messages(&open.repeat(1_000_000)).is_empty());
    }
}
