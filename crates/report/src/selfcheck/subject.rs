//! What a finding is about, for telling whether two runs found the same thing.

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::AttemptRole;
use bonafide_model::judgement::{Detail, Publishing, UnusableKey};

/// The value that a finding is about: a key, a URL, a printed text. Nothing that changes from day
/// to day or with the wording, no times and no counts; empty where the check alone says it.
pub(super) fn subject(detail: &Detail) -> String {
    match detail {
        Detail::NoCertificate { fingerprint, .. } => optional(fingerprint.as_ref()),
        Detail::SignatureGood { signer, .. }
        | Detail::BindingMadeLater { signer }
        | Detail::AlsoBad { signer, .. }
        | Detail::SignerPrinted { signer }
        | Detail::SignerPrintedAs { signer, .. }
        | Detail::SignerNotPrinted { signer, .. } => signer.to_string(),
        Detail::SignatureBad { signer, .. }
        | Detail::OtherSignature { signer, .. }
        | Detail::SigningKeyInvalid { signer, .. } => optional(signer.as_ref()),
        Detail::SignerUnknown { issuer, .. } => issuer.clone().unwrap_or_default(),
        Detail::SignatureMalformed { origin, .. }
        | Detail::SignatureUnsupported { origin, .. }
        | Detail::SignatureOfOtherFile { origin }
        | Detail::SignatureReadsOtherwise { origin, .. }
        | Detail::ChecksumEqual { origin, .. }
        | Detail::ChecksumDiffers { origin, .. }
        | Detail::ChecksumNoEntry { origin }
        | Detail::ChecksumAmbiguous { origin }
        | Detail::ChecksumMalformed { origin }
        | Detail::ChecksumWeak { origin, .. }
        | Detail::ChecksumUnsupported { origin }
        | Detail::SecretKeyPublished { origin } => file_name(origin),
        Detail::ChecksumOfAnother { algorithm } => algorithm.as_str().to_owned(),
        Detail::NotASignature { places, .. } => places
            .iter()
            .map(|place| file_name(place))
            .collect::<Vec<_>>()
            .join(" "),
        Detail::FingerprintMalformed { digits, .. }
        | Detail::HiddenFingerprint { digits, .. }
        | Detail::KeyId { digits, .. } => digits.clone(),
        Detail::FingerprintsContradict { first, second, .. } => format!("{first} {second}"),
        Detail::PrintedSubkey(of) | Detail::TrustedSubkey { of, .. } => of.subkey.to_string(),
        Detail::PrintedKeyFound { fingerprint, .. } => fingerprint.to_string(),
        Detail::PublishedKeyDiffers { found, .. }
        | Detail::KeyConflict { found, .. }
        | Detail::ExpectedConflict { found, .. }
        | Detail::PinSucceeded { found, .. } => found.to_string(),
        Detail::NotACertificate {
            unusable: UnusableKey { place, .. },
            ..
        } => file_name(place),
        Detail::UserIdMatches { user_id } | Detail::UserIdDoesNotCount { user_id, .. } => {
            user_id.clone()
        }
        Detail::ContactUnread { text, .. } => text.clone(),
        Detail::AnchorCounts { kind, .. }
        | Detail::AnchorNamesTeam { kind, .. }
        | Detail::AnchorNamesOther { kind, .. }
        | Detail::CorroboratorDisagrees { kind, .. } => kind.as_str().to_owned(),
        Detail::OtherKeyArchived { fingerprint, .. } => fingerprint.to_string(),
        Detail::LooksLike { team, .. } | Detail::PinDue { team, .. } => team.clone(),
        Detail::NotOlder { by } | Detail::Older { by, .. } => by.as_str().to_owned(),
        Detail::PastExpiry { date }
        | Detail::OldDocument { date }
        | Detail::DatedInFuture { date } => date.to_string(),
        Detail::UpdatesDiffer { first, other } => format!("{first} {other}"),
        Detail::DateUnclear { printed } | Detail::PhoneMisprinted { printed, .. } => {
            printed.clone()
        }
        Detail::ContentChanged { version } => version.clone(),
        Detail::TransportInsecure { url, .. }
        | Detail::CanonicalLocation { url }
        | Detail::PublishedElsewhere { url, .. }
        | Detail::OtherLocation { url, .. } => url.clone(),
        Detail::Reading { kind, .. } => kind.as_str().to_owned(),
        Detail::HiddenValue { value, .. }
        | Detail::NotJudged { value, .. }
        | Detail::ContactElsewhere { value, .. } => value.clone(),
        Detail::EditionDiffers { edition, .. }
        | Detail::EditionNotFetched { edition }
        | Detail::EditionUnreadable { edition, .. } => file_name(edition),
        Detail::Publishing(said) => publishing(said),
        Detail::NoDocument
        | Detail::Unreadable(_)
        | Detail::NoSignatureToJudge
        | Detail::Undetermined { .. }
        | Detail::SignaturesFound { .. }
        | Detail::NoSignature { .. }
        | Detail::NoSignatureSeen { .. }
        | Detail::SignatureNotFetched { .. }
        | Detail::SignatureWellformed
        | Detail::LineEndingsNormalised
        | Detail::NotDecided { .. }
        | Detail::CoversDocument
        | Detail::CoversViaChecksum { .. }
        | Detail::CoversEqualCopy
        | Detail::CoversOther
        | Detail::CoversNoProfile
        | Detail::OutsideText { .. }
        | Detail::SignatureStrong { .. }
        | Detail::SignatureWeak { .. }
        | Detail::SignatureSoonWeak { .. }
        | Detail::SignatureTimely { .. }
        | Detail::SignatureExpired { .. }
        | Detail::MadeInFuture { .. }
        | Detail::MadeBeforeKey { .. }
        | Detail::NoChecksum
        | Detail::ChecksumNotFetched { .. }
        | Detail::FingerprintsPrinted { .. }
        | Detail::NoFingerprint { .. }
        | Detail::FingerprintsWellformed { .. }
        | Detail::FingerprintsUnambiguous { .. }
        | Detail::NoSigner
        | Detail::NoKeyId
        | Detail::UserIdDiffers { .. }
        | Detail::NoUserIds
        | Detail::UserIdsRevoked { .. }
        | Detail::NoContacts
        | Detail::KeyLive { .. }
        | Detail::KeyNotLive { .. }
        | Detail::SigningSubkeyExpired { .. }
        | Detail::NotRevoked { .. }
        | Detail::KeyRevoked { .. }
        | Detail::KeyStrong { .. }
        | Detail::KeyWeak { .. }
        | Detail::KeySoonWeak { .. }
        | Detail::BindingsStrong
        | Detail::BindingsWeak { .. }
        | Detail::KeyStaysValid { .. }
        | Detail::KeyExpiresSoon { .. }
        | Detail::CanEncrypt
        | Detail::CannotEncrypt { .. }
        | Detail::NoAnchor
        | Detail::NoneCounts { .. }
        | Detail::AnchorsAgree { .. }
        | Detail::HistoryNotAsked
        | Detail::FirstSight
        | Detail::HistoryDamaged { .. }
        | Detail::SightsInFuture { .. }
        | Detail::NothingComparable
        | Detail::NoDate
        | Detail::Current { .. }
        | Detail::SameContent
        | Detail::NewVersion { .. }
        | Detail::ContactsUnchanged
        | Detail::ContactsChanged { .. }
        | Detail::ContactsArchived { .. }
        | Detail::TransportSecure
        | Detail::LocalOnly
        | Detail::ShowsWhatItSays
        | Detail::NoPrintedLocation
        | Detail::DomainNotAsked
        | Detail::DomainAgeUnknown { .. }
        | Detail::DomainRegistered { .. }
        | Detail::ContactsAgree
        | Detail::NoOtherEdition
        | Detail::EditionsAgree { .. }
        | Detail::RestsOnCopies { .. }
        | Detail::FetchedOnce
        | Detail::AgreesSince { .. }
        | Detail::StillDisagrees { .. }
        | Detail::NotGotAgain { .. }
        | Detail::NoSecretKey
        | Detail::SecretKeyPrinted => String::new(),
    }
}

