//! 06: claims, speeches and responses.

super::codes! {
    UNKNOWN_VERB "E0601" "unknown-verb" Error
        "a verb that the language does not have"
        "`attrc list verbs` shows them, by what they say. Strengths of a link to a state are never synonyms: take the one \
         that the source's words carry.";
    WRONG_PARTY "E0602" "wrong-party" Error
        "a verb whose subject or object is of the wrong kind"
        "`attrc explain VERB` shows what it goes between. Often the verb is right and the kind of a declaration is not.";
    ACT_VERB "E0603" "act-verb" Error
        "a verb that only acts emit"
        "Charges and sanctions follow from the act that is declared: `indictment NAME { authority … against … }`.";
    HEDGE_SCALE "E0604" "hedge-scale" Error
        "a hedge that the speaker's scale does not have"
        "A word of likelihood means a band on a scale. Declare the speaker's scale (`scale icd-203`), or keep the words \
         without a number: `worded \"…\"`.";
    HEDGED_STANCE "L0605" "hedged-stance" Warning
        "a likelihood under a stance that takes none"
        "An allegation, a judgment and a suspicion carry no number. Check whether the speaker `assesses`.";
    TWO_HEDGES "E0606" "two-hedges" Error
        "two words of likelihood on one claim"
        "One claim has one likelihood. Analytic confidence and grades are other axes and may stand beside it.";
    OUTSIDE_DOCUMENT "L0607" "speech-outside-document" Warning
        "a speech that stands in no document"
        "Without a document nobody can trace it. Put it into `from source { … }`.";
    NO_PUBLISHER "E0608" "no-publisher" Error
        "a document speaks that has no publisher"
        "A document's name as a speaker is its publisher's own voice: declare `publisher`, or for an act `authority`.";
    RESPONSE_TARGET "E0609" "response-target" Error
        "a response to something that cannot be answered"
        "Responses answer labels, acts and documents.";
    BAD_CERTAINTY "E0610" "bad-certainty" Error
        "a word of confidence, or a grade, that does not exist"
        "`confidence` is none, low, moderate or high; a grade is a letter A to F and a digit 1 to 6.";
    BAD_ARGUMENT "E0611" "bad-argument" Error
        "a qualifier whose argument is of another type"
        "`attrc explain QUALIFIER` shows what it takes.";
    TOO_MANY_CLAIMS "E0613" "too-many-claims" Error
        "a line that makes more than ten thousand claims"
        "Every subject goes with every object, so long lists of both multiply. Declare a `group` or a `class` and name it.";
    SELF_CLAIM "L0612" "self-claim" Warning
        "a claim whose subject is its object"
        "Nothing relates to itself. Check the names.";
}
