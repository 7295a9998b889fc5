//! Whether a path exists, and what stands at its end (STIX 2.1, section 9.7).

use super::finding::{Finding, shown};
use super::tree::{Path, Place, Step};
use crate::diag::codes::standard as codes;
use crate::diag::did_you_mean;
use crate::vocab::standard::{ObjectType, Property, Shape, extension, object_type, structure};

/// What stands at a place of a path.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// A value of the tables.
    Shape(&'static Shape),
    /// An object of one of several types.
    Objects(&'static [&'static str]),
    /// An extension or a structure.
    Part(&'static ObjectType),
    /// `extensions` of a type, or of a structure, by their names.
    Extensions(&'static ObjectType),
    /// Nothing is known of it: custom, or any value.
    Unknown,
}

/// Whether a path ends in the `value` of objects that may be addresses of a network: the only thing that `ISSUBSET` and
/// `ISSUPERSET` compare (section 9.6.1). `None` where the tables do not tell.
pub(super) fn addresses(path: &Path, row: &'static ObjectType) -> Option<Vec<&'static str>> {
    let (last, before) = path.steps.split_last()?;
    let Step::Key(key) = &last.0 else { return Some(Vec::new()) };
    let mut at = End::Part(row);
    for (step, place) in before {
        at = match step {
            Step::Key(key) => by_key(at, key, *place, &mut Vec::new())?,
            Step::Index(_) | Step::Any => by_index(at, *place, &mut Vec::new())?,
        };
    }
    let owners: &[&'static str] = match &at {
        End::Part(row) => &[row.name],
        End::Objects(targets) => targets,
        End::Unknown => return None,
        End::Shape(_) | End::Extensions(_) => &[],
    };
    if owners.iter().any(|owner| owner.starts_with('@')) {
        return None;
    }
    let is_address = |owner: &&&str| key == "value" && matches!(**owner, "ipv4-addr" | "ipv6-addr");
    Some(owners.iter().filter(is_address).copied().collect())
}

/// Text, as `type` and what dictionaries of texts hold.
const TEXT: Shape = Shape::String;
static STRING: Shape = TEXT;
static INTEGER: Shape = Shape::Integer { min: None, max: None };
static TEXTS: Shape = Shape::List(&TEXT);

/// Walks a path on a type. `None` where a step fails, which is told.
pub(super) fn walk(path: &Path, row: &'static ObjectType, found: &mut Vec<Finding>) -> Option<End> {
    let mut at = End::Part(row);
    for (step, place) in &path.steps {
        at = match step {
            Step::Key(key) => by_key(at, key, *place, found)?,
            Step::Index(index) if *index < 0 => {
                let message = format!("`{index}` is no position in a list");
                found.push(
                    Finding::new(codes::PATTERN_INDEX, *place, message)
                        .help("positions are counted from 0; `*` means any"),
                );
                return None;
            }
            Step::Index(_) | Step::Any => by_index(at, *place, found)?,
        };
    }
    Some(at)
}

fn by_index(at: End, place: Place, found: &mut Vec<Finding>) -> Option<End> {
    match at {
        End::Shape(Shape::List(item)) => Some(settled(item)),
        End::Unknown => Some(End::Unknown),
        _ => {
            found.push(
                Finding::new(codes::PATTERN_INDEX, place, "a position stands behind what is no list")
                    .help("take it away"),
            );
            None
        }
    }
}

/// What a shape is as the place of a path.
fn settled(shape: &'static Shape) -> End {
    match shape {
        Shape::Object(name) => structure(name).map_or(End::Unknown, End::Part),
        Shape::Choice(_) | Shape::ObservableContainer | Shape::StixObject => End::Unknown,
        Shape::Identifier(targets) => End::Objects(targets),
        shape => End::Shape(shape),
    }
}

fn by_key(at: End, key: &str, place: Place, found: &mut Vec<Finding>) -> Option<End> {
    match at {
        End::Unknown => Some(End::Unknown),
        End::Part(row) => property(row, key, place, found),
        End::Extensions(host) => match extension(key) {
            Some(row) if row.host.is_empty() || row.host == host.name => Some(End::Part(row)),
            Some(row) => {
                let message = format!("`{key}` is no extension of a `{}`", host.name);
                found.push(
                    Finding::new(codes::PATTERN_KEY, place, message)
                        .help(format!("objects of type `{}` have it", row.host)),
                );
                None
            }
            None if key.starts_with("extension-definition--") || key.starts_with("x-") => Some(End::Unknown),
            None => {
                let known = crate::vocab::standard::EXTENSIONS.iter().map(|row| row.name);
                found.push(
                    Finding::new(codes::PATTERN_KEY, place, format!("`{}` is no extension", shown(key)))
                        .help("an extension is named by the id of its definition, or by a name of the standard")
                        .help_by(did_you_mean(key, known)),
                );
                None
            }
        },
        End::Objects(targets) => dereferenced(targets, key, place, found),
        End::Shape(Shape::Dictionary(words)) => Some(match words {
            ["string"] => End::Shape(&STRING),
            ["integer"] => End::Shape(&INTEGER),
            ["list of string"] => End::Shape(&TEXTS),
            _ => End::Unknown,
        }),
        End::Shape(Shape::Hashes) => Some(End::Shape(&STRING)),
        End::Shape(Shape::List(_)) => {
            found.push(
                Finding::new(codes::PATTERN_NO_INDEX, place, format!("`{}` stands behind a list", shown(key)))
                    .help("a list takes a position first: `[0]`, or `[*]` for any"),
            );
            None
        }
        End::Shape(_) => {
            found.push(
                Finding::new(codes::PATTERN_PROPERTY, place, format!("nothing has a `{}` here", shown(key)))
                    .help("the property before it is a plain value"),
            );
            None
        }
    }
}

fn property(row: &'static ObjectType, key: &str, place: Place, found: &mut Vec<Finding>) -> Option<End> {
    match row.property(key) {
        Some(Property { name: "extensions", .. }) => Some(End::Extensions(row)),
        Some(Property { name: "id" | "type", .. }) => Some(End::Shape(&STRING)),
        Some(property) => Some(settled(&property.shape)),
        None if key.starts_with("x_") => Some(End::Unknown),
        None => {
            let help = did_you_mean(key, row.properties.iter().map(|property| property.name));
            found.push(
                Finding::new(
                    codes::PATTERN_PROPERTY,
                    place,
                    format!("`{}` has no property `{}`", row.name, shown(key)),
                )
                .help(format!("`attrc explain {}` shows what it has", row.name))
                .help_by(help),
            );
            None
        }
    }
}

fn dereferenced(targets: &'static [&'static str], key: &str, place: Place, found: &mut Vec<Finding>) -> Option<End> {
    if matches!(key, "type" | "id") {
        return Some(End::Shape(&STRING));
    }
    let rows = || targets.iter().filter_map(|target| object_type(target));
    if key.starts_with("x_") || rows().next().is_none() {
        return Some(End::Unknown);
    }
    let fits: Vec<End> = rows().filter_map(|row| property(row, key, place, &mut Vec::new())).collect();
    match fits.as_slice() {
        [] => {
            let all = rows().flat_map(|row| row.properties.iter().map(|property| property.name));
            found.push(
                Finding::new(
                    codes::PATTERN_REFERENCE,
                    place,
                    format!("no `{}` has a `{}`", targets.join("` or `"), shown(key)),
                )
                .help("a reference goes on with a property of what it leads to")
                .help_by(did_you_mean(key, all)),
            );
            None
        }
        [one] => Some(*one),
        [End::Shape(first), rest @ ..]
            if rest.iter().all(|other| matches!(other, End::Shape(shape) if shape == first)) =>
        {
            Some(End::Shape(first))
        }
        _ => Some(End::Unknown),
    }
}
