//! What to do about a finding.

use bonafide_model::{Detail, Finding, Outcome, Succession, WeakCause};

use super::key_id;
use super::phrase::bare;

/// Where a key file was given that cannot be used.
pub(super) const ANOTHER_FILE: &str = "Take the key itself, as `gpg --armor --export` or the team's server writes it, in a plain file.";

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
            "If you have the certificate, give it with --key. The team should put its key itself at {}.",
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
            "Give the certificate with --key; it is material, not trust. Or run again when the places can be asked."
        }
        D::Undetermined { .. } => {
            "It may be that only this program does not know the algorithm; try another one before you accuse anybody."
        }

        D::NoSignature { .. } | D::NoSignatureSeen { .. } => {
            "If you know where the signature is, give it with --signature. Else ask the team for one."
        }
        D::SignatureNotFetched { .. } | D::ChecksumNotFetched { .. } => {
            "Run again later: this says nothing about the team."
        }
        D::NotASignature { .. } => {
            "Look at the place in a browser: often the signature lies behind a link. Give it with --signature."
        }
        D::SignatureMalformed { .. } => {
            "Fetch the signature again, without a browser or mail program in between."
        }
        D::SignatureUnsupported { .. } => {
            "Verify it with another program, such as GnuPG: this one cannot tell, and that says nothing about the team."
        }
        D::BindingMadeLater { .. } => {
            "The team should publish its certificate with its older self-signatures."
        }
        D::SignatureBad { .. } | D::AlsoBad { .. } => {
            "Do not use this document. Fetch it again later: a document and a signature of different moments look the same. If it stays, tell the team through a contact that you already know."
        }
        D::SignatureReadsOtherwise { .. } => {
            "Nothing says that the text was changed. Ask the team for a signature in binary mode, which means the same to every program."
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
        D::SigningKeyInvalid { .. } => "Ask the team for a signature by a key that may sign.",
        D::CoversViaChecksum { accepted: false } => {
            "Ask the team for a signature over the document itself. If you know that it signs its documents through such lists, the policy key danger-accept-signed-hash-lists accepts them."
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
            "The team should sign again with SHA-256 or better. The date of a signature is no excuse: it can be written back."
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
            "The key is not bad, its self-signatures are old: ask the team to refresh them (set the expiry anew with a current program) and to publish the key again. The fingerprint stays the same."
        }
        D::SignatureExpired { .. } => "Ask the team for a new signature.",
        D::MadeInFuture { .. } => {
            "Check the clock of this machine; if it is right, do not rely on this signature."
        }
        D::MadeBeforeKey { .. } => "Do not rely on this signature; ask the team for another one.",
        D::ChecksumDiffers { .. } => {
            "Often a checksum that was forgotten at an update. It lies beside the document, so it protects nothing; tell the team."
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
            "Do not repair it by guessing. Ask the team for the whole fingerprint."
        }
        D::HiddenFingerprint { .. } | D::HiddenValue { .. } => {
            "Go by what you see on the page, confirm it with the team, and tell it what is hidden in its document."
        }
        D::NotJudged { .. } => {
            "Look at the document in a browser, and compare this value with what you see."
        }
        D::PrintedSubkey(_) => {
            "The team should print the fingerprint of its primary key: subkeys change, and programs look for the primary key."
        }
        D::TrustedSubkey { .. } => {
            "Ask your source for the fingerprint of the primary key: that is the one that names a key."
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
            "Do not use it before the team has confirmed it; a look-alike character may stand in it."
        }
        D::NoUserIds => {
            "Look for the certificate at the team's own place, where its User IDs are left in."
        }

        D::SigningSubkeyExpired { .. } => {
            "Refresh the key. If it has a new signing subkey, ask the team to sign the document with that one."
        }
        D::KeyNotLive { .. } => {
            "Refresh the key: teams extend them. If it stays expired, ask the team for its current one."
        }
        D::NotRevoked { asked: false } => {
            "Run again with network access, or refresh the certificate, before you rely on it."
        }
        D::KeyRevoked { hard: true, .. } => {
            "Do not use this key, nor anything that it signed. Ask the team for its new one through a contact that you already know."
        }
        D::KeyRevoked { hard: false, .. } => "Ask the team for its current key.",
        D::KeyExpiresSoon {
            of_subkey: true,
            days: ..0,
            ..
        } => "Refresh the key, and ask the team for a new signature.",
        D::KeyExpiresSoon { days: ..0, .. } => "Refresh the key: teams extend them.",
        D::KeyExpiresSoon { .. } => {
            "Refresh the key before then; tell the team if it has not extended it."
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
            "If this is the team that you confirmed, add the domain to its pin after asking; if not, somebody signs in another's name."
        }
        D::LooksLike { .. } if outcome == Outcome::Pass => return None,
        D::LooksLike { .. } => {
            "Compare the names letter by letter. If it is another team, confirm its key through a contact that you already know, and say which team you mean with --team."
        }
        D::KeyConflict { .. } => {
            "Do not use this document or its key. Call the team on a number that you already know. If this is another team of the same name, say which with --team."
        }
        D::ExpectedConflict { .. } => {
            "Compare with your source again, digit by digit. If it is right, this document is not the team's."
        }
        D::PinSucceeded {
            by: Succession::SignsToo,
            ..
        } => "Confirm the new key with the team and record it: `bonafide trust confirm`.",
        D::PinSucceeded { .. } => {
            "Call the team on a number that you already know and let it read the new fingerprint to you: `bonafide trust confirm`."
        }
        D::CorroboratorDisagrees { .. } => "Ask the team which key is its own.",
        D::OtherKeyArchived { .. } => {
            "A team that changed its key says so. Ask it through a contact of before the change, and let it read the new fingerprint to you."
        }

        D::HistoryDamaged { .. } => {
            "Restore the history from a copy, or move the file away and confirm every team anew; --no-history leaves it out."
        }
        D::SightsInFuture { .. } => {
            "Look at the clock of this machine. `bonafide history show` lists the sights; `bonafide history forget` removes wrong ones."
        }
        D::Older { .. } => {
            "Somebody may be showing you an old document. Ask the team for its current one."
        }
        D::PastExpiry { .. } | D::OldDocument { .. } | D::DateUnclear { .. } => {
            "Ask the team whether it still holds."
        }
        D::DatedInFuture { .. } | D::UpdatesDiffer { .. } => {
            "Probably a slip of the team's; tell it."
        }
        D::ContentChanged { .. } => {
            "Compare the two documents; a team should raise the version when it changes something."
        }
        D::ContactsChanged { .. } | D::ContactsArchived { .. } => {
            "Confirm changed contacts on an old one before you use them."
        }

        D::TransportInsecure { .. } => {
            "Use the https address, if there is one, and tell the team to print that."
        }
        D::Reading { .. } if outcome == Outcome::Pass => return None,
        D::Reading { .. } => {
            "Look at the document yourself and compare the values above with what you see."
        }
        D::OtherLocation { .. } => "Fetch it from the printed place and compare.",
        D::ContactElsewhere { .. } => "Use the one of its own section, and ask the team.",
        D::PhoneMisprinted { .. } => "Ask the team for the right number.",
        D::EditionDiffers { .. } => {
            "Use neither value before the team has said which is right; a translation that was not kept up is the usual cause."
        }
        D::EditionNotFetched { .. } | D::EditionUnreadable { .. } => {
            "Nothing depends on it; look at it yourself if it matters."
        }
        D::StillDisagrees { changed: true, .. } | D::NotGotAgain { .. } => {
            "Run again later, before you say anything to the team."
        }
        D::StillDisagrees { changed: false, .. } => {
            "No update is under way: one of the pieces was forgotten, or somebody changed one of them. Tell the team."
        }
        D::SecretKeyPrinted | D::SecretKeyPublished { .. } => {
            "Tell the team at once, over a channel that does not use this key. Nothing that the key signed or will sign proves anything."
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
        | D::ContactsAgree
        | D::NoOtherEdition
        | D::EditionsAgree { .. }
        | D::FetchedOnce
        | D::RestsOnCopies { .. }
        | D::AgreesSince { .. }
        | D::NoSecretKey => return None,
    })
}
