//! `grammar/language/*.toml` → `src/vocab/language/generated.rs`.

use std::fmt::Write as _;
use std::path::Path;

use toml::{Table, Value};

use crate::{Error, rust};

/// What is wrong with a table: the file and the row.
type Problem = String;

/// The content of `src/vocab/language/generated.rs`, before rustfmt.
pub fn generate(folder: &Path) -> Result<String, Error> {
    lookups(folder).map_err(|problem| Error::new(folder, problem))
}

/// The tables that are words of the language, for what is generated beside the look-ups.
pub struct Words {
    /// `kinds.toml`
    pub kinds: Table,
    /// `verbs.toml`
    pub verbs: Table,
    /// `speech.toml`
    pub speech: Table,
    /// `amounts.toml`
    pub amounts: Table,
    /// The reserved words and the class of each, by word.
    pub reserved: Vec<(String, &'static str)>,
}

impl Words {
    /// From the folder of the tables.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let all = || -> Result<Self, Problem> {
            let read = |file| read_table(folder, file);
            let (kinds, verbs, speech) = (read("kinds.toml")?, read("verbs.toml")?, read("speech.toml")?);
            let (scales, amounts) = (read("scales.toml")?, read("amounts.toml")?);
            let (observables, words) = (read("observables.toml")?, read("words.toml")?);
            let reserved = classes(&[&verbs, &speech, &scales, &amounts, &observables, &words])?;
            Ok(Self { kinds, verbs, speech, amounts, reserved })
        };
        all().map_err(|problem| Error::new(folder, problem))
    }
}

fn lookups(folder: &Path) -> Result<String, Problem> {
    let read = |file| read_table(folder, file);
    let (kinds, verbs, speech) = (read("kinds.toml")?, read("verbs.toml")?, read("speech.toml")?);
    let (scales, amounts) = (read("scales.toml")?, read("amounts.toml")?);
    let (observables, words) = (read("observables.toml")?, read("words.toml")?);

    let mut out = rust::head("grammar/language", "*");
    write_kinds(&mut out, &kinds)?;
    write_verbs(&mut out, &verbs)?;
    write_speech(&mut out, &speech)?;
    write_scales(&mut out, &scales)?;
    write_amounts(&mut out, &amounts)?;
    write_observables(&mut out, &observables);
    write_phrases(&mut out, table(&scales, "hedges")?, &words);
    write_reserved(&mut out, &[&verbs, &speech, &scales, &amounts, &observables, &words])?;
    Ok(out)
}

/// A table of a folder, as it is written.
pub fn read_table(folder: &Path, file: &str) -> Result<Table, Problem> {
    let text = std::fs::read_to_string(folder.join(file)).map_err(|error| format!("{file}: {error}"))?;
    text.parse::<Table>().map_err(|error| format!("{file}: {error}"))
}

fn write_kinds(out: &mut String, kinds: &Table) -> Result<(), Problem> {
    let keys = |row: &Table| -> Result<String, Problem> {
        let empty = Table::new();
        let own = row.get("keys").and_then(Value::as_table).unwrap_or(&empty);
        own.iter().map(|(word, key)| key_row(word, key)).collect()
    };
    let act_keys = keys(table(kinds, "act")?)?;
    let mut rows = Vec::new();
    for (word, row) in kinds {
        let row = row.as_table().ok_or_else(|| format!("kinds.toml: {word} is no table"))?;
        if matches!(word.as_str(), "common" | "act" | "raw") {
            continue;
        }
        let (role, act, own) = match row.get("act").and_then(Value::as_table) {
            Some(act) => ("Act", format!("Some({})", act_row(act)), format!("{}{act_keys}", keys(row)?)),
            None if word == "source" => ("Source", "None".to_owned(), keys(row)?),
            None => (text_or(row, "role", "Party"), "None".to_owned(), keys(row)?),
        };
        let fixed = row.get("fixed").and_then(Value::as_table);
        let fixed: Vec<String> = fixed
            .map(|fixed| {
                fixed.iter().map(|(key, value)| format!("({key:?}, {:?})", value.as_str().unwrap_or_default()))
            })
            .map(Iterator::collect)
            .unwrap_or_default();
        let class = if role == "Act" { "act" } else { text_or(row, "class", word) };
        rows.push((
            word.clone(),
            format!(
                "Kind {{ word: {word:?}, stix: {:?}, role: Role::{role}, class: {class:?}, fixed: &[{}], keys: &[{own}], \
                 act: {act}, custom: None, doc: {:?} }},",
                text_or(row, "stix", "report"),
                fixed.join(", "),
                text_or(row, "doc", ""),
            ),
        ));
    }
    for (word, row) in table(kinds, "raw")? {
        let row = row.as_table().ok_or_else(|| format!("kinds.toml: raw.{word} is no table"))?;
        rows.push((
            word.clone(),
            format!(
                "Kind {{ word: {word:?}, stix: {word:?}, role: Role::Raw, class: {:?}, fixed: &[], keys: &[], act: None, \
                 custom: None, doc: {:?} }},",
                text_or(row, "class", word),
                format!("the type `{word}` of the standard, with all its properties"),
            ),
        ));
    }
    list(out, "KINDS", "Kind", "Kinds, by word.", rows);
    let common = keys(table(kinds, "common")?)?;
    let _ = writeln!(out, "/// Keys that every kind takes.\npub static COMMON_KEYS: &[Key] = &[{common}];");
    Ok(())
}

