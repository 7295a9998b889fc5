//! Who says what, in the order of the bundle, and within a document in that of its report.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, VecDeque};

use super::answers::{response, statement};
use super::claims::{self, Claim, claim};
use super::declared;
use super::index::{Index, Object, text, texts};

/// Something that a document states beside claims.
struct Aside<'d> {
    /// Where the report of its document lists it.
    place: usize,
    /// Where it comes among its like in the whole bundle.
    rank: usize,
    what: What<'d>,
}

enum What<'d> {
    Response(String),
    Statement(String),
    Act(Object<'d>),
}

/// By the id of the report of a document, what it states beside claims.
type Asides<'d> = BTreeMap<String, VecDeque<Aside<'d>>>;

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
        // A labelled speech is one, and where a statement stands its speaker alone does not tell.
        let goes_on = open.goes_on_with(&claim);
        let may_stand = |what: &What<'_>| !goes_on || claim.labels.is_empty() && !matches!(what, What::Statement(_));
        loop {
            let due = asides.get(&document).and_then(|all| all.front());
            let due = due.filter(|aside| aside.place < place && may_stand(&aside.what));
            let Some(due) = due.map(|aside| (aside.what.number(), aside.rank)) else { break };
            let from = earlier(&asides, due).unwrap_or_else(|| document.clone());
            let Some(aside) = asides.get_mut(&from).and_then(VecDeque::pop_front) else { break };
            open.aside(index, &from, &aside.what, out);
        }
        open.claim(index, claim, out);
    }
    while let Some(from) = first(&asides) {
        let Some(aside) = asides.get_mut(&from).and_then(VecDeque::pop_front) else { break };
        open.aside(index, &from, &aside.what, out);
    }
    open.close(out);
}

/// The document whose next aside is of a sort and comes before a rank: what is told of one sort keeps its order.
fn earlier(asides: &Asides<'_>, (sort, rank): (u8, usize)) -> Option<String> {
    let heads = asides.iter().filter_map(|(document, all)| Some((document, all.front()?)));
    let before = heads.filter(|(_, aside)| aside.what.number() == sort && aside.rank < rank);
    before.min_by_key(|(_, aside)| aside.rank).map(|(document, _)| document.clone())
}

/// The document whose next aside comes first.
fn first(asides: &Asides<'_>) -> Option<String> {
    let heads = asides.iter().filter_map(|(document, all)| Some((document, all.front()?)));
    heads.min_by_key(|(_, aside)| aside.rank).map(|(document, _)| document.clone())
}

fn asides<'d>(index: &Index<'d>) -> Asides<'d> {
    let mut measures: HashMap<String, usize> = HashMap::new();
    for (at, object) in index.objects.iter().enumerate() {
        if let Some(act) = object.told("claim").and_then(|told| told.get("act_ref")?.string()) {
            measures.entry(act.into_owned()).or_insert(at);
        }
    }
    let mut all: Asides<'d> = BTreeMap::new();
    for (at, object) in index.objects.iter().enumerate() {
        let id = object.text("id");
        let told = object.told("claim");
        let document = told.map(|told| text(told, "source_ref").into_owned()).unwrap_or_default();
        let place = index.place(&document, &id);
        let (document, aside) = if let Some(line) = response(index, *object) {
            (document, Aside { place, rank: at, what: What::Response(line) })
        } else if let Some(line) = statement(index, *object) {
            let speakers = told.map(|told| texts(told, "speaker_refs")).unwrap_or_default();
            let place = speakers.first().map_or(usize::MAX, |speaker| index.place(&document, speaker));
            (document, Aside { place, rank: at, what: What::Statement(line) })
        } else if object.is_act() && object.name().is_some() {
            let rank = measures.get(&*id).copied().unwrap_or(at);
            let document = object.introduced_by().map(Cow::into_owned).unwrap_or_default();
            let place = index.place(&document, &id);
            (document, Aside { place, rank, what: What::Act(*object) })
        } else {
            continue;
        };
        all.entry(document).or_default().push_back(aside);
    }
    all.values_mut().for_each(|all| all.make_contiguous().sort_by_key(|aside| aside.place));
    all
}

impl What<'_> {
    fn number(&self) -> u8 {
        match self {
            Self::Response(_) => 0,
            Self::Statement(_) => 1,
            Self::Act(_) => 2,
        }
    }
}

impl Open {
    /// Whether a claim belongs to the speech whose claims are at hand.
    fn goes_on_with(&self, claim: &Claim) -> bool {
        self.claims.last().is_some_and(|last| last.voice == claim.voice && last.labels.last() == claim.labels.last())
    }

    /// Goes on with a claim.
    fn claim(&mut self, index: &Index<'_>, claim: Claim, out: &mut String) {
        if !self.goes_on_with(&claim) {
            self.speech(out);
            self.enter(index, &claim.voice.document.clone(), out);
        }
        self.claims.push(claim);
    }

    /// Writes something beside claims.
    fn aside(&mut self, index: &Index<'_>, document: &str, aside: &What<'_>, out: &mut String) {
        self.speech(out);
        self.enter(index, document, out);
        match aside {
            What::Response(line) | What::Statement(line) => {
                out.push_str(line);
                out.push('\n');
            }
            What::Act(object) => declared::declaration(index, *object, out),
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
        // A claim with two labels has its own first; a single one is written before the speech.
        let label = first.labels.last().cloned();
        let head = label.as_ref().map_or_else(String::new, |label| format!("[{label}] "));
        out.push_str(&format!("{head}{} {{\n", first.voice.words));
        claims::write(&claims, label.as_deref(), out);
        out.push_str("}\n");
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
}
