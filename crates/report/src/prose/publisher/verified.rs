//! What a team is told about what `verify` finds.

use bonafide_model::claims::{Fingerprint, FingerprintProblem, KeyIdDiagnosis};
use bonafide_model::judgement::{Detail, UnusableKey, WeakCause};

use super::Advised;
use crate::prose::commands::Commands;
use crate::prose::phrase::{bare, keys, list, quoted};

/// `None` where the words for a reader will do.
pub(super) fn advised(detail: &Detail, run: &Commands) -> Option<Advised> {
    use Detail as D;
    Some(match detail {
        D::NoDocument => Advised::new("", "", "Give the file of the profile."),
        D::Unreadable(_) => Advised::new(
            "",
            "If this program cannot read it, others cannot either.",
            "Export the document again.",
        ),
        D::NoSignature { .. } | D::NoSignatureSeen { .. } => Advised::new(
            "this is about the document's authenticity",
            "Without a signature a reader cannot tell whether the document was changed on the network or on the server.",
            match run.signature_url() {
                Some(url) => format!(
                    "Print in section 1.4: \"The signature is available at: {}\". Then sign the final file: {}",
                    bare(&url),
                    run.sign()
                ),
                None => format!(
                    "Sign the final file, and print the URL of the signature in section 1.4: {}",
                    run.sign()
                ),
            },
        ),
        D::SignatureNotFetched { .. } => {
            let help = format!("Stage the signature too, or {}.", run.ask_again());
            Advised::new("", "", help)
        }
        D::NotASignature { .. } | D::SignatureMalformed { .. } => Advised::new(
            "",
            "A reader's program refuses it.",
            format!(
                "Make the signature again, as a file of its own: {}",
                run.sign()
            ),
        ),
        D::SignatureBad { .. } | D::AlsoBad { .. } => Advised::new(
            "",
            "To every reader this looks as if somebody had changed the document.",
            format!(
                "The document was changed after it was signed, or the signature belongs to another file. Sign it again: {}",
                run.sign()
            ),
        ),
        D::SignerUnknown { unusable, .. } | D::NoCertificate { unusable, .. } => Advised::new(
            "",
            "Nobody can verify the document without the key.",
            match unusable {
                Some(unusable) => exported_again(unusable, run),
                None => format!("Stage the key, or give it with --key: {}", run.export()),
            },
        ),
        D::SignerNotPrinted { signer, .. } => Advised::new(
            "another key is printed here",
            "A reader accepts only a signature by a printed key.",
            "Print the fingerprint of the key that signs, or sign with the key that is printed.",
        )
        .print(signer.spaced()),
        D::PrintedSubkey(of) => Advised::new(
            "this is a subkey's",
            "A reader accepts only the fingerprint of the primary key; subkeys change.",
            "Print the fingerprint of the primary key.",
        )
        .print(of.primary.spaced()),
        D::SignerPrintedAs { .. } => Advised::new(
            "printed for another purpose",
            "",
            "Sign with the team's own key.",
        ),
        D::PublishedKeyDiffers { found, printed, .. } => Advised::new(
            "",
            "A reader cannot tell which of the two is yours.",
            format!(
                "The staged key is {}; the document prints {}. Publish the key that you print, or print the one that you publish.",
                found.spaced(),
                keys(printed)
            ),
        ),
        D::NotACertificate { unusable, .. } => {
            Advised::new("", "", exported_again(unusable, run))
        }
        D::OutsideText { .. } => Advised::new(
            "",
            "Anybody can change what is not signed.",
            format!(
                "Sign the whole text, so that nothing stands before or after it: {}",
                run.sign()
            ),
        ),
        D::CoversNoProfile => Advised::new(
            "",
            "Readers look for the sections of RFC 2350, and take a text without them for something else that the team signed.",
            "Use the headings of RFC 2350 with their numbers: `bonafide explain sections-are-complete` lists them.".to_owned(),
        ),
        D::CoversOther | D::SignatureOfOtherFile { .. } => Advised::new(
            "",
            "Anybody can change what is not signed.",
            format!(
                "Publish a detached signature over exactly this file: {}",
                run.detach()
            ),
        ),
        D::SignatureWeak {
            because: WeakCause::Hash,
            ..
        }
        | D::SignatureSoonWeak { .. } => Advised::new(
            "",
            "With a weak hash, somebody can make two documents that fit the same signature.",
            format!("Sign again: {}", run.sign()),
        ),
        D::SignatureWeak {
            because: WeakCause::Binding,
            ..
        }
        | D::BindingsWeak { .. } => Advised::new(
            "",
            "Current programs refuse SHA-1 self-signatures, and with them everything that the key signed.",
            format!(
                "Refresh the self-signatures, export the key (its fingerprint stays the same), and sign the document again: {} && {}",
                run.refresh(),
                run.sign()
            ),
        ),
        D::SignatureWeak {
            because: WeakCause::Key,
            ..
        }
        | D::KeyWeak { .. }
        | D::KeySoonWeak { .. } => Advised::new(
            "",
            "Programs refuse such keys, or are about to.",
            format!(
                "Make a new key ({}), sign it with the old one, print it, publish both, and tell your peers.",
                run.new_key()
            ),
        ),
        D::SignatureExpired { .. } | D::MadeInFuture { .. } | D::MadeBeforeKey { .. } => {
            Advised::new(
                "",
                "",
                format!(
                    "Check the clock of the machine that signs, and sign again: {}",
                    run.sign()
                ),
            )
        }
        D::BindingMadeLater { .. } => Advised::new(
            "",
            "Some programs accept only a self-signature from the signature's own time.",
            format!("Sign again now that the key is renewed: {}", run.sign()),
        ),
        D::ChecksumDiffers { .. }
        | D::ChecksumNoEntry { .. }
        | D::ChecksumAmbiguous { .. }
        | D::ChecksumMalformed { .. } => Advised::new(
            "",
            "A checksum that does not fit makes a reader doubt the whole document.",
            format!("Make it again after the last change: {}", run.checksum()),
        ),
        D::ChecksumWeak { .. } => Advised::new(
            "",
            "MD5 and SHA-1 prove nothing any more.",
            format!("Publish SHA-256: {}", run.checksum()),
        ),
        D::ChecksumUnsupported { .. } => Advised::new(
            "",
            "Few readers can check it.",
            format!("Publish SHA-256: {}", run.checksum()),
        ),
        D::NoFingerprint { .. } => Advised::new(
            "",
            "Readers compare the fingerprint; everything else depends on it.",
            format!(
                "Print it in section 2.8 after \"Fingerprint:\", in groups of four, as this command shows it: {}",
                run.show()
            ),
        ),
        D::FingerprintMalformed { problem, .. } => fingerprint(problem, run),
        D::HiddenFingerprint { .. } | D::HiddenValue { .. } => Advised::new(
            "a person does not see this",
            "Programs and people read different values.",
            "Remove what is hidden, and export the document again.",
        ),
        D::NotJudged { .. } => Advised::new(
            "a program cannot tell whether a person sees this",
            "Readers are told to doubt the value.",
            "Print it in a plain paragraph, without style rules that move, cut or repaint it.",
        ),
        D::FingerprintsContradict { .. } => Advised::new(
            "",
            "A reader cannot tell which is yours.",
            format!(
                "Compare both with the output of this command, and fix the wrong one: {}",
                run.show()
            ),
        )
        .beside("this one differs in a few digits"),
        D::UserIdDiffers { user_ids, .. } => Advised::new(
            "not on the key",
            "Mail programs choose a key by its address.",
            format!(
                "Print an address that the key has: {}. Or add the printed one to the key: {}",
                list(user_ids),
                run.add_user_id()
            ),
        ),
        D::UserIdDoesNotCount { .. } => Advised::new(
            "not valid on the key today",
            "Mail programs choose a key by its address.",
            format!(
                "Print an address that the key has. Or add the printed one to the key: {}",
                run.add_user_id()
            ),
        ),
        D::UserIdsRevoked { .. } => Advised::new(
            "",
            "Mail programs choose a key by its address.",
            format!("Add the User ID that you use: {}", run.add_user_id()),
        ),
        D::NoUserIds => Advised::new(
            "",
            "",
            format!("Export the key with its User IDs: {}", run.export()),
        ),
        D::KeyNotLive { .. } | D::KeyExpiresSoon { .. } => Advised::new(
            "",
            "CSAF asks for keys that stay valid for at least 30 days, so that readers do not meet an expired one.",
            format!("Extend it and publish it again: {}", run.extend()),
        ),
        D::KeyRevoked { .. } => Advised::new(
            "",
            "",
            format!(
                "Make a new key, print it, and sign with it: {}",
                run.new_key()
            ),
        ),
        D::CannotEncrypt { .. } => Advised::new(
            "",
            "Peers send you confidential data.",
            format!(
                "Add an encryption subkey: {}. Or renew the unusable one: {}",
                run.add_subkey("cv25519", "encr"),
                run.extend()
            ),
        ),
        D::EditionDiffers { .. } => Advised::new(
            "",
            "A reader cannot tell which edition is right.",
            "Update all editions together.",
        ),
        D::PastExpiry { .. } => Advised::new(
            "this day has passed",
            "",
            "State a later day, or that the document is valid until a later version replaces it.",
        ),
        D::DatedInFuture { .. } => Advised::new("", "", "Print the day on which you publish."),
        D::OldDocument { .. } => {
            Advised::new("", "", "Review it, and print the day on which you did.")
        }
        D::ContactElsewhere {
            own_section, own, ..
        } => Advised::new(
            "printed here",
            "A reader does not know which of the two to use.",
            format!(
                "Print it in section {own_section} too, or print that section's value here: {}",
                list(own)
            ),
        )
        .beside("this one in its own section"),
        D::ContactUnread { .. } => Advised::new(
            "cannot be read by programs",
            "A reader's program cannot tell whose it is, and takes it for a disguise.",
            "Print it in plain letters, as one types it into a mail program or a telephone.",
        ),
        D::PhoneMisprinted { printed, .. } => {
            let repaired = format!("+{}", bare(printed).trim_start_matches(['+', ' ']));
            Advised::new(
                "cannot be dialled",
                "In an emergency nobody guesses.",
                "Print the number in international form.",
            )
            .print(repaired)
        }
        D::SecretKeyPrinted | D::SecretKeyPublished { .. } => Advised::new(
            "a secret key begins here",
            "Whoever has it can sign and read in your name.",
            "Remove it. If it was ever published, revoke the key now and make a new one.",
        ),
        D::Reading { .. } => Advised::new(
            "",
            "A person may see something other than a program reads.",
            "Export the document again, as plain as possible.",
        ),
        D::Undetermined { .. } => Advised::new(
            "",
            "",
            "Fix the other findings, and run again. If there are none, another program may know what this one does not.",
        ),
        D::SigningKeyInvalid { .. } => Advised::new(
            "",
            "A reader's program refuses a signature by such a key.",
            format!(
                "Fix the key, or print the fingerprint of another one; then sign again: {}",
                run.sign()
            ),
        ),
        D::SignatureUnsupported { .. } => Advised::new(
            "",
            "Some programs cannot verify it, this one among them.",
            format!(
                "Make an ordinary signature, as a file of its own: {}",
                run.sign()
            ),
        ),
        D::SignatureReadsOtherwise { .. } => Advised::new(
            "",
            "Some programs call this signature good and others bad.",
            format!(
                "Remove single carriage returns and the spaces at line ends, and sign the text again: {}",
                run.sign()
            ),
        ),
        D::OtherSignature { origin, .. } => Advised::new(
            "",
            "A reader does not know which of the two to believe.",
            format!("Remove the other one, {}, or make it again.", bare(origin)),
        ),
        D::CoversViaChecksum { .. } | D::CoversEqualCopy => Advised::new(
            "",
            "Most programs verify only what is signed directly.",
            format!(
                "Publish a detached signature over exactly this file: {}",
                run.detach()
            ),
        ),
        D::SigningSubkeyExpired { .. } => Advised::new(
            "",
            "A reader cannot tell whether what it signed is still yours.",
            format!(
                "Extend it, and sign again: {} && {}",
                run.extend(),
                run.sign()
            ),
        ),
        D::AnchorNamesOther { team, .. } => Advised::new(
            "",
            "Nobody who confirmed your key would accept this profile as yours.",
            format!(
                "Print an address of {}, or let those who confirmed the key add the printed ones.",
                team.as_deref().map_or_else(
                    || "the team that the key was confirmed for".to_owned(),
                    quoted
                )
            ),
        ),
        D::LooksLike { team, .. } => Advised::new(
            "",
            "Those who know the other team take yours for it, or for an impostor.",
            format!("Print a name that nobody can confuse with {}.", quoted(team)),
        ),
        D::KeyConflict { .. } | D::ExpectedConflict { .. } | D::CorroboratorDisagrees { .. } | D::OtherKeyArchived { .. } => {
            Advised::new(
                "",
                "Those who confirmed the other key refuse this document.",
                "Sign with the key that they know, or sign the new key with it and tell them before you publish.",
            )
        }
        D::PinSucceeded { .. } => Advised::new(
            "",
            "Those who confirmed the old key have to confirm the new one.",
            "Tell them before you publish.",
        ),
        D::PinDue { .. } | D::NoAnchor | D::NoneCounts { .. } => {
            Advised::new("", "", "Let your peers confirm the key.")
        }
        D::DateUnclear { .. } => Advised::new(
            "",
            "",
            "Print the day as year-month-day, such as 2026-03-02.",
        ),
        D::EditionNotFetched { .. } | D::EditionUnreadable { .. } => Advised::new(
            "",
            "If this program cannot read it, others cannot either.",
            "Export the other edition again.",
        ),
        D::ChecksumNotFetched { .. } => Advised::new(
            "",
            "",
            format!("Stage the checksum too: {}", run.checksum()),
        ),
        D::TransportInsecure { .. } => Advised::new("", "", "Print the https:// URL."),
        _ => return None,
    })
}

