//! What a selection grows to.

use crate::ide::{Node, block, head, path, whole};
use crate::source::Span;
use crate::syntax::token::{Kind, Token, token};
use crate::syntax::tree::{Item, Party, Qualified, Qualifier, Target, Tree, Value};

/// What a selection at an offset grows to, the smallest first, each within the next: the word, the inside of its text, the
/// value, the value with its qualifiers, the property or claim, the inside of the block, the statement, and so on outwards.
pub fn selections(content: &str, tree: &Tree<'_>, offset: u32) -> Vec<Span> {
    let mut found = vec![Span::new(0, content.len() as u32)];
    let nodes = path(content, tree, offset);
    let from = nodes.iter().find_map(|node| match node {
        Node::Item(item) => whole(content, *item),
        _ => None,
    });
    for node in &nodes {
        parts(content, node, &mut found);
    }
    words(content, from.map_or(0, |span| span.lo), offset, &mut found);
    nested(found, offset)
}

/// Those that hold the offset, each in the next.
fn nested(mut found: Vec<Span>, offset: u32) -> Vec<Span> {
    found.retain(|span| !span.is_empty() && span.lo <= offset && offset <= span.hi);
    found.sort_unstable_by_key(|span| (span.len(), span.lo));
    let mut chain: Vec<Span> = Vec::new();
    for span in found {
        let fits = chain.last().is_none_or(|last| *last != span && span.lo <= last.lo && last.hi <= span.hi);
        if fits {
            chain.push(span);
        }
    }
    chain
}

fn parts(content: &str, node: &Node<'_, '_>, found: &mut Vec<Span>) {
    let at = |part: &str| Span::of(content, part);
    match node {
        Node::Item(item) => {
            found.extend(whole(content, *item));
            let head = head(content, *item);
            found.extend(head);
            if let Some(inside) = head.and_then(|head| inside(content, block(content, head.hi)?)) {
                found.push(inside);
            }
            match item {
                Item::Speech(speech) => found.extend(speech.label.map(|label| at(label.text))),
                Item::Response(response) => {
                    let targets = response.targets.iter().filter_map(|target| match target {
                        Target::Label(label) => Some(label),
                        Target::Name(_) => None,
                    });
                    for label in targets.chain(&response.label) {
                        let text = at(label.text);
                        found.extend([text, Span::new(text.lo + 1, text.hi.saturating_sub(1))]);
                    }
                }
                Item::Use(_) | Item::From(_) | Item::Declaration(_) => {}
            }
        }
        Node::Property(property) => {
            found.extend(head(content, *property));
            qualified(content, &property.values, |value| value_span(content, value), found);
        }
        Node::Claim(claim) => {
            found.extend(head(content, *claim));
            found.extend(claim.label.map(|label| at(label.text)));
            qualified(content, &claim.objects, |party| party_span(content, party), found);
        }
        Node::Qualifier(qualifier) => found.push(qualifier_span(content, qualifier)),
        Node::Value(value) => {
            found.push(value_span(content, value));
            if let Value::List { text, .. } | Value::Dictionary { text, .. } = value {
                found.extend(inside(content, at(text)));
            }
        }
        Node::Party(party) => found.push(party_span(content, party)),
    }
}

/// The values with what is said of each, and all of them.
fn qualified<T>(content: &str, values: &[Qualified<'_, T>], span: impl Fn(&T) -> Span, found: &mut Vec<Span>) {
    let spans: Vec<Span> = values
        .iter()
        .map(|value| {
            let end = value.qualifiers.last().map(|qualifier| qualifier_span(content, qualifier));
            let start = span(&value.value);
            end.map_or(start, |end| start.to(end))
        })
        .collect();
    if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
        found.push(first.to(*last));
    }
    found.extend(spans);
}

fn qualifier_span(content: &str, qualifier: &Qualifier<'_>) -> Span {
    let word = Span::of(content, qualifier.word);
    qualifier.argument.as_ref().map_or(word, |argument| word.to(value_span(content, argument)))
}

fn value_span(content: &str, value: &Value<'_>) -> Span {
    let text = Span::of(content, value.text());
    match value {
        Value::Observable { tag, .. } => Span::of(content, tag).to(text),
        Value::Path { document, .. } => Span::of(content, document).to(text),
        _ => text,
    }
}

fn party_span(content: &str, party: &Party<'_>) -> Span {
    let text = Span::of(content, party.text());
    match party {
        Party::Inline { kind, .. } => Span::of(content, kind).to(text),
        _ => text,
    }
}

/// What stands between the marks of a block, blanks at its ends left out.
fn inside(content: &str, block: Span) -> Option<Span> {
    trimmed(content, Span::new(block.lo + 1, block.hi.checked_sub(1)?))
}

fn trimmed(content: &str, span: Span) -> Option<Span> {
    let text = content.get(span.range())?;
    let lo = span.lo + (text.len() - text.trim_start().len()) as u32;
    Some(Span::new(lo, lo + text.trim().len() as u32))
}

/// The token at the offset, and in a text or a comment the word and what is between the quotes.
fn words(content: &str, from: u32, offset: u32, found: &mut Vec<Span>) {
    let mut rest = content.get(from as usize..).unwrap_or_default();
    let mut end = from;
    while let Ok((after, next)) = token(rest) {
        let span = Span::of(content, next.text);
        if offset < span.lo || next.kind == Kind::End {
            comment(content, Span::new(end, span.lo), offset, found);
            return;
        }
        if offset <= span.hi {
            of_token(content, &next, span, offset, found);
        }
        (rest, end) = (after, span.hi);
    }
}

fn of_token(content: &str, token: &Token<'_>, span: Span, offset: u32, found: &mut Vec<Span>) {
    if token.kind == Kind::Mark {
        return;
    }
    found.push(span);
    let quotes = match token.kind {
        Kind::String => 1,
        Kind::Text => 3,
        _ => return,
    };
    let inside = Span::new(span.lo + quotes, span.hi.saturating_sub(quotes));
    found.extend(trimmed(content, inside).filter(|_| quotes == 3).or(Some(inside)));
    found.extend(word(content, inside, offset));
}

fn comment(content: &str, gap: Span, offset: u32, found: &mut Vec<Span>) {
    let mut lo = gap.lo;
    for line in content.get(gap.range()).unwrap_or_default().split_inclusive('\n') {
        let shown = line.trim_end();
        if let Some(at) = shown.find('#') {
            let span = Span::new(lo + at as u32, lo + shown.len() as u32);
            if span.lo <= offset && offset <= span.hi {
                found.push(span);
                found.extend(word(content, span, offset));
            }
        }
        lo += line.len() as u32;
    }
}

/// The letters and digits around an offset.
fn word(content: &str, within: Span, offset: u32) -> Option<Span> {
    let before = content.get(within.lo as usize..offset as usize)?;
    let behind = content.get(offset as usize..within.hi as usize)?;
    let head = before.len() - before.trim_end_matches(char::is_alphanumeric).len();
    let tail = behind.len() - behind.trim_start_matches(char::is_alphanumeric).len();
    Some(Span::new(offset - head as u32, offset + tail as u32))
}
