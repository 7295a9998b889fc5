//! Another name for what is declared, everywhere.

use super::Analysis;
use crate::diag::Edit;
use crate::source::{FileId, Span};

/// What renames something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The new name, everywhere.
    pub edits: Vec<Edit>,
    /// What keeps the ids of its objects: `was old_name` in its declaration. Offered, since only the author knows whether
    /// somebody has them; empty where it says so already, or where no id hangs on the name.
    pub was: Vec<Edit>,
}

/// The name at an offset that can be renamed; an `Err` says why it cannot.
pub fn renamable(analysis: &Analysis, file: FileId, offset: u32) -> Result<Span, String> {
    let _ = (analysis, file, offset);
    Err("nothing here has a name".to_owned())
}

/// Renames what stands at an offset; an `Err` says why it cannot be called so.
pub fn rename(analysis: &Analysis, file: FileId, offset: u32, name: &str) -> Result<Renaming, String> {
    let _ = (analysis, file, offset, name);
    Err("nothing here has a name".to_owned())
}
