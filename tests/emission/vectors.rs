//! The ids of cyber-observables, checked against vectors of the standard's rule.

use attrc::stix::ids::observable_id;
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
        let id = observable_id(row, &properties).map(|id| id.to_string());
        assert_eq!(id.as_deref(), vector["id"].as_str(), "{object:?}");
        checked += 1;
    }
    assert_eq!(checked, 28);
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
