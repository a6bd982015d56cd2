//! Assessments made by hand, for the tests of the renderers.

use bonafide_model::Timestamp;
use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

pub(crate) const TEAM_KEY: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";
pub(crate) const OTHER_KEY: &str = "00112233445566778899AABBCCDDEEFF00112233";

pub(crate) fn key(digits: &str) -> Fingerprint {
    digits.parse().unwrap()
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn place(page: u32, line: u32, section: &str) -> Place {
    Place {
        page: Some(page),
        line,
        section: Some(section.to_owned()),
        heading: Some(format!("{section} Heading")),
        ..Place::default()
    }
}

pub(crate) fn claim<T>(value: T, raw: &str, place: Place) -> Claim<T> {
    Claim {
        value,
        raw: raw.to_owned(),
        place,
        excerpt: raw.to_owned(),
        label: None,
        in_sentence: false,
        hidden_by: None,
        not_judged: None,
    }
}

pub(crate) fn fingerprint(digits: &str, place: Place) -> Claim<PrintedFingerprint> {
    claim(
        PrintedFingerprint {
            fingerprint: digits.parse().ok(),
            digits: digits.to_owned(),
            problem: digits
                .parse::<Fingerprint>()
                .err()
                .map(|_| FingerprintProblem::Length(digits.len() as u32)),
            role: KeyRole::Team,
        },
        digits,
        place,
    )
}

pub(crate) fn web(kind: OriginKind, url: &str) -> Origin {
    Origin {
        kind,
        url: Some(url.to_owned()),
        path: None,
        chain: vec![Hop {
            url: "https://example.org/old".to_owned(),
            status: 301,
        }],
        address: Some("192.0.2.7".parse().unwrap()),
        tls: true,
        copy_age_seconds: None,
    }
}

fn by_phone(how: &str) -> Confirmed {
    Confirmed::Pinned {
        on: "2026-03-02".parse().unwrap(),
        how: how.to_owned(),
    }
}

pub(crate) fn finding(check: CheckId, outcome: Outcome, severity: Severity) -> Finding {
    Finding {
        check,
        outcome,
        severity,
        detail: detail(check),
        places: Vec::new(),
    }
}

fn detail(check: CheckId) -> Detail {
    match check {
        CheckId::SignatureIsValid => Detail::SignatureGood {
            signer: key(TEAM_KEY),
            made_at: Some(at("2022-05-22T10:00:00Z")),
        },
        CheckId::ChecksumMatches => {
            let origin = "https://m-cert.example/rfc2350.pdf.sha256.txt".to_owned();
            Detail::ChecksumEqual {
                algorithm: HashName::Sha256,
                origin,
            }
        }
        CheckId::KeyIdMatchesFingerprint => Detail::KeyId {
            digits: "2485CF71".to_owned(),
            diagnosis: KeyIdDiagnosis::UpperHalf(key(TEAM_KEY)),
        },
        CheckId::KeyIsNotRevoked => {
            let failed = vec!["https://keys.example".to_owned()];
            Detail::NoCertificate {
                fingerprint: Some(key(TEAM_KEY)),
                failed,
                unusable: None,
            }
        }
        CheckId::AnchorIsIndependent => Detail::AnchorCounts {
            kind: AnchorKind::Pin,
            confirmed: Some(by_phone("by phone")),
        },
        CheckId::DocumentIsCurrent => Detail::NoDate,
        _ => Detail::Undetermined {
            why: KeyProblem::PerhapsRevoked,
        },
    }
}

pub(crate) fn email(address: &str) -> Claim<PrintedEmail> {
    claim(
        PrintedEmail {
            address: address.to_owned(),
            international: None,
            role: EmailRole::Contact,
            obfuscated: true,
        },
        "contact(at)example.org",
        place(2, 4, "2.7"),
    )
}

pub(crate) fn claims() -> Claims {
    let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
    Claims {
        fingerprints: vec![fingerprint(TEAM_KEY, place(2, 11, "2.8"))],
        key_ids: vec![claim(
            PrintedKeyId {
                digits: "2485CF71".to_owned(),
                role: KeyRole::Team,
                of_subkey: false,
                odd: Vec::new(),
            },
            "0x2485CF71",
            place(2, 10, "2.8"),
        )],
        user_ids: vec![claim(
            PrintedUserId {
                text: "M-CERT <contact@m-cert.example>".to_owned(),
                email: Some("contact@m-cert.example".to_owned()),
            },
            "M-CERT <contact(at)m-cert.example>",
            place(2, 9, "2.8"),
        )],
        emails: vec![
            email("contact@m-cert.example"),
            email("duty@elsewhere.example"),
        ],
        phones: vec![claim(
            PrintedPhone {
                number: "+33123456789".to_owned(),
                kind: PhoneKind::Telephone,
                misprinted: false,
                extension: None,
                personal: false,
            },
            "+33 1 23 45 67 89",
            place(2, 2, "2.4"),
        )],
        unread_contacts: vec![claim(
            UnreadContact {
                kind: ContactKind::Email,
                text: "dut\u{443}@m-cert.example".to_owned(),
                why: UnreadReason::ForeignName,
                role: EmailRole::Contact,
            },
            "dut\u{443}@m-cert.example",
            place(2, 5, "2.7"),
        )],
        urls: vec![claim(
            PrintedUrl {
                url: "https://m-cert.example/rfc2350.pdf.sig".to_owned(),
                role: UrlRole::Signature,
                repairs: vec![UrlRepair::Wrapped],
                alternatives: vec!["https://m-cert.example/rfc2350.pdf-.sig".to_owned()],
            },
            "https://m-cert.example/rfc2350.pdf\n.sig",
            place(1, 8, "1.3"),
        )],
        versions: vec![claim("1.0".to_owned(), "Version 1.0", place(1, 3, "1.1"))],
        dates: vec![
            claim(
                PrintedDate {
                    date: None,
                    candidates: vec![day("2022-06-12"), day("2022-12-06")],
                    role: DateRole::Update,
                },
                "12/06/2022",
                place(1, 3, "1.1"),
            ),
            claim(
                PrintedDate {
                    date: Some(day("2022-05-22")),
                    candidates: vec![day("2022-05-22")],
                    role: DateRole::Creation,
                },
                "May, 22nd 2022",
                place(1, 3, "1.1"),
            ),
        ],
        expiry: Some(claim(
            PrintedExpiry::UntilSuperseded,
            "valid until superseded",
            place(1, 4, "1.1"),
        )),
        tlp: Some(claim(
            "TLP:CLEAR".to_owned(),
            "TLP:CLEAR",
            place(1, 1, "1.1"),
        )),
        embedded_keys: vec![claim(
            EmbeddedKey {
                armor: "armor".to_owned(),
                repaired: true,
                broken: None,
            },
            "",
            place(3, 1, "2.8"),
        )],
        secret_keys: vec![claim((), "", place(3, 9, "2.8"))],
        checksums: vec![claim(
            PrintedChecksum {
                algorithm: HashName::Sha256,
                digits: "AB".repeat(32),
            },
            "",
            place(1, 5, "1.1"),
        )],
        addresses: vec![claim(
            "1 Main Street, Example".to_owned(),
            "1 Main Street\nExample",
            place(1, 9, "2.2"),
        )],
        time_zones: vec![claim("CET".to_owned(), "CET", place(1, 10, "2.3"))],
        business_hours: vec![claim(
            "09:00-18:00".to_owned(),
            "09:00-18:00",
            place(2, 20, "2.11"),
        )],
    }
}

pub(crate) fn profile() -> Profile {
    Profile {
        format: Format::Pdf,
        pages: Some(3),
        language: Some("en".to_owned()),
        team_name: Some(claim(
            "Example Response Team".to_owned(),
            "Example Response Team",
            place(1, 8, "2.1"),
        )),
        team_short_name: Some(claim("M-CERT".to_owned(), "M-CERT", place(1, 9, "2.1"))),
        titles: Vec::new(),
        claims: claims(),
        sections: vec![
            Section {
                number: Some("2.8".to_owned()),
                heading: "2.8 Keys".to_owned(),
                place: place(2, 8, "2.8"),
                has_content: true,
            },
            Section {
                number: None,
                heading: "Annex".to_owned(),
                place: place(3, 1, "7"),
                has_content: false,
            },
        ],
        warnings: vec![ReadWarning {
            kind: ReadWarningKind::HiddenText(HiddenBy::Color),
            place: Some(place(2, 30, "2.8")),
            detail: "white text".to_owned(),
        }],
        authenticity: Some(claim(
            Authenticity::SaysSigned,
            "signed",
            place(1, 6, "1.3"),
        )),
    }
}

pub(crate) fn signature(status: SignatureStatus) -> SignatureReport {
    SignatureReport {
        status,
        signer: Some(key(TEAM_KEY)),
        signing_key: Some(key(OTHER_KEY)),
        issuer_key_id: None,
        made_at: Some(at("2022-05-22T10:00:00Z")),
        hash: Some("SHA512".to_owned()),
        kind: SignatureKind::Detached,
        problems: vec![SignatureProblem::LineEndingsNormalised],
        cause: Some(SignatureCause::NotForSigning),
        origin: web(
            OriginKind::PrintedUrl,
            "https://m-cert.example/rfc2350.pdf.sig",
        ),
    }
}

pub(crate) fn pin() -> Anchor {
    Anchor {
        kind: AnchorKind::Pin,
        says: AnchorSays::Agrees,
        independent: true,
        accepted: true,
        names_team: true,
        fingerprint: Some(key(TEAM_KEY)),
        team: Some("M-CERT".to_owned()),
        covered: vec!["contact@m-cert.example".to_owned()],
        not_covered: vec!["duty@elsewhere.example".to_owned()],
        confirmed: Some(by_phone("by phone")),
        why: AnchorWhy::Counts,
        archived: None,
    }
}

/// Everything there is, and a pin that counts.
pub(crate) fn authentic() -> Assessment {
    let profile = profile();
    Assessment {
        subject: "https://m-cert.example/rfc2350.pdf".to_owned(),
        assessed_at: at("2026-11-22T08:00:00Z"),
        verdict: Verdict::Authentic,
        why: None,
        leaf: Leaf::Authentic,
        key: KeyAssessment {
            verdict: KeyVerdict::Confirmed,
            fingerprint: Some(key(TEAM_KEY)),
            expires: Some(at("2027-04-01T00:00:00Z")),
            leaf: KeyLeaf::Confirmed { can_encrypt: true },
        },
        team_name: profile.team_name.clone(),
        team_short_name: profile.team_short_name.clone(),
        document: Some(DocumentSummary {
            media_type: "application/pdf".to_owned(),
            bytes: 300_000,
            sha256: "ab".repeat(32),
            origin: web(OriginKind::Flag, "https://m-cert.example/rfc2350.pdf"),
        }),
        profile: Some(profile),
        attempts: vec![
            Attempt {
                role: AttemptRole::Signature,
                url: "https://m-cert.example/rfc2350.pdf.sig".to_owned(),
                result: AttemptResult::Got,
                why: AttemptWhy::default(),
                obstacle: None,
            },
            Attempt {
                role: AttemptRole::Revocation,
                url: "https://keys.example".to_owned(),
                result: AttemptResult::Failed,
                why: "timed out after 10 s".to_owned().into(),
                obstacle: Some(Obstacle::Time),
            },
        ],
        signatures: vec![signature(SignatureStatus::Good)],
        certificates: vec![CertificateReport {
            fingerprint: key(TEAM_KEY),
            subkeys: vec![key(OTHER_KEY)],
            user_ids: vec!["M-CERT <contact@m-cert.example>".to_owned()],
            created: Some(at("2020-04-01T00:00:00Z")),
            expires: Some(at("2027-04-01T00:00:00Z")),
            revoked: None,
            algorithm: "RSA 4096".to_owned(),
            origin: web(OriginKind::PrintedUrl, "https://m-cert.example/key.asc"),
        }],
        checksums: vec![ChecksumReport {
            algorithm: Some(HashName::Sha256),
            expected: Some("AB".repeat(32)),
            observed: Some("AB".repeat(32)),
            status: ChecksumStatus::Match,
            origin: web(
                OriginKind::Sidecar,
                "https://m-cert.example/rfc2350.pdf.sha256.txt",
            ),
        }],
        anchors: vec![pin()],
        findings: vec![
            finding(CheckId::SignatureIsValid, Outcome::Pass, Severity::Error),
            finding(CheckId::ChecksumMatches, Outcome::Pass, Severity::Note),
            Finding {
                places: vec![Where {
                    place: place(2, 10, "2.8"),
                    excerpt: "KeyID : 0x2485CF71".to_owned(),
                }],
                ..finding(
                    CheckId::KeyIdMatchesFingerprint,
                    Outcome::Fail,
                    Severity::Warning,
                )
            },
            finding(
                CheckId::KeyIsNotRevoked,
                Outcome::Inconclusive,
                Severity::Warning,
            ),
            finding(CheckId::AnchorIsIndependent, Outcome::Pass, Severity::Error),
            finding(
                CheckId::DocumentIsCurrent,
                Outcome::NotApplicable,
                Severity::Note,
            ),
        ],
        weakenings: Vec::new(),
        replay: None,
        given: None,
        nearest: Vec::new(),
    }
}

/// The same without the pin.
pub(crate) fn unanchored() -> Assessment {
    let mut assessment = authentic();
    assessment.verdict = Verdict::Unanchored;
    assessment.leaf = Leaf::Unanchored {
        controllers: vec!["m-cert.example".to_owned()],
        other_team: None,
    };
    assessment.key.verdict = KeyVerdict::Unconfirmed;
    assessment.key.leaf = KeyLeaf::Unconfirmed;
    assessment.anchors.clear();
    assessment
}

/// Nothing could be had.
pub(crate) fn not_fetched() -> Assessment {
    Assessment {
        subject: "https://gone.example/rfc2350.txt".to_owned(),
        verdict: Verdict::Unverified,
        why: Some(Why::NotFetched),
        leaf: Leaf::NotFetched,
        key: KeyAssessment {
            verdict: KeyVerdict::Unconfirmed,
            fingerprint: None,
            expires: None,
            leaf: KeyLeaf::Unconfirmed,
        },
        team_name: None,
        team_short_name: None,
        document: None,
        profile: None,
        attempts: vec![Attempt {
            role: AttemptRole::Document,
            url: "https://gone.example/rfc2350.txt".to_owned(),
            result: AttemptResult::Failed,
            why: "the name does not resolve".to_owned().into(),
            obstacle: Some(Obstacle::Name),
        }],
        signatures: Vec::new(),
        certificates: Vec::new(),
        checksums: Vec::new(),
        anchors: Vec::new(),
        findings: Vec::new(),
        ..authentic()
    }
}

/// An attacker's text, for every place that holds untrusted text.
pub(crate) const HOSTILE: &str =
    "\u{1b}[31mX\u{202e}\u{9b}2J\r\nAUTHENTIC  forged\u{200b}\"<b>&\u{e0041}";

/// An assessment whose every untrusted text is [`HOSTILE`].
pub(crate) fn hostile() -> Assessment {
    let mut a = unanchored();
    let h = || HOSTILE.to_owned();
    a.subject = h();
    let mut profile = profile();
    for name in [&mut profile.team_name, &mut profile.team_short_name]
        .into_iter()
        .flatten()
    {
        name.value = h();
        name.raw = h();
    }
    a.team_name = profile.team_name.clone();
    a.team_short_name = profile.team_short_name.clone();
    let claims = &mut profile.claims;
    let bad = Place {
        heading: Some(h()),
        section: Some(h()),
        ..place(1, 1, "1")
    };
    for claim in &mut claims.emails {
        (claim.value.address, claim.raw, claim.place) = (h(), h(), bad.clone());
    }
    for claim in &mut claims.unread_contacts {
        (claim.value.text, claim.raw, claim.place) = (h(), h(), bad.clone());
    }
    for claim in &mut claims.phones {
        (claim.value.number, claim.raw, claim.place) = (h(), h(), bad.clone());
    }
    for claim in &mut claims.urls {
        (claim.value.url, claim.raw, claim.place) = (h(), h(), bad.clone());
        claim.value.alternatives = vec![h()];
    }
    for claim in &mut claims.user_ids {
        (claim.value.text, claim.raw, claim.place) = (h(), h(), bad.clone());
    }
    for claim in &mut claims.key_ids {
        (claim.value.digits, claim.raw, claim.place) = (h(), h(), bad.clone());
    }
    for claim in &mut claims.fingerprints {
        (
            claim.value.digits,
            claim.value.fingerprint,
            claim.raw,
            claim.place,
        ) = (h(), None, h(), bad.clone());
    }
    for claim in claims
        .versions
        .iter_mut()
        .chain(&mut claims.addresses)
        .chain(&mut claims.time_zones)
        .chain(&mut claims.business_hours)
    {
        (claim.value, claim.raw, claim.place) = (h(), h(), bad.clone());
    }
    if let Some(tlp) = &mut claims.tlp {
        (tlp.value, tlp.raw) = (h(), h());
    }
    claims.expiry = Some(claim(PrintedExpiry::Other(h()), HOSTILE, bad.clone()));
    for section in &mut profile.sections {
        section.heading = h();
    }
    for warning in &mut profile.warnings {
        warning.detail = h();
    }
    profile.language = Some(h());
    a.profile = Some(profile);
    let origin = Origin {
        url: Some(h()),
        ..web(OriginKind::PrintedUrl, "x")
    };
    for attempt in &mut a.attempts {
        (attempt.url, attempt.why) = (h(), h().into());
    }
    for signature in &mut a.signatures {
        (
            signature.cause,
            signature.hash,
            signature.issuer_key_id,
            signature.origin,
        ) = (
            Some(SignatureCause::UnknownDemand(h())),
            Some(h()),
            Some(h()),
            origin.clone(),
        );
    }
    for certificate in &mut a.certificates {
        (
            certificate.user_ids,
            certificate.algorithm,
            certificate.origin,
        ) = (vec![h()], h(), origin.clone());
        certificate.revoked = Some(Revocation {
            hard: true,
            reason: h(),
            text: h(),
            at: None,
        });
    }
    for checksum in &mut a.checksums {
        (checksum.expected, checksum.observed, checksum.origin) =
            (Some(h()), Some(h()), origin.clone());
    }
    a.anchors = vec![Anchor {
        accepted: false,
        team: Some(h()),
        confirmed: Some(by_phone(HOSTILE)),
        covered: vec![h()],
        not_covered: vec![h()],
        why: AnchorWhy::NotAsked(AttemptWhy::Told(h())),
        ..pin()
    }];
    for finding in &mut a.findings {
        finding.places = vec![Where {
            place: bad.clone(),
            excerpt: h(),
        }];
    }
    a.weakenings = vec![h()];
    a.nearest = vec![Near {
        kind: AnchorKind::Directory,
        team: h(),
        how: Nearness::Look,
        here: h(),
        known: h(),
    }];
    if let Some(document) = &mut a.document {
        document.origin = origin;
    }
    a
}

/// A file of a package in the local registry cache: what is not ours to ship is taken from there.
pub(crate) fn of_package(name: &str, path: &str) -> Option<std::path::PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(std::path::PathBuf::from);
    let home =
        home.or_else(|| Some(std::path::PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src")).ok()?;
    let mut packages = registries
        .flatten()
        .filter_map(|registry| std::fs::read_dir(registry.path()).ok())
        .flatten()
        .flatten();
    Some(
        packages
            .find(|package| package.file_name().to_string_lossy().starts_with(name))?
            .path()
            .join(path),
    )
}
