//! What begins a statement: kinds, `use` and `from`, names that speak, forms of whole statements.

use super::asked::{Asked, speaks};
use super::names::{author, names};
use super::offers::Offers;
use super::{Completion, CompletionKind};
use crate::diag::codes::names::UNKNOWN_NAME;
use crate::reference::phrase::listed;
use crate::vocab::language::{KINDS, Kind, OBSERVABLES, Role};
use crate::vocab::standard::Category;

/// What begins a statement.
pub fn statements(asked: &Asked<'_>, offers: &mut Offers, section: u8) {
    offers.section(section);
    if asked.position.document.is_none() {
        offers.add(
            Completion::new(CompletionKind::Snippet, "from … { }")
                .filter("from")
                .snippet("from ${1:document} {\n  $0\n\\}")
                .documentation("what a document says"),
        );
        offers.add(
            Completion::new(CompletionKind::Snippet, "use \"…\"")
                .filter("use")
                .snippet("use \"$1\"")
                .documentation("names that another file declares"),
        );
    }
    let kinds = |role: Role| KINDS.iter().filter(move |kind| kind.role == role);
    for role in [Role::Party, Role::Source, Role::Act] {
        for kind in kinds(role) {
            offers.add(self::kind(kind));
            offers.add(form(kind));
        }
    }
    offers.section(section + 1);
    speakers(asked, offers);
    offers.section(section + 2);
    let outermost = kinds(Role::Project).chain(kinds(Role::Received));
    let outermost = outermost.filter(|kind| asked.position.document.is_none() || kind.word == "object");
    offers.extend(kinds(Role::Raw).chain(outermost).map(kind));
}

/// Names that can speak.
pub fn speakers(asked: &Asked<'_>, offers: &mut Offers) {
    names(asked, offers, &speaks);
    author(asked, offers);
}

/// Names that the file uses and nothing declares: one of them may be meant.
pub fn undeclared(asked: &Asked<'_>, offers: &mut Offers) {
    let unknown = asked.near.compilation.diagnostics.iter().filter(|found| found.code.id == UNKNOWN_NAME.id);
    let places = unknown.filter_map(|found| found.primary).filter(|place| place.file == asked.file);
    let names =
        places.filter(|place| place.span.lo != asked.position.replace.lo).map(|place| asked.near.written(place));
    offers.extend(names.map(|name| Completion::new(CompletionKind::Name, name).detail("used, and not declared yet")));
}

/// Kinds that stand before a text in a claim, and tags of observables.
pub fn inline(offers: &mut Offers, takes: &dyn Fn(&Kind) -> bool) {
    let is_thing = |kind: &Kind| kind.object_type().is_some_and(|row| row.category == Category::Sdo);
    let kinds = KINDS.iter().filter(|kind| matches!(kind.role, Role::Party | Role::Raw) && takes(kind));
    for kind in kinds.filter(|kind| is_thing(kind)) {
        let inline = self::kind(kind).snippet(format!("{} \"$1\"", kind.word));
        offers.add(Completion { label: format!("{} \"…\"", kind.word), ..inline });
    }
    let example = crate::vocab::language::kind("domain-name");
    if example.is_some_and(takes) {
        observables(offers);
    }
}

/// Tags of observables with a text.
pub fn observables(offers: &mut Offers) {
    for tag in OBSERVABLES {
        let becomes = if tag.stix.is_empty() { "the type that its value has" } else { tag.stix };
        offers.add(
            Completion::new(CompletionKind::Keyword, format!("{} \"…\"", tag.word))
                .filter(tag.word)
                .snippet(format!("{} \"$1\"", tag.word))
                .detail("observable")
                .documentation(format!("{}\n\nin STIX: `{becomes}`", tag.doc)),
        );
    }
}

/// A kind.
pub fn kind(kind: &'static Kind) -> Completion {
    let summary = match (kind.doc, kind.object_type()) {
        ("", Some(row)) => row.summary,
        (doc, _) => doc,
    };
    let fixed: Vec<String> = kind.fixed.iter().map(|(key, value)| format!("`{key}` is `{value}`")).collect();
    let mut lines = vec![summary.to_owned()];
    if !kind.stix.is_empty() && kind.role != Role::Raw {
        let fixed = if fixed.is_empty() { String::new() } else { format!("; {}", fixed.join(", ")) };
        lines.push(format!("in STIX: `{}`{fixed}", kind.stix));
    }
    if let Some(act) = kind.act.as_ref().filter(|act| !act.verb.is_empty()) {
        lines.push(format!("emits `{}` from its authority to {}", act.verb, listed(act.targets.iter().copied())));
    }
    let what = match kind.role {
        Role::Party => "kind",
        Role::Source => "document",
        Role::Act => "act",
        Role::Raw => "type of STIX",
        Role::Project | Role::Received => "head of a file",
    };
    Completion::new(CompletionKind::Keyword, kind.word).detail(what).documentation(lines.join("\n\n"))
}

/// A declaration of a kind, with holes for what it cannot do without.
fn form(kind: &'static Kind) -> Completion {
    let inner = match kind.role {
        Role::Source => "publisher ${3:name}  published ${4:YYYY-MM-DD}\n  $0".to_owned(),
        Role::Act => {
            let dated = kind.act.as_ref().and_then(|act| act.dated.first()).copied().unwrap_or("published");
            format!("authority ${{3:name}}  against ${{4:name}}\n  {dated} ${{5:YYYY-MM-DD}}\n  $0")
        }
        _ => "$0".to_owned(),
    };
    let text = format!("{} ${{1:name}} \"${{2:Title}}\" {{\n  {inner}\n\\}}", kind.word);
    let plain = self::kind(kind);
    Completion { label: format!("{} … {{ }}", kind.word), kind: CompletionKind::Snippet, ..plain.snippet(text) }
}
