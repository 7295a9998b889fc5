//! Whatever the language has is used by a fixture that compiles: every kind, key, verb, stance, response, qualifier, hedge,
//! form of time and of quantity. What no case needs stands in `fixtures/words/`, with invented names.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use attrc::compile;
use attrc::diag::Severity;
use attrc::source::FileId;
use attrc::stix::Bundle;
use attrc::syntax::tree::{Amount, Claim, Declaration, Item, Party, Qualified, Qualifier, Value};
use attrc::syntax::{Number, Tree, classify, parse};
use attrc::vocab::language::{
    AMOUNT_WORDS, CONFIDENCES, GAPS, GRADES, KINDS, Key, Kind, OBSERVABLES, QUALIFIERS, RESPONSES, Role, SCALES,
    STANCES, VERBS, ValueType, kind,
};
use attrc::world::Disk;
use support::{every, snapshot};

/// Where fixtures stand that compile without an error.
const FOLDERS: &[&str] = &["cases", "facts", "types", "words"];

/// Words that no file of these folders can have, and why.
const EXCUSED: &[(&str, &str)] = &[("kind bundle", "the head of a received bundle: fixtures/received")];

/// Marks of what is used: a class and a word.
#[derive(Default)]
struct Used(BTreeSet<String>);

#[test]
fn every_word_of_the_language_is_used() {
    let mut used = Used::default();
    for folder in FOLDERS {
        for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder)) {
            let text = fs::read_to_string(&path).unwrap();
            let (tree, problems) = parse(FileId(0), &text);
            if problems.iter().all(|problem| problem.severity != Severity::Error) {
                used.tree(&tree);
            }
        }
    }
    let missing: Vec<String> = wanted()
        .into_iter()
        .filter(|mark| !used.0.contains(mark) && EXCUSED.iter().all(|(excused, _)| excused != mark))
        .collect();
    assert!(missing.is_empty(), "no fixture uses:\n  {}", missing.join("\n  "));
    for (excused, why) in EXCUSED {
        assert!(wanted().contains(*excused) && !used.0.contains(*excused), "`{excused}` needs no excuse ({why})");
    }
}

#[test]
fn what_uses_the_words_builds() {
    every("words", |fixture| {
        let compilation = fixture.compile();
        let wrong: Vec<_> = (compilation.diagnostics.iter())
            .filter(|finding| finding.severity > Severity::Note)
            .map(|finding| (finding.code.name, &finding.message))
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", fixture.name);
        let mut bytes = Vec::new();
        Bundle::new(compilation.objects).write(&mut bytes).unwrap();
        let bundle: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let sentences = bundle["objects"].as_array().unwrap().iter().filter_map(|object| {
            ["description", "content", "explanation"].iter().find_map(|key| object[*key].as_str())
        });
        snapshot("words", &fixture.name, &sentences.collect::<Vec<_>>().join("\n"));
    });
}

/// What the tables have.
fn wanted() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for kind in KINDS {
        all.insert(format!("kind {}", kind.word));
        if matches!(kind.role, Role::Raw | Role::Received) {
            continue;
        }
        for key in kind.keys {
            all.insert(format!("key {}.{}", owner(kind, key), key.word));
            if let ValueType::OneOf(words) = &key.value {
                all.extend(words.iter().map(|word| format!("value {}.{}", key.word, word)));
            }
        }
    }
    all.extend(VERBS.iter().filter(|verb| verb.group != "act").map(|verb| format!("verb {}", verb.word)));
    all.insert("negated".to_owned());
    all.extend(STANCES.iter().map(|row| format!("stance {}", row.word)));
    all.extend(RESPONSES.iter().map(|row| format!("response {}", row.word)));
    for row in QUALIFIERS {
        let places = [
            ("claim", row.places.claim),
            ("speech", row.places.speech),
            ("response", row.places.response),
            ("property", row.places.property),
        ];
        all.extend(
            places.iter().filter(|(_, may)| *may).map(|(place, _)| format!("qualifier {} of {place}", row.word)),
        );
    }
    all.insert("qualifier unhedged of claim".to_owned());
    for scale in SCALES {
        all.insert(format!("scale {}", scale.name));
        all.extend(scale.rows.iter().map(|row| format!("hedge {}", row.word)));
    }
    all.extend(CONFIDENCES.iter().map(|row| format!("confidence {}", row.word)));
    all.extend(GRADES.iter().map(|row| format!("credibility {}", row.word)));
    all.extend(("ABCDEF".chars()).map(|letter| format!("reliability {letter}")));
    all.extend(GAPS.iter().map(|row| format!("gap {}", row.word)));
    all.insert("gap withheld".to_owned());
    all.extend(OBSERVABLES.iter().map(|row| format!("observable {}", row.word)));
    for row in AMOUNT_WORDS {
        if !row.time.is_empty() {
            all.insert(format!("time {}", row.word));
        }
        if !row.quantity.is_empty() {
            all.insert(format!("quantity {}", row.word));
        }
    }
    for form in ["year", "month", "day", "quarter", "instant", "range", "before", "after", "by", "label"] {
        all.insert(format!("time {form}"));
    }
    for form in ["number", "range", "currency", "unit", "per"] {
        all.insert(format!("quantity {form}"));
    }
    all
}

