//! The pages of `docs/reference/`.

use super::meanings::{codes, kinds, speech, standard, targets, values, verbs};
use super::{example, markdown};
use crate::vocab::language::{COMMON_KEYS, KINDS, Role, SCALES};
use crate::vocab::standard::{EXTENSIONS, OBJECT_TYPES, STRUCTURES};
use crate::vocab::targets::CONSUMERS;

/// A page.
pub struct Page {
    /// Its file name in `docs/reference/`.
    pub file: &'static str,
    /// Its content, Markdown.
    pub content: String,
}

/// All pages.
pub fn pages() -> Vec<Page> {
    let page = |file, title, body: String| Page { file, content: format!("{HEAD}\n\n# {title}\n\n{body}") };
    vec![
        page("kinds.md", "Kinds and keys", kinds_page()),
        page("verbs.md", "Verbs", verbs_page()),
        page("speech.md", "Stances, responses and qualifiers", speech_page()),
        page("values.md", "Hedges, amounts, gaps and observables", values_page()),
        page("standard.md", "STIX 2.1 in the language", standard_page()),
        page("targets.md", "Targets", targets_page()),
        page("diagnostics.md", "Errors and lints", diagnostics_page()),
        page("requirements.md", "Requirements of STIX 2.1", requirements_page()),
    ]
}

const HEAD: &str = "<!-- Made from the tables by `ATTRC_UPDATE=1 cargo test --test docs`. Do not edit: edit grammar/ or src/diag/codes/. -->";

fn kinds_page() -> String {
    let mut out = String::from(
        "A declaration is `KIND name \"Title\" { key value … }`. A kind never carries an allegation: that a company is a\n\
         front, or that somebody was a victim, is a claim by somebody. Types of STIX 2.1 are kinds as well, with all\n\
         their properties: [standard.md](standard.md).\n\n## Keys of every kind\n\n",
    );
    out += &markdown::table(&kinds::key_table(COMMON_KEYS));
    let roles = [
        (Role::Party, "Parties", "Who acts, speaks or is acted upon."),
        (Role::Source, "Documents", "What facts are read in: `from NAME { … }`."),
        (Role::Act, "Acts", "What authorities do. An act is a document too: `from NAME { … }` states what it says."),
        (Role::Project, "The file itself", "What a manifest would say, in a file that stands alone."),
        (
            Role::Received,
            "What is received",
            "Bundles of others, and objects of types that no table has. A kind that begins with `x-` is the type of its name.",
        ),
    ];
    for (role, title, doc) in roles {
        out += &format!("\n## {title}\n\n{doc}\n");
        for kind in KINDS.iter().filter(|kind| kind.role == role) {
            out += &format!("\n{}", markdown::entry(&kinds::entry(kind), 3));
        }
    }
    out
}

fn verbs_page() -> String {
    let mut out = String::from(
        "A claim is `subject VERB object`. A verb takes the kinds named here, and every pair of types that STIX 2.1\n\
         names for it; `attrc explain VERB` shows those.\n",
    );
    for (group, doc) in verbs::GROUPS {
        let (title, rest) = doc.split_once(':').map_or((*doc, ""), |(title, rest)| (title, rest.trim()));
        let title = title.split_at_checked(1).map_or(String::new(), |(first, rest)| first.to_uppercase() + rest);
        let rest = rest
            .split_at_checked(1)
            .map_or(String::new(), |(first, rest)| format!("{}{rest}.\n\n", first.to_uppercase()));
        out += &format!("\n## {title}\n\n{rest}{}", markdown::table(&verbs::group_table(group)));
    }
    out
}

fn speech_page() -> String {
    let parts = [
        ("Stances", "How a speaker stands to the claims of a speech: `speaker STANCE { … }`.", speech::stances()),
        ("Responses", "What a speaker answers: `speaker RESPONSE target`.", speech::responses()),
        ("Qualifiers", "Each takes exactly one argument.", speech::qualifiers()),
        ("Words of the grammar", "Reserved like all words on this page.", speech::keywords()),
    ];
    sections(&parts)
}

