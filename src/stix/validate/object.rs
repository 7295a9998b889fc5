//! An object by its row of the tables.

use super::judge::{Judge, Tell, shown};
use super::{constraint, requirement};
use crate::diag::codes::standard as codes;
use crate::json::{Kind, Node};
use crate::vocab::standard::{Category, ObjectType, object_type};

impl<'d> Judge<'d> {
    /// The object itself.
    pub fn object(&mut self, inside: bool) {
        let object = self.object;
        if object.kind() != Kind::Object {
            let what = if inside { "what stands among the objects is none" } else { "the document is no object" };
            self.say(codes::NOT_AN_OBJECT, object, what).helped("a STIX object stands in braces and has a `type`");
            return;
        }
        let Some(kind) = object.get("type") else {
            let found = self.lacks(codes::REQUIRED_PROPERTY, object, "the object has no `type`");
            found.helped("`type` tells what the object is, as in `\"type\": \"malware\"`");
            return;
        };
        let Some(name) = kind.string() else {
            self.say(codes::WRONG_JSON_TYPE, kind, "`type` is no text");
            return;
        };
        match object_type(&name) {
            Some(row) if row.category == Category::Container && inside => {
                self.say(codes::BUNDLE_IN_BUNDLE, kind, "a bundle stands among the objects")
                    .helped("put its objects here in its place");
            }
            Some(row) if row.category == Category::Container => {}
            Some(row) => {
                self.part(row, object);
                self.identity(row);
                self.advice(row);
            }
            None => self.custom_object(&name, kind),
        }
    }

    /// The properties and constraints of an object, an extension or a structure.
    pub fn part(&mut self, row: &'static ObjectType, node: Node<'d>) {
        let mut seen: u64 = 0;
        // Keys come nearly in the order of the table, so each is looked for behind the one before.
        let mut from = 0;
        for member in node.members() {
            let key = member.key.string().unwrap_or_default();
            let count = row.properties.len();
            let place = (from..count).chain(0..from).find(|at| row.properties.get(*at).is_some_and(|p| p.name == key));
            match place.and_then(|at| row.properties.get(at)) {
                Some(property) => {
                    from = place.unwrap_or(0) + 1;
                    seen |= 1 << (from - 1).min(63);
                    match property.name {
                        "extensions" => self.extensions(row, member.value),
                        _ => self.value(row.name, property, &property.shape, member.value),
                    }
                }
                None => self.unknown(row, &key, member),
            }
        }
        for (at, property) in row.properties.iter().enumerate().filter(|(_, property)| property.required) {
            if seen & (1 << at.min(63)) == 0 {
                let code = requirement("missing", row.name, property.name, codes::REQUIRED_PROPERTY);
                self.lacks(code, node, format!("`{}` is missing", property.name))
                    .labelled(format!("{} `{}` needs one", article(row.name), row.name))
                    .helped(format!("section {} of STIX 2.1 requires it", row.section));
            }
        }
        for item in row.constraints {
            constraint::check(self, row, item, node);
        }
    }

    /// What should be there, whatever the type.
    fn advice(&mut self, row: &'static ObjectType) {
        if row.name != "extension-definition" && !self.tells(codes::NO_AUTHOR) {
            return;
        }
        let object = self.object;
        let authored = row.property("created_by_ref").is_some_and(|property| !property.required);
        if authored && object.get("created_by_ref").is_none() && row.name != "extension-definition" {
            let official = row.name == "marking-definition" && constraint::is_official_marking(object);
            // An identity may well be who made it.
            if !official && row.name != "identity" {
                self.lacks(codes::NO_AUTHOR, object, "nobody is named who made the object")
                    .helped("`created_by_ref` should name an identity, so that readers know whom they trust");
            }
        }
        if row.name == "extension-definition" {
            let common = row.properties.iter().filter(|property| property.common).map(|property| property.name);
            let names: Vec<&str> = common.chain(["confidence", "lang", "defanged"]).collect();
            for item in object.get("extension_properties").into_iter().flat_map(Node::items) {
                if let Some(name) = item.string().filter(|name| names.contains(&&**name)) {
                    self.say(codes::REDEFINED_PROPERTY, item, format!("`{name}` is a property of the standard"))
                        .helped("an extension adds properties and never gives those of the standard another meaning");
                }
            }
        }
        if row.name == "indicator" && object.get("pattern").is_some() && object.get("pattern_version").is_none() {
            self.lacks(codes::NO_PATTERN_VERSION, object, "the pattern has no `pattern_version`")
                .helped("readers take the newest version of the pattern language where none is given");
        }
    }

    /// A type that the standard does not have.
    fn custom_object(&mut self, name: &str, kind: Node<'d>) {
        let object = self.object;
        self.custom_type(name, kind);
        let is_observable = self.declares("new-sco");
        let common = object_type(if is_observable { "url" } else { "identity" });
        let Some(common) = common else { return };
        let mut seen: Vec<&str> = Vec::new();
        for member in object.members() {
            let key = member.key.string().unwrap_or_default();
            match common.property(&key).filter(|property| property.common) {
                Some(property) => {
                    seen.push(property.name);
                    match property.name {
                        "extensions" => self.extensions_of_custom(member.value),
                        "type" => {}
                        "id" => match member.value.string() {
                            Some(id) => self.custom_id(name, member.value, &id),
                            None => drop(self.is(member.value, Kind::String, property)),
                        },
                        _ => self.value(common.name, property, &property.shape, member.value),
                    }
                }
                None => drop(self.property_name(&key, member.key)),
            }
        }
        let required = common.properties.iter().filter(|property| property.common && property.required);
        for property in required.filter(|property| !seen.contains(&property.name)) {
            self.lacks(codes::CUSTOM_WITHOUT_COMMON, object, format!("`{}` is missing", property.name))
                .labelled(format!("`{}` is a type of your own", shown(name)))
                .helped("types of one's own have the common properties of their kind too (section 7.3)");
        }
        let versioned = common.constraints.iter().filter(|item| item.rule == "time-order");
        versioned.for_each(|item| constraint::check(self, common, item, object));
    }
}

/// `a` or `an`. Of the types that begin with a `u` none sounds like a vowel.
pub(super) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}
