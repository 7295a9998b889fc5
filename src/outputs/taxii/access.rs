//! How to sign on. A secret is in the header of a request and nowhere else.

use std::fmt;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::scrub::scrub;
use crate::project::{Credentials, Secret, unfit_header};
use crate::world::{World, plain};

/// Shorter secrets are not looked for in texts: they would be found everywhere, and are none.
const SHORTEST: usize = 4;

/// How to sign on, with the secrets themselves.
#[derive(Clone, Default)]
pub struct Access {
    /// Name and value of the header.
    header: Option<(String, String)>,
    /// What must not be shown.
    secrets: Vec<String>,
}

impl Access {
    /// Nobody asks.
    pub fn none() -> Self {
        Self::default()
    }

    /// By name and password (RFC 7617).
    pub fn basic(user: &str, password: &str) -> Self {
        let encoded = STANDARD.encode(format!("{user}:{password}"));
        Self::new("Authorization", format!("Basic {encoded}"), [password.to_owned(), encoded])
    }

    /// By a bearer token (RFC 6750).
    pub fn bearer(token: &str) -> Self {
        Self::new("Authorization", format!("Bearer {token}"), [token.to_owned()])
    }

    /// By `Authorization: Token …`.
    pub fn token(token: &str) -> Self {
        Self::new("Authorization", format!("Token {token}"), [token.to_owned()])
    }

    /// By a header of the server's own.
    pub fn header(name: &str, value: &str) -> Self {
        Self::new(name, value.to_owned(), [value.to_owned()])
    }

    /// Reads what the credentials lead to, files from a folder on; an `Err` says which of them there is not.
    pub fn read(world: &dyn World, folder: &Path, credentials: &Credentials) -> Result<Self, String> {
        let secret = |secret| read(world, folder, secret);
        // What stands in a header as it is: other values than those of Basic are not encoded.
        let bare = |place| secret(place).and_then(|value| in_header(value, place));
        Ok(match credentials {
            Credentials::None => Self::none(),
            Credentials::Basic { user, password } => {
                let user = secret(user)?;
                if user.contains(':') {
                    let why = "the name of the user has a colon, which ends it in `Basic` (RFC 7617, section 2)";
                    return Err(format!("{why}: ask for another name, or sign on by a token"));
                }
                Self::basic(&user, &secret(password)?)
            }
            Credentials::Bearer(token) => Self::bearer(&bare(token)?),
            Credentials::Token(token) => Self::token(&bare(token)?),
            Credentials::Header { name, value } => {
                if let Some(why) = unfit_header(name) {
                    return Err(format!("the header cannot be sent: {why}"));
                }
                Self::header(name, &bare(value)?)
            }
        })
    }

    /// Whether there is something to sign on with.
    pub fn is_none(&self) -> bool {
        self.header.is_none()
    }

    /// A text without the secrets, plain or in base64, however they are escaped.
    pub fn scrub(&self, text: &str) -> String {
        scrub(text, &self.secrets)
    }

    /// The header of a request.
    pub(super) fn as_header(&self) -> Option<(String, String)> {
        self.header.clone()
    }

    fn new(name: &str, value: String, secrets: impl IntoIterator<Item = String>) -> Self {
        let mut secrets: Vec<String> = secrets.into_iter().filter(|secret| secret.len() >= SHORTEST).collect();
        let encoded: Vec<String> = secrets.iter().map(|secret| STANDARD.encode(secret)).collect();
        secrets.extend(encoded);
        Self { header: Some((name.to_owned(), value)), secrets }
    }
}

impl fmt::Debug for Access {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = self.header.as_ref().map_or("none", |(name, _)| name);
        out.debug_tuple("Access").field(&header).finish()
    }
}

