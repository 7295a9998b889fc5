//! What is shown in a text: numbers of hedges, names of codes.

use attrc::ide::hints;
use attrc::source::{Location, Span};

use crate::drawing::{draw, every};

#[test]
fn what_is_looked_up_stands_in_the_text() {
    every("hints", |drawn| {
        let near = drawn.near();
        let file = drawn.file(&near);
        let all = Span::new(0, near.text(file).unwrap().content.len() as u32);
        let within = if drawn.selection.is_empty() { all } else { drawn.selection };
        let rows = hints(&near, file, within)
            .into_iter()
            .map(|hint| (Location::new(file, Span::at(hint.offset)), format!("{} · {}", hint.label, hint.tooltip)));
        draw(&near, &rows.collect::<Vec<_>>())
    });
}