fn key_row(word: &str, key: &Value) -> Result<String, Problem> {
    let row = key.as_table().ok_or_else(|| format!("kinds.toml: key {word} is no table"))?;
    let spelled = text_or(row, "value", "text");
    let (form, rest) = spelled.split_once(':').unwrap_or((spelled, ""));
    let value = match form {
        "text" => "Text".to_owned(),
        "time" => "Time".to_owned(),
        "quantity" => "Quantity".to_owned(),
        "place" => "Place".to_owned(),
        "path" => "Path".to_owned(),
        "passage" => "Passage".to_owned(),
        "boolean" => "Boolean".to_owned(),
        "any" => "Any".to_owned(),
        "hashes" => "Hashes".to_owned(),
        "translations" => "Translations".to_owned(),
        "document" => "Document".to_owned(),
        "scale" => "Scale".to_owned(),
        "name-before" => "FormerName".to_owned(),
        "name" => format!("Name(&[{}])", quoted(rest.split(',').filter(|class| !class.is_empty()))),
        "word" => format!("OneOf(&[{}])", quoted(rest.split(','))),
        "code" => format!("Code({rest:?})"),
        "vocabulary" => format!("Vocabulary({rest:?})"),
        other => return Err(format!("kinds.toml: key {word} has the unknown value type {other}")),
    };
    Ok(format!(
        "Key {{ word: {word:?}, value: ValueType::{value}, many: {}, qualifiers: &[{}], doc: {:?} }},",
        flag(row, "many"),
        quoted(words(row, "takes")),
        text_or(row, "doc", ""),
    ))
}

fn act_row(act: &Table) -> String {
    format!(
        "Act {{ stance: {:?}, verb: {:?}, dated: &[{}], targets: &[{}], toward: {:?}, through: {:?}, offences: {:?}, \
         caution: {:?} }}",
        text_or(act, "stance", ""),
        text_or(act, "verb", ""),
        quoted(words(act, "dated")),
        quoted(words(act, "targets")),
        text_or(act, "toward", "against"),
        text_or(act, "through", "by"),
        text_or(act, "offences", "with"),
        text_or(act, "caution", ""),
    )
}

