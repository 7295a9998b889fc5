//! A small TAXII 2.1 server that does what real ones do, and what none of the two in `tests/peers/taxii` can be made to do.
//!
//! A [`Server`] answers a parsed request with a response, by a [`Personality`]: rules as data. A [`Script`] says which
//! [`Fault`] meets which request. Two rinds carry requests to it: [`Process`], a `Network` without sockets beside a world
//! whose clock is a number, and [`Listening`], real sockets for processes that are killed.

mod asked;
mod collection;
mod fault;
mod kept;
mod listing;
mod model;
mod personality;
mod process;
mod random;
mod socket;
mod trials;

pub use asked::Asked;
pub use fault::{Endless, Fault, Script};
pub use kept::Kept;
pub use model::{Server, collection_url};
pub use personality::Personality;
pub use process::{Clock, Process, Virtual};
pub use random::Chance;
pub use socket::Listening;
