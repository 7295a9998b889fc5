//! What the grammar cannot say (STIX 2.1, sections 9.5 to 9.7).

use fancy_regex::{Error, Expr, ParseError};

use super::finding::Finding;
use super::path::{End, walk};
use super::tree::{
    Comparison, ComparisonJoint, Constant, Literal, Observation, Operand, Operator, Pattern, Place, Qualifier, Step,
    Test,
};
use crate::diag::codes::standard as codes;
use crate::diag::did_you_mean;
use crate::stix::validate::format;
use crate::vocab::standard::{Category, OBJECT_TYPES, Shape, object_type};

/// What is known of where a pattern stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'c> {
    /// When the indicator becomes valid, as a timestamp of STIX.
    pub valid_from: Option<&'c str>,
    /// When it ceases to be.
    pub valid_until: Option<&'c str>,
    /// Types of observables that somebody defines by an extension, sorted.
    pub custom_types: &'c [String],
}

/// Everything that is wrong with what a pattern says.
pub fn check(pattern: &Pattern, context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    observation(&pattern.root, context, &mut found);
    found
}

fn observation(at: &Observation, context: &Context<'_>, found: &mut Vec<Finding>) {
    match at {
        Observation::Single { comparison: inner, .. } => {
            comparison(inner, context, found);
        }
        Observation::Chain { items, .. } => items.iter().for_each(|item| observation(item, context, found)),
        Observation::Qualified { inner, qualifier, place } => {
            observation(inner, context, found);
            qualified(inner, qualifier, *place, context, found);
        }
    }
}

/// A qualifier, and those before it on the same observation (section 9.5.1).
fn qualified(
    inner: &Observation,
    qualifier: &Qualifier,
    place: Place,
    context: &Context<'_>,
    found: &mut Vec<Finding>,
) {
    let mut below = inner;
    while let Observation::Qualified { inner, qualifier: other, .. } = below {
        if std::mem::discriminant(other) == std::mem::discriminant(qualifier) {
            found.push(
                Finding::new(codes::PATTERN_QUALIFIER_TWICE, place, "the observation has two qualifiers of one kind")
                    .help("keep one of them, or put parentheses around another observation"),
            );
            break;
        }
        below = inner;
    }
    let is_zero = |number: &str| number.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    match qualifier {
        Qualifier::Within { seconds } if is_zero(seconds) => {
            found.push(
                Finding::new(codes::PATTERN_WITHIN, place, "nothing happens within no time")
                    .help("it is more than 0 seconds"),
            );
        }
        Qualifier::Repeats { times } if is_zero(times) => {
            found.push(
                Finding::new(codes::PATTERN_REPEATS, place, "an observation repeats at least once")
                    .help("it is more than 0 times"),
            );
        }
        Qualifier::Window { start, stop } => window(start, stop, place, context, found),
        _ => {}
    }
}

fn window(start: &Constant, stop: &Constant, place: Place, context: &Context<'_>, found: &mut Vec<Finding>) {
    let (Literal::Time(start), Literal::Time(stop)) = (&start.literal, &stop.literal) else { return };
    let order = |left: &str, right: &str| Some(format::instant(left)?.cmp(&format::instant(right)?));
    let mut say =
        |message: &str, help: &str| found.push(Finding::new(codes::PATTERN_WINDOW, place, message).help(help));
    if order(start, stop).is_some_and(|order| order.is_ge()) {
        say("`STOP` is not later than `START`", "no observation lies in such a window");
        return;
    }
    if context.valid_from.and_then(|from| order(start, from)).is_some_and(|order| order.is_lt()) {
        say("the window starts before the indicator is valid", "`START` should be at `valid_from` or later");
    }
    if context.valid_until.and_then(|until| order(stop, until)).is_some_and(|order| order.is_gt()) {
        say("the window stops after the indicator is valid", "`STOP` should be at `valid_until` or earlier");
    }
}

/// The types of objects that may satisfy a comparison.
fn comparison<'t>(at: &'t Comparison, context: &Context<'_>, found: &mut Vec<Finding>) -> Vec<&'t str> {
    match at {
        Comparison::Test(inner) => {
            test(inner, context, found);
            vec![inner.path.object.as_str()]
        }
        Comparison::Chain { joint, items } => {
            let mut types: Option<Vec<&str>> = None;
            for item in items {
                let own = comparison(item, context, found);
                types = Some(match (types, joint) {
                    (None, _) => own,
                    (Some(mut all), ComparisonJoint::Or) => {
                        all.extend(own);
                        all.sort_unstable();
                        all.dedup();
                        all
                    }
                    (Some(before), ComparisonJoint::And) => {
                        let both: Vec<&str> = before.iter().filter(|kind| own.contains(kind)).copied().collect();
                        if both.len() < before.len() || both.len() < own.len() {
                            found.push(
                                Finding::new(codes::PATTERN_ROOT_TYPES, place(item), "no object has both types that `AND` asks for")
                                    .help(format!("inside of brackets it is about one object: join observations instead, `[{} …] AND [{} …]`", before.join(", "), own.join(", "))),
                            );
                            // What follows is judged against this one, so that one slip is told once.
                            own
                        } else {
                            both
                        }
                    }
                });
            }
            types.unwrap_or_default()
        }
    }
}

