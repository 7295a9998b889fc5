//! For GitLab: a Code Quality report, which merge requests show beside the lines that they change.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::place::Places;
use super::visible::visible;
use crate::diag::{Diagnostic, Severity};

/// The file of a finding that has no place: GitLab drops what has none.
const NOWHERE: &str = "attr.toml";

/// Writes all diagnostics as one list and a line end.
pub(super) fn write(diagnostics: &[Diagnostic], places: &mut Places<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut seen = BTreeMap::new();
    let issues: Vec<Issue> = diagnostics.iter().map(|diagnostic| Issue::new(diagnostic, places, &mut seen)).collect();
    serde_json::to_writer(&mut *out, &issues)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Where,
}

#[derive(Serialize)]
struct Where {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Issue {
    fn new(diagnostic: &Diagnostic, places: &mut Places<'_>, seen: &mut BTreeMap<String, u32>) -> Self {
        let place = diagnostic.primary.and_then(|location| places.find(location));
        let (path, begin, end) = place
            .map_or((NOWHERE.to_owned(), 1, 1), |place| (place.text.path.clone(), place.start.line, place.end.line));
        let help = diagnostic.help.as_deref().map(|help| format!(" ({})", visible(help))).unwrap_or_default();
        Self {
            description: format!(
                "{} {}: {}{help}",
                diagnostic.code.id,
                diagnostic.code.name,
                visible(&diagnostic.message)
            ),
            check_name: diagnostic.code.name,
            fingerprint: fingerprint(diagnostic, &path, seen),
            severity: match diagnostic.severity {
                Severity::Error => "critical",
                Severity::Warning => "minor",
                Severity::Note => "info",
            },
            location: Where { path, lines: Lines { begin, end } },
        }
    }
}

/// What tells a finding from others in both branches of a merge request: no line is in it, for lines move.
fn fingerprint(diagnostic: &Diagnostic, path: &str, seen: &mut BTreeMap<String, u32>) -> String {
    let what = format!("{}\0{path}\0{}", diagnostic.code.id, diagnostic.message);
    let count = seen.entry(what.clone()).or_default();
    *count += 1;
    let digest = Sha256::digest(format!("{what}\0{count}"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
