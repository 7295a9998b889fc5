//! 17: times, amounts and grades of success: what cannot be, or hardly.

super::codes! {
    CIRCULAR_ORDER "E1701" "circular-order" Error
        "events that one speaker puts before themselves"
        "`after`, `before` and `since` put events in an order. Here one and the same speaker leads back to where it \
         began, so at least one of the labels is wrong. Speakers who contradict each other are a dispute, not an error.";
    CONTRADICTORY_ORDER "E1702" "contradictory-order" Error
        "an order of events that their dates contradict"
        "The speaker says `after` and gives dates that are before, with no time zone in which it would fit.";
    FUTURE_TIME "L1703" "future-time" Warning
        "a claim about a time after it was said"
        "Whoever speaks tells of what was. Check the year of the claim, and the date of the speech or its document.";
    SPEECH_AFTER_DOCUMENT "L1704" "speech-after-document" Warning
        "words that were said after their document was published"
        "A document tells what was said before it. Check `dated` and the date of the document, or name the document that \
         really has these words.";
    SOUTHERN_SEASON "L1705" "southern-season" Warning
        "a season said by somebody in the southern hemisphere"
        "Seasons are read as those of the northern hemisphere, half a year off. Write the months: `2020-06..2020-08`.";
    DURATION_MISMATCH "L1706" "duration-mismatch" Note
        "a duration that its own dates contradict"
        "Both are kept as they were said, but at least one is not what the source says.";
    UNIT_MISMATCH "L1707" "unit-mismatch" Note
        "one number is told of two different things"
        "Mails, accounts and people are counted apart. Where two documents give one number for one thing with other \
         units, one of them most likely repeats the other wrongly. Check which; if both are right, leave them.";
    GRADE_OVERTAKEN "L1708" "more-compromised-than-targeted" Note
        "more was reached than was aimed at"
        "What is compromised was targeted before, so that no more can be compromised than was targeted. Most likely the \
         two numbers were exchanged, or count different things.";
    SELF_CONTRADICTION "L1709" "self-contradiction" Warning
        "a speaker says a thing and its opposite"
        "In one document one speaker both claims and rules out the same. If they mean different times or parts, say \
         which; if the second speech takes the first back, write `retracts` or `corrects`.";
    EARLY_RETRIEVAL "L1710" "retrieved-before-published" Warning
        "a document that was read before it was published"
        "One of the two dates is wrong, or an earlier version was read.";
}
