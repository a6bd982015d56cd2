//! A web server on loopback that does what its script says, well or badly, with or without TLS.
//!
//! It answers one request per connection, so that a script that breaks the connection breaks
//! nothing else.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

/// What answers a request, once it was read.
pub type Script = dyn Fn(&Request, &mut dyn Write) -> io::Result<()> + Send + Sync;

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Path and query.
    pub target: String,
    /// Headers in order, names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Request {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// The host that was asked, without its port.
    #[must_use]
    pub fn host(&self) -> &str {
        let host = self.header("host").unwrap_or_default();
        host.rsplit_once(':').map_or(host, |(name, _)| name)
    }
}

/// A running server. It ends when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    scheme: &'static str,
    seen: Arc<Mutex<Vec<Request>>>,
    stopped: Arc<AtomicBool>,
}

impl Server {
    /// Serves plain HTTP on a free port.
    #[must_use]
    pub fn plain(
        script: impl Fn(&Request, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::start(
            TcpListener::bind("127.0.0.1:0").unwrap(),
            None,
            Arc::new(script),
        )
    }

    /// Serves HTTPS on a free port.
    #[must_use]
    pub fn tls(
        config: Arc<ServerConfig>,
        script: impl Fn(&Request, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::start(
            TcpListener::bind("127.0.0.1:0").unwrap(),
            Some(config),
            Arc::new(script),
        )
    }

    /// Serves HTTPS at this address, such as on port 443 of a loopback address.
    ///
    /// # Errors
    /// Where the address cannot be had: it is taken, or the port needs rights that the test does
    /// not have.
    pub fn tls_at(
        address: SocketAddr,
        config: Arc<ServerConfig>,
        script: impl Fn(&Request, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Ok(Self::start(
            TcpListener::bind(address)?,
            Some(config),
            Arc::new(script),
        ))
    }

    fn start(listener: TcpListener, tls: Option<Arc<ServerConfig>>, script: Arc<Script>) -> Self {
        let server = Self {
            address: listener.local_addr().unwrap(),
            scheme: if tls.is_some() { "https" } else { "http" },
            seen: Arc::default(),
            stopped: Arc::default(),
        };
        let (seen, stopped) = (Arc::clone(&server.seen), Arc::clone(&server.stopped));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let (tls, script, seen) = (tls.clone(), Arc::clone(&script), Arc::clone(&seen));
                thread::spawn(move || serve(stream, tls, &*script, &seen));
            }
        });
        server
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The URL of a path on one of its hosts.
    #[must_use]
    pub fn url(&self, host: &str, path: &str) -> String {
        format!("{}://{host}:{}{path}", self.scheme, self.port())
    }

    /// The value of `--resolve` that leads this host here.
    #[must_use]
    pub fn resolve(&self, host: &str) -> String {
        format!("{host}:{}:{}", self.port(), self.address.ip())
    }

    /// All requests so far, in the order of their arrival.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // Wakes the listener; where nobody listens any more there is nothing to wake.
        let _ = TcpStream::connect(self.address);
    }
}

/// Writes a complete, correct answer.
///
/// # Errors
/// Where the client has gone away.
pub fn respond(
    out: &mut dyn Write,
    status: u16,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<()> {
    head(out, status, headers)?;
    write!(out, "content-length: {}\r\n\r\n", body.len())?;
    out.write_all(body)
}

/// Writes status line and headers, without the blank line: the start of an answer that goes wrong
/// later.
///
/// # Errors
/// Where the client has gone away.
pub fn head(out: &mut dyn Write, status: u16, headers: &[(&str, &str)]) -> io::Result<()> {
    write!(
        out,
        "HTTP/1.1 {status} Some Reason\r\nconnection: close\r\n"
    )?;
    headers
        .iter()
        .try_for_each(|(name, value)| write!(out, "{name}: {value}\r\n"))
}

/// A certificate authority for one test: what `--cacert` names.
pub struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Default for Authority {
    fn default() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).unwrap().pem();
        Self {
            pem,
            issuer: Issuer::new(params, key),
        }
    }
}

impl Authority {
    /// Its certificate as PEM.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// What a server needs to be these hosts.
    #[must_use]
    pub fn server(&self, hosts: &[&str]) -> Arc<ServerConfig> {
        self.issue(hosts, |_| ()).server()
    }

    /// A certificate for these hosts, changed so that it is, for example, an expired one.
    #[must_use]
    pub fn issue(&self, hosts: &[&str], change: impl FnOnce(&mut CertificateParams)) -> Issued {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(
            hosts
                .iter()
                .map(|host| (*host).to_owned())
                .collect::<Vec<_>>(),
        )
        .unwrap();
        change(&mut params);
        Issued {
            certificate: params.signed_by(&key, &self.issuer).unwrap(),
            key,
        }
    }
}

/// A web server's certificate with its key.
#[derive(Debug)]
pub struct Issued {
    certificate: Certificate,
    key: KeyPair,
}

impl Issued {
    /// Certificate and key as PEM, for servers that read files.
    #[must_use]
    pub fn pem(&self) -> (String, String) {
        (self.certificate.pem(), self.key.serialize_pem())
    }

    /// What a server of this process needs.
    #[must_use]
    pub fn server(&self) -> Arc<ServerConfig> {
        let key = PrivateKeyDer::try_from(self.key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap();
        Arc::new(
            config
                .with_no_client_auth()
                .with_single_cert(vec![self.certificate.der().clone()], key)
                .unwrap(),
        )
    }
}

fn serve(
    mut tcp: TcpStream,
    tls: Option<Arc<ServerConfig>>,
    script: &Script,
    seen: &Mutex<Vec<Request>>,
) {
    if tcp.set_read_timeout(Some(Duration::from_secs(10))).is_err() {
        return;
    }
    // An error here is the client's going away, which is what the faults are about.
    let _ = match tls {
        None => answer(&mut tcp, script, seen),
        Some(config) => {
            let Ok(mut session) = rustls::ServerConnection::new(config) else {
                return;
            };
            let answered = answer(
                &mut rustls::Stream::new(&mut session, &mut tcp),
                script,
                seen,
            );
            session.send_close_notify();
            let _ = session.write_tls(&mut tcp);
            answered
        }
    };
    let _ = tcp.shutdown(Shutdown::Write);
    // Reading what is left keeps the kernel from resetting the connection before the answer has
    // arrived.
    let _ = tcp.take(1 << 20).read_to_end(&mut Vec::new());
}

fn answer(
    stream: &mut (impl Read + Write),
    script: &Script,
    seen: &Mutex<Vec<Request>>,
) -> io::Result<()> {
    let request = read_request(stream)?;
    seen.lock().unwrap().push(request.clone());
    script(&request, stream)?;
    stream.flush()
}

fn read_request(stream: &mut impl Read) -> io::Result<Request> {
    let mut lines = BufReader::with_capacity(1, stream).lines();
    let mut next = || {
        lines
            .next()
            .unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))
    };
    let target = next()?.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    loop {
        let line = next()?;
        let Some((name, value)) = line.split_once(':') else {
            return Ok(Request { target, headers });
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}
