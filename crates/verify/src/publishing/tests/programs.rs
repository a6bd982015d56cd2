//! GnuPG, independent sources, and who can verify.

use bonafide_testkit::{CertSpec, Signing, at};

use super::*;
use crate::check_publication;

#[test]
fn what_gnupg_says_is_told_and_not_trying_is_no_pass() {
    let with = |gnupg| {
        finds(
            &Case::sound(),
            &Staging { gnupg, ..staged() },
            CheckId::GpgUsersCanVerify,
        )
    };
    let ran = |accepts| GnuPg::Ran {
        version: "2.2.40".to_owned(),
        accepts,
        says: VerifierAnswer::NotGood,
        cause: None,
    };
    assert_eq!(with(ran(true)).0, Outcome::Pass);
    let refused = with(ran(false));
    assert_eq!((refused.0, refused.1), (Outcome::Fail, Severity::Error));
    assert_eq!(
        with(GnuPg::NotTried(VerifierAnswer::NotInstalled)).0,
        Outcome::Inconclusive
    );
    assert_eq!(with(GnuPg::NothingToTry).0, Outcome::NotApplicable);
}

fn asked(says: ConfirmationSays) -> Staging {
    let url = "https://alpha.example/.well-known/openpgpkey/hu/x".to_owned();
    Staging {
        confirmations: Confirmations::Asked(vec![Confirmation {
            kind: AnchorKind::Wkd,
            url,
            says,
        }]),
        ..staged()
    }
}

#[test]
fn an_independent_source_confirms_contradicts_knows_nothing_or_cannot_be_asked() {
    let of = |staging: &Staging| run(&Case::sound(), staging, CheckId::AnchorIsIndependent);
    let not_asked = of(&staged());
    assert_eq!(
        (not_asked[0].outcome, not_asked[0].severity),
        (Outcome::Inconclusive, Severity::Note)
    );
    let confirmed = of(&asked(ConfirmationSays::Keys(vec![fpr(KEY)])));
    assert_eq!(
        confirmed
            .iter()
            .map(|found| found.outcome)
            .collect::<Vec<_>>(),
        [Outcome::Pass]
    );
    let other = of(&asked(ConfirmationSays::Keys(vec![fpr(OTHER)])));
    assert_eq!(
        (other[0].outcome, other[0].severity),
        (Outcome::Fail, Severity::Error)
    );
    assert_eq!(
        of(&asked(ConfirmationSays::Nothing))[0].outcome,
        Outcome::Fail
    );
    let unreached = of(&asked(ConfirmationSays::NotReached("no route".to_owned())));
    assert_eq!(
        (unreached[0].outcome, unreached[0].severity),
        (Outcome::Inconclusive, Severity::Warning)
    );
    let nobody = Staging {
        confirmations: Confirmations::Asked(Vec::new()),
        ..staged()
    };
    assert_eq!(of(&nobody)[0].outcome, Outcome::Inconclusive);
}

#[test]
fn an_anchor_that_the_team_gave_confirms_without_the_network() {
    let found = run(&Case::pinned(), &staged(), CheckId::AnchorIsIndependent);
    assert_eq!(found[0].outcome, Outcome::Pass);
}

const DOCUMENT: &[u8] = b"a profile\n";

/// A dossier with a real key and signature, and no claims but the fingerprint.
fn signed(hash: bonafide_testkit::openpgp::types::HashAlgorithm) -> Dossier {
    let cert = CertSpec {
        created: at("2020-01-01T00:00:00Z"),
        ..CertSpec::new("Alpha CERT <cert@alpha.example>")
    }
    .build();
    let signature = cert.sign_detached(
        DOCUMENT,
        &Signing::at(at("2026-01-01T00:00:00Z")).hash(hash),
    );
    let mut case = Case::sound();
    case.claims().key_ids.clear();
    case.claims().fingerprints = vec![printed(cert.fingerprint().as_str(), KeyRole::Team)];
    let here = |name: &str| Origin::file(OriginKind::PrintedUrl, name);
    Dossier {
        document: Some(artifact(DOCUMENT, here("rfc2350.txt"))),
        signatures: vec![artifact(&signature, here("rfc2350.txt.asc"))],
        certificates: vec![artifact(&cert.armored(), here("key.asc"))],
        ..case.dossier
    }
}

fn rows(dossier: &Dossier) -> Vec<(Verifier, Option<bool>, Option<RefusalCause>)> {
    let now = time("2026-11-01T00:00:00Z");
    let publication = check_publication(
        dossier,
        &staged(),
        &Trust::default(),
        &Policy::default(),
        now,
    );
    publication
        .verifiers
        .into_iter()
        .map(|row| (row.verifier, row.accepts, row.cause))
        .collect()
}

#[test]
fn a_sound_pair_verifies_everywhere_and_what_was_not_tried_says_so() {
    let found = rows(&signed(
        bonafide_testkit::openpgp::types::HashAlgorithm::SHA512,
    ));
    assert_eq!(
        found,
        [
            (Verifier::Bonafide, Some(true), None),
            (Verifier::GnuPg, None, None),
            (Verifier::SequoiaToday, Some(true), None),
            (Verifier::SequoiaInAYear, Some(true), None),
        ]
    );
}

#[test]
fn a_changed_document_a_weak_hash_and_a_missing_signature_are_told_apart() {
    let mut changed = signed(bonafide_testkit::openpgp::types::HashAlgorithm::SHA512);
    changed.document = Some(artifact(
        b"another profile\n",
        Origin::file(OriginKind::Flag, "rfc2350.txt"),
    ));
    let bad = rows(&changed);
    assert_eq!(
        bad[2],
        (
            Verifier::SequoiaToday,
            Some(false),
            Some(RefusalCause::BadSignature)
        )
    );
    assert_eq!(
        bad[0],
        (
            Verifier::Bonafide,
            Some(false),
            Some(RefusalCause::BadSignature)
        )
    );
    let weak = rows(&signed(
        bonafide_testkit::openpgp::types::HashAlgorithm::SHA1,
    ));
    assert_eq!(
        (weak[2].1, weak[2].2),
        (Some(false), Some(RefusalCause::Weak))
    );
    let mut unsigned = signed(bonafide_testkit::openpgp::types::HashAlgorithm::SHA512);
    unsigned.signatures.clear();
    let none = rows(&unsigned);
    assert_eq!(
        (none[2].1, none[2].2),
        (None, Some(RefusalCause::NoSignature))
    );
    assert_eq!(
        (none[0].1, none[0].2),
        (Some(false), Some(RefusalCause::NoSignature))
    );
    let mut keyless = signed(bonafide_testkit::openpgp::types::HashAlgorithm::SHA512);
    keyless.certificates.clear();
    assert_eq!(
        (rows(&keyless)[3].1, rows(&keyless)[3].2),
        (None, Some(RefusalCause::NoKey))
    );
}
