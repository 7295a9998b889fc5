//! Which parts of an object differ, by short names: `confidence`, and `@claim.time` within attrc's extension.

use crate::json::{Path, Step};
use crate::stix::EXTENSION;
use crate::stix::compare::ValueChange;

/// A part of an object that differs, and the line that says how.
pub(super) struct Area<'d> {
    pub name: String,
    pub change: ValueChange<'d>,
    /// Something was told of it.
    pub told: bool,
}

/// How many keys within the extension a name has.
const DEPTH: usize = 3;

impl<'d> Area<'d> {
    pub(super) fn of(change: ValueChange<'d>) -> Self {
        Self { name: name(&change.path), change, told: false }
    }

    /// Whether what is said of `row` may be another because of it: it is in it, or around it.
    pub(super) fn touches(&self, row: &str) -> bool {
        self.is_in(row) || below(row, &self.name)
    }

    /// Whether all of it belongs to `row`.
    pub(super) fn is_in(&self, row: &str) -> bool {
        self.name == row || below(&self.name, row)
    }
}

/// Whether a name lies below another.
fn below(name: &str, above: &str) -> bool {
    match name.strip_prefix(above) {
        Some(rest) => rest.starts_with('.') || above == "@" && !rest.is_empty(),
        // Where all extensions came or went, attrc's did too.
        None => above == "extensions" && name.starts_with('@'),
    }
}

fn name(path: &Path) -> String {
    let keys: Vec<&str> = path
        .0
        .iter()
        .map_while(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
        .collect();
    match keys.as_slice() {
        ["extensions", EXTENSION, inside @ ..] => {
            let inside: Vec<&str> = inside.iter().copied().take(DEPTH).collect();
            format!("@{}", inside.join("."))
        }
        [first, ..] => (*first).to_owned(),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_know_what_they_touch() {
        let area = |keys: &[&str]| {
            let path = Path(keys.iter().map(|key| Step::Key((*key).to_owned())).collect());
            Area::of(ValueChange { path, left: None, right: None })
        };
        let time = area(&["extensions", EXTENSION, "claim", "time", "words"]);
        assert!(time.is_in("@claim.time") && time.touches("@claim") && !time.touches("@claim.verb"));
        let all = area(&["extensions"]);
        assert!(all.touches("@claim.time") && !all.is_in("@claim.time"));
        assert!(area(&["extensions", EXTENSION]).touches("@names"));
        assert!(!area(&["confidence"]).touches("@claim.confidence"));
    }
}