fn write_verbs(out: &mut String, verbs: &Table) -> Result<(), Problem> {
    let sets = table(verbs, "sets")?;
    let expand = |row: &Table, end: &str| -> Vec<String> {
        let mut classes: Vec<String> = Vec::new();
        for word in words(row, end) {
            match sets.get(word).and_then(Value::as_array) {
                Some(set) => classes.extend(set.iter().filter_map(Value::as_str).map(str::to_owned)),
                None => classes.push(word.to_owned()),
            }
        }
        classes.sort();
        classes.dedup();
        classes
    };
    let mut rows = Vec::new();
    let carried = table(verbs, "words")?;
    for (group, verbs) in groups(verbs) {
        let verbs = verbs.as_table().ok_or_else(|| format!("verbs.toml: {group} is no table"))?;
        for (at, (word, row)) in verbs.iter().enumerate() {
            let row = row.as_table().ok_or_else(|| format!("verbs.toml: {word} is no table"))?;
            if words(carried, word).next().is_none() {
                return Err(format!("verbs.toml: {word} has no row in [words]"));
            }
            let strength = match group.as_str() {
                _ if flag(row, "apart") => 0,
                "state-link" => verbs.len() - at,
                "operation" => at + 1,
                _ => 0,
            };
            let usual = if group == "state-link" { "object" } else { "" };
            let behind = match text_or(row, "behind", usual) {
                "" => "None",
                "subject" => "Some(End::Subject)",
                "object" => "Some(End::Object)",
                other => return Err(format!("verbs.toml: {word} has no end `{other}`")),
            };
            rows.push((
                word.clone(),
                format!(
                    "Verb {{ word: {word:?}, base: {:?}, from: &[{}], to: &[{}], relationship: {:?}, turned: {}, \
                     hostile: {}, means: {}, group: {group:?}, strength: {strength}, behind: {behind}, words: &[{}], \
                     doc: {:?} }},",
                    text_or(row, "base", ""),
                    quoted(expand(row, "from").iter().map(String::as_str)),
                    quoted(expand(row, "to").iter().map(String::as_str)),
                    text_or(row, "rel", word),
                    flag(row, "turned"),
                    flag(row, "hostile"),
                    flag(row, "means"),
                    quoted(words(carried, word)),
                    text_or(row, "doc", ""),
                ),
            ));
        }
    }
    let order = rust::texts(&rows.iter().map(|(word, _)| word).collect::<Vec<_>>());
    let doc = "Verbs in the order of their table: links and grades of success by their strength.";
    let _ = writeln!(out, "/// {doc}\npub static VERB_ORDER: &[&str] = {order};");
    list(out, "VERBS", "Verb", "Verbs, by word.", rows);
    Ok(())
}

/// The groups of verbs, beside what else is in their table.
pub fn groups(verbs: &Table) -> impl Iterator<Item = (&String, &Value)> {
    verbs.iter().filter(|(name, _)| !matches!(name.as_str(), "sets" | "words"))
}

fn write_speech(out: &mut String, speech: &Table) -> Result<(), Problem> {
    let rows = rows(speech, "stances", |word, row| {
        format!(
            "Stance {{ word: {word:?}, who: {:?}, hedged: {}, covers: &[{}], left_open: {:?}, doc: {:?} }},",
            text_or(row, "who", ""),
            flag(row, "hedged"),
            quoted(words(row, "covers")),
            text_or(row, "left_open", ""),
            text_or(row, "doc", "")
        )
    })?;
    list(out, "STANCES", "Stance", "Stances, by word.", rows);
    let rows = self::rows(speech, "responses", |word, row| {
        format!(
            "Response {{ word: {word:?}, opinion: {:?}, effect: Effect::{}, claim: {:?}, noun: {:?}, past: {:?}, doc: {:?} }},",
            text_or(row, "opinion", ""),
            capitalized(text_or(row, "effect", "against")),
            text_or(row, "claim", "that"),
            text_or(row, "noun", "answer"),
            text_or(row, "past", "answered"),
            text_or(row, "doc", "")
        )
    })?;
    list(out, "RESPONSES", "Response", "Responses, by word.", rows);
    let rows = self::rows(speech, "qualifiers", |word, row| {
        let on: Vec<&str> = words(row, "on").collect();
        let place = |place: &str| on.contains(&place);
        format!(
            "Qualifier {{ word: {word:?}, places: Places {{ claim: {}, speech: {}, response: {}, property: {} }}, \
             argument: Argument::{}, doc: {:?} }},",
            place("claim"),
            place("speech"),
            place("response"),
            place("property"),
            capitalized(text_or(row, "takes", "text")),
            text_or(row, "doc", ""),
        )
    })?;
    list(out, "QUALIFIERS", "Qualifier", "Qualifiers, by word.", rows);
    Ok(())
}

