//! What can be folded.

use std::collections::BTreeMap;

use super::{Fold, FoldKind};
use crate::ide::head;
use crate::source::{LineTable, Span};
use crate::syntax::token::{Kind, token};
use crate::syntax::tree::{Item, Tree};
use crate::syntax::{Extent, comments};

/// What can be folded in a text, in its order: no two begin on one line.
pub fn folds(content: &str, tree: &Tree<'_>) -> Vec<Fold> {
    let lines = LineTable::new(content);
    let mut folds = Folds { content, lines, found: BTreeMap::new() };
    folds.marks();
    folds.statements(&tree.items);
    folds.uses(&tree.items);
    folds.comments();
    folds.found.into_values().collect()
}

struct Folds<'c> {
    content: &'c str,
    lines: LineTable,
    /// By the line that each begins on.
    found: BTreeMap<u32, Fold>,
}

impl Folds<'_> {
    /// Of what begins on one line the longest counts.
    fn push(&mut self, span: Span, kind: FoldKind) {
        let (first, last) = (self.lines.line_of(span.lo), self.lines.line_of(span.hi));
        if first < last && self.found.get(&first).is_none_or(|known| known.span.hi < span.hi) {
            self.found.insert(first, Fold { span, kind });
        }
    }

    /// What stands between marks that belong together, also where something between them was not understood.
    fn marks(&mut self) {
        let mut open: Vec<(u32, &str)> = Vec::new();
        let mut rest = self.content;
        while let Ok((after, next)) = token(rest) {
            let span = Span::of(self.content, next.text);
            match (next.kind, next.text) {
                (Kind::End, _) => break,
                (Kind::Text, _) => {
                    self.push(Span::new(span.lo + 3, self.before(span.hi.saturating_sub(3))), FoldKind::Block)
                }
                (Kind::Mark, "{" | "[") => open.push((span.hi, next.text)),
                (Kind::Mark, "}" | "]") => {
                    let opening = if next.text == "}" { "{" } else { "[" };
                    // A list that is not closed ends with the block that it stands in.
                    while let Some((lo, mark)) = open.pop() {
                        if mark == opening {
                            self.push(Span::new(lo, self.before(span.lo)), FoldKind::Block);
                            break;
                        }
                        if opening == "[" {
                            open.push((lo, mark));
                            break;
                        }
                    }
                }
                _ => {}
            }
            rest = after;
        }
    }

    /// The end of the line before a closing mark that begins its line, else the mark.
    fn before(&self, mark: u32) -> u32 {
        let line = self.lines.line_of(mark);
        let start = self.lines.start(line).unwrap_or(mark);
        let blank = self.content.get(start as usize..mark as usize).is_some_and(|head| head.trim().is_empty());
        let above = line.checked_sub(1).filter(|_| blank);
        let end = |line: u32| self.lines.start(line).unwrap_or(0) + self.lines.content(self.content, line).len() as u32;
        above.map_or(mark, end)
    }

    /// Statements, claims and properties that go over several lines.
    fn statements(&mut self, items: &[Item<'_>]) {
        for item in items {
            self.part(item);
            match item {
                Item::From(from) => self.statements(&from.items),
                Item::Declaration(declaration) => declaration.properties.iter().for_each(|it| self.part(it)),
                Item::Speech(speech) => speech.claims.iter().flatten().for_each(|it| self.part(it)),
                Item::Use(_) | Item::Response(_) => {}
            }
        }
    }

    fn part<'s>(&mut self, part: &impl Extent<'s>) {
        if let Some(span) = head(self.content, part) {
            self.push(span, FoldKind::Block);
        }
    }

    fn uses(&mut self, items: &[Item<'_>]) {
        for group in items.chunk_by(|one, next| matches!((one, next), (Item::Use(_), Item::Use(_)))) {
            if let (Some(first @ Item::Use(_)), Some(last)) = (group.first(), group.last())
                && let Some((first, last)) = head(self.content, first).zip(head(self.content, last))
            {
                self.push(first.to(last), FoldKind::Uses);
            }
        }
    }

    /// Comments on lines of their own, one below the other.
    fn comments(&mut self) {
        let mut group: Option<Span> = None;
        for comment in comments(self.content) {
            let span = Span::of(self.content, comment);
            let line = self.lines.line_of(span.lo);
            let start = self.lines.start(line).unwrap_or(span.lo);
            let is_alone =
                self.content.get(start as usize..span.lo as usize).is_some_and(|head| head.trim().is_empty());
            if !is_alone {
                continue;
            }
            let follows = group.filter(|group| self.lines.line_of(group.hi) + 1 == line);
            if let Some(done) = group.filter(|_| follows.is_none()) {
                self.push(done, FoldKind::Comment);
            }
            group = Some(follows.map_or(span, |group| group.to(span)));
        }
        if let Some(last) = group {
            self.push(last, FoldKind::Comment);
        }
    }
}
