//! Objects → the types of the crate `stix_rs` (`cargo test --features stix-rs --test stix_rs`): all that it can hold arrives,
//! and what it cannot hold is told, by type and property.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use attrc::compile;
use attrc::stix::stix_rs::{bundle, hand_over};
use attrc::stix::{Bundle, Object};
use attrc::world::Disk;
use stix_rs::StixObjectEnum;

fn objects(case: &str) -> Vec<Object> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases").join(case);
    compile(&Disk, &[path], None).objects
}

#[test]
fn every_object_of_the_cases_arrives_and_what_does_not_is_told() {
    let mut lost: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut refused: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut arrived = 0;
    for object in objects("apt31").iter().chain(&objects("harbor")) {
        match hand_over(object) {
            Ok(handover) => {
                arrived += 1;
                let told = handover.lost.into_iter().chain(handover.invented.into_iter().map(|key| format!("+{key}")));
                lost.entry(object.kind()).or_default().extend(told);
            }
            Err(error) => {
                refused.entry(object.kind()).or_default().insert(error.to_string());
            }
        }
    }
    assert!(arrived > 150, "{arrived}");
    lost.retain(|_, keys| !keys.is_empty());
    insta::assert_debug_snapshot!("what_stix_rs_cannot_hold", (lost, refused));
}

#[test]
fn a_bundle_is_handed_over_under_its_own_id() {
    let all = objects("harbor");
    let handed = all.iter().filter_map(|object| Some((object.id?.to_string(), hand_over(object).ok()?.object)));
    let (kept, handed): (Vec<String>, Vec<StixObjectEnum>) = handed.unzip();
    let own = Bundle::new(all);
    let theirs = bundle(handed, own.id());
    assert_eq!(theirs.id, own.id().to_string());
    let json = serde_json::to_string(&theirs).unwrap();
    let written: serde_json::Value = serde_json::from_str(&json).unwrap();
    let ids = written["objects"].as_array().unwrap().iter().map(|object| object["id"].as_str().unwrap().to_owned());
    assert!(ids.eq(kept), "no id is drawn anew");
}
