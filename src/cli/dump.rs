//! `attrc dump`: what a stage made of the input, for those who work on the compiler.

use std::fmt::Write as _;

use super::Outcome;
use super::args::{Dump, Stage};
use super::console::{Console, release_time, with_stdin};
use crate::compile;
use crate::syntax::parse;
use crate::syntax::token::{Kind, token};
use crate::world::{World, plain};

/// Runs the command.
pub fn run(world: &dyn World, console: &mut Console, command: &Dump) -> Outcome {
    let (overlay, paths) = match with_stdin(world, &command.input.paths) {
        Ok(read) => read,
        Err(error) => return console.fail(&format!("standard input cannot be read: {}", plain(&error)), ""),
    };
    let world = overlay.as_ref().map_or(world, |overlay| overlay as &dyn World);
    let release_time = match release_time(world, &command.release) {
        Ok(time) => time,
        Err(problem) => return console.fail(&problem, "write `2024-03-26` or `2024-03-26T12:00:00Z`"),
    };
    let compilation = compile(world, &paths, release_time);
    let mut out = String::new();
    for file in &compilation.project.files {
        let Some(text) = compilation.project.text(*file) else { continue };
        let _ = match command.stage {
            Stage::Tokens => writeln!(out, "# {}\n{}", text.path, tokens(&text.content)),
            Stage::Syntax => writeln!(out, "# {}\n{:#?}", text.path, parse(*file, &text.content).0),
            Stage::Facts | Stage::Stix => Ok(()),
        };
    }
    if command.stage == Stage::Facts {
        let _ = writeln!(out, "{:#?}", compilation.facts);
    }
    if command.stage == Stage::Stix {
        for object in &compilation.objects {
            let _ = writeln!(out, "{}", serde_json::to_string(object).unwrap_or_default());
        }
    }
    console.data(out.as_bytes())
}

fn tokens(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Ok((after, next)) = token(rest)
        && next.kind != Kind::End
    {
        let _ = writeln!(out, "{:?} {}", next.kind, next.text);
        rest = after;
    }
    out
}
