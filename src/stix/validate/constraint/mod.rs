//! The rules that constraints of the tables name (`grammar/stix/rules.toml`), one function a rule.

mod marking;
mod presence;
mod relation;
mod text;
mod time;

pub(super) use marking::is_official_marking;

use super::judge::Judge;
use crate::diag::{Code, codes::standard};
use crate::json::Node;
use crate::vocab::standard::{Constraint, Level, ObjectType};

/// What a rule looks at: a constraint of a row, in the object or the part of one that the row describes.
#[derive(Clone, Copy)]
pub(super) struct Case<'d> {
    /// The row that has the constraint.
    row: &'static ObjectType,
    /// The constraint.
    item: &'static Constraint,
    /// The object, extension or structure.
    node: Node<'d>,
}

type Rule = for<'d> fn(&mut Judge<'d>, Case<'d>);

/// The function of each rule, sorted by name.
const RULES: &[(&str, Rule)] = &[
    ("any-of-sets", presence::any_of_sets),
    ("at-least-one-of", presence::at_least_one_of),
    ("at-least-one-property", presence::at_least_one_property),
    ("exactly-one-of", presence::exactly_one_of),
    ("external-reference-format", text::external_reference_format),
    ("forbidden-when", presence::forbidden_when),
    ("format", text::format),
    ("key-format", text::key_format),
    ("known-relationship", relation::known_relationship),
    ("no-self-reference", marking::no_self_reference),
    ("not-versioned", presence::not_versioned),
    ("object-modified-matches-target", relation::object_modified_matches_target),
    ("only-when-contains", presence::only_when_contains),
    ("pattern-valid", text::pattern_valid),
    ("protocol-for-extension", relation::protocol_for_extension),
    ("refs-contain-one-of", relation::refs_contain_one_of),
    ("requires", presence::requires),
    ("requires-absent", presence::requires_absent),
    ("requires-when", presence::requires_when),
    ("reserved", presence::reserved),
    ("selector-syntax", marking::selector_syntax),
    ("selectors-exist", marking::selectors_exist),
    ("should-have", presence::should_have),
    ("should-have-when-contains", presence::should_have_when_contains),
    ("should-have-with", presence::requires),
    ("time-order", time::time_order),
    ("timestamp-whole-seconds", time::timestamp_whole_seconds),
    ("tlp-instances-only", marking::tlp_instances_only),
    ("translation-shape", relation::translation_shape),
    ("value-if-present", presence::value_if_present),
];

/// Looks at one constraint.
pub(super) fn check<'d>(judge: &mut Judge<'d>, row: &'static ObjectType, item: &'static Constraint, node: Node<'d>) {
    if let Ok(at) = RULES.binary_search_by(|rule| rule.0.cmp(item.rule))
        && let Some((_, rule)) = RULES.get(at)
    {
        rule(judge, Case { row, item, node });
    }
}

impl<'d> Case<'d> {
    /// The property of a name.
    fn get(self, key: &str) -> Option<Node<'d>> {
        self.node.get(key)
    }

    fn has(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The words of an argument.
    fn words(self, name: &str) -> &'static [&'static str] {
        self.item.argument(name)
    }

    /// The one word of an argument.
    fn word(self, name: &str) -> &'static str {
        self.words(name).first().copied().unwrap_or_default()
    }

    /// Whether the standard only advises it.
    fn is_advice(self) -> bool {
        self.item.level == Level::Should
    }

    /// The requirement behind the constraint; where a row has several by one rule, a property of it tells which.
    fn code(self, property: &str) -> &'static Code {
        let (owner, rule) = (self.row.name, self.item.rule);
        let property = property.trim_end_matches("[]");
        [format!("rule:{owner}/{rule}/{property}"), format!("rule:{owner}/{rule}"), format!("rule:*/{rule}/{property}")]
            .iter()
            .find_map(|selector| standard::selected(selector))
            .unwrap_or(standard::REQUIRED_PROPERTY)
    }
}

/// Names in backticks, joined as a sentence wants them.
fn listed(words: &[&str], joint: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {joint} {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::standard;

    #[test]
    fn every_rule_of_the_tables_is_a_function_and_each_constraint_has_its_requirement() {
        let names: Vec<&str> = RULES.iter().map(|rule| rule.0).collect();
        let known: Vec<&str> = standard::RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names, known);
        let rows = standard::OBJECT_TYPES.iter().chain(standard::EXTENSIONS).chain(standard::STRUCTURES);
        let (document, _) = crate::json::read(crate::source::FileId(0), "{}");
        let Some(node) = document.root() else { return };
        for row in rows {
            for item in row.constraints {
                let case = Case { row, item, node };
                let words =
                    item.arguments.first().map_or("", |argument| argument.1.first().copied().unwrap_or_default());
                let code = case.code(words);
                assert_ne!(code.name, "required-property", "{} {} {words}", row.name, item.rule);
            }
        }
    }
}
