//! Names of public registers, as the tables in `grammar/registers/` have them: thousands of them, so that each register
//! is one text of sorted lines, in which a name is looked up and nothing is built.

/// A register: lines of a name in small letters, behind a tab its proper spelling or the name to use instead of it.
#[derive(Debug, Clone, Copy)]
pub struct Register(&'static str);

/// Character sets; an alias leads to the preferred name (RFC 2978).
pub static CHARSETS: Register = Register(include_str!("../../grammar/registers/charsets.txt"));
/// Currencies (ISO 4217), and tokens that ransoms are paid in.
pub static CURRENCIES: Register = Register(include_str!("../../grammar/registers/currencies.txt"));
/// Elements of IPFIX (RFC 7012).
pub static IPFIX: Register = Register(include_str!("../../grammar/registers/ipfix.txt"));
/// Languages of two letters (RFC 5646, section 2.2.1).
pub static LANGUAGES: Register = Register(include_str!("../../grammar/registers/languages.txt"));
/// Media types (RFC 6838).
pub static MEDIA_TYPES: Register = Register(include_str!("../../grammar/registers/media-types.txt"));
/// Services (RFC 6335), and the protocols below them.
pub static SERVICES: Register = Register(include_str!("../../grammar/registers/services.txt"));

impl Register {
    /// The proper spelling of a name, or the name to use instead of it; capital letters do not matter.
    pub fn get(self, name: &str) -> Option<&'static str> {
        let name = name.to_ascii_lowercase();
        let (key, proper) = row(from(self.0, &name).lines().next()?);
        (key == name).then_some(proper)
    }

    /// All names in small letters, sorted.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.0.lines().map(|line| row(line).0)
    }
}

/// The rest of a sorted text, from the first line on whose first cell is not before a key.
pub(super) fn from<'t>(lines: &'t str, key: &str) -> &'t str {
    let (mut low, mut high) = (0, lines.len());
    while low < high {
        // The line in the middle: from the line end before it to the one behind it.
        let middle = low + (high - low) / 2;
        let head = lines.as_bytes().get(low..middle).unwrap_or_default();
        let start = memchr::memrchr(b'\n', head).map_or(low, |end| low + end + 1);
        let rest = lines.get(start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        match line.split('\t').next().unwrap_or_default() < key {
            true => low = (start + line.len() + 1).min(high),
            false => high = start,
        }
    }
    lines.get(low..).unwrap_or_default()
}

fn row(line: &'static str) -> (&'static str, &'static str) {
    line.split_once('\t').unwrap_or((line, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for register in [CHARSETS, CURRENCIES, IPFIX, LANGUAGES, MEDIA_TYPES, SERVICES] {
            assert!(register.0.is_ascii() && register.names().is_sorted());
            for line in register.0.lines() {
                let (key, proper) = row(line);
                assert_eq!(register.get(key), Some(proper));
                assert_eq!(register.get(&key.to_ascii_uppercase()), Some(proper));
                assert_eq!(register.get(&format!("{key}~")), None);
            }
            assert_eq!(register.get(""), None);
        }
    }

    #[test]
    fn a_name_leads_to_its_proper_spelling() {
        assert_eq!(CHARSETS.get("latin1"), Some("ISO-8859-1"));
        assert_eq!(CHARSETS.get("utf-8"), Some("UTF-8"));
        assert_eq!(IPFIX.get("octetdeltacount"), Some("octetDeltaCount"));
        assert_eq!(SERVICES.get("https"), Some("https"));
        assert_eq!(MEDIA_TYPES.get("Text/Plain"), Some("text/plain"));
    }
}
