//! `was`: what keeps the ids of something that gets another name (mapping: ids and versions).

use crate::diag::Edit;
use crate::facts::{Entity, EntityId, Form};
use crate::ide::place::name_of;
use crate::ide::{Analysis, Node, block, head, path};
use crate::source::{Location, Span};
use crate::syntax::tree::{Declaration, Item};
use crate::vocab::language::{COMMON_KEYS, Role, ValueType};
use crate::vocab::standard::Category;

/// The key of the name that something had before.
const WAS: &str = "was";

/// The edit that keeps the name that something has as that of its ids; none where it keeps an older one, or no id is made
/// of it.
pub(super) fn was(analysis: &Analysis, id: EntityId) -> Vec<Edit> {
    let entity = analysis.facts().entity(id);
    let edit = makes_ids(entity).then(|| edit(analysis, id, &entity.name)).flatten();
    edit.into_iter().collect()
}

/// Whether ids are made of its name. An `id` that is given changes nothing: the ids of what is said of it are made of the
/// name all the same.
fn makes_ids(entity: &Entity) -> bool {
    let takes_was = entity.kind.keys.iter().chain(COMMON_KEYS).any(|key| key.value == ValueType::FormerName);
    let is_of_value = entity.kind.object_type().is_some_and(|row| {
        row.category == Category::Sco && row.id_contributing.iter().any(|property| entity.has(property))
    });
    let free = entity.was.is_none() && !entity.has(WAS);
    entity.form == Form::Declared && entity.kind.role != Role::Project && takes_was && free && !is_of_value
}

fn edit(analysis: &Analysis, id: EntityId, old: &str) -> Option<Edit> {
    let name = name_of(analysis, id)?;
    let content = &*analysis.text(name.file)?.content;
    let nodes = path(content, analysis.tree(name.file)?, name.span.lo);
    let declaration = nodes.iter().rev().find_map(|node| match node {
        Node::Item(Item::Declaration(declaration)) => Some(declaration),
        _ => None,
    })?;
    let (span, text) = insertion(content, declaration, &format!("{WAS} {old}"))?;
    Some(Edit { location: Location::new(name.file, span), text })
}

/// Where a property goes behind all others, and what is written there.
fn insertion(content: &str, declaration: &Declaration<'_>, property: &str) -> Option<(Span, String)> {
    let head = head(content, declaration)?;
    let Some(block) = block(content, head.hi) else {
        return Some((Span::at(head.hi), format!(" {{ {property} }}")));
    };
    let ending = if content.contains("\r\n") { "\r\n" } else { "\n" };
    let Some(last) = declaration.properties.last() else {
        let inside = Span::new(block.lo + 1, block.hi.saturating_sub(1));
        return Some(match content.get(inside.range())?.trim().is_empty() {
            true => (inside, format!(" {property} ")),
            // A comment: it stays where it is.
            false => (Span::at(inside.lo), format!("{ending}{}  {property}", indent(content, head.lo))),
        });
    };
    let last = crate::ide::head(content, last)?;
    let rest = content.get(last.hi as usize..)?.split('\n').next()?.trim_end_matches('\r');
    let is_alone = rest.trim_start().is_empty() || rest.trim_start().starts_with('#');
    Some(match is_alone {
        true => {
            let end = last.hi + rest.len() as u32;
            (Span::at(end), format!("{ending}{}{property}", indent(content, last.lo)))
        }
        false => (Span::at(last.hi), format!("  {property}")),
    })
}

/// The blanks that the line of an offset begins with.
fn indent(content: &str, offset: u32) -> &str {
    let before = content.get(..offset as usize).unwrap_or_default();
    let line = before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or_default();
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
}
