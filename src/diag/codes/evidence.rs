//! 13: evidence: what speakers, sources and quotations bear.

super::codes! {
    EARLY_RESPONSE "L1301" "early-response" Warning
        "an answer is older than what it answers"
        "Nobody denies what nobody has said yet. One of the two dates is wrong, or the answer belongs to an older \
         accusation, which is a claim of its own. Days are compared as days somewhere in the world, so a day between them \
         is no proof.";
}
