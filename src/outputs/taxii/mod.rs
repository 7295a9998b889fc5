//! TAXII 2.1 (OASIS Standard, 10 June 2021): collections of a server, read and written.

pub mod ledger;
pub mod publish;
