//! Words of public registers: countries, languages, media types, character sets.

/// An ISO 3166-1 code of two letters (STIX 2.1, section 4.10.1).
pub(super) fn country_code(text: &str) -> Result<(), &'static str> {
    match text.len() == 2 && rust_iso3166::from_alpha2(text).is_some() {
        true => Ok(()),
        false => Err("it should be two capital letters of ISO 3166-1, as in `CN`"),
    }
}

/// An ISO 3166-2 code (STIX 2.1, section 4.10.1).
pub(super) fn subdivision_code(text: &str) -> Result<(), &'static str> {
    match rust_iso3166::iso3166_2::from_code(text).is_some() {
        true => Ok(()),
        false => Err("it should be a code of ISO 3166-2, as in `US-AL`"),
    }
}

/// A language tag (RFC 5646, section 2.1).
pub(super) fn language_tag(text: &str) -> Result<(), &'static str> {
    match oxilangtag::LanguageTag::parse(text) {
        // A primary language of four letters or more is reserved or a registration that nobody has made.
        Ok(_) if text.split('-').next().is_some_and(|language| language.len() <= 3) => Ok(()),
        Ok(_) => Err("its language has two or three letters"),
        Err(_) => Err("it is a language, and perhaps a script and a region, with hyphens between them"),
    }
}

/// The top-level types of media (RFC 6838, section 4.2, and later registrations).
const TOP_LEVEL: [&str; 11] =
    ["application", "audio", "example", "font", "haptics", "image", "message", "model", "multipart", "text", "video"];

/// A media type (RFC 6838). The register has some 2,000 subtypes and grows weekly, so only the form of a subtype is judged.
pub(super) fn media_type(text: &str) -> Result<(), &'static str> {
    let restricted = |name: &str| {
        let mark = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
        (1..=127).contains(&name.len())
            && name.bytes().all(mark)
            && name.starts_with(|letter: char| letter.is_ascii_alphanumeric())
    };
    match text.split_once('/') {
        Some((top, sub)) if TOP_LEVEL.contains(&top.to_ascii_lowercase().as_str()) && restricted(sub) => Ok(()),
        Some((_, sub)) if restricted(sub) => Err("no such top-level type is registered"),
        _ => Err("it is a type and a subtype, as in `text/plain`"),
    }
}

/// How the names of IANA's register of character sets begin, in small letters, by family. It holds some 250 names and
/// three times as many aliases.
const CHARSETS: &[&str] = &[
    "utf",
    "windows-",
    "iso",
    "us",
    "ascii",
    "latin",
    "l1",
    "adobe-",
    "amiga",
    "ami-",
    "ansi_",
    "arabic",
    "asmo",
    "big5",
    "bocu",
    "brf",
    "bs_",
    "cesu",
    "chinese",
    "cp",
    "csa_",
    "cyrillic",
    "dec",
    "din_",
    "dk",
    "e13b",
    "ebcdic",
    "ecma",
    "es",
    "euc",
    "extended_unix",
    "fi",
    "fr",
    "gb",
    "gost",
    "greek",
    "hebrew",
    "hp-",
    "hz-",
    "ibm",
    "iec_",
    "inis",
    "invariant",
    "it",
    "jis",
    "johab",
    "jp-",
    "jus_",
    "katakana",
    "koi",
    "korean",
    "ks_",
    "kz-",
    "mac",
    "microsoft-",
    "mne",
    "msz",
    "nats",
    "nc_",
    "nf_",
    "no",
    "osd_",
    "pc8",
    "pt",
    "scsu",
    "sen_",
    "shift_jis",
    "t.",
    "tis-",
    "tscii",
    "unicode",
    "unknown-8bit",
    "ventura",
    "videotex",
    "viscii",
];

/// A name of a character set (RFC 2978, section 2.3), by the form and by the families of the register.
pub(super) fn charset(text: &str) -> Result<(), &'static str> {
    let mark = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'+-^_`{}~.:()".contains(&byte);
    let lower = text.to_ascii_lowercase();
    let known = CHARSETS.iter().any(|family| lower.starts_with(family));
    let good = (1..=45).contains(&text.len()) && text.bytes().all(mark) && known;
    if good { Ok(()) } else { Err("it is a name of the register of IANA, as in `UTF-8`") }
}
