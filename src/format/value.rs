//! Values and qualifiers as text: on one line where that can be, else over several.

use super::COLUMNS;
use crate::source::Span;
use crate::syntax::literal::unquote;
use crate::syntax::token::peek;
use crate::syntax::tree::{Amount, Party, Qualifier, Value};
use crate::syntax::write;
use unicode_width::UnicodeWidthStr;

/// Columns of a text.
pub(super) fn width(text: &str) -> usize {
    match text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        true => text.len(),
        false => text.width(),
    }
}

/// The column behind a text that begins in a column.
pub(super) fn column_behind(column: usize, text: &str) -> usize {
    match text.rsplit_once('\n') {
        Some((_, line)) => width(line),
        None => column + width(text),
    }
}

/// A value on one line; a text of several lines is none.
pub(super) fn flat(value: &Value<'_>) -> Option<String> {
    Some(match value {
        Value::Text(_) => return None,
        Value::Amount(amount) => self::amount(amount),
        Value::Path { document, name } => format!("{document}/{name}"),
        Value::Observable { tag, text } => format!("{tag} {text}"),
        Value::Withheld(reason) => format!("withheld {reason}"),
        Value::List { values, text } => {
            let texts: Vec<String> = values.iter().map(flat).collect::<Option<_>>()?;
            let comma = if ends_in_comma(text, values) { "," } else { "" };
            format!("[{}{comma}]", texts.join(", "))
        }
        Value::Dictionary { entries, .. } if entries.is_empty() => "{}".to_owned(),
        Value::Dictionary { entries, .. } => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| flat(value).map(|value| format!("{key} {value}")))
                .collect::<Option<_>>()?;
            format!("{{ {} }}", entries.join("  "))
        }
        Value::String(text)
        | Value::Code(text)
        | Value::Word(text)
        | Value::Gap(text)
        | Value::Null(text)
        | Value::Junk(text) => (*text).to_owned(),
    })
}

/// A value behind `before` columns, its further lines so deep; on one line where it fits and the author had it so.
pub(super) fn laid_out(value: &Value<'_>, before: usize, depth: usize) -> String {
    if let Some(flat) = flat(value)
        && (before + width(&flat) <= COLUMNS || !is_breakable(value))
        && !(is_breakable(value) && value.text().contains('\n'))
    {
        return flat;
    }
    let inner = depth + 2;
    let pad = " ".repeat(inner);
    match value {
        Value::Text(raw) => text_block(raw, inner),
        Value::List { values, text } => {
            let last = values.len().saturating_sub(1);
            let lines: Vec<String> = values
                .iter()
                .enumerate()
                .map(|(at, value)| {
                    let comma = if at < last || ends_in_comma(text, values) { "," } else { "" };
                    format!("{pad}{}{comma}\n", laid_out(value, inner + 1, inner))
                })
                .collect();
            format!("[\n{}{}]", lines.concat(), " ".repeat(depth))
        }
        Value::Dictionary { entries, .. } => {
            let entry = |(key, value): &(&str, Value<'_>)| {
                format!("{pad}{key} {}\n", laid_out(value, inner + width(key) + 1, inner))
            };
            format!("{{\n{}{}}}", entries.iter().map(entry).collect::<String>(), " ".repeat(depth))
        }
        value => flat(value).unwrap_or_default(),
    }
}

/// Whether a value may stand over several lines.
fn is_breakable(value: &Value<'_>) -> bool {
    match value {
        Value::List { values, .. } => !values.is_empty(),
        Value::Dictionary { entries, .. } => !entries.is_empty(),
        _ => false,
    }
}

/// A list may have a comma behind its last value, and a comment behind that.
fn ends_in_comma(list: &str, values: &[Value<'_>]) -> bool {
    let behind = values.last().map(|last| Span::of(list, last.text()).hi as usize);
    behind.and_then(|behind| list.get(behind..)).is_some_and(|rest| peek(rest).is(","))
}

/// A text of several lines, so deep.
fn text_block(raw: &str, depth: usize) -> String {
    // Without a line between the quotes the text is empty, with an empty one too: the raw form tells them apart.
    match raw.lines().count() > 2 {
        true => write::lines(&unquote(raw), depth),
        false => format!("\"\"\"\n{}\"\"\"", " ".repeat(depth)),
    }
}

/// Qualifiers behind what ends in a column, each behind a gap.
pub(super) fn qualifiers(notes: &[Qualifier<'_>], gap: &str, mut column: usize, depth: usize) -> String {
    let mut out = String::new();
    for note in notes {
        let text = qualifier(note, column + gap.len(), depth);
        column = column_behind(column + gap.len(), &text);
        out.push_str(gap);
        out.push_str(&text);
    }
    out
}

/// A qualifier on one line; its argument may be a text of several lines.
pub(super) fn qualifier(qualifier: &Qualifier<'_>, before: usize, depth: usize) -> String {
    match &qualifier.argument {
        None => qualifier.word.to_owned(),
        Some(argument) => {
            format!("{} {}", qualifier.word, laid_out(argument, before + width(qualifier.word) + 1, depth))
        }
    }
}

/// `up-to 10_000_000 USD "in credits" per "mailbox"`
fn amount(amount: &Amount<'_>) -> String {
    let mut words: Vec<String> = amount.modifiers.iter().map(|word| (*word).to_owned()).collect();
    words.extend(match (amount.first, amount.last) {
        (Some(first), Some(last)) => Some(format!("{first}..{last}")),
        (first, _) => first.map(str::to_owned),
    });
    words.extend(amount.code.into_iter().chain(amount.unit).map(str::to_owned));
    words.extend(amount.per.map(|per| format!("per {per}")));
    words.join(" ")
}

/// A subject or an object.
pub(super) fn party(party: &Party<'_>) -> String {
    match party {
        Party::Inline { kind, text } => format!("{kind} {text}"),
        Party::Withheld(reason) => format!("withheld {reason}"),
        Party::Name(text) | Party::Code(text) | Party::Gap(text) | Party::Junk(text) => (*text).to_owned(),
    }
}
