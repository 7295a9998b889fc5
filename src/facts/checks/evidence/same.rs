//! When claims of two documents are about the same thing.

use std::borrow::Cow;

use crate::facts::checks::View;
use crate::facts::model::{Claim, EntityId, Form, Gap, Object};

/// What a claim is about. An inline object belongs to its document, so that across documents its words decide.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum About<'v> {
    /// Something that is the same wherever it stands.
    Thing(EntityId),
    /// Something inline: its kind and its words.
    Words(&'static str, Cow<'v, str>),
    /// Something left open.
    Open(Gap),
}

/// What a claim is done to.
pub fn object<'v>(view: &View<'v>, claim: &Claim) -> About<'v> {
    match claim.object {
        Object::Entity(id) => thing(view, id),
        Object::Gap(gap) => About::Open(gap),
    }
}

/// A subject or an object.
pub fn thing<'v>(view: &View<'v>, id: EntityId) -> About<'v> {
    let entity = view.entity(id);
    match entity.form {
        Form::Inline if is_small(&entity.title) => About::Words(entity.kind.word, entity.title.as_str().into()),
        Form::Inline => About::Words(entity.kind.word, entity.title.to_lowercase().into()),
        _ => About::Thing(id),
    }
}

/// Whether a text has no capitals, as far as its bytes tell.
fn is_small(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}
