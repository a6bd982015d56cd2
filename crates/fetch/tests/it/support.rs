//! A web server on loopback that does what its script says, well or badly.
//!
//! It answers one request per connection, so that a script that breaks the connection breaks nothing else.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use bonafide_fetch::{Client, Fetched, Limit, Options, Request, Resolve, ResponseMeta};
use bonafide_model::{Artifact, OriginKind};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// What a script may do with the connection after reading the request.
pub type Script = dyn Fn(&Seen, &mut dyn Write) -> io::Result<()> + Send + Sync;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Seen {
    pub target: String,
    pub headers: Vec<(String, String)>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

pub struct Server {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    pub fn plain(script: impl Fn(&Seen, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self::start(None, Arc::new(script))
    }

    pub fn tls(
        authority: &Authority,
        names: &[&str],
        script: impl Fn(&Seen, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::start(Some(authority.server(names)), Arc::new(script))
    }

    fn start(tls: Option<Arc<rustls::ServerConfig>>, script: Arc<Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (tls, script, log) = (tls.clone(), Arc::clone(&script), Arc::clone(&log));
                thread::spawn(move || serve(stream, tls, &*script, &log));
            }
        });
        Self { address, seen }
    }

    pub fn url(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.address.port())
    }

    pub fn https(&self, host: &str, path: &str) -> String {
        format!("https://{host}:{}{path}", self.address.port())
    }

    /// `--resolve` for this name.
    pub fn resolve(&self, host: &str) -> Resolve {
        format!("{host}:{}:127.0.0.1", self.address.port()).parse().unwrap()
    }

    /// All requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

fn serve(mut tcp: TcpStream, tls: Option<Arc<rustls::ServerConfig>>, script: &Script, log: &Mutex<Vec<Seen>>) {
    tcp.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    // Errors are the client's going away, which is what the faults are about.
    let _ = match tls {
        None => answer(&mut tcp, script, log),
        Some(config) => {
            let Ok(mut session) = rustls::ServerConnection::new(config) else { return };
            let mut stream = rustls::Stream::new(&mut session, &mut tcp);
            let answered = answer(&mut stream, script, log);
            session.send_close_notify();
            let _ = session.write_tls(&mut tcp);
            answered
        }
    };
    let _ = tcp.shutdown(std::net::Shutdown::Write);
    // Reading what is left keeps the kernel from resetting the connection before the answer has arrived.
    let _ = tcp.take(1 << 20).read_to_end(&mut Vec::new());
}

fn answer(stream: &mut (impl Read + Write), script: &Script, log: &Mutex<Vec<Seen>>) -> io::Result<()> {
    let seen = read_request(stream)?;
    log.lock().unwrap().push(seen.clone());
    script(&seen, stream)?;
    stream.flush()
}

fn read_request(stream: &mut impl Read) -> io::Result<Seen> {
    let mut lines = BufReader::with_capacity(1, stream).lines();
    let mut next = || lines.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()));
    let first = next()?;
    let target = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    loop {
        let line = next()?;
        let Some((name, value)) = line.split_once(':') else { return Ok(Seen { target, headers }) };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

/// Writes a complete, correct answer.
pub fn respond(out: &mut dyn Write, status: u16, headers: &[(&str, &str)], body: &[u8]) -> io::Result<()> {
    head(out, status, headers)?;
    write!(out, "content-length: {}\r\n\r\n", body.len())?;
    out.write_all(body)
}

/// Writes status line and headers, without the blank line.
pub fn head(out: &mut dyn Write, status: u16, headers: &[(&str, &str)]) -> io::Result<()> {
    write!(out, "HTTP/1.1 {status} Some Reason\r\nconnection: close\r\n")?;
    headers.iter().try_for_each(|(name, value)| write!(out, "{name}: {value}\r\n"))
}

/// A certificate authority for one test.
pub struct Authority {
    pub pem: Vec<u8>,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).unwrap().pem().into_bytes();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    /// Certificate and key for these names, as PEM.
    pub fn issue(&self, names: &[&str], change: impl FnOnce(&mut CertificateParams)) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
        change(&mut params);
        (params.signed_by(&key, &self.issuer).unwrap().pem(), key.serialize_pem())
    }

    fn server(&self, names: &[&str]) -> Arc<rustls::ServerConfig> {
        server_config(&self.issue(names, |_| ()))
    }
}

pub fn server_config((cert, key): &(String, String)) -> Arc<rustls::ServerConfig> {
    let cert = CertificateDer::from_pem_slice(cert.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_no_client_auth().with_single_cert(vec![cert], key).unwrap())
}

impl Server {
    pub fn with_certificate(
        certificate: &(String, String),
        script: impl Fn(&Seen, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::start(Some(server_config(certificate)), Arc::new(script))
    }
}

/// Options for tests: these names, and times that a busy machine does not exceed by itself.
pub fn options(resolve: impl IntoIterator<Item = Resolve>) -> Options {
    Options {
        resolve: resolve.into_iter().collect(),
        max_time: Duration::from_secs(20),
        connect_timeout: Duration::from_secs(5),
        idle_timeout: Duration::from_secs(5),
        ..Options::default()
    }
}

pub fn printed(url: impl Into<String>) -> Request {
    Request::new(url, Limit::SIGNATURE, OriginKind::PrintedUrl)
}

pub fn get(options: Options, url: impl Into<String>) -> Fetched {
    Client::new(options).unwrap().get(printed(url))
}

#[track_caller]
pub fn got(fetched: Fetched) -> (Artifact, ResponseMeta) {
    match fetched {
        Fetched::Got(artifact, meta) => (artifact, meta),
        other => panic!("not got: {other:?}"),
    }
}

#[track_caller]
pub fn failed(fetched: Fetched) -> String {
    match fetched {
        Fetched::Failed(why) => why,
        other => panic!("not failed: {other:?}"),
    }
}

/// Runs it and says how long it took.
pub fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (run(), start.elapsed())
}
