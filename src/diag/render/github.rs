//! For GitHub Actions: one workflow command a finding, which GitHub shows beside the line it is about.
//!
//! `::error file=a.attr,line=3,col=5,endLine=3,endColumn=9,title=E0201 unknown-stance::message`

use std::io;

use super::place::{Place, Places};
use super::visible::visible;
use crate::diag::{Diagnostic, Severity};

/// Writes one command a diagnostic.
pub(super) fn write(diagnostics: &[Diagnostic], places: &mut Places<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        writeln!(out, "{}", command(diagnostic, places))?;
    }
    Ok(())
}

fn command(diagnostic: &Diagnostic, places: &mut Places<'_>) -> String {
    let word = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = diagnostic.primary.and_then(|location| places.find(location));
    let mut properties = place.map(position).unwrap_or_default();
    properties.push(("title", format!("{} {}", diagnostic.code.id, diagnostic.code.name)));
    let properties: Vec<String> =
        properties.into_iter().map(|(key, value)| format!("{key}={}", escape_property(&value))).collect();
    format!("::{word} {}::{}", properties.join(","), escape(&text(diagnostic, places)))
}

fn position(Place { text, start, end, .. }: Place<'_>) -> Vec<(&'static str, String)> {
    let mut properties = vec![("file", text.path.clone()), ("line", start.line.to_string())];
    // GitHub ignores columns, with a complaint in its log, where start and end are on two lines.
    if start.line == end.line {
        properties.push(("col", start.column.to_string()));
        properties.push(("endLine", end.line.to_string()));
        properties.push(("endColumn", end.column.to_string()));
    } else {
        properties.push(("endLine", end.line.to_string()));
    }
    properties
}

/// An annotation has one text and no further places: message, label, help and the other places go into its lines.
fn text(diagnostic: &Diagnostic, places: &mut Places<'_>) -> String {
    let mut lines = vec![visible(&diagnostic.message).into_owned()];
    if !diagnostic.label.is_empty() {
        lines.push(format!("here: {}", visible(&diagnostic.label)));
    }
    lines.extend(Some(&diagnostic.path).filter(|path| !path.is_empty()).map(|path| format!("at {path}")));
    lines.extend(diagnostic.help.iter().map(|help| format!("help: {}", visible(help))));
    for label in &diagnostic.related {
        let text = visible(&label.text);
        lines.push(match places.find(label.location) {
            Some(place) => format!("note: {}:{}:{}: {text}", place.text.path, place.start.line, place.start.column),
            None => format!("note: {text}"),
        });
    }
    lines.join("\n")
}

/// Escapes the text of a command.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which also ends at `,` and `:`.
fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_ends_the_command() {
        assert_eq!(escape("50%\r\n::error::x, y"), "50%25%0D%0A::error::x, y");
        assert_eq!(escape_property("a,b:c\n%"), "a%2Cb%3Ac%0A%25");
    }
}
