//! Trees to facts: names are resolved, values typed, lists of subjects and objects expanded, quotations found.
//!
//! Three passes, because names, labels and publishers may be used before they are declared: all names; all
//! declarations; all speeches. What cannot be understood is reported and left out, the rest goes on.

mod certainty;
mod code;
mod custom;
mod declaration;
mod observable;
mod party;
mod quoting;
mod raw;
mod response;
mod speech;
mod structure;
mod value;
mod verbatim;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

pub use declaration::COMMON_QUALIFIERS;
pub use observable::{defang, refang};

use self::custom::declared_kind;
use super::model::{Entity, EntityId, Facts, Form, LabelId, LabelRow, Labelled, Origin, Reference, Referent};
use super::quotation::{Haystack, Texts};
use super::scope::Scope;
use crate::diag::codes::names as codes;
use crate::diag::codes::statements::{TOO_MANY_FINDINGS, UNEXPECTED, UNKNOWN_STANCE};
use crate::diag::{Diagnostic, FINDINGS_LIMIT, Fix, Severity, did_you_mean, nearest};
use crate::project::{Project, StoredText, StoredTexts};
use crate::source::{FileId, Location, Span};
use crate::syntax::literal::unquote;
use crate::syntax::tree::{Declaration, From, Item, Label, Qualified, Tree, Value};
use crate::vocab::language::{self, KINDS, Kind, Role, STANCES, ValueType};

/// The kind of declarations whose kind is unknown: it fits every verb, so that one mistake is reported once.
pub static UNKNOWN_KIND: Kind =
    Kind { word: "", stix: "", role: Role::Party, class: "", fixed: &[], keys: &[], act: None, custom: None, doc: "" };

/// What the files say, with the stored texts of its documents, and what is wrong with it.
pub fn gather<'p>(
    project: &'p Project,
    trees: &[&Tree<'_>],
    stored: &'p StoredTexts,
) -> (Facts, Texts<'p>, Vec<Diagnostic>) {
    let mut lower = Lower::new(project, stored);
    lower.partial = (project.files.iter().zip(trees)).filter(|(_, tree)| tree.partial).map(|(file, _)| *file).collect();
    let files = || project.files.iter().copied().zip(trees);
    lower.verbatim = files().filter(|(_, tree)| verbatim::has_bundle(&tree.items)).map(|(file, _)| file).collect();
    lower.reserve(trees.iter().map(|tree| claims(&tree.items)).sum());
    for (file, tree) in files() {
        lower.enter(file);
        lower.declare(&tree.items);
    }
    lower.next_declaration = 0;
    for (file, tree) in files() {
        lower.enter(file);
        lower.declarations(&tree.items, None);
    }
    for (file, tree) in files() {
        lower.enter(file);
        lower.speeches(&tree.items, None);
    }
    lower.resolve_pending();
    lower.unchecked_quotations();
    lower.facts.lent = lower.lent();
    // What is not understood may be what needs the file.
    if lower.partial.is_empty() && lower.found.iter().all(|found| found.severity != Severity::Error) {
        super::checks::unused_use::check(project, trees, &lower.used, &lower.scope, &mut lower.found);
    }
    let texts = lower.texts.into_iter().filter_map(|(document, text)| Some((document, text?))).collect();
    (lower.facts, texts, lower.found)
}

/// How many lines claim something.
fn claims(items: &[Item<'_>]) -> usize {
    let of_item = |item: &Item<'_>| match item {
        Item::From(from) => claims(&from.items),
        Item::Speech(speech) => speech.claims.as_ref().map_or(0, Vec::len),
        Item::Use(_) | Item::Declaration(_) | Item::Response(_) => 0,
    };
    items.iter().map(of_item).sum()
}

