//! `attrc validate`: whether bundles are STIX 2.1.

use std::collections::BTreeMap;

use super::Outcome;
use super::args::{Format, Validate};
use super::console::Console;
use super::read::{name_of, read};
use super::session::{levels, outcome};
use crate::diag::{Diagnostic, Severity};
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
        let count = |severity| found.iter().filter(|finding| finding.severity == severity).count();
        verdicts.push(verdict(&name, count(Severity::Error), count(Severity::Warning), outcome(&found)));
        // Only what is shown has to be kept.
        texts.push(if found.is_empty() { Text::new(&name, "") } else { text });
        all.extend(found);
    }
    let result = outcome(&all);
    if command.findings.format == Format::Terminal {
        all = grouped(all, &texts);
    }
    console.never_mends();
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
fn verdict(name: &str, errors: usize, warnings: usize, outcome: Outcome) -> String {
    let counted = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(counted(errors, "error"));
    }
    if warnings > 0 {
        parts.push(counted(warnings, "warning"));
    }
    let word = match outcome {
        Outcome::Done => "valid",
        Outcome::Findings => "not valid",
        Outcome::CannotRun => "not judged",
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
        let habit: String = finding.path.chars().filter(|letter| !letter.is_ascii_digit()).collect();
        let line = finding
            .primary
            .and_then(|place| texts.get(place.file.0 as usize).map(|text| text.position(place.span.lo).line));
        let next = kept.len();
        let at = *places.entry((file, finding.code.id, habit)).or_insert(next);
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
