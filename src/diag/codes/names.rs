//! 04: names, kinds and labels.

super::codes! {
    DUPLICATE_NAME "E0401" "duplicate-name" Error
        "one name declared twice"
        "Names are unique in a project, whatever file they stand in: two things of one name would become one object. \
         Rename one of them; `was old_name` keeps the id of a published one.";
    UNKNOWN_NAME "E0402" "unknown-name" Error
        "a name that nothing declares"
        "Declare it (`actor apt31 \"APT31\"`), or write it inline if it matters in this document only \
         (`class \"home routers\"`).";
    NAME_NOT_USED "E0403" "name-not-in-scope" Error
        "a name of a file that this file does not use"
        "A file sees its own names and those of the files that it uses, directly or through others. Add the `use`.";
    UNKNOWN_KIND "E0404" "unknown-kind" Error
        "a kind that the language does not have"
        "`attrc list kinds` shows them all, the types of the standard among them.";
    NOT_A_DOCUMENT "E0405" "not-a-document" Error
        "a name that is no document where a document is needed"
        "Speeches are read in a `source` or in an act (an indictment is a document too).";
    DUPLICATE_LABEL "E0406" "duplicate-label" Error
        "one label twice in a document"
        "Labels are unique in their document, so that a denial hangs on what it denies.";
    UNKNOWN_LABEL "E0407" "unknown-label" Error
        "a label that nothing bears"
        "`[label]` stands before a speech or a claim; elsewhere it is named `[document/label]`.";
    WRONG_REFERENCE "E0408" "wrong-reference" Error
        "a name of the wrong kind"
        "The key says what kind of thing may be named; `attrc explain KEY` shows it.";
    NOT_A_SPEAKER "E0409" "not-a-speaker" Error
        "something speaks that cannot"
        "Persons, organisations, states, groups, personas and actors speak; a document's name is its publisher's own \
         voice, and `author` is the project's.";
}
