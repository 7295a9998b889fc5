//! `[publish.NAME]` of the manifest: where a project is published, how to sign on there, and what may go there.

mod mask;
mod parts;
mod read;

use std::path::PathBuf;
use std::time::Duration;

use crate::source::Location;
use crate::vocab::standard::Marking;
use crate::vocab::targets::Consumer;

pub(super) use mask::masked;
pub use parts::unfit_header;
pub(super) use read::destinations;

/// A collection that a project is published to.
#[derive(Debug, Clone)]
pub struct Destination {
    /// As `attrc publish NAME` calls it.
    pub name: String,
    /// Where the manifest names it.
    pub place: Location,
    /// Where it is.
    pub address: Address,
    /// For whom it is written; `None` for STIX as the standard has it.
    pub target: Option<&'static Consumer>,
    /// The highest marking that it may receive.
    pub marking: &'static Marking,
    /// How to sign on.
    pub access: Credentials,
    /// Whom to trust.
    pub trust: Trust,
    /// How long one request may take.
    pub timeout: Option<Duration>,
    /// How long to try again, and to wait for a server that has not done yet.
    pub patience: Option<Duration>,
    /// How many objects go in one envelope.
    pub batch: usize,
    /// Where to write down what was sent, by its path from the root of the project.
    pub ledger: Option<PathBuf>,
    /// Whether the objects of official markings stay at home: every consumer knows them.
    pub leave_out_markings: bool,
    /// Whether the definition of attrc's extension stays at home: one server cannot list a collection that has it.
    pub leave_out_extension: bool,
    /// Whether the collection is asked afterwards what arrived.
    pub verify: bool,
}

/// Where a collection is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// Its own address.
    Collection(String),
    /// To be found.
    Discovered {
        /// The address of the discovery resource (TAXII 2.1, section 4.1).
        discovery: String,
        /// The id, the alias or the title of the collection.
        collection: String,
        /// The address, the path or the title of its API root; without it the only one that has the collection.
        api_root: Option<String>,
    },
}

/// How to sign on. No secret is in it, only where each one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credentials {
    /// Nobody asks.
    None,
    /// By name and password (RFC 7617).
    Basic {
        /// Who.
        user: Secret,
        /// The password.
        password: Secret,
    },
    /// By a bearer token (RFC 6750).
    Bearer(Secret),
    /// By `Authorization: Token …`, as servers built on Django ask for.
    Token(Secret),
    /// By a header of the server's own.
    Header {
        /// Its name.
        name: String,
        /// Its value.
        value: Secret,
    },
}

/// Where a secret is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    /// In a variable of the environment.
    Variable(String),
    /// In a file, by its path from the root of the project.
    File(PathBuf),
    /// Here: only what is none, the name of a user.
    Plain(String),
}

/// Whom to trust, and who we are: paths of PEM files, from the root of the project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trust {
    /// Authorities in place of the usual ones.
    pub ca: Option<PathBuf>,
    /// Our own certificate and its key.
    pub identity: Option<(PathBuf, PathBuf)>,
    /// Whether anybody is trusted.
    pub insecure: bool,
}
