//! Inline objects that get a declaration, documents that get a file.

use std::collections::BTreeSet;

use super::place::{indent, line_end, lines_of, with_comments};
use super::{Action, ActionKind, Ask, NewFile};
use crate::diag::Edit;
use crate::facts::{EntityId, Form, Referent, using};
use crate::ide::node::{Node, head};
use crate::project::relative;
use crate::source::Span;
use crate::syntax::literal::quote;
use crate::syntax::tree::{Item, Party};
use crate::syntax::write;

/// An inline object becomes a declaration in its block, and its name stands wherever it stood in its document: once with an
/// id of its own, once with the id that it had.
pub fn declaration(ask: &Ask<'_>) -> Vec<Action> {
    let Some(Node::Party(Party::Inline { kind, text })) = ask.nodes.last() else { return Vec::new() };
    let Some(id) = inline(ask, text) else { return Vec::new() };
    let entity = ask.analysis.facts().entity(id);
    let title = &entity.title;
    let name = free_name(ask, &write::name(title, kind));
    let Some(names) = everywhere(ask, id, kind, &name) else { return Vec::new() };
    let stix = ask.analysis.named().entities.get(id.0 as usize);
    let declaration = format!("{} {name} {}", entity.kind.word, quote(title));
    let kept = stix.map(|stix| {
        (
            format!("{declaration} {{ id {} }}", quote(&stix.to_string())),
            "its id stays, those of claims about it change",
        )
    });
    let ways = [Some((declaration.clone(), "its id and those of claims about it change")), kept];
    let offer = |(declaration, what): (String, &str)| {
        let place = in_block(ask, &declaration)?;
        let edits = std::iter::once(place).chain(names.iter().cloned()).collect();
        Some(ask.action(format!("declare {kind} {} as `{name}`; {what}", quote(title)), ActionKind::Extract, edits))
    };
    ways.into_iter().flatten().filter_map(offer).collect()
}

/// What the quoted text of an inline object names; `None` for an observable, which is the same everywhere.
fn inline(ask: &Ask<'_>, text: &str) -> Option<EntityId> {
    match ask.analysis.names().at(ask.file, ask.span(text).lo)?.to {
        Referent::Entity(id) => Some(id).filter(|id| ask.analysis.facts().entity(*id).form == Form::Inline),
        Referent::Label(_) => None,
    }
}

/// A name in place of each mention of an inline object; `None` where one stands in another file, or has a comment in it.
fn everywhere(ask: &Ask<'_>, id: EntityId, kind: &str, name: &str) -> Option<Vec<Edit>> {
    let places = ask.analysis.names().of(Referent::Entity(id));
    let edit = |place: &crate::source::Location| {
        let text = place.span;
        let before = ask.content.get(..text.lo as usize)?.trim_end();
        let start = before.len().checked_sub(kind.len())?;
        let is_here = place.file == ask.file && before.get(start..) == Some(kind);
        is_here.then(|| ask.edit(Span::new(start as u32, text.hi), name))
    };
    places.iter().map(edit).collect()
}

/// A declaration before the statement that is asked about, in the block of its document: what is written inline is of that.
fn in_block(ask: &Ask<'_>, declaration: &str) -> Option<Edit> {
    let item = ask.nodes.iter().rev().find_map(|node| match node {
        Node::Item(item) => Some(*item),
        _ => None,
    })?;
    let at = with_comments(ask.content, item)?;
    let first = head(ask.content, item)?.lo;
    let (indent, end) = (indent(ask.content, first), line_end(ask.content));
    // What begins in the middle of a line is parted from it.
    let (before, after) = match at == first && indent.len() as u32 != first - line_start(ask, first) {
        true => (format!("{end}{indent}"), format!("{end}{indent}")),
        false => (indent.to_owned(), end.to_owned()),
    };
    Some(ask.edit(Span::at(at), format!("{before}{declaration}{after}")))
}

