//! Texts that have a form.

use super::Case;
use crate::diag::Fix;
use crate::json::Node;
use crate::source::{Location, Span};
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
    if misfit.defanged && judge.object.get("defanged").and_then(Node::boolean) == Some(true) {
        return;
    }
    let whole = judge.at(node);
    let message = format!("`{}` is no {}", shown(&value), format::words(name));
    let found = judge.say(case.code(key), node, message).mildly(case.is_advice());
    // Within a text without escapes, the place at fault is known to the byte.
    if node.raw().len() == value.len() + 2 && misfit.range != (0..value.len()) {
        let at = |offset: usize| whole.span.lo + 1 + offset as u32;
        found.primary = Some(Location::new(whole.file, Span::new(at(misfit.range.start), at(misfit.range.end))));
    }
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

pub(super) fn pattern_valid<'d>(_judge: &mut Judge<'d>, _case: Case<'d>) {}
