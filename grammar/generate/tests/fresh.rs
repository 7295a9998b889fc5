//! The committed look-ups are what the tables give.

use attrc_generate::{Error, root, stale};

#[test]
fn generated_files_are_fresh() -> Result<(), Error> {
    let stale = stale(&root())?;
    assert!(stale.is_empty(), "{stale:?}: run `cargo run -p attrc-generate`");
    Ok(())
}
