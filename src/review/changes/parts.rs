//! The parts of objects that are told when they change: where each lies, what it is called, how it is said.

use super::wording::{about, charges, events, joined, maker, plain, raw, relative, set, titles, told, window};
use super::{acts, hedges, indicators};
use crate::review::ledger::Class;
use crate::review::pairs::{Part, Parts};
use crate::review::side::{Side, Thing, texts};
use crate::review::topics::Topic;
use crate::review::words::short;
use crate::stix::words::spaced;

/// A part that is told.
pub(super) struct Row {
    /// What it is called.
    pub what: &'static str,
    /// Where it lies (see [`super::areas`]).
    pub areas: &'static [&'static str],
    /// Which objects have it.
    pub of: fn(&Thing<'_>) -> bool,
    pub topic: Topic,
    pub words: fn(&Side<'_>, &Thing<'_>) -> Option<String>,
}

/// The parts in the order in which they are told.
pub(super) static ROWS: &[Row] = &[
    Row {
        what: "end of the measure",
        areas: &["stop_time"],
        of: is_measure,
        topic: Topic::Accusations,
        words: |_, thing| plain(thing, "stop_time"),
    },
    Row {
        what: "charges",
        areas: &["@act.charges", "@act.offenses"],
        of: all,
        topic: Topic::Accusations,
        words: |side, thing| charges(side, thing),
    },
    Row {
        what: "course of the case",
        areas: &["@act.events"],
        of: all,
        topic: Topic::Accusations,
        words: |side, thing| events(side, thing),
    },
    Row {
        what: "against",
        areas: &["@act.against_refs"],
        of: all,
        topic: Topic::Accusations,
        words: |side, thing| titles(side, thing, &["act", "against_refs"]),
    },
    Row {
        what: "hedge",
        areas: &["confidence", "@claim.likelihood", "@claim.confidence", "@claim.grade", "@claim.worded"],
        of: |thing| thing.is_said(),
        topic: Topic::Raised,
        words: |_, thing| Some(hedges::words(thing)),
    },
    Row {
        what: "opinion",
        areas: &["opinion"],
        of: |thing| thing.kind == "opinion",
        topic: Topic::Answers,
        words: |_, thing| plain(thing, "opinion"),
    },
    Row {
        what: "what is answered",
        areas: &["object_refs", "@claim.labels", "@claim.scope"],
        of: |thing| thing.kind == "opinion",
        topic: Topic::Answers,
        words: |side, thing| about(side, thing),
    },
    Row {
        what: "what it is about",
        areas: &["object_refs"],
        of: |thing| {
            matches!(thing.kind.as_ref(), "note" | "observed-data") && thing.inside(&["claim", "verb"]).is_none()
        },
        topic: Topic::Parts,
        words: |side, thing| about(side, thing),
    },
    Row {
        what: "subject",
        areas: &["source_ref"],
        of: |thing| thing.kind == "relationship",
        topic: Topic::Parts,
        words: |side, thing| Parts::of(side, thing).map(|parts| parts.subject),
    },
    Row {
        what: "verb",
        areas: &["relationship_type", "@claim.verb"],
        of: |thing| thing.is_said(),
        topic: Topic::Parts,
        words: |side, thing| Parts::of(side, thing).map(|parts| parts.words(Part::Verb)),
    },
    Row {
        what: "object",
        areas: &["target_ref", "@claim.gap"],
        of: |thing| thing.is_said(),
        topic: Topic::Parts,
        words: |side, thing| Parts::of(side, thing).map(|parts| parts.object),
    },
    Row {
        what: "stance",
        areas: &["@claim.stance"],
        of: |thing| thing.is_said(),
        topic: Topic::Speakers,
        words: |_, thing| thing.told(&["claim", "stance"]).map(|word| short(&spaced(&word))),
    },
    Row {
        what: "speaker",
        areas: &["@claim.speaker_refs", "authors"],
        of: |thing| thing.is_said(),
        topic: Topic::Speakers,
        words: |side, thing| {
            let authors = || joined(texts(thing.node.get("authors")).iter().map(|name| short(name)).collect());
            titles(side, thing, &["claim", "speaker_refs"]).or_else(authors)
        },
    },
    Row {
        what: "maker",
        areas: &["created_by_ref"],
        of: |thing| thing.extension.is_none(),
        topic: Topic::Speakers,
        words: |side, thing| maker(side, thing),
    },
    Row {
        what: "through whom",
        areas: &["@claim.via_refs"],
        of: |thing| thing.is_said(),
        topic: Topic::Speakers,
        words: |side, thing| titles(side, thing, &["claim", "via_refs"]),
    },
    Row {
        what: "on whose behalf",
        areas: &["@claim.on_behalf_of_refs"],
        of: |thing| thing.is_said(),
        topic: Topic::Speakers,
        words: |side, thing| titles(side, thing, &["claim", "on_behalf_of_refs"]),
    },
    Row {
        what: "said on",
        areas: &["@claim.dated"],
        of: |thing| thing.is_said(),
        topic: Topic::Speakers,
        words: |_, thing| told(thing, &["claim", "dated", "words"]),
    },
    Row {
        what: "quotation",
        areas: &["@claim.quotation.text", "@claim.quotation.lang"],
        of: |thing| thing.is_said(),
        topic: Topic::Wording,
        words: |_, thing| told(thing, &["claim", "quotation", "text"]).map(|text| format!("“{text}”")),
    },
    Row {
        what: "time",
        areas: &["@claim.time", "start_time", "stop_time", "first_seen", "last_seen"],
        of: |thing| thing.is_said(),
        topic: Topic::Wording,
        words: |_, thing| told(thing, &["claim", "time", "words"]).or_else(|| window(thing)),
    },
    Row {
        what: "order of events",
        areas: &["@claim.relative"],
        of: |thing| thing.is_said(),
        topic: Topic::Wording,
        words: |side, thing| relative(side, thing),
    },
    Row {
        what: "quantity",
        areas: &["@claim.quantity", "count"],
        of: |thing| thing.is_said(),
        topic: Topic::Wording,
        words: |_, thing| told(thing, &["claim", "quantity", "words"]).or_else(|| raw(thing, "count")),
    },
    Row {
        what: "role",
        areas: &["@claim.role"],
        of: |thing| thing.is_said(),
        topic: Topic::Wording,
        words: |_, thing| told(thing, &["claim", "role"]),
    },
    Row {
        what: "statute or programme",
        areas: &["@claim.under"],
        of: |thing| thing.is_said(),
        topic: Topic::Wording,
        words: |_, thing| told(thing, &["claim", "under"]),
    },
    Row {
        what: "body of data",
        areas: &["@claim.data"],
        of: |thing| thing.is_said(),
        topic: Topic::Wording,
        words: |_, thing| told(thing, &["claim", "data"]),
    },
    Row {
        what: "pattern",
        areas: &["pattern"],
        of: |thing| thing.kind == "indicator",
        topic: Topic::Indicators,
        words: |_, thing| thing.text("pattern").map(|pattern| indicators::pattern_words(&pattern)),
    },
    Row {
        what: "valid from",
        areas: &["valid_from"],
        of: |thing| thing.kind == "indicator",
        topic: Topic::Indicators,
        words: |_, thing| plain(thing, "valid_from"),
    },
    Row {
        what: "valid until",
        areas: &["valid_until"],
        of: |thing| thing.kind == "indicator",
        topic: Topic::Indicators,
        words: |_, thing| plain(thing, "valid_until"),
    },
    Row {
        what: "title",
        areas: &["name"],
        of: all,
        topic: Topic::Names,
        words: |_, thing| told(thing, &["unnamed", "descriptor"]).or_else(|| plain(thing, "name")),
    },
    Row {
        what: "kind",
        areas: &["@kind"],
        of: all,
        topic: Topic::Things,
        words: |_, thing| told(thing, &["kind"]).map(|kind| spaced(&kind)),
    },
    Row { what: "members", areas: &["@set"], of: all, topic: Topic::Things, words: |side, thing| set(side, thing) },
    Row {
        what: "published",
        areas: &["@document.published", "published"],
        of: |thing| thing.is_document(),
        topic: Topic::Documents,
        words: |_, thing| told(thing, &["document", "published", "words"]).or_else(|| plain(thing, "published")),
    },
    Row {
        what: "retrieved",
        areas: &["@document.retrieved"],
        of: |thing| thing.is_document(),
        topic: Topic::Documents,
        words: |_, thing| told(thing, &["document", "retrieved", "words"]),
    },
    Row {
        what: "publisher",
        areas: &["@document.publisher_refs", "@document.publisher"],
        of: |thing| thing.is_document(),
        topic: Topic::Documents,
        words: |side, thing| {
            titles(side, thing, &["document", "publisher_refs"]).or_else(|| told(thing, &["document", "publisher"]))
        },
    },
    Row {
        what: "what it repeats",
        areas: &["@document.origin_ref"],
        of: |thing| thing.is_document(),
        topic: Topic::Documents,
        words: |side, thing| titles(side, thing, &["document", "origin_ref"]),
    },
    Row {
        what: "authority",
        areas: &["@act.authority_refs"],
        of: all,
        topic: Topic::Documents,
        words: |side, thing| titles(side, thing, &["act", "authority_refs"]),
    },
    Row {
        what: "contents",
        areas: &["object_refs"],
        of: |thing| thing.is_document() && thing.extension.is_none(),
        topic: Topic::Documents,
        words: |side, thing| about(side, thing),
    },
];

