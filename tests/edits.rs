//! Texts that are edited: what is moved over from before an edit is what reading all of it again would give.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

#[path = "grammar/leaves.rs"]
mod leaves;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use attrc::source::{FileId, Span};
use attrc::syntax::{Parsed, parse};
use proptest::prelude::*;
use proptest::sample::Index;

/// What people type, and what makes trouble: marks, quotes that open, words that begin and end things.
const TYPED: &[&str] = &[
    "",
    "a",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "{",
    "}",
    "{}",
    "[",
    "]",
    "[a]",
    ",",
    "/",
    "\"",
    "\"x\"",
    "\"\"\"",
    "\"\"\"\n",
    "#",
    "# c\n",
    "“",
    "é",
    "程",
    "😀",
    "\r",
    "\u{202e}",
    "use",
    "use \"a\"\n",
    "from",
    "from a {\n",
    "}\n}\n",
    "\nactor a {\n",
    "\nactor b\n",
    "not",
    "targets",
    "says",
    " says {\n",
    "denies",
    "via",
    "via x",
    "since 2021",
    "likely",
    "..",
    "7",
    "2024-13-01",
    "per",
    "\\",
    "\\q",
    "x-_",
    "quoting \"w\"",
    "CN",
    "domain",
    "unknown",
    "withheld",
    "\n  [b] c denies d\n",
    "\nncsc says { a targets b }\n",
    "aka \"A\" by x\n",
];

/// One edit: where, how much is taken away, and what comes instead: something typed, or a stretch of the text itself.
#[derive(Debug, Clone)]
struct Edit {
    at: Index,
    taken: usize,
    typed: Index,
    copied: Option<(Index, usize)>,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let taken = prop_oneof![4 => Just(0_usize), 3 => 1_usize..4, 2 => 4_usize..60, 1 => 60_usize..900];
    let copied = prop::option::weighted(0.15, (any::<Index>(), 1_usize..200));
    let edit = (any::<Index>(), taken, any::<Index>(), copied).prop_map(|(at, taken, typed, copied)| Edit {
        at,
        taken,
        typed,
        copied,
    });
    prop::collection::vec(edit, 1..12)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap()
}

impl Edit {
    fn apply(&self, text: &str) -> String {
        let lo = floor(text, self.at.index(text.len() + 1));
        let hi = floor(text, lo + self.taken);
        let typed = match self.copied {
            Some((from, length)) => {
                let from = floor(text, from.index(text.len() + 1));
                &text[from..floor(text, from + length).max(from)]
            }
            None => TYPED[self.typed.index(TYPED.len())],
        };
        format!("{}{typed}{}", &text[..lo], &text[hi.max(lo)..])
    }
}

/// The `.attr` files of the fixtures, and the snippets of the grammar, some of them broken.
fn texts() -> Vec<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found: Vec<String> =
        include_str!("../fixtures/syntax/snippets.txt").split("\n=== ").map(str::to_owned).collect();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "attr") {
                found.extend(fs::read_to_string(&path));
            }
        }
    }
    assert!(found.len() > 300);
    found
}

/// Whether a text that was edited is known as it would be if it were read anew: the tree, where its leaves stand, the mistakes.
fn is_as_if_read_anew(edited: &Parsed) -> Result<(), TestCaseError> {
    let text = edited.content();
    let (tree, problems) = parse(FileId(0), text);
    prop_assert_eq!(format!("{:?}", edited.tree()), format!("{tree:?}"), "{}", text);
    let places = |tree| leaves::leaves(tree).into_iter().map(|leaf| Span::of(text, leaf)).collect::<Vec<_>>();
    prop_assert_eq!(places(edited.tree()), places(&tree), "{}", text);
    prop_assert_eq!(edited.problems(FileId(0)).collect::<Vec<_>>(), problems, "{}", text);
    Ok(())
}

proptest! {
    #[test]
    fn an_edited_text_is_known_as_if_it_were_read_anew(
        starts in prop::collection::vec(prop::sample::select(texts()), 1..4),
        edits in edits(),
    ) {
        let mut parsed = Parsed::new(Arc::from(starts.join("\n")));
        for edit in edits {
            parsed = parsed.edited(Arc::from(edit.apply(parsed.content())));
            is_as_if_read_anew(&parsed)?;
        }
    }
}
