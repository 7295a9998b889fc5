//! Whether the tables agree with each other: whatever one names, another has.

use std::collections::BTreeSet;

use super::shape::Shape;
use super::tables::{Constraint, Part, Property, Tables};

/// Sets of types that stand in place of a type.
const SETS: [&str; 5] = ["@any", "@sdo", "@sco", "@sro", "@self"];

/// What a dictionary's values may be.
const DICTIONARY_VALUES: [&str; 6] = ["string", "integer", "object", "any", "list of string", "translations"];

/// Arguments of constraints that name properties of the object.
const NAMING: [&str; 10] =
    ["earlier", "except", "if", "if_absent", "later", "other", "properties", "property", "sets", "then"];

/// The first thing that is wrong.
pub fn check(tables: &Tables) -> Result<(), String> {
    for (name, part, properties) in tables.parts() {
        check_part(tables, part, &properties).map_err(|message| format!("{name}: {message}"))?;
    }
    for (name, row) in &tables.vocabularies {
        let numbered = row.numbers.is_empty() || row.numbers.len() == row.values.len();
        require(numbered, || format!("{name}: not every word has a number"))?;
        let distinct: BTreeSet<&String> = row.values.iter().collect();
        require(distinct.len() == row.values.len(), || format!("{name}: a word stands twice"))?;
        each(&row.added, |word| row.values.contains(word), |word| format!("{name}: it has no `{word}`"))?;
    }
    for [source, relationship, target] in &tables.relationships {
        let ends = source.split('|').chain(target.split('|'));
        each(ends, |end| is_type(tables, end), |end| format!("{relationship}: `{end}` is no object type"))?;
    }
    Ok(())
}

fn check_part(tables: &Tables, part: &Part, properties: &[&Property]) -> Result<(), String> {
    let names: BTreeSet<&str> = properties.iter().map(|property| property.name.as_str()).collect();
    require(names.len() == properties.len(), || "a property stands twice".to_owned())?;
    let host = part.host.is_empty() || tables.objects.contains_key(&part.host);
    require(host, || format!("its host `{}` is no object type", part.host))?;
    each(&part.id_contributing, |word| names.contains(word.as_str()), |word| format!("its id needs `{word}`"))?;
    for property in properties {
        check_shape(tables, property).map_err(|message| format!("{}: {message}", property.name))?;
    }
    for constraint in &part.constraints {
        check_constraint(tables, constraint, &names).map_err(|message| format!("{}: {message}", constraint.rule))?;
    }
    Ok(())
}

fn check_shape(tables: &Tables, property: &Property) -> Result<(), String> {
    match property.shape.item() {
        Shape::Identifier(targets) => {
            each(targets, |name| is_type(tables, name), |name| format!("`{name}` is no object type"))
        }
        Shape::Object(names) => {
            each(names, |name| tables.structures.contains_key(*name), |name| format!("`{name}` is no structure"))
        }
        Shape::Dictionary(words) => each(
            words,
            |word| DICTIONARY_VALUES.contains(&word.as_str()),
            |word| format!("`{word}` is no value of dictionaries"),
        ),
        Shape::OpenVocab(name) if name.is_empty() => {
            require(!property.suggested.is_empty(), || "it has neither a vocabulary nor suggested words".to_owned())
        }
        Shape::OpenVocab(name) => check_vocabulary(tables, name, true),
        Shape::Enum(name) => check_vocabulary(tables, name, false),
        Shape::Simple("Hashes") => check_vocabulary(tables, "hash-algorithm-ov", true),
        Shape::Simple(_) | Shape::Integer(..) | Shape::Float(..) | Shape::List(_) => Ok(()),
    }
}

fn check_vocabulary(tables: &Tables, name: &str, open: bool) -> Result<(), String> {
    match tables.vocabularies.get(name) {
        None => Err(format!("`{name}` is no vocabulary")),
        Some(row) => require(row.open == open, || format!("`{name}` is open in one table, closed in the other")),
    }
}

