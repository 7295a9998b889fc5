//! `attrc validate`: whether bundles are STIX 2.1.

use std::collections::BTreeMap;

use super::Outcome;
use super::args::{Format, Validate};
use super::console::Console;
use super::read::{name_of, read};
use super::session::{levels, outcome};
use crate::diag::{Diagnostic, FINDINGS_LIMIT, Severity};
use crate::json;
use crate::source::{FileId, Text};
use crate::stix::validate::validate;
use crate::world::World;

/// How many further places of findings of one kind are told.
const TOLD: usize = 5;

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Validate) -> Result<Outcome, Outcome> {
    let levels = levels(console, None, &command.findings)?;
    let mut texts = Vec::new();
    let mut all = Vec::new();
    let mut verdicts = Vec::new();
    for (at, path) in command.bundles.iter().enumerate() {
        let file = FileId(at as u32);
        let name = name_of(path);
        let (text, found) = judge(file, read(world, path));
        let found = levels.apply(found);
        verdicts.push(verdict(&name, &found));
        // Only what is shown has to be kept.
        texts.push(if found.is_empty() { Text::new(&name, "") } else { text });
        all.extend(found);
    }
    let result = outcome(&all);
    if command.findings.format == Format::Terminal {
        all = grouped(all, &texts);
    }
    console.never_mends();
    console.never_counts();
    match console.findings(&command.findings, &all, &texts, true) {
        Outcome::Done => {}
        failed => return Err(failed),
    }
    verdicts.iter().for_each(|line| console.say(line));
    Ok(result)
}

/// The text of a file and what is wrong with it.
fn judge(file: FileId, text: Result<Text, Box<Diagnostic>>) -> (Text, Vec<Diagnostic>) {
    let text = match text {
        Ok(text) => text,
        Err(found) => return (Text::new("", ""), vec![*found]),
    };
    let (document, mut found) = json::read(file, &text.content);
    if found.is_empty() {
        found = validate(file, &document);
    }
    drop(document);
    (text, found)
}

/// The line that ends the report on a file.
fn verdict(name: &str, found: &[Diagnostic]) -> String {
    let mut parts = Vec::new();
    for (severity, word) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        found
            .iter()
            .filter(|finding| finding.severity == severity)
            .for_each(|finding| *codes.entry(finding.code.id).or_default() += 1);
        let count: usize = codes.values().sum();
        // No more than that many of one kind are kept.
        let at_least = if codes.values().any(|count| *count >= FINDINGS_LIMIT) { "at least " } else { "" };
        if count > 0 {
            parts.push(format!("{at_least}{count} {word}{}", if count == 1 { "" } else { "s" }));
        }
    }
    let word = match outcome(found) {
        Outcome::Done => "valid",
        Outcome::Findings => "not valid",
        _ => "not judged",
    };
    format!("{name}: {word}{}{}", if parts.is_empty() { "" } else { ", " }, parts.join(", "))
}

/// Of findings of one kind about one property the first, which tells of the others: a feed repeats its habits in every
/// object, and whoever reads it has to see the others too.
fn grouped(found: Vec<Diagnostic>, texts: &[Text]) -> Vec<Diagnostic> {
    let mut places: BTreeMap<(u32, &str, String), usize> = BTreeMap::new();
    let mut kept: Vec<(Diagnostic, Vec<u32>)> = Vec::new();
    for finding in found {
        let file = finding.primary.map_or(0, |place| place.file.0);
        let line = finding
            .primary
            .and_then(|place| texts.get(place.file.0 as usize).map(|text| text.lines.line_of(place.span.lo) + 1));
        let next = kept.len();
        let at = *places.entry((file, finding.code.id, habit(&finding))).or_insert(next);
        match kept.get_mut(at) {
            Some((_, lines)) => lines.extend(line),
            None => kept.push((finding, Vec::new())),
        }
    }
    let told = kept.into_iter().map(|(mut finding, mut lines)| {
        let count = lines.len();
        lines.dedup();
        if count > 0 {
            let named: Vec<String> = lines.iter().take(TOLD).map(u32::to_string).collect();
            let word = if lines.len() == 1 { "line" } else { "lines" };
            let more = if lines.len() > TOLD { " and others" } else { "" };
            let others = format!("{count} more like it: {word} {}{more}", named.join(", "));
            finding.help = Some(finding.help.map_or_else(|| others.clone(), |help| format!("{help}; {others}")));
        }
        finding
    });
    told.collect()
}

/// What findings of one habit share: the place in the object and the message, but not which object, nor what it holds there.
fn habit(finding: &Diagnostic) -> String {
    let place = finding.path.chars().filter(|letter| !letter.is_ascii_digit());
    // What is missing is shown at the `type` of its object, where only the message tells which property that is.
    let brace = finding.primary.is_some_and(|place| place.span.hi - place.span.lo == 1);
    let about_all = finding.path.is_empty() || brace || finding.path.ends_with(".type");
    let quotes_value = |at: &usize| !about_all && at % 2 == 1;
    let message = finding.message.split('`').enumerate().filter(|(at, _)| !quotes_value(at)).map(|(_, part)| part);
    place.chain(" ".chars()).chain(message.flat_map(str::chars)).collect()
}
