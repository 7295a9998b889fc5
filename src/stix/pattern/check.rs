//! What the grammar cannot say (STIX 2.1, sections 9.5 to 9.7).

use super::finding::{Finding, shown};
use super::path::{End, addresses, walk};
use super::tree::{
    Comparison, ComparisonJoint, Constant, Literal, Observation, Operand, Operator, Pattern, Place, Qualifier, Step,
    Test,
};
use crate::diag::codes::standard as codes;
use crate::diag::did_you_mean;
use crate::stix::validate::format;
use crate::vocab::standard::{Category, OBJECT_TYPES, ObjectType, Shape, object_type};

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
        Observation::Qualified { inner, qualifiers } => {
            observation(inner, context, found);
            for (at, (qualifier, place)) in qualifiers.iter().enumerate() {
                // There are three kinds, so one of the first four is always the same as a later one.
                let earlier = qualifiers.iter().take(at.min(4)).find(|earlier| is_same_kind(&earlier.0, qualifier));
                if earlier.is_some() {
                    let message = "the observation has two qualifiers of one kind";
                    found.push(
                        Finding::new(codes::PATTERN_QUALIFIER_TWICE, *place, message)
                            .help("keep one of them, or put parentheses around what is qualified before"),
                    );
                }
                qualified(qualifier, *place, context, found);
            }
        }
    }
}

fn is_same_kind(left: &Qualifier, right: &Qualifier) -> bool {
    std::mem::discriminant(left) == std::mem::discriminant(right)
}

