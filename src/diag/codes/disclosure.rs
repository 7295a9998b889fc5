//! 16: disclosure: what the output tells that nobody meant to tell.

super::codes! {
    PERSONAL_DATA "L1651" "personal-data" Warning
        "a text has what looks like somebody's personal data"
        "A bundle is copied without end. Numbers of identity papers, telephone numbers and private e-mail addresses say \
         nothing of who did what; write `withheld \"reason\"` in place of a value, and quote other words.";
    TELLING_NAME "L1652" "telling-name" Warning
        "the name of something unnamed tells who it is"
        "Names go into ids, which anybody can compute from a list of guesses, and into the extension as they are. What \
         a document leaves without a name needs one that only says what the document says: `provider`, `victim_1`.";
    TOLD_WITHHELD "L1653" "told-withheld" Warning
        "a text tells what is withheld beside it"
        "What is `withheld` or `redacted` under its key is gone from the output; the same in `description` or `roles` is \
         not.";
}