fn line_start(ask: &Ask<'_>, offset: u32) -> u32 {
    super::place::line_start(ask.content, offset)
}

/// A name that nothing has yet.
fn free_name(ask: &Ask<'_>, wanted: &str) -> String {
    let analyses = std::iter::once(ask.analysis).chain(ask.whole);
    let entities = analyses.flat_map(|analysis| &analysis.facts().entities);
    let entities = entities.filter(|entity| matches!(entity.form, Form::Declared | Form::Verbatim | Form::Author));
    let taken: BTreeSet<&str> = entities.map(|entity| entity.name.as_str()).collect();
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name.as_str())).unwrap_or_default()
}

/// A document and all that this file reads in it move to a file of their own; each uses the other.
pub fn document(ask: &Ask<'_>) -> Option<Action> {
    let item = ask.nodes.iter().find_map(|node| match node {
        Node::Item(item @ (Item::From(_) | Item::Declaration(_))) => Some(*item),
        _ => None,
    })?;
    let name = match item {
        // Where it is asked for is its head: inside, other things are meant.
        Item::From(from) if ask.touches(head(ask.content, item)?) => from.document,
        Item::Declaration(declaration) if ask.touches(head(ask.content, item)?) => declaration.name,
        _ => return None,
    };
    let is_of = |item: &&Item<'_>| match item {
        Item::From(from) => from.document == name,
        Item::Declaration(declaration) => declaration.name == name,
        _ => false,
    };
    let moved: Vec<&Item<'_>> = ask.tree.items.iter().filter(is_of).collect();
    let declared = moved.iter().any(|item| {
        let kind = |item: &Item<'_>| match item {
            Item::Declaration(declaration) => crate::vocab::language::kind(declaration.kind),
            _ => None,
        };
        kind(item).is_some_and(crate::vocab::language::Kind::is_document)
    });
    let reads = moved.iter().any(|item| matches!(item, Item::From(_)));
    // Something has to be left that the new file is seen from; what was not understood is not moved about.
    if !declared || !reads || moved.len() == ask.tree.items.len() || ask.tree.partial {
        return None;
    }
    let text = ask.analysis.text(ask.file)?;
    let folder = text.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let path = format!("{folder}{name}.attr");
    let whole_path = ask.analysis.path(ask.file)?.with_file_name(format!("{name}.attr"));
    let analyses = std::iter::once(ask.analysis).chain(ask.whole);
    if analyses.into_iter().any(|analysis| analysis.file(&whole_path).is_some()) {
        return None;
    }
    let end = line_end(ask.content);
    let back = format!("use {}", quote(&relative(&path, &text.path)));
    let spans: Vec<Span> = moved.iter().filter_map(|item| lines_of(ask.content, item)).collect();
    let parts: Vec<&str> = spans.iter().map(|span| ask.slice(*span).trim_end()).collect();
    let content = format!("{back}{end}{end}{}{end}", parts.join(&format!("{end}{end}")));
    let mut edits: Vec<Edit> = spans.iter().map(|span| ask.edit(with_gap(ask.content, *span), "")).collect();
    let (_, line) = using(&ask.analysis.compilation.project, ask.file, &path);
    let at = line.location.span.lo;
    // It goes before what moves, or the line would go with it.
    let at = spans.iter().find(|span| span.lo < at && at < span.hi).map_or(at, |span| span.lo);
    edits.insert(0, ask.edit(Span::at(at), line.text));
    let title = format!("move `{name}` and what is read in it to `{path}`");
    let action = ask.action(title, ActionKind::Extract, edits);
    Some(Action { creates: vec![NewFile { path: whole_path, content }], ..action })
}

/// Lines that are taken out, with the blank ones behind them.
fn with_gap(content: &str, span: Span) -> Span {
    let rest = content.get(span.hi as usize..).unwrap_or_default();
    let blank: usize = rest.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    Span::new(span.lo, span.hi + blank as u32)
}
