//! What a team that is about to publish is told beside the finding: what stands there, why it matters, and what to print or run
//! instead. It speaks to the author, where [`super::help`] speaks to a reader.

use bonafide_model::{Detail, Finding, Fingerprint, FingerprintProblem, KeyIdDiagnosis, Publishing, RefusalCause, WeakCause};

use super::phrase::{bare, keys, list};
use super::publishing::thing;

/// The words around one finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advised {
    /// What stands at the first place.
    pub label: Option<String>,
    /// What stands at the other places.
    pub beside: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The exact text to print at the first place.
    pub print: Option<String>,
}

impl Advised {
    fn new(label: &str, why: &str, help: impl Into<String>) -> Self {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self { label: some(label), beside: None, why: some(why), help: Some(help.into()), print: None }
    }

    fn print(self, text: impl Into<String>) -> Self {
        Self { print: Some(text.into()), ..self }
    }

    fn beside(self, text: impl Into<String>) -> Self {
        Self { beside: Some(text.into()), ..self }
    }
}

/// The words for a finding. What `verify` alone has words for is said as to a reader.
#[must_use]
pub fn advised(finding: &Finding) -> Advised {
    match &finding.detail {
        Detail::Publishing(said) => publishing(said),
        Detail::KeyId { digits, diagnosis } => key_id(digits, diagnosis),
        detail => of_verify(detail).unwrap_or_else(|| Advised { help: super::help(finding), ..Advised::default() }),
    }
}

const SIGN: &str = "gpg --armor --detach-sign --digest-algo SHA512";

