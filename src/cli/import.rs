//! `attrc import`: a bundle to text of the language, proved before it is written.

use std::path::Path;

use super::Outcome;
use super::args::Import;
use super::console::Console;
use super::read::{name_of, read};
use super::session::{levels, outcome};
use crate::diag::Diagnostic;
use crate::json;
use crate::roundtrip::{self, Form, RoundTrip};
use crate::source::{FileId, Text};
use crate::world::{World, plain};

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Import) -> Result<Outcome, Outcome> {
    if let Some(path) = &command.output
        && !command.force
        && world.canonical(path).is_ok()
    {
        let message = format!("`{}` exists already", path.display());
        return Err(console.fail(&message, "name another file, or add `--force` to write over it"));
    }
    let text = match read(world, &command.bundle) {
        Ok(text) => text,
        Err(found) => return Err(refuse(console, command, vec![*found], &[])),
    };
    let (document, found) = json::read(FileId(0), &text.content);
    if !found.is_empty() {
        return Err(refuse(console, command, found, &[text]));
    }
    let title = command.bundle.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let title = title.filter(|_| command.bundle != Path::new("-")).unwrap_or_default();
    let imported = roundtrip::import(FileId(0), &document, &title);
    drop(document);
    if !imported.diagnostics.is_empty() {
        return Err(refuse(console, command, imported.diagnostics, &[text]));
    }
    let written = match &command.output {
        None => console.data(imported.text.as_bytes()),
        Some(path) => match world.write(path, imported.text.as_bytes()) {
            Ok(()) => Outcome::Done,
            Err(error) => console.fail(&format!("`{}` cannot be written: {}", path.display(), plain(&error)), ""),
        },
    };
    if written == Outcome::Done {
        if let Form::NotTold(why) = &imported.form {
            console.say(&format!("note: attrc made this bundle, but cannot tell it again as claims ({why})"));
        }
        console.say(&format!("{}: {}", name_of(&command.bundle), summary(&imported)));
    }
    Ok(written)
}

/// Tells why nothing is written.
fn refuse(console: &mut Console, command: &Import, found: Vec<Diagnostic>, texts: &[Text]) -> Outcome {
    let levels = match levels(console, None, &command.findings) {
        Ok(levels) => levels,
        Err(ended) => return ended,
    };
    let found = levels.apply(found);
    console.never_mends();
    match console.findings(&command.findings, &found, texts, true) {
        Outcome::Done => outcome(&found),
        failed => failed,
    }
}

/// "220 objects: 63 declarations, 51 claims, 4 responses"
fn summary(imported: &RoundTrip) -> String {
    let counts = imported.counts();
    let parts = [(counts.declarations, "declaration"), (counts.claims, "claim"), (counts.responses, "response")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word)).collect();
    let mut out = counted(imported.objects, "object");
    if !parts.is_empty() {
        out.push_str(&format!(": {}", parts.join(", ")));
    }
    if imported.literal > 0 {
        out.push_str(&format!(", {} of them as plain values", grouped(imported.literal)));
    }
    out
}

fn counted(count: usize, word: &str) -> String {
    format!("{} {word}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// A number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
