//! The header: what a manifest would say.

use uuid::Uuid;

use super::index::{Index, text, texts};
use crate::import::names::slug;
use crate::stix::ids::{Mint, Part};
use crate::syntax::literal::quote;
use crate::vocab::language::reserved;
use crate::vocab::standard::MARKINGS;

/// Writes the declaration of the project.
pub(super) fn header(index: &Index<'_>, title: &str, out: &mut String) {
    let (author, project) = (index.author, index.author.told("project"));
    let namespace = project.map(|project| text(project, "namespace")).unwrap_or_default();
    let name = author.text("name");
    out.push_str(&format!("project {} {{\n  namespace {}\n", free(index, title), quote(&namespace)));
    out.push_str(&format!("  author {}  class {}\n", quote(&name), author.text("identity_class")));
    let computed = Uuid::try_parse(&namespace)
        .map(|namespace| Mint::new(namespace).id("identity", "author", &[Part::Text(&name)]).to_string());
    if computed.is_ok_and(|computed| computed != author.text("id")) {
        out.push_str(&format!("  id {}\n", quote(&author.text("id"))));
    }
    let marking = texts(author.node, "object_marking_refs").into_iter().next();
    if let Some(row) = marking.and_then(|id| MARKINGS.iter().find(|row| row.id == id)) {
        out.push_str(&format!("  marking {}\n", row.word.replace('+', "-")));
    }
    if !author.text("lang").is_empty() {
        out.push_str(&format!("  lang {}\n", quote(&author.text("lang"))));
    }
    let released = project.map(|project| text(project, "release_time")).unwrap_or_default();
    if !released.is_empty() {
        out.push_str(&format!("  released {released}\n"));
    }
    out.push_str("}\n");
}

/// A name for the project that nothing else has.
fn free(index: &Index<'_>, title: &str) -> String {
    let slug = slug(title);
    let first = slug.starts_with(|letter: char| letter.is_ascii_lowercase());
    let mut name = if first && reserved(&slug).is_none() { slug } else { "imported".to_owned() };
    while index.names.contains(name.as_str()) || name == "author" {
        name.push_str("_project");
    }
    name
}