fn write_scales(out: &mut String, scales: &Table) -> Result<(), Problem> {
    let mut text = String::new();
    for (name, scale) in table(scales, "scales")? {
        let scale = scale.as_table().ok_or_else(|| format!("scales.toml: {name} is no table"))?;
        let mut hedges = String::new();
        for (word, row) in table(scale, "rows")? {
            let row = row.as_array().ok_or_else(|| format!("scales.toml: {name}.{word} is no list"))?;
            let [min, max, confidence, below] = row.as_slice() else {
                return Err(format!("scales.toml: {name}.{word} has not four values"));
            };
            let _ = write!(
                hedges,
                "Hedge {{ word: {word:?}, min: {min}, max: {max}, confidence: {confidence}, below_even: {below}, \
                 spelled: &[{}] }},",
                quoted(spelled(word).iter().map(String::as_str))
            );
        }
        let _ = write!(text, "Scale {{ name: {name:?}, rows: &[{hedges}], doc: {:?} }},", text_or(scale, "doc", ""));
    }
    let _ = writeln!(out, "/// Scales of likelihood.\npub static SCALES: &[Scale] = &[{text}];");
    let default = text_or(scales, "default", "");
    let _ = writeln!(out, "/// The scale of speakers that name none.\npub static DEFAULT_SCALE: &str = {default:?};");
    for (name, constant, doc) in [
        ("confidences", "CONFIDENCES", "Words of analytic confidence."),
        ("reliabilities", "RELIABILITIES", "Letters of Admiralty grades."),
        ("grades", "GRADES", "Digits of Admiralty grades."),
    ] {
        let rows = rows(scales, name, |word, row| {
            let confidence = row.get("confidence").map_or("None".to_owned(), |number| format!("Some({number})"));
            let (below_even, doc) = (flag(row, "below_even"), text_or(row, "doc", ""));
            format!("Grade {{ word: {word:?}, confidence: {confidence}, below_even: {below_even}, doc: {doc:?} }},")
        })?;
        let rows: String = rows.into_iter().map(|(_, row)| row).collect();
        let _ = writeln!(out, "/// {doc}\npub static {constant}: &[Grade] = &[{rows}];");
    }
    Ok(())
}

/// How a text spells a hedge: as an adjective and as an adverb ("almost certain", "almost certainly").
fn spelled(word: &str) -> Vec<String> {
    let plain = word.replace('-', " ");
    let adverb = match plain.strip_suffix("le") {
        Some(stem) if plain.ends_with("able") => Some(format!("{stem}ly")),
        _ => plain.ends_with("certain").then(|| format!("{plain}ly")),
    };
    std::iter::once(plain).chain(adverb).collect()
}

/// Phrases that are looked for in the texts of sources.
fn write_phrases(out: &mut String, hedges: &Table, keywords: &Table) {
    for (rows, name, constant, doc) in [
        (hedges, "off_scale", "OFF_SCALE", "Hedges of no scale, as sources word them."),
        (hedges, "no_hedge", "NO_HEDGE", "Phrases that are no hedges, though they hold words of one."),
        (keywords, "negations", "NEGATIONS", "What denies the words that follow it."),
        (keywords, "no_negations", "NO_NEGATIONS", "Phrases that deny nothing, though they hold a word that does."),
        (keywords, "absences", "ABSENCES", "What else tells that a thing is not so."),
    ] {
        let _ = writeln!(out, "/// {doc}\npub static {constant}: &[&str] = &[{}];", quoted(words(rows, name)));
    }
}

fn write_amounts(out: &mut String, amounts: &Table) -> Result<(), Problem> {
    let rows = rows(amounts, "words", |word, row| {
        format!(
            "AmountWord {{ word: {word:?}, quantity: {:?}, time: {:?}, alone: {}, noun: {}, doc: {:?} }},",
            text_or(row, "quantity", ""),
            text_or(row, "time", ""),
            flag(row, "alone"),
            flag(row, "noun"),
            text_or(row, "doc", ""),
        )
    })?;
    list(out, "AMOUNT_WORDS", "AmountWord", "Words of times and quantities, by word.", rows);
    let rows = self::rows(amounts, "gaps", |word, row| {
        format!("Gap {{ word: {word:?}, doc: {:?} }},", text_or(row, "doc", ""))
    })?;
    list(out, "GAPS", "Gap", "Words that stand for a missing value, by word.", rows);
    Ok(())
}

