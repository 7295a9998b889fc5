//! Locks that git merged: branches that touch different facts, the same ones, and what one of them withdrew.

use std::path::Path;
use std::process::Command;

use attrc::source::FileId;
use attrc::versions::{LOCK, Lock, What};

use super::{Case, Files, one_file};

const GIT_ATTRIBUTES: &str = include_str!("../../src/cli/template/gitattributes");

/// The text of a case, of which some lines are asked for. Between them stands what git needs to merge them one by one.
fn text(claims: &[&str]) -> String {
    let names = "organization desk \"Example Desk\"\nactor one \"One\"\nactor two \"Two\"\nactor three \"Three\"\n";
    let source = "source page \"A page\" { publisher desk  published 2024-03-05 }\n";
    let claims = claims.iter().map(|claim| format!("  desk says {{\n    {claim}\n  }}\n  # …\n  # …\n  # …\n"));
    format!("{names}{source}from page {{\n{}}}\n", claims.collect::<String>())
}

/// A repository with a main line and a branch, each with a text and its lock.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        std::fs::write(repository.path(".gitattributes"), GIT_ATTRIBUTES).unwrap();
        repository
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn git(&self, arguments: &[&str]) -> bool {
        let author = ["-c", "user.name=Desk", "-c", "user.email=desk@desk.example", "-c", "commit.gpgsign=false"];
        let mut git = Command::new("git");
        git.args(author).args(arguments).current_dir(self.folder.path());
        git.env("GIT_CONFIG_GLOBAL", Path::new("/dev/null")).env("GIT_CONFIG_NOSYSTEM", "1");
        git.output().unwrap().status.success()
    }

    fn commit(&self, text: &str, lock: &str) {
        std::fs::write(self.path("main.attr"), text).unwrap();
        std::fs::write(self.path(LOCK), lock).unwrap();
        assert!(self.git(&["add", "--all"]) && self.git(&["commit", "--quiet", "--message", "x"]));
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }
}

/// Releases a base, changes it on two branches at two times, merges them, and gives the merged text and lock.
fn merged(base: &str, ours: &str, theirs: &str) -> (Files, Case) {
    let repository = Repository::new();
    let mut case = Case::new(None);
    case.release(&one_file(base), "2026-01-01T00:00:00Z");
    let first = case.lock.clone();
    repository.commit(base, &first);
    assert!(repository.git(&["checkout", "--quiet", "-b", "theirs"]));
    case.release(&one_file(theirs), "2026-03-01T00:00:00Z");
    repository.commit(theirs, &case.lock);
    assert!(repository.git(&["checkout", "--quiet", "main"]));
    case.lock = first;
    case.release(&one_file(ours), "2026-02-01T00:00:00Z");
    repository.commit(ours, &case.lock);
    assert!(repository.git(&["merge", "--quiet", "--no-edit", "theirs"]), "a conflict");
    case.lock = repository.read(LOCK);
    let (lock, found) = Lock::read(FileId(0), &case.lock);
    assert_eq!(found, [], "{}", lock.write());
    (one_file(&repository.read("main.attr")), case)
}

#[test]
fn branches_that_add_different_facts_are_right_at_once() {
    let base = text(&["one targets desk"]);
    let (files, mut case) = merged(
        &base,
        &text(&["three targets desk", "one targets desk"]),
        &text(&["one targets desk", "two targets desk"]),
    );
    let known = case.lock.clone();
    let (release, _) = case.release(&files, "2026-04-01T00:00:00Z");
    // Both have made a new version of the report, which lists what it states; that is what is settled.
    let changed: Vec<&str> = release.changes.iter().map(|change| change.id.split("--").next().unwrap()).collect();
    assert_eq!(changed, ["report"]);
    assert!(release.changes.iter().all(|change| matches!(change.what, What::Changed { .. })));
    assert_ne!(known, case.lock);
    assert!(case.release(&files, "2026-05-01T00:00:00Z").0.is_locked());
}

#[test]
fn branches_that_change_different_facts_are_right_at_once() {
    let base = "organization desk \"Example Desk\"\n# …\n# …\nactor one \"One\"\n# …\n# …\nactor two \"Two\"\n";
    let (ours, theirs) = (base.replace("\"One\"", "\"Uno\""), base.replace("\"Two\"", "\"Due\""));
    let (files, mut case) = merged(base, &ours, &theirs);
    let (release, _) = case.release(&files, "2026-04-01T00:00:00Z");
    assert!(release.is_locked(), "{:#?}", release.changes);
    let titles = release.objects.iter().filter_map(|object| object.get("name")?.as_text());
    assert!(["Uno", "Due"].iter().all(|title| titles.clone().any(|other| other == *title)));
}

#[test]
fn branches_that_change_one_object_leave_a_version_to_make() {
    let base = "actor one \"One\" {\n  description \"a\"\n  # …\n  # …\n  # …\n  goals \"money\"\n}\n";
    let (ours, theirs) = (base.replace("\"a\"", "\"b\""), base.replace("\"money\"", "\"fame\""));
    let (files, mut case) = merged(base, &ours, &theirs);
    let (release, _) = case.release(&files, "2026-02-15T00:00:00Z");
    let [change] = release.changes.as_slice() else { panic!("{:#?}", release.changes) };
    assert!(matches!(change.what, What::Changed { .. }));
    // Later than what both branches made, though it is released before one of them.
    let line = case.lock.lines().find(|line| line.contains(&change.id)).unwrap();
    assert!(line.contains(" 2026-03-01T00:00:00.001Z "), "{line}");
    assert_eq!(case.lock.matches(&format!("stix {}", change.id)).count(), 1);
}

