//! Paths and the URIs that editors name them by (RFC 8089).

use std::path::{Path, PathBuf};

use crate::lsp::protocol::types::Uri;

/// The path of a `file` URI; `None` for other schemes.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let bytes = unescaped(path);
    match cfg!(windows) {
        true => Some(windows_path(host, &String::from_utf8_lossy(&bytes)).into()),
        false => Some(from_bytes(bytes)),
    }
}

/// The URI of a whole path; `None` where the path is not one.
pub fn uri(path: &Path) -> Option<Uri> {
    let bytes = to_bytes(path);
    let text = match cfg!(windows) {
        true => windows_uri(&String::from_utf8_lossy(&bytes)),
        false => format!("file://{}", escaped(&bytes)),
    };
    Uri::parse(&text).ok()
}

#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(unix)]
fn to_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(not(unix))]
fn to_bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

/// `/c:/x` is `c:\x`; with a host it is a share of a network.
fn windows_path(host: &str, path: &str) -> String {
    let local = path.replace('/', "\\");
    let has_drive = local.get(2..3) == Some(":") && local.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
    match host {
        "" | "localhost" if has_drive => local.get(1..).unwrap_or_default().to_owned(),
        "" | "localhost" => local,
        host => format!("\\\\{host}{local}"),
    }
}

fn windows_uri(path: &str) -> String {
    // The long form `\\?\C:\x` is that of the system alone.
    let path = path.strip_prefix("\\\\?\\").unwrap_or(path).replace('\\', "/");
    match path.strip_prefix("//") {
        Some(share) => format!("file://{}", escaped(share.as_bytes())),
        None => {
            let drive = path.get(1..2) == Some(":");
            let (drive, rest) = path.split_at(if drive { 2 } else { 0 });
            let slash = if drive.is_empty() && rest.starts_with('/') { "" } else { "/" };
            format!("file://{slash}{drive}{}", escaped(rest.as_bytes()))
        }
    }
}

fn escaped(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(*byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let mut digit = || char::from(ahead.next()?).to_digit(16);
        match (byte, digit().zip(digit())) {
            (b'%', Some((high, low))) => {
                out.push((high * 16 + low) as u8);
                rest = ahead;
            }
            _ => out.push(byte),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris_and_come_back() {
        for whole in ["/a/b.attr", "/fälle/晓 睿#1?.attr", "/100%/c:x.attr"] {
            let there = uri(Path::new(whole));
            assert_eq!(there.as_ref().and_then(path).as_deref(), Some(Path::new(whole)), "{there:?}");
        }
        let read = |text: &str| Uri::parse(text).ok().as_ref().and_then(path);
        assert_eq!(read("file:///a%20b/%E6%99%93.attr"), Some("/a b/晓.attr".into()));
        assert_eq!(read("file:///a%2.attr"), Some("/a%2.attr".into()), "half an escape stands for itself");
        assert_eq!(read("untitled:Untitled-1"), None);
    }

    #[test]
    fn drives_and_shares_of_windows() {
        assert_eq!(windows_path("", "/c:/fälle/a.attr"), "c:\\fälle\\a.attr");
        assert_eq!(windows_path("server", "/share/a.attr"), "\\\\server\\share\\a.attr");
        assert_eq!(windows_uri("C:\\Fälle\\a b.attr"), "file:///C:/F%C3%A4lle/a%20b.attr");
        assert_eq!(windows_uri("\\\\?\\C:\\a.attr"), "file:///C:/a.attr");
        assert_eq!(windows_uri("\\\\server\\share\\a.attr"), "file://server/share/a.attr");
    }
}
