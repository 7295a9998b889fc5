//! Every code has a small text that shows it: `fixtures/diagnostics/CODE[.VARIANT].attr`, or a folder of that name.
//!
//! Beside each stands what people read (`….snap`) and, where safe fixes mend it, the text after them (`….fixed.snap`).
//! `+OTHER` in a name announces that another code shows as well. In a folder, `paths.txt` lists what is compiled, else
//! it is `main.attr`. `INSTA_UPDATE=always cargo test --test diagnostics` writes the expectations anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;

use attrc::Compilation;
use attrc::diag::render::{Format, Style, render};
use attrc::diag::{Applicability, Diagnostic, Fix, Severity, apply_fixes, codes};
use attrc::source::FileId;
use support::{Fixture, ROOT, every, fixtures, snapshot};

/// Codes that no small text shows, and why.
const WITHOUT_FIXTURE: &[(&str, &str)] = &[
    ("too-many-claims", "it takes 10,001 claims: tests/facts.rs makes them"),
    ("too-many-findings", "it takes 10,001 mistakes: tests/hostile.rs makes them"),
    ("json-syntax", "it is no `.attr` file: tests/json.rs"),
    ("json-unclosed", "it is no `.attr` file: tests/json.rs"),
    ("json-too-deep", "it is no `.attr` file: tests/json.rs"),
    ("json-repeated-key", "it is no `.attr` file: tests/json.rs"),
    ("json-lone-surrogate", "it is no `.attr` file: tests/json.rs"),
    ("no-object", "it is no `.attr` file: tests/import.rs"),
    ("not-recovered", "it would be a mistake of attrc: tests/import.rs"),
    ("unproved-layout", "no text is known that shows it: tests/format.rs looks for one"),
    ("scratch-release", "only `attrc publish` says it: tests/taxii/command.rs"),
    ("above-ceiling", "only `attrc publish` says it: tests/taxii/command.rs"),
    ("overtaken", "only `attrc publish` says it: tests/taxii/endings.rs"),
    ("scratch-namespace", "only `attrc build` says it: tests/cli.rs"),
    ("outdated-lock", "only what releases says it: tests/locks.rs"),
    ("same-version", "only what releases says it: tests/locks.rs"),
    ("other-author", "only what releases says it: tests/locks.rs"),
    ("earlier-version", "only what releases says it: tests/locks.rs"),
    ("late-rename", "only what releases says it: tests/locks.rs"),
    ("no-lock", "only what releases says it: tests/locks.rs"),
    ("unlocked-part", "only what releases says it: tests/locks.rs"),
];

/// How often fixes are applied before a fixture counts as not mended.
const ROUNDS: usize = 8;

/// The codes that it announces: that of its name, then those behind `+`.
fn announced(fixture: &Fixture) -> BTreeSet<&str> {
    let (first, rest) = fixture.name.split_once('+').unwrap_or((&fixture.name, ""));
    let first = first.split('.').next();
    first.into_iter().chain(rest.split('+').filter(|other| !other.is_empty())).collect()
}

/// Applies safe fixes until there are none, and tells whether there were any.
fn mend(fixture: &mut Fixture) -> bool {
    let mut mended = false;
    for _ in 0..ROUNDS {
        let compilation = fixture.compile();
        let mut applied = 0;
        for (at, text) in compilation.project.texts.iter().enumerate() {
            let fixes = compilation.diagnostics.iter().filter_map(|diagnostic| diagnostic.fixes.first());
            let (fixed, count) = apply_fixes(FileId(at as u32), &text.content, fixes);
            if count > 0 {
                fixture.files.insert(compilation.project.root.join(&text.path), fixed.into_bytes());
                applied += count;
            }
        }
        if applied == 0 {
            return mended;
        }
        mended = true;
    }
    panic!("{}: the fixes come to no end", fixture.name);
}

