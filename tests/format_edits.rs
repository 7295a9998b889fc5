//! Layout for editors: edits instead of a text, of all of it, of a range, of what was just typed.
//!
//! In `fixtures/format/range/NAME.txt` the range stands between `‹` and `›`, in `fixtures/format/typed/NAME.txt` `‸` stands behind
//! what was typed; what becomes of them is beside them in `NAME.out` (`ATTRC_UPDATE=1` rewrites it).
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use attrc::diag::Edit;
use attrc::format::{edits, format, on_type, range};
use attrc::source::{FileId, Span};
use attrc::syntax::literal::unquote;
use attrc::syntax::token::{Kind, token};
use attrc::syntax::{Extent, comments, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A text with its edits, which stand in its order and do not overlap.
fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        let range = edit.location.span.range();
        assert!(range.start >= at, "edits overlap");
        out.push_str(&text[at..range.start]);
        assert_ne!(text[range.clone()], edit.text, "an edit that edits nothing");
        out.push_str(&edit.text);
        at = range.end;
    }
    out + &text[at..]
}

fn whole(text: &str) -> String {
    format(FileId(0), text).text
}

fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == ending)
                && let Ok(text) = fs::read_to_string(&path)
            {
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 3, "{folder}");
    found
}

/// Texts as a careless hand leaves them: torn into lines, joined, with line ends of another system.
fn torn(text: &str) -> [String; 3] {
    [text.to_owned(), text.replace("  ", " \r\n\t"), text.replace("\n    ", "  ").replace(" {\n", "{")]
}

