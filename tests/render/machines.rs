//! For programs: JSON by its schema, SARIF and GitHub's commands.

use serde_json::Value;

use super::*;

fn value(format: Format) -> Value {
    let (diagnostics, texts) = full();
    serde_json::from_str(&rendered(format, &diagnostics, &texts, &Style::default())).unwrap()
}

fn schema() -> jsonschema::Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/diagnostics.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn json_says_all_that_a_diagnostic_has() {
    insta::assert_json_snapshot!(value(Format::Json));
}

#[test]
fn json_is_what_its_schema_says() {
    let schema = schema();
    let empty = rendered(Format::Json, &[], &[], &Style::default());
    for value in [value(Format::Json), serde_json::from_str(&empty).unwrap()] {
        let errors: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn the_schema_describes_every_field_and_allows_no_other() {
    fn walk(value: &Value, path: &str) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            assert_eq!(value["additionalProperties"], Value::Bool(false), "{path}");
            let required: Vec<_> = value["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            for (name, property) in properties {
                assert!(required.contains(&name.as_str()), "{path}/{name} is always written");
                assert!(property.get("description").is_some_and(Value::is_string), "{path}/{name} has a description");
            }
        }
        if let Some(object) = value.as_object() {
            object.iter().for_each(|(key, value)| walk(value, &format!("{path}/{key}")));
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/diagnostics.schema.json");
    walk(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap(), "#");

    let mut changed = value(Format::Json);
    changed["diagnostics"][0]["severity"] = Value::from("fatal");
    assert!(!schema().is_valid(&changed), "the schema can refuse");
}

#[test]
fn sarif_has_rules_results_places_and_fixes() {
    let mut sarif = value(Format::Sarif);
    let version = std::mem::replace(&mut sarif["runs"][0]["tool"]["driver"]["semanticVersion"], Value::from("…"));
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
    insta::assert_json_snapshot!(sarif);
}

#[test]
fn short_is_one_line_a_finding() {
    let (diagnostics, texts) = full();
    insta::assert_snapshot!(side_by_side(Format::Short, &diagnostics, &texts, &Style::default()));
    let broken = [Diagnostic::nowhere(&UNKNOWN_KIND, "one\ntwo\r\nthree").help("four\nfive")];
    let line = rendered(Format::Short, &broken, &[], &Style::default());
    assert_eq!(line.lines().count(), 1, "{line}");
}

#[test]
fn github_gets_one_escaped_command_a_finding() {
    let (mut diagnostics, mut texts) = full();
    texts.push(Text::new("100%,a:b\n.attr", "actor {\n}\n"));
    let block = place(&texts, 2, "{\n}");
    diagnostics.push(Diagnostic::new(&LONG_QUOTE, block, "100%\r\n::error::injected").label("a, b: c"));
    insta::assert_snapshot!(side_by_side(Format::Github, &diagnostics, &texts, &Style::default()));
}

#[test]
fn gitlab_gets_issues_that_keep_their_fingerprints() {
    let (diagnostics, texts) = full();
    let issues = value(Format::Gitlab);
    insta::assert_json_snapshot!(issues);

    // Lines above move everything down, and say nothing new.
    let moved: Vec<Text> = texts.iter().map(|text| Text::new(&text.path, format!("\n\n{}", text.content))).collect();
    let twice: Vec<Diagnostic> = diagnostics.iter().chain(&diagnostics).cloned().collect();
    let again: Value = serde_json::from_str(&rendered(Format::Gitlab, &twice, &moved, &Style::default())).unwrap();
    let prints = |issues: &Value| -> Vec<String> {
        issues.as_array().unwrap().iter().map(|issue| issue["fingerprint"].to_string()).collect()
    };
    let (old, new) = (prints(&issues), prints(&again));
    assert_eq!(old, new[..old.len()]);
    let distinct: std::collections::BTreeSet<&String> = new.iter().collect();
    assert_eq!(distinct.len(), new.len(), "no two findings share one");
}
