//! The whole way from text: what the parser and the lowering make of it is what emission expects.

use std::path::PathBuf;

use attrc::diag::Severity;
use attrc::stix::emit;
use attrc::world::Memory;

use crate::build::{bundle, settings};

const SAMPLE: &str = include_str!("sample.attr");

#[test]
fn a_file_with_every_sort_of_statement() {
    let world = Memory::new([("/case/main.attr", SAMPLE)]);
    let compilation = attrc::compile(&world, &[PathBuf::from("/case/main.attr")], None);
    let problems: Vec<String> = compilation
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| format!("{} {}", diagnostic.code.id, diagnostic.message))
        .collect();
    assert_eq!(problems, [] as [&str; 0]);
    let emission = emit(&compilation.facts, &settings());
    let findings: Vec<String> =
        emission.findings.iter().map(|finding| format!("{} {}", finding.code.id, finding.message)).collect();
    assert_eq!(findings, ["L0801 the indicator of the email ops@bad.example has no known start"]);
    insta::assert_snapshot!(bundle(&emission));
}
