//! A collection as a bundle, written while it is read.
//!
//! A server may fail at the list of all objects because of a single one that it cannot handle. Then they are asked for by the ids
//! of the manifest, ever fewer at once, so that only what the server cannot give is missing.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::collection::Collection;
use super::manifest::Version;
use super::paging::{Filters, Versions};
use super::trouble::{Fault, Trouble};
use crate::json::{Kind, Node};
use crate::stix::Id;

/// How many ids are asked for at once: servers take no longer address.
const BATCH: usize = 60;

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pulled {
    /// How many objects.
    pub objects: usize,
    /// How many of them had their type as their `spec_version`, as one server has them all, and have `2.1` now.
    pub repaired: usize,
    /// The ids of those that the manifest has and the server failed to give.
    pub lost: Vec<String>,
    /// The ids of those that came in one version with several contents; the first one stands in the bundle.
    pub clashes: Vec<String>,
    /// How many older versions came although only the newest was asked for; they are left out.
    pub older: usize,
}

/// The newest version of each object, where a server gives older ones to who asks for the newest.
#[derive(Debug, Clone, Default)]
pub struct Newest(HashMap<Mark, Version>);

/// A digest that is the same for the same.
type Mark = [u8; 16];

/// Why a bundle is not whole.
#[derive(Debug)]
pub enum Cut {
    /// The server.
    Server(Trouble),
    /// What is written to.
    Output(io::Error),
    /// The server does not keep to `match[version]`, and an older version was written before the newest one came: it has to be
    /// read again, and now it is known which one is the newest.
    Again(Newest),
}

/// Reads all objects of a collection, page by page, and writes them as a bundle: as they came, one of each id and version, in
/// the order in which they came first. Memory holds a page, and some marks of each object.
pub fn pull(
    collection: &Collection<'_>,
    filters: &Filters,
    newest: Option<&Newest>,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(usize),
) -> Result<Pulled, Cut> {
    let mut bundle = Writer::new(out, filters.versions, newest);
    bundle.head().map_err(Cut::Output)?;
    match bundle.list(collection, filters, progress) {
        Err(Cut::Server(trouble)) if is_failure(&trouble) => bundle.by_manifest(collection, filters, progress)?,
        listed => listed?,
    }
    if bundle.outdated {
        return Err(Cut::Again(bundle.newest));
    }
    bundle.end().map_err(Cut::Output)
}

/// Whether the server failed at what was asked, and may not fail at less.
fn is_failure(trouble: &Trouble) -> bool {
    matches!(trouble.fault, Fault::Failed(_))
}

struct Writer<'o> {
    out: &'o mut dyn Write,
    versions: Versions,
    /// What an earlier listing had.
    known: Option<&'o Newest>,
    /// What this one has had so far.
    newest: Newest,
    /// Whether an older version was written before a newer one came.
    outdated: bool,
    /// The ids and versions that are written, each with a digest of its content.
    seen: HashMap<Mark, Mark>,
    /// Of all that is written, for the id of the bundle.
    content: Sha256,
    pulled: Pulled,
}

impl<'o> Writer<'o> {
    fn new(out: &'o mut dyn Write, versions: Versions, known: Option<&'o Newest>) -> Self {
        let (newest, seen) = (Newest::default(), HashMap::new());
        let (content, pulled) = (Sha256::new(), Pulled::default());
        Self { out, versions, known, newest, outdated: false, seen, content, pulled }
    }

    fn head(&mut self) -> io::Result<()> {
        self.out.write_all(b"{\n  \"type\": \"bundle\"")
    }

