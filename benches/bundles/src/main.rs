//! How fast and how small reading and validating bundles is, against peers in the same run.
//!
//!     cargo run --release --manifest-path benches/bundles/Cargo.toml [-- BUNDLE…]
//!
//! Without arguments it makes a bundle of some hundred thousand objects. The peers are serde_json (reading to its
//! `Value`), the crate rstix (its strict validator, custom content allowed) and stix2-validator (`tests/run` installs it in
//! `target/peers`), which gets the first objects of a large bundle only and is counted by the object.

#[path = "../../corpus.rs"]
mod corpus;

use std::alloc::{GlobalAlloc, Layout};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

use attrc::json;
use attrc::source::FileId;
use attrc::stix::{Bundle, validate};
use attrc::world::Memory;
use mimalloc::MiMalloc;
use rstix::model::ParseOptions;
use rstix::validate::{Validator, ValidatorBuilder};
use serde_json::Value;

/// Claims of the bundle that is made; each becomes an object and more.
const CLAIMS: usize = 90_000;
/// Objects that stix2-validator gets of a bundle.
const PEER_OBJECTS: usize = 2_000;
const ROUNDS: usize = 7;

/// The allocator of the command, which counts what is held.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to mimalloc as it is; only numbers are kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        PEAK.fetch_max(HELD.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        unsafe { MiMalloc.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { MiMalloc.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let scratch = root.join("target/bench");
    fs::create_dir_all(&scratch).unwrap();
    let given: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let paths = if given.is_empty() { vec![made(&scratch)] } else { given };

    println!("| bundle | MB | objects | read MB/s | / serde_json | memory / serde_json | validate ms | / rstix | / stix2-validator | peak memory / file |");
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for path in paths {
        row(&root, &scratch, &path);
    }
}

fn row(root: &Path, scratch: &Path, path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    let objects = value["objects"].as_array().map_or(1, Vec::len);

    let (read, read_memory) = measure(|| json::read(FileId(0), &text));
    let (serde, serde_memory) = measure(|| serde_json::from_str::<Value>(&text).unwrap());
    let (own, _) = measure(|| {
        let (document, found) = json::read(FileId(0), &text);
        assert!(found.is_empty());
        validate::validate(FileId(0), &document)
    });
    let options = ParseOptions { allow_custom: true, ..ParseOptions::default() };
    let profile = Validator::consumer_strict();
    let strict = profile.phases().iter().copied().fold(ValidatorBuilder::new(), ValidatorBuilder::with_phase).with_parse_options(options).build();
    let (rstix, _) = measure(|| strict.validate_json_str(&text));

    let sample = scratch.join("sample.json");
    let first = objects.min(PEER_OBJECTS);
    fs::write(&sample, sampled(value, first)).unwrap();
    let python = root.join("target/peers/bin/python");
    let peers = root.join("benches/peers.py");
    let peer = ask(&python, &peers, &["validator", sample.to_str().unwrap()])[0] / first as f64;
    let attrc = root.join("target/release/attrc");
    let whole = ask(&python, &peers, &["validate", attrc.to_str().unwrap(), path.to_str().unwrap()]);

    println!(
        "| {} | {:.1} | {objects} | {:.0} | × {:.2} | {:.2} | {:.2} | × {:.2} | × {:.0} | {:.2} |",
        path.file_name().unwrap().to_string_lossy(),
        text.len() as f64 / 1e6,
        text.len() as f64 / 1e6 / read,
        serde / read,
        read_memory as f64 / serde_memory as f64,
        own * 1e3,
        rstix / own,
        peer / (own / objects as f64),
        whole[1] / text.len() as f64,
    );
}

/// The best time of some rounds in seconds, and the most memory that one of them held beyond what was held before.
fn measure<T>(run: impl Fn() -> T) -> (f64, usize) {
    let mut best = f64::INFINITY;
    let mut memory = 0;
    for _ in 0..ROUNDS {
        let before = HELD.load(Relaxed);
        PEAK.store(before, Relaxed);
        let start = Instant::now();
        let made = run();
        best = best.min(start.elapsed().as_secs_f64());
        memory = PEAK.load(Relaxed) - before;
        drop(made);
    }
    (best, memory)
}

/// A bundle of the first objects of another one.
fn sampled(mut bundle: Value, count: usize) -> String {
    if let Some(objects) = bundle["objects"].as_array_mut() {
        objects.truncate(count);
    }
    bundle.to_string()
}

/// A bundle of some hundred thousand objects.
fn made(scratch: &Path) -> PathBuf {
    let world = Memory::new([("/bench/main.attr", corpus::text(CLAIMS))]);
    let objects = attrc::compile(&world, &["/bench/main.attr".into()], Some(jiff::Timestamp::UNIX_EPOCH)).objects;
    let path = scratch.join("generated.json");
    Bundle::new(objects).write(&mut fs::File::create(&path).unwrap()).unwrap();
    path
}

/// The numbers that a script prints.
fn ask(python: &Path, script: &Path, arguments: &[&str]) -> Vec<f64> {
    let output = Command::new(python).arg(script).args(arguments).output().expect("run `tests/run` once: it installs the peers");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).split_whitespace().map(|number| number.parse().unwrap()).collect()
}
