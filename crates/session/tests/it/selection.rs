//! What of the trust directory is handed to the judgement: a thousand unrelated entries change
//! nothing, nor does leaving them out.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::LazyLock;
use std::time::Instant;

use bonafide_session::fetch::Options;
use bonafide_session::keyring::Keyring;
use bonafide_session::model::claims::Fingerprint;
use bonafide_session::model::evidence::{
    Artifact, DirectoryEntry, DirectorySnapshot, Origin, OriginKind, Pin, Trust, TrustRoot,
};
use bonafide_session::model::judgement::{Assessment, Policy};
use bonafide_session::reader::Reader;
use bonafide_session::{
    Corroborate, Memory, Network, Outcome, Request, Session, Source, TrustIndex,
};
use bonafide_testkit::cases::{self, Case};
use bonafide_testkit::{CertSpec, TestCert, case_time};

/// Entries of teams that no case is about.
const STRANGERS: usize = 1000;

/// Certificates of some of them.
static RING: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let cert =
        |number: usize| CertSpec::new(&format!("Stranger <cert@{}>", domain(number))).build();
    (0..20).flat_map(|number| cert(number).binary()).collect()
});

fn domain(number: usize) -> String {
    format!("stranger-{number}.example")
}

fn stranger(number: usize) -> Fingerprint {
    format!("{:040X}", 0x5EED_0000_0000_u64 + number as u64)
        .parse()
        .unwrap()
}

fn pin(team: &str, fingerprint: Fingerprint, domain: &str) -> Pin {
    Pin {
        team: team.to_owned(),
        fingerprint,
        domains: vec![domain.to_owned()],
        emails: Vec::new(),
        how: "by phone".to_owned(),
        who: "a test".to_owned(),
        when: "2026-03-02".parse().unwrap(),
        confirm_again: None,
        source: "strangers.toml".to_owned(),
    }
}

/// A thousand pins, directory entries and, in a ring, certificates of teams that have nothing to do
/// with any case.
fn with_strangers(mut trust: Trust, mut certificates: Vec<Artifact>) -> (Trust, Vec<Artifact>) {
    trust.pins.extend((0..STRANGERS).map(|number| {
        pin(
            &format!("Stranger {number} CERT"),
            stranger(number),
            &domain(number),
        )
    }));
    let entry = |number: usize| DirectoryEntry {
        names: vec![format!("Stranger {number} CERT")],
        emails: vec![format!("cert@{}", domain(number))],
        phones: Vec::new(),
        fingerprints: vec![stranger(number)],
    };
    trust.directories.push(DirectorySnapshot {
        name: "strangers".to_owned(),
        taken: "2026-10-20".parse().unwrap(),
        entries: (0..STRANGERS).map(entry).collect(),
        source: "strangers.toml".to_owned(),
    });
    let artifact = |bytes, name: &str| Artifact {
        bytes,
        origin: Origin::file(OriginKind::Keyring, name),
        declared_type: None,
    };
    certificates.push(artifact(RING.clone(), "strangers.pgp"));
    certificates.push(artifact(
        b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nbroken\n".to_vec(),
        "broken.asc",
    ));
    (trust, certificates)
}

fn introducer() -> TestCert {
    CertSpec::new("Introducer <vouch@introducer.example>").build()
}

fn root() -> TrustRoot {
    let (fingerprint, bytes) = (introducer().fingerprint(), introducer().binary());
    let certificate = Artifact {
        bytes,
        origin: Origin::file(OriginKind::Keyring, "introducer.asc"),
        declared_type: None,
    };
    TrustRoot {
        name: "introducer".to_owned(),
        fingerprint,
        certificate,
    }
}

/// Keys that the introducer certified, of teams that some cases are about: as they lie in a trust
/// directory without any pin.
fn namesakes() -> Vec<Artifact> {
    let certified = |user_id: &&str| {
        let key = CertSpec {
            seed: format!("another {user_id}"),
            ..CertSpec::new(user_id)
        }
        .build();
        let bytes = key
            .certified_by(
                &introducer(),
                user_id,
                "2025-01-01T00:00:00Z".parse().unwrap(),
            )
            .binary();
        Artifact {
            bytes,
            origin: Origin::file(OriginKind::Keyring, "partner.asc"),
            declared_type: None,
        }
    };
    [
        "TIDE-CERT <help@elsewhere.example>",
        "Somebody <cert@oak.example>",
        "cert@tide.example",
    ]
    .iter()
    .map(certified)
    .collect()
}

#[test]
fn a_team_that_a_trust_root_vouches_for_is_known_by_its_name_and_address_without_a_pin() {
    let case = cases::all()
        .into_iter()
        .find(|case| case.name == "text-signed-pinned")
        .unwrap();
    let (trust, certificates) = trusted(&case);
    let profile = run(&case, trust.clone(), certificates.clone())
        .assessment
        .profile
        .unwrap();
    let name = profile.team_short_name.or(profile.team_name).unwrap().value;
    let address = profile.claims.emails.first().unwrap().value.address.clone();
    for user_id in [
        format!("{name} <help@elsewhere.example>"),
        format!("Somebody <{address}>"),
        format!("{name} <{address}>"),
    ] {
        let key = CertSpec {
            seed: "another".to_owned(),
            ..CertSpec::new(&user_id)
        }
        .build();
        let of = |key: TestCert| Artifact {
            bytes: key.binary(),
            origin: Origin::file(OriginKind::Keyring, "p.asc"),
            declared_type: None,
        };
        let certified = key.certified_by(
            &introducer(),
            &user_id,
            "2025-01-01T00:00:00Z".parse().unwrap(),
        );
        let trusting = |roots: Vec<TrustRoot>| Trust {
            roots,
            ..Trust::default()
        };
        let lies_there = |artifact: Artifact, trust: Trust| {
            let (_, chosen) = TrustIndex::new(trust, vec![artifact]).select(
                &run(&case, Trust::default(), Vec::new()).evidence.dossier,
                None,
            );
            !chosen.is_empty()
        };
        assert!(
            lies_there(of(certified.clone()), trusting(vec![root()])),
            "{user_id}"
        );
        assert!(
            !lies_there(of(certified), trusting(Vec::new())),
            "nobody vouches: {user_id}"
        );
        assert!(
            !lies_there(of(key), trusting(vec![root()])),
            "not certified: {user_id}"
        );
    }
}

