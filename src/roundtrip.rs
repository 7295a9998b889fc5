//! Import with its proof: what is written is compiled in memory first, and compared with what it came from.

use std::path::Path;

use crate::compile::compile;
use crate::diag::codes::imports as codes;
use crate::diag::{Diagnostic, Severity};
use crate::import::{self, Outline, Plan, outline};
use crate::json::{self, Document, Member, Node};
use crate::source::{FileId, Location, Span};
use crate::stix::Bundle;
use crate::stix::compare::{self, Mode};
use crate::syntax::{self, tree::Item};
use crate::world::Memory;

/// Where the text stands while it is proved.
const FILE: &str = "/import/import.attr";

/// How often the text is written anew before an object counts as lost: once plainly, once for what is wrong in the
/// text, once for what comes out otherwise, and once to see that all of it is right.
const ROUNDS: usize = 4;

/// Text that builds the document that it came from.
#[derive(Debug, Default)]
pub struct RoundTrip {
    /// The text; of no use where there are diagnostics.
    pub text: String,
    /// How many objects the document has.
    pub objects: usize,
    /// What the text is.
    pub form: Form,
    /// How many objects had to be written without regard to their type.
    pub literal: usize,
    /// Why the document cannot be imported.
    pub diagnostics: Vec<Diagnostic>,
}

/// How many statements of each sort a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Declarations, the head of the file aside.
    pub declarations: usize,
    /// Claims: a line with several objects counts once.
    pub claims: usize,
    /// Denials and other answers.
    pub responses: usize,
}

impl RoundTrip {
    /// What the text holds.
    pub fn counts(&self) -> Counts {
        let (tree, _) = syntax::parse(FileId(0), &self.text);
        let mut counts = Counts::default();
        let inner = tree.items.iter().flat_map(|item| match item {
            Item::From(from) => from.items.as_slice(),
            item => std::slice::from_ref(item),
        });
        for item in inner {
            match item {
                Item::Declaration(_) => counts.declarations += 1,
                Item::Speech(speech) => counts.claims += speech.claims.as_ref().map_or(1, Vec::len),
                Item::Response(_) => counts.responses += 1,
                Item::Use(_) | Item::From(_) => {}
            }
        }
        counts.declarations = counts.declarations.saturating_sub(1);
        counts
    }
}

/// What an imported text is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Form {
    /// Declarations that are exactly the objects.
    #[default]
    Verbatim,
    /// Claims, sources and acts, as attrc once read them.
    Told,
    /// Verbatim, although attrc made the bundle: why it could not be told again.
    NotTold(String),
}

/// Imports a document and proves that the text builds every object unchanged. `title` gives the bundle its name.
pub fn import(file: FileId, document: &Document<'_>, title: &str) -> RoundTrip {
    let (given, diagnostics) = outline(file, document);
    let objects = given.objects.len();
    if !diagnostics.is_empty() {
        return RoundTrip { objects, diagnostics, ..RoundTrip::default() };
    }
    let mut form = Form::Verbatim;
    if let Some(text) = import::tell(&given, title) {
        let lost = compared(&text, &given);
        if lost.is_none() {
            return RoundTrip { text, objects, form: Form::Told, ..RoundTrip::default() };
        }
        form = Form::NotTold(lost.in_words(&given));
    }
    let mut plan = Plan { title, literal: vec![false; objects] };
    let mut lost = Lost::default();
    for _ in 0..ROUNDS {
        let text = import::import(&given, &plan);
        lost = compared(&text, &given);
        if lost.is_none() {
            let literal = plan.literal.iter().filter(|literal| **literal).count();
            return RoundTrip { text, objects, form, literal, diagnostics: Vec::new() };
        }
        let before = plan.literal.clone();
        for at in &lost.objects {
            plan.literal.get_mut(*at).into_iter().for_each(|literal| *literal = true);
        }
        if before == plan.literal {
            break;
        }
    }
    RoundTrip { objects, diagnostics: lost.told(file, &given), ..RoundTrip::default() }
}

/// What does not come back.
#[derive(Debug, Default)]
struct Lost {
    /// Indices of objects, and why where it is known.
    objects: Vec<usize>,
    /// What the compiler says of the text, where it refuses it.
    refused: Option<String>,
    /// Whether the bundle's own properties differ.
    bundle: bool,
}

