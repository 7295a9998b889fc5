//! Servers: one exchange of a request and its answer, with nothing decided.

use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use ureq::http::{Request as Head, StatusCode};
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Error};

use super::{World, plain};

/// Longer bodies are announced (RFC 9110, section 10.1.1), so that a server which refuses one can say so before it comes. Where
/// it is still being sent when the server has closed the connection, its answer is lost.
const ANNOUNCED: usize = 512 * 1024;

/// Who carries requests to servers. Redirects, retries and what a status means are the caller's.
pub trait Network: Sync {
    /// Sends one request and reads the whole answer.
    fn send(&self, request: &Request<'_>) -> Result<Response, Broken>;
}

/// A request.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// What is asked for.
    pub method: Method,
    /// The whole address.
    pub url: &'a str,
    /// Names and values of headers; `Content-Length` comes by itself.
    pub headers: &'a [(String, String)],
    /// What is sent, for [`Method::Post`].
    pub body: &'a [u8],
    /// How long all of it may take, from the name of the host to the last byte of the answer.
    pub timeout: Duration,
    /// How many bytes the answer may have.
    pub most: u64,
}

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To read.
    Get,
    /// To add.
    Post,
}

/// An answer, whatever its status.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// Its status.
    pub status: u16,
    /// Names and values of its headers, the names in small letters.
    pub headers: Vec<(String, String)>,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// Why there is no whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// Nobody answers: no such host, nothing listens. Nothing was sent.
    Unreached(String),
    /// The two sides do not trust each other. Nothing was sent, and another try will not help.
    Untrusted(String),
    /// It took too long.
    TimedOut,
    /// The connection ended, or what came was no HTTP. What was sent may have arrived.
    Lost(String),
    /// The answer has more bytes than it may have.
    TooLong,
    /// The request is none: its address or a header cannot be sent.
    Unsendable(String),
}

/// Whom to trust, and who we are.
#[derive(Clone, Default)]
pub struct Tls {
    /// Authorities to trust in place of the usual ones, as PEM.
    pub authorities: Option<Vec<u8>>,
    /// Our own certificate and its key, as PEM.
    pub identity: Option<(Vec<u8>, Vec<u8>)>,
    /// Whether anybody is trusted.
    pub insecure: bool,
}

/// What is wrong with the rules of trust, and of which of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadTls {
    /// The authorities.
    Authorities(String),
    /// Our certificate.
    Certificate(String),
    /// Its key.
    Key(String),
    /// The certificate together with its key.
    Pair(String),
}

/// The variables of the environment that name a proxy, as ureq reads them: the first one that is set holds for every request.
const PROXIES: &[&str] = &["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/// Whether the proxy that the environment asks for can be understood; an `Err` names the variable. Requests would go another way
/// than asked for where it cannot.
pub fn check_proxy(world: &dyn World) -> Result<(), String> {
    let set = PROXIES.iter().filter_map(|name| Some((name, world.variable(name).filter(|value| !value.is_empty())?)));
    match set.into_iter().next() {
        Some((name, value)) if ureq::Proxy::new(&value).is_err() => {
            Err(format!("the variable `{name}` names no proxy"))
        }
        _ => Ok(()),
    }
}

/// The network of this machine.
pub struct Internet {
    agent: Agent,
}

impl Internet {
    /// A network with these rules of trust; an `Err` says which of them is wrong.
    pub fn new(tls: &Tls) -> Result<Self, BadTls> {
        let mut rules = TlsConfig::builder().disable_verification(tls.insecure);
        if let Some(pem) = &tls.authorities {
            let authorities = certificates(pem).map_err(BadTls::Authorities)?;
            let known = authorities.iter().map(|authority| CertificateDer::from(authority.der()));
            if RootCertStore::empty().add_parsable_certificates(known).0 == 0 {
                return Err(BadTls::Authorities("no certificate in it is one".to_owned()));
            }
            rules = rules.root_certs(RootCerts::Specific(Arc::new(authorities)));
        }
        if let Some((chain, key)) = &tls.identity {
            let certificates = certificates(chain).map_err(BadTls::Certificate)?;
            let private =
                PrivateKey::from_pem(key).map_err(|_| BadTls::Key("it is no private key in PEM".to_owned()))?;
            belong_together(chain, key).map_err(BadTls::Pair)?;
            rules = rules.client_cert(Some(ClientCert::new_with_certs(&certificates, private)));
        }
        // What a status means, and where a redirect may lead, is not decided here.
        let config = Agent::config_builder()
            .tls_config(rules.build())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("attrc/", env!("CARGO_PKG_VERSION")))
            .accept_encoding("identity")
            .build();
        Ok(Self { agent: config.new_agent() })
    }
}

