//! What is being written, while it is written.

use std::fmt::Write as _;

use attrc::ide::signature;

use crate::drawing::every;

#[test]
fn what_is_being_written() {
    every("signature", |drawn| {
        let near = drawn.near();
        let Some(found) = signature(&near, drawn.file(&near), drawn.cursor()) else { return "nothing\n".to_owned() };
        let mut out = format!("{}\n", found.label);
        if let Some((range, takes)) = found.active.and_then(|active| found.parts.get(active)) {
            let before = found.label[..range.start].chars().count();
            let width = found.label[range.clone()].chars().count();
            let _ = writeln!(out, "{}{} {takes}", " ".repeat(before), "^".repeat(width));
        }
        let _ = writeln!(out, "{}", found.documentation);
        out
    });
}
