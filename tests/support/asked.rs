//! Questions about a project as people type them, and what they are answered.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use attrc::queries::{Filter, Index, LISTS, Unfound, Wanted, explain, find, text};
use attrc::reference::{Table, text::aligned};

/// What `attrc` answers to `list …` or `explain …` on a terminal of a width.
pub fn answer(index: &Index<'_>, question: &str, width: usize) -> String {
    let words = words(question);
    let told = match words.split_first() {
        Some((command, [what])) if command == "explain" => {
            find(index, what).map(|found| text(&explain(index, &found), width))
        }
        Some((command, [thing, options @ ..])) if command == "list" => list(index, thing, options, width),
        _ => panic!("no question: {question}"),
    };
    told.unwrap_or_else(|Unfound { message, help }| format!("attrc: {message}\nhelp: {help}\n"))
}

fn list(index: &Index<'_>, thing: &str, options: &[String], width: usize) -> Result<String, Unfound> {
    let mut filter = Filter::default();
    for option in options.chunks(2) {
        let [name, value] = option else { panic!("an option without a value: {option:?}") };
        let field = match name.as_str() {
            "--about" => &mut filter.about,
            "--by" => &mut filter.by,
            "--since" => &mut filter.since,
            "--until" => &mut filter.until,
            name => panic!("no option: {name}"),
        };
        *field = Some(value.clone());
    }
    let wanted = Wanted::new(index, &filter)?;
    let list = LISTS.iter().find(|list| list.word == thing).unwrap();
    let (head, rows) = (list.rows)(index, &wanted).shown("\n");
    Ok(aligned(&Table { title: String::new(), head, rows }, width))
}

/// The words of a command, those in quotes together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}
