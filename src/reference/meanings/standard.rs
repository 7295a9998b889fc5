//! Types of STIX 2.1, their properties, and the vocabularies.

use crate::reference::phrase::{code, listed, shape, yes};
use crate::reference::{Entry, Table};
use crate::vocab::language::kind;
use crate::vocab::standard::{
    Category, EXTENSIONS, OBJECT_TYPES, ObjectType, Property, STRUCTURES, VOCABULARIES, Vocabulary, extension,
    object_type, structure, vocabulary,
};

/// A type that is no kind of the language, an extension, a structure, a property, a vocabulary or a word of one.
pub fn explain(word: &str) -> Vec<Entry> {
    // The types that are kinds too were explained as such.
    let types = object_type(word).filter(|_| kind(word).is_none()).map(|row| entry(row, "a type of STIX 2.1"));
    let mut found: Vec<Entry> = types.into_iter().collect();
    found.extend(extension(word).map(|row| entry(row, "an extension of STIX 2.1").detail("of", code(row.host))));
    found.extend(structure(word).map(|row| entry(row, "a structure of STIX 2.1, written as a dictionary")));
    found.extend(property(word));
    found.extend(vocabulary(word).map(vocabulary_entry));
    let listing = VOCABULARIES.iter().filter(|row| row.values.contains(&word));
    found.extend(listing.map(|row| {
        Entry::new(word, format!("a word of `{}`", row.name), format!("`attrc list {}` shows all of them", row.name))
    }));
    found
}

/// All of them.
pub fn words() -> Vec<&'static str> {
    let rows = || OBJECT_TYPES.iter().chain(EXTENSIONS).chain(STRUCTURES);
    let names = rows().map(|row| row.name);
    let properties = rows().flat_map(|row| row.properties).map(|property| property.name);
    let vocabularies = VOCABULARIES.iter().flat_map(|row| std::iter::once(row.name).chain(row.values.iter().copied()));
    names.chain(properties).chain(vocabularies).collect()
}

fn entry(row: &'static ObjectType, what: &str) -> Entry {
    details(Entry::new(row.name, what, row.summary), row).table(properties(row))
}

/// Adds what the standard says of a type, beside its properties.
pub fn details(entry: Entry, row: &ObjectType) -> Entry {
    let extensions = listed(row.predefined_extensions.iter().copied());
    entry
        .detail("section", row.section)
        .detail("id made of", listed(row.id_contributing.iter().copied()))
        .detail("extensions", extensions)
}

/// The properties of a type without those common to all.
pub fn properties(row: &ObjectType) -> Table {
    let own = row.properties.iter().filter(|property| !property.common);
    let rows = own.map(|property| [code(property.name), shape(property.shape), remarks(property)]);
    Table::new(["property", "value", ""], rows).titled("its properties, beside those common to all types")
}

/// The properties common to all types.
pub fn common_properties() -> Table {
    let row = object_type("report").map(|row| row.properties).unwrap_or_default();
    let common = row.iter().filter(|property| property.common);
    Table::new(
        ["property", "value", ""],
        common.map(|property| [code(property.name), shape(property.shape), remarks(property)]),
    )
}

fn remarks(property: &Property) -> String {
    let mut parts = Vec::new();
    if property.required {
        parts.push("required".to_owned());
    }
    if property.deprecated {
        parts.push("deprecated".to_owned());
    }
    if !property.fixed.is_empty() {
        parts.push(format!("always `{}`", property.fixed));
    }
    if !property.default.is_empty() {
        parts.push(format!("`{}` where absent", property.default));
    }
    if !property.suggested.is_empty() {
        parts.push(format!("suggested: {}", listed(property.suggested.iter().copied())));
    }
    parts.join("; ")
}

/// A property of a type.
pub fn property_of(row: &'static ObjectType, word: &str) -> Option<Entry> {
    let property = row.property(word)?;
    let of = if property.common { "common to all types".to_owned() } else { format!("of `{}`", row.name) };
    let entry = Entry::new(word, "a property of STIX 2.1", of);
    Some(entry.detail("value", shape(property.shape)).detail("beside", remarks(property)))
}

/// A property, with all that have it.
fn property(word: &str) -> Option<Entry> {
    let rows = OBJECT_TYPES.iter().chain(EXTENSIONS).chain(STRUCTURES);
    let having: Vec<(&ObjectType, &Property)> =
        rows.filter_map(|row| row.property(word).map(|property| (row, property))).collect();
    let (_, first) = having.first()?;
    if first.common {
        let entry = Entry::new(word, "a property of STIX 2.1", "common to all types");
        return Some(entry.detail("value", shape(first.shape)));
    }
    let rows = having.iter().map(|(row, property)| [code(row.name), shape(property.shape), remarks(property)]);
    let count = match having.len() {
        1 => "of one type or structure".to_owned(),
        count => format!("of {count} types and structures"),
    };
    Some(Entry::new(word, "a property of STIX 2.1", count).table(Table::new(["of", "value", ""], rows)))
}

fn vocabulary_entry(row: &'static Vocabulary) -> Entry {
    let (what, summary) = match row.open {
        true => ("an open vocabulary of STIX 2.1", "suggested words; others are allowed"),
        false => ("a closed vocabulary of STIX 2.1", "these words and no others"),
    };
    let numbers = || row.values.iter().zip(row.numbers).map(|(value, number)| format!("`{value}` {number}"));
    let entry = Entry::new(row.name, what, summary).detail("section", row.section);
    let entry = match row.numbers {
        [] => entry.detail("words", listed(row.values.iter().copied())),
        _ => entry.detail("words", numbers().collect::<Vec<_>>().join(", ")),
    };
    entry.detail(
        "newer",
        match row.added {
            [] => String::new(),
            added => format!("older readers do not know {}", listed(added.iter().copied())),
        },
    )
}

/// All types.
pub fn types() -> Table {
    let rows = OBJECT_TYPES.iter().map(|row| {
        let category = match row.category {
            Category::Sdo => "domain object",
            Category::Sco => "observable",
            Category::Sro => "relationship",
            Category::Meta => "meta object",
            Category::Container => "container",
        };
        [code(row.name), category.to_owned(), row.section.to_owned(), row.summary.to_owned()]
    });
    Table::new(["type", "category", "section", "meaning"], rows)
}

/// All vocabularies.
pub fn vocabularies() -> Table {
    let rows = VOCABULARIES.iter().map(|row| {
        let open = if row.open { "open" } else { "closed" };
        [code(row.name), open.to_owned(), row.section.to_owned(), listed(row.values.iter().copied())]
    });
    Table::new(["vocabulary", "", "section", "words"], rows)
}

/// The words of a vocabulary.
pub fn vocabulary_table(row: &Vocabulary) -> Table {
    let rows = row.values.iter().enumerate().map(|(at, value)| {
        let number = row.numbers.get(at).map_or(String::new(), ToString::to_string);
        let newer = yes(row.added.contains(value));
        [code(value), number, newer]
    });
    let all = Table::new(["word", "number", "newer"], rows);
    // Most vocabularies have nothing but words.
    match row.numbers.is_empty() && row.added.is_empty() {
        true => Table {
            head: vec!["word"],
            rows: all.rows.into_iter().map(|row| row.into_iter().take(1).collect()).collect(),
            ..all
        },
        false => all,
    }
}
