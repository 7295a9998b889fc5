//! A lock as text.

use std::io;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::{Entry, Lock};
use crate::stix::rfc3339;

/// The first line, up to the number of the form.
pub(super) const HEAD: &str = "attr.lock ";

/// The number of the form.
pub(super) const FORM: u32 = 1;

/// Stands for a time that an object does not have.
pub(super) const NO_TIME: &str = "-";

impl Lock {
    /// Its text: the head, comments, then a line a version, sorted.
    pub fn write(&self) -> String {
        let mut out = Vec::new();
        // Writing to memory cannot fail.
        let _ = self.write_to(&mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    /// The same, piece by piece.
    pub fn write_to(&self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "{HEAD}{FORM}")?;
        self.comments.iter().try_for_each(|comment| writeln!(out, "{comment}"))?;
        for (section, entries) in &self.sections {
            for entry in entries {
                let (created, modified) = (time(entry.created), time(entry.modified));
                let digest = digest([section, &entry.id, &created, &modified, &entry.content]);
                writeln!(out, "{section} {} {created} {modified} {digest} {}", entry.id, entry.content)?;
            }
        }
        Ok(())
    }
}

impl Entry {
    /// The digest that guards its line.
    pub fn digest(&self, section: &str) -> String {
        digest([section, &self.id, &time(self.created), &time(self.modified), &self.content])
    }
}

/// The first half of a half of the SHA-256 of the other fields of a line.
pub(super) fn digest(fields: [&str; 5]) -> String {
    let mut hash = Sha256::new();
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            hash.update(b" ");
        }
        hash.update(field.as_bytes());
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn time(at: Option<Timestamp>) -> String {
    at.map_or_else(|| NO_TIME.to_owned(), rfc3339)
}
