//! The ledger: what was sent to a collection, for collections that nobody may read, and as a guard against another content
//! under the same version.
//!
//! It is text that only grows: a line an object, `ID VERSION DIGEST COLLECTION STATE`. What is added begins with a line end, so
//! that half a line which a killed run left behind spoils nothing but itself. Whatever is no such line is passed over:
//! what the ledger does not know is sent again, and that changes nothing at the server.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::publish::Parcel;
use crate::world::World;

/// The first line of a ledger.
const HEAD: &str = "# attrc ledger 1: what was published, one line an object and version; only attrc writes here\n";

/// What every ledger of this form begins with.
const MARK: &str = "# attrc ledger 1";

/// How many lines a ledger may have for each object before it is written anew.
const LINES_AN_OBJECT: usize = 4;

/// What a ledger knows of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It was sent, and what became of it is not known.
    Tried,
    /// The server said that it did not take it.
    Failed,
    /// The server has it.
    Sent,
}

/// The words for the states.
const STATES: &[(&str, State)] = &[("tried", State::Tried), ("failed", State::Failed), ("sent", State::Sent)];

/// What was sent to one collection.
pub struct Ledger<'w> {
    world: &'w dyn World,
    path: PathBuf,
    collection: String,
    /// Whether there is no file yet.
    fresh: bool,
    /// The file without its old lines, where it has many: it is written with the next lines, for reading changes nothing.
    anew: Option<String>,
    known: HashMap<(String, Option<Timestamp>), (String, State)>,
}

impl<'w> Ledger<'w> {
    /// The ledger of a file, which need not be there yet, for the collection of this address. Nothing is written, and a file that is
    /// none is an error: who names another file by mistake would find it spoiled.
    pub fn open(world: &'w dyn World, path: &Path, collection: &str) -> io::Result<Self> {
        let digest = Sha256::digest(collection.trim_end_matches('/'));
        let collection = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let mut ledger =
            Self { world, path: path.to_owned(), collection, fresh: false, anew: None, known: HashMap::new() };
        let bytes = match world.read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                ledger.fresh = true;
                return Ok(ledger);
            }
            Err(error) => return Err(error),
        };
        let text = String::from_utf8_lossy(&bytes);
        if HEAD.starts_with(&*text) {
            // A run was killed before anything was written down, or somebody made the file beforehand.
            ledger.anew = Some(HEAD.to_owned());
            return Ok(ledger);
        }
        if !text.starts_with(MARK) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it is no ledger"));
        }
        let mut last: HashMap<(&str, &str, &str), &str> = HashMap::new();
        let mut lines = 0;
        for line in text.lines() {
            let Some(fields) = fields(line) else { continue };
            lines += 1;
            let [id, version, digest, collection, state] = fields;
            last.insert((id, version, collection), line);
            let Some((_, state)) = STATES.iter().find(|(word, _)| *word == state) else { continue };
            if collection == ledger.collection {
                ledger.learn((id.to_owned(), version.parse().ok()), digest, *state);
            }
        }
        if lines > last.len().saturating_mul(LINES_AN_OBJECT) {
            let mut kept: Vec<&str> = last.into_values().collect();
            kept.sort_unstable();
            ledger.anew = Some(format!("{HEAD}{}\n", kept.join("\n")));
        }
        Ok(ledger)
    }

    /// What it knows of an object in this version, whatever its content: the digest of that, and what became of it.
    pub fn of(&self, parcel: &Parcel) -> Option<(&str, State)> {
        let known = self.known.get(&(parcel.id.clone(), parcel.version));
        known.map(|(digest, state)| (digest.as_str(), *state))
    }

    /// Whether the object is known to be there, with this content.
    pub fn has(&self, parcel: &Parcel) -> bool {
        self.of(parcel) == Some((&parcel.digest, State::Sent))
    }

    /// All versions that are known to be there, in no order.
    pub fn sent(&self) -> impl Iterator<Item = (&str, Option<Timestamp>)> {
        let sent = self.known.iter().filter(|(_, (_, state))| *state == State::Sent);
        sent.map(|((id, version), _)| (id.as_str(), *version))
    }

    /// Writes down what became of objects, in one piece.
    pub fn record<'p>(&mut self, parcels: impl IntoIterator<Item = &'p Parcel>, state: State) -> io::Result<()> {
        let mut text = String::new();
        for parcel in parcels.into_iter().filter(|parcel| parcel.id.chars().all(|letter| letter.is_ascii_graphic())) {
            if self.of(parcel).is_some_and(|(digest, known)| digest == parcel.digest && known >= state) {
                continue;
            }
            let version = parcel.version.map_or_else(|| "-".to_owned(), |at| at.to_string());
            let state_word = STATES.iter().find(|(_, known)| *known == state).map_or("", |(word, _)| word);
            let _ = write!(text, "\n{} {version} {} {} {state_word}", parcel.id, parcel.digest, self.collection);
            self.learn((parcel.id.clone(), parcel.version), &parcel.digest, state);
        }
        if text.is_empty() {
            return Ok(());
        }
        text.push('\n');
        if std::mem::take(&mut self.fresh) {
            text.insert_str(0, HEAD);
            if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                self.world.make_folder(folder)?;
            }
        }
        if let Some(anew) = self.anew.take() {
            self.world.write(&self.path, anew.as_bytes())?;
        }
        self.world.append(&self.path, text.as_bytes())
    }

    fn learn(&mut self, key: (String, Option<Timestamp>), digest: &str, state: State) {
        let known = self.known.entry(key).or_insert_with(|| (digest.to_owned(), state));
        // Lines of two publishers come in any order, so what was sent stays sent.
        if known.0 != digest {
            *known = (digest.to_owned(), state);
        } else {
            known.1 = known.1.max(state);
        }
    }
}

