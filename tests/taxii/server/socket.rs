//! A server behind real sockets, for publishers that are processes of their own.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use attrc::world::Response;

use super::asked::Asked;
use super::fault::Delivery;
use super::model::{Server, html};

/// Bytes that a server reads of a body that it will not take, so that its answer is not lost with the connection.
const DRAINED: u64 = 1 << 20;

/// A server that listens until it is dropped.
pub struct Listening {
    address: SocketAddr,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Listening {
    /// Lets a server listen at a free port of this machine.
    pub fn new(server: &Arc<Server>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let ends = Arc::new(AtomicBool::new(false));
        let (server, ended) = (Arc::clone(server), Arc::clone(&ends));
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if ended.load(Ordering::SeqCst) {
                    return;
                }
                let (Ok(stream), server) = (stream, Arc::clone(&server)) else { continue };
                // Whoever is killed leaves a broken connection behind, and that is all right.
                thread::spawn(move || serve(&server, stream).ok());
            }
        });
        Self { address, ends, thread: Some(thread) }
    }

    /// Where it is: the scheme, the host and the port.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        // One more visitor, so that it looks up.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

fn serve(server: &Server, stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    while let Some(mut asked) = head(&mut reader)? {
        let Some(length) = asked.header("content-length").unwrap_or("0").parse::<u64>().ok() else {
            return write(&mut stream, &html(400, "Bad Request"));
        };
        if asked.header("transfer-encoding").is_some() {
            return write(&mut stream, &html(400, "Bad Request"));
        }
        // Too much is answered while it is still being sent, as real servers do.
        let most = server.rules.most_bytes.map_or(u64::MAX, |most| most as u64);
        if length > most {
            asked.body = vec![b' '; most as usize + 1];
            let Delivery::Whole(answer) = server.deliver(&asked) else { return Ok(()) };
            write(&mut stream, &answer)?;
            stream.shutdown(Shutdown::Write)?;
            io::copy(&mut reader.take(DRAINED), &mut io::sink())?;
            return Ok(());
        }
        if asked.header("expect") == Some("100-continue") {
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        asked.body = vec![0; length as usize];
        reader.read_exact(&mut asked.body)?;
        match server.deliver(&asked) {
            Delivery::Dropped => return stream.shutdown(Shutdown::Both),
            Delivery::Silence => {
                thread::sleep(Duration::from_secs(5));
                return Ok(());
            }
            Delivery::Whole(answer) => write(&mut stream, &answer)?,
            Delivery::After(time, answer) => {
                thread::sleep(time.min(Duration::from_secs(5)));
                write(&mut stream, &answer)?;
            }
            Delivery::Half(answer) => {
                let bytes = bytes(&answer);
                stream.write_all(&bytes[..bytes.len() - answer.body.len() / 2 - 1])?;
                return stream.shutdown(Shutdown::Both);
            }
            Delivery::Drip(answer) => {
                for byte in bytes(&answer) {
                    stream.write_all(&[byte])?;
                    thread::sleep(Duration::from_millis(40));
                }
            }
            Delivery::Huge => return huge(&mut stream),
        }
    }
    Ok(())
}

/// The head of a request; `None` where the other side has gone.
fn head(reader: &mut impl BufRead) -> io::Result<Option<Asked>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut words = first.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let mut asked = Asked::new(method, "", target);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { break };
        asked.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    asked.base = format!("http://{}", asked.header("host").unwrap_or_default());
    Ok(Some(asked))
}

fn bytes(answer: &Response) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {} Answer\r\ncontent-length: {}\r\n", answer.status, answer.body.len());
    for (name, value) in &answer.headers {
        bytes += &format!("{name}: {value}\r\n");
    }
    let mut bytes = (bytes + "\r\n").into_bytes();
    bytes.extend(&answer.body);
    bytes
}

fn write(stream: &mut TcpStream, answer: &Response) -> io::Result<()> {
    stream.write_all(&bytes(answer))
}

/// An answer of a gigabyte, which nobody is to read to its end.
fn huge(stream: &mut TcpStream) -> io::Result<()> {
    stream
        .write_all(b"HTTP/1.1 200 Answer\r\ncontent-type: application/taxii+json;version=2.1\r\n\r\n{\"objects\":[")?;
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..1024 {
        stream.write_all(&spaces)?;
    }
    Ok(())
}
