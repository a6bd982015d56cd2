//! Team web sites for the program to visit.

#![allow(dead_code, clippy::unwrap_used, clippy::print_stdout)]

use bonafide_testkit::skip_here;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::Command;

use bonafide_testkit::server::{Authority, Server};
use bonafide_testkit::site::Site;

use crate::common::{Run, bonafide};

/// A site on the standard port, and a user's home.
pub struct Web {
    pub server: Server,
    pub home: tempfile::TempDir,
    ca: PathBuf,
    hosts: Vec<String>,
}

impl Web {
    /// `None` with a message where port 443 cannot be had. Tests run at the same time, so each takes an address of its own.
    pub fn of(site: Site, [third, fourth]: [u8; 2]) -> Option<Self> {
        let authority = Authority::default();
        let home = tempfile::tempdir().unwrap();
        let ca = home.path().join("ca.pem");
        std::fs::write(&ca, authority.pem()).unwrap();
        let hosts = site.hosts();
        match site.serve_tls_on_443(
            &authority,
            IpAddr::V4(Ipv4Addr::new(127, 23, third, fourth)),
        ) {
            Ok(server) => Some(Self {
                server,
                home,
                ca,
                hosts,
            }),
            Err(error) => {
                skip_here(&format!("port 443 on loopback: {error}"));
                None
            }
        }
    }

    /// `bonafide verify URL --format json` as of the cases' time, without history and with these further arguments.
    pub fn verify(&self, url: &str, more: &[&str]) -> Command {
        let mut command = bonafide(self.home.path());
        command.args([
            "verify",
            url,
            "--at",
            "2026-11-01",
            "--no-history",
            "--format",
            "json",
        ]);
        command.args(["--cacert", self.ca.to_str().unwrap()]);
        for host in &self.hosts {
            command.args(["--resolve", &self.server.resolve(host)]);
        }
        command.args(more);
        command
    }

    /// `bonafide selfcheck DIR --format json` with these further arguments, and what it prints.
    pub fn selfcheck(&self, directory: &Path, more: &[&str]) -> Run {
        let mut command = bonafide(self.home.path());
        command
            .arg("selfcheck")
            .arg(directory)
            .args(["--at", "2026-11-01", "--format", "json"]);
        command.args(["--cacert", self.ca.to_str().unwrap()]);
        for host in &self.hosts {
            command.args(["--resolve", &self.server.resolve(host)]);
        }
        Run::of(command.args(more))
    }

    /// What `verify` prints.
    pub fn run(&self, url: &str, more: &[&str]) -> Run {
        Run::of(&mut self.verify(url, more))
    }
}
