//! The cases of `fixtures/cases/`: their bundles as snapshots beside the input, and the same bytes however they are built.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::fs;
use std::path::{Path, PathBuf};

use attrc::diag::Severity;
use attrc::stix::Bundle;
use attrc::world::Disk;
use attrc::{Compilation, compile};

#[test]
fn every_case_is_its_bundle() {
    let cases = cases();
    assert!(cases.len() >= 2);
    for case in cases {
        let compilation = compile(&Disk, std::slice::from_ref(&case), None);
        let warned: Vec<&str> = compilation
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity > Severity::Note)
            .map(|diagnostic| diagnostic.message.as_str())
            .collect();
        assert!(warned.is_empty(), "{}: {warned:?}", case.display());
        insta::with_settings!({
            snapshot_path => case,
            prepend_module_to_snapshot => false,
            omit_expression => true,
            description => "attrc build of the folder that this file stands in",
        }, {
            insta::assert_snapshot!("bundle", bundle(&compilation));
        });
    }
}

#[test]
fn threads_and_file_order_mean_nothing() {
    for case in cases() {
        let whole = bundle(&compile(&Disk, std::slice::from_ref(&case), None));
        for threads in [1, 2, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let built = pool.install(|| bundle(&compile(&Disk, std::slice::from_ref(&case), None)));
            assert!(built == whole, "{}: other bytes with {threads} threads", case.display());
        }
        let mut files = attr_files(&case);
        for _ in 0..files.len() {
            files.rotate_left(1);
            assert!(bundle(&compile(&Disk, &files, None)) == whole, "{}: other bytes as {files:?}", case.display());
            let reversed: Vec<PathBuf> = files.iter().rev().cloned().collect();
            assert!(bundle(&compile(&Disk, &reversed, None)) == whole, "{}: other bytes reversed", case.display());
        }
    }
}

fn bundle(compilation: &Compilation) -> String {
    let mut bytes = Vec::new();
    Bundle::new(compilation.objects.clone()).write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn attr_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "attr")).collect();
    files.sort();
    files
}
