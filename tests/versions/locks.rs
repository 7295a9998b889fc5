//! Locks as texts: what is damaged is refused with its line.

use attrc::diag::Diagnostic;
use attrc::diag::render::{Format, Style, render};
use attrc::source::{FileId, Text};
use attrc::versions::{Clash, Entry, LOCK, Lock};

use super::{Case, one_file};

const TEXT: &str = "organization desk \"Example Desk\"\nsource page \"A page\" { publisher desk  published 2024-03-05 }\n\
                    from page {\n  desk says {\n    desk front-for desk\n  }\n}\n";

/// A lock of some lines.
pub fn lock() -> String {
    let mut case = Case::new(None);
    case.release(&one_file(TEXT), "2026-01-01T00:00:00Z");
    case.lock
}

fn found(text: &str) -> Vec<Diagnostic> {
    Lock::read(FileId(0), text).1
}

/// The line and the code of each finding.
fn told(text: &str) -> Vec<(u32, &'static str)> {
    let shown = Text::new(LOCK, text);
    found(text).iter().map(|found| (shown.position(found.primary.unwrap().span.lo).line, found.code.name)).collect()
}

/// The lock with another third line.
fn with_line(change: impl Fn(&str) -> String) -> String {
    let lock = lock();
    let lines = lock.lines().enumerate().map(|(at, line)| if at == 2 { change(line) } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// The same with another field.
fn with_field(field: usize, value: &str) -> String {
    with_line(|line| {
        let mut fields: Vec<&str> = line.splitn(6, ' ').collect();
        fields[field] = value;
        fields.join(" ")
    })
}

#[test]
fn what_was_written_is_read_without_a_finding() {
    let text = lock();
    assert_eq!(found(&text), []);
    assert!(Lock::read(FileId(0), &text).0.is_tidy());
    assert_eq!(Lock::read(FileId(0), &text).0.write(), text);
}

#[test]
fn what_is_damaged_is_told_at_its_line() {
    let damaged = [(3, "damaged-lock")];
    for (field, value) in [
        (0, "stixx"),
        (1, "note--1"),
        (1, "note"),
        (2, "2026-01-01"),
        (2, "2026-01-01T00:00:00Z"),
        (2, "2026-13-01T00:00:00.000Z"),
        (3, "-1"),
        (3, "1999-01-01T00:00:00.000Z"),
        (4, "0000000000000000"),
        (4, "36BAAAF180DEC7B1"),
        (4, "x"),
        (5, "{}"),
        (5, ""),
    ] {
        assert_eq!(told(&with_field(field, value)), damaged, "{field} {value}");
    }
    // Each end of a cut line is noticed.
    let whole = with_line(str::to_owned);
    let line = whole.lines().nth(2).unwrap();
    for end in (0..line.len()).filter(|end| line.is_char_boundary(*end)) {
        assert_eq!(told(&with_line(|line| line[..end].to_owned())), damaged, "{end}");
    }
    assert_eq!(told(&with_line(|line| line.replace("  ", " ") + " ")), damaged);
    assert_eq!(told(&with_line(|_| String::new())), damaged);
}

#[test]
fn the_head_tells_the_form() {
    assert_eq!(told(&lock().replacen("attr.lock 1", "attr.lock 2", 1)), [(1, "newer-lock")]);
    assert_eq!(told(&lock().replacen("attr.lock 1", "attr.lock one", 1)), [(1, "damaged-lock")]);
    assert_eq!(told(&lock().replacen("attr.lock 1\n", "", 1)), [(1, "damaged-lock")]);
    assert_eq!(told(""), [(1, "damaged-lock")]);
    assert_eq!(told("attr.lock 1"), []);
}

#[test]
fn marks_of_a_merge_are_told_line_by_line() {
    let lock = lock();
    let marked = lock.replacen("attr.lock 1\n", "attr.lock 1\n<<<<<<< HEAD\n", 1) + "=======\n>>>>>>> other\n";
    let last = marked.lines().count() as u32;
    assert_eq!(told(&marked), [(2, "unmerged-lock"), (last - 1, "unmerged-lock"), (last, "unmerged-lock")]);
}

#[test]
fn a_long_line_is_shown_in_part() {
    let text = with_field(4, "0000000000000000");
    let style = Style { color: false, width: 100, unicode: true, ..Style::default() };
    let mut out = Vec::new();
    render(Format::Terminal, &found(&text), &[Text::new(LOCK, text.clone())], &style, &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap();
    assert!(shown.contains("attr.lock:3:") && shown.lines().all(|line| line.chars().count() <= 130), "{shown}");
}

#[test]
fn comments_and_doubled_lines_are_settled() {
    let text = lock();
    let doubled = format!("attr.lock 1\n# kept\n{text}# kept\r\n{text}");
    let (read, found) = Lock::read(FileId(0), &doubled);
    assert_eq!((found.len(), read.is_tidy()), (0, false));
    assert_eq!(read.write(), text.replacen("attr.lock 1\n", "attr.lock 1\n# kept\n", 1));
}

#[test]
fn what_another_run_wrote_meanwhile_is_kept_or_stands_in_the_way() {
    let read = |text: &str| Lock::read(FileId(0), text).0;
    let mut case = Case::new(None);
    case.release(&one_file(TEXT), "2026-01-01T00:00:00Z");
    let old = read(&case.lock);
    let change = |title: &str, consumer| {
        let mut case = Case { lock: case.lock.clone(), consumer };
        case.release(&one_file(&TEXT.replace("A page", title)), "2026-02-01T00:00:00Z");
        read(&case.lock)
    };
    let own = change("One page", None);
    let misp = change("Another page", attrc::vocab::targets::consumer("misp"));
    let both = own.beside(&old, &misp).unwrap();
    assert_eq!((both.entries("stix"), both.entries("misp")), (own.entries("stix"), misp.entries("misp")));
    assert!(own.beside(&old, &own).unwrap().says_the_same(&own));
    assert!(own.beside(&old, &old).unwrap().says_the_same(&own));
    assert!(old.beside(&old, &own).unwrap().says_the_same(&own));
    assert!(own.beside(&old, &change("A third page", None)).is_none());
    assert!(old.is_of(case.lock.as_bytes()) && !old.is_of(own.write().as_bytes()));
}

#[test]
fn nobody_follows_what_another_author_withdrew() {
    let mut case = Case::new(None);
    case.release(&one_file(TEXT), "2026-01-01T00:00:00Z");
    let lock = Lock::read(FileId(0), &case.lock).0;
    let author = case.compile(&one_file(TEXT), None).settings.author.id.unwrap().to_string();
    let other = "identity--33333333-3333-4333-8333-333333333333";
    let report = lock.entries("stix").iter().find(|entry| entry.id.starts_with("report--")).unwrap();
    let content =
        report.content.replace(&author, other).replace("\"spec_version\"", "\"revoked\":true,\"spec_version\"");
    let withdrawn = Entry { content: content.into(), ..report.clone() };
    let line = case.lock.lines().find(|line| line.contains(&format!("stix {}", report.id))).unwrap();
    let mut fields: Vec<&str> = line.splitn(6, ' ').collect();
    let digest = withdrawn.digest("stix");
    (fields[4], fields[5]) = (&digest, &withdrawn.content);
    case.lock = case.lock.replace(line, &fields.join(" "));
    assert_eq!(found(&case.lock), []);
    let (release, _) = case.release(&one_file(TEXT), "2026-02-01T00:00:00Z");
    let clashes: Vec<Clash> = release.conflicts.into_iter().map(|conflict| conflict.clash).collect();
    assert_eq!(clashes, [Clash::OtherAuthor { before: other.to_owned(), namespace: None }]);
    assert!(!release.objects.iter().any(|object| object.id.is_some_and(|id| id.to_string() == *report.id)));
}
