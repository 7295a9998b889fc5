//! The manifest as findings show it: without what may be a secret.
//!
//! Findings show lines of the manifest, and logs of CI are read by many. A secret may stand where it is not looked for: under a
//! misspelt key, in a misspelt table, behind a quote that is not closed. So the text is read by its signs alone, whether it is
//! TOML or not, and every value is hidden that is not known to be harmless.

mod token;

use std::ops::Range;

use crate::diag::codes;
use crate::diag::codes::publishing::LITERAL_SECRET;
use crate::diag::{Diagnostic, Fix};
use crate::source::{FileId, Location};
use crate::vocab::standard::marking;
use crate::vocab::targets::consumer;

use super::parts::{is_header, is_variable};
use super::read::AUTH;
use token::{Header, Token};

/// The tables that have no secrets, each with its keys; the first is what stands before all tables.
const HARMLESS: &[(&str, &[&str])] = &[
    ("", &["edition"]),
    ("author", &["name", "class", "id"]),
    ("project", &["namespace", "marking", "lang"]),
    ("attack", &["bundle"]),
    (LINTS, &[]),
];

const LINTS: &str = "lints";

/// Longer words are no keys.
const LONGEST_KEY: usize = 24;

/// The text of a manifest with asterisks in place of what may be a secret. A fix that would change what is hidden is dropped.
pub(in crate::project) fn masked(file: FileId, text: String, found: &mut [Diagnostic]) -> String {
    let mut hidden = hidden(&text);
    let here = |place: &Location| place.file == file;
    let literal = found.iter().filter(|finding| finding.code.id == LITERAL_SECRET.id);
    let literal = literal.filter_map(|finding| finding.primary.filter(here));
    hidden.extend(literal.map(|place| place.span.lo as usize..place.span.hi as usize));
    let mut bytes = text.into_bytes();
    for range in hidden {
        let inside = bytes.get_mut(range).unwrap_or_default();
        inside.iter_mut().filter(|byte| !b"\"'\n\r".contains(byte)).for_each(|byte| *byte = b'*');
    }
    let keeps = |fix: &Fix| {
        let mut edits = fix.edits.iter().filter(|edit| here(&edit.location));
        edits
            .all(|edit| bytes.get(edit.location.span.lo as usize..edit.location.span.hi as usize).is_some_and(is_shown))
    };
    found.iter_mut().for_each(|finding| finding.fixes.retain(keeps));
    String::from_utf8(bytes).unwrap_or_default()
}

fn is_shown(bytes: &[u8]) -> bool {
    !bytes.contains(&b'*')
}

/// A key as messages show it.
pub(super) fn shown_key(key: &str) -> &str {
    if key.len() > LONGEST_KEY { "…" } else { key }
}

/// What of a manifest may be a secret.
fn hidden(text: &str) -> Vec<Range<usize>> {
    let mut scan = Scan { text, section: Some(""), key: "", wants_key: true, lists: 0, tables: 0, hidden: Vec::new() };
    let mut at = 0;
    let mut line_start = true;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let token = Token::first(rest);
        let header = Some(rest).filter(|rest| line_start && rest.starts_with('[')).and_then(Header::read);
        let length = match header {
            Some(header) => scan.header(at, &header),
            None => {
                scan.token(at, token);
                token.text().len()
            }
        };
        line_start = matches!(token, Token::Line) || (line_start && matches!(token, Token::Blank(_)));
        at += length.max(1);
    }
    scan.hidden
}

struct Scan<'t> {
    text: &'t str,
    /// The table, where it is one that has no secrets.
    section: Option<&'static str>,
    /// The last key.
    key: &'t str,
    /// Whether a key may come.
    wants_key: bool,
    /// How many lists and tables are open.
    lists: usize,
    tables: usize,
    hidden: Vec<Range<usize>>,
}

impl<'t> Scan<'t> {
    /// Takes the head of a table, and tells how long it is.
    fn header(&mut self, at: usize, header: &Header<'t>) -> usize {
        let in_list = std::mem::take(&mut self.lists) > 0;
        self.section = HARMLESS.iter().map(|(name, _)| *name).find(|name| !in_list && header.names(name));
        (self.key, self.wants_key, self.tables) = ("", true, 0);
        if !header.is_harmless() || (in_list && header.first() != "publish") {
            self.hidden.push(at + header.opening..at + header.length);
        }
        header.length
    }

