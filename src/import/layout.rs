//! What stands on a line: a value is on one where it fits, else each of its parts is on its own.

/// Columns of a line.
const WIDTH: usize = 100;

/// A value as text, with the places where it may be broken.
#[derive(Debug)]
pub(super) enum Piece {
    /// Text that is never broken.
    Leaf(String),
    /// Lines of a text in three quotes, without indentation.
    Lines(String),
    /// `[…]` or `{…}`, or bare values with commas.
    Group(Group),
}

/// Several pieces that belong together.
#[derive(Debug)]
pub(super) struct Group {
    brackets: Brackets,
    parts: Vec<(Option<String>, Piece)>,
    /// Columns on one line; none where it cannot be on one.
    width: Option<usize>,
}

/// What stands around the parts of a group, and between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    /// `a, b`
    None,
    /// `[a, b]`
    List,
    /// `{ a b  c d }`
    Dictionary,
}

impl Piece {
    /// `a, b` or `[a, b]`.
    pub(super) fn list(brackets: Brackets, items: Vec<Piece>) -> Self {
        Self::group(brackets, items.into_iter().map(|item| (None, item)).collect())
    }

    /// `{ key value  key value }`.
    pub(super) fn dictionary(entries: Vec<(String, Piece)>) -> Self {
        Self::group(Brackets::Dictionary, entries.into_iter().map(|(key, value)| (Some(key), value)).collect())
    }

    fn group(brackets: Brackets, parts: Vec<(Option<String>, Piece)>) -> Self {
        let widths = parts.iter().map(|(key, piece)| Some(key.as_ref().map_or(0, |key| key.len() + 1) + piece.width()?));
        let width = widths.sum::<Option<usize>>().map(|width| width + 2 * parts.len() + 2);
        Self::Group(Group { brackets, parts, width })
    }

    fn width(&self) -> Option<usize> {
        match self {
            Self::Leaf(text) => Some(text.chars().count()),
            Self::Lines(_) => None,
            Self::Group(group) => group.width,
        }
    }

    /// Writes it behind what stands in the last line of `out`, whose statement is indented by so many blanks.
    pub(super) fn write(&self, out: &mut String, column: usize, indent: usize) {
        match self {
            Self::Leaf(text) => out.push_str(text),
            Self::Lines(text) => write_lines(out, text, indent),
            Self::Group(group) if group.width.is_some_and(|width| column + width <= WIDTH) => group.flat(out),
            Self::Group(group) => group.broken(out, indent),
        }
    }

    fn flat(&self, out: &mut String) {
        match self {
            Self::Leaf(text) | Self::Lines(text) => out.push_str(text),
            Self::Group(group) => group.flat(out),
        }
    }
}

impl Group {
    fn flat(&self, out: &mut String) {
        let (open, between, close) = match self.brackets {
            Brackets::None => ("", ", ", ""),
            Brackets::List => ("[", ", ", "]"),
            Brackets::Dictionary if self.parts.is_empty() => ("{", "", "}"),
            Brackets::Dictionary => ("{ ", "  ", " }"),
        };
        out.push_str(open);
        for (at, (key, piece)) in self.parts.iter().enumerate() {
            if at > 0 {
                out.push_str(between);
            }
            if let Some(key) = key {
                out.push_str(key);
                out.push(' ');
            }
            piece.flat(out);
        }
        out.push_str(close);
    }

    fn broken(&self, out: &mut String, indent: usize) {
        let (open, close, comma) = match self.brackets {
            Brackets::None => ("", "", true),
            Brackets::List => ("[", "]", true),
            Brackets::Dictionary => ("{", "}", false),
        };
        out.push_str(open);
        for (at, (key, piece)) in self.parts.iter().enumerate() {
            new_line(out, indent + 2);
            let mut column = indent + 2;
            if let Some(key) = key {
                column += key.len() + 1;
                out.push_str(key);
                out.push(' ');
            }
            piece.write(out, column, indent + 2);
            if comma && at + 1 < self.parts.len() {
                out.push(',');
            }
        }
        if !close.is_empty() {
            new_line(out, indent);
            out.push_str(close);
        }
    }
}

/// A declaration: on one line where `short` allows it and it fits, else each property on its own.
pub(super) fn block(head: &str, lines: &[(String, Piece)], short: bool, indent: usize, out: &mut String) {
    let blanks = " ".repeat(indent);
    out.push_str(&blanks);
    out.push_str(head);
    if lines.is_empty() {
        out.push('\n');
        return;
    }
    let widths = lines.iter().map(|(key, piece)| Some(key.len() + piece.width()? + 3)).sum::<Option<usize>>();
    let width = widths.map(|width| indent + head.chars().count() + width + 4);
    if short && width.is_some_and(|width| width <= WIDTH) {
        out.push_str(" {");
        for (at, (key, piece)) in lines.iter().enumerate() {
            out.push_str(if at > 0 { "  " } else { " " });
            out.push_str(key);
            out.push(' ');
            piece.flat(out);
        }
        out.push_str(" }\n");
        return;
    }
    out.push_str(" {");
    for (key, piece) in lines {
        new_line(out, indent + 2);
        out.push_str(key);
        out.push(' ');
        piece.write(out, indent + 2 + key.len() + 1, indent + 2);
    }
    out.push('\n');
    out.push_str(&blanks);
    out.push_str("}\n");
}

/// Begins a line.
fn new_line(out: &mut String, indent: usize) {
    // No line ends in blanks: a value that is broken begins on a line of its own.
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

fn write_lines(out: &mut String, text: &str, indent: usize) {
    out.push_str("\"\"\"");
    for line in text.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent + 2));
            out.push_str(line);
        }
    }
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent + 2));
    out.push_str("\"\"\"");
}
