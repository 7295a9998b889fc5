//! The words that sentences are made of, for all who tell people what facts say.

pub use super::alias::{Contested, contested, fold};
pub use super::claim::confidence;
pub use super::conjugate::{conjugate, plural};
pub use super::dates::date_words;
pub use super::sentence::{bracket, dated, gap, list, push_certainty, spaced, spoken, title};

/// The types of observables that programs make links of.
const FOLLOWED: &[&str] = &["domain-name", "url", "email-addr", "ipv4-addr", "ipv6-addr"];

/// Whether programs make links of the values of a type.
pub fn is_followed(kind: &str) -> bool {
    FOLLOWED.contains(&kind)
}

/// A value that nobody clicks by mistake: `tides-booking[.]example`, `hxxps://…`.
pub fn defanged(value: &str) -> String {
    let value = value.replace("http://", "hxxp://").replace("https://", "hxxps://");
    value.replace('.', "[.]").replace('@', "[@]")
}

/// "1 claim", "2 claims".
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::refang;

    #[test]
    fn what_is_defanged_means_the_same() {
        for value in ["a.example", "https://a.example/b.html", "b@c.example", "192.0.2.1"] {
            assert_ne!(defanged(value), value);
            assert_eq!(refang(&defanged(value)).to_lowercase(), value.to_lowercase());
        }
    }
}
