//! What the standard does not have: properties and types of one's own (STIX 2.1, sections 3.1, 7.3 and 11).

use super::format;
use super::judge::{Judge, Tell, shown};
use crate::diag::codes::standard as codes;
use crate::diag::{Fix, nearest};
use crate::json::{Kind, Member, Node};
use crate::vocab::standard::{Category, ObjectType, RESERVED_NAMES, object_type};

impl<'d> Judge<'d> {
    /// A property that its type does not have.
    pub fn unknown(&mut self, row: &'static ObjectType, key: &str, member: Member<'d>) {
        let top = row.category != Category::Container;
        if row.category == Category::Meta && matches!(key, "modified" | "revoked") {
            // A constraint says it.
            return;
        }
        if top && RESERVED_NAMES.contains(&key) {
            self.say(codes::RESERVED_PROPERTY_NAME, member.key, format!("`{key}` is kept for later versions of STIX"))
                .helped("name your own property otherwise, as in `x_example_rank`");
            return;
        }
        if key == "defanged" && top {
            self.say(codes::DEFANGED_OBJECT, member.key, format!("a `{}` cannot be `defanged`", row.name))
                .helped("only cyber-observable objects can");
            return;
        }
        if !self.property_name(key, member.key) {
            return;
        }
        // Inside of a container references are numbers.
        if self.container.is_none() {
            self.suffix(key, member.value);
        }
        if top && self.declares("toplevel-property-extension") {
            return;
        }
        if !self.tells(codes::CUSTOM_CONTENT) {
            return;
        }
        let near = if key.starts_with("x_") {
            None
        } else {
            nearest(key, row.properties.iter().map(|property| property.name))
        };
        let place = self.at(member.key);
        let found =
            self.say(codes::CUSTOM_CONTENT, member.key, format!("`{}` is no property of `{}`", shown(key), row.name));
        match near {
            Some(near) => {
                found.helped(format!("did you mean `{near}`?"));
                found.fixed(Fix::guess(format!("write `{near}`"), place, format!("\"{near}\"")));
            }
            None if key.starts_with("x_") => {
                found.helped("allowed, but deprecated: an extension-definition says who defines it and what it means");
            }
            None => {
                found.helped("allowed, but discouraged: an extension-definition says who defines it and what it means");
            }
        }
        if near.is_none() && !key.starts_with("x_") && top {
            self.say(codes::CUSTOM_PROPERTY_PREFIX, member.key, format!("`{}` does not begin with `x_`", shown(key)))
                .helped(
                    "a property of one's own should begin with `x_` and a word for its source, as in `x_example_rank`",
                );
        }
    }

    /// The name of a property of one's own; whether it can be one.
    pub fn property_name(&mut self, key: &str, node: Node<'_>) -> bool {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if key.bytes().all(fits) && (3..=250).contains(&key.len()) {
            if key.starts_with(|letter: char| !letter.is_ascii_lowercase()) {
                self.say(codes::NAME_START, node, format!("`{}` does not begin with a letter", shown(key)));
                return false;
            }
            return true;
        }
        let code = match (3..=250).contains(&key.len()) {
            true if key.bytes().any(|byte| byte.is_ascii_uppercase()) => codes::NAME_CASE,
            true => codes::CUSTOM_PROPERTY_NAME,
            false => codes::NAME_LENGTH,
        };
        self.say(code, node, format!("`{}` cannot name a property", shown(key)))
            .helped("names have 3 to 250 small letters, digits and `_`");
        false
    }

    /// What the end of a name promises (section 3.1).
    fn suffix(&mut self, key: &str, node: Node<'_>) {
        let is_id = |node: Node<'_>| node.string().is_some_and(|text| super::id::parts(&text).is_some());
        let (code, fits, wanted) = if key.ends_with("_ref") {
            (codes::NAME_SUFFIX, is_id(node), "the id of an object")
        } else if key.ends_with("_refs") {
            let all = node.kind() == Kind::List && node.items().next().is_some() && node.items().all(is_id);
            (codes::NAME_SUFFIX, all, "a list of ids of objects")
        } else if key.ends_with("_hex") {
            (codes::HEX_NAME, node.string().is_some_and(|text| format::is_hex(&text)), "hexadecimal text")
        } else if key.ends_with("_bin") {
            (codes::BINARY_NAME, node.string().is_some_and(|text| format::is_base64(&text)), "base64")
        } else {
            return;
        };
        if !fits {
            self.say(code, node, format!("the name `{}` promises {wanted}", shown(key)))
                .helped("give it such a value, or another name");
        }
    }

    /// The name of a type of one's own.
    pub fn custom_type(&mut self, name: &str, node: Node<'_>) {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let plain = name.bytes().all(fits) && (3..=250).contains(&name.len()) && !name.contains("--");
        if !plain || name.starts_with(|letter: char| !letter.is_ascii_lowercase()) || name.ends_with('-') {
            let code = match () {
                () if !(3..=250).contains(&name.len()) => codes::NAME_LENGTH,
                () if name.bytes().any(|byte| byte.is_ascii_uppercase()) => codes::NAME_CASE,
                () if !plain => codes::EXTENSION_OBJECT_TYPE,
                () => codes::NAME_START,
            };
            let near = nearest(&name.to_lowercase(), types());
            self.say(code, node, format!("`{}` cannot name a type", shown(name))).helped(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "types have 3 to 250 small letters, digits and single hyphens".to_owned(),
            });
            return;
        }
        if ["new-sdo", "new-sco", "new-sro"].iter().any(|kind| self.declares(kind)) {
            return;
        }
        let near = if name.starts_with("x-") { None } else { nearest(name, types()) };
        let place = self.at(node);
        let found = self.say(codes::CUSTOM_CONTENT, node, format!("`{}` is no type of the standard", shown(name)));
        match near {
            Some(near) => {
                found.helped(format!("did you mean `{near}`?"));
                found.fixed(Fix::guess(format!("write `{near}`"), place, format!("\"{near}\"")));
            }
            None => {
                found.helped(
                    "allowed, but deprecated: an extension of type `new-sdo` says who defines it and what it means",
                );
                if !name.starts_with("x-") {
                    self.say(codes::CUSTOM_TYPE_PREFIX, node, format!("`{}` does not begin with `x-`", shown(name)))
                        .helped("a type of one's own should begin with `x-` and a word for its source, as in `x-example-case`");
                }
            }
        }
    }
}

fn types() -> impl Iterator<Item = &'static str> {
    crate::vocab::standard::OBJECT_TYPES.iter().map(|row| row.name)
}

/// Whether a name is a type of the standard, of a family or of any.
pub(super) fn is_of(category: Category, name: &str) -> bool {
    object_type(name).is_some_and(|row| row.category == category)
}
