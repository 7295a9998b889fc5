//! What stands between the brackets of an observation: tests, paths and constants.

use super::constant::{constant, quote, string};
use super::finding::{Finding, shown};
use super::grammar::Parser;
use super::print::is_bare;
use super::recover::{is_joint, is_qualifier};
use super::token::{KEYWORDS, Kind, Token};
use super::tree::{Comparison, ComparisonJoint, Constant, Literal, Operand, Operator, Path, Place, Step, Test};
use crate::diag::codes::standard as codes;

impl<'p> Parser<'p> {
    /// `comparison = comp-and { "OR" comp-and }`
    pub(super) fn comparison(&mut self) -> Option<Comparison> {
        self.comparisons(ComparisonJoint::Or, "OR", |parser| {
            // `comp-and = test { "AND" test }`
            parser.comparisons(ComparisonJoint::And, "AND", Self::test_or_rest)
        })
    }

    fn comparisons(
        &mut self,
        joint: ComparisonJoint,
        word: &'static str,
        mut item: impl FnMut(&mut Self) -> Option<Comparison>,
    ) -> Option<Comparison> {
        let mut items: Vec<Comparison> = item(self).into_iter().collect();
        // Where an observation stands behind the word, it is the bracket before the word that is missing.
        while !(is_joint(self.next()) && self.opens_observation(1)) {
            let next = self.next();
            if self.takes_keyword(word) {
            } else if joint == ComparisonJoint::And && self.begins_test() {
                self.unjoined("`AND` or `OR`");
            } else if joint == ComparisonJoint::Or && next.text.eq_ignore_ascii_case("FOLLOWEDBY") {
                self.push(
                    Finding::new(codes::BROKEN_PATTERN, next.place, "`FOLLOWEDBY` stands inside of brackets")
                        .help("it joins observations: close the brackets before it, and open others behind it"),
                );
                self.at += 1;
            } else {
                break;
            }
            items.extend(item(self));
        }
        match items.len() {
            0 | 1 => items.pop(),
            _ => Some(Comparison::Chain { joint, items }),
        }
    }

