//! `attrc publish` as people run it: what is refused before any server is asked, what a plan shows, and how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use super::server::{Fault, Listening, Personality, Script, Server, collection_url};

/// A secret that no output may have, in whatever form.
const SECRET: &str = "correct-horse-battery";

const MAIN: &str = r#"organization desk "Example Desk"
organization works "Example Works"
source page "A page" { publisher desk  published 2024-03-05 }
from page {
  desk says {
    works front-for desk
  }
}
"#;

struct Project {
    folder: tempfile::TempDir,
    server: Arc<Server>,
    listening: Listening,
}

impl Project {
    /// A project with one destination of this marking and these further keys; a lock of nothing.
    fn new(marking: &str, keys: &str) -> Self {
        let basic = "Basic Y2k6Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5";
        let server = Arc::new(Server::new(Personality::STANDARD).that_asks_for("authorization", basic));
        let listening = Listening::new(&server);
        let project = Self { folder: tempfile::tempdir().unwrap(), server, listening };
        let url = collection_url(&project.listening.base());
        project.write(
            "attr.toml",
            &format!(
                r#"edition = "2026"
[author]
name = "Example Author"
[project]
namespace = "5b0f5f0e-3c9e-4d5c-9a77-1f0d3f1f2a10"
marking = "green"
[lints]
unhedged-claim = "allow"
[publish.office]
url = "{url}"
marking = "{marking}"
auth = "basic"
user = "ci"
password = {{ env = "TAXII_PASSWORD" }}
patience = 1
{keys}
"#
            ),
        );
        project.write("main.attr", MAIN);
        project.write("attr.lock", "attr.lock 1\n");
        project
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let output = run(self.folder.path(), arguments, Some(SECRET));
        let all = format!("{}{}", text(&output.stdout), text(&output.stderr));
        assert!(!all.contains(SECRET) && !all.contains("Y2k6Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5"), "{all}");
        (output.status.code().unwrap(), all)
    }

    fn requests(&self) -> usize {
        self.server.state().requests.len()
    }
}

fn run(folder: &Path, arguments: &[&str], secret: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    command.current_dir(folder).arg("publish").args(arguments).env_remove("TAXII_PASSWORD");
    if let Some(secret) = secret {
        command.env("TAXII_PASSWORD", secret);
    }
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn judged(json: &str) -> serde_json::Value {
    let schema = fs::read_to_string("schemas/publish.schema.json").unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let report: serde_json::Value = serde_json::from_str(json).unwrap();
    let wrong: Vec<String> = schema.iter_errors(&report).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    report
}

#[test]
fn a_plan_writes_nothing_and_a_run_ends_with_all_of_it() {
    let project = Project::new("green", "ledger = \"state/ledger\"");
    let (status, told) = project.run(&["--plan"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("+ organization `works` “Example Works”") && told.contains("Nothing was sent."), "{told}");
    assert_eq!((project.server.posts(), project.read("attr.lock").as_str()), (0, "attr.lock 1\n"));
    assert!(!project.path("state").exists());
    let (status, told) = project.run(&["office", "--format", "json"]);
    assert_eq!(status, 0, "{told}");
    let report = judged(&told);
    let objects = report["objects"].as_array().unwrap();
    assert!(objects.len() > 5 && objects.iter().all(|object| object["fate"] == "arrived"), "{told}");
    assert_eq!(project.server.count(), objects.len());
    assert!(project.path("state/ledger").exists());
    let (status, told) = project.run(&["--locked"]);
    assert!(status == 0 && told.contains("Nothing to do"), "{told}");

    project.write("main.attr", &MAIN.replace("front-for", "part-of").replace("Example Works", "Example Works Ltd."));
    let (status, told) = project.run(&["--locked"]);
    assert!(status == 1 && told.contains("outdated-lock"), "{told}");
    let (status, told) = project.run(&["--plan", "--format", "json"]);
    let steps = judged(&told)["objects"].to_string();
    assert!(
        status == 0 && ["new", "version", "withdrawal", "there"].iter().all(|word| steps.contains(word)),
        "{steps}"
    );
    let (status, told) = project.run(&["--format", "markdown"]);
    assert!(status == 0 && told.starts_with("### Published to `office`"), "{told}");
}

#[test]
fn what_is_marked_above_the_ceiling_is_refused_before_any_request() {
    let project = Project::new("clear", "");
    let (status, told) = project.run(&[]);
    assert_eq!((status, project.requests()), (1, 0), "{told}");
    assert!(told.contains("above-ceiling") && told.contains("`office` may receive TLP:CLEAR at most"), "{told}");
    assert!(
        told.contains("organization `works` “Example Works” is TLP:GREEN") && told.contains("main.attr:2"),
        "{told}"
    );
    assert_eq!(project.read("attr.lock"), "attr.lock 1\n");
}

#[test]
fn a_project_without_a_lock_or_a_namespace_of_its_own_is_refused() {
    let project = Project::new("green", "");
    fs::remove_file(project.path("attr.lock")).unwrap();
    let (status, told) = project.run(&[]);
    assert!(status == 1 && told.contains("no-lock") && told.contains("attrc lock"), "{told}");
    fs::remove_file(project.path("attr.toml")).unwrap();
    let (status, told) = project.run(&[]);
    assert!(status == 1 && told.contains("scratch-release"), "{told}");
    assert_eq!(project.requests(), 0);
}

#[test]
fn a_lock_that_was_taken_back_does_not_give_a_version_another_content() {
    let project = Project::new("green", "ledger = \"ledger\"");
    assert_eq!(project.run(&["--at", "2024-06-01"]).0, 0);
    let sent = project.server.posts();
    project.write("attr.lock", "attr.lock 1\n");
    project.write("main.attr", &MAIN.replace("Example Works", "Example Works Ltd."));
    let (status, told) = project.run(&["--at", "2024-06-01"]);
    assert!(status == 1 && told.contains("same-version") && told.contains("was published with another"), "{told}");
    assert_eq!(project.server.posts(), sent);
}

#[test]
fn what_stands_in_the_way_is_told_with_its_own_status() {
    let project = Project::new("green", "");
    let (status, told) = project.run(&["offise"]);
    assert!(status == 2 && told.contains("did you mean `office`?"), "{told}");
    let output = run(project.folder.path(), &[], None);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("has no variable `TAXII_PASSWORD`"));
    let output = run(project.folder.path(), &[], Some("wrong-horse-battery"));
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("does not know who asks") && !text(&output.stderr).contains("wrong-horse"));
    let Project { folder, listening, .. } = project;
    drop(listening);
    let output = run(folder.path(), &[], Some(SECRET));
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
}

