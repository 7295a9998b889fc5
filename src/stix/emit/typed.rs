//! Values of properties, typed as the standard's tables say.

use jiff::Timestamp;

use super::Finding;
use crate::diag::codes::emission::{MISSING_PROPERTY, UNFIT_VALUE};
use crate::facts::{self, Entity, EntityId, ExtensionKey, Time};
use crate::stix::ids::Id;
use crate::stix::time;
use crate::stix::value::{Map, Number, Value};
use crate::vocab::standard::{ObjectType, Property, Shape, extension, structure};

/// Which id an entity has where it is referred to.
pub(super) type Resolve<'r> = &'r dyn Fn(EntityId) -> Id;

/// The properties of the standard that an entity is declared with, in the order of the table. `custom` and what the
/// maker of objects sets itself (`type`, `id` …) are not among them.
pub(super) fn properties(entity: &Entity, row: &ObjectType, resolve: Resolve<'_>, findings: &mut Vec<Finding>) -> Map {
    let mut map = Map::new();
    for property in row.properties.iter().filter(|property| !MADE.contains(&property.name)) {
        if let Some(value) = property_value(entity, row, property, resolve, findings) {
            map.push(property.name, value);
        }
    }
    map
}

/// The value of one property of the standard, where the entity has it.
pub(super) fn property_value(
    entity: &Entity,
    row: &ObjectType,
    property: &Property,
    resolve: Resolve<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Value> {
    let typing = Typing { late: is_later_end(row, property.name), resolve };
    let mut values = Vec::new();
    for given in entity.values(property.name) {
        if matches!(given.value, facts::Value::Gap(_)) || (is_vague(&given.value) && !property.required) {
            continue;
        }
        let shape = match property.shape {
            Shape::List(inner) if !matches!(given.value, facts::Value::List(_)) => inner,
            _ => &property.shape,
        };
        match (typing.convert(&given.value, shape), shape) {
            (Some(Value::List(items)), Shape::List(_)) => values.extend(items),
            (Some(value), _) => values.push(value),
            (None, _) => findings.push(unfit(entity, property, given)),
        }
    }
    match property.shape {
        _ if values.is_empty() => None,
        Shape::List(_) => Some(Value::List(values)),
        _ => values.pop(),
    }
}

/// Whether a value is a time that gives no instant: `about 2020` (decisions: every instant is an outer bound).
pub(super) fn is_vague(value: &facts::Value) -> bool {
    matches!(value, facts::Value::Time(time) if matches!(time.qualifier, Some("about" | "at-least")))
}

/// What the standard requires and the object lacks. attrc invents none of it, so each is an error.
pub(super) fn missing(entity: &Entity, row: &ObjectType, inline: bool, has: impl Fn(&str) -> bool) -> Vec<Finding> {
    let declare = if inline { "declare it, with" } else { "add" };
    let lacks = |property: &&Property| property.required && !property.common && !has(property.name);
    row.properties
        .iter()
        .filter(lacks)
        .map(|property| Finding {
            code: &MISSING_PROPERTY,
            first: None,
            origin: entity.origin,
            message: format!("`{}` has no `{}`, which STIX requires of a `{}`", entity.name, property.name, row.name),
            help: Some(format!("{declare} `{} …`", property.name)),
        })
        .collect()
}

/// A value that no table types: a custom property.
pub(super) fn untyped(value: &facts::Value, resolve: Resolve<'_>) -> Option<Value> {
    Typing { late: false, resolve }.plain(value)
}

/// Properties that the maker of objects sets itself.
const MADE: &[&str] = &["type", "spec_version", "id", "extensions"];

struct Typing<'r> {
    /// Whether a time gives its late bound: the property ends an interval.
    late: bool,
    resolve: Resolve<'r>,
}

