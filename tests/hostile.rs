//! Input that nobody should have to write: the built command answers each with clear text and a status, and never
//! panics. A group of cases is one snapshot: what was run, how it ended, and the first lines of what it said.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use attrc::diag::FINDINGS_LIMIT;
use tempfile::TempDir;

/// How many lines of standard error a snapshot shows.
const SHOWN: usize = 12;

/// A run of the command in a folder of its own.
struct Case<'c> {
    /// What is odd about it.
    name: &'c str,
    /// Files with their content; a name that ends in `/` is a folder, a content after `->` a symbolic link.
    files: &'c [(&'c str, &'c [u8])],
    arguments: &'c [&'c str],
    stdin: &'c [u8],
    status: i32,
}

impl Default for Case<'_> {
    fn default() -> Self {
        Self { name: "", files: &[], arguments: &["check", "main.attr"], stdin: b"", status: 1 }
    }
}

const GOOD: &[u8] = b"actor heron \"Grey Heron\"\n";

const MANIFEST: &str = "edition = \"2026\"\n\n[author]\nname = \"Harbour Desk\"\n\n[project]\nnamespace = \
                        \"5b0f5f0e-3c9e-4d5c-9a77-1f0d3f1f2a10\"\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let whole = folder.path().join(path);
        std::fs::create_dir_all(if path.ends_with('/') { &whole } else { whole.parent().unwrap() }).unwrap();
        match content.strip_prefix(b"->") {
            Some(target) => link(Path::new(std::str::from_utf8(target).unwrap()), &whole),
            None if path.ends_with('/') => {}
            None => std::fs::write(whole, content).unwrap(),
        }
    }
    folder
}

#[cfg(unix)]
fn link(target: &Path, at: &Path) {
    std::os::unix::fs::symlink(target, at).unwrap();
}

#[cfg(not(unix))]
fn link(target: &Path, at: &Path) {
    std::fs::copy(at.parent().unwrap().join(target), at).unwrap();
}

fn run(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1").env("COLUMNS", "100");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A run that does not read its input closes it early.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

/// Runs a case, checks what holds for all, and returns its part of the snapshot.
fn check(case: &Case<'_>) -> String {
    let folder = folder(case.files);
    let output = run(folder.path(), case.arguments, case.stdin);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!said.contains("panicked"), "{}: {said}", case.name);
    assert_eq!(output.status.code(), Some(case.status), "{}: {said}", case.name);
    assert!(case.status == 0 || output.stdout.is_empty(), "{}: data in spite of a failure", case.name);
    assert!(said.lines().all(|line| line.len() < 4_000), "{}: a line of the input is told whole", case.name);
    assert!(case.status == 0 || !said.trim().is_empty(), "{}: a failure without a word", case.name);
    let real = folder.path().canonicalize().unwrap();
    assert!(!said.contains(real.to_str().unwrap()), "{}: names folders of the machine: {said}", case.name);
    let mut shown = format!("## {}: attrc {}, status {}\n", case.name, case.arguments.join(" "), case.status);
    for line in said.lines().take(SHOWN) {
        let _ = writeln!(shown, "{}", line.trim_end());
    }
    shown + "\n"
}

