//! 16: indicators: what would be blocked, and whom that would hit.

super::codes! {
    RESERVED_ADDRESS "L1601" "reserved-address" Warning
        "an indicator on an address that means something else in every network"
        "Private, loopback, link-local, multicast and reserved addresses, and names such as `.local`, belong to whoever \
         reads the bundle: an alarm on them hits the reader's own machines. Addresses for documentation are spoken of \
         where the project has others beside them; a project of nothing else is an example.";
    SHARED_ADDRESS "L1602" "shared-address" Warning
        "an indicator on an address that many people use"
        "Public resolvers, edges of large networks, mail providers, shorteners and sites where anybody may leave \
         something serve millions who have nothing to do with it. Name what is the actor's own: the whole web address, \
         the account, the name below the service.";
    SINKHOLE_ADDRESS "L1603" "sinkhole-address" Warning
        "an indicator on an address that defenders hold"
        "What a sinkhole receives are cries of the infected. It tells whom to warn, and never who the actor is, unless \
         it held the address before: then the claim needs an end.";
    EXPIRED_INDICATOR "L1604" "expired-indicator" Note
        "indicators whose window is over"
        "`valid_until` lies before the release, so that most platforms drop the indicator or never raise an alarm. As \
         history that is right; as a blocklist it is empty. One note is given for each document.";
    UNMARKED_VICTIM "L1605" "hijacked-without-victim" Warning
        "an indicator on what seems to be a device of somebody else"
        "Compromised routers and servers belong to people who were attacked. Without a claim that the actor `compromises` \
         the device, or what `consists-of` it, its indicator says `malicious-activity` and the owner looks like the actor.";
    NOT_DEFANGED "L1606" "not-defanged" Note
        "an indicator is written so that it can be clicked"
        "Texts are mailed, previewed and pasted. `a[.]example` means the same to the compiler, and the pattern of the \
         indicator has the plain value either way. Names that are nobody's, such as `.example`, are left alone.";
    EMPTY_HASH "L1607" "empty-hash" Warning
        "an indicator on the hash of nothing"
        "This is the digest of a file without content, or a row of zeros, which tools write where they had no file. It \
         fits millions of harmless files.";
}
