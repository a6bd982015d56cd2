//! What to do next.

use bonafide_model::claims::Authenticity;
use bonafide_model::evidence::{Attempt, AttemptRole, Obstacle, host_and_port_of};
use bonafide_model::judgement::{Assessment, Given, KeyVerdict, Leaf, Verdict};

use super::given::document_of;
use crate::invocation::{Invocation, Suggested};
use crate::shell::word;
use crate::{causes, escape};

/// What to do next, and the command that does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// What to do, in sentences.
    pub say: String,
    /// What to run. Words in capitals are for the reader to fill in.
    pub run: Option<Run>,
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// The same verification again, with the network, and with these flags beside those that were
    /// given.
    Again(String),
    /// The same with this, a word of a shell, in the place of what was given, and these flags.
    Instead(String, String),
    /// Shows what this, a word of a shell, prints.
    Inspect(String),
    /// Records a fingerprint that was heard.
    Confirm,
    /// A command of another program.
    Other(String),
}

impl Run {
    /// What to paste, for what was given as this subject.
    #[must_use]
    pub fn command(&self, subject: &str, given: &Invocation) -> String {
        match self {
            Self::Again(flags) => given.verify(subject, flags),
            Self::Instead(other, flags) => given.verify_other(other, flags),
            Self::Inspect(what) => {
                format!(
                    "bonafide inspect {what}{}",
                    given.options(Suggested::Inspect)
                )
            }
            Self::Confirm => given.confirm(),
            Self::Other(command) => command.clone(),
        }
    }
}

/// What to do next, with the command, in sentences; `None` where nothing is left to do.
#[must_use]
pub fn next_step(assessment: &Assessment, given: &Invocation) -> Option<String> {
    let (say, command) = next_and_command(assessment, given)?;
    Some(match command {
        Some(command) if say.ends_with(':') => format!("{say} {command}"),
        _ => say,
    })
}

/// The same in its two parts, for reports that give a command a line of its own.
pub(crate) fn next_and_command(
    assessment: &Assessment,
    given: &Invocation,
) -> Option<(String, Option<String>)> {
    let NextStep { say, run } = next(assessment)?;
    let command = run.map(|run| run.command(&assessment.subject, given));
    let before = if assessment.key.verdict == KeyVerdict::Confirmed
        && assessment.leaf != Leaf::Authentic
    {
        "The key itself is confirmed: you may encrypt to it, but trust no other value of the document. "
    } else {
        ""
    };
    Some((format!("{before}{say}"), command))
}

/// What to do next; `None` where nothing is left to do.
///
/// Never a command with a fingerprint, a name or an address of the document in it: whoever pasted
/// it would confirm the document by itself.
#[must_use]
pub fn next(assessment: &Assessment) -> Option<NextStep> {
    if let Some(given) = assessment
        .given
        .as_ref()
        .filter(|_| assessment.verdict == Verdict::Unverified)
    {
        return Some(given_step(given, &assessment.subject));
    }
    Some(
        match causes::first_attempt(assessment)
            .and_then(|attempt| Some((attempt, attempt.obstacle?)))
        {
            Some((attempt, obstacle)) => NextStep {
                say: lift(obstacle, attempt.role).to_owned(),
                run: Some(lifting(obstacle, attempt)),
            },
            None => NextStep {
                say: step(&assessment.leaf)?.to_owned(),
                run: run(&assessment.leaf),
            },
        },
    )
}

