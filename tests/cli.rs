//! The command as people and scripts run it: what it writes where, and what it ends with.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;

/// What a run left behind.
struct Run {
    status: i32,
    out: String,
    err: String,
}

/// Runs the command with no terminal, in a folder.
fn attrc_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(arguments).current_dir(folder).output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn attrc(arguments: &[&str]) -> Run {
    attrc_in(Path::new("."), arguments)
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    command.args(arguments).env("NO_COLOR", "1").env("COLUMNS", "100").stdin(Stdio::null());
    command
}

/// Both streams and the status, for a snapshot.
fn shown(run: &Run) -> String {
    let mut shown = format!("status {}\n", run.status);
    for (name, text) in [("out", &run.out), ("err", &run.err)] {
        if !text.is_empty() {
            shown += &format!("--- {name}\n{text}");
        }
    }
    shown
}

#[test]
fn help_lists_the_commands() {
    assert_snapshot!(shown(&attrc(&["--help"])));
}

#[test]
fn list_alone_lists_what_can_be_listed() {
    assert_snapshot!(shown(&attrc(&["list"])));
}

#[test]
fn lists_are_rows_with_tabs() {
    assert_snapshot!(shown(&attrc(&["list", "stances"])));
    let scale = attrc(&["list", "uk-phia"]);
    assert_eq!(scale.out.lines().last(), Some("almost-certain\t95 to 100\t95\t"));
    let vocabulary = attrc(&["list", "opinion-enum"]);
    assert!(vocabulary.out.lines().any(|line| line.starts_with("strongly-agree")), "{}", vocabulary.out);
}

#[test]
fn an_unknown_list_gets_the_nearest() {
    assert_snapshot!(shown(&attrc(&["list", "verb"])));
}

#[test]
fn a_verb_is_explained() {
    assert_snapshot!(shown(&attrc(&["explain", "front-for"])));
}

#[test]
fn all_meanings_of_a_word_are_explained() {
    assert_snapshot!(shown(&attrc(&["explain", "first_seen"])));
}

#[test]
fn a_code_is_explained_with_an_example() {
    assert_snapshot!(shown(&attrc(&["explain", "e0402"])));
}

#[test]
fn one_word_of_each_family_is_explained() {
    let words = [
        "E0601",
        "unused-use",
        "indictment",
        "since",
        "almost-certain",
        "alleges",
        "denies",
        "dozens",
        "unstated",
        "domain",
        "uk-phia",
        "B2",
        "moderate",
        "amber-strict",
        "T1598.003",
        "industry-sector-ov",
        "bundle",
        "pdf-ext",
    ];
    for word in words {
        let run = attrc(&["explain", word]);
        assert_eq!(run.status, 0, "{word}: {}", run.err);
        assert!(run.out.starts_with(&format!("{word}: ")) || word == "unused-use", "{word}: {}", run.out);
    }
}

#[test]
fn an_unknown_word_gets_the_nearest() {
    assert_snapshot!(shown(&attrc(&["explain", "front-fro"])));
    assert_eq!(attrc(&["explain", "nothing like it"]).status, 2);
}

#[test]
fn a_claim_is_explained_with_all_that_stands_behind_it() {
    assert_snapshot!(shown(&attrc(&["explain", "fixtures/cases/harbor", "release/charges"])));
    // A line of a file finds its project itself.
    let line = attrc(&["explain", "fixtures/cases/harbor/main.attr:20"]);
    assert!(line.out.contains("highly likely; on the scale uk-phia, 80 to 90 per cent"), "{}", shown(&line));
    let folder = attrc_in(Path::new("fixtures/cases/harbor"), &["explain", "main.attr:20:7"]);
    assert!(folder.out.contains("(release.txt:4:59)"), "{}", shown(&folder));
}

