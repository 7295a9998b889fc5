//! Whether a text can be derived from the grammar: all ends of every rule at every place, each found once.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use attrc::syntax::token::{Kind, token};

use super::notation::{Expr, Grammar, is_lexical};
use super::told::{Told, is_scalar};

type Ends = BTreeSet<usize>;

/// Recognises files, and remembers what each word is.
pub struct Recogniser<'g> {
    grammar: &'g Grammar,
    words: RefCell<HashMap<(&'g str, String), bool>>,
}

impl<'g> Recogniser<'g> {
    /// For a grammar.
    pub fn new(grammar: &'g Grammar) -> Self {
        Self { grammar, words: RefCell::default() }
    }

    /// Whether a text is a file by the grammar, as far as the grammar says it.
    pub fn is_file(&self, text: &str) -> bool {
        let tokens = tokens(text);
        let mut matcher =
            Matcher { grammar: self.grammar, input: &Tokens { tokens: &tokens, of: self }, known: HashMap::new() };
        matcher.rule("file", 0).contains(&tokens.len())
    }

    /// Whether a token is what a rule in capitals says.
    pub fn is_token(&self, rule: &'g str, text: &str) -> bool {
        if let Some(known) = self.words.borrow().get(&(rule, text.to_owned())) {
            return *known;
        }
        let letters: Vec<char> = text.chars().collect();
        let mut matcher = Matcher { grammar: self.grammar, input: letters.as_slice(), known: HashMap::new() };
        let fits = matcher.rule(rule, 0).contains(&letters.len());
        self.words.borrow_mut().insert((rule, text.to_owned()), fits);
        fits
    }
}

/// The tokens of a text as the compiler takes them.
pub fn tokens(text: &str) -> Vec<&str> {
    let mut rest = text;
    let mut found = Vec::new();
    while let Ok((after, next)) = token(rest)
        && next.kind != Kind::End
    {
        found.push(next.text);
        rest = after;
    }
    found
}

/// What a matcher goes along: characters, or tokens.
trait Input<'g> {
    fn text(&self, at: usize, text: &str) -> Option<usize>;
    fn letter(&self, at: usize, fits: impl Fn(char) -> bool) -> Option<usize>;
    fn scalar(&self, at: usize) -> Vec<usize>;
    /// Whether a rule in capitals fits the token at a place, where the input is made of tokens.
    fn token(&self, rule: &'g str, at: usize) -> Option<bool>;
}

impl<'g> Input<'g> for [char] {
    fn text(&self, at: usize, text: &str) -> Option<usize> {
        let end = at + text.chars().count();
        self.get(at..end).is_some_and(|part| part.iter().copied().eq(text.chars())).then_some(end)
    }

    fn letter(&self, at: usize, fits: impl Fn(char) -> bool) -> Option<usize> {
        self.get(at).is_some_and(|letter| fits(*letter)).then_some(at + 1)
    }

    fn scalar(&self, at: usize) -> Vec<usize> {
        let fits = |end: &usize| self.get(at..*end).is_some_and(|part| is_scalar(&part.iter().collect::<String>()));
        (at + 1..=at + 6).filter(fits).collect()
    }

    fn token(&self, _: &'g str, _: usize) -> Option<bool> {
        None
    }
}

struct Tokens<'t, 'g> {
    tokens: &'t [&'t str],
    of: &'t Recogniser<'g>,
}

impl<'g> Input<'g> for Tokens<'_, 'g> {
    fn text(&self, at: usize, text: &str) -> Option<usize> {
        (self.tokens.get(at) == Some(&text)).then_some(at + 1)
    }

    fn letter(&self, _: usize, _: impl Fn(char) -> bool) -> Option<usize> {
        None
    }

    fn scalar(&self, _: usize) -> Vec<usize> {
        Vec::new()
    }

    fn token(&self, rule: &'g str, at: usize) -> Option<bool> {
        is_lexical(rule).then(|| self.tokens.get(at).is_some_and(|text| self.of.is_token(rule, text)))
    }
}

struct Matcher<'m, 'g, I: ?Sized> {
    grammar: &'g Grammar,
    input: &'m I,
    known: HashMap<(&'g str, usize), Ends>,
}

impl<'g, I: Input<'g> + ?Sized> Matcher<'_, 'g, I> {
    fn rule(&mut self, name: &'g str, at: usize) -> Ends {
        if let Some(known) = self.known.get(&(name, at)) {
            return known.clone();
        }
        let ends = match self.input.token(name, at) {
            Some(fits) => fits.then_some(at + 1).into_iter().collect(),
            None => self.ends(self.grammar.body(name), at),
        };
        self.known.insert((name, at), ends.clone());
        ends
    }

    fn ends(&mut self, expr: &'g Expr, at: usize) -> Ends {
        match expr {
            Expr::Text(text) => self.input.text(at, text).into_iter().collect(),
            Expr::Range(first, last) => {
                self.input.letter(at, |letter| (*first..=*last).contains(&letter)).into_iter().collect()
            }
            Expr::Rule(name) => self.rule(name, at),
            Expr::Told(Told::Letter(fits)) => self.input.letter(at, fits).into_iter().collect(),
            Expr::Told(Told::Words(words)) => words.iter().filter_map(|word| self.input.text(at, word)).collect(),
            Expr::Told(Told::Scalar) => self.input.scalar(at).into_iter().collect(),
            Expr::Sequence(parts) => parts.iter().fold(Ends::from([at]), |starts, part| self.all(part, starts)),
            Expr::Choice(parts) => parts.iter().flat_map(|part| self.ends(part, at)).collect(),
            Expr::Maybe(part) => {
                let mut ends = self.ends(part, at);
                ends.insert(at);
                ends
            }
            Expr::Many(part) => {
                let mut ends = Ends::from([at]);
                let mut fresh = ends.clone();
                while !fresh.is_empty() {
                    fresh = self.all(part, fresh).difference(&ends).copied().collect();
                    ends.extend(&fresh);
                }
                ends
            }
            Expr::But(part, other) => {
                let without = self.ends(other, at);
                self.ends(part, at).difference(&without).copied().collect()
            }
        }
    }

    fn all(&mut self, part: &'g Expr, starts: Ends) -> Ends {
        starts.into_iter().flat_map(|start| self.ends(part, start)).collect()
    }
}