/// Parts that are only counted. Those that restate others are told all the same where nothing else was.
pub(super) static COUNTED: &[(&str, Class)] = &[
    ("created", Class::Versions),
    ("modified", Class::Versions),
    ("created_by_ref", Class::Versions),
    ("spec_version", Class::Versions),
    ("object_refs", Class::Contents),
    ("@claim.own_labels", Class::Labels),
    ("@claim.labels", Class::Labels),
    ("@claim.quotation", Class::Offsets),
    ("@document.text_sha256", Class::Offsets),
    ("@project", Class::Settings),
    ("@name", Class::Renamed),
    ("@claim_ref", Class::Renamed),
    ("@claim.source_ref", Class::Renamed),
    ("@claim.act_ref", Class::Renamed),
    ("@claim.data_name", Class::Renamed),
    ("@unnamed", Class::Renamed),
    ("id", Class::Renamed),
    ("source_ref", Class::Renamed),
    ("target_ref", Class::Renamed),
];

/// Parts that restate others: they are told where nothing else of the object was, else counted.
pub(super) static RESTATED: &[&str] = &[
    "description",
    "content",
    "abstract",
    "explanation",
    "labels",
    "external_references",
    "aliases",
    "confidence",
    "identity_class",
    "report_types",
    "published",
    "name",
    "start_time",
    "stop_time",
    "@claim",
    "@declared",
    "@document",
    "@act",
    "@names",
];

/// Whether its measure came to an end by it.
fn is_measure(thing: &Thing<'_>) -> bool {
    acts::row(thing).is_some_and(|row| acts::is_measure(row.word))
}

fn all(_: &Thing<'_>) -> bool {
    true
}
