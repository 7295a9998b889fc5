//! Addresses of resources (RFC 3986), and who is behind them.

use std::fmt;

use fluent_uri::{Uri, UriRef};

/// The address of a resource: `http` or `https`, with a host and without a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Url(Uri<String>);

/// Who is behind an address: scheme, host and port (RFC 6454).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Whether the connection is sealed.
    pub secure: bool,
    /// The host, in small letters.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl Url {
    /// Reads an address; an `Err` says why it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let uri = Uri::parse(text.to_owned()).map_err(|_| "it is no URL".to_owned())?;
        let scheme = uri.scheme().as_str().to_ascii_lowercase();
        if !["http", "https"].contains(&scheme.as_str()) {
            return Err("it begins with neither `https://` nor `http://`".to_owned());
        }
        let authority = uri.authority().filter(|authority| !authority.host().is_empty());
        let authority = authority.ok_or_else(|| "it has no host".to_owned())?;
        if authority.has_userinfo() {
            return Err("it has a user or a password in it, which everybody could read".to_owned());
        }
        authority.port_to_u16().map_err(|_| "its port is no number below 65,536".to_owned())?;
        Ok(Self(uri.strip_fragment().to_owned()))
    }

    /// A text that is no address as it may be shown: without what stands before an `@`, which may be a password.
    pub(super) fn masked(text: &str) -> String {
        match (text.split_once("://"), text.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://•••@{rest}"),
            (None, Some((_, rest))) => format!("•••@{rest}"),
            (_, None) => text.to_owned(),
        }
    }

    /// The address that a reference means here (RFC 3986, section 5).
    pub fn resolve(&self, reference: &str) -> Option<Self> {
        let reference = UriRef::parse(reference).ok()?;
        let uri = reference.resolve_against(&self.0).ok()?;
        Self::parse(uri.as_str()).ok()
    }

    /// The same with a slash at the end of its path, as every path of TAXII 2.1 has it, and without a query.
    #[must_use]
    pub fn slashed(&self) -> Self {
        let text = self.shown();
        let text = if text.ends_with('/') { text } else { format!("{text}/") };
        Uri::parse(text).map_or_else(|_| self.clone(), Self)
    }

    /// The address of a resource below this one, whose names are escaped and slashed.
    #[must_use]
    pub fn below(&self, names: &[&str]) -> Self {
        let mut text = self.slashed().0.into_string();
        for name in names {
            push_escaped(&mut text, name);
            text.push('/');
        }
        Uri::parse(text).map_or_else(|_| self.clone(), Self)
    }

    /// The same with a query.
    pub(super) fn with_query(&self, query: &[(String, String)]) -> String {
        let mut text = self.shown();
        for (at, (name, value)) in query.iter().enumerate() {
            text.push(if at == 0 { '?' } else { '&' });
            push_escaped(&mut text, name);
            text.push('=');
            push_escaped(&mut text, value);
        }
        text
    }

    /// Who is behind it.
    pub fn origin(&self) -> Origin {
        let secure = self.0.scheme().as_str().eq_ignore_ascii_case("https");
        let authority = self.0.authority();
        let host = authority.map(|authority| authority.host().to_ascii_lowercase()).unwrap_or_default();
        let port = authority.and_then(|authority| authority.port_to_u16().ok().flatten());
        Origin { secure, host, port: port.unwrap_or(if secure { 443 } else { 80 }) }
    }

    /// Its path.
    pub fn path(&self) -> &str {
        self.0.path().as_str()
    }

    /// It as it is shown: a query may be long, and tells nothing.
    pub fn shown(&self) -> String {
        self.0.as_str().split('?').next().unwrap_or_default().to_owned()
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Origin {
    /// Whether a request for the other one may be answered by this one: the same, or the same host over TLS.
    pub fn is_same_or_safer(&self, other: &Self) -> bool {
        self == other || (self.secure && !other.secure && self.host == other.host && self.port == 443)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.secure, self.port) {
            (true, 443) | (false, 80) => out.write_str(&self.host),
            (_, port) => write!(out, "{}:{port}", self.host),
        }
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// Writes a text with all escaped that does not stand for itself in a path and in a query alike (RFC 3986, section 3.3);
/// commas and colons do, which keeps lists of ids and times short.
fn push_escaped(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b',' | b':' => {
                out.push(char::from(byte))
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap_or_else(|why| unreachable!("{text}: {why}"))
    }

    #[test]
    fn only_addresses_of_hosts_are_addresses() {
        for text in
            ["", "x", "ftp://a/", "https://", "https:///x", "https://u:p@a/", "https://a:99999/", "https://a b/"]
        {
            assert!(Url::parse(text).is_err(), "{text}");
        }
        assert_eq!(url("https://a/x#y").as_str(), "https://a/x");
        assert_eq!(Url::masked("https://u:p@a/x"), "https://•••@a/x");
    }

    #[test]
    fn paths_end_with_a_slash_and_names_are_escaped() {
        assert_eq!(url("https://a").slashed().as_str(), "https://a/");
        assert_eq!(url("https://a/x?y=z").slashed().as_str(), "https://a/x/");
        assert_eq!(url("https://a/x").below(&["status", "a/b ?"]).as_str(), "https://a/x/status/a%2Fb%20%3F/");
        let resolved = |reference| url("https://a/x/").resolve(reference).map(|url| url.as_str().to_owned());
        assert_eq!(resolved("/y").as_deref(), Some("https://a/y"));
        assert_eq!(resolved("//b/y").as_deref(), Some("https://b/y"));
        assert_eq!(resolved("file:///etc"), None);
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let origin = |text| url(text).origin();
        assert_eq!(origin("https://A.example/x"), origin("https://a.example:443/"));
        assert!(origin("https://a/").is_same_or_safer(&origin("http://a/")));
        assert!(!origin("http://a/").is_same_or_safer(&origin("https://a/")));
        assert!(!origin("https://a:8443/").is_same_or_safer(&origin("https://a/")));
        assert!(!origin("https://a.b/").is_same_or_safer(&origin("https://a/")));
    }
}
