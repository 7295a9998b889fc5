//! What an object says of others.

use super::Case;
use crate::diag::codes::standard as codes;
use crate::diag::did_you_mean;
use crate::json::{Kind, Node};
use crate::stix::validate::judge::{Judge, Tell, shown};
use crate::stix::validate::{custom, id};
use crate::vocab::standard::{Category, RELATIONSHIPS, is_standard_relationship};

pub(super) fn known_relationship<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let text = |key| case.get(key).and_then(Node::string);
    let (Some(source), Some(word), Some(target)) = (text("source_ref"), text("relationship_type"), text("target_ref"))
    else {
        return;
    };
    let (Some((source, _)), Some((target, _))) = (id::parts(&source), id::parts(&target)) else { return };
    let Some(node) = case.get("relationship_type") else { return };
    if is_standard_relationship(source, &word, target) || !judge.tells(codes::UNLISTED_RELATIONSHIP) {
        return;
    }
    let fit =
        RELATIONSHIPS.iter().filter(|row| row.source == source && row.target == target).map(|row| row.relationship);
    let turned = is_standard_relationship(target, &word, source);
    let found =
        judge.say(case.code(""), node, format!("`{}` is not listed from `{source}` to `{target}`", shown(&word)));
    let listed: Vec<&str> = fit.clone().collect();
    match did_you_mean(&word, fit) {
        Some(near) => found.helped(near),
        None if turned => found.helped("the standard has it the other way round: are the ends mixed up?"),
        None if listed.is_empty() => found.helped("allowed, but readers may not know what it means"),
        None => found.helped(format!("allowed; the standard has `{}` between them", listed.join("`, `"))),
    };
}

pub(super) fn refs_contain_one_of<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let key = case.word("property");
    // An empty list was told as such.
    let Some(list) = case.get(key).filter(|list| list.items().next().is_some()) else { return };
    // A type of one's own may well be an observable.
    let fits = |kind: &str| custom::is_of(Category::Sco, kind) || crate::vocab::standard::object_type(kind).is_none();
    let any = list.items().filter_map(Node::string).any(|text| id::parts(&text).is_some_and(|(kind, _)| fits(kind)));
    if !any {
        judge
            .say(case.code(""), list, format!("`{key}` names no cyber-observable object"))
            .helped("what was observed is at least one of them");
    }
}

pub(super) fn protocol_for_extension<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let Some(extensions) = case.get("extensions") else { return };
    let protocols = case.get("protocols");
    let pairs = case.item.arguments.iter().filter(|argument| argument.0 == "map").map(|argument| argument.1);
    for (name, protocol) in pairs.filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))) {
        let listed =
            |list: Node<'_>| list.items().any(|item| item.string().is_some_and(|word| word.starts_with(protocol)));
        if extensions.get(name).is_some() && !protocols.is_some_and(listed) {
            judge
                .say(case.code(""), protocols.unwrap_or(extensions), format!("`protocols` lack `{protocol}`"))
                .helped(format!("with `{name}` among the extensions it should be there"));
        }
    }
}

pub(super) fn object_modified_matches_target<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let (Some(target), Some(node)) = (case.get("object_ref").and_then(Node::string), case.get("object_modified"))
    else {
        return;
    };
    let newest = judge.index.originals().version(&target, None);
    if newest.is_some() && translated(judge, case).is_none() {
        let place = newest.and_then(|object| object.get("modified")).map(|node| judge.at(node));
        let found = judge.say(case.code(""), node, "`object_modified` is that of no version here");
        found.helped("it equals `modified` of the version that is translated");
        if let Some(place) = place {
            found.beside(place, "the last one here");
        }
    }
}

/// The version of an object that is translated, where the document has it: the one that is named, else the last one.
fn translated<'d>(judge: &Judge<'d>, case: Case<'d>) -> Option<Node<'d>> {
    let target = case.get("object_ref").and_then(Node::string)?;
    let wanted = case.get("object_modified").and_then(Node::string);
    judge.index.originals().version(&target, wanted.as_deref())
}

pub(super) fn translation_shape<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let Some(original) = translated(judge, case) else { return };
    let languages = case.get(case.word("property")).into_iter().flat_map(Node::members);
    for member in languages.flat_map(|language| language.value.members()) {
        let key = member.key.string().unwrap_or_default();
        let Some(of) = judge.index.originals().property(original, &key) else {
            judge
                .say(case.code(""), member.key, format!("the object has no `{}` to translate", shown(&key)))
                .helped("readers leave such a translation out");
            continue;
        };
        if !has_shape_of(member.value, of) {
            let place = judge.at(of);
            judge
                .say(case.code(""), member.value, format!("the translation of `{}` has another shape", shown(&key)))
                .beside(place, "the original")
                .helped("a translation has the type of the original; a list as many items, empty texts for what is not translated");
        }
    }
}

/// Whether a translation has the kind of its original, a list as many items of their kinds. It goes no deeper than a
/// document does.
fn has_shape_of(translation: Node<'_>, original: Node<'_>) -> bool {
    match (translation.kind(), original.kind()) {
        (Kind::List, Kind::List) => {
            let (mut left, mut right) = (translation.items(), original.items());
            loop {
                match (left.next(), right.next()) {
                    (None, None) => return true,
                    (Some(left), Some(right)) if left.is("") || has_shape_of(left, right) => {}
                    _ => return false,
                }
            }
        }
        (left, right) => left == right,
    }
}
