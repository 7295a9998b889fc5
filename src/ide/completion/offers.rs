//! What is offered: each thing once, that which fits what was typed, the best first.

use std::collections::HashSet;

use super::{Completion, CompletionKind, Completions};
use crate::diag::Edit;
use crate::ide::position::Position;

/// What is sent at most; the rest is asked for with more letters.
const MOST: usize = 400;

/// What is offered so far.
pub struct Offers {
    typed: String,
    /// The section, then how it ranks in it.
    found: Vec<(u8, u32, Completion)>,
    seen: HashSet<String>,
    /// Whether something was left out that more letters would bring.
    pub incomplete: bool,
    section: u8,
    rank: u32,
}

impl Offers {
    /// Nothing yet, for what was typed.
    pub fn new(typed: &str) -> Self {
        let typed = typed.to_lowercase();
        Self { typed, found: Vec::new(), seen: HashSet::new(), incomplete: false, section: 0, rank: 0 }
    }

    /// Whether nothing was typed yet.
    pub fn is_untyped(&self) -> bool {
        self.typed.is_empty()
    }

    /// What was typed, in small letters.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Goes to a section, from the one that is returned; those with smaller numbers come first.
    pub fn section(&mut self, section: u8) -> u8 {
        std::mem::replace(&mut self.section, section)
    }

    /// Whether a text fits what was typed.
    pub fn fits(&self, text: &str) -> bool {
        fit(&self.typed, text).is_some()
    }

    /// How well a text fits what was typed; smaller is better.
    pub fn fit(&self, text: &str) -> Option<u8> {
        fit(&self.typed, text)
    }

    /// Offers something, unless it does not fit or was offered before.
    pub fn add(&mut self, completion: Completion) {
        if self.fits(&completion.filter) && self.seen.insert(completion.label.clone()) {
            self.rank += 1;
            self.found.push((self.section, self.rank, completion));
        }
    }

    /// Offers many things.
    pub fn extend(&mut self, completions: impl IntoIterator<Item = Completion>) {
        completions.into_iter().for_each(|completion| self.add(completion));
    }

    /// All of it in order.
    pub fn finish(mut self, position: &Position) -> Completions {
        let typed = std::mem::take(&mut self.typed);
        self.found.sort_by_cached_key(|(section, rank, completion)| {
            let fit = fit(&typed, &completion.filter).unwrap_or(u8::MAX);
            (fit, *section, *rank)
        });
        self.incomplete |= self.found.len() > MOST;
        let items = self.found.into_iter().take(MOST).enumerate();
        let items = items.map(|(at, (_, _, completion))| Completion { order: format!("{at:03}"), ..completion });
        Completions { replace: position.replace, items: items.collect(), incomplete: self.incomplete }
    }
}

/// How well a text fits what was typed: it begins so, a part of it does, it holds it, its letters come in that order from
/// the beginning of a part on. A single letter fits beginnings alone.
fn fit(typed: &str, text: &str) -> Option<u8> {
    let Some(first) = typed.chars().next() else { return Some(0) };
    let text = text.to_lowercase();
    if text.starts_with(typed) {
        return Some(0);
    }
    let begins_part = |at: &usize| !text.get(..*at).is_some_and(|head| head.ends_with(char::is_alphanumeric));
    if text.match_indices(typed).any(|(at, _)| begins_part(&at)) {
        return Some(1);
    }
    if typed.len() == first.len_utf8() {
        return None;
    }
    if text.contains(typed) {
        return Some(2);
    }
    let start = text.match_indices(first).map(|(at, _)| at).find(begins_part)?;
    let mut letters = text.get(start..)?.chars();
    typed.chars().all(|letter| letters.any(|other| other == letter)).then_some(3)
}

impl Completion {
    /// Something that is written as it is shown.
    pub fn new(kind: CompletionKind, label: impl Into<String>) -> Self {
        let label = label.into();
        Self {
            kind,
            detail: String::new(),
            documentation: String::new(),
            filter: label.clone(),
            insert: label.clone(),
            is_snippet: false,
            order: String::new(),
            edits: Vec::new(),
            label,
        }
    }

    /// With what stands beside it.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// With what it means.
    #[must_use]
    pub fn documentation(mut self, documentation: impl Into<String>) -> Self {
        self.documentation = documentation.into();
        self
    }

    /// With another text to write.
    #[must_use]
    pub fn insert(mut self, text: impl Into<String>) -> Self {
        self.insert = text.into();
        self
    }

    /// With a form to fill in, in the syntax of LSP: a brace that closes no hole stands behind a backslash.
    #[must_use]
    pub fn snippet(mut self, text: impl Into<String>) -> Self {
        self.is_snippet = true;
        self.insert(text)
    }

    /// With another text that is compared with what was typed.
    #[must_use]
    pub fn filter(mut self, text: impl Into<String>) -> Self {
        self.filter = text.into();
        self
    }

    /// With a further edit.
    #[must_use]
    pub fn edit(mut self, edit: Edit) -> Self {
        self.edits.push(edit);
        self
    }
}
