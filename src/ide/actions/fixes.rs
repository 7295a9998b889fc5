//! What findings propose, and what allows them.

use super::{Action, ActionKind, Ask};
use crate::diag::codes::statements::UNEXPECTED;
use crate::diag::{Applicability, Fix};
use crate::source::Span;
use crate::syntax::parse;

/// Every fix of every finding that the span touches; the only safe one of a finding is preferred.
pub fn proposed(ask: &Ask<'_>) -> Vec<Action> {
    let mut found = Vec::new();
    for (index, diagnostic, span) in ask.findings() {
        let is_safe = |fix: &&Fix| fix.applicability == Applicability::Safe;
        let only = diagnostic.fixes.iter().filter(is_safe).count() == 1;
        found.extend(diagnostic.fixes.iter().map(|fix| Action {
            mends: Some(index),
            preferred: only && is_safe(&fix),
            ..ask.action(fix.title.as_str(), ActionKind::Fix, fix.edits.clone())
        }));
        if diagnostic.code.id == UNEXPECTED.id && diagnostic.fixes.is_empty() {
            found.extend(quoting(ask, span).map(|action| Action { mends: Some(index), ..action }));
        }
    }
    found
}

/// A text that stands where nothing takes one, behind a claim: it is what the source says.
fn quoting(ask: &Ask<'_>, span: Span) -> Option<Action> {
    let quoted = ask.slice(span);
    if quoted.len() < 2 || !quoted.starts_with('"') || !quoted.ends_with('"') {
        return None;
    }
    let (head, rest) = ask.content.split_at_checked(span.lo as usize)?;
    let mended = format!("{head}quoting {rest}");
    let before = ask.analysis.parsed(ask.file)?.problems(ask.file).count();
    // Only reading it tells whether a quotation may stand there.
    (parse(ask.file, &mended).1.len() < before).then(|| {
        ask.action("quote it: write `quoting`", ActionKind::Fix, vec![ask.edit(Span::at(span.lo), "quoting ")])
    })
}

/// Comments that allow the lints which the span touches, for the line.
pub fn allowed(ask: &Ask<'_>) -> Vec<Action> {
    let mut found: Vec<Action> = Vec::new();
    for (index, diagnostic, span) in ask.findings().filter(|(_, diagnostic, _)| diagnostic.code.is_lint()) {
        let name = diagnostic.code.name;
        let title = format!("allow `{name}` here");
        if found.iter().any(|action| action.title == title) {
            continue;
        }
        let start = ask.content.get(..span.lo as usize).and_then(|head| head.rfind('\n')).map_or(0, |end| end + 1);
        let line = ask.content.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let indent = line.get(..line.len() - line.trim_start().len()).unwrap_or_default();
        let line = line.trim_end();
        // A line has one comment; a text of several lines would take another one into it. What ends in neither may.
        let is_plain = !line.contains('#') && !line.contains("\"\"\"");
        let edit = match is_plain {
            true => ask.edit(Span::at((start + line.len()) as u32), format!("  # allow: {name} reason")),
            false if begins_item(ask, start + indent.len()) => {
                let ending = if ask.content.contains("\r\n") { "\r\n" } else { "\n" };
                ask.edit(Span::at(start as u32), format!("{indent}# allow: {name} reason{ending}"))
            }
            false => continue,
        };
        let action = ask.action(title, ActionKind::Fix, vec![edit]);
        found.push(Action { mends: Some(index), ..action });
    }
    found
}

/// Whether a statement, claim or property begins at an offset, so that a comment before it is one of it.
fn begins_item(ask: &Ask<'_>, offset: usize) -> bool {
    use crate::ide::node::{Node, head, path};
    path(ask.content, ask.tree, offset as u32).iter().any(|node| {
        let span = match node {
            Node::Item(item) => head(ask.content, *item),
            Node::Claim(claim) => head(ask.content, *claim),
            Node::Property(property) => head(ask.content, *property),
            _ => None,
        };
        span.is_some_and(|span| span.lo as usize == offset)
    })
}
