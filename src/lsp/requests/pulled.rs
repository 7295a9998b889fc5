//! Diagnostics for editors that ask for them.

use std::collections::BTreeMap;

use super::{Context, Failure};
use crate::lsp::protocol::types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

/// `textDocument/diagnostic`
pub fn document(context: &Context, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReport, Failure> {
    let path = context.path()?;
    let (result_id, items) = match context.findings.iter().find(|findings| findings.path == path) {
        Some(findings) => (findings.id(), findings.list.to_vec()),
        None => ("none".to_owned(), Vec::new()),
    };
    Ok(match params.previous_result_id == Some(result_id.clone()) {
        true => DocumentDiagnosticReport::RelatedUnchangedDocumentDiagnosticReport(
            RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
            },
        ),
        false => DocumentDiagnosticReport::RelatedFullDocumentDiagnosticReport(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
        }),
    })
}

/// `workspace/diagnostic`
pub fn workspace(context: &Context, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReport, Failure> {
    let known: BTreeMap<String, String> =
        params.previous_result_ids.into_iter().map(|known| (known.uri.as_str().to_owned(), known.value)).collect();
    let reports = context.findings.iter().filter_map(|findings| {
        let uri = context.snapshot.uri(&findings.path)?;
        let (version, result_id) = (context.snapshot.version(&findings.path), findings.id());
        Some(match known.get(uri.as_str()) == Some(&result_id) {
            true => WorkspaceDocumentDiagnosticReport::WorkspaceUnchangedDocumentDiagnosticReport(
                WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
                },
            ),
            false => {
                let report = FullDocumentDiagnosticReport { result_id: Some(result_id), items: findings.list.to_vec() };
                WorkspaceDocumentDiagnosticReport::WorkspaceFullDocumentDiagnosticReport(
                    WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report: report },
                )
            }
        })
    });
    Ok(WorkspaceDiagnosticReport { items: reports.collect() })
}
