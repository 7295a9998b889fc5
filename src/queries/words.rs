//! Facts in words: who says what, how sure, and where it is read.

use super::Index;
use crate::facts::evidence::Side;
use crate::facts::{Certainty, Claim, ClaimId, Entity, EntityId, Form, Object, ResponseId, Target, Time, Voice};
use crate::stix::words::{
    bracket, conjugate, date_words, dated, defanged, gap, is_followed, list, plural, push_certainty, spaced, spoken,
    title,
};

/// How many of the claims under a label a sentence names.
const NAMED: usize = 3;

impl Index<'_> {
    /// What something is called; an address so that nobody follows it by mistake.
    pub(super) fn title(&self, id: EntityId) -> String {
        let entity = self.facts.entity(id);
        let title = title(entity);
        if entity.form == Form::Observable && is_followed(entity.kind.stix) { defanged(&title) } else { title }
    }

    /// What some things are called.
    pub(super) fn titles(&self, ids: impl IntoIterator<Item = EntityId>) -> Vec<String> {
        ids.into_iter().map(|id| self.title(id)).collect()
    }

    /// The speakers, for whom and through whom they speak: "a spokesman for China via Radio Example".
    pub(super) fn who(&self, voice: &Voice) -> String {
        let names = |ids: &[EntityId]| joined(&self.titles(ids.iter().copied()));
        let mut out = names(&voice.speakers);
        if !voice.on_behalf_of.is_empty() {
            out += &format!(", for {}", names(&voice.on_behalf_of));
        }
        if !voice.via.is_empty() {
            // Each is one level of hearsay, the nearest to the speaker first.
            out += &format!(", via {}", self.titles(voice.via.iter().copied()).join(", via "));
        }
        out
    }

    /// The speakers and what they do: "A alleges", "A and B allege".
    pub(super) fn voiced(&self, voice: &Voice, word: &str) -> String {
        let several = voice.speakers.len() > 1 || voice.speakers.iter().any(|id| is_many(self.facts.entity(*id)));
        let who = self.who(voice);
        let comma = if voice.on_behalf_of.is_empty() && voice.via.is_empty() { "" } else { "," };
        let word = spaced(word);
        format!("{who}{comma} {}", if several { plural(&word) } else { word })
    }

    /// The same, and when, where their document does not tell it: "A alleges (2024-01)".
    pub(super) fn voiced_when(&self, voice: &Voice, word: &str) -> String {
        let mut out = self.voiced(voice, word);
        if let Some(dated) = dated(self.facts, voice) {
            bracket(&mut out, &dated.words);
        }
        out
    }

    /// Who holds a claim, when and how surely: "A assesses (2024-01) as highly likely with moderate confidence".
    pub(super) fn held(&self, claim: &Claim) -> String {
        let mut out = self.voiced_when(&claim.voice, claim.stance.word);
        push_certainty(&mut out, &claim.certainty);
        out
    }

    /// What a claim says: "Tin Lantern does not compromise class …, during spring 2024, some 12,000 records".
    pub(super) fn said(&self, claim: &Claim) -> String {
        let mut out = self.clause(claim);
        if let Some(role) = &claim.role {
            out += &format!(" as {role}");
        }
        if let Some(time) = &claim.time {
            out += &format!(" {}", spoken(time));
        }
        for (word, claims) in &claim.relative {
            let clauses: Vec<String> = self.clauses(claims);
            out += &format!(" {} {}", spaced(word), joined(&clauses));
        }
        if let Some(quantity) = &claim.quantity {
            out += &format!(", {}", quantity.words);
        }
        out
    }

    /// The subject, verb and object of a claim alone.
    pub(super) fn clause(&self, claim: &Claim) -> String {
        let verb = conjugate(claim.verb.base, is_many(self.facts.entity(claim.subject)), claim.negated);
        format!("{} {verb} {}", self.title(claim.subject), self.object_words(claim))
    }

    /// The clauses of some claims, the first few of many.
    pub(super) fn clauses(&self, claims: &[ClaimId]) -> Vec<String> {
        let mut clauses: Vec<String> =
            claims.iter().take(NAMED).map(|claim| self.clause(self.facts.claim(*claim))).collect();
        match claims.len().saturating_sub(NAMED) {
            0 => {}
            1 => clauses.push("one more claim".to_owned()),
            more => clauses.push(format!("{more} more claims")),
        }
        clauses
    }

    /// The object of a claim; what the source leaves open in brackets.
    pub(super) fn object_words(&self, claim: &Claim) -> String {
        match claim.object {
            Object::Entity(id) => self.title(id),
            Object::Gap(open) => format!("[{}]", gap(open)),
        }
    }

    /// Where words are read: "TIME, 2024-03-26 (press)"; an act by its own name.
    pub(super) fn citation(&self, document: EntityId) -> String {
        let entity = self.facts.entity(document);
        let publisher = entity.voices().next().filter(|_| entity.kind.act.is_none());
        let mut out = publisher.map_or_else(|| entity.title.clone(), |publisher| self.title(publisher));
        if let Some(date) = date_words(entity) {
            out += &format!(", {date}");
        }
        if let Some(tier) = entity.text("tier") {
            out += &format!(" ({tier})");
        }
        out
    }

    /// The same, with the title of the document.
    pub(super) fn full_citation(&self, document: EntityId) -> String {
        let entity = self.facts.entity(document);
        match entity.kind.act.is_none() && entity.voices().next().is_some() {
            true => format!("“{}”, {}", entity.title, self.citation(document)),
            false => self.citation(document),
        }
    }

    /// Those who speak in a document, and the document.
    pub(super) fn spoken_by(&self, document: EntityId) -> String {
        let entity = self.facts.entity(document);
        let date = date_words(entity).map(|date| format!(", {date}")).unwrap_or_default();
        let voices = joined(&self.titles(entity.voices()));
        let dash = if voices.is_empty() { "" } else { " — " };
        format!("{voices}{dash}“{}”{date}", entity.title)
    }

    /// When it was said: `dated`, else the date of its document.
    pub(super) fn date<'v>(&'v self, voice: &'v Voice) -> Option<&'v Time> {
        let of_document = || Some(self.facts.entity(voice.document?).dated()?.1);
        voice.dated.as_ref().or_else(of_document)
    }

    /// What a response answers, in words.
    pub(super) fn targets(&self, response: ResponseId) -> Vec<String> {
        let words = |target: &Target| match target {
            Target::Claims { label, claims } => format!("[{label}]: {}", joined(&self.clauses(claims))),
            Target::Document(document) => format!("“{}” as a whole", self.title(*document)),
            Target::Response { label, response } => {
                let other = self.facts.response(*response);
                format!("[{label}]: that {}", self.voiced_when(&other.voice, other.word.word))
            }
        };
        self.facts.response(response).targets.iter().map(words).collect()
    }

    /// A response with its words and where it is read: "an envoy denies: “a fairy tale” (The Gazette, 2025-03-02 (press))".
    pub(super) fn answer(&self, response: ResponseId) -> String {
        let response = self.facts.response(response);
        let mut out = self.voiced_when(&response.voice, response.word.word);
        if let Some(quotation) = &response.quotation {
            out += &format!(": “{}”", quotation.text);
        }
        out + &self.read_in(&response.voice)
    }

    /// A claim as a party of a dispute holds it; what it says only where that is not what the dispute is about already.
    pub(super) fn position(&self, claim: ClaimId, matter: &str) -> String {
        let claim = self.facts.claim(claim);
        let held = self.held(claim);
        let said = Some(self.said(claim)).filter(|said| said != matter).map(|said| format!(": {said}"));
        format!("{held}{}{}", said.unwrap_or_default(), self.read_in(&claim.voice))
    }

    /// One side of a dispute, a line a party.
    pub(super) fn side(&self, side: &Side, matter: &str) -> Vec<String> {
        let claims = side.claims.iter().map(|claim| self.position(*claim, matter));
        claims.chain(side.responses.iter().map(|response| self.answer(*response))).collect()
    }

    fn read_in(&self, voice: &Voice) -> String {
        voice.document.map(|document| format!(" — {}", self.citation(document))).unwrap_or_default()
    }
}

/// How sure a speaker is, in the words of the text: "highly likely, moderate confidence".
pub(super) fn hedge(certainty: &Certainty) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    words.extend(certainty.likelihood.map(|(_, row)| spaced(row.word)));
    words.extend(certainty.confidence.map(|row| format!("{} confidence", row.word)));
    words.extend(certainty.grade.as_ref().map(|(code, _)| format!("grade {code}")));
    words.extend(certainty.worded.as_ref().map(|words| format!("“{words}”")));
    (!words.is_empty()).then(|| words.join(", "))
}

/// "a", "a and b", "a, b and c".
pub(super) fn joined(items: &[String]) -> String {
    list(items.iter().map(String::as_str))
}

/// The classes of identities that are many, for the verb.
const MANY: &[&str] = &["group", "class"];

fn is_many(entity: &Entity) -> bool {
    entity.kind.fixed.iter().any(|(key, value)| *key == "identity_class" && MANY.contains(value))
}
