//! Commands that fix something, with the team's own names and key in them, so that they can be
//! pasted.
//!
//! Nothing here pins or trusts a key: these are commands of the key's owner, about what the owner
//! publishes.

use bonafide_model::claims::{EmailRole, UrlRole};
use bonafide_model::evidence::{Attempt, AttemptResult, AttemptRole, OriginKind, encoded_path};
use bonafide_model::judgement::{CertificateReport, CheckId, Severity, SignatureKind};
use bonafide_model::publishing::{
    Advice, CheckedProfile, RefusalCause, Resolution, SelfcheckReport,
};

use crate::escape;
use crate::selfcheck::file_of;
use crate::shell::{quoted, word};

/// What the commands are about. Where nothing is known, a word in capitals says what to put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commands {
    /// The document's folder as one would write it, with `/` at its end; empty for the current one.
    folder: String,
    /// The name of the document's file.
    name: String,
    /// The fingerprint of the key at hand.
    key: Option<String>,
    /// What the team calls itself, and where it wants mail, as the document prints both.
    team: Option<String>,
    address: Option<String>,
    /// The subkeys of the key at hand.
    subkeys: Vec<String>,
    /// Where the key's file is, or should be.
    key_file: String,
    /// Whether it is there.
    key_is_staged: bool,
    /// Where the signature is printed to be or lies, if that is not beside the document.
    signature: Option<String>,
    /// The URL that a signature beside the document will have, where the document prints none yet.
    signature_url: Option<String>,
    /// Where the checksum is printed to be, if anywhere.
    checksum: Option<String>,
    /// Whether there is a checksum at all.
    has_checksum: bool,
    /// Whether the document stands inside of its signature.
    is_framed: bool,
    /// Whether places on the web were asked.
    is_live: bool,
}

impl Commands {
    /// For one profile of a directory.
    #[must_use]
    pub fn of(report: &SelfcheckReport, profile: &CheckedProfile) -> Self {
        let file = file_of(&report.subject, &profile.path);
        let root = file.strip_suffix(profile.path.as_str()).unwrap_or_default();
        let (folder, name) = file
            .rsplit_once('/')
            .map_or(("", file.as_str()), |(folder, name)| (folder, name));
        let folder = if file.contains('/') {
            format!("{folder}/")
        } else {
            String::new()
        };
        let staged = |role| place_of(profile, role).map(|path| format!("{root}{path}"));
        let key = profile.assessment.key.fingerprint.as_ref();
        let prints_signature = profile
            .urls
            .iter()
            .any(|url| url.role == UrlRole::Signature);
        let beside = profile
            .base_url
            .as_ref()
            .map(|base| format!("{base}{}.asc", encoded_path(&profile.path)));
        // A revoked key is of no use in any command.
        let certificates = &profile.assessment.certificates;
        let is_given = |known: &&CertificateReport| {
            known.origin.kind == OriginKind::Flag && known.revoked.is_none()
        };
        let mut given = certificates.iter().filter(is_given);
        // The team says which one is its own, also where another one is printed.
        let given = given.next().filter(|_| given.next().is_none());
        let certificate = given.or_else(|| {
            let key = key?;
            certificates
                .iter()
                .find(|known| known.fingerprint == *key && known.revoked.is_none())
        });
        // Where the printed fingerprint has a slip, the only staged key is meant.
        let certificate = certificate.or(match certificates.as_slice() {
            [only] => Some(only).filter(|only| only.revoked.is_none()),
            _ => None,
        });
        let found = |role: AttemptRole| {
            let got = |attempt: &&Attempt| {
                attempt.role == role
                    && attempt.result == AttemptResult::Got
                    && !attempt.url.contains("://")
            };
            profile
                .assessment
                .attempts
                .iter()
                .find(got)
                .map(|attempt| format!("{root}{}", attempt.url))
        };
        let key_is_staged = found(AttemptRole::Key).is_some();
        let key_file = staged(UrlRole::Key).or_else(|| found(AttemptRole::Key));
        // Where one lies elsewhere, that one is replaced: two would contradict each other.
        let signature = staged(UrlRole::Signature).or_else(|| found(AttemptRole::Signature));
        let (team, address) = printed_team(profile);
        Self {
            team,
            address,
            key: certificate.map(|known| known.fingerprint.as_str().to_owned()),
            subkeys: certificate
                .into_iter()
                .flat_map(|known| &known.subkeys)
                .map(|key| key.as_str().to_owned())
                .collect(),
            key_is_staged,
            key_file: key_file.unwrap_or_else(|| format!("{folder}key.asc")),
            signature: signature.filter(|path| *path != format!("{file}.asc")),
            signature_url: beside.filter(|_| !prints_signature),
            is_framed: profile
                .assessment
                .signatures
                .iter()
                .any(|one| one.kind == SignatureKind::Cleartext),
            is_live: report.live,
            has_checksum: staged(UrlRole::Checksum)
                .or_else(|| found(AttemptRole::Checksum))
                .is_some(),
            checksum: staged(UrlRole::Checksum).or_else(|| found(AttemptRole::Checksum)),
            name: name.to_owned(),
            folder,
        }
    }