#[test]
fn what_one_branch_withdrew_and_the_other_changed_stays_withdrawn() {
    let base = "organization desk \"Example Desk\"\n# …\n# …\n# …\nactor one \"One\"\n";
    let (ours, theirs) = (base.replace("actor one \"One\"\n", ""), base.replace("\"One\"", "\"Uno\""));
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let repository = Repository::new();
        let mut case = Case::new(None);
        case.release(&one_file(base), "2026-01-01T00:00:00Z");
        let first = case.lock.clone();
        case.release(&one_file(ours), "2026-02-01T00:00:00Z");
        let left = std::mem::replace(&mut case.lock, first.clone());
        case.release(&one_file(theirs), "2026-03-01T00:00:00Z");
        let right = case.lock.clone();
        // The texts are in conflict, and people keep the changed one; the locks are not.
        let folder = repository.folder.path();
        for (name, text) in [("base", &first), ("left", &left), ("right", &right)] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        assert!(repository.git(&["merge-file", "--union", "left", "base", "right"]));
        case.lock = repository.read("left");
        let kept = if ours.contains("Uno") { ours } else { theirs };
        let withdrawn: Vec<String> =
            Lock::read(FileId(0), &case.lock).0.withdrawn("stix").iter().map(|id| id.to_string()).collect();
        let [withdrawn] = withdrawn.as_slice() else { panic!("{withdrawn:?}") };
        let (release, _) = case.release(&one_file(kept), "2026-04-01T00:00:00Z");
        let returned = release.changes.iter().find_map(|change| match &change.what {
            What::Returned { before } => Some(before.to_string()),
            _ => None,
        });
        assert_eq!(returned.as_ref(), Some(withdrawn));
        // What was withdrawn before the other branch changed it is withdrawn anew, later than the change.
        let told = release.changes.iter().find(|change| change.id == *withdrawn).map(|change| &change.what);
        assert_eq!(told, theirs.contains("Uno").then_some(&What::WithdrawnAnew));
        let latest = release.lock.entries("stix").iter().rfind(|entry| *entry.id == **withdrawn).unwrap();
        assert!(latest.revoked);
        assert_eq!(release.lock.entries("stix").iter().filter(|entry| *entry.id == **withdrawn).count(), 1);
        assert!(latest.modified.unwrap() >= "2026-03-01T00:00:00Z".parse().unwrap());
        assert!(case.release(&one_file(kept), "2027-01-01T00:00:00Z").0.is_locked());
    }
}

/// As docs/versions.md tells to take a release back.
#[test]
fn a_text_that_is_reverted_under_the_published_lock_goes_forward() {
    let (old, new) = (text(&["one targets desk"]), text(&["two targets desk"]).replace("\"One\"", "\"Uno\""));
    let repository = Repository::new();
    let mut case = Case::new(None);
    case.release(&one_file(&old), "2026-01-01T00:00:00Z");
    repository.commit(&old, &case.lock);
    case.release(&one_file(&new), "2026-02-01T00:00:00Z");
    repository.commit(&new, &case.lock);
    assert!(repository.git(&["revert", "--no-commit", "HEAD"]) && repository.git(&["checkout", "HEAD", "--", LOCK]));
    assert_eq!((repository.read("main.attr"), repository.read(LOCK)), (old.clone(), case.lock.clone()));
    let published = Lock::read(FileId(0), &case.lock).0;
    let (release, _) = case.release(&one_file(&old), "2026-01-15T00:00:00Z");
    let words: std::collections::BTreeSet<&str> = release.changes.iter().map(|change| change.what.word()).collect();
    assert_eq!(words.into_iter().collect::<Vec<_>>(), ["changed", "returned", "withdrawn"]);
    for change in release.changes.iter().filter(|change| matches!(change.what, What::Changed { .. } | What::Withdrawn))
    {
        let modified = |lock: &Lock| lock.entries("stix").iter().find(|entry| *entry.id == *change.id)?.modified;
        assert!(modified(&release.lock) > modified(&published), "{change:?}");
    }
}

#[test]
fn two_versions_of_one_object_stand_where_the_text_has_the_newer_one() {
    let base = "actor one \"One\"\n";
    let mut case = Case::new(None);
    case.release(&one_file(base), "2026-01-01T00:00:00Z");
    let first = case.lock.clone();
    let mut branch = |title: &str, at: &str| {
        case.lock.clone_from(&first);
        let files = one_file(&base.replace("One", title));
        case.release(&files, at);
        (files, case.lock.clone())
    };
    let (older, left) = branch("Uno", "2026-02-01T00:00:00Z");
    let (newer, right) = branch("Due", "2026-03-01T00:00:00Z");
    let union = format!("{left}{}", right.trim_start_matches("attr.lock 1\n"));
    for (files, stands) in [(newer, true), (older, false)] {
        let mut case = Case { lock: union.clone(), consumer: None };
        assert_eq!(case.release(&files, "2026-04-01T00:00:00Z").0.is_locked(), stands);
    }
}
