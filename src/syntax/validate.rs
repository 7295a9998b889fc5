//! Rules that the shape of a tree does not say: each is one error on a leaf, and the statement lives on.

use std::collections::HashSet;

use memchr::memchr3_iter;

use super::extent::Extent;
use super::literal::is_bidi_control;
use super::report::{Reporter, shown};
use super::tree::{
    Claim, Declaration, From, Item, Label, Party, Property, Qualified, Qualifier, Response, Speech, Target, Tree, Use,
    Value,
};
use crate::diag::codes::{statements as codes, words};
use crate::diag::{Diagnostic, FINDINGS_LIMIT, Fix};
use crate::source::{Location, Span};
use crate::vocab::language::{self, Class, Places, reserved};

/// Checks a file and its tree, but for the parts that begin at these places: they were checked before an edit, and are right.
pub fn validate(reporter: &Reporter<'_>, tree: &Tree<'_>, moved: &[usize], found: &mut Vec<Diagnostic>) {
    characters(reporter, found);
    let mut walk = Walk { reporter, moved, found };
    walk.items(&tree.items, false);
}

/// Lone carriage returns and bidirectional controls, wherever they stand.
fn characters(reporter: &Reporter<'_>, found: &mut Vec<Diagnostic>) {
    let text = reporter.text;
    // The first bytes of these characters.
    for at in memchr3_iter(b'\r', 0xE2, 0xD8, text.as_bytes()) {
        let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let lone = letter == '\r' && text.as_bytes().get(at + 1) != Some(&b'\n');
        if !lone && !is_bidi_control(letter) {
            continue;
        }
        if found.len() > FINDINGS_LIMIT {
            return;
        }
        let place = Location::new(reporter.file, Span::new(at as u32, (at + letter.len_utf8()) as u32));
        let message = match lone {
            true => "a carriage return without a line feed".to_owned(),
            false => format!("a bidirectional control, U+{:04X}", u32::from(letter)),
        };
        found.push(
            Diagnostic::new(&words::CONTROL_CHARACTER, place, message)
                .label("people do not see it")
                .help("remove it; inside a string write its escape")
                .fix(Fix::safe("remove it", place, "")),
        );
    }
}

pub(super) struct Walk<'r, 's> {
    pub(super) reporter: &'r Reporter<'s>,
    /// Where the parts begin that are right, those behind what was walked.
    moved: &'r [usize],
    pub(super) found: &'r mut Vec<Diagnostic>,
}

