//! What holds for all locks and all releases.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use attrc::source::FileId;
use attrc::stix::{Id, Object};
use attrc::versions::{Draft, Lock, Release, release};
use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

/// Numbers of objects with what they say; a small set, so that they meet again.
type State = BTreeMap<u8, u8>;

const KINDS: [&str; 4] = ["actor", "note", "relationship", "domain-name"];

fn author() -> Id {
    Id::new("identity", Uuid::from_u128(1))
}

fn object(number: u8, says: u8) -> Object {
    let kind = ["intrusion-set", "note", "relationship", "domain-name"][usize::from(number) % KINDS.len()];
    let object = Object::new(Id::new(kind, Uuid::from_u128(u128::from(number) + 100)));
    let made: Timestamp = "2024-01-01T00:00:00Z".parse().unwrap();
    let object = match kind {
        "domain-name" => object,
        _ => object.with("created_by_ref", author()).with("created", made).with("modified", made),
    };
    object.with("name", format!("says {says}"))
}

/// Releases a state; what is withdrawn is not said again, as emission sees to.
fn released(lock: &Lock, state: &State, at: i64) -> Release {
    let withdrawn = lock.withdrawn("stix");
    let objects = state.iter().map(|(number, says)| object(*number, *says));
    let objects: Vec<Object> = objects.filter(|object| !withdrawn.contains(&object.id.unwrap())).collect();
    let (fixed, returned) = (BTreeSet::new(), HashMap::new());
    let at = Timestamp::from_second(at).unwrap();
    let draft = Draft { section: "stix", objects, author: author(), fixed: &fixed, returned: &returned, at };
    release(lock, draft)
}

fn read(text: &str) -> Lock {
    let (lock, found) = Lock::read(FileId(0), text);
    assert_eq!(found, []);
    lock
}

/// The latest version of each object.
fn versions(lock: &Lock) -> BTreeMap<String, Timestamp> {
    let entries = lock.entries("stix").iter();
    entries.filter_map(|entry| Some((entry.id.to_string(), entry.modified?))).collect()
}

fn states() -> impl Strategy<Value = Vec<State>> {
    prop::collection::vec(prop::collection::btree_map(0..12_u8, 0..3_u8, 0..10), 1..6)
}

proptest! {
    #[test]
    fn releases_are_read_back_and_repeated_without_a_change(states in states(), times in prop::collection::vec(0..2_000_000_000_i64, 6)) {
        let mut lock = Lock::default();
        let mut before = BTreeMap::new();
        for (state, at) in states.iter().zip(&times) {
            let made = released(&lock, state, *at);
            prop_assert!(made.conflicts.is_empty());
            let text = made.lock.write();
            let known = read(&text);
            prop_assert!(known.is_tidy() && known.says_the_same(&made.lock));
            prop_assert_eq!(known.write(), text);
            // Whenever it is released again, nothing changes.
            for later in [0, *at, 2_100_000_000] {
                let again = released(&known, state, later);
                prop_assert!(again.is_locked() && again.lock.says_the_same(&known), "{:?}", again.changes);
                prop_assert_eq!(&again.objects, &made.objects);
            }
            // Versions grow where anything changes, and nothing is ever forgotten or taken back.
            let now = versions(&known);
            for (id, modified) in &before {
                prop_assert!(now.get(id).is_some_and(|now| now >= modified));
            }
            for change in &made.changes {
                if let (Some(was), Some(is)) = (before.get(&change.id), now.get(&change.id)) {
                    prop_assert!(was < is, "{change:?}");
                }
            }
            prop_assert!(known.withdrawn("stix").is_superset(&lock.withdrawn("stix")));
            (lock, before) = (known, now);
        }
    }

    #[test]
    fn any_union_of_lines_is_a_lock_that_is_settled_by_one_release(
        base in states(),
        left in states(),
        right in states(),
        picked in any::<u64>(),
    ) {
        let after = |mut lock: Lock, states: &[State], from: i64| {
            for (state, at) in states.iter().zip(from..) {
                lock = released(&lock, state, at).lock;
            }
            lock
        };
        let base = after(Lock::default(), &base, 1_700_000_000);
        let ours = after(base.clone(), &left, 1_710_000_000);
        let theirs = after(base.clone(), &right, 1_710_000_003);
        // Both sides whole, and of the lines before them any.
        let old = base.write();
        let old = old.lines().enumerate().filter(|(at, _)| picked >> (at % 64) & 1 == 1).map(|(_, line)| line);
        let text = theirs.write() + &ours.write() + &old.map(|line| format!("{line}\n")).collect::<String>();
        let union = read(&text);
        let state = left.last().unwrap();
        let made = released(&union, state, 1_720_000_000);
        prop_assert!(made.conflicts.is_empty());
        prop_assert!(released(&made.lock, state, 1_730_000_000).is_locked());
        // What either side withdrew stays so, and no version is older than what either side has.
        let now = versions(&made.lock);
        for side in [&ours, &theirs] {
            prop_assert!(made.lock.withdrawn("stix").is_superset(&side.withdrawn("stix")));
            for (id, modified) in versions(side) {
                prop_assert!(now.get(&id).is_some_and(|now| *now >= modified));
            }
        }
        let ids: BTreeSet<&str> = made.lock.entries("stix").iter().map(|entry| &*entry.id).collect();
        prop_assert_eq!(ids.len(), made.lock.entries("stix").len());
    }
}
