//! What consumers of bundles accept, as tables read from their own sources (`grammar/targets/`).

mod generated;

pub use generated::CONSUMERS;

/// A consumer of bundles: what it makes of the standard's types, and which relationships it takes between them.
#[derive(Debug)]
pub struct Consumer {
    /// The word after `-t`.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The version that its table was read from.
    pub version: &'static str,
    /// What the standard's types become there; a type without a row is not taken.
    pub types: &'static [Type],
    /// Types that are left out without a word, since they say nothing of the facts.
    pub untold: &'static [&'static str],
    /// Types that others stand for.
    pub retyped: &'static [Retyped],
    /// Properties that cost the whole object there, by type; of an extension, `extensions.` and its key.
    pub unreadable: &'static [(&'static str, &'static str)],
    /// Relationship types that are accepted between any two.
    pub anything: &'static [&'static str],
    /// Relationship types that are accepted between two classes, sorted by both.
    pub pairs: &'static [Pair],
    /// What may stand for a relationship type that is not accepted, the nearest first.
    pub weaker: &'static [(&'static str, &'static [&'static str])],
    /// What a relationship type is called from its other end.
    pub turned: &'static [(&'static str, &'static str)],
    /// Relationships that reach an identity through its threat-actor.
    pub through_actor: Ends,
    /// Relationships that start at the threat-actor of a person.
    pub from_actor: Ends,
    /// What stands around the objects, where that is no bundle.
    pub envelope: Option<Envelope>,
}

/// What a type of the standard becomes.
#[derive(Debug, PartialEq, Eq)]
pub struct Type {
    /// The type.
    pub stix: &'static str,
    /// The value that a property has to have; `*` is any.
    pub when: Option<(&'static str, &'static str)>,
    /// What it becomes: the name of a class of the consumer's own.
    pub class: &'static str,
    /// The class above that one; empty where there is none.
    pub parent: &'static str,
}

/// A type that another one stands for.
#[derive(Debug)]
pub struct Retyped {
    /// The type that is not known there.
    pub from: &'static str,
    /// The type that stands for it.
    pub to: &'static str,
    /// Properties that it has then.
    pub with: &'static [(&'static str, &'static str)],
}

/// Relationships between two classes; `*` is any.
#[derive(Debug)]
pub struct Pair {
    /// The class at the source.
    pub from: &'static str,
    /// The class at the target.
    pub to: &'static str,
    /// The relationship types.
    pub types: &'static [&'static str],
}

/// Relationship types between some classes; an empty list is all of them.
#[derive(Debug)]
pub struct Ends {
    /// The relationship types.
    pub types: &'static [&'static str],
    /// The classes at the source.
    pub from: &'static [&'static str],
    /// The classes at the target.
    pub to: &'static [&'static str],
}

/// An object around the objects.
#[derive(Debug)]
pub struct Envelope {
    /// The key of who sends it.
    pub sender: &'static str,
    /// The key of the objects.
    pub objects: &'static str,
}

/// The consumer of a name.
pub fn consumer(name: &str) -> Option<&'static Consumer> {
    CONSUMERS.iter().find(|row| row.name == name)
}

impl Consumer {
    /// What an object becomes there, by its type and the texts of its properties; `None` for what is not taken.
    pub fn class(&self, stix: &str, property: impl Fn(&str) -> Option<String>) -> Option<&'static Type> {
        self.types.iter().find(|row| {
            row.stix == stix
                && row.when.is_none_or(|(key, wanted)| {
                    property(key).is_some_and(|value| wanted == "*" || value.eq_ignore_ascii_case(wanted))
                })
        })
    }

    /// Whether it takes a relationship.
    pub fn accepts(&self, from: &Type, relationship: &str, to: &Type) -> bool {
        let between = |from: &str, to: &str| {
            let found = self.pairs.binary_search_by(|row| (row.from, row.to).cmp(&(from, to)));
            let row = found.ok().and_then(|at| self.pairs.get(at));
            row.is_some_and(|row| row.types.iter().any(|word| *word == "*" || *word == relationship))
        };
        self.anything.contains(&relationship)
            || between(from.class, to.class)
            || between(from.class, to.parent)
            || between(from.parent, to.class)
            || between("*", "*")
    }

    /// What may stand for a relationship type, the nearest first.
    pub fn weaker(&self, relationship: &str) -> &'static [&'static str] {
        self.weaker.iter().find(|(word, _)| *word == relationship).map_or(&[], |(_, nearest)| nearest)
    }

    /// What a relationship type is called from its other end, where the table says so.
    pub fn turned(&self, relationship: &str) -> Option<&'static str> {
        let turned = || self.turned.iter().find(|(word, _)| *word == relationship).map(|(_, other)| *other);
        // What is turned twice is as it was.
        let back = || self.turned.iter().find(|(_, other)| *other == relationship).map(|(word, _)| *word);
        turned().or_else(back)
    }
}

impl Ends {
    /// Whether a relationship is one of them.
    pub fn holds(&self, from: &str, relationship: &str, to: &str) -> bool {
        let among = |list: &[&str], word: &str| list.is_empty() || list.contains(&word);
        self.types.contains(&relationship) && among(self.from, from) && among(self.to, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(consumer: &Consumer, stix: &str, property: Option<(&str, &str)>) -> Option<&'static Type> {
        consumer.class(stix, |key| property.filter(|(name, _)| *name == key).map(|(_, value)| value.to_owned()))
    }

    #[test]
    fn a_condition_comes_before_the_rest_of_a_type() {
        let Some(opencti) = consumer("opencti") else { unreachable!() };
        let class = |property| class(opencti, "identity", property).map(|row| row.class);
        assert_eq!(class(Some(("identity_class", "individual"))), Some("Individual"));
        assert_eq!(class(None), Some("Organization"));
        assert_eq!(opencti.class("x-example", |_| None), None);
    }

    #[test]
    fn what_holds_for_observables_holds_for_each() {
        let Some(opencti) = consumer("opencti") else { unreachable!() };
        let row = |stix| class(opencti, stix, None);
        let (Some(indicator), Some(domain), Some(set)) = (row("indicator"), row("domain-name"), row("intrusion-set"))
        else {
            unreachable!()
        };
        assert!(opencti.accepts(indicator, "based-on", domain));
        assert!(opencti.accepts(set, "related-to", domain));
        assert!(!opencti.accepts(set, "controls", domain));
    }

    #[test]
    fn pairs_are_sorted() {
        for consumer in CONSUMERS {
            assert!(consumer.pairs.is_sorted_by_key(|row| (row.from, row.to)), "{}", consumer.name);
        }
    }
}
