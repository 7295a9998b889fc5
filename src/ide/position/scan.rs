//! The tokens between the last part that the tree has and the cursor.

use crate::source::Span;
use crate::syntax::token::{Kind, token};

/// What the tokens up to the cursor tell.
pub struct Scan {
    /// From where on nothing is complete.
    pub start: u32,
    /// How many blocks that were open at the start were closed since.
    pub closed: usize,
    /// What was opened since and is not closed, the outermost first.
    pub open: Vec<u8>,
    /// What the cursor stands in.
    pub under: Under,
}

/// What the cursor stands in.
#[derive(Debug, Clone, Copy)]
pub enum Under {
    /// White space, or behind a mark.
    Nothing,
    /// A word, a number or a code, or right behind it.
    Word(Span),
    /// Text between quotes; `opens` is where the quote stands.
    Text {
        /// What stands between the quotes.
        inner: Span,
        /// Where they open.
        opens: u32,
    },
    /// A comment, or the end of something that nothing may touch.
    Closed,
}

/// Looks at the tokens from a place on up to the cursor.
pub fn scan(content: &str, start: u32, cursor: u32) -> Scan {
    let mut scan = Scan { start, closed: 0, open: Vec::new(), under: Under::Nothing };
    let mut rest = content.get(start as usize..).unwrap_or_default();
    let mut behind = start;
    while let Ok((after, next)) = token(rest) {
        let here = Span::of(content, next.text);
        if next.kind == Kind::End || here.lo >= cursor {
            break;
        }
        if here.hi >= cursor || next.kind == Kind::Unclosed {
            match next.kind {
                Kind::String | Kind::Text | Kind::Unclosed => {
                    if let Some(inner) = within(content, here, next.kind, cursor) {
                        scan.under = Under::Text { inner, opens: here.lo };
                        return scan;
                    }
                    if here.hi >= cursor {
                        scan.under = Under::Closed;
                        return scan;
                    }
                }
                Kind::Mark if matches!(next.text, "}" | "]") && here.hi == cursor => {
                    scan.under = Under::Closed;
                    return scan;
                }
                Kind::Mark | Kind::End => {}
                Kind::Word | Kind::Code | Kind::Number | Kind::Junk => {
                    scan.under = Under::Word(here);
                    return scan;
                }
            }
        }
        match next.text {
            "{" => scan.open.push(b'{'),
            "[" => scan.open.push(b'['),
            "]" if scan.open.last() == Some(&b'[') => drop(scan.open.pop()),
            "}" => {
                while scan.open.pop_if(|bracket| *bracket == b'[').is_some() {}
                if scan.open.pop().is_none() {
                    scan.closed += 1;
                    scan.start = here.hi;
                }
            }
            _ => {}
        }
        behind = here.hi;
        rest = after;
    }
    let gap = content.get(behind as usize..cursor as usize).unwrap_or_default();
    if gap.rsplit('\n').next().is_some_and(|line| line.contains('#')) {
        scan.under = Under::Closed;
    }
    scan
}

/// What stands between the quotes of a text that holds the cursor; a text that is not closed goes up to the cursor.
fn within(content: &str, text: Span, kind: Kind, cursor: u32) -> Option<Span> {
    // Nobody is offered anything in a text of several lines.
    if content.get(text.range())?.starts_with("\"\"\"") {
        return None;
    }
    let inner = match kind {
        Kind::Unclosed => {
            let more = content.get(text.hi as usize..cursor.max(text.hi) as usize)?;
            let goes_on = cursor <= text.hi || more.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
            goes_on.then_some(Span::new(text.lo + 1, cursor))?
        }
        _ => Span::new(text.lo + 1, text.hi.saturating_sub(1)),
    };
    (inner.lo <= cursor && cursor <= inner.hi).then_some(inner)
}