#[test]
fn a_name_that_is_a_word_too_is_explained_as_both() {
    let folder = tempfile::tempdir().unwrap();
    let case = "organization malware \"Malware Watch\"\nsource note \"A note\" { publisher malware  published 2024 }\n";
    fs::write(folder.path().join("main.attr"), case).unwrap();
    let both = attrc_in(folder.path(), &["explain", "malware"]);
    assert_eq!(both.status, 0, "{}", shown(&both));
    assert!(both.out.contains("malware: a kind") && both.out.contains("malware: organization “Malware Watch”"));
    let json = attrc_in(folder.path(), &["explain", ".", "malware", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let at = |place: &str| json.pointer(place).and_then(|value| value.as_str());
    assert_eq!(at("/meanings/0/what"), Some("a kind: a type of STIX 2.1"));
    assert_eq!(at("/declarations/0/kind"), Some("organization"));
}

#[test]
fn what_is_asked_in_vain_gets_an_answer_that_helps() {
    let mut all = String::new();
    for arguments in [
        &["explain", "time/voters"][..],
        &["explain", "fixtures/cases/harbor", "release/chrges"],
        &["explain", "fixtures/cases/harbor", "front-fro"],
        &["explain", "fixtures/cases/harbor", "release.txt:1"],
        &["explain", "no-such-folder", "tin_lantern"],
        &["explain", "one", "two", "three"],
        &["list", "claim"],
        &["list", "claims", "fixtures/cases/harbor", "--about", "tin_lantren"],
        &["list", "claims", "fixtures/cases/harbor", "--since", "2024-13"],
        &["list", "verbs", "--about", "tin_lantern"],
        &["list", "sources", "no-such-folder"],
    ] {
        let run = attrc(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}: {}", shown(&run));
        all += &format!("$ attrc {}\n{}\n", arguments.join(" "), run.err);
    }
    assert_snapshot!(all);
}

#[test]
fn a_project_with_errors_is_answered_as_far_as_it_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let case = "organization a_b \"A\"\nactor c_d \"C\"\nsource s_t \"S\" { publisher a_b  published 2024 }\n\
                from s_t { a_b says { c_d targets a_b  c_d targets nobody_known } }\n";
    fs::write(folder.path().join("main.attr"), case).unwrap();
    let list = attrc_in(folder.path(), &["list", "claims", "--format", "json"]);
    assert_eq!(list.status, 1, "{}", shown(&list));
    assert!(list.out.contains("\"claim\": \"C targets A\"") && list.err.contains("1 error"), "{}", shown(&list));
    let told = attrc_in(folder.path(), &["explain", "c_d"]);
    assert_eq!(told.status, 1);
    assert!(told.out.contains("no bundle is built while there are errors"), "{}", shown(&told));
}

#[test]
fn lists_of_a_project_come_as_rows_csv_and_json() {
    assert_snapshot!(shown(&attrc(&["list", "disputes", "fixtures/cases/harbor"])));
    assert_snapshot!(shown(&attrc(&["list", "indicators", "fixtures/cases/harbor", "--format", "csv"])));
    assert_snapshot!(shown(&attrc(&["list", "indicators", "fixtures/cases/harbor", "--format", "json"])));
    let table = attrc(&["list", "disputes", "fixtures/cases/harbor", "--format", "table"]);
    assert_eq!(table.out.lines().next().map(|head| head.starts_with("about  ")), Some(true), "{}", table.out);
    let none = attrc(&["list", "acts", "fixtures/words/hedges.attr"]);
    assert_eq!((none.status, none.out.as_str(), none.err.lines().last()), (0, "", Some("attrc: no acts")));
    // The words of the language come in the same formats.
    let stances = attrc(&["list", "stances", "--format", "json"]);
    assert!(stances.out.contains("\"stance\": \"admits\""), "{}", stances.out);
}

#[test]
fn usage_mistakes_end_with_2() {
    for arguments in
        [&["explain"][..], &["new"], &["nonesuch"], &["completions", "nonesuch"], &["check", "no-such-file"]]
    {
        let run = attrc(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = command(&["list", "attack"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 1];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_new_project_checks_and_builds_without_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let new = attrc_in(folder.path(), &["new", "case"]);
    assert_snapshot!(shown(&new));
    let check = attrc_in(folder.path(), &["check", "-D", "warnings", "--format", "github", "case"]);
    assert_eq!((check.status, check.out.as_str()), (0, ""));
    let build = attrc_in(folder.path(), &["build", "case"]);
    assert_eq!((build.status, build.err.as_str()), (0, ""));
    assert!(build.out.contains("relationship"));
    let attributes = fs::read_to_string(folder.path().join("case/.gitattributes")).unwrap();
    assert!(attributes.contains("attr.lock merge=union") && attributes.contains("-text"));
    let ignored = fs::read_to_string(folder.path().join("case/.gitignore")).unwrap();
    assert!(ignored.lines().any(|line| line == "attr.lock.*.new"));
}

#[test]
fn a_file_without_a_manifest_is_built_in_a_shared_namespace() {
    let folder = tempfile::tempdir().unwrap();
    let case = "organization a \"A\"\n";
    fs::write(folder.path().join("case.attr"), case).unwrap();
    let run = attrc_in(folder.path(), &["build", "case.attr", "--at", "2024-03-26"]);
    assert_eq!(run.status, 0);
    assert!(run.err.contains("scratch-namespace") && run.out.contains("\"type\": \"bundle\""), "{}", shown(&run));
    let denied = ["build", "case.attr", "--at", "2024-03-26", "-D", "scratch-namespace"];
    assert_eq!(attrc_in(folder.path(), &denied).status, 1);
}

#[test]
fn a_bundle_never_takes_the_place_of_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let case = "organization a \"A\"\n";
    fs::write(folder.path().join("case.attr"), case).unwrap();
    let run = attrc_in(folder.path(), &["build", "case.attr", "--at", "2024-03-26", "-o", "./case.attr"]);
    assert_eq!(run.status, 2);
    assert_eq!(fs::read_to_string(folder.path().join("case.attr")).unwrap(), case);
}

#[test]
fn each_new_project_has_a_namespace_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let namespace = |name: &str| {
        assert_eq!(attrc_in(folder.path(), &["new", name]).status, 0);
        let manifest = fs::read_to_string(folder.path().join(name).join("attr.toml")).unwrap();
        let line = manifest.lines().find(|line| line.starts_with("namespace")).unwrap().to_owned();
        assert!(line.split('-').nth(2).unwrap().starts_with('4'), "a random UUID: {line}");
        line
    };
    assert_ne!(namespace("a"), namespace("b"));
}

#[test]
fn new_leaves_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("full")).unwrap();
    fs::write(folder.path().join("full/main.attr"), "# mine").unwrap();
    fs::create_dir_all(folder.path().join("repository/.git")).unwrap();
    assert_snapshot!(shown(&attrc_in(folder.path(), &["new", "full"])));
    assert_eq!(fs::read_dir(folder.path().join("full")).unwrap().count(), 1);
    assert_eq!(attrc_in(folder.path(), &["new", "full/main.attr"]).status, 2);
    assert_eq!(attrc_in(folder.path(), &["new", "repository"]).status, 0, "a repository without files is empty");
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = attrc(&["completions", shell]);
        assert_eq!(run.status, 0);
        assert!(run.out.contains("explain"), "{shell}");
    }
}

