//! Publishing to servers that do what servers do, and what they should not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

mod client;
mod faults;
mod internet;
mod network;
mod publish;
mod publisher;
mod pulled;
mod scenarios;
mod server;
