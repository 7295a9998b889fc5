;;; attr-words.el --- The words of attribution facts  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Made from grammar/language by `cargo run -p attrc-generate'.  Do not edit.

;;; Code:

(defconst attr-words-keywords
  '("from" "not" "null" "per" "use" "withheld")
  "Words of the grammar itself.")

(defconst attr-words-kinds
  '("actor" "advisory" "agency" "arrest" "artifact" "attack-pattern"
    "attribution" "autonomous-system" "bundle" "campaign" "class" "complaint"
    "conviction" "course-of-action" "data" "delisting" "demarche" "directory"
    "dismissal" "disruption" "domain-name" "email-addr" "email-message"
    "extension-definition" "extradition" "file" "group" "grouping" "identity"
    "incident" "indicator" "indictment" "infrastructure" "intrusion-set"
    "investigation" "ipv4-addr" "ipv6-addr" "language-content" "location"
    "mac-addr" "malware" "malware-analysis" "marking-definition" "mutex"
    "network-traffic" "note" "object" "observed-data" "opinion" "organization"
    "person" "persona" "plea" "process" "project" "regulator-action"
    "relationship" "report" "reward" "sanction" "seizure" "sighting" "software"
    "source" "state" "statement" "threat-actor" "tool" "url" "user-account"
    "vulnerability" "windows-registry-key" "x509-certificate")
  "What can be declared.")

(defconst attr-words-keys
  '("account" "against" "age" "aka" "amended" "amount" "arraigned" "arrested"
    "article" "at_large" "attack" "author" "authority" "born" "case" "charge"
    "class" "closed" "co_seals" "country" "court" "custom" "delivered"
    "description" "dissolved" "docket" "ends" "entered" "executed" "extradited"
    "family_name" "first_seen" "forfeited" "form" "founded" "goals" "ground"
    "hash" "id" "infrastructure" "issued" "joint_with" "lang" "last_seen"
    "list_id" "listed" "malware" "marking" "maximum_penalty" "measures"
    "members" "namespace" "nationality" "native" "note" "number" "of" "offence"
    "offered" "opened" "ordered" "outside" "owner" "parent" "penalty" "period"
    "place" "platform" "primary_motivation" "program" "published" "publisher"
    "reasons" "ref" "regime" "registration" "released" "reliability" "removed"
    "requested" "requested_by" "residence" "resource_level" "retrieved"
    "returned" "roles" "same_origin_as" "scale" "sealed" "sectors" "seized"
    "sentence" "sentenced" "size" "supersedes" "superseding" "surrendered"
    "suspect_named" "sworn" "text" "text_sha256" "tier" "title" "to"
    "total_counts" "type" "unnamed_in" "unsealed" "url" "warrant"
    "warrant_issued" "was")
  "Keys of declarations; they are no reserved words.")

(defconst attr-words-stances
  '("admits" "alleges" "assesses" "attributes" "determines" "does-not-allege"
    "finds" "reports" "says" "suspects")
  "How speakers stand to what they claim.")

(defconst attr-words-responses
  '("corrects" "corroborates" "denies" "disputes" "rebuts" "repeats" "retracts"
    "supersedes" "supports")
  "What speakers answer.")

(defconst attr-words-hedges
  '("almost-certain" "almost-certainly-not" "almost-no-chance" "certain"
    "even-chance" "highly-improbable" "highly-likely" "highly-probable"
    "highly-unlikely" "impossible" "improbable" "likely" "nearly-certain"
    "probable" "probably-not" "realistic-possibility" "remote" "remote-chance"
    "roughly-even-chance" "roughly-even-odds" "unhedged" "unlikely"
    "very-likely" "very-unlikely")
  "Words of likelihood.")

(defconst attr-words-qualifiers
  '("according-to" "after" "as" "as-to" "at-bytes" "before" "by" "confidence"
    "counts" "dated" "during" "for" "grade" "in" "in-words" "lasting"
    "maximum-penalty" "no-later-than" "on" "quantity" "quoting" "since"
    "throughout" "under" "until" "via" "worded")
  "What stands behind claims, speeches, responses and values.")

(defconst attr-words-modifiers
  '("about" "almost" "approximately" "around" "as-early-as" "as-many-as"
    "at-least" "autumn" "circa" "early" "fall" "fewer-than" "in-excess-of"
    "in-or-about" "late" "less-than" "mid" "more-than" "nearly" "on-or-about"
    "ongoing" "over" "roughly" "some" "spring" "summer" "up-to" "winter")
  "Words of times and quantities.")

(defconst attr-words-vague
  '("a-number-of" "all" "billions" "dozens" "hundreds" "hundreds-of-thousands"
    "many" "millions" "most" "multiple" "none-of" "numerous" "several"
    "some-of" "tens-of-millions" "tens-of-thousands" "thousands")
  "Amounts without a number.")

(defconst attr-words-gaps
  '("none" "redacted" "unknown" "unstated")
  "What stands for a value that is not said.")

(defconst attr-words-observables
  '("account" "asn" "domain" "email" "filename" "hash" "ip" "mac" "mutex" "url"
    "wallet")
  "Tags of observables.")

(defconst attr-words-verbs
  '("accesses-data-of" "acts-for" "affiliate-of" "affiliated-with"
    "aligned-with" "analysis-of" "arrests" "attempts-against"
    "attempts-to-steal-from" "attributed-to" "authored-by" "av-analysis-of"
    "backed-by" "based-on" "beacons-to" "belongs-to" "causes-loss-to"
    "characterizes" "charges" "communicates-with" "compromises" "conducts"
    "consists-of" "contracted-by" "controlled-by" "controls" "convicts"
    "delivers" "derived-from" "destroys" "develops" "directed-by" "disrupts"
    "disrupts-operations-of" "distinct-from" "downloads" "drops" "duplicate-of"
    "dynamic-analysis-of" "employed-by" "exfiltrates-from" "exfiltrates-to"
    "exploits" "extorts" "founded-by" "front-for" "has" "has-sample" "hosts"
    "identified-as" "impersonates" "indicates" "investigates" "launders-for"
    "linked-to" "located-at" "managed-by" "materially-assists" "member-of"
    "merged-into" "mitigates" "offers-reward-for" "officer-of"
    "originates-from" "overlaps-with" "owned-by" "owns" "part-of"
    "participates-in" "pays" "penalizes" "persists-in" "protects"
    "publishes-data-of" "reaches" "reconnoitres" "recruits" "related-to"
    "relative-of" "remediates" "renamed-to" "resolves-to" "retaliates-for"
    "same-as" "sanctions" "seizes" "sells-to" "split-from" "sponsored-by"
    "static-analysis-of" "steals-from" "subset-of" "supervises" "surveils"
    "targets" "tasked-by" "tolerated-by" "tracked-as" "trains" "unit-of" "uses"
    "variant-of" "works-with")
  "What a claim can say.")

(provide 'attr-words)

;;; attr-words.el ends here
