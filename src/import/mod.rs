//! A bundle as `.attr` text: the mirror of emission.
//!
//! [`outline`] finds the objects of a document, [`names`] gives each a name that people can say, [`declaration`] writes
//! one object as one statement, [`value`] one JSON value in the form that its shape calls for, and [`layout`] decides
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
use crate::diag::Diagnostic;
use crate::json::Document;
use crate::source::FileId;

pub use outline::{Outline, outline};
pub use told::tell;

/// How the objects of a document are written.
#[derive(Debug, Default)]
pub struct Plan<'p> {
    /// What the file is called, of which the bundle gets its name.
    pub title: &'p str,
    /// By object: whether it is written without regard to its type.
    pub literal: Vec<bool>,
}

/// A document as text of the language.
#[derive(Debug, Default)]
pub struct Imported {
    /// The text: a header, then a declaration an object, in their order.
    pub text: String,
    /// How many objects there are.
    pub objects: usize,
    /// What cannot be brought over. Where there is any, the text is not fit for use.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes a document (a bundle, an object or a list of objects) as text of the language.
pub fn import(file: FileId, document: &Document<'_>, plan: &Plan<'_>) -> Imported {
    let (outline, mut diagnostics) = outline(file, document);
    let names = Names::new(&outline, plan.title);
    let mut writer = Writer::new(file, &names);
    writer.header(&outline);
    for (at, object) in outline.objects.iter().enumerate() {
        writer.object(at, *object, plan.literal.get(at).copied().unwrap_or(false));
    }
    let (text, found) = writer.finish();
    diagnostics.extend(found);
    Imported { text, objects: outline.objects.len(), diagnostics }
}
