//! `placeholder-across-documents`: what one document leaves unnamed is a party of claims in another one.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::diag::codes::identity::PLACEHOLDER_ACROSS_DOCUMENTS;
use crate::facts::checks::View;
use crate::facts::model::{Claim, Entity, EntityId, Form, Object, Origin};
use crate::vocab::telling::is_placeholder;

/// The verb by which somebody says who stands behind a placeholder.
const NAMING: &str = "identified-as";

/// Reports the first claim of each other document that a placeholder is a party of.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut homes: BTreeMap<EntityId, EntityId> = BTreeMap::new();
    let mut met: BTreeMap<(EntityId, EntityId), Origin> = BTreeMap::new();
    for claim in view.facts.claims.iter().filter(|claim| claim.verb.word != NAMING) {
        let Some(document) = claim.voice.document else { continue };
        for (party, origin) in parties(claim) {
            let entity = view.entity(party);
            if entity.form != Form::Declared || !is_unnamed(entity) {
                continue;
            }
            let home = *homes.entry(party).or_insert(entity.scope.or(entity.introduced_by).unwrap_or(document));
            if !goes_on(view, home, document) {
                met.entry((party, document)).or_insert(origin);
            }
        }
    }
    for ((party, document), origin) in met {
        let (entity, document) = (view.entity(party), view.entity(document));
        let Some(home) = homes.get(&party).map(|home| view.entity(*home)) else { continue };
        let message = format!("`{}` is unnamed in `{}`, and acts in `{}`", entity.name, home.name, document.name);
        found.push(
            Diagnostic::new(&PLACEHOLDER_ACROSS_DOCUMENTS, view.at(origin), message)
                .label("the placeholder of another document")
                .related(view.at(entity.origin), "declared here")
                .help("declare one for each document; that they are the same is a claim, `identified-as`"),
        );
    }
}

fn is_unnamed(entity: &Entity) -> bool {
    entity.scope.is_some() || is_placeholder(&entity.title)
}

fn parties(claim: &Claim) -> impl Iterator<Item = (EntityId, Origin)> {
    let object = match claim.object {
        Object::Entity(id) => Some((id, claim.origin)),
        Object::Gap(_) => None,
    };
    [Some((claim.subject, claim.places.subject)), object].into_iter().flatten()
}

/// Whether a document goes on with what another says: it is that one, repeats or supersedes it, or is told of in it.
fn goes_on(view: &View<'_>, home: EntityId, document: EntityId) -> bool {
    let linked = |from: EntityId, to: EntityId| {
        let entity = view.entity(from);
        let named = ["same_origin_as", "supersedes"].iter().any(|key| entity.named(key).any(|id| id == to));
        named || entity.introduced_by == Some(to)
    };
    home == document || linked(document, home) || linked(home, document)
}
