//! `stronger-verb`: a link to a state, or a grade of success, that the quoted words do not say.

use foldhash::HashSet;

use super::passage::clause_at;
use super::wording::{Match, Wording};
use crate::diag::codes::evidence::STRONGER_VERB;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::{Claim, Quotation};
use crate::vocab::language::{VERBS, Verb};

/// Verbs whose strengths differ in kind, so that saying less is another claim too.
const NEVER_SYNONYMS: &str = "state-link";

/// Compares the verb of each claim with the words that were quoted for it.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::default();
    for claim in view.facts.claims.iter().filter(|claim| claim.verb.strength > 0) {
        let Some(quotation) = view.own_quotation(claim) else { continue };
        // A list of objects is one line of text.
        if seen.insert((claim.places.verb, quotation.origin)) {
            found.extend(judge(view, claim, quotation));
        }
    }
}

fn judge(view: &View<'_>, claim: &Claim, quotation: &Quotation) -> Option<Diagnostic> {
    let words = Wording::of(&quotation.text);
    let verb = claim.verb;
    if words.holds(verb.words) {
        return None;
    }
    let carried = VERBS.iter().filter(|other| other.group == verb.group && other.strength > 0);
    let carried = carried
        .filter(|other| words.matches(other.words).any(|found| is_about(view, claim, &quotation.text, &words, found)));
    // Who denies a little denies much; who denies much says nothing of a little.
    let said = match claim.negated {
        false => carried.max_by_key(|other| other.strength)?,
        true => carried.min_by_key(|other| other.strength)?,
    };
    let says_more = (said.strength < verb.strength) != claim.negated;
    let place = view.at(claim.places.verb);
    let diagnostic = match (says_more, verb.group) {
        (true, _) => Diagnostic::new(&STRONGER_VERB, place, more(claim, verb, said)).label("says more than its source"),
        (false, NEVER_SYNONYMS) if !claim.negated => {
            let message = format!("the quoted words carry `{}`, and the claim says `{}`", said.word, verb.word);
            Diagnostic::new(&STRONGER_VERB, place, message).label("another link than the source's")
        }
        (false, _) => return None,
    };
    Some(
        diagnostic
            .related(view.at(quotation.origin), format!("these words say `{}`", said.word))
            .help(format!("write `{}`, or quote the words that say `{}`", said.word, verb.word))
            .fix(Fix::guess(format!("write `{}`", said.word), place, said.word)),
    )
}

/// How many letters of a name are looked at, so that a text for a name costs no more.
const START_OF_A_NAME: usize = 120;

/// Whether words stand where the quotation speaks of the claim: in its first clause, or in one that names the subject or
/// the object. "Their location, devices used to access mail" says nothing of access to them.
fn is_about(view: &View<'_>, claim: &Claim, text: &str, words: &Wording, found: Match) -> bool {
    let clause = clause_at(text, words.span(found).start);
    let said = Wording::of(text.get(clause.clone()).unwrap_or_default());
    let names = |id| {
        let title: String = view.entity(id).title.chars().take(START_OF_A_NAME).collect();
        Wording::of(&title).words().filter(|word| word.len() > 3).any(|word| said.words().any(|said| said == word))
    };
    clause.start == 0 || std::iter::once(claim.subject).chain(claim.thing()).any(names)
}

fn more(claim: &Claim, verb: &Verb, said: &Verb) -> String {
    let not = if claim.negated { "not " } else { "" };
    format!("`{not}{}` says more than the quoted words, which carry `{not}{}`", verb.word, said.word)
}
