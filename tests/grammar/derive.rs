//! Derives texts from the grammar. Each choice is a number of a list, so that shrinking the list shrinks the text;
//! where the list ends, the shortest way is taken.

use std::collections::{BTreeMap, BTreeSet};

use attrc::syntax::literal::unquote;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

use super::fits::fits;
use super::notation::{Expr, Grammar, is_lexical};
use super::recognise::Recogniser;
use super::told::Told;

/// A derived part of a text.
#[derive(Debug, Clone)]
pub enum Node {
    /// A rule of statements and what it became.
    Rule(String, Vec<Node>),
    /// A token.
    Token(String),
}

/// Rules nested deeper than this take the shortest way, so that no list comes near the limit of 64.
const DEPTH: usize = 60;

/// How often a rule that the grammar tells in words may reject what was derived, before the shortest way is taken.
const TRIES: usize = 20;

/// Derives from one grammar.
pub struct Deriver<'g> {
    grammar: &'g Grammar,
    recogniser: Recogniser<'g>,
    least: BTreeMap<&'g str, usize>,
}

/// Where choices come from.
struct Choices<'c> {
    left: &'c [u16],
    depth: usize,
}

impl Choices<'_> {
    /// One of so many; `None` where the shortest way is to be taken.
    fn one_of(&mut self, count: usize) -> Option<usize> {
        let (first, left) = self.left.split_first()?;
        self.left = left;
        (self.depth < DEPTH).then(|| usize::from(*first) % count)
    }
}

impl<'g> Deriver<'g> {
    /// For a grammar.
    pub fn new(grammar: &'g Grammar) -> Self {
        let mut least: BTreeMap<&str, usize> = BTreeMap::new();
        // The size of the shortest text of each rule, once it is known of what the rule is made of.
        while least.len() < grammar.rules.len() {
            let before = least.len();
            for (name, body) in &grammar.rules {
                if let Some(size) = size(body, &least) {
                    least.insert(name, size);
                }
            }
            assert!(before < least.len(), "a rule never ends");
        }
        Self { grammar, recogniser: Recogniser::new(grammar), least }
    }

    /// A file; each list of choices makes some of its statements.
    pub fn file(&self, choices: &[Vec<u16>]) -> Node {
        let mut found = Vec::new();
        for choices in choices {
            self.nodes(self.grammar.body("file"), &mut Choices { left: choices, depth: 0 }, &mut found);
        }
        let mut file = Node::Rule("file".to_owned(), found);
        keep_rules_in_words(&mut file);
        file
    }

