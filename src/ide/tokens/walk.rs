//! The words of a tree, in the order of the text.

use std::collections::BTreeSet;

use super::{SemanticToken, TokenClass};
use crate::diag::codes::names::{NAME_NOT_USED, UNKNOWN_NAME};
use crate::facts::{Facts, Reference, Referent};
use crate::ide::Analysis;
use crate::source::{FileId, Span};
use crate::syntax::Extent;
use crate::syntax::tree::{
    Amount, Claim, Declaration, Item, Label, Party, Qualified, Qualifier, Response, Speech, Target, Tree, Value,
};
use crate::vocab::language::{self, Class, Kind, Role};

/// The words of the statements, claims and properties that touch a span.
pub fn words(analysis: &Analysis, file: FileId, tree: &Tree<'_>, content: &str, within: Span) -> Vec<SemanticToken> {
    let findings = analysis.compilation.diagnostics.iter();
    let unknown = findings.filter(|found| [UNKNOWN_NAME.id, NAME_NOT_USED.id].contains(&found.code.id));
    let unknown = unknown.filter_map(|found| found.primary).filter(|place| place.file == file);
    let mut walk = Walk {
        content,
        within,
        facts: analysis.facts(),
        references: analysis.names().within(file, Span::new(0, content.len() as u32)),
        unknown: unknown.map(|place| place.span.lo).collect(),
        found: Vec::new(),
    };
    walk.items(&tree.items);
    walk.found
}

struct Walk<'a> {
    content: &'a str,
    within: Span,
    facts: &'a Facts,
    /// The names of the file, in the order of the text.
    references: &'a [Reference],
    /// Where names stand that nothing declares, or no file that is used.
    unknown: BTreeSet<u32>,
    found: Vec<SemanticToken>,
}

