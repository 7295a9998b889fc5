//! Texts that have a form.

use super::Case;
use crate::diag::Fix;
use crate::json::Node;
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
    if let Err(misfit) = format::check(name, &value) {
        judge
            .say(case.code(key), node, format!("`{}` is no {}", shown(&value), format::words(name)))
            .helped(misfit.reason)
            .mildly(case.is_advice());
    }
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
