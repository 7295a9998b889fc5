//! From what people type to what they mean: a label, an id, a line, a name.

use std::collections::{BTreeMap, BTreeSet};

use super::Index;
use crate::diag::did_you_mean;
use crate::facts::{Claim, ClaimId, EntityId, Form, Origin, ResponseId, refang};
use crate::source::{FileId, Text};
use crate::stix::Id;

/// What something typed means; at least one of the lists has something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Claims.
    pub claims: Vec<ClaimId>,
    /// Responses.
    pub responses: Vec<ResponseId>,
    /// Statements, by their place in the facts.
    pub statements: Vec<usize>,
    /// Declarations, inline objects, observables and codes.
    pub entities: Vec<EntityId>,
    /// Objects of the bundle that are none of the above, but follow from them.
    pub objects: Vec<Id>,
}

/// Why something typed means nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfound {
    /// What is wrong, one line.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What `DOC/LABEL`, an id, `FILE:LINE`, a name or a label means.
pub fn find(index: &Index<'_>, text: &str) -> Result<Found, Unfound> {
    if let Some((file, line)) = file_and_line(text) {
        return on_line(index, file, line);
    }
    if let Some((kind, _)) = text.split_once("--") {
        return by_id(index, kind, text);
    }
    if let Some((document, label)) = text.split_once('/').filter(|(document, _)| !document.is_empty()) {
        return under_label(index, document, label.trim_matches(['[', ']']));
    }
    let entities: Vec<EntityId> = named(index, text).into_iter().collect();
    if !entities.is_empty() {
        return Ok(Found { entities, ..Found::default() });
    }
    let labels = labels(index);
    let mut of_name = labels.iter().filter(|((_, label), _)| label == text.trim_matches(['[', ']']));
    match (of_name.next(), of_name.next()) {
        (Some((_, found)), None) => Ok(found.clone()),
        (Some((first, _)), Some((second, _))) => Err(Unfound {
            message: format!("more than one document has the label `{text}`"),
            help: format!("write `{}` or `{}`", path(index, first), path(index, second)),
        }),
        _ => Err(unknown(index, text, &labels)),
    }
}

/// What a name or a title of a filter means.
pub(super) fn resolve(index: &Index<'_>, text: &str) -> Result<BTreeSet<EntityId>, Unfound> {
    let found = named(index, text);
    if found.is_empty() {
        return Err(unknown(index, text, &BTreeMap::new()));
    }
    let declared: Vec<EntityId> = found.iter().copied().filter(|id| is_declared(index, *id)).collect();
    match declared.as_slice() {
        [first, second, ..] if index.facts.entity(*first).name != index.facts.entity(*second).name => Err(Unfound {
            message: format!("more than one declaration has the title `{text}`"),
            help: format!(
                "write its name, `{}` or `{}`",
                index.facts.entity(*first).name,
                index.facts.entity(*second).name
            ),
        }),
        _ => Ok(found),
    }
}

/// The things of a name; where there are none, those of a title, whatever the case of its letters.
fn named(index: &Index<'_>, text: &str) -> BTreeSet<EntityId> {
    let refanged = refang(text);
    let facts = index.facts;
    let by_name = facts.entity_ids().filter(|id| {
        let entity = facts.entity(*id);
        entity.form != Form::Inline
            && (entity.name == text || entity.form == Form::Observable && entity.name == refanged)
    });
    let found: BTreeSet<EntityId> = by_name.collect();
    if !found.is_empty() {
        return found;
    }
    let wanted = text.to_lowercase();
    facts.entity_ids().filter(|id| facts.entity(*id).title.to_lowercase() == wanted).collect()
}

fn is_declared(index: &Index<'_>, id: EntityId) -> bool {
    matches!(index.facts.entity(id).form, Form::Declared | Form::Verbatim | Form::Author)
}

fn unknown(index: &Index<'_>, text: &str, labels: &Labels) -> Unfound {
    let facts = index.facts;
    let declared = facts.entities.iter().filter(|entity| entity.form != Form::Inline);
    let names = declared.flat_map(|entity| [entity.name.clone(), entity.title.clone()]);
    let labels = labels.keys().flat_map(|key| [key.1.clone(), path(index, key)]);
    let known: Vec<String> = names.chain(labels).collect();
    Unfound {
        message: format!("nothing here is called `{text}`"),
        help: did_you_mean(text, known.iter().map(String::as_str))
            .unwrap_or_else(|| "name a declaration, DOC/LABEL, FILE:LINE or the id of an object".to_owned()),
    }
}

/// What each label of a document stands for.
type Labels = BTreeMap<(Option<EntityId>, String), Found>;