impl Walk<'_> {
    fn push(&mut self, word: &str, class: TokenClass, declares: bool, doubted: bool) {
        let span = Span::of(self.content, word);
        if !span.is_empty() {
            self.found.push(SemanticToken { span, class, declares, doubted });
        }
    }

    fn add(&mut self, word: &str, class: TokenClass) {
        self.push(word, class, false, false);
    }

    fn items(&mut self, items: &[Item<'_>]) {
        for item in touching(self.content, items, self.within) {
            match item {
                Item::Use(line) => {
                    self.add(line.keyword, TokenClass::Keyword);
                    self.add(line.path, TokenClass::Text);
                }
                Item::From(from) => {
                    self.add(from.keyword, TokenClass::Keyword);
                    self.name(from.document, TokenClass::Document);
                    self.items(&from.items);
                }
                Item::Declaration(declaration) => self.declaration(declaration),
                Item::Speech(speech) => self.speech(speech),
                Item::Response(response) => self.response(response),
            }
        }
    }

    fn declaration(&mut self, declaration: &Declaration<'_>) {
        let named = self.named(declaration.name).map(|reference| reference.to);
        let kind = match named {
            Some(Referent::Entity(id)) => Some(self.facts.entity(id).kind).filter(|kind| !kind.word.is_empty()),
            _ => None,
        };
        self.push(declaration.kind, TokenClass::Kind, false, kind.is_none());
        let class = if kind.is_some_and(Kind::is_document) { TokenClass::Document } else { TokenClass::Name };
        self.push(declaration.name, class, true, false);
        if let Some(title) = declaration.title {
            self.add(title, TokenClass::Text);
        }
        for property in touching(self.content, &declaration.properties, self.within) {
            let known = kind.is_none_or(|kind| has_key(kind, property.key));
            self.push(property.key, TokenClass::Key, false, !known);
            self.qualified(&property.values, Self::value);
        }
    }

    fn speech(&mut self, speech: &Speech<'_>) {
        self.label(speech.label.as_ref(), true);
        speech.speakers.iter().for_each(|speaker| self.name(speaker, TokenClass::Name));
        self.add(speech.stance, TokenClass::Stance);
        self.qualifiers(&speech.qualifiers);
        for claim in touching(self.content, speech.claims.as_deref().unwrap_or_default(), self.within) {
            self.claim(claim);
        }
    }

    fn claim(&mut self, claim: &Claim<'_>) {
        self.label(claim.label.as_ref(), true);
        claim.subjects.iter().for_each(|subject| self.party(subject));
        if let Some(not) = claim.negated {
            self.push(not, TokenClass::Keyword, false, true);
        }
        let doubted = claim.negated.is_some() || language::verb(claim.verb).is_none();
        self.push(claim.verb, TokenClass::Verb, false, doubted);
        self.qualified(&claim.objects, Self::party);
    }

    fn response(&mut self, response: &Response<'_>) {
        self.label(response.label.as_ref(), true);
        response.speakers.iter().for_each(|speaker| self.name(speaker, TokenClass::Name));
        self.add(response.word, TokenClass::Stance);
        for target in &response.targets {
            match target {
                Target::Label(label) => self.label(Some(label), false),
                Target::Name(name) => self.name(name, TokenClass::Document),
            }
        }
        self.qualifiers(&response.qualifiers);
    }

    fn label(&mut self, label: Option<&Label<'_>>, declares: bool) {
        let Some(label) = label else { return };
        if let Some(document) = label.document {
            self.name(document, TokenClass::Document);
        }
        let doubted = self.named(label.name).is_none();
        self.push(label.name, TokenClass::Label, declares, doubted);
    }

    /// A word that has to name something; `likely` is what, where nothing declares it.
    fn name(&mut self, name: &str, likely: TokenClass) {
        match self.named(name) {
            Some(reference) => self.push(name, self.class_of(reference), false, false),
            None => self.push(name, likely, false, true),
        }
    }

    fn class_of(&self, reference: Reference) -> TokenClass {
        match reference.to {
            Referent::Label(_) => TokenClass::Label,
            Referent::Entity(id) if self.facts.entity(id).kind.is_document() => TokenClass::Document,
            Referent::Entity(_) => TokenClass::Name,
        }
    }

    /// What a word names. Words are asked about in the order of the text, so that no name is looked at twice.
    fn named(&mut self, word: &str) -> Option<Reference> {
        let lo = Span::of(self.content, word).lo;
        while let Some((first, rest)) = self.references.split_first()
            && first.place.span.lo < lo
        {
            self.references = rest;
        }
        self.references.first().copied().filter(|reference| reference.place.span.lo == lo)
    }

    fn party(&mut self, party: &Party<'_>) {
        match *party {
            Party::Name(name) => self.name(name, TokenClass::Name),
            Party::Inline { kind, text } => {
                let known = language::kind(kind).is_some() || language::observable(kind).is_some();
                self.push(kind, TokenClass::Kind, false, !known);
                self.text(text);
            }
            Party::Code(code) => self.add(code, TokenClass::Code),
            Party::Gap(word) => self.add(word, TokenClass::Keyword),
            Party::Withheld(reason) => self.withheld(reason),
            Party::Junk(_) => {}
        }
    }

    fn qualified<'t, T>(&mut self, values: &[Qualified<'t, T>], part: impl Fn(&mut Self, &T)) {
        for value in values {
            part(self, &value.value);
            self.qualifiers(&value.qualifiers);
        }
    }

    fn qualifiers(&mut self, qualifiers: &[Qualifier<'_>]) {
        for qualifier in qualifiers {
            let is_hedge = language::reserved(qualifier.word) == Some(Class::Hedge);
            self.add(qualifier.word, if is_hedge { TokenClass::Hedge } else { TokenClass::Qualifier });
            if let Some(argument) = &qualifier.argument {
                self.value(argument);
            }
        }
    }

    fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::String(text) | Value::Text(text) => self.text(text),
            Value::Amount(amount) => self.amount(amount),
            Value::Code(code) => self.add(code, TokenClass::Code),
            Value::Word(word) => match self.named(word) {
                Some(reference) => self.push(word, self.class_of(reference), false, false),
                None if self.unknown.contains(&Span::of(self.content, word).lo) => {
                    self.push(word, TokenClass::Name, false, true);
                }
                None => self.add(word, TokenClass::Word),
            },
            Value::Observable { tag, text } => {
                self.add(tag, TokenClass::Kind);
                self.text(text);
            }
            Value::Path { document, name } => {
                self.name(document, TokenClass::Document);
                let doubted = self.named(name).is_none();
                self.push(name, TokenClass::Label, false, doubted);
            }
            Value::Gap(word) | Value::Null(word) => self.add(word, TokenClass::Keyword),
            Value::Withheld(reason) => self.withheld(reason),
            Value::List { values, .. } => values.iter().for_each(|value| self.value(value)),
            Value::Dictionary { entries, .. } => {
                for (key, value) in entries {
                    self.add(key, TokenClass::Key);
                    self.value(value);
                }
            }
            Value::Junk(_) => {}
        }
    }

    fn amount(&mut self, amount: &Amount<'_>) {
        amount.modifiers.iter().for_each(|modifier| self.add(modifier, TokenClass::Qualifier));
        for number in [amount.first, amount.last].into_iter().flatten() {
            self.add(number, TokenClass::Number);
        }
        if let Some(code) = amount.code {
            self.add(code, TokenClass::Code);
        }
        if let Some(unit) = amount.unit {
            self.text(unit);
        }
        if let Some(per) = amount.per {
            self.before(per, "per", TokenClass::Qualifier);
            self.text(per);
        }
    }

    fn withheld(&mut self, reason: &str) {
        self.before(reason, "withheld", TokenClass::Keyword);
        self.text(reason);
    }

    /// A word that stands before a part and is no part of the tree itself.
    fn before(&mut self, part: &str, word: &str, class: TokenClass) {
        let head = self.content.get(..Span::of(self.content, part).lo as usize).unwrap_or_default().trim_end();
        if let Some(word) = head.len().checked_sub(word.len()).and_then(|at| head.get(at..)).filter(|it| *it == word) {
            self.add(word, class);
        }
    }

    /// A text in quotes; where they are missing, it is none.
    fn text(&mut self, text: &str) {
        if text.starts_with('"') {
            self.add(text, TokenClass::Text);
        }
    }
}

/// Whether a kind has a key, or its type the property; of a type of one's own that is not known.
fn has_key(kind: &Kind, key: &str) -> bool {
    let of_type = || kind.object_type().is_none_or(|row| kind.custom.is_some() || row.property(key).is_some());
    kind.key(key).is_some() || matches!(kind.role, Role::Received) || key == "custom" || of_type()
}

/// The parts that a span may touch: those that begin in it, and the one before them.
fn touching<'t, 's, T: Extent<'s>>(content: &str, parts: &'t [T], within: Span) -> &'t [T] {
    let begins = |part: &T| part.first().map_or(0, |first| Span::of(content, first).lo);
    let first = parts.partition_point(|part| begins(part) <= within.lo).saturating_sub(1);
    let after = parts.partition_point(|part| begins(part) < within.hi);
    parts.get(first..after.max(first)).unwrap_or_default()
}
