//! How a document is cited by all that it states (mapping: external_references).

use std::sync::Arc;

use super::context::Context;
use super::dates::date_words;
use super::declaration::{addresses, host};
use crate::facts::{Entity, EntityId};
use crate::stix::value::{Map, Value};

/// How a document is cited.
#[derive(Debug)]
pub(super) struct Citation {
    /// `external_references` of all that it states: one entry, shared.
    pub references: Arc<Value>,
    /// "TIME, 2024-03-26", for the end of sentences.
    pub words: String,
}

/// The citation of a document; `None` for what is none.
pub(super) fn citation(context: &Context<'_>, id: EntityId) -> Option<Citation> {
    let entity = context.facts.entity(id);
    if !entity.kind.is_document() {
        return None;
    }
    let publisher = entity.voices().next().map(|voice| context.party(voice).title.as_str());
    let act = entity.kind.act.is_some();
    // An act has a name of its own ("United States v. …"); a source is known by who published it.
    let name = publisher.filter(|_| !act).unwrap_or(&entity.title);
    let words = match date_words(entity) {
        Some(date) => format!("{name}, {date}"),
        None => name.to_owned(),
    };
    let references = Value::List(vec![reference(entity, publisher).into()]);
    Some(Citation { references: Arc::new(references), words })
}

/// One entry: publisher or authority, address, number, title. Some readers look for a date in it and take it for the
/// time of the event, so none may be in the title.
fn reference(entity: &Entity, publisher: Option<&str>) -> Map {
    let address = addresses(entity).into_iter().next();
    let (url, hashes) = address.map_or((None, None), |(url, hashes)| (Some(url), hashes));
    let title = undated(&entity.title);
    let number = ["docket", "number"].into_iter().find_map(|key| entity.text(key));
    let name = publisher.map(str::to_owned).or_else(|| url.map(host));
    let nameless = url.is_none() && number.is_none();
    // The standard wants a description, an address or a number beside the name.
    let description =
        if title.is_empty() && nameless { Some(entity.name.clone()) } else { Some(title).filter(|t| !t.is_empty()) };
    Map::new()
        .with("source_name", name.unwrap_or_else(|| entity.name.clone()))
        .with_some("description", description)
        .with_some("url", url.map(str::to_owned))
        .with_some("hashes", hashes)
        .with_some("external_id", number.map(str::to_owned))
}

/// A title without what a date finder would take for a date: years, ISO dates, months beside numbers.
pub fn undated(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let dated = |at: usize| words.get(at).is_some_and(|word| is_number(word) || is_year(word));
    let mut kept: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let beside = |test: &dyn Fn(usize) -> bool| test(at + 1) || at.checked_sub(1).is_some_and(test);
        let month = is_month(word) && beside(&dated);
        let day = is_number(word) && beside(&|other| words.get(other).is_some_and(|word| is_month(word)));
        if !month && !day && !is_year(word) {
            kept.push(word);
        }
    }
    // What led up to the date goes with it: "sanction of 2024-03-25".
    while kept.last().is_some_and(|word| ["of", "on", "in", "dated", "from", "-", "–", "—"].contains(word)) {
        kept.pop();
    }
    kept.join(" ").trim_end_matches([',', ':', ';']).to_owned()
}

fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// `2024`, `2024-03`, `2024-03-25`, `25/03/2024`.
fn is_year(word: &str) -> bool {
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")) && all_digits(part);
    let parts: Vec<&str> = bare(word).split(['-', '/', '.']).collect();
    parts.iter().all(|part| all_digits(part)) && parts.iter().any(|part| year(part))
}

/// `25`, `25th`
fn is_number(word: &str) -> bool {
    let word = bare(word);
    let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
    all_digits(digits)
        && digits.len() <= 2
        && ["", "st", "nd", "rd", "th"].iter().any(|end| word == format!("{digits}{end}"))
}

fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const NAMES: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "sept",
    ];
    let word = bare(word).to_lowercase();
    MONTHS.contains(&word.as_str()) || NAMES.contains(&word.as_str())
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::undated;

    #[test]
    fn no_date_is_left_in_a_title() {
        assert_eq!(
            undated("Treasury: sanction of 2024-03-25 under E.O. 13694"),
            "Treasury: sanction of under E.O. 13694"
        );
        assert_eq!(undated("Press release of 25 March 2024"), "Press release");
        assert_eq!(undated("March 25th, 2024: a statement"), "a statement");
        assert_eq!(undated("The March of the Ten Thousand"), "The March of the Ten Thousand");
        assert_eq!(undated("APT31 and 7 others may act"), "APT31 and 7 others may act");
    }
}
