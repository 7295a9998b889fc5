//! 19: comments that allow a lint where they stand.

super::codes! {
    UNKNOWN_ALLOWANCE "L1901" "unknown-allowance" Warning
        "an `# allow:` names no lint"
        "`attrc list lints` shows them. Errors of the language cannot be allowed: what is not understood cannot be built.";
    UNUSED_ALLOWANCE "L1902" "unused-allowance" Warning
        "an `# allow:` that allows nothing"
        "The lint that it names does not speak of what follows, so the next reader looks for a reason that is gone. Remove it.";
    UNREASONED_ALLOWANCE "L1903" "unreasoned-allowance" Warning
        "an `# allow:` without a reason"
        "Whoever reviews the file must see why the rule does not hold here: `# allow: rule-name reason`.";
}
