//! Paths of files that exist: those that `use` names, and stored texts.

use std::path::Path;

use super::asked::Asked;
use super::offers::Offers;
use super::{Completion, CompletionKind};
use crate::syntax::literal::quote;

/// Files of the language.
pub fn used(asked: &Asked<'_>, offers: &mut Offers) {
    let own = asked.near.path(asked.file);
    paths(asked, offers, &|path| is_of_language(path) && Some(path) != own.as_deref());
}

/// Other files.
pub fn stored(asked: &Asked<'_>, offers: &mut Offers) {
    paths(asked, offers, &|path| !is_of_language(path) && path.file_name().is_some_and(|name| name != "attr.toml"));
}

fn is_of_language(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "attr")
}

/// What stands in the folder that was typed, below the root.
fn paths(asked: &Asked<'_>, offers: &mut Offers, takes: &dyn Fn(&Path) -> bool) {
    let Some(file) = asked.near.path(asked.file) else { return };
    let typed = if asked.position.quoted { asked.position.typed.as_str() } else { "" };
    let above = typed.rsplit_once('/').map_or("", |(above, _)| above);
    let Some(folder) = file.parent().map(|folder| folder.join(above)) else { return };
    let root = &asked.near.compilation.project.root;
    let Ok(folder) = asked.world.canonical(&folder) else { return };
    if !folder.starts_with(root) {
        return;
    }
    let above = if above.is_empty() { String::new() } else { format!("{above}/") };
    for entry in asked.world.list(&folder).unwrap_or_default() {
        let Some(name) = entry.file_name().and_then(|name| name.to_str()) else { continue };
        let is_folder = asked.world.is_folder(&entry) == Some(true);
        if name.starts_with('.') || !is_folder && !takes(&entry) {
            continue;
        }
        let path = format!("{above}{name}{}", if is_folder { "/" } else { "" });
        let literal = quote(&path);
        let inner = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&literal);
        let text = if asked.position.quoted { inner } else { &literal };
        let detail = if is_folder { "folder" } else { "" };
        offers.add(Completion::new(CompletionKind::Path, path.clone()).insert(text).detail(detail));
    }
}
