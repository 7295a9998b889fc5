//! 13: evidence: what speakers, sources and quotations bear.

super::codes! {
    EARLY_RESPONSE "L1301" "early-response" Warning
        "an answer is older than what it answers"
        "Nobody denies what nobody has said yet. One of the two dates is wrong, or the answer belongs to an older \
         accusation, which is a claim of its own. Days are compared as days somewhere in the world, so a day between them \
         is no proof.";
    CIRCULAR_ORIGIN "L1390" "circular-origin" Warning
        "documents are said to repeat each other in a circle"
        "`same_origin_as` names the document that another one repeats, so that what both say counts once. One of a circle \
         was first: take its line away. Until then all of them count as one origin, the first of them in reading order \
         as the original.";
}
