//! Which rows are wanted: about whom, by whom, since and until when.

use std::collections::BTreeSet;

use super::Index;
use super::find::{Unfound, resolve};
use crate::facts::{EntityId, Time, parse_time};

/// What somebody asks for, as they typed it.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// A name or a title: what rows are about.
    pub about: Option<String>,
    /// A name or a title: whose words they are.
    pub by: Option<String>,
    /// A date: what is certain to be earlier is left out.
    pub since: Option<String>,
    /// A date: what is certain to be later is left out.
    pub until: Option<String>,
}

/// What is asked for, understood.
#[derive(Debug, Default)]
pub struct Wanted {
    about: Option<BTreeSet<EntityId>>,
    by: Option<BTreeSet<EntityId>>,
    since: Option<Time>,
    until: Option<Time>,
}

impl Wanted {
    /// Everything.
    pub fn all() -> Self {
        Self::default()
    }

    /// Finds the names and reads the dates of a filter; an `Err` says which of them means nothing here.
    pub fn new(index: &Index<'_>, filter: &Filter) -> Result<Self, Unfound> {
        let names = |text: &Option<String>| text.as_ref().map(|text| resolve(index, text)).transpose();
        let date = |text: &Option<String>| {
            let parsed = text.as_ref().map(|text| parse_time(text).ok_or_else(|| no_date(text)));
            parsed.transpose()
        };
        Ok(Self {
            about: names(&filter.about)?,
            by: names(&filter.by)?,
            since: date(&filter.since)?,
            until: date(&filter.until)?,
        })
    }

    /// Whether one of these is asked about.
    pub fn about(&self, ids: impl IntoIterator<Item = EntityId>) -> bool {
        self.about.as_ref().is_none_or(|wanted| ids.into_iter().any(|id| wanted.contains(&id)))
    }

    /// Whether the words of one of these are asked for.
    pub fn by(&self, ids: impl IntoIterator<Item = EntityId>) -> bool {
        self.by.as_ref().is_none_or(|wanted| ids.into_iter().any(|id| wanted.contains(&id)))
    }

    /// Whether a time may lie in what is asked for: what has no date may, and so may what is only `about` dated.
    pub fn when(&self, time: Option<&Time>) -> bool {
        let Some(time) = time.filter(|time| time.qualifier != Some("about")) else { return true };
        let bound = |time: &Option<Time>, late: bool| {
            time.as_ref().and_then(|time| if late { time.stop.latest } else { time.start.earliest })
        };
        let over = bound(&self.since, false).zip(time.stop.latest.filter(|_| !time.ongoing));
        let not_begun = bound(&self.until, true).zip(time.start.earliest);
        over.is_none_or(|(since, end)| end >= since) && not_begun.is_none_or(|(until, start)| start <= until)
    }
}

fn no_date(text: &str) -> Unfound {
    Unfound {
        message: format!("`{text}` is no date"),
        help: "write `2024`, `2024-03`, `2024-03-25` or an instant with its zone".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
    use super::*;

    #[test]
    fn only_what_is_certain_to_lie_outside_is_left_out() {
        let wanted = Wanted { since: parse_time("2024-03"), until: parse_time("2024-05"), ..Wanted::default() };
        for (date, stays) in [
            ("2024-02-29", false),
            ("2024-03-01", true),
            ("2024", true),
            ("2024-Q1", true),
            ("2024-05-31", true),
            ("2024-06", false),
            ("2023", false),
            ("2025", false),
        ] {
            assert_eq!(wanted.when(parse_time(date).as_ref()), stays, "{date}");
        }
        assert!(wanted.when(None), "what has no date");
        let about = Time { qualifier: Some("about"), ..parse_time("2020").unwrap() };
        assert!(wanted.when(Some(&about)));
        let ongoing = Time { ongoing: true, ..parse_time("2020").unwrap() };
        assert!(wanted.when(Some(&ongoing)), "it may go on");
        let open = Time { stop: Default::default(), ..parse_time("2020").unwrap() };
        assert!(wanted.when(Some(&open)), "nobody says that it ended");
    }
}
