//! The tables of the standard as Rust.

use super::tables::{Constraint, Level, Marking, ObjectType, Part, Property, Scale, Tables, Vocabulary};
use crate::rust::{head, slice, table, text, texts};

const USES: &str = "{
    Category, CommonRelationship, ConfidenceRow, ConfidenceScale, Constraint, Level, Marking, ObjectType, Property,
    Relationship, Rule, Shape, Vocabulary,
}";

/// All look-ups.
pub fn emit(tables: &Tables) -> String {
    let objects = tables.objects.iter().map(|(name, row)| type_row(tables, name, &row.part, Some(row)));
    let custom = tables.custom.iter().map(|(name, row)| type_row(tables, name, &row.part, Some(row)));
    let extensions = tables.extensions.iter().map(|(name, part)| type_row(tables, name, part, None));
    let structures = tables.structures.iter().map(|(name, part)| type_row(tables, name, part, None));
    let vocabularies = tables.vocabularies.iter().map(|(name, row)| vocabulary(name, row));
    let scales = tables.scales.iter().map(|(name, row)| scale(name, row));
    [
        head("grammar/stix/", USES),
        table("All object types, sorted by name.", "OBJECT_TYPES", "ObjectType", objects),
        table("What types of one's own have: one row a category.", "CUSTOM_TYPES", "ObjectType", custom),
        table("The extensions that the standard defines, sorted by name.", "EXTENSIONS", "ObjectType", extensions),
        table("The structures inside objects, sorted by name.", "STRUCTURES", "ObjectType", structures),
        common_properties(tables),
        table(
            "Names that no property may have, of whatever type (section 3.8).",
            "RESERVED_NAMES",
            "&str",
            tables.reserved_names.iter().map(|name| text(name)),
        ),
        rules(tables),
        table("All vocabularies, sorted by name.", "VOCABULARIES", "Vocabulary", vocabularies),
        relationships(tables),
        markings(tables),
        table("The scales behind `confidence`, sorted by name.", "CONFIDENCE_SCALES", "ConfidenceScale", scales),
    ]
    .concat()
}

/// An object type or, where there is no `object`, an extension or a structure.
fn type_row(tables: &Tables, name: &str, part: &Part, object: Option<&ObjectType>) -> String {
    let own = part.properties.iter().map(|item| format!("{}{}", note(item), property(name, item)));
    let common = |items: &[Property]| items.iter().map(|item| common_property(name, item)).collect::<Vec<_>>();
    let properties: Vec<String> = match object {
        Some(row) => common(&row.leading).into_iter().chain(own).chain(common(&row.trailing)).collect(),
        None => own.collect(),
    };
    let hosted = tables.extensions.iter().filter(|(_, extension)| extension.host == name);
    let constraints = part.constraints.iter().map(|item| constraint(tables, item));
    let fields = [
        ("name", text(name)),
        ("category", format!("Category::{}", object.map_or("Container", |row| row.category))),
        ("section", text(&part.section)),
        ("summary", text(&part.summary)),
        ("versioned", object.is_some_and(ObjectType::versioned).to_string()),
        ("properties", slice(properties)),
        ("constraints", slice(constraints)),
        ("id_contributing", texts(&part.id_contributing)),
        ("id_all_optional", part.id_all_optional.to_string()),
        ("id_hash_preference", texts(&part.id_hash_preference)),
        ("predefined_extensions", slice(hosted.map(|(extension, _)| text(extension)))),
        ("host", text(&part.host)),
    ];
    structure("ObjectType", &fields)
}

/// The common properties once: the rows of object types name them.
fn common_properties(tables: &Tables) -> String {
    let mut spelled = String::from(
        "\n// The properties that object types share: as optional ones, each row says which it requires.\n",
    );
    for item in tables.common.iter().filter(|item| !is_own(item)) {
        spelled += &format!("\nconst {}: Property = {}.common();\n", constant(item), property("", item));
    }
    spelled
}

fn common_property(owner: &str, item: &Property) -> String {
    match is_own(item) {
        true => property(owner, item) + ".common()",
        false if item.required => format!("{}.required()", constant(item)),
        false => constant(item),
    }
}

fn constant(item: &Property) -> String {
    format!("COMMON_{}", item.name.to_uppercase())
}

/// Whether a common property differs from type to type.
fn is_own(item: &Property) -> bool {
    matches!(item.name.as_str(), "type" | "id")
}

fn property(owner: &str, item: &Property) -> String {
    let mut call = format!("Property::new({}, {})", text(&item.name), item.shape.rust(owner));
    if item.required {
        call += ".required()";
    }
    if !item.fixed.is_empty() {
        call += &format!(".fixed({})", text(&item.fixed));
    }
    if let Some(value) = &item.default {
        // For booleans and plain words, TOML and JSON are spelled alike.
        call += &format!(".default({})", text(&value.to_string()));
    }
    if item.deprecated {
        call += ".deprecated()";
    }
    if item.milliseconds {
        call += ".milliseconds()";
    }
    if item.bounds != Level::Must {
        call += &format!(".bounds(Level::{:?})", item.bounds);
    }
    if !item.suggested.is_empty() {
        call += &format!(".suggested({})", texts(&item.suggested));
    }
    call
}

