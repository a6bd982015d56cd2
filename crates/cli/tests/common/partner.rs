//! An invented partner whose web server, keys and document a test changes from night to night.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use bonafide_testkit::server::{Server, respond};
use bonafide_testkit::{CertSpec, Signing, TestCert, at};
use serde_json::Value;
use tempfile::TempDir;

use super::{Run, bonafide};

pub const HOST: &str = "www.elm.example";

/// What the server has, by path; `None` while it is down.
type Pages = Arc<Mutex<Option<BTreeMap<String, Vec<u8>>>>>;

/// A home, a trust directory, a directory of partners, and the partner's server.
pub struct World {
    pub home: TempDir,
    pub folder: TempDir,
    pub server: Server,
    pages: Pages,
    /// Paths that the server has and cannot give.
    broken: Arc<Mutex<BTreeSet<String>>>,
}

/// The key of CERT-ELM. The name makes the key, so another name is another key.
pub fn key(name: &str) -> TestCert {
    CertSpec {
        expires: Some(at("2026-11-20T00:00:00Z")),
        ..CertSpec::new(&format!("{name} <cert@elm.example>"))
    }
    .build()
}

/// A profile that prints the key, with that version and phone number.
pub fn profile(base: &str, key: &TestCert, version: &str, phone: &str) -> String {
    format!(
        "CERT-ELM: description according to RFC 2350\n\n1. Document Information\n\n1.1 Date of Last Update\n\n\
         This is version {version}, published on 2026-04-08.\n\n1.3 Locations where this Document May Be Found\n\n{base}/rfc2350.txt\n\n\
         2. Contact Information\n\n2.1 Name of the Team\n\nOfficial name: Computer Emergency Response Team of Elm\n\
         Short name: CERT-ELM\n\n2.4 Telephone Number\n\n{phone}\n\n2.7 Electronic Mail Address\n\ncert@elm.example\n\n\
         2.8 Public Keys and Encryption Information\n\nUser ID: CERT-ELM <cert@elm.example>\nFingerprint: {}\n\n\
         The key is available at: {base}/elm.asc\n",
        key.fingerprint().spaced()
    )
}

impl World {
    /// Everything is in order: the key is pinned and the document signed.
    pub fn new() -> Self {
        let pages = Pages::default();
        let broken = Arc::<Mutex<BTreeSet<String>>>::default();
        let (shared, failing) = (Arc::clone(&pages), Arc::clone(&broken));
        // As servers do, it takes no notice of a query that it does not know, and of
        // percent-encoding that is not needed.
        let path = |target: &str| {
            target
                .split('?')
                .next()
                .unwrap_or_default()
                .replace("%2E", ".")
        };
        let server = Server::plain(move |request, out| match shared.lock().unwrap().as_ref() {
            None => respond(out, 500, &[], b"down"),
            Some(_) if failing.lock().unwrap().contains(&request.target) => {
                respond(out, 500, &[], b"broken")
            }
            Some(pages) => match pages.get(&path(&request.target)) {
                Some(body) => respond(
                    out,
                    200,
                    &[
                        ("content-type", "text/plain"),
                        ("cache-control", "no-store"),
                    ],
                    body,
                ),
                None => respond(out, 404, &[], b"none"),
            },
        });
        let world = Self {
            home: tempfile::tempdir().unwrap(),
            folder: tempfile::tempdir().unwrap(),
            server,
            pages,
            broken,
        };
        world.pin(&key("CERT-ELM"));
        world.entry(
            "elm",
            &format!("profile = \"{}/rfc2350.txt\"\n", world.base()),
        );
        world.publish(&key("CERT-ELM"), "1.0", "+44 20 7946 0137");
        world
    }

    pub fn base(&self) -> String {
        self.server.url(HOST, "")
    }

    pub fn partners(&self) -> std::path::PathBuf {
        self.folder.path().join("partners")
    }

    pub fn history(&self) -> std::path::PathBuf {
        self.home
            .path()
            .join(".local/share/bonafide/history.sqlite")
    }

    pub fn entry(&self, name: &str, text: &str) {
        write(&self.partners().join(format!("{name}.toml")), text);
    }

    pub fn pin(&self, key: &TestCert) {
        let pin = format!(
            "team = \"CERT-ELM\"\n[[pin]]\nfingerprint = \"{}\"\ndomains = [\"elm.example\"]\nhow = \"by phone\"\nwho = \"A. Analyst\"\n\
             when = 2026-04-10\n",
            key.fingerprint()
        );
        write(
            &self.folder.path().join("keyring/partners/cert-elm.toml"),
            &pin,
        );
    }

