//! What leaves the house, and what comes from other houses: servers that objects are sent to and read from.

pub mod taxii;