fn check_constraint(tables: &Tables, constraint: &Constraint, names: &BTreeSet<&str>) -> Result<(), String> {
    let rule = tables.rules.rules.get(&constraint.rule).ok_or("it is no rule")?;
    each(
        constraint.arguments.keys(),
        |name| rule.arguments.contains(name),
        |name| format!("it takes no argument `{name}`"),
    )?;
    // Only `except` has something to mean when it is left out: no exception.
    each(
        &rule.arguments,
        |name| constraint.arguments.contains_key(*name) || *name == "except",
        |name| format!("it needs the argument `{name}`"),
    )?;
    for (name, value) in &constraint.arguments {
        let words = words(value);
        if name == "format" {
            each(words, |word| tables.rules.formats.contains_key(*word), |word| format!("`{word}` is no format"))?;
        } else if name == "targets" {
            each(words, |word| is_type(tables, word), |word| format!("`{word}` is no object type"))?;
        } else if NAMING.contains(&name.as_str()) && constraint.rule != "not-versioned" {
            // `languages[]` is about the items of a list; `not-versioned` names what the type lacks.
            let exists = |word: &&str| names.contains(word.trim_end_matches("[]"));
            each(words, exists, |word| format!("`{word}` is no property"))?;
        }
    }
    Ok(())
}

/// The words in an argument, at whatever depth.
fn words(value: &toml::Value) -> Vec<&str> {
    match value {
        toml::Value::String(word) => vec![word],
        toml::Value::Array(items) => items.iter().flat_map(words).collect(),
        _ => Vec::new(),
    }
}

fn is_type(tables: &Tables, name: &str) -> bool {
    SETS.contains(&name) || tables.objects.contains_key(name)
}

fn require(holds: bool, message: impl Fn() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}

fn each<T>(
    items: impl IntoIterator<Item = T>,
    holds: impl Fn(&T) -> bool,
    message: impl Fn(&T) -> String,
) -> Result<(), String> {
    items.into_iter().find(|item| !holds(item)).map_or(Ok(()), |item| Err(message(&item)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, root};

    fn tables() -> Result<Tables, Error> {
        Tables::read(&root().join("grammar/stix"))
    }

    #[test]
    fn the_tables_agree() -> Result<(), Error> {
        assert_eq!(check(&tables()?), Ok(()));
        Ok(())
    }

    #[test]
    fn the_standard_is_complete() -> Result<(), Error> {
        let tables = tables()?;
        let specific = tables.relationships.iter().filter(|row| !row[0].starts_with('@')).count();
        let of = |category| tables.objects.values().filter(|row| row.category == category).count();
        assert_eq!(["Sdo", "Sco", "Sro", "Meta", "Container"].map(of), [19, 18, 2, 3, 1]);
        assert_eq!((tables.extensions.len(), tables.structures.len()), (12, 11));
        assert_eq!(tables.parts().map(|(_, _, properties)| properties.len()).sum::<usize>(), 867);
        assert_eq!(tables.parts().map(|(_, part, _)| part.constraints.len()).sum::<usize>(), 116);
        assert_eq!((specific, tables.relationships.len()), (137, 140));
        assert_eq!((tables.vocabularies.len(), tables.scales.len()), (32, 5));
        assert_eq!((tables.markings.tlp1.len(), tables.markings.tlp2.len()), (4, 5));
        Ok(())
    }

    #[test]
    fn every_rule_and_format_is_used() -> Result<(), Error> {
        let tables = tables()?;
        let constraints: Vec<_> = tables.parts().flat_map(|(_, part, _)| &part.constraints).collect();
        let used: BTreeSet<&String> = constraints.iter().map(|item| &item.rule).collect();
        assert_eq!(used, tables.rules.rules.keys().collect());
        let used: BTreeSet<&str> =
            constraints.iter().filter_map(|item| item.arguments.get("format")).flat_map(words).collect();
        assert_eq!(used, tables.rules.formats.keys().map(String::as_str).collect());
        Ok(())
    }

    /// What the check says after a change to the tables.
    fn broken(change: impl Fn(&mut Tables)) -> Result<String, Error> {
        let mut tables = tables()?;
        change(&mut tables);
        Ok(check(&tables).err().unwrap_or_default())
    }

    #[test]
    fn what_no_table_has_is_named() -> Result<(), Error> {
        let message = broken(|tables| drop(tables.vocabularies.remove("region-ov")))?;
        assert_eq!(message, "location: region: `region-ov` is no vocabulary");
        let message = broken(|tables| drop(tables.structures.remove("granular-marking")))?;
        assert!(message.ends_with("granular_markings: `granular-marking` is no structure"), "{message}");
        let message = broken(|tables| drop(tables.objects.remove("mutex")))?;
        assert_eq!(message, "consists-of: `mutex` is no object type");
        let message = broken(|tables| drop(tables.rules.rules.remove("known-relationship")))?;
        assert_eq!(message, "relationship: known-relationship: it is no rule");
        let message = broken(|tables| drop(tables.rules.formats.remove("cve-id")))?;
        assert_eq!(message, "vulnerability: external-reference-format: `cve-id` is no format");
        Ok(())
    }
}
