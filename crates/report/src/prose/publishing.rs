//! What was found about a directory that is about to be published, one sentence per statement.

use bonafide_model::claims::UrlRole;
use bonafide_model::evidence::AttemptRole;
use bonafide_model::judgement::{ConfirmationGap, MissingPiece, Publishing, VerifierAnswer};
use bonafide_model::publishing::Verifier;

use super::anchor::confirmed;
use super::attempt::leads_out;
use super::key::key;
use super::phrase::{bare, because, count, day, list, quoted};

/// What was found, in one sentence.
pub(super) fn message(said: &Publishing) -> String {
    use Publishing as P;
    match said {
        P::SectionsComplete => "Every section of the RFC 2350 outline is there and has text.".to_owned(),
        P::SectionsMissing { sections } => {
            let all: Vec<String> = sections.iter().map(|(number, title)| format!("{number} {title}")).collect();
            let what = if all.len() == 1 { "A section" } else { "Sections" };
            format!("{what} of the RFC 2350 outline cannot be found: {}.", list(&all))
        }
        P::SectionEmpty { number, heading } => format!("Section {number} is empty: {}.", quoted(heading)),

        P::DatesUnambiguous { count: n } => format!("{} printed, each with one reading.", count(*n, "date")),
        P::DateAmbiguous { printed, candidates } => {
            let all: Vec<String> = candidates.iter().map(ToString::to_string).collect();
            format!("The date {} can be read as {}.", quoted(printed), all.join(" or "))
        }
        P::DateImpossible { printed } => format!("The date {} does not exist, or is not understood.", quoted(printed)),
        P::DatesDisagree { first, other } => {
            format!("The document says in one place that it was last updated on {first}, and in another on {other}.")
        }
        P::NoUpdateDate => "The document does not say when it was last updated.".to_owned(),
        P::IdentificationFits { version } => match version {
            Some(version) => format!("What the document prints about itself agrees: version {}.", bare(version)),
            None => "What the document prints about itself agrees.".to_owned(),
        },
        P::NoVersion => "The document prints no version.".to_owned(),
        P::VersionsDisagree { first, other } => {
            format!("The document calls itself version {} and version {}.", bare(first), bare(other))
        }
        P::VersionInName { file, named, printed } => {
            format!(
                "The file is named {}, as if it were version {}, but prints version {}.",
                bare(file),
                bare(named),
                bare(printed)
            )
        }
        P::ValidityStated => "The document says how long it is valid.".to_owned(),
        P::ValidityMissing => "The document does not say how long it is valid.".to_owned(),
        P::TlpMarked { word } => format!("The document is marked {}.", bare(word)),
        P::TlpMissing => "The document has no Traffic Light Protocol (TLP) label.".to_owned(),
        P::TlpOld { word } => format!("The document is marked {}, a label of TLP version 1.", bare(word)),
        P::TlpRestricts { word } => format!("The document is marked {}, but is about to be published.", bare(word)),
        P::NoPlaceholder { whole_text: true } => "No template text is left.".to_owned(),
        P::NoPlaceholder { whole_text: false } => {
            "No template text is left in the headings and values; the rest of the text was not searched in this format.".to_owned()
        }
        P::Placeholder { printed } => format!("This looks like template text: {}.", quoted(printed)),

        P::UrlsResolve { count: n } => format!("{} printed, and each of them works.", count(*n, "URL")),
        P::NoUrls => "No URL is printed.".to_owned(),
        P::UrlMissing { url, role, path, .. } => {
            format!("{} leads to {}, but the staged directory has no such file{}.", bare(url), bare(path), purpose(*role))
        }
        P::UrlLeadsOut { url, how } => format!("{} leads out of the staged directory: {}.", bare(url), leads_out(*how)),
        P::UrlGone { url, role, why } => format!("{} leads to nothing{}{}.", bare(url), because(why), purpose(*role)),
        P::UrlNotReached { url, why } => format!("{} could not be reached: {}.", bare(url), bare(why)),
        P::UrlsNotAsked { urls, .. } => {
            format!("These URLs are outside the staged directory and were not checked: {}.", list(urls))
        }
        P::UrlMisprinted { printed, .. } => {
            format!("This URL contains a space, where programs stop reading: {}.", quoted(printed))
        }
        P::OwnPlacePrinted { url } => format!("The document says that it is published at {}.", bare(url)),
        P::OwnPlaceMissing { .. } => "The document does not say where it is published.".to_owned(),
        P::OwnPlaceDiffers { printed, expected, .. } => {
            format!("The document says that it is published at {}, but it will be at {}.", list(printed), bare(expected))
        }
        P::AllHttps { count: n } => format!("{} printed, and all of them use TLS.", count(*n, "URL")),
        P::PlainHttp { url, .. } => format!("{} is fetched without TLS.", bare(url)),
        P::Discoverable { found } if found.is_empty() => "There is no file beside the document.".to_owned(),
        P::Discoverable { found } => {
            let all: Vec<String> = found.iter().map(|(role, path)| format!("{} {path}", role.as_str())).collect();
            format!("From the document alone a stranger finds: {}.", list(&all))
        }
        P::NotDiscoverable { role, path, elsewhere: Some(url), .. } => {
            format!("{} is the {}, but the document leads to another place for it: {}.", bare(path), thing(*role), bare(url))
        }
        P::NotDiscoverable { role, path, elsewhere: None, .. } => {
            format!("{} is the {}, but nothing in the document leads to it.", bare(path), thing(*role))
        }
        P::BehindPage { role, url, .. } => {
            format!("{} is printed as the {}, but is a page on which a person may find it.", bare(url), thing(*role))
        }
        P::KeyPlaceMissing { .. } => "The document prints a fingerprint, but does not say where the key is.".to_owned(),

        P::GivenKeyNotPrinted { given, origin } => {
            format!("Your key from {} is {}, but the document does not print it.", bare(origin), given.spaced())
        }
        P::FingerprintMisprinted { printed, staged, origin, digits } => {
            let how = match digits.as_slice() {
                [] => format!("{} digits instead of {}", printed.chars().count(), staged.as_str().len()),
                [one] => format!("digit {one} is wrong"),
                several => {
                    let numbers: Vec<String> = several.iter().map(u32::to_string).collect();
                    format!("digits {} are wrong", numbers.join(", "))
                }
            };
            format!(
                "The fingerprint of the staged key ({}) is misprinted: {how}. The key is {}.",
                bare(origin),
                staged.spaced()
            )
        }
        P::UserIdNotOnKey { printed, user_ids, nearly: None } => {
            format!("The staged key does not have the printed User ID {}; it has {}.", quoted(printed), list(user_ids))
        }
        P::UserIdNotOnKey { printed, nearly: Some(nearly), .. } => {
            format!("The printed User ID {} has another name on the staged key: {}.", quoted(printed), quoted(nearly))
        }
        P::EmbeddedKeyBroken { why } => format!("The key in the document cannot be read: {}.", bare(why)),
        P::EmbeddedKeyOnOneLine => "The key in the document stands on one line, so programs cannot import it.".to_owned(),
        P::KeyIdsLong { count: n } => format!("{} printed, each with 64 bits.", count(*n, "Key ID")),
        P::KeyIdShort { digits, .. } => {
            format!("Key ID 0x{} has {} bits; anybody can make another key with the same Key ID.", bare(digits), digits.len() * 4)
        }
        P::CanSign => "The key can sign.".to_owned(),
        P::CannotSign { subkey: None, why } => format!("The key cannot sign: {}.", bare(&key(why))),
        P::CannotSign { subkey: Some(subkey), why } => {
            format!("The key cannot sign: {}.", bare(&format!("the signing subkey {subkey}: {}", key(why))))
        }
        P::OldSelfSignaturesKept { created } => {
            format!("The key still has its self-signatures from {} on, when it was made.", day(*created))
        }
        P::OldSelfSignaturesLost { created, oldest } => format!(
            "The key was made on {}, but has no self-signature from before {}: some programs cannot verify what it signed in between.",
            day(*created),
            day(*oldest)
        ),
        P::RevokerNamed => "The key names another key that may revoke it.".to_owned(),
        P::RevocationUnseen { .. } => {
            "What you publish does not show whether you can revoke the key: check that you have its revocation certificate."
                .to_owned()
        }
        P::RevocationStaged { path } => {
            format!("{} revokes a key: whoever finds it can take that key out of use.", bare(path))
        }
        P::SecretKeyStaged { path } => format!("{} is a secret key, and is about to be published.", bare(path)),
        P::Confirmable { anchors, urls } => {
            let anchors = anchors.iter().map(|(kind, how)| match how {
                Some(how) => format!("{} ({})", kind.as_str(), confirmed(how)),
                None => kind.as_str().to_owned(),
            });
            let sources: Vec<String> = anchors.chain(urls.iter().cloned()).collect();
            format!("A stranger finds the key confirmed by: {}.", list(&sources))
        }
        P::NotConfirmable { asked } => format!("No source outside your site knows the key; asked: {}.", list(asked)),
        P::ConfirmsOther { source } => format!("{} gives another key for your address.", bare(source)),
        P::ConfirmationNotAsked { why } => {
            format!("Whether a source outside your site confirms the key is not known: {}.", gap(why))
        }

        P::GnuPgVerifies { version } => format!("GnuPG {} accepts the key and calls the signature good.", bare(version)),
        P::GnuPgRefuses { version, why } => {
            format!("GnuPG {} does not accept the signature: {}.", bare(version), bare(&answer(Verifier::GnuPg, why)))
        }
        P::GnuPgNotTried { why } => format!("GnuPG could not be tried: {}.", bare(&answer(Verifier::GnuPg, why))),
        P::NothingSigned => "There is no signature, or no key, to try it with.".to_owned(),
    }
}