fn of_verify(detail: &Detail) -> Option<Advised> {
    use Detail as D;
    Some(match detail {
        D::NoDocument => Advised::new("", "", "Give the file of the profile."),
        D::Unreadable(_) => Advised::new("", "What this program cannot read, others cannot either.", "Export the document anew."),
        D::NoSignature { .. } | D::NoSignatureSeen { .. } => Advised::new(
            "the document speaks of its authenticity here",
            "Without a signature a reader cannot tell the document from one that was changed on the way or on the server.",
            format!("Sign the final file, publish the signature beside it, and print its URL in section 1.4: {SIGN} FILE"),
        ),
        D::SignatureNotFetched { .. } => Advised::new("", "", "Stage the signature too, or give --live."),
        D::NotASignature { .. } | D::SignatureMalformed { .. } => Advised::new(
            "",
            "A reader's program refuses it.",
            format!("Make the signature again, as a file of its own: {SIGN} FILE"),
        ),
        D::SignatureBad { .. } | D::AlsoBad { .. } => Advised::new(
            "",
            "To every reader this looks as if somebody had changed the document.",
            format!(
                "The document was changed after it was signed, or the signature is that of another file. Sign it again: {SIGN} FILE"
            ),
        ),
        D::SignerUnknown { .. } | D::NoCertificate { .. } => Advised::new(
            "",
            "Nobody can verify anything without the key.",
            "Stage the key (gpg --armor --export FINGERPRINT > key.asc), or give it with --key.",
        ),
        D::SignerNotPrinted { signer, .. } => Advised::new(
            "another key is printed here",
            "A reader accepts only a signature by a printed key.",
            "Print the fingerprint of the key that signs, or sign with the key that is printed.",
        )
        .print(signer.spaced()),
        D::SignerPrintedAs { .. } => Advised::new("printed for another purpose", "", "Sign with the team's own key."),
        D::PublishedKeyDiffers { found, printed, .. } => Advised::new(
            "",
            "A reader cannot tell which of the two is yours.",
            format!(
                "The staged key is {}; the document prints {}. Publish the key that you print, or print the one that you publish.",
                found.spaced(),
                keys(printed)
            ),
        ),
        D::NotACertificate { origin, .. } => {
            Advised::new("", "", format!("Export the key anew: gpg --armor --export FINGERPRINT > {}", bare(origin)))
        }
        D::CoversOther | D::OutsideText { .. } => Advised::new(
            "",
            "What is not signed can be changed by anybody.",
            format!("Publish a detached signature over exactly this file: {SIGN} FILE"),
        ),
        D::SignatureWeak { because: WeakCause::Hash, .. } | D::SignatureSoonWeak { .. } => {
            Advised::new("", "Two documents can be made that fit one weak hash.", format!("Sign again: {SIGN} FILE"))
        }
        D::SignatureWeak { because: WeakCause::Binding, .. } | D::BindingsWeak { .. } => Advised::new(
            "",
            "Current programs refuse self-signatures by SHA-1, and with them everything that the key signed.",
            "Refresh the self-signatures and export the key again: gpg --cert-digest-algo SHA512 --quick-set-expire FINGERPRINT 2y; then the same with '*' after it for the subkeys; then gpg --armor --export FINGERPRINT. The fingerprint stays the same.",
        ),
        D::SignatureWeak { because: WeakCause::Key, .. } | D::KeyWeak { .. } | D::KeySoonWeak { .. } => Advised::new(
            "",
            "Programs refuse such keys, or are about to.",
            "Make a new key (gpg --quick-gen-key 'TEAM <address>' ed25519 sign 2y), sign it with the old one, publish both, and tell your peers.",
        ),
        D::SignatureExpired { .. } | D::MadeInFuture { .. } | D::MadeBeforeKey { .. } => {
            Advised::new("", "", format!("Look at the clock of the machine that signs, and sign again: {SIGN} FILE"))
        }
        D::BindingMadeLater { .. } => Advised::new(
            "",
            "Some programs look only for a self-signature of the signature's time.",
            format!("Sign again now that the key was renewed: {SIGN} FILE"),
        ),
        D::ChecksumDiffers { .. } | D::ChecksumNoEntry { .. } | D::ChecksumAmbiguous { .. } | D::ChecksumMalformed { .. } => {
            Advised::new(
                "",
                "A checksum that does not fit makes a reader doubt the whole.",
                "Make it anew after the last change: sha256sum FILE > FILE.sha256",
            )
        }
        D::ChecksumWeak { .. } => {
            Advised::new("", "MD5 and SHA-1 prove nothing any more.", "Publish SHA-256: sha256sum FILE > FILE.sha256")
        }
        D::NoFingerprint { .. } => Advised::new(
            "",
            "The fingerprint is what readers compare: everything else hangs on it.",
            "Print it in section 2.8, in groups of four, as gpg --fingerprint ADDRESS shows it.",
        ),
        D::FingerprintMalformed { problem, .. } => fingerprint(problem),
        D::HiddenFingerprint { .. } | D::HiddenValue { .. } => Advised::new(
            "a person does not see this",
            "Programs and people read different values.",
            "Remove what is hidden, and export the document anew.",
        ),
        D::FingerprintsContradict { .. } => Advised::new(
            "",
            "A reader cannot tell which is yours.",
            "Compare both with gpg --fingerprint ADDRESS and mend the wrong one.",
        )
        .beside("and this one differs in a few digits"),
        D::UserIdDiffers { user_ids, .. } => Advised::new(
            "not on the key",
            "Mail programs choose a key by its address.",
            format!(
                "Add the address to the key (gpg --quick-add-uid FINGERPRINT 'TEAM <address>'), or print one that it has: {}",
                list(user_ids)
            ),
        ),
        D::NoUserIds => Advised::new("", "", "Export the key with its User IDs: gpg --armor --export FINGERPRINT > key.asc"),
        D::KeyNotLive { .. } | D::KeyExpiresSoon { .. } => Advised::new(
            "",
            "CSAF asks for keys that stay valid for 30 days at least; readers should not meet an expired one.",
            "Extend it and publish it again: gpg --quick-set-expire FINGERPRINT 2y && gpg --quick-set-expire FINGERPRINT 2y '*' && gpg --armor --export FINGERPRINT > key.asc",
        ),
        D::KeyRevoked { .. } => Advised::new("", "", "Make a new key, print it, and sign with it."),
        D::CannotEncrypt { .. } => Advised::new(
            "",
            "Peers send you confidential things.",
            "Add a subkey for encryption (gpg --quick-add-key FINGERPRINT cv25519 encr 2y), or renew the one that cannot be used.",
        ),
        D::EditionDiffers { .. } => {
            Advised::new("", "A reader cannot tell which edition is right.", "Bring all editions up to date together.")
        }
        D::PastExpiry { .. } => {
            Advised::new("this day has passed", "", "State a later day, or that it holds until a later version replaces it.")
        }
        D::DatedInFuture { .. } => Advised::new("", "", "Print the day on which you publish."),
        D::OldDocument { .. } => Advised::new("", "", "Look over it, and print the day on which you did."),
        D::ContactElsewhere { own_section, own, .. } => Advised::new(
            "printed here",
            "A reader does not know which of the two to use.",
            format!("Print it in section {own_section} too, or the one of that section here: {}", list(own)),
        )
        .beside("and this one in its own section"),
        D::PhoneMisprinted { printed, .. } => {
            let mended = format!("+{}", bare(printed).trim_start_matches(['+', ' ']));
            Advised::new("cannot be dialled", "In an emergency nobody guesses.", "Print the number in international form.")
                .print(mended)
        }
        D::SecretKeyPrinted | D::SecretKeyPublished { .. } => Advised::new(
            "a secret key begins here",
            "Whoever has it can sign and read in your name.",
            "Remove it. If it was ever published, revoke the key now and make a new one.",
        ),
        D::Reading { .. } => Advised::new(
            "",
            "A person may see something else than a program reads.",
            "Export the document anew, as plain as possible.",
        ),
        _ => return None,
    })
}