/// What to do about something that stood in the way. It says nothing about the team, so the team is
/// not to be asked.
fn lift(obstacle: Obstacle, role: AttemptRole) -> &'static str {
    match (obstacle, role) {
        (Obstacle::Offline, _) => "Run again online:",
        (Obstacle::Name, AttemptRole::Document) => {
            "Check the spelling of the address. If it is right, run again online:"
        }
        (Obstacle::Name | Obstacle::Connection | Obstacle::Here, _) => {
            "Run again online, or later:"
        }
        (Obstacle::Address, _) => "If this host is in your own network, allow its address:",
        (Obstacle::Port, _) => "If you know this host, say which address it has:",
        (Obstacle::Issuer, _) => {
            "If your network has a certificate authority of its own, give its certificate; if not, tell the site's owner:"
        }
        (Obstacle::Certificate | Obstacle::Tls, _) => {
            "Only the site's owner can fix this: tell the owner, and run again later:"
        }
        (Obstacle::Time, _) => "Give it more time:",
        (Obstacle::Absent, AttemptRole::Document) => {
            "Check the address. If you have the file, give that:"
        }
        (Obstacle::Absent, AttemptRole::Key) => {
            "If you have the key, give it; if not, tell the team that it is not where the document says:"
        }
        (Obstacle::Absent, _) => {
            "If you have the signature, give it; if not, tell the team that it is not where the document says:"
        }
        (Obstacle::Login | Obstacle::Redirect | Obstacle::Url | Obstacle::Answer, _) => {
            "Open it in a browser, save the file, and give that file:"
        }
        (Obstacle::Server, _) => "Run again later:",
    }
}

fn lifting(obstacle: Obstacle, attempt: &Attempt) -> Run {
    let file = match attempt.role {
        AttemptRole::Document => instead("FILE"),
        AttemptRole::Key => Run::Again("--key FILE".to_owned()),
        AttemptRole::Checksum => Run::Again("--checksum FILE".to_owned()),
        AttemptRole::Signature
        | AttemptRole::Page
        | AttemptRole::Revocation
        | AttemptRole::Archive
        | AttemptRole::SecurityTxt
        | AttemptRole::Csaf
        | AttemptRole::Registration => Run::Again("--signature FILE".to_owned()),
    };
    match obstacle {
        Obstacle::Address => Run::Again("--allow-private".to_owned()),
        Obstacle::Port => {
            let place = host_and_port_of(&attempt.url);
            let place = place.map_or_else(
                || "HOST:PORT".to_owned(),
                |(host, port)| format!("{}:{port}", word(&host)),
            );
            Run::Again(format!("--resolve {place}:ADDRESS"))
        }
        Obstacle::Issuer => Run::Again("--cacert FILE".to_owned()),
        Obstacle::Time => Run::Again("--max-time 300".to_owned()),
        Obstacle::Absent
        | Obstacle::Login
        | Obstacle::Redirect
        | Obstacle::Url
        | Obstacle::Answer => file,
        Obstacle::Offline
        | Obstacle::Name
        | Obstacle::Connection
        | Obstacle::Here
        | Obstacle::Certificate
        | Obstacle::Tls
        | Obstacle::Server => Run::Again(String::new()),
    }
}

fn instead(subject: &str) -> Run {
    Run::Instead(subject.to_owned(), String::new())
}

/// What to do instead of verifying something that is no profile.
#[must_use]
pub fn given_step(given: &Given, subject: &str) -> NextStep {
    let file = word_of(subject);
    let other =
        document_of(subject).map_or_else(|| "DOCUMENT".to_owned(), |document| word(&document));
    let (say, run) = match given {
        Given::Signature => (
            "Verify the document with it:",
            Run::Instead(other, format!("--signature {file}")),
        ),
        Given::SignedMessage => (
            "Extract the document to read it; this program verifies only a signature in a file of its own:",
            Run::Other(format!("gpg --decrypt --output document {file}")),
        ),
        Given::Key => (
            "Verify a document with it; this does not make it trusted:",
            Run::Instead("DOCUMENT".to_owned(), format!("--key {file}")),
        ),
        Given::SecretKey => (
            "See which key it is:",
            Run::Other(format!("gpg --show-keys {file}")),
        ),
        Given::Checksum => (
            "Verify the document with it:",
            Run::Instead(other, format!("--checksum {file}")),
        ),
        Given::Office => (
            "Ask the team for a PDF that it signs. To see what this one prints, convert it:",
            Run::Other(format!("soffice --headless --convert-to pdf {file}")),
        ),
        Given::Landing { links } => (
            "Verify the profile itself:",
            instead(
                &links
                    .first()
                    .map_or_else(|| "URL".to_owned(), |url| word_of(url)),
            ),
        ),
        Given::Barrier => (
            "Open it in a browser, save the document itself, and give that file:",
            instead("FILE"),
        ),
        Given::Other => (
            "Check the address. To see what is there:",
            Run::Inspect(file),
        ),
    };
    NextStep {
        say: say.to_owned(),
        run: Some(run),
    }
}

