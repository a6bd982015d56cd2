//! The facts of five published profiles, value by value. The documents are not ours and not in the
//! repository: where they are not beside it, the test says so and skips.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

#[path = "../../../testkit/src/skipped.rs"]
mod skipped;

use std::path::PathBuf;

use bonafide_model::claims::{Authenticity, DateRole, Profile, UrlRepair, UrlRole};
use bonafide_profile::{Hint, read};

fn seed(prefix: &str) -> Option<Profile> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        skipped::skip_here("no seed profiles (../shared/seeds) beside the repository");
        return None;
    };
    let path = entries.filter_map(Result::ok).map(|e| e.path()).find(|p| {
        p.file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with(prefix))
    });
    let Some(path) = path else {
        skipped::skip_here(&format!("no seed {prefix}"));
        return None;
    };
    Some(read(&std::fs::read(path).unwrap(), &Hint::default()).unwrap())
}

struct Facts {
    language: &'static str,
    names: (&'static str, Option<&'static str>),
    fingerprint: &'static str,
    key_id: &'static str,
    emails: &'static [&'static str],
    phones: &'static [&'static str],
    /// Role, URL.
    urls: &'static [(UrlRole, &'static str)],
    versions: &'static [&'static str],
    updated: &'static str,
    tlp: Option<&'static str>,
    authenticity: Authenticity,
    sections: &'static [&'static str],
}

const FULL: &[&str] = &[
    "1", "1.1", "1.2", "1.3", "1.4", "2", "2.1", "2.2", "2.3", "2.4", "2.7", "2.8", "2.9", "2.10",
    "2.11", "3", "3.1", "3.2", "3.3", "3.4", "4", "5", "6", "7",
];

fn check(prefix: &str, facts: &Facts) {
    let Some(profile) = seed(prefix) else { return };
    let claims = &profile.claims;
    assert_eq!(profile.language.as_deref(), Some(facts.language));
    assert_eq!(
        profile.team_name.as_ref().map(|c| c.value.as_str()),
        Some(facts.names.0)
    );
    assert_eq!(
        profile.team_short_name.as_ref().map(|c| c.value.as_str()),
        facts.names.1
    );
    let [fingerprint] = claims.fingerprints.as_slice() else {
        panic!("{:?}", claims.fingerprints)
    };
    assert_eq!(
        fingerprint
            .value
            .fingerprint
            .as_ref()
            .map(ToString::to_string)
            .as_deref(),
        Some(facts.fingerprint)
    );
    assert_eq!(fingerprint.place.section.as_deref(), Some("2.8"));
    let [key_id] = claims.key_ids.as_slice() else {
        panic!("{:?}", claims.key_ids)
    };
    assert_eq!(key_id.value.digits, facts.key_id);
    assert_eq!(key_id.place.section.as_deref(), Some("2.8"));
    let mut emails: Vec<&str> = claims
        .emails
        .iter()
        .map(|c| c.value.address.as_str())
        .collect();
    emails.sort_unstable();
    emails.dedup();
    assert_eq!(emails, facts.emails);
    let mut phones: Vec<&str> = claims
        .phones
        .iter()
        .map(|c| c.value.number.as_str())
        .collect();
    phones.dedup();
    assert_eq!(phones, facts.phones);
    let told: Vec<_> = claims
        .urls
        .iter()
        .filter(|c| c.value.role != UrlRole::Other)
        .map(|c| (c.value.role, c.value.url.as_str()))
        .collect();
    assert_eq!(told, facts.urls);
    let mut versions: Vec<&str> = claims.versions.iter().map(|c| c.value.as_str()).collect();
    versions.dedup();
    assert_eq!(versions, facts.versions);
    let updates: Vec<_> = claims
        .dates
        .iter()
        .filter(|c| c.value.role == DateRole::Update)
        .collect();
    assert!(!updates.is_empty());
    for date in updates {
        assert_eq!(
            date.value.date.map(|d| d.to_string()).as_deref(),
            Some(facts.updated),
            "{date:?}"
        );
    }
    assert_eq!(claims.tlp.as_ref().map(|c| c.value.as_str()), facts.tlp);
    assert_eq!(
        profile.authenticity.as_ref().map(|c| c.value),
        Some(facts.authenticity)
    );
    let found: Vec<&str> = profile
        .sections
        .iter()
        .filter_map(|s| s.number.as_deref())
        .collect();
    for number in facts.sections {
        assert!(
            found.contains(number),
            "section {number} is missing: {found:?}"
        );
    }
    assert!(claims.secret_keys.is_empty() && claims.checksums.is_empty());
    assert!(
        claims
            .fingerprints
            .iter()
            .all(bonafide_model::claims::Claim::is_visible)
    );
}

#[test]
fn seed_000_gives_its_facts() {
    check(
        "000",
        &Facts {
            language: "en",
            names: ("CERT Monaco Cyber Sécurité", Some("CERT-MCS")),
            fingerprint: "F8410A757DDCD445709DCA4BA966AF73E44925DB",
            key_id: "A966AF73E44925DB",
            emails: &[
                "anasse.ghira@monacocyber.mc",
                "cert@monacocyber.mc",
                "sebastien.masse@monacocyber.mc",
            ],
            phones: &["+37792002215"],
            urls: &[
                (
                    UrlRole::Document,
                    "https://www.monacocyber.mc/medias_upload/moxie/cert_monacocyber_V1.pdf",
                ),
                (
                    UrlRole::Signature,
                    "https://www.monacocyber.mc/fr/r%C3%A9agir-47",
                ),
            ],
            versions: &["1", "1.0"],
            updated: "2023-10-10",
            tlp: None,
            authenticity: Authenticity::SaysSigned,
            sections: FULL,
        },
    );
    let Some(profile) = seed("000") else { return };
    assert!(profile.claims.phones[0].value.misprinted);
    let created: Vec<_> = profile
        .claims
        .dates
        .iter()
        .filter(|c| c.value.role == DateRole::Creation)
        .collect();
    assert_eq!(created.len(), 1);
    assert_eq!(
        (created[0].value.date, created[0].value.candidates.len()),
        (None, 2),
        "12/06 may be read in two ways"
    );
}

