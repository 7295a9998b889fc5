//! The lock of a project as people and CI meet it: `attrc lock`, builds with a lock, and builds that were killed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use attrc::source::FileId;
use attrc::versions::Lock;
use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

const MANIFEST: &str = "edition = \"2026\"\n[author]\nname = \"Example Desk\"\nclass = \"organization\"\n\
                        [project]\nnamespace = \"0b54ab32-6a8f-4d0e-9d5c-7d1f6a1c2b3d\"\n";

const TEXT: &str = "organization desk \"Example Desk\"\nactor one \"One\"\n\
                    source page \"A page\" { publisher desk  published 2024-03-05 }\n\
                    from page {\n  desk says {\n    one targets desk  during 2023\n  }\n}\n";

/// A project in a folder of its own.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new(text: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("attr.toml", MANIFEST);
        project.write("main.attr", text);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("NO_COLOR", "1").env("COLUMNS", "100").env_remove("SOURCE_DATE_EPOCH");
        command
    }

    /// The status and both streams.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.command(arguments).output().unwrap();
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.code().unwrap(), text)
    }

    /// Runs what has to end well.
    fn done(&self, arguments: &[&str]) -> String {
        let (status, text) = self.run(arguments);
        assert_eq!(status, 0, "{arguments:?}: {text}");
        text
    }

    fn objects(&self, bundle: &str) -> Vec<Value> {
        let bundle: Value = serde_json::from_str(&self.read(bundle)).unwrap();
        bundle["objects"].as_array().unwrap().clone()
    }
}

#[test]
fn a_first_lock_changes_no_bundle() {
    let project = Project::new(TEXT);
    let before = project.done(&["build"]);
    let told = project.done(&["lock"]);
    assert!(told.starts_with("stix: 7 new\n") && told.ends_with("wrote attr.lock\n"), "{told}");
    assert_eq!(project.done(&["build"]), before);
    assert_eq!(project.done(&["build", "--locked", "--at", "2030-01-01"]), before);
    assert_eq!(project.done(&["lock"]), "stix: 7 unchanged\nattr.lock is up to date\n");
}

