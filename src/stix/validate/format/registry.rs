//! Words of public registers: countries, languages, media types, character sets, protocols.

use super::Misfit;
use crate::diag::nearest;
use crate::vocab::registers::{CHARSETS, IPFIX, LANGUAGES, MEDIA_TYPES, Register, SERVICES};

/// An ISO 3166-1 code of two letters (STIX 2.1, section 4.10.1).
pub(super) fn country_code(text: &str) -> Result<(), Misfit> {
    let known = |code: &str| code.len() == 2 && rust_iso3166::from_alpha2(code).is_some();
    if known(text) {
        return Ok(());
    }
    let capital = text.trim().to_ascii_uppercase();
    let meant = match &*capital {
        // Reserved for the United Kingdom, which is `GB`.
        "UK" => Some("GB".to_owned()),
        code if known(code) => Some(capital),
        code => rust_iso3166::from_alpha3(code).map(|country| country.alpha2.to_owned()),
    };
    Err(Misfit::whole(text, "it should be two capital letters of ISO 3166-1, as in `CN`").surely(meant))
}

/// An ISO 3166-2 code (STIX 2.1, section 4.10.1).
pub(super) fn subdivision_code(text: &str) -> Result<(), Misfit> {
    let known = |code: &str| rust_iso3166::iso3166_2::from_code(code).is_some();
    if known(text) {
        return Ok(());
    }
    let capital = text.trim().to_ascii_uppercase().replace('_', "-");
    let reason = "it should be a code of ISO 3166-2, as in `US-AL`";
    Err(Misfit::whole(text, reason).surely(known(&capital).then_some(capital)))
}

/// A language tag (RFC 5646, section 2.1): well formed, and its language one that exists, where it has two letters. Other
/// parts are registered every year, so that no table of ours may judge them.
pub(super) fn language_tag(text: &str) -> Result<(), Misfit> {
    let first = text.split('-').next().unwrap_or_default();
    let parsed = oxilangtag::LanguageTag::parse(text);
    let reason = match &parsed {
        Ok(_) if first.len() == 2 && LANGUAGES.get(first).is_none() => "no language has these two letters in ISO 639",
        // A language of four letters is reserved, of five or more one that nobody has registered.
        Ok(_) if first.len() > 3 => "a language has two or three letters",
        Ok(_) if has_repetition(text) => "no variant and no extension stands twice (section 2.2.9)",
        Ok(_) => return Ok(()),
        Err(_) if text.contains('_') => "its parts are joined by hyphens",
        Err(_) => "it is a language, and perhaps a script and a region, with hyphens between them, as in `zh-Hant-TW`",
    };
    let hyphens = text.trim().replace('_', "-");
    let meant = (hyphens != text && language_tag(&hyphens).is_ok()).then_some(hyphens);
    let range = if parsed.is_ok() && !has_repetition(text) { 0..first.len() } else { 0..text.len() };
    Err(Misfit::at(range, reason).surely(meant))
}

/// Whether a variant or the letter of an extension stands twice in a tag.
fn has_repetition(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let parts = tag.split('-').skip(1).take_while(|part| *part != "x");
    let (mut seen, mut extended) = (Vec::new(), false);
    for part in parts {
        let is_variant =
            part.len() >= 5 || (part.len() == 4 && part.starts_with(|letter: char| letter.is_ascii_digit()));
        extended |= part.len() == 1;
        // Behind an extension's letter, parts are its own.
        if part.len() == 1 || (is_variant && !extended) {
            if seen.contains(&part) {
                return true;
            }
            seen.push(part);
        }
    }
    false
}

/// A media type of the register (RFC 6838), in any case of letters.
pub(super) fn media_type(text: &str) -> Result<(), Misfit> {
    if MEDIA_TYPES.get(text).is_some() {
        return Ok(());
    }
    let bare = text.split(';').next().unwrap_or_default().trim();
    if bare.len() < text.len() && MEDIA_TYPES.get(bare).is_some() {
        return Err(Misfit::at(bare.len()..text.len(), "it has no parameters").surely(Some(bare)));
    }
    let restricted = |name: &str| {
        let mark = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
        (1..=127).contains(&name.len())
            && name.bytes().all(mark)
            && name.starts_with(|letter: char| letter.is_ascii_alphanumeric())
    };
    let Some((top, sub)) = text.split_once('/').filter(|(top, sub)| restricted(top) && restricted(sub)) else {
        return Err(Misfit::whole(text, "it is a type and a subtype, as in `text/plain`"));
    };
    if sub.to_ascii_lowercase().starts_with("x-") {
        let reason = "allowed, but it is one of somebody's own: the register of IANA may have another name for it";
        return Err(Misfit::whole(text, reason));
    }
    let head = format!("{}/", top.to_ascii_lowercase());
    let subtypes = MEDIA_TYPES.names().filter_map(|name| name.strip_prefix(&*head));
    // The subtype is what tells types apart, and the head would make all of one head alike.
    let near = match nearest(&sub.to_ascii_lowercase(), subtypes) {
        Some(sub) => Some(format!("{head}{sub}")),
        None => near(MEDIA_TYPES, text).filter(|name| !name.starts_with(&*head)).map(str::to_owned),
    };
    Err(Misfit::whole(text, "it should be one of the register of IANA").perhaps(near))
}

/// A character set by its preferred name (RFC 2978, section 2.3; STIX 2.1, section 3.9.1).
pub(super) fn charset(text: &str) -> Result<(), Misfit> {
    match CHARSETS.get(text) {
        Some(name) if name.eq_ignore_ascii_case(text) => Ok(()),
        Some(name) => Err(Misfit::whole(text, format!("its preferred name is `{name}`")).surely(Some(name))),
        None => {
            let near = near(CHARSETS, text).and_then(|near| CHARSETS.get(near));
            Err(Misfit::whole(text, "it is a name of the register of IANA, as in `UTF-8`").perhaps(near))
        }
    }
}

/// A protocol by its name among the services of IANA (STIX 2.1, section 6.12.1), or one below them.
pub(super) fn service(text: &str) -> Result<(), Misfit> {
    match SERVICES.get(text) {
        Some(_) => Ok(()),
        None => {
            let reason = "it should be a service of the register of IANA, where it has one, in small letters";
            Err(Misfit::whole(text, reason).perhaps(near(SERVICES, text)))
        }
    }
}

/// An element of IPFIX by its name (STIX 2.1, section 6.12.1), capital letters as the register has them.
pub(super) fn ipfix(text: &str) -> Result<(), Misfit> {
    match IPFIX.get(text) {
        Some(name) if name == text => Ok(()),
        Some(name) => Err(Misfit::whole(text, format!("the register of IANA spells it `{name}`")).surely(Some(name))),
        None => {
            let near = near(IPFIX, text).and_then(|near| IPFIX.get(near));
            Err(Misfit::whole(text, "it should be an element of the register of IANA").perhaps(near))
        }
    }
}

/// The nearest name that begins with the same letter: registers are long, and slips of the pen come later in a word.
fn near(register: Register, text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let first = lower.as_bytes().first().copied()?;
    nearest(&lower, register.names().filter(|name| name.as_bytes().first() == Some(&first)))
}
