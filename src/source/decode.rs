//! Bytes to text: what a file must satisfy before it is read as language.

/// Why bytes are not a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecodable {
    /// Longer than a [`super::Span`] can address, in bytes.
    TooLong(u64),
    /// A NUL byte in this line, counted from 1: the file is binary or UTF-16.
    Nul {
        /// The line.
        line: usize,
    },
    /// Not UTF-8 in this line, counted from 1.
    NotUtf8 {
        /// The line.
        line: usize,
    },
}

/// Reads bytes as UTF-8 and takes a byte order mark off.
pub fn decode(bytes: Vec<u8>) -> Result<String, Undecodable> {
    if bytes.len() as u64 > u64::from(u32::MAX) - 1 {
        return Err(Undecodable::TooLong(bytes.len() as u64));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Undecodable::Nul { line: line_of(&bytes, at) });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(Undecodable::NotUtf8 { line: line_of(&error.into_bytes(), at) })
        }
    }
}

/// The line that an offset stands in, from 1.
fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count()
}
