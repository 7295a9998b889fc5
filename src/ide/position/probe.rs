//! The grammar is asked what may stand at a cursor: a word is put in there, the statement is read, and the place that the
//! word has in its tree is the answer. So there is no second grammar.

use super::role::{ClaimHead, Inside, Part, Role, Site, Taker, TextRole};
use crate::source::{FileId, Span};
use crate::syntax::parse;
use crate::syntax::tree::{Claim, Declaration, Item, Label, Party, Qualified, Qualifier, Speech, Target, Value};

/// What is put in, each a word of another class with what lets it stand where only it may.
const WORDS: &[&str] = &[
    "placeholder_",
    "placeholder_ placeholder_ \"x\"",
    "placeholder_ says {}",
    "placeholder_ {}",
    "placeholder_ targets placeholder_",
    "placeholder_ 1",
    "targets placeholder_",
    "says {}",
    "quoting \"x\"",
    "2024",
    "USD",
    TEXT,
];

/// The same between the brackets of a label.
const LABELS: &[&str] =
    &["placeholder_] placeholder_ says {}", "placeholder_] placeholder_ targets placeholder_", "placeholder_]"];

const TEXT: &str = "\"x\"";

/// The roles that a word may have behind a text, and the document whose `from` block is open there. `open` are the brackets
/// that are not closed, the outermost first.
pub fn roles(before: &str, open: &[u8], quoted: bool) -> (Vec<Role>, Option<String>) {
    let mut roles = Vec::new();
    let mut document = None;
    let mut probe = |word: &str, open: &[u8]| {
        let closers: String = open.iter().rev().map(|bracket| if *bracket == b'[' { ']' } else { '}' }).collect();
        let text = format!("{before}{word} {closers}");
        let (tree, _) = parse(FileId::default(), &text);
        let mut search = Search { content: &text, at: before.len() as u32, document: None };
        if let Some(role) = search.items(&tree.items) {
            if document.is_none() {
                document = search.document.map(str::to_owned);
            }
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
    };
    match (quoted, open.split_last()) {
        (true, _) => probe(TEXT, open),
        (false, Some((b'[', outer))) => {
            LABELS.iter().for_each(|word| probe(word, outer));
            WORDS.iter().for_each(|word| probe(word, open));
        }
        (false, _) => WORDS.iter().for_each(|word| probe(word, open)),
    }
    (roles, document)
}

struct Search<'c> {
    content: &'c str,
    at: u32,
    document: Option<&'c str>,
}

impl<'c> Search<'c> {
    fn is(&self, part: &str) -> bool {
        Span::of(self.content, part).lo == self.at
    }

    fn items(&mut self, items: &[Item<'c>]) -> Option<Role> {
        items.iter().find_map(|item| match item {
            Item::Use(file) if self.is(file.path) => Some(Role::Text(TextRole::Use)),
            Item::Use(_) => None,
            Item::From(from) if self.is(from.document) => Some(Role::Document),
            Item::From(from) => {
                let found = self.items(&from.items);
                if found.is_some() {
                    self.document = self.document.or(Some(from.document));
                }
                found
            }
            Item::Declaration(declaration) => self.declaration(declaration),
            Item::Speech(speech) => self.speech(speech),
            Item::Response(response) => {
                let target = |target: &Target<'c>| match target {
                    Target::Name(name) => self.is(name).then(|| Role::Target { word: response.word.to_owned() }),
                    Target::Label(label) => self.named_label(label),
                };
                let site = || Site::Response { speakers: owned(&response.speakers), word: response.word.to_owned() };
                (self.given_label(response.label.as_ref()))
                    .or_else(|| self.speakers(&response.speakers, response.word))
                    .or_else(|| response.targets.iter().find_map(target))
                    .or_else(|| self.qualifiers(&response.qualifiers, &site))
            }
        })
    }

    fn given_label(&self, label: Option<&Label<'c>>) -> Option<Role> {
        label.filter(|label| self.is(label.name)).map(|_| Role::NewLabel)
    }

    fn named_label(&self, label: &Label<'c>) -> Option<Role> {
        let document = label.document.map(str::to_owned);
        self.is(label.name).then_some(Role::Label { document })
    }

