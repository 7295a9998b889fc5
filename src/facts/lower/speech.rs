//! Speeches and their claims.

use std::sync::Arc;

use super::response::{Pending, PendingLabel};
use super::{Lower, bearers};
use crate::diag::codes::claims as codes;
use crate::diag::codes::statements::EMPTY_SPEECH;
use crate::diag::{Diagnostic, Fix, did_you_mean, nearest};
use crate::facts::fitting::{fits, fits_object, fits_subject};
use crate::facts::model::{
    Certainty, Claim, ClaimId, EntityId, Labelled, Object, Origin, Places, Quantity, Quotation, Statement, Time, Voice,
};
use crate::facts::quantity::quantity;
use crate::facts::time::{lasting, qualify, told_as, when};
use crate::source::Location;
use crate::syntax::literal::unquote;
use crate::syntax::tree::{self, Item, Qualified, Qualifier, Speech, Value};
use crate::vocab::language::{self, KINDS, Stance, VERBS, Verb};

/// How many claims one line may make: subjects and objects multiply.
const MOST_CLAIMS: usize = 10_000;

/// What a speech gives to its claims.
struct Setting<'a, 's> {
    voice: Arc<Voice>,
    stance: &'static Stance,
    certainty: Certainty,
    /// `quoting` of the whole speech.
    quotation: Option<Arc<Quotation>>,
    label: Option<&'a tree::Label<'s>>,
}

