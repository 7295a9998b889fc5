//! What parties do not agree on.

use serde_json::{Value, json};

use crate::facts::evidence::{Dispute, Ground, Matter, Saying, Side};
use crate::facts::{EntityId, Object, Voice};
use crate::queries::filter::Wanted;
use crate::queries::index::Index;
use crate::queries::listing::{Cell, Listing};
use crate::vocab::language::{Effect, Response};

/// `--about`: subject, object, or the document answered; `--by`: a party of any side; dates: when any of it was said.
pub fn list(index: &Index<'_>, wanted: &Wanted) -> Listing {
    let mut listing = Listing::new([
        ("matter", "about"),
        ("ground", "in dispute"),
        ("holds", "one side"),
        ("against", "the other side"),
        ("at", "at"),
        ("sides", ""),
    ]);
    for dispute in index.evidence.disputes() {
        let voices = || dispute.sides.iter().flat_map(|side| voices(index, side));
        let speaks = voices().flat_map(|voice| voice.speakers.iter().chain(&voice.on_behalf_of).copied());
        let is_then = voices().any(|voice| wanted.when(index.date(voice)));
        if !wanted.about(parties(index, &dispute)) || !wanted.by(speaks) || !is_then {
            continue;
        }
        let Some((first, others)) = dispute.sides.split_first() else { continue };
        let about = matter(index, dispute.matter);
        // Of a document that is answered as a whole, those who speak in it are the one side.
        let spoken = match dispute.matter {
            Matter::Document(document) => vec![index.spoken_by(document)],
            Matter::Claim(_) => Vec::new(),
        };
        let holds = [spoken, index.side(first, &about)].concat();
        let against = others.iter().flat_map(|side| index.side(side, &about)).collect();
        let sides: Vec<Value> = dispute.sides.iter().map(|side| parts(index, side)).collect();
        listing.push([
            Cell::Text(about),
            Cell::text_of(ground(index, &dispute)),
            Cell::Many(holds),
            Cell::Many(against),
            Cell::maybe(at(index, dispute.matter)),
            Cell::Parts(Vec::new(), Value::Array(sides)),
        ]);
    }
    listing
}

fn ground(index: &Index<'_>, dispute: &Dispute) -> &'static str {
    match dispute.ground {
        Ground::Denied => strongest(index, dispute).map_or("denied", |word| word.past),
        Ground::Contradicted => "contradicted",
        Ground::Quantities => "counted differently",
        Ground::Actors => "another actor named",
    }
}

/// The strongest word that is said against a matter; those of its own side answer the others.
fn strongest(index: &Index<'_>, dispute: &Dispute) -> Option<&'static Response> {
    let sides = dispute.sides.iter().enumerate();
    let words = sides.flat_map(|(at, side)| side.responses.iter().map(move |id| (at == 0, *id)));
    let words = words.map(|(own, id)| (own, index.facts.response(id).word));
    let weakness = |word: &Response| (word.effect != Effect::Against, !word.opinion.starts_with("strongly"));
    let (_, word) = words.min_by_key(|(own, word)| (*own, weakness(word)))?;
    Some(word)
}

fn matter(index: &Index<'_>, matter: Matter) -> String {
    match matter {
        Matter::Claim(claim) => index.clause(index.facts.claim(claim)),
        Matter::Document(document) => format!("“{}” as a whole", index.title(document)),
    }
}

fn at(index: &Index<'_>, matter: Matter) -> Option<String> {
    let origin = match matter {
        Matter::Claim(claim) => index.facts.claim(claim).origin,
        Matter::Document(document) => index.facts.entity(document).origin,
    };
    index.places.of(index.facts, origin).map(|line| line.to_string())
}

/// What it is about: the subjects and objects of all its claims, or the document.
fn parties(index: &Index<'_>, dispute: &Dispute) -> Vec<EntityId> {
    let mut ids: Vec<EntityId> = match dispute.matter {
        Matter::Document(document) => vec![document],
        Matter::Claim(_) => Vec::new(),
    };
    for claim in dispute.sides.iter().flat_map(|side| &side.claims).map(|claim| index.facts.claim(*claim)) {
        ids.push(claim.subject);
        if let Object::Entity(object) = claim.object {
            ids.push(object);
        }
    }
    ids
}

fn voices<'i>(index: &'i Index<'_>, side: &'i Side) -> impl Iterator<Item = &'i Voice> {
    sayings(side).map(|saying| saying.voice(index.facts))
}

fn sayings(side: &Side) -> impl Iterator<Item = Saying> {
    let claims = side.claims.iter().map(|claim| Saying::Claim(*claim));
    claims.chain(side.responses.iter().map(|response| Saying::Response(*response)))
}

/// The parties of a side, for scripts.
fn parts(index: &Index<'_>, side: &Side) -> Value {
    let party = |saying: Saying| {
        let voice = saying.voice(index.facts);
        let (word, said, quotation, origin, id) = match saying {
            Saying::Claim(id) => {
                let claim = index.facts.claim(id);
                (
                    claim.stance.word,
                    Some(index.said(claim)),
                    claim.quotation.as_deref(),
                    claim.origin,
                    index.claim_id(id),
                )
            }
            Saying::Response(id) => {
                let response = index.facts.response(id);
                (response.word.word, None, response.quotation.as_ref(), response.origin, index.response_id(id))
            }
        };
        json!({
            "speakers": index.titles(voice.speakers.iter().copied()),
            "for": index.titles(voice.on_behalf_of.iter().copied()),
            "word": word,
            "claim": said,
            "quotation": quotation.map(|quotation| quotation.text.as_str()),
            "document": voice.document.map(|document| index.facts.entity(document).name.as_str()),
            "date": index.date(voice).map(|time| time.words.as_str()),
            "at": index.places.of(index.facts, origin).map(|line| line.to_string()),
            "id": id.map(|id| id.to_string()),
        })
    };
    Value::Array(sayings(side).map(party).collect())
}
