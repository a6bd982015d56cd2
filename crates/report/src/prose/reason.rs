//! Why a document and a key got their verdicts.

use bonafide_model::claims::Authenticity;
use bonafide_model::judgement::{AnchorKind, Assessment, ExpiredCause, KeyLeaf, Leaf, Verdict};

use super::phrase::{
    bare, because, checks, day, kind, list, quoted, revoked_for, signed_when_valid, subkey_of,
    unusable_key, vouches, weak,
};
use super::signature::cause;

/// Why the document got its verdict, in one sentence without its full stop.
#[must_use]
pub fn reason(assessment: &Assessment) -> String {
    if let Some(given) = assessment
        .given
        .as_ref()
        .filter(|_| assessment.verdict == Verdict::Unverified)
    {
        return super::given(given).to_owned();
    }
    match &assessment.leaf {
        Leaf::SecretKeyOut => "the secret half of a key is published, so its signatures prove nothing".to_owned(),
        Leaf::KeyWithdrawn { reason } => format!("the key was withdrawn by its owner{}", because(revoked_for(reason.as_deref()))),
        Leaf::SignatureBad { signer } => {
            let of = signer.as_ref().map(|signer| format!(" of {}", signer.spaced())).unwrap_or_default();
            format!("the signature{of} does not fit this document: it was changed, or the two are of different versions")
        }
        Leaf::ClaimsOutside => "contacts or keys stand outside the signed region, where anybody could have put them".to_owned(),
        Leaf::KeyConflict { kind: AnchorKind::Pin, team, found } => {
            format!("the pinned key of {} is not {}, and does not vouch for it", quoted(team), found.spaced())
        }
        Leaf::KeyConflict { kind: of, team, found } => {
            format!("{} names a key for {}, and it is not {}", kind(*of), quoted(team), found.spaced())
        }
        Leaf::ExpectedConflict { found } => format!("the key {} is not the one that you expect", found.spaced()),

        Leaf::NotFetched => "the document could not be fetched; that says nothing about the team".to_owned(),
        Leaf::DocumentUnreadable(error) => format!("the document could not be read: {}", bare(&error.to_string())),
        Leaf::NoSignature { says, x509: None } => no_signature(*says).to_owned(),
        Leaf::NoSignature { x509: Some(signer), .. } => format!("no OpenPGP signature was found; {}", x509_signature(signer)),
        Leaf::SignatureNotFetched => {
            "the places where the signature may be could not be reached, so nothing is known about it".to_owned()
        }
        Leaf::NotASignature => "the file where the signature should be is not a signature".to_owned(),
        Leaf::SignatureMalformed => "the signature cannot be parsed".to_owned(),
        Leaf::Unsupported { what } => format!("the signature needs something that this program does not support{}", because(&cause(what.as_ref()))),
        Leaf::Weak(of) => format!("{}: not broken, but it proves nothing today", weak(*of)),
        Leaf::SignatureExpired { cause: Some(ExpiredCause::Signature(on)) } => format!("the signature expired on {}", day(*on)),
        Leaf::SignatureExpired { cause: Some(ExpiredCause::Key(on)) } => {
            format!("the signature is dated after its key expired on {}", day(*on))
        }
        Leaf::SignatureExpired { cause: None } => "the signature has expired, or its key had before it was made".to_owned(),
        Leaf::KeyExpired { expires, signed_before } => {
            let since = expires.map(|at| format!(" on {}", day(at))).unwrap_or_default();
            let valid = signed_when_valid(*signed_before);
            format!("the key expired{since}{valid}")
        }
        Leaf::SubkeyExpired { expires, signed_before } => {
            let since = expires.map(|at| format!(" on {}", day(at))).unwrap_or_default();
            let valid = signed_when_valid(*signed_before);
            format!("the subkey that signed expired{since}, while its primary key is still valid{valid}")
        }
        Leaf::KeyRetired => "the key was retired by its owner".to_owned(),
        Leaf::ImpossibleTime { future: true } => "the signature is dated in the future".to_owned(),
        Leaf::ImpossibleTime { future: false } => "the signature is dated before its key existed".to_owned(),
        Leaf::SigningKeyInvalid => "the key that made the signature is not allowed to sign".to_owned(),
        Leaf::StrangersSignatureBad => "the signature does not fit, and its key is neither printed nor trusted".to_owned(),
        Leaf::GoodAndBad => "one signature of the key fits this document and another one does not".to_owned(),
        Leaf::TextOutside => "text stands outside the signed region, which nobody signed".to_owned(),
        Leaf::OtherLineEnds => {
            "the text-mode signature fits only if line endings are read in another way than the standard says".to_owned()
        }
        Leaf::OnlyListed => {
            "the signature covers a list of hashes that names this file; a list does not say that the file is the team's profile"
                .to_owned()
        }
        Leaf::OtherContent => "the signature covers something other than this document".to_owned(),
        Leaf::NoProfile => {
            "the signed text is not a profile: it has hardly any section of RFC 2350, and teams also sign mails and lists".to_owned()
        }
        Leaf::RolledBack => "the document is older than one seen before".to_owned(),
        Leaf::HistoryDamaged => "the history cannot be used, so this may be an old document".to_owned(),
        Leaf::NoFingerprint { hidden: 0, malformed: 0 } => "the document prints no fingerprint".to_owned(),
        Leaf::NoFingerprint { hidden, malformed } => {
            format!("the document prints no usable fingerprint ({hidden} hidden, {malformed} malformed)")
        }
        Leaf::NoKey { unusable: None } => "the certificate of the printed fingerprint could not be fetched".to_owned(),
        Leaf::NoKey { unusable: Some(unusable) } => {
            format!("the certificate of the printed fingerprint could not be fetched: {}", unusable_key(unusable))
        }
        Leaf::SignerUnknown => "the signature is by an unknown key that the document does not print".to_owned(),
        Leaf::SignerNotPrinted { signer } => format!("the signature is by {}, which the document does not print", signer.spaced()),
        Leaf::SubkeyPrinted(of) => format!("the document prints only the fingerprint of {}", subkey_of(of)),
        Leaf::SubkeyTrusted { kind: how, of } => format!("{} names only {}", kind(*how), subkey_of(of)),
        Leaf::KeySuccession { team, pinned, by } => {
            format!(
                "a new key for {}, for which {} is pinned; {}, and the new key has to be confirmed",
                quoted(team),
                pinned.spaced(),
                vouches(*by)
            )
        }
        Leaf::Disputed { by } => {
            format!("nothing independent confirms the key, and unconfirmed sources contradict each other ({})", checks(by))
        }
        Leaf::LooksLike { kind: of, team, printed, same } => {
            let like = if *same { "is also" } else { "looks like" };
            format!(
                "the printed name {} {like} that of {}, which {} knows with another key",
                quoted(printed),
                quoted(team),
                kind(*of)
            )
        }
        Leaf::StrictWarnings { by } => format!("the policy is strict, and there are warnings ({})", checks(by)),
        Leaf::NotProven { check } => format!("{check} could not be proven"),

        Leaf::Unanchored { controllers, other_team } => unanchored(controllers, other_team.as_deref()),
        Leaf::Authentic => {
            "a sound signature over exactly this document by a valid key that the document prints and an anchor ties to this team"
                .to_owned()
        }
    }
}

