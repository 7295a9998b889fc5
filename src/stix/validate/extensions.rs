//! `extensions` (STIX 2.1, sections 3.2, 7.3 and 11.3).

use super::judge::{Judge, Tell, shown};
use crate::diag::codes::standard as codes;
use crate::diag::did_you_mean;
use crate::json::{Kind, Node};
use crate::vocab::standard::{EXTENSIONS, ObjectType, extension, vocabulary};

impl<'d> Judge<'d> {
    /// The extensions of an object of the standard.
    pub fn extensions(&mut self, row: &'static ObjectType, node: Node<'d>) {
        self.each_extension(node, Some(row));
    }

    /// The extensions of an object of one's own type.
    pub fn extensions_of_custom(&mut self, node: Node<'d>) {
        self.each_extension(node, None);
    }

    /// Whether the object has an extension of a type. Each property of one's own asks, so it is looked up once.
    pub fn declares(&self, kind: &str) -> bool {
        let object = self.object;
        let declared = self.declared.get_or_init(|| {
            let extensions = object.get("extensions").into_iter().flat_map(Node::members);
            extensions.filter_map(|member| member.value.get("extension_type")?.string()).collect()
        });
        declared.iter().any(|own| own == kind)
    }

    fn each_extension(&mut self, node: Node<'d>, row: Option<&'static ObjectType>) {
        if node.kind() != Kind::Object {
            self.say(codes::WRONG_JSON_TYPE, node, "`extensions` is no object");
            return;
        }
        let mut empty = true;
        for member in node.members() {
            empty = false;
            let key = member.key.string().unwrap_or_default();
            if member.value.kind() != Kind::Object {
                self.say(codes::WRONG_JSON_TYPE, member.value, format!("the extension `{}` is no object", shown(&key)));
            } else if super::id::parts(&key).is_some_and(|(kind, _)| kind == "extension-definition") {
                self.defined_extension(member.key, member.value);
            } else if let Some(known) = extension(&key) {
                self.predefined_extension(&key, known, row, member.key, member.value);
            } else {
                self.unknown_extension(&key, row, member.key);
            }
        }
        if empty {
            self.empty_dictionary("extensions", node);
        }
    }

    fn defined_extension(&mut self, key: Node<'d>, value: Node<'d>) {
        if let Some(id) = key.string() {
            self.uuid(key, &id);
        }
        let words = vocabulary("extension-type-enum").map_or(&[][..], |row| row.values);
        match value.get("extension_type") {
            None => {
                self.say(codes::NO_EXTENSION_TYPE, key, "the extension does not say of which type it is")
                    .helped(format!("`extension_type` is one of `{}`", words.join("`, `")));
            }
            Some(kind) => match kind.string() {
                Some(word) if words.contains(&&*word) => {}
                word => {
                    let word = word.unwrap_or_default();
                    self.say(codes::EXTENSION_TYPE, kind, format!("`{}` is no type of extensions", shown(&word)))
                        .helped_by(did_you_mean(&word, words.iter().copied()));
                }
            },
        }
        for member in value.members() {
            let name = member.key.string().unwrap_or_default();
            let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
            if !name.bytes().all(fits) || !(3..=250).contains(&name.len()) {
                self.say(
                    codes::EXTENSION_PROPERTY_NAME,
                    member.key,
                    format!("`{}` cannot name a property", shown(&name)),
                )
                .helped("names have 3 to 250 small letters, digits and `_`");
            }
        }
    }

    fn predefined_extension(
        &mut self,
        key: &str,
        known: &'static ObjectType,
        row: Option<&'static ObjectType>,
        at: Node<'d>,
        value: Node<'d>,
    ) {
        if row.is_none_or(|row| row.name != known.host) {
            let host = row.map_or("an object of your own type".to_owned(), |row| format!("`{}`", row.name));
            self.say(codes::EXTENSION_HOST, at, format!("`{key}` stands on {host}"))
                .labelled(format!("belongs to `{}`", known.host))
                .helped(format!("only objects of the type `{}` carry it", known.host));
        }
        self.part(known, value);
    }

    fn unknown_extension(&mut self, key: &str, row: Option<&'static ObjectType>, at: Node<'d>) {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let named = key.ends_with("-ext") && key.bytes().all(fits) && (3..=250).contains(&key.len());
        let near = did_you_mean(key, EXTENSIONS.iter().map(|row| row.name));
        let hosts = row.is_some_and(|row| !row.predefined_extensions.is_empty());
        if named && near.is_none() {
            self.say(codes::CUSTOM_CONTENT, at, format!("`{key}` is no extension of the standard")).helped(
                "allowed, but deprecated: the key of an extension should be the id of its extension-definition",
            );
        } else {
            let code = if hosts { codes::UNKNOWN_EXTENSION } else { codes::CUSTOM_EXTENSION_NAME };
            self.say(code, at, format!("`{}` is no extension", shown(key)))
                .helped("the key of an extension is the id of its extension-definition, or a name of the standard")
                .helped_by(near);
        }
    }
}
