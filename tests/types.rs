//! Every type of the standard by hand: `fixtures/types/NAME.attr` builds to the bundle beside it, which is valid STIX.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use attrc::diag::{Diagnostic, Severity};
use attrc::source::FileId;
use attrc::stix::Bundle;
use attrc::stix::validate::validate;
use attrc::vocab::standard::{
    Category, EXTENSIONS, OBJECT_TYPES, ObjectType, STRUCTURES, Shape, extension, object_type, structure,
};
use attrc::world::Memory;
use attrc::{compile, json};
use serde_json::{Map, Value};
use support::{Fixture, ROOT, every, fixtures, snapshot};

/// What the fixtures show although the standard advises against it: types without an extension, what no table relates,
/// the container of version 2.0.
const DISCOURAGED: &[&str] = &["custom-content", "unlisted-relationship", "observable-container"];

#[test]
fn every_type_is_its_bundle() {
    every("types", |fixture| {
        let (bundle, diagnostics) = built(&fixture);
        let known = |finding: &&Diagnostic| !DISCOURAGED.contains(&finding.code.name);
        let told: Vec<&str> = diagnostics.iter().filter(known).map(|finding| finding.message.as_str()).collect();
        assert!(told.is_empty(), "{}: {told:?}", fixture.name);
        snapshot("types", &fixture.name, &bundle);
        let (document, problems) = json::read(FileId(0), &bundle);
        assert!(problems.is_empty());
        let findings = validate(FileId(0), &document);
        let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", fixture.name);
    });
}

#[test]
fn every_property_of_the_standard_is_in_a_fixture() {
    let mut seen = Seen::default();
    for fixture in fixtures("types") {
        let bundle: Value = serde_json::from_str(&built(&fixture).0).unwrap();
        for object in bundle["objects"].as_array().unwrap() {
            seen.object(object);
        }
    }
    let missing: Vec<String> = OBJECT_TYPES
        .iter()
        .filter(|row| row.category != Category::Container)
        .chain(EXTENSIONS)
        .chain(STRUCTURES)
        .flat_map(|row| row.properties.iter().map(move |property| (row.name, property)))
        .filter(|(_, property)| property.shape != Shape::Reserved)
        .filter(|(name, property)| !seen.0.get(name).is_some_and(|keys| keys.contains(property.name)))
        .map(|(name, property)| format!("{name}.{}", property.name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The keys that were met, by type, extension or structure.
#[derive(Default)]
struct Seen(BTreeMap<&'static str, BTreeSet<String>>);

impl Seen {
    fn object(&mut self, object: &Value) {
        let Some(row) = object_type(object["type"].as_str().unwrap()) else { return };
        self.members(row, object.as_object().unwrap());
        for (name, members) in object["extensions"].as_object().into_iter().flatten() {
            if let Some(row) = extension(name) {
                self.members(row, members.as_object().unwrap());
            }
        }
    }

    fn members(&mut self, row: &'static ObjectType, members: &Map<String, Value>) {
        self.0.entry(row.name).or_default().extend(members.keys().cloned());
        for property in row.properties {
            if let Some(value) = members.get(property.name) {
                self.value(property.shape, value);
            }
        }
    }

    fn value(&mut self, shape: Shape, value: &Value) {
        match (shape, value) {
            (Shape::List(inner), Value::Array(items)) => items.iter().for_each(|item| self.value(*inner, item)),
            (Shape::Object(name), Value::Object(members)) => self.members(structure(name).unwrap(), members),
            (Shape::Choice(names), Value::Object(members)) => {
                let rows = names.iter().filter_map(|name| structure(name));
                let row = rows.max_by_key(|row| members.keys().filter(|key| row.property(key).is_some()).count());
                self.members(row.unwrap(), members);
            }
            _ => {}
        }
    }
}

/// The bundle of a fixture, as of a day, and what is told of it.
fn built(fixture: &Fixture) -> (String, Vec<Diagnostic>) {
    let path = Path::new(ROOT).join(format!("{}.attr", fixture.name));
    let compilation = compile(&Memory::new(fixture.files.clone()), &[path], "2024-03-05T00:00:00Z".parse().ok());
    let mut bytes = Vec::new();
    Bundle::new(compilation.objects).write(&mut bytes).unwrap();
    (String::from_utf8(bytes).unwrap(), compilation.diagnostics)
}
