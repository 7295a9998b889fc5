//! For people: the text with marks under it, drawn by miette, and a summary.

use std::fmt::{self, Write as _};
use std::io;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles};
use textwrap::WordSplitter;

use super::Style;
use super::clip::TAB;
use super::excerpt::{CONTEXT, Excerpt, Mark};
use super::place::{Place, Places};
use super::summary::{Summary, counted};
use super::visible::visible;
use crate::diag::codes::standard::requirement;
use crate::diag::{Applicability, Diagnostic, Label, Severity};
use crate::source::Span;

/// Columns that line numbers and frames take from a line of text.
const GUTTER: usize = 12;

/// How many further places of one finding are shown; the rest is counted.
const MOST_RELATED: usize = 8;

/// Writes the first diagnostics and a summary of all.
pub(super) fn write(
    diagnostics: &[Diagnostic],
    places: &mut Places<'_>,
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if diagnostics.is_empty() {
        return Ok(());
    }
    let painter = Painter::new(style);
    for diagnostic in diagnostics.iter().take(style.limit) {
        let block = painter.block(diagnostic, places).map_err(io::Error::other)?;
        writeln!(out, "{block}")?;
    }
    match diagnostics.len().saturating_sub(style.limit) {
        0 => {}
        hidden => writeln!(out, "attrc: and {hidden} more")?,
    }
    let summary = Summary::new(diagnostics, places);
    if style.mends && summary.safe_fixes() > 0 {
        writeln!(out, "attrc: `attrc check --fix` applies {}", counted(summary.safe_fixes(), "fix"))?;
    }
    match style.counts {
        true => writeln!(out, "attrc: {summary}"),
        false => Ok(()),
    }
}

/// What is the same for all diagnostics of a run.
struct Painter {
    handler: GraphicalReportHandler,
    theme: GraphicalTheme,
    width: usize,
    ellipsis: &'static str,
}

impl Painter {
    fn new(style: &Style) -> Self {
        let width = style.width.clamp(40, 1000);
        let theme = GraphicalTheme {
            characters: if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
            styles: if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
        };
        let handler = GraphicalReportHandler::new_themed(theme.clone())
            .with_width(width)
            .with_context_lines(CONTEXT as usize)
            .tab_width(TAB)
            .with_links(false)
            .with_break_words(false)
            .with_word_splitter(WordSplitter::NoHyphenation)
            .without_syntax_highlighting();
        Self { handler, theme, width, ellipsis: if style.unicode { "…" } else { "..." } }
    }

    /// One diagnostic: heading, message, excerpt, and a line each for help, fixes and other places.
    fn block(&self, diagnostic: &Diagnostic, places: &mut Places<'_>) -> Result<String, fmt::Error> {
        let primary = diagnostic.primary.and_then(|location| places.find(location));
        let (marks, notes) = split(diagnostic, primary, places);
        let limit = self.width - GUTTER;
        let excerpt = primary.map(|place| Excerpt::new(place.text, &marks, limit, self.ellipsis));

        let mut block = String::new();
        self.handler.render_report(&mut block, &Report { diagnostic, excerpt })?;
        if !diagnostic.path.is_empty() {
            self.footer(&mut block, "at", &diagnostic.path)?;
        }
        if let Some(rule) = requirement(diagnostic.code) {
            self.footer(&mut block, "rule", &format!("STIX 2.1, section {}, {}", rule.section, rule.level))?;
        }
        if let Some(help) = &diagnostic.help {
            self.footer(&mut block, "help", help)?;
        }
        for fix in &diagnostic.fixes {
            let word = match fix.applicability {
                Applicability::Safe => "fix",
                Applicability::Unsafe => "suggestion",
            };
            self.footer(&mut block, word, &fix.title)?;
        }
        for (place, text) in notes {
            self.footer(&mut block, "note", &note(place, text))?;
        }
        if let Some(hidden) = diagnostic.related.len().checked_sub(MOST_RELATED + 1) {
            self.footer(&mut block, "note", &format!("and {}", counted(hidden + 1, "more place")))?;
        }
        Ok(block)
    }

    fn footer(&self, block: &mut String, word: &str, text: &str) -> fmt::Result {
        let lead = format!("  = {}: ", self.theme.styles.help.style(word));
        let indent = " ".repeat(word.len() + 6);
        let options = textwrap::Options::new(self.width)
            .initial_indent(&lead)
            .subsequent_indent(&indent)
            .break_words(false)
            .word_splitter(WordSplitter::NoHyphenation);
        writeln!(block, "{}", textwrap::fill(&visible(text), options))
    }
}

/// Which places are marked in the excerpt, the exact one first, and which are told of below it.
///
/// miette draws one text a report, and moves a mark that overlaps another in its line to the wrong column; so places in
/// other texts and places that overlap are notes.
fn split<'d, 't>(
    diagnostic: &'d Diagnostic,
    primary: Option<Place<'t>>,
    places: &mut Places<'t>,
) -> (Vec<Mark<'d, 't>>, Vec<(Option<Place<'t>>, &'d str)>) {
    let mut marks: Vec<Mark<'_, '_>> = Vec::new();
    marks.extend(primary.map(|place| Mark { place, label: &diagnostic.label }));
    let mut notes = Vec::new();
    for Label { location, text } in diagnostic.related.iter().take(MOST_RELATED) {
        let place = places.find(*location);
        match place {
            Some(place) if primary.is_some_and(|primary| primary.file == place.file) && is_free(&marks, place) => {
                marks.push(Mark { place, label: text });
            }
            _ => notes.push((place, text.as_str())),
        }
    }
    (marks, notes)
}

fn is_free(marks: &[Mark<'_, '_>], place: Place<'_>) -> bool {
    // An empty span takes a column as well: that of its arrow.
    let end = |span: Span| span.hi.max(span.lo + 1);
    marks.iter().all(|mark| {
        let (one, other) = (mark.place.span, place.span);
        end(one) <= other.lo || end(other) <= one.lo
    })
}

/// `path:line:column: text`
fn note(place: Option<Place<'_>>, text: &str) -> String {
    match place {
        Some(Place { text: source, start, .. }) => {
            format!("{}:{}:{}: {text}", source.path, start.line, start.column)
        }
        None => text.to_owned(),
    }
}

/// A diagnostic as miette wants it.
#[derive(Debug)]
struct Report<'d> {
    diagnostic: &'d Diagnostic,
    excerpt: Option<Excerpt>,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.diagnostic.message))
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    /// `error E0201 unknown-stance`
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let Diagnostic { code, severity, .. } = self.diagnostic;
        Some(Box::new(format!("{} {} {}", severity.word(), code.id, code.name)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.excerpt.as_ref().map(|excerpt| Box::new(excerpt.labels()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}
