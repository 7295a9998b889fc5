//! Where a cursor stands: which word is being typed, and what it may be.
//!
//! Text is nearly always broken while somebody types, so that what stands behind the cursor is left out, and of what stands
//! before it no more is read than the last statement, claim or property that the tree has, with the head of what it stands in.

mod probe;
mod role;
mod scan;

use self::scan::{Scan, Under, scan};
use super::node::head;
use crate::source::Span;
use crate::syntax::Extent;
use crate::syntax::tree::{Declaration, Item, Tree};
use crate::vocab::language::kind;

pub use role::{ClaimHead, Inside, Part, Role, Site, Taker, TextRole};

/// How much before the cursor is read at most: what the tree has nothing of may be very long.
const MOST_BYTES: usize = 16_384;

/// Where a cursor stands.
#[derive(Debug)]
pub struct Position {
    /// The word that is being typed, or the text between quotes.
    pub replace: Span,
    /// What of it stands before the cursor.
    pub typed: String,
    /// Whether the cursor stands between quotes.
    pub quoted: bool,
    /// What the word may be.
    pub roles: Vec<Role>,
    /// The document whose `from` block it stands in.
    pub document: Option<String>,
    /// Keys of the declaration that it stands in, the one that is being typed left out.
    pub keys: Vec<String>,
    /// The name of that declaration.
    pub declared: Option<String>,
    /// Whether it begins a line.
    pub line: Line,
    /// What stands before it on its line.
    pub gap: Gap,
}

/// How a word begins its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// It does not.
    Within,
    /// It does, no deeper than the last statement, claim or property.
    Fresh,
    /// It does, and deeper than that, as what goes on with it.
    Deeper,
}

impl Position {
    /// The roles that are likely meant, the likeliest first. By the grammar white space means nothing; people have it mean
    /// something all the same.
    pub fn meant(&self, is_name: &dyn Fn(&str) -> bool) -> Vec<&Role> {
        let has = |is: fn(&Role) -> bool| self.roles.iter().any(is);
        let (wanted, fresh) = (has(is_value), self.line == Line::Fresh && has(begins));
        let mut roles: Vec<&Role> = (self.roles.iter())
            .filter(|role| match role {
                // Where a value is missing, the grammar reads on without it.
                role if wanted && self.line == Line::Within && (begins(role) || goes_on(role)) => false,
                Role::Note { .. } => !fresh || !self.typed.is_empty(),
                Role::Statement | Role::Speaker | Role::Subject => self.line != Line::Within || self.gap == Gap::Mark,
                // A word in front may be a kind or a name, and seldom is both.
                Role::Stance { speakers } => {
                    speakers.iter().any(|name| is_name(name)) || !speakers.iter().any(|name| kind(name).is_some())
                }
                Role::Name { kind: word } => kind(word).is_some() || !is_name(word),
                _ => true,
            })
            .collect();
        roles.sort_by_key(|role| match (self.line, self.gap) {
            (Line::Within, Gap::Wide) => !matches!(role, Role::Key { .. }),
            (Line::Within | Line::Deeper, _) => !goes_on(role),
            (Line::Fresh, _) => !begins(role),
        });
        roles
    }
}

/// Whether a role begins a statement, a claim or a property.
fn begins(role: &Role) -> bool {
    matches!(role, Role::Statement | Role::Subject | Role::Key { .. })
}

/// Whether a role goes on with what is complete without it.
fn goes_on(role: &Role) -> bool {
    matches!(role, Role::Note { .. })
}

fn is_value(role: &Role) -> bool {
    matches!(role, Role::Value { inside: Inside::Nothing, .. })
}

/// What stands before a word on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// A mark that opens, closes or parts, or nothing at all.
    Mark,
    /// A word and a blank.
    Narrow,
    /// A word and two blanks: so are properties of one line parted.
    Wide,
}

/// Where an offset of a text stands; `None` in comments, and where nothing can be typed.
pub fn position(content: &str, tree: &Tree<'_>, offset: u32) -> Option<Position> {
    let mut around = Around::new(content, tree, offset);
    let least = line_start(content, (offset as usize).saturating_sub(MOST_BYTES));
    let Scan { start, closed, open, under } = scan(content, around.start.max(least), offset);
    around.above.truncate(around.above.len().saturating_sub(closed));
    let (replace, typed, quoted) = match under {
        Under::Nothing => (Span::at(offset), "", false),
        Under::Word(word) => (word, content.get(word.lo as usize..offset as usize)?, false),
        Under::Text { inner, .. } => (inner, content.get(inner.lo as usize..offset as usize)?, true),
        Under::Closed => return None,
    };
    let end = if let Under::Text { opens, .. } = under { opens } else { replace.lo };
    // A line may be very long.
    if end.saturating_sub(start) as usize > 4 * MOST_BYTES {
        return None;
    }
    let before = format!("{}{}", around.wrapper(), from_line_start(content, start, end));
    let (roles, document) = probe::roles(&before, &around.brackets(&open), quoted);
    let keys = around.declaration.iter().flat_map(|declaration| &declaration.properties);
    let keys = keys.filter(|property| Span::of(content, property.key).lo != replace.lo);
    Some(Position {
        replace,
        typed: typed.to_owned(),
        quoted,
        roles,
        document: document.or(around.document().map(str::to_owned)),
        declared: around.declaration.map(|declaration| declaration.name.to_owned()),
        keys: keys.map(|property| property.key.to_owned()).collect(),
        line: line(content, start, end),
        gap: gap(content, end),
    })
}

