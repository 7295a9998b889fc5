//! Nothing comes out more certain, finer or against other people than it was written.

use std::path::PathBuf;

use attrc::world::Memory;
use serde_json::Value;

const HEAD: &str = r#"
organization gazette "The Gazette"
agency centre "Cyber Centre" { scale uk-phia }
actor heron "Grey Heron"
organization port "Port"
source article "An article" { publisher gazette  published 2024-03-26 }
"#;

/// The objects of a file with one speech of the centre, and the codes of its findings.
fn built(claims: &str) -> (Vec<Value>, Vec<&'static str>) {
    let text = format!("{HEAD}from article {{\n  centre assesses {{\n    {claims}\n  }}\n}}\n");
    let world = Memory::new([("/case/main.attr", text)]);
    let compilation = attrc::compile(&world, &[PathBuf::from("/case/main.attr")], None);
    let objects = compilation.objects.iter().map(|object| serde_json::to_value(object).unwrap()).collect();
    (objects, compilation.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect())
}

fn of<'o>(objects: &'o [Value], kind: &str) -> Vec<&'o Value> {
    objects.iter().filter(|object| object["type"] == kind).collect()
}

#[test]
fn what_is_broken_into_is_no_sign_of_the_attacker() {
    for verb in ["targets", "compromises", "accesses-data-of", "exfiltrates-from"] {
        let (objects, _) =
            built(&format!(r#"heron {verb} domain "victim[.]example", email "a@victim.example"  during 2023"#));
        assert!(of(&objects, "indicator").is_empty(), "{verb}: a blocklist would take the victim");
        assert_eq!(of(&objects, "relationship").len(), 2, "{verb}");
    }
    let (objects, _) = built(r#"heron controls domain "heron[.]example"  during 2023"#);
    assert_eq!(of(&objects, "indicator").len(), 1);
}

#[test]
fn a_bound_of_what_is_about_is_none() {
    for time in
        ["before about 2021", "after about 2021", "no-later-than about 2021", "since about 2021", "after at-least 2010"]
    {
        let (objects, codes) = built(&format!("heron targets port  {time}"));
        let claim = of(&objects, "relationship")[0];
        assert_eq!((claim.get("start_time"), claim.get("stop_time")), (None, None), "{time}: {codes:?}");
        let words = time.replace("no-later-than", "no later than").replace("at-least", "at least");
        assert!(claim["description"].as_str().unwrap().contains(&words), "{time}: the words stay");
    }
    let (objects, _) = built("heron targets port  before 2021");
    assert_eq!(of(&objects, "relationship")[0]["stop_time"], "2020-12-31T23:59:59.999Z");
}

#[test]
fn doubt_makes_a_note_whichever_way_it_is_said() {
    for doubt in ["unlikely", "remote-chance", "grade E5", "grade C4"] {
        let (objects, _) = built(&format!("heron targets port  {doubt}"));
        assert_eq!((of(&objects, "relationship").len(), of(&objects, "note").len()), (0, 1), "{doubt}");
    }
    let (objects, _) = built("heron targets port  likely grade C4");
    assert_eq!(of(&objects, "relationship").len(), 1, "likelihood goes before grade");
}

#[test]
fn times_and_numbers_that_contradict_themselves_are_refused() {
    for claim in [
        "heron targets port  since 2024 until 2020",
        "heron targets port  quantity more-than 10.000 \"mails\"",
        "heron targets port  quantity -5 \"mails\"",
    ] {
        let (objects, codes) = built(claim);
        assert!(objects.is_empty() && (codes == ["bad-time"] || codes == ["bad-quantity"]), "{claim}: {codes:?}");
    }
}

#[test]
fn speakers_of_different_scales_share_no_number() {
    let text = format!(
        "{HEAD}agency bureau \"Bureau\" {{ scale icd-203 }}\nfrom article {{ bureau, centre assesses likely {{ heron targets port }} }}\n"
    );
    let world = Memory::new([("/case/main.attr", text)]);
    let compilation = attrc::compile(&world, &[PathBuf::from("/case/main.attr")], None);
    let codes: Vec<&str> = compilation.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect();
    assert_eq!(codes, ["hedge-scale"]);
}

#[test]
fn likelihood_confidence_and_grade_never_mix() {
    let (objects, codes) = built(r#"heron targets port  likely confidence high grade C4"#);
    let claim = of(&objects, "relationship")[0];
    assert_eq!(claim["confidence"], 65, "likelihood alone gives the number: {codes:?}");
    let told = claim["extensions"].as_object().unwrap().values().find_map(|told| told.get("claim")).unwrap();
    assert_eq!(told["likelihood"]["term"], "likely");
    assert_eq!(told["confidence"], "high");
    // Without one, the credibility of the information goes before the analyst's confidence in its basis.
    let number = |hedges: &str| {
        let (objects, _) = built(&format!("heron targets port  {hedges}"));
        of(&objects, "relationship")[0].get("confidence").cloned()
    };
    assert_eq!(number("confidence high grade B2"), Some(70.into()));
    assert_eq!(number("confidence high"), Some(85.into()), "of UK's ratings of confidence, which have no band");
    assert_eq!(number("confidence none"), Some(0.into()));
    assert_eq!(number("confidence high grade A6"), Some(85.into()));
    assert_eq!(number("worded \"in all likelihood\" unhedged"), None);
}

#[test]
fn a_word_means_what_it_does_on_its_speakers_scale() {
    let bands = |scale: &str| {
        let text = format!(
            "{HEAD}agency bureau \"Bureau\" {{ scale {scale} }}\nfrom article {{ bureau assesses almost-certain {{ heron targets port }} }}\n"
        );
        let world = Memory::new([("/case/main.attr", text)]);
        let compilation = attrc::compile(&world, &[PathBuf::from("/case/main.attr")], None);
        let objects: Vec<Value> =
            compilation.objects.iter().map(|object| serde_json::to_value(object).unwrap()).collect();
        let claim = of(&objects, "relationship")[0].clone();
        let told = claim["extensions"].as_object().unwrap().values().find_map(|told| told.pointer("/claim/likelihood"));
        let told = told.unwrap().clone();
        (told["min"].as_u64().unwrap(), told["max"].as_u64().unwrap(), claim["confidence"].as_u64().unwrap())
    };
    assert_eq!(bands("uk-phia"), (95, 100, 95));
    assert_eq!(bands("icd-203"), (95, 99, 95));
    assert_eq!(bands("dni"), (90, 100, 95));
    assert_eq!(bands("wep"), (80, 99, 90));
}
