//! Names: those in scope, and those of other files with the `use` line that they need.

use super::asked::{Asked, is_declared};
use super::offers::Offers;
use super::{Completion, CompletionKind};
use crate::facts::{Entity, Facts, Form, Value, using};
use crate::ide::Analysis;
use crate::syntax::literal::quote;
use crate::vocab::language::observable;

/// How many names are offered of those in scope, and of other files.
const MOST: usize = 200;

/// Offers the names of what a place takes.
pub fn names(asked: &Asked<'_>, offers: &mut Offers, takes: &dyn Fn(&Entity) -> bool) {
    let facts = asked.facts();
    let here = |entity: &Entity| facts.location(entity.origin).file == asked.file;
    let fitting = asked.visible().map(|(_, entity)| entity).filter(|entity| takes(entity));
    let found = fitting.filter_map(|entity| Some(((fit(offers, entity)?, !here(entity)), entity))).collect();
    for entity in best(found, offers) {
        offers.add(named(facts, entity));
    }
    elsewhere(asked, offers, takes);
}

/// The name of the project's own voice, where it has one.
pub fn author(asked: &Asked<'_>, offers: &mut Offers) {
    let name = &asked.near.compilation.project.manifest.author.name;
    offers.add(
        Completion::new(CompletionKind::Name, "author").detail(name.clone()).documentation("the project's own voice"),
    );
}

/// Names that other files of the project declare.
fn elsewhere(asked: &Asked<'_>, offers: &mut Offers, takes: &dyn Fn(&Entity) -> bool) {
    let Some(whole) = asked.whole else { return };
    let (near, far) = (&asked.near.compilation.project, &whole.compilation.project);
    if near.root != far.root {
        return;
    }
    let path = |analysis: &Analysis, file| analysis.text(file).map(|text| text.path.clone()).unwrap_or_default();
    let seen: Vec<String> = asked.seen.iter().map(|file| path(asked.near, *file)).collect();
    let facts = whole.facts();
    let hidden: Vec<bool> = far.texts.iter().map(|text| !seen.contains(&text.path)).collect();
    let is_hidden = |entity: &Entity| hidden.get(facts.location(entity.origin).file.0 as usize) == Some(&true);
    let entities = facts.entities.iter().filter(|entity| is_declared(entity) && is_hidden(entity) && takes(entity));
    let found = entities.filter_map(|entity| Some(((fit(offers, entity)?, true), entity))).collect();
    let before = offers.section(u8::MAX);
    for entity in best(found, offers) {
        let from = path(whole, facts.location(entity.origin).file);
        let (line, edit) = using(near, asked.file, &from);
        let completion = named(facts, entity);
        let detail = format!("{} · from {from}", completion.detail);
        let documentation = format!("{}\n\nadds `{line}`", completion.documentation).trim_start().to_owned();
        offers.add(completion.detail(detail).documentation(documentation).edit(edit));
    }
    offers.section(before);
}

/// The best ones, as many as are offered.
fn best<'e>(mut found: Vec<((u8, bool), &'e Entity)>, offers: &mut Offers) -> Vec<&'e Entity> {
    found.sort_by(|(one, left), (other, right)| (one, &left.name).cmp(&(other, &right.name)));
    offers.incomplete |= found.len() > MOST;
    found.into_iter().take(MOST).map(|(_, entity)| entity).collect()
}

fn fit(offers: &Offers, entity: &Entity) -> Option<u8> {
    match offers.fit(&entity.name) {
        Some(fit) if fit < 3 => Some(fit),
        other => offers.fit(&filter(entity)).or(other),
    }
}

fn filter(entity: &Entity) -> String {
    match entity.title == entity.name {
        true => entity.name.clone(),
        false => format!("{} {}", entity.name, entity.title),
    }
}

/// A name with what it names.
pub fn named(facts: &Facts, entity: &Entity) -> Completion {
    let kind = if entity.kind.is_document() { CompletionKind::Document } else { CompletionKind::Name };
    let detail = match entity.title == entity.name {
        true => entity.kind.word.to_owned(),
        false => format!("{} {}", entity.kind.word, quote(&entity.title)),
    };
    let mut lines = Vec::new();
    let aliases = entity.values("aka").filter_map(|value| {
        let Value::Text(name) = &value.value else { return None };
        let givers: Vec<&str> = value.by.iter().map(|giver| facts.entity(*giver).title.as_str()).collect();
        Some(if givers.is_empty() { name.clone() } else { format!("{name} ({})", givers.join(", ")) })
    });
    let aliases: Vec<String> = aliases.collect();
    if !aliases.is_empty() {
        lines.push(format!("also {}", aliases.join(", ")));
    }
    if let Some((key, time)) = entity.dated() {
        lines.push(format!("{key} {}", time.words));
    }
    if let Some(scale) = entity.scale() {
        lines.push(format!("speaks on the scale `{}`", scale.name));
    }
    lines.extend(entity.text("description").map(str::to_owned));
    Completion::new(kind, &entity.name).detail(detail).filter(filter(entity)).documentation(lines.join("\n\n"))
}

/// Texts that the same document has behind the same kind or tag: one of them is one thing.
pub fn inline_texts(asked: &Asked<'_>, offers: &mut Offers, word: &str) {
    let document = asked.document().map(|(id, _)| id);
    let stix = observable(word).map(|tag| tag.stix);
    let alike = |entity: &&Entity| match entity.form {
        Form::Inline => entity.kind.word == word && entity.scope == document,
        Form::Observable => stix.is_some_and(|stix| stix == entity.kind.stix),
        _ => false,
    };
    let facts = asked.facts();
    let elsewhere = |entity: &&Entity| {
        let place = facts.location(entity.origin);
        place.file != asked.file || place.span.lo + 1 != asked.position.replace.lo
    };
    for entity in facts.entities.iter().filter(alike).filter(elsewhere).take(MOST) {
        let literal = quote(&entity.title);
        let inner = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&literal);
        offers.add(Completion::new(CompletionKind::Name, &entity.title).insert(inner).detail("said here already"));
    }
}
