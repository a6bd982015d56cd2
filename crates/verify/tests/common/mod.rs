//! Whole subjects for the end-to-end tests: documents are read by the real reader, certificates and
//! signatures are real, and the clock stands still at [`NOW`].
//!
//! Alpha CERT is the honest team, Mallory the attacker. Mallory has a key, web sites and a web key
//! directory, and in some tests is a team that the user trusts for itself.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use bonafide_model::Timestamp;
use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use bonafide_profile::Hint;
use bonafide_testkit::{CertSpec, Signing, TestCert, at};

pub const NOW: &str = "2026-06-01T00:00:00Z";
pub const SIGNED: &str = "2026-01-10T09:00:00Z";
pub const URL: &str = "https://www.alpha.example/rfc2350.txt";
pub const ALPHA: &str = "Alpha CERT <cert@alpha.example>";
pub const MALLORY: &str = "Mallory CERT <cert@mallory.example>";

pub fn alpha() -> TestCert {
    CertSpec::new(ALPHA).build()
}

/// The attacker's own key, in its own name.
pub fn mallory() -> TestCert {
    CertSpec::new(MALLORY).build()
}

/// The attacker's key in Alpha's name.
pub fn forged() -> TestCert {
    CertSpec {
        seed: "the attacker's".to_owned(),
        ..CertSpec::new(ALPHA)
    }
    .build()
}

pub fn introducer() -> TestCert {
    CertSpec::new("Introducer <vouch@introducer.example>").build()
}

pub fn signing() -> Signing {
    Signing::at(at(SIGNED))
}

/// What a profile prints.
#[derive(Clone)]
pub struct Sheet {
    pub official: String,
    pub short: String,
    pub version: String,
    pub date: String,
    pub phone: String,
    pub emails: Vec<String>,
    pub user_id: String,
    pub fingerprints: Vec<String>,
    pub key_id: Option<String>,
    pub more: String,
}

impl Sheet {
    /// Alpha's profile with this key.
    pub fn alpha(key: &TestCert) -> Self {
        Self {
            official: "Alpha CERT".to_owned(),
            short: "A-CERT".to_owned(),
            version: "1.2".to_owned(),
            date: "2026-01-10".to_owned(),
            phone: "+44 20 7946 0137".to_owned(),
            emails: vec!["cert@alpha.example".to_owned()],
            user_id: ALPHA.to_owned(),
            fingerprints: vec![key.fingerprint().to_string()],
            key_id: Some(key.fingerprint().key_id().to_owned()),
            more: String::new(),
        }
    }

    /// Mallory's profile of itself.
    pub fn mallory() -> Self {
        Self {
            official: "Mallory CERT".to_owned(),
            short: "MAL".to_owned(),
            emails: vec!["cert@mallory.example".to_owned()],
            user_id: MALLORY.to_owned(),
            ..Self::alpha(&mallory())
        }
    }

    pub fn text(&self) -> String {
        let fingerprints: String = self
            .fingerprints
            .iter()
            .map(|digits| format!("    Fingerprint: {digits}\n"))
            .collect();
        let key_id = self
            .key_id
            .as_ref()
            .map(|digits| format!("    Key ID: 0x{digits}\n"))
            .unwrap_or_default();
        let emails: String = self
            .emails
            .iter()
            .map(|email| format!("    {email}\n"))
            .collect();
        format!(
            "{short}: description according to RFC 2350\n\n1. Document Information\n\n1.1 Date of Last Update\n\n    This is version \
             {version}, published on {date}.\n\n1.4 Authenticating this Document\n\n    This document is signed with the PGP key of \
             the team.\n\n2. Contact Information\n\n2.1 Name of the Team\n\n    Official name: {official}\n    Short name: {short}\n\n\
             2.4 Telephone Number\n\n    {phone}\n\n2.7 Electronic Mail Address\n\n{emails}\n2.8 Public Keys and Encryption \
             Information\n\n    User ID: {user_id}\n{key_id}{fingerprints}\n{more}3. Charter\n\n3.1 Mission Statement\n\n    To help.\n",
            short = self.short,
            version = self.version,
            date = self.date,
            official = self.official,
            phone = self.phone,
            user_id = self.user_id,
            more = self.more,
        )
    }
}