/// What stood on standard input is gone.
fn word_of(subject: &str) -> String {
    match subject {
        "-" => "FILE".to_owned(),
        _ => word(&escape::inline(subject)),
    }
}

fn run(leaf: &Leaf) -> Option<Run> {
    let again = |flags: &str| Some(Run::Again(flags.to_owned()));
    match leaf {
        Leaf::Unanchored { .. } | Leaf::KeySuccession { .. } => Some(Run::Confirm),
        Leaf::SignatureBad { .. }
        | Leaf::GoodAndBad
        | Leaf::KeyExpired { .. }
        | Leaf::SubkeyExpired { .. } => again(""),
        Leaf::KeyConflict { .. } | Leaf::LooksLike { .. } => again("--team NAME"),
        Leaf::NotFetched
        | Leaf::DocumentUnreadable(_)
        | Leaf::TextOutside
        | Leaf::OtherContent
        | Leaf::NoProfile => Some(instead("FILE")),
        Leaf::NoSignature { x509: Some(_), .. }
        | Leaf::NoSignature {
            says: Some(Authenticity::OnRequest),
            ..
        } => None,
        Leaf::NoSignature { .. }
        | Leaf::NotASignature
        | Leaf::SignatureNotFetched
        | Leaf::SignatureMalformed => again("--signature FILE"),
        Leaf::HistoryDamaged => again("--no-history"),
        Leaf::NoFingerprint { .. } | Leaf::SubkeyTrusted { .. } => {
            again("--expect-fingerprint 'FINGERPRINT'")
        }
        Leaf::NoKey { .. } => again("--key FILE"),
        Leaf::Authentic
        | Leaf::SecretKeyOut
        | Leaf::KeyWithdrawn { .. }
        | Leaf::ClaimsOutside
        | Leaf::ExpectedConflict { .. }
        | Leaf::Unsupported { .. }
        | Leaf::NotProven { .. }
        | Leaf::Weak(_)
        | Leaf::SignatureExpired { .. }
        | Leaf::ImpossibleTime { .. }
        | Leaf::SigningKeyInvalid
        | Leaf::KeyRetired
        | Leaf::StrangersSignatureBad
        | Leaf::SignerUnknown
        | Leaf::SignerNotPrinted { .. }
        | Leaf::OtherLineEnds
        | Leaf::OnlyListed
        | Leaf::RolledBack
        | Leaf::SubkeyPrinted(_)
        | Leaf::Disputed { .. }
        | Leaf::StrictWarnings { .. } => None,
    }
}

