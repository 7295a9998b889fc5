//! `attrc explain`: all that a word means; for a code, with an example.

use std::path::Path;

use super::Outcome;
use super::args::Explain;
use super::console::Console;
use crate::compile;
use crate::diag::{codes, did_you_mean};
use crate::reference::{example, explain, text, words};
use crate::world::Memory;

/// Runs the command.
pub fn run(console: &mut Console, command: &Explain) -> Outcome {
    let word = command.word.trim();
    let meanings = explain(word);
    if meanings.is_empty() {
        let help = did_you_mean(word, words()).unwrap_or_else(|| "`attrc list` shows where to look".to_owned());
        return console.fail(&format!("`{word}` is no word of the language, of STIX 2.1 or of ATT&CK"), &help);
    }
    let mut out = text::entries(&meanings, console.width());
    if let Some(example) = codes::find(word).and_then(example) {
        out += "\n  example:\n\n";
        out += &found_in(console, example);
    }
    console.data(out.as_bytes())
}

/// What the compiler says of a text.
fn found_in(console: &Console, example: &str) -> String {
    let file = Path::new("/example.attr");
    let compilation = compile(&Memory::new([(file, example)]), &[file.to_owned()], None);
    console.rendered(&compilation.diagnostics, &compilation.project.texts)
}