    /// A test. Where it cannot be read, or something else stands behind it, that is passed over.
    fn test_or_rest(&mut self) -> Option<Comparison> {
        let found = self.test();
        let may_follow = |token: Token<'p>| {
            matches!(token.text, "]" | ")") || token.kind == Kind::End || is_joint(token) || is_qualifier(token)
        };
        if found.is_some() && !may_follow(self.next()) && !self.begins_test() && !self.opens_observation(0) {
            let token = self.next();
            self.wanted("`]`, `AND` or `OR`", token);
            self.skip(may_follow);
        } else if found.is_none() {
            self.skip(may_follow);
        }
        found
    }

    /// `test = path [ "NOT" ] operator operand | [ "NOT" ] "EXISTS" path | "(" comparison ")"`
    fn test(&mut self) -> Option<Comparison> {
        let first = self.next();
        if first.text == "(" {
            if !self.nested(first) {
                return None;
            }
            self.at += 1;
            let inner = self.comparison();
            self.depth -= 1;
            self.close(")", first);
            return inner;
        }
        // A type may be called `not`, but not `NOT`.
        let early = first.text == "NOT" || self.ahead(1).text != ":";
        let negated = early && self.takes_keyword("NOT");
        if self.ahead(1).text != ":" && self.takes_keyword("EXISTS") {
            let path = self.path()?;
            let place = first.place.to(self.before().place);
            let (operator, operand) = (Operator::Exists, Operand::Nothing);
            return Some(Comparison::Test(Test { negated, path, operator, operand, place }));
        }
        if negated {
            self.push(
                Finding::new(codes::BROKEN_PATTERN, first.place, "`NOT` stands before the property")
                    .help("it stands behind the property: `file:name NOT = 'a'`"),
            );
        }
        let path = self.path()?;
        let negated = self.takes_keyword("NOT") || negated;
        let operator = self.operator()?;
        let operand = self.operand(operator)?;
        let place = first.place.to(self.before().place);
        Some(Comparison::Test(Test { negated, path, operator, operand, place }))
    }

    fn operator(&mut self) -> Option<Operator> {
        let token = self.next();
        for operator in [Operator::In, Operator::Like, Operator::Matches, Operator::IsSubset, Operator::IsSuperset] {
            if self.takes_keyword(operator.sign()) {
                return Some(operator);
            }
        }
        let operator = match token.text {
            "=" | "==" => Operator::Equal,
            "!=" | "<>" => Operator::NotEqual,
            "<" => Operator::Less,
            "<=" => Operator::LessOrEqual,
            ">" => Operator::Greater,
            ">=" => Operator::GreaterOrEqual,
            _ => {
                self.wanted("an operator", token);
                let meant = match token.text {
                    "=>" => Some(">="),
                    "=<" => Some("<="),
                    "=!" => Some("!="),
                    "===" | "=~" | "=?" => Some("="),
                    _ => None,
                };
                match (token.kind, meant) {
                    (_, Some(meant)) => self.mended(&format!("did you mean `{meant}`?"), meant, false),
                    (Kind::Word, None) => self.keyword_meant(token.text),
                    (Kind::String, None) => {}
                    _ if token.text == "." => {}
                    _ => self
                        .helped("a property is compared, as in `file:name = 'a'`; `EXISTS` asks whether it is there"),
                }
                return None;
            }
        };
        self.at += 1;
        Some(operator)
    }

    fn operand(&mut self, operator: Operator) -> Option<Operand> {
        let token = self.next();
        match operator {
            Operator::In => self.set(token),
            Operator::Like | Operator::Matches | Operator::IsSubset | Operator::IsSuperset
                if token.kind != Kind::String =>
            {
                self.wanted("a string", token);
                self.helped(&format!("behind `{}` stands text in apostrophes", operator.sign()));
                None
            }
            _ => {
                let constant = self.constant()?;
                let boolean = matches!(constant.literal, Literal::Boolean(_));
                if boolean && !matches!(operator, Operator::Equal | Operator::NotEqual) {
                    let message = format!("`{}` is neither less nor greater than anything", token.text);
                    self.push(
                        Finding::new(codes::BROKEN_PATTERN, token.place, message)
                            .help("`true` and `false` are compared by `=` and `!=`"),
                    );
                }
                Some(Operand::One(constant))
            }
        }
    }

    /// `"(" [ constant { "," constant } ] ")"`
    fn set(&mut self, opening: Token<'p>) -> Option<Operand> {
        if !self.takes("(") {
            self.wanted("`(`", opening);
            self.helped("behind `IN` stands a set: `('a', 'b')`");
            return None;
        }
        let constants = self.constants();
        let closing = self.next();
        match (constants, self.takes(")")) {
            (Some(constants), true) => Some(Operand::Set(constants, opening.place.to(closing.place))),
            (constants, closed) => {
                if constants.is_some() {
                    self.wanted("`,` or `)`", closing);
                }
                if !closed {
                    // The rest of the set is no slip of its own, if it has an end.
                    self.skip(|next| matches!(next.text, ")" | "]"));
                    self.takes(")");
                }
                None
            }
        }
    }

    /// `[ constant { "," constant } ]`
    fn constants(&mut self) -> Option<Vec<Constant>> {
        let mut constants = Vec::new();
        if self.next().text == ")" {
            return Some(constants);
        }
        constants.push(self.constant()?);
        while self.takes(",") {
            constants.push(self.constant()?);
        }
        Some(constants)
    }

    fn constant(&mut self) -> Option<Constant> {
        let token = self.next();
        match constant(token, &mut self.found) {
            Some(constant) => {
                self.at += 1;
                Some(constant)
            }
            None => {
                self.wanted("a constant", token);
                let lower = token.text.to_ascii_lowercase();
                match (token.kind, token.text.strip_prefix(['"', '“', '‘'])) {
                    (Kind::Junk, Some(inner)) => {
                        let inner = inner.trim_end_matches(['"', '”', '’']);
                        self.mended("text stands in apostrophes", &quote(inner), true);
                        self.at += 1;
                        return Some(Constant { literal: Literal::String(inner.to_owned()), place: token.place });
                    }
                    (Kind::Word, _) if ["true", "false"].contains(&lower.as_str()) => {
                        self.mended("`true` and `false` are spelled in small letters", &lower, true);
                        // What it means is plain.
                        self.at += 1;
                        let literal = Literal::Boolean(lower == "true");
                        return Some(Constant { literal, place: token.place });
                    }
                    (Kind::Word, _) if self.ahead(1).text == ":" => self.helped("two properties cannot be compared"),
                    (Kind::Word, _) => self.mended("text stands in apostrophes", &quote(token.text), false),
                    _ => {}
                }
                None
            }
        }
    }

    /// `path = object-type ":" first-step { step }`
    fn path(&mut self) -> Option<Path> {
        let object = self.next();
        if object.kind != Kind::Word || KEYWORDS.contains(&object.text) {
            self.wanted("a property, such as `file:name`", object);
            return None;
        }
        self.at += 1;
        let colon = self.next();
        if !self.takes(":") {
            self.wanted("`:`", colon);
            if colon.text != "." {
                self.helped("a property is the type of its object, `:` and its name: `file:name`");
                return None;
            }
            self.mended("a property is the type of its object, `:` and its name: `file:name`", ":", true);
            self.at += 1;
        }
        let mut steps = vec![self.key()?];
        loop {
            let from = self.next().place;
            if self.takes(".") {
                steps.push(self.key()?);
            } else if self.takes("[") {
                let step = self.position();
                let closing = self.next();
                if !self.takes("]") {
                    self.wanted("`]`", closing);
                    return None;
                }
                steps.push((step, from.to(closing.place)));
            } else {
                break;
            }
        }
        let place = object.place.to(self.before().place);
        Some(Path { object: object.text.to_owned(), object_place: object.place, steps, place })
    }

    /// `int | "*"`; anything else is told, and passed over.
    fn position(&mut self) -> Step {
        let token = self.next();
        let found = match constant(token, &mut self.found).map(|constant| constant.literal) {
            // No list has as many items as do not fit.
            Some(Literal::Integer(index)) => Some(Step::Index(index.parse().unwrap_or(i64::MAX))),
            _ if token.text == "*" => Some(Step::Any),
            _ => None,
        };
        if found.is_none() {
            self.wanted("a position in the list, or `*`", token);
        }
        self.at += usize::from(token.text != "]" && token.kind != Kind::End);
        found.unwrap_or(Step::Any)
    }

    fn key(&mut self) -> Option<(Step, Place)> {
        let token = self.next();
        match token.kind {
            Kind::String => {
                self.at += 1;
                let key = string(token, &mut self.found);
                Some((Step::Key(key), token.place))
            }
            Kind::Word => {
                self.at += 1;
                if !is_bare(token.text) {
                    let quoted = format!("'{}'", token.text);
                    let message = format!("`{}` stands in a path without quotes", shown(token.text));
                    let help = match KEYWORDS.contains(&token.text) {
                        true => "it is a word of patterns, and as the name of a property stands in apostrophes",
                        false => "names with hyphens stand in apostrophes",
                    };
                    self.push(Finding::new(codes::PATTERN_QUOTES, token.place, message).help(help).mend(quoted, true));
                }
                Some((Step::Key(token.text.to_owned()), token.place))
            }
            _ => {
                self.wanted("the name of a property", token);
                None
            }
        }
    }
}
