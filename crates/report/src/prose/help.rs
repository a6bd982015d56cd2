//! What to do about a finding.

use bonafide_model::judgement::{Detail, Finding, Outcome, Succession, WeakCause};

use super::key_id;
use super::phrase::bare;

/// Where a key file was given that cannot be used.
pub(super) const ANOTHER_FILE: &str = "Give the key itself, in a plain file, as `gpg --armor --export` writes it or the team's server sends it.";

/// What to do about it; `None` where there is nothing to do.
#[must_use]
pub fn help(finding: &Finding) -> Option<String> {
    if let Detail::KeyId { diagnosis, .. } = &finding.detail {
        return key_id::help(diagnosis);
    }
    remedy(&finding.detail, finding.outcome)
        .map(str::to_owned)
        .or_else(|| own_words(&finding.detail))
}

/// Remedies that hold values of their own.
fn own_words(detail: &Detail) -> Option<String> {
    match detail {
        Detail::FingerprintsContradict { .. } => Some(
            "Ask the team which of the two is right, through a contact that you found elsewhere, not in this document.".to_owned(),
        ),
        Detail::NotACertificate { unusable, given: false } => Some(format!(
            "If you have the certificate, give it with --key. The team should publish the key itself at {}.",
            bare(&unusable.place)
        )),
        _ => None,
    }
}

