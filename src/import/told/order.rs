//! Who says what, in the order of the bundle, and within a document in that of its report.

use std::collections::BTreeMap;

use super::answers::{response, statement};
use super::claims::{self, Claim, claim};
use super::declared;
use super::index::{Index, Object, text, texts};

/// Something that a document states beside claims.
enum Aside<'d> {
    Line(String),
    Act(Object<'d>),
}

/// What was written last, and can be gone on with.
#[derive(Default)]
struct Open {
    /// The document of the block.
    document: Option<String>,
    /// The claims of the speech.
    claims: Vec<Claim>,
}

/// Writes claims, responses, statements, and acts that documents introduce.
pub(super) fn speeches(index: &Index<'_>, out: &mut String) {
    let mut asides = asides(index);
    let mut open = Open::default();
    for object in &index.objects {
        let Some(claim) = claim(index, *object) else { continue };
        let document = claim.voice.document.clone();
        let place = index.place(&document, &object.text("id"));
        let waiting = asides.get_mut(&document).map(|all| {
            let due = all.iter().take_while(|(at, _)| *at < place).count();
            all.drain(..due).collect::<Vec<_>>()
        });
        for (_, aside) in waiting.into_iter().flatten() {
            open.aside(index, &document, &aside, out);
        }
        open.claim(index, claim, out);
    }
    for (document, rest) in asides {
        for (_, aside) in rest {
            open.aside(index, &document, &aside, out);
        }
    }
    open.close(out);
}

/// By document, what it states beside claims, by the place that its report gives it.
fn asides<'d>(index: &Index<'d>) -> BTreeMap<String, Vec<(usize, Aside<'d>)>> {
    let mut all: BTreeMap<String, Vec<(usize, Aside<'d>)>> = BTreeMap::new();
    for object in &index.objects {
        let id = object.text("id");
        let told = object.told("claim");
        let document = told.map(|told| text(told, "source_ref").into_owned()).unwrap_or_default();
        let found = if let Some(line) = response(index, *object) {
            Some((index.place(&document, &id), document, Aside::Line(line)))
        } else if let Some(line) = statement(index, *object) {
            let speakers = told.map(|told| texts(told, "speaker_refs")).unwrap_or_default();
            let place = speakers.first().map_or(usize::MAX, |speaker| index.place(&document, speaker));
            Some((place, document, Aside::Line(line)))
        } else if object.is_act()
            && let Some(document) = object.introduced_by()
        {
            Some((index.place(&document, &id), document.into_owned(), Aside::Act(*object)))
        } else {
            None
        };
        if let Some((place, document, aside)) = found {
            all.entry(document).or_default().push((place, aside));
        }
    }
    all.values_mut().for_each(|all| all.sort_by_key(|(place, _)| *place));
    all
}

impl Open {
    /// Goes on with a claim.
    fn claim(&mut self, index: &Index<'_>, claim: Claim, out: &mut String) {
        let goes_on = self.claims.last().is_some_and(|last| {
            last.voice == claim.voice && last.labels.last() == claim.labels.last()
        });
        if !goes_on {
            self.speech(out);
            self.enter(index, &claim.voice.document.clone(), out);
        }
        self.claims.push(claim);
    }

    /// Writes something beside claims.
    fn aside(&mut self, index: &Index<'_>, document: &str, aside: &Aside<'_>, out: &mut String) {
        self.speech(out);
        self.enter(index, document, out);
        let indent = self.indent();
        match aside {
            Aside::Line(line) => {
                out.extend(std::iter::repeat_n(' ', indent));
                out.push_str(line);
                out.push('\n');
            }
            Aside::Act(object) => declared::declaration(index, *object, indent, out),
        }
    }

    /// Enters the block of a document.
    fn enter(&mut self, index: &Index<'_>, document: &str, out: &mut String) {
        let name = index.name(document).map(|name| name.into_owned());
        if name == self.document {
            return;
        }
        self.leave(out);
        out.push('\n');
        if let Some(name) = &name {
            out.push_str(&format!("from {name} {{\n"));
        }
        self.document = name;
    }

    /// Writes the speech whose claims are at hand.
    fn speech(&mut self, out: &mut String) {
        let claims = std::mem::take(&mut self.claims);
        let Some(first) = claims.first() else { return };
        let indent = self.indent();
        let blanks = " ".repeat(indent);
        // A claim with two labels has its own first; a single one is written before the speech.
        let label = first.labels.last().cloned();
        let head = label.as_ref().map_or_else(String::new, |label| format!("[{label}] "));
        out.push_str(&format!("{blanks}{head}{} {{\n", first.voice.words));
        claims::write(&claims, label.as_deref(), indent + 2, out);
        out.push_str(&format!("{blanks}}}\n"));
    }

    fn leave(&mut self, out: &mut String) {
        if self.document.take().is_some() {
            out.push_str("}\n");
        }
    }

    fn close(&mut self, out: &mut String) {
        self.speech(out);
        self.leave(out);
    }

    fn indent(&self) -> usize {
        if self.document.is_some() { 2 } else { 0 }
    }
}
