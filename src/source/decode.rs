//! Bytes to text: what a file must satisfy before it is read as language.

/// Why bytes are not a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecodable {
    /// Longer than a [`super::Span`] can address, in bytes.
    TooLong(u64),
    /// A NUL byte at this offset: the file is binary or UTF-16.
    Nul(usize),
    /// Not UTF-8 from this offset on.
    NotUtf8(usize),
}

/// Reads bytes as UTF-8 and takes a byte order mark off.
pub fn decode(bytes: Vec<u8>) -> Result<String, Undecodable> {
    if bytes.len() as u64 > u64::from(u32::MAX) - 1 {
        return Err(Undecodable::TooLong(bytes.len() as u64));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Undecodable::Nul(at));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => Err(Undecodable::NotUtf8(error.utf8_error().valid_up_to())),
    }
}
