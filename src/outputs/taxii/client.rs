//! One request of TAXII 2.1 and what its answer means: who signs on where, redirects, what is tried again and when.

use std::time::Duration;

use super::access::Access;
use super::said::{one_line, said};
use super::trouble::{Fault, Trouble};
use super::url::{Origin, Url};
use super::wait::{Waits, asked};
use crate::world::{Broken, Method, Network, Request, Response, World};

/// The media type of every request and every answer (TAXII 2.1, section 1.6.8), byte for byte: servers compare it so.
pub const MEDIA_TYPE: &str = "application/taxii+json;version=2.1";

/// How many redirects of one request are followed.
const REDIRECTS: usize = 5;

/// How long and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// How long one request may take.
    pub timeout: Duration,
    /// How long one request is tried again, and a pending status asked for.
    pub patience: Duration,
    /// How often one request is tried.
    pub attempts: u32,
    /// The longest time between two tries, whatever the server asks for.
    pub longest_wait: Duration,
    /// Whether a reading that the server failed at (500) is tried again.
    pub retry_failed: bool,
    /// How many bytes an answer may have.
    pub most: u64,
    /// How many objects of a listing are asked for at once.
    pub page: u32,
    /// How many pages a listing may have.
    pub pages: u32,
    /// How often a listing is begun again.
    pub restarts: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(120),
            patience: Duration::from_secs(180),
            attempts: 6,
            longest_wait: Duration::from_secs(60),
            retry_failed: false,
            most: 64 * 1024 * 1024,
            page: 1000,
            pages: 100_000,
            restarts: 2,
        }
    }
}

/// Who talks to servers.
pub struct Client<'w> {
    world: &'w dyn World,
    network: &'w dyn Network,
    access: Access,
    rules: Rules,
    /// Who may see the credentials.
    homes: Vec<Origin>,
}

/// What may be tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Anything: asking twice is the same as asking once.
    Always,
    /// Only what the server cannot have looked at.
    Unseen,
}

impl<'w> Client<'w> {
    /// A client that signs on at the hosts of these addresses and nowhere else.
    pub fn new(world: &'w dyn World, network: &'w dyn Network, access: Access, rules: Rules, homes: &[&Url]) -> Self {
        let homes = homes.iter().map(|url| url.origin()).collect();
        Self { world, network, access, rules, homes }
    }

