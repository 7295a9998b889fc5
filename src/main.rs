//! The `attrc` command.
fn main() {}
