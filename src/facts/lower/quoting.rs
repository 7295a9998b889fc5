//! Quotations and passages: looked up in the stored text of their document.

use super::Lower;
use crate::diag::Diagnostic;
use crate::diag::codes::quotations;
use crate::facts::model::{EntityId, Found, Quotation};
use crate::facts::quotation::Haystack;
use crate::source::Location;
use crate::syntax::literal::unquote;
use crate::syntax::tree::{Qualifier, Value};
use crate::syntax::{Number, classify};

impl<'s> Lower<'_, 's> {
    /// The quotation among qualifiers.
    pub(super) fn quoted(&mut self, qualifiers: &[Qualifier<'s>], document: Option<EntityId>) -> Option<Quotation> {
        let quoting = qualifiers.iter().find(|qualifier| qualifier.word == "quoting")?;
        match quoting.argument.as_ref()? {
            Value::String(raw) | Value::Text(raw) => match self.told_place(qualifiers, document) {
                Some(found) => Some(Quotation { text: unquote(raw), found: Some(found), origin: self.origin(raw) }),
                None => self.quotation(raw, document),
            },
            other => {
                self.bad_argument("quoting", other);
                None
            }
        }
    }

    /// Where quoted words stand in a stored text that is not at hand, but for its hash.
    fn told_place(&mut self, qualifiers: &[Qualifier<'s>], document: Option<EntityId>) -> Option<Found> {
        let argument = qualifiers.iter().find(|qualifier| qualifier.word == "at-bytes")?.argument.as_ref()?;
        let offset = |text: Option<&str>| match text.map(classify) {
            Some(Number::Integer(number)) => u64::try_from(number).ok(),
            _ => None,
        };
        let range = match argument {
            Value::Amount(amount) => offset(amount.first).zip(offset(amount.last)).filter(|(start, end)| start < end),
            _ => None,
        };
        let Some((start, end)) = range else {
            self.bad_argument("at-bytes", argument);
            return None;
        };
        // A text that is at hand says itself where its words are.
        if self.texts.contains_key(&document?) {
            return None;
        }
        let text_sha256 = self.facts.stored_texts.get(&document?)?.clone();
        Some(Found { start, end, text_sha256 })
    }

    /// A quotation of a document, found in its stored text.
    pub(super) fn quotation(&mut self, raw: &'s str, document: Option<EntityId>) -> Option<Quotation> {
        let text = unquote(raw);
        let place = self.at(raw);
        if text.trim().is_empty() {
            let empty = Diagnostic::new(&quotations::EMPTY_QUOTATION, place, "this quotation has no words")
                .label("empty")
                .help("quote the words that carry the claim, or remove `quoting`");
            self.report(empty);
            return None;
        }
        let origin = self.origin(raw);
        let Some(document) = document else {
            let nowhere = Diagnostic::new(&quotations::NO_DOCUMENT, place, "this quotation belongs to no document")
                .label("of which document?")
                .help("put it into `from source { … }`, or add `according-to source` to the property");
            self.report(nowhere);
            return Some(Quotation { text, found: None, origin });
        };
        let hay = match self.texts.get(&document) {
            Some(Some(hay)) => hay,
            // A text that is named and not there was reported when it was looked for.
            Some(None) => return Some(Quotation { text, found: None, origin }),
            None => {
                self.unchecked.insert(document);
                return Some(Quotation { text, found: None, origin });
            }
        };
        let found = hay.find(&text);
        if found.is_none() {
            let missing = self.not_quoted(&text, place, document, hay);
            self.report(missing);
        }
        Some(Quotation { text, found, origin })
    }

    /// Checks a passage of a declared document against its own stored text, where there is one.
    pub(super) fn passage(&mut self, text: &str, place: Location, document: EntityId) {
        let hay = self.texts.get(&document).and_then(Option::as_ref);
        let missing = hay.filter(|hay| hay.find(text).is_none()).map(|hay| self.not_quoted(text, place, document, hay));
        if let Some(missing) = missing {
            self.report(missing);
        }
    }

    fn not_quoted(&self, text: &str, place: Location, document: EntityId, hay: &Haystack<'_>) -> Diagnostic {
        let name = &self.facts.entity(document).name;
        let message = format!("the stored text of `{name}` does not have these words");
        let plain = Diagnostic::new(&quotations::NOT_QUOTED, place, message).label("not found");
        match hay.closest(text) {
            Some(passage) => plain.help(format!("the closest passage is “{passage}”")),
            None => plain.help("no passage is close; is it the right document?"),
        }
    }

    /// One note a source whose quotations nobody can check.
    pub(super) fn unchecked_quotations(&mut self) {
        for document in std::mem::take(&mut self.unchecked) {
            let entity = self.facts.entity(document);
            if entity.kind.class.is_empty() {
                continue;
            }
            let place = self.facts.location(entity.origin);
            let message = format!("the quotations of `{}` are unchecked: it has no stored text", entity.name);
            let note = Diagnostic::new(&quotations::UNCHECKED, place, message)
                .label("no stored text")
                .help("store a copy and name it: `text \"file.txt\"`");
            self.report(note);
        }
    }
}
