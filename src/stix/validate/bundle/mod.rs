//! What holds between the objects of a document, one subject a file. A reference to what is not there is none of its
//! faults: objects of others live elsewhere (STIX 2.1, section 8).

mod markings;
mod sharing;
mod versions;

use super::judge::Judge;
use crate::json::Node;

impl<'d> Judge<'d> {
    /// What holds between all objects.
    pub fn between(&mut self) {
        let rows = self.index.rows();
        for versions in rows.chunk_by(|left, right| left.0 == right.0).filter(|versions| versions.len() > 1) {
            let versions: Vec<Node<'d>> = versions.iter().map(|row| row.1).collect();
            self.versions(&versions);
        }
        self.shared_uuids();
        self.marking_circles();
    }
}
