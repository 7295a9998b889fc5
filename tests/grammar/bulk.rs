//! Very large and very strange files. Nothing asserts a time: what is not linear does not end at these sizes.
//!
//! `ATTRC_BULK=10000000 cargo test --release --test grammar bulk -- --nocapture --test-threads 1` prints how long each
//! takes at one size and at twice that.

use std::time::Instant;

use attrc::format::format;
use attrc::source::FileId;
use attrc::syntax::parse;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;

use super::derive::{Deriver, choices};
use super::layout::at_random;
use super::{GRAMMAR, runner};

/// Bytes of a file.
fn size() -> usize {
    std::env::var("ATTRC_BULK").map_or(50_000, |size| size.parse().unwrap())
}

/// What stands before, what is repeated.
const STRANGE: &[(&str, &str)] = &[
    ("", "{"),
    ("", "}"),
    ("", "["),
    ("", "]"),
    ("", "\""),
    ("", "\"\"\""),
    ("", "\"\"\"\n"),
    ("", "\\"),
    ("", "x"),
    ("", "x "),
    ("", "x\n"),
    ("", "x,\n"),
    ("", "-"),
    ("", "; "),
    ("", "« "),
    ("", "“ "),
    ("", "#"),
    ("", "#\n"),
    ("", "from a {"),
    ("", "from a {\n"),
    ("", " from a {\n"),
    ("", " from a {\nx y\n"),
    ("", "from a {\n x y\nx y\n"),
    ("", "from a {\n x y\n"),
    ("from a {\n x y\n", "x y\n"),
    ("", "a b {"),
    ("", "a b {\n"),
    ("", "a b {\n x y\n"),
    ("", "a b {\n x y\nx y\n"),
    ("a b {\n x y\n", "x y\n"),
    ("a b {\n x y\n", "x y\nx y z\n"),
    ("", "a b {\n x y\n}\n"),
    ("", "a b { x [[[[[[[[ }\n"),
    ("", "a b { x \"\"\"\n   c\n d\n"),
    ("", "a b { x \"\"\"\n c\n"),
    ("a b { x ", "["),
    ("a b { x ", "[a, "),
    ("a b { x [", "a, "),
    ("a b { x [", "a "),
    ("a b { x { ", "a { "),
    ("a b { x { ", "a 1 "),
    ("a b { x ", "1 by a, "),
    ("a b { x 1 ", "by a "),
    ("a b { x 1 ", "by by "),
    ("a b { x ", "about "),
    ("a b { ", "x 1 "),
    ("a b {\n", "x\n y { z\n"),
    ("a b {\n", "x 1,\n y 1 5\n"),
    ("a b { x \"", "\\u{"),
    ("a b { x \"", "\\q"),
    ("a says {", "b uses c "),
    ("a says {\n", "b uses\n"),
    ("a says {\n", "b uses\n c uses d\n"),
    ("", "a says b "),
    ("", "from a { b says c } "),
    ("", "a denies b, "),
    ("", "[a] "),
    ("", "a claims { b uses c }"),
    ("", "a claims {\n"),
    ("", "1e9 "),
    ("", "\r"),
    ("", "\u{202e}"),
];

#[test]
fn bulk_is_read_to_its_end() {
    for (head, part) in STRANGE {
        let [first, second] = [size(), 2 * size()].map(|size| {
            let text = head.to_string() + &part.repeat((size / part.len()).max(1));
            time(&text)
        });
        println!("{first:7.3} {second:7.3} {:6.2}  {:?}", second / first, format!("{head}…{part}"));
    }
}

#[test]
fn a_dictionary_of_many_keys_is_read() {
    let size = size() / 10;
    let keys: String = (0..size).map(|number| format!("k{number} {number} ")).collect();
    let qualified: String = (0..size).map(|number| format!("via a{number} ")).collect();
    println!("keys {:7.3}", time(&format!("a b {{ x {{ {keys} }} }}")));
    println!("qualifiers {:7.3}", time(&format!("a says {{ b uses c {qualified} }}")));
}

#[test]
fn bulk_of_derived_files_is_read() {
    let deriver = Deriver::new(&GRAMMAR);
    let mut runner = runner(1);
    let strategy = (choices(20), vec(any::<u16>(), 0..3_000));
    let mut text = String::new();
    while text.len() < 200_000 {
        let (choices, spaces) = strategy.new_tree(&mut runner).unwrap().current();
        text += &at_random(&deriver, &deriver.file(&choices), &spaces);
        text += "\n";
    }
    let text = text.repeat((2 * size() / text.len()).max(1));
    assert!(parse(FileId(0), &text).1.is_empty());
    let megabytes = text.len() as f64 / 1e6;
    println!("{megabytes:.1} MB, {:.1} MB/s", megabytes / time(&text));
    println!(
        "{:.1} MB/s on one line, its comments errors",
        megabytes / time(&text.replace("\"\"\"", "\" \"").replace(['\n', '#'], " "))
    );
}

#[test]
fn bulk_is_laid_out() {
    for (head, part) in STRANGE {
        let [first, second] = [size(), 2 * size()].map(|size| {
            let text = head.to_string() + &part.repeat((size / 4 / part.len()).max(1));
            let start = Instant::now();
            assert!(!format(FileId(0), &text).unproved);
            start.elapsed().as_secs_f64()
        });
        println!("laid out {first:7.3} {second:7.3} {:6.2}  {:?}", second / first, format!("{head}…{part}"));
    }
}

fn time(text: &str) -> f64 {
    let start = Instant::now();
    let (_, diagnostics) = parse(FileId(0), text);
    assert!(diagnostics.len() <= text.len() + 1);
    start.elapsed().as_secs_f64()
}
