//! `editors/neovim/lua/attr/words.lua`: a set a class.

use std::fmt::Write as _;

use super::Class;

/// The file.
pub fn words(classes: &[Class]) -> String {
    let mut out = "-- Made from grammar/language by `cargo run -p attrc-generate`. Do not edit.\nreturn {\n".to_owned();
    for class in classes {
        let _ = write!(out, "  -- {}\n  {} = {{\n", class.doc, class.name);
        for word in &class.words {
            let _ = writeln!(out, "    [{word:?}] = true,");
        }
        out.push_str("  },\n");
    }
    out + "}\n"
}
