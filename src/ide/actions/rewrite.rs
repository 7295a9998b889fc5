//! The same said otherwise.

use super::place::{indent, line_end, line_start};
use super::{Action, ActionKind, Ask};
use crate::facts::{defang, refang};
use crate::ide::node::{Node, head};
use crate::source::Span;
use crate::syntax::literal::{quote, unquote};
use crate::syntax::tree::{Claim, Item, Party, Value};
use crate::syntax::{comments, write};

/// Tags of what readers click on.
const FOLLOWED: &[&str] = &["domain", "email", "ip", "url"];

/// Letters of a label that is made from a claim.
const LABEL_LENGTH: usize = 24;

/// All of them.
pub fn all(ask: &Ask<'_>) -> Vec<Action> {
    let one = [spelling(ask), label(ask), lines(ask), sorted(ask)];
    one.into_iter().flatten().collect()
}

/// An address that can be clicked on, or cannot any more.
fn spelling(ask: &Ask<'_>) -> Option<Action> {
    let (tag, raw) = match ask.nodes.last()? {
        Node::Party(Party::Inline { kind, text }) => (*kind, *text),
        Node::Value(Value::Observable { tag, text }) => (*tag, *text),
        _ => return None,
    };
    if !FOLLOWED.contains(&tag) || !raw.starts_with('"') || raw.len() < 2 || !raw.ends_with('"') {
        return None;
    }
    let written = unquote(raw);
    let plain = refang(&written).into_owned();
    let (title, text) = match plain == written {
        true => ("defang it", defang(&written)),
        false => ("refang it", plain.to_string()),
    };
    let same = refang(&text) == plain && text != written;
    same.then(|| {
        ask.action(
            format!("{title}: {}", quote(&text)),
            ActionKind::Rewrite,
            vec![ask.edit(ask.span(raw), quote(&text))],
        )
    })
}

/// A label for a claim or a speech that has none.
fn label(ask: &Ask<'_>) -> Option<Action> {
    let document = ask.nodes.iter().find_map(|node| match node {
        Node::Item(Item::From(from)) => Some(from.document),
        _ => None,
    });
    let (labelled, start, wanted) = ask.nodes.iter().rev().find_map(|node| match node {
        Node::Claim(claim) => {
            let object = claim.objects.first().map_or("", |object| object.value.text());
            let what = format!("{} {}", claim.verb, unquote(object));
            Some((claim.label.is_some(), head(ask.content, *claim)?.lo, what))
        }
        Node::Item(item @ Item::Speech(speech)) => {
            let what = format!("{} {}", speech.speakers.first().unwrap_or(&""), speech.stance);
            Some((speech.label.is_some(), head(ask.content, *item)?.lo, what))
        }
        _ => None,
    })?;
    if labelled {
        return None;
    }
    let facts = ask.analysis.facts();
    let taken = |name: &str| {
        facts
            .labels
            .iter()
            .any(|row| row.name == name && row.document.map(|id| facts.entity(id).name.as_str()) == document)
    };
    let wanted = write::slug(&wanted, LABEL_LENGTH);
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    let name = std::iter::once(wanted.clone()).chain(numbered).find(|name| !taken(name))?;
    // `label` is a name: it begins with a letter.
    let is_label = name.starts_with(|letter: char| letter.is_ascii_lowercase());
    let edit = ask.edit(Span::at(start), format!("[{name}] "));
    is_label.then(|| ask.action(format!("label it `[{name}]`"), ActionKind::Rewrite, vec![edit]))
}

/// A claim of several objects as claims of one object, each on its line.
fn lines(ask: &Ask<'_>) -> Option<Action> {
    let claim = ask.nodes.iter().find_map(|node| match node {
        Node::Claim(claim) => Some(*claim),
        _ => None,
    })?;
    let span = head(ask.content, claim)?;
    // A label stands once; a comment would have to go with one of them.
    let is_plain = claim.label.is_none() && claim.objects.len() > 1 && comments(ask.slice(span)).is_empty();
    if !is_plain {
        return None;
    }
    let indent = indent(ask.content, span.lo);
    let subjects = ask.slice(subjects(ask, claim)?);
    let verb = if claim.negated.is_some() { format!("not {}", claim.verb) } else { claim.verb.to_owned() };
    let mut qualifiers = "";
    let mut claims: Vec<String> = Vec::new();
    for object in claim.objects.iter().rev() {
        if let (Some(first), Some(last)) = (object.qualifiers.first(), object.qualifiers.last()) {
            let end = last.argument.as_ref().map_or(ask.span(last.word), |argument| ask.span(argument.text()));
            qualifiers = ask.slice(ask.span(first.word).to(end));
        }
        let object = ask.slice(of_party(ask, &object.value)?);
        let gap = if qualifiers.is_empty() { "" } else { "  " };
        claims.push(format!("{subjects} {verb} {object}{gap}{qualifiers}"));
    }
    claims.reverse();
    let text = claims.join(&format!("{}{indent}", line_end(ask.content)));
    let title = format!("write {} claims, each on its line", claims.len());
    Some(ask.action(title, ActionKind::Rewrite, vec![ask.edit(span, text)]))
}

fn subjects(ask: &Ask<'_>, claim: &Claim<'_>) -> Option<Span> {
    Some(of_party(ask, claim.subjects.first()?)?.to(of_party(ask, claim.subjects.last()?)?))
}

/// All of a subject or an object; `None` where a part of it is no part of the tree.
fn of_party(ask: &Ask<'_>, party: &Party<'_>) -> Option<Span> {
    let text = ask.span(party.text());
    match party {
        Party::Inline { kind, .. } => Some(ask.span(kind).to(text)),
        Party::Withheld(_) => {
            let before = ask.content.get(..text.lo as usize)?.trim_end();
            let start = before.strip_suffix("withheld")?.len() as u32;
            Some(Span::new(start, text.hi))
        }
        Party::Junk(_) => None,
        Party::Name(_) | Party::Code(_) | Party::Gap(_) => Some(text),
    }
}

/// The `use` lines in the order of their paths, where each stands on a line of its own and nothing stands between them.
fn sorted(ask: &Ask<'_>) -> Option<Action> {
    let uses: Vec<(Span, &str)> = ask
        .tree
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Use(line) => Some((ask.span(line.keyword).to(ask.span(line.path)), line.path)),
            _ => None,
        })
        .collect();
    let asked = uses.iter().any(|(span, _)| ask.touches(*span));
    if !asked || uses.is_sorted_by_key(|(_, path)| *path) {
        return None;
    }
    let mut lines: Vec<(&str, &str)> = Vec::new();
    let (start, mut end) = (line_start(ask.content, uses.first()?.0.lo), uses.first()?.0.lo);
    end = line_start(ask.content, end);
    for (span, path) in &uses {
        let line = ask.content.get(end as usize..)?.split_inclusive('\n').next()?;
        let before = ask.content.get(end as usize..span.lo as usize)?;
        let after = ask.content.get(span.hi as usize..end as usize + line.len())?.trim();
        if !before.trim().is_empty() || !(after.is_empty() || after.starts_with('#')) {
            return None;
        }
        lines.push((path, line.trim_end_matches(['\r', '\n'])));
        end += line.len() as u32;
    }
    lines.sort_by_key(|(path, _)| *path);
    let ending = line_end(ask.content);
    let last = if ask.content.get(..end as usize)?.ends_with('\n') { ending } else { "" };
    let text = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join(ending) + last;
    Some(ask.action("sort the `use` lines", ActionKind::Rewrite, vec![ask.edit(Span::new(start, end), text)]))
}
