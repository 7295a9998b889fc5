//! `repeated-passage`: quoted words that stand in the text more than once.

use foldhash::HashSet;

use crate::diag::Diagnostic;
use crate::diag::codes::evidence::REPEATED_PASSAGE;
use crate::facts::checks::View;
use crate::facts::model::{EntityId, Origin, Quotation};

/// Looks for a second place of each quotation.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let facts = view.facts;
    let claims = facts.claims.iter().filter_map(|claim| Some((claim.voice.document?, claim.quotation.as_deref()?)));
    let statements =
        facts.statements.iter().filter_map(|statement| Some((statement.voice.document?, &statement.quotation)));
    let responses =
        facts.responses.iter().filter_map(|response| Some((response.voice.document?, response.quotation.as_ref()?)));
    let mut seen: HashSet<Origin> = HashSet::default();
    let mut known: HashSet<(EntityId, &str)> = HashSet::default();
    for (document, quotation) in claims.chain(statements).chain(responses) {
        // Words that are quoted again mean the same place.
        if seen.insert(quotation.origin) && known.insert((document, &quotation.text)) {
            found.extend(judge(view, document, quotation));
        }
    }
}

fn judge(view: &View<'_>, document: EntityId, quotation: &Quotation) -> Option<Diagnostic> {
    let first = quotation.found.as_ref()?;
    view.texts.get(&document)?.find_behind(&quotation.text, first)?;
    let name = &view.entity(document).name;
    Some(
        Diagnostic::new(
            &REPEATED_PASSAGE,
            view.at(quotation.origin),
            format!("the stored text of `{name}` has these words more than once"),
        )
        .label("which place is meant?")
        .help("quote more words, so that only one place fits"),
    )
}