/// A qualifier by itself (section 9.5.1).
fn qualified(qualifier: &Qualifier, place: Place, context: &Context<'_>, found: &mut Vec<Finding>) {
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

/// The types of objects that may satisfy a comparison, sorted.
fn comparison<'t>(at: &'t Comparison, context: &Context<'_>, found: &mut Vec<Finding>) -> Vec<&'t str> {
    match at {
        Comparison::Test(inner) => {
            test(inner, context, found);
            vec![inner.path.object.as_str()]
        }
        Comparison::Chain { joint: ComparisonJoint::Or, items } => {
            let mut types: Vec<&str> = items.iter().flat_map(|item| comparison(item, context, found)).collect();
            types.sort_unstable();
            types.dedup();
            types
        }
        Comparison::Chain { joint: ComparisonJoint::And, items } => {
            let mut items = items.iter();
            let mut types = items.next().map(|item| comparison(item, context, found)).unwrap_or_default();
            for item in items {
                let own = comparison(item, context, found);
                let both: Vec<&str> = types.iter().copied().filter(|kind| own.binary_search(kind).is_ok()).collect();
                types = match both.is_empty() {
                    false => both,
                    // What follows is judged against this one, so that one slip is told once.
                    true => {
                        found.push(no_object(&types, &own, place(item)));
                        own
                    }
                };
            }
            types
        }
    }
}

/// Tests that no single object can pass (section 9.5).
fn no_object(types: &[&str], own: &[&str], place: Place) -> Finding {
    let one = |types: &[&str]| types.first().map_or(String::new(), |kind| shown(kind));
    Finding::new(codes::PATTERN_ROOT_TYPES, place, "no object has both types that `AND` asks for").help(format!(
        "inside of brackets it is about one object: join observations instead, `[{}:…] AND [{}:…]`",
        one(types),
        one(own)
    ))
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
                    false => format!("there is no cyber-observable object `{}`", shown(object)),
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
            if !set(constants, *place, found) {
                return;
            }
            constants
        }
        Operand::Nothing => return,
    };
    match test.operator {
        Operator::IsSubset | Operator::IsSuperset => subnet(test, row, constants, found),
        Operator::Matches => constants.iter().for_each(|constant| regex(constant, found)),
        _ => {}
    }
    if let Some(End::Shape(shape)) = end {
        if matches!(test.operator, Operator::Equal | Operator::NotEqual | Operator::In) {
            digests(test, constants, found);
        }
        constants.iter().for_each(|constant| fits(test, shape, constant, found));
    } else if let Some(End::Part(_) | End::Extensions(_) | End::Objects(_)) = end {
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

/// Whether the constants of a set are of one type (section 9.6.1); what is wrong is told.
fn set(constants: &[Constant], place: Place, found: &mut Vec<Finding>) -> bool {
    let Some(first) = constants.first() else {
        found.push(
            Finding::new(codes::PATTERN_SET, place, "the set is empty").help("a set holds one constant at least"),
        );
        return false;
    };
    let kind = |constant: &Constant| match constant.literal {
        Literal::Integer(_) | Literal::Float(_) => 0,
        Literal::String(_) | Literal::Hex(_) | Literal::Binary(_) => 1,
        Literal::Time(_) => 2,
        Literal::Boolean(_) => 3,
    };
    let other = constants.iter().find(|constant| kind(constant) != kind(first));
    if let Some(other) = other {
        found.push(
            Finding::new(codes::PATTERN_SET, other.place, "the set holds constants of two types")
                .help("all of them are of one type"),
        );
    }
    other.is_none()
}

/// Both sides of `ISSUBSET` and `ISSUPERSET` are addresses (section 9.6.1).
fn subnet(test: &Test, row: Option<&'static ObjectType>, constants: &[Constant], found: &mut Vec<Finding>) {
    const KINDS: [(&str, &str); 2] = [("ipv4-addr", "ipv4-or-cidr"), ("ipv6-addr", "ipv6-or-cidr")];
    let known = row.and_then(|row| addresses(&test.path, row));
    if known.as_ref().is_some_and(Vec::is_empty) {
        let message = format!("`{}` is about addresses", test.operator.sign());
        found.push(
            Finding::new(codes::PATTERN_SUBNET, test.path.place, message)
                .help("the `value` of an `ipv4-addr` or an `ipv6-addr` stands before it"),
        );
        return;
    }
    // Behind a reference the address may be of either kind.
    let fits = |kind: &str| known.as_ref().is_none_or(|kinds| kinds.contains(&kind));
    for constant in constants {
        let Literal::String(text) = &constant.literal else { continue };
        if !KINDS.iter().any(|(kind, format)| fits(kind) && format::check(format, text).is_ok()) {
            let message = format!("`{}` is no address of that kind", shown(text));
            found.push(
                Finding::new(codes::PATTERN_SUBNET, constant.place, message)
                    .help("it is an address, or a block of them in CIDR notation: `198.51.100.0/24`"),
            );
        }
    }
}

fn regex(constant: &Constant, found: &mut Vec<Finding>) {
    let Literal::String(text) = &constant.literal else { return };
    if let Some(why) = super::regex::fault(text) {
        found.push(Finding::new(codes::PATTERN_REGEX, constant.place, "the text is no regular expression").help(why));
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
                Finding::new(
                    codes::PATTERN_HASH,
                    constant.place,
                    format!("`{}` is no {algorithm} digest", shown(text)),
                )
                .help(format!("it has {}", form.words())),
            );
        }
    }
}

/// A constant has the type of its property (sections 9.2 and 9.6.1); hexadecimal, binary and text stand for each other.
fn fits(test: &Test, shape: &Shape, constant: &Constant, found: &mut Vec<Finding>) {
    let name = match test.path.steps.last() {
        Some((Step::Key(key), _)) => format!("`{}`", shown(key)),
        _ => "the item".to_owned(),
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
                    Finding::new(
                        codes::PATTERN_NEVER_EQUAL,
                        constant.place,
                        format!("no bytes are equal to `{}`", shown(text)),
                    )
                    .help("a text stands for bytes only where all of its characters are below U+0100"),
                );
            }
            return;
        }
        (Shape::List(_), _) => {
            found.push(
                Finding::new(codes::PATTERN_NO_INDEX, test.path.place, format!("{name} is a list"))
                    .help("say which item: `[0]`, or `[*]` for any"),
            );
            return;
        }
        (Shape::Dictionary(_) | Shape::Hashes, _) => {
            found.push(
                Finding::new(codes::PATTERN_KEY, test.path.place, format!("{name} is a dictionary"))
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
            format!("{name} is never equal to a constant of this type"),
        )
        .help(format!("it is compared with {wanted}")),
    );
}
