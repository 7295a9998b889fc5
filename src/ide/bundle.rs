//! What a project becomes: the bundle that `attrc build` writes.

use super::Analysis;
use crate::diag::Severity;
use crate::stix::Bundle;

/// Why there is no bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoBundle {
    /// So many findings forbid it.
    Findings(usize),
    /// The project has a lock, and a build of it is a release: that is for a command that somebody gives.
    Locked,
}

/// The bundle of a whole analysis.
pub fn bundle(analysis: &Analysis) -> Result<Bundle, NoBundle> {
    let errors = analysis.findings().filter(|(_, _, severity)| *severity == Severity::Error).count();
    match (errors, &analysis.compilation.lock) {
        (0, None) => {
            let compilation = &analysis.compilation;
            Ok(Bundle::new(compilation.objects.clone()).received(compilation.bundle.clone().unwrap_or_default()))
        }
        (0, Some(_)) => Err(NoBundle::Locked),
        (errors, _) => Err(NoBundle::Findings(errors)),
    }
}
