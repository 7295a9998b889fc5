//! A page of Markdown as a project.
//!
//! The word behind the language of a block is its file: "```attr case.attr", "```toml attr.toml", "```text
//! sources/x.txt". Blocks of one file follow each other in it, so that a page can show a file in pieces. An `attr` block
//! without a file is a file of its own. An `attr,error` block is one too, and the `text` block behind it is what
//! `attrc check` answers; behind a `json,error` block it is what `attrc validate` answers. In a `text,asked` block the lines
//! behind `$ attrc list …` and `$ attrc explain …` are what is answered about the files of the page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use attrc::diag::render::{Format, Style, render};
use attrc::diag::{Diagnostic, Severity};
use attrc::format::format;
use attrc::json;
use attrc::queries::Index;
use attrc::source::{FileId, Text};
use attrc::stix::validate::validate;
use attrc::world::Memory;
use attrc::{Compilation, compile};

use crate::asked::answer;

/// A page and its blocks.
pub struct Page<'t> {
    path: &'t Path,
    text: &'t str,
    blocks: Vec<Block<'t>>,
}

/// A fenced block.
struct Block<'t> {
    language: &'t str,
    file: &'t str,
    content: &'t str,
    /// Where its content starts in the page.
    start: usize,
}

impl<'t> Page<'t> {
    /// Reads a page.
    pub fn new(path: &'t Path, text: &'t str) -> Self {
        Self { path, text, blocks: blocks(text) }
    }

    /// What is wrong with its examples; nothing, if they are right.
    pub fn findings(&self) -> String {
        let mut out = String::new();
        let plain = self.blocks.iter().filter(|block| block.language == "attr" && block.file.is_empty());
        let mut compilations: Vec<Compilation> = plain.map(|block| self.compile_with(block.content)).collect();
        let files = self.files();
        if files.keys().any(|file| file.ends_with(".attr")) {
            let attr = files.keys().filter(|file| file.ends_with(".attr"));
            let paths: Vec<PathBuf> = attr.map(|file| Path::new(ROOT).join(file)).collect();
            compilations.push(compile(&world(&files), &paths, None));
        }
        for compilation in compilations {
            // A note says what is worth knowing, such as that an excerpt has no stored text.
            let found = compilation.diagnostics.iter().filter(|found| found.severity > Severity::Note);
            let found: Vec<Diagnostic> = found.cloned().collect();
            let shown = shown(&found, &compilation.project.texts, &Style::default());
            if !shown.is_empty() {
                out += &format!("{}:\n{shown}\n", self.path.display());
            }
        }
        out
    }

    /// The page with what attrc answers behind each mistake.
    pub fn answered(&self) -> String {
        let mut out = String::new();
        let mut copied = 0;
        for (at, block) in self.blocks.iter().enumerate() {
            if block.language == "text,asked" {
                out += self.text.get(copied..block.start).unwrap();
                out += &self.asked(block);
                copied = block.start + block.content.len();
            }
            if !["attr,error", "json,error"].contains(&block.language) {
                continue;
            }
            let answer = match self.blocks.get(at + 1) {
                Some(next) if next.language == "text" && next.file.is_empty() => next,
                _ => {
                    panic!("{}: no ```text block behind ```{}:\n{}", self.path.display(), block.language, block.content)
                }
            };
            let answered = if block.language == "attr,error" { self.checked(block) } else { validated(block) };
            out += self.text.get(copied..answer.start).unwrap();
            out += &answered;
            copied = answer.start + answer.content.len();
        }
        out + self.text.get(copied..).unwrap()
    }

    /// The questions of a block with their answers.
    fn asked(&self, block: &Block<'_>) -> String {
        let files = self.files();
        let attr = files.keys().filter(|file| file.ends_with(".attr"));
        let paths: Vec<PathBuf> = attr.map(|file| Path::new(ROOT).join(file)).collect();
        let compilation = compile(&world(&files), &paths, None);
        let index = Index::new(&compilation);
        let questions = block.content.lines().filter(|line| line.starts_with("$ "));
        let answers = questions.map(|line| {
            let question = line.strip_prefix("$ attrc ").unwrap_or_else(|| panic!("no question: {line}"));
            format!("{line}\n{}", answer(&index, question, WIDTH))
        });
        answers.collect::<Vec<_>>().join("\n")
    }

    /// What `attrc check` answers to a block.
    fn checked(&self, block: &Block<'_>) -> String {
        let compilation = self.compile_with(block.content);
        let texts = &compilation.project.texts;
        let here = |found: &&Diagnostic| {
            let text = found.primary.and_then(|place| texts.get(place.file.0 as usize));
            text.is_none_or(|text| text.path == MISTAKE)
        };
        let found: Vec<Diagnostic> = compilation.diagnostics.iter().filter(here).cloned().collect();
        assert!(!found.is_empty(), "{}: no mistake in:\n{}", self.path.display(), block.content);
        shown(&found, texts, &Style::default())
    }

    /// The page with its examples laid out; those of mistakes are as somebody who makes them writes.
    pub fn laid_out(&self) -> String {
        let mut out = String::new();
        let mut copied = 0;
        for block in self.blocks.iter().filter(|block| block.language == "attr") {
            out += self.text.get(copied..block.start).unwrap();
            out += &format(FileId(0), block.content).text;
            copied = block.start + block.content.len();
        }
        out + self.text.get(copied..).unwrap()
    }

    /// The files that the page names, whole.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::<String, String>::new();
        for block in self.blocks.iter().filter(|block| !block.file.is_empty()) {
            let file = files.entry(block.file.to_owned()).or_default();
            if !file.is_empty() {
                file.push('\n');
            }
            *file += block.content;
        }
        files
    }

    /// A text as one more file beside those that the page names.
    fn compile_with(&self, text: &str) -> Compilation {
        let mut files = self.files();
        files.insert(MISTAKE.to_owned(), text.to_owned());
        compile(&world(&files), &[Path::new(ROOT).join(MISTAKE)], None)
    }
}

/// How wide answers are set in a page.
const WIDTH: usize = 100;

/// Where the project of a page lies.
const ROOT: &str = "/page";

/// The file of a block that has none.
const MISTAKE: &str = "mistake.attr";

fn world(files: &BTreeMap<String, String>) -> Memory<'static> {
    Memory::new(files.iter().map(|(file, content)| (Path::new(ROOT).join(file), content.as_str())))
}

/// What `attrc validate` answers to a block.
fn validated(block: &Block<'_>) -> String {
    let (document, mut found) = json::read(FileId(0), block.content);
    found.extend(validate(FileId(0), &document));
    assert!(!found.is_empty(), "no mistake in:\n{}", block.content);
    let style = Style { mends: false, counts: false, ..Style::default() };
    shown(&found, &[Text::new("mistake.json", block.content)], &style)
}

fn shown(found: &[Diagnostic], texts: &[Text], style: &Style) -> String {
    let mut out = Vec::new();
    render(Format::Terminal, found, texts, style, &mut out).unwrap();
    let lines = String::from_utf8(out).unwrap();
    lines.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        if let Some(info) = line.strip_prefix("```") {
            open = match open {
                None => Some((info.trim(), next)),
                Some((info, start)) => {
                    let (language, file) = info.split_once(' ').unwrap_or((info, ""));
                    found.push(Block { language, file, content: text.get(start..at).unwrap(), start });
                    None
                }
            };
        }
        at = next;
    }
    found
}
