//! Lines: what stands on one of a file, what quotes one of a stored text.

use std::collections::BTreeSet;

use super::{Found, Unfound, is_declared};
use crate::diag::did_you_mean;
use crate::facts::{Claim, ClaimId, EntityId, Form, Origin, Quotation, ResponseId};
use crate::queries::index::Index;
use crate::source::{FileId, Text};

/// `FILE:LINE`, also with a column behind it, as other tools print places.
pub(super) fn file_and_line(text: &str) -> Option<(&str, u32)> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
    let (before, last) = text.rsplit_once(':')?;
    let last = number(last)?;
    match before.rsplit_once(':').and_then(|(file, line)| Some((file, number(line)?))) {
        Some((file, line)) if !file.is_empty() => Some((file, line)),
        _ if !before.is_empty() => Some((before, last)),
        _ => None,
    }
}

/// What stands on a line of a file, or quotes a line of a stored text.
pub(super) fn on_line(index: &Index<'_>, file: &str, line: u32) -> Result<Found, Unfound> {
    quoting(index, file, line).unwrap_or_else(|| standing(index, file, line))
}

/// The file of a line as it is typed: its path, or the end of it where only one file ends so.
fn file_of<'c>(index: &Index<'c>, typed: &str) -> Result<(FileId, &'c Text), Unfound> {
    let project = &index.compilation.project;
    let files: Vec<(FileId, &Text)> =
        project.files.iter().filter_map(|file| Some((*file, project.text(*file)?))).collect();
    let paths: Vec<&str> = files.iter().map(|(_, text)| text.path.as_str()).collect();
    let typed = typed.trim_start_matches("./").replace('\\', "/");
    let is_end_of =
        |end: &str, path: &str| path.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
    // Paths are shown from the folder that the process runs in, and an absolute one ends in that.
    let ends = |path: &str| is_end_of(&typed, path) || (typed.starts_with('/') && is_end_of(path, &typed));
    let whole = files.iter().find(|(_, text)| text.path == typed);
    let mut ending = files.iter().filter(|(_, text)| ends(&text.path));
    match (whole, ending.next(), ending.next()) {
        (Some(file), ..) | (None, Some(file), None) => Ok(*file),
        (None, Some((_, first)), Some((_, second))) => Err(Unfound {
            message: format!("more than one file is called `{typed}`"),
            help: format!("write more of its path: `{}` or `{}`", first.path, second.path),
        }),
        (None, None, _) => Err(Unfound {
            message: format!("no file of this project is called `{typed}`"),
            help: did_you_mean(&typed, paths.iter().copied())
                .unwrap_or_else(|| format!("its files are {}", paths.join(", "))),
        }),
    }
}

fn standing(index: &Index<'_>, typed: &str, line: u32) -> Result<Found, Unfound> {
    let facts = index.facts;
    let (file, text) = file_of(index, typed)?;
    let line_of = |origin: Origin| {
        let place = facts.location(origin);
        (place.file == file).then(|| text.lines.line_of(place.span.lo) + 1)
    };
    let mut found = Found::default();
    let mut nearest: Option<u32> = None;
    let mut is_here = |first: u32, last: u32| {
        let distance = |other: u32| other.abs_diff(line);
        if nearest.is_none_or(|known| distance(first) < distance(known)) {
            nearest = Some(first);
        }
        (first..=last).contains(&line)
    };
    for (at, claim) in facts.claims.iter().enumerate() {
        if let Some((first, last)) = lines_of(claim, &line_of)
            && is_here(first, last)
        {
            found.claims.push(ClaimId(at as u32));
        }
    }
    for (at, response) in facts.responses.iter().enumerate() {
        let quoted = response.quotation.as_ref().and_then(|quotation| line_of(quotation.origin));
        if line_of(response.origin).is_some_and(|first| is_here(first, quoted.unwrap_or(first))) {
            found.responses.push(ResponseId(at as u32));
        }
    }
    for (at, statement) in facts.statements.iter().enumerate() {
        let quoted = line_of(statement.quotation.origin);
        if line_of(statement.origin).is_some_and(|first| is_here(first, quoted.unwrap_or(first))) {
            found.statements.push(at);
        }
    }
    // The author stands in the manifest.
    let written = |id: &EntityId| is_declared(index, *id) && facts.entity(*id).form != Form::Author;
    for id in facts.entity_ids().filter(written) {
        let entity = facts.entity(id);
        let last = entity.properties.iter().filter_map(|property| line_of(property.origin)).max();
        if line_of(entity.origin).is_some_and(|first| is_here(first, last.unwrap_or(first).max(first))) {
            found.entities.push(id);
        }
    }
    if found == Found::default() {
        return Err(Unfound {
            message: format!("nothing is said or declared in line {line} of `{}`", text.path),
            help: match nearest {
                Some(nearest) => format!("the nearest line that says something is `{}:{nearest}`", text.path),
                None => "the file says nothing".to_owned(),
            },
        });
    }
    Ok(found)
}

