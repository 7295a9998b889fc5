//! What stands between the brackets of an observation: tests, paths and constants.

use super::constant::{constant, quote, string};
use super::finding::{Finding, shown};
use super::grammar::Parser;
use super::print::is_bare;
use super::token::{KEYWORDS, Kind, Token};
use super::tree::{Comparison, ComparisonJoint, Constant, Literal, Operand, Operator, Path, Place, Step, Test};
use crate::diag::codes::standard as codes;

impl<'p> Parser<'p> {
    /// `comparison = comp-and { "OR" comp-and }`
    pub(super) fn comparison(&mut self) -> Option<Comparison> {
        self.comparisons(ComparisonJoint::Or, "OR", |parser| {
            // `comp-and = test { "AND" test }`
            parser.comparisons(ComparisonJoint::And, "AND", Self::test)
        })
    }

    fn comparisons(
        &mut self,
        joint: ComparisonJoint,
        word: &'static str,
        mut item: impl FnMut(&mut Self) -> Option<Comparison>,
    ) -> Option<Comparison> {
        let mut items = vec![item(self)?];
        while self.takes_keyword(word) {
            items.push(item(self)?);
        }
        Some(match items.len() {
            1 => items.pop()?,
            _ => Comparison::Chain { joint, items },
        })
    }

    /// `test = path [ "NOT" ] operator operand | [ "NOT" ] "EXISTS" path | "(" comparison ")"`
    fn test(&mut self) -> Option<Comparison> {
        let first = self.next();
        if first.text == "(" {
            self.at += 1;
            self.nested(first)?;
            let inner = self.comparison();
            self.depth -= 1;
            let inner = inner?;
            let closing = self.next();
            if !self.takes(")") {
                self.wanted("`)`", closing);
                return None;
            }
            return Some(inner);
        }
        let negated = self.takes_keyword("NOT");
        if self.takes_keyword("EXISTS") {
            let path = self.path()?;
            let place = first.place.to(self.before().place);
            return Some(Comparison::Test(Test {
                negated,
                path,
                operator: Operator::Exists,
                operand: Operand::Nothing,
                place,
            }));
        }
        if negated {
            let token = self.next();
            self.wanted("`EXISTS`", token);
            self.helped("`NOT` stands behind the property: `file:name NOT = 'a'`");
            return None;
        }
        let path = self.path()?;
        let negated = self.takes_keyword("NOT");
        let operator = self.operator()?;
        let operand = self.operand(operator)?;
        let place = first.place.to(self.before().place);
        Some(Comparison::Test(Test { negated, path, operator, operand, place }))
    }

    fn operator(&mut self) -> Option<Operator> {
        let token = self.next();
        let operator = match token.text {
            "=" | "==" => Operator::Equal,
            "!=" | "<>" => Operator::NotEqual,
            "<" => Operator::Less,
            "<=" => Operator::LessOrEqual,
            ">" => Operator::Greater,
            ">=" => Operator::GreaterOrEqual,
            "IN" => Operator::In,
            "LIKE" => Operator::Like,
            "MATCHES" => Operator::Matches,
            "ISSUBSET" => Operator::IsSubset,
            "ISSUPERSET" => Operator::IsSuperset,
            _ => {
                self.wanted("an operator", token);
                match (token.kind, token.text) {
                    (Kind::Word, word) => self.keyword_meant(word, token.place),
                    (_, ".") | (Kind::String, _) => {}
                    _ => self.helped("operators are `=`, `!=`, `<`, `<=`, `>`, `>=`, `IN`, `LIKE`, `MATCHES`, `ISSUBSET` and `ISSUPERSET`"),
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
        let mut constants = Vec::new();
        if self.next().text != ")" {
            constants.push(self.constant()?);
            while self.takes(",") {
                constants.push(self.constant()?);
            }
        }
        let closing = self.next();
        if !self.takes(")") {
            self.wanted("`,` or `)`", closing);
            return None;
        }
        Some(Operand::Set(constants, opening.place.to(closing.place)))
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
                match (token.kind, token.text.strip_prefix(['"', '“', '‘'])) {
                    (Kind::Junk, Some(inner)) => {
                        let text = quote(inner.trim_end_matches(['"', '”', '’']));
                        self.mended("text stands in apostrophes", &text, true);
                    }
                    (Kind::Word, _)
                        if token.text.eq_ignore_ascii_case("true") || token.text.eq_ignore_ascii_case("false") =>
                    {
                        let lower = token.text.to_ascii_lowercase();
                        self.mended("they are spelled in small letters", &lower, true);
                    }
                    (Kind::Word, _) => self.helped("text stands in apostrophes; two properties cannot be compared"),
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
            self.helped("a property is the type of its object, `:` and its name: `file:name`");
            return None;
        }
        let mut steps = vec![self.key()?];
        loop {
            let from = self.next().place;
            if self.takes(".") {
                steps.push(self.key()?);
            } else if self.takes("[") {
                let token = self.next();
                let step = match token.text {
                    "*" => Step::Any,
                    text => match text.parse() {
                        Ok(index) if token.kind == Kind::Number => {
                            // What numbers have to look like holds here as well.
                            constant(token, &mut self.found);
                            Step::Index(index)
                        }
                        _ => {
                            self.wanted("a position in the list, or `*`", token);
                            return None;
                        }
                    },
                };
                self.at += 1;
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
