//! Types that no table has: those that extensions define, and the `x-…` of older versions. Each row is made once and kept
//! for the life of the process, as the tables are.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{CUSTOM_TYPES, Category, ObjectType};

/// The row of a type of one's own in a family: the properties that all of the family have (STIX 2.1, section 7.3).
pub fn custom_type(name: &str, category: Category) -> &'static ObjectType {
    static ROWS: OnceLock<Mutex<HashMap<(String, Category), &'static ObjectType>>> = OnceLock::new();
    let mut rows = ROWS.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    rows.entry((name.to_owned(), category)).or_insert_with(|| {
        let model = CUSTOM_TYPES.iter().find(|row| row.category == category);
        let name = String::leak(name.to_owned());
        Box::leak(Box::new(ObjectType {
            name,
            category,
            section: "7.3",
            summary: model.map_or("", |row| row.summary),
            versioned: category != Category::Sco,
            properties: model.map_or(&[], |row| row.properties),
            constraints: model.map_or(&[], |row| row.constraints),
            id_contributing: &[],
            id_all_optional: true,
            id_hash_preference: &[],
            predefined_extensions: &[],
            host: "",
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_made_once_a_family() {
        let thing = custom_type("x-example-thing", Category::Sdo);
        assert!(std::ptr::eq(thing, custom_type("x-example-thing", Category::Sdo)));
        assert!(thing.property("created").is_some() && thing.property("name").is_some());
        assert!(custom_type("x-example-thing", Category::Sco).property("created").is_none());
        assert!(custom_type("x-example-thing", Category::Sro).property("source_ref").is_some());
    }
}
