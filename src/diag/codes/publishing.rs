//! 21: destinations, and what may not go to them (`attrc publish`).

super::codes! {
    BAD_DESTINATION "E2101" "bad-destination" Error
        "a destination that cannot be understood"
        "`[publish.NAME]` in `attr.toml` says where `attrc publish NAME` sends to: the `url` of a collection, or `discovery` and \
         `collection`; the `marking` that it may receive at most; how to sign on (`auth`), and whom to trust. docs/publish.md \
         lists every key.";
    LITERAL_SECRET "E2102" "literal-secret" Error
        "a secret that stands in the manifest"
        "`attr.toml` is kept with the texts and read by everybody who reads them. Name where the secret is: \
         `{ env = \"VARIABLE\" }` or `{ file = \"path\" }`. A secret that was committed has to be changed at the server; taking it \
         out of the file does not take it out of the history.";
    UNENCRYPTED_DESTINATION "L2103" "unencrypted-destination" Warning
        "credentials go over the network in the clear"
        "The address begins with `http://`, so whoever carries the request reads the user's credentials and can change what is \
         published. TAXII 2.1 asks for HTTPS (section 8.1.1). A server on this machine is left alone.";
    SCRATCH_RELEASE "E2104" "scratch-release" Error
        "nothing is published from the namespace that everybody shares"
        "Without an `attr.toml` ids are made in a namespace of all such files: strangers' `apt31` have one id, and what one of them \
         publishes would be a version of what the other one published. Give the project a manifest with a namespace of its own.";
    ABOVE_CEILING "E2105" "above-ceiling" Error
        "an object is marked above what the destination may receive"
        "A destination names the highest marking of the Traffic Light Protocol that it may receive. Markings of an object and of its \
         parts count, and the strictest one holds; `TLP:AMBER` of version 1 is as strict as that of version 2. A statement says \
         nothing of who may see the object. A marking of another sort cannot be judged, so it is above every ceiling. Nothing \
         was sent to anybody.";
    OVERTAKEN "E2106" "overtaken" Error
        "a later version was published than the release has"
        "Readers hold the latest version of an object to be what is said. Where the collection has a later one than `attr.lock`, \
         the lock was taken back (`git revert`, `git reset`, an old branch), and publishing would leave in force what the text no \
         longer says. Keep the texts as they are, take the lock of the last publication out of git \
         (`git checkout REVISION -- attr.lock`), and run `attrc lock`: it gives what changed back a version after all others.";
}