/// What stands around an offset, by the tree.
struct Around<'t, 's> {
    content: &'s str,
    /// The statements that hold the last part before the offset, unless they were closed since.
    above: Vec<&'t Item<'s>>,
    /// Where that part begins.
    start: u32,
    declaration: Option<&'t Declaration<'s>>,
}

impl<'t, 's> Around<'t, 's> {
    fn new(content: &'s str, tree: &'t Tree<'s>, offset: u32) -> Self {
        let mut around = Self { content, above: Vec::new(), start: 0, declaration: None };
        let mut items = tree.items.as_slice();
        while let Some(item) = last(content, items, offset) {
            around.start = begin(content, item).unwrap_or_default();
            let inner = match item {
                Item::From(from) if last(content, &from.items, offset).is_some() => {
                    items = &from.items;
                    around.above.push(item);
                    continue;
                }
                Item::Declaration(declaration) => {
                    around.declaration = Some(declaration);
                    last(content, &declaration.properties, offset).and_then(|inner| begin(content, inner))
                }
                Item::Speech(speech) => {
                    let claims = speech.claims.as_deref().unwrap_or_default();
                    last(content, claims, offset).and_then(|inner| begin(content, inner))
                }
                _ => None,
            };
            if let Some(inner) = inner {
                around.above.push(item);
                around.start = inner;
            }
            break;
        }
        around
    }

    /// The head of the statement that the rest stands in.
    fn wrapper(&self) -> String {
        let head = self.above.last().and_then(|item| head(self.content, *item));
        head.and_then(|head| self.content.get(head.range())).map(|head| format!("{head} {{\n")).unwrap_or_default()
    }

    fn brackets(&self, open: &[u8]) -> Vec<u8> {
        self.above.last().map(|_| b'{').into_iter().chain(open.iter().copied()).collect()
    }

    fn document(&self) -> Option<&'s str> {
        self.above.iter().find_map(|item| if let Item::From(from) = item { Some(from.document) } else { None })
    }
}

/// The last part that begins before an offset, or at it.
fn last<'t, 's, T: Extent<'s>>(content: &str, parts: &'t [T], offset: u32) -> Option<&'t T> {
    let after = parts.partition_point(|part| begin(content, part).is_none_or(|lo| lo <= offset));
    parts.get(after.checked_sub(1)?)
}

fn begin<'s>(content: &str, part: &impl Extent<'s>) -> Option<u32> {
    part.first().map(|first| Span::of(content, first).lo)
}

/// Where the line of an offset begins.
fn line_start(content: &str, mut offset: usize) -> u32 {
    while !content.is_char_boundary(offset) {
        offset -= 1;
    }
    content.get(..offset).and_then(|head| head.rfind('\n')).map_or(0, |end| end as u32 + 1)
}

/// A part of a text, with the white space before it on its line: where lines begin matters once something is wrong.
fn from_line_start(content: &str, start: u32, end: u32) -> &str {
    let line = line_start(content, start as usize);
    let blank = content.get(line as usize..start as usize).is_some_and(|head| head.trim().is_empty());
    content.get(if blank { line } else { start } as usize..end as usize).unwrap_or_default()
}

fn line(content: &str, start: u32, end: u32) -> Line {
    let head =
        |offset: u32| content.get(line_start(content, offset as usize) as usize..offset as usize).unwrap_or_default();
    let (own, last) = (head(end), head(start));
    match own.trim().is_empty() {
        false => Line::Within,
        // What begins behind something else on its line is indented by nothing.
        true if last.trim().is_empty() && own.len() > last.len() && start < line_start(content, end as usize) => {
            Line::Deeper
        }
        true => Line::Fresh,
    }
}

fn gap(content: &str, end: u32) -> Gap {
    let head = content.get(line_start(content, end as usize) as usize..end as usize).unwrap_or_default();
    match head.trim_end() {
        word if word.is_empty() || word.ends_with(['{', '}', '[', ']', ',']) => Gap::Mark,
        word if head.len() > word.len() + 1 => Gap::Wide,
        _ => Gap::Narrow,
    }
}