/// What quotes a line of a stored text; `None` where no stored text is called so.
fn quoting(index: &Index<'_>, typed: &str, line: u32) -> Option<Result<Found, Unfound>> {
    let facts = index.facts;
    let typed = typed.trim_start_matches("./");
    let ends = |path: &str| path.strip_suffix(typed).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
    let texts = index.texts.iter().filter(|(_, text)| ends(&text.stored().path));
    let documents: BTreeSet<EntityId> = texts.map(|(document, _)| *document).collect();
    let path = index.texts.get(documents.first()?)?.stored().path.as_str();
    let quotes = |document: Option<EntityId>, quotation: Option<&Quotation>| {
        let of_text = document.filter(|document| documents.contains(document));
        let lines = of_text.zip(quotation).and_then(|(document, quotation)| index.places.lines(document, quotation));
        lines.is_some_and(|(first, last)| (first..=last).contains(&line))
    };
    let mut found = Found::default();
    let claims = facts.claims.iter().enumerate();
    let claims = claims.filter(|(_, claim)| quotes(claim.voice.document, claim.quotation.as_deref()));
    found.claims.extend(claims.map(|(at, _)| ClaimId(at as u32)));
    let responses = facts.responses.iter().enumerate();
    let responses = responses.filter(|(_, response)| quotes(response.voice.document, response.quotation.as_ref()));
    found.responses.extend(responses.map(|(at, _)| ResponseId(at as u32)));
    let statements = facts.statements.iter().enumerate();
    let statements = statements.filter(|(_, said)| quotes(said.voice.document, Some(&said.quotation)));
    found.statements.extend(statements.map(|(at, _)| at));
    let values = |id: &EntityId| facts.entity(*id).properties.iter().flat_map(|property| &property.values);
    let declared =
        facts.entity_ids().filter(|id| values(id).any(|value| quotes(value.according_to, value.quotation.as_ref())));
    found.entities.extend(declared);
    Some(if found == Found::default() { Err(unquoted(path, line)) } else { Ok(found) })
}

fn unquoted(path: &str, line: u32) -> Unfound {
    Unfound {
        message: format!("nothing quotes line {line} of `{path}`"),
        help: "`attrc list passages` shows all that nothing quotes".to_owned(),
    }
}

/// The lines that a claim stands on.
fn lines_of(claim: &Claim, line_of: &impl Fn(Origin) -> Option<u32>) -> Option<(u32, u32)> {
    let places = claim.places;
    let quoted = claim.quotation.as_deref().map(|quotation| quotation.origin);
    let parts = [Some(claim.origin), Some(places.subject), Some(places.verb), places.time, places.quantity];
    let lines = parts.into_iter().flatten().filter_map(line_of);
    let first = lines.clone().min()?;
    let last = lines.max()?;
    // What its speech quotes stands before it, and its own words behind.
    let quoted = quoted.and_then(line_of).filter(|line| *line >= last);
    Some((first, quoted.unwrap_or(last)))
}
