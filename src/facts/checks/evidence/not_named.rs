//! `not-named`: a subject or an object that the stored text of its document never names.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use foldhash::HashSet;

use super::wording::Wording;
use crate::diag::Diagnostic;
use crate::diag::codes::evidence::NOT_NAMED;
use crate::facts::checks::View;
use crate::facts::lower::refang;
use crate::facts::model::{Claim, Entity, EntityId, Form, Object, Origin, Value};
use crate::vocab::language::Role;

/// Classes of things that go by names that no declaration lists: "Chinese", "Beijing".
const MANY_NAMES: &[&str] = &["state", "location"];

/// Classes of things whose name is a proper name: all of it has to be there.
const PROPER_NAMES: &[&str] = &["actor", "threat-actor", "malware", "tool", "campaign"];

/// Keys that hold further names.
const NAMES: &[&str] = &["aka", "aliases", "native", "family_name", "account", "name"];

/// Words that tell no name from another.
const SMALL_WORDS: &[&str] = &[
    "the", "of", "for", "and", "in", "on", "an", "to", "by", "from", "with", "its", "us", "uk", "inc", "ltd", "co",
    "llc", "gmbh", "corp", "limited", "company",
];

/// Looks for what claims are about in the stored text of their document, once for each document.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut read: BTreeMap<EntityId, Index<'_>> = BTreeMap::new();
    let mut seen: HashSet<(EntityId, EntityId)> = HashSet::default();
    for claim in &view.facts.claims {
        let Some(document) = claim.voice.document.filter(|document| is_readable(view, *document)) else { continue };
        let object = match claim.object {
            Object::Entity(id) => Some((id, claim.origin)),
            Object::Gap(_) => None,
        };
        for (id, origin) in [(claim.subject, claim.places.subject)].into_iter().chain(object) {
            if !seen.insert((document, id)) || is_exempt(view, claim, document, id) {
                continue;
            }
            let index = read
                .entry(document)
                .or_insert_with(|| Index::of(view.texts.get(&document).map_or("", |hay| hay.content())));
            if !is_named(index, view.entity(id)) {
                found.push(report(view, document, id, origin));
            }
        }
    }
}

fn report(view: &View<'_>, document: EntityId, id: EntityId, origin: Origin) -> Diagnostic {
    let (entity, document) = (view.entity(id), &view.entity(document).name);
    let message = format!("the stored text of `{document}` never names “{}”", entity.title);
    let help = match entity.form {
        Form::Inline => "take the words that the text has for it",
        Form::Observable | Form::Coded => "check the value, and whether it stands in another document",
        _ => "name what the text names, or add the name that it uses by `aka`",
    };
    Diagnostic::new(&NOT_NAMED, view.at(origin), message).label("not in the text").help(help)
}

/// Whether the text of a document is at hand, and in the language of the project.
fn is_readable(view: &View<'_>, document: EntityId) -> bool {
    let lang = view.entity(document).text("lang");
    view.texts.contains_key(&document) && lang.is_none_or(|lang| Some(lang) == view.manifest.lang.as_deref())
}

/// Whether a thing may be meant without being named.
fn is_exempt(view: &View<'_>, claim: &Claim, document: EntityId, id: EntityId) -> bool {
    let entity = view.entity(id);
    let coded = entity.form == Form::Coded && entity.kind.stix != "vulnerability";
    // Who speaks says "we".
    let speaks = claim.voice.speakers.contains(&id) || view.entity(document).voices().any(|voice| voice == id);
    let kept = matches!(entity.form, Form::Author | Form::Verbatim);
    coded
        || speaks
        || kept
        || MANY_NAMES.contains(&entity.kind.class)
        || matches!(entity.kind.role, Role::Source | Role::Act)
}

fn is_named(index: &Index<'_>, entity: &Entity) -> bool {
    if matches!(entity.form, Form::Observable | Form::Coded) {
        return index.has_value(&entity.name.to_lowercase());
    }
    let further = NAMES.iter().flat_map(|key| entity.values(key)).filter_map(|value| match &value.value {
        Value::Text(text) | Value::Word(text) => Some(text.as_str()),
        _ => None,
    });
    let own = (entity.form == Form::Declared).then(|| entity.name.replace('_', " "));
    let mut names = std::iter::once(entity.title.as_str()).chain(further).flat_map(spellings).chain(own);
    names.any(|name| index.has(&name, entity.kind.class))
}

/// A name as it stands, and its short form in parentheses apart from the rest.
fn spellings(name: &str) -> Vec<String> {
    match name.split_once('(').and_then(|(long, rest)| Some((long, rest.split_once(')')?.0))) {
        Some((long, short)) => vec![long.to_owned(), short.to_owned()],
        None => vec![name.to_owned()],
    }
}

/// The words of a text, to be looked up; what few names ask for is made when the first does.
struct Index<'t> {
    text: &'t str,
    wording: Wording,
    /// The words, sorted.
    sorted: Vec<usize>,
    /// Initials of words with capitals that follow each other, with the small words between them and without.
    initials: OnceCell<HashSet<String>>,
    /// Values between blanks, as a machine reads them.
    values: OnceCell<HashSet<String>>,
    /// Letters that stand side by side, of scripts without blanks.
    neighbours: OnceCell<HashSet<(char, char)>>,
}