    fn token(&mut self, at: usize, token: Token<'t>) {
        match token {
            Token::Blank(_) => {}
            Token::Line => {
                (self.wants_key, self.tables) = (true, 0);
                if self.section.is_none() {
                    self.key = "";
                }
            }
            Token::Comment(text) => {
                if self.section.is_none() || text.contains(['=', ':']) {
                    self.hidden.push(at + 1..at + text.len());
                }
            }
            Token::Sign(sign) => self.sign(sign),
            Token::Text(text) | Token::Long(text) | Token::Word(text) => {
                if self.wants_key && !matches!(token, Token::Long(_)) && self.is_key(at, text) {
                    let key = text.trim_matches(['"', '\'']);
                    self.key = key.rsplit('.').next().unwrap_or_default();
                    return;
                }
                self.wants_key = false;
                self.value(at, token);
            }
        }
    }

    fn sign(&mut self, sign: &str) {
        match sign {
            "=" => self.wants_key = false,
            "{" => (self.tables, self.wants_key) = (self.tables + 1, true),
            "}" => (self.tables, self.key) = (self.tables.saturating_sub(1), ""),
            "[" => self.lists += 1,
            "]" => self.lists = self.lists.saturating_sub(1),
            "," if self.tables > 0 => (self.wants_key, self.key) = (true, ""),
            _ => {}
        }
    }

    /// Whether a word or a quoted text is a key: more of it or a value follows.
    fn is_key(&self, at: usize, text: &str) -> bool {
        let behind = self.text.get(at + text.len()..).unwrap_or_default().trim_start_matches([' ', '\t']);
        let ends = text.ends_with('.') || behind.starts_with(['=', '.']);
        ends && text.split('.').all(|part| part.len() <= LONGEST_KEY)
    }

    fn value(&mut self, at: usize, token: Token<'_>) {
        let (text, quote) = match token {
            // A long text may have swallowed what stands behind it.
            Token::Long(text) => {
                self.hidden.push(at..at + text.len());
                return;
            }
            Token::Text(text) => (text.get(1..).unwrap_or_default(), 1),
            token => (token.text(), 0),
        };
        let closed = quote == 0 || text.ends_with(['"', '\'']);
        let value = if quote == 1 && closed { text.get(..text.len() - 1).unwrap_or_default() } else { text };
        let start = at + quote;
        match self.section {
            Some(section) if closed && is_harmless_in(section, self.key, value) => {}
            None if closed => {
                let parts = secret_parts(self.key, value, quote == 1);
                self.hidden.extend(parts.into_iter().map(|part| start + part.start..start + part.end));
            }
            _ => self.hidden.push(start..start + text.len()),
        }
    }
}

/// Whether a value of a table without secrets is one that the table has.
fn is_harmless_in(section: &str, key: &str, value: &str) -> bool {
    if section == LINTS {
        return codes::find(key).is_some() || ["allow", "warn", "deny"].contains(&value);
    }
    HARMLESS.iter().any(|(name, keys)| *name == section && keys.contains(&key))
}

/// What of a value of a destination may be a secret.
fn secret_parts(key: &str, value: &str, quoted: bool) -> Vec<Range<usize>> {
    let all = || std::iter::once(0..value.len()).collect();
    let is_word = AUTH.iter().any(|(word, _)| *word == value)
        || marking(value).is_some()
        || consumer(value).is_some()
        || ["stix", "true", "false"].contains(&value);
    if is_word {
        return Vec::new();
    }
    if !quoted {
        let is_number =
            value.bytes().all(|byte| byte.is_ascii_digit()) && ["timeout", "patience", "batch"].contains(&key);
        return if is_number { Vec::new() } else { all() };
    }
    match key {
        "env" if is_variable(value) => Vec::new(),
        "header" if is_header(value) => Vec::new(),
        "url" | "discovery" | "collection" | "api_root" | "target" | "marking" | "ca" | "certificate" | "key"
        | "ledger" | "file" | "user"
            if !value.contains("-----") =>
        {
            parts_of_address(value)
        }
        _ => all(),
    }
}