pub fn web(kind: OriginKind, url: &str) -> Origin {
    Origin {
        kind,
        url: Some(url.to_owned()),
        path: None,
        chain: Vec::new(),
        address: None,
        tls: url.starts_with("https:"),
        copy_age_seconds: None,
    }
}

pub fn artifact(bytes: impl Into<Vec<u8>>, origin: Origin) -> Artifact {
    Artifact {
        bytes: bytes.into(),
        origin,
        declared_type: None,
    }
}

/// One subject with everything that is needed to judge it.
#[derive(Clone)]
pub struct Case {
    pub dossier: Dossier,
    pub trust: Trust,
    pub past: Past,
    pub policy: Policy,
    pub now: Timestamp,
}

impl Case {
    /// An unsigned document at [`URL`].
    pub fn of(document: impl Into<Vec<u8>>) -> Self {
        Self::at(document, URL)
    }

    pub fn at(document: impl Into<Vec<u8>>, url: &str) -> Self {
        let bytes = document.into();
        let hint = Hint {
            url: Some(url.to_owned()),
            ..Hint::default()
        };
        let reading = bonafide_profile::read(&bytes, &hint);
        let mut certificates = Vec::new();
        if let Ok(profile) = &reading {
            let whole = profile
                .claims
                .embedded_keys
                .iter()
                .filter(|key| !key.value.armor.is_empty());
            certificates
                .extend(whole.map(|key| artifact(key.value.armor.clone(), Origin::embedded())));
        }
        let dossier = Dossier {
            subject: url.to_owned(),
            document: Some(artifact(bytes, web(OriginKind::Flag, url))),
            reading: Some(reading),
            confinement: None,
            signatures: Vec::new(),
            checksums: Vec::new(),
            certificates,
            attempts: Vec::new(),
            twins: Vec::new(),
            second_look: None,
            captures: Vec::new(),
            statements: Vec::new(),
        };
        Self {
            dossier,
            trust: Trust::default(),
            past: Past::NotAsked,
            policy: Policy::default(),
            now: at(NOW),
        }
    }

    /// A document with a detached signature of this key beside it, and the key.
    pub fn signed(document: impl Into<Vec<u8>>, key: &TestCert) -> Self {
        let case = Self::of(document);
        let signature = key.sign_detached(case.document(), &signing());
        case.signature(signature).key(key.armored())
    }

    /// Alpha's own profile, complete.
    pub fn honest() -> Self {
        Self::signed(Sheet::alpha(&alpha()).text(), &alpha())
    }

    pub fn document(&self) -> &[u8] {
        &self.dossier.document.as_ref().unwrap().bytes
    }

    pub fn url(&self) -> String {
        self.dossier.subject.clone()
    }

    pub fn profile(&self) -> &Profile {
        self.dossier.reading.as_ref().unwrap().as_ref().unwrap()
    }

    pub fn signature(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        let url = format!("{}.sig", self.url());
        self.dossier
            .signatures
            .push(artifact(bytes, web(OriginKind::Sidecar, &url)));
        self
    }

    pub fn checksum(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        let url = format!("{}.sha256", self.url());
        self.dossier
            .checksums
            .push(artifact(bytes, web(OriginKind::Sidecar, &url)));
        self
    }

    /// A certificate from a place that the document prints.
    pub fn key(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.key_from(
            bytes,
            web(OriginKind::PrintedUrl, "https://www.alpha.example/key.asc"),
        )
    }

    pub fn key_from(mut self, bytes: impl Into<Vec<u8>>, origin: Origin) -> Self {
        self.dossier.certificates.push(artifact(bytes, origin));
        self
    }

    pub fn pin(mut self, pin: Pin) -> Self {
        self.trust.pins.push(pin);
        self
    }

    pub fn trusting(mut self, trust: Trust) -> Self {
        self.trust = trust;
        self
    }

    pub fn on(mut self, day: &str) -> Self {
        self.now = at(&format!("{day}T12:00:00Z"));
        self
    }

    pub fn assess(&self) -> Assessment {
        bonafide_verify::assess(
            &self.dossier,
            &self.trust,
            &self.past,
            &self.policy,
            self.now,
        )
    }

    pub fn verdict(&self) -> Verdict {
        self.assess().verdict
    }

    pub fn said(&self) -> (Verdict, Option<Why>) {
        let assessment = self.assess();
        (assessment.verdict, assessment.why)
    }
}

