//! Tokens → tree, down to the brackets. Each function is headed by its production; precedence is built into them.

use super::constant::constant;
use super::finding::Finding;
use super::recover::{is_joint, is_qualifier};
use super::token::{Kind, Token, tokens};
use super::tree::{Constant, Observation, ObservationJoint, Pattern, Place, Qualifier};
use crate::diag::codes::standard as codes;

/// How deep parentheses may nest.
pub const DEPTH: usize = 64;

/// Reads a pattern: its tree, where there is enough of it, and what is wrong with it. Where something is, the tree is
/// what could be read beside that.
pub fn parse(text: &str) -> (Option<Pattern>, Vec<Finding>) {
    let tokens = tokens(text);
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        depth: 0,
        found: Vec::new(),
        said: false,
        cut: false,
        bare: false,
        before_this: END.place,
    };
    let root = parser.followed_by();
    if parser.next().kind != Kind::End {
        parser.behind_the_end();
    }
    parser.found.sort_by_key(|finding| (finding.place.start, finding.place.end));
    (root.map(|root| Pattern { root }), parser.found)
}

/// Where reading stands.
pub(super) struct Parser<'p> {
    pub(super) tokens: &'p [Token<'p>],
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) found: Vec<Finding>,
    /// Whether the last thing to say was said, so that a help belongs to it.
    pub(super) said: bool,
    /// Whether a text without its end took what follows: what is missing after that is no further slip.
    pub(super) cut: bool,
    /// Whether brackets were told to be missing; one such slip shows at every comparison.
    pub(super) bare: bool,
    /// The place of the last thing that was missing: what is missing at the same place is the same slip.
    pub(super) before_this: Place,
}

