//! Findings as the protocol tells them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::protocol::types::{
    Code, CodeDescription, Diagnostic as Told, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Range,
    Uri,
};
use super::snapshot::Snapshot;
use crate::diag::codes::identity::REVOKED_TECHNIQUE;
use crate::diag::codes::projects::UNUSED_USE;
use crate::diag::{Code as Rule, Diagnostic, Severity};
use crate::ide::Analysis;
use crate::source::{FileId, Span};

/// The scheme of the pages that explain codes; the server gives their texts (`workspace/textDocumentContent`).
pub const PAGES: &str = "attrc";

/// A finding on its way to the editor.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Where it is, in bytes of its file.
    pub span: Option<Span>,
    /// Which rule speaks.
    pub code: &'static str,
    /// What it says.
    pub message: String,
    /// As the protocol tells it.
    pub told: Told,
}

/// All findings of an analysis by the files that they are told of: every `.attr` file is there, and the manifest.
pub fn by_file(snapshot: &Snapshot, analysis: &Analysis) -> BTreeMap<PathBuf, Vec<Finding>> {
    let texts = 0..analysis.compilation.project.texts.len() as u32;
    let mut all: BTreeMap<PathBuf, Vec<Finding>> =
        texts.filter_map(|file| Some((analysis.path(FileId(file))?, Vec::new()))).collect();
    for (_, diagnostic, severity) in analysis.findings() {
        if let Some(list) = home(analysis, diagnostic).and_then(|path| all.get_mut(&path)) {
            list.push(told(snapshot, analysis, diagnostic, severity));
        }
    }
    all
}

/// The findings of one file.
pub fn of_file(snapshot: &Snapshot, analysis: &Analysis, path: &Path) -> Vec<Finding> {
    let here = analysis.findings().filter(|(_, diagnostic, _)| home(analysis, diagnostic).as_deref() == Some(path));
    here.map(|(_, diagnostic, severity)| told(snapshot, analysis, diagnostic, severity)).collect()
}

/// The file that a finding is told of; what has no place is told of the manifest, else of the first file.
fn home(analysis: &Analysis, diagnostic: &Diagnostic) -> Option<PathBuf> {
    let project = &analysis.compilation.project;
    let nowhere = || FileId(if project.texts.len() > project.files.len() { project.files.len() as u32 } else { 0 });
    analysis.path(diagnostic.primary.map_or_else(nowhere, |place| place.file))
}

/// A finding as the protocol tells it.
pub fn told(snapshot: &Snapshot, analysis: &Analysis, diagnostic: &Diagnostic, severity: Severity) -> Finding {
    let client = &snapshot.client;
    let range = diagnostic.primary.and_then(|place| snapshot.range(analysis, place)).unwrap_or(Range::default());
    let related = diagnostic.related.iter().filter_map(|label| {
        let location = snapshot.place(analysis, label.location)?;
        Some(DiagnosticRelatedInformation { location, message: label.text.clone() })
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    let page = Uri::parse(&page(diagnostic.code)).ok();
    let told = Told {
        range,
        severity: Some(match severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Note => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(diagnostic.code.id.to_owned())),
        code_description: page.filter(|_| client.code_pages).map(|href| CodeDescription { href }),
        source: Some("attrc".to_owned()),
        message: message(diagnostic).into(),
        tags: tags(diagnostic.code),
        related_information: Some(related).filter(|list| client.related && !list.is_empty()),
        data: None,
    };
    Finding {
        span: diagnostic.primary.map(|place| place.span),
        code: diagnostic.code.id,
        message: diagnostic.message.clone(),
        told,
    }
}

/// The page that explains a code.
fn page(code: &Rule) -> String {
    format!("{PAGES}:/codes/{}.md", code.id)
}

/// What an editor shows is one text: what is wrong, what stands there, what to do.
fn message(diagnostic: &Diagnostic) -> String {
    let mut out = diagnostic.message.clone();
    if !diagnostic.label.is_empty() {
        out.push_str(&format!(" ({})", diagnostic.label));
    }
    if let Some(help) = &diagnostic.help {
        out.push_str(&format!("\nhelp: {help}"));
    }
    out
}

/// What is not needed is shown faded, what is withdrawn struck through.
fn tags(code: &Rule) -> Option<Vec<DiagnosticTag>> {
    match code.id {
        id if id == UNUSED_USE.id => Some(vec![DiagnosticTag::Unnecessary]),
        id if id == REVOKED_TECHNIQUE.id => Some(vec![DiagnosticTag::Deprecated]),
        _ => None,
    }
}