/// For each value of a list the one whose qualifiers hold for it: the next that has any.
fn bearers<T>(values: &[Qualified<'_, T>]) -> impl Iterator<Item = Option<usize>> {
    let mut bearer = 0;
    (0..values.len()).map(move |at| {
        bearer = bearer.max(at);
        while values.get(bearer).is_some_and(|value| value.qualifiers.is_empty()) {
            bearer += 1;
        }
        (bearer < values.len()).then_some(bearer)
    })
}

/// Whether a declaration is a speech whose stance is misspelt: `ncsc claims { apt31 targets class "voters" }`. By the
/// grammar it declares `claims`, of the kind `ncsc`, with the keys `apt31` and `class`; but no key takes a verb.
fn is_misread_speech(declaration: &Declaration<'_>) -> bool {
    let first = declaration.properties.first().and_then(|property| property.values.first());
    let is_verb = first.is_some_and(|value| matches!(value.value, Value::Word(word) if language::verb(word).is_some()));
    declaration.title.is_none() && declared_kind(declaration).is_none() && is_verb
}

struct Lower<'p, 's> {
    project: &'p Project,
    stored: &'p StoredTexts,
    facts: Facts,
    found: Vec<Diagnostic>,
    scope: Scope<'s>,
    /// The declarations in reading order, filled by the first pass and walked by the second.
    declared: Vec<EntityId>,
    next_declaration: usize,
    /// Which file's names each file has used.
    used: BTreeSet<(FileId, FileId)>,
    /// The stored text of each document that names one; `None` where it is not there.
    texts: HashMap<EntityId, Option<Haystack<'p>>>,
    unchecked: BTreeSet<EntityId>,
    author: Option<EntityId>,
    /// What stands for the documents of `from` blocks that nothing declares, so that their speeches stand in one.
    lost: HashMap<&'s str, EntityId>,
    /// The files with parts that were not understood.
    partial: BTreeSet<FileId>,
    /// The files that carry a received bundle.
    verbatim: BTreeSet<FileId>,
    /// Where each of their bundles is declared.
    bundles: BTreeMap<FileId, Location>,
    inline: HashMap<(Option<EntityId>, &'static str, Cow<'s, str>), EntityId>,
    coded: HashMap<&'s str, EntityId>,
    labels: HashMap<(Option<EntityId>, &'s str), LabelId>,
    pending: Vec<response::Pending<'s>>,
    file: FileId,
    content: &'p str,
}

impl<'p, 's> Lower<'p, 's> {
    fn new(project: &'p Project, stored: &'p StoredTexts) -> Self {
        Self {
            project,
            stored,
            facts: Facts::default(),
            found: Vec::new(),
            scope: Scope::new(project),
            declared: Vec::new(),
            next_declaration: 0,
            used: BTreeSet::new(),
            texts: HashMap::default(),
            unchecked: BTreeSet::new(),
            author: None,
            lost: HashMap::default(),
            partial: BTreeSet::new(),
            verbatim: BTreeSet::new(),
            bundles: BTreeMap::new(),
            inline: HashMap::default(),
            coded: HashMap::default(),
            labels: HashMap::default(),
            pending: Vec::new(),
            file: FileId(0),
            content: "",
        }
    }

    /// Makes room for so many lines of claims, so that no list is copied again and again while it grows.
    fn reserve(&mut self, claims: usize) {
        self.facts.claims.reserve(claims);
        self.facts.entities.reserve(claims);
        self.facts.references.reserve(claims * 3);
        self.facts.origins.reserve(claims * 4);
    }

    fn enter(&mut self, file: FileId) {
        self.file = file;
        self.content = self.project.text(file).map_or("", |text| &*text.content);
    }

    fn at(&self, part: &str) -> Location {
        Location::new(self.file, Span::of(self.content, part))
    }

    fn origin(&mut self, part: &str) -> Origin {
        self.facts.origins.push(self.at(part));
        Origin(self.facts.origins.len() as u32 - 1)
    }

    /// Notes what something that is written names.
    fn refer(&mut self, part: &str, to: Referent) {
        let place = self.at(part);
        self.facts.references.push(Reference { place, to });
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        match self.found.len() {
            count if count < FINDINGS_LIMIT => self.found.push(diagnostic),
            FINDINGS_LIMIT => {
                let message = format!("there are more than {FINDINGS_LIMIT} mistakes");
                let too_many =
                    Diagnostic { primary: diagnostic.primary, ..Diagnostic::nowhere(&TOO_MANY_FINDINGS, message) };
                self.found.push(too_many.label("what follows is not shown").help("mend those above, and check again"));
            }
            _ => {}
        }
    }

    /// What files declare that were only used, outside of what their documents introduce.
    fn lent(&self) -> BTreeSet<EntityId> {
        if self.project.lent.is_empty() {
            return BTreeSet::new();
        }
        let is_lent = |entity: &Entity| {
            let file = self.facts.location(entity.origin).file;
            entity.form == Form::Declared
                && entity.kind.role == Role::Party
                && entity.introduced_by.is_none()
                && self.project.lent.contains(&file)
        };
        self.facts.entity_ids().filter(|id| is_lent(self.facts.entity(*id))).collect()
    }

    fn add(&mut self, entity: Entity) -> EntityId {
        self.facts.entities.push(entity);
        EntityId(self.facts.entities.len() as u32 - 1)
    }

    /// First pass: every declared name.
    fn declare(&mut self, items: &[Item<'s>]) {
        for item in items {
            match item {
                Item::From(from) => self.declare(&from.items),
                Item::Declaration(declaration) => self.declare_one(declaration),
                Item::Use(_) | Item::Speech(_) | Item::Response(_) => {}
            }
        }
    }

    fn declare_one(&mut self, declaration: &Declaration<'s>) {
        let kind = declared_kind(declaration).unwrap_or_else(|| {
            match is_misread_speech(declaration) {
                true => self.unknown_stance(declaration.name),
                false => self.unknown_kind(declaration.kind),
            }
            &UNKNOWN_KIND
        });
        let title = declaration.title.map_or_else(|| declaration.name.to_owned(), unquote);
        let origin = self.origin(declaration.name);
        let form = self.declared_form(kind, declaration);
        let id = self.add(Entity {
            name: declaration.name.to_owned(),
            was: None,
            kind,
            title,
            form,
            scope: None,
            introduced_by: None,
            properties: Vec::new(),
            origin,
        });
        self.declared.push(id);
        let place = self.at(declaration.name);
        self.refer(declaration.name, Referent::Entity(id));
        if declaration.name == "author" {
            let taken = Diagnostic::new(&codes::DUPLICATE_NAME, place, "`author` is the project's own voice")
                .label("already means the author of the manifest")
                .help("choose another name");
            self.report(taken);
        } else if let Some(twice) = self.scope.declare(declaration.name, id, place) {
            self.report(twice);
        }
        let paths = declaration
            .properties
            .iter()
            .filter(|property| kind.key(property.key).is_some_and(|key| key.value == ValueType::Path));
        let places: Vec<Location> =
            paths.flat_map(|property| &property.values).map(|value| self.at(value.value.text())).collect();
        let stored: Option<&'p StoredText> = places.iter().find_map(|place| self.stored.get(place));
        if let Some(stored) = stored {
            self.facts.stored_texts.insert(id, stored.sha256.clone());
        }
        if !places.is_empty() {
            self.texts.insert(id, stored.map(Haystack::new));
        }
    }

    fn unknown_kind(&mut self, word: &str) {
        let place = self.at(word);
        let words = || KINDS.iter().map(|kind| kind.word);
        let diagnostic = Diagnostic::new(&codes::UNKNOWN_KIND, place, format!("`{word}` is no kind"))
            .label("unknown kind")
            .help(did_you_mean(word, words()).unwrap_or_else(|| "`attrc list kinds` shows them all".to_owned()))
            .fix_if(nearest(word, words()).map(|near| Fix::respell(place, word, near)));
        self.report(diagnostic);
    }

    fn unknown_stance(&mut self, word: &str) {
        let place = self.at(word);
        let words = || STANCES.iter().map(|stance| stance.word);
        let diagnostic = Diagnostic::new(&UNKNOWN_STANCE, place, format!("`{word}` is no stance"))
            .label("expected a stance")
            .help(did_you_mean(word, words()).unwrap_or_else(|| "`attrc list stances` shows them all".to_owned()))
            .fix_if(nearest(word, words()).map(|near| Fix::safe(format!("write `{near}`"), place, near)));
        self.report(diagnostic);
    }

    /// What a name means here; an unknown one is reported.
    fn name(&mut self, name: &'s str) -> Option<EntityId> {
        self.name_of(name, "organization")
    }

    /// What a name means where something of a kind is likely meant.
    fn name_of(&mut self, name: &'s str, likely: &str) -> Option<EntityId> {
        if name == "author" {
            let author = self.author();
            self.refer(name, Referent::Entity(author));
            return Some(author);
        }
        match self.scope.find(self.file, name) {
            Some(declared) => {
                self.refer(name, Referent::Entity(declared.id));
                self.used.insert((self.file, declared.place.file));
                if self.facts.entity(declared.id).kind.role == Role::Project {
                    self.is_no_thing(name, declared.id);
                    return None;
                }
                Some(declared.id)
            }
            None => {
                let unknown = self.scope.unknown(self.project, self.at(name), name, likely);
                self.found.extend(unknown);
                None
            }
        }
    }

    /// Says that a name is that of a file, which nothing can be said of.
    fn is_no_thing(&mut self, name: &'s str, id: EntityId) {
        let message = format!("`{name}` is the `{}` of a file, and no thing", self.facts.entity(id).kind.word);
        let head = Diagnostic::new(&codes::WRONG_REFERENCE, self.at(name), message)
            .label("nothing can be said of it")
            .help("name something that is declared in it; the author of a project speaks as `author`");
        self.report(self.declared_at(id, head));
    }

    /// What a name means where a document is needed.
    fn document(&mut self, name: &'s str) -> Option<EntityId> {
        let id = self.name_of(name, "source")?;
        let entity = self.facts.entity(id);
        if entity.kind.is_document() || entity.kind.class.is_empty() {
            return Some(id);
        }
        let message = format!("`{name}` is no document: it is {}", self.nature(id));
        let diagnostic = Diagnostic::new(&codes::NOT_A_DOCUMENT, self.at(name), message)
            .label("not a document")
            .help("name a `source` or an act, such as an `indictment`");
        self.report(self.declared_at(id, diagnostic));
        None
    }

    /// The document of a `from` block; something stands for it where it is none, which the second pass reports.
    fn read_in(&mut self, from: &From<'s>) -> EntityId {
        if let Some(document) = self.lost.get(from.document) {
            return *document;
        }
        if let Some(document) = self.document(from.document) {
            return document;
        }
        let lost = Entity {
            name: from.document.to_owned(),
            was: None,
            kind: &UNKNOWN_KIND,
            title: from.document.to_owned(),
            form: Form::Declared,
            scope: None,
            introduced_by: None,
            properties: Vec::new(),
            origin: self.origin(from.document),
        };
        let lost = self.add(lost);
        self.lost.insert(from.document, lost);
        lost
    }

    /// What something is, for a sentence.
    fn nature(&self, id: EntityId) -> String {
        let entity = self.facts.entity(id);
        match entity.form {
            Form::Author => "the project's own voice".to_owned(),
            _ => format!("of kind `{}`", entity.kind.word),
        }
    }

    /// Shows beside a diagnostic where something is declared.
    fn declared_at(&self, id: EntityId, diagnostic: Diagnostic) -> Diagnostic {
        let entity = self.facts.entity(id);
        match entity.form {
            Form::Declared | Form::Verbatim => diagnostic.related(self.facts.location(entity.origin), "declared here"),
            _ => diagnostic,
        }
    }

    /// The author of the project as a speaker, made when first needed.
    fn author(&mut self) -> EntityId {
        if let Some(author) = self.author {
            return author;
        }
        let kind = language::kind("organization").unwrap_or(&UNKNOWN_KIND);
        let author = self.add(Entity {
            name: "author".to_owned(),
            was: None,
            kind,
            title: self.project.manifest.author.name.clone(),
            form: Form::Author,
            scope: None,
            introduced_by: None,
            properties: Vec::new(),
            origin: Origin::default(),
        });
        *self.author.insert(author)
    }

    /// Declares a label of a document for what it stands on; a second use of it is reported.
    fn label(&mut self, document: Option<EntityId>, label: &Label<'s>, labelled: Labelled) {
        let place = self.at(label.text);
        if label.document.is_some() {
            let message = format!("`{}` names a label of a document, where a label is given", label.text);
            let path = Diagnostic::new(&UNEXPECTED, place, message)
                .label("expected a name alone")
                .help("a label belongs to the document that it stands in")
                .fix(Fix::guess(format!("write `[{}]`", label.name), place, format!("[{}]", label.name)));
            self.report(path);
        }
        if let Some(first) = self.labels.get(&(document, label.name)) {
            let first = self.facts.label(*first).place;
            let twice = Diagnostic::new(
                &codes::DUPLICATE_LABEL,
                place,
                format!("the label `{}` stands here twice", label.name),
            )
            .label("again")
            .related(first, "first used here")
            .help("labels are unique in their document");
            self.report(twice);
            return;
        }
        let id = LabelId(self.facts.labels.len() as u32);
        self.facts.labels.push(LabelRow { document, name: label.name.to_owned(), place, on: labelled });
        self.labels.insert((document, label.name), id);
        self.refer(label.name, Referent::Label(id));
    }
}
