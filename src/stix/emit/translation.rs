//! Titles in other languages: a `language-content` beside the object (mapping: title in another language).

use super::context::Context;
use super::{Emission, frame};
use crate::facts::{Entity, Value as Fact};
use crate::stix::ids::Part;
use crate::stix::object::Object;
use crate::stix::value::Map;

/// The key of translations.
const TITLE: &str = "title";

/// The translations of an object's title, which is one of its properties; nothing where there are none.
pub(super) fn emit(context: &Context<'_>, entity: &Entity, object: &Object, property: &'static str) -> Emission {
    let mut contents = Map::new();
    for given in entity.values(TITLE) {
        let Fact::Dictionary(languages) = &given.value else { continue };
        for (language, text) in languages {
            if let Fact::Text(text) = text {
                contents.set(language.clone().into(), Map::new().with(property, text.clone()).into());
            }
        }
    }
    let Some(target) = object.id.filter(|_| !contents.is_empty()) else { return Emission::default() };
    let id = context.mint.id("language-content", TITLE, &[Part::Id(target)]);
    let translations = frame::begin(context, id, context.dates.declarations)
        .with("object_ref", target)
        .with_some("object_modified", object.get("modified").cloned())
        .with("contents", contents);
    Emission::object(frame::finish(context, translations, Some(entity), Map::new()))
}
