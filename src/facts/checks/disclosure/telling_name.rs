//! `telling-name`: the name of something that a document leaves unnamed tells who it is (language/mapping, withheld).

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diag::Diagnostic;
use crate::diag::codes::disclosure::TELLING_NAME;
use crate::facts::checks::View;
use crate::facts::model::{Entity, EntityId, Form};

/// Words that say what something is, and never which.
const GENERIC: &[&str] = &[
    "accomplice",
    "account",
    "actor",
    "agency",
    "agent",
    "ally",
    "analyst",
    "anonymous",
    "attacker",
    "author",
    "authority",
    "bank",
    "body",
    "bureau",
    "business",
    "candidate",
    "client",
    "company",
    "conspirator",
    "contractor",
    "customer",
    "defendant",
    "developer",
    "device",
    "diplomat",
    "embassy",
    "employee",
    "entity",
    "executive",
    "expert",
    "firm",
    "foreign",
    "government",
    "group",
    "hacker",
    "hospital",
    "individual",
    "insider",
    "institution",
    "journalist",
    "lab",
    "laboratory",
    "lawyer",
    "leader",
    "manager",
    "manufacturer",
    "member",
    "military",
    "minister",
    "ministry",
    "network",
    "news",
    "office",
    "officer",
    "official",
    "operator",
    "organisation",
    "organization",
    "other",
    "outlet",
    "owner",
    "partner",
    "party",
    "people",
    "person",
    "persona",
    "platform",
    "police",
    "politician",
    "port",
    "prosecutor",
    "provider",
    "ransomware",
    "recruiter",
    "reporter",
    "representative",
    "researcher",
    "school",
    "server",
    "service",
    "site",
    "source",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staff",
    "state",
    "student",
    "supplier",
    "suspect",
    "system",
    "target",
    "team",
    "university",
    "unknown",
    "unnamed",
    "user",
    "vendor",
    "victim",
    "website",
    "witness",
    "worker",
];

/// Names shorter than this are abbreviations, which the title need not spell.
const SHORT: usize = 4;

/// Reports unnamed things whose name is a name.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let unnamed = |entity: &Entity| entity.form == Form::Declared && entity.scope.is_some();
    if !view.entities().any(|(_, entity)| unnamed(entity)) {
        return;
    }
    let named = names_of_others(view);
    let identified = identified(view);
    for (id, entity) in view.entities().filter(|(_, entity)| unnamed(entity)) {
        // What the document says of itself tells no more than it does.
        let document = entity.scope.map(|id| view.entity(id));
        let around = document.into_iter().flat_map(|document| words(&document.name).chain(words(&document.title)));
        let own: HashSet<String> = words(&entity.title).chain(around).collect();
        let parts: Vec<String> = words(&entity.name).collect();
        let is_fit =
            |part: &String| part.len() < SHORT || own.iter().any(|word| is_alike(word, part)) || is_generic(part);
        let other = parts.iter().filter(|part| !is_fit(part)).find_map(|part| Some((part, *named.get(part)?)));
        let told = identified.get(&id).copied().filter(|other| entity.title.contains(&view.entity(*other).title));
        let plain = Diagnostic::new(&TELLING_NAME, view.at(entity.origin), String::new())
            .label("goes into ids")
            .help("name it by what the document says of it: `provider`, `victim_1`");
        let finding = match (told, other) {
            (Some(other), _) => Diagnostic {
                message: format!("the title of `{}`, which its document leaves unnamed, names it", entity.name),
                ..plain.related(view.at(view.entity(other).origin), "identified as this")
            },
            (None, Some((part, other))) => Diagnostic {
                message: format!("`{}` is left unnamed by its document, but `{part}` is a name", entity.name),
                ..plain.related(view.at(view.entity(other).origin), "of this")
            },
            // One word alone may be a name; several describe, be it in other words.
            (None, None) if parts.len() == 1 && parts.iter().all(|part| part.len() >= SHORT && !is_fit(part)) => {
                Diagnostic {
                    message: format!(
                        "`{}` is left unnamed by its document, but called what no word of its title says",
                        entity.name
                    ),
                    ..plain
                }
            }
            (None, None) => continue,
        };
        found.push(finding);
    }
}

/// The words of the names of what has one.
fn names_of_others(view: &View<'_>) -> BTreeMap<String, EntityId> {
    let mut named = BTreeMap::new();
    let others = view.entities().filter(|(_, entity)| {
        let is_party = ["identity", "intrusion-set", "threat-actor"].contains(&entity.kind.stix);
        entity.form == Form::Declared && entity.scope.is_none() && is_party && !entity.kind.class.is_empty()
    });
    for (id, entity) in others {
        for word in words(&entity.title).filter(|word| word.len() >= SHORT && !is_generic(word)) {
            named.entry(word).or_insert(id);
        }
    }
    named
}

/// What others say an unnamed thing is.
fn identified(view: &View<'_>) -> HashMap<EntityId, EntityId> {
    let claims = view.facts.claims.iter().filter(|claim| claim.verb.word == "identified-as");
    claims.filter_map(|claim| Some((claim.subject, claim.thing()?))).collect()
}

/// Lower-case words without digits.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|letter: char| !letter.is_alphabetic()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase)
}

/// Whether two words have the same stem: "official" and "officials", "Norwegian" and "norway".
fn is_alike(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.chars().take(SHORT).collect::<String>();
    stem(one) == stem(other)
}

fn is_generic(word: &str) -> bool {
    let single = word.strip_suffix('s').unwrap_or(word);
    GENERIC.contains(&word) || GENERIC.contains(&single)
}
