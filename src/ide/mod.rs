//! What editors ask, as plain functions over an [`Analysis`].
//!
//! Nothing here knows the protocol, URIs, UTF-16 or JSON: places are [`crate::source::Location`]s, in bytes, and answers are
//! plain data, which `lsp/` turns into messages.
//!
//! | file | what |
//! |---|---|
//! | `actions/` | what can be done at a place |
//! | `analysis.rs` | a compilation of the texts that are being written, with their trees |
//! | `bundle.rs` | what a project becomes |
//! | `completion/` | what may be written at an offset |
//! | `definition.rs` | where what is named is declared |
//! | `folding/` | what can be folded, what a selection grows to |
//! | `hierarchy.rs` | the chain from an actor to its sponsor |
//! | `hints.rs` | numbers of hedges, names of codes, shown in the text |
//! | `hover/` | what stands at an offset, explained |
//! | `lenses.rs` | claims, denials and origins, counted above what they are about |
//! | `links.rs` | files, stored texts, addresses, quotations |
//! | `moved.rs` | paths in files, when files move |
//! | `names.rs` | which name stands where, and all places of a name |
//! | `node.rs` | what of a tree stands at an offset |
//! | `place.rs` | where things are declared |
//! | `quoted.rs` | where quoted words stand in the stored texts |
//! | `position/` | where a cursor stands, and what a word there would be |
//! | `references.rs` | all places of a name |
//! | `rename/` | another name, everywhere |
//! | `signature.rs` | what a claim is made of, while it is written |
//! | `symbols/` | outlines, and names of a project |
//! | `tokens/` | what each word is, for colours |

mod actions;
mod analysis;
mod bundle;
mod completion;
mod definition;
mod folding;
pub mod hierarchy;
mod hints;
mod hover;
mod lenses;
mod links;
mod moved;
mod names;
mod node;
mod place;
mod position;
mod quoted;
mod references;
mod rename;
mod signature;
mod symbols;
mod tokens;

pub use actions::{Action, ActionKind, NewFile, actions, fix_all};
pub use analysis::{Analysis, Reach};
pub use bundle::{NoBundle, bundle};
pub use completion::{Completion, CompletionKind, Completions, complete};
pub use definition::{Definition, Spot, definition};
pub use folding::{Fold, FoldKind, folds, selections};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use lenses::{Lens, lenses};
pub use links::{Link, LinkTarget, links};
pub use moved::{Move, moved};
pub use names::Names;
pub use node::{Node, block, head, path, whole};
pub use references::{Highlight, highlights, references};
pub use rename::{Renaming, renamable, rename};
pub use signature::{Signature, signature};
pub use symbols::{Symbol, SymbolKind, document_symbols, workspace_symbols};
pub use tokens::{SemanticToken, TokenClass, tokens};
