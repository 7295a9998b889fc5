//! Another name for what is declared, everywhere.

mod taken;
mod was;

use super::{Analysis, Names};
use crate::diag::Edit;
use crate::facts::{Form, Reference, Referent};
use crate::source::{FileId, Span};
use crate::syntax::{is_name, shown};
use crate::vocab::language::{kind, qualifier, reserved, verb};

/// What renames something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The new name, everywhere.
    pub edits: Vec<Edit>,
    /// What keeps the ids of its objects: `was old_name` in its declaration. Offered, since only the author knows whether
    /// somebody has them; empty where it says so already, or where no id hangs on the name.
    pub was: Vec<Edit>,
}

/// The name at an offset that can be renamed; an `Err` says why it cannot.
pub fn renamable(analysis: &Analysis, file: FileId, offset: u32) -> Result<Span, String> {
    named(analysis, file, offset).map(|name| name.place.span)
}

/// Renames what stands at an offset; an `Err` says why it cannot be called so. The analysis has to be of the whole project.
pub fn rename(analysis: &Analysis, file: FileId, offset: u32, name: &str) -> Result<Renaming, String> {
    let old = named(analysis, file, offset)?;
    if analysis.written(old.place) == name {
        return Ok(Renaming { edits: Vec::new(), was: Vec::new() });
    }
    spelled(name)?;
    let was = match old.to {
        Referent::Entity(id) => {
            taken::by_an_entity(analysis, id, name)?;
            was::was(analysis, id)
        }
        Referent::Label(id) => {
            taken::by_a_label(analysis, id, name)?;
            Vec::new()
        }
    };
    let places = analysis.names().of(old.to).iter();
    let edits = places.map(|place| Edit { location: *place, text: name.to_owned() }).collect();
    Ok(Renaming { edits, was })
}

fn named(analysis: &Analysis, file: FileId, offset: u32) -> Result<Reference, String> {
    let names: &Names = analysis.names();
    let Some(name) = names.at(file, offset) else { return Err(nameless(analysis, file, offset)) };
    let Referent::Entity(id) = name.to else { return Ok(name) };
    let written = analysis.written(name.place);
    match analysis.facts().entity(id).form {
        Form::Declared | Form::Verbatim => Ok(name),
        Form::Author => Err("`author` is the project's own voice, whose name stands in the manifest".to_owned()),
        Form::Coded => Err(format!("`{written}` is a code, and means the same everywhere")),
        Form::Observable => Err(format!("`{written}` is a value, and no name")),
        Form::Inline => Err("what is written inline has no name: declare it first".to_owned()),
    }
}

/// Why nothing that stands at an offset has a name.
fn nameless(analysis: &Analysis, file: FileId, offset: u32) -> String {
    let content = analysis.text(file).map_or("", |text| &*text.content);
    let (before, behind) = content.split_at_checked(offset as usize).unwrap_or_default();
    let in_word = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_' | '-');
    let head = before.len() - before.trim_end_matches(in_word).len();
    let tail = behind.len() - behind.trim_start_matches(in_word).len();
    let word = content.get(before.len() - head..before.len() + tail).unwrap_or_default();
    let is_word = reserved(word).is_some() || kind(word).is_some() || verb(word).is_some() || qualifier(word).is_some();
    match word {
        "" => "nothing here has a name".to_owned(),
        _ if is_word => format!("`{word}` is a word of the language"),
        _ => format!("nothing that is declared is called `{word}` here"),
    }
}

/// Whether a name may be spelled so.
fn spelled(name: &str) -> Result<(), String> {
    if name == "author" {
        return Err("`author` is the project's own voice: choose another name".to_owned());
    }
    if reserved(name).is_some() {
        return Err(format!("`{name}` is a word of the language: choose another name, for example `{name}_1`"));
    }
    match is_name(name) {
        true => Ok(()),
        false => Err(format!(
            "`{}` cannot be a name: names are small letters, digits and `_`, and begin with a letter",
            shown(name)
        )),
    }
}
