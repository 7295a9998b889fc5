//! Who says what, in the order of the bundle, and within a document in that of its report.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::answers::{response, statement};
use super::claims::{self, Claim, claim};
use super::declared;
use super::index::{Index, Object, text, texts};

/// Something that a document states beside claims.
struct Aside<'d> {
    /// Where the report of its document lists it.
    place: usize,
    /// Where it comes among its like in the whole bundle.
    rank: Rank,
    what: What<'d>,
}

/// Where the first object that something makes stands, then its own.
type Rank = (usize, usize);

enum What<'d> {
    Response(String),
    Statement(String),
    Act(Object<'d>),
}

/// What documents state beside claims and is not written yet.
#[derive(Default)]
struct Asides<'d> {
    /// By the id of the report of a document, in the order of that.
    by_document: BTreeMap<String, VecDeque<Aside<'d>>>,
    /// By sort and rank, the documents whose next aside that is.
    next: BTreeMap<(u8, Rank), String>,
    /// Acts that no document introduces and that are not written yet.
    undeclared: HashSet<String>,
}

/// What was written last, and can be gone on with.
struct Open {
    /// The document of the block.
    document: Option<String>,
    /// The claims of the speech.
    claims: Vec<Claim>,
}

/// Writes claims, responses, statements, and acts that documents introduce.
/// `document` names the one whose block is open.
pub(super) fn speeches(index: &Index<'_>, document: Option<String>, out: &mut String) {
    let mut asides = asides(index);
    out.push_str(if document.is_some() { "\n" } else { "" });
    let mut open = Open { document, claims: Vec::new() };
    let claims: Vec<(Cow<'_, str>, Claim)> =
        index.objects.iter().filter_map(|object| Some((object.text("id"), claim(index, *object)?))).collect();
    let last: HashMap<&str, usize> =
        claims.iter().enumerate().map(|(at, (_, claim))| (claim.voice.document.as_str(), at)).collect();
    let mut before: Option<&str> = None;
    for (at, (id, claim)) in claims.iter().enumerate() {
        let document = claim.voice.document.as_str();
        // What a document states beside its claims follows the last of them.
        if let Some(ended) = before.filter(|ended| *ended != document && last.get(ended).is_some_and(|last| *last < at))
        {
            open.asides(index, &mut asides, ended, |_| true, out);
        }
        before = Some(document);
        open.act(index, &mut asides, document, out);
        let place = index.place(document, id);
        // A labelled speech is one, and where a statement stands its speaker alone does not tell.
        let goes_on = open.goes_on_with(claim);
        let may_stand = |what: &What<'_>| !goes_on || claim.labels.is_empty() && !matches!(what, What::Statement(_));
        open.asides(index, &mut asides, document, |aside| aside.place < place && may_stand(&aside.what), out);
        open.claim(index, claim.clone(), out);
    }
    while let Some((aside, from)) = asides.first() {
        open.aside(index, &from, &aside.what, out);
    }
    open.close(out);
}

impl<'d> Asides<'d> {
    /// The next aside of a document.
    fn peek(&self, document: &str) -> Option<&Aside<'d>> {
        self.by_document.get(document)?.front()
    }

    /// Takes the next aside of a document.
    fn take(&mut self, document: &str) -> Option<Aside<'d>> {
        let all = self.by_document.get_mut(document)?;
        let aside = all.pop_front()?;
        self.next.remove(&(aside.what.number(), aside.rank));
        if let What::Act(act) = &aside.what {
            self.undeclared.remove(&*act.text("id"));
        }
        if let Some(next) = all.front() {
            self.next.insert((next.what.number(), next.rank), document.to_owned());
        }
        Some(aside)
    }

    /// Takes the aside that comes first, and tells its document.
    fn first(&mut self) -> Option<(Aside<'d>, String)> {
        let heads = (0..SORTS).filter_map(|sort| self.next.range((sort, FIRST)..=(sort, LAST)).next());
        let document = heads.min_by_key(|((_, rank), _)| *rank).map(|(_, document)| document.clone())?;
        Some((self.take(&document)?, document))
    }

    /// The document whose next aside is of a sort and comes before a rank: what is told of one sort keeps its order.
    fn earlier(&self, sort: u8, rank: Rank) -> Option<String> {
        self.next.range((sort, FIRST)..(sort, rank)).next().map(|(_, document)| document.clone())
    }
}

