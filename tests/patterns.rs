//! Patterns → trees and findings, and back: the corpus gets the standard's verdict, what is printed reads back, and no text
//! stops the reader.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use attrc::compile;
use attrc::diag::Severity;
use attrc::stix::pattern::{
    Comparison, ComparisonJoint, Constant, Context, Finding, Literal, Observation, ObservationJoint, Operand, Operator,
    Path as Way, Pattern, Place, Qualifier, Step, Test, check, parse,
};
use attrc::world::Memory;
use proptest::prelude::*;

/// Patterns that the corpus passes for their grammar, and what the standard has against them all the same.
const BEYOND_THE_GRAMMAR: &[(&str, &str)] = &[
    ("pattern-object-type", "the type was made up, or is none of an observable (section 9.7)"),
    ("pattern-property", "the property was made up (9.7)"),
    ("pattern-root-types", "no object has both types (9.5)"),
    ("pattern-qualifier-twice", "two qualifiers of one kind on one observation (9.5.1)"),
    ("pattern-timestamp", "the calendar has no such day (2.16)"),
    ("pattern-index", "a position behind what is no list (9.7.2)"),
];

/// Patterns made for this project, or of the standard's own text, that show a form of the grammar by what is no observable.
const SHOWS_A_FORM: &[&str] = &[
    "([file:name = 'foo.dll'] AND [win-registry-key:key = 'HKEY_LOCAL_MACHINE\\\\foo\\\\bar']) OR [process:name = 'fooproc' OR process:name = 'procfoo']",
    "[location:latitude = -1.5]",
    "[location:latitude = .5]",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/patterns")
}

/// Verdict, source, pattern.
fn corpus() -> Vec<(String, String, String)> {
    let text = fs::read_to_string(folder().join("corpus.tsv")).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|line| {
        let [verdict, source, pattern] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        (verdict.to_owned(), source.to_owned(), serde_json::from_str(&format!("\"{pattern}\"")).unwrap())
    })
    .collect()
}

fn judge(text: &str) -> (Vec<Finding>, Vec<Finding>) {
    let (pattern, grammar) = parse(text);
    let meaning = pattern.iter().flat_map(|pattern| check(pattern, &Context::default())).collect();
    (grammar, meaning)
}

fn is_error(finding: &Finding) -> bool {
    finding.code.severity == Severity::Error
}

/// Which patterns are excused, and by what: an excuse for one code must not hide a false error on another pattern.
#[test]
fn contested_patterns_are_listed_with_what_is_against_them() {
    let mut out = String::new();
    let mut used = BTreeSet::new();
    for (_, _, text) in corpus().into_iter().filter(|row| row.0 == "pass") {
        let (grammar, meaning) = judge(&text);
        let codes: BTreeSet<&str> = grammar.iter().chain(&meaning).map(|finding| finding.code.name).collect();
        if codes.is_empty() {
            continue;
        }
        let whys: Vec<&str> = BEYOND_THE_GRAMMAR.iter().filter(|row| codes.contains(row.0)).map(|row| row.1).collect();
        writeln!(out, "{}\n    {}\n", text.replace('\n', " "), whys.join("; ")).unwrap();
        used.extend(codes);
    }
    let idle: Vec<_> = BEYOND_THE_GRAMMAR.iter().filter(|row| !used.contains(row.0)).collect();
    assert!(idle.is_empty(), "nothing needs these excuses: {idle:?}");
    insta::with_settings!({ snapshot_path => folder(), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("contested", out);
    });
}

