//! The pages in `docs/` say what is so: their examples check, and the reference pages are those that the tables give.
//!
//! `ATTRC_UPDATE=1 cargo test --test docs` rewrites the reference pages, lays the examples out, and rewrites what those
//! of mistakes and what questions are answered.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../support/asked.rs"]
mod asked;
mod page;

use std::fs;
use std::path::{Path, PathBuf};

use attrc::diag::codes;
use attrc::reference::{example, pages};
use attrc::world::Memory;
use page::Page;

/// Whether files are to be rewritten.
fn update() -> bool {
    std::env::var_os("ATTRC_UPDATE").is_some_and(|value| !value.is_empty() && value != "0")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `README.md` and the pages of `docs/`, but not the generated ones.
fn written_pages() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.push(root().join("README.md"));
    found.retain(|path| path.extension().is_some_and(|end| end == "md") && path.is_file());
    found.sort();
    found
}

#[test]
fn reference_pages_are_fresh() {
    let folder = root().join("docs/reference");
    fs::create_dir_all(&folder).unwrap();
    let mut stale = Vec::new();
    for page in pages() {
        let path = folder.join(page.file);
        if fs::read_to_string(&path).is_ok_and(|stored| stored == page.content) {
            continue;
        }
        match update() {
            true => fs::write(path, page.content).unwrap(),
            false => stale.push(page.file),
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; `ATTRC_UPDATE=1 cargo test --test docs` rewrites them");
}

#[test]
fn examples_in_pages_check() {
    let mut wrong = String::new();
    for path in written_pages() {
        let text = fs::read_to_string(&path).unwrap();
        wrong += &Page::new(&path, &text).findings();
    }
    assert!(wrong.is_empty(), "examples that do not check:\n{wrong}");
}

#[test]
fn examples_in_pages_are_in_their_form() {
    for path in written_pages() {
        let text = fs::read_to_string(&path).unwrap();
        let laid_out = Page::new(&path, &text).laid_out();
        match laid_out == text {
            true => {}
            false if update() => fs::write(&path, laid_out).unwrap(),
            false => panic!("{}: `ATTRC_UPDATE=1 cargo test --test docs` lays its examples out", path.display()),
        }
    }
}

#[test]
fn mistakes_in_pages_are_answered_as_the_pages_say() {
    for path in written_pages() {
        let text = fs::read_to_string(&path).unwrap();
        let answered = Page::new(&path, &text).answered();
        if answered == text {
            continue;
        }
        match update() {
            true => fs::write(&path, answered).unwrap(),
            false => {
                let line = answered.lines().zip(text.lines()).position(|(a, b)| a != b).unwrap_or(0) + 1;
                panic!("{}:{line} differs; `ATTRC_UPDATE=1 cargo test --test docs` rewrites it", path.display());
            }
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let mut broken = Vec::new();
    for path in written_pages() {
        let text = fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            let has_anchor = || anchors(&fs::read_to_string(&target).unwrap()).iter().any(|there| there == anchor);
            if !file.contains("://") && !(target.exists() && (anchor.is_empty() || has_anchor())) {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The anchors of the headings of a page, as renderers of Markdown make them.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let anchor = |heading: &str| {
        let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    headings.map(anchor).collect()
}

#[test]
fn examples_of_codes_have_their_code_and_no_other() {
    for code in codes::all() {
        let Some(example) = example(code) else { continue };
        let compilation = attrc::compile(&Memory::new([("/example.attr", example)]), &["/example.attr".into()], None);
        let found: Vec<&str> = compilation.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect();
        // A speech in so short a text stands in no document; that is not what it shows.
        let found: Vec<&str> =
            found.into_iter().filter(|name| *name != "speech-outside-document" || code.name == *name).collect();
        assert!(found == [code.name], "{}: {found:?}", code.name);
    }
}
