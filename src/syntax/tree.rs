//! The statements of a file. Leaves are slices of its text: [`crate::source::Span::of`] finds them again.
//!
//! Two trees are equal where they say the same with the same words: where these stand, and what stands between them, is
//! no part of that.

use std::mem::discriminant;

use super::literal::unquote;

/// What a file says, as far as it was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tree<'s> {
    /// Its statements, in order.
    pub items: Vec<Item<'s>>,
    /// Whether something was left out because it was not understood, so that what it declares is not here.
    pub partial: bool,
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Item<'s> {
    /// `use "path"`
    Use(Use<'s>),
    /// `from source { … }`
    From(From<'s>),
    /// `KIND name "Title" { … }`
    Declaration(Declaration<'s>),
    /// `speaker STANCE { … }`
    Speech(Speech<'s>),
    /// `speaker RESPONSE target`
    Response(Response<'s>),
}

/// `use "path"`
#[derive(Debug, Clone, PartialEq)]
pub struct Use<'s> {
    /// The word `use`.
    pub keyword: &'s str,
    /// The quoted path.
    pub path: &'s str,
}

/// `from source { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct From<'s> {
    /// The word `from`.
    pub keyword: &'s str,
    /// The name of the document.
    pub document: &'s str,
    /// What stands in it.
    pub items: Vec<Item<'s>>,
}

/// `KIND name "Title" { key value … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration<'s> {
    /// The kind, known or not.
    pub kind: &'s str,
    /// The name.
    pub name: &'s str,
    /// The quoted title.
    pub title: Option<&'s str>,
    /// Its properties.
    pub properties: Vec<Property<'s>>,
}

/// `key value qualifier, value qualifier`
#[derive(Debug, Clone, PartialEq)]
pub struct Property<'s> {
    /// The key, known or not.
    pub key: &'s str,
    /// Its values.
    pub values: Vec<Qualified<'s, Value<'s>>>,
}

/// A value or an object with the qualifiers that stand behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Qualified<'s, T> {
    /// The value.
    pub value: T,
    /// Its own qualifiers; bare values before the first qualified one share that one's.
    pub qualifiers: Vec<Qualifier<'s>>,
}

/// A hedge word, or a qualifier with its argument.
#[derive(Debug, Clone, PartialEq)]
pub struct Qualifier<'s> {
    /// The word.
    pub word: &'s str,
    /// Its argument; `None` for a hedge word, and where the argument is missing.
    pub argument: Option<Value<'s>>,
}

/// `[label] speaker STANCE qualifiers { claims }`
#[derive(Debug, Clone, PartialEq)]
pub struct Speech<'s> {
    /// Its label.
    pub label: Option<Label<'s>>,
    /// Who speaks.
    pub speakers: Vec<&'s str>,
    /// How.
    pub stance: &'s str,
    /// Defaults for its claims, and what is said of the speech.
    pub qualifiers: Vec<Qualifier<'s>>,
    /// The claims; `None` for a statement that only quotes.
    pub claims: Option<Vec<Claim<'s>>>,
}

/// `[label] speaker RESPONSE target qualifiers`
#[derive(Debug, Clone, PartialEq)]
pub struct Response<'s> {
    /// Its label.
    pub label: Option<Label<'s>>,
    /// Who answers.
    pub speakers: Vec<&'s str>,
    /// How.
    pub word: &'s str,
    /// What is answered.
    pub targets: Vec<Target<'s>>,
    /// What is said of the response.
    pub qualifiers: Vec<Qualifier<'s>>,
}

/// What a response answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target<'s> {
    /// `[mails]`, `[time/mails]`
    Label(Label<'s>),
    /// The name of a document.
    Name(&'s str),
}

/// `[name]` or `[document/name]`
#[derive(Debug, Clone, Copy)]
pub struct Label<'s> {
    /// With its brackets.
    pub text: &'s str,
    /// The document it stands in, where that is not this one.
    pub document: Option<&'s str>,
    /// The name.
    pub name: &'s str,
}

/// `[label] subject not VERB object qualifiers`
#[derive(Debug, Clone, PartialEq)]
pub struct Claim<'s> {
    /// Its label.
    pub label: Option<Label<'s>>,
    /// Who or what.
    pub subjects: Vec<Party<'s>>,
    /// The word `not`.
    pub negated: Option<&'s str>,
    /// The verb, known or not.
    pub verb: &'s str,
    /// Whom or what.
    pub objects: Vec<Qualified<'s, Party<'s>>>,
}

