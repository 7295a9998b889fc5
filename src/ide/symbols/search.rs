//! Names of a whole project by what was typed.

use super::fuzzy::{Distance, Wanted};
use super::{Symbol, SymbolKind, sort};
use crate::facts::{Entity, EntityId, Form, LabelId, LabelRow, Labelled, Value};
use crate::ide::Analysis;
use crate::ide::place::{given, name_of};
use crate::source::Location;

/// How many symbols are answered: nobody reads more.
const MOST: usize = 200;

/// The keys whose values are names.
const NAMES: &[&str] = &["aka", "native"];

/// What is declared or labelled in any file, and matches what was typed, the best first, without children.
///
/// What was found by its title or by another name shows that: editors filter once more by what is shown.
pub fn workspace_symbols(analysis: &Analysis, typed: &str) -> Vec<Symbol> {
    let (facts, wanted) = (analysis.facts(), Wanted::new(typed));
    let entities = facts.entity_ids().filter_map(|id| {
        let (distance, alias) = nearest(facts.entity(id), &wanted)?;
        Some((distance, name_of(analysis, id)?, Hit::Entity(id, alias)))
    });
    let labels = (0..facts.labels.len() as u32).map(LabelId).filter_map(|id| {
        let distance = wanted.distance(&facts.label(id).name)?;
        Some((distance, given(analysis, id)?, Hit::Label(id)))
    });
    let mut hits: Vec<(Distance, Location, Hit<'_>)> = entities.chain(labels).collect();
    hits.sort_by_key(|(distance, place, _)| (*distance, *place));
    hits.truncate(MOST);
    hits.into_iter().map(|(_, place, hit)| symbol(analysis, place, hit)).collect()
}

enum Hit<'f> {
    /// Something declared, and the other name that it was found by.
    Entity(EntityId, Option<&'f str>),
    Label(LabelId),
}

/// Which of its names is nearest, the declared one first; `None` for that.
fn nearest<'f>(entity: &'f Entity, wanted: &Wanted) -> Option<(Distance, Option<&'f str>)> {
    if !matches!(entity.form, Form::Declared | Form::Verbatim) {
        return None;
    }
    let others = NAMES.iter().flat_map(|key| entity.values(key)).filter_map(|value| match &value.value {
        Value::Text(name) => Some(name.as_str()),
        _ => None,
    });
    let others = std::iter::once(entity.title.as_str()).chain(others).map(Some);
    let names = std::iter::once(None).chain(others);
    let distances = names.filter_map(|name| Some((wanted.distance(name.unwrap_or(&entity.name))?, name)));
    distances.min_by_key(|(distance, _)| *distance)
}

fn symbol(analysis: &Analysis, place: Location, hit: Hit<'_>) -> Symbol {
    let facts = analysis.facts();
    let (name, detail, kind) = match hit {
        Hit::Entity(id, alias) => {
            let entity = facts.entity(id);
            let alias = alias.map(|alias| format!(" “{alias}”")).unwrap_or_default();
            let detail = format!("{} “{}”", entity.kind.word, entity.title);
            (format!("{}{alias}", entity.name), detail, sort(Some(entity.kind)))
        }
        Hit::Label(id) => {
            let LabelRow { document, name, on, .. } = facts.label(id);
            let document = document.map(|id| facts.entity(id).title.clone()).unwrap_or_default();
            let kind = match on {
                Labelled::Response(_) => SymbolKind::Response,
                Labelled::Claims(claims) if claims.len() == 1 => SymbolKind::Claim,
                Labelled::Claims(_) | Labelled::Statement | Labelled::Broken => SymbolKind::Speech,
            };
            (format!("[{name}]"), document, kind)
        }
    };
    Symbol { name, detail, kind, whole: place, selection: place, children: Vec::new() }
}
