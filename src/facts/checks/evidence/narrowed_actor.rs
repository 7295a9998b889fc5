//! `narrowed-actor`: a named cluster, where the same speaker left open who did the same thing (C4).

use foldhash::{HashMap, HashSet};

use super::same::{About, object};
use crate::diag::Diagnostic;
use crate::diag::codes::evidence::NARROWED_ACTOR;
use crate::facts::checks::View;
use crate::facts::model::{Claim, EntityId, Form, Object, Origin};

/// Verbs that join two names.
const NAMES: &str = "name";

/// Classes of clusters.
const CLUSTERS: &[&str] = &["actor", "threat-actor"];

/// What one speaker says of one object.
type Key<'v> = (EntityId, &'static str, About<'v>);

/// Looks for claims of one speaker that differ in whether the actor has a name.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut open: HashMap<Key<'_>, (usize, &Claim)> = HashMap::default();
    for (speech, claim) in said(view).filter(|(_, claim)| is_open(view, claim.subject)) {
        open.entry(key(view, claim)).or_insert((speech, claim));
    }
    if open.is_empty() {
        return;
    }
    let joined = joined(view);
    let mut told: HashSet<(Origin, Origin)> = HashSet::default();
    for (speech, claim) in said(view).filter(|(_, claim)| is_named(view, claim.subject)) {
        // Who writes both into one speech means two.
        let Some((_, first)) = open.get(&key(view, claim)).filter(|(other, _)| *other != speech) else { continue };
        let (named, unnamed) = (view.entity(claim.subject), view.entity(first.subject));
        let is_joined = joined.contains(&(claim.subject, first.subject));
        // Of the pairs of two lines one is enough.
        if is_joined || !told.insert((claim.places.verb, first.places.verb)) {
            continue;
        }
        let message = format!("{} is named here, where the same speaker says “{}”", named.title, unnamed.title);
        found.push(
            Diagnostic::new(&NARROWED_ACTOR, view.at(claim.places.subject), message)
                .label("a named cluster")
                .related(view.at(first.places.subject), "not named here")
                .help(
                    "check which of them the source says; where both are meant, say what joins them, such as `tracked-as`",
                ),
        );
    }
}

/// What is said, with a number for each speech; neighbours in the same voice count as one.
fn said<'v>(view: &View<'v>) -> impl Iterator<Item = (usize, &'v Claim)> + use<'v> {
    let mut speech = 0;
    let mut last: Option<&Claim> = None;
    let numbered = view.facts.claims.iter().map(move |claim| {
        let goes_on = last.is_some_and(|last| {
            (&last.voice.speakers, last.voice.document, last.stance.word)
                == (&claim.voice.speakers, claim.voice.document, claim.stance.word)
        });
        speech += usize::from(!goes_on);
        last = Some(claim);
        (speech, claim)
    });
    numbered.filter(|(_, claim)| !claim.negated && claim.verb.group != NAMES)
}

fn key<'v>(view: &View<'v>, claim: &Claim) -> Key<'v> {
    let speaker = claim.voice.speakers.first().copied().unwrap_or(claim.subject);
    (speaker, claim.verb.word, object(view, claim))
}

/// Whether something is a cluster or a group that a document leaves without a name.
fn is_open(view: &View<'_>, id: EntityId) -> bool {
    let entity = view.entity(id);
    let acts = CLUSTERS.contains(&entity.kind.class) || entity.kind.class == "group";
    acts && (entity.form == Form::Inline || entity.has("unnamed_in"))
}

fn is_named(view: &View<'_>, id: EntityId) -> bool {
    let entity = view.entity(id);
    CLUSTERS.contains(&entity.kind.class) && entity.form != Form::Inline && !entity.has("unnamed_in")
}

/// Pairs of things that somebody joins, in both orders.
fn joined(view: &View<'_>) -> HashSet<(EntityId, EntityId)> {
    let names = view.facts.claims.iter().filter(|claim| claim.verb.group == NAMES);
    names
        .filter_map(|claim| match claim.object {
            Object::Entity(object) => Some((claim.subject, object)),
            Object::Gap(_) => None,
        })
        .flat_map(|(one, other)| [(one, other), (other, one)])
        .collect()
}
