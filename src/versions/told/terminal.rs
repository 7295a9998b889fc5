//! For people at a terminal.

use textwrap::{Options, WordSplitter};

use super::{Line, Told, counts};
use crate::diag::render::visible;
use crate::stix::words::{defanged, is_followed};
use crate::versions::{Change, Difference, LOCK, Release, Rename, What};

/// How many changes of a section are shown before they are only counted.
const SHOWN: usize = 200;

/// How many characters of a value are shown.
const LONG: usize = 120;

/// What changed and why: an object, which of its properties, and the line that it comes from.
pub fn terminal(told: &Told<'_>) -> String {
    let mut out = String::new();
    for release in told.releases {
        section(release, told, &mut out);
    }
    let changed = told.releases.iter().any(|release| !release.changes.is_empty());
    out += &match (told.is_written, changed || told.is_first) {
        (true, true) => format!("wrote {LOCK}\n"),
        (true, false) => format!("tidied {LOCK}; no version changes\n"),
        (false, true) => format!("{LOCK} is not written\n"),
        (false, false) => format!("{LOCK} is up to date\n"),
    };
    out
}

fn section(release: &Release, told: &Told<'_>, out: &mut String) {
    *out += &format!("{}: {}\n", release.section, counts(&release.tally));
    // All objects of a first lock are new: there is nothing to compare them with.
    let shown = release.changes.iter().filter(|change| !(told.is_first && change.what == What::New));
    for change in shown.clone().take(SHOWN) {
        one(change, release.section, told, out);
    }
    let rest = shown.count().saturating_sub(SHOWN);
    if rest > 0 {
        *out += &format!("  … and {rest} more; `--format json` has all\n");
    }
    for rename in &release.renames {
        hint(rename, release.section, told, out);
    }
}

fn one(change: &Change, section: &'static str, told: &Told<'_>, out: &mut String) {
    let mark = match change.what {
        What::New | What::Returned { .. } => '+',
        What::Changed { .. } | What::Rewritten { .. } | What::Received { .. } => '~',
        What::Withdrawn | What::WithdrawnAnew | What::Gone | What::LeftOut => '-',
    };
    let is_followed = change.object.is_some_and(|id| is_followed(id.kind()));
    let title = if is_followed { defanged(&change.title) } else { change.title.clone() };
    *out += &wrapped(&title, &format!("  {mark} {}: ", change.what.word()), "    ", told.width);
    let mut line = |text: &str| *out += &wrapped(text, "      ", "        ", told.width);
    for difference in change.what.properties() {
        line(&property(difference));
    }
    match &change.what {
        What::Returned { before } => line(&format!("a new object: {before} was withdrawn")),
        What::Changed { properties } if properties.is_empty() => line("lines of a merge are settled"),
        What::WithdrawnAnew => line("one branch withdrew what another one changed: it stays withdrawn"),
        What::Rewritten { .. } => line("its type has no versions: who has it may keep what it said"),
        What::Gone => line("its type cannot be withdrawn: who has it keeps it"),
        What::LeftOut => line("somebody else made it, and only they can withdraw it"),
        _ => {}
    }
    if let Some(Line { file, line: number }) = change.object.and_then(|id| (told.place)(section, id)) {
        line(&format!("at {file}:{number}"));
    }
}

/// `confidence: 65 → 85`
fn property(difference: &Difference) -> String {
    let Difference { path, before, after } = difference;
    match (before, after) {
        (Some(before), Some(after)) => {
            let (before, after) = parted(before, after);
            format!("{path}: {before} → {after}")
        }
        (Some(before), None) => format!("{path}: {} → nothing", clipped(before, 0)),
        (None, Some(after)) => format!("{path}: nothing → {}", clipped(after, 0)),
        (None, None) => path.clone(),
    }
}

/// Two values; long ones from shortly before the place where they part.
fn parted(before: &str, after: &str) -> (String, String) {
    let same = before.chars().zip(after.chars()).take_while(|(left, right)| left == right).count();
    let is_long = before.chars().nth(LONG).is_some() || after.chars().nth(LONG).is_some();
    let from = if is_long { same.saturating_sub(LONG / 4) } else { 0 };
    (clipped(before, from), clipped(after, from))
}

fn clipped(value: &str, from: usize) -> String {
    let mut rest = value.chars().skip(from);
    let shown: String = rest.by_ref().take(LONG).collect();
    let (start, end) = (if from > 0 { "…" } else { "" }, if rest.next().is_some() { "…" } else { "" });
    format!("{start}{shown}{end}")
}

fn hint(rename: &Rename, section: &'static str, told: &Told<'_>, out: &mut String) {
    let place = rename.id.and_then(|id| (told.place)(section, id));
    let at = place.map(|Line { file, line }| format!(" at {file}:{line}")).unwrap_or_default();
    let Rename { before, after, .. } = rename;
    // Once it is in the lock, what is withdrawn stays so: the lock has to be the old one again, and first.
    let (first, again) = match told.is_written {
        true => (
            format!("take the lock from before back (`git checkout -- {LOCK}`), then "),
            ", and run `attrc lock` again",
        ),
        false => (String::new(), ""),
    };
    let text = format!(
        "`{before}` is withdrawn, and `{after}` is new under the same title. If only the name has changed, {first}write \
         `was {before}` into its block{at}{again}: its object, and all that is said of it, stays the same then."
    );
    *out += &wrapped(&text, "  ? ", "    ", told.width);
}

fn wrapped(text: &str, first: &str, rest: &str, width: usize) -> String {
    let options = Options::new(width.max(20)).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&visible(text), options.initial_indent(first).subsequent_indent(rest)).join("\n") + "\n"
}
