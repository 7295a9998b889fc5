//! Values by the shape that the tables give them (STIX 2.1, section 2).

use super::judge::{Judge, Tell, shown};
use super::{format, requirement, time};
use crate::diag::codes::standard as codes;
use crate::diag::{Fix, did_you_mean, nearest};
use crate::json::{Kind, Node};
use crate::vocab::standard::{Level, Property, Shape, structure, vocabulary};

/// The largest whole number of 54 bits with a sign (section 2.10).
const LIMIT: f64 = 9_007_199_254_740_991.0;

impl<'d> Judge<'d> {
    /// A value of a property of a type, an extension or a structure, which `owner` names.
    pub fn value(&mut self, owner: &'static str, property: &'static Property, shape: &'static Shape, node: Node<'d>) {
        match shape {
            Shape::List(inner) => self.list(owner, property, inner, node),
            Shape::Object(name) => {
                if self.is(node, Kind::Object, property) {
                    structure(name).into_iter().for_each(|row| self.part(row, node));
                }
            }
            Shape::Choice(names) => {
                if self.is(node, Kind::Object, property) {
                    self.choice(names, node);
                }
            }
            Shape::Dictionary(words) => self.dictionary(property, words, node),
            Shape::Hashes => self.hashes(property, node),
            Shape::ObservableContainer => self.container(node),
            Shape::Boolean => {
                if node.kind() != Kind::Boolean {
                    let name = property.name;
                    self.say(codes::NOT_A_BOOLEAN, node, format!("`{name}` is neither `true` nor `false`"))
                        .helped("write `true` or `false`, without quotes");
                }
            }
            Shape::Integer { min, max } => {
                let bounds = (min.map(|min| min as f64), max.map(|max| max as f64));
                self.number(owner, property, bounds, true, node);
            }
            Shape::Float { min, max } => self.number(owner, property, (*min, *max), false, node),
            Shape::Reserved => {
                self.say(
                    codes::RESERVED_ACTION,
                    node,
                    format!("`{}` is kept for later versions of STIX", property.name),
                )
                .helped("leave the property away");
            }
            Shape::StixObject => {}
            Shape::String
            | Shape::Timestamp
            | Shape::Identifier(_)
            | Shape::OpenVocab(_)
            | Shape::Enum(_)
            | Shape::Binary
            | Shape::Hex => {
                if self.is(node, Kind::String, property)
                    && let Some(text) = node.string()
                {
                    self.text(owner, property, shape, node, &text);
                }
            }
        }
    }

    fn text(&mut self, owner: &'static str, property: &Property, shape: &Shape, node: Node<'d>, text: &str) {
        match shape {
            Shape::Timestamp => self.timestamp(property.name, property.milliseconds, node, text),
            Shape::Identifier(targets) if property.name == "id" => self.own_id(targets.first().copied(), node, text),
            Shape::Identifier(targets) => self.reference(owner, property.name, targets, node, text),
            Shape::OpenVocab(name) => self.open_word(owner, property, name, node, text),
            Shape::Enum(name) => self.closed_word(owner, property, name, node, text),
            Shape::Binary => {
                if !format::is_base64(text) {
                    self.say(codes::NOT_BASE64, node, format!("`{}` is not base64", property.name))
                        .helped("write it as RFC 4648 has it, in groups of four, padded by `=`");
                }
            }
            Shape::Hex => self.hex(property.name, node, text),
            _ if property.fixed.is_empty() || property.fixed == text => self.language(owner, property.name, node, text),
            _ if property.name == "spec_version" => {
                let place = self.at(node);
                self.say(codes::SPEC_VERSION, node, format!("`spec_version` is `{}`, not `2.1`", shown(text)))
                    .helped("an object of STIX 2.0 differs in more than its version: convert it")
                    .fixed(Fix::guess("write `2.1`", place, "\"2.1\""));
            }
            _ => {
                let message = format!("`{}` is `{}`, not `{}`", property.name, shown(text), property.fixed);
                self.say(codes::WRONG_JSON_TYPE, node, message);
            }
        }
    }