#[test]
fn manual_pages_come_one_a_command() {
    let folder = tempfile::tempdir().unwrap();
    let main = attrc_in(folder.path(), &["man"]);
    assert!(main.status == 0 && main.out.contains(".TH attrc 1"), "{}", main.out);
    assert_eq!(attrc_in(folder.path(), &["man", "pages"]).status, 0);
    let mut pages: Vec<String> = fs::read_dir(folder.path().join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    assert_snapshot!(pages.join("\n"));
}

#[test]
fn findings_of_one_kind_are_one_for_people_and_all_for_machines() {
    let folder = tempfile::tempdir().unwrap();
    let object = |number: usize, name: &str| {
        format!(
            r#"{{"type": "tool", "spec_version": "2.1", "id": "tool--{number:08x}-0000-4000-8000-000000000000",
             "created": "2024-01-01T00:00:00.000Z", "modified": "2024-01-01T00:00:00.000Z", "name": {name},
             "created_by_ref": "identity--f431f809-377b-45e0-aa1c-6a4751cae5ff", "tool_types": ["{number}-tool"]}}"#
        )
    };
    let objects = [object(1, "\"a\""), object(2, "\"b\""), object(3, "3"), object(4, "\"d\", \"aliases\": []")];
    fs::write(folder.path().join("list.json"), format!("[{}]", objects.join(",\n"))).unwrap();
    assert_snapshot!(shown(&attrc_in(folder.path(), &["validate", "list.json"])));
    let machine = attrc_in(folder.path(), &["validate", "list.json", "--format", "github"]);
    assert_eq!((machine.status, machine.out.lines().count()), (1, 6));
    let allowed = ["validate", "list.json", "-A", "R301", "-A", "empty-list"];
    assert_eq!(attrc_in(folder.path(), &allowed).status, 0);
    assert_eq!(attrc_in(folder.path(), &[&allowed[..], &["-D", "warnings"]].concat()).status, 1);
}

