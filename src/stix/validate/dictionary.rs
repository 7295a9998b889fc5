//! Dictionaries and digests by algorithm (STIX 2.1, sections 2.3 and 2.7).

use super::format;
use super::judge::{Judge, Tell, shown};
use crate::diag::codes::standard as codes;
use crate::diag::{Fix, did_you_mean, nearest};
use crate::json::{Kind, Node};
use crate::vocab::standard::{Property, vocabulary};

impl<'d> Judge<'d> {
    /// Keys and values.
    pub fn dictionary(&mut self, property: &'static Property, words: &[&str], node: Node<'d>) {
        if !self.is(node, Kind::Object, property) {
            return;
        }
        let mut empty = true;
        for member in node.members() {
            empty = false;
            let key = member.key.string().unwrap_or_default();
            // Languages have their own rule.
            if !words.contains(&"translations") {
                self.dictionary_key(&key, member.key);
            }
            if property.name == "document_info_dict" {
                self.pdf_key(&key, member.key);
            }
            self.dictionary_value(property.name, words, &key, member.value);
            if words.contains(&"translations") {
                for translated in member.value.members() {
                    self.property_name(&translated.key.string().unwrap_or_default(), translated.key);
                }
            }
        }
        if empty {
            self.empty_dictionary(property.name, node);
        }
    }

    /// An object without members (section 2.3).
    pub fn empty_dictionary(&mut self, name: &str, node: Node<'_>) {
        self.say(codes::EMPTY_DICTIONARY, node, format!("`{name}` has no members"))
            .helped("leave the property away where there is nothing to say");
    }

    fn dictionary_key(&mut self, key: &str, node: Node<'_>) {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if key.is_empty() || key.len() > 250 || !key.bytes().all(fits) {
            self.say(codes::DICTIONARY_KEY, node, format!("`{}` is no key of a dictionary", shown(key)))
                .helped("keys have 1 to 250 ASCII letters, digits, `_` and `-`");
        }
    }

    /// The keys that PDF gives to what it says of a document (ISO 32000-1, section 14.3.3).
    fn pdf_key(&mut self, key: &str, node: Node<'_>) {
        const KEYS: [&str; 9] =
            ["Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate", "Trapped"];
        if !KEYS.contains(&key) {
            let near = did_you_mean(key.trim_start_matches('/'), KEYS);
            self.say(
                codes::PDF_INFORMATION,
                node,
                format!("`{}` is no key of the information that PDF has", shown(key)),
            )
            .helped(format!("they are `{}`", KEYS.join("`, `")))
            .helped_by(near);
        }
    }

    fn dictionary_value(&mut self, name: &str, words: &[&str], key: &str, node: Node<'_>) {
        let fits = |word: &&str| match *word {
            "string" => node.kind() == Kind::String,
            "integer" => node.number().is_some_and(|number| number.float().fract() == 0.0),
            "object" | "translations" => node.kind() == Kind::Object,
            "list of string" => {
                node.kind() == Kind::List
                    && node.items().next().is_some()
                    && node.items().all(|item| item.kind() == Kind::String)
            }
            _ => node.kind() != Kind::Null,
        };
        if words.iter().any(fits) {
            return;
        }
        let code = match name {
            "additional_header_fields" => codes::HEADER_VALUES,
            "request_header" => codes::REQUEST_HEADER,
            "exif_tags" => codes::EXIF_VALUES,
            "ipfix" => codes::IPFIX_VALUES,
            "environment_variables" => codes::ENVIRONMENT_VARIABLES,
            _ => codes::DICTIONARY_VALUE,
        };
        let wanted: Vec<&str> = words
            .iter()
            .map(|word| match *word {
                "string" => "a text",
                "integer" => "a whole number",
                "list of string" => "a list of texts",
                "object" | "translations" => "an object",
                _ => "a value",
            })
            .collect();
        let place = self.at(node);
        let found =
            self.say(code, node, format!("the value of `{}` in `{name}` is not {}", shown(key), wanted.join(" or ")));
        if words.contains(&"list of string") && node.kind() == Kind::String {
            found.fixed(Fix::safe("make it a list", place, format!("[{}]", node.raw())));
        }
    }

    /// Digests by algorithm (section 2.7).
    pub fn hashes(&mut self, property: &'static Property, node: Node<'d>) {
        if !self.is(node, Kind::Object, property) {
            return;
        }
        let known = vocabulary("hash-algorithm-ov").map_or(&[][..], |row| row.values);
        let (mut count, mut sha256) = (0, false);
        for member in node.members() {
            count += 1;
            let key = member.key.string().unwrap_or_default();
            sha256 |= key == "SHA-256";
            let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
            if !(3..=250).contains(&key.len()) || !key.bytes().all(fits) {
                self.say(codes::HASH_KEY, member.key, format!("`{}` cannot name an algorithm", shown(&key)))
                    .helped("keys have 3 to 250 ASCII letters, digits, `_` and `-`");
            } else if !known.contains(&&*key) {
                let place = self.at(member.key);
                let near = known.iter().find(|word| word.eq_ignore_ascii_case(&key)).copied();
                let near = near.or_else(|| nearest(&key, known.iter().copied()));
                let found =
                    self.say(codes::UNKNOWN_HASH, member.key, format!("`{}` is not in hash-algorithm-ov", shown(&key)));
                match near {
                    Some(near) => found.helped(format!("did you mean `{near}`?")).fixed(Fix::guess(
                        format!("write `{near}`"),
                        place,
                        format!("\"{near}\""),
                    )),
                    None => found.helped("other algorithms are allowed, but readers may not know them"),
                };
            }
            match member.value.string() {
                None => {
                    self.is(member.value, Kind::String, property);
                }
                Some(digest) => {
                    if let Some(form) = format::digest_form(&key)
                        && !form.fits(&digest)
                    {
                        self.say(codes::HASH_DIGEST, member.value, format!("`{}` is no {key} digest", shown(&digest)))
                            .helped(format!("it has {}", form.words()));
                    }
                }
            }
        }
        if count == 0 {
            self.empty_dictionary(property.name, node);
        } else if !sha256 {
            self.say(codes::HASHES_WITHOUT_SHA_256, node, format!("`{}` have no SHA-256", property.name))
                .helped("SHA-256 should be among them, whenever it can be had");
        }
    }
}
