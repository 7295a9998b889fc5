//! Declarations: parties, raw STIX types, and what occurs in claims by its value or code (mapping: section 2).

use super::claim::confidence;
use super::coded;
use super::context::{Context, is_author};
use super::describe;
use super::marking::Official;
use super::place::{self, Place};
use super::{Emission, Finding, alias, extension, frame, sentence, translation, typed};
use crate::diag::codes::emission::UNPLACED_TITLE;
use crate::facts::{Entity, EntityId, Form, MEMBERS, Property, Value as Fact};
use crate::stix::ids::{Id, Part, observable_id};
use crate::stix::object::Object;
use crate::stix::value::{Map, Value};
use crate::vocab::attack;
use crate::vocab::language::Role;
use crate::vocab::standard::{Category, ObjectType, Shape, object_type};

/// The objects of an entity, but for documents, which come last, and acts.
pub(super) fn emit(context: &Context<'_>, at: usize) -> Emission {
    let id = EntityId(at as u32);
    let (entity, party) = (context.facts.entity(id), context.party(id));
    let mut out = Emission::default();
    if is_author(entity) || entity.kind.role == Role::Project || party.repeated {
        return out;
    }
    let official = entity.form == Form::Coded && context.settings.catalogue.id(&entity.name).is_some();
    if entity.form == Form::Verbatim || official {
        // The object itself is exactly what was received; what others say of it is ours.
        face(context, id, &mut out);
        return out;
    }
    if entity.kind.is_document() {
        return out;
    }
    remarks(context, id, &mut out);
    if context.stand_in(id) != id {
        return out;
    }
    if let Some(official) = Official::declared(entity).and_then(Official::object) {
        return Emission::object(official);
    }
    let object = object(context, id, &mut out);
    let translations = place_of_title(object.row()).map(|key| translation::emit(context, entity, &object, key));
    out.push(object);
    out.extend(translations);
    face(context, id, &mut out);
    account(context, id, &mut out);
    hierarchy(context, id, &mut out);
    place::emit(context, id, &mut out);
    out
}

/// The name of an entity's object: what nobody names is told apart by its document, for platforms merge by name
/// (mapping: anonymous, unidentified actor).
pub(super) fn object_name(context: &Context<'_>, entity: &Entity) -> String {
    let document = entity.scope.filter(|_| entity.form == Form::Declared);
    match context.citation(document) {
        Some(citation) => {
            let cluster = entity.kind.object_type().is_some_and(|row| row.property("aliases").is_some());
            let lacks = if cluster { "unidentified" } else { "unnamed" };
            format!("[{lacks} in {}] {}", citation.words, entity.title)
        }
        None if entity.form == Form::Coded => match attack::entry(&entity.name) {
            Some(entry) => entry.name.to_owned(),
            None => sentence::title(entity),
        },
        None => entity.title.clone(),
    }
}

fn object(context: &Context<'_>, id: EntityId, out: &mut Emission) -> Object {
    let (entity, party) = (context.facts.entity(id), context.party(id));
    let names = alias::names(context, entity);
    let object = frame::begin(context, party.id, context.dates.declarations);
    let row = object.row();
    let resolve = |other: EntityId| context.object_id(other);

    let mut object = named(context, entity, row, object, out);
    if entity.form == Form::Coded && row.name == "location" {
        object = Place::code(&entity.name).describe(object);
    }
    for (key, value) in typed::properties(entity, row, &resolve, &mut out.findings).into_members() {
        // These are put together with what other keys give to them.
        if !matches!(&*key, "aliases" | "external_references" | "description") {
            object.set(key, value);
        }
    }
    frame::align_versions(&mut object);
    defaults(entity, row, &mut object);
    coded::describe(entity, row, &mut object);
    object.push_list("aliases", aliases(context, entity, row, names.aliases, out));
    object.push_list("external_references", references(context, entity, row, out));
    describe(context, entity, row, &names.others, &mut object, out);
    custom(entity, &resolve, &mut object);

    let inline = entity.form == Form::Inline;
    out.findings.extend(typed::missing(entity, row, inline, |key| object.get(key).is_some()));
    // An extension may be a part of what an observable's id is made of; ours must not change it.
    let extensible = entity.form != Form::Observable
        && row.property("extensions").is_some()
        && !row.id_contributing.contains(&"extensions");
    let members = if extensible { extension::declaration(context, entity, names.entries) } else { Map::new() };
    frame::finish(context, object, Some(entity), members)
}

