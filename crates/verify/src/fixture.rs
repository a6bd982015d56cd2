//! Dossiers and facts made by hand, for the tests of everything that judges.
//!
//! A case starts sound: the team Alpha CERT signs its profile with the key that it prints, nothing
//! confirms that key, and the clock stands still. Each test then breaks one thing.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use bonafide_model::Timestamp;
use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use crate::checks::found::Found;
use crate::context::Context;
use crate::facts::{CertificateFacts, Coverage, Facts, SignatureFacts, Told, UserIdFacts};
use crate::{checks, judge};

pub(crate) const KEY: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";
pub(crate) const OTHER: &str = "00112233445566778899AABBCCDDEEFF00112233";
pub(crate) const THIRD: &str = "FEDCBA9876543210FEDCBA9876543210FEDCBA98";
pub(crate) const SUBKEY: &str = "5555666677778888999900001111222233334444";
pub(crate) const URL: &str = "https://www.alpha.example/rfc2350.txt";

pub(crate) fn fpr(digits: &str) -> Fingerprint {
    digits.parse().unwrap()
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

pub(crate) fn web(kind: OriginKind, url: &str) -> Origin {
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

pub(crate) fn claim<T>(value: T, raw: &str, section: &str) -> Claim<T> {
    let place = Place {
        line: 7,
        section: Some(section.to_owned()),
        ..Place::default()
    };
    Claim {
        value,
        raw: raw.to_owned(),
        place,
        excerpt: format!("label: {raw}"),
        label: None,
        in_sentence: false,
        hidden_by: None,
        not_judged: None,
    }
}

pub(crate) fn hidden<T>(claim: Claim<T>, by: HiddenBy) -> Claim<T> {
    Claim {
        hidden_by: Some(by),
        ..claim
    }
}

pub(crate) fn printed(digits: &str, role: KeyRole) -> Claim<PrintedFingerprint> {
    let value = PrintedFingerprint {
        fingerprint: digits.parse().ok(),
        digits: digits.to_owned(),
        problem: None,
        role,
    };
    claim(value, digits, "2.8")
}

pub(crate) fn key_id(digits: &str) -> Claim<PrintedKeyId> {
    claim(
        PrintedKeyId {
            digits: digits.to_owned(),
            role: KeyRole::Team,
            of_subkey: false,
            odd: Vec::new(),
        },
        digits,
        "2.8",
    )
}

pub(crate) fn email(address: &str, role: EmailRole) -> Claim<PrintedEmail> {
    claim(
        PrintedEmail {
            address: address.to_owned(),
            international: None,
            role,
            obfuscated: false,
        },
        address,
        "2.7",
    )
}

pub(crate) fn unread_contact(text: &str, role: EmailRole) -> Claim<UnreadContact> {
    claim(
        UnreadContact {
            kind: ContactKind::Email,
            text: text.to_owned(),
            why: UnreadReason::FullStop,
            role,
        },
        text,
        "2.7",
    )
}

pub(crate) fn phone(number: &str, section: &str) -> Claim<PrintedPhone> {
    let value = PrintedPhone {
        number: number.to_owned(),
        kind: PhoneKind::Telephone,
        misprinted: false,
        extension: None,
        personal: false,
    };
    claim(value, number, section)
}

pub(crate) fn date(text: &str, role: DateRole) -> Claim<PrintedDate> {
    claim(
        PrintedDate {
            date: Some(day(text)),
            candidates: vec![day(text)],
            role,
        },
        text,
        "1.1",
    )
}

pub(crate) fn artifact(bytes: &[u8], origin: Origin) -> Artifact {
    Artifact {
        bytes: bytes.to_vec(),
        origin,
        declared_type: None,
    }
}

pub(crate) fn attempt(role: AttemptRole, url: &str, result: AttemptResult) -> Attempt {
    Attempt {
        role,
        url: url.to_owned(),
        result,
        why: AttemptWhy::default(),
        obstacle: None,
    }
}

pub(crate) fn pin(team: &str, key: &str, domain: &str) -> Pin {
    Pin {
        team: team.to_owned(),
        fingerprint: fpr(key),
        domains: vec![domain.to_owned()],
        emails: Vec::new(),
        how: "by phone".to_owned(),
        who: "an analyst".to_owned(),
        when: day("2026-03-02"),
        confirm_again: None,
        source: "alpha.toml".to_owned(),
    }
}

pub(crate) fn signature_by(key: &str, status: SignatureStatus) -> SignatureFacts {
    let good = status == SignatureStatus::Good;
    SignatureFacts {
        report: SignatureReport {
            status,
            signer: Some(fpr(key)),
            signing_key: Some(fpr(key)),
            issuer_key_id: None,
            made_at: Some(time("2026-01-10T09:00:00Z")),
            hash: Some("SHA512".to_owned()),
            kind: SignatureKind::Detached,
            problems: Vec::new(),
            cause: Some(SignatureCause::DoesNotVerify),
            origin: web(OriginKind::Sidecar, &format!("{URL}.sig")),
        },
        covers: if good {
            Coverage::Document
        } else {
            Coverage::Nothing
        },
        outside_text_has_claims: false,
        outside_text: false,
        would_verify_if: Vec::new(),
        as_read: None,
        weak_because: None,
        expired_because: None,
        key_expires: None,
    }
}

pub(crate) fn certificate_of(key: &str, user_id: &str) -> CertificateFacts {
    let origin = web(OriginKind::PrintedUrl, "https://www.alpha.example/key.asc");
    let email = user_id
        .split_once('<')
        .map(|(_, rest)| rest.trim_end_matches('>').to_owned());
    CertificateFacts {
        report: CertificateReport {
            fingerprint: fpr(key),
            subkeys: vec![fpr(SUBKEY)],
            user_ids: vec![user_id.to_owned()],
            created: Some(time("2020-01-01T00:00:00Z")),
            expires: Some(time("2028-01-01T00:00:00Z")),
            revoked: None,
            algorithm: "RSA 4096".to_owned(),
            origin: origin.clone(),
        },
        origins: vec![origin],
        live: Told::Yes,
        strong: Told::Yes,
        bindings_strong: Told::Yes,
        soon_weak: Vec::new(),
        can_encrypt: Told::Yes,
        can_sign: Told::Yes,
        user_ids: vec![UserIdFacts {
            text: user_id.to_owned(),
            email,
            bound: Told::Yes,
            revoked: false,
            certified_by_roots: Vec::new(),
            invalid_root_certifications: Vec::new(),
        }],
        named_subkeys: Vec::new(),
        subkeys: Vec::new(),
        had_secret: false,
        certified_by: Vec::new(),
    }
}

pub(crate) fn revocation(hard: bool) -> Revocation {
    let reason = if hard {
        "Key has been compromised"
    } else {
        "Key is retired"
    };
    Revocation {
        hard,
        reason: reason.to_owned(),
        text: String::new(),
        at: Some(time("2026-02-01T00:00:00Z")),
    }
}

pub(crate) fn sight(version: &str, date: &str) -> Sight {
    Sight {
        seen_at: time("2026-06-01T00:00:00Z"),
        verdict: Verdict::Authentic,
        document_sha256: "00".repeat(32),
        version: Some(version.to_owned()),
        date: Some(day(date)),
        signed_at: None,
        fingerprint: Some(fpr(KEY)),
        emails: vec!["cert@alpha.example".to_owned()],
        phones: vec!["+3311111111".to_owned()],
        first_seen_at: None,
        language: None,
        media_type: None,
        teams: Vec::new(),
        relation: SightRelation::Place,
    }
}

/// One subject with everything that is needed to judge it.
#[derive(Clone)]
pub(crate) struct Case {
    pub dossier: Dossier,
    pub trust: Trust,
    pub past: Past,
    pub policy: Policy,
    pub now: Timestamp,
    pub facts: Facts,
}

/// A section of the outline.
pub(crate) fn section(number: &str) -> Section {
    Section {
        number: Some(number.to_owned()),
        heading: format!("{number} …"),
        place: Place::default(),
        has_content: true,
    }
}

impl Case {
    /// Sound, and nothing outside confirms it.
    pub fn sound() -> Self {
        let claims = Claims {
            fingerprints: vec![printed(KEY, KeyRole::Team)],
            key_ids: vec![key_id("2485CF71E37BEBB7")],
            emails: vec![email("cert@alpha.example", EmailRole::Contact)],
            phones: vec![phone("+3311111111", "2.4")],
            versions: vec![claim("1.2".to_owned(), "1.2", "1.1")],
            dates: vec![date("2026-01-10", DateRole::Update)],
            ..Claims::default()
        };
        let profile = Profile {
            format: Format::Text,
            pages: None,
            language: Some("en".to_owned()),
            team_name: Some(claim("Alpha CERT".to_owned(), "Alpha CERT", "2.1")),
            team_short_name: None,
            titles: Vec::new(),
            claims,
            sections: ["1.1", "2.1", "2.7", "2.8"].map(section).to_vec(),
            warnings: Vec::new(),
            authenticity: None,
        };
        let dossier = Dossier {
            subject: URL.to_owned(),
            document: Some(artifact(b"the profile\n", web(OriginKind::Flag, URL))),
            reading: Some(Ok(profile)),
            confinement: None,
            signatures: vec![artifact(
                b"signature",
                web(OriginKind::Sidecar, &format!("{URL}.sig")),
            )],
            checksums: Vec::new(),
            certificates: Vec::new(),
            attempts: Vec::new(),
            twins: Vec::new(),
            second_look: None,
            captures: Vec::new(),
            statements: Vec::new(),
        };
        let facts = Facts {
            signatures: vec![signature_by(KEY, SignatureStatus::Good)],
            certificates: vec![certificate_of(KEY, "Alpha CERT <cert@alpha.example>")],
            unusable: Vec::new(),
            digests: BTreeMap::new(),
            statement_signatures: Vec::new(),
        };
        let (trust, past, policy) = (Trust::default(), Past::NotAsked, Policy::default());
        Self {
            dossier,
            trust,
            past,
            policy,
            now: time("2026-11-22T08:00:00Z"),
            facts,
        }
    }

    /// Sound, and the key is pinned for this team.
    pub fn pinned() -> Self {
        let mut case = Self::sound();
        case.trust.pins = vec![pin("Alpha CERT", KEY, "alpha.example")];
        case
    }

    pub fn profile(&mut self) -> &mut Profile {
        self.dossier.reading.as_mut().unwrap().as_mut().unwrap()
    }

    pub fn claims(&mut self) -> &mut Claims {
        &mut self.profile().claims
    }

    pub fn signature(&mut self) -> &mut SignatureFacts {
        &mut self.facts.signatures[0]
    }

    pub fn certificate(&mut self) -> &mut CertificateFacts {
        &mut self.facts.certificates[0]
    }

    pub fn unsigned(mut self) -> Self {
        self.facts.signatures.clear();
        self.dossier.signatures.clear();
        self
    }

    pub fn unreadable(mut self) -> Self {
        self.dossier.reading = Some(Err(ReadError::NoText));
        self
    }

    pub fn without_document(mut self) -> Self {
        self.dossier.document = None;
        self.dossier.reading = None;
        self
    }

    /// What one check finds.
    pub fn run(&self, check: CheckId) -> Vec<Found> {
        let cx = Context::new(
            &self.dossier,
            &self.trust,
            &self.past,
            &self.policy,
            self.now,
            &self.facts,
        );
        let check = checks::CHECKS
            .iter()
            .find(|known| known.id == check)
            .unwrap();
        check.run.unwrap()(&cx)
    }

    /// Outcome, severity and facts of the one thing that the check finds.
    pub fn finds(&self, check: CheckId) -> (Outcome, Severity, Detail) {
        let found = self.run(check);
        assert_eq!(found.len(), 1, "{found:?}");
        (found[0].outcome, found[0].severity, found[0].detail.clone())
    }

    /// The outcome of the one thing that the check finds.
    pub fn outcome(&self, check: CheckId) -> Outcome {
        self.finds(check).0
    }

    pub fn assess(&self) -> Assessment {
        judge(
            &self.dossier,
            &self.trust,
            &self.past,
            &self.policy,
            self.now,
            &self.facts,
        )
    }
}
