//! Texts that have a form.

use super::Case;
use crate::diag::{Diagnostic, Fix};
use crate::json::Node;
use crate::stix::pattern::{Context, check, parse};
use crate::stix::validate::format;
use crate::stix::validate::judge::{Judge, Tell, shown};

pub(super) fn format<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let (key, name) = (case.word("property"), case.word("format"));
    match key.strip_suffix("[]") {
        Some(key) => {
            let items = case.get(key).into_iter().flat_map(Node::items);
            items.for_each(|item| text(judge, case, key, name, item));
        }
        None => {
            if let Some(node) = case.get(key) {
                text(judge, case, key, name, node);
            }
        }
    }
}

fn text<'d>(judge: &mut Judge<'d>, case: Case<'d>, key: &str, name: &str, node: Node<'d>) {
    let Some(value) = node.string() else { return };
    let Err(misfit) = format::check(name, &value) else { return };
    // An observable may say of itself that its value is not to be clicked on (section 3.2).
    if misfit.defanged && case.get("defanged").and_then(Node::boolean) == Some(true) {
        return;
    }
    let whole = judge.at(node);
    let message = format!("`{}` is no {}", shown(&value), format::words(name));
    let at_fault = (misfit.range != (0..value.len())).then(|| judge.within(node, misfit.range.clone()));
    let found = judge.say(case.code(key), node, message).mildly(case.is_advice());
    found.primary = at_fault.or(found.primary);
    if let Some(instead) = misfit.instead {
        let quoted = serde_json::Value::from(&*instead.text).to_string();
        let title = format!("write `{}`", shown(&instead.text));
        found.fixed(match instead.certain {
            true => Fix::safe(title, whole, quoted),
            false => Fix::guess(title, whole, quoted),
        });
    }
    found.helped(misfit.reason);
}

pub(super) fn key_format<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let name = case.word("format");
    for member in case.get(case.word("property")).into_iter().flat_map(Node::members) {
        text(judge, case, "", name, member.key);
    }
}

pub(super) fn external_reference_format<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let source = case.word("source_name");
    for reference in case.get("external_references").into_iter().flat_map(Node::items) {
        let Some(name) = reference.get("source_name") else { continue };
        if !name.is(source) {
            if name.string().is_some_and(|text| text.eq_ignore_ascii_case(source)) {
                let place = judge.at(name);
                judge
                    .say(case.code(""), name, format!("the source is spelled `{source}`, in small letters"))
                    .fixed(Fix::safe(format!("write `{source}`"), place, format!("\"{source}\"")));
            }
            continue;
        }
        match reference.get("external_id") {
            Some(id) => text(judge, case, "", case.word("format"), id),
            None => {
                judge
                    .lacks(case.code(""), reference, format!("a reference to `{source}` has no `external_id`"))
                    .helped(format!("it needs {}", format::words(case.word("format"))));
            }
        }
    }
}

pub(super) fn pattern_valid<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let [key, wanted] = case.words("when") else { return };
    let Some(node) = case.get(case.word("property")).filter(|_| case.get(key).is_some_and(|kind| kind.is(wanted)))
    else {
        return;
    };
    let Some(text) = node.string() else { return };
    let own = |key| case.get(key).and_then(Node::string);
    let (from, until) = (own("valid_from"), own("valid_until"));
    let custom_types = judge.index.custom_observables();
    let context = Context { valid_from: from.as_deref(), valid_until: until.as_deref(), custom_types };
    let (pattern, mut found) = parse(&text);
    found.extend(pattern.iter().flat_map(|pattern| check(pattern, &context)));
    for finding in found {
        let place = judge.within(node, finding.place.range());
        let mut diagnostic = Diagnostic::new(finding.code, place, finding.message);
        diagnostic.help = finding.help;
        if let Some(mend) = finding.mend {
            let title = match mend.text.as_str() {
                "" => "take it away".to_owned(),
                text => format!("write `{}`", shown(text)),
            };
            let make = if mend.safe { Fix::safe } else { Fix::guess };
            diagnostic.fixes.push(make(title, place, escaped(&mend.text)));
        }
        judge.push(diagnostic);
    }
}

/// A text as it stands inside of a JSON string.
fn escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or_default().to_owned()
}
