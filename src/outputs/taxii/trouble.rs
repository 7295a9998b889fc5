//! What goes wrong with a server, as data, and how it is told.

use std::fmt;
use std::time::Duration;

/// Why something is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What it is.
    pub fault: Fault,
    /// The address that was asked, without its query.
    pub at: String,
    /// What the server says about it, on one line, clipped, without secrets.
    pub told: Option<String>,
    /// What to do, where more is known than the fault tells.
    pub advice: Option<String>,
    /// Whether what was sent may have arrived all the same: look before sending it again.
    pub may_have_arrived: bool,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nobody answers there.
    Unreached(String),
    /// One side does not trust the other.
    Untrusted(String),
    /// The answer did not come in time.
    TimedOut,
    /// The connection ended before the whole answer was there.
    Lost(String),
    /// The answer is longer than an answer may be.
    TooLong,
    /// The request cannot be sent at all.
    Unsendable(String),
    /// Who asks may not: 401 or 403.
    Refused(u16),
    /// The collection says of itself that it takes nothing of what would be sent.
    Closed(String),
    /// There is nothing, or nothing for who asks: 404.
    NotFound,
    /// The server does not speak this version of TAXII: 406 or 415.
    NotSpoken(u16),
    /// What was sent is too large: 413.
    TooLarge,
    /// What was sent is not as the server wants it: any other 4xx.
    Rejected(u16),
    /// The server has no time, and had none at each try: 429 or 503; and how long it wants to be left alone.
    Busy(u16, Option<Duration>),
    /// The server failed: any other 5xx.
    Failed(u16),
    /// The answer is no TAXII, but has this media type: a login page, a proxy.
    NotTaxii(String),
    /// The answer is labelled as TAXII and is not what the standard has there.
    Garbled(String),
    /// The answer leads to another host, which gets neither credentials nor objects.
    Elsewhere(String),
    /// What was sent is answered with a redirect that says to ask elsewhere, and not to send there: 301, 302 or 303.
    NotFollowed(u16),
    /// Redirects lead nowhere.
    Astray,
    /// A listing does not come to an end.
    Endless(String),
    /// A list of the server does not have what was asked for.
    Missing(String),
}

impl Trouble {
    /// Something that went wrong at an address.
    pub(super) fn new(fault: Fault, at: impl Into<String>) -> Self {
        Self { fault, at: at.into(), told: None, advice: None, may_have_arrived: false }
    }

    /// The same with advice.
    #[must_use]
    pub(super) fn advise(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }

    /// The same, of a request that may have been obeyed.
    #[must_use]
    pub(super) fn after_sending(self, may_have_arrived: bool) -> Self {
        Self { may_have_arrived, ..self }
    }

    /// What is wrong, as a diagnostic says it (docs/messages.md).
    pub fn message(&self) -> String {
        let at = format!("`{}`", self.at);
        let message = match &self.fault {
            Fault::Unreached(why) => format!("{at} cannot be reached: {why}"),
            Fault::Untrusted(why) => format!("no trusted connection to {at}: {why}"),
            Fault::TimedOut => format!("{at} did not answer in time"),
            Fault::Lost(why) => format!("the connection to {at} was lost: {why}"),
            Fault::TooLong => format!("the answer of {at} is longer than an answer may be"),
            Fault::Unsendable(why) => format!("no request can be made to {at}: {why}"),
            Fault::Refused(401) => format!("{at} does not know who asks (401)"),
            Fault::Refused(status) => format!("{at} does not allow it ({status})"),
            Fault::Closed(why) => format!("nothing can be published to {at}: {why}"),
            Fault::NotFound => format!("there is nothing at {at} (404)"),
            Fault::NotSpoken(status) => format!("{at} does not take TAXII 2.1 ({status})"),
            Fault::TooLarge => format!("{at} takes no envelope of this size (413)"),
            Fault::Rejected(status) => format!("{at} does not take what was sent ({status})"),
            Fault::Busy(status, _) => format!("{at} has no time ({status})"),
            Fault::Failed(status) => format!("{at} failed ({status})"),
            Fault::NotTaxii(kind) if kind.is_empty() => format!("the answer of {at} is no TAXII"),
            Fault::NotTaxii(kind) => format!("the answer of {at} is no TAXII but `{kind}`"),
            Fault::Garbled(why) => format!("the answer of {at} is not as TAXII 2.1 has it: {why}"),
            Fault::Elsewhere(host) => format!("{at} leads to another host, `{host}`"),
            Fault::NotFollowed(status) => format!("{at} redirects what was sent ({status}), which is not followed"),
            Fault::Astray => format!("the redirects of {at} lead nowhere"),
            Fault::Endless(why) => format!("the listing of {at} does not come to an end: {why}"),
            Fault::Missing(what) => format!("{at} has no {what}"),
        };
        match &self.told {
            Some(told) => format!("{message}: {told}"),
            None => message,
        }
    }

    /// What to do about it; empty where nothing is to be said.
    pub fn help(&self) -> String {
        if let Some(advice) = &self.advice {
            return advice.clone();
        }
        let help = match &self.fault {
            Fault::Unreached(_) => "check the address, and whether a proxy or a firewall stands between",
            Fault::Untrusted(_) => {
                "name the authority that signed its certificate, and our own certificate if it asks for one"
            }
            Fault::TimedOut => "give it more time, or send less at once",
            Fault::Lost(_) | Fault::Failed(_) if self.may_have_arrived => {
                "run it again: what arrived already is not sent twice"
            }
            Fault::Lost(_) | Fault::Failed(_) => "run it again; if it stays so, tell whoever runs the server",
            Fault::TooLong => "ask for less: by type, or by when it was added",
            Fault::Unsendable(_) => "check the address and the name of the header",
            Fault::Refused(401) => "check the credentials",
            Fault::Refused(_) => "ask for the right to do it, or use other credentials",
            Fault::Closed(_) => "ask its owner for the right to add to it, or use other credentials",
            Fault::NotFound => "check the address; servers also say so to who may not see it",
            Fault::NotSpoken(_) => "the server may be of another version of TAXII",
            Fault::TooLarge => "send fewer objects at once",
            Fault::Busy(..) => "run it again later",
            Fault::NotTaxii(_) => "it may be a login page or a proxy: check the address and the credentials",
            Fault::Elsewhere(_) => {
                "write the address of that host, if it is the right one: credentials and objects go to no other"
            }
            Fault::Astray => "write the address that they should lead to",
            Fault::NotFollowed(_) | Fault::Rejected(_) | Fault::Garbled(_) | Fault::Endless(_) | Fault::Missing(_) => {
                ""
            }
        };
        help.to_owned()
    }

    /// Whether the server, or the way to it, is to blame: another run may do better.
    pub fn is_of_the_other_side(&self) -> bool {
        !matches!(self.fault, Fault::Unsendable(_) | Fault::Missing(_) | Fault::Elsewhere(_))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for Trouble {}
