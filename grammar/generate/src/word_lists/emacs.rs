//! `editors/emacs/attr-words.el`: a constant a class.

use std::fmt::Write as _;

use super::Class;

/// The columns of a line, as Emacs likes them.
const WIDTH: usize = 80;

/// The file.
pub fn words(classes: &[Class]) -> String {
    let mut out = ";;; attr-words.el --- The words of attribution facts  -*- lexical-binding: t; -*-\n\n\
                   ;; SPDX-License-Identifier: MIT OR Apache-2.0\n\n\
                   ;;; Commentary:\n\n\
                   ;; Made from grammar/language by `cargo run -p attrc-generate'.  Do not edit.\n\n\
                   ;;; Code:\n"
        .to_owned();
    for class in classes {
        let _ = write!(out, "\n(defconst attr-words-{}\n  '(", class.name);
        let mut column = 4;
        for (at, word) in class.words.iter().enumerate() {
            let room = word.chars().count() + 3;
            if at > 0 && column + room > WIDTH {
                out.push_str("\n    ");
                column = 4;
            } else if at > 0 {
                out.push(' ');
            }
            column += room;
            let _ = write!(out, "{word:?}");
        }
        let mut doc = class.doc.to_owned();
        if let Some(first) = doc.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let _ = writeln!(out, ")\n  \"{doc}.\")");
    }
    out + "\n(provide 'attr-words)\n\n;;; attr-words.el ends here\n"
}
