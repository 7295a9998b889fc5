//! Where a release goes: TAXII 2.1 servers.

pub mod taxii;
