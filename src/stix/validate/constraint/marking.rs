//! Markings: what they may be, and which parts of an object they mark (STIX 2.1, section 7.2).

use super::Case;
use crate::diag::Fix;
use crate::diag::codes::standard as codes;
use crate::json::Node;
use crate::stix::validate::judge::{Judge, Tell, shown};
use crate::vocab::standard::{MARKINGS, Marking, TLP1_MARKINGS, TLP2_EXTENSION};

/// Whether an object bears the id of one of the fixed objects of TLP.
pub fn is_official_marking(object: Node<'_>) -> bool {
    let id = object.get("id").and_then(Node::string).unwrap_or_default();
    TLP1_MARKINGS.iter().chain(MARKINGS).any(|row| row.id == id)
}

pub(super) fn no_self_reference<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let Some(id) = case.get("id").and_then(Node::string) else { return };
    let own = case.get("object_marking_refs").into_iter().flat_map(Node::items);
    let granular = case.get("granular_markings").into_iter().flat_map(Node::items);
    for node in own.chain(granular.filter_map(|marking| marking.get("marking_ref"))).filter(|node| node.is(&id)) {
        judge.say(case.code(""), node, "the marking marks itself").helped("take the reference away");
    }
}

pub(super) fn tlp_instances_only<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let extended = case.get("extensions").and_then(|extensions| extensions.get(TLP2_EXTENSION));
    let (rows, word) = match extended {
        Some(extension) => (MARKINGS, extension.get("tlp_2_0")),
        None if case.get("definition_type").is_some_and(|kind| kind.is("tlp")) => {
            (TLP1_MARKINGS, case.get("definition").and_then(|definition| definition.get("tlp")))
        }
        None => return,
    };
    let named = word.and_then(Node::string).unwrap_or_default();
    let Some(row) = rows.iter().find(|row| row.word == named) else {
        let words: Vec<&str> = rows.iter().map(|row| row.word).collect();
        judge
            .say(case.code(""), word.unwrap_or(case.node), format!("`{}` is no colour of TLP", shown(&named)))
            .helped(format!("it has to be one of `{}`", words.join("`, `")));
        return;
    };
    let differs = |(key, right): &(&str, &str)| case.get(key).is_some_and(|node| !node.is(right));
    let first = [("id", row.id), ("created", row.created)].into_iter().find(differs);
    if let Some((key, right)) = first
        && let Some(node) = case.get(key)
    {
        say_official(judge, case, node, key, row, right);
    }
}

fn say_official<'d>(judge: &mut Judge<'d>, case: Case<'d>, node: Node<'d>, key: &str, row: &Marking, right: &str) {
    let place = judge.at(node);
    judge
        .say(case.code(""), node, format!("{} has another `{key}` than the official object", row.name))
        .helped("TLP markings are fixed objects, the same for everybody")
        .fixed(Fix::guess(format!("write `{right}`"), place, format!("\"{right}\"")));
}

/// The parts of a selector: names, and positions in lists.
fn parts(selector: &str) -> Option<Vec<Part<'_>>> {
    let key = |text: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        !text.is_empty() && text.len() <= 250 && text.bytes().all(fits)
    };
    let part = |text| match Option::zip(str::strip_prefix(text, "["), Some(())) {
        Some((rest, ())) => rest
            .strip_suffix(']')
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?
            .parse()
            .ok()
            .map(Part::At),
        None => key(text).then_some(Part::Key(text)),
    };
    let parts: Vec<Part<'_>> = selector.split('.').map(part).collect::<Option<_>>()?;
    matches!(parts.first(), Some(Part::Key(_))).then_some(parts)
}

#[derive(Clone, Copy)]
enum Part<'s> {
    Key(&'s str),
    At(usize),
}

pub(super) fn selector_syntax<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    for node in case.get(case.word("property")).into_iter().flat_map(Node::items) {
        if let Some(text) = node.string()
            && parts(&text).is_none()
        {
            judge
                .say(case.code(""), node, format!("`{}` is no selector", shown(&text)))
                .helped("a selector is written as in `description` or `external_references.[0].url`");
        }
    }
}

pub(super) fn selectors_exist<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    for node in case.get(case.word("property")).into_iter().flat_map(Node::items) {
        let Some(text) = node.string() else { continue };
        let Some(parts) = parts(&text) else { continue };
        let insides = &mut judge.insides;
        let found = parts.iter().try_fold(judge.object, |at, part| match part {
            Part::Key(key) => insides.member(at, key),
            Part::At(index) => insides.item(at, *index),
        });
        if found.is_none() {
            judge
                .say(codes::SELECTOR_TO_NOTHING, node, format!("`{}` leads to nothing in the object", shown(&text)))
                .helped("a marking of what is not there marks nothing");
        }
    }
}