fn fingerprint(problem: &FingerprintProblem) -> Advised {
    let help = "Copy it from gpg --fingerprint ADDRESS, in groups of four.";
    match problem {
        FingerprintProblem::Length(_) => Advised::new("digits are missing, or too many", "Nobody can compare a part.", help),
        FingerprintProblem::OddCharacters(_) => Advised::new("not all of these are digits", "A copy of it matches nothing.", help),
        FingerprintProblem::Placeholder => Advised::new("this is the placeholder of a template", "", help),
        FingerprintProblem::Version3 => Advised::new("the form of keys of the 1990s", "Current programs refuse such keys.", help),
    }
}

fn key_id(digits: &str, diagnosis: &KeyIdDiagnosis) -> Advised {
    use KeyIdDiagnosis as D;
    let long = |of: &Fingerprint| format!("0x{}", of.key_id());
    let why = "The Key ID is the end of the fingerprint. One that does not fit looks like another key, and finds none on a server.";
    match diagnosis {
        D::UpperHalf(of) => Advised::new(
            "this is the upper half of the 64-bit Key ID",
            why,
            "print the 64-bit Key ID, or leave it out: the fingerprint is enough",
        )
        .print(long(of))
        .beside(format!("its last 16 digits are the Key ID: {}", of.key_id())),
        D::Slice { of, from, to } => Advised::new(
            &format!("digits {from} to {to} of the fingerprint"),
            why,
            "print the last 16 digits, or leave it out: the fingerprint is enough",
        )
        .print(long(of))
        .beside(format!("its last 16 digits are the Key ID: {}", of.key_id())),
        D::NearMiss { of, expected, .. } => {
            Advised::new(&format!("almost {expected}"), why, "print the 64-bit Key ID").print(long(of)).beside("the fingerprint")
        }
        D::OddCharacters(_) => {
            Advised::new("not all of these are digits", why, "Copy it from gpg --keyid-format long --list-keys ADDRESS.")
        }
        D::Unrelated { compared } => {
            let advised = Advised::new(
                "of no printed key",
                why,
                "Compare with gpg --keyid-format long --list-keys ADDRESS, and print the one that fits.",
            );
            match compared.as_slice() {
                [one] => advised.print(long(one)),
                _ => advised,
            }
        }
        D::UnseenSubkey => {
            Advised::new("no staged key has this subkey", "", "Export the key with all of its subkeys, or leave this line out.")
        }
        D::NothingToCompare => Advised::new("", why, "Print the fingerprint too."),
        D::Long(_) | D::Short(_) | D::Tail(_) | D::Whole(_) | D::Subkey { .. } | D::OtherKey => {
            Advised { label: Some(format!("0x{}", bare(digits))), ..Advised::default() }
        }
    }
}

