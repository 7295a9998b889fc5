//! Explanations as people read them.

use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::model::{
    Answer, Brief, BuiltObject, Declaration, ExplainedClaim, Explanation, Hedge, Saying, Statement, Words,
};
use crate::queries::words::joined;
use crate::stix::words::counted;

/// How many claims about a name are shown; the list has all of them.
const MOST: usize = 40;

/// An explanation, one part below the other.
pub fn text(explanation: &Explanation, width: usize) -> String {
    let objects = explanation.objects.iter().map(|object| self::object(object, width));
    let claims = explanation.claims.iter().map(|claim| self::claim(claim, width));
    let responses = explanation.responses.iter().map(|response| self::response(response, width));
    let statements = explanation.statements.iter().map(|statement| self::statement(statement, width));
    let declarations = explanation.declarations.iter().map(|declaration| self::declaration(declaration, width));
    objects.chain(claims).chain(responses).chain(statements).chain(declarations).collect::<Vec<_>>().join("\n")
}

/// Lines under names.
#[derive(Default)]
struct Sheet {
    fields: Vec<(&'static str, Vec<String>)>,
}

impl Sheet {
    fn add(&mut self, name: &'static str, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = lines.into_iter().collect();
        if !lines.is_empty() {
            self.fields.push((name, lines));
        }
    }