/// A subject or an object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Party<'s> {
    /// A declared name.
    Name(&'s str),
    /// `KIND "text"` or `TAG "value"`; the text is junk where its quotes are missing.
    Inline {
        /// The kind or tag.
        kind: &'s str,
        /// The quoted text.
        text: &'s str,
    },
    /// `T1566.002`, `CN`
    Code(&'s str),
    /// `unknown`, `unstated` …
    Gap(&'s str),
    /// `withheld "reason"`
    Withheld(&'s str),
    /// What fits nothing.
    Junk(&'s str),
}

/// A value of a property or an argument of a qualifier.
#[derive(Debug, Clone)]
pub enum Value<'s> {
    /// `"text"`, with its quotes.
    String(&'s str),
    /// `"""` text of several lines, with its quotes.
    Text(&'s str),
    /// A number, a date or an amount.
    Amount(Amount<'s>),
    /// `CN`
    Code(&'s str),
    /// A bare word: a name or a vocabulary value.
    Word(&'s str),
    /// `domain "a.example"`
    Observable {
        /// The tag.
        tag: &'s str,
        /// The value, with its quotes.
        text: &'s str,
    },
    /// `document/name`
    Path {
        /// The document.
        document: &'s str,
        /// The label in it.
        name: &'s str,
    },
    /// `unknown`, `unstated` …
    Gap(&'s str),
    /// `withheld "reason"`: the reason.
    Withheld(&'s str),
    /// `null`
    Null(&'s str),
    /// `[a, b]`
    List {
        /// From bracket to bracket.
        text: &'s str,
        /// Its values.
        values: Vec<Value<'s>>,
    },
    /// `{ k v }`
    Dictionary {
        /// From brace to brace.
        text: &'s str,
        /// Its entries; keys may be quoted.
        entries: Vec<(&'s str, Value<'s>)>,
    },
    /// What fits nothing: a slip of the pen, an unclosed string.
    Junk(&'s str),
}

/// A number, date, range or vague amount, with the words before it and the unit behind it.
#[derive(Debug, Clone)]
pub struct Amount<'s> {
    /// All of it.
    pub text: &'s str,
    /// `since about early …`
    pub modifiers: Vec<&'s str>,
    /// The number, the date, or the vague word; `None` where a modifier stands alone (`some "voters"`).
    pub first: Option<&'s str>,
    /// The end of a range.
    pub last: Option<&'s str>,
    /// A currency or other code.
    pub code: Option<&'s str>,
    /// What is counted, quoted.
    pub unit: Option<&'s str>,
    /// `per "mailbox"`, quoted.
    pub per: Option<&'s str>,
}

impl<'s> Value<'s> {
    /// The slice of the file that it is.
    pub fn text(&self) -> &'s str {
        match self {
            Self::String(text)
            | Self::Text(text)
            | Self::Code(text)
            | Self::Word(text)
            | Self::Gap(text)
            | Self::Withheld(text)
            | Self::Null(text)
            | Self::Junk(text)
            | Self::List { text, .. }
            | Self::Dictionary { text, .. }
            | Self::Observable { text, .. } => text,
            Self::Path { name, .. } => name,
            Self::Amount(amount) => amount.text,
        }
    }
}

impl<'s> Party<'s> {
    /// The slice of the file that names it.
    pub fn text(&self) -> &'s str {
        match self {
            Self::Name(text) | Self::Code(text) | Self::Gap(text) | Self::Withheld(text) | Self::Junk(text) => text,
            Self::Inline { text, .. } => text,
        }
    }
}

impl PartialEq for Label<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.document, self.name) == (other.document, other.name)
    }
}

impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => unquote(one) == unquote(other),
            // One that is not closed may run to the end of the file, and takes the line ends there along.
            (Self::Junk(one), Self::Junk(other)) => one.trim_end().lines().eq(other.trim_end().lines()),
            (Self::Amount(one), Self::Amount(other)) => one == other,
            (Self::List { values: one, .. }, Self::List { values: other, .. }) => one == other,
            (Self::Dictionary { entries: one, .. }, Self::Dictionary { entries: other, .. }) => one == other,
            (Self::Path { document, name }, Self::Path { document: other_document, name: other_name }) => {
                (document, name) == (other_document, other_name)
            }
            (Self::Observable { tag, text }, Self::Observable { tag: other_tag, text: other }) => {
                (tag, text) == (other_tag, other)
            }
            (Self::List { .. } | Self::Dictionary { .. } | Self::Text(_) | Self::Amount(_) | Self::Path { .. }, _) => {
                false
            }
            _ => discriminant(self) == discriminant(other) && self.text() == other.text(),
        }
    }
}

impl PartialEq for Amount<'_> {
    fn eq(&self, other: &Self) -> bool {
        let parts = |amount: &Self| (amount.first, amount.last, amount.code, amount.unit, amount.per);
        self.modifiers == other.modifiers && parts(self) == parts(other)
    }
}
