//! A project on the disk, and the built command that publishes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::publisher::{PASSWORD, credentials, text};
use crate::server::{Personality, Server, collection_url};

/// A project with one destination.
pub struct Project {
    folder: TempDir,
}

/// What a command ended with.
pub struct Done {
    /// Its exit status; `None` where it was killed.
    pub status: Option<i32>,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

impl Done {
    /// It ended with this status, and tells nobody a secret.
    pub fn assert(&self, status: i32) -> &Self {
        assert_eq!(self.status, Some(status), "{}{}", self.out, self.err);
        self.assert_discreet();
        self
    }

    /// It says something.
    pub fn says(&self, words: &str) -> &Self {
        let said = format!("{}{}", self.out, self.err).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(words), "it does not say {words:?}:\n{}{}", self.out, self.err);
        self
    }

    fn assert_discreet(&self) {
        for secret in [PASSWORD, credentials().split(' ').next_back().unwrap()] {
            assert!(!self.out.contains(secret) && !self.err.contains(secret), "{}{}", self.out, self.err);
        }
    }
}

/// A server that asks for the password that projects know.
pub fn guarded(rules: Personality) -> Server {
    Server::new(rules).that_asks_for("authorization", &credentials())
}

impl Project {
    /// A project of so many claims that is published to a server; `keys` are further lines of the destination.
    pub fn new(base: &str, claims: usize, keys: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("attr.toml", &manifest(base, keys));
        project.write("main.attr", &text(0..claims, 0));
        project.write("attr.lock", "attr.lock 1\n");
        project
    }

    /// Another one with the same files.
    pub fn copy(&self) -> Self {
        let copy = Self { folder: tempfile::tempdir().unwrap() };
        for file in ["attr.toml", "main.attr", "attr.lock"] {
            copy.write(file, &self.read(file));
        }
        copy
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes one of its files.
    pub fn write(&self, file: &str, content: &str) {
        std::fs::write(self.path().join(file), content).unwrap();
    }

    /// Reads one of its files.
    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path().join(file)).unwrap()
    }

    /// Its files by name.
    pub fn files(&self) -> BTreeSet<PathBuf> {
        std::fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().file_name().into()).collect()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
        command.args(arguments).current_dir(self.path()).env("PASSWORD", PASSWORD);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.env_remove("SOURCE_DATE_EPOCH");
        command
    }

    /// Runs the command in its folder.
    pub fn run(&self, arguments: &[&str]) -> Done {
        done(self.command(arguments).spawn().unwrap())
    }

    /// Publishes it.
    pub fn publish(&self, options: &[&str]) -> Done {
        done(self.start(options))
    }

    /// Begins to publish it.
    pub fn start(&self, options: &[&str]) -> Child {
        let arguments = [&["publish", "--at", "2026-02-01T00:00:00Z"], options].concat();
        self.command(&arguments).spawn().unwrap()
    }

    /// Its release by the lock: id and version to the object.
    pub fn release(&self) -> BTreeMap<(String, String), Value> {
        let built = self.run(&["build", "--locked", "--at", "2026-03-01T00:00:00Z"]);
        built.assert(0);
        let bundle: Value = serde_json::from_str(&built.out).unwrap();
        let text = |object: &Value, key: &str| object[key].as_str().map(str::to_owned);
        let objects = bundle["objects"].as_array().unwrap().iter();
        let key = |object: &Value| {
            let version = text(object, "modified").or_else(|| text(object, "created")).unwrap_or_default();
            (text(object, "id").unwrap(), version.replacen("Z", "", 1) + if version.is_empty() { "" } else { "Z" })
        };
        objects.map(|object| (key(object), object.clone())).collect()
    }
}

/// What a command ends with.
pub fn done(child: Child) -> Done {
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Done { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A manifest with one destination.
pub fn manifest(base: &str, keys: &str) -> String {
    let project = "edition = \"2026\"\n[author]\nname = \"Tests of publishing\"\nclass = \"organization\"\n\
        [project]\nnamespace = \"7b4f0c52-6a3e-4d8e-9f0a-2c1d5e6f7a81\"\nmarking = \"clear\"\n";
    let url = collection_url(base);
    format!(
        "{project}[publish.here]\nurl = \"{url}\"\nmarking = \"clear\"\nauth = \"basic\"\nuser = \"publisher\"\n\
         password = {{ env = \"PASSWORD\" }}\n{keys}"
    )
}