/// Holds the fixtures of a folder to what is beside them.
fn fixtures(folder: &str, laid_out: impl Fn(&str) -> String) {
    let mut wrong = Vec::new();
    for (path, text) in files(folder, "txt") {
        let out = laid_out(&text);
        let beside = path.with_extension("out");
        if std::env::var_os("ATTRC_UPDATE").is_some() {
            fs::write(&beside, &out).unwrap();
        }
        if fs::read_to_string(&beside).unwrap_or_default() != out {
            wrong.push(format!("=== {}\n{out}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ranges_come_out_as_beside_them() {
    fixtures("fixtures/format/range", |drawn| {
        let text = drawn.replace(['‹', '›'], "");
        let span = Span::new(drawn.find('‹').unwrap() as u32, (drawn.find('›').unwrap() - '‹'.len_utf8()) as u32);
        applied(&text, &range(FileId(0), &text, span))
    });
}

#[test]
fn what_follows_typing_comes_out_as_beside_it() {
    fixtures("fixtures/format/typed", |drawn| {
        let text = drawn.replace('‸', "");
        let at = drawn.find('‸').unwrap();
        let typed = if text[..at].ends_with('}') { '}' } else { '\n' };
        applied(&text, &on_type(FileId(0), &text, at as u32, typed))
    });
}

#[test]
fn edits_make_the_form_and_are_small() {
    for (path, text) in files("fixtures", "attr") {
        for text in torn(&text) {
            let edits = edits(FileId(0), &text);
            assert_eq!(applied(&text, &edits), whole(&text), "{}", path.display());
            let longest = edits.iter().map(|edit| edit.location.span.len()).max().unwrap_or_default();
            let longest_comment = comments(&text).iter().map(|comment| comment.len()).sum::<usize>() as u32;
            let longest_gap = text.split(|letter: char| !letter.is_whitespace()).map(str::len).max().unwrap() as u32;
            assert!(longest <= longest_gap * 2 + longest_comment * 2, "{longest} {}", path.display());
        }
    }
}

#[test]
fn statements_one_after_the_other_are_the_whole() {
    let mut laid_out = 0;
    for (path, text) in
        ["cases", "facts", "format", "words"].iter().flat_map(|folder| files(&format!("fixtures/{folder}"), "attr"))
    {
        for mut text in torn(&text) {
            let form = whole(&text);
            let (tree, problems) = parse(FileId(0), &text);
            if !problems.is_empty() || tree.items.is_empty() {
                continue;
            }
            for at in 0..tree.items.len() {
                let (tree, _) = parse(FileId(0), &text);
                let head = Span::of(&text, tree.items[at].first().unwrap());
                let edits = range(FileId(0), &text, head);
                text = applied(&text, &edits);
            }
            assert_eq!(text, form, "{}", path.display());
            laid_out += 1;
        }
    }
    assert!(laid_out > 200, "{laid_out}");
}

/// Runs `attrc fmt` in a folder.
fn run(folder: &Path, arguments: &[&str], stdin: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    let command = command.arg("fmt").args(arguments).current_dir(folder).env("NO_COLOR", "1");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_lays_out_lines_and_tells_edits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.attr");
    let text = "actor  程 \"程\"\nactor  b\nactor  c\nactor {\n";
    fs::write(&path, text).unwrap();
    fs::write(folder.path().join("b.attr"), "actor b\n").unwrap();

    let schema: Value = serde_json::from_str(include_str!("../schemas/edits.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let told = |arguments: &[&str], stdin: &str| {
        let (status, out, _) = run(folder.path(), arguments, stdin);
        let told: Value = serde_json::from_str(&out).unwrap();
        let wrong: Vec<String> = schema.iter_errors(&told).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        (status, told["files"].as_array().unwrap().clone())
    };
    let place = |column: u32| json!({ "line": 1, "column": column });
    let (status, files) = told(&["--edits"], "");
    assert_eq!(
        (status, files[0]["file"].as_str(), files[1]["edits"].as_array().unwrap().len()),
        (1, Some("a.attr"), 0)
    );
    let first = json!({ "span": { "start": 6, "end": 7 }, "start": place(7), "end": place(8), "text": "" });
    assert_eq!(files[0]["edits"][0], first);
    let (status, files) = told(&["--edits", "--range", "2", "-"], text);
    assert_eq!((status, files[0]["edits"].as_array().unwrap().len()), (0, 1));
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "edits are told and not made");

    let (status, out, _) = run(folder.path(), &["--range", "2:3", "--check", "a.attr"], "");
    assert!(status == 1 && out.contains("+actor b\n+actor c\n"), "{out}");
    assert_eq!(run(folder.path(), &["--range", "2:3", "a.attr"], "").0, 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), text.replace("  b", " b").replace("  c", " c"));
    assert_eq!(run(folder.path(), &["--range", "1:1", "-"], "actor  b\nactor  c").1, "actor b\nactor  c");

    for (wrong, why) in [
        (&["--range", "3:2", "a.attr"][..], "12:40"),
        (&["--range", "9", "a.attr"], "no line 9"),
        (&["--range", "1"], "which file"),
    ] {
        let (status, _, told) = run(folder.path(), wrong, "");
        assert!(status == 2 && told.contains(why), "{told}");
    }
}

/// Pieces of fixtures, put together anew.
fn pieces() -> impl Strategy<Value = String> {
    let all: Vec<String> = files("fixtures", "attr")
        .into_iter()
        .flat_map(|(_, text)| text.split_inclusive([' ', '\n']).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    prop::collection::vec((any::<prop::sample::Index>(), 1_usize..40), 1..8).prop_map(move |starts| {
        let runs = starts.iter().map(|(start, length)| {
            let at = start.index(all.len());
            all.iter().skip(at).take(*length).map(String::as_str).collect::<String>()
        });
        runs.collect::<Vec<_>>().join(" ")
    })
}

fn floor(text: &str, at: prop::sample::Index) -> u32 {
    let at = at.index(text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap() as u32
}

/// The tokens of a text; those of several lines by what they mean.
fn tokens(text: &str) -> Vec<(Kind, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Ok((after, next)) = token(rest)
        && next.kind != Kind::End
    {
        found.push((
            next.kind,
            if next.kind == Kind::Text { unquote(next.text) } else { next.text.trim_end().to_owned() },
        ));
        rest = after;
    }
    found
}

proptest! {
    #[test]
    fn edits_of_any_text_make_its_form(text in pieces()) {
        prop_assert_eq!(applied(&text, &edits(FileId(0), &text)), whole(&text));
    }

    #[test]
    fn a_range_says_the_same(text in pieces(), one: prop::sample::Index, other: prop::sample::Index) {
        let (one, other) = (floor(&text, one), floor(&text, other));
        let span = Span::new(one.min(other), one.max(other));
        let after = applied(&text, &range(FileId(0), &text, span));
        prop_assert_eq!(parse(FileId(0), &after).0, parse(FileId(0), &text).0);
        prop_assert_eq!(comments(&after).len(), comments(&text).len());
    }

    #[test]
    fn typing_changes_no_word(text in pieces(), at: prop::sample::Index, typed in prop::sample::select(vec!['}', '\n', 'a'])) {
        let at = floor(&text, at) as usize;
        let text = format!("{}{typed}{}", &text[..at], &text[at..]);
        let edits = on_type(FileId(0), &text, at as u32 + 1, typed);
        let after = applied(&text, &edits);
        prop_assert_eq!(tokens(&after), tokens(&text));
        prop_assert_eq!(comments(&after).len(), comments(&text).len());
    }
}
