//! Which properties go together, and which do not.

use super::{Case, listed};
use crate::json::{Kind, Node};
use crate::stix::validate::judge::{Judge, Tell};

pub(super) fn any_of_sets<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let sets = case.item.arguments.iter().filter(|argument| argument.0 == "sets").map(|argument| argument.1);
    if !sets.clone().any(|set| set.iter().all(|key| case.has(key))) {
        let words: Vec<String> = sets.map(|set| listed(set, "and")).collect();
        judge
            .lacks(case.code(""), case.node, format!("a `{}` needs one of these: {}", case.row.name, words.join("; ")))
            .helped("without any of them it says nothing");
    }
}

pub(super) fn at_least_one_of<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let keys = case.words("properties");
    if !keys.iter().any(|key| case.has(key)) {
        let message = format!("the `{}` has neither {}", case.row.name, listed(keys, "nor"));
        judge.lacks(case.code(""), case.node, message).helped("at least one of them has to be there");
    }
}

pub(super) fn at_least_one_property<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let except = case.words("except");
    let own = |key: &str| case.row.property(key).is_some_and(|property| !property.common) && !except.contains(&key);
    let any = case.node.members().any(|member| member.key.string().is_some_and(|key| own(&key) || key == "extensions"));
    if !any {
        let named = case.row.properties.iter().filter(|property| !property.common && !except.contains(&property.name));
        let some: Vec<&str> = named.map(|property| property.name).take(3).collect();
        judge
            .lacks(case.code(""), case.node, format!("the `{}` has no property of its own", case.row.name))
            .helped(format!("it needs one at least, such as {}", listed(&some, "or")));
    }
}

pub(super) fn exactly_one_of<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let keys = case.words("properties");
    let mut there = keys.iter().filter_map(|key| Some((*key, case.get(key)?)));
    match (there.next(), there.next()) {
        (None, _) => {
            judge
                .lacks(case.code(""), case.node, format!("neither {} is there", listed(keys, "nor")))
                .helped("one of them has to be there");
        }
        (Some((first, one)), Some((second, other))) => {
            let place = judge.at(one);
            judge
                .say(case.code(""), other, format!("`{first}` and `{second}` are both there"))
                .beside(place, "the first one")
                .helped("only one of them may be");
        }
        _ => {}
    }
}

pub(super) fn requires<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let given = case.words("if");
    let Some(because) = given.first().and_then(|key| case.get(key)) else { return };
    if !given.iter().all(|key| case.has(key)) {
        return;
    }
    for key in case.words("then").iter().filter(|key| !case.has(key)) {
        let message = format!("{} without `{key}`", listed(given, "and"));
        let found = judge.say(case.code(given.first().copied().unwrap_or_default()), because, message);
        match case.is_advice() {
            true => found.helped(format!("`{key}` should come with it")),
            false => found.helped(format!("add `{key}`, or take {} away", listed(given, "and"))),
        };
    }
}

pub(super) fn requires_absent<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let absent = case.words("if_absent");
    if absent.iter().any(|key| case.has(key)) {
        return;
    }
    for key in case.words("then").iter().filter(|key| !case.has(key)) {
        judge
            .lacks(case.code(""), case.node, format!("`{key}` is missing"))
            .helped(format!("only with {} it may be absent", listed(absent, "or")));
    }
}

/// Whether the condition of a rule holds: `when` is a property and its value.
fn holds(case: Case<'_>) -> Option<(&'static str, Node<'_>)> {
    let [key, wanted] = case.words("when") else { return None };
    let node = case.get(key)?;
    (node.raw() == *wanted || node.is(wanted)).then_some((*key, node))
}

pub(super) fn requires_when<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let Some((key, because)) = holds(case) else { return };
    for then in case.words("then").iter().filter(|key| !case.has(key)) {
        judge
            .say(case.code(key), because, format!("`{key}` is {}, and `{then}` is missing", because.raw()))
            .helped(format!("add `{then}`"));
    }
}

pub(super) fn forbidden_when<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let Some((key, because)) = holds(case) else { return };
    for (name, node) in case.words("properties").iter().filter_map(|name| Some((name, case.get(name)?))) {
        let place = judge.at(because);
        judge
            .say(case.code(key), node, format!("`{name}` stands where `{key}` is {}", because.raw()))
            .beside(place, "this forbids it")
            .helped("change one of the two");
    }
}

pub(super) fn value_if_present<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let (key, wanted) = (case.word("property"), case.word("equals"));
    let given = case.words("if");
    let Some(because) = given.first().and_then(|key| case.get(key)) else { return };
    // The rule about the other value is told by `forbidden-when`, which stands beside this one.
    if let Some(node) = case.get(key).filter(|node| node.kind() == Kind::Boolean && node.raw() != wanted)
        && !case
            .row
            .constraints
            .iter()
            .any(|item| item.rule == "forbidden-when" && item.argument("properties") == given)
    {
        let place = judge.at(because);
        judge.say(case.code(key), node, format!("`{key}` has to be {wanted}")).beside(place, "because this is there");
    }
}

pub(super) fn reserved<'d>(_: &mut Judge<'d>, _: Case<'d>) {
    // The shape `reserved` says it where the property stands.
}

pub(super) fn not_versioned<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    for (key, node) in case.words("properties").iter().filter_map(|key| Some((key, case.get(key)?))) {
        judge
            .say(case.code(""), node, format!("a `{}` has no `{key}`", case.row.name))
            .helped("it has no versions: a changed one is a new object with a new id");
    }
}

pub(super) fn should_have<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let keys = case.words("properties");
    let absent: Vec<&str> = keys.iter().filter(|key| !case.has(key)).copied().collect();
    if !absent.is_empty() {
        let verb = if absent.len() > 1 { "are" } else { "is" };
        judge
            .lacks(case.code(""), case.node, format!("{} {verb} missing", listed(&absent, "and")))
            .helped(format!("a `{}` may go without, but should not", case.row.name));
    }
}

/// Whether the list that a rule names holds the value that it names.
fn contains(case: Case<'_>) -> bool {
    case.get(case.word("other")).is_some_and(|list| list.items().any(|item| item.is(case.word("value"))))
}

pub(super) fn only_when_contains<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let key = case.word("property");
    if let Some(node) = case.get(key).filter(|_| !contains(case)) {
        judge.say(case.code(""), node, format!("`{key}` is there without `{}`", case.word("value"))).helped(format!(
            "it belongs to extensions with `{}` in `{}`",
            case.word("value"),
            case.word("other")
        ));
    }
}

pub(super) fn should_have_when_contains<'d>(judge: &mut Judge<'d>, case: Case<'d>) {
    let key = case.word("property");
    if !case.has(key) && contains(case) {
        judge.lacks(case.code(""), case.node, format!("`{key}` is missing")).helped(format!(
            "with `{}` in `{}` it should be there",
            case.word("value"),
            case.word("other")
        ));
    }
}