#[test]
fn an_import_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| attrc_in(folder.path(), arguments);
    fs::write(
        folder.path().join("tools.json"),
        r#"[{"type": "tool", "name": "7-Zip"}, {"type": "tool", "name": "7-Zip"}]"#,
    )
    .unwrap();
    fs::write(folder.path().join("broken.json"), "[{\"type\": \"tool\", \"type\": \"tool\"}, 7]").unwrap();
    assert_snapshot!(shown(&run(&["import", "tools.json"])));

    let first = run(&["import", "tools.json", "-o", "tools.attr"]);
    assert_eq!((first.status, first.out.as_str()), (0, ""));
    assert_eq!(first.err, "tools.json: 2 objects: 2 declarations\n");
    let written = fs::read_to_string(folder.path().join("tools.attr")).unwrap();
    assert!(written.starts_with("bundle tools\n\ntool tool_7_zip \"7-Zip\"\n"), "{written}");

    let again = run(&["import", "tools.json", "-o", "tools.attr"]);
    assert_eq!(again.status, 2, "{}", again.err);
    assert_eq!(run(&["import", "tools.json", "-o", "tools.attr", "--force"]).status, 0);
    assert_eq!(run(&["import", "broken.json", "-o", "broken.attr"]).status, 1);
    assert!(!folder.path().join("broken.attr").exists());
    assert_eq!(run(&["import", "absent.json"]).status, 2);
    assert_eq!(run(&["build", "tools.attr"]).status, 0);
}

#[test]
fn a_target_is_built_and_its_losses_are_told() {
    let case = "fixtures/cases/harbor";
    let built = attrc(&["build", case, "-t", "sentinel"]);
    assert_eq!(built.status, 0, "{}", built.err);
    let begins = "{\n  \"sourcesystem\": \"attrc example cases\",\n  \"stixobjects\": [\n    {";
    assert!(built.out.starts_with(begins) && built.out.ends_with("}\n  ]\n}\n"));
    assert!(built.err.contains("note L1808 reshaped-type"), "{}", built.err);

    let checked = attrc(&["check", case, "-t", "sentinel"]);
    assert_eq!((checked.status, checked.out.as_str()), (0, ""));
    assert_eq!(checked.err, built.err, "what a check predicts is what a build says");
    assert_eq!(attrc(&["check", case]).err, "attrc: nothing to report in 1 file\n");

    let denied = attrc(&["build", case, "-t", "sentinel", "-D", "type-not-taken"]);
    assert_eq!((denied.status, denied.out.as_str()), (1, ""));
}

#[test]
fn the_standard_is_the_target_where_none_is_named() {
    let case = "fixtures/cases/harbor";
    let named = attrc(&["build", case, "-t", "stix"]);
    assert_eq!((named.status, named.err.as_str()), (0, ""));
    assert_eq!(named.out, attrc(&["build", case]).out);
}
