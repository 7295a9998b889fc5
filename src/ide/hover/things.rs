//! What a name names: who calls it what, what is said of it and by whom.

use std::collections::{BTreeMap, BTreeSet};

use super::{Here, Sheet, plain, said};
use crate::facts::{Claim, ClaimId, Entity, EntityId, Facts, Form, Object, Referent, Target, Value};
use crate::ide::Analysis;
use crate::queries::{Found, Index, explain};
use crate::stix::pattern::{key, quote};
use crate::stix::words::counted;

/// How many of the claims about something are shown.
const NEWEST: usize = 3;

/// What the name at the place names.
pub fn named(here: &Here<'_>) -> Option<String> {
    let reference = here.analysis.names().at(here.place.file, here.place.span.lo)?;
    match reference.to {
        Referent::Label(label) => said::label(here, label),
        Referent::Entity(id) => Some(thing(here, id)),
    }
}

/// What is said of what the code at the place stands for, in a line.
pub fn said_of_code(here: &Here<'_>) -> String {
    let named = here.analysis.names().at(here.place.file, here.place.span.lo);
    let Some(Referent::Entity(id)) = named.map(|reference| reference.to) else { return String::new() };
    let (analysis, id) = in_whole(here, id);
    let about = about(analysis.facts(), id);
    if about.is_empty() { about } else { format!("- said of it: {about}\n") }
}

fn thing(here: &Here<'_>, id: EntityId) -> String {
    let (analysis, id) = in_whole(here, id);
    let facts = analysis.facts();
    let index = Index::new(&analysis.compilation);
    let explanation = explain(&index, &Found { entities: vec![id], ..Found::default() });
    let Some(told) = explanation.declarations.into_iter().next() else { return String::new() };
    let entity = facts.entity(id);
    let name = match entity.form {
        Form::Declared | Form::Verbatim | Form::Author => format!(" `{}`", entity.name),
        _ => String::new(),
    };
    let mut sheet = Sheet::new(&format!("**{}** · {}{name}", plain(&told.title), told.kind));
    if entity.form != Form::Observable {
        sheet.paragraph(entity.kind.doc);
    }
    let built = told.objects.first().map(|object| object.id.clone());
    let stix = built.or_else(|| analysis.named().entities.get(id.0 as usize).map(ToString::to_string));
    let contents = told.contents.as_ref();
    let stated = contents.map(|contents| {
        let by =
            if contents.speakers.is_empty() { String::new() } else { format!(" by {}", contents.speakers.join(", ")) };
        let answers = counted(contents.responses, "answer", "answers");
        format!("{}{by}, {answers}", counted(contents.claims, "claim", "claims"))
    });
    let quoted =
        contents.and_then(|contents| Some(format!("{} of {} sentences", contents.covered?, contents.sentences?)));
    let speaks = (told.claims + told.responses > 0).then(|| {
        format!("{}, {}", counted(told.claims, "claim", "claims"), counted(told.responses, "answer", "answers"))
    });
    sheet.lines([
        ("value", if entity.form == Form::Observable { format!("`{}`", entity.name) } else { String::new() }),
        ("pattern", pattern(entity).map(|pattern| format!("`{pattern}`")).unwrap_or_default()),
        ("names", plain(&told.names.join("; "))),
        ("document", plain(&contents.map(|contents| contents.citation.clone()).unwrap_or_default())),
        ("act", plain(&contents.and_then(|contents| contents.act.clone()).unwrap_or_default())),
        ("author", told.declared.iter().map(|line| format!("`{line}`")).collect::<Vec<_>>().join(", ")),
        ("declared", told.at.as_ref().map(|line| format!("`{line}`")).unwrap_or_default()),
        ("named in", plain(&told.introduced_by.map(|document| document.citation).unwrap_or_default())),
        ("states", plain(&stated.unwrap_or_default())),
        ("quoted", quoted.unwrap_or_default()),
        ("speaks", speaks.unwrap_or_default()),
        ("acts", plain(&told.acts.iter().map(|act| act.says.as_str()).collect::<Vec<_>>().join("; "))),
        ("said of it", plain(&about(facts, id))),
        ("in STIX", stix.map(|id| format!("`{id}`")).unwrap_or_default()),
    ]);
    let ids: Vec<ClaimId> = claims_about(facts, id).collect();
    let mut newest: Vec<_> = ids.iter().zip(&told.said_of_it).collect();
    newest.sort_by_key(|(claim, _)| std::cmp::Reverse(date(facts, facts.claim(**claim))));
    for (_, brief) in newest.iter().take(NEWEST) {
        let read_in = brief.read_in.as_ref().map(|read_in| format!(" — {read_in}")).unwrap_or_default();
        let answers = if brief.answers.is_empty() { String::new() } else { format!("; {}", brief.answers.join("; ")) };
        let line = format!(
            "{}: {}{read_in}; {}{answers}",
            brief.says,
            brief.claim,
            counted(brief.origins, "origin", "origins")
        );
        sheet.paragraph(&format!("> {}", plain(&line)));
    }
    sheet.end()
}

