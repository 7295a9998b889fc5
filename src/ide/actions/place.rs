//! Where new lines go.

use super::Ask;
use crate::diag::Edit;
use crate::ide::node::{head, whole};
use crate::source::Span;
use crate::syntax::Extent;
use crate::syntax::tree::Item;

/// The line end of a text.
pub fn line_end(content: &str) -> &'static str {
    if content.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The start of the line that an offset stands in.
pub fn line_start(content: &str, offset: u32) -> u32 {
    content.get(..offset as usize).and_then(|head| head.rfind('\n')).map_or(0, |end| end as u32 + 1)
}

/// The blanks that the line of an offset begins with.
pub fn indent(content: &str, offset: u32) -> &str {
    let line = content.get(line_start(content, offset) as usize..).unwrap_or_default();
    let text = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - text.len()).unwrap_or_default()
}

/// The statement of a file that an offset stands in.
pub fn statement<'a>(ask: &Ask<'a>, offset: u32) -> Option<&'a Item<'a>> {
    let begins = |item: &Item<'_>| head(ask.content, item).is_none_or(|span| span.lo <= offset);
    let after = ask.tree.items.partition_point(begins);
    ask.tree.items.get(after.checked_sub(1)?)
}

/// Where the first line of a statement begins, the comments that belong to it included.
pub fn with_comments<'s>(content: &str, item: &impl Extent<'s>) -> Option<u32> {
    let first = head(content, item)?.lo;
    let mut at = line_start(content, first);
    // What shares its line begins where it begins.
    if content.get(at as usize..first as usize).is_some_and(|before| !before.trim().is_empty()) {
        return Some(first);
    }
    while at > 0 {
        let before = line_start(content, at - 1);
        let line = content.get(before as usize..at as usize).unwrap_or_default().trim_start();
        if !line.starts_with('#') {
            break;
        }
        at = before;
    }
    Some(at)
}

/// A whole statement with its comments and its line end.
pub fn lines_of(content: &str, item: &Item<'_>) -> Option<Span> {
    let start = with_comments(content, item)?;
    let end = whole(content, item)?.hi as usize;
    let rest = content.get(end..)?;
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    // A comment behind it is a part of it.
    let tail = line.trim();
    let end = if tail.is_empty() || tail.starts_with('#') { end + line.len() } else { end };
    Some(Span::new(start, end as u32))
}

/// A declaration before the statement that an offset stands in.
pub fn declaration_before(ask: &Ask<'_>, offset: u32, declaration: &str) -> Option<Edit> {
    let item = statement(ask, offset)?;
    let at = with_comments(ask.content, item)?;
    let end = line_end(ask.content);
    let gap = if matches!(item, Item::Declaration(_)) { "" } else { end };
    Some(ask.edit(Span::at(at), format!("{declaration}{end}{gap}")))
}
