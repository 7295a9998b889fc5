//! 10: JSON texts: bundles that are read.

super::codes! {
    SYNTAX "E1001" "json-syntax" Error
        "a text is not JSON"
        "Bundles are JSON (RFC 8259): double quotes, commas between values and nowhere else, no comments, numbers without \
         leading zeros. Nothing else is judged before the text can be read.";
    UNCLOSED "E1002" "json-unclosed" Error
        "an object, a list or a string is never closed"
        "The end of the file, or of a line, came first. Files that were cut off while they were written or sent end like that.";
    TOO_DEEP "E1003" "json-too-deep" Error
        "values nest too deep"
        "Objects and lists nest 256 deep at most, which RFC 8259 (section 9) leaves to the reader. What lies deeper is not read.";
    REPEATED_KEY "E1004" "json-repeated-key" Error
        "a key stands twice in one object"
        "Readers differ in which of the two values they take, so the object means something else to each of them (RFC 8259, \
         section 4; RFC 7493, section 2.3).";
    SURROGATE "E1005" "json-lone-surrogate" Error
        "half of a surrogate pair stands alone"
        "Characters beyond U+FFFF are written as two `\\u` escapes. One of them alone is no character and cannot be written \
         as UTF-8 (RFC 8259, section 8.2; RFC 7493, section 2.1).";
}
