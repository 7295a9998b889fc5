//! What small texts say: `fixtures/facts/NAME.attr` or a folder, with a listing of its facts beside it.
//!
//! A claim is a line: `speakers stance [labels] subject verb object | what qualifies it`. Times are shown with the
//! bounds of their start and stop, `-` where one is open.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use attrc::compile;
use attrc::facts::{
    Bounds, Certainty, Claim, Entity, EntityId, Facts, Form, Object, PropertyValue, Quantity, Quotation, Referent,
    Target, Time, Value, Voice,
};
use attrc::world::Memory;
use support::{every, snapshot};

#[test]
fn texts_say_what_their_listings_say() {
    every("facts", |fixture| {
        let compilation = fixture.compile();
        let mut listing = list(&compilation.facts);
        // What emission finds is the business of its own tests.
        for diagnostic in compilation.diagnostics.iter().filter(|finding| !finding.code.id.contains("08")) {
            let _ = writeln!(listing, "{} {}", diagnostic.code.id, diagnostic.message);
        }
        snapshot("facts", &fixture.name, &listing);
    });
}

#[test]
fn a_reference_stands_on_what_it_names() {
    every("facts", |fixture| {
        let compilation = fixture.compile();
        let facts = &compilation.facts;
        let mut declared = BTreeMap::new();
        for reference in &facts.references {
            let text = compilation.project.text(reference.place.file).unwrap();
            let written = text.slice(reference.place.span);
            let name = match reference.to {
                Referent::Entity(id) if facts.entity(id).form == Form::Declared => {
                    *declared.entry(id).or_insert(false) |= facts.location(facts.entity(id).origin) == reference.place;
                    &facts.entity(id).name
                }
                Referent::Entity(_) => continue,
                Referent::Label(id) => &facts.label(id).name,
            };
            assert_eq!(written, name, "{}", fixture.name);
        }
        assert!(declared.values().all(|is| *is), "{}: each declaration is a reference to itself", fixture.name);
    });
}

#[test]
fn the_order_of_files_means_nothing() {
    let files: Vec<(PathBuf, &str)> = vec![
        ("/case/a.attr".into(), "use \"c.attr\"\nactor heron \"Grey Heron\" { aka \"Ardea\" by vendor }\n"),
        ("/case/b.attr".into(), "use \"a.attr\"\nauthor says { heron targets vendor }\n"),
        ("/case/c.attr".into(), "use \"b.attr\"\norganization vendor \"Vendor Labs\"\n"),
    ];
    let world = Memory::new(files.clone());
    let compiled = |paths: &[usize]| {
        let paths: Vec<PathBuf> = paths.iter().map(|at| files.get(*at).unwrap().0.clone()).collect();
        list(&compile(&world, &paths, None).facts)
    };
    let first = compiled(&[0]);
    assert!(first.contains("author says heron targets vendor"), "{first}");
    for paths in [&[0, 1, 2][..], &[2, 1, 0], &[1], &[2], &[1, 0, 1]] {
        assert_eq!(compiled(paths), first, "{paths:?}");
    }
}

#[test]
fn a_line_makes_no_more_than_ten_thousand_claims() {
    let names = |count: usize| (0..count).map(|at| format!("class \"{at}\"")).collect::<Vec<_>>().join(", ");
    for (subjects, objects, fits) in [(100, 100, true), (101, 100, false), (3000, 3000, false)] {
        let text = format!("author says {{ {} linked-to {} }}\n", names(subjects), names(objects));
        let world = Memory::new([("/case/main.attr", text)]);
        let compilation = compile(&world, &["/case/main.attr".into()], None);
        let refused = compilation.diagnostics.iter().any(|finding| finding.code.name == "too-many-claims");
        assert_eq!(refused, !fits, "{subjects} × {objects}");
        assert_eq!(compilation.facts.claims.len(), if fits { 10_000 } else { 0 });
    }
}