fn asides<'d>(index: &Index<'d>) -> Asides<'d> {
    let measures = measures(index);
    let mut all = Asides::default();
    let mut statements: HashMap<String, usize> = HashMap::new();
    for (at, object) in index.objects.iter().enumerate() {
        let id = object.text("id");
        let told = object.told("claim");
        let document = told.map(|told| text(told, "source_ref").into_owned()).unwrap_or_default();
        let place = index.place(&document, &id);
        let (document, aside) = if let Some(line) = response(index, *object) {
            (document, Aside { place, rank: (at, at), what: What::Response(line) })
        } else if let Some(line) = statement(index, *object) {
            let speakers = told.map(|told| texts(told, "speaker_refs")).unwrap_or_default();
            let place = speakers.first().map_or(0, |speaker| index.place(&document, speaker));
            // Whoever is declared in the document is listed ahead, so a statement stands at the earliest where the one
            // before it does.
            let floor = statements.entry(document.clone()).or_default();
            *floor = place.max(*floor);
            let place = *floor;
            (document, Aside { place, rank: (at, at), what: What::Statement(line) })
        } else if object.is_act() && object.name().is_some() {
            let rank = (measures.get(at).copied().unwrap_or(at), at);
            let document = object.introduced_by().map(Cow::into_owned).unwrap_or_default();
            let place = index.place(&document, &id);
            if document.is_empty() {
                all.undeclared.insert(id.into_owned());
            }
            (document, Aside { place, rank, what: What::Act(*object) })
        } else {
            continue;
        };
        all.by_document.entry(document).or_default().push_back(aside);
    }
    for (document, asides) in &mut all.by_document {
        asides.make_contiguous().sort_by_key(|aside| aside.place);
        if let Some(head) = asides.front() {
            all.next.insert((head.what.number(), head.rank), document.clone());
        }
    }
    all
}

/// By object, for the report of an act: where the first of the relationships that it makes stands. One that makes none
/// comes with the next act that does, or it would wait for the acts of all other documents.
fn measures(index: &Index<'_>) -> Vec<usize> {
    let mut made: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for (at, object) in index.objects.iter().enumerate() {
        if let Some(act) = object.told("claim").and_then(|told| told.get("act_ref")?.string()) {
            made.entry(act).or_insert(at);
        }
    }
    let mut next = index.objects.len();
    let backwards = index.objects.iter().rev().map(|object| {
        next = made.get(&object.text("id")).copied().unwrap_or(next);
        next
    });
    let mut measures: Vec<usize> = backwards.collect();
    measures.reverse();
    measures
}

/// How many sorts of asides there are.
const SORTS: u8 = 3;

const FIRST: Rank = (0, 0);
const LAST: Rank = (usize::MAX, usize::MAX);

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

    /// Writes what a document states beside claims, as long as it is due.
    fn asides(
        &mut self,
        index: &Index<'_>,
        asides: &mut Asides<'_>,
        document: &str,
        is_due: impl Fn(&Aside<'_>) -> bool,
        out: &mut String,
    ) {
        loop {
            let due = asides.peek(document).filter(|aside| is_due(aside));
            let Some((sort, rank)) = due.map(|aside| (aside.what.number(), aside.rank)) else { break };
            let from = asides.earlier(sort, rank).unwrap_or_else(|| document.to_owned());
            let Some(aside) = asides.take(&from) else { break };
            self.aside(index, &from, &aside.what, out);
        }
    }

    /// Declares an act before what is said in it, and the acts that come before it.
    fn act(&mut self, index: &Index<'_>, asides: &mut Asides<'_>, act: &str, out: &mut String) {
        while asides.undeclared.contains(act) {
            let Some(head) = asides.peek("").map(|aside| (aside.what.number(), aside.rank)) else { break };
            let from = asides.earlier(head.0, head.1).unwrap_or_default();
            let Some(aside) = asides.take(&from) else { break };
            self.aside(index, &from, &aside.what, out);
        }
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
