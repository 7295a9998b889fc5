//! `reserved-address`: an indicator on an address that means something else in every network.
//!
//! Addresses and names for documentation are nobody's either, but a project of nothing else is an example, as all of
//! this compiler's own are: they are spoken of where the project has others beside them.

use super::observed::Indicator;
use crate::diag::Diagnostic;
use crate::diag::codes::indicators::RESERVED_ADDRESS;
use crate::facts::checks::View;
use crate::vocab::addresses::{Block, Class};

/// Reports indicators on reserved addresses, and on documentation addresses among real ones.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (indicator, block) in view.indicators_on(Class::Reserved) {
        found.push(report(view, &indicator, block));
    }
    let examples = view.indicators_on(Class::Example);
    let has_others = || {
        view.indicators().any(|indicator| {
            let located = matches!(indicator.entity.kind.stix, "ipv4-addr" | "ipv6-addr" | "domain-name" | "url");
            located && indicator.block().is_none_or(|block| block.class != Class::Example)
        })
    };
    if !examples.is_empty() && has_others() {
        found.extend(examples.iter().map(|(indicator, block)| report(view, indicator, block)));
    }
}

fn report(view: &View<'_>, indicator: &Indicator<'_>, block: &Block) -> Diagnostic {
    let message = format!("{} indicates nobody: `{}` is for {}", indicator.words(), block.block, block.what);
    let help = match block.class {
        Class::Example => "write the real address; this one only stands in examples",
        _ => "leave it out, or say it of a declared `infrastructure`, which makes no indicator",
    };
    Diagnostic::new(&RESERVED_ADDRESS, view.at(indicator.claim.origin), message)
        .label(format!("for {}", block.what))
        .help(help)
}
