//! Arguments of `attrc pull`.

use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{ArgGroup, Args};

use crate::project::Secret;

/// `attrc pull`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("credentials").multiple(false))]
pub struct Pull {
    /// The collection: its address, that of a discovery resource with `--collection`, or NAME of a `[publish.NAME]` in
    /// `attr.toml`, which says how to sign on as well.
    #[arg(value_name = "SOURCE")]
    pub source: String,
    /// Write the bundle to a file, whole or not at all, instead of to standard output.
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a file that exists.
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub wanted: Wanted,
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub sign_on: SignOn,
    #[command(flatten)]
    pub trust: Trusted,
    /// How many seconds one request may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: u64,
    /// How many seconds one request is tried again.
    #[arg(long, value_name = "SECONDS", default_value_t = 180, value_parser = clap::value_parser!(u64).range(0..=86_400))]
    pub patience: u64,
}

/// Which objects are wanted.
#[derive(Debug, Args)]
pub struct Wanted {
    /// Only what was added to the collection after this day or instant.
    #[arg(long, value_name = "TIME")]
    pub added_after: Option<String>,
    /// Only objects of this type; may be given several times.
    #[arg(long = "type", value_name = "TYPE")]
    pub types: Vec<String>,
    /// All versions of each object instead of the newest.
    #[arg(long)]
    pub all_versions: bool,
}

/// Where in a server the collection is.
#[derive(Debug, Args)]
pub struct Place {
    /// The id, the alias or the title of the collection; SOURCE is the address of a discovery resource then.
    #[arg(long, value_name = "NAME")]
    pub collection: Option<String>,
    /// The address, the path or the title of its API root.
    #[arg(long, value_name = "ROOT", requires = "collection")]
    pub api_root: Option<String>,
}

/// How to sign on. Values stand in variables of the environment or in files, because every process sees the arguments of all.
#[derive(Debug, Args)]
pub struct SignOn {
    /// Where the name of the user is: `env:VARIABLE` or `file:PATH`.
    #[arg(long, value_name = "WHERE", requires = "password_from")]
    pub user_from: Option<Where>,
    /// Where the password is.
    #[arg(long, value_name = "WHERE", group = "credentials", requires = "user_from")]
    pub password_from: Option<Where>,
    /// Where a bearer token is.
    #[arg(long, value_name = "WHERE", group = "credentials")]
    pub bearer_from: Option<Where>,
    /// Where the token of `Authorization: Token …` is.
    #[arg(long, value_name = "WHERE", group = "credentials")]
    pub token_from: Option<Where>,
    /// The name of another header; `--value-from` says where its value is.
    #[arg(long, value_name = "NAME", group = "credentials", requires = "value_from")]
    pub header: Option<String>,
    /// Where the value of the header is.
    #[arg(long, value_name = "WHERE", requires = "header")]
    pub value_from: Option<Where>,
}

/// Whom to trust.
#[derive(Debug, Args)]
pub struct Trusted {
    /// A PEM file of authorities in place of the usual ones.
    #[arg(long, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// A PEM file of our own certificate.
    #[arg(long, value_name = "FILE", requires = "key")]
    pub certificate: Option<PathBuf>,
    /// A PEM file of its key.
    #[arg(long, value_name = "FILE", requires = "certificate")]
    pub key: Option<PathBuf>,
    /// Trust anybody: whoever stands between can read the credentials.
    #[arg(long, conflicts_with = "ca")]
    pub insecure: bool,
}

/// Where a secret is, as an option names it; `None` where it names no place. It may be the secret itself then, and whoever reads
/// the arguments would repeat it in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Where(pub Option<Secret>);

impl FromStr for Where {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(match text.split_once(':') {
            Some(("env", name)) if !name.is_empty() => Some(Secret::Variable(name.to_owned())),
            Some(("file", path)) if !path.is_empty() => Some(Secret::File(path.into())),
            _ => None,
        }))
    }
}
