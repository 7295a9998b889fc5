//! `attrc explain`: all that a word means, for a code with an example; and all about a claim, a name, a line or an object
//! of a project.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::Outcome;
use super::args::{Explain, ExplainFormat, Input};
use super::console::Console;
use super::session::{Session, answered};
use crate::diag::{codes, did_you_mean};
use crate::queries::{Explanation, Index, Unfound, explain as told, find, text as set};
use crate::reference::{Entry, example, explain, text, words};
use crate::world::{Memory, World};
use crate::{Compilation, compile};

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &Explain) -> Result<Outcome, Outcome> {
    let what = command.what.trim();
    let meanings = explain(what);
    let project = match &command.path {
        Some(path) => Some(session(world, console, command, path)?.consult(console)?),
        None => at_hand(world, console, command, what)?,
    };
    let index = project.as_ref().map(Index::new);
    let found = index.as_ref().map(|index| find(index, what).map(|found| told(index, &found)));
    let explanation = match found {
        Some(Ok(explanation)) => Some(explanation),
        Some(Err(unfound)) if meanings.is_empty() => return Err(nothing(console, what, &unfound)),
        None if meanings.is_empty() => return Err(no_word(console, what)),
        _ => None,
    };
    let of_project = explanation.is_some();
    let out = match command.format {
        ExplainFormat::Terminal => {
            let said = explanation.as_ref().map(|explanation| set(explanation, console.width()));
            let meant = (!meanings.is_empty()).then(|| in_words(console, what, &meanings));
            meant.into_iter().chain(said).collect::<Vec<_>>().join("\n")
        }
        ExplainFormat::Json => as_json(&meanings, explanation.unwrap_or_default()),
    };
    let written = console.data(out.as_bytes());
    match (written, &project) {
        // A word means what it means, whatever is wrong with the project.
        (Outcome::Done, Some(project)) if of_project => Ok(answered(console, project)),
        (written, _) => Ok(written),
    }
}

fn session<'w>(
    world: &'w dyn World,
    console: &mut Console,
    command: &Explain,
    path: &Path,
) -> Result<Session<'w>, Outcome> {
    Session::open(world, console, &Input { paths: vec![path.to_owned()] }, &command.release)
}

/// The project of the current folder, where there is one; for a line of a file that it does not have, that file's.
fn at_hand(
    world: &dyn World,
    console: &mut Console,
    command: &Explain,
    what: &str,
) -> Result<Option<Compilation>, Outcome> {
    let here = session(world, console, command, Path::new("."))?.peek();
    let file = what.split(':').next().filter(|_| what.contains(':')).map(Path::new);
    let Some(file) = file.filter(|file| world.is_folder(file) == Some(false)) else { return Ok(here) };
    let real = world.canonical(file).ok();
    let has_it = |compilation: &Compilation| compilation.inputs.iter().any(|input| world.canonical(input).ok() == real);
    let here = here.filter(has_it);
    if here.as_ref().is_some_and(|here| !here.has_errors()) {
        return Ok(here);
    }
    // A case lies in a folder, its stored texts beside it; what stands above it may be no project at all.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = session(world, console, command, folder)?.peek().filter(has_it);
    match beside.or(here) {
        Some(project) => Ok(Some(project)),
        None => session(world, console, command, file)?.consult(console).map(Some),
    }
}

fn in_words(console: &Console, what: &str, meanings: &[Entry]) -> String {
    let mut out = text::entries(meanings, console.width());
    if let Some(example) = codes::find(what).and_then(example) {
        out += "\n  example:\n\n";
        out += &found_in(console, example);
    }
    out
}

/// What is written as JSON.
#[derive(Serialize)]
struct Written<'m> {
    version: u32,
    meanings: Vec<Meaning<'m>>,
    #[serde(flatten)]
    explanation: Explanation,
}

/// A meaning of a word.
#[derive(Serialize)]
struct Meaning<'m> {
    word: &'m str,
    what: &'m str,
    summary: &'m str,
    details: BTreeMap<&'static str, &'m str>,
}

fn as_json(meanings: &[Entry], explanation: Explanation) -> String {
    let meanings = meanings.iter().map(|entry| Meaning {
        word: &entry.word,
        what: &entry.what,
        summary: &entry.summary,
        details: entry.details.iter().map(|(name, text)| (*name, text.as_str())).collect(),
    });
    let written = Written { version: 1, meanings: meanings.collect(), explanation };
    serde_json::to_string_pretty(&written).unwrap_or_default() + "\n"
}

/// Says that nothing of the project is meant, and no word either.
fn nothing(console: &mut Console, what: &str, unfound: &Unfound) -> Outcome {
    let help = match unfound.help.starts_with("did you mean") {
        true => unfound.help.clone(),
        false => did_you_mean(what, words()).unwrap_or_else(|| unfound.help.clone()),
    };
    console.fail(&unfound.message, &help)
}

fn no_word(console: &mut Console, what: &str) -> Outcome {
    let of_project = what.contains("--") || what.contains('/') || what.contains(':');
    if of_project {
        let help = format!("name the project: `attrc explain PATH {what}`");
        return console.fail(&format!("there is no project here that `{what}` could be of"), &help);
    }
    let help = did_you_mean(what, words()).unwrap_or_else(|| "`attrc list` shows where to look".to_owned());
    console.fail(&format!("`{what}` is no word of the language, of STIX 2.1 or of ATT&CK"), &help)
}

/// What the compiler says of a text.
fn found_in(console: &Console, example: &str) -> String {
    let file = Path::new("/example.attr");
    let compilation = compile(&Memory::new([(file, example)]), &[file.to_owned()], None);
    console.rendered(&compilation.diagnostics, &compilation.project.texts)
}