/// The same thing in the analysis of the whole project: what is said of it is said in all files. What is written inline is
/// found in this text alone.
fn in_whole<'a>(here: &Here<'a>, id: EntityId) -> (&'a Analysis, EntityId) {
    let entity = here.analysis.facts().entity(id);
    let path = |analysis: &Analysis, id: EntityId| {
        let facts = analysis.facts();
        analysis.path(facts.location(facts.entity(id).origin).file)
    };
    let whole = here.whole.facts();
    let wanted = path(here.analysis, id);
    let same = |other: &EntityId| {
        let known = whole.entity(*other);
        known.form == entity.form
            && known.name == entity.name
            && known.kind.word == entity.kind.word
            && match entity.form {
                Form::Declared | Form::Verbatim => path(here.whole, *other) == wanted,
                Form::Inline => false,
                Form::Observable | Form::Coded | Form::Author => true,
            }
    };
    match std::ptr::eq(here.whole, here.analysis) {
        true => (here.analysis, id),
        false => whole.entity_ids().find(same).map_or((here.analysis, id), |same| (here.whole, same)),
    }
}

/// The pattern of an observable that only its value names.
fn pattern(entity: &Entity) -> Option<String> {
    let property = entity.properties.first().filter(|_| entity.form == Form::Observable)?;
    let of = |key: &str, value: &Value| match value {
        Value::Text(text) => Some(format!("{key} = {}", quote(text))),
        Value::Integer(number) => Some(format!("{key} = {number}")),
        _ => None,
    };
    let comparison = match &property.values.first()?.value {
        Value::Dictionary(entries) => {
            let (inner, value) = entries.first()?;
            of(&format!("{}.{}", property.key, key(inner)), value)?
        }
        value => of(&property.key, value)?,
    };
    Some(format!("[{}:{comparison}]", entity.kind.stix))
}

fn claims_about(facts: &Facts, id: EntityId) -> impl Iterator<Item = ClaimId> + '_ {
    let is_about = move |claim: &Claim| claim.subject == id || claim.object == Object::Entity(id);
    facts.claims.iter().enumerate().filter(move |(_, claim)| is_about(claim)).map(|(at, _)| ClaimId(at as u32))
}

/// When something was said, as far as it is told: `dated`, else the date of its document.
fn date(facts: &Facts, claim: &Claim) -> Option<jiff::Timestamp> {
    let of_document = || Some(facts.entity(claim.voice.document?).dated()?.1);
    let time = claim.voice.dated.as_ref().or_else(of_document)?;
    time.start.earliest.or(time.stop.latest)
}

/// Claims about something in numbers: "12 claims (8 assesses, 4 alleges) by 3 speakers; 5 hedged, 1 negated, 2 answered".
fn about(facts: &Facts, id: EntityId) -> String {
    let ids: BTreeSet<ClaimId> = claims_about(facts, id).collect();
    if ids.is_empty() {
        return String::new();
    }
    let claims = || ids.iter().map(|id| facts.claim(*id));
    let mut stances: BTreeMap<&str, usize> = BTreeMap::new();
    claims().for_each(|claim| *stances.entry(claim.stance.word).or_default() += 1);
    let stances: Vec<String> = stances.into_iter().map(|(word, count)| format!("{word} {count}")).collect();
    let speakers: BTreeSet<EntityId> = claims().flat_map(|claim| claim.voice.speakers.iter().copied()).collect();
    let hedged = claims().filter(|claim| {
        let certainty = &claim.certainty;
        certainty.likelihood.is_some() || certainty.worded.is_some() || certainty.grade.is_some()
    });
    let mut answers: BTreeMap<&str, usize> = BTreeMap::new();
    for response in &facts.responses {
        let is_meant = response.targets.iter().any(|target| match target {
            Target::Claims { claims, .. } => claims.iter().any(|claim| ids.contains(claim)),
            _ => false,
        });
        if is_meant {
            *answers.entry(response.word.word).or_default() += 1;
        }
    }
    let negated = claims().filter(|claim| claim.negated).count();
    let mut parts = vec![format!(
        "{} ({}) by {}",
        counted(ids.len(), "claim", "claims"),
        stances.join(", "),
        counted(speakers.len(), "speaker", "speakers")
    )];
    let numbers = [("hedged", hedged.count()), ("negated", negated)];
    parts.extend(numbers.into_iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{count} {word}")));
    parts.extend(answers.into_iter().map(|(word, count)| format!("{word} {count}")));
    parts.join("; ")
}
