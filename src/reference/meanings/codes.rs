//! Codes of errors and lints, and the requirements of the standard.

use crate::diag::codes::standard::{REQUIREMENTS, Requirement, requirement};
use crate::diag::{Code, codes};
use crate::reference::phrase::code;
use crate::reference::{Entry, Table};

/// A code, by id or by name.
pub fn explain(word: &str) -> Vec<Entry> {
    let of_standard = REQUIREMENTS.iter().map(|row| &row.code);
    let unjudged = || of_standard.clone().find(|code| code.id.eq_ignore_ascii_case(word) || code.name == word);
    codes::find(word).or_else(unjudged).map(entry).into_iter().collect()
}

/// Ids, then names.
pub fn words() -> Vec<&'static str> {
    let unjudged = || REQUIREMENTS.iter().filter(|row| !row.is_judged()).map(|row| &row.code);
    let all = || codes::all().chain(unjudged());
    all().map(|code| code.id).chain(all().map(|code| code.name)).collect()
}

/// A code as an entry.
pub fn entry(code: &'static Code) -> Entry {
    if let Some(row) = requirement(code) {
        return of_standard(row);
    }
    let what = if code.is_lint() { "a lint" } else { "an error" };
    let level = match code.is_lint() {
        true => settable(code),
        false => "error; it has no level, because what is not understood cannot be built".to_owned(),
    };
    Entry::new(code.id, format!("{what}: `{}`", code.name), code.title)
        .detail("level", level)
        .detail("what to do", code.explanation)
}

fn of_standard(row: &'static Requirement) -> Entry {
    let code = &row.code;
    let entry = Entry::new(code.id, format!("a requirement of STIX 2.1: `{}`", code.name), code.title);
    let entry = match row.judged.strip_prefix("no: ") {
        Some(why) => entry.detail("level", format!("none; it is not judged: {why}")),
        None => entry.detail("level", settable(code)).detail("judged by", judge(row)),
    };
    entry.detail("source", code.explanation).detail("stix2-validator", peers(row))
}

fn settable(code: &Code) -> String {
    format!("{}; set it by `-D`, `-W` or `-A {}`, or in `attr.toml`", code.severity.word(), code.name)
}

/// What stix2-validator calls its check: `schema` is its JSON schema, `V103` a code, anything else a function.
fn peers(row: &Requirement) -> String {
    let named = row.peers.split_whitespace().map(|word| match word {
        "schema" => "JSON schema".to_owned(),
        word => match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
            Some(number) => format!("`V{number}`"),
            None => code(word),
        },
    });
    named.collect::<Vec<_>>().join(", ")
}

/// What attrc judges it by.
fn judge(row: &Requirement) -> String {
    let mut words: Vec<String> = row.judged.split(' ').map(one_judge).collect();
    words.dedup();
    words.join(", ")
}

fn one_judge(selector: &str) -> String {
    let (kind, of) = selector.split_once(':').unwrap_or((selector, ""));
    match kind {
        "rule" => format!("rule {}", code(of.split('/').nth(1).unwrap_or(of))),
        "ref" => "type of the target".to_owned(),
        "vocab" => "vocabulary".to_owned(),
        "enum" => "enumeration".to_owned(),
        "bounds" => "bounds".to_owned(),
        "missing" => "presence".to_owned(),
        "pattern" => "pattern".to_owned(),
        "bundle" => "several objects together".to_owned(),
        _ => "value".to_owned(),
    }
}

/// The requirements that are judged.
pub fn judged_requirements() -> Table {
    let rows = REQUIREMENTS.iter().filter(|row| row.is_judged());
    let head = ["code", "name", "what the standard asks", "section", "level", "judged by", "stix2-validator"];
    Table::new(
        head,
        rows.map(|row| {
            let peers = if row.peers.is_empty() { "**–**".to_owned() } else { peers(row) };
            let [id, name, asked, section] = heading(row);
            [id, name, asked, section, row.level.to_owned(), judge(row), peers]
        }),
    )
}

/// The requirements that no file can show, and why.
pub fn unjudged_requirements() -> Table {
    let rows = REQUIREMENTS.iter().filter(|row| !row.is_judged());
    Table::new(
        ["code", "name", "what the standard asks", "section", "level", "why it is not judged"],
        rows.map(|row| {
            let [id, name, asked, section] = heading(row);
            [id, name, asked, section, row.level.to_owned(), row.judged.trim_start_matches("no: ").to_owned()]
        }),
    )
}

/// How many requirements there are, are judged, and are judged while stix2-validator does not look at them.
pub fn counts() -> [usize; 3] {
    let judged = || REQUIREMENTS.iter().filter(|row| row.is_judged());
    [REQUIREMENTS.len(), judged().count(), judged().filter(|row| row.peers.is_empty()).count()]
}

/// A text without markup, in Markdown.
fn plain(text: &str) -> String {
    text.replace('<', "\\<").replace('*', "\\*")
}

fn heading(row: &Requirement) -> [String; 4] {
    let title = row.code.title;
    let asked = title.split_once(": ").map_or(title, |(_, asked)| asked);
    [code(row.code.id), row.code.name.to_owned(), plain(asked), row.section.to_owned()]
}

/// All codes.
pub fn table() -> Table {
    rows(|_| true)
}

/// Those of the language: without the requirements of the standard, which have a page of their own.
pub fn of_language() -> impl Iterator<Item = &'static Code> {
    codes::all().filter(|code| requirement(code).is_none())
}

/// The table of those of the language.
pub fn table_of_language() -> Table {
    rows(|code| requirement(code).is_none())
}

/// Those whose level can be set.
pub fn lints() -> Table {
    rows(Code::is_lint)
}

fn rows(wanted: fn(&Code) -> bool) -> Table {
    let found = codes::all().filter(|code| wanted(code));
    Table::new(
        ["code", "name", "level", "found where there is"],
        found.map(|row| [code(row.id), code(row.name), row.severity.word().to_owned(), row.title.to_owned()]),
    )
}
