//! What a word at the cursor would be, with what the grammar has read before it.

/// What a word, or a text in quotes, would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The first word of a statement: a kind.
    Statement,
    /// Who speaks.
    Speaker,
    /// The name of a declaration.
    Name {
        /// The kind before it.
        kind: String,
    },
    /// The document of a `from` block.
    Document,
    /// A stance or a response.
    Stance {
        /// Who speaks.
        speakers: Vec<String>,
    },
    /// What a response answers.
    Target {
        /// The response.
        word: String,
    },
    /// A label that is being given.
    NewLabel,
    /// A label that is named, between its brackets.
    Label {
        /// The document that stands before it.
        document: Option<String>,
    },
    /// A key of a declaration.
    Key {
        /// The kind.
        kind: String,
        /// The name.
        name: String,
    },
    /// A key of a dictionary.
    Entry {
        /// What takes the dictionary.
        taker: Taker,
        /// The keys above it.
        path: Vec<String>,
        /// The keys beside it.
        taken: Vec<String>,
    },
    /// A value.
    Value {
        /// What takes it.
        taker: Taker,
        /// What stands around it.
        inside: Inside,
    },
    /// What goes on with a number or a date: `since about …`.
    Amount {
        /// What takes it.
        taker: Taker,
    },
    /// A currency behind a number.
    Currency {
        /// What takes the number.
        taker: Taker,
    },
    /// A subject of a claim.
    Subject,
    /// A verb.
    Verb {
        /// The subjects before it.
        subjects: Vec<Part>,
        /// Whether `not` stands before it.
        negated: bool,
    },
    /// An object of a claim.
    Object(ClaimHead),
    /// A qualifier or a hedge.
    Note {
        /// What it qualifies.
        site: Site,
        /// The words of those before it.
        taken: Vec<String>,
    },
    /// A text in quotes.
    Text(TextRole),
}

/// What a text in quotes would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextRole {
    /// The path of a used file.
    Use,
    /// The title of a declaration.
    Title {
        /// The kind.
        kind: String,
    },
    /// What stands behind a kind or a tag.
    Inline {
        /// The word before it.
        kind: String,
    },
    /// A value.
    Value {
        /// What takes it.
        taker: Taker,
        /// What stands around it.
        inside: Inside,
    },
    /// What is counted.
    Unit {
        /// What takes the number.
        taker: Taker,
    },
}

/// What takes a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taker {
    /// A key.
    Property {
        /// Of this kind.
        kind: String,
        /// The key.
        key: String,
    },
    /// A qualifier.
    Qualifier {
        /// The word.
        word: String,
        /// What it qualifies.
        site: Site,
    },
}

/// What stands around a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inside {
    /// Nothing.
    Nothing,
    /// A list.
    List,
    /// A dictionary: the keys from the outermost one on.
    Dictionary(Vec<String>),
}

/// What a qualifier qualifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Site {
    /// A claim.
    Claim(ClaimHead),
    /// A speech.
    Speech {
        /// Who speaks.
        speakers: Vec<String>,
        /// How.
        stance: String,
    },
    /// A response.
    Response {
        /// Who answers.
        speakers: Vec<String>,
        /// How.
        word: String,
    },
    /// A value of a property.
    Property {
        /// The kind.
        kind: String,
        /// The key.
        key: String,
    },
}

/// A claim as far as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimHead {
    /// Who speaks.
    pub speakers: Vec<String>,
    /// How.
    pub stance: String,
    /// The words of the speech's qualifiers.
    pub speech: Vec<String>,
    /// Its subjects.
    pub subjects: Vec<Part>,
    /// Whether `not` stands before the verb.
    pub negated: bool,
    /// The verb.
    pub verb: String,
}

/// A subject, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A declared name.
    Name(String),
    /// A kind or a tag with a text.
    Inline(String),
    /// Anything else.
    Other,
}
