//! Names that people can say, one an object: from titles, from the ends of relationships, from values of observables.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::outline::Outline;
use crate::json::Node;
use crate::vocab::language::reserved;
use crate::vocab::standard::{Category, object_type};

/// How long a name may get before it is cut; numbers come on top.
const LENGTH: usize = 60;

/// The names of the objects of a document.
#[derive(Debug)]
pub(super) struct Names<'d> {
    /// What the bundle is called.
    pub bundle: String,
    /// By object.
    pub objects: Vec<String>,
    /// By id: the first object that has it.
    by_id: HashMap<Cow<'d, str>, (usize, Cow<'d, str>)>,
    /// Whether they are those of a project, whose references are held to the standard.
    pub given: bool,
}

impl<'d> Names<'d> {
    /// Names all objects. A name depends on the object, on what it refers to and on those before it, so that what is
    /// added at the end changes none.
    pub(super) fn new(outline: &Outline<'d>, title: &str) -> Self {
        let mut by_id = HashMap::with_capacity(outline.objects.len());
        for (at, object) in outline.objects.iter().enumerate() {
            let kind = object.get("type").and_then(Node::string);
            if let (Some(id), Some(kind)) = (object.get("id").and_then(Node::string), kind)
                && is_id(&id, &kind)
            {
                by_id.entry(id).or_insert((at, kind));
            }
        }
        let mut names = Self { bundle: String::new(), objects: Vec::new(), by_id, given: false };
        let mut taken = Taken::default();
        names.bundle = taken.take(free(slug(title), "bundle").unwrap_or_else(|| "imported".to_owned()));
        for object in &outline.objects {
            let kind = kind_word(*object);
            let name = match names.base(outline, *object) {
                Some(base) => taken.take(base),
                None => taken.number(kind),
            };
            names.objects.push(name);
        }
        names
    }

    /// Names that are given already: id, type, name.
    pub(super) fn given(objects: impl IntoIterator<Item = (Cow<'d, str>, Cow<'d, str>, String)>) -> Self {
        let mut names = Self { bundle: String::new(), objects: Vec::new(), by_id: HashMap::new(), given: true };
        for (id, kind, name) in objects {
            names.by_id.insert(id, (names.objects.len(), kind));
            names.objects.push(name);
        }
        names
    }

    /// The name that stands for an id, and the type of what has it.
    pub(super) fn of_id(&self, id: &str) -> Option<(&str, &str)> {
        let (at, kind) = self.by_id.get(id)?;
        self.objects.get(*at).map(|name| (name.as_str(), &**kind))
    }

    /// What an object would be called if there were no other; `None` where nothing in it says it.
    fn base(&self, outline: &Outline<'d>, object: Node<'d>) -> Option<String> {
        let kind = kind_word(object);
        // What is cut may have become a word of the language.
        free(self.spoken(outline, object, &kind)?, &kind)
    }

    fn spoken(&self, outline: &Outline<'d>, object: Node<'d>, kind: &str) -> Option<String> {
        match object.get("type").and_then(Node::string).as_deref() {
            Some("relationship") => {
                let (source, target) =
                    (self.end(outline, object, "source_ref")?, self.end(outline, object, "target_ref")?);
                let verb = slug(&object.get("relationship_type")?.string()?);
                Some(cut(&format!("{}_{verb}_{}", cut(&source, LENGTH / 2), target), LENGTH))
            }
            Some("sighting") => {
                Some(cut(&format!("sighting_of_{}", self.end(outline, object, "sighting_of_ref")?), LENGTH))
            }
            _ => own(object, kind),
        }
    }

    fn end(&self, outline: &Outline<'d>, object: Node<'d>, key: &str) -> Option<String> {
        let id = object.get(key)?.string()?;
        match self.by_id.get(&id) {
            Some((at, _)) => {
                let object = *outline.objects.get(*at)?;
                let kind = kind_word(object);
                Some(own(object, &kind).unwrap_or(kind))
            }
            // What is not there has no title: its type has to do.
            None => free(slug(id.split_once("--")?.0), "object"),
        }
    }
}

/// Whether a text is an id that belongs to its type: what is none can only be kept as a value.
pub(super) fn is_id(id: &str, kind: &str) -> bool {
    let uuid = id.strip_prefix(kind).and_then(|rest| rest.strip_prefix("--"));
    uuid.is_some_and(|uuid| {
        uuid.len() == 36
            && uuid.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase(),
            })
    })
}

/// The type of an object as part of a name.
fn kind_word(object: Node<'_>) -> String {
    let kind = object.get("type").and_then(Node::string).unwrap_or_default();
    let kind = slug(&kind);
    let kind = kind.strip_prefix("x_").unwrap_or(&kind);
    free(cut(kind, LENGTH / 2), "object").unwrap_or_else(|| "object".to_owned())
}

