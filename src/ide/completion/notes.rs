//! Qualifiers and hedges, and what a qualifier takes.

use super::asked::{Asked, speaks};
use super::keys::row;
use super::names::names;
use super::offers::Offers;
use super::values::documents;
use super::{Completion, CompletionKind, codes, passages, speech, times};
use crate::facts::{COMMON_QUALIFIERS, Entity};
use crate::ide::position::{ClaimHead, Inside, Site, Taker};
use crate::vocab::language::{
    Argument, CONFIDENCES, Class, GRADES, QUALIFIERS, Qualifier, RELIABILITIES, Scale, ValueType, qualifier, reserved,
    stance,
};

/// Qualifiers that may stand here and do not yet, and hedges of the speaker's scale.
pub fn notes(asked: &Asked<'_>, offers: &mut Offers, section: u8, site: &Site, taken: &[String]) {
    offers.section(section);
    match site {
        Site::Claim(ClaimHead { speakers, stance, speech, .. }) => {
            hedges(asked, offers, speakers, stance, taken);
            let is_hedge = |word: &String| reserved(word) == Some(Class::Hedge);
            if speech.iter().any(is_hedge) && !taken.iter().any(is_hedge) {
                let unhedged = Completion::new(CompletionKind::Hedge, "unhedged");
                offers.add(unhedged.detail("stops the hedge that the speech gives to its claims"));
            }
        }
        Site::Speech { speakers, stance } => hedges(asked, offers, speakers, stance, taken),
        // What was received is exactly what is written, and nobody says it.
        Site::Property { .. } if asked.is_verbatim() => return,
        Site::Response { .. } | Site::Property { .. } => {}
    }
    offers.section(section + 1);
    let rows = QUALIFIERS.iter().filter(|row| may(row, site) && !taken.iter().any(|word| word == row.word));
    let rows = rows.filter(|row| row.word != "at-bytes" || taken.iter().any(|word| word == "quoting"));
    offers.extend(rows.map(note));
}

fn may(row: &Qualifier, site: &Site) -> bool {
    match site {
        Site::Claim(_) => row.places.claim,
        Site::Speech { .. } => row.places.speech,
        Site::Response { .. } => row.places.response,
        Site::Property { kind, key } => {
            let own = self::row(kind, key).map_or(&[][..], |row| row.qualifiers);
            row.places.property && (COMMON_QUALIFIERS.contains(&row.word) || own.contains(&row.word))
        }
    }
}

fn note(row: &'static Qualifier) -> Completion {
    let documentation = format!("{}\n\ntakes {}", row.doc, row.argument.words());
    let item = Completion::new(CompletionKind::Keyword, row.word).detail(row.doc).documentation(documentation);
    match row.argument {
        Argument::Text | Argument::Quotation => item.snippet(format!("{} \"$1\"", row.word)),
        _ => item,
    }
}

fn hedges(asked: &Asked<'_>, offers: &mut Offers, speakers: &[String], stance_word: &str, taken: &[String]) {
    let is_hedge = |word: &String| word == "worded" || reserved(word) == Some(Class::Hedge);
    if !stance(stance_word).is_some_and(|stance| stance.hedged) || taken.iter().any(is_hedge) {
        return;
    }
    let Some(scale) = scale(asked, speakers) else { return };
    // From the surest down: that is what is said most.
    let rows = scale.rows.iter().rev().map(|row| {
        let band = format!("{} to {} % on {}", row.min, row.max, scale.name);
        let below = if row.below_even { "; less likely than not, so that it becomes a note" } else { "" };
        Completion::new(CompletionKind::Hedge, row.word)
            .detail(band.clone())
            .documentation(format!("{band}\n\nin STIX: `confidence` {}{below}", row.confidence))
    });
    offers.extend(rows);
}

/// The scale that all speakers speak on.
fn scale(asked: &Asked<'_>, speakers: &[String]) -> Option<&'static Scale> {
    let mut scales = speakers.iter().map(|name| match asked.find(name) {
        Some((_, entity)) if entity.kind.is_document() => {
            let voice = entity.named("publisher").chain(entity.named("authority")).next()?;
            asked.facts().entity(voice).speaks_on()
        }
        Some((_, entity)) => entity.speaks_on(),
        None => crate::vocab::language::scale(crate::vocab::language::DEFAULT_SCALE),
    });
    let first = scales.next()??;
    scales.all(|scale| scale.is_some_and(|scale| scale.name == first.name)).then_some(first)
}

/// What a qualifier takes.
pub fn arguments(asked: &Asked<'_>, offers: &mut Offers, section: u8, word: &str, site: &Site, inside: &Inside) {
    offers.section(section);
    let Some(row) = qualifier(word) else { return };
    match row.argument {
        Argument::Time if *inside == Inside::List => {
            speech::labels(asked, offers, section, None, false, &speech::is_timed);
        }
        Argument::Time => {
            times::times(asked, offers);
            let takes_labels = matches!(word, "since" | "until" | "before" | "after");
            if takes_labels && matches!(site, Site::Claim(_)) {
                speech::labels(asked, offers, section + 1, None, true, &speech::is_timed);
            }
        }
        Argument::Quantity | Argument::Duration => times::amounts(offers),
        Argument::Names => {
            let own = asked.position.declared.as_deref().filter(|_| matches!(site, Site::Property { .. }));
            let takes = |entity: &Entity| match word {
                "by" => speaks(entity) && Some(&*entity.name) != own,
                "via" | "for" => speaks(entity) || entity.kind.is_document(),
                _ => true,
            };
            names(asked, offers, &takes);
            if word == "by" && *inside == Inside::Nothing {
                offers.section(section + 2);
                times::time_words(offers);
            }
        }
        Argument::Document => documents(asked, offers),
        Argument::Scope => {
            let is_place =
                |kind: &str, key: &str| self::row(kind, key).is_some_and(|row| row.value == ValueType::Place);
            match site {
                Site::Property { kind, key } if is_place(kind, key) => codes::places(offers),
                _ => codes::countries(offers),
            }
        }
        Argument::Confidence => {
            let rows = CONFIDENCES.iter().map(|row| {
                let number = row.confidence.map_or(String::new(), |number| format!("in STIX: `confidence` {number}"));
                Completion::new(CompletionKind::Word, row.word).detail(row.doc).documentation(number)
            });
            offers.extend(rows);
        }
        Argument::Grade => {
            let rows = RELIABILITIES.iter().flat_map(|letter| {
                GRADES.iter().map(move |digit| {
                    Completion::new(CompletionKind::Code, format!("{}{}", letter.word, digit.word))
                        .detail(format!("{}; {}", letter.doc, digit.doc))
                })
            });
            offers.extend(rows);
        }
        Argument::Quotation => passages::of_document(asked, offers),
        Argument::Text | Argument::Counts => {}
    }
}

/// What goes on with the number or the date that a qualifier takes.
pub fn amounts(offers: &mut Offers, word: &str) {
    match qualifier(word).map(|row| row.argument) {
        Some(Argument::Time | Argument::Names) => {
            times::forms(offers);
            times::time_words(offers);
        }
        Some(Argument::Quantity | Argument::Duration) => times::amounts(offers),
        _ => {}
    }
}

/// Whether something takes a number of things, and no date.
pub fn takes_quantity(taker: &Taker) -> bool {
    match taker {
        Taker::Property { kind, key } => row(kind, key).is_some_and(|row| row.value == ValueType::Quantity),
        Taker::Qualifier { word, .. } => qualifier(word).is_some_and(|row| row.argument == Argument::Quantity),
    }
}
