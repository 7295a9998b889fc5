use crate::build::{Build, day, during};
use std::time::Instant;
#[test]
#[ignore]
fn big() {
    let mut build = Build::default();
    build.declare("organization", "paper", "The Paper");
    build.declare("agency", "ncsc", "NCSC");
    build.declare("actor", "apt", "APT 0");
    build.declare("source", "article", "An article").name("publisher", "paper").time("published", day("2024-03-26"));
    build.from("article");
    let n = 100_000;
    for at in 0..n / 10 {
        build.declare("organization", &format!("v{at}"), &format!("Victim {at}"));
    }
    for at in 0..n {
        let v = [
            "targets",
            "compromises",
            "reaches",
            "extorts",
            "surveils",
            "destroys",
            "steals-from",
            "persists-in",
            "exfiltrates-from",
            "reconnoitres",
        ][at % 10];
        build.claim("ncsc", "alleges", "apt", v, &format!("v{}", at / 10)).time = Some(during("2021"));
    }
    let t = Instant::now();
    let emission = build.emit();
    println!("emit {:?} {} objects", t.elapsed(), emission.objects.len());
    let t = Instant::now();
    attrc::stix::write_bundle(&emission.objects, &mut std::io::sink()).unwrap();
    println!("write {:?}", t.elapsed());
    println!(
        "sizes {} {}",
        std::mem::size_of::<attrc::stix::json::Value>(),
        std::mem::size_of::<attrc::stix::Object>()
    );
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap());
    assert!(emission.findings.is_empty());
}
