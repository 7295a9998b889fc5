//! The snippets of the editors, with every choice that they offer, are text that the compiler understands.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use attrc::compile;
use attrc::vocab::language::{RESPONSES, STANCES};
use attrc::world::Memory;
use serde_json::Value;

/// What a snippet leaves to its writer: names, labels, files and texts that are not there yet, and what follows from that.
const LEFT_TO_THE_WRITER: &[&str] = &[
    "unknown-name",
    "unknown-label",
    "not-a-document",
    "no-such-file",
    "missing-text",
    "speech-outside-document",
    "unchecked-quotations",
    "unused-allowance",
];

/// The text around a snippet: some stand at the top of a file, claims in a speech, the others in what a document says.
fn around(name: &str, text: &str) -> String {
    let document = "source document \"Document\" { published 2026-01-31  tier press }\n";
    match name {
        "use another file" | "source" | "source with its stored text" | "from" | "project" | "allowed finding" => {
            text.to_owned()
        }
        "inline object" | "observable" => format!("{document}from document {{ speaker says {{\n{text}}} }}\n"),
        _ if name.contains("claim") => format!("{document}from document {{ speaker says {{\n{text}}} }}\n"),
        _ => format!("{document}from document {{\n{text}}}\n"),
    }
}

#[test]
fn every_choice_of_every_snippet_is_understood() {
    let mut wrong = Vec::new();
    for (name, snippet) in snippets() {
        for text in expansions(&body(&snippet)) {
            let text = around(&name, &text);
            let world = Memory::new([("/case/main.attr", text.as_bytes())]);
            let compilation = compile(&world, &[Path::new("/case/main.attr").into()], None);
            for finding in compilation.diagnostics {
                if !LEFT_TO_THE_WRITER.contains(&finding.code.name) {
                    wrong.push(format!(
                        "{name}: {} {}: {}\n{text}",
                        finding.code.id, finding.code.name, finding.message
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_stances_and_responses_are_offered() {
    let offered: BTreeSet<String> = snippets().values().flat_map(|snippet| expansions(&body(snippet))).collect();
    let words: BTreeSet<&str> = offered.iter().flat_map(|text| text.split_whitespace()).collect();
    let missing: Vec<&str> = STANCES
        .iter()
        .map(|stance| stance.word)
        .chain(RESPONSES.iter().map(|response| response.word))
        .filter(|word| !words.contains(word))
        .collect();
    assert!(missing.is_empty(), "no snippet offers {missing:?}");
}

fn snippets() -> BTreeMap<String, Value> {
    serde_json::from_str(&std::fs::read_to_string("editors/vscode/snippets/attr.json").unwrap()).unwrap()
}

fn body(snippet: &Value) -> String {
    let lines: Vec<&str> = snippet["body"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    lines.join("\n")
}

/// The texts that a snippet becomes if nothing is typed over: one a word of its longest choice.
fn expansions(body: &str) -> Vec<String> {
    let mut choices = 1;
    let mut at = 0;
    let mut texts = Vec::new();
    while at < choices {
        let mut text = String::new();
        let mut rest = body;
        while let Some((before, field)) = rest.split_once('$') {
            text.push_str(before);
            if let Some(field) = field.strip_prefix('{') {
                let (field, after) = field.split_once('}').unwrap();
                rest = after;
                if field == "UUID" {
                    text.push_str("0f5d2c9a-6d0b-4f6a-9a3e-8f6d3b1f2a70");
                } else if let Some((_, choice)) = field.split_once('|') {
                    let words: Vec<&str> = choice.trim_end_matches('|').split(',').collect();
                    choices = choices.max(words.len());
                    text.push_str(words[at % words.len()]);
                } else {
                    text.push_str(field.split_once(':').unwrap().1);
                }
            } else {
                rest = field.trim_start_matches(|letter: char| letter.is_ascii_digit());
            }
        }
        texts.push(text + rest);
        at += 1;
    }
    texts
}
