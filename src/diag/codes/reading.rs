//! 00: reading files.

super::codes! {
    UNREADABLE "E0001" "unreadable-file" Error
        "a file cannot be read"
        "The file does not exist, is a folder, or may not be opened. Nothing was built.";
    NOT_TEXT "E0002" "not-text" Error
        "a file is not UTF-8 text"
        "An `.attr` file is UTF-8 without NUL bytes. Convert it, for example with `iconv -t UTF-8`.";
}
