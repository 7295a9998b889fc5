//! The queries of `grammar/tree-sitter-attr/queries` → those of editors, each in the place and the names that it wants.

use std::path::{Path, PathBuf};

use crate::{Error, read};

/// An editor: the folder of its queries, which of them it reads, and what it calls captures otherwise.
struct Editor {
    folder: &'static str,
    files: &'static [&'static str],
    captures: &'static [(&'static str, &'static str)],
}

const EDITORS: [Editor; 3] = [
    Editor {
        folder: "editors/neovim/queries/attr",
        files: &["folds", "highlights", "indents", "injections", "locals", "textobjects"],
        captures: &[],
    },
    Editor {
        folder: "editors/helix/queries/attr",
        files: &["highlights", "indents", "injections", "locals", "tags", "textobjects"],
        captures: &[
            ("keyword.import", "keyword.control.import"),
            ("keyword.modifier", "keyword.storage.modifier"),
            ("module", "namespace"),
            ("number", "constant.numeric"),
            ("property", "variable.other.member"),
            ("string.escape", "constant.character.escape"),
        ],
    },
    Editor {
        folder: "editors/zed/languages/attr",
        files: &["highlights", "injections"],
        captures: &[("module", "namespace")],
    },
];

/// The copies; of a query that is generated itself, `fresh` has the text.
pub fn generate(grammar: &Path, fresh: &[(PathBuf, String)]) -> Result<Vec<(PathBuf, String)>, Error> {
    let mut copies = Vec::new();
    for editor in &EDITORS {
        for file in editor.files {
            let path = Path::new("grammar/tree-sitter-attr/queries").join(format!("{file}.scm"));
            let text = match fresh.iter().find(|(generated, _)| *generated == path) {
                Some((_, text)) => text.clone(),
                None => read(&grammar.join("..").join(&path))?,
            };
            let copy = format!(
                "; A copy of `{}`, made by `cargo run -p attrc-generate`; do not edit.\n\n{}",
                path.display(),
                renamed(&text, editor.captures)
            );
            copies.push((Path::new(editor.folder).join(format!("{file}.scm")), copy));
        }
    }
    Ok(copies)
}

/// A query with other names for its captures.
fn renamed(query: &str, captures: &[(&str, &str)]) -> String {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    let mut pieces = query.split('@');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_at(piece.find(|letter| !is_name(letter)).unwrap_or(piece.len()));
        let name = captures.iter().find(|(ours, _)| *ours == name).map_or(name, |(_, theirs)| theirs);
        out.push('@');
        out.push_str(name);
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_captures_are_renamed_wherever_they_stand() {
        let query = "((a) @module (#eq? @module \"x\")) (b) @module.other";
        assert_eq!(
            renamed(query, &[("module", "namespace")]),
            "((a) @namespace (#eq? @namespace \"x\")) (b) @module.other"
        );
    }
}
