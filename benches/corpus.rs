//! Files of any number of claims: the same text for the same number, with the mix of a real case.

use std::fmt::Write as _;

/// Claims in one document.
const PER_DOCUMENT: usize = 100;

/// Verbs of claims against organisations.
const VERBS: [&str; 6] = ["targets", "compromises", "reaches", "surveils", "exfiltrates-from", "attempts-against"];

/// What may stand behind a claim: times, hedges, quantities, roles.
const TAILS: [&str; 6] = [
    "",
    "  during 2021",
    "  since about 2020-05",
    "  quantity more-than 10_000 \"messages\"",
    "  during 2018-06..2018-09  likely",
    "  as \"a contractor\"  confidence moderate",
];

/// A file with so many claims.
pub fn text(claims: usize) -> String {
    let documents = claims.div_ceil(PER_DOCUMENT);
    let mut out = String::with_capacity(claims * 100);
    let _ = writeln!(out, "# {claims} claims in {documents} documents; all names are made up.");
    let _ = writeln!(out, "agency centre \"Cyber Centre of Examples\" {{ scale uk-phia }}");
    let _ = writeln!(out, "organization paper \"The Example Paper\"");
    for actor in 0..10 {
        let _ = writeln!(
            out,
            "actor cluster_{actor} \"Example Cluster {actor}\" {{ aka \"EC-{actor}\" by centre since 2019 }}"
        );
    }
    for victim in 0..documents {
        let _ =
            writeln!(out, "organization body_{victim} \"Example Body {victim}\" {{ sectors aerospace  place US-AL }}");
    }
    for document in 0..documents {
        let day = document % 28 + 1;
        let month = document / 28 % 12 + 1;
        let _ = writeln!(
            out,
            "\nsource report_{document} \"Report {document}\" {{ publisher paper  published 2024-{month:02}-{day:02}  tier press }}\n\
             from report_{document} {{\n  centre assesses {{"
        );
        for claim in 0..PER_DOCUMENT.min(claims - document * PER_DOCUMENT) {
            let tail = TAILS[claim % TAILS.len()];
            let line = match claim % 10 {
                8 => format!("cluster_{} controls domain \"h{document}-{claim}[.]example\"  during 2021", claim % 7),
                9 => format!("cluster_{} not compromises body_{}", claim / 10, (document + claim) % documents),
                _ => {
                    let (verb, body) = (VERBS[claim % VERBS.len()], (document * 7 + claim) % documents);
                    match (documents > PER_DOCUMENT, claim) {
                        (true, _) => format!("cluster_{} {verb} body_{body}{tail}", claim % 9),
                        (false, claim) => format!("cluster_{} {verb} class \"staff {claim}\"{tail}", claim % 9),
                    }
                }
            };
            let _ = writeln!(out, "    {line}");
        }
        let _ = writeln!(out, "  }}\n}}");
    }
    out
}
