//! What is asked of a certificate without its other User IDs is answered as by the whole one.

use std::time::{Duration, SystemTime};

use openpgp::Cert;
use openpgp::cert::amalgamation::key::PrimaryKey;
use openpgp::packet::UserID;
use openpgp::packet::signature::SignatureBuilder;
use openpgp::types::{HashAlgorithm, KeyFlags, SignatureType};
use proptest::prelude::*;

use super::super::binding;
use super::super::lean::Lean;
use super::super::policies::Policies;
use super::*;

const NAMES: [&str; 3] = [
    "A <a@m-cert.example>",
    "B <b@m-cert.example>",
    "C <c@m-cert.example>",
];

/// A signature of a User ID that says to be by the key itself.
#[derive(Debug, Clone)]
struct Claim {
    name: usize,
    year: i32,
    primary: Option<bool>,
    signs: bool,
    key_years: Option<u64>,
    years: Option<u64>,
    sha1: bool,
    revokes: bool,
    forged: bool,
}

fn claim() -> impl Strategy<Value = Claim> {
    let rarely = || prop::bool::weighted(0.08);
    let years = || prop::option::weighted(0.08, 1_u64..4);
    let what = (
        0..NAMES.len(),
        2021..2026,
        prop::option::of(any::<bool>()),
        any::<bool>(),
        prop::option::of(2_u64..6),
    );
    (what, (years(), rarely(), rarely(), rarely())).prop_map(
        |((name, year, primary, signs, key_years), rest)| {
            let (years, sha1, revokes, forged) = rest;
            Claim {
                name,
                year,
                primary,
                signs,
                key_years,
                years,
                sha1,
                revokes,
                forged,
            }
        },
    )
}

fn at(year: i32) -> SystemTime {
    day(&format!("{year}-01-01")).into()
}

fn years(count: u64) -> Duration {
    Duration::from_secs(count * 365 * 24 * 60 * 60)
}

fn with(cert: Cert, owner: &TestCert, claim: &Claim) -> Cert {
    let id = UserID::from(NAMES[claim.name]);
    let primary = cert.primary_key().key().clone();
    let kind = if claim.revokes {
        SignatureType::CertificationRevocation
    } else {
        SignatureType::PositiveCertification
    };
    let mut builder = SignatureBuilder::new(kind)
        .set_hash_algo(if claim.sha1 {
            HashAlgorithm::SHA1
        } else {
            HashAlgorithm::SHA512
        })
        .set_signature_creation_time(at(claim.year))
        .unwrap()
        .set_issuer_fingerprint(primary.fingerprint())
        .unwrap();
    if !claim.revokes {
        let flags = KeyFlags::empty().set_certification();
        builder = builder
            .set_key_flags(if claim.signs {
                flags.set_signing()
            } else {
                flags
            })
            .unwrap();
        builder = builder
            .set_key_validity_period(claim.key_years.map(years))
            .unwrap();
        if let Some(count) = claim.years {
            builder = builder.set_signature_validity_period(years(count)).unwrap();
        }
        if let Some(is_primary) = claim.primary {
            builder = builder.set_primary_userid(is_primary).unwrap();
        }
    }
    let mut signer = if claim.forged {
        other_team().primary()
    } else {
        owner.primary()
    };
    let signature = builder
        .sign_userid_binding(&mut signer, Some(&primary), &id)
        .unwrap();
    cert.insert_packets([openpgp::Packet::from(id), signature.into()])
        .unwrap()
        .0
}