/// The fields of a line; `None` for the head, and for what a killed run left half.
fn fields(line: &str) -> Option<[&str; 5]> {
    let mut parts = line.split(' ');
    let fields = [parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?];
    let [id, version, digest, collection, state] = fields;
    let is_digest = |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let whole = parts.next().is_none()
        && id.contains("--")
        && (version == "-" || version.parse::<Timestamp>().is_ok())
        && is_digest(digest)
        && is_digest(collection)
        && STATES.iter().any(|(word, _)| *word == state);
    whole.then_some(fields)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test fails by panicking")]

    use super::*;
    use crate::world::Disk;
    use proptest::prelude::*;

    const PLACE: &str = "https://example.org/api/collections/1/";

    fn parcel(number: u32, content: u8) -> Parcel {
        let (id, version) = (format!("tool--{number}"), Timestamp::from_second(number.into()).ok());
        let digest = format!("{content:016x}");
        Parcel {
            id,
            version,
            body: Vec::new(),
            digest,
            revoked: false,
            rewritten: false,
            title: String::new(),
            refs: Vec::new(),
        }
    }

    #[test]
    fn what_was_sent_is_known_for_its_collection_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/ledger");
        let mut ledger = Ledger::open(&Disk, &path, PLACE).unwrap();
        ledger.record([&parcel(1, 1)], State::Sent).unwrap();
        ledger.record([&parcel(2, 1)], State::Tried).unwrap();
        let ledger = Ledger::open(&Disk, &path, PLACE.trim_end_matches('/')).unwrap();
        assert!(ledger.has(&parcel(1, 1)) && !ledger.has(&parcel(1, 2)) && !ledger.has(&parcel(2, 1)));
        assert_eq!(ledger.of(&parcel(2, 1)).map(|(_, state)| state), Some(State::Tried));
        assert!(Ledger::open(&Disk, &path, "https://example.org/other/").unwrap().of(&parcel(1, 1)).is_none());
    }

    #[test]
    fn a_ledger_of_many_old_lines_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger");
        let mut ledger = Ledger::open(&Disk, &path, PLACE).unwrap();
        for content in 0..9 {
            ledger.record([&parcel(1, content)], State::Sent).unwrap();
        }
        let mut ledger = Ledger::open(&Disk, &path, PLACE).unwrap();
        assert!(ledger.has(&parcel(1, 8)));
        ledger.record([&parcel(2, 1)], State::Sent).unwrap();
        let lines = String::from_utf8(Disk.read(&path).unwrap()).unwrap();
        assert_eq!(lines.lines().filter(|line| !line.is_empty()).count(), 3, "{lines}");
        assert!(Ledger::open(&Disk, &path, PLACE).unwrap().has(&parcel(1, 8)));
    }

    #[test]
    fn another_file_is_no_ledger_and_half_a_head_is_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger");
        for other in ["attr.lock 1\n", "\n", "# attrc ledger 2: of later\n", "\u{0}"] {
            Disk.write(&path, other.as_bytes()).unwrap();
            assert!(Ledger::open(&Disk, &path, PLACE).is_err(), "{other:?}");
        }
        for half in [&HEAD[..0], &HEAD[..9], HEAD] {
            Disk.write(&path, half.as_bytes()).unwrap();
            Ledger::open(&Disk, &path, PLACE).unwrap().record([&parcel(1, 1)], State::Sent).unwrap();
            assert!(Disk.read(&path).unwrap().starts_with(HEAD.as_bytes()));
            assert!(Ledger::open(&Disk, &path, PLACE).unwrap().has(&parcel(1, 1)));
        }
    }

    proptest! {
        #[test]
        fn a_torn_line_spoils_nothing_but_itself(before in 1u32..6, after in 1u32..6, cut in 1usize..60) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("ledger");
            let mut ledger = Ledger::open(&Disk, &path, PLACE).unwrap();
            for number in 0..before {
                ledger.record([&parcel(number, 7)], State::Sent).unwrap();
            }
            let mut bytes = Disk.read(&path).unwrap();
            bytes.truncate(bytes.len() - cut.min(bytes.len()));
            Disk.write(&path, &bytes).unwrap();
            let mut ledger = Ledger::open(&Disk, &path, PLACE).unwrap();
            for number in 100..100 + after {
                ledger.record([&parcel(number, 7)], State::Sent).unwrap();
            }
            let ledger = Ledger::open(&Disk, &path, PLACE).unwrap();
            prop_assert!((0..before - 1).all(|number| ledger.has(&parcel(number, 7))));
            prop_assert!((100..100 + after).all(|number| ledger.has(&parcel(number, 7))));
        }
    }
}
