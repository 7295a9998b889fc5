//! The language server: the protocol as a rind around [`crate::ide`].
//!
//! [`run`] serves one editor until it leaves. One thread, the loop in `server.rs`, owns all that changes: it reads messages in
//! their order, keeps the open texts (`documents.rs`), and hands everything that takes time to others: a thread that analyses
//! the text being written (`near`), one that compiles whole projects, and a few that answer requests. They are given snapshots
//! and send back events; nothing is shared that changes.
//!
//! | file | what |
//! |---|---|
//! | `protocol.rs` | the crates that have the types of the protocol |
//! | `transport.rs` | messages over standard input and output |
//! | `client.rs`, `capabilities.rs` | what the editor can do; what is offered to it |
//! | `documents.rs`, `workspace.rs`, `snapshot.rs` | open texts; open folders; both at one moment |
//! | `convert/` | URIs and paths, ranges and spans |
//! | `server.rs`, `notifications.rs` | the loop; what the editor tells |
//! | `answering.rs`, `waiting.rs`, `telling.rs` | what it asks and waits for; what it is told |
//! | `analyses.rs` | which analyses are there, and which are to be made |
//! | `workers.rs` | the threads |
//! | `diagnostics.rs`, `findings.rs` | findings as they are told, and which are told |
//! | `requests/` | a table of all requests, and their answers |

mod analyses;
mod answering;
mod capabilities;
mod client;
mod convert;
mod diagnostics;
mod documents;
mod findings;
mod notifications;
mod protocol;
mod requests;
mod server;
mod snapshot;
mod telling;
mod transport;
mod waiting;
mod workers;
mod workspace;

pub use protocol::Connection;
pub use server::{Ended, run};
pub use transport::stdio;