#[test]
fn seed_001_gives_its_facts() {
    check(
        "001",
        &Facts {
            language: "en",
            names: ("Maritime Computer Emergency Response Team", Some("M-CERT")),
            fingerprint: "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7",
            key_id: "2485CF71",
            emails: &["contact@m-cert.fr"],
            phones: &["+33257520987", "+33782290175"],
            urls: &[
                (
                    UrlRole::Document,
                    "https://www.m-cert.fr/rfc/M-CERT_RFC_2350_v1.60.pdf",
                ),
                (
                    UrlRole::Key,
                    "https://www.m-cert.fr/key/M-CERT_public_key.asc",
                ),
                (
                    UrlRole::Signature,
                    "https://www.m-cert.fr/rfc/M-CERT_RFC_2350_v1.60.pdf.sig",
                ),
                (
                    UrlRole::Checksum,
                    "https://www.m-cert.fr/rfc/M-CERT_RFC_2350_v1.60.pdf.sha256.txt",
                ),
                (UrlRole::Keyserver, "https://pgp.mit.edu"),
                (
                    UrlRole::Key,
                    "https://www.m-cert.fr/key/M-CERT_public_key.asc",
                ),
            ],
            versions: &["1.60"],
            updated: "2022-05-22",
            tlp: Some("TLP:WHITE"),
            authenticity: Authenticity::SaysSigned,
            sections: FULL,
        },
    );
    let Some(profile) = seed("001") else { return };
    assert_eq!(
        profile.claims.user_ids[0].value.text,
        "Maritime CERT <contact@m-cert.fr>"
    );
}

#[test]
fn seed_002_gives_its_facts_and_its_flattened_key() {
    check(
        "002",
        &Facts {
            language: "en",
            names: ("CERT-XMCO", Some("CERT-XMCO")),
            fingerprint: "92662FB79428AE8D70511A2C8B7D2EA717587ED8",
            key_id: "17587ED8",
            emails: &["cert@xmco.fr"],
            phones: &["+33179352951", "+33783125291", "+33147343038"],
            urls: &[
                (UrlRole::Key, "https://www.xmco.fr/CERT-XMCO_0x17587ED8.asc"),
                (UrlRole::Keyserver, "http://pgp.mit.edu/"),
            ],
            versions: &["1.1"],
            updated: "2018-12-20",
            tlp: None,
            authenticity: Authenticity::SaysSigned,
            sections: FULL,
        },
    );
    let Some(profile) = seed("002") else { return };
    let [key] = profile.claims.embedded_keys.as_slice() else {
        panic!("one key")
    };
    assert!(key.value.repaired && key.value.broken.is_none());
    assert_eq!(key.place.section.as_deref(), Some("2.8"));
    assert!(key.value.armor.lines().all(|l| l.len() <= 64));
}

#[test]
fn seed_003_gives_its_facts() {
    check(
        "003",
        &Facts {
            language: "fr",
            names: ("CERT-METSYS", None),
            fingerprint: "8CDC80D4C6A1FE4331835A2C66532197C325800B",
            key_id: "C325800B",
            emails: &["cert@metsys.fr"],
            phones: &["+33184190727"],
            urls: &[
                (
                    UrlRole::Document,
                    "https://www.metsys.fr/expertises/managed-services/cert/",
                ),
                (
                    UrlRole::Signature,
                    "https://www.metsys.fr/expertises/managed-services/cert/",
                ),
                (
                    UrlRole::Key,
                    "https://www.metsys.fr/wp-content/uploads/2023/01/CERT-METSYS%20public.asc",
                ),
            ],
            versions: &["1.0"],
            updated: "2023-03-20",
            tlp: None,
            authenticity: Authenticity::SaysSigned,
            sections: FULL,
        },
    );
    let Some(profile) = seed("003") else { return };
    let key = profile
        .claims
        .urls
        .iter()
        .find(|c| c.value.role == UrlRole::Key)
        .unwrap();
    assert!(key.value.repairs.contains(&UrlRepair::Space));
    assert!(
        key.value
            .alternatives
            .iter()
            .any(|a| a.ends_with("/CERT-METSYS_public.asc"))
    );
    assert_eq!(
        profile.claims.user_ids[0].value.text,
        "CERT-METSYS <cert@metsys.fr>"
    );
    assert!(
        profile.warnings.is_empty(),
        "a stray letter far from any value is no alarm: {:?}",
        profile.warnings
    );
}

#[test]
fn seed_004_gives_its_facts_by_meaning() {
    check(
        "004",
        &Facts {
            language: "fr",
            names: ("CERT-MGEN", None),
            fingerprint: "C33E6CA002A305FD2AF85A97121B0518B93A3C27",
            key_id: "121B0518B93A3C27",
            emails: &["cert@mgen.fr"],
            phones: &[],
            urls: &[
                (
                    UrlRole::Document,
                    "https://www.mgen.fr/cert/CERT-MGEN-RFC-2350-FR.pdf",
                ),
                (UrlRole::Keyserver, "https://pgp.circl.lu/"),
            ],
            versions: &["1.0"],
            updated: "2024-05-29",
            tlp: Some("TLP:CLEAR"),
            authenticity: Authenticity::OnRequest,
            sections: FULL,
        },
    );
}
