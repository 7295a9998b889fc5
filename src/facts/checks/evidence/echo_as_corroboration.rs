//! `echo-as-corroboration`: a corroboration without evidence of its own (C16 of the checks that issue 4 names).

use crate::diag::codes::evidence::ECHO_AS_CORROBORATION;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::evidence::Lineage;
use crate::facts::model::{EntityId, Response, Target, Voice};
use crate::vocab::language::Effect;

/// Looks for corroborations that only say it again.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut corroborations =
        view.facts.responses.iter().filter(|response| response.word.effect == Effect::Evidence).peekable();
    if corroborations.peek().is_none() {
        return;
    }
    let lineage = Lineage::new(view.facts);
    for response in corroborations {
        let Some((why, help)) = echo(view, &lineage, response) else { continue };
        let place = view.at(response.origin);
        found.push(
            Diagnostic::new(
                &ECHO_AS_CORROBORATION,
                place,
                format!("`{}` without evidence of its own: {why}", response.word.word),
            )
            .label("an echo")
            .help(help)
            .fix(Fix::guess("write `repeats`", place, "repeats")),
        );
    }
}

/// Why a corroboration counts nothing, and what to do.
fn echo(view: &View<'_>, lineage: &Lineage, response: &Response) -> Option<(String, &'static str)> {
    let voice = &response.voice;
    let answered: Vec<&Voice> = response.targets.iter().flat_map(|target| voices(view, target)).collect();
    let same = voice.document.and_then(|own| {
        let documents = answered.iter().filter_map(|other| other.document);
        documents.into_iter().find(|other| *other != own && lineage.is_one(own, *other)).map(|other| (own, other))
    });
    if let Some((own, other)) = same {
        let (own, other) = (&view.entity(own).name, &view.entity(other).name);
        return Some((
            format!("`{own}` is of the same origin as `{other}`"),
            "write `repeats`, or take `same_origin_as` away where it is not so",
        ));
    }
    let said_it = |party: &EntityId| answered.iter().any(|other| other.speakers.contains(party));
    if !voice.speakers.is_empty() && voice.speakers.iter().all(said_it) {
        let name = voice.speakers.first().map(|speaker| &view.entity(*speaker).title)?;
        return Some((format!("{name} said it first"), "write `repeats`"));
    }
    if let Some(through) = voice.via.iter().find(|party| said_it(party)) {
        let name = &view.entity(*through).title;
        return Some((
            format!("it came through {name}, who said it first"),
            "write `repeats`, or take `via` away where the evidence is the speaker's",
        ));
    }
    let document = view.entity(voice.document?);
    let relays = document.relays();
    let own_voice = voice.speakers.iter().all(|speaker| document.voices().any(|voice| voice == *speaker));
    (relays && own_voice && !voice.speakers.is_empty()).then(|| {
        let name = &document.name;
        (
            format!("`{name}` is {} in its own voice", tier_in_words(document.text("tier"))),
            "write `repeats`, unless it found out for itself",
        )
    })
}

fn tier_in_words(tier: Option<&str>) -> &str {
    if tier == Some("press") { "the press" } else { "an aggregator" }
}

/// Who said what a target names.
fn voices<'v>(view: &View<'v>, target: &Target) -> Vec<&'v Voice> {
    let facts = view.facts;
    match target {
        Target::Claims { claims, .. } => claims.iter().map(|claim| &*facts.claim(*claim).voice).collect(),
        Target::Response { response, .. } => vec![&facts.response(*response).voice],
        Target::Document(_) => Vec::new(),
    }
}