fn list(facts: &Facts) -> String {
    let mut out = String::new();
    for id in facts.entity_ids() {
        let _ = writeln!(out, "{}", entity(facts, facts.entity(id)));
    }
    for claim in &facts.claims {
        let _ = writeln!(out, "{}", claim_line(facts, claim));
    }
    for statement in &facts.statements {
        let speakers = voice(facts, &statement.voice);
        let _ = writeln!(out, "{speakers} {}{}", statement.stance.word, labels(&statement.labels));
        let _ = writeln!(out, "    | {}", quotation(&statement.quotation));
    }
    for response in &facts.responses {
        let targets: Vec<String> = response.targets.iter().map(|target| target_words(facts, target)).collect();
        let speakers = voice(facts, &response.voice);
        let labels = labels(&response.labels);
        let _ = writeln!(out, "{speakers} {}{labels} {}", response.word.word, targets.join(", "));
        if let Some(words) = &response.quotation {
            let _ = writeln!(out, "    | {}", quotation(words));
        }
    }
    out
}

fn name(facts: &Facts, id: EntityId) -> String {
    let entity = facts.entity(id);
    let scope = entity.scope.map(|scope| format!("@{}", facts.entity(scope).name)).unwrap_or_default();
    match entity.form {
        Form::Declared | Form::Verbatim | Form::Author | Form::Coded => entity.name.clone(),
        Form::Inline => format!("{} {:?}{scope}", entity.kind.word, entity.title),
        Form::Observable => format!("{} {:?}", entity.kind.word, entity.name),
    }
}

fn names(facts: &Facts, ids: &[EntityId]) -> String {
    ids.iter().map(|id| name(facts, *id)).collect::<Vec<_>>().join(", ")
}

fn entity(facts: &Facts, entity: &Entity) -> String {
    let mut line = format!("{:?} {} {} {:?}", entity.form, entity.kind.word, entity.name, entity.title);
    for (word, id) in [("in", entity.scope), ("introduced by", entity.introduced_by)] {
        line += &id.map(|id| format!(" {word} {}", facts.entity(id).name)).unwrap_or_default();
    }
    for property in &entity.properties {
        for value in &property.values {
            line += &format!("\n    {} {}", property.key, property_value(facts, value));
        }
    }
    line
}

fn property_value(facts: &Facts, property: &PropertyValue) -> String {
    let mut words = vec![value(facts, &property.value)];
    words.extend((!property.by.is_empty()).then(|| format!("by {}", names(facts, &property.by))));
    words.extend((!property.as_to.is_empty()).then(|| format!("as-to {}", names(facts, &property.as_to))));
    words.extend((!property.counts.is_empty()).then(|| format!("counts {:?}", property.counts)));
    words.extend(property.within.as_ref().map(|within| format!("in {within}")));
    words.extend(property.under.as_ref().map(|under| format!("under {under:?}")));
    words.extend(property.time.as_ref().map(time));
    words.extend(property.according_to.map(|document| format!("according-to {}", name(facts, document))));
    words.extend(property.quotation.as_ref().map(quotation));
    words.join(" | ")
}

fn value(facts: &Facts, value: &Value) -> String {
    match value {
        Value::Entity(id) => name(facts, *id),
        Value::Time(when) => time(when),
        Value::Quantity(amount) => quantity(amount),
        other => format!("{other:?}"),
    }
}

fn voice(facts: &Facts, voice: &Voice) -> String {
    let mut words = names(facts, &voice.speakers);
    words += &voice.document.map(|document| format!(" in {}", name(facts, document))).unwrap_or_default();
    for (word, ids) in [("via", &voice.via), ("for", &voice.on_behalf_of)] {
        if !ids.is_empty() {
            words += &format!(" {word} {}", names(facts, ids));
        }
    }
    words + &voice.dated.as_ref().map(|dated| format!(" dated {}", time(dated))).unwrap_or_default()
}

fn labels(labels: &[String]) -> String {
    if labels.is_empty() { String::new() } else { format!(" [{}]", labels.join(" ")) }
}

