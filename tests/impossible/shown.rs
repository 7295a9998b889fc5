//! Of dates, texts and patterns.

use attrc::compile;
use attrc::diag::Severity;
use attrc::stix::Bundle;
use attrc::world::Memory;
use serde_json::Value;

/// Declarations that the texts below begin with.
const HEAD: &str = "agency centre \"Port Example Cyber Centre\"\norganization harbour \"Harbour Authority\"\n\
    actor heron \"Grey Heron\"\nsource release \"Press release\" { publisher centre  published 2025-06-12 }\n";

/// The bundle of a text, as JSON.
fn built(text: &str, others: &[(&str, &str)]) -> String {
    let files = others.iter().copied().chain([("/case/main.attr", text)]);
    let world = Memory::new(files.map(|(path, content)| (path.to_owned(), content.to_owned())));
    let compilation = compile(&world, &["/case/main.attr".into()], None);
    let errors: Vec<_> = compilation.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{text}\n{errors:#?}");
    let mut out = Vec::new();
    Bundle::new(compilation.objects).write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn objects(bundle: &str) -> Vec<Value> {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    bundle.get("objects").unwrap().as_array().unwrap().clone()
}

fn text<'v>(object: &'v Value, key: &str) -> Option<&'v str> {
    object.get(key).and_then(Value::as_str)
}

/// C14: a date is never made finer than it was said. Each form with the first and the last day that it may mean, written
/// down by hand: what comes out may lie outside of them, or be absent, never between.
#[test]
fn no_instant_that_comes_out_is_inside_of_what_was_said() {
    let forms = [
        ("during 2024", "2024-01-01", "2024-12-31"),
        ("during 2024-03", "2024-03-01", "2024-03-31"),
        ("during 2024-02", "2024-02-01", "2024-02-29"),
        ("on 2024-03-25", "2024-03-25", "2024-03-25"),
        ("during 2024-Q3", "2024-07-01", "2024-09-30"),
        ("during early 2021", "2021-01-01", "2021-04-30"),
        ("during mid 2021", "2021-05-01", "2021-08-31"),
        ("during late 2021", "2021-09-01", "2021-12-31"),
        ("during late 2021-02", "2021-02-21", "2021-02-28"),
        ("during spring 2020", "2020-03-01", "2020-05-31"),
        ("during winter 2020", "2019-12-01", "2020-02-29"),
        ("during late autumn 2020", "2020-11-01", "2020-11-30"),
        ("during 2018-06..2018-09", "2018-06-01", "2018-09-30"),
        ("during 2018..2019-03-05", "2018-01-01", "2019-03-05"),
        ("throughout 2023", "2023-01-01", "2023-12-31"),
        ("since 2019  until 2021-06", "2019-01-01", "2021-06-30"),
        ("since 2010", "2010-01-01", "2999-12-31"),
        ("since at-least 2010", "1000-01-01", "2999-12-31"),
        ("since about 2019  until 2021", "1000-01-01", "2021-12-31"),
        ("during circa 2020", "1000-01-01", "2999-12-31"),
        ("on on-or-about 2020-05-07", "1000-01-01", "2999-12-31"),
        ("until 2023-06", "1000-01-01", "2023-06-30"),
        ("no-later-than 2020-11", "1000-01-01", "2020-11-30"),
        ("before 2020", "1000-01-01", "2019-12-31"),
        ("after 2020", "2021-01-01", "2999-12-31"),
        ("since 2019  until ongoing", "2019-01-01", "2999-12-31"),
        ("during 2023-10  in-words \"last October\"", "2023-10-01", "2023-10-31"),
        ("in-words \"two months after the vote\"", "1000-01-01", "2999-12-31"),
        ("lasting 3 \"months\"", "1000-01-01", "2999-12-31"),
    ];
    for (form, first, last) in forms {
        let bundle =
            built(&format!("{HEAD}from release {{ centre reports {{ heron targets harbour  {form} }} }}\n"), &[]);
        let objects = objects(&bundle);
        let claim = objects.iter().find(|object| text(object, "relationship_type") == Some("targets")).unwrap();
        if let Some(start) = text(claim, "start_time") {
            assert!(start <= format!("{first}T00:00:00.000Z").as_str(), "{form}: {start} is after {first}");
        }
        if let Some(stop) = text(claim, "stop_time") {
            assert!(stop >= format!("{last}T23:59:59").as_str(), "{form}: {stop} is before the end of {last}");
        }
        let told = bundle.contains("\"precision\"") && bundle.contains("\"words\"");
        assert!(told, "{form}: its words and precision stand beside it");
    }
}

/// C19: of a stored text comes out what is quoted, and a hash.
#[test]
fn nothing_of_a_stored_text_comes_out_but_what_is_quoted() {
    let stored = "The centre said that Grey Heron struck. The clerk, Ada Example, was born in Xylophone Street 77.";
    let text = format!(
        "{}from release {{ centre reports {{ heron targets harbour  quoting \"Grey Heron struck\" }} }}\n",
        HEAD.replace("published 2025-06-12", "published 2025-06-12  text \"release.txt\"")
    );
    let bundle = built(&text, &[("/case/release.txt", stored)]);
    assert!(bundle.contains("Grey Heron struck") && bundle.contains("text_sha256"));
    for kept in ["Xylophone", "Ada Example", "The centre said", "release.txt"] {
        assert!(!bundle.contains(kept), "{kept} reached the output");
    }
}

/// C19: what is withheld has no value to leak, and the reason is the author's own.
#[test]
fn nothing_of_what_is_withheld_comes_out() {
    let text = format!(
        "{HEAD}person clerk \"Ada Example\" {{ born withheld \"printed there, not needed here\" }}\n\
         from release {{ centre reports {{ heron targets withheld \"a source at risk\" }} }}\n"
    );
    let bundle = built(&text, &[]);
    for kept in ["printed there", "at risk", "born"] {
        assert!(!bundle.contains(kept), "{kept} reached the output");
    }
}

/// C24: how a value is spelled in the text is nothing to the pattern.
#[test]
fn patterns_are_plain_whatever_the_text_is() {
    let claims = |domain: &str, url: &str| {
        format!(
            "{HEAD}from release {{ centre reports {{\n  heron controls domain \"{domain}\"  since 2025-02\n  \
             heron controls url \"{url}\"  since 2025-02\n}} }}\n"
        )
    };
    let defanged = built(&claims("tides[.]example", "hxxps://tides[.]example/x"), &[]);
    assert!(defanged.contains("[domain-name:value = 'tides.example']") && defanged.contains("https://tides.example/x"));
    assert_eq!(defanged, built(&claims("tides.example", "https://tides.example/x"), &[]));
}

/// C15: an indicator has a start whatever its claim says; `undated-indicator` tells where it is only that of its document.
#[test]
fn every_indicator_has_a_start() {
    for time in ["", "since about 2020", "until 2020", "before 2020", "lasting \"years\"", "on 2025-02-03"] {
        let claim = format!("heron controls domain \"tides[.]example\"  {time}");
        let bundle = built(&format!("{HEAD}from release {{ centre reports {{ {claim} }} }}\n"), &[]);
        let indicators: Vec<_> =
            objects(&bundle).into_iter().filter(|object| text(object, "type") == Some("indicator")).collect();
        assert_eq!(indicators.len(), 1, "{time}");
        assert!(indicators.iter().all(|indicator| text(indicator, "valid_from").is_some()), "{time}");
    }
}
