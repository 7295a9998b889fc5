//! Where a new line begins.

use std::ops::Range;

use super::edits::edit;
use super::lexeme::{Lexeme, lexemes};
use crate::diag::Edit;
use crate::source::FileId;
use crate::syntax::token::Kind;

/// Columns that what stands in brackets is deeper than they, and that a list goes on deeper than it begins.
const DEPTH: usize = 2;
const DEEPER: usize = 4;

/// The indentation of the line that holds an offset, where that is new: as deep as the brackets that are open there, a bracket
/// that closes one as deep as the line that opened it.
pub(super) fn indented(file: FileId, text: &str, offset: usize) -> Vec<Edit> {
    let Some((before, behind)) = text.split_at_checked(offset) else { return Vec::new() };
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let lead = before.len() - start;
    if before.get(start..).is_none_or(|lead| !lead.trim_matches([' ', '\t']).is_empty()) {
        return Vec::new();
    }
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let first = offset + blanks;
    let all = lexemes(text);
    let above = all.partition_point(|lexeme| lexeme.start < first);
    let above = all.get(..above).unwrap_or_default();
    if above.last().is_some_and(|last| goes_on(text, *last, start..offset)) {
        return Vec::new();
    }
    let columns = depth(text, above, text.get(first..).unwrap_or_default());
    let (old, new) = (lead + blanks, columns);
    let same = text.get(start..first).is_some_and(|lead| lead.bytes().all(|byte| byte == b' '));
    match same {
        true if old == new => Vec::new(),
        true if old < new => vec![edit(file, offset..offset, " ".repeat(new - old))],
        true => vec![edit(file, start..start + (old - new), String::new())],
        false => vec![edit(file, start..first, " ".repeat(new))],
    }
}

/// Whether a string, a text or a comment goes on where a line begins; a text that is not closed may, by how deep it is.
fn goes_on(text: &str, last: Lexeme, lead: Range<usize>) -> bool {
    let opens_a_text = last.kind == Kind::Unclosed && last.text(text).starts_with("\"\"\"");
    last.end > lead.end || opens_a_text && last.end >= lead.start
}

/// Columns of a line behind some lexemes that begins with what is given.
fn depth(text: &str, above: &[Lexeme], line: &str) -> usize {
    let mut open: Vec<&str> = Vec::new();
    let mut last = "";
    for lexeme in above.iter().filter(|lexeme| !lexeme.comment) {
        let starts_line = lexeme.start == 0 || text.as_bytes().get(lexeme.start - 1) == Some(&b'\n');
        last = lexeme.text(text);
        match (lexeme.kind, last) {
            (Kind::Mark, "{" | "[") => open.push(last),
            (Kind::Mark, "}" | "]") => {
                open.pop();
            }
            // A word in column one stands in no block, even if one was not closed.
            (Kind::Word, _) if starts_line => open.clear(),
            _ => {}
        }
    }
    let closes = line.starts_with(['}', ']']);
    let goes_on = last == "," && !closes && open.last() != Some(&"[");
    (open.len() - usize::from(closes && !open.is_empty())) * DEPTH + if goes_on { DEEPER } else { 0 }
}