/// What a program that verifies says, in a few words. They may be somebody else's, and are not
/// escaped.
pub fn answer(verifier: Verifier, says: &VerifierAnswer) -> String {
    use VerifierAnswer as A;
    let is_gnupg = verifier == Verifier::GnuPg;
    match says {
        A::Told(words) => return words.clone(),
        A::Verdict(verdict, Some(why)) => {
            return format!("{} ({})", verdict.as_str(), why.as_str());
        }
        A::Verdict(verdict, None) => verdict.as_str(),
        A::Good if is_gnupg => "good signature",
        A::Good => "good",
        A::BadSignature => "bad signature",
        A::GoodByRevokedKey => "good signature by a revoked key",
        A::GoodByExpiredKey => "good signature by an expired key",
        A::SignatureExpired => "the signature has expired",
        A::NoKey if is_gnupg => "it does not have the key that signed",
        A::NoKey => "the key is not at hand",
        A::NotChecked => "it cannot check the signature",
        A::NoSignature if is_gnupg => "it finds no signature",
        A::NoSignature => "no signature",
        A::KeyNotImported => "it cannot import the key",
        A::NotGood => "it does not call the signature good",
        A::NotInstalled => "gpg is not installed",
        A::TooSlow(seconds) => return format!("gpg took longer than {seconds} s"),
        A::NothingToTry(MissingPiece::Document) => "there is no document",
        A::NothingToTry(MissingPiece::Signature) => "nothing to try: no signature is staged",
        A::NothingToTry(MissingPiece::Key) => "nothing to try: no key is staged",
        A::NothingToTry(MissingPiece::SignatureOrKey) => {
            "nothing to try: no signature or no key is staged"
        }
    }
    .to_owned()
}

