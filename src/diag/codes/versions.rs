//! 20: the lock of a project, and the releases that are made with it.

super::codes! {
    DAMAGED_LOCK "E2001" "damaged-lock" Error
        "a line of `attr.lock` is not one that attrc wrote"
        "Each line has six fields: section, id, created, modified, a digest of the others, and the content. A line that is cut \
         or was edited would let versions be published that never were. Take the file of the last good commit and run \
         `attrc lock`.";
    UNMERGED_LOCK "E2002" "unmerged-lock" Error
        "`attr.lock` has the marks of a merge that is not done"
        "Both sides of a merge are right: take away the lines with the marks (`<<<<<<<`, `|||||||`, `=======`, `>>>>>>>`), keep \
         all others, and run `attrc lock`, which settles what is there twice. With `attr.lock merge=union` in `.gitattributes` git \
         does so by itself.";
    NEWER_LOCK "E2003" "newer-lock" Error
        "`attr.lock` was written by a newer attrc"
        "The first line names the form of the file. Use the attrc that wrote it, or a newer one.";
    WITHDRAWN_ID "E2004" "withdrawn-id" Error
        "an `id` is that of an object that was withdrawn"
        "An object that was revoked has no later version (STIX 2.1, section 3.6). What is said again is a new object: take the \
         `id` away, and it gets one of its own.";
    OUTDATED_LOCK "E2005" "outdated-lock" Error
        "`--locked` is given, and `attr.lock` would change"
        "What is released with `--locked` is exactly what the lock has, so that it can be reviewed before. Run `attrc lock`, and \
         commit the lock with the text.";
    SAME_VERSION "E2006" "same-version" Error
        "a received object has other content than before, but the same version"
        "`id` and `modified` name one content for ever, and `created` never changes (STIX 2.1, section 3.6). Whoever made the object has to give the new \
         content a later `modified`.";
    OTHER_AUTHOR "E2007" "other-author" Error
        "the author of released objects has changed"
        "Only who made an object may make a new version of it (STIX 2.1, section 3.6), and the id of an author is made of the \
         `namespace` and of its name. Where the namespace was changed, write the one that it was. Where it is the same author under \
         another name, give it the id that it had: `id = \"identity--…\"` in `[author]`. Where nothing in the lock was ever yours, \
         start a new one.";
    NO_LOCK "E2008" "no-lock" Error
        "a project has no lock"
        "`attr.lock` says what was released last, and without it nobody knows what has changed since. `attrc lock` makes one.";
    LATE_RENAME "E2009" "late-rename" Error
        "`was` came after the release that it should have been in"
        "Without `was` the old name is withdrawn and the new one is another object, and nothing brings back what was withdrawn (STIX \
         2.1, section 3.6): with `was` it would be a third one. Take `was` away. Or, where that lock was never published, restore the \
         one from before it, keep `was`, and run `attrc lock`.";
    EARLIER_VERSION "E2010" "earlier-version" Error
        "a received object has gone back to an earlier version"
        "The latest `modified` is the version that counts (STIX 2.1, section 3.6), and servers and readers keep it: an earlier one that \
         is sent again changes nothing there. Take the version that was released last, or a later one.";
    UNLOCKED_PART "L2001" "unlocked-part" Note
        "a part of a project differs from its lock"
        "A build of a part takes the versions of what is unchanged from the lock, and never writes it. What differs has no version \
         yet: build the whole project, or run `attrc lock`.";
}
