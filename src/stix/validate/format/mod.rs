//! Formats of texts (`grammar/stix/rules.toml`), one function a format: whether a text has it, and if not, why.
//!
//! ```
//! use attrc::stix::validate::format;
//!
//! assert!(format::check("language-tag", "zh-Hans").is_ok());
//! assert!(format::check("ipv4-or-cidr", "203.0.113.300").is_err());
//! ```

mod address;
mod catalogue;
mod cpe;
mod digest;
mod domain;
mod misfit;
mod name;
mod registry;
mod resource;

pub use digest::{DigestForm, base64, digest_form, hex, is_base64, is_hex};
pub use misfit::{Instead, Misfit};
pub use name::is_lowercase_hyphen;

use super::time::{self, Wrong};
use crate::facts::refang;
use crate::vocab::standard::FORMATS;

/// What looks at a text.
type Check = fn(&str) -> Result<(), Misfit>;

/// The function of each format, sorted by name, and what such a text is called.
const CHECKS: &[(&str, Check, &str)] = &[
    ("capec-id", catalogue::capec_id, "id of CAPEC"),
    ("charset", registry::charset, "preferred name of a character set"),
    ("country-code", registry::country_code, "country code"),
    ("cpe-2.3", cpe::cpe, "CPE 2.3 name"),
    ("cve-id", catalogue::cve_id, "id of CVE"),
    ("domain-name", domain::domain_name, "domain name"),
    ("email-address", resource::email_address, "e-mail address"),
    ("full-registry-hive", name::full_registry_hive, "full registry key"),
    ("ipfix-element", registry::ipfix, "element of IPFIX"),
    ("ipv4-or-cidr", address::ipv4, "IPv4 address"),
    ("ipv6-or-cidr", address::ipv6, "IPv6 address"),
    ("language-tag", registry::language_tag, "language tag"),
    ("lowercase-hyphen", name::lowercase_hyphen, "word in small letters joined by hyphens"),
    ("mac-address", address::mac_address, "MAC address"),
    ("media-type", registry::media_type, "registered media type"),
    ("priority-class", name::priority_class, "priority class"),
    ("relationship-type", name::relationship_type, "type of a relationship"),
    ("service-name", registry::service, "registered protocol"),
    ("subdivision-code", registry::subdivision_code, "code of a subdivision"),
    ("url", resource::url, "URL"),
];

/// Whether a text is a timestamp of STIX (section 2.16), and if not, what is wrong.
pub fn timestamp(text: &str) -> Result<(), &'static str> {
    time::check(text).map_err(|wrong| match wrong {
        Wrong::Form => "it is written as in `2024-03-26T12:00:00Z`",
        Wrong::Zone => "it is in UTC and ends in a capital `Z`",
        Wrong::NoSuchTime => "no calendar has it",
    })
}

/// What sorts timestamps of STIX as time does; `None` for what is none.
pub fn instant(text: &str) -> Option<impl Ord + use<'_>> {
    time::key(text)
}

/// Whether a text has the format of a name of [`FORMATS`]; what is no such name has no rules.
pub fn check(format: &str, text: &str) -> Result<(), Misfit> {
    let Some((_, check, _)) = row(format) else { return Ok(()) };
    check(text).map_err(|misfit| {
        let mut misfit = padded(check, text).or_else(|| defanged(check, text)).unwrap_or(misfit);
        // A text may have more faults than the one that is mended.
        misfit.instead = misfit.instead.filter(|instead| check(&instead.text).is_ok());
        misfit
    })
}

/// What is said instead of a misfit, where a text has its format but for white space around it.
fn padded(check: &Check, text: &str) -> Option<Misfit> {
    let plain = text.trim();
    let range = if text.starts_with(char::is_whitespace) {
        0..text.len() - text.trim_start().len()
    } else {
        text.trim_end().len()..text.len()
    };
    let good = plain.len() < text.len() && check(plain).is_ok();
    good.then(|| Misfit::at(range, "no white space stands around it").surely(Some(plain)))
}

/// What is said instead of a misfit, where a text has its format but for marks that keep readers from clicking on it.
fn defanged(check: &Check, text: &str) -> Option<Misfit> {
    let plain = refang(text);
    (plain != text && check(&plain).is_ok()).then(|| Misfit {
        defanged: true,
        ..Misfit::whole(text, "it is defanged: write it as it is, or set `defanged` to true").surely(Some(plain))
    })
}

/// What a text of a format is called, without an article.
pub fn words(format: &str) -> &'static str {
    row(format).map_or("text of its format", |row| row.2)
}

fn row(format: &str) -> Option<&'static (&'static str, Check, &'static str)> {
    debug_assert!(FORMATS.iter().any(|row| row.name == format), "{format}");
    CHECKS.binary_search_by(|row| row.0.cmp(format)).ok().and_then(|at| CHECKS.get(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_of_the_tables_is_a_function() {
        let known: Vec<&str> = FORMATS.iter().map(|row| row.name).collect();
        assert_eq!(CHECKS.iter().map(|row| row.0).collect::<Vec<_>>(), known);
    }
}