    /// Signs the document as it is signed now: with the signature around it, or as
    /// [`Self::detach`].
    pub(super) fn sign(&self) -> String {
        if !self.is_framed {
            return self.detach();
        }
        // The text as it was before it was framed; only its author knows where that is.
        let file = word(&format!("{}{}", self.folder, self.name));
        format!(
            "gpg {}--digest-algo SHA512 --output {file} --clear-sign TEXT",
            self.who()
        )
    }

    /// Makes a signature of its own, where the document says that it is, or beside the document.
    pub(super) fn detach(&self) -> String {
        let who = self.who();
        let output = self
            .signature
            .as_ref()
            .map(|path| format!("--output {} ", word(path)))
            .unwrap_or_default();
        format!(
            "gpg {who}--armor {output}--detach-sign --digest-algo SHA512 {}",
            word(&format!("{}{}", self.folder, self.name))
        )
    }

    /// What to do about a place on the web that nobody asked, or that did not answer.
    pub(super) fn ask_again(&self) -> &'static str {
        match self.is_live {
            true => "run again later",
            false => "give --live",
        }
    }

    /// The URL to print for a signature that is made beside the document.
    pub(super) fn signature_url(&self) -> Option<String> {
        self.signature_url.clone()
    }

    /// Makes the checksum file, in which the document goes by its bare name.
    pub(super) fn checksum(&self) -> String {
        let name = word(&self.name);
        let output = self
            .checksum
            .clone()
            .unwrap_or_else(|| format!("{}{}.sha256", self.folder, self.name));
        // Nothing that is there is written over.
        let aside = match self.has_checksum {
            true => format!(
                "mv {} {} && ",
                word(&output),
                word(&format!("{output}.old"))
            ),
            false => String::new(),
        };
        match self.folder.as_str() {
            "" => format!("{aside}sha256sum {name} > {}", word(&output)),
            folder => format!(
                "{aside}(cd {} && sha256sum {name}) > {}",
                word(folder),
                word(&output)
            ),
        }
    }

    /// Shows the public key.
    pub(super) fn show_armor(&self) -> String {
        format!("gpg --armor --export {}", self.key())
    }

    /// Writes the public key to where it is published.
    pub(super) fn export(&self) -> String {
        // gpg asks before it writes over a file that is there; a shell does not, and leaves an
        // empty one where gpg knows no such key.
        format!(
            "gpg --armor --output {} --export {}",
            word(&self.key_file),
            self.key()
        )
    }

    /// Moves the expiry of the key and its subkeys, and exports it.
    pub(super) fn extend(&self) -> String {
        self.set_expiry("")
    }

    /// Makes all self-signatures anew with a strong hash, and exports the key.
    pub(super) fn refresh(&self) -> String {
        self.set_expiry("--cert-digest-algo SHA512 ")
    }

    /// New self-signatures with a new expiry. The star stands for subkeys that have not expired
    /// (gpg, "--quick-set-expire"), so that where they are known each is named.
    fn set_expiry(&self, options: &str) -> String {
        let key = self.key();
        let set = format!("gpg {options}--quick-set-expire {key} 2y");
        let subkeys = match (&self.key, self.subkeys.len()) {
            (Some(_), 0) => String::new(),
            (Some(_), 1..=MAX_SUBKEYS) => format!(" && {set} {}", self.subkeys.join(" ")),
            _ => format!(" && {set} '*'"),
        };
        format!("{set}{subkeys} && {}", self.export_with_older())
    }

    /// The same after the self-signatures changed. GnuPG drops the older ones, which older
    /// signatures rest on; the staged file still has them.
    fn export_with_older(&self) -> String {
        match self.key_is_staged {
            true => format!("gpg --import {} && {}", word(&self.key_file), self.export()),
            false => self.export(),
        }
    }

    /// Adds an address to the key.
    pub(super) fn add_user_id(&self) -> String {
        format!(
            "gpg --quick-add-uid {} {} && {}",
            self.key(),
            self.user_id(),
            self.export()
        )
    }

    /// Adds a subkey of this algorithm for this use.
    pub(super) fn add_subkey(&self, algorithm: &str, usage: &str) -> String {
        format!(
            "gpg --quick-add-key {} {algorithm} {usage} 2y && {}",
            self.key(),
            self.export()
        )
    }

    /// Shows the fingerprint to print.
    pub(super) fn show(&self) -> String {
        format!(
            "gpg --fingerprint {}",
            self.key.clone().unwrap_or_else(|| self.mail())
        )
    }

    /// Shows the Key ID to print.
    pub(super) fn show_long(&self) -> String {
        format!(
            "gpg --keyid-format long --list-keys {}",
            self.key.clone().unwrap_or_else(|| self.mail())
        )
    }

    /// Brings the self-signatures back that an older export still has. GnuPG does so for the
    /// primary key only.
    pub(super) fn merge_older(&self) -> String {
        format!("gpg --import old-key.asc && {}", self.export())
    }

    /// The same, also for the bindings of subkeys.
    pub(super) fn merge_older_subkeys(&self) -> String {
        format!(
            "sq keyring merge --output new-key.asc old-key.asc {}",
            word(&self.key_file)
        )
    }

    /// What to run after the document was changed for the last time; nothing where there is no
    /// reason to change it.
    #[must_use]
    pub fn after_changes(&self, profile: &CheckedProfile) -> Vec<String> {
        // What did not answer, and what others say of the key, is no reason to sign again.
        let is_wanted = |advice: &Advice| {
            advice.is_open()
                && advice.finding.severity != Severity::Note
                && advice.finding.check != CheckId::AnchorIsIndependent
                && !super::is_outage(&advice.finding.detail)
        };
        if !profile.advice.iter().any(is_wanted) {
            return Vec::new();
        }
        let checksum = self.has_checksum.then(|| self.checksum());
        std::iter::once(self.sign()).chain(checksum).collect()
    }

    /// Commands with which more than one finding is fixed.
    #[must_use]
    pub fn repeated(&self) -> Vec<String> {
        vec![
            self.sign(),
            self.detach(),
            self.checksum(),
            self.export(),
            self.extend(),
            self.refresh(),
            self.new_key(),
            self.add_user_id(),
            self.show(),
            self.show_long(),
            self.show_armor(),
        ]
    }

    /// The command that fixes what a program refuses.
    #[must_use]
    pub fn fix(&self, cause: RefusalCause) -> String {
        match cause {
            RefusalCause::NoSignature | RefusalCause::BadSignature => self.sign(),
            RefusalCause::NoKey => self.export(),
            RefusalCause::KeyExpired => self.extend(),
            RefusalCause::KeyRevoked | RefusalCause::Unsupported => self.new_key(),
            RefusalCause::Weak => self.refresh(),
            RefusalCause::Other => "see the findings above".to_owned(),
        }
    }

    fn who(&self) -> String {
        self.key
            .as_ref()
            .map(|key| format!("--local-user {key} "))
            .unwrap_or_default()
    }

    /// Makes a key that can sign and be encrypted to.
    pub(super) fn new_key(&self) -> String {
        format!("gpg --quick-gen-key {} default default 2y", self.user_id())
    }

    /// The key at hand; gpg finds one by its address too.
    fn key(&self) -> String {
        self.key
            .clone()
            .or_else(|| self.address.as_deref().map(word))
            .unwrap_or_else(|| "FINGERPRINT".to_owned())
    }

    fn mail(&self) -> String {
        self.address
            .as_deref()
            .map_or_else(|| "ADDRESS".to_owned(), word)
    }

    fn user_id(&self) -> String {
        let (team, address) = (
            self.team.as_deref().unwrap_or("TEAM"),
            self.address.as_deref().unwrap_or("ADDRESS"),
        );
        quoted(&format!("{team} <{address}>"))
    }
}

