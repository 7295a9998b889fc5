//! What was found, within bounds: a hostile file of faults alone does not fill the memory, and a feed that repeats one
//! habit a hundred thousand times does not crowd out its one error.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, FINDINGS_LIMIT, Severity};

/// Findings, so many of each code.
#[derive(Default)]
pub(super) struct Findings {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<&'static str, (&'static Code, usize)>,
}

impl Findings {
    /// Adds findings, as long as there is room for their kind.
    pub fn extend(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        for finding in found {
            let (_, count) = self.counts.entry(finding.code.id).or_insert((finding.code, 0));
            *count += 1;
            if *count <= FINDINGS_LIMIT {
                self.kept.push(finding);
            }
        }
    }

    /// The codes of which there is no room for more: what is of them need not be put into words.
    pub fn full(&self) -> Vec<&'static str> {
        let full = self.counts.values().filter(|(_, count)| *count >= FINDINGS_LIMIT);
        full.map(|(code, _)| code.id).collect()
    }

    /// All that was kept in the order of the text, each finished, and of which kinds there may be more.
    pub fn finish(mut self, finish: impl FnMut(&mut Diagnostic)) -> Vec<Diagnostic> {
        self.kept.sort_by_key(Diagnostic::order);
        self.kept.iter_mut().for_each(finish);
        for (code, _) in self.counts.into_values().filter(|(_, count)| *count > FINDINGS_LIMIT) {
            let message = format!("of this kind only the first {FINDINGS_LIMIT} findings are shown");
            // Those that are shown have the weight of all.
            self.kept.push(Diagnostic { severity: Severity::Note, ..Diagnostic::nowhere(code, message) });
        }
        self.kept
    }
}
