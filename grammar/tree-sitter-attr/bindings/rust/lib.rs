//! The grammar of `.attr` files for tree-sitter, and its queries, for programs in Rust.
//!
//! ```ignore
//! let mut parser = tree_sitter::Parser::new();
//! parser.set_language(&tree_sitter_attr::LANGUAGE.into())?;
//! ```

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_attr() -> *const ();
}

/// The language.
// SAFETY: the function is that of `src/parser.c`, which tree-sitter generated for this use.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_attr) };

/// What each node is, as JSON.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");

/// The query for colours.
pub const HIGHLIGHTS: &str = include_str!("../../queries/highlights.scm");

/// The query for texts in other languages.
pub const INJECTIONS: &str = include_str!("../../queries/injections.scm");

/// The query for names and what they refer to.
pub const LOCALS: &str = include_str!("../../queries/locals.scm");

/// The query for what is declared.
pub const TAGS: &str = include_str!("../../queries/tags.scm");

/// The query for what can be folded.
pub const FOLDS: &str = include_str!("../../queries/folds.scm");

/// The query for indentation.
pub const INDENTS: &str = include_str!("../../queries/indents.scm");

/// The query for parts that editors select and jump to.
pub const TEXTOBJECTS: &str = include_str!("../../queries/textobjects.scm");