fn gap(why: &ConfirmationGap) -> String {
    match why {
        ConfirmationGap::NotLive => "--live was not given".to_owned(),
        ConfirmationGap::NoAddress => "the document prints no address to ask for".to_owned(),
        ConfirmationGap::NotAKey { url } => format!("{} did not answer with a key", bare(url)),
        ConfirmationGap::NotReached { url, why } => {
            format!("{} could not be reached: {}", bare(url), bare(why))
        }
    }
}

pub(super) fn thing(role: AttemptRole) -> &'static str {
    match role {
        AttemptRole::Document => "document",
        AttemptRole::Signature => "signature",
        AttemptRole::Checksum => "checksum",
        AttemptRole::Key => "key",
        AttemptRole::Page => "page",
        AttemptRole::Revocation => "revocation",
        AttemptRole::Archive => "capture in a web archive",
        AttemptRole::SecurityTxt => "security.txt",
        AttemptRole::Csaf => "CSAF metadata",
        AttemptRole::Registration => "registration of the domain",
    }
}

fn purpose(role: UrlRole) -> &'static str {
    match role {
        UrlRole::Document => "; it is printed as the document's own place",
        UrlRole::Signature => "; it is printed as the signature's place",
        UrlRole::Checksum => "; it is printed as the checksum's place",
        UrlRole::Key => "; it is printed as the key's place",
        UrlRole::Keyserver | UrlRole::Other => "",
    }
}
