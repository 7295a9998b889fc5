//! One table of the manifest, key by key, with the place of each for what is wrong with it.

use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Secret;
use super::mask::shown_key;
use crate::diag::codes::publishing::{BAD_DESTINATION, LITERAL_SECRET};
use crate::diag::{Diagnostic, Fix, nearest};
use crate::source::{FileId, Location, Span};

/// A table that is read.
pub(super) struct Table<'t, 'f> {
    file: FileId,
    /// How messages call it.
    pub name: &'t str,
    rows: &'t DeTable<'t>,
    /// Where it stands.
    pub place: Location,
    found: &'f mut Vec<Diagnostic>,
}

/// The place of a part of the manifest.
pub(super) fn place(file: FileId, span: Range<usize>) -> Location {
    Location::new(file, Span::new(span.start as u32, span.end as u32))
}

impl<'t, 'f> Table<'t, 'f> {
    /// The table, after telling of keys that it cannot have.
    pub fn open(
        place: Location,
        name: &'t str,
        rows: &'t DeTable<'t>,
        keys: &[&str],
        found: &'f mut Vec<Diagnostic>,
    ) -> Self {
        let mut table = Self { file: place.file, name, rows, place, found };
        for key in rows.keys().filter(|key| !keys.contains(&key.get_ref().as_ref())) {
            let written = key.get_ref().as_ref();
            let near = nearest(written, keys.iter().copied());
            let place = self::place(place.file, key.span());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it has {}", keys.join(", ")),
            };
            table.tell(
                Diagnostic::new(&BAD_DESTINATION, place, format!("{name} has no key `{}`", shown_key(written)))
                    .label("not a key")
                    .help(help)
                    .fix_if(near.map(|near| Fix::respell(place, written, near))),
            );
        }
        table
    }

    /// Reports.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Reports a key that has a wrong value, or is wrong to be there.
    pub fn wrong(&mut self, key: &str, message: impl Into<String>, help: impl Into<String>) {
        let place = self.place_of(key);
        self.tell(Diagnostic::new(&BAD_DESTINATION, place, message).help(help));
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.rows.get(key).is_some()
    }

    /// Where the value of a key stands, or the table where it has none.
    pub fn place_of(&self, key: &str) -> Location {
        self.rows.get(key).map_or(self.place, |value| place(self.file, value.span()))
    }

    /// A text that is not empty.
    pub fn text(&mut self, key: &str) -> Option<String> {
        match self.rows.get(key)?.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.to_string()),
            DeValue::String(_) => {
                self.wrong(key, format!("`{key}` is empty"), "write it, or take the line away");
                None
            }
            other => self.misfit(key, "a text", other.type_str()),
        }
    }

    /// A path.
    pub fn path(&mut self, key: &str) -> Option<PathBuf> {
        self.text(key).map(PathBuf::from)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str, default: bool) -> bool {
        match self.rows.get(key).map(Spanned::get_ref) {
            None => default,
            Some(DeValue::Boolean(value)) => *value,
            Some(other) => self.misfit(key, "`true` or `false`", other.type_str()).unwrap_or(default),
        }
    }

    /// A number within bounds.
    pub fn number(&mut self, key: &str, most: u32) -> Option<u32> {
        match self.rows.get(key)?.get_ref() {
            DeValue::Integer(number) => match number.to_string().parse::<u32>() {
                Ok(number) if (1..=most).contains(&number) => Some(number),
                _ => {
                    self.wrong(
                        key,
                        format!("`{key}` is not between 1 and {most}"),
                        "write a number within these bounds",
                    );
                    None
                }
            },
            other => self.misfit(key, "a number", other.type_str()),
        }
    }

    /// A time in seconds, of a day at most.
    pub fn seconds(&mut self, key: &str) -> Option<Duration> {
        self.number(key, 24 * 60 * 60).map(|seconds| Duration::from_secs(seconds.into()))
    }

    /// Where a secret is; `plain` for what is none and may stand here.
    pub fn secret(&mut self, key: &str, plain: bool) -> Option<Secret> {
        let value = self.rows.get(key)?;
        match value.get_ref() {
            DeValue::Table(rows) => self.source(key, rows),
            DeValue::String(text) if plain => Some(Secret::Plain(text.to_string())),
            _ => {
                let help = format!(
                    "write `{key} = {{ env = \"VARIABLE\" }}` or `{key} = {{ file = \"path\" }}`, and change the secret \
                     at the server if others have seen this file"
                );
                self.tell(
                    Diagnostic::new(
                        &LITERAL_SECRET,
                        place(self.file, value.span()),
                        format!("the `{key}` of {} stands in the manifest, which everybody reads", self.name),
                    )
                    .label("a secret")
                    .help(help),
                );
                None
            }
        }
    }

    fn source(&mut self, key: &str, rows: &DeTable<'_>) -> Option<Secret> {
        let only = (rows.len() == 1).then(|| rows.iter().next()).flatten();
        let named = only.map(|(key, value)| (key.get_ref().as_ref(), value.get_ref()));
        match named {
            Some(("env", DeValue::String(name))) if is_variable(name) => Some(Secret::Variable(name.to_string())),
            Some(("file", DeValue::String(path))) if !path.is_empty() => {
                Some(Secret::File(PathBuf::from(path.as_ref())))
            }
            _ => {
                let help = format!("write `{key} = {{ env = \"VARIABLE\" }}` or `{key} = {{ file = \"path\" }}`");
                self.wrong(key, format!("`{key}` does not say where the secret is"), help);
                None
            }
        }
    }

    fn misfit<T>(&mut self, key: &str, wanted: &str, found: &str) -> Option<T> {
        self.wrong(key, format!("`{key}` takes {wanted}, found {found}"), format!("write {wanted}"));
        None
    }
}

/// Whether it is the name of a header (RFC 9110, section 5.1).
pub(super) fn is_header(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter))
}

/// The headers that every request has from attrc or from its connection (RFC 9110, sections 6 to 12).
const OWN_HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

/// Why a header cannot carry a secret.
pub fn unfit_header(name: &str) -> Option<&'static str> {
    match OWN_HEADERS.iter().any(|own| name.eq_ignore_ascii_case(own)) {
        _ if !is_header(name) => Some("this is no name of a header"),
        true => Some("attrc writes this header itself, and no secret belongs there"),
        false => None,
    }
}

/// Whether it is the name of a variable of the environment.
pub(super) fn is_variable(name: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !name.is_empty() && !name.starts_with(|first: char| first.is_ascii_digit()) && name.chars().all(letters)
}
