//! How sure a speaker is, in words and numbers, and which of two hedges is the surer.

use crate::json::Node;
use crate::review::side::Thing;
use crate::review::words::short;
use crate::stix::words::spaced;

/// "highly likely (80 to 90 %, confidence 85), moderate confidence"; a claim without a hedge says so.
pub(super) fn words(thing: &Thing<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut number = thing.node.get("confidence").map(|number| format!("confidence {}", short(number.raw())));
    if let Some(likelihood) = thing.inside(&["claim", "likelihood"]) {
        let term = likelihood.get("term").and_then(Node::string).unwrap_or_default();
        let end = |key| likelihood.get(key).map(|end: Node<'_>| short(end.raw()));
        let band = end("min").zip(end("max")).map(|(min, max)| format!("{min} to {max} %"));
        let bracket: Vec<String> = band.into_iter().chain(number.take()).collect();
        let bracket = if bracket.is_empty() { String::new() } else { format!(" ({})", bracket.join(", ")) };
        parts.push(format!("{}{bracket}", short(&spaced(&term))));
    }
    parts.extend(thing.told(&["claim", "confidence"]).map(|word| format!("{} confidence in the basis", short(&word))));
    parts.extend(thing.told(&["claim", "grade"]).map(|grade| format!("grade {}", short(&grade))));
    parts.extend(thing.told(&["claim", "worded"]).map(|words| format!("“{words}”")));
    match (parts.first_mut(), number) {
        (Some(first), Some(number)) => *first += &format!(" ({number})"),
        (None, number) => parts.extend(number),
        (Some(_), None) => {}
    }
    if parts.is_empty() { "no hedge".to_owned() } else { parts.join(", ") }
}

/// "hedge raised", "hedge lowered"; where nothing can be measured, "hedge changed".
pub(super) fn direction(old: &Thing<'_>, new: &Thing<'_>) -> (&'static str, bool) {
    match surety(old).zip(surety(new)) {
        Some((old, new)) if new > old => ("hedge raised", true),
        Some((old, new)) if new < old => ("hedge lowered", false),
        _ => ("hedge changed", false),
    }
}

/// How sure it is, per cent; what is said without any hedge is said as a fact.
fn surety(thing: &Thing<'_>) -> Option<f64> {
    let number = |node: Node<'_>| node.number().map(|number| number.float());
    let likelihood = thing.inside(&["claim", "likelihood"]).and_then(|likelihood| {
        let (min, max) = (number(likelihood.get("min")?)?, number(likelihood.get("max")?)?);
        Some((min + max) / 2.0)
    });
    let is_hedged =
        ["likelihood", "confidence", "grade", "worded"].iter().any(|key| thing.inside(&["claim", key]).is_some());
    match likelihood.or_else(|| thing.node.get("confidence").and_then(number)) {
        None if !is_hedged => Some(101.0),
        sure => sure,
    }
}