/// What an object calls itself.
fn own(object: Node<'_>, kind: &str) -> Option<String> {
    let text = |key: &str| object.get(key).and_then(Node::string);
    let row = object.get("type").and_then(Node::string).and_then(|kind| object_type(&kind));
    if row.is_some_and(|row| row.category == Category::Sco) {
        return observable(object, kind);
    }
    if row.is_some_and(|row| row.name == "marking-definition") {
        return marking(object).and_then(|title| free(cut(&title, LENGTH), kind));
    }
    let title = text("name").or_else(|| text("abstract"))?;
    free(cut(&slug(&title), LENGTH), kind)
}

/// `domain_a_example`: the type and the value that tells it apart.
fn observable(object: Node<'_>, kind: &str) -> Option<String> {
    const KEYS: &[&str] = &[
        "value",
        "name",
        "path",
        "key",
        "subject",
        "display_name",
        "account_login",
        "user_id",
        "command_line",
        "number",
    ];
    let short = |kind: &str| match kind {
        "domain_name" => "domain".to_owned(),
        "ipv4_addr" | "ipv6_addr" => "ip".to_owned(),
        "email_addr" => "email".to_owned(),
        "windows_registry_key" => "registry".to_owned(),
        kind => kind.to_owned(),
    };
    let value = KEYS.iter().find_map(|key| {
        let node = object.get(key)?;
        node.string().or_else(|| node.number().map(|number| number.0.into()))
    })?;
    let slug = slug(&value);
    (!slug.is_empty()).then(|| cut(&format!("{}_{slug}", short(kind)), LENGTH))
}

/// `tlp_green`, `statement_copyright_2020`
fn marking(object: Node<'_>) -> Option<String> {
    if let Some(name) = object.get("name").and_then(Node::string) {
        return Some(slug(&name));
    }
    let definition = object.get("definition")?;
    if let Some(tlp) = definition.get("tlp").and_then(Node::string) {
        return Some(format!("tlp_{}", slug(&tlp)));
    }
    let statement = definition.get("statement").and_then(Node::string)?;
    Some(format!("statement_{}", cut(&slug(&statement), LENGTH / 2)))
}

/// Latin letters, each with what it is in ASCII.
const LATIN: &[(&str, &str)] = &[
    ("àáâãåāăą", "a"),
    ("äæ", "ae"),
    ("çćč", "c"),
    ("ďđð", "d"),
    ("èéêëēėęě", "e"),
    ("ğģ", "g"),
    ("ìíîïīįı", "i"),
    ("ķ", "k"),
    ("ĺļľł", "l"),
    ("ñńņň", "n"),
    ("òóôõøō", "o"),
    ("öœő", "oe"),
    ("ŕř", "r"),
    ("śşšș", "s"),
    ("ß", "ss"),
    ("ťţțþ", "t"),
    ("ùúûūůų", "u"),
    ("üű", "ue"),
    ("ýÿ", "y"),
    ("źżž", "z"),
];

/// A text as lower-case words with `_` between them; empty where it is for the most part of other letters than Latin ones.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    let mut foreign = 0;
    for letter in text.chars() {
        match letter.to_ascii_lowercase() {
            letter @ ('a'..='z' | '0'..='9') => out.push(letter),
            letter if letter.is_alphanumeric() => {
                let lower = letter.to_lowercase().next().unwrap_or(letter);
                match LATIN.iter().find(|(letters, _)| letters.contains(lower)) {
                    Some((_, plain)) => out.push_str(plain),
                    None => foreign += 1,
                }
            }
            // An apostrophe joins what it stands between.
            '\'' | '’' => {}
            _ if !out.is_empty() && !out.ends_with('_') => out.push('_'),
            _ => {}
        }
        // What is longer is cut in any case.
        if out.len() > 2 * LENGTH {
            break;
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    if foreign > out.len() { String::new() } else { out }
}

/// A name that may be one: behind its type where it begins with a digit or is a word of the language.
fn free(name: String, kind: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let first = name.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    Some(if !first {
        format!("{kind}_{name}")
    } else if reserved(&name).is_some() {
        format!("{name}_{kind}")
    } else {
        name
    })
}

/// A name of so many letters at most, cut between words where there is a place to.
fn cut(name: &str, length: usize) -> String {
    let Some(head) = name.get(..length).filter(|_| name.len() > length) else { return name.to_owned() };
    let words = head.rsplit_once('_').map_or(head, |(words, _)| words);
    // One long word is cut inside of it.
    let head = if words.len() < length / 2 { head } else { words };
    head.trim_end_matches('_').to_owned()
}

/// The names that are given away.
#[derive(Default)]
struct Taken {
    names: HashSet<String>,
    /// By name: the number that its next bearer tries.
    next: HashMap<String, usize>,
}

impl Taken {
    /// The name itself for its first bearer, then `name_2`, `name_3`.
    fn take(&mut self, base: String) -> String {
        if self.names.insert(base.clone()) {
            return base;
        }
        self.next.entry(base.clone()).or_insert(2);
        self.number(base)
    }

    /// `note_1`, `note_2`.
    fn number(&mut self, base: String) -> String {
        let mut at = self.next.get(&base).copied().unwrap_or(1);
        loop {
            let name = format!("{base}_{at}");
            at += 1;
            if self.names.insert(name.clone()) {
                self.next.insert(base, at);
                return name;
            }
        }
    }
}
