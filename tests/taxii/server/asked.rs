//! A request as the server understands it.

use attrc::world::{Method, Request};

/// A request, its query decoded.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// `GET` or `POST`.
    pub method: String,
    /// The scheme, the host and the port that it was sent to.
    pub base: String,
    /// Its path and its query, as they came.
    pub target: String,
    /// Its path.
    pub path: String,
    /// Its query, decoded, in its order.
    pub query: Vec<(String, String)>,
    /// Its headers, the names in small letters.
    pub headers: Vec<(String, String)>,
    /// What was sent.
    pub body: Vec<u8>,
    /// The length of its line in bytes, as servers limit it.
    pub line: usize,
}

impl Asked {
    /// A request by its method, its target (`/path?query`) and where that is.
    pub fn new(method: &str, base: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = query.split('&').filter(|part| !part.is_empty()).map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name), decoded(value))
        });
        Self {
            method: method.to_owned(),
            base: base.to_owned(),
            target: target.to_owned(),
            path: path.to_owned(),
            query: query.collect(),
            line: method.len() + target.len() + " HTTP/1.1\r\n".len() + 1,
            ..Self::default()
        }
    }

    /// What attrc hands to its network.
    pub fn of(request: &Request<'_>) -> Self {
        let host = request.url.find("://").map_or(0, |at| at + 3);
        let end = request.url[host..].find('/').map_or(request.url.len(), |at| host + at);
        let (base, target) = request.url.split_at(end);
        let (method, body) = match request.method {
            Method::Get => ("GET", Vec::new()),
            Method::Post => ("POST", request.body.to_vec()),
        };
        let headers = request.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.clone()));
        Self { headers: headers.collect(), body, ..Self::new(method, base, target) }
    }

    /// A header by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// A parameter of the query.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Whether it adds objects.
    pub fn adds(&self) -> bool {
        self.method == "POST"
    }

    /// Whether it lists a collection: its manifest or its objects.
    pub fn lists(&self) -> bool {
        !self.adds() && (self.path.ends_with("/manifest/") || self.path.ends_with("/objects/"))
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digits: Vec<u8> = rest.by_ref().take(2).collect();
                let digits = String::from_utf8(digits).unwrap();
                bytes.push(u8::from_str_radix(&digits, 16).expect("a query is percent-encoded"));
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}
