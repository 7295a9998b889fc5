//! `worded-not-quoted`: a source's own words for a hedge or a time that it does not have.

use std::collections::{BTreeMap, HashSet};

use super::wording::Wording;
use crate::diag::Diagnostic;
use crate::diag::codes::evidence::WORDED_NOT_QUOTED;
use crate::facts::checks::View;
use crate::facts::model::{Claim, EntityId, Origin};
use crate::syntax::literal::unquote;

/// Looks for the words of `worded` and `in-words` in the stored text of their document; without one, for those of `worded`
/// in the quotation beside them.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut read: BTreeMap<EntityId, String> = BTreeMap::new();
    let mut seen = HashSet::new();
    for claim in &view.facts.claims {
        let worded = claim.certainty.worded.as_ref().and(claim.certainty.origin);
        for (origin, is_hedge) in [(worded, true), (claim.places.in_words, false)] {
            let Some(origin) = origin.filter(|origin| seen.insert((*origin, claim.voice.document))) else { continue };
            let raw = view.written(view.at(origin));
            // Beside a word of likelihood, which stands elsewhere, the words are a remark on it.
            if !raw.starts_with('"') {
                continue;
            }
            let words = unquote(raw);
            found.extend(match (claim.voice.document, view.haystack(claim)) {
                (Some(document), Some(hay)) => {
                    let text = read.entry(document).or_insert_with(|| run(hay.content()));
                    (!holds(text, &words)).then(|| not_stored(view, claim, document, origin, &words))
                }
                _ if is_hedge => not_beside(view, claim, origin, &words),
                _ => None,
            });
        }
    }
}

fn not_stored(view: &View<'_>, claim: &Claim, document: EntityId, origin: Origin, words: &str) -> Diagnostic {
    let message = format!("the stored text of `{}` does not have these words", view.entity(document).name);
    let help = match view.haystack(claim).and_then(|hay| hay.closest(words)) {
        Some(passage) => format!("the closest passage is “{passage}”"),
        None => "no passage is close: write the source's own words, or take them away".to_owned(),
    };
    Diagnostic::new(&WORDED_NOT_QUOTED, view.at(origin), message).label("not found").help(help)
}

/// Words that stand with a quotation, both at the claim or both at its speech, which does not have them.
fn not_beside(view: &View<'_>, claim: &Claim, origin: Origin, words: &str) -> Option<Diagnostic> {
    let quotation = claim.quotation.as_deref()?;
    let beside = view.is_own(claim, origin) == view.is_own(claim, quotation.origin);
    (beside && !holds(&run(&quotation.text), words)).then(|| {
        let message =
            format!("the quoted words do not say “{}”", words.split_whitespace().collect::<Vec<_>>().join(" "));
        Diagnostic::new(&WORDED_NOT_QUOTED, view.at(origin), message)
            .label("not among the quoted words")
            .related(view.at(quotation.origin), "quoted here")
            .help("quote the words too, or write those that are quoted")
    })
}

/// The words of a text with one blank between them and around them.
fn run(text: &str) -> String {
    let wording = Wording::of(text);
    let mut run = String::from(" ");
    for word in wording.words() {
        run.push_str(word);
        run.push(' ');
    }
    run
}

/// Whether a text has words, whatever was left out between them.
fn holds(text: &str, words: &str) -> bool {
    words.replace("...", "…").split('…').all(|part| text.contains(&run(part)))
}
