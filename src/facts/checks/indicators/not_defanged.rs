//! `not-defanged`: an indicator that is written so that it can be clicked, in its claim or in the author's own prose.
//!
//! Quotations and titles are the words of others and stay as they are.

use std::collections::{BTreeSet, HashMap};

use super::observed::Indicator;
use crate::diag::codes::indicators::NOT_DEFANGED;
use crate::diag::{Diagnostic, Fix};
use crate::facts::checks::View;
use crate::facts::model::{Form, Value};
use crate::facts::{defang, refang};
use crate::source::{Location, Span};
use crate::vocab::addresses::Class;

/// Keys whose texts are the author's own prose.
const PROSE: &[&str] = &["description", "note"];

/// Reports plain spellings of indicators.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut places = BTreeSet::new();
    let mut live = HashMap::new();
    for indicator in view.indicators().filter(is_live) {
        live.insert(indicator.entity.name.as_str(), defang(&indicator.entity.name));
        let place = view.at(indicator.claim.origin);
        let written = view.written(place);
        let Some(value) = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { continue };
        if indicator.entity.form != Form::Observable || refang(value) != value || !places.insert(place) {
            continue;
        }
        let safe = format!("\"{}\"", defang(value));
        let title = format!("write `{}`", defang(value));
        found.push(
            Diagnostic::new(&NOT_DEFANGED, place, format!("{} can be clicked where this is read", indicator.words()))
                .label("plain")
                .help("defang it: the output has the plain value all the same")
                .fix(Fix::safe(title, place, safe)),
        );
    }
    if !live.is_empty() {
        prose(view, &live, found);
    }
}

/// The author's own texts, word by word.
fn prose(view: &View<'_>, live: &HashMap<&str, String>, found: &mut Vec<Diagnostic>) {
    for (_, entity) in view.entities().filter(|(_, entity)| entity.form == Form::Declared) {
        for value in PROSE.iter().flat_map(|key| entity.values(key)) {
            let Value::Text(_) = &value.value else { continue };
            let place = view.at(value.origin);
            let written = view.written(place);
            let mut from = 0;
            for word in written.split([' ', '\t', '\n', '\r', '"', '(', ')', ',', ';', '<', '>']) {
                let start = from;
                from += word.len() + 1;
                let bare = word.trim_end_matches(['.', ':', '!', '?', '/']);
                let Some(safe) = live.get(bare) else { continue };
                let lo = place.span.lo + start as u32;
                let at = Location::new(place.file, Span::new(lo, lo + bare.len() as u32));
                found.push(
                    Diagnostic::new(&NOT_DEFANGED, at, "an indicator of the project stands plain in this text")
                        .label("can be clicked")
                        .help("the text goes to the output as it is")
                        .fix(Fix::guess(format!("write `{safe}`"), at, safe.as_str())),
                );
            }
        }
    }
}

/// Whether something would happen to who clicks it.
fn is_live(indicator: &Indicator<'_>) -> bool {
    let clickable = matches!(indicator.entity.kind.stix, "ipv4-addr" | "domain-name" | "url" | "email-addr");
    clickable && indicator.block().is_none_or(|block| !matches!(block.class, Class::Example | Class::Reserved))
}