#[test]
fn a_manifest_names_its_project_and_without_one_there_is_none() {
    let project = Project::new(TEXT);
    fs::create_dir_all(project.path("below/deeper")).unwrap();
    fs::rename(project.path("attr.toml"), project.path("below/attr.toml")).unwrap();
    fs::copy(project.path("main.attr"), project.path("below/main.attr")).unwrap();
    for (folder, path) in [(".", "below/attr.toml"), ("below", "attr.toml"), ("below/deeper", "../attr.toml")] {
        let output = project.command(&["lock", path]).current_dir(project.path(folder)).output().unwrap();
        assert!(output.status.success(), "{path}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(project.path("below/attr.lock").exists() && !project.path("attr.lock").exists());
    let (status, told) = project.run(&["build", "main.attr", "--locked"]);
    assert!(status == 1 && told.contains("there is no `attr.toml`"), "{told}");
    assert!(!told.contains("beside the manifest"), "{told}");
}

#[test]
fn what_is_not_locked_is_refused_and_written_only_without_locked() {
    let project = Project::new(TEXT);
    assert_snapshot!("no_lock", project.run(&["build", "--locked"]).1);
    assert_eq!(project.run(&["lock", "--locked"]).0, 1);
    assert!(!project.path("attr.lock").exists());
    project.done(&["lock"]);
    let locked = project.read("attr.lock");
    project.write("main.attr", &TEXT.replace("\"One\"", "\"Uno\""));
    let (status, told) = project.run(&["build", "--locked", "-o", "out.json"]);
    assert_eq!((status, project.path("out.json").exists()), (1, false));
    assert_snapshot!("outdated", told);
    assert_eq!(project.run(&["lock", "--locked"]).0, 1);
    assert_eq!(project.read("attr.lock"), locked);
    project.done(&["build", "-o", "out.json", "--at", "2026-05-01"]);
    assert_ne!(project.read("attr.lock"), locked);
    project.done(&["build", "--locked", "-o", "again.json"]);
    assert_eq!(project.read("again.json"), project.read("out.json"));
}

#[test]
fn the_release_time_is_given_or_in_the_environment_or_now() {
    let project = Project::new(TEXT);
    let modified = |project: &Project| {
        project.done(&["build", "-o", "out.json"]);
        let actor = |object: &Value| object["type"] == "intrusion-set";
        let objects = project.objects("out.json");
        objects.into_iter().find(actor).unwrap()["modified"].as_str().unwrap().to_owned()
    };
    project.done(&["lock"]);
    assert_eq!(modified(&project), "2024-03-05T00:00:00.000Z");
    project.write("main.attr", &TEXT.replace("\"One\"", "\"Uno\""));
    let output = project.command(&["lock"]).env("SOURCE_DATE_EPOCH", "1767225600").output().unwrap();
    assert!(output.status.success());
    assert_eq!(modified(&project), "2026-01-01T00:00:00.000Z");
    // An earlier release time is not before the last version.
    project.write("main.attr", TEXT);
    project.done(&["lock", "--at", "2020-01-01"]);
    assert_eq!(modified(&project), "2026-01-01T00:00:00.001Z");
    project.write("main.attr", &TEXT.replace("\"One\"", "\"Uno\""));
    assert!(modified(&project).as_str() > "2026-01-01T00:00:00.002Z");
}

#[test]
fn what_nothing_dates_is_as_old_as_its_first_release() {
    let project = Project::new("organization works \"Example Works\"\n");
    project.done(&["lock"]);
    let lock = project.read("attr.lock");
    assert!(!lock.contains(" 1970-"), "{lock}");
    project.done(&["lock", "--at", "2040-01-01"]);
    assert_eq!(project.read("attr.lock"), lock);
}

#[test]
fn what_vanished_is_at_the_end_of_the_bundle_for_ever() {
    let project = Project::new(TEXT);
    project.done(&["lock"]);
    project.write(
        "main.attr",
        &TEXT.replace("    one targets desk  during 2023\n", "    desk targets one  during 2023\n"),
    );
    project.done(&["build", "--at", "2026-05-01", "-o", "out.json"]);
    project.done(&["build", "--at", "2026-06-01", "-o", "again.json"]);
    assert_eq!(project.read("again.json"), project.read("out.json"));
    let objects = project.objects("out.json");
    let last = objects.last().unwrap();
    assert_eq!((&last["revoked"], &last["modified"]), (&true.into(), &"2026-05-01T00:00:00.000Z".into()));
    assert_eq!(objects.iter().filter(|object| object["revoked"] == true).count(), 1);
    assert_eq!(project.run(&["validate", "out.json"]).0, 0);
}

#[test]
fn a_part_takes_its_versions_and_writes_nothing() {
    let project = Project::new(TEXT);
    project.write("other.attr", "actor two \"Two\"\n");
    project.write("main.attr", &format!("use \"other.attr\"\n{TEXT}").replace("one targets", "two targets"));
    project.done(&["lock"]);
    project.write("other.attr", "actor two \"Due\"\n");
    project.done(&["lock", "--at", "2026-05-01"]);
    let locked = project.read("attr.lock");
    project.done(&["build", "other.attr", "-o", "out.json"]);
    let actor = project.objects("out.json").into_iter().find(|object| object["name"] == "Due").unwrap();
    assert_eq!(actor["modified"], "2026-05-01T00:00:00.000Z");
    project.write("other.attr", "actor two \"Zwei\"\n");
    assert_snapshot!("part", project.run(&["build", "other.attr", "-o", "out.json"]).1);
    assert_eq!(project.read("attr.lock"), locked);
    assert_eq!(project.run(&["lock", "other.attr"]).0, 2);
}

#[test]
fn another_author_and_other_content_of_a_received_version_are_refused() {
    let received = |name: &str| {
        format!(
            "bundle received {{}}\nmalware rust {{ spec_version \"2.1\"  id \"malware--22222222-2222-4222-8222-222222222222\"  \
             created \"2020-01-01T00:00:00.000Z\"  modified \"2020-01-01T00:00:00.000Z\"  name \"{name}\"  is_family true }}\n"
        )
    };
    let project = Project::new(TEXT);
    fs::rename(project.path("main.attr"), project.path("facts.attr")).unwrap();
    project.write("received.attr", &received("Rust"));
    project.done(&["lock"]);
    project.write("received.attr", &received("Rust Beak"));
    let (status, told) = project.run(&["build"]);
    assert_eq!(status, 1);
    assert_snapshot!("same_version", told);
    project.write("received.attr", &received("Rust"));
    project.write("attr.toml", &MANIFEST.replace("\"Example Desk\"", "\"Example Office\""));
    let (status, told) = project.run(&["lock"]);
    assert_eq!(status, 1);
    assert_snapshot!("other_author", told);
    let id = told.split('"').find(|word| word.starts_with("identity--")).unwrap();
    let given = format!("\"Example Office\"\nid = \"{id}\"");
    project.write("attr.toml", &MANIFEST.replace("\"Example Desk\"", &given));
    assert!(project.done(&["lock"]).contains("“Example Office”"));
}

#[test]
fn another_namespace_is_another_author() {
    let project = Project::new(TEXT);
    project.done(&["lock"]);
    let locked = project.read("attr.lock");
    let namespace = "\"0b54ab32-6a8f-4d0e-9d5c-7d1f6a1c2b3d\"";
    let other = MANIFEST.replace("0b54", "ffff");
    project.write("attr.toml", &other);
    for command in [["lock"].as_slice(), &["build", "-o", "out.json"], &["lock", "--locked"]] {
        assert_eq!(project.run(command).0, 1, "{command:?}");
    }
    assert_snapshot!("other_namespace", project.run(&["lock"]).1);
    // Nothing is left of the text, and still it is not ours to leave out.
    project.write("main.attr", "");
    assert_eq!(project.run(&["lock"]).0, 1);
    project.write("main.attr", TEXT);
    assert_eq!(project.read("attr.lock"), locked);
    let told = project.run(&["lock"]).1.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains(namespace), "{told}");
    let id = told.split('"').find(|word| word.starts_with("identity--")).unwrap();
    project.write("attr.toml", &other.replace("\"Example Desk\"", &format!("\"Example Desk\"\nid = \"{id}\"")));
    assert!(project.done(&["lock"]).contains("withdrawn"));
}

#[test]
fn a_bundle_takes_the_place_of_nothing_that_it_is_made_from() {
    let project = Project::new(TEXT);
    let (status, told) = project.run(&["build", "-o", "attr.lock"]);
    assert!(
        status == 2 && told.contains("is the lock of the project") && !project.path("attr.lock").exists(),
        "{told}"
    );
    project.done(&["lock"]);
    let names = ["attr.lock", "attr.toml", "main.attr"];
    let before = names.map(|name| project.read(name));
    fs::create_dir(project.path("below")).unwrap();
    for name in names {
        let hard = format!("{name}.json");
        fs::hard_link(project.path(name), project.path(&hard)).unwrap();
        for output in [name, &format!("below/../{name}"), &hard] {
            let (status, told) = project.run(&["build", "-o", output]);
            assert!(status == 2 && told.contains("write the bundle to another file"), "{output}: {told}");
        }
    }
    assert_eq!(names.map(|name| project.read(name)), before);
    project.done(&["build", "-o", "below/attr.lock"]);
}

#[test]
fn a_damaged_lock_is_left_as_it_is() {
    let project = Project::new(TEXT);
    project.done(&["lock"]);
    let damaged = project.read("attr.lock").replace("One", "Two");
    project.write("attr.lock", &damaged);
    for command in ["build", "lock", "check"] {
        let (status, told) = project.run(&[command]);
        assert!(status == 2 && told.contains("damaged-lock"), "{command}: {status} {told}");
        assert_eq!(project.read("attr.lock"), damaged);
    }
}

#[cfg(unix)]
#[test]
fn a_lock_that_leads_nowhere_is_no_reason_for_a_new_one() {
    let project = Project::new(TEXT);
    std::os::unix::fs::symlink("elsewhere/attr.lock", project.path("attr.lock")).unwrap();
    for command in ["lock", "build", "check"] {
        let (status, told) = project.run(&[command]);
        assert!(status == 2 && told.contains("a link that leads nowhere"), "{command}: {status} {told}");
    }
    assert!(fs::symlink_metadata(project.path("attr.lock")).unwrap().is_symlink());
    // A link that leads to a lock stays one.
    fs::create_dir(project.path("elsewhere")).unwrap();
    project.write("elsewhere/attr.lock", "attr.lock 1\n");
    project.done(&["lock"]);
    assert!(project.read("elsewhere/attr.lock").contains("\nstix "));
    assert!(fs::symlink_metadata(project.path("attr.lock")).unwrap().is_symlink());
}

#[test]
fn each_target_has_a_section_of_its_own() {
    let project = Project::new(TEXT);
    project.done(&["lock"]);
    project.done(&["build", "-t", "opencti", "-o", "out.json"]);
    let lock = project.read("attr.lock");
    assert!(lock.contains("\nopencti ") && lock.contains("\nstix "));
    assert_eq!(project.done(&["lock"]).lines().count(), 3);
    project.write("main.attr", &TEXT.replace("\"One\"", "\"Uno\""));
    let told = project.done(&["lock", "--at", "2026-05-01"]);
    assert!(told.contains("\nopencti: ") && told.starts_with("stix: "), "{told}");
    for target in ["stix", "opencti"] {
        project.done(&["build", "--locked", "-t", target, "-o", "out.json"]);
        assert!(project.objects("out.json").iter().any(|object| object["modified"] == "2026-05-01T00:00:00.000Z"));
    }
}

#[test]
fn builds_at_once_lose_no_section() {
    let targets = ["stix", "opencti", "misp", "sentinel"];
    let project = Project::new(TEXT);
    project.done(&["lock"]);
    for title in ["Uno", "Due", "Tre", "Four", "Five"] {
        project.write("main.attr", &TEXT.replace("\"One\"", &format!("\"{title}\"")));
        let builds = targets.map(|target| {
            let mut command = project.command(&["build", "--at", "2026-05-01", "-t", target]);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        });
        for build in builds {
            let output = build.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        for target in targets {
            project.done(&["build", "--locked", "-t", target, "-o", "out.json"]);
            assert!(project.read("out.json").contains(title));
        }
    }
}

#[test]
fn a_rename_is_mended_in_the_order_that_the_hint_says_and_in_no_other() {
    let project = Project::new(TEXT);
    project.done(&["lock"]);
    let before = project.read("attr.lock");
    let renamed = TEXT.replace("actor one", "actor uno").replace("one targets", "uno targets");
    project.write("main.attr", &renamed);
    let dry = project.run(&["lock", "--locked"]).1;
    assert!(dry.contains("`was one`") && !dry.contains("git checkout"), "{dry}");
    assert_snapshot!("rename", project.done(&["lock", "--at", "2026-05-01"]));
    let late = project.read("attr.lock");
    project.write("main.attr", &renamed.replace("\"One\"", "\"One\" { was one }"));
    for command in ["lock", "build"] {
        let (status, told) = project.run(&[command]);
        assert_eq!((status, project.read("attr.lock") == late), (1, true), "{told}");
    }
    assert_snapshot!("late_rename", project.run(&["lock"]).1);
    project.write("attr.lock", &before);
    let told = project.done(&["lock", "--at", "2026-05-01"]);
    assert!(!told.contains("withdrawn") && !told.contains("new"), "{told}");
    // Who has published it takes `was` away, and all stays as it is.
    project.write("attr.lock", &late);
    project.write("main.attr", &renamed);
    assert!(project.done(&["lock"]).ends_with("attr.lock is up to date\n"));
}

/// A received object in a version of some days of 2020.
fn received(created: u32, modified: u32, more: &str) -> String {
    let day = |day: u32| format!("\"2020-01-0{day}T00:00:00.000Z\"");
    let (created, modified) = (day(created), day(modified));
    format!(
        "bundle received {{}}\nmalware rust {{ spec_version \"2.1\"  id \"malware--22222222-2222-4222-8222-222222222222\"  \
         created {created}  modified {modified}  name \"Rust\"  is_family true  {more} }}\n"
    )
}

#[test]
fn what_is_received_goes_on_and_never_back() {
    let project = Project::new(TEXT);
    fs::rename(project.path("main.attr"), project.path("facts.attr")).unwrap();
    for (created, modified) in [(2, 2), (2, 3)] {
        project.write("received.attr", &received(created, modified, ""));
        project.done(&["lock"]);
    }
    let locked = project.read("attr.lock");
    for (created, modified, code) in [(2, 2, "E2010"), (1, 3, "E2006"), (1, 2, "E2010")] {
        project.write("received.attr", &received(created, modified, ""));
        for command in ["lock", "build"] {
            let (status, told) = project.run(&[command]);
            assert!(status == 1 && told.contains(code), "{created} {modified}: {told}");
        }
        assert_eq!(project.read("attr.lock"), locked);
    }
    project.write("received.attr", &received(2, 2, ""));
    assert_snapshot!("earlier_version", project.run(&["lock"]).1);
    project.write("received.attr", &received(2, 4, ""));
    assert!(project.done(&["lock"]).contains("~ received"));
}

#[test]
fn what_others_withdrew_is_not_withdrawn_by_us() {
    let project = Project::new(TEXT);
    fs::rename(project.path("main.attr"), project.path("facts.attr")).unwrap();
    let revoked = "revoked true  created_by_ref \"identity--33333333-3333-4333-8333-333333333333\"";
    project.write("received.attr", &received(2, 3, revoked));
    project.done(&["lock"]);
    fs::remove_file(project.path("received.attr")).unwrap();
    assert_eq!(project.run(&["build", "--locked"]).0, 1);
    assert!(project.done(&["lock"]).contains("- left out: malware “Rust”"));
    assert!(!project.read("attr.lock").contains("malware--"));
    project.done(&["build", "-o", "out.json"]);
    assert!(!project.read("out.json").contains("malware--"));
}

#[test]
fn what_changes_is_told_to_programs_by_the_schema() {
    let schema: Value = serde_json::from_str(include_str!("../schemas/lock.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let project = Project::new(TEXT);
    let steps = [TEXT.to_owned(), TEXT.replace("one", "uno").replace("2023", "2022"), TEXT.to_owned()];
    let mut shown = String::new();
    for (at, text) in steps.iter().enumerate() {
        project.write("main.attr", text);
        let told = project.done(&["lock", "--format", "json", "--at", &format!("2026-0{}-01", at + 1)]);
        let told: Value = serde_json::from_str(&told).unwrap();
        let wrong: Vec<String> = schema.iter_errors(&told).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        let changes = told["sections"][0]["changes"].as_array().unwrap();
        for change in changes {
            writeln!(shown, "{} {} {}", at + 1, change["what"], change["title"]).unwrap();
        }
    }
    assert!(shown.contains("2 \"withdrawn\"") && shown.contains("3 \"returned\""), "{shown}");
}

/// How often a build is killed; all times with `ATTRC_FULL=1`.
fn kills() -> u32 {
    if std::env::var("ATTRC_FULL").is_ok() { 200 } else { 20 }
}

fn claims(title: &str) -> String {
    let actors = (0..120).map(|at| format!("actor a{at} \"{title} {at}\"\n")).collect::<String>();
    let claims = (0..120).map(|at| format!("    a{at} targets desk  during 2023\n")).collect::<String>();
    let source = "source page \"A page\" { publisher desk  published 2024-03-05 }\n";
    format!("organization desk \"Example Desk\"\n{source}{actors}from page {{\n  desk says {{\n{claims}  }}\n}}\n")
}

fn started(project: &Project) -> Child {
    let mut command = project.command(&["build", "-o", "out.json", "--at", "2026-05-01"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new_and_never_a_half() {
    let files = ["attr.lock", "out.json"];
    let both = |project: &Project| files.map(|name| project.read(name));
    let project = Project::new(&claims("One"));
    project.done(&["lock", "--at", "2026-01-01"]);
    project.done(&["build", "-o", "out.json", "--at", "2026-01-01"]);
    let old = both(&project);
    project.write("main.attr", &claims("Uno"));
    let start = Instant::now();
    assert!(started(&project).wait().unwrap().success());
    let whole = start.elapsed();
    let new = both(&project);
    assert!(old[0] != new[0] && old[1] != new[1]);
    let (mut ends, mut unfinished) = (std::collections::BTreeSet::new(), 0);
    for round in 0..kills() {
        for (name, text) in files.iter().zip(&old) {
            project.write(name, text);
        }
        let mut build = started(&project);
        // Spread evenly over all of it, with the end of it, where it writes, twice as dense.
        let part = f64::from(round) / f64::from(kills());
        let part = if round % 2 == 0 { part } else { 0.5 + part / 2.0 };
        std::thread::sleep(whole.mul_f64(part).max(Duration::from_millis(1)));
        build.kill().unwrap();
        build.wait().unwrap();
        let found = both(&project);
        for (at, text) in found.iter().enumerate() {
            assert!(*text == old[at] || *text == new[at], "half of {}", files[at]);
        }
        // The lock is written first: an output that the lock does not know is never left.
        assert!(found[0] == new[0] || found[1] == old[1], "a bundle without its lock");
        assert_eq!(Lock::read(FileId(0), &found[0]).1, []);
        unfinished += u32::from(found != new);
        ends.insert(found.map(|text| text.len()));
        assert!(started(&project).wait().unwrap().success());
        assert_eq!(both(&project), new);
    }
    assert!(unfinished > 0, "every build was done before it was killed");
    assert!(left(project.folder.path()) <= kills() as usize);
}

/// Files that a killed build left: a later one clears them when they are old.
fn left(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".new")).count()
}
