//! What stands behind claims: `fixtures/evidence/NAME.attr` with a listing of origins, echoes and disputes beside it.
//!
//! A thing is a line with the number of its origins; below it each origin with the documents of its sayings, each echo
//! with why it counts nothing, and what was taken back.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use attrc::compile;
use attrc::facts::evidence::{EchoReason, Evidence, Ground, Matter, Saying, Side};
use attrc::facts::{Claim, ClaimId, EntityId, Facts, Object, Voice};
use attrc::world::Memory;
use proptest::prelude::*;
use support::{every, snapshot};

#[test]
fn fixtures_have_the_evidence_that_their_listings_say() {
    every("evidence", |fixture| {
        let compilation = fixture.compile();
        let errors: Vec<_> = compilation.diagnostics.iter().filter(|found| found.code.id.starts_with('E')).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        snapshot("evidence", &fixture.name, &list(&compilation.facts));
    });
}

fn list(facts: &Facts) -> String {
    let evidence = Evidence::new(facts);
    let mut out = String::new();
    for thing in evidence.things.all() {
        let support = evidence.support_of(thing);
        let _ = writeln!(out, "{}: {}", said(facts, thing.claims[0]), support.origins.len());
        for origin in &support.origins {
            let sayings: Vec<String> = origin.sayings.iter().map(|saying| saying_words(facts, *saying)).collect();
            let _ = writeln!(out, "  {} by {}", names(facts, &origin.speakers), sayings.join(", "));
        }
        for echo in &support.echoes {
            let why = match echo.reason {
                EchoReason::Repeats => "repeats".to_owned(),
                EchoReason::SameOrigin(document) => format!("of one origin with {}", name(facts, document)),
                EchoReason::Press => "press".to_owned(),
            };
            let who = &echo.saying.voice(facts).speakers;
            let _ = writeln!(out, "  echo: {} by {}: {why}", names(facts, who), saying_words(facts, echo.saying));
        }
        for claim in &support.ended {
            let _ = writeln!(out, "  ended: {}", saying_words(facts, Saying::Claim(*claim)));
        }
    }
    for circle in evidence.lineage.circles() {
        let _ = writeln!(out, "circle: {}", names(facts, circle));
    }
    for dispute in evidence.disputes() {
        let matter = match dispute.matter {
            Matter::Claim(claim) => said(facts, claim),
            Matter::Document(document) => name(facts, document),
        };
        let ground = match dispute.ground {
            Ground::Denied => "denied",
            Ground::Contradicted => "contradicted",
            Ground::Quantities => "counted differently",
            Ground::Actors => "different actors",
        };
        let _ = writeln!(out, "dispute, {ground}: {matter}");
        for side in &dispute.sides {
            let _ = writeln!(out, "  {}", side_words(facts, side));
        }
    }
    out
}

fn side_words(facts: &Facts, side: &Side) -> String {
    let claims = side.claims.iter().map(|id| {
        let claim = facts.claim(*id);
        let quantity = claim.quantity.as_deref().map(|quantity| format!(" ({})", quantity.words)).unwrap_or_default();
        format!("{} {}: {}{quantity}", names(facts, &claim.voice.speakers), claim.stance.word, said(facts, *id))
    });
    let responses = side.responses.iter().map(|id| {
        let response = facts.response(*id);
        format!("{} {}", names(facts, &response.voice.speakers), response.word.word)
    });
    claims.chain(responses).collect::<Vec<_>>().join("; ")
}

fn said(facts: &Facts, claim: ClaimId) -> String {
    let Claim { subject, verb, object, negated, .. } = facts.claim(claim);
    let object = match object {
        Object::Entity(id) => name(facts, *id),
        Object::Gap(gap) => format!("{gap:?}").to_lowercase(),
    };
    format!("{} {}{} {object}", name(facts, *subject), if *negated { "not " } else { "" }, verb.word)
}

fn saying_words(facts: &Facts, saying: Saying) -> String {
    let Voice { document, .. } = saying.voice(facts);
    let document = document.map_or("nothing".to_owned(), |document| name(facts, document));
    match saying {
        Saying::Claim(_) => format!("claim in {document}"),
        Saying::Response(id) => format!("{} in {document}", facts.response(id).word.word),
    }
}

fn names(facts: &Facts, ids: &[EntityId]) -> String {
    ids.iter().map(|id| name(facts, *id)).collect::<Vec<_>>().join(" + ")
}

fn name(facts: &Facts, id: EntityId) -> String {
    facts.entity(id).name.clone()
}

/// A text of three papers and four speakers, and who says the one thing in which paper.
fn text(speeches: &[(usize, BTreeSet<usize>)], repeats: &[Option<usize>]) -> String {
    let mut text = String::from("actor actor_a \"A\"\norganization victim \"V\"\n");
    for speaker in 0..4 {
        text += &format!("organization s{speaker} \"S{speaker}\"\n");
    }
    for (paper, repeated) in repeats.iter().enumerate() {
        let repeated = repeated.map(|other| format!("same_origin_as p{other}")).unwrap_or_default();
        text += &format!("source p{paper} \"P{paper}\" {{ publisher s0 published 2024 {repeated} }}\n");
    }
    for (paper, speakers) in speeches {
        let speakers: Vec<String> = speakers.iter().map(|speaker| format!("s{speaker}")).collect();
        text += &format!("from p{paper} {{ {} says {{ actor_a targets victim }} }}\n", speakers.join(", "));
    }
    text
}

fn origins(text: &str) -> usize {
    let compilation = compile(&Memory::new([("/p/main.attr", text)]), &["/p/main.attr".into()], None);
    let evidence = Evidence::new(&compilation.facts);
    evidence.support(ClaimId(0)).origins.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_more_origins_than_speakers_claims_or_disjoint_statements(
        speeches in prop::collection::vec((0..3usize, prop::collection::btree_set(0..4usize, 1..4)), 1..6),
        repeats in prop::collection::vec(prop::option::of(0..3usize), 3),
    ) {
        let alone = [None, None, None];
        let free = origins(&text(&speeches, &alone));
        let speakers: BTreeSet<usize> = speeches.iter().flat_map(|(_, speakers)| speakers.clone()).collect();
        prop_assert!((1..=speakers.len().min(speeches.len())).contains(&free));
        // However documents repeat each other, somebody says it.
        let bound = origins(&text(&speeches, &repeats));
        prop_assert!((1..=speakers.len()).contains(&bound), "{bound}");
        // Saying it again elsewhere adds none, and the order of the text means nothing.
        let mut again = speeches.clone();
        again.extend(speeches.iter().map(|(paper, speakers)| ((paper + 1) % 3, speakers.clone())));
        prop_assert_eq!(origins(&text(&again, &alone)), free);
        again.reverse();
        prop_assert_eq!(origins(&text(&again, &alone)), free);
    }
}