/// What comes behind the end of all tokens.
pub(super) const END: Token<'static> = Token { kind: Kind::End, text: "", place: Place { start: 0, end: 0 } };

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
        let mut items: Vec<Observation> = item(self).into_iter().collect();
        loop {
            if self.takes_keyword(word) {
                // It is joined as it should be.
            } else if joint == ObservationJoint::And && self.opens_observation(0) {
                self.unjoined("`AND`, `OR` or `FOLLOWEDBY`");
            } else {
                break;
            }
            items.extend(item(self));
        }
        match items.len() {
            0 | 1 => items.pop(),
            _ => Some(Observation::Chain { joint, items }),
        }
    }

    /// `obs = ( "[" comparison "]" | "(" followed ")" ) { qualifier }`
    fn observation(&mut self) -> Option<Observation> {
        let opening = self.next();
        let inner = match opening.text {
            "[" => self.brackets(opening),
            "(" if opening.kind == Kind::Mark => self.group(opening),
            _ if self.begins_test() => self.without_brackets(opening),
            _ => {
                self.wanted("`[`", opening);
                self.helped("an observation stands in square brackets: `[file:name = 'a.exe']`");
                let inside = self.depth > 0;
                self.skip(|next| is_joint(next) || matches!(next.text, "[" | "(") || (inside && next.text == ")"));
                // What was in the way is passed over, and this is what it was in the way of.
                return if self.opens_observation(0) { self.observation_behind() } else { None };
            }
        };
        self.qualified(inner)
    }

    /// An observation behind something that is none.
    fn observation_behind(&mut self) -> Option<Observation> {
        let opening = self.next();
        let inner = if opening.text == "[" { self.brackets(opening) } else { self.group(opening) };
        self.qualified(inner)
    }

    /// `"[" comparison "]"`
    fn brackets(&mut self, opening: Token<'p>) -> Option<Observation> {
        self.at += 1;
        let comparison = self.comparison();
        self.misplaced_qualifiers();
        self.close("]", opening);
        let place = opening.place.to(self.before().place);
        comparison.map(|comparison| Observation::Single { comparison, place })
    }

    /// `"(" followed ")"`
    fn group(&mut self, opening: Token<'p>) -> Option<Observation> {
        if !self.nested(opening) {
            return None;
        }
        self.at += 1;
        let inner = self.followed_by();
        self.depth -= 1;
        self.close(")", opening);
        inner
    }

    /// A comparison that lacks its brackets, or the first of them.
    fn without_brackets(&mut self, first: Token<'p>) -> Option<Observation> {
        let comparison = self.comparison();
        let closed = self.takes("]");
        if !std::mem::replace(&mut self.bare, true) {
            self.push(
                Finding::new(codes::BROKEN_PATTERN, first.place, "a comparison stands outside of brackets")
                    .help("an observation stands in square brackets: `[file:name = 'a.exe']`"),
            );
            if closed {
                self.mended("", &format!("[{}", first.text), true);
            }
        }
        let place = first.place.to(self.before().place);
        comparison.map(|comparison| Observation::Single { comparison, place })
    }

    /// `{ qualifier }`
    fn qualified(&mut self, inner: Option<Observation>) -> Option<Observation> {
        let qualifiers = self.qualifiers();
        match qualifiers.is_empty() {
            true => inner,
            false => inner.map(|inner| Observation::Qualified { inner: Box::new(inner), qualifiers }),
        }
    }

    pub(super) fn qualifiers(&mut self) -> Vec<(Qualifier, Place)> {
        let mut found = Vec::new();
        while is_qualifier(self.next()) {
            let from = self.next().place;
            match self.qualifier() {
                Some(qualifier) => found.push((qualifier, from.to(self.before().place))),
                None => {
                    let inside = self.depth > 0;
                    self.skip(|next| {
                        is_joint(next)
                            || is_qualifier(next)
                            || matches!(next.text, "[" | "(")
                            || (inside && next.text == ")")
                    });
                }
            }
        }
        found
    }

    /// `qualifier = "START" timestamp "STOP" timestamp | "WITHIN" number "SECONDS" | "REPEATS" uint "TIMES"`
    fn qualifier(&mut self) -> Option<Qualifier> {
        if self.takes_keyword("START") {
            let start = self.timestamp()?;
            let stop = self.next();
            if !self.takes_keyword("STOP") {
                self.wanted("`STOP`", stop);
                return None;
            }
            Some(Qualifier::Window { start, stop: self.timestamp()? })
        } else if self.takes_keyword("WITHIN") {
            let seconds = self.count(true)?;
            self.unit("SECONDS").then_some(Qualifier::Within { seconds })
        } else {
            self.takes_keyword("REPEATS");
            let times = self.count(false)?;
            self.unit("TIMES").then_some(Qualifier::Repeats { times })
        }
    }

    fn timestamp(&mut self) -> Option<Constant> {
        let token = self.next();
        match token.kind {
            Kind::Time => {}
            // STIX 2.0 had texts here.
            Kind::String => {
                self.wanted("a timestamp", token);
                self.mended("a time has a `t` before its quotes", &format!("t{}", token.text), true);
            }
            _ => {
                self.wanted("a timestamp", token);
                self.helped("it is written as in `t'2024-03-26T12:00:00Z'`");
                return None;
            }
        }
        self.at += 1;
        constant(token, &mut self.found)
    }

    /// A number without a sign; with a fraction where that is allowed.
    fn count(&mut self, fraction: bool) -> Option<String> {
        let token = self.next();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || (fraction && byte == b'.'));
        if token.kind != Kind::Number || !digits(token.text) {
            self.wanted(if fraction { "a number" } else { "a whole number" }, token);
            return None;
        }
        self.at += 1;
        constant(token, &mut self.found)?;
        Some(token.text.to_owned())
    }

    /// The word behind a number; another word in its place is passed over.
    fn unit(&mut self, unit: &'static str) -> bool {
        let token = self.next();
        if self.takes_keyword(unit) {
            return true;
        }
        self.wanted(&format!("`{unit}`"), token);
        if token.kind != Kind::Word || is_joint(token) {
            return false;
        }
        let near = unit.starts_with(&token.text.to_ascii_uppercase());
        self.mended(&format!("it is counted in {}", unit.to_ascii_lowercase()), unit, near);
        self.at += 1;
        true
    }
}
