//! The network of this machine against sockets that do what sockets do.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use attrc::world::{Broken, Internet, Method, Network, Request, Response, Tls};

/// Sends a request to whoever serves so many connections, one after the other.
fn send(method: Method, body: &[u8], serve: fn(TcpStream)) -> Result<Response, Broken> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || listener.incoming().for_each(|stream| serve(stream.unwrap())));
    let network = Internet::new(&Tls::default()).unwrap();
    let headers = [("Accept".to_owned(), "application/taxii+json;version=2.1".to_owned())];
    let timeout = Duration::from_secs(2);
    network.send(&Request { method, url: &url, headers: &headers, body, timeout, most: 1000 })
}

/// Reads the head of a request.
fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
        head.extend(byte);
    }
    String::from_utf8(head).unwrap()
}

fn write(stream: &mut TcpStream, text: &str) {
    // Whoever asked may have gone.
    let _ = stream.write_all(text.as_bytes());
}

#[test]
fn a_server_that_refuses_a_body_before_it_has_come_is_understood() {
    let body = vec![b' '; 32 * 1024 * 1024];
    let answer = send(Method::Post, &body, |mut stream| {
        head(&mut stream);
        write(&mut stream, "HTTP/1.1 413 Content Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlong");
    });
    let answer = answer.unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (413, b"long".as_slice()));
}

#[test]
fn a_large_body_reaches_a_server_that_takes_it_without_a_word() {
    let body = vec![b' '; 3 * 1024 * 1024];
    let answer = send(Method::Post, &body, |mut stream| {
        let head = head(&mut stream);
        assert!(head.to_ascii_lowercase().contains("content-length: 3145728"), "{head}");
        let mut body = vec![0; 3 * 1024 * 1024];
        stream.read_exact(&mut body).unwrap();
        write(&mut stream, "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}");
    });
    assert_eq!(answer.map(|answer| answer.status), Ok(202));
}

#[test]
fn time_is_up_however_slowly_an_answer_comes() {
    let began = Instant::now();
    let answer = send(Method::Get, &[], |mut stream| {
        head(&mut stream);
        write(&mut stream, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
        for _ in 0..90 {
            write(&mut stream, "x");
            thread::sleep(Duration::from_millis(100));
        }
    });
    assert_eq!(answer, Err(Broken::TimedOut));
    let silent = send(Method::Get, &[], |_stream| thread::sleep(Duration::from_secs(9)));
    assert_eq!(silent, Err(Broken::TimedOut));
    assert!(began.elapsed() < Duration::from_secs(7), "{:?}", began.elapsed());
}

#[test]
fn a_connection_that_ends_early_is_lost() {
    let ends: [fn(TcpStream); 4] = [
        drop,
        |mut stream| drop(head(&mut stream)),
        |mut stream| {
            head(&mut stream);
            write(&mut stream, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf");
        },
        |mut stream| {
            head(&mut stream);
            write(&mut stream, "I speak no HTTP\r\n\r\n");
        },
    ];
    for serve in ends {
        for method in [Method::Get, Method::Post] {
            let answer = send(method, b"{}", serve);
            assert!(matches!(answer, Err(Broken::Lost(_))), "{answer:?}");
        }
    }
}

#[test]
fn an_answer_is_no_longer_than_it_may_be() {
    let answer = send(Method::Get, &[], |mut stream| {
        head(&mut stream);
        write(&mut stream, &format!("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n{}", "x".repeat(1001)));
    });
    assert_eq!(answer, Err(Broken::TooLong));
}

#[test]
fn a_kept_connection_that_the_server_has_dropped_is_no_fault() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    // One answer a connection, which is closed without a word although it was to be kept.
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            head(&mut stream);
            write(&mut stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}");
        }
    });
    let network = Internet::new(&Tls::default()).unwrap();
    for _ in 0..5 {
        let timeout = Duration::from_secs(2);
        let request = Request { method: Method::Get, url: &url, headers: &[], body: &[], timeout, most: 1000 };
        assert_eq!(network.send(&request).map(|answer| answer.status), Ok(200));
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn where_nobody_is_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let network = Internet::new(&Tls::default()).unwrap();
    for url in [format!("http://127.0.0.1:{port}/"), "http://no-such-host.invalid/".to_owned()] {
        let timeout = Duration::from_secs(5);
        let request = Request { method: Method::Post, url: &url, headers: &[], body: b"{}", timeout, most: 1000 };
        let answer = network.send(&request);
        assert!(matches!(answer, Err(Broken::Unreached(_))), "{url}: {answer:?}");
    }
    let request = Request {
        method: Method::Get,
        url: "http://x y/",
        headers: &[],
        body: &[],
        timeout: Duration::from_secs(1),
        most: 1,
    };
    assert!(matches!(network.send(&request), Err(Broken::Unsendable(_))));
}
