//! 20: `attr.lock` and releases.

super::codes! {
    DAMAGED_LOCK "E2001" "damaged-lock" Error
        "a line of the lock that is not whole"
        "`attr.lock` has one line an object, and each line has a digest of itself. A line that lost or changed a byte says \
         something that was never released, so nothing is built on it.";
    LOCK_CONFLICT "E2002" "lock-conflict" Error
        "a lock that git could not merge"
        "Both sides of a merge are right: each line is whole in itself. Keep all lines but the marks, and `attrc lock` \
         settles what is there twice.";
    LOCK_NEWER "E2003" "newer-lock" Error
        "a lock of a form that is not known"
        "A later attrc wrote it. What it says cannot be guessed.";
}
