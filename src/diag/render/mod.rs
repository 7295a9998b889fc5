//! Diagnostics to bytes: one file a format.
//!
//! | file | for |
//! |---|---|
//! | `terminal.rs` | people: the text with marks under it, at most [`LIMIT`] findings, a summary |
//! | `json.rs` | scripts: `schemas/diagnostics.schema.json` |
//! | `sarif.rs` | code scanners: SARIF 2.1.0 |
//! | `github.rs` | GitHub Actions: workflow commands |
//! | `gitlab.rs` | GitLab: a Code Quality report |
//! | `short.rs` | editors that read lines: one a finding |
//!
//! Nothing here fails on what it is given: spans outside the text, inside a character or back to front are clamped
//! (`place.rs`), and control characters never reach a terminal (`visible.rs`). Nothing here reads the environment or
//! asks a terminal; the caller says how it shall look ([`Style`]). The caller also sorts.

mod clip;
mod excerpt;
mod github;
mod gitlab;
mod json;
mod place;
mod sarif;
mod short;
mod summary;
mod terminal;
mod visible;

use std::io;

use super::Diagnostic;
use crate::source::Text;
use place::Places;
pub use visible::visible;

/// How many findings a terminal gets; the summary counts the others.
pub const LIMIT: usize = 100;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Terminal,
    /// One JSON object, as `schemas/diagnostics.schema.json` describes it.
    Json,
    /// One SARIF 2.1.0 log.
    Sarif,
    /// One GitHub workflow command a finding.
    Github,
    /// One Code Quality report of GitLab.
    Gitlab,
    /// One line a finding.
    Short,
}

/// How [`Format::Terminal`] looks; the other formats do not vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to write ANSI colours.
    pub color: bool,
    /// Columns to fill: messages wrap there and longer lines of a text are clipped around what is marked. Values below
    /// 40 and above 1,000 count as these.
    pub width: usize,
    /// Whether frames may use characters beyond ASCII.
    pub unicode: bool,
    /// How many findings are shown before they are only counted.
    pub limit: usize,
    /// Whether the command that reports can apply fixes, so that it pays to say how many there are.
    pub mends: bool,
    /// Whether to end with the counts of all findings; a command that counts file by file does so itself.
    pub counts: bool,
}

impl Default for Style {
    /// For a file or a pipe: no colour, 100 columns, [`LIMIT`] findings.
    fn default() -> Self {
        Self { color: false, width: 100, unicode: true, limit: LIMIT, mends: true, counts: true }
    }
}

/// Writes diagnostics in a format, in the order given; `texts` is indexed by [`crate::source::FileId`].
///
/// No diagnostics are an empty list in JSON, SARIF and GitLab's report, and nothing at all in the formats of lines.
pub fn render(
    format: Format,
    diagnostics: &[Diagnostic],
    texts: &[Text],
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut places = Places::new(texts);
    match format {
        Format::Terminal => terminal::write(diagnostics, &mut places, style, out),
        Format::Json => json::write(diagnostics, &mut places, out),
        Format::Sarif => sarif::write(diagnostics, &mut places, out),
        Format::Github => github::write(diagnostics, &mut places, out),
        Format::Gitlab => gitlab::write(diagnostics, &mut places, out),
        Format::Short => short::write(diagnostics, &mut places, out),
    }
}
