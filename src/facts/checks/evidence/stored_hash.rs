//! `stored-hash`: a stored text that is not the one whose hash is written beside it.

use crate::diag::Diagnostic;
use crate::diag::codes::evidence::STORED_HASH;
use crate::facts::checks::View;
use crate::facts::model::Value;

/// Reports written hashes that are none, or that of another text.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (id, entity) in view.entities() {
        for value in entity.values("text_sha256") {
            let Value::Text(written) = &value.value else { continue };
            let is_hash = written.len() == 64 && written.bytes().all(|byte| byte.is_ascii_hexdigit());
            let is_at_hand = view.texts.contains_key(&id);
            let stored = view.facts.stored_texts.get(&id).filter(|_| is_at_hand);
            let (message, help) = match stored {
                _ if !is_hash => (
                    "this is no SHA-256".to_owned(),
                    "it is 64 hexadecimal digits: `sha256sum FILE` prints them".to_owned(),
                ),
                Some(stored) if !stored.eq_ignore_ascii_case(written) => (
                    format!("the stored text of `{}` has another hash", entity.name),
                    format!("the text at hand has {stored}; find out which one was read"),
                ),
                _ => continue,
            };
            found.push(
                Diagnostic::new(&STORED_HASH, view.at(value.origin), message).label("not that of the text").help(help),
            );
        }
    }
}
