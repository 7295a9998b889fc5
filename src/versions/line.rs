//! One line of a lock: whole in itself, so that any lines together are a lock.

use std::fmt;
use std::ops::Range;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// A version of an object that was released: `SECTION ID CREATED MODIFIED DIGEST CONTENT`, with one space between.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    pub section: Box<str>,
    pub id: Box<str>,
    pub created: Box<str>,
    pub modified: Box<str>,
    pub content: Box<str>,
}

/// What is wrong with a line, and with which of its bytes.
pub(super) struct Fault {
    pub at: Range<usize>,
    pub what: String,
}

impl Line {
    /// The line of a text.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut rest = text;
        let mut field = |name: &str| {
            let at = text.len() - rest.len();
            match rest.split_once(' ') {
                Some((field, after)) if !field.is_empty() => {
                    rest = after;
                    Ok((field, at..at + field.len()))
                }
                _ => Err(Fault { at: at..text.len(), what: format!("the line ends before its {name}") }),
            }
        };
        let (section, _) = field("id")?;
        let (id, at_id) = field("dates")?;
        let (created, at_created) = field("dates")?;
        let (modified, at_modified) = field("digest")?;
        let (digest, at_digest) = field("content")?;
        let fault = |at: Range<usize>, what: String| Err(Fault { at, what });
        if id.split_once("--").is_none_or(|(kind, uuid)| kind.is_empty() || uuid.len() != 36) {
            return fault(at_id, format!("`{id}` is no STIX id"));
        }
        for (text, at) in [(created, at_created), (modified, at_modified)] {
            if text != "-" && text.parse::<Timestamp>().is_err() {
                return fault(at, format!("`{text}` is no instant"));
            }
        }
        let line = Self {
            section: section.into(),
            id: id.into(),
            created: created.into(),
            modified: modified.into(),
            content: rest.into(),
        };
        if line.digest() != digest {
            return fault(at_digest, "the digest is not that of the line".to_owned());
        }
        Ok(line)
    }

    /// The first half of the SHA-256 of all other fields, so that a byte that was lost or changed is seen.
    fn digest(&self) -> String {
        let fields = [&self.section, &self.id, &self.created, &self.modified, &self.content];
        let mut hash = Sha256::new();
        for field in fields {
            hash.update(field.as_bytes());
            hash.update(b" ");
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// When this version was made; `None` for what has no versions.
    pub fn at(&self) -> Option<Timestamp> {
        self.modified.parse().ok()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { section, id, created, modified, content } = self;
        write!(out, "{section} {id} {created} {modified} {} {content}", self.digest())
    }
}
