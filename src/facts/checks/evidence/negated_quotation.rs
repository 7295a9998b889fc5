//! `negated-quotation`: words that are denied where they stand, quoted for a claim that says them; and the reverse.

use foldhash::HashSet;

use super::passage::{is_one_clause, last_clause};
use super::wording::{Match, Wording};
use crate::diag::codes::evidence::NEGATED_QUOTATION;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::{Claim, Quotation};
use crate::vocab::language::{ABSENCES, NEGATIONS, NO_NEGATIONS};

/// Compares whether a claim is negated with the words that were quoted for it and those before them.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::default();
    for claim in &view.facts.claims {
        let Some(quotation) = view.own_quotation(claim) else { continue };
        if seen.insert((claim.places.verb, quotation.origin)) {
            found.extend(match claim.negated {
                false => denied(view, claim, quotation),
                true => not_denied(view, claim, quotation),
            });
        }
    }
}

/// A claim whose words the source denies.
fn denied(view: &View<'_>, claim: &Claim, quotation: &Quotation) -> Option<Diagnostic> {
    let text = &quotation.text;
    let words = Wording::of(text);
    let carriers: Vec<usize> = words.matches(claim.verb.words).map(|found| words.span(found).start).collect();
    let before = view.surroundings(claim, quotation).map_or("", |(before, _)| last_clause(before));
    let outside = Wording::of(before);
    let inside: Vec<Match> = negations(&words).collect();
    // Each place that carries the verb has to be denied; where none does, the words before the quotation alone decide.
    let is_denied = |at: &usize| {
        let within = inside.iter().map(|found| words.span(*found).end);
        within.into_iter().find(|end| end <= at && is_one_clause(text, *end, *at)).is_some()
    };
    let reached = |at: &usize| is_one_clause(text, 0, *at);
    let by_before = negations(&outside).last().map(|found| before.get(outside.span(found)).unwrap_or_default());
    let negation = match by_before {
        Some(word) if carriers.iter().all(|at| reached(at) || is_denied(at)) => word,
        _ if !carriers.is_empty() && carriers.iter().all(is_denied) => {
            inside.first().and_then(|found| text.get(words.span(*found)))?
        }
        _ => return None,
    };
    let verb = view.at(claim.places.verb);
    Some(
        Diagnostic::new(
            &NEGATED_QUOTATION,
            view.at(quotation.origin),
            format!("the source denies the quoted words (“{}”), and the claim says them", negation.to_lowercase()),
        )
        .label("denied where it stands")
        .related(verb, "said here")
        .help(format!("write `not {}`, or quote the words that say it", claim.verb.word))
        .fix(Fix::guess(format!("write `not {}`", claim.verb.word), verb, format!("not {}", claim.verb.word))),
    )
}

/// A negated claim whose words the source says.
fn not_denied(view: &View<'_>, claim: &Claim, quotation: &Quotation) -> Option<Diagnostic> {
    let (before, behind) = view.surroundings(claim, quotation)?;
    let words = Wording::of(&quotation.text);
    let denies = |text: &Wording| negations(text).next().is_some() || text.holds(ABSENCES);
    let silent = !denies(&words) && !denies(&Wording::of(before)) && !denies(&Wording::of(behind));
    (silent && words.holds(claim.verb.words)).then(|| {
        let message = format!("the claim is `not {}`, and nothing in the quoted sentence denies it", claim.verb.word);
        Diagnostic::new(&NEGATED_QUOTATION, view.at(quotation.origin), message)
            .label("no word of denial")
            .related(view.at(claim.places.verb), "negated here")
            .help("take `not` away, or quote the words that deny it")
    })
}

/// Where a text denies what follows.
fn negations(text: &Wording) -> impl Iterator<Item = Match> {
    text.matches(NEGATIONS)
        .filter(|found| !NO_NEGATIONS.iter().any(|phrase| text.length_at(found.at, phrase).is_some()))
}