fn values_page() -> String {
    let mut out = String::from(
        "## Scales of likelihood\n\nA speaker speaks on the scale that its declaration names: `scale icd-203`.\n",
    );
    for scale in SCALES {
        out += &format!("\n### `{}`\n\n{}.\n\n{}", scale.name, scale.doc, markdown::table(&values::scale_table(scale)));
    }
    let parts = [
        (
            "Analytic confidence",
            "How good the basis is, never how likely: `confidence moderate`.",
            values::confidences(),
        ),
        (
            "Grades",
            "An Admiralty grade is the reliability of the source, `A` to `F`, and a digit for the information: `grade B2`.",
            values::grades(),
        ),
        (
            "Words of amounts and times",
            "They keep what the source said: `more-than 10_000`, `early 2021`, `dozens`.",
            values::amounts(),
        ),
        ("Gaps", "They may stand for any value of a key and for any object of a claim.", values::gaps()),
        ("Observables", "A tag and a value in quotes: `domain \"a[.]example\"`.", values::observables()),
        ("Markings", "`marking green` in a declaration, or `marking = \"green\"` in `attr.toml`.", values::markings()),
    ];
    out + "\n" + &sections(&parts)
}

fn standard_page() -> String {
    let mut out = String::from(
        "Every type of STIX 2.1 can be declared by its own name, with every property of the standard by its own name.\n\
         Properties of one's own stand in `custom { … }`. The facts are restated in our own words; section numbers lead\n\
         to the standard.\n\n## Properties common to all types\n\n",
    );
    out += &markdown::table(&standard::common_properties());
    for (title, rows) in [("Types", OBJECT_TYPES), ("Extensions", EXTENSIONS), ("Structures", STRUCTURES)] {
        out += &format!("\n## {title}\n");
        for row in rows {
            out += &format!("\n### `{}`\n\n{} Section {}.\n", row.name, row.summary, row.section);
            let properties = standard::properties(row);
            if !properties.rows.is_empty() {
                out += &format!("\n{}", markdown::table(&properties));
            }
        }
    }
    out += &format!("\n## Vocabularies\n\n{}", markdown::table(&standard::vocabularies()));
    out
}

fn targets_page() -> String {
    let mut out = String::from(
        "What each consumer takes, as `build -t` and `check -t` have it; [targets.md](../targets.md) says what they do with it.\n\n",
    );
    out += &markdown::table(&targets::table());
    out += &format!("\n## What is changed or lost\n\n{}", markdown::table(&targets::losses()));
    for row in CONSUMERS {
        out += &format!("\n{}", markdown::entry(&targets::entry(row), 2));
        out +=
            &format!("\nRelationships between what the types become:\n\n{}", markdown::table(&targets::accepted(row)));
    }
    out
}

fn diagnostics_page() -> String {
    let mut out = String::from(
        "`E…` are errors of the language; they have no level. `L…` are lints: `-D`, `-W` and `-A` set their level, and so\n\
         does `attr.toml`:\n\n```toml\n[lints]\nunused-use = \"deny\"      # allow, warn or deny\n```\n\n",
    );
    out += "`R…` are requirements of STIX 2.1, with a level too: [requirements.md](requirements.md).\n\n";
    out += &markdown::table(&codes::table_of_language());
    for code in codes::of_language() {
        out += &format!("\n{}", markdown::entry(&codes::entry(code), 2));
        if let Some(example) = example(code) {
            out += &format!("\nFound in:\n\n```\n{}\n```\n", example.trim());
        }
    }
    out
}

fn requirements_page() -> String {
    let [all, judged, alone] = codes::counts();
    let mut out = format!(
        "What STIX 2.1 (OASIS Standard, with the draft of Errata 01) asks for, restated in our own words, and the code that\n\
         `attrc validate` reports it by: {judged} of {all} requirements. A MUST is an error, a SHOULD a warning, unless the level\n\
         is set otherwise; `prose` is what the standard says without such a word. [validate.md](../validate.md) says more.\n\n\
         The last column is where stix2-validator 3.3.2 looks at it: its JSON schema, a code (`V103`), or a function. **–** is\n\
         nowhere, as in {alone} rows.\n\n## Judged\n\n"
    );
    out += &markdown::table(&codes::judged_requirements());
    out += "\n## Not judged\n\nWhat no file can show, and what another row says already.\n\n";
    out + &markdown::table(&codes::unjudged_requirements())
}

fn sections(parts: &[(&str, &str, super::Table)]) -> String {
    let sections = parts.iter().map(|(title, doc, table)| format!("## {title}\n\n{doc}\n\n{}", markdown::table(table)));
    sections.collect::<Vec<_>>().join("\n")
}
