//! The outline of a file: what it declares, who says what in it.

use super::{Symbol, SymbolKind, sort};
use crate::facts::Referent;
use crate::ide::{Analysis, head, whole};
use crate::source::{FileId, Location, Span};
use crate::syntax::Extent;
use crate::syntax::literal::unquote;
use crate::syntax::tree::{Claim, Declaration, From, Item, Party, Qualifier, Response, Speech, Target, Value};
use crate::vocab::language::kind;

/// How many subjects, speakers or objects of one statement are named.
const NAMED: usize = 3;

/// How many letters of a text are shown.
const LETTERS: usize = 60;

/// The outline of a file.
pub fn document_symbols(analysis: &Analysis, file: FileId) -> Vec<Symbol> {
    let (Some(text), Some(tree)) = (analysis.text(file), analysis.tree(file)) else { return Vec::new() };
    let outline = Outline { analysis, file, content: &text.content };
    outline.items(&tree.items)
}

struct Outline<'a> {
    analysis: &'a Analysis,
    file: FileId,
    content: &'a str,
}

impl Outline<'_> {
    fn items(&self, items: &[Item<'_>]) -> Vec<Symbol> {
        items.iter().filter_map(|item| self.item(item)).collect()
    }

    fn item(&self, item: &Item<'_>) -> Option<Symbol> {
        match item {
            Item::Use(_) => None,
            Item::From(from) => self.from(from),
            Item::Declaration(declaration) => self.declaration(declaration),
            Item::Speech(speech) => self.speech(speech),
            Item::Response(response) => self.response(response),
        }
    }

    fn from(&self, from: &From<'_>) -> Option<Symbol> {
        let document = self.at(from.document);
        let named = self.analysis.names().at(self.file, document.span.lo).map(|name| name.to);
        let title = match named {
            Some(Referent::Entity(id)) => self.analysis.facts().entity(id).title.clone(),
            _ => String::new(),
        };
        Some(Symbol {
            name: format!("from {}", from.document),
            detail: title,
            kind: SymbolKind::Block,
            whole: self.whole(from)?,
            selection: document,
            children: self.items(&from.items),
        })
    }

    fn declaration(&self, declaration: &Declaration<'_>) -> Option<Symbol> {
        let title = declaration.title.map(|title| format!(" “{}”", unquote(title))).unwrap_or_default();
        Some(Symbol {
            name: declaration.name.to_owned(),
            detail: format!("{}{title}", declaration.kind),
            kind: sort(kind(declaration.kind)),
            whole: self.whole(declaration)?,
            selection: self.at(declaration.name),
            children: Vec::new(),
        })
    }

    fn speech(&self, speech: &Speech<'_>) -> Option<Symbol> {
        let claims = speech.claims.as_deref().unwrap_or_default();
        let label = speech.label.map(|label| label.text.to_owned());
        let words = quotation(&speech.qualifiers).filter(|_| claims.is_empty());
        Some(Symbol {
            name: format!("{} {}", listed(speech.speakers.iter().copied()), speech.stance),
            detail: label.into_iter().chain(words).collect::<Vec<_>>().join(" "),
            kind: SymbolKind::Speech,
            whole: self.whole(speech)?,
            selection: self.between(speech.speakers.first()?, speech.stance),
            children: claims.iter().filter_map(|claim| self.claim(claim)).collect(),
        })
    }

    fn claim(&self, claim: &Claim<'_>) -> Option<Symbol> {
        let not = claim.negated.map(|word| format!("{word} ")).unwrap_or_default();
        let subjects = listed(claim.subjects.iter().map(party));
        let objects = listed(claim.objects.iter().map(|object| party(&object.value)));
        let first = claim.subjects.first().map_or(claim.verb, |subject| match subject {
            Party::Inline { kind, .. } => kind,
            subject => subject.text(),
        });
        let label = claim.label.map(|label| label.text.to_owned());
        Some(Symbol {
            name: format!("{subjects} {not}{} {objects}", claim.verb).trim().to_owned(),
            detail: label.into_iter().chain(self.qualifiers(claim)).collect::<Vec<_>>().join(" "),
            kind: SymbolKind::Claim,
            whole: Location::new(self.file, head(self.content, claim)?),
            selection: self.between(first, claim.verb),
            children: Vec::new(),
        })
    }

    fn response(&self, response: &Response<'_>) -> Option<Symbol> {
        let targets = response.targets.iter().map(|target| match target {
            Target::Label(label) => label.text.to_owned(),
            Target::Name(name) => (*name).to_owned(),
        });
        let label = response.label.map(|label| label.text.to_owned());
        Some(Symbol {
            name: format!("{} {} {}", listed(response.speakers.iter().copied()), response.word, listed(targets)),
            detail: label.into_iter().chain(quotation(&response.qualifiers)).collect::<Vec<_>>().join(" "),
            kind: SymbolKind::Response,
            whole: self.whole(response)?,
            selection: self.between(response.speakers.first()?, response.word),
            children: Vec::new(),
        })
    }

    /// When, how many and how sure, in the words of the text: what stands behind the last object.
    fn qualifiers(&self, claim: &Claim<'_>) -> Option<String> {
        let last = &claim.objects.last()?.qualifiers;
        let words = Span::of(self.content, last.first()?.word).to(Span::of(self.content, claim.last()?));
        let words = self.content.get(words.range()).filter(|words| !words.is_empty())?;
        Some(short(words))
    }

    fn at(&self, part: &str) -> Location {
        Location::new(self.file, Span::of(self.content, part))
    }

    fn between(&self, first: &str, last: &str) -> Location {
        Location::new(self.file, Span::of(self.content, first).to(Span::of(self.content, last)))
    }

    fn whole<'s, T: Extent<'s>>(&self, part: &T) -> Option<Location> {
        Some(Location::new(self.file, whole(self.content, part)?))
    }
}

fn party(party: &Party<'_>) -> String {
    match party {
        Party::Inline { kind, text } => format!("{kind} “{}”", short(&unquote(text))),
        party => party.text().to_owned(),
    }
}

fn quotation(qualifiers: &[Qualifier<'_>]) -> Option<String> {
    let quoting = qualifiers.iter().find(|qualifier| qualifier.word == "quoting")?;
    match quoting.argument.as_ref()? {
        Value::String(raw) | Value::Text(raw) => Some(format!("“{}”", short(&unquote(raw)))),
        _ => None,
    }
}

/// Names with commas, the first few of many.
fn listed<S: AsRef<str>>(names: impl ExactSizeIterator<Item = S>) -> String {
    let more = names.len() > NAMED;
    let shown: Vec<S> = names.take(NAMED).collect();
    let shown: Vec<&str> = shown.iter().map(AsRef::as_ref).chain(more.then_some("…")).collect();
    shown.join(", ")
}

/// A text on one line, its beginning if it is long.
fn short(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default().trim_end()),
        None => words,
    }
}
