//! Stances, responses, qualifiers and the words of the grammar.

use crate::reference::phrase::{argument, code, listed, places, yes};
use crate::reference::{Entry, Table};
use crate::vocab::language::{QUALIFIERS, RESPONSES, STANCES, qualifier, response, stance};

/// Words of the grammar itself.
const KEYWORDS: &[(&str, &str)] = &[
    ("use", "`use \"path\"`: sees the names of another file"),
    ("from", "`from source { … }`: states what a document says"),
    ("not", "before a verb: the claim is that it is not so"),
    ("withheld", "`withheld \"reason\"`: known, and left out on purpose; stands for any value or object"),
    ("unhedged", "stops a hedge that the speech gives to its claims"),
    ("null", "nothing, inside lists and dictionaries"),
    ("per", "after a quantity: `per \"mailbox\"`"),
    ("author", "as a speaker: the project's own voice, as `attr.toml` names it"),
    ("custom", "in a declaration of a type of the standard: properties of one's own, `custom { x_key \"…\" }`"),
];

/// A stance, a response, a qualifier or a keyword.
pub fn explain(word: &str) -> Vec<Entry> {
    let stance = stance(word).map(|row| {
        let hedged = if row.hedged { "its claims may carry a likelihood" } else { "its claims carry no likelihood" };
        Entry::new(word, "a stance", row.doc)
            .detail("taken by", row.who)
            .detail("hedges", hedged)
            .detail("says already", listed(row.covers.iter().copied()))
    });
    let response = response(word).map(|row| {
        Entry::new(word, "a response", row.doc)
            .detail("answers", "labels, acts and documents")
            .detail("in STIX", format!("an opinion, `{}`", row.opinion))
    });
    let qualifier = qualifier(word).map(|row| {
        Entry::new(word, "a qualifier", row.doc)
            .detail("of", places(row.places))
            .detail("takes", argument(row.argument))
    });
    let keyword =
        KEYWORDS.iter().find(|row| row.0 == word).map(|(_, doc)| Entry::new(word, "a word of the grammar", *doc));
    [stance, response, qualifier, keyword].into_iter().flatten().collect()
}

/// All of them.
pub fn words() -> Vec<&'static str> {
    let stances = STANCES.iter().map(|row| row.word);
    let responses = RESPONSES.iter().map(|row| row.word);
    let qualifiers = QUALIFIERS.iter().map(|row| row.word);
    stances.chain(responses).chain(qualifiers).chain(KEYWORDS.iter().map(|row| row.0)).collect()
}

/// All stances.
pub fn stances() -> Table {
    let rows = STANCES.iter().map(|row| [code(row.word), row.who.to_owned(), yes(row.hedged), row.doc.to_owned()]);
    Table::new(["stance", "taken by", "hedged", "meaning"], rows)
}

/// All responses.
pub fn responses() -> Table {
    let rows = RESPONSES.iter().map(|row| [code(row.word), code(row.opinion), row.doc.to_owned()]);
    Table::new(["response", "opinion in STIX", "meaning"], rows)
}

/// All qualifiers.
pub fn qualifiers() -> Table {
    let rows = QUALIFIERS
        .iter()
        .map(|row| [code(row.word), places(row.places), argument(row.argument).to_owned(), row.doc.to_owned()]);
    Table::new(["qualifier", "of", "takes", "meaning"], rows)
}

/// The words of the grammar.
pub fn keywords() -> Table {
    Table::new(["word", "meaning"], KEYWORDS.iter().map(|(word, doc)| [code(word), (*doc).to_owned()]))
}
