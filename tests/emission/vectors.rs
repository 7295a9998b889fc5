//! The ids of cyber-observables, checked against vectors of the standard's rule.

use attrc::json;
use attrc::source::FileId;
use attrc::stix::ids::{observable_id, observable_uuid, python_uuid};
use attrc::stix::value::{Map, Value};
use attrc::vocab::standard::object_type;

#[test]
fn observable_ids_are_those_of_the_standard() {
    let text = include_str!("../../fixtures/stix/sco_ids.json");
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut checked = 0;
    for vector in file["vectors"].as_array().unwrap() {
        let object = vector["object"].as_object().unwrap();
        let row = object_type(object["type"].as_str().unwrap()).unwrap();
        let properties = object.iter().fold(Map::new(), |map, (key, value)| map.with(key.clone(), convert(value)));
        let id = observable_id(row, &properties);
        assert_eq!(id.map(|id| id.to_string()).as_deref(), vector["id"].as_str(), "{object:?}");
        let (text, reversed) = (vector["object"].to_string(), backwards(object));
        for text in [text, reversed] {
            let (document, _) = json::read(FileId(0), &text);
            let read = document.root().and_then(|object| observable_uuid(row, object));
            assert_eq!(read, id.as_ref().map(|id| id.uuid()), "{text}");
            let peer =
                vector["stix2_python"].as_str().or(vector["id"].as_str()).map(|id| id[id.len() - 36..].to_owned());
            let python = document.root().and_then(|object| python_uuid(row, object)).map(|uuid| uuid.to_string());
            assert_eq!(python, peer, "{text}");
        }
        checked += 1;
    }
    assert_eq!(checked, 28);
}

/// An object as text, its keys the other way round, white space in it and an escape in each key.
fn backwards(object: &serde_json::Map<String, serde_json::Value>) -> String {
    let escaped = |key: &str| format!("\\u{:04x}{}", u32::from(key.as_bytes()[0]), &key[1..]);
    let members = object.iter().rev().map(|(key, value)| format!("\"{}\" : {value:#}", escaped(key)));
    format!("{{ {} }}", members.collect::<Vec<_>>().join(" , "))
}

fn convert(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Boolean(*value),
        serde_json::Value::Number(value) => Value::number(value.as_f64().unwrap()),
        serde_json::Value::String(value) => Value::from(value.clone()),
        serde_json::Value::Array(items) => Value::List(items.iter().map(convert).collect()),
        serde_json::Value::Object(members) => {
            members.iter().fold(Map::new(), |map, (key, value)| map.with(key.clone(), convert(value))).into()
        }
    }
}
