//! A project that names a bundle of ATT&CK: `fixtures/attack/` builds with MITRE's own objects, as they are.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::path::Path;

use attrc::compile;
use attrc::stix::Bundle;
use attrc::world::Memory;
use serde_json::Value;
use serde_json::value::RawValue;

const MANIFEST: &str = include_str!("../fixtures/attack/attr.toml");
const MAIN: &str = include_str!("../fixtures/attack/main.attr");
const RELEASE: &str = include_str!("../fixtures/attack/releases/enterprise.json");

#[derive(serde::Deserialize)]
struct Objects<'t> {
    #[serde(borrow)]
    objects: Vec<&'t RawValue>,
}

/// The objects of a bundle, each as one line without white space, by id.
fn lines(bundle: &str) -> Vec<(String, String)> {
    let objects: Objects<'_> = serde_json::from_str(bundle).unwrap();
    let line = |object: &RawValue| {
        let id: Value = serde_json::from_str(object.get()).unwrap();
        let plain: String = object.get().lines().map(str::trim).collect();
        (id["id"].as_str().unwrap().to_owned(), plain)
    };
    objects.objects.into_iter().map(line).collect()
}

fn built(manifest: &str) -> String {
    let files = [("/p/attr.toml", manifest), ("/p/main.attr", MAIN), ("/p/releases/enterprise.json", RELEASE)];
    let files = files.map(|(path, text)| (path, text.to_owned()));
    let compilation = compile(&Memory::new(files), &["/p/main.attr".into()], None);
    let read = compilation.inputs.contains(&"/p/releases/enterprise.json".into());
    assert_eq!(read, manifest.contains("[attack]"), "a build depends on what it read");
    let told: Vec<&str> = compilation.diagnostics.iter().map(|found| found.code.name).collect();
    assert_eq!(told, ["revoked-technique"]);
    let mut out = Vec::new();
    Bundle::new(compilation.objects).write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn official_objects_are_emitted_as_they_are_and_referred_to() {
    let bundle = built(MANIFEST);
    let release = lines(RELEASE);
    let (official, own): (Vec<_>, Vec<_>) =
        lines(&bundle).into_iter().partition(|(id, _)| release.iter().any(|(known, _)| known == id));
    for object in &official {
        assert!(release.contains(object), "{object:?} was changed");
    }
    let kinds: Vec<&str> = official.iter().map(|(id, _)| id.split("--").next().unwrap()).collect();
    assert_eq!(
        kinds,
        ["marking-definition", "identity", "intrusion-set", "tool", "attack-pattern", "attack-pattern"],
        "what is named, a revoked one too, with author and marking before it, and nothing else"
    );
    for (id, _) in official.iter().skip(2) {
        assert!(own.iter().any(|(_, object)| object.contains(id.as_str())), "nothing refers to {id}");
    }
    let ours = own.iter().filter(|(id, _)| id.starts_with("attack-pattern--") || id.starts_with("tool--"));
    assert_eq!(ours.count(), 0, "the official object takes the place of ours");
    let name = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/attack");
    insta::with_settings!({ snapshot_path => name, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("bundle", bundle);
    });
}

#[test]
fn claims_keep_their_ids_when_a_bundle_is_named() {
    let without = MANIFEST.split("[attack]").next().unwrap();
    let claims = |bundle: &str| -> Vec<String> {
        lines(bundle).into_iter().map(|(id, _)| id).filter(|id| id.starts_with("relationship--")).collect()
    };
    assert_eq!(claims(&built(MANIFEST)), claims(&built(without)));
}
