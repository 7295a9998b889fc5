//! Listings page by page (TAXII 2.1, sections 3.4 and 3.5), with servers that do it in many ways.
//!
//! A listing ends, whatever a server answers: a page has to bring something new, pages must not come in a circle, and they
//! are counted. Memory holds one page and the marks of the one before.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::ControlFlow;
use std::time::Duration;

use jiff::Timestamp;

use super::client::{Client, Repeat};
use super::manifest::Version;
use super::trouble::{Fault, Trouble};
use super::url::Url;
use crate::json::{self, Document, Kind, Node};
use crate::source::FileId;
use crate::world::Response;

/// Which entries of a listing are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only what was added after this instant.
    pub added_after: Option<Timestamp>,
    /// Only these objects; all where there is none.
    pub ids: Vec<String>,
    /// Only these types; all where there is none.
    pub types: Vec<String>,
    /// Which versions of each.
    pub versions: Versions,
}

/// Which versions of an object are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Versions {
    /// The newest.
    #[default]
    Last,
    /// All.
    All,
}

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// Entries of a manifest.
    Manifest,
    /// Objects.
    Objects,
}

/// What is done with each entry; it may end the listing.
pub(super) type Each<'e> = dyn FnMut(Node<'_>) -> ControlFlow<()> + 'e;

/// Lists all entries. After a fault in the middle it begins again, so that entries may come twice.
pub(super) fn list(
    client: &Client<'_>,
    url: &Url,
    listing: Listing,
    filters: &Filters,
    each: &mut Each<'_>,
) -> Result<(), Trouble> {
    let mut limit = client.rules().page;
    let mut restarts = client.rules().restarts;
    loop {
        let mut pager = Pager::new(client, url, listing, filters, limit);
        let Err(trouble) = pager.run(each) else { return Ok(()) };
        match trouble.fault {
            Fault::TooLong if limit > 1 => limit = (limit / 8).max(1),
            _ if restarts > 0 && pager.may_restart(&trouble) => restarts -= 1,
            _ => return Err(trouble),
        }
    }
}

/// Where a listing goes on.
#[derive(Clone, PartialEq, Eq)]
enum Cursor {
    Start,
    /// By what the server calls the next page.
    Next(String),
    /// By when the last entry was added.
    After(Timestamp),
}

struct Pager<'a> {
    client: &'a Client<'a>,
    url: &'a Url,
    listing: Listing,
    filters: &'a Filters,
    limit: Option<u32>,
    cursor: Cursor,
    pages: u32,
    /// Marks of the entries of the page before.
    before: HashSet<u64>,
    circle: Circle,
}

impl<'a> Pager<'a> {
    fn new(client: &'a Client<'a>, url: &'a Url, listing: Listing, filters: &'a Filters, limit: u32) -> Self {
        let circle = Circle::default();
        let before = HashSet::new();
        Self { client, url, listing, filters, limit: Some(limit), cursor: Cursor::Start, pages: 0, before, circle }
    }

    /// Reads page after page.
    fn run(&mut self, each: &mut Each<'_>) -> Result<(), Trouble> {
        loop {
            if self.pages >= self.client.rules().pages {
                return Err(self.endless(&format!("it has more than {} pages", self.pages)));
            }
            // Some servers give the next page to whoever asks with the same `next`, so that asking again skips one.
            let repeat = if matches!(self.cursor, Cursor::Next(_)) { Repeat::Unseen } else { Repeat::Always };
            let response = self.client.get(self.url, &self.query(), repeat)?;
            let text = std::str::from_utf8(&response.body).map_err(|_| self.garbled("it is not UTF-8"))?;
            let (document, found) = json::read(FileId(0), text);
            if let Some(finding) = found.first() {
                return Err(self.garbled(&format!("it is no JSON ({})", finding.message)));
            }
            self.pages += 1;
            match self.page(&document, &response, each)? {
                Some(cursor) => self.cursor = cursor,
                None => return Ok(()),
            }
        }
    }

    /// Hands the entries of a page over that the page before did not have; where the listing goes on, if it does.
    fn page(
        &mut self,
        page: &Document<'_>,
        response: &Response,
        each: &mut Each<'_>,
    ) -> Result<Option<Cursor>, Trouble> {
        let root = page.root().filter(|root| root.kind() == Kind::Object);
        let root = root.ok_or_else(|| self.garbled("it is no object"))?;
        let objects = root.get("objects");
        if objects.is_some_and(|objects| objects.kind() != Kind::List) {
            return Err(self.garbled("its `objects` is no list"));
        }
        let more = match root.get("more") {
            None => false,
            // Who takes another word for "no" loses what follows without a sound.
            Some(more) => more.boolean().ok_or_else(|| self.garbled("its `more` is neither `true` nor `false`"))?,
        };
        if objects.into_iter().flat_map(Node::items).any(|item| item.kind() != Kind::Object) {
            return Err(self.garbled("an entry of its `objects` is no object"));
        }
        let mut marks = Vec::new();
        let mut last = None;
        for item in objects.into_iter().flat_map(Node::items) {
            let mark = self.mark(item);
            let is_new = !self.before.contains(&mark);
            marks.push((mark, is_new));
            last = Some(item);
            if is_new && each(item).is_break() {
                return Ok(None);
            }
        }
        if !more {
            return Ok(None);
        }
        let Some(last) = last else { return Err(self.endless("a page says that there is more, and is empty")) };
        let next =
            root.get("next").and_then(|next| next.string().or_else(|| next.number().map(|number| number.0.into())));
        let cursor = match next.filter(|next| !next.is_empty()) {
            Some(next) => Cursor::Next(next.into_owned()),
            None => self.after(response, last)?,
        };
        if !marks.iter().any(|(_, is_new)| *is_new) {
            return self.stuck(cursor).map(Some);
        }
        let marks: Vec<u64> = marks.into_iter().map(|(mark, _)| mark).collect();
        if self.circle.closes(&marks) {
            return Err(self.endless("the same pages come again"));
        }
        self.before = marks.into_iter().collect();
        Ok(Some(cursor))
    }

