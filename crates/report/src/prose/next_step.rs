//! What to do next.

use bonafide_model::{Assessment, Authenticity, KeyVerdict, Leaf};

/// What to do next; `None` where nothing is left to do.
///
/// Never a command with a fingerprint of the document in it: whoever pasted it would confirm the document by itself.
#[must_use]
pub fn next_step(assessment: &Assessment) -> Option<String> {
    let mut step = step(&assessment.leaf)?.to_owned();
    if assessment.key.verdict == KeyVerdict::Confirmed {
        step.push_str(" The key itself is confirmed: you may encrypt to it, but trust no other value of the document.");
    }
    Some(step)
}

fn step(leaf: &Leaf) -> Option<&'static str> {
    Some(match leaf {
        Leaf::Authentic => return None,
        Leaf::Unanchored { .. } => {
            "Call the team on a number that you have from elsewhere, let it read its fingerprint to you, and record what you hear with `bonafide trust confirm`."
        }
        Leaf::SecretKeyOut => "Use nothing of it. Tell the team at once, over a channel that does not use this key.",
        Leaf::KeyWithdrawn { .. } => {
            "Use nothing that this key signed. Ask the team for its new key over a channel that you already know."
        }
        Leaf::SignatureBad { .. } | Leaf::GoodAndBad => {
            "Use nothing of it. Run again in an hour; if it stays, tell the team over a channel that you already know."
        }
        Leaf::ClaimsOutside => "Use nothing of it, and tell the team over a channel that you already know.",
        Leaf::KeyConflict { .. } => {
            "Use neither the document nor its key. Call the team on a number that you already know; if this is another team of the same name, say which with --team."
        }
        Leaf::ExpectedConflict { .. } => {
            "Compare with your source digit by digit. If you read it right, use nothing of this document."
        }
        Leaf::NotFetched => "Check the address and run again, or save the document and give the file.",
        Leaf::DocumentUnreadable(_) => "Ask the team for a text version, or give the document in another format.",
        Leaf::NoSignature { x509: Some(_), .. } => {
            "Look at the X.509 signature in a PDF reader; for the OpenPGP key, ask the team over a channel that you already know."
        }
        Leaf::NoSignature { says: Some(Authenticity::OnRequest), .. } => {
            "Ask the team to confirm the document, over a channel that you already know."
        }
        Leaf::NoSignature { .. } | Leaf::NotASignature => {
            "If you know where the signature is, give it with --signature; else ask the team for one."
        }
        Leaf::SignatureNotFetched => "Run again later, or give the signature with --signature.",
        Leaf::SignatureMalformed => "Fetch the signature again with a plain download and give it with --signature.",
        Leaf::Unsupported { .. } => {
            "Verify it with another program, such as GnuPG: this is a limit of this program, not of the team."
        }
        Leaf::NotProven { .. } => "Verify it with another program, or ask the team for a signature of a common kind.",
        Leaf::Weak(_) => "The fingerprint can still be compared. Ask the team to refresh its key and to sign again.",
        Leaf::SignatureExpired | Leaf::ImpossibleTime { .. } | Leaf::SigningKeyInvalid => "Ask the team for a new signature.",
        Leaf::KeyExpired { .. } => "Refresh the key and run again; if it stays expired, ask the team for its current one.",
        Leaf::SubkeyExpired { .. } => {
            "Refresh the key and run again; if nothing changes, ask the team to sign again with a live subkey."
        }
        Leaf::KeyRetired => "Ask the team for its current key and a document signed by it.",
        Leaf::StrangersSignatureBad | Leaf::SignerUnknown | Leaf::SignerNotPrinted { .. } => {
            "Ask the team which key signs its profile, over a channel that the document does not name."
        }
        Leaf::OtherLineEnds => "Ask the team for a signature in binary mode; nothing says that the text was changed.",
        Leaf::OnlyListed => {
            "Ask the team for a signature over the document itself. If you know that it signs its documents through such lists, accept them with the policy key danger-accept-signed-hash-lists."
        }
        Leaf::TextOutside | Leaf::OtherContent => "Look for the signed file itself and verify that one.",
        Leaf::RolledBack => "Ask the team for its current document; somebody may be showing you an old one.",
        Leaf::HistoryDamaged => "Restore the history from a copy, or run with --no-history.",
        Leaf::NoFingerprint { .. } => {
            "Ask the team for its fingerprint over a channel that you already know; give it with --expect-fingerprint."
        }
        Leaf::NoKey { unusable: None } => "Give the certificate with --key.",
        Leaf::NoKey { unusable: Some(_) } => super::help::ANOTHER_FILE,
        Leaf::SubkeyPrinted(_) => {
            "Ask the team for the fingerprint of its primary key over a channel that you already know, and tell it to print that one."
        }
        Leaf::SubkeyTrusted { .. } => "Ask your source for the fingerprint of the primary key, and give or pin that one.",
        Leaf::KeySuccession { .. } => {
            "Call the team on a number that you already know, let it read the new fingerprint to you, and record what you hear with `bonafide trust confirm`."
        }
        Leaf::Disputed { .. } => {
            "Ask the team which of the contradicting values are right, over a channel that the document does not name."
        }
        Leaf::LooksLike { .. } => {
            "Compare the names letter by letter. If you mean another team, confirm its key on a number that you already know, and say which with --team."
        }
        Leaf::StrictWarnings { .. } => "See to the warnings, or run without --strict.",
    })
}
