//! For people at a terminal.

use textwrap::{Options, WordSplitter};

use super::excerpt::beginning;
use super::{Shown, aspects, counts, topics};
use crate::diag::render::visible;
use crate::review::model::{Entry, Review};
use crate::stix::words::counted;

/// A review as lines: a heading, topic by topic, then what is only counted.
pub fn terminal(review: &Review, shown: &Shown<'_>) -> String {
    let mut out = format!("{} → {}: {}\n", visible(shown.old), visible(shown.new), counts(review));
    for (row, entries) in topics(review) {
        out += &format!("\n{}\n", row.title);
        entries.iter().for_each(|told| out += &entry(told, shown));
    }
    if !review.formal.is_empty() {
        out += "\nOnly counted\n";
    }
    for formal in &review.formal {
        out += &format!("  {:>5}  {}\n", formal.items.len(), formal.what);
        for item in formal.items.iter().filter(|_| shown.all) {
            let id = if item.id.is_empty() { String::new() } else { format!("{}: ", item.id) };
            out += &wrapped(&format!("{id}{}", item.detail), "         ", "           ", shown.width);
        }
    }
    out
}

fn entry(entry: &Entry, shown: &Shown<'_>) -> String {
    let mark = format!("  {} ", entry.sign.mark());
    let mut out = wrapped(&format!("{}: {}", entry.what, beginning(&entry.sentence)), &mark, "    ", shown.width);
    for line in aspects(entry, str::to_owned) {
        out += &wrapped(&line, "      ", "        ", shown.width);
    }
    if let Some(source) = &entry.source {
        out += &wrapped(&format!("in {source}"), "      ", "        ", shown.width);
    }
    if let Some(place) = &entry.place {
        out += &wrapped(&format!("at {}:{}", place.file, place.line), "      ", "        ", shown.width);
    }
    if !entry.id.is_empty() {
        let was = entry.old_id.as_ref().map(|id| format!(", was {id}")).unwrap_or_default();
        let also = match entry.also.len() {
            0 => String::new(),
            _ if shown.all => format!(", {}", entry.also.join(", ")),
            1 => format!(", {}", entry.also.join(", ")),
            more => format!(" and {}", counted(more, "more", "more")),
        };
        out += &wrapped(&format!("{}{was}{also}", entry.id), "      ", "        ", shown.width);
    }
    out
}

fn wrapped(text: &str, first: &str, rest: &str, width: usize) -> String {
    let options = Options::new(width.max(20)).word_splitter(WordSplitter::NoHyphenation);
    let text = visible(text);
    textwrap::wrap(&text, options.initial_indent(first).subsequent_indent(rest)).join("\n") + "\n"
}
