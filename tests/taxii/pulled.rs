//! `attrc pull` as people and scripts run it, against a server behind a socket.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use attrc::outputs::taxii::{Access, Client, Collection, Rules, Url};
use attrc::project::Address;
use attrc::world::{Disk, Internet, Tls};

use super::server::{Fault, Listening, Personality, Script, Server, collection_url};

/// Its status, what it wrote, and what it said.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1").env("TOKEN", "our-s3cret").stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn fill(url: &str, count: u32) {
    let (world, network) = (Disk, Internet::new(&Tls::default()).unwrap());
    let home = Url::parse(url).unwrap();
    let client = Client::new(&world, &network, Access::token("our-s3cret"), Rules::default(), &[&home]);
    let collection = Collection::open(&client, &Address::Collection(url.to_owned())).unwrap();
    let object = |at: u32| {
        let id = format!("note--00000000-0000-4000-8000-{at:012}");
        format!(
            r#"{{"type":"note","spec_version":"2.1","id":"{id}","created":"2024-01-01T00:00:00.000Z","modified":"2024-01-01T00:00:00.000Z","content":"x","object_refs":["{id}"]}}"#
        )
    };
    let objects: Vec<String> = (0..count).map(object).collect();
    for some in objects.chunks(100) {
        collection.add(format!(r#"{{"objects":[{}]}}"#, some.join(",")).as_bytes()).unwrap();
    }
}

#[test]
fn a_pulled_collection_is_a_bundle_that_other_commands_take() {
    for rules in [Personality::STANDARD, Personality::MEDALLION, Personality::OPENTAXII] {
        let name = rules.name;
        let server = Arc::new(Server::new(rules).that_asks_for("Authorization", "Token our-s3cret"));
        let listening = Listening::new(&server);
        let url = collection_url(&listening.base());
        fill(&url, 700);
        let folder = tempfile::tempdir().unwrap();
        let (status, out, err) = run(folder.path(), &["pull", &url, "--token-from", "env:TOKEN", "-o", "pulled.json"]);
        assert_eq!((status, out.as_str()), (0, ""), "{name}: {err}");
        assert!(err.starts_with("700 objects\n"), "{name}: {err}");
        let (status, again, _) = run(folder.path(), &["pull", &url, "--token-from", "env:TOKEN"]);
        let written = fs::read_to_string(folder.path().join("pulled.json")).unwrap();
        assert!(status == 0 && again == written, "{name}");
        assert_eq!(run(folder.path(), &["validate", "pulled.json"]).0, 0, "{name}");
        assert_eq!(run(folder.path(), &["import", "pulled.json", "-o", "pulled.attr"]).0, 0, "{name}");
    }
}

#[test]
fn what_ends_a_pull_is_told_without_a_secret_and_leaves_no_file() {
    let server = Arc::new(Server::new(Personality::STANDARD).that_asks_for("Authorization", "Token other"));
    let listening = Listening::new(&server);
    let url = collection_url(&listening.base());
    let folder = tempfile::tempdir().unwrap();
    let fails = |arguments: &[&str]| {
        let arguments: Vec<&str> =
            ["pull", "-o", "pulled.json", "--patience", "0"].iter().chain(arguments).copied().collect();
        let (status, out, err) = run(folder.path(), &arguments);
        assert!(out.is_empty() && !err.contains("our-s3cret"), "{err}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{err}");
        (status, err)
    };
    let (status, err) = fails(&[&url, "--token-from", "env:TOKEN"]);
    assert!(status == 3 && err.contains("does not know who asks (401)"), "{err}");
    let (status, err) = fails(&[&url, "--token-from", "our-s3cret"]);
    assert!(status == 2 && err.contains("`env:VARIABLE` or `file:PATH`"), "{err}");
    let (status, err) = fails(&[&url, "--token-from", "env:NO_SUCH_VARIABLE"]);
    assert!(status == 2 && err.contains("no variable `NO_SUCH_VARIABLE`"), "{err}");
    let (status, err) = fails(&[&url, "--bearer-from", "env:TOKEN", "--token-from", "env:TOKEN"]);
    assert!(status == 2 && err.contains("cannot be used with"), "{err}");
    let (status, err) = fails(&["https://ci:our-s3cret@taxii.example/root/collections/c/"]);
    assert!(status == 2 && err.contains("a user or a password in it"), "{err}");
    let (status, err) = fails(&["partners"]);
    assert!(status == 2 && err.contains("neither an address nor a destination"), "{err}");
    server.set_script(Script::when(|_| true, usize::MAX, Fault::DropBefore));
    let (status, err) = fails(&[&url]);
    assert!(status == 3 && err.contains("was lost"), "{err}");
    drop(listening);
    let (status, err) = fails(&[&url]);
    assert!(status == 3 && err.contains("cannot be reached"), "{err}");
}

#[test]
fn what_pull_refuses_it_says_before_a_server_is_asked() {
    let server = Arc::new(Server::new(Personality::STANDARD));
    let listening = Listening::new(&server);
    let url = collection_url(&listening.base());
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let refused = |arguments: &[&str], why: &str| {
        let (status, out, err) = run(folder.path(), &[&["pull"], arguments].concat());
        let said = err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(status == 2 && out.is_empty() && said.contains(why) && !err.contains("our-s3cret"), "{status} {err}");
        assert!(server.state().requests.is_empty(), "{err}");
    };
    write("kept.json", "kept");
    refused(&[&url, "-o", "kept.json"], "add `--force`");
    refused(&[&listening.base()], "add `--collection NAME`");
    refused(&[&format!("{url}?token=our-s3cret")], "take the query out");
    write("main.attr", "");
    let manifest = |rest: &str| {
        format!(
            "edition = \"2026\"\n[author]\nname = \"A\"\n[project]\nnamespace = \
             \"7b4f0c52-6a3e-4d8e-9f0a-2c1d5e6f7a81\"\n[publish.here]\nurl = \"{url}\"\nmarking = \"clear\"\n{rest}\n"
        )
    };
    write("attr.toml", &manifest("tokn = \"our-s3cret\""));
    refused(&["here"], "has no key `tokn`");
    write("attr.toml", &manifest("token = \"our-s3cret"));
    refused(&["here"], "bad-manifest");
    assert_eq!(fs::read_to_string(folder.path().join("kept.json")).unwrap(), "kept");
    write("attr.toml", &manifest("insecure = true"));
    let (status, _, err) = run(folder.path(), &["pull", "here", "-o", "kept.json", "--force"]);
    assert!(status == 0 && err.contains("whoever answers is trusted"), "{err}");
}

#[test]
fn a_bad_certificate_is_named_and_a_proxy_that_is_none_is_not_passed_by() {
    let server = Arc::new(Server::new(Personality::STANDARD));
    let listening = Listening::new(&server);
    let url = collection_url(&listening.base());
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.pem"), "none").unwrap();
    let (status, _, err) = run(folder.path(), &["pull", &url, "--ca", "bad.pem"]);
    assert!(status == 2 && err.contains("`bad.pem` cannot be used"), "{err}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrc"));
    command.current_dir(folder.path()).args(["pull", &url]).env("ALL_PROXY", "http://our-s3cret@x y/");
    let output = command.stdin(Stdio::null()).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && err.contains("`ALL_PROXY`") && !err.contains("our-s3cret"), "{err}");
    assert!(server.state().requests.is_empty());
}
