//! Scales and hedges, confidence and grades, words of amounts and times, gaps, observables.

use crate::reference::phrase::{code, listed, yes};
use crate::reference::{Entry, Table};
use crate::vocab::language::{
    AMOUNT_WORDS, AmountWord, CONFIDENCES, DEFAULT_SCALE, GAPS, GRADES, Grade, Hedge, OBSERVABLES, RELIABILITIES,
    SCALES, Scale, amount_word, observable,
};
use crate::vocab::standard::MARKINGS;

/// A scale, a hedge on each scale that has it, or another word of values.
pub fn explain(word: &str) -> Vec<Entry> {
    let mut found: Vec<Entry> = SCALES.iter().filter(|scale| scale.name == word).map(scale_entry).collect();
    for scale in SCALES {
        found.extend(scale.rows.iter().filter(|row| row.word == word).map(|row| hedge_entry(scale, row)));
    }
    let confidence = CONFIDENCES.iter().find(|row| row.word == word);
    found.extend(confidence.map(|row| {
        Entry::new(word, "a word of confidence", row.doc)
            .detail("written", format!("`confidence {word}`"))
            .detail("in STIX", number(row))
    }));
    found.extend(grade_entry(word));
    found.extend(amount_word(word).map(|row| {
        Entry::new(word, "a word of amounts", row.doc)
            .detail("before a number", if row.quantity == "vague" { "" } else { row.quantity })
            .detail("before a date", row.time)
            .detail("alone", if row.alone { "it may stand without a number" } else { "" })
    }));
    found.extend(GAPS.iter().filter(|row| row.word == word).map(|row| {
        Entry::new(word, "a gap", row.doc).detail("stands for", "any value of a key, and any object of a claim")
    }));
    found.extend(observable(word).map(|row| {
        Entry::new(word, "an observable", row.doc)
            .detail("written", format!("`{word} \"…\"`, defanged or not"))
            .detail("in STIX", stix(row.stix, row.property))
    }));
    found.extend(MARKINGS.iter().filter(|row| row.word == word || row.word.replace('+', "-") == word).map(|row| {
        Entry::new(word, "a marking", format!("`{}`, TLP 2.0", row.name))
            .detail("written", format!("`marking {}`", row.word.replace('+', "-")))
            .detail("in STIX", code(row.id))
    }));
    found
}

/// All of them.
pub fn words() -> Vec<&'static str> {
    let scales = SCALES.iter().map(|scale| scale.name);
    let hedges = SCALES.iter().flat_map(|scale| scale.rows.iter().map(|row| row.word));
    let confidences = CONFIDENCES.iter().map(|row| row.word);
    let amounts = AMOUNT_WORDS.iter().map(|row| row.word);
    let gaps = GAPS.iter().map(|row| row.word);
    let observables = OBSERVABLES.iter().map(|row| row.word);
    let markings = MARKINGS.iter().map(|row| row.word);
    scales.chain(hedges).chain(confidences).chain(amounts).chain(gaps).chain(observables).chain(markings).collect()
}

fn scale_entry(scale: &'static Scale) -> Entry {
    let default = if scale.name == DEFAULT_SCALE { "; the scale of speakers that declare none" } else { "" };
    Entry::new(scale.name, "a scale of likelihood", format!("{}{default}", scale.doc))
        .detail("written", format!("`scale {}` in the speaker's declaration", scale.name))
        .table(scale_table(scale))
}

fn hedge_entry(scale: &Scale, row: &Hedge) -> Entry {
    let below = if row.below_even { "less likely than not: a note, never a relationship" } else { "" };
    Entry::new(row.word, format!("a hedge of `{}`", scale.name), format!("from {} to {} per cent", row.min, row.max))
        .detail("in STIX", format!("`confidence` {}", row.confidence))
        .detail("below even", below)
}

/// A grade as a whole: `B2`.
fn grade_entry(word: &str) -> Option<Entry> {
    let (letter, digit) = word.split_at_checked(1)?;
    let reliability = RELIABILITIES.iter().find(|row| row.word == letter)?;
    let row = GRADES.iter().find(|row| row.word == digit)?;
    Some(
        Entry::new(word, "an Admiralty grade", format!("source: {}; information: {}", reliability.doc, row.doc))
            .detail("written", format!("`grade {word}`"))
            .detail("in STIX", number(row)),
    )
}

fn number(row: &Grade) -> String {
    row.confidence.map_or("no number".to_owned(), |number| format!("`confidence` {number}"))
}

fn stix(name: &str, property: &str) -> String {
    match name {
        "" => "`ipv4-addr` or `ipv6-addr`".to_owned(),
        name => format!("`{name}`, in `{property}`"),
    }
}

/// The rows of a scale.
pub fn scale_table(scale: &Scale) -> Table {
    let rows = scale.rows.iter().map(|row| {
        [code(row.word), format!("{} to {}", row.min, row.max), row.confidence.to_string(), yes(row.below_even)]
    });
    Table::new(["hedge", "per cent", "confidence in STIX", "below even"], rows)
}

/// All scales.
pub fn scales() -> Table {
    let rows = SCALES
        .iter()
        .map(|scale| [code(scale.name), listed(scale.rows.iter().map(|row| row.word)), scale.doc.to_owned()]);
    Table::new(["scale", "hedges", "meaning"], rows)
}

/// Words of analytic confidence.
pub fn confidences() -> Table {
    grades_of(CONFIDENCES, "word")
}

/// Letters and digits of Admiralty grades.
pub fn grades() -> Table {
    grades_of(RELIABILITIES.iter().chain(GRADES), "letter or digit")
}

fn grades_of(rows: impl IntoIterator<Item = &'static Grade>, head: &'static str) -> Table {
    let rows = rows.into_iter().map(|row| {
        [code(row.word), row.confidence.map_or(String::new(), |number| number.to_string()), row.doc.to_owned()]
    });
    Table::new([head, "confidence in STIX", "meaning"], rows)
}

/// Words of amounts and times.
pub fn amounts() -> Table {
    // A vague word stands in the place of a number, never before one.
    let place = |row: &AmountWord| {
        let number = !row.quantity.is_empty() && row.quantity != "vague";
        let date = !row.time.is_empty() && !row.alone;
        let all = [(number, "a number"), (date, "a date"), (row.alone, "alone")];
        all.iter().filter(|(is, _)| *is).map(|(_, place)| *place).collect::<Vec<_>>().join(", ")
    };
    let rows = AMOUNT_WORDS.iter().map(|row| [code(row.word), place(row), row.doc.to_owned()]);
    Table::new(["word", "before", "meaning"], rows)
}

/// Words for what is not known, not said or not to be said.
pub fn gaps() -> Table {
    let withheld = [code("withheld"), "known, and left out on purpose: `withheld \"reason\"`".to_owned()];
    Table::new(["word", "meaning"], GAPS.iter().map(|row| [code(row.word), row.doc.to_owned()]).chain([withheld]))
}

/// Tags of observables.
pub fn observables() -> Table {
    let rows = OBSERVABLES.iter().map(|row| [code(row.word), stix(row.stix, row.property), row.doc.to_owned()]);
    Table::new(["tag", "in STIX", "meaning"], rows)
}

/// Markings of TLP 2.0.
pub fn markings() -> Table {
    let rows = MARKINGS.iter().map(|row| [code(&row.word.replace('+', "-")), row.name.to_owned(), code(row.id)]);
    Table::new(["marking", "name", "id"], rows)
}