    /// The server has a document of that version, signed by that key, and the key.
    pub fn publish(&self, key: &TestCert, version: &str, phone: &str) {
        let text = profile(&self.base(), key, version, phone);
        let signature =
            key.sign_detached(text.as_bytes(), &Signing::at(at("2026-04-08T10:00:00Z")));
        self.serve(&[
            ("/rfc2350.txt", text.as_bytes()),
            ("/rfc2350.txt.sig", &signature),
            ("/elm.asc", &key.armored()),
        ]);
    }

    pub fn serve(&self, pages: &[(&str, &[u8])]) {
        *self.pages.lock().unwrap() = Some(
            pages
                .iter()
                .map(|(path, body)| ((*path).to_owned(), body.to_vec()))
                .collect(),
        );
    }

    /// What the server has at that path.
    pub fn page(&self, path: &str) -> Vec<u8> {
        self.pages.lock().unwrap().as_ref().unwrap()[path].clone()
    }

    /// The key as the server has it, in a file.
    pub fn saved_key(&self) -> std::path::PathBuf {
        let path = self.folder.path().join("saved.asc");
        std::fs::write(&path, self.page("/elm.asc")).unwrap();
        path
    }

    pub fn put(&self, path: &str, body: &[u8]) {
        let mut pages = self.pages.lock().unwrap();
        pages
            .as_mut()
            .unwrap()
            .insert(path.to_owned(), body.to_vec());
    }

    pub fn remove(&self, path: &str) {
        self.pages.lock().unwrap().as_mut().unwrap().remove(path);
    }

    /// What stands at these paths, and at no others, cannot be had.
    pub fn break_only(&self, paths: &[&str]) {
        *self.broken.lock().unwrap() = paths.iter().map(|path| (*path).to_owned()).collect();
    }

    pub fn down(&self) {
        *self.pages.lock().unwrap() = None;
    }

    /// The program, told where everything is, judging by three o'clock of that day of November.
    pub fn audit(&self, day: u32, more: &[&str]) -> Run {
        Run::of(&mut self.command(day, more))
    }

    /// The same, not run yet.
    pub fn command(&self, day: u32, more: &[&str]) -> std::process::Command {
        let mut command = bonafide(self.home.path());
        command
            .arg("audit")
            .arg(self.partners())
            .arg("--keyring")
            .arg(self.folder.path().join("keyring"));
        command
            .args([
                "--at",
                &format!("2026-11-{day:02}T03:00:00Z"),
                "--remember",
                "--resolve",
                &self.server.resolve(HOST),
            ])
            .args(more);
        command
    }

    /// `bonafide verify SUBJECT --format json`, judged by three o'clock of that day of November and remembered.
    pub fn verify(&self, day: u32, subject: &str, more: &[&str]) -> Run {
        let at = format!("2026-11-{day:02}T03:00:00Z");
        self.run_at(
            &["verify", subject, "--format", "json"],
            &at,
            &[&["--remember"], more].concat(),
        )
    }

    /// A command about this partner, judged by that time, and remembered only where `more` says so.
    pub fn run_at(&self, command: &[&str], at: &str, more: &[&str]) -> Run {
        let mut run = bonafide(self.home.path());
        run.args(command)
            .arg("--keyring")
            .arg(self.folder.path().join("keyring"));
        Run::of(
            run.args(["--at", at, "--resolve", &self.server.resolve(HOST)])
                .args(more),
        )
    }

    /// The JSON of one night, which has one subject.
    pub fn night(&self, day: u32) -> Night {
        let run = self.audit(day, &["--format", "json"]);
        Night {
            code: run.code,
            json: run.json(),
        }
    }

    pub fn ack(&self, more: &[&str]) -> Run {
        Run::of(bonafide(self.home.path()).args(["audit", "ack"]).args(more))
    }
}

/// What one night's report says.
pub struct Night {
    pub code: i32,
    pub json: Value,
}

impl Night {
    pub fn subject(&self) -> &Value {
        &self.json["subjects"][0]
    }

    /// Verdict or result, with its reason word.
    pub fn state(&self) -> String {
        let subject = self.subject();
        let word = subject["verdict"]
            .as_str()
            .or(subject["result"].as_str())
            .unwrap();
        format!(
            "{word}{}",
            subject["why"]
                .as_str()
                .map(|why| format!("/{why}"))
                .unwrap_or_default()
        )
    }

    pub fn changes(&self) -> Vec<String> {
        self.json["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| change["kind"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Exit code, state and changes in one comparable text.
    pub fn told(&self) -> String {
        format!(
            "{} {} [{}]",
            self.code,
            self.state(),
            self.changes().join(" ")
        )
    }
}

pub fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}