    /// Whether a value has a JSON type; where it has not, that is told.
    pub fn is(&mut self, node: Node<'_>, kind: Kind, property: &Property) -> bool {
        if node.kind() == kind {
            return true;
        }
        let name = property.name;
        let article = |kind| match kind {
            Kind::Object => "an object",
            Kind::List => "a list",
            Kind::String => "a text",
            Kind::Number => "a number",
            Kind::Boolean => "true or false",
            Kind::Null => "null",
        };
        let place = self.at(node);
        let message = format!("`{name}` is {} where it has to be {}", article(node.kind()), article(kind));
        let found = self.say(codes::WRONG_JSON_TYPE, node, message);
        match node.kind() {
            Kind::Null => found.helped("STIX has no null: leave the property away"),
            Kind::Number | Kind::Boolean if kind == Kind::String => {
                found.fixed(Fix::guess("put it into quotes", place, format!("\"{}\"", node.raw())))
            }
            Kind::String if kind == Kind::List => {
                found.fixed(Fix::guess("make it a list", place, format!("[{}]", node.raw())))
            }
            _ => found,
        };
        false
    }

    fn list(&mut self, owner: &'static str, property: &'static Property, inner: &'static Shape, node: Node<'d>) {
        if !self.is(node, Kind::List, property) {
            return;
        }
        let mut empty = true;
        for item in node.items() {
            empty = false;
            self.value(owner, property, inner, item);
        }
        if empty {
            self.say(codes::EMPTY_LIST, node, format!("`{}` is an empty list", property.name))
                .helped("leave the property away where there is nothing to list");
        }
    }

    fn number(
        &mut self,
        owner: &str,
        property: &Property,
        bounds: (Option<f64>, Option<f64>),
        whole: bool,
        node: Node<'_>,
    ) {
        let name = property.name;
        let Some(number) = node.number() else {
            self.is(node, Kind::Number, property);
            return;
        };
        let value = number.float();
        if !value.is_finite() {
            self.say(codes::NOT_A_NUMBER, node, format!("`{name}` is beyond all numbers that programs hold"));
        } else if whole && value.fract() != 0.0 {
            self.say(
                codes::WRONG_JSON_TYPE,
                node,
                format!("`{name}` is {} where it has to be a whole number", shown(node.raw())),
            );
        } else if whole && value.abs() > LIMIT {
            self.say(codes::INTEGER_RANGE, node, format!("`{name}` needs more than 54 bits"))
                .helped("whole numbers lie between -(2^53)+1 and 2^53-1, so that every program holds them exactly");
        } else if bounds.0.is_some_and(|min| value < min) || bounds.1.is_some_and(|max| value > max) {
            let allowed = match bounds {
                (Some(min), Some(max)) if max < LIMIT => format!("between {min} and {max}"),
                (Some(min), _) => format!("{min} or more"),
                (_, max) => format!("{} or less", max.unwrap_or(LIMIT)),
            };
            let code = requirement("bounds", owner, name, codes::INTEGER_RANGE);
            self.say(code, node, format!("`{name}` is {}, and has to be {allowed}", shown(node.raw())))
                .mildly(property.bounds == Level::Should);
        }
    }

    /// A timestamp (section 2.16).
    pub fn timestamp(&mut self, name: &str, milliseconds: bool, node: Node<'_>, text: &str) {
        let place = self.at(node);
        let rewritten = || time::in_utc(text);
        match time::check(text) {
            Err(time::Wrong::Form) => {
                self.say(codes::TIMESTAMP_FORM, node, format!("`{name}` is no timestamp: `{}`", shown(text)))
                    .helped("a timestamp is written as in `2024-03-26T12:00:00.000Z`");
            }
            Err(time::Wrong::Zone) => {
                let found = self.say(codes::TIMESTAMP_ZONE, node, format!("`{name}` is not in UTC: `{}`", shown(text)));
                found.helped("timestamps of STIX end in a capital `Z`");
                if let Some(utc) = rewritten() {
                    found.fixed(Fix::safe(format!("write `{utc}`"), place, format!("\"{utc}\"")));
                }
            }
            Err(time::Wrong::NoSuchTime) => {
                self.say(codes::NO_SUCH_TIME, node, format!("no calendar has `{}`", shown(text)));
            }
            Ok(()) if milliseconds && time::precision(text) < 3 => {
                let plain = text.trim_end_matches('Z');
                let dot = if plain.contains('.') { "" } else { "." };
                let longer = format!("{plain}{dot}{}Z", "0".repeat(3 - time::precision(text)));
                self.say(codes::NO_MILLISECONDS, node, format!("`{name}` has fewer than three digits of fraction"))
                    .helped("the versions of an object are told apart by the millisecond")
                    .fixed(Fix::safe(format!("write `{longer}`"), place, format!("\"{longer}\"")));
            }
            Ok(()) => {}
        }
    }

