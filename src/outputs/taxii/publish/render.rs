//! Plans and reports as text and as JSON (schemas/publish.schema.json).

use std::fmt::Write;

use serde_json::{Value, json};

use super::report::{Fate, Line, Report};
use super::words::{bytes, count};
use super::{Parcel, Step};

/// How many objects the terminal names before it only counts them.
const LINES: usize = 200;

/// How many objects that cannot be withdrawn are named.
const REMAINS: usize = 10;

/// For people.
pub fn terminal(report: &Report<'_>) -> String {
    let mut out = format!("{}: {}\n", report.destination, report.collection);
    let lines = report.lines();
    if !lines.is_empty() {
        out.push('\n');
    }
    for Line { sign, title, id, why } in lines.iter().take(LINES) {
        let _ = writeln!(out, "  {sign} {title}");
        let about = why.as_ref().map(|why| format!("{id}: {why}"));
        let _ = writeln!(out, "    {}", about.as_deref().unwrap_or(id));
    }
    if let Some(more @ 1..) = lines.len().checked_sub(LINES) {
        let _ = writeln!(out, "  … and {more} more; `--format json` has all of them");
    }
    out.push('\n');
    for sentence in sentences(report) {
        let _ = writeln!(out, "{sentence}");
    }
    out
}

/// For a comment on a pull request.
pub fn markdown(report: &Report<'_>) -> String {
    let word = if report.fates.is_none() { "Plan for" } else { "Published to" };
    let mut out = format!("### {word} `{}`\n\n", report.destination);
    for sentence in sentences(report) {
        let _ = writeln!(out, "- {}", escaped(&sentence));
    }
    let lines = report.lines();
    if !lines.is_empty() {
        out.push_str("\n| | what | id |\n|---|---|---|\n");
    }
    for Line { sign, title, id, why } in lines.iter().take(LINES) {
        let why = why.as_ref().map(|why| format!("<br>**{}**", escaped(why))).unwrap_or_default();
        let _ = writeln!(out, "| `{sign}` | {}{why} | `{}` |", escaped(title), id.replace(['`', '|'], " "));
    }
    if let Some(more @ 1..) = lines.len().checked_sub(LINES) {
        let _ = writeln!(out, "\n… and {more} more.");
    }
    out
}

/// For machines.
pub fn json(report: &Report<'_>) -> Value {
    let fates = report.fates.as_deref();
    let object = |(at, parcel): (usize, &Parcel)| {
        let mut object = json!({
            "id": parcel.id,
            "version": parcel.version.map(|at| format!("{at:.3}")),
            "title": parcel.title,
            "step": report.plan.steps.get(at).copied().unwrap_or(Step::There).word(),
        });
        if let (Some(fate), Some(members)) = (fates.and_then(|fates| fates.get(at)), object.as_object_mut()) {
            members.insert("fate".to_owned(), fate.word().into());
            members.insert("why".to_owned(), fate.why().into());
        }
        object
    };
    let plan = &report.plan;
    json!({
        "destination": report.destination,
        "collection": report.collection,
        "carried_out": report.fates.is_some(),
        "ending": format!("{:?}", report.ending()).to_lowercase(),
        "objects": report.parcels.iter().enumerate().map(object).collect::<Vec<_>>(),
        "unsendable": plan.unsendable.iter().map(|one| json!({ "id": one.id, "title": one.title, "why": one.why }))
            .collect::<Vec<_>>(),
        "oversize": plan.packed.oversize.iter().filter_map(|at| Some(&report.parcels.get(*at)?.id)).collect::<Vec<_>>(),
        "remains": plan.remains,
        "foreign": plan.foreign,
        "envelopes": plan.packed.envelopes.len(),
        "bytes": report.bytes(),
        "trouble": report.trouble.as_ref().map(|(message, help)| json!({ "message": message, "help": help })),
        "notes": report.notes,
    })
}

/// What there is to say of all objects together.
fn sentences(report: &Report<'_>) -> Vec<String> {
    let plan = &report.plan;
    let mut said = Vec::new();
    let there = plan.count(Step::There);
    match &report.fates {
        _ if plan.packed.envelopes.is_empty() && report.trouble.is_none() && report.count(Fate::is_open) == 0 => {
            said.push(format!("Nothing to do: {}.", is_there(there)));
        }
        None => {
            let parts = [
                (plan.count(Step::New), "to add", "to add"),
                (plan.count(Step::Version), "new version", "new versions"),
                (plan.count(Step::Withdrawal), "withdrawal", "withdrawals"),
            ];
            let there = if there > 0 { format!("; {}", is_there(there)) } else { String::new() };
            said.push(format!("Plan: {}{there}.", list(&parts)));
            let envelopes = count(plan.packed.envelopes.len(), "envelope", "envelopes");
            said.push(format!("{envelopes}, {}. Nothing was sent.", bytes(report.bytes())));
        }
        Some(_) => {
            let fate = |word: &'static str| report.count(|fate| fate.word() == word);
            let parts = [
                (fate("arrived"), "arrived", "arrived"),
                (fate("was-there") + there, "was there", "were there"),
                (fate("not-taken"), "was not taken", "were not taken"),
                (fate("pending"), "is pending", "are pending"),
                (fate("unknown"), "is not known to have arrived", "are not known to have arrived"),
                (fate("unsent"), "was not sent", "were not sent"),
            ];
            said.push(format!("Published: {}.", list(&parts)));
        }
    }
    if let Some((message, help)) = &report.trouble {
        said.push(format!("The work ended early: {message}."));
        said.extend((!help.is_empty()).then(|| format!("Help: {help}.")));
    }
    if let Some(foreign @ 1..) = plan.foreign {
        let others = count(usize::try_from(foreign).unwrap_or(usize::MAX), "version", "versions");
        said.push(format!("The collection has {others} of objects that are not in the release; they stay."));
    }
    if !plan.remains.is_empty() {
        let mut named = plan.remains.iter().take(REMAINS).cloned().collect::<Vec<_>>().join(", ");
        if let Some(more @ 1..) = plan.remains.len().checked_sub(REMAINS) {
            let _ = write!(named, " and {more} more");
        }
        said.push(format!("Gone from the texts, but without versions, so it cannot be withdrawn: {named}."));
    }
    said.extend(report.notes.iter().cloned());
    if report.count(|fate| fate.is_open() && !matches!(fate, Fate::NotTaken(_))) > 0 {
        said.push("Run it again: only what is missing is sent.".to_owned());
    }
    said
}

fn is_there(count: usize) -> String {
    format!("{} there already", super::words::count(count, "object is", "objects are"))
}

/// The parts that there are any of.
fn list(parts: &[(usize, &str, &str)]) -> String {
    let all: Vec<String> =
        parts.iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(*number, one, many)).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
}

/// A text in a cell of a table or a list.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            // No mention of a person, and no link, is made of what a text says.
            '@' => out.push_str("&#64;"),
            '|' | '`' | '\\' | '*' | '_' | '[' | ']' | '#' | '~' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}