impl Lost {
    fn is_none(&self) -> bool {
        self.objects.is_empty() && self.refused.is_none() && !self.bundle
    }

    /// The first of it, for a note.
    fn in_words(&self, given: &Outline<'_>) -> String {
        let first = self.objects.first().and_then(|at| given.objects.get(*at));
        let first = first.and_then(|object| object.get("id")).and_then(Node::string);
        match (&self.refused, first) {
            (Some(why), _) => why.clone(),
            (None, Some(id)) => {
                format!("{} of its objects come out otherwise, the first is `{id}`", self.objects.len())
            }
            (None, None) => "the bundle comes out with other objects".to_owned(),
        }
    }

    fn told(&self, file: FileId, given: &Outline<'_>) -> Vec<Diagnostic> {
        let whole = given.bundle.or(given.objects.first().copied());
        let place = |node: Option<Node<'_>>| Location::new(file, node.map_or(Span::at(0), Node::span));
        let mut found: Vec<Diagnostic> = self
            .objects
            .iter()
            .filter_map(|at| given.objects.get(*at))
            .map(|object| {
                let id = object.get("id").and_then(Node::string).unwrap_or_default();
                let what = if id.is_empty() { "this object".to_owned() } else { format!("`{id}`") };
                Diagnostic::new(&codes::NOT_RECOVERED, place(Some(*object)), format!("{what} would not come back"))
            })
            .collect();
        if found.is_empty() {
            let message = "the bundle would not come back as it is";
            found.push(Diagnostic::new(&codes::NOT_RECOVERED, place(whole), message));
        }
        let help = self.refused.as_ref().map_or_else(
            || "nothing is written; please report it with the object".to_owned(),
            |why| format!("nothing is written; please report it with the object ({why})"),
        );
        found.into_iter().map(|found| found.help(help.clone())).collect()
    }
}

/// Compiles a text and tells which objects come out otherwise than they were given.
fn compared(text: &str, given: &Outline<'_>) -> Lost {
    let world = Memory::new([(FILE, text)]);
    let compilation = compile(&world, &[Path::new(FILE).to_owned()], None);
    let errors: Vec<&Diagnostic> =
        compilation.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    if let Some(first) = errors.first() {
        let starts = starts(text);
        let places = errors.iter().filter_map(|error| error.primary).map(|place| place.span.lo);
        let mut objects: Vec<usize> =
            places.filter_map(|at| starts.partition_point(|start| *start <= at).checked_sub(2)).collect();
        objects.dedup();
        return Lost { objects, refused: Some(first.message.clone()), bundle: false };
    }
    let mut bytes = Vec::new();
    let bundle = Bundle::new(compilation.objects);
    let written = bundle.received(compilation.bundle.unwrap_or_default()).write(&mut bytes);
    let built = String::from_utf8(bytes).unwrap_or_default();
    let (built, problems) = json::read(FileId(0), &built);
    let (outlined, _) = outline(FileId(0), &built);
    let same = written.is_ok() && problems.is_empty() && outlined.objects.len() == given.objects.len();
    let pairs = given.objects.iter().zip(&outlined.objects).enumerate();
    let objects: Vec<usize> = pairs
        .filter(|(_, (one, other))| !compare::values(**one, **other, Mode::Spelling).is_empty())
        .map(|(at, _)| at)
        .collect();
    let bundle = given.bundle.is_some_and(|given| {
        let members = |node: Node<'_>| node.members().filter(|member| !member.key.is("objects")).count();
        let same = |member: Member<'_>| {
            let other = outlined.bundle.and_then(|built| built.get(&member.key.string()?));
            other.is_some_and(|other| compare::values(member.value, other, Mode::Spelling).is_empty())
        };
        // A bundle has an id in any case (STIX 2.1, section 8).
        let made = usize::from(given.get("id").is_none());
        members(given) + made != outlined.bundle.map_or(0, members)
            || !given.members().filter(|member| !member.key.is("objects")).all(same)
    });
    Lost { objects, refused: None, bundle: bundle || !same }
}

/// Where the names of the statements of a text stand.
fn starts(text: &str) -> Vec<u32> {
    let (tree, _) = syntax::parse(FileId(0), text);
    let starts = tree.items.iter().filter_map(|item| match item {
        Item::Declaration(declaration) => Some(Span::of(text, declaration.kind).lo),
        _ => None,
    });
    starts.collect()
}
