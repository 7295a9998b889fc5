//! From names to where they are declared, and to all places of them.

use attrc::ide::{Analysis, Spot, definition, highlights, references};
use attrc::source::Location;

use crate::drawing::{draw, every};

#[test]
fn names_lead_to_their_declarations() {
    every("definition", |drawn| {
        let analysis = drawn.near();
        let file = drawn.file(&analysis);
        let (mut places, mut stored) = (Vec::new(), String::new());
        for found in definition(&analysis, file, drawn.cursor()) {
            places.push((Location::new(file, found.origin), "asked".to_owned()));
            for (spot, said) in [(found.whole, "whole"), (found.name, "name")] {
                match spot {
                    Spot::File(place) => places.push((place, said.to_owned())),
                    Spot::Stored(path, span) => stored += &in_stored(&analysis, path, span.range(), said),
                }
            }
        }
        draw(&analysis, &places) + &stored
    });
}

/// A place in a stored text, and in the manifest, which are no files that are drawn.
pub fn in_stored(analysis: &Analysis, path: Location, range: std::ops::Range<usize>, said: &str) -> String {
    let text = &analysis.compilation.stored[&path];
    format!("{}: {range:?} “{}” {said}\n", text.path, &text.content[range.clone()])
}

#[test]
fn all_places_of_a_name() {
    every("references", |drawn| {
        let analysis = drawn.whole();
        let file = drawn.file(&analysis);
        let all = references(&analysis, file, drawn.cursor(), true);
        let uses = references(&analysis, file, drawn.cursor(), false);
        let rows = all.iter().map(|place| {
            let said = if uses.contains(place) { "used" } else { "declared" };
            (*place, said.to_owned())
        });
        let here = highlights(&analysis, file, drawn.cursor());
        let highlighted: Vec<_> = here.iter().map(|it| (Location::new(file, it.span), !it.declares)).collect();
        let expected: Vec<_> =
            all.iter().filter(|place| place.file == file).map(|place| (*place, uses.contains(place))).collect();
        assert_eq!(highlighted, expected, "the highlights are the references of the file");
        draw(&analysis, &rows.collect::<Vec<_>>())
    });
}