#[test]
fn the_corpus_gets_the_verdict_of_the_standard() {
    let mut wrong = String::new();
    for (verdict, source, text) in corpus() {
        let (grammar, meaning) = judge(&text);
        let messages: Vec<_> =
            grammar.iter().chain(&meaning).map(|finding| (finding.code.name, &finding.message)).collect();
        let right = match verdict.as_str() {
            "fail" => grammar.iter().chain(&meaning).any(is_error),
            "fail-semantic" => grammar.iter().chain(&meaning).any(is_error),
            _ => {
                let ours = source == "own" || source.contains("spec_examples");
                let excused = |finding: &Finding| BEYOND_THE_GRAMMAR.iter().any(|row| row.0 == finding.code.name);
                let strict = ours && !SHOWS_A_FORM.contains(&text.as_str());
                grammar.iter().chain(&meaning).all(|finding| !strict && excused(finding))
            }
        };
        if !right {
            writeln!(wrong, "{verdict} ({source}): {text}\n    {messages:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Patterns of the corpus with more than one slip in their form.
const SEVERAL_SLIPS: &[(&str, usize)] = &[
    ("[win-registry-key:key = 'hkey_local_machine\\\\foo\\\\bar'] WITHIN 5 HOURS]", 2),
    ("[foo:bar=1] within 2 seconds", 2),
    ("[file:name = 'a'] START '2016-06-01T00:00:00Z' STOP '2016-07-01T00:00:00Z'", 2),
    ("[file:name = 'a' and file:size = 1 or file:size = 2]", 2),
    ("[file:name = ] AND [file:size > ]", 2),
];

#[test]
fn one_slip_is_one_finding() {
    for (_, _, text) in corpus().into_iter().filter(|row| row.0 == "fail") {
        let several = SEVERAL_SLIPS.iter().find(|row| row.0 == text).map(|row| row.1);
        let found = parse(&text).1;
        // What the peers refuse for its meaning has none of form.
        let right = several.map_or(found.len() <= 1, |count| found.len() == count);
        assert!(right, "{text}: {found:#?}");
    }
}

#[test]
fn what_is_wrong_is_shown_under_the_pattern() {
    let mut out = String::new();
    for (verdict, _, text) in corpus().into_iter().filter(|row| row.0 != "pass") {
        let (grammar, meaning) = judge(&text);
        writeln!(out, "{verdict}\n  {}", text.replace('\n', " ")).unwrap();
        for finding in grammar.iter().chain(&meaning) {
            let before = text.get(..finding.place.start as usize).unwrap().chars().count();
            let marked = text.get(finding.place.range()).unwrap().chars().count().max(1);
            writeln!(out, "  {}{} {}: {}", " ".repeat(before), "^".repeat(marked), finding.code.id, finding.message)
                .unwrap();
            if let Some(help) = &finding.help {
                writeln!(out, "      help: {help}").unwrap();
            }
            if let Some(mend) = &finding.mend {
                writeln!(out, "      write: {}{}", mend.text, if mend.safe { "" } else { " ?" }).unwrap();
            }
        }
        out.push('\n');
    }
    insta::with_settings!({ snapshot_path => folder(), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("corpus", out);
    });
}

/// Emission writes patterns without a tree, for speed: they are what a tree prints, and nothing is wrong with them.
#[test]
fn patterns_of_emission_are_in_the_form_that_trees_print() {
    let values = [
        "domain \"its.example\"",
        "ip \"203.0.113.7\"",
        "ip \"2001:db8::/32\"",
        "url \"https://a.example/x?y='z'\"",
        "email \"a'b@mail.example\"",
        "hash \"d41d8cd98f00b204e9800998ecf8427e\"",
        "hash \"da39a3ee5e6b4b0d3255bfef95601890afd80709\"",
        "filename \"C:\\\\it's\\\\a.exe\"",
        "account \"o'neil\"",
        "asn \"65535\"",
        "mac \"d2:fb:49:24:37:18\"",
        "mutex \"a\\nb\"",
    ];
    let claims: String = values.iter().map(|value| format!("  a uses {value} during 2024\n")).collect();
    let text = format!(
        "organization o \"O\"\nactor a \"A\"\nsource s \"S\" {{ publisher o published 2024-03-26 }}\nfrom s {{ o says {{\n{claims}}} }}"
    );
    let compilation = compile(&Memory::new([("/p/main.attr", text)]), &["/p/main.attr".into()], None);
    let patterns: Vec<&str> =
        compilation.objects.iter().filter_map(|object| object.get("pattern")?.as_text()).collect();
    assert_eq!(patterns.len(), values.len(), "{:?}", compilation.diagnostics);
    for text in patterns {
        assert_eq!(judge(text), (Vec::new(), Vec::new()), "{text}");
        assert_eq!(parse(text).0.unwrap().to_string(), text);
    }
}

#[test]
fn a_safe_mend_mends() {
    for (_, _, text) in corpus() {
        let (grammar, meaning) = judge(&text);
        for finding in grammar.iter().chain(&meaning) {
            let Some(mend) = finding.mend.as_ref().filter(|mend| mend.safe) else { continue };
            let mut mended = text.clone();
            mended.replace_range(finding.place.range(), &mend.text);
            assert!(parse(&mended).1.len() < grammar.len(), "{text} → {mended}: {finding:?}");
        }
    }
}

#[test]
fn every_pattern_that_reads_prints_and_reads_back() {
    for (_, _, text) in corpus().into_iter().filter(|row| row.0 != "fail") {
        let Some(pattern) = parse(&text).0 else { continue };
        let printed = pattern.to_string();
        assert_eq!(parse(&printed).0.as_ref(), Some(&pattern), "{text} → {printed}");
        assert_eq!(parse(&printed).0.unwrap().to_string(), printed);
    }
}

fn place() -> Place {
    Place::default()
}

fn literals() -> impl Strategy<Value = Literal> {
    prop_oneof![
        any::<i64>().prop_map(|number| Literal::Integer(number.to_string())),
        (any::<i32>(), 0_u32..1000).prop_map(|(whole, part)| Literal::Float(format!("{whole}.{part}"))),
        any::<String>().prop_map(Literal::String),
        prop::collection::vec(any::<u8>(), 0..6)
            .prop_map(|bytes| Literal::Hex(bytes.iter().map(|byte| format!("{byte:02x}")).collect())),
        Just(Literal::Binary("Zm9v".to_owned())),
        Just(Literal::Time("2024-03-26T12:00:00.5Z".to_owned())),
    ]
}

fn constants() -> impl Strategy<Value = Constant> {
    literals().prop_map(|literal| Constant { literal, place: place() })
}

fn texts() -> impl Strategy<Value = Constant> {
    any::<String>().prop_map(|text| Constant { literal: Literal::String(text), place: place() })
}

fn paths() -> impl Strategy<Value = Way> {
    let step = prop_oneof![
        any::<String>().prop_map(Step::Key),
        "[a-z_]{1,8}|AND|IN|true|t|b|h".prop_map(Step::Key),
        (0_i64..20).prop_map(Step::Index),
        Just(Step::Any),
    ];
    let first = prop_oneof!["[a-z_]{1,8}", any::<String>()].prop_map(Step::Key);
    ("[a-z]{1,6}(-[a-z]{1,6})?", first, prop::collection::vec(step, 0..4)).prop_map(|(object, first, rest)| Way {
        object,
        object_place: place(),
        steps: std::iter::once(first).chain(rest).map(|step| (step, place())).collect(),
        place: place(),
    })
}

fn comparisons() -> impl Strategy<Value = Comparison> {
    let ordered = prop::sample::select(vec![
        Operator::Equal,
        Operator::NotEqual,
        Operator::Less,
        Operator::LessOrEqual,
        Operator::Greater,
        Operator::GreaterOrEqual,
    ]);
    let textual =
        prop::sample::select(vec![Operator::Like, Operator::Matches, Operator::IsSubset, Operator::IsSuperset]);
    let test = prop_oneof![
        (ordered, constants()).prop_map(|(operator, constant)| (operator, Operand::One(constant))),
        (textual, texts()).prop_map(|(operator, constant)| (operator, Operand::One(constant))),
        prop::collection::vec(constants(), 0..4).prop_map(|set| (Operator::In, Operand::Set(set, place()))),
        Just((Operator::Exists, Operand::Nothing)),
        any::<bool>().prop_map(|flag| (
            Operator::Equal,
            Operand::One(Constant { literal: Literal::Boolean(flag), place: place() })
        )),
    ];
    let leaf = (any::<bool>(), paths(), test).prop_map(|(negated, path, (operator, operand))| {
        Comparison::Test(Test { negated, path, operator, operand, place: place() })
    });
    leaf.prop_recursive(4, 16, 4, |inner| {
        (prop::sample::select(vec![ComparisonJoint::Or, ComparisonJoint::And]), prop::collection::vec(inner, 2..4))
            .prop_map(|(joint, items)| Comparison::Chain { joint, items })
    })
}

fn observations() -> impl Strategy<Value = Observation> {
    let time = |text: &str| Constant { literal: Literal::Time(text.to_owned()), place: place() };
    let qualifier = prop_oneof![
        (1_u32..100).prop_map(|times| Qualifier::Repeats { times: times.to_string() }),
        "[1-9][0-9]{0,3}(\\.[0-9]{1,2})?".prop_map(|seconds| Qualifier::Within { seconds }),
        Just(Qualifier::Window { start: time("2024-01-01T00:00:00Z"), stop: time("2024-01-02T00:00:00Z") }),
    ];
    let leaf = comparisons().prop_map(|comparison| Observation::Single { comparison, place: place() });
    leaf.prop_recursive(4, 12, 3, move |inner| {
        let joint =
            prop::sample::select(vec![ObservationJoint::FollowedBy, ObservationJoint::Or, ObservationJoint::And]);
        prop_oneof![
            (joint, prop::collection::vec(inner.clone(), 2..4))
                .prop_map(|(joint, items)| Observation::Chain { joint, items }),
            (inner, prop::collection::vec(qualifier.clone(), 1..3)).prop_map(|(inner, qualifiers)| {
                let qualifiers = qualifiers.into_iter().map(|qualifier| (qualifier, place())).collect();
                Observation::Qualified { inner: Box::new(inner), qualifiers }
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_pattern_prints_and_reads_back(root in observations()) {
        let pattern = Pattern { root };
        let printed = pattern.to_string();
        let (read, found) = parse(&printed);
        prop_assert!(found.is_empty(), "{printed}: {found:?}");
        prop_assert_eq!(read, Some(pattern));
        judge(&printed);
    }

    #[test]
    fn no_text_stops_the_reader(text in any::<String>(), pieces in pieces(), mutant in mutants()) {
        for text in [text, pieces, mutant] {
            let (grammar, meaning) = judge(&text);
            for finding in grammar.iter().chain(&meaning) {
                prop_assert!(text.get(finding.place.range()).is_some(), "{text}: {finding:?}");
            }
            if grammar.is_empty() {
                let pattern = parse(&text).0;
                let printed = pattern.as_ref().map(ToString::to_string).unwrap_or_default();
                prop_assert_eq!(parse(&printed), (pattern, Vec::new()), "{}", text);
            }
        }
    }
}

/// Words and marks of patterns, and what people write for them.
const PIECES: &[&str] = &[
    "[",
    "]",
    "(",
    ")",
    "AND",
    "OR",
    "and",
    "FOLLOWEDBY",
    "WITHIN",
    "START",
    "STOP",
    "REPEATS",
    "5",
    "SECONDS",
    "TIMES",
    "NOT",
    "EXISTS",
    "IN",
    "LIKE",
    "=",
    "==",
    "!=",
    "a:b",
    "file:name",
    ":",
    ".",
    ",",
    "*",
    "'x'",
    "'",
    "\"",
    "t'2024-01-01T00:00:00Z'",
    "h'00'",
    "b'",
    "true",
    "x",
    "-",
    "/*",
    "*/",
    "//",
    "\n",
    " ",
    "&&",
    "‘",
    "’",
    "é",
    "\\",
];

fn pieces() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(PIECES), 1..16);
    (words, prop::sample::select(vec!["", " "])).prop_map(|(words, between)| words.join(between))
}

/// A pattern of the corpus with a piece in the place of a few characters.
fn mutants() -> impl Strategy<Value = String> {
    let patterns: Vec<Vec<char>> = corpus().into_iter().map(|row| row.2.chars().collect()).collect();
    let piece = prop::sample::select(PIECES);
    (prop::sample::select(patterns), any::<prop::sample::Index>(), 0_usize..3, piece).prop_map(
        |(mut letters, at, length, piece)| {
            let from = at.index(letters.len());
            let to = (from + length).min(letters.len());
            letters.splice(from..to, piece.chars());
            letters.into_iter().collect()
        },
    )
}

#[test]
fn depth_and_length_are_no_danger() {
    let deep = format!("{}[a:b=1]{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(judge(&deep).0.len(), 1);
    let inner = format!("[{}a:b=1{}]", "(".repeat(100_000), ")".repeat(100_000));
    assert!(!judge(&inner).0.is_empty());
    let long = vec!["[url:value = 'a']"; 20_000].join(" OR ");
    assert!(judge(&long).0.is_empty());
    let qualified = format!("[url:value = 'a']{}", " WITHIN 1 SECONDS REPEATS 2 TIMES".repeat(100_000));
    assert!(judge(&qualified).0.is_empty());
    for words in [
        "[a:b=1 WITHIN:c=1]",
        "[a:b=1 OR:c=1]",
        "[a:b=1] AND:",
        "NOT NOT EXISTS",
        "(((]]]",
        "[[[",
        "[a:b[",
        "[a:b IN (",
    ] {
        judge(&words.repeat(5_000));
    }
    let types: Vec<String> = (0..20_000).map(|at| format!("x-{at}:a = 1")).collect();
    assert!(judge(&format!("[{}]", types.join(" OR "))).1.is_empty());
}