/// The team's name and address as printed where a person sees them, fit for a User ID.
fn printed_team(profile: &CheckedProfile) -> (Option<String>, Option<String>) {
    let Some(read) = &profile.assessment.profile else {
        return (None, None);
    };
    let fit = |text: &str| {
        text.chars()
            .all(|c| !escape::draws_nothing(c) && !"<>\"\\".contains(c))
            && text.len() <= 80
    };
    let names = [&read.team_short_name, &read.team_name]
        .into_iter()
        .flatten()
        .filter(|claim| claim.is_visible());
    let name = names
        .map(|claim| claim.value.trim().to_owned())
        .find(|name| !name.is_empty() && fit(name));
    let emails = read
        .claims
        .emails
        .iter()
        .filter(|claim| claim.is_visible() && claim.not_judged.is_none());
    let own = |role: EmailRole| matches!(role, EmailRole::Contact | EmailRole::Key);
    let address = emails
        .filter(|claim| own(claim.value.role))
        .map(|claim| claim.value.address.clone())
        .find(|text| fit(text));
    (name, address)
}

/// More subkeys make a command that nobody pastes.
const MAX_SUBKEYS: usize = 8;

/// The place in the tree that the document prints for it, unless a page is there.
fn place_of(profile: &CheckedProfile, role: UrlRole) -> Option<&str> {
    profile
        .urls
        .iter()
        .filter(|url| url.role == role)
        .find_map(|url| match &url.resolution {
            Resolution::Staged { path, page: false } => Some(path.as_str()),
            // Servers show a page for a folder.
            Resolution::Missing { path, .. } if !path.ends_with("index.html") => {
                Some(path.as_str())
            }
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commands(folder: &str, name: &str) -> Commands {
        Commands {
            folder: folder.to_owned(),
            name: name.to_owned(),
            key: None,
            team: None,
            address: None,
            subkeys: Vec::new(),
            key_file: format!("{folder}key.asc"),
            key_is_staged: false,
            signature: None,
            signature_url: None,
            checksum: None,
            has_checksum: false,
            is_framed: false,
            is_live: false,
        }
    }

    #[test]
    fn names_are_words_of_a_shell_whatever_they_hold() {
        assert_eq!(word("site/rfc2350.txt"), "site/rfc2350.txt");
        assert_eq!(word("a b"), "'a b'");
        assert_eq!(word("it's; rm -rf ~"), "'it'\\''s; rm -rf ~'");
        assert_eq!(word("-o"), "./-o");
        assert_eq!(word("$(x)"), "'$(x)'");
        assert_eq!(word("é"), "'é'");
    }

    #[test]
    fn a_checksum_names_the_file_without_its_folder() {
        assert_eq!(
            commands("site/", "p.txt").checksum(),
            "(cd site/ && sha256sum p.txt) > site/p.txt.sha256"
        );
        assert_eq!(
            commands("", "p.txt").checksum(),
            "sha256sum p.txt > p.txt.sha256"
        );
        let there = Commands {
            has_checksum: true,
            checksum: Some("site/sums".to_owned()),
            ..commands("site/", "p.txt")
        };
        assert_eq!(
            there.checksum(),
            "mv site/sums site/sums.old && (cd site/ && sha256sum p.txt) > site/sums"
        );
    }

    #[test]
    fn subkeys_are_named_for_the_star_leaves_out_those_that_expired() {
        let known = |subkeys: &[&str]| Commands {
            key: Some("AB".to_owned()),
            subkeys: subkeys.iter().map(|key| (*key).to_owned()).collect(),
            ..commands("", "p.txt")
        };
        let export = "gpg --armor --output key.asc --export AB";
        let set = "gpg --quick-set-expire AB 2y";
        assert_eq!(
            known(&["CD", "EF"]).extend(),
            format!("{set} && {set} CD EF && {export}")
        );
        assert_eq!(known(&[]).extend(), format!("{set} && {export}"));
        assert_eq!(
            known(&["CD"; 9]).extend(),
            format!("{set} && {set} '*' && {export}")
        );
    }

    #[test]
    fn what_is_not_known_is_a_word_in_capitals() {
        assert_eq!(
            commands("", "p.txt").export(),
            "gpg --armor --output key.asc --export FINGERPRINT"
        );
        assert_eq!(
            commands("", "p.txt").new_key(),
            "gpg --quick-gen-key 'TEAM <ADDRESS>' default default 2y"
        );
        let address = Some("cert@x.example".to_owned());
        let printed = Commands {
            team: Some("X's CERT".to_owned()),
            address,
            ..commands("", "p.txt")
        };
        assert_eq!(
            printed.export(),
            "gpg --armor --output key.asc --export cert@x.example"
        );
        assert_eq!(
            printed.new_key(),
            "gpg --quick-gen-key 'X'\\''s CERT <cert@x.example>' default default 2y"
        );
        let known = Commands {
            key: Some("AB".to_owned()),
            signature: Some("x/p.sig".to_owned()),
            ..commands("x/", "p.txt")
        };
        assert_eq!(
            known.sign(),
            "gpg --local-user AB --armor --output x/p.sig --detach-sign --digest-algo SHA512 x/p.txt"
        );
    }
}
