//! For a comment on a pull request, as GitHub and GitLab show it.
//!
//! Texts come from anybody. Whatever Markdown or HTML would read as markup is escaped; and because both hosts look for mentions,
//! references and addresses in what Markdown has left, an invisible space (U+200B) stands inside of them.

use super::excerpt::beginning;
use super::{Shown, aspects, counts, topics};
use crate::diag::render::visible;
use crate::review::model::{Entry, Review};
use crate::stix::words::counted;

/// How many characters a comment may have: GitHub takes 65,536.
pub const LIMIT: usize = 65_000;

/// Groups with more entries than this are folded.
const OPEN: usize = 10;

/// Room for what ends a report that was cut.
const RESERVE: usize = 400;

/// A review as Markdown, cut with a count where it would be too long.
pub fn markdown(review: &Review, shown: &Shown<'_>) -> String {
    let mut page = Page { out: String::new(), length: 0, left: 0 };
    let names = format!("{} → {}", escaped(shown.old), escaped(shown.new));
    page.push(&format!("### attrc diff: {}\n\n{names}\n", counts(review)));
    for (row, entries) in topics(review) {
        let heading = format!("{} ({})", row.title, entries.len());
        let folded = entries.len() > OPEN;
        let (open, close) = match folded {
            true => (format!("\n<details><summary>{heading}</summary>\n\n"), "\n</details>\n"),
            false => (format!("\n#### {heading}\n\n"), ""),
        };
        page.group(&open, entries.iter().map(|told| entry(told)), close);
    }
    let formal = review.formal.iter().flat_map(|formal| {
        let head = format!("- {}: {}\n", formal.what, formal.items.len());
        let items = formal.items.iter().filter(|_| shown.all).map(|item| {
            let id = if item.id.is_empty() { String::new() } else { format!("{}: ", code(&item.id)) };
            format!("  - {id}{}\n", escaped(&item.detail))
        });
        std::iter::once(head).chain(items)
    });
    if !review.formal.is_empty() {
        page.group("\n<details><summary>Only counted</summary>\n\n", formal, "\n</details>\n");
    }
    if page.left > 0 {
        let left = counted(page.left, "line is", "lines are");
        page.out += &format!("\n**{left} left out: a comment has no room for more.** `attrc diff` shows all.\n");
    }
    page.out
}

/// A page that stops growing before it is too long, and counts what it did not take.
struct Page {
    out: String,
    /// In characters, but never fewer than the hosts count: UTF-16 units.
    length: usize,
    left: usize,
}

impl Page {
    fn push(&mut self, text: &str) {
        self.out += text;
        self.length += units(text);
    }

    fn group(&mut self, open: &str, items: impl Iterator<Item = String>, close: &str) {
        let mut is_open = false;
        for item in items {
            let frame = if is_open { 0 } else { units(open) };
            if self.left > 0 || self.length + frame + units(&item) + units(close) + RESERVE > LIMIT {
                self.left += 1;
                continue;
            }
            if !is_open {
                self.push(open);
                is_open = true;
            }
            self.push(&item);
        }
        if is_open {
            self.push(close);
        }
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn entry(entry: &Entry) -> String {
    let mut out = format!("- **{}**: {}\n", escaped(&entry.what), escaped(&beginning(&entry.sentence)));
    for line in aspects(entry, escaped) {
        out += &format!("  - {line}\n");
    }
    let source = entry.source.as_ref().map(|source| format!("in {}", escaped(source)));
    let place = entry.place.as_ref().map(|place| code(&format!("{}:{}", place.file, place.line)));
    let id = Some(&entry.id).filter(|id| !id.is_empty()).map(|id| code(id));
    let was = entry.old_id.as_ref().map(|id| format!("was {}", code(id)));
    let also = match entry.also.as_slice() {
        [] => None,
        [one] => Some(code(one)),
        more => Some(format!("and {} more", more.len())),
    };
    let about: Vec<String> = [source, place, id, was, also].into_iter().flatten().collect();
    if !about.is_empty() {
        out += &format!("  - {}\n", about.join(", "));
    }
    out
}

/// A text as a span of code, where nothing in it could end that; else escaped.
fn code(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./: ".contains(letter);
    let trimmed = text.trim();
    match !trimmed.is_empty() && trimmed.len() == text.len() && text.chars().all(is_plain) {
        true => format!("`{text}`"),
        false => escaped(text),
    }
}

/// What stands inside of a mention, a reference or an address, so that it is none.
const APART: char = '\u{200b}';

/// How many hexadecimal digits may be the name of a commit.
const COMMIT: usize = 7;

/// A text as itself: no markup, no mention, no reference, no link, on one line.
fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut letters = text.chars().peekable();
    // How far in a word of hexadecimal digits this is, which may be the name of a commit.
    let (mut inside, mut digits) = (false, None);
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let in_word = letter.is_ascii_alphanumeric();
        if in_word && !inside {
            let word = std::iter::once(letter).chain(letters.clone()).take(COMMIT);
            digits = (word.filter(|letter| letter.is_ascii_hexdigit()).count() == COMMIT).then_some(0);
        }
        inside = in_word;
        match letter {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '+' | '-' | '.' | '|' | '^' | '=' | '"'
            | '\'' => {
                out.push('\\');
                out.push(letter);
            }
            '@' | '#' | '!' | '~' | '%' | '$' | ':' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
        let parts = match letter {
            // Signs that begin mentions, references and addresses on either host; `www.`, `GH-1`.
            '@' | '#' | '!' | '~' | '%' | '$' | ':' | '&' => next.is_some_and(|next| !next.is_whitespace()),
            '.' | '-' => next.is_some_and(char::is_alphanumeric),
            _ => false,
        };
        digits = digits.filter(|_| in_word).map(|count: usize| count + 1);
        if parts || digits.is_some_and(|count| count % (COMMIT - 1) == 0) {
            out.push(APART);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_a_host_would_read() {
        let text = escaped("@octocat #1 !2 https://a.example/x www.b.example <b>x</b> [a](b) `c` GH-12 **d**\nX");
        let bare: String = text.chars().filter(|letter| *letter != APART).collect();
        assert!(
            !text.contains("@o") && !text.contains("#1") && !text.contains("!2") && !text.contains("://"),
            "{text}"
        );
        assert!(
            !text.contains("www.") && !text.contains('<') && !text.contains("GH-1") && !text.contains('\n'),
            "{text}"
        );
        assert!(!escaped("see deadbeef012345678").contains("deadbeef"));
        assert!(bare.contains("\\[a\\]\\(b\\)") && bare.contains("\\*\\*d\\*\\*"), "{bare}");
    }

    #[test]
    fn code_holds_what_cannot_end_it() {
        assert_eq!(code("main.attr:12"), "`main.attr:12`");
        assert!(!code("a` <img>").contains('`') || code("a` <img>").contains("\\`"));
        assert!(!code("a` <img>").contains('<'));
    }
}
