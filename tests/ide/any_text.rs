//! Whatever a text says, all features answer, and with places that are in it.

use std::sync::Arc;

use attrc::ide::{Analysis, Reach, actions, fix_all, hints, hover, tokens};
use attrc::source::Span;
use attrc::syntax::Parsed;
use attrc::world::Memory;

#[test]
fn wrong_texts_have_answers_too() {
    let folder = std::fs::read_dir("fixtures/diagnostics").unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = folder.filter(|path| path.extension().is_some_and(|end| end == "attr")).collect();
    paths.sort();
    assert!(paths.len() > 100);
    for path in paths {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        // Half of it as well: blocks that are never closed.
        let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        for text in [&text[..], &text[..half]] {
            let world = Memory::new([("/p/main.attr", text)]);
            let parse = |text: &attrc::source::Text| Arc::new(Parsed::new(text.content.clone()));
            let analysis = Analysis::new(&world, &["/p/main.attr".into()], Reach::Near, parse);
            let Some((file, text)) = analysis.files().next() else { continue };
            let content = text.content.clone();
            let fits = |span: Span| content.get(span.range()).is_some();
            let all = tokens(&analysis, file, None);
            assert!(all.windows(2).all(|pair| pair[0].span.hi <= pair[1].span.lo), "{}", path.display());
            assert!(all.iter().all(|token| fits(token.span)), "{}", path.display());
            let whole = Span::new(0, content.len() as u32);
            assert!(hints(&analysis, file, whole).iter().all(|hint| fits(Span::at(hint.offset))), "{}", path.display());
            assert!(fix_all(&analysis, file).iter().all(|edit| fits(edit.location.span)), "{}", path.display());
            for (offset, _) in content.char_indices().step_by(31) {
                let at = Span::at(offset as u32);
                let found = hover(&analysis, None, file, at.lo);
                assert!(found.is_none_or(|hover| fits(hover.span)), "{}", path.display());
                let found = actions(&analysis, None, file, at);
                let mut edits = found.iter().flat_map(|action| &action.edits);
                assert!(edits.all(|edit| fits(edit.location.span)), "{}:{offset}", path.display());
            }
        }
    }
}
