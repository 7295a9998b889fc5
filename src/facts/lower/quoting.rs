//! Quotations and passages: looked up in the stored text of their document.

use super::Lower;
use crate::diag::Diagnostic;
use crate::diag::codes::quotations;
use crate::facts::model::{EntityId, Quotation};
use crate::facts::quotation::Haystack;
use crate::source::Location;
use crate::syntax::literal::unquote;

impl<'s> Lower<'_, 's> {
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
        let Some(document) = document else {
            let nowhere = Diagnostic::new(&quotations::NO_DOCUMENT, place, "this quotation belongs to no document")
                .label("of which document?")
                .help("put it into `from source { … }`, or add `according-to source` to the property");
            self.report(nowhere);
            return Some(Quotation { text, found: None });
        };
        let hay = match self.texts.get(&document) {
            Some(Some(hay)) => hay,
            // A text that is named and not there was reported when it was looked for.
            Some(None) => return Some(Quotation { text, found: None }),
            None => {
                self.unchecked.insert(document);
                return Some(Quotation { text, found: None });
            }
        };
        let found = hay.find(&text);
        if found.is_none() {
            let missing = self.not_quoted(&text, place, document, hay);
            self.report(missing);
        }
        Some(Quotation { text, found })
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