fn trusted(case: &Case) -> (Trust, Vec<Artifact>) {
    let keyring = case.keyring.as_ref().map(|dir| Keyring::open(dir).unwrap());
    let mut trust = keyring.as_ref().map(Keyring::trust).unwrap_or_default();
    trust.expected.extend(
        case.expect_fingerprint
            .iter()
            .map(|text| text.parse::<Fingerprint>().unwrap()),
    );
    trust.team.clone_from(&case.team);
    (
        trust,
        keyring
            .map(|keyring| keyring.certificates())
            .unwrap_or_default(),
    )
}

fn run(case: &Case, trust: Trust, certificates: Vec<Artifact>) -> Outcome {
    let sources =
        |paths: &[std::path::PathBuf]| paths.iter().cloned().map(Source::File).collect::<Vec<_>>();
    let session = Session {
        reader: Reader::in_process(),
        network: Network::new(
            Options {
                offline: true,
                ..Options::default()
            },
            Vec::new(),
            Corroborate::default(),
        ),
        trust: TrustIndex::new(trust, certificates),
        policy: Policy::default(),
        now: case_time(),
        memory: Memory::Off,
        remembers: false,
    };
    let request = Request {
        signatures: sources(&case.signatures),
        checksums: sources(case.checksum.as_slice()),
        keys: sources(&case.keys),
        ..Request::new(Source::File(case.subject.clone()))
    };
    session.verify(&request).unwrap()
}

/// The same judged with everything, as if nothing were ever left out.
fn judged_with_all(outcome: &Outcome, trust: &Trust, certificates: &[Artifact]) -> Assessment {
    let mut dossier = outcome.evidence.dossier.clone();
    dossier
        .certificates
        .retain(|artifact| artifact.origin.kind != OriginKind::Keyring);
    dossier.certificates.extend_from_slice(certificates);
    let evidence = &outcome.evidence;
    bonafide_verify::assess(
        &dossier,
        trust,
        &evidence.past,
        &evidence.policy,
        evidence.now,
    )
}

#[test]
fn what_is_left_out_changes_no_assessment() {
    for case in cases::all() {
        let (trust, certificates) = trusted(&case);
        let mut variants = vec![trust.clone()];
        // The same keys and names in other hands: entries that contradict each other must all be
        // heard.
        for team in ["TIDE-CERT", "CERT-OAK"] {
            let mut conflicting = trust.clone();
            conflicting.pins.push(pin(team, stranger(7), "oak.example"));
            conflicting.pins.extend(
                trust
                    .pins
                    .iter()
                    .map(|own| pin(team, own.fingerprint.clone(), "elsewhere.example")),
            );
            variants.push(conflicting);
        }
        // A trust root vouches for another key under the name or address of each; no pin and no
        // list names that key.
        let mut vouched = trust.clone();
        vouched.roots.push(root());
        variants.push(vouched);
        for trust in variants {
            let (trust, certificates) =
                with_strangers(trust, [certificates.clone(), namesakes()].concat());
            let outcome = run(&case, trust.clone(), certificates.clone());
            assert_eq!(
                outcome.assessment,
                judged_with_all(&outcome, &trust, &certificates),
                "{}",
                case.name
            );
            assert!(
                outcome.evidence.trust.pins.len() < 20,
                "{}: {} pins",
                case.name,
                outcome.evidence.trust.pins.len()
            );
        }
    }
}

#[test]
fn unrelated_entries_change_no_verdict() {
    for case in cases::all() {
        let (trust, certificates) = trusted(&case);
        let plain = run(&case, trust.clone(), certificates.clone()).assessment;
        let (trust, certificates) = with_strangers(trust, certificates);
        let among_strangers = run(&case, trust, certificates).assessment;
        let verdict = |one: &Assessment| (one.verdict, one.why, one.leaf.clone(), one.key.verdict);
        assert_eq!(verdict(&plain), verdict(&among_strangers), "{}", case.name);
    }
}

#[test]
fn choosing_among_many_costs_about_what_choosing_among_few_does() {
    let case = cases::all()
        .into_iter()
        .find(|case| case.name == "text-signed-pinned")
        .unwrap();
    let (trust, certificates) = trusted(&case);
    let (many, _) = with_strangers(trust.clone(), Vec::new());
    let dossier = run(&case, trust.clone(), certificates.clone())
        .evidence
        .dossier;
    let took = |trust: Trust| {
        let index = TrustIndex::new(trust, certificates.clone());
        let rounds = (0..5).map(|_| {
            let start = Instant::now();
            (0..20).for_each(|_| drop(index.select(&dossier, None)));
            start.elapsed()
        });
        rounds.min().unwrap()
    };
    let (few, many) = (took(trust), took(many));
    // About the same on a quiet machine; looking at each of the thousand would cost many times as
    // much.
    assert!(many < few * 4, "{few:?} among few, {many:?} among many");
}