    fn set(&self, width: usize) -> String {
        let column = self.fields.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        let indent = " ".repeat(column + 4);
        let mut out = String::new();
        for (name, lines) in &self.fields {
            for (at, line) in lines.iter().enumerate() {
                let name = if at == 0 { *name } else { "" };
                let head = format!("  {name}{}", " ".repeat(column - name.width() + 2));
                // What stands inside of a line, as answers to answers do, keeps its place.
                let inner = " ".repeat(line.len() - line.trim_start().len());
                out += &wrapped(line.trim_start(), &(head + &inner), &format!("{indent}{inner}"), width);
            }
        }
        out
    }
}

fn wrapped(text: &str, first: &str, rest: &str, width: usize) -> String {
    // Paths and ids are copied, so nothing is broken but between words.
    let options = Options::new(width).initial_indent(first).subsequent_indent(rest);
    let options = options.word_separator(WordSeparator::AsciiSpace);
    let lines = textwrap::wrap(text, options.word_splitter(WordSplitter::NoHyphenation).break_words(false));
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n") + "\n"
}

fn claim(claim: &ExplainedClaim, width: usize) -> String {
    let document = claim.document.as_ref();
    let labels = claim.labels.iter().map(|label| match document {
        Some(document) => format!("{}/{label}", document.name),
        None => label.clone(),
    });
    let at = claim.at.as_ref().map(ToString::to_string);
    let head: Vec<String> = at.into_iter().chain(labels).collect();
    let mut sheet = Sheet::default();
    sheet.add("who", [format!("{} ({})", claim.says, claim.stance_means)]);
    if let Some(dated) = &claim.dated {
        sheet.add("said", [dated.clone()]);
    }
    if !claim.via.is_empty() {
        let levels = counted(claim.via.len(), "level of hearsay", "levels of hearsay");
        sheet.add(
            "hearsay",
            [format!("{levels}: {}", claim.via.iter().map(|it| it.title.as_str()).collect::<Vec<_>>().join(", then "))],
        );
    }
    sheet.add(
        "words",
        [match &claim.quotation {
            Some(quotation) => quoted(quotation),
            None => "none quoted: the author's reading".to_owned(),
        }],
    );
    sheet.add(
        "read in",
        [match document {
            Some(document) => document.citation.clone(),
            None => "no document".to_owned(),
        }],
    );
    sheet.add("how sure", [claim.hedge.as_ref().map_or("not said".to_owned(), hedge)]);
    sheet.add("origins", origins(claim));
    sheet.add("echoes", claim.echoes.iter().map(said));
    sheet.add(
        "taken back",
        claim.ended.iter().map(said).chain(claim.ended_by.iter().map(|by| format!("by this: {by}"))),
    );
    sheet.add("answers", lines(&claim.answers, 0));
    sheet.add("same said", prefixed(&claim.other_answers, "to another who says the same: "));
    sheet.add("document", prefixed(&claim.document_answers, "to all of it, naming no claim: "));
    sheet.add("opposite", claim.opposite.iter().map(said));
    sheet.add("became", built(&claim.objects));
    let said = wrapped(&format!("{}.", claim.claim.trim_end_matches('.')), "  ", "  ", width);
    format!("{}\n{said}\n{}", head.join(", "), sheet.set(width))
}

/// How many know it for themselves, and which; where they say so, unless it is this very claim.
fn origins(claim: &ExplainedClaim) -> Vec<String> {
    let count = counted(claim.origins.len(), "independent origin", "independent origins");
    let is_this = |saying: &Saying| saying.at == claim.at && saying.says == claim.says;
    if let [origin] = claim.origins.as_slice()
        && origin.sayings.iter().all(is_this)
    {
        return vec![format!("{count}: {}", joined(&origin.speakers))];
    }
    let each = claim.origins.iter().map(|origin| {
        let place = |saying: &Saying| match is_this(saying) {
            true => format!("{}: this claim", joined(&origin.speakers)),
            false => said(saying),
        };
        format!("  {}", origin.sayings.iter().map(place).collect::<Vec<_>>().join("; "))
    });
    [count].into_iter().chain(each).collect()
}

fn hedge(hedge: &Hedge) -> String {
    let mut out = hedge.words.clone();
    if let Some(row) = &hedge.likelihood {
        let end = if row.from == row.to { String::new() } else { format!("{} to ", row.from) };
        out += &format!("; on the scale {}, {end}{} per cent", row.scale, row.to);
    }
    out += &match hedge.number {
        Some(number) => format!("; confidence {number} in STIX"),
        None => "; no number in STIX".to_owned(),
    };
    out
}

fn quoted(words: &Words) -> String {
    match &words.found {
        Some(found) => format!("“{}” ({found})", words.text),
        None => format!("“{}” (unchecked: no stored text)", words.text),
    }
}

fn said(saying: &Saying) -> String {
    let mut out = saying.says.clone();
    if let Some(read_in) = &saying.read_in {
        out += &format!(", read in {read_in}");
    }
    if let Some(at) = &saying.at {
        out += &format!(" [{at}]");
    }
    if let Some(reason) = &saying.reason {
        out += &format!(": {reason}");
    }
    out
}

/// Answers, and below each the answers to it.
fn lines(answers: &[Answer], depth: usize) -> Vec<String> {
    let mut out = Vec::new();
    for answer in answers {
        out.push(format!("{}{}", "  ".repeat(depth), answer_line(answer)));
        out.extend(lines(&answer.answers, depth + 1));
    }
    out
}

fn prefixed(answers: &[Answer], prefix: &str) -> Vec<String> {
    let mut out = Vec::new();
    for answer in answers {
        out.push(format!("{prefix}{}", answer_line(answer)));
        out.extend(lines(&answer.answers, 1));
    }
    out
}

fn answer_line(answer: &Answer) -> String {
    let mut out = answer.says.clone();
    if let Some(quotation) = &answer.quotation {
        out += &format!(": {}", quoted(quotation));
    }
    if let Some(document) = &answer.document {
        out += &format!(", read in {}", document.citation);
    }
    if let Some(at) = &answer.at {
        out += &format!(" [{at}]");
    }
    out
}

fn built(objects: &[BuiltObject]) -> Vec<String> {
    match objects {
        [] => vec!["nothing: no bundle is built while there are errors".to_owned()],
        some => some.iter().map(|object| object.id.clone()).collect(),
    }
}

fn response(answer: &Answer, width: usize) -> String {
    let mut sheet = Sheet::default();
    sheet.add("who", [format!("{} ({})", answer.says, answer.means)]);
    sheet.add("said", answer.dated.clone());
    sheet.add("what", answer.targets.clone());
    sheet.add("words", [answer.quotation.as_ref().map_or("none quoted".to_owned(), quoted)]);
    sheet.add("read in", answer.document.as_ref().map(|document| document.citation.clone()));
    sheet.add("answers", lines(&answer.answers, 0));
    sheet.add("became", built(&answer.objects));
    let at = answer.at.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{at}: an answer\n\n{}", sheet.set(width))
}

fn statement(statement: &Statement, width: usize) -> String {
    let mut sheet = Sheet::default();
    sheet.add("who", [statement.says.clone()]);
    sheet.add("words", [quoted(&statement.quotation)]);
    sheet.add("read in", statement.document.as_ref().map(|document| document.citation.clone()));
    sheet.add("became", built(&statement.objects));
    let at = statement.at.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{at}: a quotation that asserts nothing\n\n{}", sheet.set(width))
}

fn declaration(declaration: &Declaration, width: usize) -> String {
    let mut sheet = Sheet::default();
    sheet.add("declared", declaration.at.as_ref().map(ToString::to_string));
    sheet.add("named in", declaration.introduced_by.as_ref().map(|document| document.citation.clone()));
    sheet.add("names", declaration.names.clone());
    sheet.add("author", declaration.declared.clone());
    if let Some(contents) = &declaration.contents {
        sheet.add("document", [contents.citation.clone()]);
        sheet.add("act", contents.act.clone());
        let speakers = (!contents.speakers.is_empty()).then(|| joined(&contents.speakers));
        let stated = speakers.map(|by| format!("{} by {by}", counted(contents.claims, "claim", "claims")));
        sheet.add("states", stated);
        sheet.add("one origin", contents.one_origin_with.iter().map(|title| format!("with “{title}”")));
        if let (Some(covered), Some(sentences)) = (contents.covered, contents.sentences) {
            sheet.add(
                "quoted",
                [format!("{covered} of {} of its stored text", counted(sentences, "sentence", "sentences"))],
            );
        }
        sheet.add("answers", lines(&contents.answers, 0));
    }
    if declaration.claims + declaration.responses > 0 {
        let claims = counted(declaration.claims, "claim", "claims");
        let answers = counted(declaration.responses, "answer", "answers");
        sheet.add("speaks", [format!("{claims} and {answers}: `attrc list claims --by {}`", declaration.name)]);
    }
    sheet.add("acts", declaration.acts.iter().map(said));
    sheet.add("became", built(&declaration.objects));
    let mut out = format!("{}: {} “{}”\n\n{}", declaration.name, declaration.kind, declaration.title, sheet.set(width));
    let count = declaration.said_of_it.len();
    if count > 0 {
        out += &format!("\n  said of it, {}:\n\n", counted(count, "claim", "claims"));
        for brief in declaration.said_of_it.iter().take(MOST) {
            out += &wrapped(&self::brief(brief), "    ", "      ", width);
        }
        if count > MOST {
            out += &format!("    and {} more: `attrc list claims --about {}`\n", count - MOST, declaration.name);
        }
    }
    out
}

fn brief(brief: &Brief) -> String {
    let mut out = format!("{}: {}", brief.says, brief.claim);
    if let Some(read_in) = &brief.read_in {
        out += &format!(" — {read_in}");
    }
    if let Some(at) = &brief.at {
        out += &format!(" [{at}]");
    }
    out += &format!("; {}", counted(brief.origins, "origin", "origins"));
    if !brief.answers.is_empty() {
        out += &format!("; {}", brief.answers.join("; "));
    }
    out
}

fn object(object: &BuiltObject, width: usize) -> String {
    let mut out = format!("{}: an object that follows from what stands below\n", object.id);
    if let Some(description) = &object.description {
        out += &wrapped(description, "  ", "  ", width);
    }
    out
}