impl Used {
    fn mark(&mut self, class: &str, word: &str) {
        self.0.insert(format!("{class} {word}"));
    }

    fn tree(&mut self, tree: &Tree<'_>) {
        self.items(&tree.items);
    }

    fn items(&mut self, items: &[Item<'_>]) {
        for item in items {
            match item {
                Item::Use(_) => {}
                Item::From(from) => self.items(&from.items),
                Item::Declaration(declaration) => self.declaration(declaration),
                Item::Speech(speech) => {
                    self.mark("stance", speech.stance);
                    self.qualifiers("speech", &speech.qualifiers);
                    speech.claims.iter().flatten().for_each(|claim| self.claim(claim));
                }
                Item::Response(response) => {
                    self.mark("response", response.word);
                    self.qualifiers("response", &response.qualifiers);
                }
            }
        }
    }

    fn declaration(&mut self, declaration: &Declaration<'_>) {
        self.mark("kind", declaration.kind);
        let Some(row) = kind(declaration.kind).filter(|kind| kind.role != Role::Raw) else { return };
        for property in &declaration.properties {
            let Some(key) = row.key(property.key) else { continue };
            self.mark("key", &format!("{}.{}", owner(row, key), key.word));
            for value in &property.values {
                self.qualifiers("property", &value.qualifiers);
                let written = value.value.text();
                match (&key.value, &value.value) {
                    (ValueType::OneOf(_), _) => self.mark("value", &format!("{}.{written}", key.word)),
                    (ValueType::Scale, _) => self.mark("scale", written),
                    (ValueType::Time, Value::Amount(amount)) => self.time(amount),
                    (ValueType::Quantity, Value::Amount(amount)) => self.quantity(amount),
                    _ => {}
                }
                self.gap(&value.value);
            }
        }
    }

    fn claim(&mut self, claim: &Claim<'_>) {
        self.mark("verb", claim.verb);
        if claim.negated.is_some() {
            self.0.insert("negated".to_owned());
        }
        claim.subjects.iter().for_each(|party| self.party(party));
        for Qualified { value, qualifiers } in &claim.objects {
            self.party(value);
            self.qualifiers("claim", qualifiers);
        }
    }

    fn party(&mut self, party: &Party<'_>) {
        match party {
            Party::Inline { kind, .. } => {
                self.mark("kind", kind);
                self.mark("observable", kind);
            }
            party => self.mark("gap", party.text()),
        }
    }

    fn qualifiers(&mut self, place: &str, all: &[Qualifier<'_>]) {
        for Qualifier { word, argument } in all {
            self.mark("qualifier", &format!("{word} of {place}"));
            self.mark("hedge", word);
            let Some(argument) = argument else { continue };
            self.gap(argument);
            match (*word, argument) {
                ("confidence", value) => self.mark("confidence", value.text()),
                ("grade", value) => {
                    let (letter, digit) = value.text().split_at(1);
                    self.mark("reliability", letter);
                    self.mark("credibility", digit);
                }
                ("quantity", Value::Amount(amount)) => self.quantity(amount),
                (_, Value::List { .. }) => self.mark("time", "label"),
                (_, Value::Amount(amount)) => self.time(amount),
                _ => {}
            }
        }
    }

    fn gap(&mut self, value: &Value<'_>) {
        match value {
            Value::Withheld { .. } => self.mark("gap", "withheld"),
            value => self.mark("gap", value.text()),
        }
    }

    fn time(&mut self, amount: &Amount<'_>) {
        amount.modifiers.iter().chain(&amount.first).for_each(|word| self.mark("time", word));
        if amount.last.is_some() {
            self.mark("time", "range");
        }
        for date in amount.first.iter().chain(&amount.last) {
            self.mark(
                "time",
                match classify(date) {
                    Number::Integer(_) => "year",
                    Number::Month(_) => "month",
                    Number::Day(_) => "day",
                    Number::Quarter(_) => "quarter",
                    Number::Instant(_) => "instant",
                    Number::Decimal(_) | Number::Huge | Number::Bad => continue,
                },
            );
        }
    }

    fn quantity(&mut self, amount: &Amount<'_>) {
        amount.modifiers.iter().chain(&amount.first).for_each(|word| self.mark("quantity", word));
        let parts = [
            ("number", amount.first),
            ("range", amount.last),
            ("currency", amount.code),
            ("unit", amount.unit),
            ("per", amount.per),
        ];
        parts.iter().filter(|(_, part)| part.is_some()).for_each(|(form, _)| self.mark("quantity", form));
    }
}

/// Whose a key is: what every act has is used once.
fn owner(kind: &'static Kind, key: &Key) -> &'static str {
    let mut acts = KINDS.iter().filter(|kind| kind.role == Role::Act);
    let common = acts.all(|act| act.keys.iter().any(|other| other.word == key.word && other.doc == key.doc));
    if common { "act" } else { kind.word }
}

/// All `.attr` files below a folder, those of folders that compile with errors left out.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|end| end == "attr") && compiles(&path) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn compiles(path: &Path) -> bool {
    !compile(&Disk, &[path.to_owned()], None).has_errors()
}