fn publishing(said: &Publishing) -> Advised {
    use Publishing as P;
    match said {
        P::SectionsMissing { .. } => Advised::new(
            "",
            "Readers look for what they need under the headings of the outline (RFC 2350, Appendix D).",
            "Add the sections. Where there is nothing to say, say so: \"None.\"",
        ),
        P::SectionEmpty { .. } => Advised::new("nothing stands under this heading", "", "Write under it, if only \"None.\""),
        P::DateAmbiguous { candidates, .. } => {
            let all: Vec<String> = candidates.iter().map(ToString::to_string).collect();
            let advised = Advised::new(
                "day and month, or month and day?",
                "Readers of other countries take another day from it.",
                format!("Print the one that you mean: {}", all.join(" or ")),
            );
            match all.as_slice() {
                [one] => advised.print(one.clone()),
                _ => advised,
            }
        }
        P::DateImpossible { .. } => {
            Advised::new("there is no such day", "", "Print the date as year-month-day, such as 2026-03-02.")
        }
        P::DatesDisagree { .. } => Advised::new(
            "one date of the last update",
            "A reader cannot tell which edition this is.",
            "Print the same day in both places.",
        )
        .beside("and another one"),
        P::NoUpdateDate => Advised::new(
            "",
            "A reader has to tell this edition from the one before (RFC 2350, \"Date of Last Update\").",
            "Print it in section 1.1: \"This is version 1.0, published on 2026-03-02.\"",
        ),
        P::NoVersion => Advised::new(
            "",
            "Peers refer to an edition by its version.",
            "Print it in section 1.1: \"This is version 1.0, published on 2026-03-02.\"",
        ),
        P::VersionsDisagree { .. } => {
            Advised::new("one version", "A reader cannot tell which edition this is.", "Print the same version in both places.")
                .beside("and another one")
        }
        P::VersionInName { .. } => Advised::new(
            "the printed version",
            "A link with an old version in it looks like an old document.",
            "Name the file once and for all, such as rfc2350.pdf, or after its version.",
        ),
        P::ValidityMissing => Advised::new(
            "",
            "A reader has to know whether an old copy still holds.",
            "Print in section 1.5: \"Expiration: this document is valid until superseded by a later version.\"",
        ),
        P::TlpMissing => Advised::new(
            "",
            "Peers handle unmarked documents as if they were confidential, or not at all.",
            "Print TLP:CLEAR on the first page.",
        ),
        P::TlpOld { .. } => {
            Advised::new("a word of TLP 1.0", "Version 2.0 has CLEAR in its place.", "print the word of version 2.0")
                .print("TLP:CLEAR")
        }
        P::TlpRestricts { .. } => Advised::new(
            "restricts who may read this",
            "What is on the web is read by everybody.",
            "print TLP:CLEAR, or do not publish it",
        )
        .print("TLP:CLEAR"),
        P::Placeholder { .. } => {
            Advised::new("left over", "It tells readers that nobody has looked over the document.", "Fill it in, or remove it.")
        }

        P::UrlMissing { path, instead, .. } => match instead {
            Some(instead) => Advised::new(
                "no such file",
                "",
                format!("Move {} to {}, or print the URL of the place where it is.", bare(instead), bare(path)),
            ),
            None => Advised::new("no such file", "", format!("Stage the file as {}, or mend the URL.", bare(path))),
        },
        P::UrlLeadsOut { .. } => {
            Advised::new("not in the directory", "What is not staged was not checked.", "Put the file itself into the directory.")
        }
        P::UrlGone { .. } => Advised::new("nothing is there", "", "Mend the URL, or put the file there."),
        P::UrlNotReached { .. } => Advised::new("could not be asked", "", "Try again; what could not be asked was not checked."),
        P::UrlsNotAsked { base_known: false, .. } => Advised::new(
            "",
            "Without it nothing says which file each URL will lead to.",
            "Say where the directory will be on the web: --base-url https://www.team.example/",
        ),
        P::UrlsNotAsked { base_known: true, .. } => Advised::new("", "", "Give --live to ask for them."),
        P::UrlMisprinted { url, .. } => Advised::new(
            "the URL ends at the space for most programs",
            "",
            "print it encoded, or give the file a name without spaces",
        )
        .print(url.clone()),
        P::OwnPlaceMissing { expected } => {
            let help = match expected {
                Some(url) => format!("Print in section 1.3: {}", bare(url)),
                None => "Print in section 1.3 the URL at which it will be.".to_owned(),
            };
            Advised::new("", "A reader who has a copy has to find the current edition.", help)
        }
        P::OwnPlaceDiffers { expected, .. } => {
            Advised::new("another place", "", "print the URL of this file, or put the file there").print(expected.clone())
        }
        P::PlainHttp { secure, .. } => {
            Advised::new("without TLS", "Anybody on the way can change what is fetched from here.", "print the https address")
                .print(secure.clone())
        }
        P::NotDiscoverable { role, path, print, usual } => {
            let beside =
                usual.as_ref().map(|name| format!(", or publish it beside the document as {}", bare(name))).unwrap_or_default();
            let help = match print {
                Some(url) => format!("Print its URL: {}{beside}", bare(url)),
                None => format!("Print the URL of {}{beside}", bare(path)),
            };
            Advised::new("", &format!("A reader who has only the document does not find the {}.", thing(*role)), help)
        }
        P::BehindPage { role, file, .. } => {
            let help = match file {
                Some(url) => format!("Print the URL of the {} itself: {}", thing(*role), bare(url)),
                None => format!("Print the URL of the {} itself.", thing(*role)),
            };
            let advised = Advised::new("a page", "A program cannot guess which link of a page is meant.", help);
            match file {
                Some(url) if url.starts_with("https://") => advised.print(url.clone()),
                _ => advised,
            }
        }
        P::KeyPlaceMissing { print } => Advised::new(
            "",
            "A reader cannot verify without the key, and a key that is guessed on a key server may be anybody's.",
            match print {
                Some(url) => format!("Publish the key, and print in section 2.8: The key is available at: {}", bare(url)),
                None => {
                    "Publish the key (gpg --armor --export FINGERPRINT > key.asc), and print its URL in section 2.8.".to_owned()
                }
            },
        ),
        P::KeyIdShort { long, .. } => {
            let advised = Advised::new(
                "32 bits or fewer",
                "Keys with a chosen short Key ID are made in seconds.",
                "print the 64-bit Key ID, or leave it out: the fingerprint is enough",
            );
            match long {
                Some(long) => advised.print(format!("0x{long}")),
                None => advised,
            }
        }
        P::CannotSign { .. } => Advised::new(
            "",
            "",
            "Add a signing subkey (gpg --quick-add-key FINGERPRINT ed25519 sign 2y), or extend the one that expired.",
        ),
        P::OldSelfSignaturesLost { .. } => Advised::new(
            "",
            "Programs that look for a self-signature of a signature's own time refuse older editions.",
            "Import the key file as you published it before, and export again: gpg --import old-key.asc && gpg --armor --export FINGERPRINT > key.asc",
        ),
        P::RevocationUnseen { fingerprint } => {
            Advised::new("", "", format!("gpg keeps one as openpgp-revocs.d/{fingerprint}.rev; keep a copy offline."))
        }
        P::RevocationStaged { .. } => Advised::new("", "", "Remove it from the directory; publish it only to revoke the key."),
        P::SecretKeyStaged { .. } => Advised::new(
            "",
            "Whoever has it can sign and read in your name.",
            "Remove it. If it was ever published, revoke the key now and make a new one.",
        ),
        P::NotConfirmable { .. } => Advised::new(
            "",
            "All that a reader has lies on your own site, and a complete forgery of it looks the same.",
            "Publish the key in a Web Key Directory (gpg-wks-client --install-key) and on keys.openpgp.org, and enter its fingerprint in a directory of teams.",
        ),
        P::ConfirmsOther { .. } => {
            Advised::new("", "A reader takes one of the two for a forgery.", "Upload the current key there, or remove the old one.")
        }
        P::ConfirmationNotAsked { .. } => {
            Advised::new("", "", "Give --live to ask the Web Key Directory and the configured key servers.")
        }
        P::GnuPgRefuses { .. } => {
            Advised::new("", "Most readers have GnuPG.", "See the table below for what to run; then sign again.")
        }
        P::GnuPgNotTried { .. } => Advised::new("", "", "Install gpg to have this checked."),
        P::SectionsComplete
        | P::DatesUnambiguous { .. }
        | P::IdentificationFits { .. }
        | P::ValidityStated
        | P::TlpMarked { .. }
        | P::NoPlaceholder { .. }
        | P::UrlsResolve { .. }
        | P::NoUrls
        | P::OwnPlacePrinted { .. }
        | P::AllHttps { .. }
        | P::Discoverable { .. }
        | P::KeyIdsLong { .. }
        | P::CanSign
        | P::OldSelfSignaturesKept { .. }
        | P::RevokerNamed
        | P::Confirmable { .. }
        | P::GnuPgVerifies { .. }
        | P::NothingSigned => Advised::default(),
    }
}

/// The command that mends what stands in a program's way.
#[must_use]
pub fn mend(cause: RefusalCause) -> &'static str {
    match cause {
        RefusalCause::NoSignature | RefusalCause::BadSignature => "gpg --armor --detach-sign --digest-algo SHA512 FILE",
        RefusalCause::NoKey => "gpg --armor --export FINGERPRINT > key.asc",
        RefusalCause::KeyExpired => "gpg --quick-set-expire FINGERPRINT 2y",
        RefusalCause::KeyRevoked => "gpg --quick-gen-key 'TEAM <address>' ed25519 sign 2y",
        RefusalCause::Weak => "gpg --cert-digest-algo SHA512 --quick-set-expire FINGERPRINT 2y",
        RefusalCause::Unsupported => "gpg --quick-gen-key 'TEAM <address>' ed25519 sign 2y",
        RefusalCause::Other => "see the findings above",
    }
}
