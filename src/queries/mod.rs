//! Questions about a compilation: what is listed, what is explained, and in which words.
//!
//! Everything here reads an [`Index`] and gives data, which `cli/` shows; nothing here knows arguments or terminals.
//!
//! | file | what |
//! |---|---|
//! | `index.rs` | a compilation with what is looked up in it |
//! | `words.rs`, `place.rs` | who says what, and where it stands, in words |
//! | `counts.rs` | how much is said of things, and how much of documents is told |
//! | `lines.rs` | the line that each object of a build comes from |
//! | `find/` | from what people type to what they mean |
//! | `filter.rs` | which rows are wanted |
//! | `listing.rs` | rows for people, scripts and spreadsheets |
//! | `lists/` | one file a list |
//! | `explain/` | all about a claim, an answer, a name, an object |

mod counts;
mod explain;
mod filter;
mod find;
mod index;
mod lines;
mod listing;
mod lists;
mod place;
mod words;

pub use counts::{Counts, Reading, Tally};
pub use explain::{Explanation, explain, text};
pub use filter::{Filter, Wanted};
pub use find::{Found, Unfound, find};
pub use index::Index;
pub use lines::lines;
pub use listing::{Cell, Column, Listing};
pub use lists::{LISTS, List};
pub use place::Line;
