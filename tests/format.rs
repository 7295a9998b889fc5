//! Texts → their form: fixtures side by side, and what holds for every text.
//!
//! `fixtures/format/NAME.attr` becomes `NAME.out` beside it (`ATTRC_UPDATE=1` rewrites it).
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use attrc::format::format;
use attrc::source::FileId;
use attrc::syntax::parse;
use attrc::world::Memory;
use proptest::prelude::*;

/// Fixtures that are to be as they are, for they show what a careless hand writes.
const AS_WRITTEN: &[&str] = &["fixtures/diagnostics/", "fixtures/format/"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All `.attr` files below a folder, by their paths below the root.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "attr")
                && let Ok(text) = fs::read_to_string(&path)
            {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, text));
            }
        }
    }
    found.sort();
    found
}

fn formatted(text: &str) -> String {
    let formatted = format(FileId(0), text);
    assert!(!formatted.unproved, "{text}");
    formatted.text
}

#[test]
fn fixtures_come_out_as_beside_them() {
    let mut wrong = Vec::new();
    for (name, text) in files("fixtures/format") {
        let path = root().join(&name).with_extension("out");
        let out = formatted(&text);
        if std::env::var_os("ATTRC_UPDATE").is_some() {
            fs::write(&path, &out).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != out {
            wrong.push(format!("=== {name}\n{out}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whatever_is_written_twice_is_the_same_and_says_the_same() {
    for (name, text) in files("fixtures") {
        let once = formatted(&text);
        assert_eq!(formatted(&once), once, "{name}");
        let problems = |text: &str| parse(FileId(0), text).1.len();
        assert_eq!(problems(&once), problems(&text), "{name}");
    }
}

#[test]
fn fixtures_are_in_their_form() {
    let update = std::env::var_os("ATTRC_UPDATE").is_some();
    let mut wrong = Vec::new();
    for (name, text) in
        files("fixtures").into_iter().filter(|file| !AS_WRITTEN.iter().any(|folder| file.0.starts_with(folder)))
    {
        let out = formatted(&text);
        if out != text {
            if update {
                fs::write(root().join(&name), out).unwrap();
            } else {
                wrong.push(name);
            }
        }
    }
    assert!(wrong.is_empty(), "attrc fmt would change {wrong:?}");
}

#[test]
fn a_new_project_is_in_its_form() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case");
    let made = Command::new(env!("CARGO_BIN_EXE_attrc")).arg("new").arg(&path).output().unwrap();
    assert!(made.status.success());
    let checked = Command::new(env!("CARGO_BIN_EXE_attrc")).args(["fmt", "--check"]).arg(&path).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

/// Runs `attrc fmt` in a folder.
fn run(folder: &Path, arguments: &[&str], stdin: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    let command = command.arg("fmt").args(arguments).current_dir(folder);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn files_are_checked_then_written_and_standard_input_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["deep", ".hidden", "target"] {
        fs::create_dir(at(name)).unwrap();
        fs::write(at(name).join("a.attr"), "actor  a\r\n").unwrap();
    }
    fs::write(at("deep/tidy.attr"), "actor b\n").unwrap();
    fs::write(at("other.txt"), "actor  a\n").unwrap();

    let (status, out, told) = run(folder.path(), &["--check"], "");
    assert_eq!((status, told.as_str()), (1, "attrc: 1 of 2 files would change\n"));
    assert!(out.contains("--- deep/a.attr\n") && out.contains("\n+actor a\n"), "{out}");
    assert_eq!(fs::read_to_string(at("deep/a.attr")).unwrap(), "actor  a\r\n");

    assert_eq!(run(folder.path(), &[], ""), (0, String::new(), "attrc: deep/a.attr laid out\n".to_owned()));
    assert_eq!(fs::read_to_string(at("deep/a.attr")).unwrap(), "actor a\n");
    assert_eq!(fs::read_to_string(at(".hidden/a.attr")).unwrap(), "actor  a\r\n");
    assert_eq!(run(folder.path(), &["--check", "deep", "deep/a.attr"], ""), (0, String::new(), String::new()));

    assert_eq!(run(folder.path(), &["-"], "actor  a"), (0, "actor a\n".to_owned(), String::new()));
    let (status, out, told) = run(folder.path(), &["-"], "actor  a\nactor {\nactor  b\n");
    assert_eq!((status, out.as_str()), (1, "actor a\nactor {\nactor b\n"));
    assert!(told.contains("standard input:2:"), "{told}");
    assert_eq!(run(folder.path(), &["absent.attr"], "").0, 2);
    assert_eq!(run(&at("target"), &["../.hidden/"], "").0, 0, "what is named is not skipped");
}

#[cfg(unix)]
#[test]
fn links_to_the_folder_that_they_stand_in_end() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.attr"), "actor a\n").unwrap();
    for name in ["one", "two", "three"] {
        std::os::unix::fs::symlink(".", folder.path().join(name)).unwrap();
    }
    assert_eq!(run(folder.path(), &["--check"], "").0, 0);
}

/// Each file of the cases and of the facts, torn into many lines and laid out again, says what it said.
#[test]
fn bundles_stay_the_same() {
    let torn = |text: &str| formatted(&text.replace("  ", " \r\n\t"));
    let mut built = 0;
    for folder in ["fixtures/cases", "fixtures/facts"] {
        let texts = files(folder);
        let beside = ["fixtures/cases/attr.toml", "fixtures/cases/harbor/release.txt"];
        let world = |lay_out: &dyn Fn(&str) -> String| {
            let texts = texts.iter().map(|(name, text)| (name.clone(), lay_out(text)));
            let beside = beside.iter().map(|name| ((*name).to_owned(), fs::read_to_string(root().join(name)).unwrap()));
            Memory::new(texts.chain(beside).map(|(name, text)| (Path::new("/").join(name), text)))
        };
        let (before, after) = (world(&str::to_owned), world(&torn));
        for (name, _) in &texts {
            let of = |world| attrc::compile(world, &[Path::new("/").join(name)], None);
            let (before, after) = (of(&before), of(&after));
            assert_eq!(before.objects, after.objects, "{name}");
            assert_eq!(before.diagnostics.len(), after.diagnostics.len(), "{name}");
            built += usize::from(!before.objects.is_empty());
        }
    }
    assert!(built >= 6, "{built}");
}

/// Texts that are nearly files: pieces of fixtures, put together anew.
fn pieces() -> impl Strategy<Value = String> {
    let all: Vec<String> = files("fixtures")
        .into_iter()
        .flat_map(|(_, text)| text.split_inclusive([' ', '\n']).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    prop::collection::vec((any::<prop::sample::Index>(), 1_usize..12), 1..8).prop_map(move |starts| {
        let runs = starts.iter().map(|(start, length)| {
            let at = start.index(all.len());
            all.iter().skip(at).take(*length).map(String::as_str).collect::<String>()
        });
        runs.collect::<Vec<_>>().join(" ")
    })
}

proptest! {
    #[test]
    fn no_text_loses_a_token_or_a_comment(text in pieces()) {
        let formatted = format(FileId(0), &text);
        prop_assert!(!formatted.unproved, "{text}");
        let again = format(FileId(0), &formatted.text);
        prop_assert_eq!(again.text, formatted.text);
    }

    #[test]
    fn no_input_stops_it(text in any::<String>()) {
        format(FileId(0), &text);
    }
}

#[test]
fn ten_thousand_lines_are_laid_out() {
    let claim = "    apt31 targets class \"some people\"  since 2021  quoting \"words of the source\"  # why\n";
    let text = format!("from time {{\n  ncsc says {{\n{}  }}\n}}\n", claim.repeat(10_000));
    assert_eq!(formatted(&text), text);
}
