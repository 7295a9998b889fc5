//! 13: evidence: what speakers, sources and quotations bear.

super::codes! {
    EARLY_RESPONSE "L1301" "early-response" Warning
        "an answer is older than what it answers"
        "Nobody denies what nobody has said yet. One of the two dates is wrong, or the answer belongs to an older \
         accusation, which is a claim of its own. Days are compared as days somewhere in the world, so a day between them \
         is no proof.";
    STRONGER_VERB "L1302" "stronger-verb" Warning
        "a verb that says more than the quoted words"
        "Links to a state and grades of success have an order, and no two of them say the same: who is linked to a state \
         is not directed by it, and what is targeted is not broken into. Each verb has words that carry it in a text \
         (`attrc explain VERB`); a quotation that holds only those of another verb bears that one. Take its verb, or quote \
         the words that you mean. A verb whose words are nowhere in the quotation, where no other's are, is left alone.";
    HEDGE_NOT_QUOTED "L1303" "hedge-not-quoted" Warning
        "a word of likelihood that the quoted words do not have"
        "How likely a thing is, is the speaker's to say. Where a claim and its likelihood are quoted together, the \
         quotation holds the word, or the sentence that it is taken from does. A hedge of a whole speech needs no quotation \
         of its own at each claim.";
    UNHEDGED_CLAIM "L1304" "unhedged-claim" Warning
        "a claim without the hedge of its quoted words"
        "A hedge that is lost makes a supposition a fact. Write it behind the claim: a word of the speaker's scale, or \
         `worded \"…\"` in the source's own words. What a stance says already (`suspects`, `reports`) needs no second word.";
    NOT_NAMED "L1305" "not-named" Warning
        "a thing that the stored text of the document never names"
        "What a document does not name, it says nothing of: a name that only others use makes its claim narrower. A thing is \
         named by its title, by one of its other names (`aka`, `native`, `family_name`), by their initials, or by the words \
         of a description. States and places, which go by many names, codes of ATT&CK and who speaks itself are not looked for.";
    NEGATED_QUOTATION "L1306" "negated-quotation" Warning
        "words that are denied where they stand, quoted for a claim that is not; or the reverse"
        "`no accounts were taken` does not say that accounts were taken. The words before a quotation, in the same clause of \
         the stored text, belong to what it says: write `not` before the verb, or quote more.";
    REPEATED_PASSAGE "L1307" "repeated-passage" Note
        "quoted words that stand in the text more than once"
        "The first place is taken. Quote enough words to tell which one is meant.";
    ECHO_AS_CORROBORATION "L1308" "echo-as-corroboration" Warning
        "a corroboration that is an echo"
        "Who corroborates has evidence of his own, and counts as one more origin. A document of the same origin, a speaker \
         who has it from the first one, and a newspaper that reports what was said, only repeat it: `repeats` counts nothing.";
    LOOSER_MARKING "L1309" "looser-marking" Warning
        "a source that is marked stricter than what is made of it"
        "What is stated in a source goes out under the marking of the project. A source of `marking red` in a project of \
         `marking green` would be passed on to readers who may not have it. Raise the project's marking, or take the source out.";
    NARROWED_ACTOR "L1310" "narrowed-actor" Note
        "a named cluster where the same speaker left the actor open"
        "One who says that some actor did a thing has not said that it was a named one. Where both are meant, say what joins \
         them: `identified-as`, `tracked-as` … Otherwise check which of the two the source says.";
    HEDGE_CHANGED "L1311" "hedge-changed" Warning
        "one claim of one speaker, with different hedges in two documents"
        "Who retells a judgment often changes how sure it was. Take the hedge from the speaker's own document, or let the \
         retelling one keep its words by `worded \"…\"`. A speaker that changes its mind in documents of its own is left alone.";
    WORDED_NOT_QUOTED "L1312" "worded-not-quoted" Warning
        "a source's own words that it does not have"
        "`worded` and `in-words` keep how the source itself puts it, so their words stand in the stored text of the \
         document, whatever their case; `…` stands for what was left out. Without a stored text, the words of `worded` stand \
         in the quotation beside them.";
    NUMBER_NOT_QUOTED "L1313" "number-not-quoted" Warning
        "a number or a year that is not that of the quoted words"
        "A claim of 45 million that quotes “40 million” is one of the two. Digits, number words and what multiplies them are \
         read; years, days, shares, lengths of time and numbers in names are no numbers of things. A quotation without numbers, \
         and one whose numbers add up to the claim's, is left alone.";
    ANSWERS_ITSELF "E1320" "answers-itself" Error
        "an answer that answers itself, directly or by way of others"
        "An answer is to something that was said before it. Of answers in a circle none came first: give the label of the claim \
         that is meant.";
    DENIED_NEGATION "L1321" "denied-negation" Warning
        "a denial of a speech that also says that something is not so"
        "The label of a speech stands for all of its claims. Who denies an accusation does not deny what clears somebody: give \
         the accusing claims a label of their own, and answer that.";
    FOREIGN_RETRACTION "L1322" "foreign-retraction" Warning
        "a retraction of what somebody else said"
        "A speaker takes back its own claim. Of others' claims it `denies`, `disputes` or `corrects`.";
    STORED_HASH "E1323" "stored-hash" Error
        "a stored text that is not the one whose hash is written"
        "`text_sha256` tells which text was read. Where the text is at hand it must be that one, or every offset would be of \
         another text. Either the copy was changed, or the hash is of another one.";
    DOUBLE_NEGATION "L1324" "double-negation" Warning
        "a negated claim with a likelihood below even"
        "`not targets … unlikely` says that it is unlikely not to be so, which most readers take for its opposite. Write the \
         claim without `not` and with the likelihood that is meant.";
    CIRCULAR_ORIGIN "L1390" "circular-origin" Warning
        "documents are said to repeat each other in a circle"
        "`same_origin_as` names the document that another one repeats, so that what both say counts once. One of a circle \
         was first: take its line away. Until then all of them count as one origin, the first of them in reading order \
         as the original.";
}
