//! From what people type to what they mean: a label, an id, a line, a name.

mod line;

use std::collections::{BTreeMap, BTreeSet};

use self::line::{file_and_line, on_line};
use super::Index;
use crate::diag::did_you_mean;
use crate::facts::{ClaimId, EntityId, Form, ResponseId, refang};
use crate::stix::Id;

/// What something typed means; at least one of the lists has something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Claims.
    pub claims: Vec<ClaimId>,
    /// Responses.
    pub responses: Vec<ResponseId>,
    /// Statements, by their place in the facts.
    pub statements: Vec<usize>,
    /// Declarations, inline objects, observables and codes.
    pub entities: Vec<EntityId>,
    /// Objects of the bundle that are none of the above, but follow from them.
    pub objects: Vec<Id>,
}

/// Why something typed means nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfound {
    /// What is wrong, one line.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What `DOC/LABEL`, an id, `FILE:LINE`, a name or a label means.
pub fn find(index: &Index<'_>, text: &str) -> Result<Found, Unfound> {
    if let Some((file, line)) = file_and_line(text) {
        return on_line(index, file, line);
    }
    if let Some((kind, _)) = text.split_once("--") {
        return by_id(index, kind, text);
    }
    if let Some((document, label)) = text.split_once('/').filter(|(document, _)| !document.is_empty()) {
        return under_label(index, document, label.trim_matches(['[', ']']));
    }
    let entities: Vec<EntityId> = named(index, text).into_iter().collect();
    if !entities.is_empty() {
        return Ok(Found { entities, ..Found::default() });
    }
    let labels = labels(index);
    let mut of_name = labels.iter().filter(|((_, label), _)| label == text.trim_matches(['[', ']']));
    match (of_name.next(), of_name.next()) {
        (Some((_, found)), None) => Ok(found.clone()),
        (Some((first, _)), Some((second, _))) => Err(Unfound {
            message: format!("more than one document has the label `{text}`"),
            help: format!("write `{}` or `{}`", path(index, first), path(index, second)),
        }),
        _ => Err(unknown(index, text, &labels)),
    }
}

/// What a name or a title of a filter means.
pub(super) fn resolve(index: &Index<'_>, text: &str) -> Result<BTreeSet<EntityId>, Unfound> {
    let found = named(index, text);
    if found.is_empty() {
        return Err(unknown(index, text, &BTreeMap::new()));
    }
    let declared: Vec<EntityId> = found.iter().copied().filter(|id| is_declared(index, *id)).collect();
    match declared.as_slice() {
        [first, second, ..] if index.facts.entity(*first).name != index.facts.entity(*second).name => Err(Unfound {
            message: format!("more than one declaration has the title `{text}`"),
            help: format!(
                "write its name, `{}` or `{}`",
                index.facts.entity(*first).name,
                index.facts.entity(*second).name
            ),
        }),
        _ => Ok(found),
    }
}

/// The things of a name; where there are none, those of a title, whatever the case of its letters.
fn named(index: &Index<'_>, text: &str) -> BTreeSet<EntityId> {
    let refanged = refang(text);
    let facts = index.facts;
    let by_name = facts.entity_ids().filter(|id| {
        let entity = facts.entity(*id);
        entity.form != Form::Inline
            && (entity.name == text || entity.form == Form::Observable && entity.name == refanged)
    });
    let found: BTreeSet<EntityId> = by_name.collect();
    if !found.is_empty() {
        return found;
    }
    let wanted = text.to_lowercase();
    facts.entity_ids().filter(|id| facts.entity(*id).title.to_lowercase() == wanted).collect()
}

fn is_declared(index: &Index<'_>, id: EntityId) -> bool {
    matches!(index.facts.entity(id).form, Form::Declared | Form::Verbatim | Form::Author)
}

