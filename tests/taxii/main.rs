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
mod command;
mod endings;
mod faults;
mod internet;
mod killed;
mod network;
mod project;
mod publish;
mod publisher;
mod pulled;
mod scenarios;
mod server;
