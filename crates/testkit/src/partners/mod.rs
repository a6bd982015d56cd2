//! Many invented teams at once, for measuring a scheduled run: profiles in three formats, signed,
//! with checksums, keys and pins.
//!
//! Every third profile is a PDF, an HTML page, a text; every second key is RSA-4096, the others are
//! Ed25519. The RSA keys share the numbers of one committed key and differ in their time, because
//! making 500 such keys takes an hour; to whoever verifies they are as different as any.

mod pdf;

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io, thread};

use crate::{CertSpec, Signing, TestCert, Timestamp, at, checksum, repository};

/// Writes the teams `0..count` below `folder`: `profiles/` with what lies beside each document,
/// `keyring/` with a pin and the certificate of each, `keys/` with the certificates for `gpgv`, and
/// `list.tsv` with document and printed fingerprint.
///
/// # Errors
/// Where a file cannot be written.
pub fn write(folder: &Path, count: usize) -> io::Result<()> {
    for name in ["profiles", "keyring/partners", "keys"] {
        fs::create_dir_all(folder.join(name))?;
    }
    let rsa = TestCert::from_bytes(&fs::read(
        repository().join("testdata/keys/cert-koral.secret.asc"),
    )?);
    let workers = thread::available_parallelism()?.get();
    thread::scope(|scope| {
        let all: Vec<_> = (0..workers)
            .map(|worker| {
                let rsa = &rsa;
                scope.spawn(move || {
                    (worker..count)
                        .step_by(workers)
                        .try_for_each(|number| Team::new(number, rsa).write(folder))
                })
            })
            .collect();
        all.into_iter()
            .try_for_each(|worker| worker.join().unwrap())
    })?;
    let lines = (0..count)
        .map(|number| fs::read_to_string(folder.join(format!("keys/{}.line", name(number)))));
    fs::write(
        folder.join("list.tsv"),
        lines.collect::<io::Result<String>>()?,
    )
}

fn name(number: usize) -> String {
    format!("team-{number:05}")
}

/// One invented team.
struct Team {
    number: usize,
    name: String,
    cert: TestCert,
}

impl Team {
    fn new(number: usize, rsa: &TestCert) -> Self {
        let name = name(number);
        let user_id = format!("CERT of {name} <cert@{name}.example>");
        let created = at("2022-01-01T00:00:00Z")
            .checked_add(jiff::SignedDuration::from_secs(number as i64))
            .unwrap();
        let material = number.is_multiple_of(2).then(|| rsa.clone());
        let cert = CertSpec {
            created,
            material,
            ..CertSpec::new(&user_id)
        }
        .build();
        Self { number, name, cert }
    }

    fn write(&self, folder: &Path) -> io::Result<()> {
        let text = self.text();
        let (ending, document) = match self.number % 3 {
            0 => ("pdf", pdf::document(&text)),
            1 => ("html", html(&text).into_bytes()),
            _ => ("txt", text.into_bytes()),
        };
        let file = format!("{}.{ending}", self.name);
        let profiles = folder.join("profiles");
        let signed: Timestamp = at("2026-05-01T00:00:00Z");
        fs::write(profiles.join(&file), &document)?;
        fs::write(
            profiles.join(format!("{file}.sig")),
            self.cert.sign_detached(&document, &Signing::at(signed)),
        )?;
        fs::write(
            profiles.join(format!("{file}.sha256")),
            checksum::gnu_line(&document, &file),
        )?;
        let pin = format!(
            "team = \"CERT-{0}\"\n\n[[pin]]\nfingerprint = \"{1}\"\ndomains = [\"{0}.example\"]\nhow = \"by phone\"\nwho = \"A. Analyst\"\nwhen = 2026-06-02\n",
            self.name,
            self.cert.fingerprint().spaced()
        );
        let partners = folder.join("keyring/partners");
        fs::write(partners.join(format!("{}.toml", self.name)), pin)?;
        fs::write(
            partners.join(format!("{}.asc", self.name)),
            self.cert.armored(),
        )?;
        let keys = folder.join("keys");
        fs::write(keys.join(format!("{}.pgp", self.name)), self.cert.binary())?;
        fs::write(
            keys.join(format!("{}.line", self.name)),
            format!("{file}\t{}\n", self.cert.fingerprint().spaced()),
        )
    }

