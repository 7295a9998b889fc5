//! `grammar/language/{lifecycle,wording}.toml` → `src/vocab/lifecycle/generated.rs`.

use std::path::Path;

use toml::{Table, Value};

use crate::rust::{head, slice, table, text, texts};
use crate::{Error, read};

/// The content of `src/vocab/lifecycle/generated.rs`, before rustfmt.
pub fn generate(folder: &Path) -> Result<String, Error> {
    let parsed = |file: &str| -> Result<Table, Error> {
        let path = folder.join(file);
        read(&path)?.parse().map_err(|error| Error::new(path, error))
    };
    let (courses, wording, kinds) = (parsed("lifecycle.toml")?, parsed("wording.toml")?, parsed("kinds.toml")?);
    lookups(&courses, &wording, &kinds).map_err(|problem| Error::new(folder, problem))
}

fn lookups(courses: &Table, wording: &Table, kinds: &Table) -> Result<String, String> {
    let mut out = head("grammar/language/{lifecycle,wording}.toml", "{ActWords, Course, GuiltWord, Per, Step}");
    let courses: Vec<String> = courses.iter().map(|(word, row)| course(word, row, kinds)).collect::<Result<_, _>>()?;
    out += &table("All courses.", "COURSES", "Course", courses);
    let acts = rows(wording, "acts")?.iter().map(|(kind, row)| {
        format!(
            "ActWords {{ kind: {}, own: {}, more: {}, less: {} }}",
            text(kind),
            words(row, "own"),
            words(row, "more"),
            words(row, "less")
        )
    });
    out += &table("What acts are called, by kind.", "ACT_WORDS", "ActWords", acts);
    let guilt = rows(wording, "guilt")?;
    let denials = guilt.get("denials").cloned().unwrap_or(Value::Array(Vec::new()));
    out += &list("What takes a word of guilt back ahead of it.", "DENIALS", &denials);
    let guilt = rows(guilt, "words")?.iter();
    let guilt = guilt.map(|(word, after)| format!("GuiltWord {{ word: {}, after: {} }}", text(word), spelled(after)));
    out += &table("Words that hold somebody guilty, by word.", "GUILT_WORDS", "GuiltWord", guilt);
    let courts = rows(wording, "courts")?.get("words").cloned().unwrap_or(Value::Array(Vec::new()));
    out += &list("Words in the name of a body that judges.", "COURT_WORDS", &courts);
    Ok(out)
}

fn course(word: &str, row: &Value, kinds: &Table) -> Result<String, String> {
    let row = row.as_table().ok_or_else(|| format!("lifecycle.toml: {word} is no table"))?;
    let per = match row.get("per").and_then(Value::as_str) {
        Some("case") => "Case",
        Some("authority") => "Authority",
        other => return Err(format!("lifecycle.toml: {word} is per {other:?}")),
    };
    let rows = rows(row, "steps")?;
    let mut steps = Vec::new();
    for (step, row) in rows {
        for by in strings(row, "by") {
            let known = by.split_once('.').is_some_and(|(kind, key)| is_time(kinds, kind, key));
            if !known {
                return Err(format!("lifecycle.toml: {step}: `{by}` is no date of an act"));
            }
        }
        if let Some(kind) = strings(row, "always").find(|kind| !kinds.contains_key(*kind)) {
            return Err(format!("lifecycle.toml: {step}: `{kind}` is no kind"));
        }
        let after: Vec<Vec<&str>> = strings(row, "after").map(|any| any.split(" | ").collect()).collect();
        if let Some(before) = after.iter().flatten().find(|before| !rows.contains_key(**before)) {
            return Err(format!("lifecycle.toml: {step}: after the unknown step `{before}`"));
        }
        let by = strings(row, "by").filter_map(|by| by.split_once('.'));
        let by: String = by.map(|(kind, key)| format!("({}, {}),", text(kind), text(key))).collect();
        let is = |flag: &str| row.get(flag).and_then(Value::as_bool).unwrap_or(false);
        let doc = row.get("doc").and_then(Value::as_str).unwrap_or_default();
        steps.push(format!(
            "Step {{ word: {}, by: &[{by}], always: {}, after: {}, single: {}, begins: {}, ends: {}, \
             doc: {} }},",
            text(step),
            words(row, "always"),
            slice(after.iter().map(|any| texts(any))),
            is("single"),
            is("begins"),
            is("ends"),
            text(doc)
        ));
    }
    let doc = row.get("doc").and_then(Value::as_str).unwrap_or_default();
    let steps: String = steps.concat();
    Ok(format!("Course {{ word: {}, per: Per::{per}, steps: &[{steps}], doc: {} }}", text(word), text(doc)))
}

/// Whether a kind has a key for a date.
fn is_time(kinds: &Table, kind: &str, key: &str) -> bool {
    let row = kinds.get(kind).and_then(|kind| kind.get("keys")?.get(key)?.get("value")?.as_str());
    row == Some("time")
}

fn rows<'t>(parent: &'t Table, name: &str) -> Result<&'t Table, String> {
    parent.get(name).and_then(Value::as_table).ok_or_else(|| format!("no table [{name}]"))
}

fn strings<'t>(row: &'t Value, name: &str) -> impl Iterator<Item = &'t str> {
    row.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn words(row: &Value, name: &str) -> String {
    texts(&strings(row, name).collect::<Vec<_>>())
}

fn spelled(list: &Value) -> String {
    texts(&list.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>())
}

fn list(doc: &str, name: &str, words: &Value) -> String {
    format!("\n/// {doc}\npub static {name}: &[&str] = {};\n", spelled(words))
}
