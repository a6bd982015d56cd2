//! What was found, one sentence per statement.

use bonafide_model::claims::{Authenticity, EditionName};
use bonafide_model::judgement::{AnchorKind, AnchorWhy, Detail, ExpiredCause, Finding, Tie};

use super::anchor::{confirmed as confirmed_words, objection_alone};
use super::attempt::attempt_why;
use super::key::{key, user_id as user_id_problem};
use super::phrase::{
    LISTED, axis, bare, because, count, day, digits, keys, kind, list, material, maybe_day, quoted,
    revoked_for, signed_when_valid, status, subkey_of, unusable_key, vouches, weak,
};
use super::reason::x509_signature;
use super::signature::{cause, former_states, line_reading};
use super::{archive, elsewhere, key_id, publishing, reading};
use crate::words;

/// What was found, in one sentence.
#[must_use]
pub fn message(finding: &Finding) -> String {
    use Detail as D;
    match &finding.detail {
        D::NoDocument => "There is no document to look at.".to_owned(),
        D::Unreadable(error) => format!("The document could not be read: {}.", bare(&error.to_string())),
        D::NoSignatureToJudge => "There is no signature to judge.".to_owned(),
        D::NoCertificate { fingerprint: None, .. } => "No key is known whose certificate could be looked at.".to_owned(),
        D::NoCertificate { fingerprint: Some(key), unusable: Some(unusable), .. } => {
            format!("The certificate of {} is not at hand: {}.", key.spaced(), unusable_key(unusable))
        }
        D::NoCertificate { fingerprint: Some(key), failed, .. } if failed.is_empty() => {
            format!("The certificate of {} was not found.", key.spaced())
        }
        D::NoCertificate { fingerprint: Some(key), failed, .. } => {
            format!("The certificate of {} is not at hand; these places could not be reached: {}.", key.spaced(), list(failed))
        }
        D::Undetermined { why } => format!("This cannot be decided: {}.", bare(&key(why))),

        D::SignaturesFound { kinds } => {
            let all: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
            format!("Found {}: {}.", count(u32::try_from(kinds.len()).unwrap_or(u32::MAX), "signature"), list(&all))
        }
        D::NoSignature { says, x509 } => no_signature(*says, x509.as_deref(), &[]),
        D::NoSignatureSeen { says, x509, unasked } => no_signature(*says, x509.as_deref(), unasked),
        D::SignatureNotFetched { places } => {
            format!("Whether there is a signature is not known; these places could not be reached: {}.", list(places))
        }
        D::NotASignature { places, what } => {
            format!("The file at {} is not a signature{}.", list(places), because(&what.as_ref().map(attempt_why).unwrap_or_default()))
        }
        D::SignatureWellformed => "The signature is well formed.".to_owned(),
        D::SignatureMalformed { origin, what } => {
            format!("The signature from {} cannot be parsed{}.", bare(origin), because(&cause(what.as_ref())))
        }
        D::SignatureUnsupported { origin, what } => {
            format!("The signature from {} needs something that this program does not support{}.", bare(origin), because(&cause(what.as_ref())))
        }
        D::SignatureGood { signer, made_at } => {
            format!("The signature of {} is good; it is dated {}.", signer.spaced(), maybe_day(*made_at))
        }
        D::BindingMadeLater { signer } => {
            format!(
                "The signature rests on a binding that {} renewed later; it is sound, but some programs refuse it.",
                signer.spaced()
            )
        }
        D::LineEndingsNormalised => "The signature is in text mode: it fits with line endings other than the file's.".to_owned(),
        D::SignatureBad { signer, tie, origin, would_verify_if } => {
            let who =
                signer.as_ref().map_or_else(|| "an unknown key".to_owned(), |signer| format!("{} {}", tied(*tie), signer.spaced()));
            let if_so =
                if would_verify_if.is_empty() { String::new() } else { format!("; it would fit if {}", list(&former_states(would_verify_if))) };
            format!("The signature of {who}, from {}, does not fit this document{if_so}.", bare(origin))
        }
        D::SignatureOfOtherFile { origin } => {
            format!("The signature from {} belongs to another file by its name, and does not fit this one.", bare(origin))
        }
        D::SignatureReadsOtherwise { origin, as_read } => {
            format!(
                "The text-mode signature from {} fits only if {}; programs disagree about it.",
                bare(origin),
                line_reading(*as_read)
            )
        }
        D::AlsoBad { signer, origin } => {
            format!(
                "Besides a good signature of {}, another one by the same key, from {}, does not fit.",
                signer.spaced(),
                bare(origin)
            )
        }
        D::OtherSignature { status: said, signer, origin } => {
            let by = signer.as_ref().map(|signer| format!(" by {}", signer.spaced())).unwrap_or_default();
            format!("Another signature{by}, from {}, {}.", bare(origin), status(*said))
        }
        D::SignerUnknown { issuer, is_printed, may_be_subkey, .. } => {
            let issuer = issuer.as_deref().map_or_else(|| "it does not name the key".to_owned(), bare);
            let printed = match (is_printed, may_be_subkey) {
                (true, _) => "the document prints that key",
                (false, true) => "it may be a subkey of the printed key, whose certificate could not be fetched",
                (false, false) => "the document does not print that key",
            };
            format!("The signature was made by a key that is not at hand ({issuer}); {printed}.")
        }
        D::SigningKeyInvalid { signer, what } => {
            let who = signer.as_ref().map_or_else(|| "its key".to_owned(), |signer| signer.spaced());
            format!("The key that made the signature ({who}) is not allowed to sign{}.", because(&cause(what.as_ref())))
        }
        D::NotDecided { status: said } => format!("Undecided, because the signature {}.", status(*said)),
        D::CoversDocument => "The signature covers exactly this document.".to_owned(),
        D::CoversViaChecksum { accepted } => {
            let but = if *accepted { ". Your policy accepts that" } else { ", so this is not a signature over this document" };
            format!(
                "The signature covers a list of hashes that names this file. A list does not say who made a file: teams also list \
                 files of others{but}."
            )
        }
        D::CoversEqualCopy => "The signature covers a separate copy with the same text, not this file itself.".to_owned(),
        D::CoversOther => "The signature covers something other than this document.".to_owned(),
        D::CoversNoProfile => {
            "The signature covers this text, which is not a profile: it has hardly any section of RFC 2350.".to_owned()
        }
        D::OutsideText { claims: true } => {
            "Contacts or keys stand outside the signed region, where anybody could have put them.".to_owned()
        }
        D::OutsideText { claims: false } => {
            "Text stands outside the signed region, or the region is not clearly framed.".to_owned()
        }
        D::SignatureStrong { hash } => {
            format!("The hash over the document is strong{}.", because(hash.as_deref().unwrap_or_default()))
        }
        D::SignatureWeak { because: of, hash } => {
            format!("The signature is refused: {}{}.", weak(*of), because(hash.as_deref().unwrap_or_default()))
        }
        D::SignatureSoonWeak { hash } => {
            format!("The hash of the signature{} will be refused within a year.", because(hash.as_deref().unwrap_or_default()))
        }
        D::SignatureTimely { made_at } => format!("The signature is dated {}.", day(*made_at)),
        D::SignatureExpired { cause: Some(ExpiredCause::Signature(on)), .. } => {
            format!("The signature expired on {}.", day(*on))
        }
        D::SignatureExpired { made_at, cause: Some(ExpiredCause::Key(on)) } => {
            format!("The signature is dated {}, after its key expired on {}.", maybe_day(*made_at), day(*on))
        }
        D::SignatureExpired { made_at, cause: None } => {
            format!("The signature of {} has expired, or its key had before it was made.", maybe_day(*made_at))
        }
        D::MadeInFuture { made_at } => format!("The signature is dated in the future ({}).", maybe_day(*made_at)),
        D::MadeBeforeKey { made_at } => format!("The signature is dated before its key existed ({}).", maybe_day(*made_at)),
        D::NoChecksum => "No checksum was found; a signed document needs none.".to_owned(),
        D::ChecksumNotFetched { places } => {
            format!("Whether there is a checksum is not known; these places could not be reached: {}.", list(places))
        }
        D::ChecksumEqual { algorithm, origin } => {
            format!(
                "The {} value from {} is the document's; it shows that the transfer was complete, and no more.",
                algorithm.as_str(),
                bare(origin)
            )
        }
        D::ChecksumDiffers { algorithm, expected, observed, origin } => {
            format!(
                "The {} value from {} is {}, and the document's is {}.",
                algorithm.as_str(),
                bare(origin),
                bare(expected),
                bare(observed)
            )
        }
        D::ChecksumNoEntry { origin } => format!("The checksum file {} has no line for this document.", bare(origin)),
        D::ChecksumAmbiguous { origin } => {
            format!("The checksum file {} has several different values for this document.", bare(origin))
        }
        D::ChecksumMalformed { origin } => format!("The file at {} is not a checksum file.", bare(origin)),
        D::ChecksumWeak { algorithm, origin } => {
            format!("The checksum from {} is {}, which anybody can forge; it was not compared.", bare(origin), algorithm.as_str())
        }
        D::ChecksumUnsupported { origin } => {
            format!("The checksum from {} uses an algorithm that this program does not support.", bare(origin))
        }
        D::ChecksumOfAnother { algorithm } => format!("A printed {} value belongs to another file.", algorithm.as_str()),

        D::FingerprintsPrinted { fingerprints } => format!("Printed: {}.", keys(fingerprints)),
        D::NoFingerprint { hidden: 0, malformed: 0 } => "No fingerprint is printed.".to_owned(),
        D::NoFingerprint { hidden, malformed } => {
            format!("No usable fingerprint is printed ({hidden} hidden, {malformed} malformed).")
        }
        D::FingerprintsWellformed { count: n } => format!("{} printed, well formed.", count(*n, "fingerprint")),
        D::FingerprintMalformed { digits, problem } => {
            format!("{} is not a fingerprint: {}.", bare(digits), words::fingerprint_problem(problem))
        }
        D::FingerprintsUnambiguous { count: n } => format!("{} printed, and no value contradicts another.", count(*n, "key")),
        D::HiddenFingerprint { digits, hidden_by } => {
            format!(
                "The fingerprint {} is hidden from readers ({}), and no visible one is the same.",
                bare(digits),
                reading::hidden(*hidden_by)
            )
        }
        D::FingerprintsContradict { first, second, digits: wrong } => {
            format!("{} and {} differ only in {}: one of them is a misprint.", first.spaced(), second.spaced(), digits(wrong))
        }
        D::SignerPrinted { signer } => format!("The signer {} is printed.", signer.spaced()),
        D::SignerPrintedAs { signer, role } => {
            format!("The signer {} is printed, but not as the team's current key (role: {}).", signer.spaced(), role.as_str())
        }
        D::SignerNotPrinted { signer, printed, hidden } => {
            let unseen = if *hidden { "; only a hidden value names it" } else { "" };
            let instead = if printed.is_empty() { String::new() } else { format!(", which prints {}", keys(printed)) };
            format!("The signer {} is not printed in the document{instead}{unseen}.", signer.spaced())
        }
        D::PrintedSubkey(of) => format!("The printed fingerprint is that of {}, and the key itself is not printed.", subkey_of(of)),
        D::NoSigner => "There is no good signature over this document, so no signer to compare.".to_owned(),
        D::PrintedKeyFound { fingerprint, origins } => {
            format!("The certificate of {} is at hand, from {}.", fingerprint.spaced(), list(origins))
        }
        D::PublishedKeyDiffers { found, printed, origin } => {
            format!("The key from {} is {}, but the document prints {}.", bare(origin), found.spaced(), keys(printed))
        }
        D::NotACertificate { unusable, .. } => format!("{}.", unusable_key(unusable)),
        D::NoKeyId => "No Key ID is printed; the fingerprint is what counts.".to_owned(),
        D::KeyId { digits, diagnosis } => key_id::message(digits, diagnosis),
        D::UserIdMatches { user_id } => format!("The certificate's User ID {} is what the document prints.", quoted(user_id)),
        D::UserIdDiffers { user_ids, printed } => {
            format!("The certificate's User IDs ({}) do not contain what the document prints ({}).", list(user_ids), list(printed))
        }
        D::NoUserIds => {
            "No User ID of the certificate has a self-signature that is valid today; some key servers remove them.".to_owned()
        }
        D::UserIdsRevoked { user_ids } => {
            format!("The key's owner revoked the certificate's User ID ({}), and no other one is valid.", list(user_ids))
        }
        D::ContactUnread { text, why } => {
            format!(
                "A person can read this contact, but this program cannot: {} ({}). Nothing shows whose it is.",
                quoted(text),
                words::unread(*why)
            )
        }
        D::UserIdDoesNotCount { user_id, why } => {
            format!(
                "The certificate's User ID {} is what the document prints, but it is not valid today{}.",
                quoted(user_id),
                because(user_id_problem(*why))
            )
        }
        D::NoContacts => "The document prints nothing to compare.".to_owned(),

        D::KeyLive { expires: Some(at) } => format!("The key is valid until {}.", day(*at)),
        D::KeyLive { expires: None } => "The key is valid and does not expire.".to_owned(),
        D::KeyNotLive { expires, why, signed_before } => {
            let since = expires.map(|at| format!(" since {}", day(at))).unwrap_or_default();
            let valid = signed_when_valid(*signed_before);
            format!("The key is not valid{since}{}{valid}.", because(&key(why)))
        }
        D::SigningSubkeyExpired { expires, signed_before } => {
            let on = expires.map(|at| format!(" on {}", day(at))).unwrap_or_default();
            let valid = signed_when_valid(*signed_before);
            format!("The subkey that signed expired{on}; the primary key is still valid{valid}.")
        }
        D::NotRevoked { asked: true } => "No revocation is known, and key servers were asked.".to_owned(),
        D::NotRevoked { asked: false } => "No revocation is known, but no server was asked for one.".to_owned(),
        D::KeyRevoked { hard, reason, text, at } => {
            let what = if *hard { "withdrawn by its owner" } else { "retired by its owner" };
            let text = if text.trim().is_empty() { String::new() } else { format!(", {}", quoted(text)) };
            let on = at.map(|at| format!(" on {}", day(at))).unwrap_or_default();
            format!("The key is {what}{on}: {}{text}.", bare(revoked_for(reason.as_deref())))
        }
        D::KeyStrong { algorithm } => format!("{} meets today's minimum.", bare(algorithm)),
        D::KeyWeak { algorithm, weak } => format!("{} is too weak today{}.", bare(algorithm), because(weak)),
        D::KeySoonWeak { algorithm } => format!("This will be refused within a year: {}.", bare(algorithm)),
        D::BindingsStrong => "The key's self-signatures use hashes that are accepted today.".to_owned(),
        D::BindingsWeak { why, accepted: false } => format!("The key has only weak self-signatures{}.", because(&key(why))),
        D::BindingsWeak { why, accepted: true } => {
            format!("The key has only weak self-signatures{}; your policy accepts that.", because(&key(why)))
        }
        D::KeyStaysValid { expires: Some(at) } => format!("The key stays valid until {}.", day(*at)),
        D::KeyStaysValid { expires: None } => "The key does not expire.".to_owned(),
        D::KeyExpiresSoon { expires, days, of_subkey } => {
            let what = if *of_subkey { "The subkey that signed" } else { "The key" };
            let but = if *of_subkey { ", before its primary key" } else { "" };
            match *days {
                ..0 => format!("{what} expired on {}{but}.", day(*expires)),
                0.. => format!("{what} expires on {}, in {days} days{but}.", day(*expires)),
            }
        }
        D::CanEncrypt => "The key can be encrypted to.".to_owned(),
        D::CannotEncrypt { why } => format!("The key cannot be encrypted to{}.", because(&key(why))),

        D::AnchorCounts { kind: of, confirmed } => {
            format!("{} confirms the key{}.", capital(kind(*of)), because(&confirmed.as_ref().map(confirmed_words).unwrap_or_default()))
        }
        D::PinDue { team, since } => format!("The pin for {} was due to be confirmed again on {since}.", quoted(team)),
        D::NoAnchor => "Nothing outside the publisher's control says anything about the key.".to_owned(),
        D::NoneCounts { anchors } => format!("No source that knows the key counts: {}.", objections(anchors)),
        D::AnchorNamesTeam { kind: of, team, not_covered } => {
            let team = team.as_deref().map(|team| format!(" ({})", quoted(team))).unwrap_or_default();
            let gaps = if not_covered.is_empty() { String::new() } else { format!(", but does not cover {}", list(not_covered)) };
            format!("{} is for this team{team}{gaps}.", capital(kind(*of)))
        }
        D::AnchorNamesOther { kind: of, team, not_covered } => {
            let team = team.as_deref().map_or_else(|| "another team".to_owned(), quoted);
            let gaps =
                if not_covered.is_empty() { String::new() } else { format!(", which does not include {}", list(not_covered)) };
            format!("{} names this key for {team}{gaps}: it does not vouch for this profile.", capital(kind(*of)))
        }
        D::AnchorsAgree { count: n } => format!("{}, and no source contradicts another.", count(*n, "source")),
        D::LooksLike { kind: of, team, printed, same } => {
            let like = if *same { "is also" } else { "looks like" };
            format!(
                "The printed name {} {like} that of {}, which {} knows with another key.",
                quoted(printed),
                quoted(team),
                kind(*of)
            )
        }
        D::KeyConflict { kind: AnchorKind::Pin, team, known, found } => {
            format!("For {} the pinned key is {}, but this document has {}.", quoted(team), keys(known), found.spaced())
        }
        D::KeyConflict { kind: of, team, known, found } => {
            format!("For {}, {} names {}, but this document has {}.", quoted(team), kind(*of), keys(known), found.spaced())
        }
        D::ExpectedConflict { expected, found } => {
            format!("You expect {}, but this document has {}.", keys(expected), found.spaced())
        }
        D::PinSucceeded { team, pinned, found, by } => {
            format!(
                "For {} the key {} is pinned, but this document has {}; {}.",
                quoted(team),
                pinned.spaced(),
                found.spaced(),
                vouches(*by)
            )
        }
        D::TrustedSubkey { kind: how, of } => format!("{} names {}.", capital(kind(*how)), subkey_of(of)),
        D::CorroboratorDisagrees { kind: of, fingerprint } => {
            let other = fingerprint.as_ref().map_or_else(|| "another key".to_owned(), |other| other.spaced());
            format!("{} names {other} for this team.", capital(kind(*of)))
        }
        D::OtherKeyArchived { fingerprint, archived } => {
            format!("{}.", capital(&archive::other_key(fingerprint, archived)))
        }

        D::HistoryNotAsked => "The history was not asked.".to_owned(),
        D::FirstSight => "No authentic document of this team was seen before.".to_owned(),
        D::HistoryDamaged { why } => format!("The history cannot be used{}, so nothing is judged by it.", because(why)),
        D::SightsInFuture { count, latest, chosen: true } => format!(
            "{count} later {} of this document (up to {}) {} not compared: it is judged as of an earlier time, which was chosen.",
            if *count == 1 { "sight" } else { "sights" },
            day(*latest),
            if *count == 1 { "was" } else { "were" },
        ),
        D::SightsInFuture { count, latest, chosen: false } => format!(
            "{count} earlier {} of this document {} dated in the future (up to {}), so nothing was compared with {}: a clock was \
             wrong then, or is wrong now.",
            if *count == 1 { "sight" } else { "sights" },
            if *count == 1 { "is" } else { "are" },
            day(*latest),
            if *count == 1 { "it" } else { "them" },
        ),
        D::NothingComparable => "Nothing here can be compared with what was seen before.".to_owned(),
        D::NotOlder { by } => format!("The document is not older than the one seen before (by {}).", axis(*by)),
        D::Older { by, seen, found } => {
            format!("The document is older than one seen before: {} {}, after {}.", axis(*by), bare(found), bare(seen))
        }
        D::NoDate => "The document has no unambiguous date.".to_owned(),
        D::Current { date: Some(date) } => format!("The document is dated {date} and has not expired."),
        D::Current { date: None } => "The document has not expired.".to_owned(),
        D::PastExpiry { date } => format!("The document says that it was valid until {date}."),
        D::OldDocument { date } => format!("The document is dated {date}: people and numbers may have changed."),
        D::DatedInFuture { date } => format!("The document is dated in the future: {date}."),
        D::UpdatesDiffer { first, other } => {
            format!("The document says in one place that it was last updated on {first}, and in another on {other}.")
        }
        D::DateUnclear { printed } => {
            format!("Whether the document is past its expiry depends on how {} is read.", quoted(printed))
        }
        D::SameContent => "The same version had the same bytes before.".to_owned(),
        D::ContentChanged { version } => format!("Version {} had other bytes before.", bare(version)),
        D::NewVersion { found, seen, same_key } => new_version(found, seen, *same_key),
        D::ContactsUnchanged => "The contacts are those of the last authentic document.".to_owned(),
        D::ContactsChanged { before, after } => {
            format!("The contacts differ from the last authentic document: gone {}; new {}.", or_none(before), or_none(after))
        }
        D::ContactsArchived { archived, before, after } => {
            format!("{}: gone {}; new {}.", capital(&archive::contacts(archived)), or_none(before), or_none(after))
        }

        D::TransportSecure => "Everything was fetched over TLS.".to_owned(),
        D::TransportInsecure { what, url } => {
            format!("The {} was fetched without TLS on at least one hop: {}.", material(*what), bare(url))
        }
        D::LocalOnly => "Nothing was fetched over the network.".to_owned(),
        D::ShowsWhatItSays => "As far as this program can tell, it read what a person sees.".to_owned(),
        D::Reading { kind, text } => format!("{}{}.", capital(&reading::noticed(*kind)), because(text)),
        D::HiddenValue { value, hidden_by } => {
            format!(
                "{} is hidden from readers ({}), and no visible value is the same.",
                bare(value),
                reading::hidden(*hidden_by)
            )
        }
        D::NotJudged { value, construct } => {
            format!("{} is printed, but whether a person sees it cannot be judged: {}.", bare(value), reading::not_judged(*construct))
        }
        D::CanonicalLocation { url } => format!("The document is at the URL that it prints: {}.", bare(url)),
        D::OtherLocation { url, printed } => {
            format!("The document was fetched from {}, but prints {} as its own URL.", bare(url), list(printed))
        }
        D::NoPrintedLocation => "The document does not print its own URL.".to_owned(),
        D::DomainNotAsked => "No registry was asked since when the document's domain is registered.".to_owned(),
        D::DomainAgeUnknown { registry } => {
            format!("Since when the document's domain is registered is not known ({}).", bare(registry))
        }
        D::DomainRegistered { domain, at } => format!("The domain {} is registered since {}.", bare(domain), day(*at)),
        D::ContactsAgree => "Contacts that are printed in several places agree.".to_owned(),
        D::ContactElsewhere { value, own_section, own } => {
            format!("{} is printed, but section {} prints only {}.", bare(value), bare(own_section), list(own))
        }
        D::PublishedElsewhere { kind: of, url, there, here, keys } => {
            format!("{}.", capital(&elsewhere::published(*of, url, there, here, keys)))
        }
        D::PhoneMisprinted { printed, kind } => {
            format!("{} ({}) cannot be dialled as printed.", quoted(printed), kind.as_str())
        }
        D::NoOtherEdition => "No edition in another language was found to compare with.".to_owned(),
        D::EditionsAgree { editions } => {
            format!("The edition in another language prints the same keys, contacts, version and date: {}.", list(editions))
        }
        D::EditionDiffers { edition, difference } => {
            format!(
                "The edition in another language, {}, prints another {}: only here {}; only there {}.",
                bare(edition),
                words::edition_aspect(difference.aspect),
                or_none(&difference.here),
                or_none(&difference.there)
            )
        }
        D::EditionNotFetched { edition } => format!("The edition in another language could not be fetched: {}.", bare(edition)),
        D::EditionUnreadable { edition, error } => {
            format!("The edition in another language, {}, cannot be read: {}.", bare(edition), bare(&error.to_string()))
        }
        D::RestsOnCopies { seconds } => {
            format!(
                "Part of this comes from the cache, up to {} old, and was not fetched again.",
                super::copies::span(*seconds)
            )
        }
        D::FetchedOnce => "Nothing had to be fetched twice.".to_owned(),
        D::AgreesSince { after_seconds } => {
            format!(
                "At first the document disagreed with its signature, key or checksum; fetched again {after_seconds} s later, they agree, as after an update."
            )
        }
        D::StillDisagrees { after_seconds, changed: false } => {
            format!(
                "Fetched twice, {after_seconds} s apart: both times the document disagrees with its signature, key or checksum, and nothing changed in between."
            )
        }
        D::StillDisagrees { after_seconds, changed: true } => {
            format!(
                "Fetched twice, {after_seconds} s apart: something changed in between, but the document still disagrees with its signature, key or checksum."
            )
        }
        D::NotGotAgain { after_seconds } => {
            format!(
                "The document disagrees with its signature, key or checksum, and {after_seconds} s later it could not be fetched again."
            )
        }
        D::NoSecretKey => "No secret key is printed or published.".to_owned(),
        D::SecretKeyPrinted => "A secret key is printed in the document: everybody has it.".to_owned(),
        D::SecretKeyPublished { origin } => format!("A secret key is published at {}: everybody has it.", bare(origin)),
        D::Publishing(said) => publishing::message(said),
    }
}

