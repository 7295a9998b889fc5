//! 15: acts and their life cycle: what authorities do to whom, in which order, and what it is called.

super::codes! {
    IMPOSSIBLE_ORDER "E1501" "impossible-order" Error
        "a step of a case or a listing is dated before one that it follows"
        "Nothing is unsealed before it is returned, nobody is handed over before a court orders it, convicted before being \
         charged, sentenced before being convicted, and nothing takes the place of what is younger. Steps are compared within \
         one act, and among acts of one case: of one docket, of one `case`, or that name each other by `supersedes` and `ends`. \
         Only what is certain is said: a month that overlaps another says nothing. One of the dates is wrong, or the older \
         charge of the case is not declared: then the later one says `superseding true`.";
    CHARGE_AS_TO_NOBODY "E1502" "charge-as-to-nobody" Error
        "`as-to` names somebody whom the act is not against"
        "A charge, a number on a list, a sentence or a date that holds for one person stands in an act against that person, or \
         against a set that has that person among its members. Name the person there, or correct the name.";
    TOO_MANY_MEMBERS "E1503" "too-many-members" Error
        "a group has more members than it is large"
        "`size` is how many there are, known or not; fewer members leave a remainder that nobody names. More cannot be: one of \
         them is in the group by mistake, or the size is that of another source.";
    ACT_MISNAMED "L1504" "act-misnamed" Warning
        "an act is called what it is not"
        "A complaint is an affidavit, an indictment is a grand jury's; a plea is no conviction, an arrest no verdict. Where the \
         press calls one the other, the kind stays what the act is, and the quotation may stay what the press wrote; the title is \
         the author's. Allow it where a title is quoted on purpose.";
    GUILT_WITHOUT_CONVICTION "L1505" "guilt-without-conviction" Warning
        "the author's own words call somebody guilty whom no court has convicted"
        "Charges, sanctions and reports are claims; whoever is charged is presumed innocent. No conviction or plea of this person \
         is declared in the project, so a title, a description, a note or a role should not call anybody guilty, convicted or a \
         criminal. Say what is alleged and by whom, or declare the `conviction` or the `plea`. Words in inner quotation marks \
         are somebody else's.";
    CHARGED_AFTER_END "L1506" "charged-after-end" Warning
        "somebody is charged again in a case that has ended for them"
        "An acquittal, a pardon or a death ends the case for that person. A later charge in the same docket belongs to another \
         case, or one of the dates or names is wrong. A dismissal alone may be followed by another charge.";
    CHARGED_REPORTED_ARRESTED "L1507" "charged-reported-arrested" Note
        "the press has all of a group arrested, and an official act only some"
        "Charged is not arrested: reports often say that all defendants were arrested when two of seven were. Both stay on record. \
         The act that is read in an official document names those in custody; the other is what a report says.";
    LISTING_WITHOUT_REGIME "L1508" "listing-without-regime" Warning
        "a listing does not say under which law"
        "A name on a list means what the instrument behind it makes it mean: an asset freeze, a travel ban, a ban on exports. Give \
         the `program` or the `regime` as the notice has it; where the source is silent, say `program unstated`. The press is not asked for it.";
    LISTING_WITHOUT_NUMBER "L1509" "listing-without-number" Note
        "a listing that was read in the list itself has no number"
        "Lists number their entries, and the number is what survives a change of spelling. Give `list_id \"…\" as-to NAME`, or \
         `list_id none` where the list has none.";
    CHARGE_WITHOUT_STATUTE "L1510" "charge-without-statute" Note
        "a charge that was read in the court's or the prosecutor's own words has no statute"
        "The offence's name differs from one release to the next, the statute does not: `charge \"wire fraud\" under \"18 U.S.C. \
         § 1343\"`. What was read in the press alone is not asked for it.";
    REPEATED_COUNT "L1511" "repeated-count" Warning
        "two charges of an act have the same count"
        "A count is one offence. Two offences under one number for the same persons mean that one of the numbers is wrong; one \
         offence of several persons is one charge with `as-to`.";
    COUNT_LEFT_OUT "L1512" "count-left-out" Note
        "the counts of an act have a gap"
        "Counts are numbered from one without a gap, so one that is missing is an offence that nobody told of. Add the charge, \
         or allow it where the source leaves it out.";
    REMOVAL_WITHOUT_LISTING "L1513" "removal-without-listing" Warning
        "somebody is taken off a list who was not on it"
        "No listing of this name by this authority is declared that is older than the removal. Declare it, so that the bundle can \
         say until when it held, or name the listing by `ends`.";
    JOINT_LISTS_UNEQUAL "L1514" "joint-lists-unequal" Note
        "listings that were announced together are not of the same"
        "Authorities that act together list different people, and reports then count all of them for each. The listings stay as \
         they are: this says who is on which. Where some names of a list are not known, nothing is said.";
    TOTALS_DIFFER "L1515" "totals-differ" Note
        "two sources give different numbers for the same thing"
        "Sources count differently, at different times, other things under one name. Both numbers stay: this is a dispute, which \
         `attrc` reports and does not resolve. Words that allow for both, such as `some 40` and `up-to 42`, are no difference.";
    BEFORE_IT_EXISTED "L1516" "before-it-existed" Warning
        "something is said of a time at which one of its ends did not exist"
        "The declared `born`, `founded` or `dissolved` of a party and the time of a claim exclude each other, whichever way their \
         uncertain ends are read. A date is wrong, or the claim is about a predecessor or a successor, which is a party of its own.";
    FINDING_OF_NO_COURT "L1517" "finding-of-no-court" Warning
        "`finds` is said of somebody who is no court"
        "`finds` is a judicial finding: a court, a jury, a tribunal. A ministry or a sanctions authority `determines`, an \
         intelligence body `assesses`, a prosecutor `alleges`. For a body that judges, declare `form court`.";
    ACT_WITHOUT_AUTHORITY "L1518" "act-without-authority" Note
        "it is not told who does something to somebody"
        "A relationship leads from the authority of an act to whom it is against. Where the authority is left out or `unstated`,          there is nobody that it could lead from, so the act stays a report that refers to them. Name the authority where any          source tells it.";
}
