//! Facts by hand, for tests of emission.

use std::collections::HashMap;

use attrc::facts::{
    Bound, Bounds, Certainty, Claim, ClaimId, Entity, EntityId, Facts, Form, Found, Gap, Object, Origin, Precision,
    Property, PropertyValue, Quantity, Quotation, Response, ResponseId, Statement, Target, Time, Value, Voice,
};
use attrc::project::SCRATCH_NAMESPACE;
use attrc::source::{FileId, Location, Span};
use attrc::stix::{Author, Bundle, Emission, Settings, emit};
use attrc::vocab::language::{self, CONFIDENCES, GRADES};
use attrc::vocab::standard::marking;
use jiff::Timestamp;

/// Facts in the making. Names of entities are those that the methods were given.
#[derive(Default)]
pub struct Build {
    pub facts: Facts,
    names: HashMap<String, EntityId>,
    document: Option<EntityId>,
}

impl Build {
    /// What stands in `from NAME { … }` until the next call.
    pub fn from(&mut self, name: &str) -> &mut Self {
        self.document = Some(self.id(name));
        self
    }

    /// What stands outside of all documents until the next call.
    pub fn outside(&mut self) -> &mut Self {
        self.document = None;
        self
    }

    pub fn id(&self, name: &str) -> EntityId {
        *self.names.get(name).unwrap_or_else(|| panic!("`{name}` is not declared"))
    }

    pub fn declare(&mut self, kind: &str, name: &str, title: &str) -> Declared<'_> {
        self.entity(kind, name, title, Form::Declared, None)
    }

    pub fn inline(&mut self, kind: &str, title: &str) -> Declared<'_> {
        self.entity(kind, title, title, Form::Inline, self.document)
    }

    pub fn observable(&mut self, kind: &str, value: &str) -> Declared<'_> {
        self.entity(kind, value, value, Form::Observable, None).text("value", value)
    }

    pub fn coded(&mut self, kind: &str, code: &str) -> Declared<'_> {
        self.entity(kind, code, code, Form::Coded, None)
    }

    fn entity(&mut self, kind: &str, name: &str, title: &str, form: Form, scope: Option<EntityId>) -> Declared<'_> {
        let id = EntityId(self.facts.entities.len() as u32);
        let kind = language::kind(kind).unwrap_or_else(|| panic!("no kind `{kind}`"));
        let introduced_by = self.document.filter(|_| form == Form::Declared);
        let origin = self.origin();
        self.facts.entities.push(Entity {
            name: name.to_owned(),
            was: None,
            kind,
            title: title.to_owned(),
            form,
            scope,
            introduced_by,
            properties: Vec::new(),
            origin,
        });
        self.names.insert(name.to_owned(), id);
        Declared { build: self, id }
    }

    pub fn origin(&mut self) -> Origin {
        let number = self.facts.origins.len() as u32;
        self.facts.origins.push(Location::new(FileId(0), Span::new(number, number + 1)));
        Origin(number)
    }

    pub fn voice(&self, speakers: &[&str]) -> Voice {
        Voice {
            speakers: speakers.iter().map(|name| self.id(name)).collect(),
            document: self.document,
            via: Vec::new(),
            on_behalf_of: Vec::new(),
            dated: None,
        }
    }

    /// A claim; `object` is a name, or a gap in brackets (`[unstated]`).
    pub fn claim(&mut self, speaker: &str, stance: &str, subject: &str, verb: &str, object: &str) -> &mut Claim {
        let object = match object {
            "[unstated]" => Object::Gap(Gap::Unstated),
            name => Object::Entity(self.id(name)),
        };
        let claim = Claim {
            voice: self.voice(&speaker.split(", ").collect::<Vec<_>>()).into(),
            stance: language::stance(stance).expect("a stance"),
            labels: Vec::new(),
            subject: self.id(subject),
            verb: language::verb(verb).unwrap_or_else(|| panic!("no verb `{verb}`")),
            object,
            negated: false,
            role: None,
            under: None,
            time: None,
            relative: Vec::new(),
            lasting: None,
            quantity: None,
            quotation: None,
            certainty: Certainty::default(),
            origin: self.origin(),
            places: attrc::facts::Places::default(),
        };
        self.facts.claims.push(claim);
        self.facts.claims.last_mut().expect("just pushed")
    }

    pub fn last_claim(&self) -> ClaimId {
        ClaimId(self.facts.claims.len() as u32 - 1)
    }

    pub fn statement(&mut self, speaker: &str, stance: &str, words: &str) {
        let statement = Statement {
            voice: self.voice(&[speaker]),
            stance: language::stance(stance).expect("a stance"),
            labels: Vec::new(),
            quotation: Quotation { text: words.to_owned(), found: None, origin: Origin::default() },
            origin: self.origin(),
        };
        self.facts.statements.push(statement);
    }

    pub fn response(&mut self, speaker: &str, word: &str, targets: Vec<Target>) -> &mut Response {
        let response = Response {
            voice: self.voice(&[speaker]),
            word: language::response(word).expect("a response"),
            labels: Vec::new(),
            targets,
            quotation: None,
            origin: self.origin(),
        };
        self.facts.responses.push(response);
        self.facts.responses.last_mut().expect("just pushed")
    }

    pub fn last_response(&self) -> ResponseId {
        ResponseId(self.facts.responses.len() as u32 - 1)
    }

    pub fn emit(&self) -> Emission {
        emit(&self.facts, &settings())
    }

    /// The bundle of the facts, which have to be without findings.
    pub fn bundle(&self) -> String {
        let emission = self.emit();
        assert_eq!(emission.findings, [], "facts of this test are clean");
        bundle(&emission)
    }
}

