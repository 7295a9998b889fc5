//! What stands at a cursor, explained.

use attrc::ide::{SemanticToken, TokenClass};
use attrc::ide::{hover, tokens};
use attrc::source::Location;

use crate::drawing::{Drawn, draw, every};

#[test]
fn words_are_explained_where_they_stand() {
    every("hover", |drawn| {
        let (near, whole) = (drawn.near(), drawn.whole());
        let file = drawn.file(&near);
        match hover(&near, Some(&whole), file, drawn.cursor()) {
            Some(hover) => {
                let place = [(Location::new(file, hover.span), String::new())];
                format!("{}\n{}", draw(&near, &place).replace(" \n", "\n"), hover.markdown)
            }
            None => "nothing\n".to_owned(),
        }
    });
}

#[test]
fn every_word_of_a_healthy_text_is_explained() {
    let drawn = Drawn::read(&std::fs::read_to_string("fixtures/ide/hover/verb.txt").unwrap());
    let (near, whole) = (drawn.near(), drawn.whole());
    let file = drawn.file(&near);
    let content = near.text(file).unwrap().content.clone();
    let silent = |token: &SemanticToken| matches!(token.class, TokenClass::Comment | TokenClass::Text);
    let plain = ["true", "quantity"];
    for token in tokens(&near, file, None).into_iter().filter(|token| !silent(token)) {
        let word = near.text(file).unwrap().slice(token.span);
        let found = hover(&near, Some(&whole), file, token.span.lo);
        assert!(found.is_some() || plain.contains(&word), "{word}: {:?}", token.class);
    }
    for offset in 0..=content.len() as u32 {
        let found = hover(&near, None, file, offset);
        assert!(found.is_none_or(|found| found.span.lo <= offset && offset <= found.span.hi), "{offset}");
    }
}

/// While somebody types, the whole project is known as it was a moment ago: what is asked stands elsewhere there.
#[test]
fn an_older_project_still_tells_who_says_what() {
    let text = std::fs::read_to_string("fixtures/ide/hover/name_of_a_party.txt").unwrap();
    let older = Drawn::read(&text);
    let newer = Drawn::read(&text.replace("=== case.attr\n", "=== case.attr\n# 港口 🛳\n"));
    let (near, whole) = (newer.near(), older.whole());
    let file = newer.file(&near);
    let name = hover(&near, Some(&whole), file, newer.cursor()).unwrap();
    assert!(name.markdown.contains("9 claims (assesses 8, reports 1) by 2 speakers"), "{}", name.markdown);
    let verb =
        newer.cursor() + near.text(file).unwrap().content[newer.cursor() as usize..].find("uses").unwrap() as u32;
    let verb = hover(&near, Some(&whole), file, verb).unwrap();
    assert!(verb.markdown.starts_with("**港务局 🛳 Centre assesses**: Tin Lantern uses"), "{}", verb.markdown);
    assert!(verb.markdown.contains("`confidence` 85") && !verb.markdown.contains("```json"), "{}", verb.markdown);
}