#[test]
fn what_a_server_does_not_take_is_named_and_ends_with_4() {
    let project = Project::new("green", "");
    let (_, told) = project.run(&["--plan", "--format", "json"]);
    let report = judged(&told);
    let works =
        report["objects"].as_array().unwrap().iter().find(|object| object["title"].as_str().unwrap().contains("works"));
    let id = works.unwrap()["id"].as_str().unwrap().to_owned();
    project.server.state().culprits.insert(id.clone());
    let (status, told) = project.run(&[]);
    assert_eq!(status, 4, "{told}");
    assert!(
        told.contains("! organization `works`") && told.contains("is refused") && told.contains("was not taken"),
        "{told}"
    );
}

#[test]
fn another_file_is_not_taken_for_the_ledger() {
    for file in ["attr.toml", "attr.lock", "main.attr", "./new.attr", "notes.txt"] {
        let project = Project::new("green", &format!("ledger = \"{file}\""));
        project.write("notes.txt", "nothing of a ledger\n");
        let before = ["attr.toml", "attr.lock", "main.attr", "notes.txt"].map(|name| project.read(name));
        let (status, told) = project.run(&[]);
        assert!(status == 2 && told.contains("ledger"), "{file}: {told}");
        assert_eq!(project.requests(), 0, "{file}");
        assert_eq!(["attr.toml", "attr.lock", "main.attr", "notes.txt"].map(|name| project.read(name)), before);
    }
}

#[test]
fn json_is_written_however_early_the_other_side_fails() {
    let report = |project: &Project| {
        let output = run(project.folder.path(), &["--format", "json"], Some(SECRET));
        assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
        let report = judged(&text(&output.stdout));
        assert!(report["ending"] == "failed" && report["carried_out"] == false, "{report}");
        assert!(text(&output.stderr).contains(report["trouble"]["message"].as_str().unwrap()), "{report}");
        report["trouble"]["message"].as_str().unwrap().to_owned()
    };
    let project = Project::new("green", "");
    project.server.set_script(Script::when(|asked| asked.path.ends_with("/manifest/"), usize::MAX, Fault::Status(501)));
    assert!(report(&project).contains("(501)"));
    project.server.set_script(Script::when(|_| true, usize::MAX, Fault::Status(501)));
    assert!(report(&project).contains("(501)"));
    let Project { folder, server, listening } = project;
    let base = listening.base();
    drop(listening);
    let gone = Listening::new(&server);
    let project = Project { folder, server, listening: gone };
    assert!(report(&project).contains(&base) && report(&project).contains("cannot be reached"));
}