/// The parts of an address that may be a secret: the user, the query and the fragment (RFC 3986, section 3).
fn parts_of_address(value: &str) -> Vec<Range<usize>> {
    let scheme = value.find("://").map(|at| at + "://".len());
    let path = value.find(['?', '#']).unwrap_or(value.len());
    let mut parts = Vec::new();
    let user = value.get(..path).and_then(|text| text.rfind('@'));
    // The name of a user may be that of a mailbox, which is no address of a server.
    if let Some(user) = user.filter(|_| scheme.is_some() || value.contains(['/', ':'])) {
        parts.push(scheme.unwrap_or(0).min(user)..user);
    }
    // A `?` may stand in a title as well, where nobody misses it.
    parts.push(path..value.len());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        masked(FileId(0), text.to_owned(), &mut [])
    }

    #[test]
    fn a_secret_is_hidden_wherever_it_stands() {
        let lines = [
            "password = \"hunter2\"",
            "pasword = \"hunter2\"",
            "\"password\" = 'hunter2'",
            "token = { value = \"hunter2\" }",
            "auth = \"bearer hunter2\"",
            "header = \"X-Api-Key: hunter2\"",
            "url = \"https://taxii.example/collections/a/?token=hunter2\"",
            "url = \"https://ci:hunter2@taxii.example/collections/a/\"",
            "password = \"hunter2",
            "password = hunter2\"",
            "password: \"hunter2\"",
            "password \"hunter2\"",
            "password = hunter2=x",
            "password = \"\"\"hunter2\"\"\"",
            "password = [\n\"hunter2\",\n]",
            "key = '''\n-----BEGIN PRIVATE KEY-----\nhunter2\n'''",
            "token = { env = \"no variable: hunter2\" }",
            "# password = \"hunter2\"",
            "pasword = \"\\\"hunter2\" hunter2",
        ];
        let heads = [
            "[publish.office]",
            "[publsih.office]",
            "[Publish.office]",
            "[[publish]]",
            "[publish.office",
            "[project]\n[\"publish\".x]",
        ];
        for (line, head) in lines.iter().flat_map(|line| heads.iter().map(move |head| (line, head))) {
            let text = format!("edition = \"2026\"\n{head}\nmarking = \"green\"\n{line}\nuser = \"ci\"\n");
            let told = shown(&text);
            assert!(!told.contains("hunter2"), "{told}");
            assert_eq!(told.len(), text.len());
            assert!(told.contains("marking = \"green\""), "{told}");
        }
        let inline = "publish = { office = { password = \"hunter2\" } }\npublish.office.password = \"hunter2\"\n";
        assert!(!shown(inline).contains("hunter2"), "{}", shown(inline));
        let lints = "[project]\npassword = \"hunter2\"\n[lints]\npassword = \"hunter2\"\n";
        assert!(!shown(lints).contains("hunter2"), "{}", shown(lints));
    }

    #[test]
    fn what_is_known_to_be_none_is_shown() {
        let text = "edition = \"2026\"\n[author]\nname = \"A # \\\" name\" # who\n[project]\nmarking = \"white\"\n[attack]\n\
            bundle = [\n  \"a.json\",\n]\n[publish.\"of fice\"]\nurl = \"https://taxii.example/a/\"\nauth = \"header\"\n\
            header = \"X-API-Key\"\nvalue = { env = \"KEY\" }\nuser = \"ci@example.org\"\nca = \"ca.pem\"\ntimeout = 7\n\
            verify = false\nmarkings = \"green\"\n[lints]\nunused-use = \"loud\"\n";
        assert_eq!(shown(text), text);
    }

    proptest! {
        #[test]
        fn nothing_but_letters_is_changed(text in "([a-z=\"'\\[\\]{}#.,\n é\\\\-]|publish|\\[lints\\]\n){0,60}") {
            let told = shown(&text);
            prop_assert_eq!(told.len(), text.len());
            prop_assert_eq!(told.lines().count(), text.lines().count());
        }
    }
}