pub fn pin(team: &str, key: &TestCert, domain: &str) -> Pin {
    Pin {
        team: team.to_owned(),
        fingerprint: key.fingerprint(),
        domains: vec![domain.to_owned()],
        emails: Vec::new(),
        how: "by phone".to_owned(),
        who: "an analyst".to_owned(),
        when: "2026-03-02".parse().unwrap(),
        confirm_again: None,
        source: "partner.toml".to_owned(),
    }
}

pub fn alpha_pin() -> Pin {
    pin("Alpha CERT", &alpha(), "alpha.example")
}

pub fn mallory_pin() -> Pin {
    pin("Mallory CERT", &mallory(), "mallory.example")
}

pub fn entry(name: &str, email: &str, key: &TestCert) -> DirectoryEntry {
    DirectoryEntry {
        names: vec![name.to_owned()],
        emails: vec![email.to_owned()],
        phones: Vec::new(),
        fingerprints: vec![key.fingerprint()],
    }
}

pub fn directory(taken: &str, entries: Vec<DirectoryEntry>) -> DirectorySnapshot {
    let (name, source) = ("trusted-introducer".to_owned(), "snapshot.json".to_owned());
    DirectorySnapshot {
        name,
        taken: taken.parse().unwrap(),
        entries,
        source,
    }
}

pub fn alpha_directory() -> DirectorySnapshot {
    directory(
        "2026-05-20",
        vec![entry("Alpha CERT", "cert@alpha.example", &alpha())],
    )
}

pub fn root() -> TrustRoot {
    let certificate = artifact(
        introducer().binary(),
        Origin::file(OriginKind::Keyring, "introducer.asc"),
    );
    TrustRoot {
        name: "introducer".to_owned(),
        fingerprint: introducer().fingerprint(),
        certificate,
    }
}

/// Alpha's certificate as the introducer certified it; held by the user.
pub fn certified_alpha() -> Artifact {
    let certified = alpha().certified_by(&introducer(), ALPHA, at("2025-01-01T00:00:00Z"));
    artifact(
        certified.binary(),
        Origin::file(OriginKind::Keyring, "alpha.asc"),
    )
}

/// Every way to trust Alpha's key, with its name.
pub fn trusts() -> Vec<(&'static str, Trust)> {
    let expected = vec![alpha().fingerprint()];
    vec![
        (
            "pin",
            Trust {
                pins: vec![alpha_pin()],
                ..Trust::default()
            },
        ),
        (
            "pin and --team",
            Trust {
                pins: vec![mallory_pin(), alpha_pin()],
                team: Some("alpha cert".to_owned()),
                ..Trust::default()
            },
        ),
        (
            "--expect-fingerprint",
            Trust {
                expected,
                ..Trust::default()
            },
        ),
        (
            "trust root",
            Trust {
                roots: vec![root()],
                ..Trust::default()
            },
        ),
        (
            "directory",
            Trust {
                directories: vec![alpha_directory()],
                ..Trust::default()
            },
        ),
    ]
}

/// The case under every trust in Alpha, and under none.
pub fn everywhere(case: &Case) -> Vec<(&'static str, Assessment)> {
    let mut all = vec![("nothing trusted", case.assess())];
    for (name, trust) in trusts() {
        let mut case = case.clone().trusting(trust);
        if name == "trust root" {
            case.dossier.certificates.push(certified_alpha());
        }
        all.push((name, case.assess()));
    }
    all
}

/// Whatever the user trusts about Alpha, this does not get through.
#[track_caller]
pub fn never_authentic(what: &str, case: &Case) {
    for (trust, assessment) in everywhere(case) {
        assert_ne!(
            assessment.verdict,
            Verdict::Authentic,
            "{what}, with {trust}: {:?}",
            assessment.signatures
        );
    }
}

/// Whatever the user trusts about Alpha, this gets through, and without any trust it is unanchored.
#[track_caller]
pub fn authentic_where_trusted(what: &str, case: &Case) {
    for (trust, assessment) in everywhere(case) {
        let wanted = if trust == "nothing trusted" {
            Verdict::Unanchored
        } else {
            Verdict::Authentic
        };
        assert_eq!(
            assessment.verdict, wanted,
            "{what}, with {trust}: {:?} {:?}",
            assessment.leaf, assessment.anchors
        );
    }
}
