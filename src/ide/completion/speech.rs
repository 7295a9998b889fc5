//! What speakers do: stances and responses, and the labels and documents that are answered.

use super::asked::Asked;
use super::offers::Offers;
use super::values::documents;
use super::{Completion, CompletionKind};
use crate::facts::{LabelRow, Labelled};
use crate::vocab::language::{RESPONSES, STANCES, Stance};

/// Stances and responses; those first that the document's act gives, and those that the speaker has taken already.
pub fn stances(asked: &Asked<'_>, offers: &mut Offers, section: u8, speakers: &[String]) {
    let facts = asked.facts();
    let speaker = speakers.first().and_then(|name| asked.find(name));
    let act = asked.document().and_then(|(_, entity)| entity.kind.act.as_ref()).map(|act| act.stance);
    let taken = |stance: &Stance| {
        let claims = facts.claims.iter().filter(|claim| claim.stance.word == stance.word);
        speaker.is_some_and(|(id, _)| claims.into_iter().any(|claim| claim.voice.speakers.contains(&id)))
    };
    let on_scale = speaker.is_some_and(|(_, entity)| entity.scale().is_some());
    let mut rows: Vec<(u8, &'static Stance)> = STANCES
        .iter()
        .map(|stance| match stance.word {
            word if act == Some(word) => (0, stance),
            _ if taken(stance) => (1, stance),
            "assesses" if on_scale => (1, stance),
            _ => (2, stance),
        })
        .collect();
    rows.sort_by_key(|(rank, _)| *rank);
    for (_, stance) in rows {
        let hedged = if stance.hedged { "its claims may be hedged" } else { "takes no likelihood" };
        let documentation = format!("{}\n\ntaken by {}; {hedged}", stance.doc, stance.who);
        let item =
            Completion::new(CompletionKind::Keyword, stance.word).detail(stance.who).documentation(documentation);
        let form = item.clone().snippet(format!("{} {{\n  $0\n\\}}", stance.word));
        offers.section(section);
        offers.add(item);
        offers.section(section + 2);
        offers.add(Completion { label: format!("{} {{ … }}", stance.word), kind: CompletionKind::Snippet, ..form });
    }
    offers.section(section + 1);
    for response in RESPONSES {
        let documentation = format!("{}\n\nin STIX: an `opinion`, `{}`", response.doc, response.opinion);
        let item = Completion::new(CompletionKind::Keyword, response.word).detail(response.doc);
        offers.add(item.documentation(documentation));
    }
}

/// What a response answers: labels in their brackets, and documents.
pub fn targets(asked: &Asked<'_>, offers: &mut Offers, section: u8) {
    labels(asked, offers, section, None, true, &is_answerable);
    offers.section(section + 2);
    documents(asked, offers);
}

/// Labels: those of this document, then of others behind their name.
pub fn labels(
    asked: &Asked<'_>,
    offers: &mut Offers,
    section: u8,
    document: Option<&str>,
    brackets: bool,
    takes: &dyn Fn(&Labelled) -> bool,
) {
    let facts = asked.facts();
    let here = asked.document().map(|(id, _)| id);
    let of = document.and_then(|name| asked.find(name)).map(|(id, _)| id);
    let rows = facts.labels.iter().filter(|row| takes(&row.on));
    let rows = rows.filter(|row| document.is_none() || row.document == of && of.is_some());
    for row in rows.filter(|row| asked.seen.contains(&row.place.file)) {
        let own = document.is_some() || row.document == here;
        let name = match (own, row.document) {
            (true, _) => row.name.clone(),
            (false, Some(document)) => format!("{}/{}", facts.entity(document).name, row.name),
            // A label of no document is named in no other.
            (false, None) => continue,
        };
        let name = if brackets { format!("[{name}]") } else { name };
        offers.section(if own { section } else { section + 1 });
        offers.add(Completion::new(CompletionKind::Label, name).detail(said(asked, row)));
    }
}

/// Whether a response may answer what a label stands on.
pub fn is_answerable(on: &Labelled) -> bool {
    matches!(on, Labelled::Claims(_) | Labelled::Response(_))
}

/// Whether a claim may be before or after what a label stands on.
pub fn is_timed(on: &Labelled) -> bool {
    matches!(on, Labelled::Claims(_))
}

/// Who says what a label stands on.
fn said(asked: &Asked<'_>, row: &LabelRow) -> String {
    let facts = asked.facts();
    let title = |speakers: &[crate::facts::EntityId]| {
        let titles: Vec<&str> = speakers.iter().map(|id| facts.entity(*id).title.as_str()).collect();
        titles.join(", ")
    };
    match &row.on {
        Labelled::Claims(claims) => match claims.as_slice() {
            [] => "no claims".to_owned(),
            [one] => {
                let claim = facts.claim(*one);
                let subject = &facts.entity(claim.subject).title;
                format!("{} {}: {subject} {} …", title(&claim.voice.speakers), claim.stance.word, claim.verb.word)
            }
            [first, ..] => {
                let claim = facts.claim(*first);
                format!("{} {}, {} claims", title(&claim.voice.speakers), claim.stance.word, claims.len())
            }
        },
        Labelled::Response(response) => {
            let response = facts.response(*response);
            format!("{} {} …", title(&response.voice.speakers), response.word.word)
        }
        Labelled::Statement | Labelled::Broken => String::new(),
    }
}
