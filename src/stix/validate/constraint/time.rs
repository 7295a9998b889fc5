//! Which time comes before which.

use super::Case;
use crate::json::Node;
use crate::stix::validate::judge::{Judge, Tell};
use crate::stix::validate::time;

pub(super) fn time_order<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let (earlier, later) = (case.word("earlier"), case.word("later"));
    let (Some(first), Some(last)) = (case.get(earlier), case.get(later)) else { return };
    let (Some(left), Some(right)) = (first.string(), last.string()) else { return };
    // What is no timestamp was told as such.
    let (Some(left), Some(right)) = (time::key(&left), time::key(&right)) else { return };
    let strict = case.word("op") == "<";
    if left > right || (strict && left == right) {
        let place = judge.at(first);
        let how = if left == right { "the same as" } else { "before" };
        judge
            .say(case.code(earlier), last, format!("`{later}` is {how} `{earlier}`"))
            .beside(place, format!("`{earlier}`"))
            .helped(if strict { "it has to be later" } else { "it has to be later, or the same" });
    }
}

pub(super) fn timestamp_whole_seconds<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let key = case.word("property");
    let Some(node) = case.get(key) else { return };
    if let Some(text) = node.string()
        && time::key(&text).is_some_and(|(_, fraction)| !fraction.is_empty())
    {
        say_fraction(judge, case, node, key);
    }
}

fn say_fraction<'d>(judge: &mut Judge<'d>, case: Case<'d>, node: Node<'d>, key: &str) {
    judge
        .say(case.code(""), node, format!("`{key}` has a fraction of a second"))
        .helped("its file format counts whole seconds");
}
