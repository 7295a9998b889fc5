//! What a change is about, in the order in which changes are told: what matters most to a reviewer comes first.

/// What a change is about. The order is that of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Somebody is charged, listed, convicted, accused of an act, or no longer so.
    Accusations,
    /// Two things became one, or one became two.
    Identities,
    /// A hedge became surer.
    Raised,
    /// Denials and other answers.
    Answers,
    /// A claim was withdrawn.
    Withdrawn,
    /// A claim was added.
    Added,
    /// A claim is about somebody else.
    Parts,
    /// A hedge became less sure, or another that nothing measures.
    Lowered,
    /// Who says it, and how they stand to it.
    Speakers,
    /// Quotation, time, quantity and other words of a claim.
    Wording,
    /// How far something may be passed on.
    Markings,
    /// Names and titles.
    Names,
    /// Indicators.
    Indicators,
    /// Techniques.
    Techniques,
    /// Documents and acts.
    Documents,
    /// What claims are about.
    Things,
    /// All else.
    Others,
}

/// How a topic is called.
#[derive(Debug)]
pub struct TopicRow {
    /// The topic.
    pub topic: Topic,
    /// Its word in JSON.
    pub word: &'static str,
    /// Its heading.
    pub title: &'static str,
}

/// All topics in the order of the report.
pub static TOPICS: &[TopicRow] = &[
    TopicRow { topic: Topic::Accusations, word: "accusations", title: "Accusations and measures" },
    TopicRow { topic: Topic::Identities, word: "identities", title: "Merged and split" },
    TopicRow { topic: Topic::Raised, word: "hedges-raised", title: "Hedges raised" },
    TopicRow { topic: Topic::Answers, word: "answers", title: "Denials and other answers" },
    TopicRow { topic: Topic::Withdrawn, word: "claims-withdrawn", title: "Claims withdrawn" },
    TopicRow { topic: Topic::Added, word: "claims-added", title: "Claims added" },
    TopicRow { topic: Topic::Parts, word: "claims-redirected", title: "Claims about something else" },
    TopicRow { topic: Topic::Lowered, word: "hedges-lowered", title: "Hedges lowered or changed" },
    TopicRow { topic: Topic::Speakers, word: "speakers", title: "Who says it, and how" },
    TopicRow { topic: Topic::Wording, word: "wording", title: "Quotations, times, quantities" },
    TopicRow { topic: Topic::Markings, word: "markings", title: "Markings" },
    TopicRow { topic: Topic::Names, word: "names", title: "Names" },
    TopicRow { topic: Topic::Indicators, word: "indicators", title: "Indicators" },
    TopicRow { topic: Topic::Techniques, word: "techniques", title: "Techniques" },
    TopicRow { topic: Topic::Documents, word: "documents", title: "Documents" },
    TopicRow { topic: Topic::Things, word: "things", title: "Persons, groups and things" },
    TopicRow { topic: Topic::Others, word: "others", title: "Other changes" },
];

impl Topic {
    /// Its row.
    pub fn row(self) -> Option<&'static TopicRow> {
        TOPICS.iter().find(|row| row.topic == self)
    }
}
