//! How well a name fits what was typed.

/// How far a name is from what was typed, the nearest being the least: what begins so, then what has a word that does, then
/// what has it anywhere, then what has its letters in their order. The case of letters does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Distance {
    sort: Sort,
    /// Letters between those that were typed.
    between: usize,
    letters: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Same,
    Start,
    Word,
    Within,
    Scattered,
}

/// What is searched for.
pub struct Wanted {
    letters: Vec<char>,
}

impl Wanted {
    /// What was typed.
    pub fn new(typed: &str) -> Self {
        Self { letters: folded(typed.trim()).collect() }
    }

    /// How far a name is from it; `None` where it lacks one of its letters.
    pub fn distance(&self, name: &str) -> Option<Distance> {
        let name: Vec<char> = folded(name).collect();
        let letters = name.len();
        let wanted = self.letters.as_slice();
        if wanted.is_empty() {
            return Some(Distance { sort: Sort::Within, between: 0, letters: 0 });
        }
        if name.starts_with(wanted) {
            let sort = if letters == wanted.len() { Sort::Same } else { Sort::Start };
            return Some(Distance { sort, between: 0, letters });
        }
        let mut within = None;
        for (at, window) in name.windows(wanted.len()).enumerate().skip(1) {
            if window == wanted {
                within = Some(Sort::Within);
                if at.checked_sub(1).and_then(|before| name.get(before)).is_some_and(|before| !before.is_alphanumeric())
                {
                    within = Some(Sort::Word);
                    break;
                }
            }
        }
        if let Some(sort) = within {
            return Some(Distance { sort, between: 0, letters });
        }
        let (mut first, mut last, mut next) = (None, 0, wanted.iter().peekable());
        for (at, letter) in name.iter().enumerate() {
            if next.next_if_eq(&letter).is_some() {
                first.get_or_insert(at);
                last = at;
            }
        }
        let between = (last + 1).saturating_sub(first?).saturating_sub(wanted.len());
        next.next().is_none().then_some(Distance { sort: Sort::Scattered, between, letters })
    }
}

/// Small letters; what joins words in names is a blank.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let plain = |letter: char| if matches!(letter, '_' | '-') || letter.is_whitespace() { ' ' } else { letter };
    text.chars().map(plain).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn the_nearest_comes_first() {
        let wanted = Wanted::new("TIN");
        let order = ["tin", "tin_lantern", "New Tinder", "brass_tinker", "martin", "the_inn"];
        let distances: Vec<_> = order.iter().map(|name| wanted.distance(name).unwrap()).collect();
        assert!(distances.is_sorted(), "{distances:?}");
        assert_eq!(wanted.distance("fog"), None);
        assert_eq!(Wanted::new("tin lan").distance("tin_lantern").unwrap().sort, Sort::Start);
        assert!(Wanted::new("").distance("fog").is_some(), "nothing typed is in all names");
        assert!(Wanted::new("武汉").distance("在武汉").is_some());
    }
}
