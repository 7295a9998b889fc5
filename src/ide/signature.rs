//! What a claim is made of, while it is written.

use std::ops::Range;

use super::Analysis;
use crate::source::FileId;

/// The shape of what is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// All of it: `actor, group … compromises organization, system … [time] [hedge]`.
    pub label: String,
    /// What it means, as markdown.
    pub documentation: String,
    /// Its parts, as bytes of the label, with what each takes.
    pub parts: Vec<(Range<usize>, String)>,
    /// Which part is being written.
    pub active: Option<usize>,
}

/// The shape of the claim, the speech or the property at an offset.
pub fn signature(analysis: &Analysis, file: FileId, offset: u32) -> Option<Signature> {
    let _ = (analysis, file, offset);
    None
}
