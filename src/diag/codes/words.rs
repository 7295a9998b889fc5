//! 01: characters, words and literals.

super::codes! {
    CONTROL_CHARACTER "E0101" "control-character" Error
        "a character that hides or turns text about"
        "Lone carriage returns and bidirectional controls make people read other words than the compiler does. Remove \
         them; inside a string write the escape, for example `\\u{202e}`.";
    UNCLOSED_STRING "E0102" "unclosed-string" Error
        "a string is not closed on its line"
        "A string opens and closes with `\"` on one line. A text of several lines stands between `\"\"\"`, each on its \
         own line end; no line of it is indented less than the closing quotes.";
    BAD_ESCAPE "E0103" "bad-escape" Error
        "an escape that the language does not know"
        "The escapes are `\\\"`, `\\\\`, `\\n`, `\\r`, `\\t` and `\\u{…}` with one to six hexadecimal digits of a character. \
         A backslash itself is written `\\\\`.";
    BAD_WORD "E0104" "bad-word" Error
        "a word that is no word of the language"
        "Words are made of small letters, digits, `_` (names and keys) or `-` (kinds, verbs and vocabulary values), codes \
         of capital letters, digits, `.`, `-` and `_`. Anything else is text and stands in quotes.";
    BAD_NUMBER "E0105" "bad-number" Error
        "something that starts like a number and is none"
        "Numbers are written `7`, `10_000`, `-33.9`; dates `2024`, `2024-03`, `2024-03-05`, `2024-Q1`, instants with \
         their zone, `2024-03-05T12:00:00Z`. A docket or a hash is text and stands in quotes.";
    BAD_NAME "E0106" "bad-name" Error
        "a name that cannot be one"
        "Names start with a small letter and go on with small letters, digits and `_`. A title in quotes, behind the \
         name, holds any script.";
    RESERVED_NAME "E0107" "reserved-name" Error
        "a name that is a word of the language"
        "Stances, responses, hedges, qualifiers, verbs of one segment and the words of times and quantities are \
         reserved, so that one word of look-ahead tells statements apart. Choose another name, for example with a `_`.";
    STRAIGHT_QUOTES "E0108" "curly-quotes" Error
        "typographic quotes around a text"
        "Strings stand in straight quotes, `\"`. Inside them typographic quotes are letters like any other.";
}
