//! Every question, anywhere, in texts that were cut: none stops a server, and none is answered with a place outside.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use attrc::ide::{
    Analysis, Spot, definition, document_symbols, folds, hierarchy, highlights, lenses, links, references, renamable,
    rename, selections, workspace_symbols,
};
use attrc::source::{FileId, Location};
use proptest::prelude::*;

use crate::drawing::{ROOT, analyse};

/// A text with most of what there is to ask about.
fn text() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/queries/harbour/main.attr");
    fs::read_to_string(file).unwrap()
}

fn analysed(text: &str) -> (Analysis, FileId) {
    let path = PathBuf::from(ROOT).join("main.attr");
    let stored = PathBuf::from(ROOT).join("release.txt");
    let release = "It said 選挙. The weather was fine.".to_owned();
    let files = BTreeMap::from([(path.clone(), text.to_owned()), (stored, release)]);
    let analysis = analyse(&files, &[path.clone()]);
    let file = analysis.file(&path).unwrap();
    (analysis, file)
}

/// Asks all that is asked of a file, and checks that all that is answered can be shown.
fn of_a_file(analysis: &Analysis, file: FileId) {
    let content = &analysis.text(file).unwrap().content;
    let tree = analysis.tree(file).unwrap();
    let shows = |place: Location| {
        let text = &analysis.text(place.file).unwrap().content;
        assert!(text.get(place.span.range()).is_some(), "{place:?}");
    };
    document_symbols(analysis, file).iter().for_each(|symbol| shows(symbol.whole));
    workspace_symbols(analysis, "l").iter().for_each(|symbol| shows(symbol.whole));
    folds(content, tree).iter().for_each(|fold| shows(Location::new(file, fold.span)));
    lenses(analysis, file).iter().for_each(|lens| shows(Location::new(file, lens.span)));
    links(analysis, file).iter().for_each(|link| shows(Location::new(file, link.span)));
}

fn at(analysis: &Analysis, file: FileId, offset: u32) {
    let content = &analysis.text(file).unwrap().content;
    for span in selections(content, analysis.tree(file).unwrap(), offset) {
        assert!(content.get(span.range()).is_some(), "{span:?}");
    }
    for found in definition(analysis, file, offset) {
        if let (Spot::File(whole), Spot::File(name)) = (found.whole, found.name) {
            assert!(whole.span.lo <= name.span.lo && name.span.hi <= whole.span.hi, "{found:?}");
        }
    }
    let all = references(analysis, file, offset, true);
    assert_eq!(highlights(analysis, file, offset).len(), all.iter().filter(|place| place.file == file).count());
    let name = analysis.names().at(file, offset);
    assert!(name.is_none() || all.contains(&name.unwrap().place), "a name is one of its places");
    if renamable(analysis, file, offset).is_ok() {
        assert_eq!(rename(analysis, file, offset, "zz_new").unwrap().edits.len(), all.len());
    }
    if let Some(start) = hierarchy::start(analysis, file, offset) {
        hierarchy::behind(analysis, &[start.entity]);
        hierarchy::before(analysis, &[start.entity]);
    }
}

#[test]
fn any_offset_may_be_asked_about() {
    let text = text();
    let (analysis, file) = analysed(&text);
    of_a_file(&analysis, file);
    (0..=text.len() as u32 + 2).for_each(|offset| at(&analysis, file, offset));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_may_be_asked_about(from in 0usize..4000, length in 0usize..300, into in 0usize..4000, probe in 0u32..4000) {
        let text: Vec<char> = text().chars().collect();
        let from = from.min(text.len());
        let end = (from + length).min(text.len());
        let mut cut = text.clone();
        let part: Vec<char> = cut.drain(from..end).collect();
        let into = into.min(cut.len());
        cut.splice(into..into, part);
        let cut: String = cut.into_iter().collect();
        let (analysis, file) = analysed(&cut);
        of_a_file(&analysis, file);
        for offset in [probe, from as u32, end as u32, into as u32, into as u32 + 1] {
            at(&analysis, file, offset);
        }
    }
}
