//! How fast a build is, against python-stix2 building and writing the same objects in the same run.
//!
//! `cargo bench` prints a table: seconds, objects a second, ratio to the peer, growth from one size to the next, peak
//! memory of the whole process against input plus output, and the time of a small file from start to finish.
//! The peers' virtual environment is that of the tests (`tests/run` makes it in `target/peers`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench may stop where it stands"
)]

mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use attrc::stix::Bundle;
use attrc::world::Memory;

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Claims of each round; the peer does not take part beyond `PEER_LIMIT`.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
const PEER_LIMIT: usize = 100_000;
const ROUNDS: usize = 3;

/// Claims of the comparison in our own layout; python-stix2 takes quadratic time for it.
const PRETTY_CLAIMS: usize = 200;

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    if std::env::args().any(|argument| argument == "--test") {
        assert!(measure(10).objects > 10);
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/peers/bin/python");
    let peers = root.join("benches/peers.py");
    let scratch = root.join("target/bench");
    fs::create_dir_all(&scratch).unwrap();

    println!(
        "| claims | objects | attrc s | objects/s | growth | python-stix2 s | ratio | peak memory / (input + output) |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut before: Option<f64> = None;
    for claims in SIZES {
        let run = measure(claims);
        let seconds = run.time.as_secs_f64();
        let (input, output) = (scratch.join("main.attr"), scratch.join("bundle.json"));
        fs::write(&input, &run.text).unwrap();
        fs::write(&output, &run.bundle).unwrap();
        let peer = (claims <= PEER_LIMIT).then(|| ask(&python, &peers, &["stix2", output.to_str().unwrap()]));
        let whole = ask(&python, &peers, &["process", env!("CARGO_BIN_EXE_attrc"), input.to_str().unwrap()]);
        let memory = whole[1] / (run.text.len() + run.bundle.len()) as f64;
        println!(
            "| {claims} | {} | {seconds:.4} | {:.0} | {} | {} | {} | {memory:.2} |",
            run.objects,
            run.objects as f64 / seconds,
            before.map_or("–".to_owned(), |before| format!("× {:.1}", seconds / before)),
            peer.as_ref().map_or("–".to_owned(), |peer| format!("{:.2}", peer[0])),
            peer.as_ref().map_or("–".to_owned(), |peer| format!("{:.0} ×", peer[0] / seconds)),
        );
        before = Some(seconds);
    }
    let run = measure(PRETTY_CLAIMS);
    let bundle = scratch.join("bundle.json");
    fs::write(&bundle, &run.bundle).unwrap();
    let pretty = ask(&python, &peers, &["pretty", bundle.to_str().unwrap()])[0];
    let ratio = pretty / run.time.as_secs_f64();
    println!("\npython-stix2 in our layout, indented, {PRETTY_CLAIMS} claims: {pretty:.2} s, {ratio:.0} ×");
    let small = root.join("fixtures/cases/harbor");
    let times = ask(&python, &peers, &["small", env!("CARGO_BIN_EXE_attrc"), small.to_str().unwrap()]);
    println!(
        "\nsmall file from start to finish: median {:.1} ms, slowest of 50 {:.1} ms",
        times[0] * 1e3,
        times[1] * 1e3
    );
}

/// A build of so many claims: the best of some rounds, from text in memory to the bytes of the bundle.
struct Run {
    text: String,
    bundle: Vec<u8>,
    objects: usize,
    time: Duration,
}

fn measure(claims: usize) -> Run {
    let text = corpus::text(claims);
    let world = Memory::new([("/bench/main.attr", text.clone())]);
    let paths = [PathBuf::from("/bench/main.attr")];
    let mut best: Option<(Vec<u8>, usize, Duration)> = None;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let compilation = attrc::compile(&world, &paths, None);
        assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics.first());
        let (mut bundle, objects) = (Vec::new(), compilation.objects.len());
        Bundle::new(compilation.objects).write(&mut bundle).unwrap();
        let time = start.elapsed();
        if best.as_ref().is_none_or(|best| time < best.2) {
            best = Some((bundle, objects, time));
        }
    }
    let (bundle, objects, time) = best.unwrap();
    Run { text, bundle, objects, time }
}

/// The numbers that the peers' script prints.
fn ask(python: &Path, script: &Path, arguments: &[&str]) -> Vec<f64> {
    let output = Command::new(python).arg(script).args(arguments).output();
    let output = output.expect("target/peers exists: run tests/run once");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().split_whitespace().map(|number| number.parse().unwrap()).collect()
}
