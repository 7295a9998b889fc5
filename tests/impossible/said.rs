//! Of who says what, and how surely.

use std::path::PathBuf;

use attrc::Compilation;
use attrc::facts::Target;
use attrc::world::Memory;
use serde_json::Value;

const HEAD: &str = r#"
organization gazette "The Gazette"
agency centre "Cyber Centre"
agency bureau "Bureau" { scale icd-203 }
person envoy "the envoy"
actor heron "Grey Heron"
organization port "Port"
source article "An article" { publisher gazette  published 2024-03-26 }
"#;

fn compiled(text: &str) -> Compilation {
    let world = Memory::new([("/case/main.attr", format!("{HEAD}{text}"))]);
    attrc::compile(&world, &[PathBuf::from("/case/main.attr")], None)
}

fn codes(compilation: &Compilation) -> Vec<&'static str> {
    compilation.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect()
}

fn objects(compilation: &Compilation, kind: &str) -> Vec<Value> {
    let all = compilation.objects.iter().map(|object| serde_json::to_value(object).unwrap());
    all.filter(|object| object["type"] == kind).collect()
}

/// C1, a claim without a source or a date: a claim stands in a speech, a speech in a document, and a document has a date,
/// or nothing is built.
#[test]
fn no_claim_is_without_speaker_source_and_date() {
    assert_eq!(codes(&compiled("heron targets port")), ["claim-outside-speech"]);
    assert_eq!(codes(&compiled("centre says { heron targets port }")), ["speech-outside-document"]);
    let undated = compiled(
        "source letter \"A letter\" { publisher gazette }\nfrom letter { centre says { heron targets port } }",
    );
    assert!(codes(&undated).contains(&"undated-document") && undated.objects.is_empty(), "{:?}", codes(&undated));
}

/// C2, a hedge without a scale where a number is emitted: a word of likelihood is kept with the scale that gave it its
/// band, a word that the scale lacks is an error, and words of no scale have no number.
#[test]
fn no_number_is_without_a_scale() {
    let built = compiled("from article { bureau assesses { heron targets port  very-likely } }");
    let claim = &objects(&built, "relationship")[0];
    assert_eq!(claim["confidence"], 85);
    let told = claim["extensions"].as_object().unwrap().values().find_map(|told| told.pointer("/claim/likelihood"));
    assert_eq!(told.unwrap()["scale"], "icd-203");
    let off = compiled("from article { centre assesses { heron targets port  very-likely } }");
    assert_eq!((codes(&off), off.objects.len()), (vec!["hedge-scale"], 0));
    let worded = compiled("from article { centre assesses { heron targets port  worded \"we would guess\" } }");
    assert!(objects(&worded, "relationship")[0].get("confidence").is_none());
}

/// C3, a hedge that is changed between the claim and the edge made of it: a claim is one object, and what it says of
/// likelihood is read from one place.
#[test]
fn one_claim_is_one_edge_with_its_own_hedge() {
    let built = compiled("from article { centre assesses highly-likely { heron targets port } }");
    let edges = objects(&built, "relationship");
    let [edge] = edges.as_slice() else { panic!("{edges:?}") };
    assert_eq!(edge["confidence"], 85);
    assert!(edge["description"].as_str().unwrap().contains("as highly likely"), "{edge}");
}

/// C17, a denial that is bound to no claim: a response without a target is no sentence of the language, and a label that
/// nothing bears is an error.
#[test]
fn no_denial_is_without_what_it_denies() {
    assert_ne!(codes(&compiled("from article { envoy denies }")), Vec::<&str>::new());
    assert!(codes(&compiled("from article { envoy denies [nothing] }")).contains(&"unknown-label"));
    let bound = compiled("from article { [case] centre says { heron targets port }  envoy denies [case] }");
    let [response] = bound.facts.responses.as_slice() else { panic!("one response") };
    assert!(response.targets.iter().all(|target| match target {
        Target::Claims { claims, .. } => !claims.is_empty(),
        Target::Document(_) | Target::Response { .. } => true,
    }));
}

/// No rule on names looks for characters that turn the direction of writing: no text with one gets so far.
#[test]
fn no_name_turns_the_direction_of_writing() {
    for letter in ['\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}'] {
        let found = compiled(&format!("organization works \"Example {letter}skroW\""));
        assert!(codes(&found).contains(&"control-character"), "U+{:04X}", u32::from(letter));
    }
}
