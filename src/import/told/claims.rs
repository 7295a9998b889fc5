//! Claims: what the extension says of one, as a line.

use std::borrow::Cow;
use std::collections::HashSet;

use super::index::{Index, Object, text, texts};
use super::parties::{names, party};
use crate::json::Node;
use crate::syntax::literal::quote;
use crate::vocab::language;

/// A claim in words of the language.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim {
    /// What its speech says of it.
    pub voice: Voice,
    /// Its labels, its own before that of its speech.
    pub labels: Vec<String>,
    subject: String,
    verb: String,
    object: String,
    qualifiers: String,
}

/// Who speaks, and how: claims that have it in common are one speech.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Voice {
    /// `ncsc, fbi assesses dated 2024`
    pub words: String,
    /// The id of the document's report; empty where there is none.
    pub document: String,
}

/// The claim of a relationship or a note; `None` for anything else, and for what an act makes.
pub(super) fn claim(index: &Index<'_>, object: Object<'_>) -> Option<Claim> {
    let told = object.told("claim")?;
    let verb =
        language::verb(&text(told, "verb")).filter(|verb| verb.group != "act" || told.get("negated").is_some())?;
    let refs = texts(object.node, "object_refs");
    let (first, second) = if verb.turned { ("target_ref", "source_ref") } else { ("source_ref", "target_ref") };
    let (subject, target) = match &*object.text("type") {
        "relationship" => (object.text(first), Some(object.text(second))),
        _ => (refs.first()?.clone(), refs.get(1).or(refs.first()).cloned()),
    };
    let gap = told.get("gap").and_then(Node::string);
    let (data, written) = (text(told, "data_name"), amount(told.get("quantity")));
    let of_claim = data.is_empty() || written.as_ref().is_some_and(|(_, words)| is_said(object, words));
    let target = match (gap.as_deref(), data.is_empty()) {
        (Some("withheld"), _) => "withheld \"not told\"".to_owned(),
        (Some(gap), _) => gap.to_owned(),
        (None, false) => data.into_owned(),
        (None, true) => party(index, &target?)?,
    };
    let mut qualifiers = String::new();
    let mut add = |text: String| {
        qualifiers.push_str("  ");
        qualifiers.push_str(&text);
    };
    let quoted = |key: &str| told.get(key).and_then(Node::string).map(|text| quote(&text));
    quoted("role").into_iter().for_each(|role| add(format!("as {role}")));
    quoted("under").into_iter().for_each(|rule| add(format!("under {rule}")));
    told.get("time").map(|time| time_words(&text(time, "words"))).into_iter().for_each(&mut add);
    for relative in told.get("relative").into_iter().flat_map(Node::items) {
        let (document, label) = index.label_of(&texts(relative, "claim_refs"))?;
        let own = document == text(told, "source_ref");
        let label = if own { label } else { format!("{}/{label}", index.name(&document)?) };
        add(format!("{} [{label}]", text(relative, "word")));
    }
    if let Some((written, _)) = written.filter(|_| of_claim) {
        add(format!("quantity {written}"));
    }
    if let Some(likelihood) = told.get("likelihood") {
        add(text(likelihood, "term").into_owned());
    }
    for key in ["confidence", "grade"] {
        told.get(key).and_then(Node::string).into_iter().for_each(|word| add(format!("{key} {word}")));
    }
    quoted("worded").into_iter().for_each(|words| add(format!("worded {words}")));
    let via = texts(told, "via_refs");
    if !via.is_empty() {
        add(format!("via {}", names(index, &via)?));
    }
    quotation(told).into_iter().for_each(&mut add);
    Some(Claim {
        voice: voice(index, told, false)?,
        labels: texts(told, "own_labels").into_iter().map(Cow::into_owned).collect(),
        subject: party(index, &subject)?,
        verb: if told.get("negated").is_some() { format!("not {}", verb.word) } else { verb.word.to_owned() },
        object: target,
        qualifiers,
    })
}

/// Who speaks; `through` says through whom as well.
pub(super) fn voice(index: &Index<'_>, told: Node<'_>, through: bool) -> Option<Voice> {
    let speakers = texts(told, "speaker_refs");
    let speakers = speakers.iter().map(|id| index.name(id)).collect::<Option<Vec<_>>>()?;
    let mut words = format!("{} {}", speakers.join(", "), text(told, "stance"));
    Some(Voice {
        words: {
            words.push_str(&aside(index, told, through)?);
            words
        },
        document: text(told, "source_ref").into_owned(),
    })
}