impl<'t> Index<'t> {
    fn of(text: &'t str) -> Self {
        let wording = Wording::of(text);
        let mut sorted: Vec<usize> = (0..wording.words().count()).collect();
        sorted.sort_unstable_by_key(|at| wording.word(*at));
        let (initials, values, neighbours) = Default::default();
        Self { text, wording, sorted, initials, values, neighbours }
    }

    /// The first word that is not before another one, in the order of letters.
    fn word_from(&self, least: &str) -> Option<&str> {
        let at = self.sorted.partition_point(|at| self.wording.word(*at) < least);
        self.sorted.get(at).map(|at| self.wording.word(*at))
    }

    /// Whether the text has a value.
    fn has_value(&self, value: &str) -> bool {
        self.values.get_or_init(|| values(self.text)).contains(value)
    }

    /// Whether the text has a name: its words, or their initials.
    fn has(&self, name: &str, class: &str) -> bool {
        let wording = Wording::of(name);
        let is_small = |word: &&str| SMALL_WORDS.contains(word);
        let mut words: Vec<&str> = wording.words().filter(|word| !is_small(word) && word.len() > 1).collect();
        if words.is_empty() {
            words = wording.words().collect();
        }
        let there = words.iter().filter(|word| self.has_word(word)).count();
        let wanted = match class {
            "person" => 1,
            class if PROPER_NAMES.contains(&class) => words.len(),
            // Texts shorten the names of bodies, and describe things in other turns.
            _ => words.len().div_ceil(2),
        };
        let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
        there >= wanted.max(1)
            || (words.len() > 1 && self.word_from(&initials) == Some(&initials))
            || (is_short_form(name) && wording.words().all(|word| self.has_initials(word)))
            || self.runs_through(name)
    }

    /// Whether a word is there, in any of its forms: "state" for "states", "operation" for "operational".
    fn has_word(&self, word: &str) -> bool {
        let letters = word.chars().count();
        if letters < 4 || word.chars().any(|letter| letter.is_ascii_digit()) {
            return self.word_from(word) == Some(word);
        }
        let stem: String = word.chars().take(letters.saturating_sub(2).clamp(4, 6)).collect();
        self.word_from(&stem).is_some_and(|next| next.starts_with(&stem))
    }

    fn has_initials(&self, word: &str) -> bool {
        self.initials.get_or_init(|| initials(self.text, &self.wording)).contains(word)
    }

    /// Whether a name in a script without blanks may stand within a run of letters: all its neighbours do.
    fn runs_through(&self, name: &str) -> bool {
        let mut pairs = neighbours(name).peekable();
        let all = || self.neighbours.get_or_init(|| neighbours(self.text).collect());
        pairs.peek().is_some() && name.chars().all(is_of_no_blanks) && pairs.all(|pair| all().contains(&pair))
    }
}

/// The values of a text, between blanks and between the marks within an address.
fn values(text: &str) -> HashSet<String> {
    let edge = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '/' | '[' | ']');
    let mut values = HashSet::default();
    for value in text.split_whitespace() {
        let value = refang(value.trim_matches(edge)).to_lowercase();
        values.extend(value.split(['/', '@', '<', '>', '(', ')', '"', ',', ';', '=']).map(str::to_owned));
        values.insert(value.trim_end_matches(']').to_owned());
        values.insert(value);
    }
    values
}

/// How many letters a short form has.
const SHORT_FORM: std::ops::RangeInclusive<usize> = 2..=7;

/// Whether a name is a short form: "GCSB".
fn is_short_form(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic());
    SHORT_FORM.contains(&letters.count()) && !name.chars().any(char::is_lowercase)
}

/// The short forms that the names in a text have: "GCSB" for "Government Communications Security Bureau".
fn initials(text: &str, wording: &Wording) -> HashSet<String> {
    let mut short_forms = HashSet::default();
    // The letters of a run of capitals; with small words between them, and without.
    let mut runs: [Vec<char>; 2] = Default::default();
    let mut end = 0;
    for (at, word) in wording.words().enumerate() {
        let place = wording.place(at);
        let between = text.get(end..place.start).unwrap_or_default();
        let raw = text.get(place.clone()).unwrap_or_default();
        end = place.end;
        let is_small = SMALL_WORDS.contains(&word) && !raw.starts_with(char::is_uppercase);
        if !between.chars().all(|letter| letter.is_whitespace() || matches!(letter, '-' | '‐' | '‑' | '&'))
            || !(is_small || raw.starts_with(char::is_uppercase))
        {
            runs = Default::default();
        }
        let Some(letter) = word.chars().next() else { continue };
        for (run, takes) in runs.iter_mut().zip([true, !is_small]) {
            if takes && (is_small || raw.starts_with(char::is_uppercase)) {
                run.push(letter);
                let last = |count: &usize| run.len().checked_sub(*count).and_then(|from| run.get(from..));
                short_forms.extend(SHORT_FORM.filter_map(|count| Some(last(&count)?.iter().collect::<String>())));
            }
        }
    }
    short_forms
}

fn neighbours(text: &str) -> impl Iterator<Item = (char, char)> {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(one, other)| is_of_no_blanks(*one) && is_of_no_blanks(*other))
}

/// Whether a letter is of a script that is written without blanks, as far as its code tells.
fn is_of_no_blanks(letter: char) -> bool {
    letter.is_alphabetic() && letter.len_utf8() > 2
}
