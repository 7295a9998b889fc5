//! `charged-reported-arrested`: the press has all of a group arrested, an official act only some of them.

use std::collections::HashMap;

use crate::diag::Diagnostic;
use crate::diag::codes::acts::CHARGED_REPORTED_ARRESTED;
use crate::facts::MEMBERS;
use crate::facts::checks::View;
use crate::facts::model::{Entity, EntityId};

/// The kind of act that says who is in custody.
const ARREST: &str = "arrest";

/// Reports arrests of groups that the press alone tells, where an official document has those of some members.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let arrests = || view.entities().map(|(_, act)| act).filter(|act| act.kind.word == ARREST);
    let mut taken: HashMap<EntityId, &Entity> = HashMap::new();
    for arrest in arrests().filter(|act| !view.is_relayed(act)) {
        for party in arrest.named("against") {
            taken.entry(party).or_insert(arrest);
        }
    }
    for report in arrests().filter(|act| view.is_relayed(act)) {
        for group in report.named("against") {
            let members: Vec<EntityId> = view.entity(group).named(MEMBERS).collect();
            let in_custody: Vec<EntityId> =
                members.iter().copied().filter(|member| taken.contains_key(member)).collect();
            let Some(official) = in_custody.first().and_then(|first| taken.get(first)) else { continue };
            if in_custody.len() == members.len() || taken.contains_key(&group) {
                continue;
            }
            let (some, all) = (in_custody.len(), members.len());
            let message = format!(
                "all of `{}` are reported arrested, and {some} of {all} are known to be",
                view.entity(group).name
            );
            found.push(
                Diagnostic::new(&CHARGED_REPORTED_ARRESTED, view.at(report.origin), message)
                    .label("as the press has it")
                    .related(view.at(official.origin), "an official document")
                    .help("keep both if the report says so; name those who were arrested if it does not"),
            );
        }
    }
}