fn labels(index: &Index<'_>) -> Labels {
    let facts = index.facts;
    let mut labels = Labels::new();
    for (at, claim) in facts.claims.iter().enumerate() {
        for label in &claim.labels {
            let key = (claim.voice.document, label.clone());
            labels.entry(key).or_default().claims.push(ClaimId(at as u32));
        }
    }
    for (at, response) in facts.responses.iter().enumerate() {
        for label in &response.labels {
            let key = (response.voice.document, label.clone());
            labels.entry(key).or_default().responses.push(ResponseId(at as u32));
        }
    }
    for (at, statement) in facts.statements.iter().enumerate() {
        for label in &statement.labels {
            let key = (statement.voice.document, label.clone());
            labels.entry(key).or_default().statements.push(at);
        }
    }
    labels
}

fn path(index: &Index<'_>, (document, label): &(Option<EntityId>, String)) -> String {
    document.map_or_else(|| label.clone(), |document| format!("{}/{label}", index.facts.entity(document).name))
}

fn under_label(index: &Index<'_>, document: &str, label: &str) -> Result<Found, Unfound> {
    let facts = index.facts;
    let documents = || facts.entity_ids().filter(|id| facts.entity(*id).kind.is_document());
    let Some(id) = documents().find(|id| facts.entity(*id).name == document) else {
        let names: Vec<&str> = documents().map(|id| facts.entity(id).name.as_str()).collect();
        return Err(Unfound {
            message: format!("no source or act is called `{document}`"),
            help: did_you_mean(document, names).unwrap_or_else(|| "`attrc list sources` shows them".to_owned()),
        });
    };
    let mut labels = labels(index);
    match labels.remove(&(Some(id), label.to_owned())) {
        Some(found) => Ok(found),
        None => {
            let here: Vec<&str> =
                labels.keys().filter(|(of, _)| *of == Some(id)).map(|(_, label)| label.as_str()).collect();
            let all = || match here.as_slice() {
                [] => format!("`{document}` has no labels"),
                some => format!("its labels are {}", some.join(", ")),
            };
            Err(Unfound {
                message: format!("nothing in `{document}` has the label `{label}`"),
                help: did_you_mean(label, here.iter().copied()).unwrap_or_else(all),
            })
        }
    }
}

fn by_id(index: &Index<'_>, kind: &str, text: &str) -> Result<Found, Unfound> {
    let absent = || Unfound {
        message: format!("no object of this build has the id `{text}`"),
        help: match index.compilation.has_errors() {
            true => "nothing is built while there are errors; `attrc check` shows them".to_owned(),
            false => "`attrc dump stix` shows all objects, one a line".to_owned(),
        },
    };
    let id = Id::parse(kind, text).filter(|id| index.objects.contains_key(id)).ok_or_else(absent)?;
    let named = &index.named;
    let at = |ids: &[Id]| ids.iter().position(|other| *other == id);
    let mut found = Found::default();
    if let Some(at) = at(&named.claims) {
        found.claims.push(ClaimId(at as u32));
    } else if let Some(at) = named.responses.iter().position(|other| *other == Some(id)) {
        found.responses.push(ResponseId(at as u32));
    } else if let Some(at) = at(&named.statements) {
        found.statements.push(at);
    } else if let Some(at) = at(&named.entities) {
        found.entities.push(EntityId(at as u32));
    } else {
        found.objects.push(id);
    }
    Ok(found)
}

/// `FILE:LINE`, also with a column behind it, as other tools print places.
fn file_and_line(text: &str) -> Option<(&str, u32)> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
    let (before, last) = text.rsplit_once(':')?;
    let last = number(last)?;
    match before.rsplit_once(':').and_then(|(file, line)| Some((file, number(line)?))) {
        Some((file, line)) if !file.is_empty() => Some((file, line)),
        _ if !before.is_empty() => Some((before, last)),
        _ => None,
    }
}

/// The file of a line as it is typed: its path, or the end of it where only one file ends so.
fn file_of<'c>(index: &Index<'c>, typed: &str) -> Result<(FileId, &'c Text), Unfound> {
    let project = &index.compilation.project;
    let files: Vec<(FileId, &Text)> =
        project.files.iter().filter_map(|file| Some((*file, project.text(*file)?))).collect();
    let paths: Vec<&str> = files.iter().map(|(_, text)| text.path.as_str()).collect();
    let typed = typed.trim_start_matches("./").replace('\\', "/");
    let ends =
        |path: &str| path.strip_suffix(typed.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
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

fn on_line(index: &Index<'_>, typed: &str, line: u32) -> Result<Found, Unfound> {
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

/// The lines that a claim stands on.
fn lines_of(claim: &Claim, line_of: &impl Fn(Origin) -> Option<u32>) -> Option<(u32, u32)> {
    let places = claim.places;
    let quoted = claim.quotation.as_ref().map(|quotation| quotation.origin);
    let parts = [Some(claim.origin), Some(places.subject), Some(places.verb), places.time, places.quantity];
    let lines = parts.into_iter().flatten().filter_map(line_of);
    let first = lines.clone().min()?;
    let last = lines.max()?;
    // What its speech quotes stands before it, and its own words behind.
    let quoted = quoted.and_then(line_of).filter(|line| *line >= last);
    Some((first, quoted.unwrap_or(last)))
}
