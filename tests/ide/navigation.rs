//! From names to where they are declared, and to all places of them.

use attrc::ide::{Analysis, LinkTarget, Spot, definition, hierarchy, highlights, links, references};
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

#[test]
fn what_can_be_followed_and_no_address_of_an_attacker() {
    every("links", |drawn| {
        let analysis = drawn.near();
        let file = drawn.file(&analysis);
        let rows = links(&analysis, file).into_iter().map(|link| {
            let target = match link.target {
                LinkTarget::Web(address) => address,
                LinkTarget::Spot(Spot::File(place)) => analysis.text(place.file).unwrap().path.clone(),
                LinkTarget::Spot(Spot::Stored(path, span)) => {
                    in_stored(&analysis, path, span.range(), "").trim_end().replace('\n', "⏎")
                }
            };
            (Location::new(file, link.span), format!("{target} ({})", link.tooltip))
        });
        draw(&analysis, &rows.collect::<Vec<_>>())
    });
}

#[test]
fn chains_from_actors_to_sponsors_and_back() {
    every("hierarchy", |drawn| {
        let analysis = drawn.whole();
        let Some(start) = hierarchy::start(&analysis, drawn.file(&analysis), drawn.cursor()) else {
            return "no chain\n".to_owned();
        };
        let mut out = format!("{} ({}), {}\n", start.name, start.detail, place(&analysis, start.selection));
        for (head, next) in [
            ("behind it", hierarchy::behind as fn(&Analysis, &[attrc::facts::EntityId]) -> Vec<hierarchy::Link>),
            ("it stands behind", hierarchy::before),
        ] {
            out += &format!("{head}:\n");
            steps(&analysis, &mut vec![start.entity], next, &mut out);
        }
        out
    });
}

fn steps(
    analysis: &Analysis,
    chain: &mut Vec<attrc::facts::EntityId>,
    next: fn(&Analysis, &[attrc::facts::EntityId]) -> Vec<hierarchy::Link>,
    out: &mut String,
) {
    assert!(chain.len() < 9, "a chain ends");
    for link in next(analysis, chain) {
        let places: Vec<String> = link.places.iter().map(|at| place(analysis, *at)).collect();
        *out += &format!("{}{} ({})  at {}\n", "  ".repeat(chain.len()), link.name, link.detail, places.join(", "));
        chain.push(link.entity);
        steps(analysis, chain, next, out);
        chain.pop();
    }
}

fn place(analysis: &Analysis, place: Location) -> String {
    let text = analysis.text(place.file).unwrap();
    format!("{}:{} `{}`", text.path, text.position(place.span.lo).line, analysis.written(place))
}