fn note(item: &Property) -> String {
    item.note.as_ref().map_or_else(String::new, |note| format!("\n// {}: {note}\n", item.name))
}

fn constraint(tables: &Tables, item: &Constraint) -> String {
    let order = tables.rules.rules.get(&item.rule).map_or(&[][..], |rule| &rule.arguments);
    let arguments =
        order.iter().filter_map(|name| item.arguments.get(name).map(|value| argument(name, value))).flatten();
    let fields =
        [("rule", text(&item.rule)), ("level", format!("Level::{:?}", item.level)), ("arguments", slice(arguments))];
    structure("Constraint", &fields)
}

/// An argument as the compiler takes it: lists of words, several of them for a list of lists or for keys with values.
fn argument(name: &str, value: &toml::Value) -> Vec<String> {
    let lists: Vec<Vec<String>> = match value {
        toml::Value::Table(pairs) => pairs.iter().map(|(key, value)| vec![key.clone(), word(value)]).collect(),
        toml::Value::Array(items) if items.iter().all(toml::Value::is_array) => {
            items.iter().filter_map(toml::Value::as_array).map(|list| list.iter().map(word).collect()).collect()
        }
        toml::Value::Array(items) => vec![items.iter().map(word).collect()],
        single => vec![vec![word(single)]],
    };
    lists.iter().map(|list| format!("({}, {})", text(name), texts(list))).collect()
}

fn word(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn rules(tables: &Tables) -> String {
    let row = |name: &str, summary: &str| structure("Rule", &[("name", text(name)), ("summary", text(summary))]);
    let rules = tables.rules.rules.iter().map(|(name, rule)| row(name, &rule.summary));
    let formats = tables.rules.formats.iter().map(|(name, summary)| row(name, summary));
    table("The rules that constraints name, sorted by name.", "RULES", "Rule", rules)
        + &table("The formats that the rule `format` and its like name, sorted by name.", "FORMATS", "Rule", formats)
}

fn vocabulary(name: &str, row: &Vocabulary) -> String {
    let fields = [
        ("name", text(name)),
        ("section", text(&row.section)),
        ("open", row.open.to_string()),
        ("values", texts(&row.values)),
        ("ordered", row.ordered.to_string()),
        ("numbers", slice(row.numbers.iter().map(u8::to_string))),
        ("added", texts(&row.added)),
    ];
    structure("Vocabulary", &fields)
}

/// Relationships from type to type, and those between all types, which the table writes with sets.
fn relationships(tables: &Tables) -> String {
    let (common, specific): (Vec<_>, Vec<_>) = tables.relationships.iter().partition(|row| row[0].starts_with('@'));
    let specific = specific.into_iter().map(|[source, relationship, target]| {
        let fields = [("source", text(source)), ("relationship", text(relationship)), ("target", text(target))];
        structure("Relationship", &fields)
    });
    let common = common.into_iter().map(|[_, relationship, target]| {
        let fields = [("relationship", text(relationship)), ("same_type", (target == "@self").to_string())];
        structure("CommonRelationship", &fields)
    });
    let doc = "The relationships that the standard names from type to type, sorted by source, relationship and target.";
    table(doc, "RELATIONSHIPS", "Relationship", specific)
        + &table("The relationships between all types.", "COMMON_RELATIONSHIPS", "CommonRelationship", common)
}

fn markings(tables: &Tables) -> String {
    let row = |row: &Marking| {
        let fields = [
            ("word", text(&row.word)),
            ("id", text(&row.id)),
            ("name", text(&row.name)),
            ("created", text(&row.created)),
        ];
        structure("Marking", &fields)
    };
    let extension = format!(
        "\n/// The extension that carries the word of a TLP 2.0 marking.\npub static TLP2_EXTENSION: &str = {};\n",
        text(&tables.markings.extension)
    );
    table("The markings of TLP 2.0.", "MARKINGS", "Marking", tables.markings.tlp2.iter().map(row))
        + &extension
        + &table("The markings of TLP 1.", "TLP1_MARKINGS", "Marking", tables.markings.tlp1.iter().map(row))
}

fn scale(name: &str, scale: &Scale) -> String {
    let rows = scale.rows.iter().map(|row| {
        let fields =
            [("label", text(&row.label)), ("value", format!("{:?}", row.value)), ("range", format!("{:?}", row.range))];
        structure("ConfidenceRow", &fields)
    });
    structure("ConfidenceScale", &[("name", text(name)), ("rows", slice(rows))])
}

fn structure(name: &str, fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(field, value)| format!("{field}: {value}")).collect();
    format!("{name} {{ {} }}", fields.join(", "))
}
