//! Arbitrary objects over the tables of the standard, as JSON texts: of every type, with any of its optional properties, and
//! on demand with whatever else files in the wild hold. Everything follows from a seed, so that a failure can be had again.
//!
//! [`Random::object`] keeps to the tables: types, vocabularies, bounds, formats, the order of times, and what must hold between
//! the properties of one object.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
#![allow(dead_code, reason = "each test uses a part")]

use std::fmt::Write;

use attrc::vocab::standard::{
    Category, Constraint, Level, OBJECT_TYPES, ObjectType, Property, Shape, extension, structure, vocabulary,
};

/// A source of choices: a small generator of pseudo-random numbers (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        *from.get(self.below(from.len())).unwrap()
    }

    /// Every type of the standard that can stand in a bundle.
    pub fn row(&mut self) -> &'static ObjectType {
        let rows: Vec<&ObjectType> = OBJECT_TYPES.iter().filter(|row| row.category != Category::Container).collect();
        self.pick(&rows)
    }

    /// An object of a type: what is required, and any of the rest.
    pub fn object(&mut self, row: &'static ObjectType) -> String {
        let members = self.members(row);
        braces(&members)
    }

    /// The same with what files in the wild hold besides.
    pub fn wild_object(&mut self, row: &'static ObjectType) -> String {
        let mut members = self.members(row);
        for _ in 0..self.below(3) {
            let key = self.wild_key();
            members.push((key, self.json(4)));
        }
        if self.chance(20) && !members.is_empty() {
            let at = self.below(members.len());
            members.get_mut(at).unwrap().1 = self.json(2);
        }
        if self.chance(5) {
            let at = self.below(members.len());
            members.remove(at);
        }
        let mut kept: Vec<(String, String)> = Vec::new();
        for (key, value) in members {
            if !kept.iter().any(|(other, _)| *other == key) {
                kept.push((key, value));
            }
        }
        braces(&kept)
    }

    /// A bundle of objects, some of them versions of others.
    pub fn wild_bundle(&mut self) -> String {
        let mut objects: Vec<String> = Vec::new();
        for _ in 0..self.below(6) {
            let row = self.row();
            objects.push(if self.chance(70) { self.wild_object(row) } else { self.odd_object() });
        }
        if let Some(first) = objects.first().cloned().filter(|_| self.chance(20)) {
            objects.push(first);
        }
        let mut members = vec![
            (quoted("type"), quoted("bundle")),
            (quoted("id"), quoted(&self.id("bundle"))),
            (quoted("objects"), format!("[{}]", objects.join(","))),
        ];
        if self.chance(20) {
            members.push((quoted("spec_version"), quoted("2.0")));
        }
        if self.chance(10) {
            members.push((quoted("x_of_the_bundle"), self.json(2)));
        }
        braces(&members)
    }

    /// An object of a type that no table has, or of none.
    pub fn odd_object(&mut self) -> String {
        let kind = self.pick(&["x-example-thing", "my-sdo", "Foo!", "x-a_b", "x-", "", "bundle"]);
        let mut members = vec![(quoted("type"), quoted(kind)), (quoted("id"), quoted(&self.id("x-example-thing")))];
        for key in ["name", "created", "labels", "x_foo", "id_2"] {
            if self.chance(40) {
                members.push((quoted(key), self.json(3)));
            }
        }
        members.retain(|_| self.chance(90));
        braces(&members)
    }

    /// Any value of JSON.
    pub fn json(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 6 } else { 8 }) {
            0 => self.pick(&["null", "true", "false"]).to_owned(),
            1 | 2 => self.wild_number(),
            3..=5 => self.wild_text(),
            6 => {
                let count = self.below(4);
                let items: Vec<String> = (0..count).map(|_| self.json(depth - 1)).collect();
                format!("[{}]", items.join(", "))
            }
            _ => {
                let count = self.below(4);
                let members: Vec<_> =
                    (0..count).map(|at| (quoted(&format!("{}{at}", self.word())), self.json(depth - 1))).collect();
                braces(&members)
            }
        }
    }

    pub fn wild_number(&mut self) -> String {
        let fixed = ["0", "-0", "1.0", "1e5", "1E+5", "-1.50e-7", "1e999", "18446744073709551616", "2024", "0.1"];
        if self.chance(50) { self.pick(&fixed).to_owned() } else { self.below(100_000).to_string() }
    }

    /// A text as JSON spells it, of any characters.
    pub fn wild_text(&mut self) -> String {
        let parts = [
            "a",
            "Voters",
            " ",
            "\"",
            "\\",
            "\n",
            "\r",
            "\t",
            "\u{0}",
            "\u{2028}",
            "\u{202e}",
            "\u{85}",
            "😀",
            "é",
            "\"\"\"",
            "# no comment",
            "}",
            "unknown",
            "2024-03-25",
            "2024-03-25T12:00:00Z",
            "identity--",
            "\u{feff}",
            "   ",
            "\n\n",
            "\u{7f}",
            "\u{ffff}",
        ];
        let count = self.below(6);
        quoted(&(0..count).map(|_| self.pick(&parts)).collect::<String>())
    }

    fn wild_key(&mut self) -> String {
        let fixed =
            ["x_foo", "custom", "object", "use", "since", "unknown", "true", "A B", "", "é", "x-y", "SHA-256", "1"];
        if self.chance(70) { quoted(self.pick(&fixed)) } else { self.wild_text() }
    }

    fn members(&mut self, row: &'static ObjectType) -> Vec<(String, String)> {
        let mut members = Vec::new();
        for property in row.properties.iter().filter(|property| !property.deprecated) {
            let wanted = property.required || property.name == "id" || self.chance(40);
            if let Some(value) = wanted.then(|| self.property(row, property)).flatten() {
                members.push((quoted(property.name), value));
            }
        }
        for constraint in row.constraints.iter().filter(|constraint| constraint.level == Level::Must) {
            self.keep(row, constraint, &mut members);
        }
        members
    }

    /// Mends what a constraint finds wrong with the members of an object.
    fn keep(&mut self, row: &'static ObjectType, constraint: &Constraint, members: &mut Vec<(String, String)>) {
        let has = |members: &Vec<(String, String)>, key: &str| members.iter().any(|(name, _)| *name == quoted(key));
        let drop = |members: &mut Vec<(String, String)>, key: &str| members.retain(|(name, _)| *name != quoted(key));
        let listed = constraint.argument("properties");
        let then = constraint.argument("then");
        match constraint.rule {
            "exactly-one-of" | "at-least-one-of" => {
                if !listed.iter().any(|key| has(members, key)) {
                    self.add(row, listed.last().unwrap(), members);
                }
                if constraint.rule == "exactly-one-of" && listed.iter().all(|key| has(members, key)) {
                    drop(members, listed.first().unwrap());
                }
            }
            "any-of-sets" => {
                let sets =
                    || constraint.arguments.iter().filter(|argument| argument.0 == "sets").map(|argument| argument.1);
                if !sets().any(|set| set.iter().all(|key| has(members, key))) {
                    sets().next().unwrap().iter().for_each(|key| self.add(row, key, members));
                }
            }
            "requires" if constraint.argument("if").iter().all(|key| has(members, key)) => {
                then.iter().for_each(|key| self.add(row, key, members));
            }
            "requires-absent" if !constraint.argument("if_absent").iter().any(|key| has(members, key)) => {
                then.iter().for_each(|key| self.add(row, key, members));
            }
            "requires-when" | "forbidden-when" => {
                let [key, value] = constraint.argument("when") else { return };
                if members.iter().any(|(name, given)| *name == quoted(key) && given == value) {
                    then.iter().for_each(|key| self.add(row, key, members));
                    listed.iter().for_each(|key| drop(members, key));
                }
            }
            "at-least-one-property" => {
                let own = row.properties.iter().filter(|property| !property.common && property.fixed.is_empty());
                if !own.clone().any(|property| has(members, property.name)) {
                    own.for_each(|property| self.add(row, property.name, members));
                }
            }
            "only-when-contains" => constraint.argument("property").iter().for_each(|key| drop(members, key)),
            "refs-contain-one-of" => {
                let refs = format!("[{}]", quoted(&self.id("domain-name")));
                for key in constraint.argument("property") {
                    members
                        .iter_mut()
                        .filter(|(name, _)| *name == quoted(key))
                        .for_each(|(_, value)| value.clone_from(&refs));
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, row: &'static ObjectType, key: &str, members: &mut Vec<(String, String)>) {
        let absent = !members.iter().any(|(name, _)| *name == quoted(key));
        if let Some(property) = row.property(key).filter(|_| absent) {
            members.extend(self.property(row, property).map(|value| (quoted(key), value)));
        }
    }

    fn property(&mut self, row: &'static ObjectType, property: &'static Property) -> Option<String> {
        Some(match property.name {
            "type" => quoted(row.name),
            "id" => quoted(&self.id(row.name)),
            "spec_version" => quoted("2.1"),
            "extensions" => self.extensions(row)?,
            "lang" => quoted(self.pick(&["en", "de"])),
            "granular_markings" => return None,
            "object_marking_refs" if row.name == "marking-definition" => return None,
            "definition_type" => quoted("statement"),
            "definition" => r#"{"statement": "Harbour, for pilots"}"#.to_owned(),
            _ if !property.fixed.is_empty() => quoted(property.fixed),
            _ => match formatted(row, property.name) {
                Some(text) if matches!(property.shape, Shape::List(_)) => format!("[{}]", quoted(text)),
                Some(text) => quoted(text),
                None => self.value(row, property, &property.shape)?,
            },
        })
    }

    fn value(&mut self, row: &'static ObjectType, property: &'static Property, shape: &Shape) -> Option<String> {
        Some(match shape {
            Shape::String => match property.name {
                "pattern" => quoted("[ipv4-addr:value = '198.51.100.7']"),
                _ => quoted(&self.words()),
            },
            Shape::Boolean => self.pick(&["true", "false"]).to_owned(),
            Shape::Integer { min, max } => {
                let low = min.unwrap_or(0);
                let high = max.unwrap_or(low + 1000).min(low + 100_000);
                (low + self.below((high - low + 1) as usize) as i64).to_string()
            }
            Shape::Float { min, max } => {
                let (low, high) = (min.unwrap_or(0.0), max.unwrap_or(100.0));
                (low + (high - low) * self.below(1000) as f64 / 1000.0).to_string()
            }
            Shape::Timestamp => quoted(&self.instant(row, property)),
            Shape::Identifier(targets) => {
                let target = match self.pick(targets) {
                    "@any" | "@sdo" => "malware",
                    "@sco" => "domain-name",
                    "@sro" => "relationship",
                    target => target,
                };
                quoted(&self.id(target))
            }
            Shape::List(inner) => {
                let count = 1 + self.below(2);
                let mut items: Vec<String> = (0..count).filter_map(|_| self.value(row, property, inner)).collect();
                items.dedup();
                (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))?
            }
            Shape::Object(name) => self.structure(name)?,
            Shape::Choice(names) => {
                let name = self.pick(names);
                self.structure(name)?
            }
            Shape::Dictionary(kinds) => {
                let value = match self.pick(kinds) {
                    "integer" => "7".to_owned(),
                    "list of string" => format!("[{}]", quoted(&self.words())),
                    "object" => "{\"name\": \"x\"}".to_owned(),
                    "translations" => return Some(r#"{"de": {"name": "Hafen"}}"#.to_owned()),
                    _ => quoted(&self.words()),
                };
                braces(&[(quoted("tide_table"), value)])
            }
            Shape::OpenVocab(name) | Shape::Enum(name) => {
                let words = vocabulary(name).map_or(property.suggested, |row| row.values);
                quoted(if words.is_empty() { "word" } else { self.pick(words) })
            }
            Shape::Binary => quoted("SGVsbG8="),
            Shape::Hex => quoted("68656c6c6f"),
            Shape::Hashes => {
                braces(&[(quoted("MD5"), quoted(&self.hex(32))), (quoted("SHA-256"), quoted(&self.hex(64)))])
            }
            Shape::ObservableContainer | Shape::StixObject | Shape::Reserved => return None,
        })
    }

    fn structure(&mut self, name: &str) -> Option<String> {
        let row = structure(name)?;
        let members = self.members(row);
        (!members.is_empty()).then(|| braces(&members))
    }

    fn extensions(&mut self, row: &'static ObjectType) -> Option<String> {
        let name = self.pick(row.predefined_extensions.get(..).filter(|all| !all.is_empty())?);
        let row = extension(name)?;
        let members = self.members(row);
        (!members.is_empty()).then(|| braces(&[(quoted(name), braces(&members))]))
    }

    /// An id of a few, so that objects refer to each other and have versions.
    fn id(&mut self, kind: &str) -> String {
        format!("{kind}--0000000{}-0000-4000-8000-000000000000", self.below(3))
    }

    /// An instant, late where the property is the later end of an interval.
    fn instant(&mut self, row: &ObjectType, property: &Property) -> String {
        let orders = row.constraints.iter().filter(|constraint| constraint.rule == "time-order");
        let late = orders.flat_map(|constraint| constraint.argument("later")).any(|later| *later == property.name);
        let year = if late { 2020 } else { 2010 } + self.below(9);
        let (month, day, second) = (1 + self.below(12), 1 + self.below(28), self.below(60));
        let fraction = self.pick(&[".000", ".123", ".1234567", ".000000"]);
        format!("{year}-{month:02}-{day:02}T10:20:{second:02}{fraction}Z")
    }

    fn words(&mut self) -> String {
        (0..1 + self.below(3)).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self) -> &'static str {
        self.pick(&["harbour", "Tin", "lantern", "uses", "domain", "7", "C++", "Ünï", "custom", "x"])
    }

    fn hex(&mut self, length: usize) -> String {
        (0..length).map(|_| char::from_digit(self.below(16) as u32, 16).unwrap()).collect()
    }
}

/// A text in the format that a property is held to.
fn formatted(row: &ObjectType, property: &str) -> Option<&'static str> {
    let formats = row.constraints.iter().filter(|constraint| constraint.rule == "format");
    let own = formats.filter(|constraint| {
        constraint.argument("property").iter().any(|name| name.trim_end_matches("[]") == property)
    });
    own.flat_map(|constraint| constraint.argument("format")).find_map(|format| {
        Some(match *format {
            "charset" => "UTF-8",
            "country-code" => "NZ",
            "cpe-2.3" => "cpe:2.3:a:example:harbour:1.0:*:*:*:*:*:*:*",
            "domain-name" => "harbour.example",
            "email-address" => "pilot@harbour.example",
            "full-registry-hive" => "HKEY_LOCAL_MACHINE\\System\\Harbour",
            "ipv4-or-cidr" => "198.51.100.7",
            "ipv6-or-cidr" => "2001:db8::7",
            "language-tag" => "en",
            "lowercase-hyphen" => "tin-lantern",
            "mac-address" => "00:00:5e:00:53:07",
            "media-type" => "text/plain",
            "priority-class" => "IDLE_PRIORITY_CLASS",
            "relationship-type" => "related-to",
            "subdivision-code" => "NZ-AUK",
            "url" => "https://harbour.example/tides",
            _ => return None,
        })
    })
}

/// A text as JSON spells it.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn braces(members: &[(String, String)]) -> String {
    let mut out = "{".to_owned();
    for (at, (key, value)) in members.iter().enumerate() {
        let comma = if at > 0 { ", " } else { "" };
        write!(out, "{comma}{key}: {value}").unwrap();
    }
    out + "}"
}
