//! Consumers of bundles: what they make of the standard, and what stands for what they do not take.

use crate::diag::codes;
use crate::reference::phrase::code;
use crate::reference::{Entry, Table};
use crate::vocab::targets::{CONSUMERS, Consumer, consumer};

/// A consumer, by the word after `-t`.
pub fn explain(word: &str) -> Vec<Entry> {
    consumer(word).map(entry).into_iter().collect()
}

/// The words after `-t`.
pub fn words() -> Vec<&'static str> {
    CONSUMERS.iter().map(|row| row.name).collect()
}

/// All consumers.
pub fn table() -> Table {
    let rows = CONSUMERS.iter().map(|row| [code(row.name), row.title.to_owned(), row.version.to_owned()]);
    Table::new(["target", "consumer", "table read from"], rows)
}

/// What each loss is.
pub fn losses() -> Table {
    let rows =
        codes::targets::ALL.iter().map(|row| [code(row.name), row.severity.word().to_owned(), row.title.to_owned()]);
    Table::new(["code", "level", "when"], rows)
}

/// A consumer with its tables.
pub fn entry(row: &'static Consumer) -> Entry {
    let list = |words: &[&str]| words.iter().map(|word| code(word)).collect::<Vec<_>>().join(", ");
    let left_out = row.unreadable.iter().map(|(kind, property)| code(&format!("{kind}.{property}")));
    Entry::new(row.name, "a target", format!("bundles for {}, by {}", row.title, row.version))
        .detail("accepted between any two", list(row.anything))
        .detail("left out without a word", list(row.untold))
        .detail("properties left out", left_out.collect::<Vec<_>>().join(", "))
        .table(types(row).titled("what the types become"))
        .table(retyped(row).titled("types that others stand for"))
        .table(weaker(row).titled("relationship types and what may stand for them, the nearest first"))
        .table(turned(row).titled("relationship types from their other end"))
}

/// What the types become.
fn types(row: &Consumer) -> Table {
    let when = |condition: Option<(&str, &str)>| match condition {
        None => String::new(),
        Some((key, "*")) => format!("it has {}", code(key)),
        Some((key, value)) => format!("{} is {}", code(key), code(value)),
    };
    let rows = row.types.iter().map(|row| [code(row.stix), when(row.when), row.class.to_owned()]);
    Table::new(["type", "if", "becomes"], rows)
}

fn retyped(row: &Consumer) -> Table {
    let with = |row: &[(&str, &str)]| {
        row.iter().map(|(key, value)| format!("{} {}", code(key), code(value))).collect::<Vec<_>>().join(", ")
    };
    Table::new(
        ["type", "stands for it", "with"],
        row.retyped.iter().map(|row| [code(row.from), code(row.to), with(row.with)]),
    )
}

fn weaker(row: &Consumer) -> Table {
    let nearest = |words: &[&str]| words.iter().map(|word| code(word)).collect::<Vec<_>>().join(", ");
    Table::new(["type", "instead"], row.weaker.iter().map(|(word, words)| [code(word), nearest(words)]))
}

fn turned(row: &Consumer) -> Table {
    Table::new(["type", "from the other end"], row.turned.iter().map(|(word, other)| [code(word), code(other)]))
}

/// The relationships that are accepted between what the types become.
pub fn accepted(row: &Consumer) -> Table {
    let known =
        |class: &str| class == "*" || row.types.iter().any(|known| known.class == class || known.parent == class);
    let pairs = row.pairs.iter().filter(|pair| known(pair.from) && known(pair.to));
    let types = |words: &[&str]| match words {
        ["*"] => "any".to_owned(),
        words => words.iter().map(|word| code(word)).collect::<Vec<_>>().join(", "),
    };
    let class = |word: &str| if word == "*" { "any".to_owned() } else { word.to_owned() };
    Table::new(["from", "to", "types"], pairs.map(|pair| [class(pair.from), class(pair.to), types(pair.types)]))
}
