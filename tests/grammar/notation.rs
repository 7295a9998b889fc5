//! Reads `grammar/attr.ebnf`: its rules by name, in a notation near ISO 14977 that its head explains.

use std::collections::BTreeMap;

use super::told::{Told, told};

/// What a rule is made of.
pub enum Expr {
    /// `"from"`, `U+000A`
    Text(String),
    /// `"a" .. "z"`
    Range(char, char),
    /// `name`
    Rule(String),
    /// `? told in words ?`
    Told(Told),
    /// `a b`
    Sequence(Vec<Expr>),
    /// `a | b`
    Choice(Vec<Expr>),
    /// `{a}`
    Many(Box<Expr>),
    /// `[a]`
    Maybe(Box<Expr>),
    /// `a - b`
    But(Box<Expr>, Box<Expr>),
}

/// The rules of a grammar.
pub struct Grammar {
    /// By name.
    pub rules: BTreeMap<String, Expr>,
}

impl Grammar {
    /// Reads a grammar; every rule is defined once, and reached from one of the roots.
    pub fn read(text: &str, roots: &[&str]) -> Self {
        let mut reader = Reader { words: words(text), at: 0 };
        let mut rules = BTreeMap::new();
        while reader.at < reader.words.len() {
            let Word::Rule(name) = reader.next() else { panic!("a rule begins with its name") };
            reader.expect("=");
            let body = reader.choice();
            reader.expect(";");
            assert!(rules.insert(name.clone(), body).is_none(), "the rule `{name}` stands there twice");
        }
        let grammar = Self { rules };
        let mut reached: Vec<&str> = Vec::new();
        let mut open: Vec<&str> = roots.to_vec();
        while let Some(name) = open.pop() {
            if !reached.contains(&name) {
                reached.push(name);
                let body = grammar.rules.get(name).unwrap_or_else(|| panic!("no rule is called `{name}`"));
                names(body, &mut open);
            }
        }
        for name in grammar.rules.keys() {
            assert!(reached.contains(&name.as_str()), "no rule uses `{name}`");
        }
        grammar
    }

    /// The body of a rule.
    pub fn body(&self, name: &str) -> &Expr {
        &self.rules[name]
    }
}

/// Rules of characters are written in capitals.
pub fn is_lexical(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// The rules that an expression names.
pub fn names<'e>(expr: &'e Expr, found: &mut Vec<&'e str>) {
    match expr {
        Expr::Rule(name) => found.push(name),
        Expr::Sequence(parts) | Expr::Choice(parts) => parts.iter().for_each(|part| names(part, found)),
        Expr::Many(part) | Expr::Maybe(part) => names(part, found),
        Expr::But(part, other) => [part, other].into_iter().for_each(|part| names(part, found)),
        Expr::Text(_) | Expr::Range(..) | Expr::Told(_) => {}
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Word {
    Rule(String),
    Text(String),
    Told(String),
    Mark(&'static str),
}

fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let name = |rest: &str| rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        rest = if let Some(comment) = rest.strip_prefix("(*") {
            comment.split_once("*)").expect("a comment ends").1
        } else if let Some(number) = rest.strip_prefix("U+") {
            let (number, behind) = number.split_at(name(number).unwrap_or(number.len()));
            let letter = char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap();
            found.push(Word::Text(letter.to_string()));
            behind
        } else if matches!(first, '"' | '\'' | '?') {
            let (inner, behind) = rest[1..].split_once(first).expect("a quote ends");
            found.push(match first {
                '?' => Word::Told(inner.trim().to_owned()),
                _ => Word::Text(inner.to_owned()),
            });
            behind
        } else if first.is_ascii_alphabetic() {
            let (name, behind) = rest.split_at(name(rest).unwrap_or(rest.len()));
            found.push(Word::Rule(name.to_owned()));
            behind
        } else {
            let marks = ["..", "=", ";", "|", "-", "{", "}", "[", "]", "(", ")"];
            let mark = marks.into_iter().find(|mark| rest.starts_with(mark));
            let mark = mark.unwrap_or_else(|| panic!("`{first}` is no mark of the notation"));
            found.push(Word::Mark(mark));
            &rest[mark.len()..]
        }
        .trim_start();
    }
    found
}

struct Reader {
    words: Vec<Word>,
    at: usize,
}

impl Reader {
    fn next(&mut self) -> Word {
        self.at += 1;
        self.words.get(self.at - 1).cloned().expect("the grammar goes on")
    }

    fn take(&mut self, mark: &'static str) -> bool {
        let stands = self.words.get(self.at) == Some(&Word::Mark(mark));
        self.at += usize::from(stands);
        stands
    }

    fn expect(&mut self, mark: &'static str) {
        assert!(self.take(mark), "`{mark}` is missing before {:?}", self.words.get(self.at));
    }

    fn choice(&mut self) -> Expr {
        let mut parts = vec![self.sequence()];
        while self.take("|") {
            parts.push(self.sequence());
        }
        if parts.len() == 1 { parts.remove(0) } else { Expr::Choice(parts) }
    }

    fn sequence(&mut self) -> Expr {
        let mut parts = Vec::new();
        while !matches!(self.words.get(self.at), None | Some(Word::Mark(";" | "|" | "}" | "]" | ")"))) {
            let part = self.part();
            parts.push(match self.take("-") {
                true => Expr::But(Box::new(part), Box::new(self.part())),
                false => part,
            });
        }
        if parts.len() == 1 { parts.remove(0) } else { Expr::Sequence(parts) }
    }

    fn part(&mut self) -> Expr {
        let (inner, close) = match self.next() {
            Word::Text(text) if self.range_follows(&text) => {
                self.expect("..");
                let Word::Text(end) = self.next() else { panic!("a range ends with a character") };
                return Expr::Range(text.chars().next().unwrap(), end.chars().next().unwrap());
            }
            Word::Text(text) => return Expr::Text(text),
            Word::Rule(name) => return Expr::Rule(name),
            Word::Told(text) => return Expr::Told(told(&text)),
            Word::Mark("{") => (Expr::Many(Box::new(self.choice())), "}"),
            Word::Mark("[") => (Expr::Maybe(Box::new(self.choice())), "]"),
            Word::Mark("(") => (self.choice(), ")"),
            Word::Mark(mark) => panic!("`{mark}` begins nothing"),
        };
        self.expect(close);
        inner
    }

    fn range_follows(&self, start: &str) -> bool {
        start.chars().count() == 1 && self.words.get(self.at) == Some(&Word::Mark(".."))
    }
}
