//! `grammar/language/*.toml` → the word lists of editors that colour by words: `editors/`.
//!
//! Editors with a parser of their own get it from elsewhere. What only tells words from words is made here, so that a new
//! verb is coloured everywhere.

mod emacs;
mod kate;
mod neovim;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::Table;

use crate::Error;
use crate::language::{flag, groups, read_table, table, text_or, words};

/// The files that are made of words: path below the repository's root, and content.
pub fn generate(grammar: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let folder = grammar.join("language");
    let classes = classes(&folder).map_err(|problem| Error::new(&folder, problem))?;
    Ok(vec![
        ("editors/emacs/attr-words.el".into(), emacs::words(&classes)),
        ("editors/kate/attr.xml".into(), kate::highlighting(&classes)),
        ("editors/neovim/lua/attr/words.lua".into(), neovim::words(&classes)),
    ])
}

/// Words that are told apart by an editor.
struct Class {
    /// What the class is called, in the plural.
    name: &'static str,
    doc: &'static str,
    words: BTreeSet<String>,
}

fn classes(folder: &Path) -> Result<Vec<Class>, String> {
    let read = |file| read_table(folder, file);
    let (kinds, verbs, speech) = (read("kinds.toml")?, read("verbs.toml")?, read("speech.toml")?);
    let (scales, amounts) = (read("scales.toml")?, read("amounts.toml")?);
    let (observables, keywords) = (read("observables.toml")?, read("words.toml")?);
    let names = |table: &Table| table.keys().cloned().collect::<BTreeSet<String>>();

    let (mut kind_words, mut keys) = (names(table(&kinds, "raw")?), BTreeSet::new());
    for (word, row) in &kinds {
        if !matches!(word.as_str(), "common" | "act" | "raw") {
            kind_words.insert(word.clone());
        }
        keys.extend(row.get("keys").and_then(toml::Value::as_table).into_iter().flat_map(Table::keys).cloned());
    }
    let mut hedges = BTreeSet::from(["unhedged".to_owned()]);
    for scale in table(&scales, "scales")?.values().filter_map(toml::Value::as_table) {
        hedges.extend(table(scale, "rows")?.keys().cloned());
    }
    let (mut modifiers, mut vague) = (BTreeSet::new(), BTreeSet::new());
    for (word, row) in table(&amounts, "words")? {
        let row = row.as_table().ok_or_else(|| format!("amounts.toml: {word} is no table"))?;
        let alone = flag(row, "alone") && text_or(row, "quantity", "") == "vague";
        if alone { &mut vague } else { &mut modifiers }.insert(word.clone());
    }
    let verb_words = groups(&verbs).filter_map(|(_, verbs)| verbs.as_table()).flat_map(Table::keys).cloned().collect();
    let class = |name, doc, words| Class { name, doc, words };
    Ok(vec![
        class("keywords", "words of the grammar itself", words(&keywords, "keywords").map(str::to_owned).collect()),
        class("kinds", "what can be declared", kind_words),
        class("keys", "keys of declarations; they are no reserved words", keys),
        class("stances", "how speakers stand to what they claim", names(table(&speech, "stances")?)),
        class("responses", "what speakers answer", names(table(&speech, "responses")?)),
        class("hedges", "words of likelihood", hedges),
        class(
            "qualifiers",
            "what stands behind claims, speeches, responses and values",
            names(table(&speech, "qualifiers")?),
        ),
        class("modifiers", "words of times and quantities", modifiers),
        class("vague", "amounts without a number", vague),
        class("gaps", "what stands for a value that is not said", names(table(&amounts, "gaps")?)),
        class("observables", "tags of observables", names(&observables)),
        class("verbs", "what a claim can say", verb_words),
    ])
}