fn step(leaf: &Leaf) -> Option<&'static str> {
    Some(match leaf {
        Leaf::Authentic => return None,
        Leaf::Unanchored { .. } => {
            "Call the team on a number that you have from elsewhere, have it read its fingerprint to you, and record what you hear:"
        }
        Leaf::SecretKeyOut => {
            "Use nothing from this document. Tell the team at once, through a channel that does not use this key."
        }
        Leaf::KeyWithdrawn { .. } => {
            "Use nothing that this key signed. Ask the team for its new key through a contact that you already know."
        }
        Leaf::SignatureBad { .. } | Leaf::GoodAndBad => {
            "Use nothing from this document. Run again in an hour; if nothing has changed, tell the team through a contact that you already know:"
        }
        Leaf::ClaimsOutside => {
            "Use nothing from this document, and tell the team through a contact that you already know."
        }
        Leaf::KeyConflict { .. } => {
            "Use neither the document nor its key. Call the team on a number that you already know. If you mean another team of the same name, say which:"
        }
        Leaf::ExpectedConflict { .. } => {
            "Compare with your source digit by digit. If you read it right, use nothing from this document."
        }
        Leaf::NotFetched => "Check the address, or save the document and give that file:",
        Leaf::DocumentUnreadable(_) => {
            "Ask the team for a text version, or give the document in another format:"
        }
        Leaf::NoSignature { x509: Some(_), .. } => {
            "Check the X.509 signature in a PDF reader; for the OpenPGP key, ask the team through a contact that you already know."
        }
        Leaf::NoSignature {
            says: Some(Authenticity::OnRequest),
            ..
        } => "Ask the team to confirm the document, through a contact that you already know.",
        Leaf::NoSignature { .. } => {
            "If you know where the signature is, give it; if not, ask the team for one:"
        }
        Leaf::NotASignature => {
            "Open the place in a browser: the signature is often behind a link. Save it, and give that file:"
        }
        Leaf::SignatureNotFetched => "Run again later, or give the signature:",
        Leaf::SignatureMalformed => "Fetch the signature again with a plain download, and give it:",
        Leaf::Unsupported { .. } => {
            "Verify it with another program, such as GnuPG: this is a limit of this program, not of the team."
        }
        Leaf::NotProven { .. } => {
            "Verify it with another program, or ask the team for a signature of a common kind."
        }
        Leaf::Weak(_) => {
            "The fingerprint can still be compared. Ask the team to refresh its key and to sign again."
        }
        Leaf::SignatureExpired { .. } | Leaf::ImpossibleTime { .. } | Leaf::SigningKeyInvalid => {
            "Ask the team for a new signature."
        }
        Leaf::KeyExpired { .. } => {
            "If it stays expired, ask the team for its current key. To refresh it, run again:"
        }
        Leaf::SubkeyExpired { .. } => {
            "If nothing changes, ask the team to sign again with a live subkey. To refresh the key, run again:"
        }
        Leaf::KeyRetired => "Ask the team for its current key and a document signed by it.",
        Leaf::StrangersSignatureBad | Leaf::SignerUnknown | Leaf::SignerNotPrinted { .. } => {
            "Ask the team which key signs its profile, through a contact that you found elsewhere, not in this document."
        }
        Leaf::OtherLineEnds => {
            "Ask the team for a signature in binary mode; nothing suggests that the text was changed."
        }
        Leaf::OnlyListed => {
            "Ask the team for a signature over the document itself. If you know that the team signs its documents through such lists, accept them with the policy key danger-accept-signed-hash-lists."
        }
        Leaf::TextOutside | Leaf::OtherContent => {
            "Look for the signed file itself, and verify that one:"
        }
        Leaf::NoProfile => "Look for the team's profile itself, and verify that one:",
        Leaf::RolledBack => {
            "Ask the team for its current document; somebody may be showing you an old one."
        }
        Leaf::HistoryDamaged => {
            "Make the history usable again, as stated above, or judge without it:"
        }
        Leaf::NoFingerprint { .. } => {
            "Ask the team for its fingerprint through a contact that you already know, and give it:"
        }
        Leaf::NoKey { unusable: None } => {
            "If you have the key, give it; this does not make it trusted:"
        }
        Leaf::NoKey { unusable: Some(_) } => super::help::ANOTHER_FILE,
        Leaf::SubkeyPrinted(_) => {
            "Ask the team for the fingerprint of its primary key through a contact that you already know, and tell it to print that one."
        }
        Leaf::SubkeyTrusted { .. } => {
            "Ask your source for the fingerprint of the primary key, and give or pin that one:"
        }
        Leaf::KeySuccession { .. } => {
            "Call the team on a number that you already know, have it read the new fingerprint to you, and record what you hear:"
        }
        Leaf::Disputed { .. } => {
            "Ask the team which of the contradicting values are right, through a contact that you found elsewhere, not in this document."
        }
        Leaf::LooksLike { .. } => {
            "Compare the names letter by letter. If you mean another team, confirm its key on a number that you already know, and say which team:"
        }
        Leaf::StrictWarnings { .. } => "Resolve the warnings, or run without --strict.",
    })
}
