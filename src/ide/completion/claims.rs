//! The parts of a claim: subjects, verbs that take them, objects that the verb takes.

use super::asked::Asked;
use super::codes;
use super::names::names;
use super::offers::Offers;
use super::statements::inline;
use super::{Completion, CompletionKind};
use crate::facts::{Entity, fits, may_begin};
use crate::ide::position::{ClaimHead, Part};
use crate::reference::phrase::kinds_of;
use crate::vocab::language::{GAPS, Kind, Role, VERB_ORDER, Verb, verb};

/// Who or what a claim may be about.
pub fn subjects(asked: &Asked<'_>, offers: &mut Offers, section: u8) {
    offers.section(section);
    names(asked, offers, &is_party);
    offers.section(section + 1);
    inline(offers, &|_| true);
}

/// Verbs that take all subjects; all of them where no subject is known.
pub fn verbs(asked: &Asked<'_>, offers: &mut Offers, section: u8, subjects: &[Part], negated: bool) {
    offers.section(section);
    let kinds: Vec<&'static Kind> = subjects.iter().filter_map(|subject| asked.kind_of(subject)).collect();
    let written = || VERB_ORDER.iter().filter_map(|word| verb(word)).filter(|verb| negated || verb.group != "act");
    let fitting = written().filter(|verb| kinds.iter().all(|kind| may_begin(verb, kind)));
    offers.extend(fitting.map(verb_item));
    if !negated {
        let not = Completion::new(CompletionKind::Keyword, "not").documentation("the speaker says that it is not so");
        offers.add(not);
    }
}

fn verb_item(verb: &'static Verb) -> Completion {
    let turned = if verb.turned { ", from object to subject" } else { "" };
    let lines = [
        verb.doc.to_owned(),
        format!("{} … {} … {}", kinds_of(verb.from), verb.word, kinds_of(verb.to)),
        format!("in STIX: a relationship `{}`{turned}", verb.relationship),
    ];
    Completion::new(CompletionKind::Verb, verb.word).detail(verb.doc).documentation(lines.join("\n\n"))
}

/// What the verb takes of these subjects.
pub fn objects(asked: &Asked<'_>, offers: &mut Offers, section: u8, head: &ClaimHead) {
    let subjects: Vec<&'static Kind> = head.subjects.iter().filter_map(|subject| asked.kind_of(subject)).collect();
    let row = verb(&head.verb);
    let takes = |kind: &Kind| row.is_none_or(|verb| subjects.iter().all(|subject| fits(verb, subject, kind)));
    let written: Vec<&str> = head
        .subjects
        .iter()
        .filter_map(|part| if let Part::Name(name) = part { Some(&**name) } else { None })
        .collect();
    offers.section(section);
    names(asked, offers, &|entity| is_party(entity) && takes(entity.kind) && !written.contains(&&*entity.name));
    offers.section(section + 1);
    inline(offers, &takes);
    offers.section(section + 2);
    gaps(offers);
    if !offers.is_untyped() {
        offers.section(section + 3);
        codes::attack(offers, &|stix| crate::vocab::language::kind(stix).is_some_and(takes));
        if crate::vocab::language::kind("location").is_some_and(takes) {
            codes::countries(offers);
        }
    }
}

/// Words for what is not said.
pub fn gaps(offers: &mut Offers) {
    let words = GAPS.iter().map(|gap| Completion::new(CompletionKind::Keyword, gap.word).detail(gap.doc));
    offers.extend(words);
    let withheld = Completion::new(CompletionKind::Keyword, "withheld \"…\"").filter("withheld");
    offers.add(withheld.snippet("withheld \"$1\"").detail("the author knows it, and why it is not said"));
}

/// Claims are about what a bundle carries, not about it.
fn is_party(entity: &Entity) -> bool {
    entity.kind.role != Role::Received
}