/// For whom, through whom and when something is said.
pub(super) fn aside(index: &Index<'_>, told: Node<'_>, through: bool) -> Option<String> {
    let mut out = String::new();
    for (key, word) in [("on_behalf_of_refs", "for"), ("via_refs", "via")] {
        let ids = texts(told, key);
        if !ids.is_empty() && (through || word == "for") {
            out.push_str(&format!(" {word} {}", names(index, &ids)?));
        }
    }
    if let Some(dated) = told.get("dated") {
        out.push_str(&format!(" dated {}", language::spelled_time(&text(dated, "words"))));
    }
    Some(out)
}

/// `quoting "…"`, and where the words stand in the stored text.
pub(super) fn quotation(told: Node<'_>) -> Option<String> {
    let quotation = told.get("quotation")?;
    let mut out = format!("quoting {}", quote(&text(quotation, "text")));
    if let (Some(start), Some(end)) = (quotation.get("start"), quotation.get("end")) {
        out.push_str(&format!(" at-bytes {}..{}", start.raw(), end.raw()));
    }
    Some(out)
}

/// An amount as the language spells it, and its words.
pub(super) fn amount(quantity: Option<Node<'_>>) -> Option<(String, String)> {
    let quantity = quantity?;
    let words = text(quantity, "words").into_owned();
    let written = quantity.get("written").and_then(Node::string).map(Cow::into_owned);
    Some((written.unwrap_or_else(|| words.clone()), words))
}

/// Whether the sentence of a claim has the words of an amount: else it is that of its data.
pub(super) fn is_said(object: Object<'_>, words: &str) -> bool {
    let sentence = if object.text("type") == "note" { object.text("content") } else { object.text("description") };
    sentence.contains(&format!(", {words}"))
}

/// The words of a time; only a duration is a text.
fn time_words(words: &str) -> String {
    match words.split_once("lasting ") {
        Some((before, duration)) => {
            format!("{} lasting {}", interval(before.trim_end()), quote(duration)).trim_start().to_owned()
        }
        None => interval(words),
    }
}

/// The words that say themselves what `on` and `during` say get these back.
fn interval(words: &str) -> String {
    if let Some((before, told)) = told_as(words) {
        let before = if before.is_empty() { String::new() } else { format!("{} ", interval(before)) };
        return format!("{before}in-words {}", quote(told));
    }
    let spelled = language::spelled_time(words);
    let said = [("on-or-about ", "on"), ("in-or-about ", "during")];
    let lacks = said.iter().find(|(start, _)| spelled.starts_with(start));
    lacks.map_or_else(|| spelled.clone(), |(_, qualifier)| format!("{qualifier} {spelled}"))
}

/// What stands before the source's own words for a time, and these.
fn told_as(words: &str) -> Option<(&str, &str)> {
    let words = words.trim_end();
    let behind = |open: &str, close: &str| words.strip_suffix(close)?.split_once(open);
    behind(" (“", "”)").or_else(|| behind("“", "”").filter(|(before, _)| before.is_empty()))
}

/// How many objects stand on a line.
const MOST_OBJECTS: usize = 100;

/// Writes claims of one voice, each on its line; those that differ in their object alone share one.
pub(super) fn write(claims: &[Claim], speech_label: Option<&str>, out: &mut String) {
    let own_label = |claim: &Claim| {
        claim.labels.iter().map(String::as_str).find(|label| Some(*label) != speech_label).map(str::to_owned)
    };
    let mut rest = claims;
    while let Some(first) = rest.first() {
        let label = own_label(first);
        let many = match &label {
            Some(_) => rest.iter().take_while(|claim| own_label(claim) == label).count(),
            None => {
                let alike = rest.iter().take_while(|claim| own_label(claim).is_none() && is_alike(claim, first));
                alike.take(MOST_OBJECTS).count()
            }
        };
        let (line, after) = rest.split_at(many.max(1));
        rest = after;
        if let Some(label) = label {
            out.push_str(&format!("[{label}] "));
        }
        let subjects = distinct(line.iter().map(|claim| claim.subject.as_str()));
        out.push_str(&format!("{} {} ", subjects.join(", "), first.verb));
        let mut seen = HashSet::new();
        let new = line.iter().filter(|claim| seen.insert(claim.object.as_str()));
        let objects: Vec<(&str, &str)> = new.map(|claim| (claim.object.as_str(), claim.qualifiers.as_str())).collect();
        let same = objects.iter().all(|(_, qualifiers)| *qualifiers == first.qualifiers);
        let last = objects.len().saturating_sub(1);
        for (at, (object, qualifiers)) in objects.iter().enumerate() {
            out.push_str(if at > 0 { ", " } else { "" });
            out.push_str(object);
            if !same || at == last {
                out.push_str(qualifiers);
            }
        }
        out.push('\n');
    }
}

fn is_alike(one: &Claim, other: &Claim) -> bool {
    one.subject == other.subject && one.verb == other.verb && one.qualifiers == other.qualifiers
}

fn distinct<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut seen = HashSet::new();
    texts.filter(|text| seen.insert(*text)).collect()
}
