//! The way on after a slip, and what is said about it.

use super::finding::{Finding, Mend, shown};
use super::grammar::{DEPTH, END, Parser};
use super::token::{KEYWORDS, Kind, Token};
use super::tree::Place;
use crate::diag::codes::standard as codes;
use crate::diag::nearest;

/// How many findings one pattern gets.
const LIMIT: usize = 100;

/// Whether a token joins observations or tests, in whatever case of letters.
pub(super) fn is_joint(token: Token<'_>) -> bool {
    ["AND", "OR", "FOLLOWEDBY"].iter().any(|word| spells(token, word))
}

/// Whether a token begins a qualifier.
pub(super) fn is_qualifier(token: Token<'_>) -> bool {
    ["START", "WITHIN", "REPEATS"].iter().any(|word| spells(token, word))
}

/// Whether a token is a keyword, or what people write for it.
fn spells(token: Token<'_>, word: &str) -> bool {
    match token.kind {
        Kind::Word => token.text.eq_ignore_ascii_case(word),
        Kind::Junk => matches!((token.text, word), ("&&", "AND") | ("||", "OR")),
        _ => false,
    }
}

impl<'p> Parser<'p> {
    pub(super) fn next(&self) -> Token<'p> {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, count: usize) -> Token<'p> {
        self.tokens.get(self.at + count).or(self.tokens.last()).copied().unwrap_or(END)
    }