fn new_version(found: &EditionName, seen: &EditionName, same_key: Option<bool>) -> String {
    let key = match same_key {
        Some(true) => ", signed by the same key",
        Some(false) => ", signed by another key",
        None => "",
    };
    format!(
        "{} is new; {} was seen last{key}.",
        capital(&edition(found)),
        edition(seen)
    )
}

/// An edition as a person names it.
pub(crate) fn edition(name: &EditionName) -> String {
    match (&name.version, name.date) {
        (Some(version), Some(date)) => format!("version {} of {date}", bare(version)),
        (Some(version), None) => format!("version {}", bare(version)),
        (None, Some(date)) => format!("the edition of {date}"),
        (None, None) => "an edition without version and date".to_owned(),
    }
}

fn no_signature(says: Option<Authenticity>, x509: Option<&str>, unasked: &[String]) -> String {
    let not_asked = if unasked.is_empty() {
        String::new()
    } else {
        format!("; these places were not asked: {}", list(unasked))
    };
    match x509 {
        None => format!(
            "No signature was found{}{not_asked}.",
            instead_of_signature(says)
        ),
        Some(signer) => format!(
            "No OpenPGP signature was found; {}{not_asked}.",
            x509_signature(signer)
        ),
    }
}

fn instead_of_signature(says: Option<Authenticity>) -> &'static str {
    match says {
        None => "",
        Some(Authenticity::SaysSigned) => ", though the document says that it is signed",
        Some(Authenticity::OnRequest) => {
            "; the document offers to confirm its authenticity on request"
        }
        Some(Authenticity::Tls) => {
            "; the document relies on TLS, which protects the transfer, not the content"
        }
        Some(Authenticity::NotSigned) => "; the document says that it is not signed",
    }
}

fn tied(tie: Tie) -> &'static str {
    match tie {
        Tie::Trusted => "the trusted key",
        Tie::Printed => "the printed key",
        Tie::None => "a key that is neither printed nor trusted,",
    }
}

fn objections(anchors: &[(AnchorKind, AnchorWhy)]) -> String {
    let all: Vec<String> = anchors
        .iter()
        .take(LISTED)
        .map(|(of, why)| format!("{}: {}", kind(*of), objection_alone(*of, why)))
        .collect();
    all.join("; ")
}

fn or_none(values: &[String]) -> String {
    if values.is_empty() {
        "none".to_owned()
    } else {
        list(values)
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
