//! Tokens → tree. Each function is headed by its production; precedence is built into them.

use super::constant::constant;
use super::finding::{Finding, shown};
use super::token::{KEYWORDS, Kind, Token, tokens};
use super::tree::{Constant, Observation, ObservationJoint, Pattern, Place, Qualifier};
use crate::diag::codes::standard as codes;
use crate::diag::nearest;

/// How deep parentheses may nest.
pub const DEPTH: usize = 64;

/// How many findings one pattern gets.
const LIMIT: usize = 20;

/// Reads a pattern: its tree, where there is enough of it, and what is wrong with it.
pub fn parse(text: &str) -> (Option<Pattern>, Vec<Finding>) {
    let tokens = tokens(text);
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, found: Vec::new() };
    let root = parser.followed_by();
    // What failed inside says enough; only behind what was read well the rest is a slip of its own.
    if root.is_some()
        && parser.found.iter().all(|finding| finding.code.id != codes::BROKEN_PATTERN.id)
        && parser.next().kind != Kind::End
    {
        parser.behind_the_end();
    }
    (root.map(|root| Pattern { root }), parser.found)
}

/// Where reading stands.
pub(super) struct Parser<'p> {
    tokens: &'p [Token<'p>],
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) found: Vec<Finding>,
}

/// What comes behind the end of all tokens.
const END: Token<'static> = Token { kind: Kind::End, text: "", place: Place { start: 0, end: 0 } };

impl<'p> Parser<'p> {
    /// `followed = obs-or { "FOLLOWEDBY" obs-or }`
    fn followed_by(&mut self) -> Option<Observation> {
        self.observations(ObservationJoint::FollowedBy, "FOLLOWEDBY", |parser| {
            // `obs-or = obs-and { "OR" obs-and }`
            parser.observations(ObservationJoint::Or, "OR", |parser| {
                // `obs-and = obs { "AND" obs }`
                parser.observations(ObservationJoint::And, "AND", Self::observation)
            })
        })
    }

    fn observations(
        &mut self,
        joint: ObservationJoint,
        word: &'static str,
        mut item: impl FnMut(&mut Self) -> Option<Observation>,
    ) -> Option<Observation> {
        let first = item(self)?;
        let mut items = vec![first];
        while self.takes_keyword(word) {
            items.push(item(self)?);
        }
        Some(match items.len() {
            1 => items.pop()?,
            _ => Observation::Chain { joint, items },
        })
    }

    /// `obs = ( "[" comparison "]" | "(" followed ")" ) { qualifier }`
    fn observation(&mut self) -> Option<Observation> {
        let opening = self.next();
        let inner = match opening.text {
            "[" => {
                self.at += 1;
                let comparison = self.comparison();
                if comparison.is_none() {
                    self.recover();
                }
                let closing = self.next();
                if !self.takes("]") {
                    if comparison.is_some() {
                        self.wanted("`]`", closing);
                    }
                    self.recover();
                    self.takes("]");
                }
                Observation::Single { comparison: comparison?, place: opening.place.to(closing.place) }
            }
            "(" => {
                self.at += 1;
                self.nested(opening)?;
                let inner = self.followed_by();
                self.depth -= 1;
                let inner = inner?;
                let closing = self.next();
                if !self.takes(")") {
                    self.wanted("`)`", closing);
                }
                inner
            }
            _ => {
                let help = match opening.kind {
                    Kind::End => "an observation stands in square brackets: `[file:name = 'a.exe']`",
                    _ => "observations stand in square brackets",
                };
                self.wanted("`[`", opening);
                self.helped(help);
                return None;
            }
        };
        let qualifiers: Vec<(Qualifier, Place)> = std::iter::from_fn(|| self.qualifier()).collect();
        Some(match qualifiers.is_empty() {
            true => inner,
            false => Observation::Qualified { inner: Box::new(inner), qualifiers },
        })
    }

    /// `qualifier = "START" timestamp "STOP" timestamp | "WITHIN" number "SECONDS" | "REPEATS" uint "TIMES"`
    fn qualifier(&mut self) -> Option<(Qualifier, Place)> {
        let from = self.next().place;
        let qualifier = if self.takes_keyword("START") {
            let start = self.timestamp()?;
            self.keyword("STOP")?;
            Qualifier::Window { start, stop: self.timestamp()? }
        } else if self.takes_keyword("WITHIN") {
            let seconds = self.count(true)?;
            self.keyword("SECONDS")?;
            Qualifier::Within { seconds }
        } else if self.takes_keyword("REPEATS") {
            let times = self.count(false)?;
            self.keyword("TIMES")?;
            Qualifier::Repeats { times }
        } else {
            return None;
        };
        Some((qualifier, from.to(self.before().place)))
    }

