//! Places: locations by ISO code and name (mapping: place).

use super::context::Context;
use super::{Emission, frame};
use crate::facts::{EntityId, PropertyValue, Value};
use crate::stix::ids::{Id, Part};
use crate::stix::object::Object;
use crate::stix::value::Map;

/// A place as a location: the code of its country or region, and its own name where it is smaller.
pub(super) struct Place<'v> {
    code: &'v str,
    city: Option<&'v str>,
}

/// The locations of an entity's places, and that it is there: no speaker, no claim (mapping: declared facts).
pub(super) fn emit(context: &Context<'_>, id: EntityId, out: &mut Emission) {
    let entity = context.facts.entity(id);
    let keys = if entity.kind.class == STATE { &["country", "place"][..] } else { &["place"] };
    for value in keys.iter().flat_map(|key| entity.values(key)) {
        let Some(place) = Place::of(value) else { continue };
        let location = place.object(context);
        let sentence = format!("{} is located in {}.", context.party(id).title, place.words());
        let relation = frame::declared(context, context.object_id(id), "located-at", place.id(context));
        out.push(location);
        out.push(frame::told(context, entity, relation, sentence, value.according_to));
    }
}

/// The class of kinds that are where their country is: a location cannot speak or act, so a state is both.
pub(super) const STATE: &str = "state";

/// The English name of a country or region code.
pub(super) fn code_name(code: &str) -> Option<String> {
    match rust_iso3166::from_alpha2(code) {
        Some(country) => Some(country.name.to_owned()),
        None => rust_iso3166::iso3166_2::from_code(code).map(|region| region.name.to_owned()),
    }
}

impl<'v> Place<'v> {
    /// The place of a value: a code alone, or a name in a code; `None` where it is not told.
    pub fn of(value: &'v PropertyValue) -> Option<Self> {
        match &value.value {
            Value::Code(code) => Some(Self { code, city: None }),
            Value::Text(city) => Some(Self { code: value.within.as_deref()?, city: Some(city) }),
            _ => None,
        }
    }

    /// The place of a code.
    pub fn code(code: &'v str) -> Self {
        Self { code, city: None }
    }

    /// The location (mapping: place): name, country, administrative area, city.
    pub fn object(&self, context: &Context<'_>) -> Object {
        let name = self.city.map_or_else(|| self.code_words(), str::to_owned);
        let object = frame::begin(context, self.id(context), context.dates.declarations).with("name", name);
        frame::finish(context, self.describe(object), None, Map::new())
    }

    /// The properties that tell where it is.
    pub fn describe(&self, object: Object) -> Object {
        let country = self.code.split('-').next().unwrap_or(self.code);
        object
            .with("country", country.to_owned())
            .with_some("administrative_area", (country != self.code).then(|| self.code.to_owned()))
            .with_some("city", self.city.map(str::to_owned))
    }

    /// "Wuhan, China"
    pub fn words(&self) -> String {
        match self.city {
            Some(city) => format!("{city}, {}", self.code_words()),
            None => self.code_words(),
        }
    }

    fn id(&self, context: &Context<'_>) -> Id {
        match self.city {
            Some(city) => context.mint.id("location", "place", &[Part::Text(self.code), Part::Text(city)]),
            None => context.mint.id("location", "place", &[Part::Text(self.code)]),
        }
    }

    fn code_words(&self) -> String {
        code_name(self.code).unwrap_or_else(|| self.code.to_owned())
    }
}
