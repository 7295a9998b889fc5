//! The sample of the design, whole.

use std::sync::Arc;

use attrc::facts::{Bound, Target, Value};

use crate::build::{Build, day, during, likelihood, quantity, quoting, since};

/// APT31 as TIME reported it on 26 March 2024, with an indictment that stands in the article and a listing of its own.
pub fn article() -> Build {
    let mut build = Build::default();
    let agencies = [
        ("us_justice", "U.S. Department of Justice"),
        ("us_treasury", "U.S. Department of the Treasury"),
        ("uk_government", "Government of the United Kingdom"),
        ("ncsc", "UK National Cyber Security Centre"),
        ("mfa_official", "Ministry of Foreign Affairs of the PRC"),
    ];
    for (name, title) in agencies {
        build.declare("agency", name, title);
    }
    build.declare("organization", "time_inc", "TIME");
    build.declare("organization", "microsoft", "Microsoft");
    build.declare("state", "prc", "People's Republic of China").code("country", "CN");
    build.declare("person", "dowden", "Oliver Dowden").text("roles", "Deputy Prime Minister");
    build
        .declare("source", "time", "U.S. and U.K. accuse China-backed hackers")
        .name("publisher", "time_inc")
        .time("published", day("2024-03-26"))
        .word("tier", "press");
    let text = build.id("time");
    build.facts.stored_texts.insert(text, "94".repeat(32));

    let microsoft = build.id("microsoft");
    build
        .declare("actor", "apt31", "APT31")
        .code("attack", "G0128")
        .with("aka", Value::Text("ZIRCONIUM".to_owned()), |value| {
            value.by.push(microsoft);
            value.time = Some(crate::build::until("until 2023", "2023-01-01", "2023-12-31"));
        })
        .with("aka", Value::Text("Violet Typhoon".to_owned()), |value| {
            value.by.push(microsoft);
            value.time = Some(since("since 2023", "2023-01-01", "2023-12-31"));
        });
    build
        .declare("organization", "wuhan_xrz", "Wuhan Xiaoruizhi Science and Technology Co.")
        .with("place", Value::Text("Wuhan".to_owned()), |value| value.within = Some("CN".to_owned()))
        .text("aka", "武汉晓睿智");
    build.declare("attack-pattern", "tracking_mails", "emails with hidden tracking links").code("attack", "T1598.003");
    build.declare("agency", "us_congress", "United States Congress");
    build.declare("organization", "electoral_commission", "UK Electoral Commission");
    build.declare("person", "ni_gaobin", "Ni Gaobin");
    build.declare("person", "zhao", "Zhao Guangzong");
    stated(&mut build);

    build.outside();
    build
        .declare("sanction", "ofac_xrz", "Designation under E.O. 13694 of 2024-03-25")
        .name("authority", "us_treasury")
        .name("against", "wuhan_xrz")
        .name("against", "ni_gaobin")
        .time("listed", day("2024-03-25"))
        .text("program", "E.O. 13694")
        .text("list_id", "12345");
    build
}

fn stated(build: &mut Build) {
    build.from("time");
    let size = Value::Quantity(quantity("7", Bound::Exact, Some(7.0), "people"));
    build
        .declare("group", "defendants", "seven Chinese nationals")
        .value("size", size)
        .name("members", "ni_gaobin")
        .name("members", "zhao");
    build.inline("class", "home routers");
    build.inline("class", "parliamentary accounts");
    build.observable("domain-name", "a.example");
    build.declare("actor", "unknown_actor", "a China state-affiliated actor").unnamed_in("time");

    let cover = quoting("served as cover for multiple malicious cyber operations", 879);
    build.claim("us_justice", "alleges", "defendants", "contracted-by", "wuhan_xrz").role =
        Some("contractors".to_owned());
    build.claim("us_justice", "alleges", "wuhan_xrz", "front-for", "[unstated]").quotation = Some(cover.into());
    let case = build.last_claim();
    build.claim("us_justice", "alleges", "defendants", "targets", "us_congress");
    build.claim("us_justice", "alleges", "defendants", "uses", "tracking_mails").quantity =
        Some(quantity("more than 10,000 malicious emails", Bound::Over, Some(10_000.0), "malicious emails").into());
    let mails = build.last_claim();
    build.claim("us_justice", "alleges", "apt31", "compromises", "home routers").relative =
        vec![("after", vec![mails])];
    build.claim("us_justice", "alleges", "apt31", "controls", "a.example").time = Some(during("2021").into());
    let dowden = build.id("dowden");
    let voters = build.claim("uk_government", "alleges", "unknown_actor", "accesses-data-of", "electoral_commission");
    Arc::make_mut(&mut voters.voice).via.push(dowden);
    voters.quantity = Some(quantity("some 40,000,000 voters", Bound::About, Some(40_000_000.0), "voters").into());
    let voters = build.last_claim();
    let recon = build.claim("ncsc", "assesses", "apt31", "targets", "us_congress");
    recon.certainty = likelihood("uk-phia", "almost-certain");
    recon.time = Some(during("2021").into());
    build.claim("ncsc", "assesses", "apt31", "compromises", "parliamentary accounts").negated = true;

    let prc = build.id("prc");
    let claims = Target::Claims { label: "voters".to_owned(), claims: vec![voters] };
    let denial = build.response("mfa_official", "denies", vec![claims]);
    denial.voice.on_behalf_of.push(prc);
    denial.quotation = Some(quoting("disinformation", 1870));
    let claims = Target::Claims { label: "case".to_owned(), claims: vec![case, mails] };
    build.response("mfa_official", "disputes", vec![claims]);

    let ni = build.id("ni_gaobin");
    build
        .declare("indictment", "us_v_ni", "United States v. Ni Gaobin et al.")
        .name("authority", "us_justice")
        .name("against", "defendants")
        .time("unsealed", day("2024-03-25"))
        .text("docket", "1:24-cr-00043")
        .with("charge", Value::Text("conspiracy to commit computer intrusions".to_owned()), |charge| {
            charge.under = Some("18 U.S.C. § 371".to_owned());
            charge.counts = vec![1];
        })
        .with("charge", Value::Text("conspiracy to commit wire fraud".to_owned()), |charge| charge.as_to = vec![ni]);
    let indictment = build.id("us_v_ni");
    build.response("mfa_official", "rebuts", vec![Target::Document(indictment)]).quotation =
        Some(quoting("groundless accusations", 2000));
    build.statement("dowden", "says", "malicious cyber activity");
}

#[test]
fn the_article_as_a_bundle() {
    insta::assert_snapshot!(article().bundle());
}

#[test]
fn the_same_facts_are_the_same_bytes_on_any_number_of_threads() {
    let build = article();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| build.bundle());
    let eight = rayon::ThreadPoolBuilder::new().num_threads(8).build().unwrap().install(|| build.bundle());
    assert_eq!(one, eight);
}
