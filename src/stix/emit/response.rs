//! Answers and statements: an opinion on exactly what is answered, a note on the document (mapping: denies and the
//! rows after it; decisions: speech without a body).

use std::collections::{HashMap, HashSet};

use super::claim::authors;
use super::context::Context;
use super::{Emission, Finding, extension, frame, sentence};
use crate::diag::codes::emission::SAME_RESPONSE;
use crate::facts::{Origin, Response, Statement, Target};
use crate::stix::ids::{Id, Part};
use crate::stix::value::{Map, Value};

/// How many of the claims answered an explanation names.
const NAMED: usize = 3;

/// The ids of all opinions (mapping: denies). What is answered is in the key; of another response its own key without
/// what it answers, or two that answer each other would have none.
pub(super) fn ids(context: &Context<'_>, findings: &mut Vec<Finding>) -> Vec<Option<Id>> {
    let bare: Vec<Id> = context.facts.responses.iter().map(|response| bare(context, response)).collect();
    let mut seen: HashMap<Id, Origin> = HashMap::new();
    let mut ids = Vec::with_capacity(bare.len());
    for response in &context.facts.responses {
        let mut targets: Vec<Id> = Vec::new();
        for target in &response.targets {
            match target {
                Target::Claims { claims, .. } => targets.extend(claims.iter().map(|id| context.claim(*id).id)),
                Target::Document(id) => targets.push(context.party(*id).computed),
                Target::Response { response, .. } => targets.extend(bare.get(response.0 as usize)),
            }
        }
        targets.sort_unstable();
        targets.dedup();
        let id = opinion_id(context, response, &targets);
        let first = *seen.entry(id).or_insert(response.origin);
        let new = first == response.origin;
        if !new {
            findings.push(Finding { first: Some(first), ..same_response(context, response) });
        }
        ids.push(new.then_some(id));
    }
    ids
}

/// The opinion of a response.
pub(super) fn emit(context: &Context<'_>, at: usize) -> Emission {
    let (Some(response), Some(id)) = (context.facts.responses.get(at), context.responses.get(at).copied().flatten())
    else {
        return Emission::default();
    };
    let refs = answered(context, response);
    if refs.is_empty() {
        return Emission::default();
    }
    let object = frame::begin(context, id, context.created(id, &response.voice))
        .with("explanation", explanation(context, response))
        .with("authors", authors(context, &response.voice))
        .with("opinion", response.word.opinion)
        .with("object_refs", Value::ids(refs))
        .with("labels", context.stance_labels(response.word.word))
        .with_some(
            "external_references",
            context.citation(response.voice.document).map(|cited| cited.references.clone()),
        );
    let document = response.voice.document.map(|id| context.facts.entity(id));
    let members = Map::new().with("claim", extension::response(context, response));
    Emission::object(frame::finish(context, object, document, members))
}

/// The note of a statement, on the report of its document; outside of documents on its speakers.
pub(super) fn emit_statement(context: &Context<'_>, at: usize) -> Emission {
    let Some(statement) = context.facts.statements.get(at) else { return Emission::default() };
    let voice = &statement.voice;
    let speakers = context.speakers(voice);
    let refs = match context.report(voice.document) {
        Some(report) => vec![report],
        None => speakers.iter().map(|party| party.id).collect(),
    };
    let mut content = format!("{}:", sentence::voiced(context, voice, statement.stance.word));
    sentence::push_quotation(&mut content, Some(&statement.quotation));
    sentence::push_source(&mut content, context, voice);
    let id = statement_id(context, statement);
    let object = frame::begin(context, id, context.created(id, voice))
        .with("abstract", "Statement")
        .with("content", content)
        .with("authors", authors(context, voice))
        .with("object_refs", Value::ids(refs))
        .with("labels", context.stance_labels(statement.stance.word))
        .with_some("external_references", context.citation(voice.document).map(|cited| cited.references.clone()));
    let document = voice.document.map(|id| context.facts.entity(id));
    let members = Map::new().with("claim", extension::statement(context, statement));
    Emission::object(frame::finish(context, object, document, members))
}

/// The id of the note of a statement. A statement is its words, so here they are in the key.
pub(super) fn statement_id(context: &Context<'_>, statement: &Statement) -> Id {
    let voice = &statement.voice;
    let lead = context.speakers(voice).first().map_or(context.author.computed, |party| party.computed);
    let key = [Part::Id(lead), context.document_part(voice.document), Part::Text(&statement.quotation.text)];
    context.mint.id("note", "statement", &key)
}

/// The objects that a response answers, each once: exactly the relationships and notes meant, reports, opinions.
pub(super) fn answered(context: &Context<'_>, response: &Response) -> Vec<Id> {
    let mut refs: Vec<Id> = Vec::new();
    let mut seen = HashSet::new();
    for target in &response.targets {
        let ids: Vec<Id> = match target {
            Target::Claims { claims, .. } => claims.iter().map(|id| context.claim(*id).id).collect(),
            Target::Document(document) => context.report(Some(*document)).into_iter().collect(),
            Target::Response { response, .. } => context.response(*response).into_iter().collect(),
        };
        refs.extend(ids.into_iter().filter(|id| seen.insert(*id)));
    }
    refs
}

/// `{Speaker} denies[ what]: “{quotation}” — {document}, {date}.`
fn explanation(context: &Context<'_>, response: &Response) -> String {
    let mut out = sentence::voiced(context, &response.voice, response.word.word);
    let mut what: Vec<String> = Vec::new();
    let mut more = 0;
    for target in &response.targets {
        match target {
            Target::Document(document) => what.push(context.party(*document).title.clone()),
            Target::Response { response, .. } => {
                let other = context.facts.response(*response);
                let speakers = sentence::speakers(context, &other.voice);
                what.push(format!("the {} by {}", other.word.noun, speakers.trim_end_matches(',')));
            }
            Target::Claims { claims, .. } => {
                let named = claims.iter().take(NAMED).map(|id| sentence::clause(context, context.facts.claim(*id)));
                what.extend(named.map(|clause| format!("{} {clause}", response.word.claim)));
                more += claims.len().saturating_sub(NAMED);
            }
        }
    }
    if more > 0 {
        what.push(format!("{more} more"));
    }
    if !what.is_empty() {
        out.push_str(&format!(" {}", sentence::list(what.iter().map(String::as_str))));
    }
    match &response.quotation {
        Some(quotation) => {
            out.push(':');
            sentence::push_quotation(&mut out, Some(quotation));
        }
        None => sentence::stop(&mut out),
    }
    sentence::push_source(&mut out, context, &response.voice);
    out
}

fn bare(context: &Context<'_>, response: &Response) -> Id {
    opinion_id(context, response, &[])
}

fn opinion_id(context: &Context<'_>, response: &Response, targets: &[Id]) -> Id {
    let speakers = context.speakers(&response.voice);
    let lead = speakers.first().map_or(context.author.computed, |party| party.computed);
    let document = context.document_part(response.voice.document);
    let key = [Part::Id(lead), document, Part::Text(response.word.word), Part::Ids(targets)];
    context.mint.id("opinion", "response", &key)
}

fn same_response(context: &Context<'_>, response: &Response) -> Finding {
    Finding {
        code: &SAME_RESPONSE,
        first: None,
        origin: response.origin,
        message: format!("{} the same twice", sentence::voiced(context, &response.voice, response.word.word)),
        help: Some("write one response, and the further quotation as a speech of its own".to_owned()),
    }
}
