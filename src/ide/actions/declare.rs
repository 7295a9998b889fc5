//! Declarations and `use` lines for names that nothing here declares.

use super::place::declaration_before;
use super::{Action, ActionKind, Ask};
use crate::diag::codes::names::UNKNOWN_NAME;
use crate::facts::{Form, using};
use crate::ide::node::{Node, path};
use crate::source::Span;
use crate::syntax::literal::quote;
use crate::syntax::tree::Item;
use crate::vocab::language::{self, Argument, KINDS, Kind, Role, ValueType};
use crate::vocab::standard::Shape;

/// How many kinds are proposed.
const MOST: usize = 4;

/// How many kinds of an inline object are proposed in place of a name.
const MOST_INLINE: usize = 2;

/// Kinds that names are of most often, the likeliest first.
const LIKELY: &[&str] =
    &["actor", "organization", "person", "agency", "state", "group", "source", "malware", "tool", "class", "campaign"];

/// Kinds that are written inline most often.
const LIKELY_INLINE: &[&str] =
    &["class", "organization", "group", "attack-pattern", "infrastructure", "malware", "tool"];

/// For each unknown name, a declaration by each kind that fits where it stands; as the object of a claim, an inline object.
pub fn declarations(ask: &Ask<'_>) -> Vec<Action> {
    let mut found = Vec::new();
    for (index, _, span) in ask.findings().filter(|(_, diagnostic, _)| diagnostic.code.id == UNKNOWN_NAME.id) {
        let name = ask.slice(span);
        let wanted = wanted(ask, span);
        let title = title(name);
        for kind in wanted.kinds.iter().take(MOST) {
            let declaration = format!("{} {name} {}", kind.word, quote(&title));
            let Some(edit) = declaration_before(ask, span.lo, &declaration) else { continue };
            let action = ask.action(format!("declare `{name}` as `{}`", kind.word), ActionKind::Fix, vec![edit]);
            found.push(Action { mends: Some(index), ..action });
        }
        let fits = |word: &&&str| wanted.inline && wanted.kinds.iter().any(|kind| kind.word == **word);
        found.extend(LIKELY_INLINE.iter().filter(fits).take(MOST_INLINE).map(|kind| {
            let text = format!("{kind} {}", quote(&name.replace('_', " ")));
            let title = format!("write `{text}`");
            Action { mends: Some(index), ..ask.action(title, ActionKind::Fix, vec![ask.edit(span, text)]) }
        }));
    }
    found
}

/// For each unknown name that another file of the project declares, the `use` line of that file.
pub fn uses(ask: &Ask<'_>) -> Vec<Action> {
    let (Some(whole), Some(text)) = (ask.whole, ask.analysis.text(ask.file)) else { return Vec::new() };
    if whole.compilation.project.root != ask.analysis.compilation.project.root {
        return Vec::new();
    }
    let facts = whole.facts();
    let mut found: Vec<Action> = Vec::new();
    for (index, _, span) in ask.findings().filter(|(_, diagnostic, _)| diagnostic.code.id == UNKNOWN_NAME.id) {
        let name = ask.slice(span);
        let declared = facts.entities.iter().filter(|entity| entity.name == name && entity.form == Form::Declared);
        for entity in declared {
            let Some(other) = whole.text(facts.location(entity.origin).file) else { continue };
            if other.path == text.path {
                continue;
            }
            let (line, edit) = using(&ask.analysis.compilation.project, ask.file, &other.path);
            let action = ask.action(format!("add `{line}`"), ActionKind::Fix, vec![edit]);
            found.push(Action { mends: Some(index), preferred: true, ..action });
        }
    }
    if found.len() > 1 {
        found.iter_mut().for_each(|action| action.preferred = false);
    }
    found
}

/// What is wanted where a name stands.
struct Wanted {
    /// The kinds that fit, the likeliest first.
    kinds: Vec<&'static Kind>,
    /// Whether an inline object may stand there too.
    inline: bool,
}

fn wanted(ask: &Ask<'_>, place: Span) -> Wanted {
    let nodes = path(ask.content, ask.tree, place.lo);
    let speaks = &["organization", "agency", "person", "state", "group"];
    let sorted = |fits: &dyn Fn(&Kind) -> bool| {
        let mut kinds: Vec<&'static Kind> = KINDS.iter().filter(|kind| may_be_declared(kind) && fits(kind)).collect();
        kinds.sort_by_key(|kind| LIKELY.iter().position(|word| *word == kind.word).unwrap_or(LIKELY.len()));
        Wanted { kinds, inline: false }
    };
    let listed = |words: &[&str]| Wanted {
        kinds: words.iter().filter_map(|word| language::kind(word)).collect(),
        inline: false,
    };
    let documents = || listed(&["source", "advisory", "indictment"]);
    let of_classes = |classes: &[&str]| {
        let wanted =
            sorted(&|kind: &Kind| !kind.is_document() && (classes.is_empty() || classes.contains(&kind.class)));
        Wanted { inline: true, ..wanted }
    };
    let qualifier = nodes.iter().rev().find_map(|node| match node {
        Node::Qualifier(qualifier) => Some(qualifier.word),
        _ => None,
    });
    if let Some(qualifier) = qualifier {
        return match language::qualifier(qualifier).map(|row| row.argument) {
            Some(Argument::Document) => documents(),
            _ => listed(speaks),
        };
    }
    let kind = nodes.iter().find_map(|node| match node {
        Node::Item(Item::Declaration(declaration)) => language::kind(declaration.kind),
        _ => None,
    });
    let property = nodes.iter().find_map(|node| match node {
        Node::Property(property) => Some(property.key),
        _ => None,
    });
    if let Some((kind, key)) = kind.zip(property) {
        return match kind.key(key).map(|key| key.value) {
            Some(ValueType::Document) => documents(),
            Some(ValueType::Name(classes)) if !classes.is_empty() => Wanted { inline: false, ..of_classes(classes) },
            _ => match kind.object_type().and_then(|row| row.property(key)).map(|property| property.shape) {
                Some(Shape::Identifier(types) | Shape::List(&Shape::Identifier(types))) => {
                    sorted(&|kind: &Kind| types.contains(&kind.stix))
                }
                _ => listed(speaks),
            },
        };
    }
    let claim = nodes.iter().find_map(|node| match node {
        Node::Claim(claim) => Some(*claim),
        _ => None,
    });
    match (claim, nodes.last()) {
        (Some(claim), _) => {
            let is_object = place.lo > ask.span(claim.verb).lo;
            let verb = language::verb(claim.verb);
            of_classes(verb.map_or(&[], |verb| if is_object { verb.to } else { verb.from }))
        }
        (None, Some(Node::Item(Item::From(_)))) => documents(),
        (None, Some(Node::Item(Item::Response(response)))) if place.lo > ask.span(response.word).lo => documents(),
        _ => listed(speaks),
    }
}

fn may_be_declared(kind: &Kind) -> bool {
    !matches!(kind.role, Role::Project | Role::Received) && !kind.word.is_empty()
}

/// What a name says, as a title to go on from: `uk_parliament` is "Uk parliament".
fn title(name: &str) -> String {
    let spaced = name.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
