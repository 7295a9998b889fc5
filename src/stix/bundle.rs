//! Objects as the bytes of a bundle.

use std::io;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::ids::Id;
use super::object::Object;
use super::value::Map;

/// How many objects one thread writes at a time.
const CHUNK: usize = 256;

/// A bundle as text: UTF-8, two spaces, keys in the standard's order, a line end at the end. The same objects are the
/// same bytes on every machine.
#[derive(Debug)]
pub struct Bundle {
    id: Id,
    /// Its properties before `objects`.
    head: Map,
    /// The key of the objects.
    objects: &'static str,
    /// The objects, so many at a time, within the lists of [`pretty`].
    chunks: Vec<Vec<u8>>,
}

impl Bundle {
    /// The bundle of these objects. It takes them, so that each is freed as soon as it is text.
    ///
    /// A bundle has no life of its own: its id is made of its content.
    pub fn new(objects: Vec<Object>) -> Self {
        let chunks: Vec<(Vec<u8>, [u8; 32])> = objects
            .into_par_iter()
            .chunks(CHUNK)
            .map(|chunk| {
                let text = pretty(&[&chunk]);
                let digest = Sha256::digest(bare(&text)).into();
                (text, digest)
            })
            .collect();
        let mut all = Sha256::new();
        chunks.iter().for_each(|(_, digest)| all.update(digest));
        let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://attrc.example/bundle");
        let id = Id::new("bundle", Uuid::new_v5(&namespace, &all.finalize()));
        let head = Map::new().with("type", "bundle").with("id", id);
        Self { id, head, objects: "objects", chunks: chunks.into_iter().map(|(text, _)| text).collect() }
    }

    /// The same with the properties of a bundle that was received; its `id` takes the place of the computed one.
    #[must_use]
    pub fn received(mut self, properties: Map) -> Self {
        let has_objects = !self.chunks.is_empty();
        for (key, value) in properties.into_members().filter(|(key, _)| !(has_objects && **key == *"objects")) {
            self.head.set(key, value);
        }
        self
    }

    /// The objects in another object than a bundle: with these members before them, under this key.
    #[must_use]
    pub fn in_envelope(self, head: Map, objects: &'static str) -> Self {
        Self { head, objects, ..self }
    }

    /// The id that is computed from its objects.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Writes it.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        // Writing to memory cannot fail. The brace at the end is written behind the objects.
        let head = serde_json::to_vec_pretty(&self.head).unwrap_or_default();
        out.write_all(head.strip_suffix(b"\n}").unwrap_or(&head))?;
        // The standard has no empty list, so a bundle of nothing has no `objects`.
        for (at, chunk) in self.chunks.iter().enumerate() {
            match at {
                0 => write!(out, ",\n  \"{}\": [\n    ", self.objects)?,
                _ => out.write_all(b",\n    ")?,
            }
            out.write_all(bare(chunk))?;
        }
        out.write_all(if self.chunks.is_empty() { b"\n}\n" } else { b"\n  ]\n}\n" })
    }
}

/// What [`pretty`] puts before and after the objects of a chunk.
const OPENING: &[u8] = b"[\n  [\n    ";
const CLOSING: &[u8] = b"\n  ]\n]";

/// The objects of a chunk without the lists around them.
fn bare(chunk: &[u8]) -> &[u8] {
    chunk.get(OPENING.len()..chunk.len().saturating_sub(CLOSING.len())).unwrap_or_default()
}

/// A chunk of objects as lines; two lists around them give them the depth that they have in a bundle.
fn pretty(nested: &[&[Object]]) -> Vec<u8> {
    // Writing to memory cannot fail, and no value of an object has a key that is not text.
    serde_json::to_vec_pretty(nested).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(objects: &[Object]) -> String {
        let mut out = Vec::new();
        Bundle::new(objects.to_vec()).write(&mut out).unwrap_or_default();
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn a_bundle_is_what_serde_json_would_write() {
        let object = |number| Object::new(Id::new("note", Uuid::from_u128(number))).with("content", "x");
        for count in [0, 1, 2, CHUNK as u128 + 1] {
            let objects: Vec<Object> = (0..count).map(object).collect();
            let text = written(&objects);
            let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            assert_eq!(value.get("objects").and_then(|list| list.as_array()).map_or(0, Vec::len) as u128, count);
            assert!(text.starts_with("{\n  \"type\": \"bundle\",\n  \"id\": \"bundle--") && text.ends_with("\n}\n"));
            let lines = text.lines().filter(|line| *line == "      \"content\": \"x\"").count();
            assert_eq!(lines as u128, count);
        }
    }

    #[test]
    fn the_id_of_a_bundle_follows_its_content() {
        let object = |text: &'static str| Object::new(Id::new("note", Uuid::nil())).with("content", text);
        let id = |text| Bundle::new(vec![object(text)]).id;
        assert_eq!(id("a"), id("a"));
        assert_ne!(id("a"), id("b"));
    }
}
