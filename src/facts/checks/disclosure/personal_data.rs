//! `personal-data`: a text that goes to the output has what looks like somebody's personal data.
//!
//! What looks like a number of a case, a listing, a vulnerability or a date is none, and an address that the project has
//! as an observable is a means of the actor.

use foldhash::HashSet;

use crate::diag::Diagnostic;
use crate::diag::codes::disclosure::PERSONAL_DATA;
use crate::facts::checks::View;
use crate::facts::{Form, refang};
use crate::vocab::addresses::{self, Class};

/// Words before a number that say what it is; each has to be followed by one within [`REACH`] words.
const PAPERS: &[(&str, &str)] = &[
    ("passport", "the number of a passport"),
    ("national id", "a national identity number"),
    ("national identity", "a national identity number"),
    ("identity card", "the number of an identity card"),
    ("id card", "the number of an identity card"),
    ("social security", "a social security number"),
    ("tax id", "a tax number"),
    ("driving licence", "the number of a driving licence"),
    ("driver's license", "the number of a driving licence"),
];
const REACH: usize = 5;

/// How many digits the number of an identity paper has at least.
const DIGITS: usize = 5;

/// Mailboxes that belong to offices (RFC 2142 and the like).
const OFFICES: &[&str] = &[
    "abuse",
    "admin",
    "cert",
    "contact",
    "csirt",
    "enquiries",
    "help",
    "hostmaster",
    "info",
    "media",
    "newsroom",
    "noc",
    "office",
    "postmaster",
    "press",
    "sales",
    "security",
    "soc",
    "support",
    "tips",
    "webmaster",
];

/// Reports such texts, one finding for each.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let observed = view.facts.entities.iter().filter(|entity| entity.form == Form::Observable);
    let observed: HashSet<&str> = observed.map(|entity| entity.name.as_str()).collect();
    let mut places = HashSet::default();
    for shown in view.shown() {
        let Some(what) = paper(shown.text).or_else(|| contact(shown.text, &observed)) else { continue };
        let place = view.at(shown.origin);
        if places.insert(place) {
            found.push(
                Diagnostic::new(&PERSONAL_DATA, place, format!("this text has what looks like {what}"))
                    .label("goes to the output")
                    .help("leave it out, or quote other words; who did what does not need it"),
            );
        }
    }
}

/// A number of an identity paper: by the word before it, or by its own check digit.
fn paper(text: &str) -> Option<&'static str> {
    // Most texts have no such number; this keeps a million of them cheap.
    if digits(text) < DIGITS {
        return None;
    }
    let number = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        word.len() >= 6 && digits(word) >= DIGITS && !word.contains(['.', ':'])
    };
    let lower = text.to_lowercase();
    for (words, what) in PAPERS {
        let behind = lower.split_once(words).map(|(_, behind)| behind);
        if behind.is_some_and(|behind| behind.split_whitespace().take(REACH).any(number)) {
            return Some(what);
        }
    }
    let words = || text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    if words().any(is_resident_identity) {
        return Some("a resident identity number of China");
    }
    words().any(is_social_security).then_some("a social security number of the United States")
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// GB 11643: seventeen digits with a date of birth, and a check digit by ISO 7064, MOD 11-2.
fn is_resident_identity(word: &str) -> bool {
    let digits: Vec<u32> = word.chars().take(17).filter_map(|digit| digit.to_digit(10)).collect();
    let Some(last) = word.chars().nth(17).filter(|_| word.len() == 18 && digits.len() == 17) else { return false };
    let sum = digits.iter().fold(0, |sum, digit| (sum + digit) * 2 % 11);
    let check = (12 - sum) % 11;
    let month = digits.get(10..12).map_or(0, |month| month.iter().fold(0, |sum, digit| sum * 10 + digit));
    let is_right = if check == 10 { last.eq_ignore_ascii_case(&'x') } else { last.to_digit(10) == Some(check) };
    is_right && (1..=12).contains(&month)
}

/// Three, two and four digits, within what is given out.
fn is_social_security(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let area: u32 = parts.first().and_then(|part| part.parse().ok()).unwrap_or(0);
    lengths == [3, 2, 4]
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        && (1..900).contains(&area)
        && area != 666
}

/// An e-mail address of a person, or a telephone number with its country code.
fn contact(text: &str, observed: &HashSet<&str>) -> Option<&'static str> {
    let may_be_mail = text.contains('@') || text.contains("[at]");
    let parts = text.split(|letter: char| letter.is_whitespace() || "<>()\",;".contains(letter));
    let mail = may_be_mail
        && parts.into_iter().any(|word| {
            let word = refang(word.trim_end_matches(['.', ':', '!', '?']).trim_start_matches("mailto:"));
            let Some((local, domain)) = word.split_once('@').filter(|_| !observed.contains(word.as_ref())) else {
                return false;
            };
            let office = local.split(['.', '-', '_']).any(|part| OFFICES.contains(&part.to_lowercase().as_str()));
            let nobodys = addresses::of_domain(domain)
                .is_some_and(|block| matches!(block.class, Class::Reserved | Class::Example));
            !local.is_empty() && domain.contains('.') && !domain.contains(['@', '/']) && !office && !nobodys
        });
    if mail {
        return Some("an e-mail address of a person");
    }
    has_telephone(text).then_some("a telephone number")
}

/// `+` and eight to fifteen digits in groups (ITU-T E.164).
fn has_telephone(text: &str) -> bool {
    text.split('+').skip(1).any(|behind| {
        let number = behind.chars().take_while(|letter| letter.is_ascii_digit() || " -().".contains(*letter));
        let digits: usize = number.filter(char::is_ascii_digit).count();
        let starts = behind.starts_with(|letter: char| ('1'..='9').contains(&letter) || letter == '(');
        starts && (8..=15).contains(&digits)
    })
}
