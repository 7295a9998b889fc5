//! `objects` of observed-data, the deprecated container of observables (STIX 2.1, sections 2.9, 2.13 and 4.14), and the
//! bundle, which holds all others (section 8).

use super::constraint;
use super::judge::{Judge, Tell, shown};
use super::object::article;
use crate::diag::codes::standard as codes;
use crate::json::{Kind, Node};
use crate::vocab::standard::{Category, object_type};

impl<'d> Judge<'d> {
    /// Observables by number, which refer to each other by their numbers.
    pub fn container(&mut self, node: Node<'d>) {
        if node.kind() != Kind::Object {
            self.say(codes::WRONG_JSON_TYPE, node, "`objects` is no object");
            return;
        }
        self.say(codes::OBSERVABLE_CONTAINER, node, "observables stand in a container of their own")
            .helped("allowed, but deprecated: list the ids of observables in `object_refs`");
        let mut empty = true;
        for member in node.members() {
            empty = false;
            let key = member.key.string().unwrap_or_default();
            if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_digit()) {
                self.say(codes::OBSERVABLE_KEY, member.key, format!("the key `{}` is no number", shown(&key)))
                    .helped("keys should be whole numbers from 0 on");
            }
            self.contained(node, member.value);
        }
        if empty {
            self.say(codes::OBSERVED_NOTHING, node, "`objects` holds nothing");
        }
    }

    fn contained(&mut self, container: Node<'d>, object: Node<'d>) {
        let name = object.get("type").and_then(Node::string);
        let Some(name) = name else {
            self.lacks(codes::REQUIRED_PROPERTY, object, "the observable has no `type`");
            return;
        };
        let Some(row) = object_type(&name) else { return };
        if row.category != Category::Sco {
            let kind = object.get("type").unwrap_or(object);
            self.say(codes::WRONG_JSON_TYPE, kind, format!("a `{}` is no observable", shown(&name)));
            return;
        }
        self.container = Some(container);
        for member in object.members() {
            let key = member.key.string().unwrap_or_default();
            match row.property(&key) {
                // Inside of a container the key is the id.
                Some(property) if property.name == "id" => {}
                Some(property) if property.name == "extensions" => self.extensions(row, member.value),
                Some(property) => self.value(row.name, property, &property.shape, member.value),
                None => self.unknown(row, &key, member),
            }
        }
        row.constraints.iter().for_each(|item| constraint::check(self, row, item, object));
        self.container = None;
        let required = row.properties.iter().filter(|property| property.required && property.name != "id");
        for property in required.filter(|property| object.get(property.name).is_none()) {
            self.lacks(codes::REQUIRED_PROPERTY, object, format!("`{}` is missing", property.name));
        }
    }

    /// A reference by number inside of a container.
    pub fn number_of(&mut self, container: Node<'d>, targets: &[&str], node: Node<'_>) {
        let Some(key) = node.string() else {
            self.say(codes::WRONG_JSON_TYPE, node, "a reference is no text");
            return;
        };
        match self.insides.member(container, &key) {
            None => {
                self.say(codes::DANGLING_OBSERVABLE, node, format!("no observable has the key `{}`", shown(&key)))
                    .helped("inside of a container, references are keys of the container");
            }
            Some(target) => {
                let kind = target.get("type").and_then(Node::string).unwrap_or_default();
                if !targets.iter().any(|wanted| wanted.starts_with('@') || *wanted == kind) {
                    self.say(
                        codes::DANGLING_OBSERVABLE,
                        node,
                        format!("`{}` is {} `{}`", shown(&key), article(&kind), shown(&kind)),
                    )
                    .helped(format!("it has to be a `{}`", targets.join("` or `")));
                }
            }
        }
    }

    /// The bundle around the objects.
    pub fn container_of_objects(&mut self) {
        let bundle = self.object;
        let Some(row) = object_type("bundle") else { return };
        for member in bundle.members() {
            let key = member.key.string().unwrap_or_default();
            match &*key {
                "type" => {}
                "id" => {
                    if let (Some(property), Some(id)) = (row.property("id"), member.value.string()) {
                        self.value("bundle", property, &property.shape, member.value);
                        self.random_id("bundle", member.value, &id);
                    } else {
                        self.say(codes::WRONG_JSON_TYPE, member.value, "`id` is no text");
                    }
                }
                "objects" if member.value.kind() != Kind::List => {
                    self.say(codes::WRONG_JSON_TYPE, member.value, "`objects` is no list");
                }
                "objects" if member.value.items().next().is_none() => {
                    self.say(codes::EMPTY_BUNDLE, member.value, "`objects` is an empty list")
                        .helped("leave it away where the bundle holds nothing");
                }
                "objects" => {}
                "spec_version" => {
                    self.say(codes::BUNDLE_SPEC_VERSION, member.key, "a bundle of STIX 2.1 has no `spec_version`")
                        .helped("it is a leftover of STIX 2.0: take it away; every object tells its own version");
                }
                _ => {
                    self.say(
                        codes::BUNDLE_PROPERTY,
                        member.key,
                        format!("`{}` is no property of a bundle", shown(&key)),
                    )
                    .helped("allowed, but nobody may rely on it: readers drop it with the bundle");
                }
            }
        }
        if bundle.get("id").is_none() {
            self.lacks(codes::REQUIRED_PROPERTY, bundle, "`id` is missing").labelled("a `bundle` needs one");
        }
    }
}
