//! `attr.toml`: author, namespace, default marking and language, lint levels.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::de::{DeTable, DeValue};
use uuid::Uuid;

use super::destination::{Destination, destinations};
use crate::diag::codes::projects as codes;
use crate::diag::{Diagnostic, Levels, Severity};
use crate::source::{FileId, Location, Span};
use crate::vocab::standard::{self, Marking};

/// The name of the manifest.
pub const MANIFEST: &str = "attr.toml";

/// The namespace of all files without a manifest, drawn once. Strangers' `apt31` share an id there, which is why nothing
/// is published from it.
pub const SCRATCH_NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_1a1c_2a3e_5d0b_9a54_3c1e_7b2d_94e6);

/// The editions of the language that this compiler reads.
const EDITIONS: &[&str] = &["2026"];

/// What a project says of itself.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// Whose claims about others' claims these are: `created_by_ref` of everything.
    pub author: Author,
    /// Where the author's name stands; `None` for a lone file that names none.
    pub author_at: Option<Location>,
    /// The namespace of its ids.
    pub namespace: Uuid,
    /// Whether there is no manifest, so that ids are not the project's own.
    pub scratch: bool,
    /// The default marking.
    pub marking: Option<&'static Marking>,
    /// The default language, RFC 5646.
    pub lang: Option<String>,
    /// Paths of bundles of ATT&CK, with where they stand.
    pub attack: Vec<(String, Location)>,
    /// Lint levels, in the order of the file.
    pub lints: Vec<(String, LintLevel)>,
    /// Where it is published, in the order of the file.
    pub destinations: Vec<Destination>,
}

/// The author of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Name, as other platforms will show it.
    pub name: String,
    /// `identity_class` of the standard.
    pub class: String,
    /// A STIX id that the author already has.
    pub id: Option<String>,
}

/// The level of a lint in a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LintLevel {
    /// Not reported.
    Allow,
    /// Reported.
    Warn,
    /// Fails the run.
    Deny,
}

impl LintLevel {
    fn of(word: &str) -> Option<Self> {
        match word {
            "allow" => Some(Self::Allow),
            "warn" => Some(Self::Warn),
            "deny" => Some(Self::Deny),
            _ => None,
        }
    }