fn claim_line(facts: &Facts, claim: &Claim) -> String {
    let object = match claim.object {
        Object::Entity(id) => name(facts, id),
        Object::Gap(gap) => format!("{gap:?}").to_lowercase(),
    };
    let not = if claim.negated { "not " } else { "" };
    let mut line = format!(
        "{} {}{} {} {not}{} {object}",
        voice(facts, &claim.voice),
        claim.stance.word,
        labels(&claim.labels),
        name(facts, claim.subject),
        claim.verb.word
    );
    let mut details: Vec<String> = claim.role.iter().map(|role| format!("as {role:?}")).collect();
    details.extend(claim.time.as_deref().map(time));
    for (word, claims) in &claim.relative {
        let others: Vec<String> =
            claims.iter().map(|other| facts.claim(*other)).map(|other| other.verb.word.to_owned()).collect();
        details.push(format!("{word} [{}]", others.join(" ")));
    }
    details.extend(certainty(&claim.certainty));
    details.extend(claim.quantity.as_deref().map(quantity));
    details.extend(claim.quotation.as_deref().map(quotation));
    for detail in details {
        line += &format!("\n    | {detail}");
    }
    line
}

fn certainty(certainty: &Certainty) -> Vec<String> {
    let likelihood =
        certainty.likelihood.map(|(scale, hedge)| format!("{} on {}: {}", hedge.word, scale.name, hedge.confidence));
    let confidence = certainty.confidence.map(|confidence| format!("confidence {}", confidence.word));
    let grade = certainty.grade.as_ref().map(|(code, _)| format!("grade {code}"));
    let worded = certainty.worded.as_ref().map(|words| format!("worded {words:?}"));
    [likelihood, confidence, grade, worded].into_iter().flatten().collect()
}

/// The bounds of a time: `start` and `stop`, each an instant where both bounds are one.
fn time(time: &Time) -> String {
    let bounds = |bounds: Bounds| match (bounds.earliest, bounds.latest) {
        (None, None) => "-".to_owned(),
        (Some(earliest), Some(latest)) if earliest == latest => earliest.to_string(),
        (earliest, latest) => {
            let shown = |at: Option<jiff::Timestamp>| at.map_or("-".to_owned(), |at| at.to_string());
            format!("[{} to {}]", shown(earliest), shown(latest))
        }
    };
    let ongoing = if time.ongoing { " ongoing" } else { "" };
    let qualifier = time.qualifier.map(|word| format!(" {word}")).unwrap_or_default();
    let precision = format!("{:?}", time.precision).to_lowercase();
    format!("{:?} {precision}{qualifier}{ongoing}: {} .. {}", time.words, bounds(time.start), bounds(time.stop))
}

fn quantity(quantity: &Quantity) -> String {
    let number = |number: Option<f64>| number.map_or("-".to_owned(), |number| number.to_string());
    let mut words =
        format!("{:?} {:?} {}..{}", quantity.words, quantity.bound, number(quantity.min), number(quantity.max));
    words += &quantity.counted.as_ref().map(|counted| format!(" of {counted:?}")).unwrap_or_default();
    words + &quantity.currency.as_ref().map(|currency| format!(" {currency}")).unwrap_or_default()
}

fn quotation(quotation: &Quotation) -> String {
    let found = quotation.found.as_ref().map(|found| format!(" at {}..{}", found.start, found.end)).unwrap_or_default();
    format!("“{}”{found}", quotation.text)
}

fn target_words(facts: &Facts, target: &Target) -> String {
    match target {
        Target::Claims { label, claims } => {
            let subjects: BTreeMap<String, usize> = claims.iter().fold(BTreeMap::new(), |mut subjects, claim| {
                *subjects.entry(name(facts, facts.claim(*claim).subject)).or_default() += 1;
                subjects
            });
            format!("[{label}] {} claims of {:?}", claims.len(), subjects)
        }
        Target::Document(document) => name(facts, *document),
        Target::Response { label, .. } => format!("[{label}] a response"),
    }
}
