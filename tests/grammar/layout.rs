//! White space for derived tokens: at random, or as people write it.

use super::derive::{Deriver, Node, tokens};

/// A text with random white space, comments and line ends between its tokens.
pub fn at_random(deriver: &Deriver<'_>, file: &Node, mut choices: &[u16]) -> String {
    let mut found = Vec::new();
    tokens(file, &mut found);
    let mut out = String::new();
    for token in found {
        let (space, left) = deriver.text("SPACE", choices);
        choices = left;
        let last = out.chars().last();
        if needs_space(last, token) && space.is_empty() || needs_space(last, "#") && space.starts_with('#') {
            out.push(' ');
        }
        out.push_str(&space);
        out.push_str(token);
    }
    let (end, _) = deriver.text("FILE_END", choices);
    if needs_space(out.chars().last(), "#") && end.starts_with('#') {
        out.push(' ');
    }
    out + &end
}

/// Whether what ends in one character and what begins with another would be one token.
fn needs_space(last: Option<char>, next: &str) -> bool {
    let next = next.chars().next();
    let marks = ['{', '}', '[', ']', ',', '.', '/'];
    match (last, next) {
        (None, _) | (_, None) => false,
        (Some('"'), Some('#')) => false,
        (Some('"'), Some(next)) => next == '"',
        (Some(last), Some(next)) => {
            !last.is_whitespace() && !marks.contains(&last) && !marks.contains(&next) && next != '"'
        }
    }
}

/// Each statement as its own text: in column one, what stands in its block on lines of their own.
pub fn neat(file: &Node) -> Vec<String> {
    let Node::Rule(_, parts) = file else { return Vec::new() };
    let mut statements = Vec::new();
    for part in parts {
        let mut out = String::new();
        write(part, 0, &mut out);
        match statements.last_mut() {
            // `use` and its path are two tokens of the file itself.
            Some(last) if matches!(part, Node::Token(_)) && *last == "use" => *last = format!("use {out}"),
            _ => statements.push(out),
        }
    }
    statements
}

fn write(node: &Node, depth: usize, out: &mut String) {
    match node {
        Node::Token(text) => {
            let text = match text.starts_with("\"\"\"") {
                true => format!("\"\"\"\n{0}  text\n{0}  \"\"\"", "  ".repeat(depth)),
                false => text.clone(),
            };
            let tight = out.is_empty()
                || out.ends_with([' ', '\n', '[', '/', '.'])
                || matches!(text.as_str(), "," | "]" | "/" | "..");
            if !tight {
                out.push(' ');
            }
            out.push_str(&text);
        }
        Node::Rule(name, parts) => {
            let is_block = matches!(name.as_str(), "from" | "declaration" | "claims");
            let mut inside = depth;
            for part in parts {
                match part {
                    Node::Rule(name, _)
                        if matches!(name.as_str(), "property" | "claim") || name == "statement" && depth < inside =>
                    {
                        line(inside, out);
                    }
                    Node::Token(text) if is_block && text == "}" => {
                        inside = depth;
                        line(depth, out);
                    }
                    _ => {}
                }
                write(part, inside, out);
                if is_block && matches!(part, Node::Token(text) if text == "{") {
                    inside = depth + 1;
                }
            }
        }
    }
}

fn line(depth: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}
