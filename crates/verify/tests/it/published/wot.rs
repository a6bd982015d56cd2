//! The vectors of sequoia-wot that are about one step: a trust root and whom it certifies. What
//! that program says of each is written here anew from its own tests.

use bonafide_testkit::openpgp::cert::CertParser;
use bonafide_testkit::openpgp::parse::Parse;
use bonafide_testkit::openpgp::serialize::SerializeInto;

use super::*;

const CRATE: &str = "sequoia-wot-0.15.3";

/// Keyring, trust root and target by the names in their addresses, day, and the amount of trust
/// that sequoia-wot finds: 120 is full.
type Step = (&'static str, &'static str, &'static str, &'static str, u8);

const STEPS: &[Step] = &[
    ("simple", "alice", "bob", "2026-06-01", 100),
    ("simple", "bob", "carol", "2026-06-01", 100),
    ("simple", "alice", "dave", "2026-06-01", 0),
    // A newer certification in full, for a month.
    ("certification-liveness", "alice", "bob", "2020-02-02", 60),
    ("certification-liveness", "alice", "bob", "2020-03-02", 120),
    ("certification-liveness", "alice", "bob", "2020-04-02", 60),
    // Withdrawn, and renewed in full.
    ("certification-revoked", "alice", "bob", "2020-02-02", 60),
    ("certification-revoked", "alice", "bob", "2020-03-02", 0),
    ("certification-revoked", "alice", "bob", "2020-04-02", 120),
    // The owner has withdrawn the User ID.
    ("userid-revoked", "alice", "bob", "2020-02-02", 60),
    ("userid-revoked", "alice", "bob", "2020-03-02", 0),
    ("userid-revoked", "alice", "bob", "2020-04-02", 0),
    // Taken back by an amount of 0.
    ("zero-trust", "alice", "bob", "2020-02-02", 120),
    ("zero-trust", "alice", "bob", "2020-03-02", 120),
    ("zero-trust", "bob", "carol", "2020-02-02", 60),
    ("zero-trust", "bob", "carol", "2020-03-02", 0),
];

/// Whether the root's certification of the target's address is an anchor that counts.
fn is_anchored(ring: &[u8], root: &str, target: &str, day: &str) -> bool {
    let certs: Vec<_> = CertParser::from_bytes(ring)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let of = |name: &str| {
        let address = format!("<{name}@example.org>");
        certs
            .iter()
            .find(|cert| {
                cert.userids()
                    .any(|id| id.userid().value() == address.as_bytes())
            })
            .unwrap()
    };
    let (root, target_cert) = (of(root), of(target));
    let text = format!(
        "2.1 Name of the Team\n\nTarget\n\n2.7 E-mail\n\n{target}@example.org\n\n2.8 Public Keys\n\nFingerprint: {}\n",
        target_cert.fingerprint().to_hex()
    );
    let mut case = Case::of(text).key(target_cert.to_vec().unwrap()).on(day);
    case.trust.roots.push(TrustRoot {
        name: "root".to_owned(),
        fingerprint: root.fingerprint().to_hex().parse().unwrap(),
        certificate: artifact(
            root.to_vec().unwrap(),
            Origin::file(OriginKind::Keyring, "root.pgp"),
        ),
    });
    case.assess()
        .anchors
        .iter()
        .any(|anchor| anchor.kind == AnchorKind::TrustRoot && anchor.accepted)
}

#[test]
fn one_step_from_a_trust_root_counts_where_it_is_full_trust() {
    let Some(data) = unpacked(CRATE).map(|path| path.join("tests/data")) else {
        return;
    };
    for (ring, root, target, day, amount) in STEPS {
        let bytes = std::fs::read(data.join(format!("{ring}.pgp"))).unwrap();
        assert_eq!(
            is_anchored(&bytes, root, target, day),
            *amount >= 120,
            "{ring}: {root} of {target} on {day}"
        );
    }
}
