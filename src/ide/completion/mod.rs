//! What may be written at an offset.
//!
//! [`crate::ide::position`] tells what a word there would be, and each file here knows the words of some roles.
//!
//! | file | what |
//! |---|---|
//! | `asked.rs` | what is asked about, and what is in scope there |
//! | `offers.rs` | what is offered, each thing once and in order |
//! | `statements.rs` | what begins a statement, forms of whole ones, kinds inline |
//! | `names.rs` | names in scope, and of other files with their `use` line |
//! | `keys.rs`, `values.rs` | keys of declarations and what they take |
//! | `speech.rs` | stances, responses, labels |
//! | `claims.rs` | subjects, verbs, objects |
//! | `notes.rs` | qualifiers, hedges, and what qualifiers take |
//! | `times.rs`, `codes.rs`, `passages.rs`, `paths.rs` | dates, codes, quotations, files |

mod asked;
mod claims;
mod codes;
mod keys;
mod names;
mod notes;
mod offers;
mod passages;
mod paths;
mod speech;
mod statements;
mod times;
mod values;

use self::asked::Asked;
use self::offers::Offers;
use super::Analysis;
use super::position::{Role, Taker, TextRole, position};
use crate::diag::Edit;
use crate::source::{FileId, Span};
use crate::world::World;

/// What sort of thing is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompletionKind {
    /// A word of the language: a kind, a stance, a response, a qualifier, a modifier, a gap.
    Keyword,
    /// A key of a declaration.
    Key,
    /// A verb.
    Verb,
    /// A hedge.
    Hedge,
    /// The name of something declared.
    Name,
    /// The name of a document.
    Document,
    /// A label.
    Label,
    /// A code with a meaning: a technique, a country.
    Code,
    /// A word of a vocabulary.
    Word,
    /// Words of a stored text.
    Quotation,
    /// A path of a file.
    Path,
    /// A form with holes.
    Snippet,
}

/// Something that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What sort of thing it is.
    pub kind: CompletionKind,
    /// What stands beside the label: kind and title, the name of a code.
    pub detail: String,
    /// What it means, as markdown.
    pub documentation: String,
    /// What is matched with what was typed, where that is not the label: the id and the name of a technique.
    pub filter: String,
    /// What is written in place of [`Completions::replace`].
    pub insert: String,
    /// Whether `insert` is a snippet in the syntax of LSP.
    pub is_snippet: bool,
    /// What it is sorted by.
    pub order: String,
    /// Further edits, such as a `use` line.
    pub edits: Vec<Edit>,
}

/// What may be written at an offset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// What is replaced: the word that is being typed.
    pub replace: Span,
    /// What may stand there, in order.
    pub items: Vec<Completion>,
    /// Whether there is more, to be asked for with more letters.
    pub incomplete: bool,
}

/// What may be written at an offset. Names of files that are not used yet are found in `whole`, the last analysis of the
/// whole project, which may be of an older text.
pub fn complete(
    world: &dyn World,
    near: &Analysis,
    whole: Option<&Analysis>,
    file: FileId,
    offset: u32,
) -> Completions {
    let (Some(text), Some(tree)) = (near.text(file), near.tree(file)) else { return Completions::default() };
    let Some(position) = position(&text.content, tree, offset) else { return Completions::default() };
    let seen = near.compilation.project.closure(file);
    let asked = Asked { world, near, whole, file, position: &position, seen };
    let mut offers = Offers::new(&position.typed);
    let is_name = |name: &str| name == "author" || asked.find(name).is_some();
    for (at, role) in position.meant(&is_name).into_iter().enumerate() {
        offer(&asked, &mut offers, (at as u8).saturating_mul(SECTIONS), role);
    }
    offers.finish(&position)
}

/// Sections that a role may have.
const SECTIONS: u8 = 5;

fn offer(asked: &Asked<'_>, offers: &mut Offers, section: u8, role: &Role) {
    match role {
        Role::Statement => statements::statements(asked, offers, section),
        Role::Speaker => {
            offers.section(section + 1);
            statements::speakers(asked, offers);
        }
        Role::Name { .. } => statements::undeclared(asked, offers),
        Role::Document => values::documents(asked, offers),
        Role::Stance { speakers } => speech::stances(asked, offers, section, speakers),
        Role::Target { .. } => speech::targets(asked, offers, section),
        Role::NewLabel => {}
        Role::Label { document } => {
            speech::labels(asked, offers, section, document.as_deref(), false, &speech::is_answerable);
        }
        Role::Key { kind, .. } => keys::keys(asked, offers, section, kind),
        Role::Entry { taker, path, taken } => keys::entries(offers, section, taker, path, taken),
        Role::Value { taker: Taker::Qualifier { word, site }, inside } => {
            notes::arguments(asked, offers, section, word, site, inside);
        }
        Role::Value { taker, inside } => values::of_key(asked, offers, section, taker, inside),
        Role::Amount { taker: Taker::Qualifier { word, .. } } => notes::amounts(offers, word),
        Role::Amount { taker: Taker::Property { kind, key } } => values::amounts(offers, kind, key),
        Role::Currency { taker } if notes::takes_quantity(taker) => {
            offers.section(section);
            codes::currencies(offers);
        }
        Role::Currency { .. } => {}
        Role::Subject => claims::subjects(asked, offers, section),
        Role::Verb { subjects, negated } => claims::verbs(asked, offers, section, subjects, *negated),
        Role::Object(head) => claims::objects(asked, offers, section, head),
        Role::Note { site, taken } => notes::notes(asked, offers, section, site, taken),
        Role::Text(_) if !asked.position.quoted => {}
        Role::Text(text) => in_quotes(asked, offers, text),
    }
}

/// Texts between quotes.
fn in_quotes(asked: &Asked<'_>, offers: &mut Offers, text: &TextRole) {
    match text {
        TextRole::Use => paths::used(asked, offers),
        TextRole::Value { taker: Taker::Qualifier { word, .. }, .. } if word == "quoting" => {
            passages::of_document(asked, offers);
        }
        TextRole::Value { taker, inside } => values::in_quotes(asked, offers, taker, inside),
        TextRole::Inline { kind } => names::inline_texts(asked, offers, kind),
        TextRole::Title { .. } | TextRole::Unit { .. } => {}
    }
}