fn place(at: &Comparison) -> Place {
    match at {
        Comparison::Test(test) => test.place,
        Comparison::Chain { items, .. } => match (items.first(), items.last()) {
            (Some(first), Some(last)) => place(first).to(place(last)),
            _ => Place::default(),
        },
    }
}

fn test(test: &Test, context: &Context<'_>, found: &mut Vec<Finding>) {
    let object = test.path.object.as_str();
    let row = object_type(object).filter(|row| row.category == Category::Sco);
    let end = match row {
        Some(row) => walk(&test.path, row, found),
        None => {
            if !object.starts_with("x-")
                && !object.starts_with("x_")
                && context.custom_types.binary_search_by(|kind| kind.as_str().cmp(object)).is_err()
            {
                let observables = OBJECT_TYPES.iter().filter(|row| row.category == Category::Sco).map(|row| row.name);
                let other = object_type(object).is_some();
                let message = match other {
                    true => format!("`{object}` is no cyber-observable object"),
                    false => format!("there is no cyber-observable object `{object}`"),
                };
                found.push(
                    Finding::new(codes::PATTERN_OBJECT_TYPE, test.path.object_place, message)
                        .help("patterns are about observables of the standard, or of an extension")
                        .help_by(did_you_mean(object, observables)),
                );
            }
            Some(End::Unknown)
        }
    };
    let constants: &[Constant] = match &test.operand {
        Operand::One(constant) => std::slice::from_ref(constant),
        Operand::Set(constants, place) => {
            set(constants, *place, found);
            constants
        }
        Operand::Nothing => return,
    };
    match test.operator {
        Operator::IsSubset | Operator::IsSuperset => subnet(test, row.map(|row| row.name), constants, found),
        Operator::Matches => constants.iter().for_each(|constant| regex(constant, found)),
        _ => {}
    }
    if let Some(End::Shape(shape)) = end {
        if matches!(test.operator, Operator::Equal | Operator::NotEqual | Operator::In) {
            digests(test, constants, found);
        }
        constants.iter().for_each(|constant| fits(test, shape, constant, found));
    } else if let Some(End::Part(_) | End::Extensions | End::Objects(_)) = end {
        let objects = matches!(end, Some(End::Objects(_)));
        let text = constants.iter().all(|constant| matches!(constant.literal, Literal::String(_)));
        // A reference is an id, which is text.
        if !(objects && text) {
            found.push(
                Finding::new(codes::PATTERN_CONSTANT_TYPE, test.path.place, "an object is compared with a constant")
                    .help("go on to one of its properties"),
            );
        }
    }
}

/// The constants of a set are of one type (section 9.6.1).
fn set(constants: &[Constant], place: Place, found: &mut Vec<Finding>) {
    let Some(first) = constants.first() else {
        found.push(
            Finding::new(codes::PATTERN_SET, place, "the set is empty").help("a set holds one constant at least"),
        );
        return;
    };
    let kind = |constant: &Constant| match constant.literal {
        Literal::Integer(_) | Literal::Float(_) => 0,
        Literal::String(_) | Literal::Hex(_) | Literal::Binary(_) => 1,
        Literal::Time(_) => 2,
        Literal::Boolean(_) => 3,
    };
    if let Some(other) = constants.iter().find(|constant| kind(constant) != kind(first)) {
        found.push(
            Finding::new(codes::PATTERN_SET, other.place, "the set holds constants of two types")
                .help("all of them are of one type"),
        );
    }
}

