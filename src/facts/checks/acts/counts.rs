//! `repeated-count` and `count-left-out`: numbers of counts that stand twice, or between which one is missing.

use std::collections::BTreeMap;

use super::phrases::short;
use crate::diag::Diagnostic;
use crate::diag::codes::acts::{COUNT_LEFT_OUT, REPEATED_COUNT};
use crate::facts::checks::View;
use crate::facts::model::{Entity, PropertyValue, Value};

/// Kinds of acts that have all counts of a case; a plea and a judgment may have some.
const CHARGES: &[&str] = &["complaint", "indictment"];

/// Reports counts of charging documents that cannot be told apart, and gaps between them.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, act) in view.entities().filter(|(_, act)| CHARGES.contains(&act.kind.word)) {
        let mut numbers: BTreeMap<i64, &PropertyValue> = BTreeMap::new();
        for charge in act.values("charge") {
            for count in &charge.counts {
                let first = *numbers.entry(*count).or_insert(charge);
                if offence(first) == offence(charge) {
                    continue;
                }
                let message = format!("count {count} of `{}` is two offences", act.name);
                found.push(
                    Diagnostic::new(&REPEATED_COUNT, view.at(charge.origin), message)
                        .label(format!("count {count} again"))
                        .related(view.at(first.origin), offence(first).map_or_else(String::new, short))
                        .help("correct one of the numbers; one offence of several persons is one charge with `as-to`"),
                );
            }
        }
        left_out(view, act, &numbers, found);
    }
}

fn left_out(view: &View<'_>, act: &Entity, numbers: &BTreeMap<i64, &PropertyValue>, found: &mut Vec<Diagnostic>) {
    // Where some charge has no number, it may be the one that is missing.
    if act.values("charge").any(|charge| charge.counts.is_empty()) {
        return;
    }
    let mut before = 0;
    for (number, charge) in numbers {
        let missing = before + 1..*number;
        before = *number;
        let words = match (missing.clone().count(), missing.start, missing.end - 1) {
            (0, ..) => continue,
            (1, first, _) => format!("count {first}"),
            (_, first, last) => format!("counts {first} to {last}"),
        };
        let message = format!("`{}` has no {words}", act.name);
        found.push(
            Diagnostic::new(&COUNT_LEFT_OUT, view.at(charge.origin), message)
                .label(format!("count {number}"))
                .help("add the charge that is missing, or correct a number"),
        );
    }
}

fn offence(charge: &PropertyValue) -> Option<&str> {
    match &charge.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}
