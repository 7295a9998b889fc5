//! Where something is reached: e-mail addresses and URLs.

use email_address::{EmailAddress, Options};

use super::Misfit;

/// An address without a display name (RFC 5322, section 3.4.1; RFC 6531).
pub(super) fn email_address(text: &str) -> Result<(), Misfit> {
    if EmailAddress::parse_with_options(text, Options::default().without_display_text()).is_ok() {
        return Ok(());
    }
    let inner = text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<'));
    if let Some((name, address)) = inner.filter(|(_, address)| email_address(address).is_ok()) {
        let bare = Misfit::at(0..name.len() + 1, "a display name stands in `display_name`");
        return Err(match name.trim().is_empty() {
            true => bare.surely(Some(address)),
            false => bare.perhaps(Some(address)),
        });
    }
    if let Some(rest) = strip_scheme(text, "mailto:").filter(|rest| email_address(rest).is_ok()) {
        return Err(Misfit::at(0..7, "an address has no scheme").surely(Some(rest)));
    }
    let Some((local, domain)) = text.rsplit_once('@') else {
        return Err(Misfit::whole(text, "it is a name, `@` and a domain, as in `a@example.com`"));
    };
    Err(if local.is_empty() || domain.is_empty() {
        let at = if local.is_empty() { 0 } else { text.len() };
        Misfit::at(at..at, "something stands before and behind its `@`")
    } else if local.len() > 64 {
        Misfit::at(0..local.len(), "a name has at most 64 bytes before its `@` (RFC 5321, section 4.5.3)")
    } else if EmailAddress::is_valid(&format!("a@{domain}")) {
        Misfit::at(0..local.len(), "before its `@` stand words with dots between them; anything else stands in quotes")
    } else {
        Misfit::at(local.len() + 1..text.len(), "behind its `@` stands a domain")
    })
}

/// A URL with its scheme (RFC 3986, section 3).
pub(super) fn url(text: &str) -> Result<(), Misfit> {
    let fault = match fluent_uri::Uri::parse(text) {
        Ok(uri) => {
            let host = uri.authority().map(|authority| authority.host());
            let scheme = uri.scheme().as_str();
            // Section 3.2.2: these schemes have no meaning without a host.
            let needs_host =
                ["http", "https", "ws", "wss", "ftp"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
            let end = scheme.len() + 1;
            return match host {
                None if needs_host => Err(Misfit::at(0..end, format!("behind `{scheme}:` stand `//` and a host"))),
                Some("") if needs_host => Err(Misfit::at(0..end, format!("a host stands behind `{scheme}://`"))),
                None if uri.path().as_str().is_empty() => {
                    Err(Misfit::at(end..text.len(), "something stands behind its scheme"))
                }
                _ => Ok(()),
            };
        }
        Err(fault) => fault,
    };
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    };
    if !scheme.is_some_and(is_scheme) {
        return Err(Misfit::whole(text, "it begins with a scheme, as in `https://a.example/b`"));
    }
    let at = fault.index();
    let reason = match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some('%') => "`%` stands before two hexadecimal digits; itself it is written `%25`",
        Some(letter) if !is_plain(letter) => {
            "what no URL has as it is, is written with `%`, as `%20` for a space (RFC 3986)"
        }
        _ => "its host and its port do not go on like that",
    };
    let escaped = escaped(text);
    let near = fluent_uri::Uri::parse(escaped.as_str()).is_ok().then_some(escaped);
    Err(Misfit::letter(text, at, reason).perhaps(near))
}

/// Whether a URL may have a character as it is, in one part or another.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_graphic() && !matches!(letter, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
}

/// The text with all characters escaped that no URL has.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match is_plain(letter) {
            true => out.push(letter),
            false => {
                let mut buffer = [0; 4];
                letter.encode_utf8(&mut buffer).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
            }
        }
    }
    out
}

fn strip_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let head = text.get(..scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then(|| text.get(scheme.len()..)).flatten()
}
