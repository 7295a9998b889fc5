//! Servers without sockets, and a world in which waiting costs no time.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attrc::world::{Broken, Disk, Network, Request, Response, World};
use jiff::Timestamp;

use super::asked::Asked;
use super::fault::Delivery;
use super::model::Server;
use super::random::Chance;

/// A clock that goes on only when somebody waits.
#[derive(Debug)]
pub struct Clock(AtomicI64);

impl Clock {
    /// A clock that shows a time.
    pub fn at(time: &str) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(time.parse::<Timestamp>().unwrap().as_millisecond())))
    }

    /// What it shows.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::Relaxed)).unwrap()
    }

    /// Lets it go on; what nobody can wait for is a day.
    pub fn pass(&self, time: Duration) {
        let millis = time.as_millis().min(86_400_000) as i64;
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

/// The files of this machine with another clock, chance and environment.
pub struct Virtual {
    clock: Arc<Clock>,
    chance: Mutex<Chance>,
    variables: BTreeMap<String, String>,
}

impl Virtual {
    /// A world with these variables.
    pub fn new(clock: &Arc<Clock>, seed: u64, variables: &[(&str, &str)]) -> Self {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { clock: Arc::clone(clock), chance: Mutex::new(Chance::new(seed)), variables: variables.collect() }
    }
}

impl World for Virtual {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Disk.list(folder)
    }

    fn is_folder(&self, path: &Path) -> Option<bool> {
        Disk.is_folder(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.canonical(path)
    }

    fn write_with(&self, path: &Path, content: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        Disk.write_with(path, content)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        Disk.append(path, bytes)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        Disk.make_folder(path)
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.variables.get(name).cloned()
    }

    fn random(&self) -> io::Result<[u8; 16]> {
        let mut chance = self.chance.lock().unwrap();
        let (first, second) = (chance.next().to_le_bytes(), chance.next().to_le_bytes());
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&first);
        bytes[8..].copy_from_slice(&second);
        Ok(bytes)
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn pause(&self, time: Duration) {
        self.clock.pass(time);
    }
}

/// A network of servers in this process, by scheme and host.
pub struct Process {
    hosts: BTreeMap<String, Arc<Server>>,
    clock: Arc<Clock>,
}

impl Process {
    /// A network of these hosts.
    pub fn new(clock: &Arc<Clock>, hosts: &[(&str, &Arc<Server>)]) -> Self {
        let hosts = hosts.iter().map(|(name, server)| ((*name).to_owned(), Arc::clone(server)));
        Self { hosts: hosts.collect(), clock: Arc::clone(clock) }
    }
}

impl Network for Process {
    fn send(&self, request: &Request<'_>) -> Result<Response, Broken> {
        let asked = Asked::of(request);
        let Some(server) = self.hosts.get(&asked.base) else {
            return Err(Broken::Unreached("there is no such host".to_owned()));
        };
        self.clock.pass(Duration::from_millis(5));
        let timed_out = || {
            self.clock.pass(request.timeout);
            Err(Broken::TimedOut)
        };
        match server.deliver(&asked) {
            Delivery::Dropped | Delivery::Half(_) => Err(Broken::Lost("the connection was reset".to_owned())),
            Delivery::Silence | Delivery::Drip(_) => timed_out(),
            Delivery::After(time, _) if time >= request.timeout => timed_out(),
            Delivery::After(time, response) => {
                self.clock.pass(time);
                Ok(response)
            }
            Delivery::Whole(response) if response.body.len() as u64 > request.most => Err(Broken::TooLong),
            Delivery::Whole(response) => Ok(response),
            Delivery::Huge => Err(Broken::TooLong),
        }
    }
}
