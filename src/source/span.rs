//! Byte ranges: [`Span`] in one text, [`Location`] among all texts of a compilation.

use std::ops::Range;

/// A half-open range of bytes in one text. Four gigabytes are the limit of a text, so two `u32` hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub lo: u32,
    /// One past the last byte.
    pub hi: u32,
}

impl Span {
    /// A span from two byte offsets.
    pub fn new(lo: u32, hi: u32) -> Self {
        Self { lo, hi: hi.max(lo) }
    }

    /// The empty span at an offset.
    pub fn at(offset: u32) -> Self {
        Self { lo: offset, hi: offset }
    }

    /// Where `part` stands in `whole`; `part` must be a slice of `whole`.
    ///
    /// Leaves of the syntax tree are slices of their file, so a position costs one subtraction, and only when asked.
    pub fn of(whole: &str, part: &str) -> Self {
        let lo = (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
        debug_assert!(lo <= whole.len(), "a part comes from the text it is looked up in");
        let lo = lo.min(whole.len());
        Self::new(lo as u32, (lo + part.len()).min(whole.len()) as u32)
    }

    /// From the start of this one to the end of the other.
    pub fn to(self, other: Span) -> Self {
        Self::new(self.lo, other.hi)
    }

    /// As a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.lo as usize..self.hi as usize
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.hi - self.lo
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.lo == self.hi
    }
}

/// Number of a text in a compilation, in the order of paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A span in one of the texts of a compilation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Location {
    /// Which text.
    pub file: FileId,
    /// Where in it.
    pub span: Span,
}

impl Location {
    /// A place in a text.
    pub fn new(file: FileId, span: Span) -> Self {
        Self { file, span }
    }
}
