//! The texts that are open in the editor, kept as the editor has them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::convert;
use super::protocol::types::{Position, Range, TextDocumentContentChangeEvent, Uri};
use crate::source::{LineTable, Span, Unit};
use crate::world::{Files, World};

/// A text that is open.
#[derive(Debug, Clone)]
pub struct Document {
    /// As the editor calls it.
    pub uri: Uri,
    /// The version that the editor gave the text.
    pub version: i32,
    /// The revision of everything that changed it last.
    pub revision: u64,
    /// The text.
    pub content: Arc<str>,
    lines: LineTable,
}

impl Document {
    /// The range of a span.
    pub fn range(&self, span: Span, unit: Unit) -> Range {
        let position = |offset: u32| {
            let (line, character) = self.lines.place(&self.content, offset, unit);
            Position { line, character }
        };
        Range { start: position(span.lo), end: position(span.hi) }
    }
}

/// A part of a text that became another, in bytes of the text before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What was replaced.
    pub span: Span,
    /// How long what stands there now is.
    pub inserted: u32,
}

impl Change {
    /// Where an offset of the text before stands in the text after.
    pub fn moved(self, offset: u32) -> u32 {
        match offset {
            _ if offset >= self.span.hi => offset - self.span.len() + self.inserted,
            _ if offset > self.span.lo => self.span.lo + (offset - self.span.lo).min(self.inserted),
            _ => offset,
        }
    }
}

/// All texts that are open.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    by_path: BTreeMap<PathBuf, Document>,
    paths: BTreeMap<String, PathBuf>,
    /// How many texts without a file there have been.
    unsaved: u32,
}

impl Documents {
    /// The path that a text is compiled under: that of its file, without links; for one that has no file, a path that none has.
    pub fn path(&self, world: &dyn World, uri: &Uri) -> Option<PathBuf> {
        match self.paths.get(uri.as_str()) {
            Some(path) => Some(path.clone()),
            None => convert::path(uri).map(|path| real(world, &path)),
        }
    }

    /// An open text.
    pub fn get(&self, path: &Path) -> Option<&Document> {
        self.by_path.get(path)
    }

    /// All open texts by their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&PathBuf, &Document)> {
        self.by_path.iter()
    }

    /// What stands over the disk.
    pub fn files(&self) -> Arc<Files> {
        let bytes = |document: &Document| Arc::<[u8]>::from(document.content.clone());
        Arc::new(self.by_path.iter().map(|(path, document)| (path.clone(), bytes(document))).collect())
    }

    /// The editor shows a text: from now on it is what the editor says.
    pub fn open(&mut self, world: &dyn World, uri: Uri, version: i32, text: &str, revision: u64) -> PathBuf {
        let path = self.path(world, &uri).unwrap_or_else(|| {
            self.unsaved += 1;
            let name: String = uri.path().chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').collect();
            // No folder of a disk has a colon in front, so that no manifest of one speaks for it.
            PathBuf::from(format!("/:unsaved/{}/{name}.attr", self.unsaved))
        });
        self.paths.insert(uri.as_str().to_owned(), path.clone());
        let document = Document { uri, version, revision, content: text.into(), lines: LineTable::new(text) };
        self.by_path.insert(path.clone(), document);
        path
    }

    /// The editor closed a text: from now on it is what the disk says.
    pub fn close(&mut self, uri: &Uri) -> Option<PathBuf> {
        let path = self.paths.remove(uri.as_str())?;
        self.by_path.remove(&path);
        Some(path)
    }

    /// Applies the changes of a text, in their order, and tells what became what; an `Err` says what is odd about them. They
    /// are applied nevertheless: an editor cannot be asked for its text.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        revision: u64,
        unit: Unit,
    ) -> Result<(PathBuf, Vec<Change>), String> {
        let Some(path) = self.paths.get(uri.as_str()) else {
            return Err(format!("{} is changed, but not open", uri.as_str()));
        };
        let Some(document) = self.by_path.get_mut(path) else { return Err("a text without its path".to_owned()) };
        document.version = version;
        document.revision = revision;
        let mut content = String::from(&*document.content);
        let mut done = Vec::with_capacity(changes.len());
        for change in changes {
            let (span, text) = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    (span(&content, &document.lines, part.range, unit), part.text)
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    (Span::new(0, content.len() as u32), whole.text)
                }
            };
            content.replace_range(span.range(), &text);
            document.lines.edit(span, &text);
            done.push(Change { span, inserted: text.len() as u32 });
        }
        document.content = content.into();
        Ok((path.clone(), done))
    }
}

/// What a range holds; the ends of one that is the wrong way round are exchanged, and what is beyond the text is its end.
fn span(content: &str, lines: &LineTable, range: Range, unit: Unit) -> Span {
    let offset = |position: Position| lines.offset(content, position.line, position.character, unit);
    let (start, end) = (offset(range.start), offset(range.end));
    Span::new(start.min(end), start.max(end))
}

/// The path without links; of a file that is not there yet, below the folder that is.
fn real(world: &dyn World, path: &Path) -> PathBuf {
    let above = path.parent().zip(path.file_name());
    world.canonical(path).unwrap_or_else(|_| match above {
        Some((folder, name)) => world.canonical(folder).unwrap_or_else(|_| folder.to_owned()).join(name),
        None => path.to_owned(),
    })
}
