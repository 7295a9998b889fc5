//! 08: what goes wrong between facts and STIX objects.

super::codes! {
    SAME_CLAIM "E0801" "same-claim" Error
        "two claims would become one object"
        "Two claims of one speaker in one document with the same subject, verb, object and time differ only in what no id \
         is made of (quantity, hedge, quotation). Write them as one claim, or give one of them another time.";
}
