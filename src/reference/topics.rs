//! What `attrc list` lists: topics, scales and vocabularies.

use super::Table;
use super::meanings::{attack, codes, kinds, speech, standard, targets, values, verbs};
use crate::vocab::language::{SCALES, scale};
use crate::vocab::standard::{VOCABULARIES, vocabulary};

/// Something that can be listed.
pub struct Topic {
    /// The word: `verbs`.
    pub word: &'static str,
    /// One line.
    pub doc: &'static str,
    rows: fn() -> Table,
}

/// Everything that can be listed, beside the scales and vocabularies by their names.
pub const TOPICS: &[Topic] = &[
    Topic { word: "kinds", doc: "what can be declared", rows: kinds::table },
    Topic { word: "verbs", doc: "what a claim can say", rows: verbs::table },
    Topic { word: "stances", doc: "how a speaker stands to what is claimed", rows: speech::stances },
    Topic { word: "responses", doc: "what a speaker answers to labels, acts and documents", rows: speech::responses },
    Topic {
        word: "qualifiers",
        doc: "what stands behind claims, speeches, responses and properties",
        rows: speech::qualifiers,
    },
    Topic { word: "keywords", doc: "words of the grammar itself", rows: speech::keywords },
    Topic { word: "scales", doc: "scales of likelihood; `attrc list SCALE` shows one", rows: values::scales },
    Topic { word: "confidence", doc: "words of analytic confidence", rows: values::confidences },
    Topic { word: "grades", doc: "digits of Admiralty grades", rows: values::grades },
    Topic { word: "amounts", doc: "words before a number or a date, or in place of one", rows: values::amounts },
    Topic { word: "gaps", doc: "words for what is not known, not said or not to be said", rows: values::gaps },
    Topic { word: "observables", doc: "tags of observables", rows: values::observables },
    Topic { word: "markings", doc: "markings of TLP 2.0", rows: values::markings },
    Topic { word: "codes", doc: "errors and lints", rows: codes::table },
    Topic { word: "lints", doc: "codes whose level can be set", rows: codes::lints },
    Topic { word: "types", doc: "types of STIX 2.1", rows: standard::types },
    Topic {
        word: "vocabularies",
        doc: "vocabularies of STIX 2.1; `attrc list VOCABULARY` shows one",
        rows: standard::vocabularies,
    },
    Topic { word: "targets", doc: "consumers that `build -t` rewrites for", rows: targets::table },
    Topic { word: "attack", doc: "ids of ATT&CK", rows: attack::table },
    Topic { word: "tactics", doc: "tactics of ATT&CK", rows: attack::tactics },
];

/// What can be listed, as a table.
pub fn things() -> Table {
    Table::new(["thing", "meaning"], TOPICS.iter().map(|topic| [topic.word.to_owned(), topic.doc.to_owned()]))
}

/// The rows of a topic, a scale or a vocabulary; or, as an error, all words that would have had some.
pub fn list(thing: &str) -> Result<Table, Vec<&'static str>> {
    let topic = TOPICS.iter().find(|topic| topic.word == thing).map(|topic| (topic.rows)());
    let scale_rows = || scale(thing).map(values::scale_table);
    let vocabulary_rows = || vocabulary(thing).map(standard::vocabulary_table);
    topic.or_else(scale_rows).or_else(vocabulary_rows).ok_or_else(|| {
        let scales = SCALES.iter().map(|scale| scale.name);
        let vocabularies = VOCABULARIES.iter().map(|row| row.name);
        TOPICS.iter().map(|topic| topic.word).chain(scales).chain(vocabularies).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_rows_as_wide_as_its_head() {
        for topic in TOPICS {
            let table = (topic.rows)();
            assert!(!table.rows.is_empty(), "{}", topic.word);
            assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{}", topic.word);
        }
    }
}