    pub(super) fn before(&self) -> Token<'p> {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).copied().unwrap_or(END)
    }

    pub(super) fn takes(&mut self, mark: &str) -> bool {
        let token = self.next();
        let taken = token.kind == Kind::Mark && token.text == mark;
        self.at += usize::from(taken);
        taken
    }

    /// Takes a keyword; another spelling of it is told, and taken all the same.
    pub(super) fn takes_keyword(&mut self, word: &'static str) -> bool {
        let token = self.next();
        if !spells(token, word) {
            return false;
        }
        self.at += 1;
        if token.text != word {
            let message = format!("the word `{word}` is spelled `{}`", token.text);
            self.push(Finding::new(codes::BROKEN_PATTERN, token.place, message));
            let help = match token.kind {
                Kind::Word => "words of patterns are spelled in capital letters",
                _ => "patterns have words for it",
            };
            self.mended(help, word, true);
        }
        true
    }

    /// Passes over tokens, and what brackets enclose, up to one that fits.
    pub(super) fn skip(&mut self, stop: impl Fn(Token<'p>) -> bool) {
        let mut open = 0usize;
        while self.next().kind != Kind::End && !(open == 0 && stop(self.next())) {
            match (self.next().kind, self.next().text) {
                (Kind::Mark, "[" | "(") => open += 1,
                (Kind::Mark, "]" | ")") => open = open.saturating_sub(1),
                // It took what would have closed the rest.
                (Kind::Unclosed, _) => self.cut = true,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Whether brackets, or parentheses around some, stand a number of tokens ahead.
    pub(super) fn opens_observation(&self, ahead: usize) -> bool {
        let parentheses = (0..=DEPTH).take_while(|more| self.ahead(ahead + more).text == "(").count();
        self.ahead(ahead + parentheses).text == "["
    }

    /// Whether a test stands next, and nothing else does.
    pub(super) fn begins_test(&self) -> bool {
        let (first, second) = (self.next(), self.ahead(1));
        // A keyword begins no path: a test that does not go on must not seem to begin.
        let name = first.kind == Kind::Word && !KEYWORDS.contains(&first.text);
        let path = name && (second.text == ":" || second.text == ".");
        path || (matches!(first.text, "NOT" | "EXISTS") && second.kind == Kind::Word)
    }

    /// Notes that a parenthesis opens. Where too many are open already, it is passed over with all that it encloses.
    pub(super) fn nested(&mut self, opening: Token<'p>) -> bool {
        if self.depth < DEPTH {
            self.depth += 1;
            return true;
        }
        let message = format!("parentheses nest more than {DEPTH} deep");
        self.push(Finding::new(codes::BROKEN_PATTERN, opening.place, message));
        let mut open = 0usize;
        loop {
            let token = self.next();
            self.at += usize::from(token.kind != Kind::End);
            match token.text {
                "(" => open += 1,
                ")" => open = open.saturating_sub(1),
                _ => {}
            }
            if open == 0 || token.kind == Kind::End {
                return false;
            }
        }
    }

    /// Takes a closing mark, or tells that it is missing.
    pub(super) fn close(&mut self, mark: &'static str, opening: Token<'p>) {
        if self.takes(mark) {
            return;
        }
        if self.cut {
            return;
        }
        let end = self.before().place.end as usize;
        let message = format!("`{}` is never closed", opening.text);
        self.push(Finding::new(codes::BROKEN_PATTERN, Place::new(end, end), message));
        self.mended(&format!("it takes `{mark}` here, if nothing else is missing"), mark, false);
    }

    /// Qualifiers inside of brackets are told, and passed over; unless it is the bracket before them that is missing.
    pub(super) fn misplaced_qualifiers(&mut self) {
        if !is_qualifier(self.next()) {
            return;
        }
        let (at, said, cut) = (self.at, self.found.len(), self.cut);
        let from = self.next().place;
        let read = self.qualifiers();
        let is_last = self.next().text == "]";
        if read.is_empty() || !is_last {
            self.at = at;
            self.found.truncate(said);
            self.cut = cut;
            return;
        }
        self.push(
            Finding::new(
                codes::BROKEN_PATTERN,
                from.to(self.before().place),
                "a qualifier stands inside of the brackets",
            )
            .help("it says when and how often the whole observation is made, and stands behind `]`"),
        );
    }

    /// Something behind the end of a pattern.
    pub(super) fn behind_the_end(&mut self) {
        let token = self.next();
        match token.text {
            "]" | ")" if token.kind == Kind::Mark => {
                let message = format!("nothing is open that `{}` closes", token.text);
                self.push(Finding::new(codes::BROKEN_PATTERN, token.place, message));
                self.mended("take it away", "", false);
            }
            word => {
                self.wanted("the end, or a word that joins observations", token);
                if token.kind == Kind::Word {
                    self.keyword_meant(word);
                }
            }
        }
    }

    /// Two expressions with nothing between them.
    pub(super) fn unjoined(&mut self, words: &str) {
        let token = self.next();
        self.push(
            Finding::new(codes::BROKEN_PATTERN, token.place, "nothing joins this to what stands before it")
                .help(format!("write {words} between them")),
        );
    }

    /// Says which word of patterns was probably meant.
    pub(super) fn keyword_meant(&mut self, word: &str) {
        let upper = word.to_ascii_uppercase();
        let words =
            KEYWORDS.iter().copied().filter(|word| word.starts_with(|letter: char| letter.is_ascii_uppercase()));
        if let Some(near) = nearest(&upper, words).filter(|near| *near != word) {
            let help = match near == upper {
                true => "words of patterns are spelled in capital letters".to_owned(),
                false => format!("did you mean `{near}`?"),
            };
            self.mended(&help, near, near == upper);
        }
    }

    /// Tells what stands in the place of something else.
    pub(super) fn wanted(&mut self, what: &str, token: Token<'p>) {
        self.said = false;
        if (token.kind == Kind::End && self.cut)
            || (token.place.range() == self.before_this.range() && !self.found.is_empty())
        {
            return;
        }
        self.before_this = token.place;
        if token.kind == Kind::Unclosed {
            self.cut = true;
            let start = token.place.start as usize;
            let quote = token.text.find('\'').unwrap_or(0);
            let place = Place::new(start + quote, start + quote + 1);
            self.push(Finding::new(codes::BROKEN_PATTERN, place, "the text that begins here is not closed"));
            self.helped("close it by an apostrophe; one inside of a text is written `\\'`");
            return;
        }
        let before = self.before();
        let touches = before.kind == Kind::String && token.kind == Kind::Word && before.place.end == token.place.start;
        let message = match token.kind {
            Kind::End if self.tokens.len() == 1 => "the pattern is empty".to_owned(),
            Kind::End => format!("the pattern ends where {what} was expected"),
            _ if touches => format!("the text ends before `{}`", shown(token.text)),
            _ => format!("`{}` stands where {what} was expected", shown(token.text)),
        };
        self.push(Finding::new(codes::BROKEN_PATTERN, token.place, message));
        if touches {
            self.helped("an apostrophe inside of a text is written `\\'`");
        }
    }

    /// Adds a help to what was said last, unless it has one or was not said.
    pub(super) fn helped(&mut self, help: &str) {
        if let Some(last) = self.found.last_mut().filter(|last| self.said && last.help.is_none() && !help.is_empty()) {
            last.help = Some(help.to_owned());
        }
    }

    /// Adds an edit to what was said last.
    pub(super) fn mended(&mut self, help: &str, text: &str, safe: bool) {
        self.helped(help);
        if let Some(last) = self.found.last_mut().filter(|_| self.said) {
            last.mend = Some(Mend { text: text.to_owned(), safe });
        }
    }

    pub(super) fn push(&mut self, finding: Finding) {
        self.said = self.found.len() < LIMIT;
        if self.said {
            self.found.push(finding);
        }
    }
}
