//! What a consumer does not take, or takes otherwise: said at the fact that it comes from.

use crate::diag::Code;
use crate::facts::Origin;

/// A change that a target makes, or a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Which rule speaks.
    pub code: &'static Code,
    /// The fact; `None` for what comes from the manifest.
    pub origin: Option<Origin>,
    /// What the consumer does not take.
    pub message: String,
    /// What it shows instead.
    pub help: String,
}
