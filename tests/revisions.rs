//! `attrc diff` as people and scripts run it: sides of every form, and what git has, in a repository made for the test.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use attrc::world::{Disk, NoRevision, Revision, World};

const OLD: &str = "# All is invented.\nagency desk \"Example Desk\" { scale uk-phia }\nactor heron \"Grey Heron\"\n\
    source page \"A page\" { publisher desk  published 2024-03-05  tier official }\n\
    from page {\n  desk assesses { heron targets class \"pilots\"  likely }\n}\n";

fn new() -> String {
    OLD.replace("likely", "almost-certain")
}

/// What a run of attrc left behind.
struct Run {
    status: i32,
    out: String,
    err: String,
}

fn attrc(folder: &Path, arguments: &[&str], stdin: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env("COLUMNS", "100");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A run that does not read it may have ended already.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn git(folder: &Path, arguments: &[&str]) {
    let user = ["-c", "user.name=A", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.current_dir(folder).args(user).args(arguments);
    let output = command.env("GIT_CONFIG_GLOBAL", "").env("GIT_CONFIG_NOSYSTEM", "1").output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with two revisions of a project, of a bundle, and what may stand beside them.
fn repository(options: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path();
    git(top, &[&["init", "-q", "-b", "main"], options].concat());
    fs::create_dir_all(top.join("cases/pilots")).unwrap();
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/cases/attr.toml");
    fs::copy(manifest, top.join("cases/attr.toml")).unwrap();
    for (text, word) in [(OLD.to_owned(), "first"), (new(), "second")] {
        fs::write(top.join("cases/pilots/main.attr"), text).unwrap();
        fs::write(top.join("bundle.json"), format!(r#"[{{"type":"mutex","id":"mutex--1","name":"{word}"}}]"#)).unwrap();
        git(top, &["add", "."]);
        git(top, &["commit", "-q", "-m", word]);
    }
    folder
}

#[test]
fn sides_have_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("old.attr"), OLD).unwrap();
    fs::write(here.join("new.attr"), new()).unwrap();
    let built = attrc(here, &["build", "old.attr", "-o", "old.json"], "");
    assert_eq!(built.status, 0, "{}", built.err);
    for (arguments, stdin) in [
        (["diff", "old.attr", "new.attr"], String::new()),
        (["diff", "old.json", "new.attr"], String::new()),
        (["diff", "-", "new.attr"], OLD.to_owned()),
        (["diff", "-", "new.attr"], fs::read_to_string(here.join("old.json")).unwrap()),
    ] {
        let run = attrc(here, &arguments, &stdin);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.out.contains("hedge raised") && run.out.contains("at new.attr:6"), "{arguments:?}: {}", run.out);
    }
    let status = |arguments: &[&str]| attrc(here, arguments, "").status;
    assert_eq!(status(&["diff", "old.attr", "new.attr", "--exit-code"]), 1);
    assert_eq!(status(&["diff", "old.attr", "old.json", "--exit-code"]), 0);
    assert_eq!(status(&["diff", "-", "-"]), 2);
    assert_eq!(status(&["diff", "old.attr", "absent.json"]), 2);
    fs::write(here.join("wrong.attr"), "acter x \"X\"\n").unwrap();
    fs::write(here.join("wrong.json"), "{\"type\": ").unwrap();
    for wrong in ["wrong.attr", "wrong.json"] {
        for arguments in [["diff", "old.attr", wrong, "--exit-code"], ["diff", wrong, "old.attr", "--exit-code"]] {
            let run = attrc(here, &arguments, "");
            assert!(run.status == 2 && run.err.contains(wrong) && run.out.is_empty(), "{} {}", run.status, run.err);
        }
    }
}

#[test]
fn what_is_broken_is_not_empty() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("old.json"), r#"[{"type":"mutex","id":"mutex--1","name":"a"}]"#).unwrap();
    for (text, place) in [
        (r#"{"type":"bundle","objects":"foo"}"#, "side.json:1:28"),
        (r#"{"objects":{}}"#, "side.json:1:12"),
        (r#"[{"type":"mutex","id":"mutex--1"}, 7]"#, "side.json:1:36"),
        ("{}", "side.json:1:1"),
        ("7", "side.json:1:1"),
        (r#"{"type": "#, "side.json:1"),
        ("", "side.json"),
    ] {
        fs::write(here.join("side.json"), text).unwrap();
        for arguments in [["diff", "old.json", "side.json", "--exit-code"], ["diff", "side.json", "old.json", "--all"]]
        {
            let run = attrc(here, &arguments, "");
            assert!(
                run.status == 2 && run.err.contains(place) && run.out.is_empty(),
                "{text}: {} {}",
                run.status,
                run.err
            );
        }
    }
    let run = attrc(here, &["diff", "old.json", "-"], "\n");
    assert!(run.status == 2 && run.err.contains("standard input is empty"), "{} {}", run.status, run.err);
    // A bundle and an envelope may hold nothing.
    for text in ["[]", r#"{"type":"bundle","id":"bundle--1"}"#, r#"{"objects":[]}"#] {
        fs::write(here.join("side.json"), text).unwrap();
        assert_eq!(attrc(here, &["diff", "old.json", "side.json", "--exit-code"], "").status, 1, "{text}");
    }
}

#[test]
fn revisions_are_read_as_git_has_them() {
    let folder = repository(&[]);
    let top = folder.path();
    let told = |folder: &Path, old: &str, new: &str| {
        let run = attrc(folder, &["diff", old, new], "");
        assert_eq!(run.status, 0, "{old} {new}: {}", run.err);
        run.out
    };
    for (old, new) in [
        ("HEAD~1:cases/pilots", "cases/pilots"),
        ("HEAD~1:cases/pilots/main.attr", "main:cases/pilots/"),
        ("HEAD^:cases", "HEAD:cases"),
        ("HEAD~1:./cases/pilots", ":cases/pilots"),
    ] {
        let out = told(top, old, new);
        assert!(out.contains("hedge raised: Example Desk assesses as almost certain"), "{old} {new}: {out}");
        assert!(out.contains("cases/pilots/main.attr:6"), "{old} {new}: {out}");
    }
    assert!(told(&top.join("cases"), "HEAD~1:./pilots", "pilots").contains("hedge raised"));
    assert!(told(top, "HEAD~1:bundle.json", "bundle.json").contains("first → second"));
    assert!(told(top, "HEAD:cases/pilots", "cases/pilots").contains("no differences"));
    // What went stands in the revision that had it.
    fs::write(top.join("cases/pilots/main.attr"), OLD.replace("targets", "surveils").replace("pilots", "ships"))
        .unwrap();
    assert!(told(top, "HEAD:cases/pilots", "cases/pilots").contains("at HEAD:cases/pilots/main.attr:6"));
    // A path that exists is that path.
    fs::write(top.join("HEAD:bundle.json"), "[]").unwrap();
    assert!(told(top, "HEAD:bundle.json", "bundle.json").contains("mutex added"));
}

#[test]
fn what_no_revision_has_is_explained() {
    let folder = repository(&[]);
    let failed = |folder: &Path, old: &str| {
        let run = attrc(folder, &["diff", old, "bundle.json"], "");
        assert!(run.status == 2 && run.out.is_empty(), "{old}: {} {}", run.out, run.err);
        run.err
    };
    let top = folder.path();
    assert!(failed(top, "mian:bundle.json").contains("did you mean `main`?"));
    assert!(failed(top, "HEAD:bundel.json").contains("did you mean `bundle.json`?"));
    assert!(
        failed(top, "--output=x:bundle.json").contains("no revision")
            || failed(top, "--output=x:bundle.json").contains("unexpected")
    );
    assert!(failed(top, "HEAD:../bundle.json").contains("nothing at"));
    let outside = tempfile::tempdir().unwrap();
    assert!(failed(outside.path(), "HEAD:bundle.json").contains("repository"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    let output =
        command.args(["diff", "HEAD:a.json", "bundle.json"]).current_dir(top).env("PATH", "").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("no `git`"));
}

#[test]
fn what_git_advises_is_passed_on() {
    let folder = repository(&[]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    command.args(["diff", "HEAD:bundle.json", "bundle.json"]).current_dir(folder.path());
    // So git takes the folder for somebody else's.
    command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1").env("GIT_CONFIG_GLOBAL", "").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("git config --global --add safe.directory"), "{err}");
}

#[test]
fn a_repository_of_longer_hashes_is_one_too() {
    let folder = repository(&["--object-format=sha256"]);
    let run = attrc(folder.path(), &["diff", "HEAD~1:cases/pilots", "HEAD:cases/pilots"], "");
    assert!(run.out.contains("hedge raised"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn links_and_submodules_lead_where_they_lead() {
    let folder = repository(&[]);
    let top = folder.path();
    std::os::unix::fs::symlink("cases/pilots", top.join("link")).unwrap();
    std::os::unix::fs::symlink("circle", top.join("circle")).unwrap();
    std::os::unix::fs::symlink("/etc", top.join("away")).unwrap();
    let inner = repository(&[]);
    git(top, &["-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.path().to_str().unwrap(), "module"]);
    git(top, &["add", "."]);
    git(top, &["commit", "-q", "-m", "links"]);
    let past = Revision::open(&Disk, top, "HEAD").unwrap();
    let at = |path: &str| past.top().join(path);
    assert_eq!(past.canonical(&at("link/main.attr")).unwrap(), at("cases/pilots/main.attr"));
    assert_eq!(past.read(&at("link/main.attr")).unwrap(), new().into_bytes());
    assert_eq!(past.is_folder(&at("link")), Some(true));
    assert!(past.canonical(&at("circle")).is_err() && past.canonical(&at("away")).is_err());
    assert!(past.read(&at("cases")).is_err() && past.read(Path::new("/etc/hostname")).is_err());
    assert!(past.is_submodule(&at("module")) && !past.is_submodule(&at("cases")));
    assert_eq!(past.list(&at("cases")).unwrap(), [at("cases/attr.toml"), at("cases/pilots")]);
    let run = attrc(top, &["diff", "HEAD:module", "bundle.json"], "");
    assert!(run.status == 2 && run.err.contains("submodule"), "{}", run.err);
    let unknown = Revision::open(&Disk, top, "nowhere");
    assert!(matches!(unknown, Err(NoRevision::Unknown(names)) if names.contains(&"main".to_owned())));
}

#[test]
fn a_bare_repository_and_a_checkout_with_other_line_ends_are_read() {
    let folder = repository(&[]);
    let bare = tempfile::tempdir().unwrap();
    git(bare.path(), &["clone", "-q", "--bare", folder.path().to_str().unwrap(), "bare.git"]);
    let run = attrc(&bare.path().join("bare.git"), &["diff", "HEAD~1:cases/pilots", "HEAD:cases/pilots"], "");
    assert!(run.out.contains("hedge raised"), "{}", run.err);
    let top = folder.path();
    fs::write(top.join("cases/pilots/main.attr"), new().replace('\n', "\r\n")).unwrap();
    let run = attrc(top, &["diff", "HEAD:cases/pilots", "cases/pilots"], "");
    assert!(run.out.contains("no differences"), "{}", run.out);
}