/// Where a title goes in objects that are not given the property themselves; observables have names of their own.
const TITLES: &[&str] = &["name", "abstract"];

/// The property that a title is, where the type has a place for one.
fn place_of_title(row: &ObjectType) -> Option<&'static str> {
    let speaks = row.category != Category::Sco;
    TITLES.iter().copied().find(|key| speaks && row.property(key).is_some())
}

/// The object with its title.
fn named(context: &Context<'_>, entity: &Entity, row: &ObjectType, object: Object, out: &mut Emission) -> Object {
    match place_of_title(row) {
        Some(key) if entity.values(key).next().is_some() => object,
        Some(key) if row.category == Category::Sdo && key == "name" => object.with(key, object_name(context, entity)),
        // A name that was never written is none: a marking or a note may go without.
        Some(key) => object.with_some(key, (entity.title != entity.name).then(|| entity.title.clone())),
        None => {
            let is_said = |property: &Property| property.row.is_none() && holds(property, &entity.title);
            if entity.form == Form::Declared && entity.title != entity.name && !entity.properties.iter().any(is_said) {
                out.findings.push(Finding {
                    code: &UNPLACED_TITLE,
                    first: None,
                    origin: entity.origin,
                    message: format!("the title of `{}` goes nowhere: a `{}` has no name", entity.name, row.name),
                    help: Some("remove it, or say it in a `note` or a comment".to_owned()),
                });
            }
            object
        }
    }
}

/// The properties that every object of the kind has, where the declaration says nothing else.
fn defaults(entity: &Entity, row: &ObjectType, object: &mut Object) {
    for (key, value) in entity.kind.fixed {
        let listed = row.property(key).is_some_and(|property| matches!(property.shape, Shape::List(_)));
        if object.get(key).is_none() {
            object.push(*key, if listed { Value::List(vec![(*value).into()]) } else { (*value).into() });
        }
    }
}

fn aliases(
    context: &Context<'_>,
    entity: &Entity,
    row: &ObjectType,
    names: Vec<String>,
    out: &mut Emission,
) -> Vec<Value> {
    let mut all = given_list(context, entity, row, "aliases", out);
    for name in names {
        if !all.iter().any(|other| other.as_text() == Some(name.as_str())) {
            all.push(name.into());
        }
    }
    all
}

/// References of a declaration: its own, ATT&CK, CVE, web addresses, numbers in catalogues.
fn references(context: &Context<'_>, entity: &Entity, row: &ObjectType, out: &mut Emission) -> Vec<Value> {
    let mut all = given_list(context, entity, row, "external_references", out);
    let code = (entity.form == Form::Coded).then_some(entity.name.as_str());
    let given = entity.values("attack").filter_map(|value| match &value.value {
        Fact::Code(code) | Fact::Text(code) => Some(code.as_str()),
        _ => None,
    });
    all.extend(code.into_iter().chain(given).filter_map(catalogued));
    let texts = |key| {
        entity.values(key).filter_map(|value| match &value.value {
            Fact::Text(text) => Some((text, value.within.as_deref())),
            _ => None,
        })
    };
    if row.property("url").is_none() {
        all.extend(addresses(entity).into_iter().map(|(url, hashes)| {
            let reference = Map::new().with("source_name", host(url)).with("url", url.to_owned());
            Value::from(reference.with_some("hashes", hashes))
        }));
    }
    all.extend(texts("ref").map(|(number, catalogue)| {
        let name = catalogue.unwrap_or("reference").to_owned();
        Map::new().with("source_name", name).with("external_id", number.clone()).into()
    }));
    all
}

