//! A bundle as `.attr` text: the mirror of emission.
//!
//! [`outline`] finds the objects of a document, `names` gives each a name that people can say, `declaration` writes
//! one object as one statement, `value` one JSON value in the form that its shape calls for, and `layout` decides
//! what stands on a line. Whatever does not fit its shape stands in `custom`, so that nothing is lost. [`import`] is a
//! function of its arguments alone; whether its text builds the same bundle is proved by `crate::recover`.

mod declaration;
mod layout;
mod names;
mod outline;
mod told;
mod value;

use self::declaration::Writer;
use self::names::Names;
use crate::format::format;
use crate::source::FileId;

pub use outline::{Outline, outline};

/// How the objects of a document are written.
#[derive(Debug, Default)]
pub struct Plan<'p> {
    /// What the file is called, of which the bundle gets its name.
    pub title: &'p str,
    /// By object: whether it is written without regard to its type.
    pub literal: Vec<bool>,
}

/// Writes the objects of a document (a bundle, an object or a list of objects) as text of the language: a header, then a
/// declaration an object, in their order.
pub fn import(outline: &Outline<'_>, plan: &Plan<'_>) -> String {
    let names = Names::new(outline, plan.title);
    let mut writer = Writer::new(&names);
    writer.header(outline);
    for (at, object) in outline.objects.iter().enumerate() {
        writer.object(at, *object, plan.literal.get(at).copied().unwrap_or(false));
    }
    laid_out(&writer.finish())
}

/// Writes a bundle that attrc emitted as the declarations and claims that it was made of; `None` for any other.
pub fn tell(outline: &Outline<'_>, title: &str) -> Option<String> {
    told::tell(outline, title).map(|text| laid_out(&text))
}

fn laid_out(text: &str) -> String {
    format(FileId(0), text).text
}
