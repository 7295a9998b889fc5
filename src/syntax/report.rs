//! The words for what the grammar missed: problems to diagnostics.

use super::expect::{Want, Wants};
use super::literal::quote;
use super::recover::Problem;
use super::token::{Kind, Token, peek};
use super::value::DEPTH_LIMIT;
use crate::diag::codes::statements as codes;
use crate::diag::{Applicability, Diagnostic, Edit, FINDINGS_LIMIT, Fix, did_you_mean, nearest};
use crate::source::{FileId, Location, Span};
use crate::vocab::language::{self, Class, QUALIFIERS, RESPONSES, SCALES, STANCES, VERBS, reserved, verb};

/// Turns slices of one file into places.
#[derive(Clone, Copy)]
pub struct Reporter<'s> {
    /// Which file.
    pub file: FileId,
    /// Its text.
    pub text: &'s str,
}

impl<'s> Reporter<'s> {
    /// Where a slice stands.
    pub fn locate(&self, part: &str) -> Location {
        Location::new(self.file, Span::of(self.text, part))
    }

    /// The empty place behind a slice.
    pub fn behind(&self, part: &str) -> Location {
        Location::new(self.file, Span::at(Span::of(self.text, part).hi))
    }

    /// That there are more mistakes from a place on.
    pub fn too_many(&self, place: Location) -> Diagnostic {
        Diagnostic::new(&codes::TOO_MANY_FINDINGS, place, format!("this file has more than {FINDINGS_LIMIT} mistakes"))
            .label("what follows is not shown")
            .help("mend those above, and check again; is it an `.attr` file?")
    }

    /// What to tell of a problem.
    pub fn diagnostic(&self, problem: &Problem<'s>) -> Diagnostic {
        match *problem {
            Problem::Expected { at, wants } => self.expected(at, wants),
            Problem::Missing { after, wants } => self.missing(after, wants),
            Problem::Unclosed { opener, before } => {
                let found = before.map_or("the file ends".to_owned(), |word| format!("`{word}` begins a line"));
                Diagnostic::new(&codes::UNCLOSED_BLOCK, self.locate(opener), "this block is not closed")
                    .label("opened here")
                    .help(format!("{found} before its `}}`"))
                    .fix_if(before.map(|word| {
                        let line_start = Location::new(self.file, Span::at(Span::of(self.text, word).lo));
                        Fix::guess("close the block", line_start, "}\n")
                    }))
            }
            Problem::StrayBrace { at } => Diagnostic::new(&codes::STRAY_BRACE, self.locate(at), "`}` closes nothing")
                .label("no block is open here")
                .help("remove it, or look above for a `}` too many"),
        }
    }

    fn missing(&self, after: &str, wants: Wants) -> Diagnostic {
        if reserved(after) == Some(Class::Qualifier) {
            return self.missing_argument(after);
        }
        if wants.has(Want::Verb)
            && let Some(near) = nearest(after, notes())
        {
            let place = self.locate(after);
            return Diagnostic::new(&codes::UNEXPECTED, place, format!("`{after}` is no hedge and no qualifier"))
                .label("begins no claim either")
                .help(format!("did you mean `{near}`?"))
                .fix(Fix::respell(place, after, near));
        }
        let wanted = match verb(after) {
            Some(_) => "an object".to_owned(),
            None => wanted(wants),
        };
        Diagnostic::new(&codes::MISSING, self.behind(after), format!("{wanted} is missing behind `{}`", shown(after)))
            .label(format!("{wanted} belongs here"))
            .help(match after {
                _ if wants == Wants::of(Want::OpenBrace) => format!("write `from {after} {{ … }}`"),
                "," => "write the value that the comma announces, or remove the comma".to_owned(),
                _ => format!("write {wanted} on this line, or remove the line"),
            })
    }

    /// A qualifier without its argument.
    pub fn missing_argument(&self, word: &str) -> Diagnostic {
        let message = format!("`{word}` lacks its argument");
        let takes = language::qualifier(word).map_or("a value", |row| row.argument.words());
        Diagnostic::new(&codes::MISSING_ARGUMENT, self.behind(word), message)
            .label("its argument belongs here")
            .help(format!("`{word}` takes {takes}"))
    }