    /// Its rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The world that it waits in.
    pub fn world(&self) -> &'w dyn World {
        self.world
    }

    /// A text of a server without our secrets, on one line.
    pub fn clean(&self, text: &str) -> String {
        one_line(&self.access.scrub(text))
    }

    /// Reads a resource.
    pub(super) fn get(&self, url: &Url, query: &[(String, String)], repeat: Repeat) -> Result<Response, Trouble> {
        self.exchange(Method::Get, url, url.with_query(query), &[], repeat)
    }

    /// Adds to a resource, once.
    pub(super) fn post(&self, url: &Url, body: &[u8]) -> Result<Response, Trouble> {
        self.exchange(Method::Post, url, url.as_str().to_owned(), body, Repeat::Unseen)
    }

    /// Whether the credentials may be shown there.
    pub(super) fn is_home(&self, url: &Url) -> bool {
        let origin = url.origin();
        self.homes.iter().any(|home| origin.is_same_or_safer(home))
    }

    /// Whether it signs on anywhere.
    pub(super) fn signs_on(&self) -> bool {
        !self.access.is_none()
    }

    /// Sends a request until there is an answer that another try would not change.
    fn exchange(
        &self,
        method: Method,
        url: &Url,
        full: String,
        body: &[u8],
        repeat: Repeat,
    ) -> Result<Response, Trouble> {
        let mut waits = Waits::new(self.world, &self.rules);
        loop {
            let answer = self.follow(method, url, &full, body).and_then(|response| self.judge(method, url, response));
            let trouble = match answer {
                Err(trouble) if self.may_help(&trouble, repeat) => trouble,
                answer => return answer,
            };
            let asked = if let Fault::Busy(_, asked) = trouble.fault { asked } else { None };
            if !waits.pause(asked) {
                return Err(trouble);
            }
        }
    }

    /// Whether another try may do better, and does no harm.
    fn may_help(&self, trouble: &Trouble, repeat: Repeat) -> bool {
        match trouble.fault {
            Fault::Unreached(_) | Fault::Busy(..) => true,
            Fault::TimedOut | Fault::Lost(_) | Fault::Failed(502 | 504) => repeat == Repeat::Always,
            Fault::Failed(500) => repeat == Repeat::Always && self.rules.retry_failed,
            _ => false,
        }
    }

    /// Sends a request, and again where redirects lead on the same host (RFC 9110, section 15.4).
    fn follow(&self, method: Method, url: &Url, full: &str, body: &[u8]) -> Result<Response, Trouble> {
        let mut at = Url::parse(full).map_err(|why| Trouble::new(Fault::Unsendable(why), url.shown()))?;
        for _ in 0..=REDIRECTS {
            let response = self.send(method, &at, body)?;
            let follows = match response.status {
                307 | 308 => true,
                301..=303 => method == Method::Get,
                _ => return Ok(response),
            };
            if !follows {
                let to = response
                    .header("location")
                    .and_then(|place| at.resolve(place))
                    .map(|next| self.clean(&next.shown()));
                let trouble = Trouble::new(Fault::NotFollowed(response.status), url.shown());
                let asked = "it would be asked with GET there, so that nothing arrives (RFC 9110, section 15.4)";
                return Err(match to {
                    Some(to) => trouble.advise(format!("{asked}; write the address that it leads to: `{to}`")),
                    None => trouble.advise(asked),
                });
            }
            let next = response.header("location").and_then(|place| at.resolve(place));
            let Some(next) = next else { break };
            if !next.origin().is_same_or_safer(&at.origin()) {
                let host = self.clean(&next.origin().to_string());
                return Err(Trouble::new(Fault::Elsewhere(host), url.shown()));
            }
            at = next;
        }
        Err(Trouble::new(Fault::Astray, url.shown()))
    }

    /// Sends one request.
    fn send(&self, method: Method, url: &Url, body: &[u8]) -> Result<Response, Trouble> {
        let mut headers = vec![("Accept".to_owned(), MEDIA_TYPE.to_owned())];
        if method == Method::Post {
            headers.push(("Content-Type".to_owned(), MEDIA_TYPE.to_owned()));
        }
        headers.extend(self.access.as_header().filter(|_| self.is_home(url)));
        let Rules { timeout, most, .. } = self.rules;
        let request = Request { method, url: url.as_str(), headers: &headers, body, timeout, most };
        self.network.send(&request).map_err(|broken| {
            let why = |why: String| self.clean(&why);
            let (fault, sent) = match broken {
                Broken::Unreached(text) => (Fault::Unreached(why(text)), false),
                Broken::Untrusted(text) => (Fault::Untrusted(why(text)), false),
                Broken::Unsendable(text) => (Fault::Unsendable(why(text)), false),
                Broken::TimedOut => (Fault::TimedOut, true),
                Broken::TooLong => (Fault::TooLong, true),
                Broken::Lost(text) => (Fault::Lost(why(text)), true),
            };
            Trouble::new(fault, url.shown()).after_sending(sent && method == Method::Post)
        })
    }

    /// What an answer means (TAXII 2.1, section 3.6.1).
    fn judge(&self, method: Method, url: &Url, response: Response) -> Result<Response, Trouble> {
        let media_type = response.header("content-type").unwrap_or_default();
        let posted = method == Method::Post;
        let (fault, arrived) = match response.status {
            200..=299 if is_taxii(media_type) => return Ok(response),
            // It is a page for people, whose words say nothing about what was asked.
            200..=299 => {
                let fault = Fault::NotTaxii(self.clean(media_type));
                return Err(Trouble::new(fault, url.shown()).after_sending(posted));
            }
            401 | 403 => (Fault::Refused(response.status), false),
            404 => (Fault::NotFound, false),
            406 | 415 => (Fault::NotSpoken(response.status), false),
            413 => (Fault::TooLarge, false),
            429 | 503 => (Fault::Busy(response.status, asked(self.world, response.header("retry-after"))), false),
            status @ 400..=499 => (Fault::Rejected(status), false),
            status => (Fault::Failed(status), true),
        };
        let told = said(media_type, &response.body).map(|told| self.clean(&told));
        Err(Trouble { told, ..Trouble::new(fault, url.shown()).after_sending(arrived && posted) })
    }
}

/// Whether it is the media type of TAXII, in whatever version and spelling.
fn is_taxii(media_type: &str) -> bool {
    media_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/taxii+json")
}
