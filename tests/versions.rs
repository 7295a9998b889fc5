//! Texts, one after the other → what each release changes, and the lines of its lock: `fixtures/versions/NAME/1.attr`,
//! `2.attr`, …, or folders `1/`, `2/`, …, with a `NAME.snap` beside the folder. `target.txt` names a consumer.
//!
//! `INSTA_UPDATE=always cargo test --test versions` writes them anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod support;

#[path = "versions/locks.rs"]
mod locks;
#[path = "versions/merges.rs"]
mod merges;
#[path = "versions/properties.rs"]
mod properties;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use attrc::stix::Id;
use attrc::versions::told::{Line, Told, terminal};
use attrc::versions::{Draft, LOCK, Lock, Release, release, section};
use attrc::vocab::targets::{Consumer, consumer};
use attrc::world::Memory;
use attrc::{Compilation, compile_for};
use jiff::Timestamp;
use support::snapshot;

/// Where the project stands.
const ROOT: &str = "/case";

const MANIFEST: &str = "edition = \"2026\"\n[author]\nname = \"Example Desk\"\nclass = \"organization\"\n\
                        [project]\nnamespace = \"0b54ab32-6a8f-4d0e-9d5c-7d1f6a1c2b3d\"\n";

/// Files by their paths below the root.
type Files = BTreeMap<String, String>;

/// A project with its lock, as it goes from release to release.
struct Case {
    lock: String,
    consumer: Option<&'static Consumer>,
}

impl Case {
    fn new(consumer: Option<&'static Consumer>) -> Self {
        Self { lock: Lock::default().write(), consumer }
    }

    fn compile(&self, files: &Files, at: Option<Timestamp>) -> Compilation {
        let own = [("attr.toml", MANIFEST), (LOCK, self.lock.as_str())];
        let all = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).chain(own);
        let world = Memory::new(all.map(|(path, text)| (Path::new(ROOT).join(path), text.as_bytes().to_vec())));
        let compilation = compile_for(&world, &[ROOT.into()], at, self.consumer);
        assert!(!compilation.has_errors(), "{:#?}", compilation.diagnostics);
        assert!(compilation.project.whole);
        compilation
    }

    /// Releases the files, and keeps the lock of it.
    fn release(&mut self, files: &Files, at: &str) -> (Release, Compilation) {
        let at: Timestamp = at.parse().unwrap();
        let mut compilation = self.compile(files, Some(at));
        let draft = Draft {
            section: section(self.consumer),
            objects: std::mem::take(&mut compilation.objects),
            author: compilation.settings.author.id.unwrap(),
            fixed: &compilation.foreign,
            returned: &compilation.returned,
            at,
        };
        let release = release(compilation.lock.as_ref().unwrap(), draft);
        self.lock = release.lock.write();
        (release, compilation)
    }
}

fn one_file(text: &str) -> Files {
    Files::from([("main.attr".to_owned(), text.to_owned())])
}

/// The steps of a fixture in their order.
fn steps(folder: &Path) -> Vec<Files> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut entries: Vec<PathBuf> = entries.filter(|path| path.file_name().unwrap() != "target.txt").collect();
    entries.sort();
    let text = |path: &Path| std::fs::read_to_string(path).unwrap();
    let step = |path: &PathBuf| match path.is_dir() {
        false => one_file(&text(path)),
        true => std::fs::read_dir(path)
            .unwrap()
            .map(|file| file.unwrap().path())
            .map(|file| (file.file_name().unwrap().to_str().unwrap().to_owned(), text(&file)))
            .collect(),
    };
    entries.iter().map(step).collect()
}

#[test]
fn every_release_is_what_its_texts_make_it() {
    let mut names = Vec::new();
    for entry in std::fs::read_dir("fixtures/versions").unwrap() {
        let path = entry.unwrap().path();
        // What insta proposes is no expectation.
        if path.is_dir() || path.extension().is_some_and(|end| end == "snap") {
            names.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
        if !path.is_dir() {
            continue;
        }
        let target = std::fs::read_to_string(path.join("target.txt")).ok();
        let mut case = Case::new(target.map(|name| consumer(name.trim()).unwrap()));
        let mut shown = String::new();
        for (at, files) in steps(&path).iter().enumerate() {
            let (release, compilation) = case.release(files, &format!("2026-0{}-01T00:00:00Z", at + 1));
            assert_eq!(release.conflicts, []);
            write!(shown, "=== {} ===\n{}\n", at + 1, told(&release, &compilation, at == 0)).unwrap();
            shown += &lines(&case.lock);
            shown.push('\n');
            // A bundle is the same whenever it is built again.
            let (again, _) = case.release(files, "2030-01-01T00:00:00Z");
            assert!(again.is_locked() && again.objects == release.objects, "{}", path.display());
            assert_eq!(again.lock.write(), release.lock.write());
        }
        snapshot("versions", path.file_name().unwrap().to_str().unwrap(), &shown);
    }
    names.sort();
    assert!(names.chunks(2).all(|pair| pair.len() == 2 && pair[0] == pair[1]), "a snapshot without its fixture");
}

fn told(release: &Release, compilation: &Compilation, is_first: bool) -> String {
    let place = |_: &'static str, id: Id| {
        let location = compilation.places.get(&id)?;
        let text = compilation.project.text(location.file)?;
        Some(Line { file: text.path.clone(), line: text.position(location.span.lo).line })
    };
    let releases = std::slice::from_ref(release);
    terminal(&Told { releases, is_first, is_written: !release.is_locked(), width: 100, place: &place })
}

/// The lines of a lock without their content, of which the digest tells whether it changed.
fn lines(lock: &str) -> String {
    let short = |line: &str| {
        let fields: Vec<&str> = line.splitn(6, ' ').collect();
        let revoked = if line.contains("\"revoked\":true") { " revoked" } else { "" };
        format!("{}{revoked}\n", fields.iter().take(5).copied().collect::<Vec<_>>().join(" "))
    };
    lock.lines().map(short).collect()
}
