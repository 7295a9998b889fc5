//! What of a tree stands at an offset, from the statement inwards.

use crate::source::Span;
use crate::syntax::Extent;
use crate::syntax::token::{Kind, token};
use crate::syntax::tree::{Claim, Item, Party, Property, Qualified, Qualifier, Tree, Value};

/// A part of a tree.
#[derive(Debug, Clone, Copy)]
pub enum Node<'t, 's> {
    /// A statement.
    Item(&'t Item<'s>),
    /// A property of a declaration.
    Property(&'t Property<'s>),
    /// A claim of a speech.
    Claim(&'t Claim<'s>),
    /// A qualifier of a speech, a response, a claim or a property.
    Qualifier(&'t Qualifier<'s>),
    /// A value of a property, or the argument of a qualifier.
    Value(&'t Value<'s>),
    /// A subject or an object of a claim.
    Party(&'t Party<'s>),
}

/// The parts that an offset stands in or right behind, the outermost first: a statement reaches from its first token to the
/// brace that closes it, everything else to the end of its last token.
pub fn path<'t, 's>(content: &str, tree: &'t Tree<'s>, offset: u32) -> Vec<Node<'t, 's>> {
    let mut path = Vec::new();
    let search = Search { content, offset };
    search.items(&tree.items, &mut path);
    path
}

/// From the first token of a part to the end of its last one, the block behind it left out.
pub fn head<'s>(content: &str, part: &impl Extent<'s>) -> Option<Span> {
    Some(Span::of(content, part.first()?).to(Span::of(content, part.last()?)))
}

/// From the first token of a part to the brace that closes its block, where it has one.
pub fn whole<'s, T: Extent<'s>>(content: &str, part: &T) -> Option<Span> {
    let head = head(content, part)?;
    let block = T::HAS_BLOCK.then(|| block(content, head.hi)).flatten();
    Some(Span::new(head.lo, block.map_or(head.hi, |block| block.hi)))
}

/// From the brace that stands next behind an offset to that which closes it, or to the end of the text.
pub fn block(content: &str, behind: u32) -> Option<Span> {
    let mut rest = content.get(behind as usize..)?;
    let (mut depth, mut open) = (0_usize, None);
    while let Ok((after, next)) = token(rest) {
        match next.text {
            "{" => depth += 1,
            "}" if depth > 0 => depth -= 1,
            _ if depth == 0 => return None,
            _ => {}
        }
        let here = Span::of(content, next.text);
        let open = *open.get_or_insert(here);
        if depth == 0 || next.kind == Kind::End {
            return Some(open.to(here));
        }
        rest = after;
    }
    None
}

struct Search<'c> {
    content: &'c str,
    offset: u32,
}

impl<'c> Search<'c> {
    /// The last part that begins at the offset or before it.
    fn last<'t, 's, T: Extent<'s>>(&self, parts: &'t [T]) -> Option<&'t T> {
        let begins = |part: &T| part.first().map(|first| Span::of(self.content, first).lo);
        let after = parts.partition_point(|part| begins(part).is_none_or(|lo| lo <= self.offset));
        parts.get(after.checked_sub(1)?)
    }

    fn holds(&self, span: Option<Span>) -> bool {
        span.is_some_and(|span| span.lo <= self.offset && self.offset <= span.hi)
    }

    fn items<'t, 's>(&self, items: &'t [Item<'s>], path: &mut Vec<Node<'t, 's>>) {
        let Some(item) = self.last(items).filter(|item| self.holds(whole(self.content, *item))) else { return };
        path.push(Node::Item(item));
        match item {
            Item::Use(_) => {}
            Item::From(from) => self.items(&from.items, path),
            Item::Declaration(declaration) => {
                let Some(property) = self.last(&declaration.properties) else { return };
                if self.holds(head(self.content, property)) {
                    path.push(Node::Property(property));
                    self.qualified(&property.values, path, |value, path| self.value(value, path));
                }
            }
            Item::Speech(speech) => {
                self.qualifiers(&speech.qualifiers, path);
                let Some(claim) = speech.claims.as_deref().and_then(|claims| self.last(claims)) else { return };
                if self.holds(head(self.content, claim)) {
                    path.push(Node::Claim(claim));
                    claim.subjects.iter().for_each(|subject| self.party(subject, path));
                    self.qualified(&claim.objects, path, |party, path| self.party(party, path));
                }
            }
            Item::Response(response) => self.qualifiers(&response.qualifiers, path),
        }
    }

    fn qualified<'t, 's, T>(
        &self,
        values: &'t [Qualified<'s, T>],
        path: &mut Vec<Node<'t, 's>>,
        descend: impl Fn(&'t T, &mut Vec<Node<'t, 's>>),
    ) {
        for value in values {
            let before = path.len();
            descend(&value.value, path);
            if path.len() == before {
                self.qualifiers(&value.qualifiers, path);
            }
            if path.len() > before {
                return;
            }
        }
    }

    fn qualifiers<'t, 's>(&self, qualifiers: &'t [Qualifier<'s>], path: &mut Vec<Node<'t, 's>>) {
        for qualifier in qualifiers {
            let word = Span::of(self.content, qualifier.word);
            let end = qualifier.argument.as_ref().map_or(word, |argument| Span::of(self.content, argument.text()));
            if self.holds(Some(word.to(end))) {
                path.push(Node::Qualifier(qualifier));
                if let Some(argument) = &qualifier.argument {
                    self.value(argument, path);
                }
                return;
            }
        }
    }

    fn value<'t, 's>(&self, value: &'t Value<'s>, path: &mut Vec<Node<'t, 's>>) {
        let text = Span::of(self.content, value.text());
        let start = match value {
            Value::Observable { tag, .. } => Span::of(self.content, tag),
            Value::Path { document, .. } => Span::of(self.content, document),
            _ => text,
        };
        if !self.holds(Some(start.to(text))) {
            return;
        }
        path.push(Node::Value(value));
        match value {
            Value::List { values, .. } => values.iter().for_each(|value| self.value(value, path)),
            Value::Dictionary { entries, .. } => entries.iter().for_each(|(_, value)| self.value(value, path)),
            _ => {}
        }
    }

    fn party<'t, 's>(&self, party: &'t Party<'s>, path: &mut Vec<Node<'t, 's>>) {
        let text = Span::of(self.content, party.text());
        let start = match party {
            Party::Inline { kind, .. } => Span::of(self.content, kind),
            _ => text,
        };
        if self.holds(Some(start.to(text))) {
            path.push(Node::Party(party));
        }
    }
}