fn unknown(index: &Index<'_>, text: &str, labels: &Labels) -> Unfound {
    let facts = index.facts;
    let declared = facts.entities.iter().filter(|entity| entity.form != Form::Inline);
    let names = declared.flat_map(|entity| [entity.name.clone(), entity.title.clone()]);
    let labels = labels.keys().flat_map(|key| [key.1.clone(), path(index, key)]);
    let known: Vec<String> = names.chain(labels).collect();
    Unfound {
        message: format!("nothing here is called `{text}`"),
        help: did_you_mean(text, known.iter().map(String::as_str))
            .unwrap_or_else(|| "name a declaration, DOC/LABEL, FILE:LINE or the id of an object".to_owned()),
    }
}

/// What each label of a document stands for.
type Labels = BTreeMap<(Option<EntityId>, String), Found>;

fn labels(index: &Index<'_>) -> Labels {
    let facts = index.facts;
    let mut labels = Labels::new();
    for (at, claim) in facts.claims.iter().enumerate() {
        for label in &claim.labels {
            let key = (claim.voice.document, label.clone());
            labels.entry(key).or_default().claims.push(ClaimId(at as u32));
        }
    }
    for (at, response) in facts.responses.iter().enumerate() {
        for label in &response.labels {
            let key = (response.voice.document, label.clone());
            labels.entry(key).or_default().responses.push(ResponseId(at as u32));
        }
    }
    for (at, statement) in facts.statements.iter().enumerate() {
        for label in &statement.labels {
            let key = (statement.voice.document, label.clone());
            labels.entry(key).or_default().statements.push(at);
        }
    }
    labels
}

fn path(index: &Index<'_>, (document, label): &(Option<EntityId>, String)) -> String {
    document.map_or_else(|| label.clone(), |document| format!("{}/{label}", index.facts.entity(document).name))
}

fn under_label(index: &Index<'_>, document: &str, label: &str) -> Result<Found, Unfound> {
    let facts = index.facts;
    let documents = || facts.entity_ids().filter(|id| facts.entity(*id).kind.is_document());
    let Some(id) = documents().find(|id| facts.entity(*id).name == document) else {
        let names: Vec<&str> = documents().map(|id| facts.entity(id).name.as_str()).collect();
        return Err(Unfound {
            message: format!("no source or act is called `{document}`"),
            help: did_you_mean(document, names).unwrap_or_else(|| "`attrc list sources` shows them".to_owned()),
        });
    };
    let mut labels = labels(index);
    match labels.remove(&(Some(id), label.to_owned())) {
        Some(found) => Ok(found),
        None => {
            let here: Vec<&str> =
                labels.keys().filter(|(of, _)| *of == Some(id)).map(|(_, label)| label.as_str()).collect();
            let all = || match here.as_slice() {
                [] => format!("`{document}` has no labels"),
                some => format!("its labels are {}", some.join(", ")),
            };
            Err(Unfound {
                message: format!("nothing in `{document}` has the label `{label}`"),
                help: did_you_mean(label, here.iter().copied()).unwrap_or_else(all),
            })
        }
    }
}

fn by_id(index: &Index<'_>, kind: &str, text: &str) -> Result<Found, Unfound> {
    let absent = || Unfound {
        message: format!("no object of this build has the id `{text}`"),
        help: match index.compilation.has_errors() {
            true => "nothing is built while there are errors; `attrc check` shows them".to_owned(),
            false => "`attrc dump stix` shows all objects, one a line".to_owned(),
        },
    };
    let id = Id::parse(kind, text).filter(|id| index.objects.contains_key(id)).ok_or_else(absent)?;
    let named = &index.named;
    let at = |ids: &[Id]| ids.iter().position(|other| *other == id);
    let mut found = Found::default();
    if let Some(at) = at(&named.claims) {
        found.claims.push(ClaimId(at as u32));
    } else if let Some(at) = named.responses.iter().position(|other| *other == Some(id)) {
        found.responses.push(ResponseId(at as u32));
    } else if let Some(at) = at(&named.statements) {
        found.statements.push(at);
    } else if let Some(at) = at(&named.entities) {
        found.entities.push(EntityId(at as u32));
    } else {
        found.objects.push(id);
    }
    Ok(found)
}