fn check_all(cases: &[Case<'_>]) -> String {
    cases.iter().map(check).collect()
}

#[test]
fn files_that_are_no_text_or_odd_text() {
    let cases = [
        Case { name: "binary", files: &[("main.attr", b"\x7fELF\x02\x01\0\0\0")], status: 2, ..Case::default() },
        Case { name: "latin 1", files: &[("main.attr", b"# 1\nactor a \"Gr\xe9y\"\n")], status: 2, ..Case::default() },
        Case { name: "utf-16", files: &[("main.attr", b"\xff\xfea\0c\0")], status: 2, ..Case::default() },
        Case { name: "NUL", files: &[("main.attr", b"actor a\0 \"A\"\n")], status: 2, ..Case::default() },
        Case { name: "empty", files: &[("main.attr", b"")], status: 0, ..Case::default() },
        Case { name: "line ends of Windows", files: &[("main.attr", b"actor a\r\n")], status: 0, ..Case::default() },
        Case {
            name: "byte order mark",
            files: &[("main.attr", b"\xef\xbb\xbfactor a\n")],
            status: 0,
            ..Case::default()
        },
        Case { name: "lone CR", files: &[("main.attr", b"actor a\ractor b\n")], ..Case::default() },
        Case { name: "an escape sequence", files: &[("main.attr", b"actor \x1b[2Ja\n")], ..Case::default() },
        Case { name: "a folder as file", files: &[("main.attr/", b"")], status: 2, ..Case::default() },
        Case { name: "nothing there", status: 2, ..Case::default() },
    ];
    insta::assert_snapshot!("files", check_all(&cases));
}

#[test]
fn paths_of_use() {
    let using = |path: &str| format!("use \"{path}\"\n").into_bytes();
    let names = [
        ("cycle", "other.attr", 0),
        ("itself", "main.attr", 0),
        ("escape", "../other.attr", 1),
        ("escape and back", "../x/../../etc/passwd", 1),
        ("absolute", "/etc/passwd", 1),
        ("scheme", "file:///etc/passwd", 1),
        ("backslash", "shared\\\\names.attr", 1),
        ("wrong case", "Shared/Names.attr", 1),
        ("wrong case of the file", "shared/Names.attr", 1),
        ("misspelt", "oter.attr", 1),
        ("a folder", "shared", 1),
        ("a folder named like a file", "folder.attr", 2),
        ("no language of ours", "notes.txt", 1),
        ("a link that leads outside", "outside.attr", 1),
        ("a link to itself", "loop.attr", 2),
        ("empty", "", 1),
        ("a control character", "a\\u{7}.attr", 1),
        ("binary", "binary.attr", 2),
    ];
    let mut shown = String::new();
    for (name, path, status) in names {
        let main = using(path);
        let files: &[(&str, &[u8])] = &[
            ("main.attr", &main),
            ("other.attr", b"use \"main.attr\"\nauthor says { class \"a\" linked-to class \"b\" }\n"),
            ("shared/names.attr", GOOD),
            ("folder.attr/", b""),
            ("notes.txt", b""),
            ("outside.attr", b"->/etc/passwd"),
            ("loop.attr", b"->loop.attr"),
            ("binary.attr", b"\0"),
        ];
        shown += &check(&Case { name, files, status, ..Case::default() });
    }
    insta::assert_snapshot!("paths", shown);
}

#[test]
fn manifests() {
    let edited = |from: &str, to: &str| MANIFEST.replace(from, to).into_bytes();
    let lints = format!("{MANIFEST}\n[lints]\nunused-uze = \"deny\"\nmissing-text = \"loud\"\nbad-time = \"allow\"\n");
    let marking = format!("{MANIFEST}marking = \"purple\"\n");
    let manifests = [
        ("not TOML", b"edition = \n".to_vec()),
        ("empty", Vec::new()),
        ("not text", b"\xff".to_vec()),
        ("unknown key", edited("namespace", "name_space")),
        ("bad namespace", edited("5b0f", "xyz")),
        ("bad edition", edited("2026", "1999")),
        ("bad marking", marking.into_bytes()),
        ("bad lints", lints.into_bytes()),
    ];
    let mut shown = String::new();
    for (name, manifest) in manifests {
        let files: &[(&str, &[u8])] = &[("attr.toml", &manifest), ("main.attr", GOOD)];
        shown += &check(&Case { name, files, status: 2, ..Case::default() });
        let build = check(&Case { name, files, arguments: &["build"], status: 2, ..Case::default() });
        assert!(build.contains("manifest") || build.contains("attr.toml"), "{build}");
    }
    insta::assert_snapshot!("manifests", shown);
}

#[test]
fn projects_and_folders() {
    let two: &[(&str, &[u8])] = &[
        ("east/attr.toml", MANIFEST.as_bytes()),
        ("east/main.attr", GOOD),
        ("west/attr.toml", MANIFEST.as_bytes()),
        ("west/main.attr", GOOD),
        ("none/", b""),
        ("pair/a.attr", GOOD),
        ("pair/b.attr", GOOD),
    ];
    let case = |name, arguments, status| Case { name, files: two, arguments, status, ..Case::default() };
    let cases = [
        case("two projects", &["check", "east", "west"], 2),
        case("a project and a lone file", &["check", "east", "pair/a.attr"], 2),
        case("an empty folder", &["check", "none"], 2),
        case("a folder of two files", &["check", "pair"], 2),
        case("one twice", &["check", "east", "east/main.attr"], 0),
        case("no lint", &["check", "east", "-D", "nonsense"], 2),
        case("no level", &["check", "east", "-D", "bad-time"], 2),
        case("no format", &["check", "east", "--format", "yaml"], 2),
        case("no command", &["chekc", "east"], 2),
        case("a folder to write to", &["build", "east", "-o", "none", "--at", "2024-03-26"], 2),
        case("a folder that is not there", &["build", "east", "-o", "no/where.json", "--at", "2024-03-26"], 2),
        case("no time", &["build", "east", "--at", "yesterday"], 2),
    ];
    insta::assert_snapshot!("projects", check_all(&cases));
}

#[test]
fn standard_input() {
    let case = |name, arguments, stdin, status| Case { name, arguments, stdin, status, ..Case::default() };
    let cases = [
        case("good", &["check", "-"], GOOD, 0),
        case("bad", &["check", "-"], b"acter heron\n", 1),
        case("binary", &["check", "-"], b"\0\xff", 2),
        case("empty", &["check", "-"], b"", 0),
        case("fixes", &["check", "--fix", "-"], b"acter heron\n", 2),
        case("no bundle of mistakes", &["build", "-"], b"acter heron\n", 1),
    ];
    insta::assert_snapshot!("stdin", check_all(&cases));
}

const URL: &str = r#"{"type":"url","spec_version":"2.1","id":"url--eb20583f-73a1-5b19-a8da-89323ff5cc32","value":"http://a.example/"}"#;

#[test]
fn documents_that_are_no_bundles() {
    let mark = format!("\u{feff}{URL}");
    let repeated = URL.replacen('{', r#"{"type":"url","#, 1);
    let half = URL.replace("example/", r"example/\ud800");
    let escapes = URL.replace("\"url\"", r#""\u001b[2J\u202e\u0000""#);
    let several = format!("{URL}\n{URL}\n");
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let keys = format!("{}1{}", r#"{"a":"#.repeat(100_000), "}".repeat(100_000));
    let number = format!(r#"{{"type":"tool","confidence":1.5{}}}"#, "0".repeat(10_000_000));
    let string = format!(r#"{{"type":"{}","id":"x"}}"#, "\\u0061".repeat(2_000_000));
    let cases: [(&str, &[u8], i32); 24] = [
        ("empty", b"", 1),
        ("blank", b" \n\n", 1),
        ("null", b"null", 1),
        ("a number beyond all", b"1e999", 1),
        ("an empty object", b"{}", 1),
        ("an empty list", b"[]", 0),
        ("a list of lists", b"[[[]]]", 1),
        ("a type that is none", br#"{"type":["url"]}"#, 1),
        (
            "objects that are none",
            br#"{"type":"bundle","id":"bundle--a6e9345f-5a15-4c29-8bb3-7dcc5d168d64","objects":[null,1,"",[],{}]}"#,
            1,
        ),
        ("a bundle of a text", br#"{"type":"bundle","id":7,"objects":"all"}"#, 1),
        ("byte order mark", mark.as_bytes(), 0),
        ("a key twice", repeated.as_bytes(), 1),
        ("half of a character", half.as_bytes(), 1),
        ("escape sequences", escapes.as_bytes(), 1),
        ("a value a line", several.as_bytes(), 1),
        ("unclosed", br#"{"type":"url","#, 1),
        ("quotes of another kind", b"{'type': 'url'}", 1),
        ("not UTF-8", b"{\"type\":\n\"\xff\"}", 2),
        ("utf-16", b"\xff\xfe{\0}\0", 2),
        ("NUL", b"{\"type\":\0}", 2),
        ("a million deep", deep.as_bytes(), 1),
        ("keys in keys", keys.as_bytes(), 1),
        ("a number of ten megabytes", number.as_bytes(), 1),
        ("a text of ten megabytes", string.as_bytes(), 1),
    ];
    let run = |(name, stdin, status): (_, _, _)| {
        check(&Case { name, arguments: &["validate", "-"], stdin, status, ..Case::default() })
    };
    let mut shown: String = cases.into_iter().map(run).collect();
    let files: &[(&str, &[u8])] = &[("folder/", b""), ("good.json", URL.as_bytes()), ("bad.json", b"{}")];
    let case = |name, arguments, status| Case { name, files, arguments, status, ..Case::default() };
    shown += &check_all(&[
        case("a folder", &["validate", "folder"], 2),
        case("nothing there", &["validate", "none.json"], 2),
        case("nothing named", &["validate"], 2),
        case("no level", &["validate", "-D", "json-syntax", "good.json"], 2),
        case("no requirement", &["validate", "-A", "empty-lists", "good.json"], 2),
        case("one of two", &["validate", "good.json", "bad.json"], 1),
        case("one that is not there", &["validate", "good.json", "none.json"], 2),
        case("an error allowed", &["validate", "-A", "required-property", "bad.json"], 0),
    ]);
    insta::assert_snapshot!("documents", shown);
}

/// An object with what is put behind its properties.
fn tool(number: usize, more: &str) -> String {
    format!(
        r#"{{"type":"tool","spec_version":"2.1","id":"tool--{number:08x}-0000-4000-8000-000000000000","created":"2024-01-01T00:00:00.000Z","modified":"2024-01-01T00:00:00.000Z","name":"t"{more}}}"#
    )
}

fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().join(",")
}

/// Each would take minutes if time were quadratic.
#[test]
fn documents_that_are_wide_or_repeat_themselves() {
    let versions = |at: usize| {
        tool(1, "").replacen(
            "\"modified\":\"2024-01-01T00:00:00.000Z",
            &format!("\"modified\":\"2024-01-01T00:00:00.{at:06}Z"),
            1,
        )
    };
    let markings = many(20_000, |at| format!(r#"{{"lang":"en","selectors":["x_p_{at}","x_list.[{at}]"]}}"#));
    let extensions = many(20_000, |at| {
        format!(
            r#""extension-definition--{at:08x}-0000-4000-8000-000000000000":{{"extension_type":"property-extension"}}"#
        )
    });
    let wide = |more: &str| format!("{},{more}", many(20_000, |at| format!(r#""x_p_{at}":1"#)));
    let observables =
        many(20_000, |at| format!(r#""{at}":{{"type":"directory","path":"p","contains_refs":["{}"]}}"#, 19_999 - at));
    let contents = many(10_000, |at| {
        format!(
            r#"{{"type":"language-content","spec_version":"2.1","id":"language-content--{at:08x}-0000-4000-8000-000000000000","created":"2024-01-01T00:00:00.000Z","modified":"2024-01-01T00:00:00.000Z","object_ref":"tool--00000001-0000-4000-8000-000000000000","object_modified":"2024-01-01T00:00:00.000Z","contents":{{"de":{{"x_p_{at}":1}}}}}}"#
        )
    });
    let documents = [
        ("one object over and over", format!("[{}]", many(20_000, |_| tool(1, "")))),
        ("versions of one object", format!("[{}]", many(20_000, versions))),
        ("a wide object", tool(1, &format!(",{}", wide("\"x_q_q\":1")))),
        (
            "extensions beside a wide object",
            tool(1, &format!(",{}", wide(&format!("\"extensions\":{{{extensions}}}")))),
        ),
        (
            "markings of a wide object",
            tool(
                1,
                &format!(
                    ",{}",
                    wide(&format!(
                        "\"x_list\":[{}],\"granular_markings\":[{markings}]",
                        many(20_000, |_| "1".to_owned())
                    ))
                ),
            ),
        ),
        ("observables in a container", format!("{{\"type\":\"observed-data\",\"objects\":{{{observables}}}}}")),
        ("translations of a wide object", format!("[{},{contents}]", tool(1, &format!(",{}", wide("\"x_q_q\":1"))))),
    ];
    for (name, document) in documents {
        let started = std::time::Instant::now();
        let output = run(tempfile::tempdir().unwrap().path(), &["validate", "-"], document.as_bytes());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {said}");
        assert!(started.elapsed().as_secs() < 20, "{name}: {:?}", started.elapsed());
    }
}

#[test]
fn no_error_hides_behind_warnings() {
    let count = FINDINGS_LIMIT + 2_000;
    let objects = many(count, |at| tool(at, ""));
    let document = format!("[{objects},{}]", tool(count, r#","confidence":101"#));
    let output = run(tempfile::tempdir().unwrap().path(), &["validate", "-"], document.as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.ends_with("standard input: not valid, 1 error, at least 10000 warnings\n"), "{said}");
    let output =
        run(tempfile::tempdir().unwrap().path(), &["validate", "--format", "github", "-"], document.as_bytes());
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told.lines().count(), FINDINGS_LIMIT + 2);
    assert!(told.contains("of this kind only the first 10000 findings are shown"));
}

/// A debug build reads some 2 MB of this a second, and time and memory are linear: 10 MB stand for 100.
#[test]
fn ten_megabytes_of_one_mark() {
    for (mark, count) in [("{", 10_000_000), ("tool x { y [", 200_000), ("author says { ", 300_000), ("\"\n", 100_000)]
    {
        let text = mark.repeat(count);
        let files: &[(&str, &[u8])] = &[("main.attr", text.as_bytes())];
        check(&Case { name: mark, files, ..Case::default() });
    }
}

#[test]
fn a_file_of_mistakes_alone_is_not_told_to_the_end() {
    let file = "a \n".repeat(50_000);
    let folder = folder(&[("case.attr", file.as_bytes())]);
    let output = run(folder.path(), &["check", "case.attr", "--format", "github"], b"");
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told.lines().count(), FINDINGS_LIMIT + 1);
    assert!(told.contains("too-many-findings"));
}

#[test]
fn every_half_of_a_file_is_answered() {
    let whole = std::fs::read("fixtures/cases/apt31/main.attr").unwrap();
    let others = ["agencies.attr", "attr.toml", "apt31/names.attr", "apt31/charges.attr", "apt31/listing.attr"];
    let others: Vec<(&str, Vec<u8>)> =
        others.iter().map(|path| (*path, std::fs::read(Path::new("fixtures/cases").join(path)).unwrap())).collect();
    let mut files: Vec<(&str, &[u8])> = others.iter().map(|(path, content)| (*path, content.as_slice())).collect();
    files.push(("apt31/main.attr", b""));
    let folder = folder(&files);
    for end in (0..=whole.len()).step_by(97) {
        std::fs::write(folder.path().join("apt31/main.attr"), whole.get(..end).unwrap()).unwrap();
        let output = run(folder.path(), &["build", "apt31"], b"");
        let said = String::from_utf8(output.stderr).unwrap();
        let status = output.status.code();
        assert!(!said.contains("panicked"), "at byte {end}: {said}");
        // Half a letter is no UTF-8, which is no fault of the language.
        assert!(matches!(status, Some(0 | 1)) || said.contains("not UTF-8"), "at byte {end}: {status:?}\n{said}");
        assert_eq!(status == Some(0), !output.stdout.is_empty(), "at byte {end}: part of a bundle, or none");
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("main.attr", GOOD)]);
    let file = folder.path().join("main.attr");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&file).is_ok() {
        // Whoever runs this may read everything.
        return;
    }
    let output = run(folder.path(), &["check", "main.attr"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("`main.attr` cannot be read: permission denied"));
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_failure() {
    let text = "author says { class \"a\" linked-to class \"b\" }\n".repeat(2_000);
    let folder = folder(&[("main.attr", text.as_bytes())]);
    for arguments in [&["dump", "facts", "main.attr"][..], &["check", "--format", "json", "main.attr"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_attrc"))
            .current_dir(folder.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!said.contains("panicked") && !said.contains("roken pipe"), "{arguments:?}: {said}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {said}");
    }
}
