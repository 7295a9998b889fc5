//! What was found, of each kind so many: a document of mistakes alone does not fill the memory, and no kind of mistake
//! hides behind another.

use crate::diag::{Code, Diagnostic, FINDINGS_LIMIT};

/// Findings, the first [`FINDINGS_LIMIT`] of each code.
#[derive(Default)]
pub(super) struct Findings {
    kept: Vec<Diagnostic>,
    counts: Vec<Count>,
    /// Where one is written that is not kept.
    beyond: Option<Diagnostic>,
}

/// How often a code was found.
struct Count {
    code: &'static Code,
    found: usize,
    /// Where the last one stands that is kept.
    last: usize,
}

impl Findings {
    /// Adds a finding and hands it out again.
    pub fn push(&mut self, finding: Diagnostic) -> &mut Diagnostic {
        let kept = self.kept.len();
        if self.count(finding.code, 1, kept) > FINDINGS_LIMIT {
            return self.beyond.insert(finding);
        }
        self.kept.push(finding);
        #[expect(clippy::indexing_slicing, reason = "it was pushed just now")]
        &mut self.kept[kept]
    }

    /// Adds those of another object.
    pub fn absorb(&mut self, other: Self) {
        for finding in other.kept {
            self.push(finding);
        }
        for count in other.counts.iter().filter(|count| count.found > FINDINGS_LIMIT) {
            self.count(count.code, count.found - FINDINGS_LIMIT, 0);
        }
    }

    /// All that is kept; the last of a kind tells how many more there are.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for count in self.counts.iter().filter(|count| count.found > FINDINGS_LIMIT) {
            if let Some(last) = self.kept.get_mut(count.last) {
                let more = format!("{} more of this kind are not listed", count.found - FINDINGS_LIMIT);
                last.help = Some(last.help.take().map_or_else(|| more.clone(), |help| format!("{help}; {more}")));
            }
        }
        self.kept
    }

    /// Counts findings of a code, the first of them at a place among those that are kept, and tells how many there are.
    fn count(&mut self, code: &'static Code, more: usize, at: usize) -> usize {
        let known = self.counts.iter_mut().find(|count| count.code.id == code.id);
        match known {
            Some(count) => {
                count.found += more;
                if count.found <= FINDINGS_LIMIT {
                    count.last = at;
                }
                count.found
            }
            None => {
                self.counts.push(Count { code, found: more, last: at });
                more
            }
        }
    }
}