impl<'s> Lower<'_, 's> {
    /// Third pass: what speakers say.
    pub(super) fn speeches(&mut self, items: &[Item<'s>], document: Option<EntityId>) {
        for item in items {
            match item {
                Item::From(from) => {
                    let document = self.read_in(from);
                    self.speeches(&from.items, Some(document));
                }
                Item::Speech(speech) => self.speech(speech, document),
                Item::Response(response) => self.response(response, document),
                Item::Use(_) | Item::Declaration(_) => {}
            }
        }
    }

    fn speech(&mut self, speech: &Speech<'s>, document: Option<EntityId>) {
        let Some(stance) = language::stance(speech.stance) else {
            return self.broken_labels(speech, document);
        };
        self.outside(document, speech.stance);
        let voice = self.voice(&speech.speakers, &speech.qualifiers, document);
        let (certainty, _) = self.certainty(&speech.qualifiers, &voice.speakers, stance);
        let quotation = self.quoted(&speech.qualifiers, document);
        match &speech.claims {
            Some(claims) => {
                if claims.is_empty() {
                    self.empty(speech.stance);
                }
                let (voice, quotation) = (Arc::new(voice), quotation.map(Arc::new));
                let setting = Setting { voice, stance, certainty, quotation, label: speech.label.as_ref() };
                let first = self.facts.claims.len();
                for claim in claims {
                    let first = self.facts.claims.len();
                    self.claim(claim, &setting, document);
                    if let Some(label) = &claim.label {
                        self.label(document, label, self.claims_from(first));
                    }
                }
                if let Some(label) = &speech.label {
                    self.label(document, label, self.claims_from(first));
                }
            }
            None => {
                let Some(quotation) = quotation.filter(|_| !voice.speakers.is_empty()) else {
                    return self.broken_labels(speech, document);
                };
                let origin = self.origin(speech.stance);
                let labels = speech.label.iter().map(|label| label.name.to_owned()).collect();
                self.facts.statements.push(Statement { voice, stance, labels, quotation, origin });
                if let Some(label) = &speech.label {
                    self.label(document, label, Labelled::Statement);
                }
            }
        }
    }

    /// The claims that were made since there were so many.
    fn claims_from(&self, first: usize) -> Labelled {
        Labelled::Claims((first..self.facts.claims.len()).map(|at| ClaimId(at as u32)).collect())
    }

    /// A speech whose braces hold nothing; where claims could not be read, that was reported.
    fn empty(&mut self, stance: &'s str) {
        if !self.partial.contains(&self.file) {
            let lint = Diagnostic::new(&EMPTY_SPEECH, self.at(stance), "this speech says nothing")
                .label("its braces are empty")
                .help("write its claims, or quote its words: `speaker says quoting \"…\"`");
            self.report(lint);
        }
    }

    /// The labels of a speech that was reported: what answers them is not wrong.
    fn broken_labels(&mut self, speech: &Speech<'s>, document: Option<EntityId>) {
        let claims = speech.claims.iter().flatten().filter_map(|claim| claim.label.as_ref());
        for label in speech.label.iter().chain(claims) {
            self.label(document, label, Labelled::Broken);
        }
    }

    /// Who speaks, through whom, for whom and when.
    pub(super) fn voice(
        &mut self,
        speakers: &[&'s str],
        qualifiers: &[Qualifier<'s>],
        document: Option<EntityId>,
    ) -> Voice {
        let speakers = speakers.iter().filter_map(|name| self.speaker(name)).collect();
        let mut voice = Voice { speakers, document, via: Vec::new(), on_behalf_of: Vec::new(), dated: None };
        for qualifier in qualifiers {
            match (qualifier.word, &qualifier.argument) {
                ("via", Some(argument)) => voice.via = self.names("via", argument),
                ("for", Some(argument)) => voice.on_behalf_of = self.names("for", argument),
                ("dated", Some(Value::Amount(amount))) => match when(amount) {
                    Ok(when) => voice.dated = Some(when.value()),
                    Err(problem) => self.bad_time(amount, problem),
                },
                ("dated", Some(argument)) => self.bad_argument("dated", argument),
                _ => {}
            }
        }
        voice
    }

    /// A speech outside `from` has no document to be traced to (decisions: a lint).
    pub(super) fn outside(&mut self, document: Option<EntityId>, word: &'s str) {
        if document.is_none() && !self.partial.contains(&self.file) {
            let lint = Diagnostic::new(&codes::OUTSIDE_DOCUMENT, self.at(word), "this speech stands in no document")
                .label("read where?")
                .help("put it into `from source { … }`");
            self.report(lint);
        }
    }

    fn claim(&mut self, claim: &tree::Claim<'s>, setting: &Setting<'_, 's>, document: Option<EntityId>) {
        let verb = self.verb(claim.verb, claim.negated.is_some());
        let subjects: Vec<(EntityId, Origin)> = claim
            .subjects
            .iter()
            .filter_map(|party| match self.party(party, document)? {
                Object::Entity(id) => Some((id, self.origin(party.text()))),
                Object::Gap(_) => None,
            })
            .collect();
        let verb_origin = self.origin(claim.verb);
        if subjects.len().saturating_mul(claim.objects.len()) > MOST_CLAIMS {
            return self.too_many(claim, subjects.len());
        }
        let mut shared: Option<(Option<usize>, Details<'s>)> = None;
        for (object, bearer) in claim.objects.iter().zip(bearers(&claim.objects)) {
            let target = self.party(&object.value, document);
            let details = match shared.take() {
                Some((known, details)) if known == bearer => details,
                _ => {
                    let qualifiers = bearer.and_then(|at| claim.objects.get(at)).map(|object| &object.qualifiers);
                    let qualifiers = qualifiers.map_or(&[][..], Vec::as_slice);
                    self.details(qualifiers, setting, claim.negated.is_some(), document)
                }
            };
            let (_, details) = shared.insert((bearer, details));
            let (Some(verb), Some(target)) = (verb, target) else { continue };
            for (subject, origin) in &subjects {
                let place = self.facts.location(*origin);
                if !self.fits(verb, (*subject, place), (target, &object.value)) || setting.voice.speakers.is_empty() {
                    continue;
                }
                let places = Places { subject: *origin, verb: verb_origin, ..details.places };
                self.make(claim, setting, verb, (*subject, target), details, places, object);
            }
        }
    }

    fn too_many(&mut self, claim: &tree::Claim<'s>, subjects: usize) {
        let objects = claim.objects.len();
        let message = format!("{subjects} subjects and {objects} objects are {} claims", subjects * objects);
        let many = Diagnostic::new(&codes::TOO_MANY_CLAIMS, self.at(claim.verb), message)
            .label(format!("a line makes at most {MOST_CLAIMS}"))
            .help("declare a `group` or a `class` and name it");
        self.report(many);
    }

    #[expect(clippy::too_many_arguments, reason = "one call site; each is a part of the claim")]
    fn make(
        &mut self,
        claim: &tree::Claim<'s>,
        setting: &Setting<'_, 's>,
        verb: &'static Verb,
        (subject, object): (EntityId, Object),
        details: &Details<'s>,
        places: Places,
        written: &Qualified<'s, tree::Party<'s>>,
    ) {
        let id = ClaimId(self.facts.claims.len() as u32);
        let labels = claim.label.iter().chain(setting.label).map(|label| label.name.to_owned()).collect();
        let mut voice = setting.voice.clone();
        if !details.via.is_empty() {
            Arc::make_mut(&mut voice).via.extend(details.via.iter().copied());
        }
        for relative in &details.relative {
            self.pending.push(Pending::Relative { claim: id, file: self.file, relative: *relative });
        }
        let origin = self.origin(written.value.text());
        self.facts.claims.push(Claim {
            voice,
            stance: setting.stance,
            labels,
            subject,
            verb,
            object,
            negated: claim.negated.is_some(),
            role: details.role.clone(),
            under: details.under.clone(),
            time: details.time.clone(),
            relative: Vec::new(),
            lasting: details.lasting.clone(),
            quantity: details.quantity.clone(),
            quotation: details.quotation.clone().or_else(|| setting.quotation.clone()),
            certainty: details.certainty.clone(),
            origin,
            places,
        });
    }

    /// The verb of a word. What acts do is declared as an act; that it was not done can only be said.
    fn verb(&mut self, word: &'s str, negated: bool) -> Option<&'static Verb> {
        let place = self.at(word);
        let written = || VERBS.iter().filter(|verb| verb.group != "act").map(|verb| verb.word);
        match language::verb(word) {
            Some(verb) if verb.group == "act" && !negated => {
                let message = format!("`{word}` is not written in a claim");
                let diagnostic = Diagnostic::new(&codes::ACT_VERB, place, message).label("an act says this").help(
                    match KINDS.iter().find(|kind| kind.act.as_ref().is_some_and(|act| act.verb == word)) {
                        Some(kind) => format!("declare the act: `{} name {{ authority … against … }}`", kind.word),
                        None => "declare the act".to_owned(),
                    },
                );
                self.report(diagnostic);
                None
            }
            Some(verb) => Some(verb),
            None => {
                let diagnostic = Diagnostic::new(&codes::UNKNOWN_VERB, place, format!("`{word}` is no verb"))
                    .label("unknown verb")
                    .help(
                        did_you_mean(word, written()).unwrap_or_else(|| "`attrc list verbs` shows them all".to_owned()),
                    )
                    .fix_if(nearest(word, written()).map(|near| Fix::respell(place, word, near)));
                self.report(diagnostic);
                None
            }
        }
    }

    /// Whether a verb goes between two things, by its row or by the standard.
    fn fits(&mut self, verb: &'static Verb, subject: (EntityId, Location), object: (Object, &tree::Party<'s>)) -> bool {
        let from = self.facts.entity(subject.0).kind;
        let place = self.at(object.1.text());
        let to = match object.0 {
            Object::Entity(id) => Some(self.facts.entity(id).kind),
            Object::Gap(_) => None,
        };
        if let (Object::Entity(object), true) = (object.0, to.is_some())
            && object == subject.0
        {
            let message = format!("the subject of `{}` is its object too", verb.word);
            let lint =
                Diagnostic::new(&codes::SELF_CLAIM, place, message).label("the same again").help("check the names");
            self.report(lint);
        }
        if to.is_some_and(|to| fits(verb, from, to)) {
            return true;
        }
        let wrong = if !fits_subject(verb, from) {
            Some((subject.0, subject.1, "subject", from, verb.from))
        } else {
            let to = to.filter(|to| !fits_object(verb, to));
            to.zip(match object.0 {
                Object::Entity(id) => Some(id),
                Object::Gap(_) => None,
            })
            .map(|(to, id)| (id, place, "object", to, verb.to))
        };
        let Some((id, place, end, kind, classes)) = wrong else { return true };
        let message = format!("`{}` takes no `{}` as its {end}", verb.word, kind.word);
        let diagnostic = Diagnostic::new(&codes::WRONG_PARTY, place, message)
            .label(self.nature(id))
            .help(format!("its {end} is of kind {}", super::value::alternatives(classes)));
        self.report(self.declared_at(id, diagnostic));
        false
    }

    /// What the qualifiers behind an object say of the claim.
    fn details(
        &mut self,
        qualifiers: &[Qualifier<'s>],
        setting: &Setting<'_, 's>,
        negated: bool,
        document: Option<EntityId>,
    ) -> Details<'s> {
        let (own, unhedged) = self.certainty(qualifiers, &setting.voice.speakers, setting.stance);
        let certainty = Self::inherit(own, unhedged, negated, &setting.certainty);
        let mut details = Details { certainty, ..Details::default() };
        details.quotation = self.quoted(qualifiers, document).map(Arc::new);
        let mut time = None;
        let mut duration = None;
        let mut in_words = None;
        for qualifier in qualifiers {
            let Some(argument) = &qualifier.argument else { continue };
            if !language::qualifier(qualifier.word).is_some_and(|row| row.places.claim) {
                // Reported when it was read.
                continue;
            }
            match (qualifier.word, argument) {
                ("as", Value::String(raw)) => details.role = Some(unquote(raw)),
                ("under", Value::String(raw)) => details.under = Some(unquote(raw)),
                ("via", argument) => details.via = self.names("via", argument),
                ("quantity", Value::Amount(amount)) => {
                    details.quantity = self.quantity(amount).map(Arc::new);
                    details.places.quantity = Some(self.origin(amount.text));
                }
                ("in-words", Value::String(raw)) => {
                    in_words = Some(unquote(raw));
                    details.places.in_words = Some(self.origin(raw));
                }
                ("lasting", Value::String(raw)) => duration = Some(unquote(raw)),
                ("lasting", Value::Amount(amount)) => match quantity(amount) {
                    Ok(quantity) => {
                        duration = Some(quantity.words.clone());
                        details.lasting = Some(Arc::new(quantity));
                    }
                    Err(_) => self.bad_argument("lasting", argument),
                },
                ("since" | "until" | "before" | "after", Value::List { values, .. }) => {
                    details.relative.extend(self.relative(qualifier.word, values, document));
                }
                (
                    "since" | "until" | "on" | "during" | "throughout" | "before" | "after" | "no-later-than" | "by",
                    Value::Amount(amount),
                ) => match when(amount) {
                    Ok(when) => {
                        let interval = qualify(time.take(), qualifier.word, &when);
                        self.forwards(&interval, amount.text);
                        time = Some(interval);
                        let origin = self.origin(amount.text);
                        details.places.time.get_or_insert(origin);
                    }
                    Err(problem) => self.bad_time(amount, problem),
                },
                ("by", argument) => details.via.extend(self.names("by", argument)),
                ("confidence" | "grade" | "quoting" | "at-bytes", _) => {}
                ("worded", Value::String(_)) => {}
                (word, argument) => self.bad_argument(word, argument),
            }
        }
        if let Some(words) = in_words {
            time = Some(told_as(time, &words));
        }
        if let Some(duration) = duration {
            time = Some(lasting(time, &duration));
        }
        details.time = time.map(Arc::new);
        details
    }
}

/// What the qualifiers of a claim say.
#[derive(Default)]
struct Details<'s> {
    certainty: Certainty,
    role: Option<String>,
    under: Option<String>,
    time: Option<Arc<Time>>,
    relative: Vec<PendingLabel<'s>>,
    lasting: Option<Arc<Quantity>>,
    quantity: Option<Arc<Quantity>>,
    quotation: Option<Arc<Quotation>>,
    via: Vec<EntityId>,
    places: Places,
}