    /// A profile after the outline of RFC 2350, some three pages long.
    fn text(&self) -> String {
        let (name, fingerprint) = (&self.name, self.cert.fingerprint());
        let filler =
            "The team answers every report within one working day and keeps what it learns to those who need it.\n".repeat(6);
        let mut text = format!("RFC 2350 description of CERT-{name}\n\n");
        let mut section = |number: &str, title: &str, body: &str| {
            write!(text, "{number} {title}\n\n{body}\n\n").unwrap();
        };
        section("1.", "Document Information", "");
        section(
            "1.1",
            "Date of Last Update",
            "This is version 1.4, published on 2026-04-28.",
        );
        section(
            "1.2",
            "Distribution List for Notifications",
            "There is none.",
        );
        section(
            "1.3",
            "Locations where this Document May Be Found",
            &format!("https://www.{name}.example/rfc2350"),
        );
        section(
            "1.4",
            "Authenticating this Document",
            "It is signed with the key of section 2.8.",
        );
        section("2.", "Contact Information", "");
        section("2.1", "Name of the Team", &format!("CERT-{name}"));
        section(
            "2.2",
            "Address",
            &format!("CERT-{name}, 1 Harbour Street, 98000 Port Example"),
        );
        section("2.3", "Time Zone", "CET, UTC+1");
        section(
            "2.4",
            "Telephone Number",
            &format!(
                "+33 1 55 5{:01} {:02} {:02}",
                self.number % 10,
                self.number / 100 % 100,
                self.number % 100
            ),
        );
        section(
            "2.7",
            "Electronic Mail Address",
            &format!("cert@{name}.example"),
        );
        let key = format!(
            "User ID: CERT of {name} <cert@{name}.example>\nKey ID: 0x{}\nFingerprint: {}",
            fingerprint.key_id(),
            fingerprint.spaced()
        );
        section("2.8", "Public Keys and Encryption Information", &key);
        section("2.9", "Team Members", "No list is published.");
        section("3.", "Charter", "");
        for (number, title) in [
            ("3.1", "Mission Statement"),
            ("3.2", "Constituency"),
            ("3.4", "Authority"),
        ] {
            section(number, title, &filler);
        }
        section("4.", "Policies", "");
        for (number, title) in [
            ("4.1", "Types of Incidents and Level of Support"),
            ("4.3", "Communication and Authentication"),
        ] {
            section(number, title, &filler);
        }
        section("5.", "Services", "");
        for (number, title) in [
            ("5.1", "Incident Response"),
            ("5.2", "Proactive Activities"),
            ("6.", "Incident Reporting Forms"),
        ] {
            section(number, title, &filler);
        }
        section(
            "7.",
            "Disclaimers",
            "While every precaution is taken, the team assumes no responsibility for errors.",
        );
        text
    }
}

/// The same as a page, with a style sheet and a heading for each section.
fn html(text: &str) -> String {
    let mut page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>RFC 2350</title>\n\
                    <style>body { font: 1rem/1.5 sans-serif; max-width: 60rem } h2 { color: #124 } .note { display: none }</style>\n\
                    </head><body>\n"
        .to_owned();
    for paragraph in text
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        let escaped = paragraph
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('\n', "<br>\n");
        let tag = if paragraph.starts_with(|c: char| c.is_ascii_digit()) {
            "h2"
        } else {
            "p"
        };
        writeln!(page, "<{tag}>{escaped}</{tag}>").unwrap();
    }
    page + "</body></html>\n"
}