    fn hex(&mut self, name: &str, node: Node<'_>, text: &str) {
        if format::is_hex(text) {
            return;
        }
        let lower = text.to_ascii_lowercase();
        let place = self.at(node);
        let fits = format::is_hex(&lower);
        let found = self.say(codes::NOT_HEX, node, format!("`{name}` is no hexadecimal text of STIX"));
        found.helped("an even number of digits, `0` to `9` and small `a` to `f`");
        if fits {
            found.fixed(Fix::safe("use small letters", place, format!("\"{lower}\"")));
        }
    }

    fn open_word(&mut self, owner: &str, property: &Property, name: &str, node: Node<'_>, text: &str) {
        let words = vocabulary(name).map_or(property.suggested, |row| row.values);
        if words.contains(&text) {
            return;
        }
        let code = match name {
            "" => codes::DEFINITION_TYPE,
            _ => requirement("vocab", owner, property.name, codes::VOCABULARY_SPELLING),
        };
        let place = self.at(node);
        let source = if name.is_empty() { "the words that the standard suggests" } else { name };
        let found = self.say(code, node, format!("`{}` is not in {source}", shown(text)));
        found.helped_by(did_you_mean(text, words.iter().copied()));
        if found.help.is_none() {
            found.helped("other words are allowed, but readers may not know them");
        }
        if let Some(near) = nearest(text, words.iter().copied()) {
            found.fixed(Fix::guess(format!("write `{near}`"), place, format!("\"{near}\"")));
        } else if !format::is_lowercase_hyphen(text) {
            self.say(
                codes::VOCABULARY_SPELLING,
                node,
                format!("`{}` is not spelled as words of vocabularies are", shown(text)),
            )
            .helped("own words should be in small letters, joined by hyphens");
        }
    }

    fn closed_word(&mut self, owner: &str, property: &Property, name: &str, node: Node<'_>, text: &str) {
        let words = vocabulary(name).map_or(&[][..], |row| row.values);
        if words.contains(&text) {
            return;
        }
        let code = requirement("enum", owner, property.name, codes::WRONG_JSON_TYPE);
        let place = self.at(node);
        let found = self.say(code, node, format!("`{}` is no word of {name}", shown(text)));
        match nearest(text, words.iter().copied()) {
            Some(near) => {
                found.helped(format!("did you mean `{near}`?"));
                found.fixed(Fix::guess(format!("write `{near}`"), place, format!("\"{near}\"")));
            }
            None if words.len() <= 12 => {
                found.helped(format!("it has to be one of `{}`", words.join("`, `")));
            }
            None => {
                found.helped(format!("`attrc list {name}` shows its words"));
            }
        }
    }

    fn choice(&mut self, names: &[&'static str], node: Node<'d>) {
        let strangers = |name: &&&'static str| {
            let row = structure(name);
            let known = |key: &str| row.is_some_and(|row| row.property(key).is_some());
            node.members().filter(|member| !member.key.string().is_some_and(|key| known(&key))).count()
        };
        // `definition_type` says which one is meant, where it is there.
        let kind = self.object.get("definition_type").and_then(Node::string).unwrap_or_default();
        let meant = names.iter().find(|name| name.split_once('-').is_some_and(|(first, _)| first == kind));
        let row = meant.or_else(|| names.iter().min_by_key(strangers)).and_then(|name| structure(name));
        row.into_iter().for_each(|row| self.part(row, node));
    }

    fn language(&mut self, owner: &str, name: &str, node: Node<'_>, text: &str) {
        // That of a marking of parts has a requirement of its own.
        if name == "lang"
            && owner != "granular-marking"
            && let Err(why) = format::check("language-tag", text)
        {
            self.say(codes::LANGUAGE_TAG, node, format!("`{}` is no language tag: {}", shown(text), why.reason))
                .helped("a tag is written as in `en`, `pt-BR` or `zh-Hans` (RFC 5646)");
        }
    }
}
