//! The house rules that no compiler checks: who may know whom, how long a file may be, what is generated is fresh.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the layers that it may name; the folders tell the data's way (docs/architecture.md).
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("world", &[]),
    ("vocab", &[]),
    ("diag", &["source"]),
    ("json", &["source", "diag"]),
    ("syntax", &["source", "diag", "vocab"]),
    ("format", &["source", "diag", "syntax"]),
    ("project", &["source", "world", "diag", "vocab", "syntax"]),
    ("facts", &["source", "diag", "vocab", "syntax", "project"]),
    ("stix", &["source", "diag", "json", "vocab", "facts"]),
    ("targets", &["source", "diag", "vocab", "facts", "stix"]),
    ("import", &["source", "diag", "json", "vocab", "syntax", "format", "stix"]),
    ("reference", &["diag", "vocab"]),
    ("versions", &["source", "diag", "json", "vocab", "stix"]),
    ("review", &["source", "diag", "json", "vocab", "stix", "versions"]),
    ("outputs", &["source", "world", "diag", "json", "vocab", "project", "stix", "versions"]),
    (
        "compile",
        &["source", "world", "diag", "json", "vocab", "syntax", "project", "facts", "stix", "targets", "versions"],
    ),
    ("roundtrip", &["source", "world", "diag", "json", "syntax", "stix", "compile", "import"]),
    ("queries", &["source", "diag", "vocab", "project", "facts", "stix", "Compilation"]),
    (
        "ide",
        &[
            "source",
            "world",
            "diag",
            "vocab",
            "syntax",
            "format",
            "project",
            "facts",
            "stix",
            "reference",
            "queries",
            "Compilation",
            "Goal",
            "compile_sources",
            "sources",
        ],
    ),
    ("lsp", &["source", "world", "diag", "syntax", "format", "project", "ide"]),
    (
        "cli",
        &[
            "source",
            "world",
            "diag",
            "json",
            "vocab",
            "syntax",
            "project",
            "facts",
            "format",
            "stix",
            "versions",
            "review",
            "outputs",
            "reference",
            "queries",
            "lsp",
            "compile",
            "roundtrip",
            "Compilation",
            "compile_for",
        ],
    ),
];

/// Lines that a file may have before it is looked at, and at all.
const SOFT_LIMIT: usize = 400;
const HARD_LIMIT: usize = 600;

#[test]
fn layers_know_only_what_is_below_them() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let layer = layer_of(&path);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            assert!(["lib", "main"].contains(&layer.as_str()), "{layer} is no layer of tests/tidy.rs");
            continue;
        };
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for named in line.split("crate::").skip(1) {
                let named: String =
                    named.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
                if !named.is_empty() && named != layer && !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{}:{}: {layer} knows nothing of {named}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nom_stays_in_the_grammar() {
    let outside = |path: &Path| layer_of(path) != "syntax" && !path.starts_with("stix/pattern");
    let wrong: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|(path, text)| outside(path) && text.lines().any(|line| line.starts_with("use nom")))
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn only_the_world_knows_the_outside() {
    let outside = [
        "SystemTime::now",
        "Timestamp::now",
        "Zoned::now",
        "new_v4",
        "env::var",
        "fs::read",
        "fs::write",
        "File::open",
        "Command::new",
        "TcpStream",
        "ureq::",
        "thread::sleep",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| layer_of(path) != "world") {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        wrong.extend(
            code.filter(|line| outside.iter().any(|word| line.contains(word)))
                .map(|line| format!("{}: {line}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    let long: Vec<(PathBuf, usize)> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > SOFT_LIMIT)
        .collect();
    let too_long: Vec<_> = long.iter().filter(|(_, lines)| *lines > HARD_LIMIT).collect();
    assert!(too_long.is_empty(), "over {HARD_LIMIT} lines: {too_long:?}");
    assert!(long.len() <= 4, "more than four files over {SOFT_LIMIT} lines; split by subject: {long:?}");
}

#[test]
fn generated_look_ups_are_fresh() {
    let stale = attrc_generate::stale(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert!(stale.is_empty(), "run `cargo run -p attrc-generate`: {stale:?}");
}

/// The sources, generated ones aside, by their path below `src/`.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("generated.rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 50);
    found
}

fn layer_of(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}