/// All that is asked of the keys of a certificate.
fn answers(cert: &Cert, policies: &Policies, at: SystemTime) -> Vec<String> {
    let mut answers = vec![format!(
        "{:?}",
        cert.revocation_status(&policies.strict, at)
    )];
    for key in cert.keys() {
        answers.push(match binding::find(&key, policies, at) {
            Ok(found) => {
                let (bound, expiry) = (&found.bound, binding::expiry(&found.bound));
                let flags = (
                    bound.key_flags(),
                    bound.for_signing(),
                    bound.for_certification(),
                );
                format!(
                    "{} {:?} {expiry:?} {flags:?} {} {}",
                    bound.primary(),
                    bound.binding_signature(),
                    found.weak,
                    found.later
                )
            }
            Err(unbound) => format!(
                "{:?} {:?} {}",
                unbound.status, unbound.problem, unbound.weak
            ),
        });
        let now = binding::now(&key, policies, true);
        answers.push(format!(
            "{:?}",
            now.map(|bound| (bound.binding_signature().clone(), binding::expiry(&bound)))
        ));
    }
    answers
}

fn bare() -> TestCert {
    CertSpec {
        user_ids: Vec::new(),
        ..spec()
    }
    .build()
}

fn plain(name: usize, year: i32) -> Claim {
    let (primary, signs, key_years, years) = (None, true, None, None);
    Claim {
        name,
        year,
        primary,
        signs,
        key_years,
        years,
        sha1: false,
        revokes: false,
        forged: false,
    }
}

fn lean(claims: &[Claim], policies: &Policies) -> (Cert, Option<Lean>) {
    let owner = bare();
    let cert = claims.iter().fold(owner.cert().clone(), |cert, claim| {
        with(cert, &owner, claim)
    });
    let lean = Lean::of(&cert, policies);
    (cert, lean)
}

#[test]
fn only_the_primary_user_id_is_kept() {
    let policies = Policies::new(&Policy::default(), day("2026-06-01"));
    let kept = |claims: &[Claim]| {
        let ids = |cert: &Cert| {
            cert.userids()
                .map(|id| String::from_utf8_lossy(id.userid().value()).into_owned())
                .collect()
        };
        lean(claims, &policies)
            .1
            .map(|lean| -> Vec<String> { ids(&lean.cert) })
    };
    assert_eq!(
        kept(&[plain(0, 2022), plain(1, 2024), plain(2, 2023)]),
        Some(vec![NAMES[1].to_owned()]),
        "the newest"
    );
    let marked = Claim {
        primary: Some(true),
        ..plain(0, 2022)
    };
    assert_eq!(
        kept(&[marked.clone(), plain(1, 2024)]),
        Some(vec![NAMES[0].to_owned()]),
        "the marked one"
    );
    assert_eq!(
        kept(&[plain(0, 2022), plain(1, 2022)]),
        Some(vec![NAMES[0].to_owned()]),
        "the first of the alphabet"
    );
    assert_eq!(kept(&[plain(0, 2022)]), None, "nothing to leave out");
    let by_sha1 = Claim {
        sha1: true,
        ..plain(0, 2023)
    };
    assert_eq!(
        kept(&[marked.clone(), by_sha1, plain(1, 2024)]),
        None,
        "where SHA-1 counts, the first is marked no more"
    );
    assert_eq!(
        kept(&[marked.clone(), plain(0, 2027), plain(1, 2024)]),
        None,
        "from 2027 on, the first is marked no more"
    );
    for doubtful in [
        Claim {
            forged: true,
            ..marked.clone()
        },
        Claim {
            sha1: true,
            ..marked.clone()
        },
        Claim {
            years: Some(2),
            ..marked.clone()
        },
        Claim {
            year: 2027,
            ..marked
        },
    ] {
        assert_eq!(
            kept(&[doubtful.clone(), plain(1, 2024)]),
            None,
            "{doubtful:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_answer_is_that_of_the_whole_certificate(claims in prop::collection::vec(claim(), 2..6), now in 2022..2027) {
        let policies = Policies::new(&Policy::default(), day(&format!("{now}-06-01")));
        let (cert, lean) = lean(&claims, &policies);
        let Some(lean) = lean else { return Ok(()) };
        for year in (2019..2030).filter(|year| at(*year) >= lean.since) {
            prop_assert_eq!(answers(&lean.cert, &policies, at(year)), answers(&cert, &policies, at(year)), "in {}", year);
        }
    }
}
