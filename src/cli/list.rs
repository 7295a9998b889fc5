//! `attrc list`: what a project says; the words of the language, types, vocabularies, codes and ATT&CK ids.

use std::path::PathBuf;

use super::Outcome;
use super::args::{Input, List, ListFilter, ListFormat};
use super::console::Console;
use super::session::{Session, answered};
use crate::diag::did_you_mean;
use crate::queries::{Cell, Column, Filter, Index, LISTS, Listing, Wanted};
use crate::reference::{Table, list, text, things};
use crate::world::{World, plain};

/// Runs the command; an `Err` is a run that ended early.
pub fn run(world: &dyn World, console: &mut Console, command: &List) -> Result<Outcome, Outcome> {
    let Some(thing) = command.thing.as_deref() else {
        return Ok(write(console, command.format, &of_words(&all_things())));
    };
    if let Some(of_project) = LISTS.iter().find(|list| list.word == thing) {
        let paths = if command.paths.is_empty() { vec![PathBuf::from(".")] } else { command.paths.clone() };
        let compilation = Session::open(world, console, &Input { paths }, &command.release)?.consult(console)?;
        let index = Index::new(&compilation);
        let wanted = Wanted::new(&index, &filter(&command.filter))
            .map_err(|unfound| console.fail(&unfound.message, &unfound.help))?;
        let listing = (of_project.rows)(&index, &wanted);
        if listing.rows.is_empty() && matches!(command.format, None | Some(ListFormat::Table)) {
            console.say(&format!("attrc: no {thing}"));
            return Ok(answered(console, &compilation));
        }
        let written = write(console, command.format, &listing);
        return if written == Outcome::Done { Ok(answered(console, &compilation)) } else { Err(written) };
    }
    match list(thing) {
        Ok(_) if asks_of_project(command) => {
            let message = format!("`{thing}` is a list of words, and the same for every project");
            Err(console
                .fail(&message, "paths and filters go with `attrc list claims` and the other lists of a project"))
        }
        Ok(table) => Ok(write(console, command.format, &of_words(&table))),
        Err(others) => {
            let others = LISTS.iter().map(|list| list.word).chain(others);
            let help = did_you_mean(thing, others).unwrap_or_else(|| {
                "`attrc list` shows what can be listed; scales and vocabularies are listed by their names".to_owned()
            });
            Err(console.fail(&format!("there is no list of `{thing}`"), &help))
        }
    }
}

/// What can be listed: of a project, then of the language.
fn all_things() -> Table {
    let mut table = things();
    let of_project = LISTS.iter().map(|list| vec![list.word.to_owned(), format!("of a project: {}", list.doc)]);
    table.rows = of_project.chain(std::mem::take(&mut table.rows)).collect();
    table
}

fn asks_of_project(command: &List) -> bool {
    let ListFilter { about, by, since, until } = &command.filter;
    !command.paths.is_empty() || [about, by, since, until].iter().any(|given| given.is_some())
}

fn filter(given: &ListFilter) -> Filter {
    let ListFilter { about, by, since, until } = given;
    Filter { about: about.clone(), by: by.clone(), since: since.clone(), until: until.clone() }
}

fn of_words(table: &Table) -> Listing {
    let cell = |cell: &String| Cell::Text(cell.replace('`', ""));
    let columns = table.head.iter().map(|head| Column { key: head, head }).collect();
    Listing { columns, rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect() }
}

fn write(console: &mut Console, format: Option<ListFormat>, listing: &Listing) -> Outcome {
    let format = format.or_else(|| console.is_read_by_people().then_some(ListFormat::Table));
    let table = |between| {
        let (head, rows) = listing.shown(between);
        Table { title: String::new(), head, rows }
    };
    match format {
        None => console.data(text::tabbed(&table("; ")).as_bytes()),
        Some(ListFormat::Table) => console.data(text::aligned(&table("\n"), console.width()).as_bytes()),
        Some(ListFormat::Json) => console.data(listing.json().as_bytes()),
        Some(ListFormat::Csv) => match listing.csv() {
            Ok(bytes) => console.data(&bytes),
            Err(error) => console.fail(&format!("the list cannot be written: {}", plain(&error)), ""),
        },
    }
}