/// The secret at its place, without the line end that editors put behind it.
fn read(world: &dyn World, folder: &Path, secret: &Secret) -> Result<String, String> {
    let (value, place) = match secret {
        Secret::Plain(text) => return Ok(text.clone()),
        Secret::Variable(name) => {
            let value = world.variable(name).ok_or_else(|| format!("the environment has no variable `{name}`"))?;
            (value, format!("the variable `{name}`"))
        }
        Secret::File(path) => {
            let shown = path.display();
            let bytes = world
                .read(&folder.join(path))
                .map_err(|error| format!("the secret in `{shown}` cannot be read: {}", plain(&error)))?;
            let text = String::from_utf8(bytes).map_err(|_| format!("the secret in `{shown}` is not UTF-8"))?;
            (text, format!("the file `{shown}`"))
        }
    };
    let value = value.trim_end_matches(['\r', '\n']);
    match value {
        "" => Err(format!("{place} is empty")),
        // A header ends at the end of the line: what comes behind it would be a header of its own.
        value if value.chars().any(char::is_control) => Err(format!("{place} has more than one line")),
        value => Ok(value.to_owned()),
    }
}

/// A secret that a header can have as it is (RFC 9110, section 5.5); an `Err` says where it is and what is wrong with it.
fn in_header(value: String, place: &Secret) -> Result<String, String> {
    let place = match place {
        Secret::Variable(name) => format!("the variable `{name}`"),
        Secret::File(path) => format!("the file `{}`", path.display()),
        Secret::Plain(_) => "the manifest".to_owned(),
    };
    if !value.chars().all(|letter| letter == ' ' || letter.is_ascii_graphic()) {
        return Err(format!(
            "the secret in {place} has a letter beyond ASCII, which no header takes: ask for another one"
        ));
    }
    if value.trim() != value {
        return Err(format!("the secret in {place} begins or ends with a space, which a header loses: take it away"));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn a_secret_is_shown_in_no_form() {
        let access = Access::basic("ci", "s3cret\"x");
        let told = format!("no s3cret\"x, no {}, no s3cret\\\"x, {access:?}", STANDARD.encode("ci:s3cret\"x"));
        assert_eq!(access.scrub(&told), "no •••, no •••, no •••, Access(\"Authorization\")");
        let short = Access::token("a");
        assert_eq!(short.scrub("a cat"), "a cat");
    }

    #[test]
    fn secrets_come_from_files_and_never_with_a_line_end() {
        let world = Memory::new([("keys/one", "abcdef\n"), ("keys/two", "a\nb"), ("keys/none", "\n")]);
        let at = |path: &str| Credentials::Bearer(Secret::File(path.into()));
        let read = |path: &str| Access::read(&world, Path::new("keys"), &at(path));
        let header = read("one").map(|access| access.as_header());
        assert_eq!(header, Ok(Some(("Authorization".to_owned(), "Bearer abcdef".to_owned()))));
        let why = |path: &str| read(path).err().unwrap_or_default();
        assert_eq!(why("two"), "the file `two` has more than one line");
        assert_eq!(why("none"), "the file `none` is empty");
        assert_eq!(why("three"), "the secret in `three` cannot be read: entity not found");
        let variable = Credentials::Token(Secret::Variable("ATTRC_TOKEN".to_owned()));
        let missing = Access::read(&world, Path::new("."), &variable).err().unwrap_or_default();
        assert_eq!(missing, "the environment has no variable `ATTRC_TOKEN`");
    }
    #[test]
    fn what_no_header_can_carry_is_refused_and_not_shown() {
        let world =
            Memory::new([("k/letter", "hünter2"), ("k/space", "hunter2 "), ("k/colon", "a:hunter2"), ("k/fine", "x")]);
        let at = |path: &str| Secret::File(path.into());
        let header = |name: &str| Credentials::Header { name: name.to_owned(), value: at("fine") };
        for (credentials, why) in [
            (Credentials::Bearer(at("letter")), "beyond ASCII"),
            (Credentials::Token(at("space")), "ends with a space"),
            (Credentials::Basic { user: at("colon"), password: at("fine") }, "has a colon"),
            (header("Host"), "attrc writes"),
            (header("content-length"), "attrc writes"),
            (header("X Key"), "no name"),
        ] {
            let told = Access::read(&world, Path::new("k"), &credentials).err().unwrap_or_default();
            assert!(told.contains(why) && !told.contains("nter2"), "{told}");
        }
        assert!(Access::read(&world, Path::new("k"), &header("X-Api-Key")).is_ok());
        let basic = Credentials::Basic { user: at("fine"), password: at("letter") };
        assert!(Access::read(&world, Path::new("k"), &basic).is_ok());
    }
}