fn rendered(compilation: &Compilation) -> String {
    let mut out = Vec::new();
    let style = Style { color: false, width: 100, unicode: true, ..Style::default() };
    render(Format::Terminal, &compilation.diagnostics, &compilation.project.texts, &style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn is_safe(fix: &Fix) -> bool {
    fix.applicability == Applicability::Safe
}

/// The findings that promise a safe fix, by code and message.
fn mendable(diagnostics: &[Diagnostic]) -> BTreeSet<(&str, &str)> {
    let promised = diagnostics.iter().filter(|diagnostic| diagnostic.fixes.first().is_some_and(is_safe));
    promised.map(|diagnostic| (diagnostic.code.name, diagnostic.message.as_str())).collect()
}

fn check(mut fixture: Fixture) {
    let before = fixture.compile();
    let shown: BTreeSet<&str> = before.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect();
    snapshot("diagnostics", &fixture.name, &rendered(&before));
    assert_eq!(shown, announced(&fixture), "{}", fixture.name);

    if !mend(&mut fixture) {
        return;
    }
    let after = fixture.compile();
    let texts = fixture.files.iter().map(|(path, bytes)| {
        format!("=== {} ===\n{}", path.strip_prefix(ROOT).unwrap().display(), String::from_utf8_lossy(bytes))
    });
    snapshot("diagnostics", &format!("{}.fixed", fixture.name), &texts.collect::<String>());
    let left: BTreeSet<(&str, &str)> =
        after.diagnostics.iter().map(|finding| (finding.code.name, finding.message.as_str())).collect();
    let still: Vec<_> = mendable(&before.diagnostics).intersection(&left).copied().collect();
    assert!(still.is_empty(), "{}: its fix leaves {still:?}", fixture.name);
}

#[test]
fn every_fixture_shows_its_code_and_is_mended_by_its_fix() {
    every("diagnostics", check);
}

/// `fixtures/near-misses/RULE[.VARIANT].attr`: what a rule has to be silent on.
#[test]
fn no_rule_speaks_of_its_near_misses() {
    let mut silent = BTreeSet::new();
    for fixture in fixtures("near-misses") {
        let rule = fixture.name.split('.').next().unwrap().to_owned();
        let code = codes::find(&rule).unwrap_or_else(|| panic!("near-misses/{}: no rule is called so", fixture.name));
        let shown = fixture.compile().diagnostics;
        let told = |diagnostic: &&Diagnostic| diagnostic.code.id == code.id || diagnostic.severity == Severity::Error;
        let wrong: Vec<&str> = shown.iter().filter(told).map(|diagnostic| diagnostic.message.as_str()).collect();
        assert!(wrong.is_empty(), "near-misses/{}: {wrong:?}", fixture.name);
        silent.insert(rule);
    }
    let without: Vec<&str> = codes::all()
        .filter(|code| is_rule(code))
        .map(|code| code.name)
        .filter(|name| !silent.contains(*name))
        .collect();
    assert!(without.is_empty(), "no near miss of {without:?}");
}

/// Whether a code is one of the rules on facts (`src/facts/checks/`), by its stage.
fn is_rule(code: &codes::Code) -> bool {
    !code.id.starts_with('R') && ["13", "14", "15", "16", "17"].iter().any(|stage| code.id.get(1..3) == Some(stage))
}

#[test]
fn every_code_has_a_fixture() {
    let shown: BTreeSet<String> = fixtures("diagnostics")
        .iter()
        .flat_map(|fixture| announced(fixture).into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let excused = |name: &str| WITHOUT_FIXTURE.iter().any(|(excused, _)| *excused == name);
    let missing: Vec<&str> =
        // What the standard asks for is shown by tests/validate.rs, what consumers do not take by tests/targets.rs.
        codes::all()
            .filter(|code| !code.id.starts_with('R') && !codes::targets::ALL.contains(code))
            .map(|code| code.name)
            .filter(|name| !shown.contains(*name) && !excused(name))
            .collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
    for (excused, why) in WITHOUT_FIXTURE {
        assert!(codes::find(excused).is_some() && !shown.contains(*excused), "`{excused}` needs no excuse ({why})");
    }
}

#[test]
fn diagnostics_keep_to_the_form_of_messages() {
    for fixture in fixtures("diagnostics") {
        for diagnostic in fixture.compile().diagnostics {
            let help = diagnostic.help.iter().map(|help| help.trim_end_matches('?').to_owned());
            let texts = [diagnostic.message.clone(), diagnostic.label.clone()].into_iter().chain(help);
            let texts = texts.chain(diagnostic.related.iter().map(|label| label.text.clone()));
            let texts = texts.chain(diagnostic.fixes.iter().map(|fix| fix.title.clone()));
            for text in texts {
                let plain = !text.ends_with(['.', '!']) && !text.contains(['\n', '\t']) && !text.contains("  ");
                assert!(plain, "{}: {text:?}", fixture.name);
                assert_eq!(text.matches('`').count() % 2, 0, "{}: {text:?}", fixture.name);
                for wrong in ["a a", "a e", "a i", "a o", "an b", "an c", "an g", "an m", "an p", "an s", "an t"] {
                    assert!(!format!(" {text}").contains(&format!(" {wrong}")), "{}: {text:?}", fixture.name);
                }
            }
        }
    }
}
