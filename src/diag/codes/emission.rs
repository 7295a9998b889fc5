//! 08: what goes wrong between facts and STIX objects.

super::codes! {
    SAME_CLAIM "E0801" "same-claim" Error
        "two claims would become one object"
        "Two claims of one speaker in one document with the same subject, verb, object and time differ only in what no id \
         is made of (quantity, hedge, quotation). Write them as one claim, or give one of them another time.";
    SAME_OBJECT "E0802" "same-object" Error
        "two declarations would become one object"
        "Two declarations have the same id: they repeat an `id`, or describe the same cyber-observable, whose id the \
         standard computes from its value. Keep one of them.";
    SAME_RESPONSE "E0803" "same-response" Error
        "two responses would become one object"
        "One speaker answers the same things with the same word twice in one document. Write one response; a second \
         quotation belongs to a speech of its own.";
    UNDATED "E0804" "undated-document" Error
        "a document has no date, and there is no release time"
        "Objects carry the date of the document that they come from. Where it is not known, `retrieved` says when the \
         author read it; else the build needs a release time.";
    MISSING_PROPERTY "E0805" "missing-property" Error
        "a property that STIX requires is missing"
        "The standard requires the property, and attrc invents none. Give it a value.";
    WRONG_ID "E0806" "wrong-id" Error
        "an `id` is not one of the object's type"
        "A STIX id is the type of its object, `--` and a UUID: `malware--92ec0cbd-2c30-44a2-b270-73f4ec949841`.";
    UNFIT_VALUE "E0807" "unfit-value" Error
        "a value cannot stand where it does"
        "The standard gives the property a type that the value does not have.";
    CIRCULAR_ID "E0808" "circular-id" Error
        "the id of an object would depend on itself"
        "The id of a cyber-observable is computed from the ids of those it refers to, and these refer back to it.";
    UNDATED_INDICATOR "L0801" "undated-indicator" Warning
        "an indicator has no known start"
        "`valid_from` is required. Where the claim gives no start, the indicator is valid from the date of its document, \
         which says less than it seems to. Give the claim a time. A digest needs none: it names the same file for ever.";
    CONTESTED_NAME "L0802" "contested-name" Note
        "a name is given to two things"
        "The same name, but for case and spaces, is given to two things of the project. It is written to the description \
         of each, not to `aliases`, for platforms merge objects that share an alias.";
    SAME_TITLE "L0803" "same-title" Warning
        "two declarations of one title"
        "Ids keep them apart, but platforms that merge by type and name would make them one: two unnamed officials of a \
         document become one man. Say in the title what tells them apart.";
    UNPLACED_TITLE "L0804" "unplaced-title" Warning
        "a title that the type has no place for"
        "Sightings, relationships and cyber-observables have no name in STIX, so the title stays in the file only.";
}