fn exported_again(unusable: &UnusableKey, run: &Commands) -> String {
    format!(
        "Export the key to {} again: {}",
        bare(&unusable.place),
        run.export()
    )
}

fn fingerprint(problem: &FingerprintProblem, run: &Commands) -> Advised {
    let help = format!(
        "Copy it, in groups of four, from the output of this command: {}",
        run.show()
    );
    match problem {
        FingerprintProblem::Length(_) => Advised::new(
            "too few digits, or too many",
            "Nobody can compare a part of a fingerprint.",
            help,
        ),
        FingerprintProblem::OddCharacters(_) => Advised::new(
            "not all of these are digits",
            "A copy of it matches nothing.",
            help,
        ),
        FingerprintProblem::Placeholder => {
            Advised::new("this is a template's placeholder", "", help)
        }
        FingerprintProblem::Version3 => Advised::new(
            "the form of keys from the 1990s",
            "Current programs refuse such keys.",
            help,
        ),
    }
}

pub(super) fn key_id(digits: &str, diagnosis: &KeyIdDiagnosis, run: &Commands) -> Advised {
    use KeyIdDiagnosis as D;
    let long = |of: &Fingerprint| format!("0x{}", of.key_id());
    let why = "The Key ID is the end of the fingerprint. If it does not fit, it looks like another key, and finds none on a key server.";
    match diagnosis {
        D::UpperHalf(of) => Advised::new(
            "this is the upper half of the 64-bit Key ID",
            why,
            "print the 64-bit Key ID, or leave it out: the fingerprint is enough",
        )
        .print(long(of))
        .beside(format!(
            "its last 16 digits are the Key ID: {}",
            of.key_id()
        )),
        D::Slice { of, from, to } => Advised::new(
            &format!("digits {from} to {to} of the fingerprint"),
            why,
            "print the last 16 digits, or leave it out: the fingerprint is enough",
        )
        .print(long(of))
        .beside(format!(
            "its last 16 digits are the Key ID: {}",
            of.key_id()
        )),
        D::NearMiss { of, expected, .. } => Advised::new(
            &format!("almost {expected}"),
            why,
            "print the 64-bit Key ID",
        )
        .print(long(of))
        .beside("the fingerprint"),
        D::OddCharacters(_) => Advised::new(
            "not all of these are digits",
            why,
            format!(
                "Copy it from the output of this command: {}",
                run.show_long()
            ),
        ),
        D::Unrelated { compared } => {
            let advised = Advised::new(
                "belongs to no printed key",
                why,
                format!(
                    "Compare with the output of this command, and print the Key ID that fits: {}",
                    run.show_long()
                ),
            );
            match compared.as_slice() {
                [one] => advised.print(long(one)),
                _ => advised,
            }
        }
        D::UnseenSubkey => Advised::new(
            "no staged key has this subkey",
            "",
            format!(
                "Leave this line out, or export the key with all of its subkeys: {}",
                run.export()
            ),
        ),
        D::NothingToCompare => Advised::new("", why, "Print the fingerprint too."),
        D::Long(_) | D::Short(_) | D::Tail(_) | D::Whole(_) | D::Subkey { .. } | D::OtherKey => {
            Advised {
                label: Some(format!("0x{}", bare(digits))),
                ..Advised::default()
            }
        }
    }
}
