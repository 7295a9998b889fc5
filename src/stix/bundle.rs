//! Objects as the bytes of a bundle.

use std::io;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::ids::Id;
use super::object::Object;

/// How many objects one thread writes at a time.
const CHUNK: usize = 256;

/// How many objects are held as text at a time: enough for all threads, little beside the objects themselves.
const BATCH: usize = CHUNK * 16;

/// Writes a bundle: UTF-8, two spaces, keys in the standard's order, a line end at the end. The same objects are the
/// same bytes on every machine.
pub fn write_bundle(objects: &[Object], out: &mut impl io::Write) -> io::Result<()> {
    write!(out, "{{\n  \"type\": \"bundle\",\n  \"id\": \"{}\"", bundle_id(objects))?;
    if !objects.is_empty() {
        out.write_all(b",\n  \"objects\": [")?;
        for (at, batch) in objects.chunks(BATCH).enumerate() {
            let texts: Vec<Vec<u8>> = batch.par_chunks(CHUNK).map(|chunk| pretty(&[chunk])).collect();
            for (within, text) in texts.iter().enumerate() {
                out.write_all(if at == 0 && within == 0 { b"\n    " } else { b",\n    " })?;
                out.write_all(text.get(OPENING.len()..text.len().saturating_sub(CLOSING.len())).unwrap_or_default())?;
            }
        }
        out.write_all(b"\n  ]")?;
    }
    out.write_all(b"\n}\n")
}

/// The id of a bundle of these objects: a bundle has no life of its own, so its content names it.
pub fn bundle_id(objects: &[Object]) -> Id {
    let mut all = Sha256::new();
    for batch in objects.chunks(BATCH) {
        let digests: Vec<[u8; 32]> = batch.par_iter().map(digest).collect();
        digests.iter().for_each(|one| all.update(one));
    }
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://attrc.example/bundle");
    Id::new("bundle", Uuid::new_v5(&namespace, &all.finalize()))
}

fn digest(object: &Object) -> [u8; 32] {
    let text = serde_json::to_vec(object).unwrap_or_default();
    Sha256::digest(&text).into()
}

/// What [`pretty`] puts before and after the objects of a chunk.
const OPENING: &[u8] = b"[\n  [\n    ";
const CLOSING: &[u8] = b"\n  ]\n]";

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
        write_bundle(objects, &mut out).unwrap_or_default();
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn a_bundle_is_what_serde_json_would_write() {
        let object = |number| Object::new(Id::new("note", Uuid::from_u128(number))).with("content", "x");
        for count in [0, 1, 2, CHUNK as u128 + 1, BATCH as u128 + 1] {
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
        assert_eq!(bundle_id(&[object("a")]), bundle_id(&[object("a")]));
        assert_ne!(bundle_id(&[object("a")]), bundle_id(&[object("b")]));
    }
}