fn subnet(test: &Test, object: Option<&str>, constants: &[Constant], found: &mut Vec<Finding>) {
    let format = match object {
        Some("ipv4-addr") => "ipv4-or-cidr",
        Some("ipv6-addr") => "ipv6-or-cidr",
        _ => "",
    };
    // Behind a reference the address may be of either kind.
    let referred = test.path.steps.len() > 1;
    let value = matches!(test.path.steps.last(), Some((Step::Key(key), _)) if key == "value");
    if object.is_some() && (!value || (format.is_empty() && !referred)) {
        let message = format!("`{}` is about addresses", test.operator.sign());
        found.push(
            Finding::new(codes::PATTERN_SUBNET, test.path.place, message)
                .help("the `value` of an `ipv4-addr` or an `ipv6-addr` stands before it"),
        );
        return;
    }
    for constant in constants {
        let Literal::String(text) = &constant.literal else { continue };
        let good = match format {
            "" => format::check("ipv4-or-cidr", text).is_ok() || format::check("ipv6-or-cidr", text).is_ok(),
            format => format::check(format, text).is_ok(),
        };
        if !good {
            found.push(
                Finding::new(codes::PATTERN_SUBNET, constant.place, format!("`{text}` is no address of that kind"))
                    .help("it is an address, or a block of them in CIDR notation: `198.51.100.0/24`"),
            );
        }
    }
}

fn regex(constant: &Constant, found: &mut Vec<Finding>) {
    let Literal::String(text) = &constant.literal else { return };
    // PCRE has more than the parser knows, so only what no dialect reads is told.
    if let Err(Error::ParseError(_, why)) = Expr::parse_tree(text)
        && let ParseError::UnclosedOpenParen | ParseError::InvalidClass | ParseError::TrailingBackslash = &why
    {
        found.push(
            Finding::new(codes::PATTERN_REGEX, constant.place, "the text is no regular expression").help(format!(
                "a regular expression of PCRE stands behind `MATCHES`: {}",
                why.to_string().to_lowercase()
            )),
        );
    }
}

/// A digest has the form of its algorithm (section 2.7).
fn digests(test: &Test, constants: &[Constant], found: &mut Vec<Finding>) {
    let keys: Vec<&str> = test
        .path
        .steps
        .iter()
        .filter_map(|(step, _)| match step {
            Step::Key(key) => Some(key.as_str()),
            _ => None,
        })
        .collect();
    let [.., owner, algorithm] = keys.as_slice() else { return };
    let Some(form) = format::digest_form(algorithm).filter(|_| owner.ends_with("hashes")) else { return };
    for constant in constants {
        if let Literal::String(text) = &constant.literal
            && !form.fits(text)
        {
            found.push(
                Finding::new(codes::PATTERN_HASH, constant.place, format!("`{text}` is no {algorithm} digest"))
                    .help(format!("it has {}", form.words())),
            );
        }
    }
}

/// A constant has the type of its property (sections 9.2 and 9.6.1); hexadecimal, binary and text stand for each other.
fn fits(test: &Test, shape: &Shape, constant: &Constant, found: &mut Vec<Finding>) {
    let name = match test.path.steps.last() {
        Some((Step::Key(key), _)) => key.as_str(),
        _ => "the item",
    };
    let wanted = match (shape, &constant.literal) {
        (Shape::Integer { .. }, Literal::Integer(_) | Literal::Float(_)) => return,
        (Shape::Float { .. }, Literal::Integer(_) | Literal::Float(_)) => return,
        (Shape::Integer { .. } | Shape::Float { .. }, _) => "a number",
        (Shape::Boolean, Literal::Boolean(_)) => return,
        (Shape::Boolean, _) => "`true` or `false`",
        (Shape::Timestamp, Literal::Time(_)) => return,
        (Shape::Timestamp, _) => "a timestamp, `t'…'`",
        (Shape::Hex | Shape::Binary, Literal::String(text)) => {
            if text.chars().any(|letter| u32::from(letter) > 0xff) {
                found.push(
                    Finding::new(codes::PATTERN_NEVER_EQUAL, constant.place, format!("no bytes are equal to `{text}`"))
                        .help("a text stands for bytes only where all of its characters are below U+0100"),
                );
            }
            return;
        }
        (Shape::List(_), _) => {
            found.push(
                Finding::new(codes::PATTERN_NO_INDEX, test.path.place, format!("`{name}` is a list"))
                    .help("say which item: `[0]`, or `[*]` for any"),
            );
            return;
        }
        (Shape::Dictionary(_) | Shape::Hashes, _) => {
            found.push(
                Finding::new(codes::PATTERN_KEY, test.path.place, format!("`{name}` is a dictionary"))
                    .help("go on to one of its keys"),
            );
            return;
        }
        (_, Literal::String(_) | Literal::Hex(_) | Literal::Binary(_)) => return,
        _ => "text",
    };
    found.push(
        Finding::new(
            codes::PATTERN_CONSTANT_TYPE,
            constant.place,
            format!("`{name}` is never equal to a constant of this type"),
        )
        .help(format!("it is compared with {wanted}")),
    );
}