impl<'s> Walk<'_, 's> {
    fn items(&mut self, items: &[Item<'s>], inside: bool) {
        for item in items {
            if self.found.len() > FINDINGS_LIMIT {
                return;
            }
            if self.is_right(item) {
                continue;
            }
            match item {
                Item::Use(file) => self.use_file(file, inside),
                Item::From(from) => self.from(from, inside),
                Item::Declaration(declaration) => self.declaration(declaration),
                Item::Speech(speech) => self.speech(speech),
                Item::Response(response) => self.response(response),
            }
        }
    }

    /// Whether a part is known to be right.
    fn is_right(&mut self, part: &impl Extent<'s>) -> bool {
        let (false, Some(first)) = (self.moved.is_empty(), part.first()) else { return false };
        let start = Span::of(self.reporter.text, first).lo as usize;
        while let [next, behind @ ..] = self.moved
            && *next < start
        {
            self.moved = behind;
        }
        self.moved.first() == Some(&start)
    }

    fn use_file(&mut self, file: &Use<'s>, inside: bool) {
        if inside {
            self.found.push(
                Diagnostic::new(
                    &codes::UNEXPECTED,
                    self.reporter.locate(file.path),
                    "a `use` stands inside a document",
                )
                .label("not inside a `from` block")
                .help("move it above the block: files use files, documents do not"),
            );
        }
        self.string(file.path);
    }

    fn from(&mut self, from: &From<'s>, inside: bool) {
        if inside {
            let place = self.reporter.locate(from.keyword);
            self.found.push(
                Diagnostic::new(&codes::NESTED_FROM, place, "a `from` block stands inside another")
                    .label("not inside a document")
                    .help("close the outer block first; what a document relays of another goes through `via`"),
            );
        }
        self.name(from.document);
        self.items(&from.items, true);
    }

    fn declaration(&mut self, declaration: &Declaration<'s>) {
        self.word(declaration.kind, false);
        self.declared_name(declaration.name);
        if let Some(title) = declaration.title {
            match title.starts_with(|letter: char| letter.is_ascii_uppercase()) {
                true => self.found.push(self.reporter.unquoted_title(title)),
                false => self.string(title),
            }
        }
        for property in &declaration.properties {
            if !self.is_right(property) {
                self.property(property);
            }
        }
    }

    fn property(&mut self, property: &Property<'s>) {
        if property.key.contains('-') {
            let place = self.reporter.locate(property.key);
            let written = property.key.replace('-', "_");
            self.found.push(
                Diagnostic::new(&words::BAD_NAME, place, "a key is written with `_`")
                    .label("not with `-`")
                    .help("keys are spelled as the standard spells properties")
                    .fix(Fix::safe(format!("write `{written}`"), place, written)),
            );
        }
        self.leading_values(&property.values, |value| value.text());
        for value in &property.values {
            self.value(&value.value);
            self.qualifiers(&value.qualifiers, "a property", |places| places.property);
        }
    }

    fn speech(&mut self, speech: &Speech<'s>) {
        self.label(speech.label.as_ref());
        speech.speakers.iter().for_each(|speaker| self.name(speaker));
        self.qualifiers(&speech.qualifiers, "a speech", |places| places.speech);
        match &speech.claims {
            Some(claims) => {
                for claim in claims {
                    if !self.is_right(claim) {
                        self.claim(claim);
                    }
                }
            }
            None if speech.qualifiers.iter().all(|qualifier| qualifier.word != "quoting") => {
                let place = self.reporter.locate(speech.stance);
                self.found.push(
                    Diagnostic::new(&codes::SPEECH_WITHOUT_BODY, place, "this speech says nothing")
                        .label("neither claims nor a quotation follow")
                        .help("add claims in braces, or `quoting \"…\"`"),
                );
            }
            None => {}
        }
    }

    fn response(&mut self, response: &Response<'s>) {
        self.label(response.label.as_ref());
        response.speakers.iter().for_each(|speaker| self.name(speaker));
        for target in &response.targets {
            match target {
                Target::Label(label) => self.label(Some(label)),
                Target::Name(name) => self.name(name),
            }
        }
        self.qualifiers(&response.qualifiers, "a response", |places| places.response);
    }

    fn claim(&mut self, claim: &Claim<'s>) {
        self.label(claim.label.as_ref());
        claim.subjects.iter().for_each(|subject| self.party(subject));
        self.word(claim.verb, false);
        self.leading_values(&claim.objects, |party| party.text());
        for object in &claim.objects {
            self.party(&object.value);
            self.qualifiers(&object.qualifiers, "a claim", |places| places.claim);
        }
    }

    fn party(&mut self, party: &Party<'s>) {
        match party {
            Party::Name(name) => self.name(name),
            Party::Inline { kind, text } => {
                self.word(kind, false);
                self.string(text);
            }
            Party::Withheld(reason) => self.string(reason),
            Party::Junk(text) => self.found.push(self.reporter.junk(text)),
            Party::Code(_) | Party::Gap(_) => {}
        }
    }

    /// Once a value is qualified, every later one must be (grammar: bare values before the first qualified one).
    fn leading_values<T>(&mut self, values: &[Qualified<'s, T>], text: impl Fn(&T) -> &'s str) {
        let Some(first) = values.iter().position(|value| !value.qualifiers.is_empty()) else { return };
        let Some(bare) = values.iter().skip(first).find(|value| value.qualifiers.is_empty()) else { return };
        let word = values.get(first).and_then(|value| value.qualifiers.first()).map_or("", |first| first.word);
        let part = text(&bare.value);
        self.found.push(
            Diagnostic::new(
                &codes::UNQUALIFIED_VALUE,
                self.reporter.locate(part),
                format!("`{}` stands behind a qualified value without a qualifier of its own", shown(part)),
            )
            .label(format!("does `{word}` hold for this too?"))
            .help("give it its own qualifiers, or a line of its own"),
        );
    }

    fn qualifiers(&mut self, qualifiers: &[Qualifier<'s>], place: &str, may: fn(Places) -> bool) {
        let mut seen = HashSet::new();
        for qualifier in qualifiers {
            let location = self.reporter.locate(qualifier.word);
            // `by microsoft by 2020-11` is a giver and a time.
            let timed = matches!(qualifier.argument, Some(Value::Amount(_)));
            if qualifiers.len() > 1 && !seen.insert((qualifier.word, timed)) {
                self.found.push(
                    Diagnostic::new(&codes::REPEATED, location, format!("`{}` stands here twice", qualifier.word))
                        .label("again")
                        .help("write the value twice if both are meant"),
                );
            }
            let row = language::qualifier(qualifier.word);
            let is_hedge = row.is_none() && reserved(qualifier.word) == Some(Class::Hedge);
            let allowed = match row {
                Some(row) => may(row.places),
                None => is_hedge && (place == "a claim" || place == "a speech"),
            };
            if !allowed {
                self.found.push(
                    Diagnostic::new(
                        &codes::QUALIFIER_PLACE,
                        location,
                        format!("`{}` does not qualify {place}", qualifier.word),
                    )
                    .label("no meaning here")
                    .help(match is_hedge {
                        true => "hedges stand on claims and speeches".to_owned(),
                        false => format!("`attrc explain {}` says where it stands", qualifier.word),
                    }),
                );
            }
            match &qualifier.argument {
                Some(argument) => self.value(argument),
                None if row.is_some() => {
                    self.found.push(self.reporter.missing_argument(qualifier.word));
                }
                None => {}
            }
        }
    }

    fn value(&mut self, value: &Value<'s>) {
        match value {
            Value::String(text) | Value::Withheld(text) | Value::Observable { text, .. } => self.string(text),
            Value::Junk(text) => self.found.push(self.reporter.junk(text)),
            Value::Amount(amount) => self.amount(amount),
            Value::List { values, .. } => values.iter().for_each(|value| self.value(value)),
            Value::Dictionary { entries, .. } => {
                self.keys(entries);
                entries.iter().for_each(|(_, value)| self.value(value));
            }
            Value::Word(word) => self.word(word, true),
            Value::Path { document, name } => [document, name].into_iter().for_each(|name| self.name(name)),
            Value::Text(_) | Value::Code(_) | Value::Gap(_) | Value::Null(_) => {}
        }
    }

    fn label(&mut self, label: Option<&Label<'s>>) {
        let Some(label) = label else { return };
        [label.document, Some(label.name)].into_iter().flatten().for_each(|name| self.name(name));
    }
}
