//! Why a signature is not good, and what would make it fit.

use bonafide_model::judgement::{
    Announced, FormerState, LineReading, MessageProblem, SignatureCause,
};

use super::key::{binding, not_computed, unknown_demand};
use super::kinds::{armor, file, not_detached, signature_damage};
use super::phrase::{day, maybe_day};

/// Why a signature is not good, in a clause; empty where nothing is to say. It may hold untrusted
/// text.
pub(crate) fn cause(cause: Option<&SignatureCause>) -> String {
    use SignatureCause as C;
    let Some(cause) = cause else {
        return String::new();
    };
    match cause {
        C::NotASignature(kind) => file(*kind),
        C::TooLarge => "too large for a signature",
        C::Damaged(damage) => return signature_damage(*damage),
        C::Armor(problem) => armor(*problem),
        C::NotDetached(problem) => return not_detached(problem),
        C::Message(problem) => return message(*problem),
        C::Unframed { at: None } => "the signed text is not framed soundly",
        C::Unframed {
            at: Some((problem, offset)),
        } => return format!("{problem} (byte {offset})"),
        C::ShownInPage => "a signed text is shown inside the page",
        C::NotOfTypeText => "a signed text holds a signature that is not of the type text",
        C::NoHashHeader => "the Hash header is missing",
        C::HashHeaderNames(hash) => return format!("the Hash header does not name {hash}"),

        C::Version(version) => return format!("a version {version} signature"),
        C::HashAlgorithm(hash) => return format!("the hash algorithm {hash}"),
        C::SignatureAlgorithm(algorithm) => return format!("the signature algorithm {algorithm}"),
        C::OtherType(kind) => return format!("a signature of type {kind}, not over a document"),
        C::NotComputed(algorithm) => return not_computed(algorithm),
        C::UnknownDemand(why) => return unknown_demand(why),

        C::NoCertificate => "no certificate at hand has the key that made it",
        C::DoesNotVerify => "it does not verify over these bytes",
        C::MadeToCollide(hash) => return format!("{hash} over bytes that were made to collide"),

        C::KeyRevoked(reason) => return format!("the key is revoked: {reason}"),
        C::KeyRevokedBefore(reason) => {
            return format!("the key was revoked before it was made: {reason}");
        }
        C::WeakHash(hash) => return format!("{hash} over the document"),
        C::WeakKey(algorithm) => return algorithm.clone(),
        C::MadeBeforeKey(created) => {
            return format!("made before the key, which is of {}", maybe_day(*created));
        }
        C::MadeInFuture(made) => {
            return format!(
                "it says that it was made on {}, which is yet to come",
                maybe_day(*made)
            );
        }
        C::Binding(problem) => return binding(problem),
        C::NotForSigning => "the key is not allowed to sign documents",
        C::KeyExpired { subkey, on } => {
            let what = if *subkey {
                "the subkey that made it"
            } else {
                "the key"
            };
            return format!("{what} had expired by then, on {}", maybe_day(*on));
        }
        C::SignatureExpired(on) => return format!("the signature expired on {}", maybe_day(*on)),
    }
    .to_owned()
}

/// What is wrong with an inline-signed message.
fn message(problem: MessageProblem) -> String {
    use MessageProblem as M;
    match problem {
        M::Armor(problem) => armor(problem),
        M::Unparsable => "the message cannot be parsed",
        M::CutOff => "the message is cut off",
        M::TooLarge => "the message is too large",
        M::TooManyPackets => "too many packets",
        M::TooManySignatures => "too many signatures",
        M::Encrypted => "an encrypted message",
        M::ForeignPackets => "packets that belong in no signed message",
        M::NoContent => "a message that does not hold what is signed",
        M::NoSignature => "a message without a signature",
        M::Nested => "signatures over signatures",
        M::Misplaced => "a signature or its one-pass header stands where none belongs",
        M::OtherAnnounced(what) => {
            let what = match what {
                Announced::HashAlgorithm => "hash algorithm",
                Announced::Type => "signature type",
                Announced::SignatureAlgorithm => "signature algorithm",
                Announced::Issuer => "issuer",
                Announced::Version => "version",
                Announced::Salt => "salt",
            };
            return format!("the one-pass header announces another {what} than its signature has");
        }
    }
    .to_owned()
}

/// What would have to be so for the signature to fit. They may hold untrusted text.
pub(super) fn former_states(states: &[FormerState]) -> Vec<String> {
    states.iter().map(former_state).collect()
}

fn former_state(state: &FormerState) -> String {
    match state {
        FormerState::Crlf => "its line ends were CRLF",
        FormerState::Lf => "its line ends were LF",
        FormerState::LineEndAtEnd => "a line end stood at its end",
        FormerState::NoLineEndAtEnd => "no line end stood at its end",
        FormerState::NoByteOrderMark => "no byte order mark stood at its start",
        FormerState::ByteOrderMark => "a byte order mark stood at its start",
        FormerState::Unpacked => "it were unpacked (gzip)",
        FormerState::EarlierRevision => {
            "what was appended to it later were taken away (a PDF's earlier revision)"
        }
        FormerState::SeenBefore { seen, version } => {
            let version = version
                .as_ref()
                .map(|version| format!(", version {version}"))
                .unwrap_or_default();
            return format!(
                "it still were the document seen on {}{version}, which this key signed at the same second",
                day(*seen)
            );
        }
    }
    .to_owned()
}

/// How line ends have to be read for the signature to fit.
pub(super) fn line_reading(reading: LineReading) -> &'static str {
    match reading {
        LineReading::WithoutReturns => {
            "carriage returns at the ends of lines are left out, as GnuPG does"
        }
        LineReading::ReturnEnds => {
            "a carriage return alone ends a line, as Sequoia and rPGP have it"
        }
        LineReading::WithoutBlanks => {
            "blanks at the ends of lines are left out, as PGP and gpg --rfc2440-text do"
        }
        LineReading::WithoutBlanksReturnEnds => {
            "blanks at the ends of lines are left out and a carriage return alone ends a line"
        }
    }
}
