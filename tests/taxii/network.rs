//! A network that answers from a script and keeps what it was asked, and a world in which waiting costs no time.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use attrc::world::{Broken, Method, Network, Request, Response, World};
use jiff::Timestamp;

/// What is answered, one after the other; what is asked beyond it fails the test.
pub struct Scripted {
    answers: Mutex<VecDeque<Result<Response, Broken>>>,
    asked: Mutex<Vec<Asked>>,
}

/// A request as it was sent.
#[derive(Clone)]
pub struct Asked {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Scripted {
    pub fn new(answers: impl IntoIterator<Item = Result<Response, Broken>>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().collect()), asked: Mutex::default() }
    }

    /// What it was asked, all answers being used up.
    pub fn asked(&self) -> Vec<Asked> {
        let left = self.answers.lock().unwrap().len();
        assert_eq!(left, 0, "answers that nobody asked for, after {:?}", self.urls());
        self.asked.lock().unwrap().clone()
    }

    /// The addresses that it was asked for.
    pub fn urls(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|asked| asked.url.clone()).collect()
    }
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

impl Network for Scripted {
    fn send(&self, request: &Request<'_>) -> Result<Response, Broken> {
        self.asked.lock().unwrap().push(Asked {
            method: request.method,
            url: request.url.to_owned(),
            headers: request.headers.to_vec(),
            body: request.body.to_vec(),
        });
        let answer = self.answers.lock().unwrap().pop_front();
        answer.unwrap_or_else(|| panic!("nobody expects a request for {}", request.url))
    }
}

/// An answer of TAXII.
pub fn taxii(status: u16, body: &str) -> Result<Response, Broken> {
    of_type("application/taxii+json;version=2.1", status, body)
}

/// An answer of any media type.
pub fn of_type(media_type: &str, status: u16, body: &str) -> Result<Response, Broken> {
    let headers = vec![("content-type".to_owned(), media_type.to_owned())];
    Ok(Response { status, headers, body: body.as_bytes().to_vec() })
}

/// The same answer with another header.
pub fn with(answer: Result<Response, Broken>, name: &str, value: &str) -> Result<Response, Broken> {
    answer.map(|mut response| {
        response.headers.push((name.to_owned(), value.to_owned()));
        response
    })
}

/// A world of nothing but a clock that goes on when somebody waits.
pub struct Waiting {
    now: Mutex<Timestamp>,
    pauses: Mutex<Vec<Duration>>,
}

impl Waiting {
    pub fn new() -> Self {
        Self { now: Mutex::new("2026-03-01T00:00:00Z".parse().unwrap()), pauses: Mutex::default() }
    }

    /// How long it was waited, each time.
    pub fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().unwrap().clone()
    }
}

impl World for Waiting {
    fn read(&self, _: &Path) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn list(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn is_folder(&self, _: &Path) -> Option<bool> {
        None
    }

    fn canonical(&self, _: &Path) -> io::Result<PathBuf> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn write_with(&self, _: &Path, _: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn append(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn variable(&self, _: &str) -> Option<String> {
        None
    }

    fn random(&self) -> io::Result<[u8; 16]> {
        Ok([0xff; 16])
    }

    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn pause(&self, time: Duration) {
        self.pauses.lock().unwrap().push(time);
        *self.now.lock().unwrap() += time;
    }
}