/// An entity that is being declared.
pub struct Declared<'b> {
    build: &'b mut Build,
    pub id: EntityId,
}

impl Declared<'_> {
    pub fn value(self, key: &str, value: Value) -> Self {
        self.with(key, value, |_| {})
    }

    pub fn with(self, key: &str, value: Value, change: impl FnOnce(&mut PropertyValue)) -> Self {
        let origin = self.build.origin();
        let according_to = self.build.document;
        let mut value = PropertyValue {
            value,
            by: Vec::new(),
            according_to,
            quotation: None,
            time: None,
            under: None,
            as_to: Vec::new(),
            counts: Vec::new(),
            within: None,
            maximum_penalty: None,
            origin,
        };
        change(&mut value);
        let entity = &mut self.build.facts.entities[self.id.0 as usize];
        let row = entity.kind.key(key);
        entity.properties.push(Property { key: key.to_owned(), row, values: vec![value], origin });
        self
    }

    pub fn text(self, key: &str, text: &str) -> Self {
        self.value(key, Value::Text(text.to_owned()))
    }

    pub fn word(self, key: &str, word: &str) -> Self {
        self.value(key, Value::Word(word.to_owned()))
    }

    pub fn code(self, key: &str, code: &str) -> Self {
        self.value(key, Value::Code(code.to_owned()))
    }

    pub fn time(self, key: &str, time: Time) -> Self {
        self.value(key, Value::Time(time))
    }

    pub fn name(self, key: &str, name: &str) -> Self {
        let id = self.build.id(name);
        self.value(key, Value::Entity(id))
    }

    pub fn unnamed_in(self, document: &str) -> Self {
        let document = self.build.id(document);
        self.build.facts.entities[self.id.0 as usize].scope = Some(document);
        self
    }

    pub fn was(self, name: &str) -> Self {
        self.build.facts.entities[self.id.0 as usize].was = Some(name.to_owned());
        self
    }
}

pub fn settings() -> Settings {
    Settings {
        author: Author { name: "Example CERT".to_owned(), identity_class: "organization".to_owned(), id: None },
        namespace: SCRATCH_NAMESPACE,
        marking: marking("clear"),
        lang: None,
        release_time: None,
        catalogue: Default::default(),
        withdrawn: None,
        made: None,
        traced: false,
    }
}

pub fn bundle(emission: &Emission) -> String {
    let mut out = Vec::new();
    Bundle::new(emission.objects.clone()).write(&mut out).expect("memory takes all");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// A day, month or year, with its outer bounds at both ends.
pub fn on(words: &str, first: &str, last: &str, precision: Precision) -> Time {
    let bounds = Bounds { earliest: Some(instant(first, "00:00:00")), latest: Some(instant(last, "23:59:59.999")) };
    Time { words: words.to_owned(), qualifier: None, precision, start: bounds, stop: bounds, ongoing: false }
}

pub fn day(day: &str) -> Time {
    on(day, day, day, Precision::Day)
}

pub fn during(year: &str) -> Time {
    on(&format!("during {year}"), &format!("{year}-01-01"), &format!("{year}-12-31"), Precision::Year)
}

pub fn since(words: &str, first: &str, last: &str) -> Time {
    Time { stop: Bounds::default(), ..on(words, first, last, Precision::Month) }
}

pub fn until(words: &str, first: &str, last: &str) -> Time {
    Time { start: Bounds::default(), ..on(words, first, last, Precision::Year) }
}

pub fn quantity(words: &str, bound: Bound, min: Option<f64>, counted: &str) -> Quantity {
    Quantity {
        words: words.to_owned(),
        written: words.to_owned(),
        bound,
        min,
        max: None,
        counted: Some(counted.to_owned()),
        currency: None,
    }
}

pub fn quoting(text: &str, start: u64) -> Quotation {
    let found = Found { start, end: start + text.len() as u64, text_sha256: "94".repeat(32) };
    Quotation { text: text.to_owned(), found: Some(found), origin: Origin::default() }
}

pub fn likelihood(scale: &str, word: &str) -> Certainty {
    let scale = language::scale(scale).expect("a scale");
    let hedge = scale.rows.iter().find(|row| row.word == word).expect("a hedge of the scale");
    Certainty { likelihood: Some((scale, hedge)), ..Certainty::default() }
}

pub fn graded(code: &str) -> Certainty {
    let row = GRADES.iter().find(|row| code.ends_with(row.word)).expect("a grade");
    Certainty { grade: Some((code.to_owned(), row)), ..Certainty::default() }
}

pub fn confident(word: &str) -> Certainty {
    let row = CONFIDENCES.iter().find(|row| row.word == word).expect("a word of confidence");
    Certainty { confidence: Some(row), ..Certainty::default() }
}

fn instant(day: &str, time: &str) -> Timestamp {
    format!("{day}T{time}Z").parse().expect("a day")
}
