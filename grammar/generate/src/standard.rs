//! STIX 2.1: object types, extensions, structures, vocabularies, relationships, markings and scales.

mod check;
mod emit;
mod shape;
mod tables;

use std::path::Path;

use crate::Error;

/// The look-ups of the standard.
pub fn generate(folder: &Path) -> Result<String, Error> {
    let tables = tables::Tables::read(folder)?;
    check::check(&tables).map_err(|message| Error::new(folder, message))?;
    Ok(emit::emit(&tables))
}
