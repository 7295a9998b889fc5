//! 05: keys and values of declarations.

super::codes! {
    UNKNOWN_KEY "E0501" "unknown-key" Error
        "a key that the kind does not have"
        "`attrc explain KIND` shows the keys of a kind. Properties of one's own stand in `custom { … }` of a type of the \
         standard.";
    WRONG_VALUE "E0502" "wrong-value" Error
        "a value of another type than the key takes"
        "Text is quoted, names are bare, dates and numbers are written as such, codes start with a capital letter.";
    UNKNOWN_WORD "E0503" "unknown-word" Error
        "a word that a closed list does not have"
        "The value is one of a fixed list; `attrc explain KEY` shows it.";
    UNLISTED_WORD "L0504" "unlisted-word" Warning
        "a word that an open vocabulary of the standard does not suggest"
        "The standard allows it, but readers look for the suggested words. `attrc list VOCABULARY` shows them.";
    REPEATED_KEY "E0505" "repeated-key" Error
        "a key with more than one value that takes one"
        "Keep one of them; what sources disagree on is said by claims.";
    BAD_CODE "E0506" "bad-code" Error
        "a code that does not exist"
        "Countries are ISO 3166-1 alpha-2 (`CN`), regions ISO 3166-2 (`US-AL`), techniques and groups ATT&CK ids.";
    UNKNOWN_ATTACK "L0507" "unknown-attack-id" Warning
        "an ATT&CK id that this release of ATT&CK does not have"
        "It may be newer than the table of this compiler, or mistyped. `attrc list attack` shows the ids.";
    BAD_TIME "E0508" "bad-time" Error
        "a time that cannot be understood"
        "Times are `2024`, `2024-03`, `2024-03-05`, `2024-Q1`, an instant with its zone, `early 2021`, `autumn 2020`, \
         `2018-06..2018-09`, with `about` or `at-least` before them.";
    BAD_QUANTITY "E0509" "bad-quantity" Error
        "a quantity that cannot be understood"
        "Quantities are `7`, `more-than 10_000`, `some 40_000_000`, `43..124`, `dozens`, with a currency code and, in \
         quotes, what is counted.";
    MISPLACED_QUALIFIER "E0510" "misplaced-qualifier" Error
        "a qualifier that this key does not take"
        "`attrc explain KEY` shows which qualifiers a key takes.";
    BAD_OBSERVABLE "E0511" "bad-observable" Error
        "an observable whose value is none"
        "`ip` takes an IPv4 or IPv6 address or network, `domain` a domain name, `hash` an MD5, SHA-1, SHA-256 or \
         SHA-512. Defanged forms mean the same.";
    RESERVED_PROPERTY "E0512" "reserved-property" Error
        "a property that the standard reserves or computes"
        "`type`, `spec_version` and reserved properties are not written.";
    SECOND_BUNDLE "E0514" "second-bundle" Error
        "a file has two bundles"
        "A `bundle` says that its file carries a bundle that was received: every object in it is exactly what is \
         written. One file carries one bundle.";
    PLACE_WITHOUT_COUNTRY "E0513" "place-without-country" Error
        "a place has no country"
        "STIX locations need a country or a region. Write `place \"Wuhan\" in CN`, or a code alone: `place US-AL`. Where \
         nobody knows it, `place unknown`.";
}
