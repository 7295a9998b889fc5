//! What can be followed: files, stored texts, addresses on the web, quotations.
//!
//! Addresses of those whom a case is about are never links: no observable, nothing that is defanged or published by an
//! adversary, and no address that the project has as an observable.

use std::collections::{BTreeMap, BTreeSet};

use super::definition::used;
use super::quoted::quoted;
use super::{Analysis, Spot};
use crate::facts::{Entity, Facts, Form, Referent, refang};
use crate::source::{FileId, LineTable, Location, Span};
use crate::syntax::literal::unquote;
use crate::syntax::tree::{Declaration, Item, Property, Value};
use crate::vocab::attack;
use crate::vocab::language::{Kind, Role, ValueType, kind};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address on the web.
    Web(String),
    /// A place in a file or a stored text.
    Spot(Spot),
}

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What is clicked.
    pub span: Span,
    /// What it leads to.
    pub target: LinkTarget,
    /// What is shown about it.
    pub tooltip: String,
}

/// The key of a web address about something, also in references to other catalogues (STIX 2.1, section 2.5).
const URL: &str = "url";

/// The property with such references.
const REFERENCES: &str = "external_references";

/// The links of a file, in the order of its text.
pub fn links(analysis: &Analysis, file: FileId) -> Vec<Link> {
    let (Some(text), Some(tree)) = (analysis.text(file), analysis.tree(file)) else { return Vec::new() };
    let content = &*text.content;
    let mut links = Links { analysis, file, content, hostile: hostile(analysis.facts()), found: Vec::new() };
    links.items(&tree.items);
    links.codes();
    links.stored();
    links.quotations();
    links.found.sort_by_key(|link| link.span);
    links.found
}

struct Links<'a> {
    analysis: &'a Analysis,
    file: FileId,
    content: &'a str,
    /// The observables of the project: addresses, and names of hosts.
    hostile: BTreeSet<String>,
    found: Vec<Link>,
}

impl<'a> Links<'a> {
    fn push(&mut self, span: Span, target: LinkTarget, tooltip: String) {
        self.found.push(Link { span, target, tooltip });
    }

    fn items(&mut self, items: &[Item<'_>]) {
        for item in items {
            match item {
                Item::Use(item) => {
                    if let Some(spot) = used(self.analysis, self.file, item) {
                        let tooltip = format!("open {}", unquote(item.path));
                        self.push(Span::of(self.content, item.path), LinkTarget::Spot(spot), tooltip);
                    }
                }
                Item::From(from) => self.items(&from.items),
                Item::Declaration(declaration) => self.declaration(declaration),
                Item::Speech(_) | Item::Response(_) => {}
            }
        }
    }

    fn declaration(&mut self, declaration: &Declaration<'_>) {
        let Some(kind) = kind(declaration.kind) else { return };
        let is_adversary = declaration.properties.iter().any(|property| {
            property.key == "tier" && property.values.iter().any(|value| value.value.text() == "adversary")
        });
        for property in &declaration.properties {
            let row = kind.key(property.key);
            let values = property.values.iter().map(|value| &value.value);
            if !is_adversary && property.key == URL && !is_observed(kind) {
                values.clone().for_each(|value| self.address(value));
            } else if property.key == REFERENCES {
                values.clone().for_each(|value| self.references(value));
            } else if row.is_some_and(|row| row.value == ValueType::Code("attack")) {
                self.ids(property);
            }
        }
    }

    fn ids(&mut self, property: &Property<'_>) {
        for value in &property.values {
            if let Value::Code(code) = value.value {
                self.attack(Span::of(self.content, code), code);
            }
        }
    }

    /// The addresses of references to other catalogues: a list of dictionaries.
    fn references(&mut self, value: &Value<'_>) {
        let Value::List { values, .. } = value else { return };
        for value in values {
            let Value::Dictionary { entries, .. } = value else { continue };
            entries.iter().filter(|(key, _)| unquote(key) == URL).for_each(|(_, value)| self.address(value));
        }
    }

    fn address(&mut self, value: &Value<'_>) {
        let Value::String(raw) = value else { return };
        let address = unquote(raw);
        if self.is_offered(&address) {
            let span = Span::of(self.content, raw);
            // The quotes are no part of an address.
            let inside = Span::new(span.lo + 1, span.hi.saturating_sub(1));
            self.push(inside, LinkTarget::Web(address.clone()), format!("open {address}"));
        }
    }

    fn is_offered(&self, address: &str) -> bool {
        let lower = address.to_ascii_lowercase();
        let Some((_, rest)) = lower.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https")) else {
            return false;
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        let host = host.split(':').next().unwrap_or_default();
        let plain = refang(address) == address && !address.contains(char::is_whitespace) && !address.contains('\\');
        // The domain that is observed, and what is below it.
        let below = host.match_indices('.').filter_map(|(at, _)| host.get(at + 1..));
        let is_hostile = [host, lower.as_str()].into_iter().chain(below).any(|name| self.hostile.contains(name));
        plain && !host.is_empty() && !is_hostile
    }

    fn codes(&mut self) {
        let facts = self.analysis.facts();
        let whole = Span::new(0, self.content.len() as u32 + 1);
        for name in self.analysis.names().within(self.file, whole) {
            let Referent::Entity(id) = name.to else { continue };
            let entity = facts.entity(id);
            match entity.form {
                Form::Coded if entity.kind.stix == "vulnerability" => {
                    let address = format!("https://www.cve.org/CVERecord?id={}", entity.name);
                    let tooltip = format!("{} at cve.org", entity.name);
                    self.push(name.place.span, LinkTarget::Web(address), tooltip);
                }
                Form::Coded => self.attack(name.place.span, &entity.name),
                _ => {}
            }
        }
    }

    fn attack(&mut self, span: Span, code: &str) {
        if let Some(entry) = attack::entry(code) {
            self.push(span, LinkTarget::Web(entry.url()), format!("{}, {}, at MITRE ATT&CK", entry.id, entry.name));
        }
    }

    fn stored(&mut self) {
        for (place, text) in &self.analysis.compilation.stored {
            if place.file == self.file {
                let spot = Spot::Stored(*place, Span::at(0));
                self.push(place.span, LinkTarget::Spot(spot), format!("open {}", text.path));
            }
        }
    }

    fn quotations(&mut self) {
        let stored = &self.analysis.compilation.stored;
        let mut lines: BTreeMap<Location, LineTable> = BTreeMap::new();
        for (span, spot) in quoted(self.analysis, self.file) {
            let Spot::Stored(path, place) = spot else { continue };
            let Some(text) = stored.get(&path) else { continue };
            let table = lines.entry(path).or_insert_with(|| LineTable::new(&text.content));
            let tooltip = format!("line {} of {}", table.line_of(place.lo) + 1, text.path);
            self.push(span, LinkTarget::Spot(spot), tooltip);
        }
    }
}

/// Whether its `url` is an observable's own, and no address about it: that of an artifact.
fn is_observed(kind: &Kind) -> bool {
    kind.role == Role::Raw && kind.object_type().is_some_and(|row| row.property(URL).is_some())
}

/// The observables of a project, in small letters.
fn hostile(facts: &Facts) -> BTreeSet<String> {
    let is_address = |entity: &&Entity| {
        matches!(entity.kind.stix, "domain-name" | "url" | "ipv4-addr" | "ipv6-addr") && entity.has("value")
    };
    let values = facts.entities.iter().filter(is_address).filter_map(|entity| entity.text("value"));
    values.map(|value| refang(value).to_lowercase()).collect()
}
