//! All about a claim, an answer, a name, an object: who says it, on what words, who else knows, who answers what.
//!
//! [`explain()`] gathers it as data, which scripts get as JSON (`schemas/explanation.schema.json`); [`text()`] sets it for
//! people. Neither judges.

mod claim;
mod declaration;
mod model;
mod object;
mod said;
mod text;

pub use model::Explanation;
pub use text::text;

use super::find::Found;
use super::index::Index;

/// What there is to say about what was found.
pub fn explain(index: &Index<'_>, found: &Found) -> Explanation {
    let mut found = found.clone();
    let objects = found.objects.iter().filter_map(|id| object::told(index, *id)).collect();
    // An object that follows from a claim or an act is explained by that.
    for id in found.objects.clone() {
        object::reasons(index, id, &mut found);
    }
    Explanation {
        objects,
        claims: found.claims.iter().map(|id| claim::told(index, *id)).collect(),
        responses: found.responses.iter().map(|id| said::answer(index, *id)).collect(),
        statements: found.statements.iter().filter_map(|at| said::statement(index, *at)).collect(),
        declarations: found.entities.iter().map(|id| declaration::told(index, *id)).collect(),
    }
}
