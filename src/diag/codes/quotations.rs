//! 07: quotations.

super::codes! {
    NOT_QUOTED "E0701" "quotation-not-found" Error
        "words that the source's stored text does not have"
        "A quotation stands in the stored text of its document, but for white space and the form of quotes and dashes. \
         The message shows the passage that is closest.";
    UNCHECKED "L0702" "unchecked-quotations" Note
        "quotations of a source without a stored text"
        "Without a copy nobody can check them. Store one and name it: `text \"file.txt\"`.";
    NO_DOCUMENT "E0703" "quotation-without-document" Error
        "a quotation that belongs to no document"
        "Put it into `from source { … }`, or say `according-to source`.";
    EMPTY_QUOTATION "E0704" "empty-quotation" Error
        "a quotation without words"
        "Quote the words that carry the claim.";
}
