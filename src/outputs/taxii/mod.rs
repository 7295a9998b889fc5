//! TAXII 2.1: a client for collections, and what is made with it.
//!
//! [`Client`] sends one request and decides what its answer means; [`Collection`] is what a caller works with: open it by
//! its address, list its manifest, add envelopes, ask what became of them. Nothing fails but with a [`Trouble`], which says
//! what is wrong, where, in the server's words where it has some, and never a secret.

mod access;
mod client;
mod collection;
mod connect;
mod discovery;
pub mod ledger;
mod manifest;
mod paging;
pub mod publish;
mod pull;
mod said;
mod scrub;
mod status;
mod trouble;
mod url;
mod wait;

pub use access::Access;
pub use client::{Client, MEDIA_TYPE, Rules};
pub use collection::{About, Collection};
pub use connect::{client, internet};
pub use manifest::{Entry, Version};
pub use paging::{Filters, Versions};
pub use pull::{Cut, Newest, Pulled, pull};
pub use status::{Counts, State, Status, StatusEntry};
pub use trouble::{Fault, Trouble};
pub use url::{Origin, Url};