    /// As a severity; `None` for allowed.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

impl Default for Manifest {
    /// That of a lone file.
    fn default() -> Self {
        Self {
            author: Author { name: "unknown author".to_owned(), class: "unknown".to_owned(), id: None },
            author_at: None,
            namespace: SCRATCH_NAMESPACE,
            scratch: true,
            marking: None,
            lang: None,
            attack: Vec::new(),
            lints: Vec::new(),
            destinations: Vec::new(),
        }
    }
}

/// The file's own shape.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    edition: toml::Spanned<String>,
    author: AuthorTable,
    project: ProjectTable,
    attack: Option<AttackTable>,
    #[expect(dead_code, reason = "its destinations are read with their places")]
    publish: Option<toml::Value>,
    #[serde(default)]
    lints: BTreeMap<toml::Spanned<String>, toml::Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorTable {
    name: toml::Spanned<String>,
    #[serde(default = "organization")]
    class: String,
    id: Option<toml::Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectTable {
    namespace: toml::Spanned<String>,
    marking: Option<toml::Spanned<String>>,
    lang: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttackTable {
    #[expect(dead_code, reason = "its paths are read with their places")]
    bundle: toml::Value,
}

impl Manifest {
    /// Reads a manifest; what cannot be understood is reported and stays at its default.
    pub fn parse(file: FileId, text: &str, found: &mut Vec<Diagnostic>) -> Self {
        let mut report = |range: Option<Range<usize>>, message: String, help: &str| {
            let span = range.map_or(Span::at(0), |range| Span::new(range.start as u32, range.end as u32));
            let place = Location::new(file, span);
            found.push(Diagnostic::new(&codes::BAD_MANIFEST, place, message).help(help));
        };
        let mut manifest = Self::default();
        let read: File = match toml::from_str(text) {
            Ok(read) => read,
            Err(error) => {
                let message = error.message().replace('\n', "; ");
                report(error.span(), message, "`attrc new DIR` writes a manifest to start from");
                return manifest;
            }
        };
        if !EDITIONS.contains(&read.edition.get_ref().as_str()) {
            let message = format!("`{}` is no edition of the language", read.edition.get_ref());
            report(Some(read.edition.span()), message, "this compiler reads edition \"2026\"");
        }
        match read.project.namespace.get_ref().parse() {
            Ok(namespace) => manifest.namespace = namespace,
            Err(_) => report(
                Some(read.project.namespace.span()),
                format!("`{}` is no UUID", read.project.namespace.get_ref()),
                "draw one once, for example with `uuidgen`, and never change it: all ids hang on it",
            ),
        }
        if let Some(marking) = read.project.marking {
            manifest.marking = standard::marking(marking.get_ref());
            if manifest.marking.is_none() {
                let message = format!("`{}` is no TLP 2.0 marking", marking.get_ref());
                report(Some(marking.span()), message, "clear, green, amber, amber-strict or red");
            }
        }
        let mut lints: Vec<_> = read.lints.into_iter().collect();
        lints.sort_by_key(|(lint, _)| lint.span().start);
        for (lint, level) in lints {
            match (Levels::default().set(lint.get_ref(), None), LintLevel::of(level.get_ref())) {
                (Err(unknown), _) => report(Some(lint.span()), format!("`{}` is no lint", unknown.word), &unknown.help),
                (_, None) => {
                    let message = format!("`{}` is no level of a lint", level.get_ref());
                    report(Some(level.span()), message, "write \"allow\", \"warn\" or \"deny\"");
                }
                (Ok(()), Some(level)) => manifest.lints.push((lint.into_inner(), level)),
            }
        }
        if read.attack.is_some() {
            manifest.attack = bundles(file, text, &mut report);
        }
        if let Some(id) = &read.author.id
            && id.get_ref().strip_prefix("identity--").is_none_or(|uuid| Uuid::try_parse(uuid).is_err())
        {
            let message = format!("`{}` is no STIX id of an identity", id.get_ref());
            report(Some(id.span()), message, "write `identity--` and a UUID, or leave it out");
        }
        let named = read.author.name.span();
        let author_at = Some(Location::new(file, Span::new(named.start as u32, named.end as u32)));
        let author = Author {
            name: read.author.name.into_inner(),
            class: read.author.class,
            id: read.author.id.map(toml::Spanned::into_inner),
        };
        let destinations = destinations(file, text, found);
        Self { author, author_at, scratch: false, lang: read.project.lang, destinations, ..manifest }
    }
}

/// The paths of `[attack] bundle`, one or several, each with its place.
fn bundles(
    file: FileId,
    text: &str,
    report: &mut impl FnMut(Option<Range<usize>>, String, &str),
) -> Vec<(String, Location)> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let bundle = table.get_ref().get("attack").and_then(|attack| attack.get_ref().get("bundle"));
    let paths = match bundle.map(|bundle| (bundle, bundle.get_ref())) {
        Some((_, DeValue::Array(paths))) => paths.iter().collect(),
        Some((path, _)) => vec![path],
        None => Vec::new(),
    };
    let mut all = Vec::new();
    for path in paths {
        let span = path.span();
        match path.get_ref() {
            DeValue::String(path) => {
                let place = Location::new(file, Span::new(span.start as u32, span.end as u32));
                all.push((path.to_string(), place));
            }
            other => {
                let message = format!("`bundle` takes a path, or a list of paths, found {}", other.type_str());
                report(Some(span), message, "write `bundle = \"enterprise-attack.json\"`");
            }
        }
    }
    all
}

fn organization() -> String {
    "organization".to_owned()
}
