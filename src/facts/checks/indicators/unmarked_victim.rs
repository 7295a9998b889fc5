//! `hijacked-without-victim`: an indicator on what seems to be a device of somebody else.

use crate::diag::Diagnostic;
use crate::diag::codes::indicators::UNMARKED_VICTIM;
use crate::facts::checks::View;
use crate::facts::model::Claim;

/// Words for what was done to a device …
const DONE: &[&str] = &["compromised", "hijacked", "hacked", "infected", "breached", "end-of-life"];
/// … and words for devices, as single or many.
const DEVICES: &[&str] = &[
    "router",
    "device",
    "server",
    "host",
    "website",
    "site",
    "modem",
    "camera",
    "machine",
    "computer",
    "firewall",
    "node",
    "appliance",
    "gateway",
    "nas",
];
/// How far the one may stand from the other: "compromised small office and home routers".
const REACH: usize = 5;
/// Before these, what is hijacked is somebody else again: "a server that controls infected computers".
const RULED: &[&str] = &[
    "control",
    "command",
    "manag",
    "operat",
    "communicat",
    "infect",
    "attack",
    "instruct",
    "task",
    "receiv",
    "collect",
    "not",
    "never",
    "no",
];

/// Reports claims whose words tell of a compromised device, where no claim says that it was compromised.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let hijacked = view.facts.hijacked();
    for claim in view.facts.claims.iter().filter(|claim| claim.verb.means && claim.is_asserted()) {
        let Some(object) = claim.thing().filter(|id| view.facts.is_device(*id)) else { continue };
        if hijacked.get(object.0 as usize) == Some(&true) || !is_addressed(view, claim) {
            continue;
        }
        let entity = view.entity(object);
        let texts =
            [claim.quotation.as_deref().map(|words| words.text.as_str()), claim.role.as_deref(), Some(&*entity.title)];
        let Some(words) = texts.into_iter().flatten().find_map(hijacked_device) else { continue };
        let message = format!("“{words}” belong to somebody, but nothing says that they were compromised");
        found.push(
            Diagnostic::new(&UNMARKED_VICTIM, view.at(claim.origin), message)
                .label("whose is it?")
                .help("claim that the actor `compromises` it too: its indicator is marked `third-party-victim` then"),
        );
    }
}

/// Whether the object is something that an address leads to: hashes and names of files have no owner.
fn is_addressed(view: &View<'_>, claim: &Claim) -> bool {
    let kind = claim.thing().map_or("", |id| view.entity(id).kind.stix);
    matches!(kind, "ipv4-addr" | "ipv6-addr" | "domain-name" | "url" | "infrastructure")
}

/// The words of a text that tell of hijacked devices: "compromised home routers".
fn hijacked_device(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
    bare.iter().enumerate().filter(|(_, word)| DONE.contains(&word.as_str())).find_map(|(at, _)| {
        let before = bare.get(at.saturating_sub(3)..at).unwrap_or_default();
        let ruled = before.iter().any(|word| RULED.iter().any(|stem| is_form(word, stem)));
        let behind = bare.get(at + 1..).unwrap_or_default().iter().take(REACH);
        let device = behind.take_while(|word| !DONE.contains(&word.as_str())).position(|word| is_device(word))?;
        let phrase = words.get(at..=at + 1 + device)?.join(" ");
        (!ruled).then(|| phrase.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
    })
}

fn is_form(word: &str, stem: &str) -> bool {
    if stem.len() > 3 { word.starts_with(stem) } else { word == stem }
}

fn is_device(word: &str) -> bool {
    DEVICES.iter().any(|device| word == *device || word.strip_suffix('s') == Some(device))
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}
