//! 14: identity: names and their givers, what is one thing and what is not, ids of ATT&CK.

super::codes! {
    REVOKED_TECHNIQUE "L1401" "revoked-technique" Warning
        "an ATT&CK id that ATT&CK has withdrawn"
        "Techniques, groups and software are revoked in favour of another entry, or deprecated. Readers look the id up in the \
         release that they have, and find nothing. Take the successor; where there is none, say in words what was done.";
    SAME_ATTACK_ID "L1402" "same-attack-id" Warning
        "two declarations with one ATT&CK id"
        "Platforms merge objects of one ATT&CK id, so the two would become one. Declare the thing once, or leave the id at the \
         one that it is an exact equation for.";
    ATTACK_NAME "L1403" "attack-name" Warning
        "a title that ATT&CK has for another id"
        "The declaration has the id of one entry of ATT&CK and the name of another. One of them is a slip.";
    ALIAS_OF_ANOTHER_KIND "L1404" "alias-of-another-kind" Warning
        "a cluster's other name is that of no cluster"
        "A unit, a company, an operation, malware or an ATT&CK id is no other name of a cluster, though lists of names mix them \
         up. Declare it as what it is, and say how the two are related: `tracked-as`, `part-of`, `uses`, `conducts`.";
    NAMES_WOULD_MERGE "L1405" "names-would-merge" Note
        "names that lead from thing to thing would make many into one"
        "Where names are taken for identity, whatever shares a name or is called the same becomes one thing, step by step. \
         attrc never does that; it shows the chain, with who gives each link, because platforms may.";
    DISTINCT_NAMES_WOULD_MERGE "L1406" "distinct-names-would-merge" Warning
        "a chain of names joins what somebody calls distinct"
        "One source says that two things are distinct, overlap, or are part of one another; others give names that would make \
         them one. attrc keeps them apart. Check who gives the shared name, and until when.";
    VARIANT_COLLISION "L1407" "variant-collision" Note
        "two persons whose names are one in another spelling"
        "Order of names, hyphens, diacritics and ways of transliteration aside, the two are called the same. They may be one \
         person in two spellings, which `identified-as` or `aka` says, or two, which their titles should tell apart.";
    GIVERLESS_NAME "L1408" "giverless-name" Note
        "a cluster's other name that nobody gives"
        "A name means what its giver tracks under it, so a name without one means nothing exact. Write `by`, or \
         `according-to` a document.";
    DUPLICATE_NAME_VARIANT "L1409" "duplicate-name-variant" Warning
        "one name twice in a declaration"
        "Case, spaces and hyphens aside, the name stands there already. Different givers are two names of equal spelling, \
         and may both stand.";
    RENAMED_WITHOUT_DATE "L1410" "renamed-without-date" Note
        "a change of name that has no date"
        "Readers of older documents need to know which name held when. Add `on`, `since` or `no-later-than`.";
    PLACEHOLDER_ACROSS_DOCUMENTS "L1411" "placeholder-across-documents" Warning
        "what one document leaves unnamed acts in another"
        "“Victim 1” of one document is not “Victim 1” of another, and a description names nobody. Declare one for each \
         document; that they are the same is a claim, `identified-as`, by whoever says so.";
    MIXED_SCRIPTS "L1412" "mixed-scripts" Warning
        "a word of letters of several scripts"
        "A Cyrillic letter that looks like a Latin one makes another name of the word: nothing finds it, and platforms keep \
         it apart from the right one. Scripts that are written together, as in Japanese, are no mixture (UTS 39).";
    LOOK_ALIKE "L1413" "look-alike" Warning
        "two names that look the same and are not"
        "The two differ in letters that are drawn alike (UTS 39, section 4), such as `l` and `1`. One is probably a slip.";
    INVISIBLE_CHARACTER "L1414" "invisible-character" Warning
        "a name with a character that nobody sees"
        "Soft hyphens, zero-width spaces and the like come in with what is copied from web pages. The name is then another \
         one for every machine. Joiners stand where a script needs them.";
    MISSPELT_NAME "L1415" "misspelt-name" Note
        "a name that is almost one of a public catalogue"
        "One letter is other than in a name that catalogues have (`attrc explain NAME` shows it). It may be a slip, or a name \
         of its own.";
    EMPTY_NAME "E1417" "empty-name" Error
        "a title or a name without a letter"
        "What has no name is `unnamed_in` its document, with the words that describe it as its title.";
    ATTACK_KIND "L1418" "attack-kind" Warning
        "an ATT&CK id of another kind of thing"
        "`attack` says that the thing is that entry of ATT&CK. A cluster is no technique and no software: that it uses one is a \
         claim.";
    NOT_IN_ATTACK_BUNDLE "E1416" "not-in-attack-bundle" Error
        "an ATT&CK id that the project's bundle of ATT&CK does not have"
        "The manifest names a bundle of ATT&CK, whose objects are emitted as they are. The id is mistyped, of another part \
         of ATT&CK (Mobile, ICS), or of another release.";
}
