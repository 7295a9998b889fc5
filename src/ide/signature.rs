//! What a claim, a speech, a response or a property is made of, while it is written.

use std::ops::Range;

use super::Analysis;
use super::position::{ClaimHead, Part, Role, Site, Taker, TextRole, position};
use crate::facts::COMMON_QUALIFIERS;
use crate::reference::phrase;
use crate::source::FileId;
use crate::vocab::language::{Places, QUALIFIERS, RESPONSES, STANCES, kind, qualifier, response, stance, verb};

/// How many kinds of a subject or an object are named.
const MOST_KINDS: usize = 6;

/// The shape of what is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// All of it: `actor, group … compromises organization, system … [time] [hedge]`.
    pub label: String,
    /// What it means, as markdown.
    pub documentation: String,
    /// Its parts, as bytes of the label, with what each takes.
    pub parts: Vec<(Range<usize>, String)>,
    /// Which part is being written.
    pub active: Option<usize>,
}

/// The shape of the claim, the speech or the property at an offset.
pub fn signature(analysis: &Analysis, file: FileId, offset: u32) -> Option<Signature> {
    let content = &analysis.text(file)?.content;
    let position = position(content, analysis.tree(file)?, offset)?;
    let facts = analysis.facts();
    let is_name = |name: &str| name == "author" || facts.entities.iter().any(|entity| entity.name == name);
    of_role(position.meant(&is_name).first()?)
}

fn of_role(role: &Role) -> Option<Signature> {
    match role {
        Role::Subject => Some(claim(None, &[], Some(0))),
        Role::Verb { subjects, .. } => Some(claim(None, subjects, Some(1))),
        Role::Object(head) => Some(claim(Some(head), &head.subjects, Some(2))),
        Role::Speaker => Some(speech("STANCE", Some(1))),
        Role::Stance { .. } => Some(speech("STANCE", Some(2))),
        Role::Target { word } => Some(answer(word, Some(3))),
        Role::Note { site, .. } => of_site(site, None),
        Role::Value { taker: Taker::Qualifier { word, site }, .. }
        | Role::Amount { taker: Taker::Qualifier { word, site } }
        | Role::Currency { taker: Taker::Qualifier { word, site } }
        | Role::Text(
            TextRole::Value { taker: Taker::Qualifier { word, site }, .. }
            | TextRole::Unit { taker: Taker::Qualifier { word, site } },
        ) => of_site(site, Some(word)),
        Role::Value { taker: Taker::Property { kind, key }, .. }
        | Role::Amount { taker: Taker::Property { kind, key } }
        | Role::Currency { taker: Taker::Property { kind, key } }
        | Role::Entry { taker: Taker::Property { kind, key }, .. }
        | Role::Text(
            TextRole::Value { taker: Taker::Property { kind, key }, .. }
            | TextRole::Unit { taker: Taker::Property { kind, key } },
        ) => property(kind, key, 1),
        _ => None,
    }
}

/// A qualifier of something, or its argument.
fn of_site(site: &Site, word: Option<&str>) -> Option<Signature> {
    let mut signature = match site {
        Site::Claim(head) => claim(Some(head), &head.subjects, Some(3)),
        Site::Speech { stance, .. } => speech(stance, Some(3)),
        Site::Response { word, .. } => answer(word, Some(4)),
        Site::Property { kind, key } => property(kind, key, 2)?,
    };
    let row = word.and_then(qualifier);
    if let (Some(row), Some(active)) = (row, signature.active)
        && let Some((_, takes)) = signature.parts.get_mut(active)
    {
        *takes = format!("`{}` takes {}: {}", row.word, row.argument.words(), row.doc);
    }
    Some(signature)
}

