//! The texts that the output shows as they are: prose of the author, and quotations.

use crate::facts::checks::View;
use crate::facts::model::{Entity, Form, Origin, PropertyValue, Quotation, Value};
use crate::vocab::language::ValueType;
use crate::vocab::standard::Category;

/// A text that goes to the output.
pub(super) struct Shown<'v> {
    pub text: &'v str,
    pub origin: Origin,
}

/// Keys of texts that are no prose: names, numbers, addresses and ids, which have rules of their own.
const NO_PROSE: &[&str] = &["id", "url", "ref", "hash", "text_sha256", "account", "registration", "docket", "list_id"];

impl<'v> View<'v> {
    /// All of them, in no order.
    pub(super) fn shown(&self) -> impl Iterator<Item = Shown<'v>> + use<'v> {
        let facts = self.facts;
        let claims = facts.claims.iter().flat_map(|claim| {
            let role = claim.role.iter().map(|role| Shown { text: role, origin: claim.origin });
            role.chain(quoted(claim.quotation.as_deref()))
        });
        let statements = facts.statements.iter().flat_map(|statement| quoted(Some(&statement.quotation)));
        let responses = facts.responses.iter().flat_map(|response| quoted(response.quotation.as_ref()));
        facts.entities.iter().flat_map(of_entity).chain(claims).chain(statements).chain(responses)
    }
}

/// The texts of a thing: its title and those of its keys that are prose.
pub(super) fn of_entity(entity: &Entity) -> impl Iterator<Item = Shown<'_>> {
    // An observable is a value, and rules on indicators speak of it.
    let is_value = entity.kind.object_type().is_some_and(|row| row.category == Category::Sco);
    let own = matches!(entity.form, Form::Declared | Form::Inline) && !is_value;
    let title = own.then_some(Shown { text: &entity.title, origin: entity.origin });
    let prose = entity.properties.iter().filter(move |property| {
        let is_text = property.row.is_some_and(|row| matches!(row.value, ValueType::Text));
        own && is_text && !NO_PROSE.contains(&property.key.as_str())
    });
    let values = prose.flat_map(|property| &property.values).flat_map(|value: &PropertyValue| {
        let text = match &value.value {
            Value::Text(text) => Some(Shown { text, origin: value.origin }),
            _ => None,
        };
        text.into_iter().chain(quoted(value.quotation.as_ref()))
    });
    title.into_iter().chain(values)
}

fn quoted(quotation: Option<&Quotation>) -> impl Iterator<Item = Shown<'_>> {
    quotation.map(|quotation| Shown { text: &quotation.text, origin: quotation.origin }).into_iter()
}