#[allow(
    clippy::match_same_arms,
    reason = "one arm per group of statements reads better than one per remedy"
)]
fn remedy(detail: &Detail, outcome: Outcome) -> Option<&'static str> {
    use Detail as D;
    Some(match detail {
        D::NoDocument => "Check the address, or save the document and give the file.",
        D::Unreadable(_) => {
            "Ask the team for a text version, or save the document in another format and give that file."
        }
        D::NoCertificate {
            unusable: Some(_), ..
        }
        | D::SignerUnknown {
            is_printed: true,
            unusable: Some(_),
            ..
        }
        | D::SignerUnknown {
            may_be_subkey: true,
            unusable: Some(_),
            ..
        }
        | D::NotACertificate { given: true, .. } => ANOTHER_FILE,
        D::NoCertificate { .. } => {
            "Give the certificate with --key; this does not make it trusted. Or run again when the places can be reached."
        }
        D::Undetermined { .. } => {
            "Perhaps only this program does not know the algorithm: try another program before you accuse anybody."
        }

        D::NoSignature { .. } | D::NoSignatureSeen { .. } => {
            "If you know where the signature is, give it with --signature. If not, ask the team for one."
        }
        D::SignatureNotFetched { .. } | D::ChecksumNotFetched { .. } => {
            "Run again later: this says nothing about the team."
        }
        D::NotASignature { .. } => {
            "Open the place in a browser: the signature is often behind a link. Give it with --signature."
        }
        D::SignatureMalformed { .. } => {
            "Fetch the signature again, without a browser or mail program in between."
        }
        D::SignatureUnsupported { .. } => {
            "Verify it with another program, such as GnuPG: this one cannot, which says nothing about the team."
        }
        D::BindingMadeLater { .. } => {
            "The team should publish its certificate with its older self-signatures."
        }
        D::SignatureBad { .. } | D::AlsoBad { .. } => {
            "Do not use this document. Run again later: a document and a signature of different versions look the same. If nothing changes, tell the team through a contact that you already know."
        }
        D::SignatureReadsOtherwise { .. } => {
            "Nothing suggests that the text was changed. Ask the team for a signature in binary mode, which means the same to every program."
        }
        D::OtherSignature { .. } => "Nothing, unless the team says that it signed twice.",
        D::SignerUnknown {
            is_printed: true, ..
        }
        | D::SignerUnknown {
            may_be_subkey: true,
            ..
        } => "Give the certificate of the printed fingerprint with --key.",
        D::SignerUnknown { .. } | D::SignerNotPrinted { .. } => {
            "Anybody can sign anything. Ask the team which key signs its profile, through a contact that you found elsewhere, not in this document."
        }
        D::SigningKeyInvalid { .. } => {
            "Ask the team for a signature by a key that is allowed to sign."
        }
        D::CoversViaChecksum { accepted: false } => {
            "Ask the team for a signature over the document itself. If you know that the team signs its documents through such lists, the policy key danger-accept-signed-hash-lists accepts them."
        }
        D::CoversViaChecksum { accepted: true } | D::CoversEqualCopy => {
            "The team should publish a detached signature over the document itself."
        }
        D::CoversOther | D::SignatureOfOtherFile { .. } | D::OutsideText { claims: false } => {
            "Look for the signed file itself and verify that one."
        }
        D::CoversNoProfile => {
            "Look for the team's profile itself and verify that one. A profile has the sections of RFC 2350, at least who the team is and how to reach it."
        }
        D::OutsideText { claims: true } => {
            "Do not use any value of this document; tell the team through a contact that you already know."
        }
        D::SignatureWeak {
            because: WeakCause::Hash,
            ..
        }
        | D::SignatureSoonWeak { .. } => {
            "The team should sign again with SHA-256 or better. An early date is no excuse: a signature can be backdated."
        }
        D::SignatureWeak {
            because: WeakCause::Key,
            ..
        }
        | D::KeyWeak { .. }
        | D::KeySoonWeak { .. } => {
            "The team should move to a new key (Ed25519, or RSA with 3072 bits or more) and sign it with the old one."
        }
        D::SignatureWeak {
            because: WeakCause::Binding,
            ..
        }
        | D::BindingsWeak { .. } => {
            "The key itself is fine, but its self-signatures are old: ask the team to refresh them (set the expiry again with a current program) and to publish the key again. The fingerprint stays the same."
        }
        D::SignatureExpired { .. } => "Ask the team for a new signature.",
        D::MadeInFuture { .. } => {
            "Check the clock of this machine. If it is right, do not rely on this signature."
        }
        D::MadeBeforeKey { .. } => "Do not rely on this signature; ask the team for another one.",
        D::ChecksumDiffers { .. } => {
            "Often the checksum was forgotten at an update. It is published beside the document, so it protects nothing; tell the team."
        }
        D::ChecksumNoEntry { .. }
        | D::ChecksumAmbiguous { .. }
        | D::ChecksumMalformed { .. }
        | D::ChecksumWeak { .. }
        | D::ChecksumUnsupported { .. } => {
            "Nothing depends on it. The team should publish one line: the SHA-256 value, two spaces, the name of the file."
        }

        D::NoFingerprint { .. } if outcome == Outcome::NotApplicable => return None,
        D::NoFingerprint { .. } => {
            "Ask the team for its fingerprint through a contact that you already know; give it with --expect-fingerprint."
        }
        D::FingerprintMalformed { .. } => {
            "Do not guess the missing digits. Ask the team for the whole fingerprint."
        }
        D::HiddenFingerprint { .. } | D::HiddenValue { .. } => {
            "Use what you see on the page, confirm it with the team, and tell it what is hidden in its document."
        }
        D::NotJudged { .. } => {
            "Open the document in a browser, and compare this value with what you see."
        }
        D::PrintedSubkey(_) => {
            "The team should print the fingerprint of its primary key: subkeys change, and programs look for the primary key."
        }
        D::TrustedSubkey { .. } => {
            "Ask your source for the fingerprint of the primary key: that is the one that identifies a key."
        }
        D::SignerPrintedAs { .. } => "Ask the team which key is in use now.",
        D::PublishedKeyDiffers { .. } => {
            "Encrypt to neither before the team has said which key is its own."
        }
        D::UserIdDiffers { .. } => "Ask the team whether the key is for this address.",
        D::UserIdDoesNotCount { .. } => {
            "Ask the team whether the key is still for this address, and look for a newer copy of it."
        }
        D::UserIdsRevoked { .. } => {
            "Ask the team which address the key is for now, and look for a newer copy of it."
        }
        D::ContactUnread { .. } => {
            "Do not use it before the team has confirmed it; it may contain a look-alike character."
        }
        D::NoUserIds => {
            "Look for the certificate on the team's own site, where it still has its User IDs."
        }

        D::SigningSubkeyExpired { .. } => {
            "Refresh the key. If it has a new signing subkey, ask the team to sign the document with that one."
        }
        D::KeyNotLive { .. } => {
            "Refresh the key: teams often extend their keys. If it stays expired, ask the team for its current key."
        }
        D::NotRevoked { asked: false } => {
            "Run again with network access, or refresh the certificate, before you rely on it."
        }
        D::KeyRevoked { hard: true, .. } => {
            "Use neither this key nor anything that it signed. Ask the team for its new key through a contact that you already know."
        }
        D::KeyRevoked { hard: false, .. } => "Ask the team for its current key.",
        D::KeyExpiresSoon {
            of_subkey: true,
            days: ..0,
            ..
        } => "Refresh the key, and ask the team for a new signature.",
        D::KeyExpiresSoon { days: ..0, .. } => "Refresh the key: teams often extend their keys.",
        D::KeyExpiresSoon { .. } => {
            "Refresh the key before then. If the team has not extended it, tell the team."
        }
        D::CannotEncrypt { .. } => "Ask the team for a key to encrypt to.",

        D::NoAnchor | D::NoneCounts { .. } => {
            "Confirm the fingerprint with the team through a contact that you found elsewhere, not in this document, then record it with `bonafide trust confirm`."
        }
        D::PinDue { .. } => "Confirm it with the team again: `bonafide trust confirm`.",
        D::AnchorNamesTeam { not_covered, .. } if not_covered.is_empty() => return None,
        D::AnchorNamesTeam { .. } => {
            "Do not use the addresses that are not covered before the team has confirmed them."
        }
        D::AnchorNamesOther { .. } => {
            "If this is the team that you confirmed, ask it, then add the domain to its pin. If not, somebody signs in another team's name."
        }
        D::LooksLike { .. } if outcome == Outcome::Pass => return None,
        D::LooksLike { .. } => {
            "Compare the names letter by letter. If it is another team, confirm its key through a contact that you already know, and say which team you mean with --team."
        }
        D::KeyConflict { .. } => {
            "Use neither this document nor its key. Call the team on a number that you already know. If this is another team of the same name, say which with --team."
        }
        D::ExpectedConflict { .. } => {
            "Compare with your source again, digit by digit. If it is right, this document is not the team's."
        }
        D::PinSucceeded {
            by: Succession::SignsToo,
            ..
        } => "Confirm the new key with the team and record it: `bonafide trust confirm`.",
        D::PinSucceeded { .. } => {
            "Call the team on a number that you already know, have it read the new fingerprint to you, and record it: `bonafide trust confirm`."
        }
        D::CorroboratorDisagrees { .. } => "Ask the team which key is its own.",
        D::OtherKeyArchived { .. } => {
            "A team that changed its key says so. Ask it through a contact from before the change, and have it read the new fingerprint to you."
        }

        D::HistoryDamaged { .. } => {
            "Make the history usable again, as the message says. --no-history judges without it."
        }
        D::SightsInFuture { chosen: true, .. } => {
            "Judge as of now (without --at) to compare with all of them."
        }
        D::SightsInFuture { chosen: false, .. } => {
            "Check the clock of this machine. `bonafide history show` lists the sights; `bonafide history forget` removes wrong ones."
        }
        D::Older { .. } => {
            "Somebody may be showing you an old document. Ask the team for its current one."
        }
        D::PastExpiry { .. } | D::OldDocument { .. } | D::DateUnclear { .. } => {
            "Ask the team whether the document is still valid."
        }
        D::DatedInFuture { .. } | D::UpdatesDiffer { .. } => {
            "This is probably the team's mistake; tell the team."
        }
        D::ContentChanged { .. } => {
            "Compare the two documents: a team should raise the version when it changes something."
        }
        D::ContactsChanged { .. } | D::ContactsArchived { .. } => {
            "Before you use a changed contact, confirm it through one that you knew before."
        }

        D::TransportInsecure { .. } => {
            "Use the https:// URL, if there is one, and tell the team to print that."
        }
        D::Reading { .. } if outcome == Outcome::Pass => return None,
        D::Reading { .. } => {
            "Open the document yourself, and compare the values above with what you see."
        }
        D::OtherLocation { .. } => "Fetch it from the printed URL, and compare.",
        D::DomainRegistered { .. } if outcome == Outcome::Pass => return None,
        D::DomainRegistered { .. } => {
            "If you knew the team before, ask it through a contact of that time whether this domain is its own."
        }
        D::PublishedElsewhere { .. } => {
            "Another team at the same host may be meant. If it should be this one, ask it which is right."
        }
        D::ContactElsewhere { .. } => "Use the one in its own section, and ask the team.",
        D::PhoneMisprinted { .. } => "Ask the team for the right number.",
        D::EditionDiffers { .. } => {
            "Use neither value before the team has said which is right; the usual cause is a translation that was not updated."
        }
        D::EditionNotFetched { .. } | D::EditionUnreadable { .. } => {
            "Nothing depends on it; look at it yourself if it matters to you."
        }
        D::StillDisagrees { changed: true, .. } | D::NotGotAgain { .. } => {
            "Run again later, before you tell the team."
        }
        D::StillDisagrees { changed: false, .. } => {
            "This is not an update in progress: one of the files was forgotten, or somebody changed one of them. Tell the team."
        }
        D::SecretKeyPrinted | D::SecretKeyPublished { .. } => {
            "Tell the team at once, through a channel that does not use this key. Nothing that this key signs, or signed, proves anything."
        }

        // Said to the team by `publisher`.
        D::Publishing(_) => return None,
        // Handled by `own_words` and `key_id::help`.
        D::FingerprintsContradict { .. }
        | D::NotACertificate { given: false, .. }
        | D::KeyId { .. } => return None,
        // Nothing to do.
        D::NoSignatureToJudge
        | D::SignaturesFound { .. }
        | D::SignatureWellformed
        | D::SignatureGood { .. }
        | D::LineEndingsNormalised
        | D::NotDecided { .. }
        | D::CoversDocument
        | D::SignatureStrong { .. }
        | D::SignatureTimely { .. }
        | D::NoChecksum
        | D::ChecksumEqual { .. }
        | D::ChecksumOfAnother { .. }
        | D::FingerprintsPrinted { .. }
        | D::FingerprintsWellformed { .. }
        | D::FingerprintsUnambiguous { .. }
        | D::SignerPrinted { .. }
        | D::NoSigner
        | D::PrintedKeyFound { .. }
        | D::NoKeyId
        | D::UserIdMatches { .. }
        | D::NoContacts
        | D::KeyLive { .. }
        | D::NotRevoked { asked: true }
        | D::KeyStrong { .. }
        | D::BindingsStrong
        | D::KeyStaysValid { .. }
        | D::CanEncrypt
        | D::AnchorCounts { .. }
        | D::AnchorsAgree { .. }
        | D::HistoryNotAsked
        | D::FirstSight
        | D::NothingComparable
        | D::NotOlder { .. }
        | D::NoDate
        | D::Current { .. }
        | D::SameContent
        | D::NewVersion { .. }
        | D::ContactsUnchanged
        | D::TransportSecure
        | D::LocalOnly
        | D::ShowsWhatItSays
        | D::CanonicalLocation { .. }
        | D::NoPrintedLocation
        | D::DomainNotAsked
        | D::DomainAgeUnknown { .. }
        | D::ContactsAgree
        | D::NoOtherEdition
        | D::EditionsAgree { .. }
        | D::FetchedOnce
        | D::RestsOnCopies { .. }
        | D::AgreesSince { .. }
        | D::NoSecretKey => return None,
    })
}
