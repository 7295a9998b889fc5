//! Responses, and all that names labels: resolved when every label is known.

use super::Lower;
use crate::diag::codes::{claims, names as codes};
use crate::diag::{Diagnostic, Fix, did_you_mean, nearest};
use crate::facts::model::{ClaimId, EntityId, Labelled, Referent, Response, ResponseId, Target};
use crate::source::FileId;
use crate::syntax::tree::{self, Label, Value};
use crate::vocab::language;

/// A label named somewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct PendingLabel<'s> {
    /// The qualifier that names it, for the sentence.
    pub word: &'s str,
    /// The document whose label it is.
    pub document: Option<EntityId>,
    /// Its name.
    pub name: &'s str,
    /// The document's name, where it was written.
    pub of: Option<&'s str>,
}

/// Something that waits for all labels.
pub(super) enum Pending<'s> {
    /// A claim that comes after others.
    Relative { claim: ClaimId, file: FileId, relative: PendingLabel<'s> },
    /// A response to labels.
    Answer { response: ResponseId, file: FileId, targets: Vec<PendingTarget<'s>> },
}

/// A target of a response, in the order of the text.
pub(super) enum PendingTarget<'s> {
    /// Already known: a document.
    Known(Target),
    /// A label.
    Label(PendingLabel<'s>, &'s str),
}

