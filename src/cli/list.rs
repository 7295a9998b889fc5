//! `attrc list`: the words of the language, types, vocabularies, codes and ATT&CK ids.

use super::Outcome;
use super::args::List;
use super::console::Console;
use crate::diag::did_you_mean;
use crate::reference::{list, text, things};

/// Runs the command.
pub fn run(console: &mut Console, command: &List) -> Outcome {
    let table = match command.thing.as_deref().map(list) {
        None => things(),
        Some(Ok(table)) => table,
        Some(Err(others)) => {
            let thing = command.thing.as_deref().unwrap_or_default();
            let help = did_you_mean(thing, others).unwrap_or_else(|| {
                "`attrc list` shows what can be listed; scales and vocabularies are listed by their names".to_owned()
            });
            return console.fail(&format!("there is no list of `{thing}`"), &help);
        }
    };
    let out = match console.is_read_by_people() {
        true => text::aligned(&table, console.width()),
        false => text::tabbed(&table),
    };
    console.data(out.as_bytes())
}