    fn timestamp(&mut self) -> Option<Constant> {
        let token = self.next();
        if token.kind != Kind::Time {
            self.wanted("a timestamp", token);
            self.helped("it is written as in `t'2024-03-26T12:00:00Z'`");
            return None;
        }
        self.at += 1;
        constant(token, &mut self.found)
    }

    /// A number without a sign; with a fraction where that is allowed.
    fn count(&mut self, fraction: bool) -> Option<String> {
        let token = self.next();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || (fraction && byte == b'.'));
        if token.kind != Kind::Number
            || !digits(token.text)
            || token.text.ends_with('.')
            || token.text.matches('.').count() > 1
        {
            self.wanted(if fraction { "a number" } else { "a whole number" }, token);
            return None;
        }
        self.at += 1;
        Some(token.text.to_owned())
    }

    /// Notes that a parenthesis opens; `None` where there are too many.
    pub(super) fn nested(&mut self, opening: Token<'p>) -> Option<()> {
        self.depth += 1;
        if self.depth > DEPTH {
            let message = format!("parentheses nest more than {DEPTH} deep");
            self.push(Finding::new(codes::BROKEN_PATTERN, opening.place, message));
            self.at = self.tokens.len();
            self.depth -= 1;
            return None;
        }
        Some(())
    }

    /// Goes to the end of the observation, after something in it failed.
    fn recover(&mut self) {
        while !matches!(self.next().text, "]" | "") {
            self.at += 1;
            // A list position has brackets of its own.
            if self.before().text == "[" && self.next().text != "]" {
                while !matches!(self.next().text, "]" | "") {
                    self.at += 1;
                }
                self.takes("]");
            }
        }
    }

    fn behind_the_end(&mut self) {
        let token = self.next();
        self.wanted("the end, or a word that joins observations", token);
        match (token.kind, token.text) {
            (Kind::Word, word) => self.keyword_meant(word, token.place),
            (_, "[" | "(") => self.helped("observations are joined by `AND`, `OR` or `FOLLOWEDBY`"),
            _ => {}
        }
    }

    /// Says which word of patterns was probably meant.
    pub(super) fn keyword_meant(&mut self, word: &str, _place: Place) {
        let upper = word.to_ascii_uppercase();
        if let Some(near) = nearest(
            &upper,
            KEYWORDS.iter().copied().filter(|word| word.starts_with(|letter: char| letter.is_ascii_uppercase())),
        ) {
            let help = if near == upper {
                "words of patterns are spelled in capital letters".to_owned()
            } else {
                format!("did you mean `{near}`?")
            };
            self.mended(&help, near, near == upper);
        }
    }

    pub(super) fn wanted(&mut self, what: &str, token: Token<'p>) {
        let message = match token.kind {
            Kind::End => format!("the pattern ends where {what} was expected"),
            Kind::Unclosed => "a text is not closed".to_owned(),
            _ => format!("`{}` stands where {what} was expected", shown(token.text)),
        };
        self.push(Finding::new(codes::BROKEN_PATTERN, token.place, message));
        if token.kind == Kind::Unclosed {
            self.helped("close it by an apostrophe; one inside of a text is written `\\'`");
        }
    }

    pub(super) fn helped(&mut self, help: &str) {
        if let Some(last) = self.found.last_mut().filter(|last| last.help.is_none()) {
            last.help = Some(help.to_owned());
        }
    }

    pub(super) fn mended(&mut self, help: &str, text: &str, safe: bool) {
        self.helped(help);
        if let Some(last) = self.found.last_mut() {
            last.mend = Some(super::finding::Mend { text: text.to_owned(), safe });
        }
    }

    pub(super) fn push(&mut self, finding: Finding) {
        if self.found.len() < LIMIT {
            self.found.push(finding);
        }
    }

    pub(super) fn next(&self) -> Token<'p> {
        self.tokens.get(self.at).or(self.tokens.last()).copied().unwrap_or(END)
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

    pub(super) fn takes_keyword(&mut self, word: &str) -> bool {
        let token = self.next();
        let taken = token.kind == Kind::Word && token.text == word;
        self.at += usize::from(taken);
        taken
    }

    fn keyword(&mut self, word: &str) -> Option<()> {
        let token = self.next();
        if self.takes_keyword(word) {
            return Some(());
        }
        self.wanted(&format!("`{word}`"), token);
        if token.text.eq_ignore_ascii_case(word) {
            self.mended("words of patterns are spelled in capital letters", word, true);
        }
        None
    }
}
