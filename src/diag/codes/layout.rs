//! 11: laying files out.

super::codes! {
    UNPROVED_LAYOUT "E1101" "unproved-layout" Error
        "a file could not be laid out so that it says the same"
        "Before a file is written, its new text is read and compared with the old one: tokens, comments and statements have \
         to be the same. They were not, so the file stays as it is. That is a fault of attrc; please report it with the file.";
}