    /// What follows a page that brought nothing new: one try with no limit, where all of it was added at one instant.
    fn stuck(&mut self, cursor: Cursor) -> Result<Cursor, Trouble> {
        match cursor {
            Cursor::After(_) if self.limit.take().is_some() => Ok(cursor),
            _ => Err(self.endless("a page says that there is more, and brings nothing new")),
        }
    }

    /// The way on by time, where the server names no next page.
    fn after(&self, response: &Response, last: Node<'_>) -> Result<Cursor, Trouble> {
        let instant = |text: &str| match Version::read(text) {
            Version::At(instant) => Some(instant),
            Version::Text(_) => None,
        };
        let told = response.header("x-taxii-date-added-last").and_then(instant);
        let added = || last.get("date_added").and_then(Node::string).and_then(|text| instant(&text));
        let last = told.or_else(added);
        let last = last.ok_or_else(|| self.endless("a page says that there is more, and not where"))?;
        // Several entries may have been added at one instant, and the page may end between them.
        Ok(Cursor::After(last.checked_sub(Duration::from_micros(1)).unwrap_or(last)))
    }

    /// The filters are the same on every page: servers forget them, or hold them against each other.
    fn query(&self) -> Vec<(String, String)> {
        let mut query = Vec::new();
        let mut push = |name: &str, value: String| query.push((name.to_owned(), value));
        if let Some(limit) = self.limit {
            push("limit", limit.to_string());
        }
        // Without it, some servers compare every object with every other.
        push("match[spec_version]", "2.1".to_owned());
        if self.filters.versions == Versions::All {
            push("match[version]", "all".to_owned());
        }
        if !self.filters.ids.is_empty() {
            push("match[id]", self.filters.ids.join(","));
        }
        if !self.filters.types.is_empty() {
            push("match[type]", self.filters.types.join(","));
        }
        let after = match self.cursor {
            Cursor::After(instant) => Some(instant),
            _ => self.filters.added_after,
        };
        if let Some(instant) = after {
            // One server refuses a time without a fraction.
            push("added_after", format!("{instant:.6}"));
        }
        if let Cursor::Next(next) = &self.cursor {
            push("next", next.clone());
        }
        query
    }

    /// A number that is the same for the same entry.
    fn mark(&self, item: Node<'_>) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self.listing {
            Listing::Manifest => {
                for key in ["id", "version"] {
                    item.get(key).map(Node::raw).hash(&mut hasher);
                }
            }
            Listing::Objects => item.raw().hash(&mut hasher),
        }
        hasher.finish()
    }

    /// Whether it may go better from the start: a `next` that has expired, a server that failed in the middle, a damaged page.
    fn may_restart(&self, trouble: &Trouble) -> bool {
        let middle = self.pages > 0;
        match trouble.fault {
            Fault::Garbled(_) => true,
            Fault::Rejected(_) | Fault::NotFound | Fault::Failed(_) | Fault::Lost(_) | Fault::TimedOut => middle,
            _ => false,
        }
    }

    fn garbled(&self, why: &str) -> Trouble {
        Trouble::new(Fault::Garbled(self.client.clean(why)), self.url.shown())
    }

    fn endless(&self, why: &str) -> Trouble {
        Trouble::new(Fault::Endless(why.to_owned()), self.url.shown())
    }
}

/// Finds whether pages come in a circle, of any length, by remembering one of them (R. P. Brent, 1980).
#[derive(Default)]
struct Circle {
    kept: Option<u64>,
    steps: u64,
    power: u64,
}

impl Circle {
    /// Takes the next page; `true` where it was there before.
    fn closes(&mut self, marks: &[u64]) -> bool {
        let mut hasher = DefaultHasher::new();
        marks.hash(&mut hasher);
        let page = hasher.finish();
        if self.kept == Some(page) {
            return true;
        }
        if self.steps >= self.power {
            self.kept = Some(page);
            self.power = (self.power * 2).max(1);
            self.steps = 0;
        }
        self.steps += 1;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_of_any_length_is_found_soon() {
        for length in 1..50_u64 {
            for before in 0..50_u64 {
                let mut circle = Circle::default();
                let page = |at: u64| if at < before { 1000 + at } else { (at - before) % length };
                let found = (0..1000).position(|at| circle.closes(&[page(at)]));
                assert!(found.is_some_and(|at| at as u64 <= 4 * (before + length)), "{before} + {length}: {found:?}");
            }
        }
        let mut circle = Circle::default();
        assert!(!(0..1000).any(|at| circle.closes(&[at])));
    }
}