fn claim(head: Option<&ClaimHead>, subjects: &[Part], active: Option<usize>) -> Signature {
    let row = head.and_then(|head| verb(&head.verb));
    let subject = match (row, subjects.iter().find_map(written)) {
        (Some(verb), _) => kinds(verb.from),
        (None, Some(subject)) => subject.to_owned(),
        (None, None) => "subject".to_owned(),
    };
    let mut signature = Signature::new(active);
    signature.part(&subject, "who or what: a name, or a kind with a text");
    signature
        .part(&head.map_or("VERB".to_owned(), |head| head.verb.clone()), "a verb, behind `not` where it is not so");
    signature
        .part(&row.map_or("object".to_owned(), |verb| kinds(verb.to)), "whom or what: names, codes, kinds with a text");
    signature.part("[time] [hedge] [quoting \"…\"]", &qualifiers(|places| places.claim));
    let doc = row.map(|verb| format!("{}\n\nin STIX: a relationship `{}`", verb.doc, verb.relationship));
    signature.documentation = doc.unwrap_or_else(|| "a claim".to_owned());
    signature
}

fn speech(word: &str, active: Option<usize>) -> Signature {
    let mut signature = Signature::new(active);
    signature.part("[label]", "a name for it, by which responses and times refer to it");
    signature.part("speaker", "who speaks: names, with commas between them");
    signature.part(word, &words(STANCES.iter().map(|row| row.word).chain(RESPONSES.iter().map(|row| row.word))));
    signature.part("[hedge] [dated …] [via …]", &qualifiers(|places| places.speech));
    signature.part("{ claims }", "what is claimed, one a line");
    signature.documentation = stance(word).map_or("a speech".to_owned(), |row| row.doc.to_owned());
    signature
}

fn answer(word: &str, active: Option<usize>) -> Signature {
    let mut signature = Signature::new(active);
    signature.part("[label]", "a name for it");
    signature.part("speaker", "who answers: names, with commas between them");
    signature.part(word, &words(RESPONSES.iter().map(|row| row.word)));
    signature.part("[label], document", "what is answered: labels in brackets, or whole documents");
    signature.part("[dated …] [quoting \"…\"]", &qualifiers(|places| places.response));
    signature.documentation = response(word).map_or("a response".to_owned(), |row| row.doc.to_owned());
    signature
}

fn property(kind_word: &str, key_word: &str, active: usize) -> Option<Signature> {
    let kind = kind(kind_word)?;
    let mut signature = Signature::new(Some(active));
    let standard = kind.object_type().and_then(|row| row.property(key_word));
    let (takes, own, doc, many) = match (kind.key(key_word), standard) {
        (Some(row), _) => (phrase::value_type(row.value), row.qualifiers, row.doc.to_owned(), row.many),
        (None, Some(row)) => (phrase::shape(row.shape), &[][..], format!("a property of `{}`", kind.stix), false),
        (None, None) => return None,
    };
    signature.part(key_word, &doc);
    let takes = takes.replace('`', "");
    signature.part(&if many { format!("{takes}, …") } else { takes.clone() }, &takes);
    let places = COMMON_QUALIFIERS.iter().chain(own).map(|word| format!("[{word}]")).collect::<Vec<_>>();
    signature.part(&places.join(" "), "who says so, in which words, and when it holds");
    signature.documentation = doc;
    Some(signature)
}

impl Signature {
    fn new(active: Option<usize>) -> Self {
        Self { label: String::new(), documentation: String::new(), parts: Vec::new(), active }
    }

    fn part(&mut self, text: &str, takes: &str) {
        if !self.label.is_empty() {
            self.label.push(' ');
        }
        let start = self.label.len();
        self.label.push_str(text);
        self.parts.push((start..self.label.len(), takes.to_owned()));
    }
}

fn written(part: &Part) -> Option<&str> {
    match part {
        Part::Name(name) => Some(name),
        Part::Inline(kind) => Some(kind),
        Part::Other => None,
    }
}

/// The kinds that a verb takes, as many as there is room for.
fn kinds(classes: &[&str]) -> String {
    let all = phrase::kinds_of(classes).replace('`', "");
    let some: Vec<&str> = all.split(", ").take(MOST_KINDS).collect();
    let more = if all.split(", ").count() > MOST_KINDS { ", …" } else { "" };
    format!("{}{more}", some.join(", "))
}

fn qualifiers(may: fn(Places) -> bool) -> String {
    words(QUALIFIERS.iter().filter(|row| may(row.places)).map(|row| row.word))
}

fn words(words: impl Iterator<Item = &'static str>) -> String {
    phrase::listed(words)
}
