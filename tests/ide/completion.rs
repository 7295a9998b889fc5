//! What may be written at a cursor.

use std::fmt::Write as _;

use attrc::ide::{Completions, complete};
use attrc::world::Memory;

use crate::drawing::{Drawn, every};

#[test]
fn what_may_stand_at_a_cursor() {
    every("completion", |drawn| {
        let (answer, text) = ask(drawn);
        let mut out = format!("in place of {text:?}{}\n", if answer.incomplete { ", incomplete" } else { "" });
        for item in &answer.items {
            let kind = format!("{:?}", item.kind).to_lowercase();
            let _ = write!(out, "{kind:<9} {}", item.label);
            if item.insert != item.label {
                let _ = write!(out, "  →  {:?}", item.insert);
            }
            if !item.detail.is_empty() {
                let _ = write!(out, "  ·  {}", item.detail);
            }
            for edit in &item.edits {
                let _ = write!(out, "  +  {:?}", edit.text);
            }
            out.push('\n');
        }
        out
    });
}

/// What is answered, and the text that would be replaced.
fn ask(drawn: &Drawn) -> (Completions, String) {
    let near = drawn.near();
    let whole = drawn.whole();
    let world = Memory::new(drawn.files.clone());
    let file = drawn.file(&near);
    let answer = complete(&world, &near, Some(&whole), file, drawn.cursor());
    let text = near.text(file).unwrap().slice(answer.replace).to_owned();
    (answer, text)
}
