//! Texts with a cursor or a selection drawn in them, and answers drawn under the texts.
//!
//! A fixture is `fixtures/ide/FEATURE/NAME.txt`. It is one file, `main.attr`, or several, each below a line `=== PATH` (an
//! `attr.toml`, stored texts, further `.attr` files). One of them holds the cursor `‸`, or a selection `«…»`; the marks are
//! no part of the text. What is answered stands beside it in `NAME.snap`, below the text that was asked about.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use attrc::ide::{Analysis, Reach};
use attrc::source::{FileId, Location, Span};
use attrc::syntax::Parsed;
use attrc::world::Memory;

/// Where the files of a fixture stand.
pub const ROOT: &str = "/case";

/// A fixture: files, and what is asked about.
pub struct Drawn {
    pub files: BTreeMap<PathBuf, String>,
    /// The file with the cursor or the selection; `main.attr`, where nothing is drawn.
    pub asked: PathBuf,
    /// What is selected; empty at a cursor.
    pub selection: Span,
}

impl Drawn {
    pub fn read(text: &str) -> Self {
        let mut files = BTreeMap::new();
        let (mut asked, mut selection) = (Path::new(ROOT).join("main.attr"), Span::at(0));
        for (path, content) in parts(text) {
            let path = Path::new(ROOT).join(path);
            let marks = content.match_indices(['‸', '«', '»']).map(|(at, mark)| (at, mark.len()));
            let marks: Vec<(usize, usize)> = marks.collect();
            assert!(marks.len() <= 2, "one cursor or one selection");
            if let (Some((lo, width)), Some((hi, _))) = (marks.first(), marks.last()) {
                let hi = if marks.len() == 2 { hi - width } else { *hi };
                (asked, selection) = (path.clone(), Span::new(*lo as u32, hi as u32));
            }
            files.insert(path, content.replace(['‸', '«', '»'], ""));
        }
        Self { files, asked, selection }
    }

    /// Where the cursor stands.
    pub fn cursor(&self) -> u32 {
        self.selection.lo
    }

    /// All files of the fixture, as `attrc check` sees them.
    pub fn whole(&self) -> Analysis {
        self.analyse(&self.start(), Reach::Whole)
    }

    /// What `attrc check` is asked about.
    pub fn start(&self) -> PathBuf {
        let is_project = self.files.contains_key(&Path::new(ROOT).join("attr.toml"));
        if is_project { ROOT.into() } else { self.asked.clone() }
    }

    /// The file with the cursor, and what it uses.
    pub fn near(&self) -> Analysis {
        self.analyse(&self.asked, Reach::Near)
    }

    fn analyse(&self, path: &Path, reach: Reach) -> Analysis {
        analysis(&self.files, &[path.to_owned()], reach)
    }

    /// The file with the cursor, in an analysis.
    pub fn file(&self, analysis: &Analysis) -> FileId {
        analysis.file(&self.asked).expect("the file with the cursor is analysed")
    }
}

/// All that some paths name among some files.
pub fn analyse(files: &BTreeMap<PathBuf, String>, paths: &[PathBuf]) -> Analysis {
    analysis(files, paths, Reach::Whole)
}

fn analysis(files: &BTreeMap<PathBuf, String>, paths: &[PathBuf], reach: Reach) -> Analysis {
    let world = Memory::new(files.clone());
    Analysis::new(&world, paths, reach, |text| Arc::new(Parsed::new(text.content.clone())))
}

fn parts(text: &str) -> Vec<(&str, String)> {
    if !text.starts_with("=== ") {
        return vec![("main.attr", text.to_owned())];
    }
    let sections = text.split("=== ").skip(1);
    sections.map(|section| section.split_once('\n').unwrap()).map(|(path, text)| (path, text.to_owned())).collect()
}

/// The lines that places stand in, each with the places drawn below it and what is said of them.
pub fn draw(analysis: &Analysis, places: &[(Location, String)]) -> String {
    let mut out = String::new();
    for (file, text) in analysis.files() {
        let mut rows: BTreeMap<u32, Vec<(Span, &str)>> = BTreeMap::new();
        for (place, said) in places.iter().filter(|(place, _)| place.file == file) {
            rows.entry(text.lines.line_of(place.span.lo)).or_default().push((place.span, said));
        }
        if !rows.is_empty() {
            let _ = writeln!(out, "=== {}", text.path);
        }
        for (line, mut spans) in rows {
            spans.sort_unstable();
            let content = text.lines.content(&text.content, line);
            let start = text.lines.start(line).unwrap_or_default();
            let _ = writeln!(out, "{:>4} │ {content}", line + 1);
            for (span, said) in spans {
                let before = &content[..(span.lo - start) as usize];
                let end = ((span.hi - start) as usize).min(content.len());
                let width = display(&content[(span.lo - start) as usize..end]).max(1);
                let more = if (span.hi - start) as usize > content.len() { "…" } else { "" };
                let _ = writeln!(out, "     · {}{}{more} {said}", " ".repeat(display(before)), "^".repeat(width));
            }
        }
    }
    out
}

/// Columns of a terminal.
fn display(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The fixtures of a feature, by name.
pub fn fixtures(feature: &str) -> Vec<(String, Drawn)> {
    let fixture = |(name, text): (String, String)| (name, Drawn::read(&text));
    texts(feature).into_iter().map(fixture).collect()
}

/// Asks about every fixture of a feature, and compares the answers with what stands beside it.
pub fn every(feature: &str, mut ask: impl FnMut(&Drawn) -> String) {
    let folder = folder(feature);
    for (name, text) in texts(feature) {
        let answer = ask(&Drawn::read(&text));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, format!("{text}\n────\n{answer}")));
    }
}

fn folder(feature: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ide").join(feature)
}

fn texts(feature: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder(feature)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{feature} has fixtures");
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    paths.into_iter().map(|path| (name(&path), std::fs::read_to_string(&path).unwrap())).collect()
}
