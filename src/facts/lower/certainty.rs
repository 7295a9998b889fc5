//! How sure a speaker is: likelihood on the speaker's scale, analytic confidence, Admiralty grade, words of no scale.

use super::Lower;
use super::value::grade;
use crate::diag::codes::claims as codes;
use crate::diag::{Diagnostic, Fix};
use crate::facts::model::{Certainty, EntityId};
use crate::syntax::literal::unquote;
use crate::syntax::tree::{self, Qualifier};
use crate::vocab::language::{CONFIDENCES, Class, DEFAULT_SCALE, Hedge, SCALES, Scale, Stance, reserved};

impl<'s> Lower<'_, 's> {
    /// The certainty that qualifiers state, and whether they stop an inherited one.
    pub(super) fn certainty(
        &mut self,
        qualifiers: &[Qualifier<'s>],
        speakers: &[EntityId],
        stance: &'static Stance,
    ) -> (Certainty, bool) {
        let mut certainty = Certainty::default();
        let mut unhedged = false;
        for qualifier in qualifiers {
            match (qualifier.word, &qualifier.argument) {
                ("unhedged", _) => unhedged = true,
                ("worded", Some(tree::Value::String(raw))) => {
                    certainty.worded = Some(unquote(raw));
                    let origin = self.origin(raw);
                    certainty.origin.get_or_insert(origin);
                }
                ("confidence", Some(argument)) => {
                    certainty.confidence = CONFIDENCES.iter().find(|row| row.word == argument.text());
                    if certainty.confidence.is_none() {
                        self.bad_certainty(
                            argument,
                            "a level of confidence",
                            "confidence is none, low, moderate or high",
                        );
                    }
                }
                ("grade", Some(argument)) => {
                    certainty.grade = grade(argument.text()).map(|row| (argument.text().to_owned(), row));
                    if certainty.grade.is_none() {
                        let help = "a grade is a letter from `A` to `F` and a digit from 1 to 6, such as `B2`";
                        self.bad_certainty(argument, "a grade", help);
                    }
                }
                (word, _) if reserved(word) == Some(Class::Hedge) => {
                    self.likelihood(&mut certainty, qualifier.word, speakers, stance);
                    certainty.origin = Some(self.origin(qualifier.word));
                }
                _ => {}
            }
        }
        (certainty, unhedged)
    }

    /// Fills what a claim does not say itself from its speech. A negated claim inherits nothing.
    pub(super) fn inherit(own: Certainty, unhedged: bool, negated: bool, speech: &Certainty) -> Certainty {
        if unhedged || negated {
            return own;
        }
        let says_likelihood = own.likelihood.is_some() || own.worded.is_some();
        Certainty {
            likelihood: own.likelihood.or(if says_likelihood { None } else { speech.likelihood }),
            worded: own.worded.or_else(|| if says_likelihood { None } else { speech.worded.clone() }),
            confidence: own.confidence.or(speech.confidence),
            grade: own.grade.or_else(|| speech.grade.clone()),
            origin: own.origin.or(if says_likelihood { None } else { speech.origin }),
        }
    }

    fn likelihood(&mut self, certainty: &mut Certainty, word: &'s str, speakers: &[EntityId], stance: &'static Stance) {
        let place = self.at(word);
        if let Some((_, first)) = certainty.likelihood {
            let message = format!("`{word}` stands beside `{}`", first.word);
            let two = Diagnostic::new(&codes::TWO_HEDGES, place, message)
                .label("a second likelihood")
                .help("one claim has one likelihood; write two claims if the source says both");
            self.report(two);
            return;
        }
        if !stance.hedged {
            let message = format!("`{}` takes no likelihood", stance.word);
            let hedged = Diagnostic::new(&codes::HEDGED_STANCE, place, message)
                .label("a likelihood")
                .help("a speaker that weighs likelihood `assesses`");
            self.report(hedged);
        }
        // Of a speaker that is unknown, or whose scale is, the words say nothing of their scale.
        let Some(speaker) = speakers.first().copied() else { return };
        let declared = self.facts.entity(speaker).scale();
        let Some(scale) = self.facts.entity(speaker).speaks_on() else { return };
        let scale_name =
            |speaker: &EntityId| self.facts.entity(*speaker).scale().map_or(DEFAULT_SCALE, |scale| scale.name);
        if let Some(other) = speakers.iter().find(|other| scale_name(other) != scale_name(&speaker)) {
            let (first, second) = (scale_name(&speaker), scale_name(other));
            let message = format!("`{word}` means one thing on {first} and another on {second}");
            let differ = Diagnostic::new(&codes::HEDGE_SCALE, place, message)
                .label("the speakers are on different scales")
                .help("write a speech for each of them, or keep the words without a number: `worded \"…\"`");
            self.report(differ);
            return;
        }
        match scale.rows.iter().find(|row| row.word == word) {
            Some(row) => certainty.likelihood = Some((scale, row)),
            None => self.off_scale(word, scale, declared.is_some()),
        }
    }

    /// A word of likelihood that means a band on other scales only. What is nearest to it is nearest by band: words that
    /// look alike may be far apart.
    fn off_scale(&mut self, word: &'s str, scale: &'static Scale, declared: bool) {
        let place = self.at(word);
        let name = scale.name;
        let others: Vec<(&str, &Hedge)> = SCALES
            .iter()
            .filter_map(|other| Some((other.name, other.rows.iter().find(|row| row.word == word)?)))
            .collect();
        let near = others.iter().filter_map(|(_, row)| nearest_band(scale, row)).min_by_key(|(distance, _)| *distance);
        let bands: Vec<String> =
            others.iter().map(|(other, row)| format!("{} to {} per cent on {other}", row.min, row.max)).collect();
        let message = match declared {
            true => format!("`{word}` is not on the speaker's scale, {name}"),
            false => format!("`{word}` is not on {name}, the scale of speakers that declare none"),
        };
        let spoken = word.replace('-', " ");
        let keep = match declared {
            true => format!("keep the word without a number by `worded \"{spoken}\"`"),
            false => format!("declare the speaker's `scale`, or write `worded \"{spoken}\"`"),
        };
        let help = match near {
            Some((_, row)) => format!(
                "it is {}; the nearest word of {name} is `{}`, {} to {} per cent; {keep}",
                bands.join(" and "),
                row.word,
                row.min,
                row.max
            ),
            None => keep,
        };
        let off = Diagnostic::new(&codes::HEDGE_SCALE, place, message)
            .label("no band, so no number")
            .help(help)
            .fix_if(near.map(|(_, row)| Fix::guess(format!("write `{}`", row.word), place, row.word)))
            .fix(Fix::guess("keep the word without a number", place, format!("worded \"{spoken}\"")));
        self.report(off);
    }

    fn bad_certainty(&mut self, argument: &tree::Value<'s>, what: &str, help: &str) {
        if super::value::is_reported(argument) {
            return;
        }
        let message = format!("{} is not {what}", super::value::found(argument));
        let label = format!("not {what}");
        let bad = Diagnostic::new(&codes::BAD_CERTAINTY, self.at(argument.text()), message).label(label).help(help);
        self.report(bad);
    }
}

/// The row of a scale whose band is nearest to that of a word, with how far it is: twice the distance of the middles.
fn nearest_band(scale: &'static Scale, word: &Hedge) -> Option<(u32, &'static Hedge)> {
    let distance =
        |row: &&Hedge| (u32::from(row.min) + u32::from(row.max)).abs_diff(u32::from(word.min) + u32::from(word.max));
    let near = scale.rows.iter().min_by_key(distance);
    near.map(|near| (distance(&near), near))
}