    fn expected(&self, at: &'s str, wants: Wants) -> Diagnostic {
        let token = peek(at);
        let place = self.locate(token.text);
        if wants.has(Want::Shallower) {
            return Diagnostic::new(&codes::TOO_DEEP, place, "nested too deep")
                .label(format!("level {} begins here", DEPTH_LIMIT + 1))
                .help(format!("make it flatter; at most {DEPTH_LIMIT} levels are read"));
        }
        if wants.has(Want::StanceFirst) {
            let message = format!("`{}` stands before the stance", token.text);
            return Diagnostic::new(&codes::QUALIFIER_PLACE, place, message)
                .label("belongs behind the stance")
                .help(format!("the qualifiers of a speech stand behind its stance: `speaker says {} …`", token.text));
        }
        if wants.has(Want::Stance) {
            return self.stance(token);
        }
        if token.kind == Kind::Junk && !token.text.is_ascii() {
            return self.junk(token.text);
        }
        let found = found(token);
        let plain = Diagnostic::new(&codes::UNEXPECTED, place, format!("expected {}, found {found}", wanted(wants)))
            .label(format!("expected {}", wanted(wants)));
        if wants.has(Want::Path) {
            let fix = (token.kind == Kind::Word)
                .then(|| Fix::safe("quote the path", place, quote(&format!("{}.attr", token.text))));
            return Diagnostic::new(&codes::UNQUOTED, place, format!("a path is quoted, found {found}"))
                .label("expected a path in quotes")
                .help("write `use \"path.attr\"`, relative to this file")
                .fix_if(fix);
        }
        if wants.has(Want::Body) {
            return self.body(at, plain);
        }
        match wants {
            wants if wants.has(Want::Key) && reserved(token.text) == Some(Class::Qualifier) => {
                plain.help(format!("`{}` qualifies a value and stands behind it; a line begins with a key", token.text))
            }
            wants if wants.has(Want::Key) => plain.help("a line of a block is `key value`; text stands behind a key"),
            wants if wants.has(Want::Value) && is_time_of_claim(token.text) => plain
                .help("a key takes its date alone, or behind `by`, `before`, `after`, `about` or `at-least`: `by 2024-01`")
                .fix_if((token.text == "no-later-than").then(|| Fix::safe("write `by`", place, "by"))),
            wants if wants.has(Want::Comma) => plain.help("separate the values of a list by commas"),
            wants if wants.has(Want::Verb) => plain
                .help("a claim is `subject VERB object`; `attrc list verbs` shows the verbs")
                .fix_if(self.nearest_fix(token, VERBS.iter().map(|verb| verb.word))),
            wants if wants.has(Want::Object) && token.kind == Kind::String => {
                let written = format!("class {}", token.text);
                plain
                    .help("a name is bare, and an inline object has its kind before the text: `person \"…\"`")
                    .fix(Fix::guess(format!("write `{}`", shown(&written)), place, written))
            }
            wants if wants.has(Want::Argument) => plain.help("what it names is quoted: `domain \"a.example\"`"),
            wants if wants.has(Want::Statement) => {
                plain.help("a line begins with a kind, a speaker, a `[label]`, `from` or `use`")
            }
            _ => plain,
        }
    }

    fn stance(&self, token: Token<'s>) -> Diagnostic {
        let place = self.locate(token.text);
        if reserved(token.text) == Some(Class::Verb) {
            return Diagnostic::new(&codes::CLAIM_OUTSIDE_SPEECH, place, "a claim stands outside a speech")
                .label("nobody says this")
                .help("put it into a speech: `speaker alleges { … }`, or `author says { … }`");
        }
        let words = || STANCES.iter().map(|row| row.word).chain(RESPONSES.iter().map(|row| row.word));
        let message = match token.kind {
            Kind::Word => format!("`{}` is no stance or response", token.text),
            _ => format!("expected a stance or a response, found {}", found(token)),
        };
        let help = match did_you_mean(token.text, words()) {
            Some(question) => question,
            None => {
                let stances: Vec<&str> = STANCES.iter().map(|row| row.word).collect();
                format!("stances are {}; responses are in `attrc list responses`", stances.join(", "))
            }
        };
        Diagnostic::new(&codes::UNKNOWN_STANCE, place, message)
            .label("expected a stance or a response")
            .help(help)
            .fix_if(self.nearest_fix(token, words()))
    }

