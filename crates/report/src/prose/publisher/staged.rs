//! What a team is told about what only the staged directory shows.

use bonafide_model::claims::UrlRole;
use bonafide_model::evidence::AttemptRole;
use bonafide_model::judgement::{ConfirmationGap, Publishing};

use super::Advised;
use crate::prose::commands::Commands;
use crate::prose::phrase::bare;
use crate::prose::publishing::thing;

pub(super) fn advised(said: &Publishing, run: &Commands) -> Advised {
    use Publishing as P;
    match said {
        P::SectionsMissing { .. } => Advised::new(
            "",
            "Readers look for what they need under the headings of the outline (RFC 2350, Appendix D).",
            "Add the sections. Where there is nothing to say, say so: \"None.\"",
        ),
        P::SectionEmpty { .. } => Advised::new("this section is empty", "", "Write something here, if only \"None.\""),
        P::DateAmbiguous { candidates, .. } => {
            let all: Vec<String> = candidates.iter().map(ToString::to_string).collect();
            let advised = Advised::new(
                "day and month, or month and day?",
                "Readers in other countries read another day.",
                format!("Print the one that you mean: {}", all.join(" or ")),
            );
            match all.as_slice() {
                [one] => advised.print(one.clone()),
                _ => advised,
            }
        }
        P::DateImpossible { .. } => {
            Advised::new("this day does not exist", "", "Print the date as year-month-day, such as 2026-03-02.")
        }
        P::DatesDisagree { .. } => Advised::new(
            "one date of the last update",
            "A reader cannot tell which edition this is.",
            "Print the same day in both places.",
        )
        .beside("another date"),
        P::NoUpdateDate => Advised::new(
            "",
            "A reader has to tell this edition from the one before it (RFC 2350, \"Date of Last Update\").",
            "Print it in section 1.1: \"This is version 1.0, published on 2026-03-02.\"",
        ),
        P::NoVersion => Advised::new(
            "",
            "Peers refer to an edition by its version.",
            "Print it in section 1.1: \"This is version 1.0, published on 2026-03-02.\"",
        ),
        P::VersionsDisagree { .. } => {
            Advised::new("one version", "A reader cannot tell which edition this is.", "Print the same version in both places.")
                .beside("another version")
        }
        P::VersionInName { .. } => Advised::new(
            "the printed version",
            "A link with an old version in it looks like an old document.",
            "Give the file a name that never changes, such as rfc2350.pdf, or name it after its version.",
        ),
        P::ValidityMissing => Advised::new(
            "",
            "A reader has to know whether an old copy is still valid.",
            "Print beside the version, in section 1.1 or 1.5: \"Expiration: this document is valid until superseded by a later version.\"",
        ),
        P::TlpMissing => Advised::new(
            "",
            "Peers treat unmarked documents as confidential, or do not use them at all.",
            "Print TLP:CLEAR on the first page.",
        ),
        P::TlpOld { .. } => {
            Advised::new("a label of TLP 1.0", "TLP 2.0 calls it CLEAR.", "print the label of TLP 2.0")
                .print("TLP:CLEAR")
        }
        P::TlpRestricts { .. } => Advised::new(
            "this restricts who may read the document",
            "Everybody can read what is on the web.",
            "print TLP:CLEAR, or do not publish it",
        )
        .print("TLP:CLEAR"),
        P::Placeholder { .. } => {
            Advised::new("left over", "It tells readers that nobody has reviewed the document.", "Fill it in, or remove it.")
        }

        P::UrlMissing { url, role, path, instead } => {
            Advised::new("no such file", "", missing(url, *role, path, instead.as_deref(), run))
        }
        P::UrlLeadsOut { .. } => {
            Advised::new("not in the directory", "A file that is not staged was not checked.", "Put the file itself into the directory.")
        }
        P::UrlGone { .. } => Advised::new("nothing is there", "", "Fix the URL, or put the file there."),
        P::UrlNotReached { .. } => Advised::new("could not be reached", "", "Run again later."),
        P::UrlsNotAsked { base_known: false, guess, .. } => Advised::new(
            "",
            "Without it the check does not know which file each URL will lead to.",
            match guess {
                Some(guess) => {
                    format!("Say where the directory will be on the web; the printed URLs suggest --base-url {}", bare(guess))
                }
                None => "Say where the directory will be on the web: --base-url https://www.team.example/".to_owned(),
            },
        ),
        P::UrlsNotAsked { base_known: true, .. } => Advised::new("", "", "Give --live to check them."),
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
        P::OwnPlaceDiffers { base: Some(base), .. } => Advised::new(
            "another place",
            "",
            format!(
                "Check --base-url: the printed URLs suggest that the directory will be at {}. If it will not be there, print where this file will be.",
                bare(base)
            ),
        ),
        P::OwnPlaceDiffers { expected, base: None, .. } => {
            Advised::new("another place", "", "print the URL of this file, or put the file there").print(expected.clone())
        }
        P::PlainHttp { secure, .. } => {
            Advised::new("without TLS", "Anybody on the network path can change what is fetched from here.", "print the https:// URL")
                .print(secure.clone())
        }
        P::NotDiscoverable { role, path, print, usual, elsewhere } => {
            let beside =
                usual.as_ref().map(|name| format!(", or publish it beside the document as {}", bare(name))).unwrap_or_default();
            let (section, words) = match role {
                AttemptRole::Signature => ("1.4", "The signature is available at:"),
                AttemptRole::Key => ("2.8", "The key is available at:"),
                _ => ("1.5", "SHA-256:"),
            };
            let base = elsewhere.as_ref().and_then(|url| url.strip_suffix(path.as_str())).filter(|base| base.ends_with('/'));
            let help = match (print, base) {
                (_, Some(base)) => format!(
                    "Check --base-url: the printed URLs suggest that the directory will be at {}. If it will not be there, print in section {section} where the file will be{beside}.",
                    bare(base)
                ),
                (Some(url), None) => format!("Print in section {section}: \"{words} {}\"{beside}", bare(url)),
                (None, None) => format!("Print in section {section} \"{words}\" and the URL of {}{beside}", bare(path)),
            };
            Advised::new("", &format!("A reader who has only the document cannot find the {}.", thing(*role)), help)
        }
        P::BehindPage { role, file, .. } => {
            let help = match file {
                Some(url) => format!("Print the URL of the {} itself: {}", thing(*role), bare(url)),
                None => format!("Print the URL of the {} itself.", thing(*role)),
            };
            let advised = Advised::new("a page", "A program cannot guess which link on a page is meant.", help);
            match file {
                Some(url) if url.starts_with("https://") => advised.print(url.clone()),
                _ => advised,
            }
        }
        P::KeyPlaceMissing { print } => Advised::new(
            "",
            "A reader cannot verify without the key, and a key found by guessing on a key server may be anybody's.",
            match print {
                Some(url) => format!("Publish the key, and print in section 2.8: The key is available at: {}", bare(url)),
                None => {
                    format!("Publish the key, and print in section 2.8 \"The key is available at:\" and its URL: {}", run.export())
                }
            },
        ),
        P::GivenKeyNotPrinted { given, .. } => Advised::new(
            "this is the fingerprint of another key",
            "Readers compare this fingerprint, so your own key would look like somebody else's.",
            "print the fingerprint of your key, or give the key that is printed with --key",
        )
        .print(given.spaced()),
        P::FingerprintMisprinted { staged, .. } => Advised::new(
            "the staged key has another fingerprint",
            "Readers compare this fingerprint digit by digit, so your own key looks like somebody else's.",
            "Copy the fingerprint from the key.",
        )
        .print(staged.spaced()),
        P::UserIdNotOnKey { user_ids, nearly, .. } => {
            let advised = Advised::new(
                "the staged key has no such User ID",
                "Readers search for the key by this User ID, and find another one or none.",
                "Print a User ID as the key has it, or add this one to the key (gpg --quick-add-uid)",
            );
            match nearly.as_ref().or(user_ids.first()) {
                Some(own) => advised.print(own.clone()),
                None => advised,
            }
        }
        P::EmbeddedKeyBroken { .. } => Advised::new(
            "this key is damaged",
            "Readers take the key from here.",
            format!("Replace the whole block, or leave it out and print the URL of the key: {}", run.show_armor()),
        ),
        P::EmbeddedKeyOnOneLine => Advised::new(
            "its lines were joined",
            "Readers take the key from here.",
            format!(
                "Replace the block line by line, as this command shows it (in a web page inside <pre>), or leave it out and print the URL of the key: {}",
                run.show_armor()
            ),
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
            format!(
                "Add a signing subkey: {}. Or extend the one that expired: {}",
                run.add_subkey("ed25519", "sign"),
                run.extend()
            ),
        ),
        P::OldSelfSignaturesLost { .. } => Advised::new(
            "",
            "Programs that want a self-signature from a signature's own time refuse older editions.",
            format!(
                "Import the key file as you published it before, and export it again: {}. For the bindings of a signing subkey, of which gpg keeps only the newest: {}",
                run.merge_older(),
                run.merge_older_subkeys()
            ),
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
            "Everything that a reader has is on your own site, and a complete forgery of it looks the same.",
            "Publish the key in a Web Key Directory (gpg-wks-client --install-key) and on keys.openpgp.org, and enter its fingerprint in a directory of teams.",
        ),
        P::ConfirmsOther { .. } => {
            Advised::new("", "A reader takes one of the two for a forgery.", "Upload the current key there, or remove the old one.")
        }
        P::ConfirmationNotAsked { why: ConfirmationGap::NotLive } => {
            Advised::new("", "", "Give --live to ask the Web Key Directory and the configured key servers.")
        }
        P::ConfirmationNotAsked { why: ConfirmationGap::NoAddress } => {
            Advised::new("", "Readers look up the key by the team's address.", "Print the team's e-mail address in section 2.7.")
        }
        P::ConfirmationNotAsked { why: ConfirmationGap::NotAKey { .. } } => {
            Advised::new("", "", "Publish the key there, or remove what is there now.")
        }
        P::ConfirmationNotAsked { why: ConfirmationGap::NotReached { .. } } => Advised::new("", "", "Run again later."),
        P::GnuPgRefuses { .. } => {
            Advised::new("", "Most readers have GnuPG.", "Run the command below the table, then sign again.")
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

/// What to do about a printed place of the directory where nothing is.
fn missing(url: &str, role: UrlRole, path: &str, instead: Option<&str>, run: &Commands) -> String {
    let path = bare(path);
    match (role, instead) {
        (_, Some(instead)) => {
            let base = url.strip_suffix(instead).filter(|base| base.ends_with('/'));
            let base = base
                .map(|base| format!(" Or check whether --base-url should be {}.", bare(base)))
                .unwrap_or_default();
            format!(
                "Move {} to {path}, or print the URL of the place where it is.{base}",
                bare(instead)
            )
        }
        (UrlRole::Signature, None) => {
            format!("Make the signature there, or fix the URL: {}", run.detach())
        }
        (UrlRole::Checksum, None) => format!(
            "Make the checksum there, or fix the URL: {}",
            run.checksum()
        ),
        (UrlRole::Key, None) => format!("Put the key there, or fix the URL: {}", run.export()),
        (UrlRole::Document, None) => {
            format!("Stage the document as {path}, or print the URL of the place where it is.")
        }
        (UrlRole::Keyserver | UrlRole::Other, None) => {
            format!(
                "Stage the file as {path}, or fix the URL. If it is on the web already, give --live to check it there."
            )
        }
    }
}