impl Typing<'_> {
    fn convert(&self, value: &facts::Value, shape: &Shape) -> Option<Value> {
        match (shape, value) {
            (Shape::List(inner), facts::Value::List(items)) => {
                items.iter().map(|item| self.convert(item, inner)).collect::<Option<Vec<_>>>().map(Value::List)
            }
            (Shape::Object(name), facts::Value::Dictionary(members)) => self.structure(name, members),
            (Shape::Timestamp, facts::Value::Time(time)) => self.instant(time).map(Value::Time),
            (Shape::Timestamp, facts::Value::Text(text)) => time::parse(text).map(Value::Time),
            (Shape::Identifier(_), facts::Value::Text(text)) => Some(Value::from(text.clone())),
            (Shape::Integer { .. }, facts::Value::Integer(number)) => Some(Value::Integer(*number)),
            (Shape::Integer { .. } | Shape::Float { .. }, facts::Value::Quantity(quantity)) => {
                quantity.min.or(quantity.max).map(Value::number)
            }
            (Shape::Integer { .. }, facts::Value::Text(text)) => text.parse().ok().map(Value::Integer),
            (Shape::Integer { .. } | Shape::Boolean, facts::Value::Word(_)) => None,
            _ => self.plain(value),
        }
    }

    /// A structure of the standard: its members in the order of its own table, unknown ones after them.
    fn structure(&self, name: &str, members: &[(String, facts::Value)]) -> Option<Value> {
        self.members(structure(name)?, members)
    }

    fn members(&self, row: &ObjectType, members: &[(String, facts::Value)]) -> Option<Value> {
        let mut map = Map::new();
        for property in row.properties {
            let given = members.iter().filter(|(key, value)| {
                // What is not said is not there.
                key == property.name && !matches!(value, facts::Value::Gap(_))
            });
            for (_, value) in given {
                let shape = match property.shape {
                    Shape::List(inner) if !matches!(value, facts::Value::List(_)) => inner,
                    _ => &property.shape,
                };
                let value = match self.convert(value, shape)? {
                    Value::Time(at) if in_whole_seconds(row, property.name) => time::whole_seconds(at).into(),
                    value => value,
                };
                let listed = matches!(property.shape, Shape::List(_)) && !matches!(value, Value::List(_));
                map.push(property.name, if listed { Value::List(vec![value]) } else { value });
            }
        }
        for (key, value) in members.iter().filter(|(key, _)| row.property(key).is_none()) {
            map.push_some(key.clone(), self.plain(value));
        }
        Some(map.into())
    }

    fn plain(&self, value: &facts::Value) -> Option<Value> {
        Some(match value {
            facts::Value::Text(text) | facts::Value::Word(text) | facts::Value::Code(text) => text.clone().into(),
            facts::Value::Integer(number) => Value::Integer(*number),
            facts::Value::Decimal(number) => Value::Decimal(*number),
            facts::Value::Number(text) => Value::Number(Number::parse(text)?),
            facts::Value::Boolean(truth) => Value::Boolean(*truth),
            facts::Value::Time(time) => Value::Time(self.instant(time)?),
            facts::Value::Quantity(quantity) => quantity.min.or(quantity.max).map(Value::number)?,
            facts::Value::Entity(id) => Value::Id((self.resolve)(*id)),
            facts::Value::List(items) => Value::List(items.iter().filter_map(|item| self.plain(item)).collect()),
            facts::Value::Dictionary(members) => members
                .iter()
                .filter_map(|(key, value)| Some((key.clone(), self.plain(value)?)))
                .fold(Map::new(), |map, (key, value)| map.with(key, value))
                .into(),
            facts::Value::Extensions(extensions) => {
                let mut map = Map::new();
                for (key, value) in extensions {
                    match (key, value) {
                        (ExtensionKey::Text(name), facts::Value::Dictionary(members)) => {
                            let value = match extension(name) {
                                Some(row) => self.members(row, members),
                                None => self.plain(value),
                            };
                            map.push_some(name.clone(), value);
                        }
                        (ExtensionKey::Text(name), value) => map.push_some(name.clone(), self.plain(value)),
                        (ExtensionKey::Definition(id), value) => {
                            map.push_some((self.resolve)(*id).to_string(), self.plain(value));
                        }
                    }
                }
                map.into()
            }
            facts::Value::Null => Value::Null,
            facts::Value::Gap(_) => return None,
        })
    }

    /// The outer bound of a time (decisions: every instant that comes out is an outer bound).
    fn instant(&self, time: &Time) -> Option<Timestamp> {
        if self.late { time.stop.latest.or(time.start.latest).or_else(|| time.outset()) } else { time.outset() }
    }
}

/// Whether a property is the late end in one of the orders that the standard demands (`last_seen`, `valid_until`).
fn is_later_end(row: &ObjectType, property: &str) -> bool {
    row.constraints
        .iter()
        .filter(|constraint| constraint.rule == "time-order")
        .flat_map(|constraint| constraint.arguments)
        .any(|(argument, words)| *argument == "later" && words.contains(&property))
}

/// Whether a time is written without a fraction (`time_date_stamp`).
fn in_whole_seconds(row: &ObjectType, property: &str) -> bool {
    let constraints = row.constraints.iter().filter(|constraint| constraint.rule == "timestamp-whole-seconds");
    constraints.flat_map(|constraint| constraint.argument("property")).any(|name| *name == property)
}

fn unfit(entity: &Entity, property: &Property, given: &facts::PropertyValue) -> Finding {
    Finding {
        code: &UNFIT_VALUE,
        first: None,
        origin: given.origin,
        message: format!("`{}` of `{}` cannot have this value", property.name, entity.name),
        help: Some(match property.shape {
            Shape::Timestamp => "write a date or an instant that has at least one bound".to_owned(),
            _ => format!("`attrc explain {}` says what it takes", property.name),
        }),
    }
}