    /// Writes what a listing has.
    fn list(
        &mut self,
        collection: &Collection<'_>,
        filters: &Filters,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(), Cut> {
        let mut written = Ok(());
        let listed = collection.objects(filters, &mut |object| {
            written = self.object(object);
            progress(self.pulled.objects);
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        listed.map_err(Cut::Server)?;
        written.map_err(Cut::Output)
    }

    /// Writes what the manifest has, as far as the server gives it.
    fn by_manifest(
        &mut self,
        collection: &Collection<'_>,
        filters: &Filters,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(), Cut> {
        let mut ids = Vec::new();
        collection.manifest(filters, &mut |entry| ids.push(entry.id.to_owned())).map_err(Cut::Server)?;
        // An id stands there once for each version, and again where the listing was begun again.
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        drop(seen);
        // The first are on top: what was divided is read before what follows it.
        let mut rest: Vec<&[String]> = ids.chunks(BATCH).rev().collect();
        while let Some(ids) = rest.pop() {
            let wanted = Filters { ids: ids.to_vec(), ..filters.clone() };
            match (self.list(collection, &wanted, progress), ids) {
                (Err(Cut::Server(trouble)), [id]) if is_failure(&trouble) => self.pulled.lost.push(id.clone()),
                (Err(Cut::Server(trouble)), ids) if is_failure(&trouble) => {
                    let (first, second) = ids.split_at(ids.len() / 2);
                    rest.extend([second, first]);
                }
                (listed, _) => listed?,
            }
        }
        Ok(())
    }

    /// Writes an object, unless it is there already.
    fn object(&mut self, object: Node<'_>) -> io::Result<()> {
        if self.is_outdated(object) {
            self.pulled.older += 1;
            return Ok(());
        }
        let content = content(object);
        match self.seen.entry(identity(object)) {
            Entry::Occupied(before) => {
                if *before.get() != content {
                    let id = object.get("id").and_then(Node::string).unwrap_or_default().into_owned();
                    if self.pulled.clashes.last() != Some(&id) {
                        self.pulled.clashes.push(id);
                    }
                }
                return Ok(());
            }
            Entry::Vacant(place) => place.insert(content),
        };
        self.out.write_all(if self.pulled.objects == 0 { b",\n  \"objects\": [\n    " } else { b",\n    " })?;
        self.pulled.objects += 1;
        let mut text = Vec::with_capacity(object.raw().len() * 2);
        match wrong_version(object) {
            None => pretty(object.raw().bytes(), &mut text),
            Some(wrong) => {
                self.pulled.repaired += 1;
                let (start, end) = (object.span().lo, object.span().hi);
                let part =
                    |from: u32, to: u32| object.document().text().get(from as usize..to as usize).unwrap_or_default();
                let before = part(start, wrong.span().lo).bytes();
                pretty(before.chain(*b"\"2.1\"").chain(part(wrong.span().hi, end).bytes()), &mut text);
            }
        }
        self.content.update(&text);
        self.out.write_all(&text)
    }

    /// Whether a newer version of it came already, where only the newest is wanted.
    fn is_outdated(&mut self, object: Node<'_>) -> bool {
        let (Versions::Last, Some(id), Some(version)) =
            (self.versions, object.get("id").and_then(Node::string), version(object))
        else {
            return false;
        };
        let id = mark([id.as_bytes()]);
        if let Some(newest) = self.known.and_then(|known| known.0.get(&id)) {
            return version != *newest;
        }
        match self.newest.0.entry(id) {
            Entry::Vacant(place) => {
                place.insert(version);
                false
            }
            Entry::Occupied(mut newest) => {
                let order = version.cmp(newest.get());
                if order.is_gt() {
                    newest.insert(version);
                    self.outdated = true;
                }
                order.is_lt()
            }
        }
    }

    /// A bundle has no life of its own: its id is made of its content, which is known at the end.
    fn end(self) -> io::Result<Pulled> {
        let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://attrc.example/bundle");
        let id = Id::new("bundle", Uuid::new_v5(&namespace, &self.content.finalize()));
        let close = if self.pulled.objects == 0 { "" } else { "\n  ]" };
        write!(self.out, "{close},\n  \"id\": \"{id}\"\n}}\n")?;
        Ok(self.pulled)
    }
}

fn version(object: Node<'_>) -> Option<Version> {
    let text = object.get("modified").or_else(|| object.get("created")).and_then(Node::string)?;
    Some(Version::read(&text))
}

/// A mark of what an object and its version are called; of one without an id, of all of it.
fn identity(object: Node<'_>) -> Mark {
    match object.get("id").and_then(Node::string) {
        // What cannot be in an id keeps it and the version apart.
        Some(id) => mark([id.as_bytes(), format!("\n{:?}", version(object)).as_bytes()]),
        None => mark([object.raw().as_bytes()]),
    }
}

/// A mark of what an object says, in whatever order of keys and spelling of its version.
fn content(object: Node<'_>) -> Mark {
    let canonical = serde_json::from_str(object.raw()).ok().and_then(|mut object: serde_json::Map<_, _>| {
        ["created", "modified", "spec_version"].iter().for_each(|key| drop(object.remove(*key)));
        serde_json_canonicalizer::to_vec(&serde_json::Value::Object(object)).ok()
    });
    match canonical {
        Some(bytes) => mark([bytes.as_slice()]),
        None => mark([object.raw().as_bytes()]),
    }
}

fn mark<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> Mark {
    let mut digest = Sha256::new();
    parts.into_iter().for_each(|part| digest.update(part));
    let mut short = [0; 16];
    short.iter_mut().zip(digest.finalize()).for_each(|(to, from)| *to = from);
    short
}

/// The `spec_version` of an object that is its type.
fn wrong_version(object: Node<'_>) -> Option<Node<'_>> {
    let version = object.get("spec_version")?;
    let own = object.get("type")?.string()?;
    (version.kind() == Kind::String && version.is(&own)).then_some(version)
}

/// A JSON text as it stands in the objects of a bundle: two spaces a depth, everything but the white space as it is.
fn pretty(text: impl Iterator<Item = u8>, out: &mut Vec<u8>) {
    let mut depth = 2_usize;
    let mut in_string = false;
    let mut escaped = false;
    // What has just been opened may be empty, and then stays on its line.
    let mut opened = false;
    let line = |out: &mut Vec<u8>, depth: usize| {
        out.push(b'\n');
        out.resize(out.len() + 2 * depth, b' ');
    };
    for byte in text {
        if in_string {
            out.push(byte);
            (in_string, escaped) = (escaped || byte != b'"', !escaped && byte == b'\\');
            continue;
        }
        if byte.is_ascii_whitespace() {
            continue;
        }
        let closes = matches!(byte, b'}' | b']');
        depth -= usize::from(closes && depth > 0);
        if opened != closes && (opened || closes) {
            line(out, depth);
        }
        opened = matches!(byte, b'{' | b'[');
        depth += usize::from(opened);
        out.push(byte);
        match byte {
            b',' => line(out, depth),
            b':' => out.push(b' '),
            b'"' => in_string = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use crate::source::FileId;

    fn written(objects: &str) -> (String, Pulled) {
        let (document, _) = json::read(FileId(0), objects);
        let mut out = Vec::new();
        let mut writer = Writer::new(&mut out, Versions::All, None);
        let mut wrote = writer.head();
        for object in document.root().into_iter().flat_map(Node::items) {
            wrote = wrote.and_then(|()| writer.object(object));
        }
        let pulled = wrote.and_then(|()| writer.end()).unwrap_or_default();
        (String::from_utf8(out).unwrap_or_default(), pulled)
    }

    #[test]
    fn objects_keep_all_but_their_white_space() {
        let (text, pulled) =
            written(r#"[{"id":"x--1", "n":1.50e+3,"s":"a \"{[,:]}\" \\","e":{},"l":[ ],"m":[1,{"k":null}]}]"#);
        let object = [
            "    {",
            r#"      "id": "x--1","#,
            r#"      "n": 1.50e+3,"#,
            r#"      "s": "a \"{[,:]}\" \\","#,
            r#"      "e": {},"#,
            r#"      "l": [],"#,
            r#"      "m": ["#,
            "        1,",
            "        {",
            r#"          "k": null"#,
            "        }",
            "      ]",
            "    }",
        ];
        assert!(text.contains(&object.join("\n")), "{text}");
        assert_eq!(pulled, Pulled { objects: 1, ..Pulled::default() });
        assert!(written("[]").0.starts_with("{\n  \"type\": \"bundle\",\n  \"id\": \"bundle--"));
    }

    #[test]
    fn one_of_each_version_is_kept_and_a_wrong_version_of_the_standard_is_repaired() {
        let (text, pulled) = written(
            r#"[
                {"type": "note", "spec_version": "note", "id": "note--1", "modified": "2024-01-01T00:00:00Z"},
                {"type": "note", "spec_version": "2.1", "id": "note--1", "modified": "2024-01-01T00:00:00.000000Z"},
                {"type": "note", "spec_version": "2.1", "id": "note--1", "modified": "2024-01-02T00:00:00.000Z"},
                {"type": "url", "spec_version": "2.1", "id": "url--1"},
                {"type": "url", "spec_version": "2.1", "id": "url--1"}
            ]"#,
        );
        assert_eq!(pulled, Pulled { objects: 3, repaired: 1, ..Pulled::default() });
        assert!(
            text.contains("\"spec_version\": \"2.1\",\n      \"id\": \"note--1\"")
                && !text.contains(": \"note\",\n      \"id")
        );
    }
}
