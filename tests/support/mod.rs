//! Fixtures: a text or a folder of texts under `fixtures/`, compiled from memory, with expectations beside it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test uses a part")]

pub mod asked;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use attrc::vocab::targets::Consumer;
use attrc::world::Memory;
use attrc::{Compilation, compile_for};
use jiff::Timestamp;

/// Where the files of a fixture stand while they are compiled.
pub const ROOT: &str = "/case";

/// Files, and the paths that are compiled: those that `paths.txt` of a folder lists, else its `main.attr`.
pub struct Fixture {
    /// The name of the file or folder, without `.attr`.
    pub name: String,
    /// The files, below [`ROOT`].
    pub files: BTreeMap<PathBuf, Vec<u8>>,
    paths: Vec<PathBuf>,
}

impl Fixture {
    fn read(path: &Path) -> Self {
        let name = path.file_name().unwrap().to_str().unwrap().trim_end_matches(".attr").to_owned();
        let mut files = BTreeMap::new();
        if path.is_file() {
            let file = Path::new(ROOT).join(path.file_name().unwrap());
            files.insert(file.clone(), std::fs::read(path).unwrap());
            return Self { name, files, paths: vec![file] };
        }
        collect(path, path, &mut files);
        let paths = match files.remove(&Path::new(ROOT).join("paths.txt")) {
            Some(list) => String::from_utf8(list)
                .unwrap()
                .lines()
                .map(|line| if line == "." { ROOT.into() } else { Path::new(ROOT).join(line) })
                .collect(),
            None => vec![Path::new(ROOT).join("main.attr")],
        };
        Self { name, files, paths }
    }

    /// Compiles it.
    pub fn compile(&self) -> Compilation {
        self.compile_for(None, None)
    }

    /// Compiles it for a consumer, at a release time.
    pub fn compile_for(&self, consumer: Option<&'static Consumer>, at: Option<Timestamp>) -> Compilation {
        compile_for(&Memory::new(self.files.clone()), &self.paths, at, consumer)
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => collect(root, &path, files),
            false => {
                let below = Path::new(ROOT).join(path.strip_prefix(root).unwrap());
                files.insert(below, std::fs::read(path).unwrap());
            }
        }
    }
}

/// The fixtures of a folder, by name.
pub fn fixtures(folder: &str) -> Vec<Fixture> {
    let entries = std::fs::read_dir(Path::new("fixtures").join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut inputs: Vec<PathBuf> =
        entries.filter(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == "attr")).collect();
    inputs.sort();
    inputs.iter().map(|path| Fixture::read(path)).collect()
}

/// Compares with the expectation beside a fixture; `INSTA_UPDATE=always` writes it.
pub fn snapshot(folder: &str, name: &str, content: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, content));
}

/// Checks every fixture of a folder and tells of all that fail, and of expectations whose fixture is gone.
pub fn every(folder: &str, check: impl Fn(Fixture)) {
    let names: Vec<String> = fixtures(folder).into_iter().map(|fixture| fixture.name).collect();
    for entry in std::fs::read_dir(Path::new("fixtures").join(folder)).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        if let Some(name) = file.strip_suffix(".snap") {
            let name = name.strip_suffix(".fixed").unwrap_or(name);
            assert!(names.iter().any(|known| known == name), "{file} belongs to no fixture");
        }
    }
    let failed: Vec<String> = fixtures(folder)
        .into_iter()
        .filter_map(|fixture| {
            let name = fixture.name.clone();
            catch_unwind(AssertUnwindSafe(|| check(fixture))).is_err().then_some(name)
        })
        .collect();
    assert!(failed.is_empty(), "{} fixtures fail: {}", failed.len(), failed.join(", "));
}
