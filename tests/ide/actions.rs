//! What can be done at a place. Each action is applied: what comes out is read, and is what the action says that it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use attrc::ide::{Action, ActionKind, Analysis, actions};
use attrc::source::FileId;

use crate::drawing::{Drawn, every};

#[test]
fn actions_do_what_they_say() {
    every("actions", |drawn| {
        let (near, whole) = (drawn.near(), drawn.whole());
        let file = drawn.file(&near);
        let found = actions(&near, Some(&whole), file, drawn.selection);
        let mut out = String::new();
        for action in &found {
            let files = applied(drawn, &near, action);
            let after = Drawn { files, asked: drawn.asked.clone(), selection: drawn.selection };
            check(drawn, &near, action, &after);
            let preferred = if action.preferred { ", preferred" } else { "" };
            let mends = action.mends.map(|index| format!(", mends {}", near.compilation.diagnostics[index].code.name));
            let kind = format!("{:?}", action.kind).to_lowercase();
            out += &format!("{} ({kind}{preferred}{})\n", action.title, mends.unwrap_or_default());
            out += &difference(&drawn.files, &after.files);
        }
        if out.is_empty() { "nothing\n".to_owned() } else { out }
    });
}

fn check(before: &Drawn, near: &Analysis, action: &Action, after: &Drawn) {
    let problems = |analysis: &Analysis, file: FileId| analysis.parsed(file).unwrap().problems(file).count();
    let then = after.near();
    let (was, is) = (problems(near, before.file(near)), problems(&then, after.file(&then)));
    assert!(is <= was, "{}: is read worse than before", action.title);
    if let Some(index) = action.mends {
        let mended = &near.compilation.diagnostics[index];
        let count = |analysis: &Analysis| {
            let all = analysis.compilation.diagnostics.iter();
            all.filter(|found| found.code.id == mended.code.id && found.message == mended.message).count()
        };
        assert!(count(&then) < count(near), "{}: mends nothing", action.title);
    }
    if matches!(action.kind, ActionKind::Rewrite | ActionKind::Extract) {
        let (was, is) = (before.whole(), after.whole());
        assert_eq!(was.compilation.has_errors(), is.compilation.has_errors(), "{}", action.title);
        let moved = !action.creates.is_empty();
        if action.kind == ActionKind::Rewrite || moved {
            let changed: Vec<String> = objects(&was).symmetric_difference(&objects(&is)).cloned().collect();
            assert!(changed.is_empty(), "{}: means something else: {}", action.title, changed.join("\n"));
        } else if action.title.contains("its id stays") {
            let ids = |analysis: &Analysis| -> BTreeSet<String> {
                let ids = analysis.compilation.objects.iter().filter_map(|object| object.id);
                ids.filter(|id| !["note", "relationship"].contains(&id.kind())).map(|id| id.to_string()).collect()
            };
            let lost: Vec<String> = ids(&was).difference(&ids(&is)).cloned().collect();
            assert!(lost.is_empty(), "{}: {lost:?}\n{:#?}", action.title, is.compilation.diagnostics);
        }
    }
}

/// The objects of a build, in no order, without the labels that the extension tells.
fn objects(analysis: &Analysis) -> BTreeSet<String> {
    let told = |object: &attrc::stix::Object| {
        let mut value = serde_json::to_value(object).unwrap();
        if let Some(extensions) = value.get_mut("extensions").and_then(|all| all.as_object_mut()) {
            for claim in extensions.values_mut().filter_map(|extension| extension.get_mut("claim")) {
                claim.as_object_mut().unwrap().remove("own_labels");
            }
        }
        if let Some(references) = value.get_mut("object_refs").and_then(|all| all.as_array_mut()) {
            references.sort_by_key(ToString::to_string);
        }
        format!("{value:#}")
    };
    analysis.compilation.objects.iter().map(told).collect()
}

/// The files after an action.
fn applied(drawn: &Drawn, analysis: &Analysis, action: &Action) -> BTreeMap<PathBuf, String> {
    let mut files = drawn.files.clone();
    let mut by_file: BTreeMap<FileId, Vec<(usize, &attrc::diag::Edit)>> = BTreeMap::new();
    for (at, edit) in action.edits.iter().enumerate() {
        by_file.entry(edit.location.file).or_default().push((at, edit));
    }
    for (file, mut edits) in by_file {
        edits.sort_by_key(|(at, edit)| (edit.location.span.lo, edit.location.span.hi, *at));
        let spans: Vec<_> = edits.iter().map(|(_, edit)| edit.location.span).collect();
        assert!(spans.windows(2).all(|pair| pair[0].hi <= pair[1].lo), "{}: edits overlap", action.title);
        let content = files.get_mut(&analysis.path(file).unwrap()).unwrap();
        for (_, edit) in edits.iter().rev() {
            content.replace_range(edit.location.span.range(), &edit.text);
        }
    }
    for new in &action.creates {
        assert!(files.insert(new.path.clone(), new.content.clone()).is_none(), "{} is there", new.path.display());
    }
    files
}

/// The lines that differ, file by file.
fn difference(before: &BTreeMap<PathBuf, String>, after: &BTreeMap<PathBuf, String>) -> String {
    let mut out = String::new();
    for (path, text) in after.iter().filter(|(path, text)| before.get(*path) != Some(text)) {
        let old: Vec<&str> = before.get(path).map(|text| text.lines().collect()).unwrap_or_default();
        let new: Vec<&str> = text.lines().collect();
        let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let rest = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
        out += &format!("  {}:{}\n", path.file_name().unwrap().display(), head + 1);
        out.extend(old[head..old.len() - tail].iter().map(|line| format!("  - {line}\n")));
        out.extend(new[head..new.len() - tail].iter().map(|line| format!("  + {line}\n")));
    }
    out
}
