//! Responses and statements.

use super::claims::{aside, quotation, voice};
use super::index::{Index, Object, text, texts};
use crate::json::Node;
use crate::vocab::language;

/// The line of an opinion: `prc denies [mails] quoting "…"`.
pub(super) fn response(index: &Index<'_>, object: Object<'_>) -> Option<String> {
    let told = object.told("claim").filter(|told| language::response(&text(*told, "stance")).is_some())?;
    let speakers = texts(told, "speaker_refs");
    let speakers = speakers.iter().map(|id| index.name(id)).collect::<Option<Vec<_>>>()?;
    let mut out = label(told);
    out.push_str(&format!("{} {} ", speakers.join(", "), text(told, "stance")));
    out.push_str(&targets(index, object, told)?.join(", "));
    out.push_str(&aside(index, told, true)?);
    if let Some(quotation) = quotation(told) {
        out.push_str(&format!("  {quotation}"));
    }
    Some(out)
}

/// The line of the note of a statement: `minister says quoting "…"`.
pub(super) fn statement(index: &Index<'_>, object: Object<'_>) -> Option<String> {
    let told = object.told("claim").filter(|told| told.get("verb").is_none() && object.text("type") == "note")?;
    let voice = voice(index, told, true)?;
    Some(format!("{}{} {}", label(told), voice.words, quotation(told)?))
}

/// `[label] ` before a speech.
fn label(told: Node<'_>) -> String {
    texts(told, "own_labels").first().map_or_else(String::new, |label| format!("[{label}] "))
}

/// What is answered, in the order in which the opinion refers to it.
fn targets(index: &Index<'_>, object: Object<'_>, told: Node<'_>) -> Option<Vec<String>> {
    let refs = texts(object.node, "object_refs");
    let own = text(told, "source_ref");
    let mut found: Vec<(usize, String)> = Vec::new();
    for label in texts(told, "labels") {
        let (document, name) = match label.split_once('/') {
            Some((document, name)) => (named(index, document)?, name),
            None => (own.clone().into_owned(), &*label),
        };
        let first = index.labelled(&document, name).first();
        let is_meant = |id: &str| {
            first.is_some_and(|first| first == id)
                || index.object(id).is_some_and(|object| bears(object, &document, name))
        };
        let at = refs.iter().position(|id| is_meant(id))?;
        found.push((at, format!("[{label}]")));
    }
    for (at, id) in refs.iter().enumerate() {
        let report = index.object(id).filter(|object| object.text("type") == "report");
        found.extend(report.and_then(Object::name).map(|name| (at, name.into_owned())));
    }
    found.sort_by_key(|(at, _)| *at);
    (!found.is_empty()).then(|| found.into_iter().map(|(_, target)| target).collect())
}

/// Whether a response bears a label of a document.
fn bears(object: Object<'_>, document: &str, label: &str) -> bool {
    let told = object.told("claim").filter(|told| text(*told, "source_ref") == document);
    told.is_some_and(|told| texts(told, "own_labels").iter().any(|own| own == label))
}

/// The id of the document of a name.
fn named(index: &Index<'_>, name: &str) -> Option<String> {
    index.documents.get(name).map(|id| id.clone().into_owned())
}
