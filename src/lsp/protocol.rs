//! The types of the protocol, by the crates that have them: nothing else names those.

pub(super) use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
pub(super) use lsp_types as types;

pub use lsp_server::Connection;