impl<'s> Lower<'_, 's> {
    pub(super) fn response(&mut self, response: &tree::Response<'s>, document: Option<EntityId>) {
        let Some(word) = language::response(response.word) else { return };
        self.outside(document, response.word);
        let voice = self.voice(&response.speakers, &response.qualifiers, document);
        let quotation = self.quoted(&response.qualifiers, document);
        let mut targets = Vec::new();
        for target in &response.targets {
            match target {
                tree::Target::Label(label) => {
                    let of = label.document;
                    let document = match of {
                        Some(name) => match self.document(name) {
                            None => continue,
                            found => found,
                        },
                        None => document,
                    };
                    targets.push(PendingTarget::Label(
                        PendingLabel { word: "", document, name: label.name, of },
                        label.text,
                    ));
                }
                tree::Target::Name(name) => {
                    targets.extend(self.answered(name, document).map(|id| PendingTarget::Known(Target::Document(id))));
                }
            }
        }
        if voice.speakers.is_empty() {
            if let Some(label) = &response.label {
                self.label(document, label, Labelled::Broken);
            }
            return;
        }
        let id = ResponseId(self.facts.responses.len() as u32);
        let origin = self.origin(response.word);
        let labels = response.label.iter().map(|label| label.name.to_owned()).collect();
        self.facts.responses.push(Response { voice, word, labels, targets: Vec::new(), quotation, origin });
        if let Some(label) = &response.label {
            self.label(document, label, Labelled::Response(id));
        }
        self.pending.push(Pending::Answer { response: id, file: self.file, targets });
    }

    /// The document or act that a response answers as a whole.
    fn answered(&mut self, name: &'s str, document: Option<EntityId>) -> Option<EntityId> {
        if self.scope.find(self.file, name).is_none() && self.labels.contains_key(&(document, name)) {
            let place = self.at(name);
            let bare = Diagnostic::new(
                &codes::UNKNOWN_NAME,
                place,
                format!("nothing declares `{name}`, but a label is called so"),
            )
            .label("a label stands in brackets")
            .help(format!("write `[{name}]`"))
            .fix(Fix::safe(format!("write `[{name}]`"), place, format!("[{name}]")));
            self.report(bare);
            return None;
        }
        let id = self.name(name)?;
        let entity = self.facts.entity(id);
        if entity.kind.is_document() || entity.kind.class.is_empty() {
            return Some(id);
        }
        let message = format!("`{name}` cannot be answered: it is {}", self.nature(id));
        let diagnostic = Diagnostic::new(&claims::RESPONSE_TARGET, self.at(name), message)
            .label("neither a label nor a document")
            .help("label the claim and answer the label: `[label]`");
        self.report(self.declared_at(id, diagnostic));
        None
    }

    /// Resolves all labels that were named.
    pub(super) fn resolve_pending(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            match pending {
                Pending::Relative { claim, file, relative } => {
                    self.enter(file);
                    let Some(labelled) = self.find_label(relative, relative.name) else { continue };
                    let claims = match labelled {
                        Labelled::Claims(claims) => claims,
                        Labelled::Broken => continue,
                        Labelled::Response(_) | Labelled::Statement => {
                            self.unanswerable(relative.name, "has no time: it labels no claims");
                            continue;
                        }
                    };
                    let word = language::qualifier(relative.word).map_or("after", |row| row.word);
                    if let Some(claim) = self.facts.claims.get_mut(claim.0 as usize) {
                        claim.relative.push((word, claims));
                    }
                }
                Pending::Answer { response, file, targets } => {
                    self.enter(file);
                    let targets = targets.into_iter().filter_map(|target| self.target(target)).collect();
                    if let Some(response) = self.facts.responses.get_mut(response.0 as usize) {
                        response.targets = targets;
                    }
                }
            }
        }
    }

    fn target(&mut self, target: PendingTarget<'s>) -> Option<Target> {
        let (label, text) = match target {
            PendingTarget::Known(target) => return Some(target),
            PendingTarget::Label(label, text) => (label, text),
        };
        let written = Label { text, document: label.of, name: label.name };
        let shown = written.document.map_or(label.name.to_owned(), |document| format!("{document}/{}", label.name));
        match self.find_label(label, text)? {
            Labelled::Claims(claims) => Some(Target::Claims { label: shown, claims }),
            Labelled::Response(response) => Some(Target::Response { label: shown, response }),
            Labelled::Broken => None,
            Labelled::Statement => {
                self.unanswerable(text, "asserts nothing: it labels a quotation");
                None
            }
        }
    }

    fn unanswerable(&mut self, part: &'s str, why: &str) {
        let message = format!("`{}` {why}", part.trim_matches(['[', ']']));
        let diagnostic = Diagnostic::new(&claims::RESPONSE_TARGET, self.at(part), message)
            .label("no claims")
            .help("name the label of claims");
        self.report(diagnostic);
    }

    fn find_label(&mut self, label: PendingLabel<'s>, part: &'s str) -> Option<Labelled> {
        if let Some(found) = self.labels.get(&(label.document, label.name)).copied() {
            self.refer(label.name, Referent::Label(found));
            return Some(self.facts.label(found).on.clone());
        }
        if self.partial.contains(&self.file) {
            // It may stand in what was not understood.
            return None;
        }
        let mut here: Vec<&str> =
            self.labels.keys().filter(|(document, _)| *document == label.document).map(|(_, name)| *name).collect();
        here.sort_unstable();
        let elsewhere = self.elsewhere(label.name);
        let place = self.at(part);
        let plain = Diagnostic::new(&codes::UNKNOWN_LABEL, place, format!("nothing bears the label `{}`", label.name))
            .label("unknown label");
        let bracket = |name: &str| if part.starts_with('[') { format!("[{name}]") } else { name.to_owned() };
        let diagnostic = match (elsewhere, nearest(label.name, here.iter().copied())) {
            (Some(document), _) if label.of.is_none() => {
                let written = format!("{document}/{}", label.name);
                plain.help(format!("it stands in another document: write `[{written}]`")).fix(Fix::safe(
                    format!("write `[{written}]`"),
                    place,
                    bracket(&written),
                ))
            }
            (_, Some(near)) if label.of.is_none() => plain
                .help(did_you_mean(label.name, here.iter().copied()).unwrap_or_default())
                .fix(Fix::guess(format!("write `[{near}]`"), place, bracket(near))),
            _ => plain.help("a label stands in brackets before a speech or a claim of the document"),
        };
        self.report(diagnostic);
        None
    }

    /// The only other document that has the label.
    fn elsewhere(&self, name: &str) -> Option<String> {
        let mut documents: Vec<EntityId> =
            self.labels.keys().filter(|(_, label)| *label == name).filter_map(|(document, _)| *document).collect();
        documents.sort_unstable();
        match documents.as_slice() {
            [only] => Some(self.facts.entity(*only).name.clone()),
            _ => None,
        }
    }

    /// `after [mails]`: labels whose claims this one is related to in time.
    pub(super) fn relative(
        &mut self,
        word: &'s str,
        values: &[Value<'s>],
        document: Option<EntityId>,
    ) -> Vec<PendingLabel<'s>> {
        let mut labels = Vec::new();
        for value in values {
            match value {
                Value::Word(name) => labels.push(PendingLabel { word, document, name, of: None }),
                Value::Path { document: of, name } => {
                    let document = self.document(of);
                    labels.push(PendingLabel { word, document, name, of: Some(of) });
                }
                other => self.bad_argument(word, other),
            }
        }
        labels
    }
}