/// The reference of an ATT&CK id or a CVE.
fn catalogued(code: &str) -> Option<Value> {
    if code.starts_with("CVE-") {
        return Some(Map::new().with("source_name", "cve").with("external_id", code.to_owned()).into());
    }
    let entry = attack::entry(code)?;
    let reference =
        Map::new().with("source_name", "mitre-attack").with("url", entry.url()).with("external_id", entry.id);
    Some(reference.into())
}

/// The web addresses of a declaration, each with the digests of what it serves that stand behind it.
pub(super) fn addresses(entity: &Entity) -> Vec<(&str, Option<Map>)> {
    let mut all: Vec<(&str, Option<Map>)> = Vec::new();
    for property in &entity.properties {
        for given in &property.values {
            match (property.key.as_str(), &given.value) {
                ("url", Fact::Text(url)) => all.push((url, None)),
                ("hash", Fact::Dictionary(digests)) => {
                    if let Some((_, hashes)) = all.last_mut() {
                        let hashes = hashes.get_or_insert_default();
                        for (algorithm, digest) in digests {
                            if let Fact::Text(digest) = digest {
                                hashes.set(algorithm.clone().into(), digest.clone().into());
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }
    all
}

/// The host of a web address, as the name of a source.
pub(super) fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty()).unwrap_or(url).to_owned()
}

fn describe(
    context: &Context<'_>,
    entity: &Entity,
    row: &ObjectType,
    others: &[String],
    object: &mut Object,
    out: &mut Emission,
) {
    let Some(description) = describe::description(context, entity, Some(row), others) else { return };
    if row.property("description").is_some() {
        object.push("description", description);
    } else {
        // A cyber-observable has no description: a note says it.
        out.extend(object.id.map(|id| Emission::object(remark(context, entity, id, description))));
    }
}

/// Whether the value of a property is this text.
fn holds(property: &Property, text: &str) -> bool {
    property.values.iter().any(|given| matches!(&given.value, Fact::Text(value) if value == text))
}

fn custom(entity: &Entity, resolve: typed::Resolve<'_>, object: &mut Object) {
    free(entity, resolve, object);
    for value in entity.values("custom") {
        if let Some(Value::Object(members)) = typed::untyped(&value.value, resolve) {
            members.into_members().for_each(|(key, value)| object.set(key, value));
        }
    }
    for value in entity.values("extensions") {
        if let Some(Value::Object(members)) = typed::untyped(&value.value, resolve) {
            object.extend_extensions(members);
        }
    }
}

/// The properties of a type of one's own that are not of the standard.
fn free(entity: &Entity, resolve: typed::Resolve<'_>, object: &mut Object) {
    let Some(row) = entity.kind.custom else { return };
    let is_free = |key: &str| key != "custom" && row.property(key).is_none();
    for property in entity.properties.iter().filter(|property| property.row.is_none() && is_free(&property.key)) {
        let mut values: Vec<Value> =
            property.values.iter().filter_map(|given| typed::untyped(&given.value, resolve)).collect();
        let value = if property.values.len() == 1 { values.pop() } else { Some(Value::List(values)) };
        if let Some(value) = value {
            object.set(property.key.clone(), value);
        }
    }
}

fn given_list(context: &Context<'_>, entity: &Entity, row: &ObjectType, key: &str, out: &mut Emission) -> Vec<Value> {
    let resolve = |other: EntityId| context.object_id(other);
    let property = row.property(key);
    let value = property.and_then(|property| typed::property_value(entity, row, property, &resolve, &mut out.findings));
    match value {
        Some(Value::List(items)) => items,
        _ => Vec::new(),
    }
}

/// The threat-actor of an identity that is asserted to act (mapping: asserted to act).
fn face(context: &Context<'_>, id: EntityId, out: &mut Emission) {
    let (entity, party) = (context.facts.entity(id), context.party(id));
    let Some((face, claim_id)) = party.face else { return };
    let claim = context.facts.claim(claim_id);
    let single = entity.kind.fixed.contains(&("identity_class", "individual"));
    let members = Map::new()
        .with_some("kind", (entity.kind.word != entity.kind.stix).then_some(entity.kind.word))
        .with("claim_ref", context.claim(claim_id).id);
    let actor = frame::begin(context, face, context.dates.declarations)
        .with("name", object_name(context, entity))
        .with_some("resource_level", single.then_some("individual"));
    out.push(frame::finish(context, actor, Some(entity), members));

    let key = [Part::Id(face), Part::Text("attributed-to"), Part::Id(party.id)];
    let id = context.mint.id("relationship", "face", &key);
    let relation = frame::begin(context, id, context.created(id, &claim.voice))
        .with("relationship_type", "attributed-to")
        .with("description", format!("Asserted to act: {}", sentence::of_claim(context, claim)))
        .with("source_ref", face)
        .with("target_ref", party.id)
        .with("labels", context.stance_labels(claim.stance.word))
        .with_some("confidence", confidence(&claim.certainty))
        .with_some("external_references", context.citation(claim.voice.document).map(|cited| cited.references.clone()));
    out.push(frame::finish(context, relation, Some(entity), Map::new().with("claim_ref", context.claim(claim_id).id)));
}

/// The account of a persona (mapping: persona; decisions: an identity plus its user-account).
fn account(context: &Context<'_>, id: EntityId, out: &mut Emission) {
    let (entity, party) = (context.facts.entity(id), context.party(id));
    let Some(row) = object_type("user-account").filter(|_| entity.kind.role == Role::Party) else { return };
    let (Some(platform), Some(handle)) = (entity.text("platform"), entity.text("account")) else { return };
    let kind = platform.to_lowercase().replace(' ', "-");
    let properties = Map::new().with("account_login", handle.to_owned()).with("account_type", kind);
    let Some(account_id) = observable_id(row, &properties) else { return };
    let mut account = frame::begin(context, account_id, context.dates.declarations);
    properties.into_members().for_each(|(key, value)| account.push(key, value));
    out.push(frame::finish(context, account, Some(entity), Map::new()));
    relate(
        context,
        id,
        account_id,
        "related-to",
        party.id,
        format!("{handle} on {platform} is the account of {}.", party.title),
        out,
    );
}

/// Members of sets and parts of bodies (mapping: group, unit hierarchy).
fn hierarchy(context: &Context<'_>, id: EntityId, out: &mut Emission) {
    let (entity, party) = (context.facts.entity(id), context.party(id));
    for parent in entity.named("parent") {
        let sentence = format!("{} is part of {}.", party.title, context.party(parent).title);
        relate(context, id, party.id, "part-of", context.object_id(parent), sentence, out);
    }
    for member in entity.named(MEMBERS) {
        let one = context.party(member);
        let belong = if one.plural { "are among" } else { "is one of" };
        let sentence = format!("{} {belong} {}.", one.title, party.title);
        relate(context, id, context.object_id(member), "part-of", party.id, sentence, out);
    }
}

fn relate(
    context: &Context<'_>,
    id: EntityId,
    source: Id,
    kind: &'static str,
    target: Id,
    sentence: String,
    out: &mut Emission,
) {
    let entity = context.facts.entity(id);
    let relation = frame::declared(context, source, kind, target);
    out.push(frame::told(context, entity, relation, sentence, entity.introduced_by));
}

/// Remarks of the author (key `note`), each a note on the object. A note on a document comes with its report, for it
/// would pull that before the declarations of later files.
pub(super) fn remarks(context: &Context<'_>, id: EntityId, out: &mut Emission) {
    let entity = context.facts.entity(id);
    let target = if entity.kind.is_document() { context.report(Some(id)) } else { Some(context.object_id(id)) };
    for value in entity.values("note") {
        if let (Fact::Text(text), Some(target)) = (&value.value, target) {
            out.push(remark(context, entity, target, text.clone()));
        }
    }
}

fn remark(context: &Context<'_>, entity: &Entity, target: Id, text: String) -> Object {
    let id = context.mint.id("note", "remark", &[Part::Id(target), Part::Text(&text)]);
    let note = frame::begin(context, id, context.dates.declarations)
        .with("content", text)
        .with("object_refs", Value::ids([target]));
    frame::finish(context, note, Some(entity), Map::new())
}
