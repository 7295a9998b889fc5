//! 02: the shape of statements.

super::codes! {
    UNEXPECTED "E0201" "unexpected" Error
        "something stands where the grammar wants something else"
        "The message says what may stand there. `docs/language.md` shows every form.";
    MISSING "E0202" "missing" Error
        "something is missing"
        "A key needs a value, a claim an object, a comma something behind it. The place named is where it should stand.";
    UNCLOSED_BLOCK "E0203" "unclosed-block" Error
        "a block is not closed"
        "Its `}` is missing. Where a word in column one follows, the block is taken to end before it.";
    STRAY_BRACE "E0204" "stray-brace" Error
        "a closing brace without an opening one"
        "Remove it, or add the `{` that it should close.";
    UNKNOWN_STANCE "E0205" "unknown-stance" Error
        "a speaker without a stance"
        "A speech is `speaker STANCE { … }`, a response `speaker RESPONSE target`. `attrc list stances` and \
         `attrc list responses` show the words.";
    CLAIM_OUTSIDE_SPEECH "E0206" "claim-outside-speech" Error
        "a claim that nobody says"
        "Every claim stands in a speech: `speaker STANCE { claim }`. `author says { … }` is the project's own voice.";
    SPEECH_WITHOUT_BODY "E0207" "speech-without-body" Error
        "a speech that says nothing"
        "A speech has a body in braces, or quotes something: `speaker says quoting \"…\"` is a statement that asserts \
         nothing.";
    NESTED_FROM "E0208" "nested-from" Error
        "a `from` block inside another"
        "A document is read by itself. What one document says of another goes through `via`.";
    UNQUALIFIED_VALUE "E0209" "unqualified-value" Error
        "a bare value behind a qualified one"
        "Bare values before the first qualifier share it; after it every value carries its own. So `by microsoft, \
         mandiant` is not read as a second name. Repeat the qualifier, or the key on a line of its own.";
    MISSING_ARGUMENT "E0210" "missing-argument" Error
        "a qualifier without its argument"
        "Every qualifier takes exactly one argument; only hedge words take none.";
    QUALIFIER_PLACE "E0211" "qualifier-place" Error
        "a qualifier where it has no meaning"
        "Each qualifier belongs to claims, speeches, responses or properties; `attrc list qualifiers` shows where.";
    REPEATED "E0212" "repeated" Error
        "the same thing twice"
        "A qualifier stands once behind a value, a key once in a dictionary.";
    TOO_DEEP "E0213" "too-deep" Error
        "lists and dictionaries nested too deep"
        "At most 64 levels are read.";
    UNQUOTED "E0214" "unquoted" Error
        "a text without quotes"
        "Paths, titles and what people wrote stand in straight quotes.";
    EMPTY_SPEECH "L0216" "empty-speech" Warning
        "a speech with nothing in its braces"
        "`speaker says { }` asserts nothing and leaves nothing in the output. Write its claims; where only its words \
         matter, quote them: `speaker says quoting \"…\"`.";
    TOO_MANY_FINDINGS "E0215" "too-many-findings" Error
        "more mistakes than are shown"
        "After 10,000 findings a stage only counts on. Mend those that are shown, and check again.";
}
