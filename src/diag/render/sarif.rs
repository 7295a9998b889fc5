//! For code scanners: one SARIF 2.1.0 log with one run.
//!
//! Columns count characters (`columnKind: unicodeCodePoints`), as everywhere in attrc; regions are lines and columns,
//! never byte offsets, because a byte order mark counts in a file and not in a text.

use std::collections::BTreeMap;
use std::io;

use serde_json::json;
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix as SarifFix, Location as SarifLocation, Message,
    MultiformatMessageString, PhysicalLocation, PropertyBag, Region, Replacement, ReportingConfiguration,
    ReportingDescriptor, Result as SarifResult, ResultLevel, Run, Sarif, Tool, ToolComponent,
};

use super::place::{Place, Places};
use crate::diag::{Applicability, Code, Diagnostic, Fix, Severity};
use crate::source::FileId;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes all diagnostics as one log and a line end.
pub(super) fn write(diagnostics: &[Diagnostic], places: &mut Places<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let codes: BTreeMap<&str, &Code> =
        diagnostics.iter().map(|diagnostic| (diagnostic.code.id, diagnostic.code)).collect();
    let index: BTreeMap<&str, i64> = codes.keys().copied().zip(0..).collect();

    let driver = ToolComponent::builder()
        .name("attrc")
        .semantic_version(env!("CARGO_PKG_VERSION").to_owned())
        .rules(codes.values().map(|code| rule(code)).collect::<Vec<_>>())
        .build();
    let results: Vec<SarifResult> = diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, index.get(diagnostic.code.id).copied(), places))
        .collect();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind(json!("unicodeCodePoints"))
        .results(results)
        .build();
    let log = Sarif::builder().schema(SCHEMA.to_owned()).version(json!("2.1.0")).runs(vec![run]).build();
    serde_json::to_writer(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: &Code) -> ReportingDescriptor {
    let level = match code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let text = |text: &str| MultiformatMessageString::builder().text(text).build();
    ReportingDescriptor::builder()
        .id(code.id)
        .name(code.name.to_owned())
        .short_description(text(code.title))
        .full_description(text(code.explanation))
        .help(MultiformatMessageString::builder().text(code.explanation).markdown(code.explanation.to_owned()).build())
        .default_configuration(ReportingConfiguration::builder().level(json!(level)).build())
        .build()
}

fn result(diagnostic: &Diagnostic, rule: Option<i64>, places: &mut Places<'_>) -> SarifResult {
    let level = match diagnostic.severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Note => ResultLevel::Note,
    };
    let primary = diagnostic.primary.and_then(|location| places.find(location));
    let locations = primary.map(|place| {
        let label = Some(diagnostic.label.as_str()).filter(|label| !label.is_empty());
        vec![location(place, None, label)]
    });
    // A reader may show one text only, so that what to do has to be in it.
    let path = Some(&diagnostic.path).filter(|path| !path.is_empty()).map(|path| format!("at {path}"));
    let lines = [Some(diagnostic.message.clone()), path, diagnostic.help.clone()];
    let text = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let related = diagnostic.related.iter().zip(1..).filter_map(|(label, id)| {
        let place = places.find(label.location)?;
        Some(location(place, Some(id), Some(&label.text)))
    });
    let related: Vec<SarifLocation> = related.collect();
    let fixes: Vec<SarifFix> = diagnostic.fixes.iter().filter_map(|mend| fix(mend, places)).collect();

    let mut result =
        SarifResult::builder().rule_id(diagnostic.code.id.to_owned()).level(level).message(message(&text)).build();
    result.rule_index = rule;
    result.locations = locations;
    result.related_locations = Some(related).filter(|list| !list.is_empty());
    result.fixes = Some(fixes).filter(|list| !list.is_empty());
    result
}

fn location(place: Place<'_>, id: Option<i64>, text: Option<&str>) -> SarifLocation {
    let physical = PhysicalLocation::builder().artifact_location(artifact(place)).region(region(place)).build();
    let mut location = SarifLocation::builder().physical_location(physical).build();
    location.id = id;
    location.message = text.map(message);
    location
}

fn region(Place { start, end, .. }: Place<'_>) -> Region {
    Region::builder()
        .start_line(i64::from(start.line))
        .start_column(i64::from(start.column))
        .end_line(i64::from(end.line))
        .end_column(i64::from(end.column))
        .build()
}

fn artifact(place: Place<'_>) -> ArtifactLocation {
    ArtifactLocation::builder().uri(uri(&place.text.path)).build()
}

/// A fix with one change a file; `None` where it edits a text that is not there, for half a fix is none.
fn fix(fix: &Fix, places: &mut Places<'_>) -> Option<SarifFix> {
    let mut changes: BTreeMap<FileId, ArtifactChange> = BTreeMap::new();
    for edit in &fix.edits {
        let place = places.find(edit.location)?;
        let replacement = Replacement::builder()
            .deleted_region(region(place))
            .inserted_content(ArtifactContent::builder().text(edit.text.clone()).build())
            .build();
        let change = changes.entry(place.file).or_insert_with(|| {
            ArtifactChange::builder().artifact_location(artifact(place)).replacements(Vec::new()).build()
        });
        change.replacements.push(replacement);
    }
    // SARIF asks for one change at least.
    if changes.is_empty() {
        return None;
    }
    let applicability = match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    };
    let properties = BTreeMap::from([("applicability".to_owned(), json!(applicability))]);
    Some(
        SarifFix::builder()
            .description(message(&fix.title))
            .artifact_changes(changes.into_values().collect::<Vec<_>>())
            .properties(PropertyBag::builder().additional_properties(properties).build())
            .build(),
    )
}

/// A plain text message. In SARIF `{0}` stands for an argument and `[text](target)` for a link, and messages quote
/// texts that anyone wrote. Other braces stay single, because most readers show doubled ones as they are.
fn message(text: &str) -> Message {
    let text = text.replace("](", "\\](");
    let is_placeholder = |part: &str| part.starts_with(|char: char| char.is_ascii_digit());
    let text = match text.split('{').skip(1).any(is_placeholder) {
        true => text.replace('{', "{{").replace('}', "}}"),
        false => text,
    };
    Message::builder().text(text).build()
}

/// A path as a relative URI reference. A colon would make a scheme of what stands before it.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris_and_messages_stay_text() {
        assert_eq!(uri("fälle/a b#1.attr"), "f%C3%A4lle/a%20b%231.attr");
        assert_eq!(uri("c:x%.attr"), "c%3Ax%25.attr");
        let text = |text: &str| message(text).text.unwrap_or_default();
        assert_eq!(text("expected `{` or `[`"), "expected `{` or `[`");
        assert_eq!(text("`{0}` in [it](http://x)"), "`{{0}}` in [it\\](http://x)");
    }
}
