//! For editors and scripts that read lines: one a finding, as compilers have written them since the first.
//!
//! `main.attr:3:5: error: nothing declares `harbor`; did you mean `harbour`? [E0402 unknown-name]`

use std::io;

use super::place::Places;
use super::visible::visible;
use crate::diag::{Diagnostic, Severity};

/// Writes a line a diagnostic, and one a further place, which is a note of no code.
pub(super) fn write(diagnostics: &[Diagnostic], places: &mut Places<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        let word = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        if let Some(place) = diagnostic.primary.and_then(|location| places.find(location)) {
            write!(out, "{}:{}:{}: ", visible(&place.text.path), place.start.line, place.start.column)?;
        }
        write!(out, "{word}: {}", on_one_line(&diagnostic.message))?;
        if !diagnostic.path.is_empty() {
            write!(out, " (at {})", on_one_line(&diagnostic.path))?;
        }
        if let Some(help) = &diagnostic.help {
            write!(out, "; {}", on_one_line(help))?;
        }
        writeln!(out, " [{} {}]", diagnostic.code.id, diagnostic.code.name)?;
        for label in &diagnostic.related {
            if let Some(place) = places.find(label.location) {
                let path = visible(&place.text.path);
                writeln!(
                    out,
                    "{path}:{}:{}: note: {}",
                    place.start.line,
                    place.start.column,
                    on_one_line(&label.text)
                )?;
            }
        }
    }
    Ok(())
}

fn on_one_line(text: &str) -> String {
    visible(text).replace("\r\n", " ").replace(['\n', '\r'], " ")
}