fn write_observables(out: &mut String, observables: &Table) {
    let rows = observables.iter().filter_map(|(word, row)| {
        let row = row.as_table()?;
        let text = format!(
            "Observable {{ word: {word:?}, stix: {:?}, property: {:?}, doc: {:?} }},",
            text_or(row, "stix", ""),
            text_or(row, "property", ""),
            text_or(row, "doc", ""),
        );
        Some((word.clone(), text))
    });
    list(out, "OBSERVABLES", "Observable", "Tags of observables, by word.", rows.collect());
}

fn write_reserved(out: &mut String, tables: &[&Table; 6]) -> Result<(), Problem> {
    let rows: String = classes(tables)?.iter().map(|(word, class)| format!("({word:?}, Class::{class}),")).collect();
    let _ = writeln!(
        out,
        "/// Reserved words and the one class of each, by word.\npub static RESERVED: &[(&str, Class)] = &[{rows}];"
    );
    Ok(())
}

/// The reserved words and the class of each, by word.
fn classes(tables: &[&Table; 6]) -> Result<Vec<(String, &'static str)>, Problem> {
    let [verbs, speech, scales, amounts, observables, words] = *tables;
    let mut rows: Vec<(String, &str)> = Vec::new();
    let mut add = |class: &'static str, words: Vec<String>| rows.extend(words.into_iter().map(|word| (word, class)));
    let keys = |table: &Table| table.keys().cloned().collect::<Vec<_>>();

    add("Stance", keys(table(speech, "stances")?));
    add("Response", keys(table(speech, "responses")?));
    add("Qualifier", keys(table(speech, "qualifiers")?));
    add("Gap", keys(table(amounts, "gaps")?));
    add("Observable", keys(observables));
    add("Keyword", self::words(words, "keywords").map(str::to_owned).collect());
    let verbs = groups(verbs).filter_map(|(_, verbs)| verbs.as_table());
    add("Verb", verbs.flat_map(Table::keys).filter(|verb| !verb.contains('-')).cloned().collect());
    let mut hedges = vec!["unhedged".to_owned()];
    for scale in table(scales, "scales")?.values().filter_map(Value::as_table) {
        hedges.extend(keys(table(scale, "rows")?));
    }
    hedges.sort();
    hedges.dedup();
    add("Hedge", hedges);
    for (word, row) in table(amounts, "words")? {
        let alone = row.as_table().is_some_and(|row| flag(row, "alone") && text_or(row, "quantity", "") == "vague");
        add(if alone { "Vague" } else { "Modifier" }, vec![word.clone()]);
    }

    rows.sort();
    if let Some(pair) = rows.windows(2).find(|pair| pair.first().map(|row| &row.0) == pair.last().map(|row| &row.0)) {
        return Err(format!("grammar/language: a word is in two classes: {pair:?}"));
    }
    Ok(rows)
}

fn list(out: &mut String, constant: &str, row_type: &str, doc: &str, mut rows: Vec<(String, String)>) {
    rows.sort();
    let rows: String = rows.into_iter().map(|(_, row)| row).collect();
    let _ = writeln!(out, "/// {doc}\npub static {constant}: &[{row_type}] = &[{rows}];");
}

fn rows(file: &Table, name: &str, row_text: impl Fn(&str, &Table) -> String) -> Result<Vec<(String, String)>, Problem> {
    let mut rows = Vec::new();
    for (word, row) in table(file, name)? {
        let row = row.as_table().ok_or_else(|| format!("grammar/language: {name}.{word} is no table"))?;
        rows.push((word.clone(), row_text(word, row)));
    }
    Ok(rows)
}

/// A table in a table.
pub fn table<'t>(parent: &'t Table, name: &str) -> Result<&'t Table, Problem> {
    parent.get(name).and_then(Value::as_table).ok_or_else(|| format!("grammar/language: no table [{name}]"))
}

/// A text of a row, where it has it.
pub fn text_or<'t>(row: &'t Table, name: &str, default: &'t str) -> &'t str {
    row.get(name).and_then(Value::as_str).unwrap_or(default)
}

/// Whether a row says that it is so.
pub fn flag(row: &Table, name: &str) -> bool {
    row.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// The words of a list; none where there is no list.
pub fn words<'t>(row: &'t Table, name: &str) -> impl Iterator<Item = &'t str> {
    row.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn quoted<'t>(words: impl Iterator<Item = &'t str>) -> String {
    words.map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ")
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