impl Network for Internet {
    fn send(&self, request: &Request<'_>) -> Result<Response, Broken> {
        let mut head = Head::builder().uri(request.url).method(match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
        });
        for (name, value) in request.headers {
            head = head.header(name, value);
        }
        if request.body.len() > ANNOUNCED {
            head = head.header("Expect", "100-continue");
        }
        let answer = match request.method {
            Method::Get => head.body(()).map(|head| {
                let head = self.agent.configure_request(head).timeout_global(Some(request.timeout)).build();
                self.agent.run(head)
            }),
            Method::Post => head.body(request.body).map(|head| {
                let head = self.agent.configure_request(head).timeout_global(Some(request.timeout)).build();
                self.agent.run(head)
            }),
        };
        let mut answer = answer.map_err(|error| Broken::Unsendable(error.to_string()))?.map_err(broken)?;
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers = answer.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())));
        let headers = headers.collect();
        let status = StatusCode::as_u16(&answer.status());
        let body = answer.body_mut().with_config().limit(request.most).read_to_vec().map_err(broken)?;
        Ok(Response { status, headers, body })
    }
}

impl Response {
    /// The value of a header by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>, String> {
    let items = parse_pem(pem).collect::<Result<Vec<_>, _>>().map_err(|_| "it is no PEM".to_owned())?;
    let certificates = items.into_iter().filter_map(|item| match item {
        PemItem::Certificate(certificate) => Some(certificate),
        _ => None,
    });
    let certificates: Vec<_> = certificates.collect();
    if certificates.is_empty() { Err("there is no certificate in it".to_owned()) } else { Ok(certificates) }
}

/// Whether a certificate and a key can be used with each other, which ureq takes for granted.
fn belong_together(chain: &[u8], key: &[u8]) -> Result<(), String> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(chain).collect();
    let chain = chain.map_err(|_| "the certificate is no PEM".to_owned())?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| "the key is no private key in PEM".to_owned())?;
    let used = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|rules| rules.with_root_certificates(RootCertStore::empty()).with_client_auth_cert(chain, key));
    used.map(|_| ()).map_err(|error| match error {
        rustls::Error::InconsistentKeys(_) => "the certificate and the key do not belong together".to_owned(),
        error => format!("the certificate and the key are of no use: {}", error.to_string().to_lowercase()),
    })
}

fn broken(error: Error) -> Broken {
    match error {
        Error::Timeout(_) => Broken::TimedOut,
        Error::HostNotFound => Broken::Unreached("there is no such host".to_owned()),
        Error::ConnectionFailed => Broken::Unreached("nothing answers there".to_owned()),
        Error::BodyExceedsLimit(_) => Broken::TooLong,
        Error::Io(error) => of_connection(&error),
        Error::Http(_) | Error::BadUri(_) | Error::InvalidProxyUrl => Broken::Unsendable(error.to_string()),
        Error::Tls(_) | Error::Pem(_) | Error::Rustls(_) | Error::TlsRequired => Broken::Untrusted(error.to_string()),
        error => Broken::Lost(error.to_string()),
    }
}

fn of_connection(error: &io::Error) -> Broken {
    match error.kind() {
        ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => {
            Broken::Unreached(plain(error))
        }
        // A name that cannot be looked up has no kind of its own.
        _ if error.to_string().contains("lookup address") => Broken::Unreached("there is no such host".to_owned()),
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Broken::TimedOut,
        // What TLS finds wrong comes as invalid data of the connection.
        ErrorKind::InvalidData | ErrorKind::InvalidInput => Broken::Untrusted(plain(error)),
        _ => Broken::Lost(plain(error)),
    }
}
