//! Sentences of a stored text, as quotations: those first that nobody quotes yet.

use super::asked::Asked;
use super::offers::Offers;
use super::{Completion, CompletionKind};
use crate::facts::{EntityId, Facts, Value};
use crate::project::StoredText;
use crate::source::Span;
use crate::syntax::literal::quote;
use crate::vocab::language::ValueType;

/// Letters of a passage at most; what is longer is better quoted in part.
const LONGEST: usize = 200;

/// How many passages are offered.
const MOST: usize = 60;

/// Passages of the document whose block the cursor stands in.
pub fn of_document(asked: &Asked<'_>, offers: &mut Offers) {
    if let Some((document, _)) = asked.document() {
        passages(asked, offers, document);
    }
}

/// Passages of the document that is being declared.
pub fn own(asked: &Asked<'_>, offers: &mut Offers) {
    if let Some((document, _)) = asked.position.declared.as_deref().and_then(|name| asked.find(name)) {
        passages(asked, offers, document);
    }
}

fn passages(asked: &Asked<'_>, offers: &mut Offers, document: EntityId) {
    let facts = asked.facts();
    let Some(stored) = stored(asked, document) else { return };
    let quoted = quoted(facts, document);
    let is_quoted = |span: Span| quoted.iter().any(|other| other.lo < span.hi && span.lo < other.hi);
    let sentences = sentences(&stored.content).into_iter();
    let mut found: Vec<(bool, u8, Span, String)> = sentences
        .filter_map(|span| {
            let words: Vec<&str> = stored.content.get(span.range())?.split_whitespace().collect();
            let words = words.join(" ");
            let fit = offers.fit(&words).filter(|fit| *fit < 3)?;
            (words.chars().count() < LONGEST).then(|| (is_quoted(span), fit, span, words))
        })
        .collect();
    found.sort_by_key(|(is_quoted, fit, span, _)| (*is_quoted, *fit, span.lo));
    offers.incomplete |= found.len() > MOST;
    for (is_quoted, _, _, words) in found.into_iter().take(MOST) {
        let literal = quote(&words);
        let inner = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&literal);
        let text = if asked.position.quoted { inner } else { &literal };
        let detail = if is_quoted { "quoted already" } else { "" };
        offers.add(
            Completion::new(CompletionKind::Quotation, words.clone())
                .insert(text)
                .detail(detail)
                .documentation(format!("of `{}`", stored.path)),
        );
    }
}

/// The stored text of a document, where it is at hand.
fn stored<'a>(asked: &Asked<'a>, document: EntityId) -> Option<&'a StoredText> {
    let facts = asked.facts();
    let paths = facts.entity(document).properties.iter();
    let paths = paths.filter(|property| property.row.is_some_and(|row| row.value == ValueType::Path));
    let stored = &asked.near.compilation.stored;
    paths.flat_map(|property| &property.values).find_map(|value| stored.get(&facts.location(value.origin)))
}

/// What of a document's stored text is quoted, or left out on purpose.
fn quoted(facts: &Facts, document: EntityId) -> Vec<Span> {
    let claims = facts.claims.iter().filter(|claim| claim.voice.document == Some(document));
    let statements = facts.statements.iter().filter(|statement| statement.voice.document == Some(document));
    let responses = facts.responses.iter().filter(|response| response.voice.document == Some(document));
    let quotations = (claims.filter_map(|claim| claim.quotation.as_deref()))
        .chain(statements.map(|statement| &statement.quotation))
        .chain(responses.filter_map(|response| response.quotation.as_ref()));
    let values = facts.entities.iter().flat_map(|entity| &entity.properties).flat_map(|property| &property.values);
    let of_values = values
        .filter(|value| value.according_to == Some(document) && !matches!(value.value, Value::Null))
        .filter_map(|value| value.quotation.as_ref());
    let found = quotations.chain(of_values).filter_map(|quotation| quotation.found.as_ref());
    let mut spans: Vec<Span> = found.map(|found| Span::new(found.start as u32, found.end as u32)).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The sentences of a text: up to a full stop, a question or an exclamation mark before white space, or to an empty line.
fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut push = |lo: usize, hi: usize| {
        let part = text.get(lo..hi).unwrap_or_default();
        let lo = lo + (part.len() - part.trim_start().len());
        let hi = lo + part.trim().len();
        if hi > lo {
            found.push(Span::new(lo as u32, hi as u32));
        }
    };
    let mut letters = text.char_indices().peekable();
    let mut line_is_empty = true;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let behind = at + letter.len_utf8();
        let ends = match letter {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => next.is_none_or(char::is_whitespace),
            '”' | '"' | '’' | ')' => {
                let before = text.get(..at).and_then(|head| head.chars().next_back());
                matches!(before, Some('.' | '!' | '?')) && next.is_none_or(char::is_whitespace)
            }
            '\n' => std::mem::replace(&mut line_is_empty, true),
            _ => false,
        };
        if letter != '\n' && !letter.is_whitespace() {
            line_is_empty = false;
        }
        if ends {
            push(start, behind);
            start = behind;
        }
    }
    push(start, text.len());
    found
}