    fn speakers(&self, speakers: &[&'c str], word: &str) -> Option<Role> {
        if self.is(word) {
            return Some(Role::Stance { speakers: owned(speakers) });
        }
        speakers.iter().any(|speaker| self.is(speaker)).then_some(Role::Speaker)
    }

    fn declaration(&self, declaration: &Declaration<'c>) -> Option<Role> {
        let (kind, name) = (declaration.kind.to_owned(), declaration.name.to_owned());
        if self.is(declaration.kind) {
            return Some(Role::Statement);
        }
        if self.is(declaration.name) {
            return Some(Role::Name { kind });
        }
        if declaration.title.is_some_and(|title| self.is(title)) {
            return Some(Role::Text(TextRole::Title { kind }));
        }
        declaration.properties.iter().find_map(|property| {
            let key = property.key.to_owned();
            if self.is(property.key) {
                return Some(Role::Key { kind: kind.clone(), name: name.clone() });
            }
            let taker = || Taker::Property { kind: kind.clone(), key: key.clone() };
            let site = || Site::Property { kind: kind.clone(), key: key.clone() };
            self.qualified(&property.values, |value| self.value(value, &taker, &Inside::Nothing), &site)
        })
    }

    fn speech(&self, speech: &Speech<'c>) -> Option<Role> {
        let site = || Site::Speech { speakers: owned(&speech.speakers), stance: speech.stance.to_owned() };
        (self.given_label(speech.label.as_ref()))
            .or_else(|| self.speakers(&speech.speakers, speech.stance))
            .or_else(|| self.qualifiers(&speech.qualifiers, &site))
            .or_else(|| speech.claims.iter().flatten().find_map(|claim| self.claim(claim, speech)))
    }

    fn claim(&self, claim: &Claim<'c>, speech: &Speech<'c>) -> Option<Role> {
        let negated = claim.negated.is_some();
        let subjects = || claim.subjects.iter().map(part).collect::<Vec<_>>();
        let head = || ClaimHead {
            speakers: owned(&speech.speakers),
            stance: speech.stance.to_owned(),
            speech: speech.qualifiers.iter().map(|qualifier| qualifier.word.to_owned()).collect(),
            subjects: subjects(),
            negated,
            verb: claim.verb.to_owned(),
        };
        if let Some(label) = self.given_label(claim.label.as_ref()) {
            return Some(label);
        }
        if self.is(claim.verb) {
            return Some(Role::Verb { subjects: subjects(), negated });
        }
        let subject = claim.subjects.iter().find_map(|party| self.party(party, || Role::Subject));
        let object = |party: &Party<'c>| self.party(party, || Role::Object(head()));
        subject.or_else(|| self.qualified(&claim.objects, object, &|| Site::Claim(head())))
    }

    fn party(&self, party: &Party<'c>, role: impl Fn() -> Role) -> Option<Role> {
        match party {
            Party::Inline { kind, .. } if self.is(kind) => Some(role()),
            Party::Inline { kind, text } => {
                self.is(text).then(|| Role::Text(TextRole::Inline { kind: (*kind).to_owned() }))
            }
            Party::Junk(_) | Party::Withheld(_) => None,
            party => self.is(party.text()).then(role),
        }
    }

    fn qualified<T>(
        &self,
        values: &[Qualified<'c, T>],
        of: impl Fn(&T) -> Option<Role>,
        site: &dyn Fn() -> Site,
    ) -> Option<Role> {
        values.iter().find_map(|value| of(&value.value).or_else(|| self.qualifiers(&value.qualifiers, site)))
    }

    fn qualifiers(&self, qualifiers: &[Qualifier<'c>], site: &dyn Fn() -> Site) -> Option<Role> {
        qualifiers.iter().enumerate().find_map(|(at, qualifier)| {
            if self.is(qualifier.word) {
                let taken = qualifiers.iter().take(at).map(|before| before.word.to_owned()).collect();
                return Some(Role::Note { site: site(), taken });
            }
            let taker = || Taker::Qualifier { word: qualifier.word.to_owned(), site: site() };
            qualifier.argument.as_ref().and_then(|argument| self.value(argument, &taker, &Inside::Nothing))
        })
    }

    fn value(&self, value: &Value<'c>, taker: &dyn Fn() -> Taker, inside: &Inside) -> Option<Role> {
        let plain = || Role::Value { taker: taker(), inside: inside.clone() };
        match value {
            Value::String(text) | Value::Text(text) => {
                let text_role = || Role::Text(TextRole::Value { taker: taker(), inside: inside.clone() });
                self.is(text).then(text_role)
            }
            Value::Amount(amount) if self.is(amount.text) => Some(plain()),
            Value::Amount(amount) => {
                let number = [amount.first, amount.last].into_iter().flatten().any(|part| self.is(part));
                if amount.code.is_some_and(|part| self.is(part)) {
                    return Some(Role::Currency { taker: taker() });
                }
                let unit = amount.unit.is_some_and(|part| self.is(part));
                let unit = unit.then(|| Role::Text(TextRole::Unit { taker: taker() }));
                unit.or_else(|| number.then(|| Role::Amount { taker: taker() }))
            }
            Value::Observable { tag, .. } if self.is(tag) => Some(plain()),
            Value::Observable { tag, text } => {
                self.is(text).then(|| Role::Text(TextRole::Inline { kind: (*tag).to_owned() }))
            }
            Value::Path { document, name } => {
                self.is(name).then(|| Role::Label { document: Some((*document).to_owned()) })
            }
            Value::List { values, .. } => values.iter().find_map(|value| self.value(value, taker, &Inside::List)),
            Value::Dictionary { entries, .. } => {
                let above = if let Inside::Dictionary(path) = inside { path.as_slice() } else { &[] };
                entries.iter().find_map(|(key, value)| {
                    if self.is(key) {
                        let others = entries.iter().map(|(other, _)| *other).filter(|other| !self.is(other));
                        let taken = others.map(str::to_owned).collect();
                        return Some(Role::Entry { taker: taker(), path: above.to_vec(), taken });
                    }
                    let path = above.iter().cloned().chain([(*key).to_owned()]).collect();
                    self.value(value, taker, &Inside::Dictionary(path))
                })
            }
            Value::Junk(_) | Value::Withheld(_) => None,
            Value::Word(text) | Value::Code(text) | Value::Gap(text) | Value::Null(text) => self.is(text).then(plain),
        }
    }
}

fn part(party: &Party<'_>) -> Part {
    match party {
        Party::Name(name) => Part::Name((*name).to_owned()),
        Party::Inline { kind, .. } => Part::Inline((*kind).to_owned()),
        _ => Part::Other,
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