    fn body(&self, at: &'s str, plain: Diagnostic) -> Diagnostic {
        // The claim ends with its line, or before the `}` of what stands around it.
        let end = at.find(['\n', '{', '}']).unwrap_or(at.len());
        let (line, behind) = at.split_at_checked(end).unwrap_or((at, ""));
        let line = line.split(" #").next().unwrap_or(line).trim_end();
        let brace_fix = Fix {
            title: "put the claim into braces".to_owned(),
            edits: vec![
                Edit {
                    location: Location::new(self.file, Span::at(Span::of(self.text, at).lo)),
                    text: "{ ".to_owned(),
                },
                Edit { location: self.behind(line), text: " }".to_owned() },
            ],
            applicability: Applicability::Safe,
        };
        let wordlike = matches!(peek(at).kind, Kind::Word);
        let diagnostic = Diagnostic {
            code: &codes::SPEECH_WITHOUT_BODY,
            message: "the claims of a speech stand in braces".to_owned(),
            label: "expected `{` or a qualifier".to_owned(),
            ..plain
        };
        let qualifiers = QUALIFIERS.iter().filter(|row| row.places.speech).map(|row| row.word);
        let diagnostic = match nearest(peek(at).text, qualifiers) {
            Some(word) => diagnostic.help(format!("did you mean `{word}`?")),
            None => diagnostic.help("write `speaker says { subject VERB object }`"),
        };
        diagnostic.fix_if((wordlike && !behind.starts_with('{')).then_some(brace_fix))
    }

    /// A fix that writes the nearest word of a closed set.
    pub fn nearest_fix<'c>(&self, token: Token<'_>, words: impl IntoIterator<Item = &'c str>) -> Option<Fix> {
        let word = nearest(token.text, words)?;
        Some(Fix::respell(self.locate(token.text), token.text, word))
    }
}

/// Whether a word says when a claim holds; keys take no such words.
fn is_time_of_claim(word: &str) -> bool {
    matches!(word, "since" | "until" | "on" | "during" | "throughout" | "no-later-than")
}

/// The words that stand behind an object: qualifiers of claims, and hedges.
fn notes() -> impl Iterator<Item = &'static str> {
    let qualifiers = QUALIFIERS.iter().filter(|row| row.places.claim).map(|row| row.word);
    let hedges = SCALES.iter().flat_map(|scale| scale.rows).map(|row| row.word);
    qualifiers.chain(hedges)
}

/// What was found, in words.
fn found(token: Token<'_>) -> String {
    match token.kind {
        Kind::End => "the end of the file".to_owned(),
        Kind::String | Kind::Text | Kind::Unclosed => format!("the text {}", shown(token.text)),
        Kind::Word if reserved(token.text).is_some() => format!("the reserved word `{}`", token.text),
        _ => format!("`{}`", shown(token.text)),
    }
}

/// A slice short enough for a message: its first line, at most 40 characters of it.
pub fn shown(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// What was wanted, in words.
fn wanted(wants: Wants) -> String {
    let names: &[(Want, &str)] = &[
        (Want::Statement, "a statement"),
        (Want::Name, "a name"),
        (Want::Stance, "a stance or a response"),
        (Want::Body, "`{`"),
        (Want::OpenBrace, "`{`"),
        (Want::Target, "a `[label]` or the name of a document"),
        (Want::Subject, "a subject"),
        (Want::Verb, "a verb"),
        (Want::Object, "an object"),
        (Want::Key, "a key"),
        (Want::Value, "a value"),
        (Want::Argument, "a text in quotes"),
        (Want::Number, "a number or a date"),
        (Want::Path, "a path"),
        (Want::Comma, "`,`"),
        (Want::CloseBracket, "`]`"),
        (Want::CloseBrace, "`}`"),
        (Want::Label, "a label"),
    ];
    let mut words: Vec<&str> = names.iter().filter(|(want, _)| wants.has(*want)).map(|(_, word)| *word).collect();
    if wants.has(Want::Comma) && wants.has(Want::Value) {
        words.retain(|word| *word != "`,`");
    }
    match words.split_last() {
        None => "something else".to_owned(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
    }
}
