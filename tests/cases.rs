//! The cases of `fixtures/cases/`: their bundles as snapshots beside the input, and the same bytes however they are built.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use std::fs;
use std::path::{Path, PathBuf};

use attrc::diag::Severity;
use attrc::diag::render::{Format, Style, render};
use attrc::stix::value::Value;
use attrc::stix::{Bundle, Object};
use attrc::world::{Disk, Memory};
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
            snapshot_path => &case,
            prepend_module_to_snapshot => false,
            omit_expression => true,
            description => "attrc build of the folder that this file stands in",
        }, {
            insta::assert_snapshot!("bundle", bundle(&compilation));
        });
        insta::with_settings!({
            snapshot_path => case,
            prepend_module_to_snapshot => false,
            omit_expression => true,
            description => "attrc check of the folder that this file stands in, whatever attr.toml allows",
        }, {
            insta::assert_snapshot!("check", check(&compilation));
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

/// A hedge is in one place, in and out: what else the source says is not touched by it.
#[test]
fn another_hedge_is_another_line_and_another_object() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let main = case.join("apt31/main.attr");
    let text = fs::read_to_string(&main).unwrap();
    let softer = text.replacen("almost-certain", "highly-likely", 1);
    let lines = text.lines().zip(softer.lines()).filter(|(one, other)| one != other).count();
    assert_eq!((lines, text.lines().count()), (1, softer.lines().count()));

    let disk = Disk;
    let objects = |text: String| {
        let world = Memory::over(&disk, main.clone(), text.into_bytes());
        compile(&world, &[case.join("apt31")], None).objects
    };
    let (before, after) = (objects(text), objects(softer));
    let ids = |objects: &[Object]| objects.iter().map(|object| object.id).collect::<Vec<_>>();
    assert_eq!(ids(&before), ids(&after), "no id hangs on a hedge");
    let changed: Vec<_> = before.iter().zip(&after).filter(|(one, other)| one != other).collect();
    let [(one, other)] = changed.as_slice() else { panic!("{} objects changed", changed.len()) };
    assert_eq!(one.get("confidence"), Some(&Value::Integer(95)));
    assert_eq!(other.get("confidence"), Some(&Value::Integer(85)));
}

#[test]
fn shared_files_lend_what_is_needed() {
    let names = |paths: &[&str]| {
        let world = Memory::new([
            ("/p/attr.toml", fs::read_to_string(shared("attr.toml")).unwrap()),
            (
                "/p/shared/parties.attr",
                "state north \"North\"\nagency office \"Office\" { parent north }\nagency other \"Other\"\n".to_owned(),
            ),
            (
                "/p/case/main.attr",
                "use \"../shared/parties.attr\"\nsource paper \"Paper\" { publisher office  published 2024-03-26 }\n\
                 actor heron \"Heron\"\nfrom paper { office says { heron targets class \"users\" } }\n"
                    .to_owned(),
            ),
        ]);
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let objects = compile(&world, &paths, None).objects;
        let identities = objects.iter().filter(|object| object.kind() == "identity");
        identities.filter_map(|object| object.get("name")?.as_text().map(str::to_owned)).collect::<Vec<_>>()
    };
    // The office belongs to the north, so both are needed; nobody speaks of the other one.
    assert_eq!(names(&["/p/case"]), ["attrc", "attrc example cases", "North", "Office", "users"]);
    assert!(names(&["/p"]).contains(&"Other".to_owned()), "a whole project lends nothing");
}

/// What a check finds, as people read it.
fn check(compilation: &Compilation) -> String {
    let mut out = Vec::new();
    let style = Style { color: false, width: 100, unicode: true, ..Style::default() };
    render(Format::Terminal, &compilation.diagnostics, &compilation.project.texts, &style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn shared(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases").join(file)
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
