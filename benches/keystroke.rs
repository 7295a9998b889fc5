//! How long an editor waits for the findings of a file of 10,000 lines after a keystroke, by stage.
//!
//! `cargo bench --bench keystroke` prints a table, in milliseconds: the least, the median and the 99th percentile of some
//! rounds. The least says most where the machine has other work. No keystroke waits for emission, which `build` measures.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench may stop where it stands")]

mod corpus;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use attrc::facts;
use attrc::project;
use attrc::syntax;
use attrc::world::Memory;

/// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const STAGES: [&str; 6] = ["parse", "gather", "check", "drop of trees", "drop of facts", "gather + check + drop"];

/// Paths and texts.
type Files = Vec<(String, String)>;

/// A name, and what makes the texts.
type Named = (&'static str, fn() -> Files);

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let rounds = if std::env::args().any(|argument| argument == "--test") { 1 } else { 100 };
    let only = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    println!("| text | lines | claims | findings |{}", STAGES.map(|stage| format!(" {stage} |")).concat());
    println!("|---|---|---|---|{}", "---|".repeat(STAGES.len()));
    let texts: [Named; 5] = [
        ("claims of all kinds", || vec![file("main.attr", corpus::text(9_500))]),
        ("quotations of a stored text", quotations),
        ("one claim 5,000 times", repeated),
        ("10,000 declarations", declarations),
        ("5,000 unknown names", unknown),
    ];
    for (name, make) in texts {
        if only.as_ref().is_none_or(|only| name.contains(only.as_str())) {
            measure(name, make(), rounds);
        }
    }
}

fn file(name: &str, text: String) -> (String, String) {
    (format!("/bench/{name}"), text)
}

/// Runs all stages so often, and prints how long they took.
fn measure(name: &str, files: Vec<(String, String)>, rounds: usize) {
    let lines = files.first().map_or(0, |(_, text)| text.lines().count());
    let world = Memory::new(files);
    let (project, problems) = project::load(&world, &[PathBuf::from("/bench/main.attr")]);
    assert!(problems.is_empty(), "{problems:?}");
    let mut times: [Vec<Duration>; STAGES.len()] = Default::default();
    let (mut claims, mut findings) = (0, 0);
    let parse = || {
        let files = project.files.iter();
        files.map(|file| syntax::parse(*file, &project.text(*file).unwrap().content).0).collect::<Vec<_>>()
    };
    let stored = project::stored_texts(&world, &project, &parse().iter().collect::<Vec<_>>()).0;
    for _ in 0..rounds {
        let mut marks = vec![Instant::now()];
        let mut mark = || marks.push(Instant::now());
        let trees = parse();
        mark();
        let (facts, texts, problems) = facts::gather(&project, &trees.iter().collect::<Vec<_>>(), &stored);
        mark();
        let found = facts::check(&facts, &texts, &project, &project.manifest, None);
        mark();
        drop(trees);
        mark();
        (claims, findings) = (facts.claims.len(), found.len() + problems.len());
        drop((facts, texts, problems, found));
        mark();
        let steps = marks.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>();
        times.iter_mut().zip(&steps).for_each(|(times, step)| times.push(*step));
        times[STAGES.len() - 1].push(steps[1] + steps[2] + steps[4]);
    }
    print!("| {name} | {lines} | {claims} | {findings} |");
    for mut times in times {
        times.sort();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
        print!(" {:.1} {:.1} {:.1} |", at(0), at(50), at(99));
    }
    println!();
}

/// Claims that quote a stored text, in Latin and in Chinese letters, with the declarations of a case between them.
fn quotations() -> Vec<(String, String)> {
    let mut text =
        "agency bureau \"Example Bureau\" { scale uk-phia }\norganization press \"Example Press\"\n".to_owned();
    let mut stored = String::new();
    let mut files = Vec::new();
    for document in 0..40 {
        let _ = writeln!(
            text,
            "\nsource report_{document} \"Report {document}\" {{\n  publisher press\n  published 2024-03-{:02}\n  tier press\n  \
             text \"report-{document}.txt\"\n}}\nfrom report_{document} {{",
            document % 28 + 1,
        );
        stored.clear();
        for part in 0..40 {
            let (cluster, body) = (format!("cluster_{document}_{part}"), format!("body_{document}_{part}"));
            let _ = writeln!(
                stored,
                "On a day of spring, Cluster {document}.{part} is said to have compromised Body {document}.{part}, and took 1,200 letters."
            );
            let _ = writeln!(stored, "據局方稱，該組織第{part}號入侵了第{document}號機構。");
            let _ = writeln!(
                text,
                "  actor {cluster} \"Cluster {document}.{part}\"\n  organization {body} \"Body {document}.{part}\" {{ place CN }}\n  \
                 bureau assesses {{\n    {cluster} compromises {body}\n      quoting \"Cluster {document}.{part} is said to have compromised Body {document}.{part}\"  likely\n    \
                 {cluster} reaches class \"letters {part}\"  quoting \"該組織第{part}號入侵了第{document}號機構\"\n  }}"
            );
        }
        let _ = writeln!(text, "}}");
        files.push(file(&format!("report-{document}.txt"), stored.clone()));
    }
    files.insert(0, file("main.attr", text));
    files
}

/// One document that says the same again and again.
fn repeated() -> Vec<(String, String)> {
    let mut text =
        "agency bureau \"Example Bureau\"\norganization press \"Example Press\"\nactor cluster \"Example Cluster\"\n\
         organization body \"Example Body\"\nsource report \"Report\" { publisher press  published 2024-03-05 }\n\
         from report {\n  bureau says {\n"
            .to_owned();
    for _ in 0..5_000 {
        text.push_str("    cluster compromises body  during 2021\n");
    }
    text.push_str("  }\n}\n");
    vec![file("main.attr", text)]
}

/// Nothing but declarations, whose names are much alike.
fn declarations() -> Vec<(String, String)> {
    let mut text = "agency bureau \"Example Bureau\"\n".to_owned();
    for number in 0..5_000 {
        let _ = writeln!(
            text,
            "actor cluster_{number} \"Example Cluster {number}\" {{ aka \"EC {number}\" by bureau since 2019 }}"
        );
        let _ = writeln!(text, "organization body_{number} \"Example Body {number}\" {{ place US-AL }}");
    }
    vec![file("main.attr", text)]
}

/// Claims about names that nothing declares.
fn unknown() -> Vec<(String, String)> {
    let mut text = declarations().remove(0).1;
    text.push_str(
        "source report \"Report\" { publisher bureau  published 2024-03-05 }\nfrom report {\n  bureau says {\n",
    );
    for number in 0..5_000 {
        let _ = writeln!(text, "    cluster_{number}x compromises body_{number}");
    }
    text.push_str("  }\n}\n");
    vec![file("main.attr", text)]
}
