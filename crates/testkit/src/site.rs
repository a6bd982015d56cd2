//! Web sites of teams, all on one loopback server: a map from host and path to an answer.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use crate::server::{Authority, Request, Server, head, respond};

/// What a path answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    fault: Fault,
}

/// How an answer goes wrong on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does not.
    None,
    /// The connection ends in the middle of the body.
    CutOff,
    /// One byte in each such time.
    Trickle(Duration),
    /// The body is sent again and again, without end.
    Endless,
    /// Nothing is ever sent.
    Silence,
}

impl Page {
    /// A page that is found.
    #[must_use]
    pub fn ok(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: vec![("content-type".to_owned(), media_type.to_owned())],
            body: body.into(),
            fault: Fault::None,
        }
    }

    /// An error page of that status.
    #[must_use]
    pub fn error(status: u16) -> Self {
        Self {
            status,
            ..Self::ok(
                "text/html",
                "<!doctype html><title>Error</title><p>Something else than was asked for.",
            )
        }
    }

    /// A redirect.
    #[must_use]
    pub fn redirect(to: &str) -> Self {
        Self {
            status: 302,
            ..Self::ok("text/html", "")
        }
        .header("location", to)
    }

    /// With a further header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Going wrong on its way.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.fault = fault;
        self
    }

    fn send(&self, out: &mut dyn Write) -> io::Result<()> {
        let headers: Vec<(&str, &str)> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        match self.fault {
            Fault::None => respond(out, self.status, &headers, &self.body),
            Fault::Silence => {
                std::thread::sleep(Duration::from_secs(600));
                Ok(())
            }
            Fault::CutOff => {
                head(out, self.status, &headers)?;
                write!(out, "content-length: {}\r\n\r\n", self.body.len() + 1)?;
                out.write_all(&self.body)
            }
            Fault::Trickle(pause) => {
                head(out, self.status, &headers)?;
                write!(out, "content-length: {}\r\n\r\n", self.body.len())?;
                self.body.iter().try_for_each(|byte| {
                    std::thread::sleep(pause);
                    out.write_all(&[*byte])?;
                    out.flush()
                })
            }
            Fault::Endless => {
                head(out, self.status, &headers)?;
                write!(out, "\r\n")?;
                loop {
                    out.write_all(if self.body.is_empty() {
                        b"\n"
                    } else {
                        &self.body
                    })?;
                }
            }
        }
    }
}

/// Pages by host and by path with query.
#[derive(Debug, Clone, Default)]
pub struct Site {
    pages: BTreeMap<String, BTreeMap<String, Page>>,
}

impl Site {
    /// With a page. A path is given as it is asked for, so percent-encoded.
    #[must_use]
    pub fn page(mut self, host: &str, path: &str, page: Page) -> Self {
        self.pages
            .entry(host.to_owned())
            .or_default()
            .insert(path.to_owned(), page);
        self
    }

    /// All its hosts.
    #[must_use]
    pub fn hosts(&self) -> Vec<String> {
        self.pages.keys().cloned().collect()
    }

    /// Serves all hosts over HTTPS on the standard port of this loopback address, where documents
    /// that print URLs without a port lead.
    ///
    /// # Errors
    /// Where port 443 cannot be had.
    pub fn serve_tls_on_443(self, authority: &Authority, address: IpAddr) -> io::Result<Server> {
        let hosts = self.hosts();
        let config = authority.server(&hosts.iter().map(String::as_str).collect::<Vec<_>>());
        Server::tls_at(
            SocketAddr::new(address, 443),
            config,
            move |request, out| self.answer(request, out),
        )
    }

    /// Serves it over plain HTTP. What is not there answers 404.
    #[must_use]
    pub fn serve(self) -> Server {
        Server::plain(move |request, out| self.answer(request, out))
    }

    /// Serves it over HTTPS with a certificate of that authority.
    #[must_use]
    pub fn serve_tls(self, authority: &Authority) -> Server {
        let hosts = self.hosts();
        let config = authority.server(&hosts.iter().map(String::as_str).collect::<Vec<_>>());
        Server::tls(config, move |request, out| self.answer(request, out))
    }

    fn answer(&self, request: &Request, out: &mut dyn Write) -> io::Result<()> {
        match self
            .pages
            .get(request.host())
            .and_then(|pages| pages.get(&request.target))
        {
            Some(page) => page.send(out),
            None => Page::error(404).send(out),
        }
    }
}
