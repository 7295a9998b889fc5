//! What a server says about an error: JSON of many forms, HTML or text, on one line.

use crate::json::{self, Kind, Node};
use crate::source::FileId;

/// How many characters of it are shown.
const SHOWN: usize = 300;

/// How many bytes of it are read: a page of HTML says it near its beginning.
const READ: usize = 64 * 1024;

/// Parts of a page that nobody sees, by their beginning and their end.
///
/// A title says again what stands in the page, and not every page has a head around it.
const HIDDEN: [(&str, &str); 4] =
    [("<style", "</style"), ("<script", "</script"), ("<head", "</head"), ("<title", "</title")];

/// The words of an error document (TAXII 2.1, section 3.6.1, and what servers send in its place); `None` where it has none. They
/// are not clipped yet: half a secret would not be found in them.
pub(super) fn said(media_type: &str, body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body.get(..READ).unwrap_or(body));
    let text = text.trim_start_matches('\u{feff}').trim();
    let said = match text.starts_with(['{', '[']) {
        true => of_json(text).unwrap_or_else(|| text.to_owned()),
        false if media_type.contains("html") || text.starts_with('<') => of_html(text),
        false => text.to_owned(),
    };
    (!one_line(&said).is_empty()).then_some(said)
}

/// A text on one line, clipped, with nothing in it that a terminal would obey.
pub(super) fn one_line(text: &str) -> String {
    let visible = |char: char| match char {
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => ' ',
        char if char.is_control() || char.is_whitespace() => ' ',
        char => char,
    };
    let text: String = text.chars().map(visible).collect();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

/// `title` and `description`; OpenTAXII calls the one `name` and has lists and objects for the other.
fn of_json(text: &str) -> Option<String> {
    let (document, _) = json::read(FileId(0), text);
    let root = document.root()?;
    let title = ["title", "name", "error", "message"].iter().find_map(|key| root.get(key)).and_then(Node::string);
    let mut described = Vec::new();
    if let Some(description) = ["description", "detail", "details"].iter().find_map(|key| root.get(key)) {
        words(description, &mut described);
    }
    let described = described.join(" ");
    match title {
        Some(title) if described.is_empty() => Some(title.into_owned()),
        Some(title) => Some(format!("{title}: {described}")),
        None => (!described.is_empty()).then_some(described),
    }
}

/// All strings of a value with the keys before them, in their order.
fn words(value: Node<'_>, out: &mut Vec<String>) {
    // A flat walk: an error document may nest as deep as it likes.
    let document = value.document();
    let (mut at, end) = (value.index(), value.span().hi);
    while let Some(node) = document.node(at).filter(|node| node.span().lo < end) {
        match node.kind() {
            Kind::Object | Kind::List => {}
            Kind::String => out.extend(node.string().map(|text| text.into_owned())),
            _ => out.push(node.raw().to_owned()),
        }
        at += 1;
    }
}

/// The text of a page, without what is no text.
fn of_html(text: &str) -> String {
    // The same bytes in small letters, made once: tags are looked for in it.
    let small = text.to_ascii_lowercase();
    let behind = |from: usize, end: &str| Some(from + small.get(from..)?.find(end)? + end.len());
    let mut out = String::new();
    let mut at = 0;
    while let Some(open) = small.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        out.push_str(text.get(at..open).unwrap_or_default());
        out.push(' ');
        let tag = small.get(open..).unwrap_or_default();
        let hidden = HIDDEN.iter().find(|(start, _)| tag.starts_with(start));
        let from = hidden.map_or(Some(open), |(_, end)| behind(open, end));
        at = from.and_then(|from| behind(from, ">")).unwrap_or(text.len());
    }
    out.push_str(text.get(at..).unwrap_or_default());
    let entities = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(out, |text, (entity, letter)| text.replace(entity, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_an_error_is_one_line() {
        let cases: &[(&str, &str, &str)] = &[
            (
                "application/taxii+json;version=2.1",
                r#"{"title":"ProcessingError","description":"no id","http_status":"422"}"#,
                "ProcessingError: no id",
            ),
            (
                "application/json",
                r#"{"code":400,"name":"validation error","description":{"a":["b","c"]}}"#,
                "validation error: a b c",
            ),
            ("application/json", r#"{"code":400,"name":"error","description":["x","y"]}"#, "error: x y"),
            ("application/json", r#"{"description":"only"}"#, "only"),
            ("application/json", r#"{"unheard":"of"}"#, r#"{"unheard":"of"}"#),
            (
                "text/html",
                "<!doctype html>\n<html><head><title>x</title></head><style>a{}</style>\n<h1>Bad &amp; Request</h1>\n<p>The b<br>",
                "Bad & Request The b",
            ),
            (
                "text/html",
                "<!doctype html>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n<p>Try later.</p>",
                "Internal Server Error Try later.",
            ),
            ("text/plain", "un\u{1b}[2Jclear\r\n\u{202e}text", "un [2Jclear text"),
            ("text/plain", " \n", ""),
            ("text/html", "<<<", ""),
        ];
        for (media_type, body, expected) in cases {
            let told = said(media_type, body.as_bytes()).unwrap_or_default();
            assert_eq!(one_line(&told), *expected, "{body}");
        }
        assert_eq!(one_line(&"long ".repeat(100)).chars().count(), SHOWN);
    }
}