fn publishing(said: &Publishing) -> String {
    use Publishing as P;
    match said {
        P::SectionEmpty { number, .. } => number.clone(),
        P::DateAmbiguous { printed, .. }
        | P::DateImpossible { printed }
        | P::Placeholder { printed }
        | P::UrlMisprinted { printed, .. }
        | P::FingerprintMisprinted { printed, .. }
        | P::UserIdNotOnKey { printed, .. } => printed.clone(),
        P::SectionsMissing { sections } => {
            let numbers: Vec<&str> = sections.iter().map(|(number, _)| number.as_str()).collect();
            numbers.join(" ")
        }
        P::DatesDisagree { first, other } => format!("{first} {other}"),
        P::VersionsDisagree { first, other } => format!("{first} {other}"),
        P::VersionInName { file, .. } => file_name(file),
        P::TlpMarked { word } | P::TlpOld { word } | P::TlpRestricts { word } => word.clone(),
        P::UrlMissing { url, .. }
        | P::UrlLeadsOut { url, .. }
        | P::UrlGone { url, .. }
        | P::UrlNotReached { url, .. }
        | P::OwnPlacePrinted { url }
        | P::PlainHttp { url, .. }
        | P::BehindPage { url, .. } => url.clone(),
        P::NotDiscoverable { role, path, .. } => format!("{} {path}", role.as_str()),
        P::KeyPlaceMissing { .. } => AttemptRole::Key.as_str().to_owned(),
        P::GivenKeyNotPrinted { given, .. } => given.to_string(),
        P::KeyIdShort { digits, .. } => digits.clone(),
        P::RevocationUnseen { fingerprint } => fingerprint.to_string(),
        P::RevocationStaged { path } | P::SecretKeyStaged { path } => path.clone(),
        P::ConfirmsOther { source } => source.clone(),
        P::SectionsComplete
        | P::DatesUnambiguous { .. }
        | P::NoUpdateDate
        | P::IdentificationFits { .. }
        | P::NoVersion
        | P::ValidityStated
        | P::ValidityMissing
        | P::TlpMissing
        | P::NoPlaceholder { .. }
        | P::UrlsResolve { .. }
        | P::NoUrls
        | P::UrlsNotAsked { .. }
        | P::OwnPlaceMissing { .. }
        | P::OwnPlaceDiffers { .. }
        | P::AllHttps { .. }
        | P::Discoverable { .. }
        | P::EmbeddedKeyBroken { .. }
        | P::EmbeddedKeyOnOneLine
        | P::KeyIdsLong { .. }
        | P::CanSign
        | P::CannotSign { .. }
        | P::OldSelfSignaturesKept { .. }
        | P::OldSelfSignaturesLost { .. }
        | P::RevokerNamed
        | P::Confirmable { .. }
        | P::NotConfirmable { .. }
        | P::ConfirmationNotAsked { .. }
        | P::GnuPgVerifies { .. }
        | P::GnuPgRefuses { .. }
        | P::GnuPgNotTried { .. }
        | P::NothingSigned => String::new(),
    }
}

fn optional(fingerprint: Option<&Fingerprint>) -> String {
    fingerprint.map(ToString::to_string).unwrap_or_default()
}

/// Where the tree lies on this machine is no part of what was found.
fn file_name(place: &str) -> String {
    place.rsplit(['/', '\\']).next().unwrap_or(place).to_owned()
}
