//! `charge-without-statute`: a charge without the law that it is brought under, where its source has it.

use crate::diag::Diagnostic;
use crate::diag::codes::acts::CHARGE_WITHOUT_STATUTE;
use crate::facts::checks::View;
use crate::facts::model::{PropertyValue, Value};

/// Reports charges without a statute in acts that were read themselves, and beside charges that have one.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, act) in view.entities().filter(|(_, act)| matches!(act.kind.word, "complaint" | "indictment")) {
        let told = |charge: &&PropertyValue| matches!(charge.value, Value::Text(_));
        let (with, without): (Vec<_>, Vec<_>) =
            act.values("charge").filter(told).partition(|charge| charge.under.is_some());
        if with.is_empty() && view.tier(act) != Some("primary") {
            continue;
        }
        for charge in without {
            let message = match with.is_empty() {
                true => format!("`{}` was read itself, and this charge has no statute", act.name),
                false => format!("other charges of `{}` have their statutes, this one has none", act.name),
            };
            found.push(
                Diagnostic::new(&CHARGE_WITHOUT_STATUTE, view.at(charge.origin), message)
                    .label("under which law?")
                    .help("add `under \"…\"`"),
            );
        }
    }
}
