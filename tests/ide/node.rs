//! Which parts of a tree stand at a cursor.

use attrc::ide::{Node, head, path, whole};
use attrc::source::{Location, Span};

use crate::drawing::{draw, every};

#[test]
fn parts_stand_within_each_other() {
    every("node", |drawn| {
        let analysis = drawn.near();
        let file = drawn.file(&analysis);
        let content = &analysis.text(file).unwrap().content;
        let nodes = path(content, analysis.tree(file).unwrap(), drawn.cursor());
        let rows = nodes.iter().map(|node| {
            let (span, name) = match node {
                Node::Item(item) => (whole(content, *item).unwrap(), "item"),
                Node::Property(property) => (head(content, *property).unwrap(), "property"),
                Node::Claim(claim) => (head(content, *claim).unwrap(), "claim"),
                Node::Qualifier(qualifier) => (Span::of(content, qualifier.word), "qualifier"),
                Node::Value(value) => (Span::of(content, value.text()), "value"),
                Node::Party(party) => (Span::of(content, party.text()), "party"),
            };
            (Location::new(file, span), name.to_owned())
        });
        draw(&analysis, &rows.collect::<Vec<_>>())
    });
}
