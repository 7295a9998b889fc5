//! Other names: everywhere, or not at all, and with the ids that things had.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use attrc::diag::Edit;
use attrc::facts::{Form, Referent};
use attrc::ide::{Analysis, renamable, rename};

use crate::drawing::{ROOT, analyse, every};

/// What a fixture is renamed to: the words behind this in the file with the cursor.
const TO: &str = "# renamed to ";

#[test]
fn names_change_everywhere_or_not_at_all() {
    every("rename", |drawn| {
        let analysis = drawn.whole();
        let file = drawn.file(&analysis);
        let content = &analysis.text(file).unwrap().content;
        let name = content.lines().find_map(|line| line.strip_prefix(TO)).unwrap_or("another_name");
        let (asked, renamed) =
            (renamable(&analysis, file, drawn.cursor()), rename(&analysis, file, drawn.cursor(), name));
        let renaming = match (asked, renamed) {
            (Err(why), Err(again)) if why == again => return format!("cannot be renamed: {why}\n"),
            (Ok(span), Err(why)) => {
                return format!("{} cannot be called so: {why}\n", &content[span.range()]);
            }
            (Ok(_), Ok(renaming)) => renaming,
            (asked, renamed) => panic!("{asked:?} {renamed:?}"),
        };
        let paths = [drawn.start()];
        let again = |files: &BTreeMap<PathBuf, String>| analyse(files, &paths);
        let plain = changed(&analysis, &renaming.edits);
        let kept = changed(&analysis, &[renaming.edits, renaming.was].concat());
        assert_eq!(findings(&analysis), findings(&again(&plain)), "other findings");
        assert_eq!(findings(&analysis), findings(&again(&kept)), "other findings with `was`");
        assert_eq!(ids(&analysis), ids(&again(&kept)), "other ids with `was`");
        let is_same = ids(&analysis) == ids(&again(&plain));
        let builds = !analysis.compilation.objects.is_empty();
        assert!(!builds || is_same == (plain == kept), "`was` is offered where ids change without it");
        lines(&analysis, &kept)
    });
}

#[test]
fn all_names_of_all_cases_can_change_and_keep_their_ids() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let files = read(&cases);
    let folders: BTreeSet<PathBuf> = files.keys().filter_map(|path| Some(path.parent()?.to_owned())).collect();
    let (mut names, mut labels) = (0, 0);
    for case in folders.into_iter().filter(|folder| folder != Path::new(ROOT)) {
        let analysis = analyse(&files, std::slice::from_ref(&case));
        assert!(!analysis.compilation.objects.is_empty(), "{} builds", case.display());
        let facts = analysis.facts();
        let referents: BTreeSet<Referent> = facts.references.iter().map(|reference| reference.to).collect();
        let mut edits = Vec::new();
        for referent in referents {
            let place = analysis.names().of(referent)[0];
            match referent {
                Referent::Entity(id) if facts.entity(id).form != Form::Declared => continue,
                Referent::Entity(_) => names += 1,
                Referent::Label(_) => labels += 1,
            }
            let name = format!("zz_{}", analysis.written(place));
            let renaming = rename(&analysis, place.file, place.span.hi, &name).unwrap();
            edits.extend(renaming.edits);
            edits.extend(renaming.was);
        }
        let renamed = analyse(&changed(&analysis, &edits), std::slice::from_ref(&case));
        assert_eq!(codes(&analysis), codes(&renamed), "{}", case.display());
        assert_eq!(ids(&analysis), ids(&renamed), "{}", case.display());
    }
    assert!(names > 300 && labels > 40, "{names} {labels}");
}

/// The files below a folder, as those of a fixture.
fn read(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                files.insert(Path::new(ROOT).join(path.strip_prefix(folder).unwrap()), text);
            }
        }
    }
    files
}

/// All that was read, after some edits.
fn changed(analysis: &Analysis, edits: &[Edit]) -> BTreeMap<PathBuf, String> {
    let project = &analysis.compilation.project;
    let texts = project.texts.iter().map(|text| (project.root.join(&text.path), text.content.to_string()));
    let stored = analysis.compilation.stored.values();
    let stored = stored.map(|text| (project.root.join(&text.path), text.content.clone()));
    let mut files: BTreeMap<PathBuf, String> = texts.chain(stored).collect();
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.location));
    for edit in edits {
        let text = files.get_mut(&analysis.path(edit.location.file).unwrap()).unwrap();
        text.replace_range(edit.location.span.range(), &edit.text);
    }
    files
}

/// What is wrong where, without the words, which have names in them.
fn findings(analysis: &Analysis) -> Vec<(&'static str, Option<(u32, u32)>)> {
    let found = analysis.compilation.diagnostics.iter();
    let line = |at: attrc::source::Location| analysis.text(at.file).unwrap().position(at.span.lo).line;
    found.map(|it| (it.code.name, it.primary.map(|at| (at.file.0, line(at))))).collect()
}

/// Which findings there are: where some stand changes with the lines that `was` takes.
fn codes(analysis: &Analysis) -> Vec<(&'static str, u32)> {
    let found = analysis.compilation.diagnostics.iter();
    let mut codes: Vec<_> = found.map(|it| (it.code.name, it.primary.map_or(0, |at| at.file.0))).collect();
    codes.sort_unstable();
    codes
}

fn ids(analysis: &Analysis) -> BTreeSet<String> {
    analysis.compilation.objects.iter().filter_map(|object| Some(object.id?.to_string())).collect()
}

/// The lines that are not what they were.
fn lines(analysis: &Analysis, changed: &BTreeMap<PathBuf, String>) -> String {
    let mut out = String::new();
    for (_, text) in analysis.files() {
        let new = &changed[&analysis.compilation.project.root.join(&text.path)];
        let old: BTreeSet<&str> = text.content.lines().collect();
        for line in new.lines().filter(|line| !old.contains(line)) {
            out += &format!("{}: {line}\n", text.path);
        }
    }
    out
}
