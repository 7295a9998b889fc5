//! 18: what a consumer of bundles does not take, or takes otherwise (`build -t`, `check -t`).

super::codes! {
    TYPE_NOT_TAKEN "L1801" "type-not-taken" Warning
        "a consumer has no place for an object of this type"
        "The object is left out of what is built for the consumer, and what refers to it is told of on its own. In the target \
         `stix` nothing is left out.";
    WEAKER_RELATIONSHIP "L1802" "weaker-relationship" Warning
        "a consumer takes a weaker relationship only"
        "The consumer accepts a relationship only between certain types. It gets the nearest one that says the same or less, never \
         more, and the sentence that it shows begins with the verb that was meant.";
    RESHAPED_RELATIONSHIP "L1803" "reshaped-relationship" Note
        "a relationship comes to a consumer in another shape"
        "It runs the other way round, or through the threat-actor of an identity, because the consumer would drop it as it is. It \
         says the same.";
    LOST_RELATIONSHIP "L1804" "lost-relationship" Warning
        "a consumer shows no such relationship"
        "There is no shape in which the consumer would keep the relationship. What can be kept of it is its sentence.";
    MERGED_CLAIMS "L1805" "merged-claims" Note
        "claims become one relationship at a consumer"
        "The consumer makes one relationship of two with the same ends and type and with windows of time that are less than thirty \
         days apart. It gets one, with a note for each claim, so that speakers, hedges and sentences stay apart.";
    RAISED_MARKING "L1806" "raised-marking" Warning
        "a marking of a part becomes one of the whole"
        "The consumer knows no granular markings. The strictest one holds for the object there, so that nothing is shown to \
         whom it is kept from.";
    DROPPED_ALIAS "L1807" "dropped-alias" Warning
        "an alias is left out, because another object has that name"
        "Consumers make one of two objects that share a name. The name stays in the description.";
    RESHAPED_TYPE "L1808" "reshaped-type" Note
        "an object comes to a consumer as another type"
        "The consumer has no place for the type, or makes something else of it, such as a sector of the economy of a class of \
         people. It gets the nearest type that it has.";
    MOVED_SENTENCE "L1809" "moved-sentence" Note
        "the sentence of a claim comes to a consumer at another place"
        "The consumer keeps no text, time or confidence of the object that bears the claim. The sentence says all of them, and \
         is put where it is shown.";
    MOVED_RESPONSE "L1810" "moved-response" Note
        "an answer comes to a consumer at another place"
        "The consumer shows no opinion on what is answered. It gets it on the nearest object that it shows opinions on, and the text \
         says what is meant.";
    LOST_RESPONSE "L1811" "lost-response" Warning
        "a consumer shows an answer nowhere"
        "The consumer has no opinions, and nothing that this one is about. A reader there sees the claim undisputed.";
    MERGED_INDICATOR "L1812" "merged-indicator" Note
        "indicators of one pattern, or of one value, become one at a consumer"
        "The consumer tells indicators apart by their pattern, or loses what hangs on them where an observable has the same \
         value. It gets one, valid from the earliest start to the latest end; each claim keeps its own window.";
    DATED_REFERENCE "L1813" "dated-reference" Note
        "a date is left out of a reference, for a consumer would take it for the time of the event"
        "Where a relationship has no start and no stop, the importer looks for a date in the description or the name of its \
         reference and writes it into both.";
    LOST_ID "L1814" "lost-id" Warning
        "an object that a target changes cannot keep its `id`"
        "Two objects with one id and one version may not differ (STIX 2.1, section 3.6). So the changed object has an id of the \
         target's own, and a consumer that knows the given id does not find it there.";
    SHIFTED_TIME "L1815" "shifted-time" Note
        "a note or an opinion is shifted within its day"
        "The consumer tells opinions apart by word and creation time, and notes by text and creation time. Those of one \
         document share a time, so each gets one of its own on the same day.";
    RENAMED_REPORT "L1816" "renamed-report" Note
        "a report gets a longer name, because another one of that day has it"
        "The consumer makes one of two reports that share name and date of publication.";
    REPORT_IN_REPORT "L1817" "report-in-report" Warning
        "a report is no part of another one at a consumer"
        "Each report becomes an event there, and events do not hold each other. The other one comes as an event of its own.";
    DROPPED_PROPERTY "L1818" "dropped-property" Warning
        "a property is left out, for a consumer would drop the whole object"
        "The importer stumbles over the property and drops the object that has it. Without it, the rest arrives.";
    OLDER_VERSION "L1819" "older-version" Note
        "an older version of a received object is left out"
        "A consumer shows one version of an object, so the newest one of those received is rewritten for it.";
}
