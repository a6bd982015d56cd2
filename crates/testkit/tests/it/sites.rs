//! The loopback server serves what it was given, by host and path, and counts it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use bonafide_testkit::server::{Authority, Server};
use bonafide_testkit::site::{Fault, Page, Site};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};

fn site() -> Site {
    Site::default()
        .page("a.example", "/x", Page::ok("text/plain", "of a"))
        .page(
            "b.example",
            "/x",
            Page::ok("text/plain", "of b").header("etag", "\"1\""),
        )
        .page(
            "a.example",
            "/old?q=1",
            Page::redirect("https://b.example/x"),
        )
        .page(
            "a.example",
            "/cut",
            Page::ok("text/plain", "half").fault(Fault::CutOff),
        )
}

fn ask(stream: &mut (impl Read + Write), host: &str, path: &str) -> String {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}:1\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn get(server: &Server, host: &str, path: &str) -> String {
    ask(
        &mut TcpStream::connect(("127.0.0.1", server.port())).unwrap(),
        host,
        path,
    )
}

#[test]
fn hosts_are_kept_apart_and_requests_are_counted() {
    let server = site().serve();
    assert!(get(&server, "a.example", "/x").ends_with("\r\n\r\nof a"));
    let other = get(&server, "b.example", "/x");
    assert!(other.ends_with("\r\n\r\nof b") && other.contains("etag: \"1\""));
    assert!(get(&server, "a.example", "/old?q=1").contains("location: https://b.example/x"));
    for (host, path) in [("a.example", "/old"), ("c.example", "/x")] {
        assert!(get(&server, host, path).starts_with("HTTP/1.1 404 "));
    }
    assert!(get(&server, "a.example", "/cut").contains("content-length: 5"));
    let asked: Vec<(String, String)> = server
        .requests()
        .iter()
        .map(|request| (request.host().to_owned(), request.target.clone()))
        .collect();
    assert_eq!(asked.len(), 6);
    assert_eq!(asked[0], ("a.example".to_owned(), "/x".to_owned()));
    assert_eq!(
        server.url("a.example", "/x"),
        format!("http://a.example:{}/x", server.port())
    );
    assert_eq!(
        server.resolve("a.example"),
        format!("a.example:{}:127.0.0.1", server.port())
    );
}

#[test]
fn tls_is_served_under_the_authority_for_its_hosts_only() {
    let authority = Authority::default();
    let server = site().serve_tls(&authority);
    let mut roots = rustls::RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(authority.pem().as_bytes()).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap();
    let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let connect = |name: &'static str| {
        let session =
            rustls::ClientConnection::new(Arc::clone(&config), ServerName::try_from(name).unwrap())
                .unwrap();
        rustls::StreamOwned::new(
            session,
            TcpStream::connect(("127.0.0.1", server.port())).unwrap(),
        )
    };
    assert!(ask(&mut connect("a.example"), "a.example", "/x").ends_with("of a"));
    assert!(
        connect("c.example")
            .write_all(b"GET / HTTP/1.1\r\n\r\n")
            .is_err()
    );
    assert!(server.url("a.example", "/").starts_with("https://"));
}