    /// A text of a rule in capitals, and the choices that are left.
    pub fn text<'c>(&self, rule: &'g str, choices: &'c [u16]) -> (String, &'c [u16]) {
        let mut choices = Choices { left: choices, depth: 0 };
        let mut out = String::new();
        self.letters(self.grammar.body(rule), &mut choices, &mut out);
        (out, choices.left)
    }

    fn rule(&self, name: &'g str, choices: &mut Choices<'_>, found: &mut Vec<Node>) {
        choices.depth += 1;
        let node = match is_lexical(name) {
            true => Node::Token(self.token(name, choices)),
            false => {
                let mut parts = Vec::new();
                self.nodes(self.grammar.body(name), choices, &mut parts);
                Node::Rule(name.to_owned(), parts)
            }
        };
        choices.depth -= 1;
        found.push(node);
    }

    /// A token that fits what the grammar tells of it in words.
    fn token(&self, rule: &'g str, choices: &mut Choices<'_>) -> String {
        for _ in 0..TRIES {
            let mut out = String::new();
            self.letters(self.grammar.body(rule), choices, &mut out);
            if fits(rule, &out) {
                return out;
            }
        }
        self.text(rule, &[]).0
    }

    fn nodes(&self, expr: &'g Expr, choices: &mut Choices<'_>, found: &mut Vec<Node>) {
        match expr {
            Expr::Text(text) => found.push(Node::Token(text.clone())),
            Expr::Rule(name) => self.rule(name, choices, found),
            Expr::But(part, other) => {
                let start = found.len();
                for _ in 0..TRIES {
                    found.truncate(start);
                    self.nodes(part, choices, found);
                    let [Node::Token(token)] = &found[start..] else { panic!("only of tokens others are excepted") };
                    if !self.is_one_of(other, token) {
                        return;
                    }
                }
                found.truncate(start);
                self.nodes(part, &mut Choices { left: &[], depth: 0 }, found);
            }
            Expr::Range(..) | Expr::Told(_) => panic!("statements are made of tokens"),
            _ => self.ways(expr, choices, &mut |part, choices| self.nodes(part, choices, found)),
        }
    }

    fn letters(&self, expr: &'g Expr, choices: &mut Choices<'_>, out: &mut String) {
        match expr {
            Expr::Text(text) => out.push_str(text),
            Expr::Rule(name) => self.letters(self.grammar.body(name), choices, out),
            Expr::Range(first, last) => {
                let letters: Vec<char> = (*first..=*last).collect();
                out.push(letters[choices.one_of(letters.len()).unwrap_or(0)]);
            }
            Expr::Told(Told::Words(words)) => out.push_str(words[choices.one_of(words.len()).unwrap_or(0)]),
            Expr::Told(Told::Letter(fits)) => {
                let pool = "abc xyz XYZ 123 .,;:-_/\\#'\"{}[]()<>|~`\té я 中 😀 “ ” « \u{a0} \u{7f} \u{feff} \u{301}";
                let letters: Vec<char> = pool.chars().filter(|letter| fits(*letter)).collect();
                out.push(letters[choices.one_of(letters.len()).unwrap_or(0)]);
            }
            Expr::Told(Told::Scalar) => {
                let scalars = ["0", "41", "1F600", "10ffff", "00e9", "d7ff", "202e"];
                out.push_str(scalars[choices.one_of(scalars.len()).unwrap_or(0)]);
            }
            Expr::But(..) => panic!("exceptions are made of whole tokens"),
            _ => self.ways(expr, choices, &mut |part, choices| self.letters(part, choices, out)),
        }
    }

    /// Sequences, choices and repetitions.
    fn ways(&self, expr: &'g Expr, choices: &mut Choices<'_>, go: &mut dyn FnMut(&'g Expr, &mut Choices<'_>)) {
        match expr {
            Expr::Sequence(parts) => parts.iter().for_each(|part| go(part, choices)),
            Expr::Choice(parts) => {
                let shortest = || (0..parts.len()).min_by_key(|at| size(&parts[*at], &self.least)).unwrap_or(0);
                let at = choices.one_of(parts.len()).unwrap_or_else(shortest);
                go(&parts[at], choices);
            }
            Expr::Maybe(part) if choices.one_of(2) == Some(1) => go(part, choices),
            Expr::Many(part) => {
                let count = choices.one_of(5).unwrap_or(0);
                (0..count).for_each(|_| go(part, choices));
            }
            _ => {}
        }
    }

    fn is_one_of(&self, expr: &'g Expr, token: &str) -> bool {
        match expr {
            Expr::Text(text) => text == token,
            Expr::Rule(name) => self.recogniser.is_token(name, token),
            Expr::Choice(parts) => parts.iter().any(|part| self.is_one_of(part, token)),
            _ => panic!("exceptions are words and classes of words"),
        }
    }
}

/// Choices for files, of about so many statements.
pub fn choices(statements: usize) -> impl Strategy<Value = Vec<Vec<u16>>> {
    vec(vec(any::<u16>(), 0..160), 0..statements)
}

/// The tokens of a derived part.
pub fn tokens<'n>(node: &'n Node, found: &mut Vec<&'n str>) {
    match node {
        Node::Token(text) => found.push(text),
        Node::Rule(_, parts) => parts.iter().for_each(|part| tokens(part, found)),
    }
}

fn first_token(node: &Node) -> &str {
    let mut found = Vec::new();
    tokens(node, &mut found);
    found[0]
}

/// (S once) and (S key): what stands a second time is left out.
fn keep_rules_in_words(node: &mut Node) {
    let Node::Rule(rule, parts) = node else { return };
    let mut seen = BTreeSet::new();
    parts.retain(|part| match part {
        Node::Token(text) => {
            if rule != "dictionary" && text == "," {
                seen.clear();
            }
            true
        }
        Node::Rule(name, _) if name.ends_with("_note") || name.ends_with("_hedge") || name == "entry" => {
            seen.insert(unquote(first_token(part)))
        }
        Node::Rule(..) => true,
    });
    parts.iter_mut().for_each(keep_rules_in_words);
}

/// The size of the shortest text, if it is known of all parts.
fn size(expr: &Expr, least: &BTreeMap<&str, usize>) -> Option<usize> {
    match expr {
        Expr::Text(_) | Expr::Range(..) | Expr::Told(_) => Some(1),
        Expr::Rule(name) => least.get(name.as_str()).map(|size| size + 1),
        Expr::Sequence(parts) => parts.iter().map(|part| size(part, least)).sum(),
        Expr::Choice(parts) => parts.iter().filter_map(|part| size(part, least)).min(),
        Expr::Many(_) | Expr::Maybe(_) => Some(0),
        Expr::But(part, _) => size(part, least),
    }
}
