//! Who says what.

use crate::facts::{ClaimId, Object};
use crate::queries::filter::Wanted;
use crate::queries::index::Index;
use crate::queries::listing::{Cell, Listing};
use crate::queries::words::hedge;

/// `--about`: subject or object; `--by`: speakers and those for whom they speak; dates: when it was said.
pub fn list(index: &Index<'_>, wanted: &Wanted) -> Listing {
    let mut listing = Listing::new([
        ("says", "who says"),
        ("claim", "what"),
        ("hedge", "how sure"),
        ("read_in", "read in"),
        ("origins", "origins"),
        ("answers", "answers"),
        ("at", "at"),
        ("speakers", ""),
        ("stance", ""),
        ("via", ""),
        ("for", ""),
        ("subject", ""),
        ("verb", ""),
        ("object", ""),
        ("negated", ""),
        ("time", ""),
        ("quantity", ""),
        ("quotation", ""),
        ("quoted_at", ""),
        ("document", ""),
        ("date", ""),
        ("labels", ""),
        ("ended_by", ""),
        ("id", ""),
    ]);
    for (at, claim) in index.facts.claims.iter().enumerate() {
        let id = ClaimId(at as u32);
        let voice = &claim.voice;
        let object = match claim.object {
            Object::Entity(object) => Some(object),
            Object::Gap(_) => None,
        };
        let speaks = voice.speakers.iter().chain(&voice.on_behalf_of).copied();
        if !wanted.about([claim.subject].into_iter().chain(object))
            || !wanted.by(speaks)
            || !wanted.when(index.date(voice))
        {
            continue;
        }
        let passage = claim.quotation.as_deref().and_then(|quotation| index.places.passage(voice.document, quotation));
        let answers = index.evidence.answers.to_claim(id).iter().map(|answer| {
            let response = index.facts.response(*answer);
            index.voiced(&response.voice, response.word.word)
        });
        listing.push([
            Cell::Text(index.voiced(voice, claim.stance.word)),
            Cell::Text(index.said(claim)),
            Cell::maybe(hedge(&claim.certainty)),
            Cell::maybe(voice.document.map(|document| index.citation(document))),
            Cell::count(index.origins(id)),
            Cell::Many(answers.collect()),
            Cell::maybe(index.places.of(index.facts, claim.origin).map(|line| line.to_string())),
            Cell::Many(index.titles(voice.speakers.iter().copied())),
            Cell::text_of(claim.stance.word),
            Cell::Many(index.titles(voice.via.iter().copied())),
            Cell::Many(index.titles(voice.on_behalf_of.iter().copied())),
            Cell::Text(index.title(claim.subject)),
            Cell::text_of(claim.verb.word),
            Cell::Text(index.object_words(claim)),
            Cell::Truth(claim.negated),
            Cell::maybe(claim.time.as_deref().map(|time| time.words.as_str())),
            Cell::maybe(claim.quantity.as_deref().map(|quantity| quantity.words.as_str())),
            Cell::maybe(claim.quotation.as_deref().map(|quotation| quotation.text.as_str())),
            Cell::maybe(passage.map(|passage| passage.to_string())),
            Cell::maybe(voice.document.map(|document| index.facts.entity(document).name.as_str())),
            Cell::maybe(index.date(voice).map(|time| time.words.as_str())),
            Cell::Many(claim.labels.clone()),
            Cell::maybe(index.evidence.answers.ended(index.facts, id).map(|answer| index.answer(answer))),
            Cell::maybe(index.claim_id(id).map(|id| id.to_string())),
        ]);
    }
    listing
}
