//! Publishing: a collection gets what it lacks of a release.

mod ceiling;
mod envelope;
mod parcel;
mod plan;
mod render;
mod report;
mod sharing;
mod words;

pub use ceiling::{Above, above};
pub use envelope::{Limits, Packed, Sort, body, pack, size};
pub use parcel::{Parcel, Unsendable, parcels};
pub use plan::{Known, Plan, Step, plan};
pub use render::{json, markdown, terminal};
pub use report::{Ending, Fate, OVERSIZE, Report};
pub use sharing::{Other, shared};
