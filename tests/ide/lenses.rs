//! What stands above declarations and claims, and that it agrees with what the command line says.

use std::collections::BTreeSet;

use attrc::compile;
use attrc::facts::Form;
use attrc::ide::lenses;
use attrc::queries::{Cell, Counts, Filter, Index, LISTS, Listing, Wanted, explain, find};
use attrc::source::Location;
use attrc::world::Disk;

use crate::drawing::{draw, every};

#[test]
fn lenses_count_what_is_said() {
    every("lenses", |drawn| {
        let analysis = drawn.whole();
        let file = drawn.file(&analysis);
        let rows = lenses(&analysis, file).into_iter().map(|lens| {
            let lines = lens.places.iter().map(|place| analysis.text(place.file).unwrap().position(place.span.lo).line);
            let lines: Vec<String> = lines.map(|line| line.to_string()).collect();
            (Location::new(file, lens.span), format!("{} [{}]", lens.title, lines.join(" ")))
        });
        draw(&analysis, &rows.collect::<Vec<_>>())
    });
}

#[test]
fn counts_are_those_of_lists_and_explanations() {
    let (mut told, mut read) = (0, 0);
    for case in ["fixtures/queries/harbour", "fixtures/cases/apt31", "fixtures/cases/notpetya", "fixtures/cases/isoon"]
    {
        let compilation = compile(&Disk, &[case.into()], None);
        let (counts, index) = (Counts::new(&compilation), Index::new(&compilation));
        let (claims, sources) = (list(&index, "claims"), list(&index, "sources"));
        let facts = &compilation.facts;
        for id in facts.entity_ids().filter(|id| facts.entity(*id).form == Form::Declared) {
            let name = &facts.entity(id).name;
            let explained = find(&index, name).map(|found| explain(&index, &found));
            let Ok([declaration]) = explained.as_ref().map(|it| it.declarations.as_slice()) else { continue };
            let filter = Filter { about: Some(name.clone()), ..Filter::default() };
            let rows = claims(&Wanted::new(&index, &filter).unwrap());
            let tally = counts.said_of(id);
            assert_eq!(tally.as_ref().map_or(0, |it| it.claims.len()), declaration.said_of_it.len(), "{name}");
            let Some(tally) = tally else { continue };
            let speakers: BTreeSet<String> =
                (0..rows.rows.len()).flat_map(|row| many(&rows, row, "speakers")).collect();
            assert_eq!(rows.rows.len(), tally.claims.len(), "{name}");
            assert_eq!(speakers.len(), tally.speakers, "{name}");
            let origins: Vec<usize> = declaration.said_of_it.iter().map(|brief| brief.origins).collect();
            let most = origins.iter().copied().max().unwrap_or(0);
            assert!(most <= tally.origins && tally.origins <= origins.iter().sum(), "{name}: {origins:?}");
            let answers: usize = declaration.said_of_it.iter().map(|brief| brief.answers.len()).sum();
            assert!(tally.against.len() <= answers, "{name}");
            told += 1;
        }
        let sources = sources(&Wanted::all());
        for row in 0..sources.rows.len() {
            let id = facts
                .entity_ids()
                .find(|id| Cell::Text(facts.entity(*id).name.clone()) == *cell(&sources, row, "name"));
            let reading = counts.read_in(id.unwrap());
            let number = |key| match cell(&sources, row, key) {
                Cell::Number(number) => Some(*number as usize),
                _ => None,
            };
            assert_eq!(number("claims"), Some(reading.claims));
            assert_eq!(number("sentences").zip(number("covered")), reading.sentences);
            read += 1;
        }
    }
    assert!(told > 60 && read > 20, "{told} {read}");
}

fn list<'i>(index: &'i Index<'_>, word: &str) -> impl Fn(&Wanted) -> Listing + 'i {
    let list = LISTS.iter().find(|list| list.word == word).unwrap();
    move |wanted| (list.rows)(index, wanted)
}

fn cell<'l>(listing: &'l Listing, row: usize, key: &str) -> &'l Cell {
    let column = listing.columns.iter().position(|column| column.key == key).unwrap();
    &listing.rows[row][column]
}

fn many(listing: &Listing, row: usize, key: &str) -> Vec<String> {
    match cell(listing, row, key) {
        Cell::Many(texts) => texts.clone(),
        _ => Vec::new(),
    }
}