/// Must say what this verdict does not mean, and who could have made all of it.
fn unanchored(controllers: &[String], other_team: Option<&str>) -> String {
    let behind = match controllers {
        [] => "nothing but these files".to_owned(),
        [one] => format!("nothing outside {}, which controls all of it,", bare(one)),
        several => format!(
            "nothing outside {}, which control all of it,",
            list(several)
        ),
    };
    let but = match other_team {
        None => String::new(),
        Some(team) => format!(
            "; a source names the key, but for {}, not for this profile",
            quoted(team)
        ),
    };
    format!(
        "the signature is sound, but {behind} confirms that the key is this team's; a complete forgery looks exactly like this{but}"
    )
}

/// What is said of a signature that is not judged.
pub(super) fn x509_signature(signer: &str) -> String {
    let of = if signer.is_empty() {
        String::new()
    } else {
        format!(" of {}", quoted(signer))
    };
    format!(
        "the PDF carries an X.509 signature{of}, which this program does not judge; your PDF reader can"
    )
}

fn no_signature(says: Option<Authenticity>) -> &'static str {
    match says {
        None => "no signature was found",
        Some(Authenticity::SaysSigned) => {
            "no signature was found, though the document says that it is signed"
        }
        Some(Authenticity::OnRequest) => {
            "no signature is published; the document offers to confirm its authenticity on request"
        }
        Some(Authenticity::Tls) => {
            "no signature is published; the document relies on TLS, which protects the transfer, not the content"
        }
        Some(Authenticity::NotSigned) => "the document says that it is not signed",
    }
}

/// Why the key got its verdict, in one sentence without its full stop.
#[must_use]
pub fn key_reason(assessment: &Assessment) -> String {
    match &assessment.key.leaf {
        KeyLeaf::Confirmed { can_encrypt: true } => "an anchor confirms it and it is in order: you may encrypt to it",
        KeyLeaf::Confirmed { can_encrypt: false } => "an anchor confirms it and it is in order, but it cannot be encrypted to",
        KeyLeaf::ConfirmedBySuccession => {
            "the pinned key is still in use and signs the document that prints this one: confirm and pin the new key"
        }
        KeyLeaf::Unconfirmed => "nothing outside the publisher's control confirms it",
        KeyLeaf::NoKey => "no key is known",
        KeyLeaf::NoCertificate { unusable: Some(unusable) } => {
            return format!("an anchor confirms the fingerprint, but {}", unusable_key(unusable));
        }
        KeyLeaf::NoCertificate { unusable: None } => {
            "an anchor confirms the fingerprint, but the certificate is not at hand: give it with --key"
        }
        KeyLeaf::HealthUnknown => "an anchor confirms the fingerprint, but whether the key is in order is unknown",
        KeyLeaf::OtherKeyTrusted => "another key is confirmed or expected for this team",
        KeyLeaf::Succession => "another key is pinned for this team and vouches for this one, which has to be confirmed",
        KeyLeaf::Disputed { by } => {
            return format!("sources that nobody confirmed contradict each other about it ({})", checks(by));
        }
        KeyLeaf::SecretKeyOut => "its secret half is published: do not use it",
        KeyLeaf::Withdrawn => "withdrawn by its owner: do not use it",
        KeyLeaf::Retired => "retired by its owner: ask for the current one",
        KeyLeaf::Expired => "expired: refresh it, or ask for the current one",
        KeyLeaf::Weak => "too weak today",
        KeyLeaf::WeakBinding => "only SHA-1 self-signatures: ask the team to refresh them",
    }
    .to_owned()
}
