//! Claims, labels and quotations: the sentence, the object, the place in the stored text.

use std::ops::Range;

use super::{Here, Sheet, plain, words};
use crate::facts::{ClaimId, LabelId, Labelled, stored_text};
use crate::ide::quoted::{quotations, quoted};
use crate::ide::{Analysis, Spot};
use crate::project::StoredText;
use crate::queries::{Found, Index, explain};
use crate::source::LineTable;
use crate::stix::Id;
use crate::stix::words::counted;

/// How many claims are shown of a verb or a label that stands for several.
const MOST: usize = 4;

/// Lines that are shown of an object.
const LINES: usize = 30;

/// Characters that are shown of a stored text on each side of a quotation.
const CONTEXT: usize = 120;

/// A verb: the claims that it makes here, and what they become; then the verb itself.
pub fn verb(here: &Here<'_>, word: &str) -> Option<String> {
    let facts = here.analysis.facts();
    let is_here = |(at, claim): (usize, &crate::facts::Claim)| {
        (facts.location(claim.places.verb) == here.place).then_some(ClaimId(at as u32))
    };
    let claims: Vec<ClaimId> = facts.claims.iter().enumerate().filter_map(is_here).collect();
    if claims.is_empty() {
        return words::of(word, &["a verb"]);
    }
    let meaning = words::verb(word);
    let mut out = told(here.analysis, &claims);
    if let [claim] = claims.as_slice() {
        out += &object(here.analysis, *claim).unwrap_or_default();
    }
    Some(match meaning {
        Some(meaning) => format!("{out}---\n\n{meaning}"),
        None => out,
    })
}

/// A label: what it stands on, and who answers that.
pub fn label(here: &Here<'_>, label: LabelId) -> Option<String> {
    let facts = here.analysis.facts();
    let row = facts.label(label);
    let document = row.document.map(|document| format!("{}/", facts.entity(document).name)).unwrap_or_default();
    let head = format!("**`[{document}{}]`** · a label", row.name);
    match &row.on {
        Labelled::Claims(claims) => {
            let count = counted(claims.len(), "claim", "claims");
            Some(format!("{head} of {count}\n\n{}", told(here.analysis, claims)))
        }
        Labelled::Response(response) => {
            let index = Index::new(&here.analysis.compilation);
            let explanation = explain(&index, &Found { responses: vec![*response], ..Found::default() });
            let answer = explanation.responses.first()?;
            let mut sheet = Sheet::new(&format!("{head} of an answer"));
            sheet.paragraph(&plain(&answer.says));
            sheet.lines(answer.targets.iter().map(|target| ("", plain(target))));
            sheet.lines(answer.answers.iter().map(|answer| ("answered", plain(&answer.says))));
            Some(sheet.end())
        }
        Labelled::Statement => Some(format!("{head} of a quotation that asserts nothing\n")),
        Labelled::Broken => Some(format!("{head} of something that is not understood\n")),
    }
}

/// Claims as sentences, each with how sure it is, who else knows, who answers, and its object.
fn told(analysis: &Analysis, claims: &[ClaimId]) -> String {
    let index = Index::new(&analysis.compilation);
    let shown = claims.iter().take(MOST).copied().collect();
    let explanation = explain(&index, &Found { claims: shown, ..Found::default() });
    let mut out = String::new();
    for (claim, id) in explanation.claims.iter().zip(claims) {
        let built = claim.objects.first().map(|object| object.id.clone());
        let stix = built.or_else(|| analysis.named().claims.get(id.0 as usize).map(Id::to_string));
        let hedge = claim.hedge.as_ref().map(|hedge| match hedge.number {
            Some(number) => format!("{}; `confidence` {number}", plain(&hedge.words)),
            None => format!("{}; no number", plain(&hedge.words)),
        });
        let read_in = claim.document.as_ref().map(|document| plain(&document.citation));
        let sentence = format!("**{}**: {}.", plain(&claim.says), plain(claim.claim.trim_end_matches('.')));
        let mut sheet = Sheet::new(&sentence);
        sheet.lines([
            ("read in", read_in.unwrap_or_default()),
            ("how sure", hedge.unwrap_or_default()),
            ("origins", claim.origins.len().to_string()),
        ]);
        let answers = claim.answers.iter().chain(&claim.other_answers).chain(&claim.document_answers);
        sheet.out += &answers.map(|answer| format!("- answered: {}\n", plain(&answer.says))).collect::<String>();
        sheet.out += &stix.map(|id| format!("- in STIX: `{id}`\n")).unwrap_or_default();
        out += &sheet.end();
        out.push('\n');
    }
    match claims.len().saturating_sub(MOST) {
        0 => {}
        more => out += &format!("and {} more\n", counted(more, "claim", "claims")),
    }
    out
}

/// The object that a claim becomes, as JSON, where objects are built.
fn object(analysis: &Analysis, claim: ClaimId) -> Option<String> {
    let id = *analysis.named().claims.get(claim.0 as usize)?;
    let object = analysis.compilation.objects.iter().find(|object| object.id == Some(id))?;
    let json = serde_json::to_string_pretty(object).ok()?;
    let mut lines: Vec<&str> = json.lines().take(LINES).collect();
    if json.lines().nth(LINES).is_some() {
        lines.push("  …");
    }
    Some(format!("\n```json\n{}\n```\n", lines.join("\n")))
}

/// A quotation or a passage: whether it is found in the stored text, on which line, and what stands around it.
pub fn quotation(here: &Here<'_>) -> Option<String> {
    let facts = here.analysis.facts();
    let stored = &here.analysis.compilation.stored;
    if let Some(Spot::Stored(path, span)) = quoted(here.analysis, here.place.file).get(&here.place.span) {
        return Some(placed(stored.get(path)?, span.range()));
    }
    let (document, _) = quotations(facts).find(|(_, quotation)| facts.location(quotation.origin) == here.place)?;
    Some(match document.and_then(|document| stored_text(facts, stored, document)) {
        Some((_, text)) => format!("**not found** in `{}`\n", text.path),
        None => "**unchecked**: its document has no stored text\n".to_owned(),
    })
}

/// Where words stand in a stored text, with what stands around them.
fn placed(stored: &StoredText, Range { start, end }: Range<usize>) -> String {
    let text = &stored.content;
    let line = LineTable::new(text).position(text, start as u32).line;
    let before: String = {
        let mut letters: Vec<char> = text.get(..start).unwrap_or_default().chars().rev().take(CONTEXT).collect();
        letters.reverse();
        letters.into_iter().collect()
    };
    let after: String = text.get(end..).unwrap_or_default().chars().take(CONTEXT).collect();
    // Cut between words, unless the text begins or ends there.
    let before = match before.chars().count() < CONTEXT {
        true => before,
        false => format!("… {}", before.split_once(char::is_whitespace).map_or("", |(_, rest)| rest)),
    };
    let after = match after.chars().count() < CONTEXT {
        true => after,
        false => format!("{} …", after.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest)),
    };
    let joined = |text: &str| plain(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let gap = |is: bool| if is { " " } else { "" };
    let words = joined(text.get(start..end).unwrap_or_default());
    let (left, right) = (gap(before.ends_with(char::is_whitespace)), gap(after.starts_with(char::is_whitespace)));
    let around = format!("{}{left}**{words}**{right}{}", joined(&before), joined(&after));
    format!("found in `{}:{line}`\n\n> {around}\n", stored.path)
}
