//! Second opinions: gpgv answers the same questions, and every answer that differs is listed with the reason. A listed difference
//! that is none any more fails too, so that the list stays true.
//!
//! All times lie so far back that the clock by which gpgv goes changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bonafide_model::*;
use bonafide_testkit::openpgp::packet::signature::subpacket::{NotationData, NotationDataFlags, SubpacketValue};
use bonafide_testkit::openpgp::types::{HashAlgorithm, ReasonForRevocation, SignatureType};
use bonafide_testkit::{CertSpec, Signing, TestCert, at};

use common::*;

/// The versions whose answers are listed: others may answer otherwise.
const LISTED_FOR: &str = "gpgv (GnuPG) 2.2.";

/// A document with its signature (none where the document holds it), the key that made it, and its certificate as it is found.
struct Question {
    name: &'static str,
    document: Vec<u8>,
    signature: Option<Vec<u8>>,
    key: TestCert,
    certificate: Vec<u8>,
}

/// Where gpgv accepts and we do not, or the other way round, and why.
const DIVERGENCES: &[(&str, &str)] = &[
    ("SHA-1", "GnuPG 2.2 refuses only MD5; a collision of SHA-1 costs little, so one signature can stand for two documents"),
    ("RIPEMD-160", "GnuPG 2.2 refuses only MD5; the hash is as short as SHA-1 and no standard names it any more"),
    ("SHA-1 bindings", "GnuPG 2.2 takes them; we say that the binding is weak, unless policy accepts it by name"),
    ("expired since", "gpgv exits with success and leaves the key's life to its caller (EXPKEYSIG)"),
    ("expired before", "the same, although the key was dead when it signed"),
    ("compromised", "gpgv exits with success and leaves revocations to its caller (REVKEYSIG)"),
    ("revoked without reason", "the same"),
    ("retired", "the same"),
    ("cleartext, text before", "gpgv verifies the signed part and says nothing of what stands around it"),
    ("cleartext, text after", "the same"),
];

fn old(spec: CertSpec) -> TestCert {
    CertSpec { created: at("2020-01-01T00:00:00Z"), ..spec }.build()
}

fn made() -> Signing {
    Signing::at(at("2022-05-22T12:00:00Z"))
}

fn questions() -> Vec<Question> {
    let team = || CertSpec::new(ALPHA);
    let later = at("2022-12-01T00:00:00Z");
    let mut all = Vec::new();
    let mut detached = |name, key: TestCert, certificate: TestCert, how: Signing| {
        let document = Sheet::alpha(&key).text().into_bytes();
        let signature = Some(key.sign_detached_binary(&document, &how));
        all.push(Question { name, document, signature, certificate: certificate.binary(), key });
    };
    let mut same = |name, spec: CertSpec, how: Signing| detached(name, old(spec.clone()), old(spec), how);
    same("binary", team(), made());
    same("text", team(), made().kind(SignatureType::Text));
    same("by a subkey", CertSpec { signing_subkey: true, ..team() }, made());
    same("SHA-256", team(), made().hash(HashAlgorithm::SHA256));
    same("RSA", CertSpec { algorithm: bonafide_testkit::Algorithm::Rsa(2048), ..team() }, made());
    same("SHA-1", team(), made().hash(HashAlgorithm::SHA1));
    same("MD5", team(), made().hash(HashAlgorithm::MD5));
    same("RIPEMD-160", team(), made().hash(HashAlgorithm::RipeMD));
    same("SHA-1 bindings", CertSpec { hash: HashAlgorithm::SHA1, ..team() }, made());
    same("expired since", CertSpec { expires: Some(later), ..team() }, made());
    same("expired before", CertSpec { expires: Some(at("2021-01-01T00:00:00Z")), ..team() }, made());
    same("no back-signature", CertSpec { signing_subkey: true, back_signature: false, ..team() }, made());
    same("by a primary key that may not sign", CertSpec { signing_subkey: true, ..team() }, made().by_primary());
    same("before the key", team(), Signing::at(at("2019-01-01T00:00:00Z")));
    same("certification type", team(), made().kind(SignatureType::PositiveCertification));
    same("timestamp type", team(), made().kind(SignatureType::Timestamp));
    let notation = |critical| {
        let data = NotationData::new("unknown@notation.example", b"1", NotationDataFlags::empty().set_human_readable());
        made().with(SubpacketValue::NotationData(data), critical)
    };
    same("critical notation", team(), notation(true));
    same("other notation", team(), notation(false));
    let short = SubpacketValue::SignatureExpirationTime(std::time::Duration::from_secs(86_400).try_into().unwrap());
    same("signature past its lifetime", team(), made().with(short, true));
    for (name, reason) in [
        ("compromised", ReasonForRevocation::KeyCompromised),
        ("revoked without reason", ReasonForRevocation::Unspecified),
        ("retired", ReasonForRevocation::KeyRetired),
    ] {
        detached(name, old(team()), old(team()).revoked(reason, "", later), made());
    }
    let expiring = old(CertSpec { expires: Some(later), ..team() });
    let extended = expiring.extended(at("2022-11-01T00:00:00Z"), at("2099-01-01T00:00:00Z"));
    detached("extended", expiring, extended, made());
    detached("without User IDs", old(team()), old(team()).without_user_ids(), made());
    detached("another key", old(team()), old(CertSpec::new(MALLORY)), made());
    attached(&mut all);
    all
}

fn attached(all: &mut Vec<Question>) {
    let key = old(CertSpec::new(ALPHA));
    let text = Sheet::alpha(&key).text();
    let signature = key.sign_detached_binary(text.as_bytes(), &made());
    let bad = key.sign_detached_binary(b"something else", &made());
    let signed = key.sign_cleartext(&text, &made());
    let mut put = |name, document: Vec<u8>, signature: Option<Vec<u8>>| {
        all.push(Question { name, document, signature, certificate: key.binary(), key: key.clone() });
    };
    put("changed document", text.replace("0137", "0666").into_bytes(), Some(signature.clone()));
    put("the same twice", text.clone().into_bytes(), Some(signature.repeat(2)));
    put("good and bad", text.clone().into_bytes(), Some([signature.clone(), bad].concat()));
    put("followed by bytes", text.clone().into_bytes(), Some([signature.as_slice(), b"\0\0\0"].concat()));
    put("not a signature", text.clone().into_bytes(), Some(b"<html>not found</html>".to_vec()));
    put("cleartext", signed.clone().into_bytes(), None);
    put("cleartext, changed", signed.replace("0137", "0666").into_bytes(), None);
    put("cleartext, text before", format!("Call +44 20 7946 0666\n\n{signed}").into_bytes(), None);
    put("cleartext, text after", format!("{signed}\nCall +44 20 7946 0666\n").into_bytes(), None);
    put("cleartext, wrong Hash", signed.replace("Hash: SHA512", "Hash: SHA256").into_bytes(), None);
    put("cleartext, no Hash", signed.replace("Hash: SHA512\n", "").into_bytes(), None);
    put("cleartext, twice", signed.repeat(2).into_bytes(), None);
    put("cleartext as the signature of another text", b"another text".to_vec(), Some(signed.into_bytes()));
}

struct Gpgv(PathBuf);

impl Gpgv {
    /// A folder to work in; `None` with a message where this gpgv is missing.
    fn new(name: &str) -> Option<Self> {
        let version = Command::new("gpgv").arg("--version").stderr(Stdio::null()).output().ok();
        let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
        if !version.starts_with(LISTED_FOR) {
            eprintln!("skipped: the answers are listed for {LISTED_FOR}x, and this is {:?}", version.lines().next());
            return None;
        }
        let folder = std::env::temp_dir().join(format!("bonafide-oracle-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Some(Self(folder))
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Whether it exits with success, and what it says.
    fn ask(&self, keyring: &Path, files: &[&Path]) -> (bool, String) {
        let output = Command::new("gpgv")
            .arg("--homedir")
            .arg(&self.0)
            .args(["--status-fd", "1", "--keyring"])
            .arg(keyring)
            .args(files)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl Drop for Gpgv {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Whether the document is authentic, its key being pinned.
fn ours(question: &Question) -> Assessment {
    let mut case = Case::of(question.document.clone()).key(question.certificate.clone()).on("2023-06-01");
    if let Some(signature) = &question.signature {
        case = case.signature(signature.clone());
    }
    let mut pin = pin("Alpha CERT", &question.key, "alpha.example");
    pin.when = "2022-01-01".parse().unwrap();
    case.pin(pin).assess()
}

#[test]
fn every_difference_to_gpgv_is_listed_with_its_reason() {
    let Some(gpgv) = Gpgv::new("cases") else { return };
    let mut differ = Vec::new();
    let mut accepted = 0;
    for question in questions() {
        let keyring = gpgv.file("keys.gpg", &question.certificate);
        let document = gpgv.file("document", &question.document);
        let (theirs, _) = match &question.signature {
            Some(signature) => gpgv.ask(&keyring, &[&gpgv.file("signature", signature), &document]),
            None => gpgv.ask(&keyring, &[&document]),
        };
        let ours = ours(&question);
        let accepts = ours.verdict == Verdict::Authentic;
        accepted += usize::from(accepts);
        if accepts != theirs {
            eprintln!("{}: gpgv {theirs}, we {:?}", question.name, ours.leaf);
            differ.push(question.name);
        }
    }
    let listed: Vec<&str> = DIVERGENCES.iter().map(|(name, _)| *name).collect();
    assert_eq!(differ, listed, "differences found, and differences listed");
    assert!(accepted > 5, "the questions are not all bad ones");
}

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Signed lists of the Debian archive, where this machine has any.
fn archive() -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir("/var/lib/apt/lists") else { return Vec::new() };
    let mut all: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    all.retain(|path| path.to_string_lossy().ends_with("InRelease"));
    all.sort();
    all
}

/// Fingerprints of primary keys whose signatures gpgv finds valid: the last word of each `VALIDSIG` line.
fn valid_signers(said: &str) -> BTreeSet<String> {
    let lines = said.lines().filter(|line| line.starts_with("[GNUPG:] VALIDSIG "));
    lines.filter_map(|line| Some(line.rsplit(' ').next()?.to_owned())).collect()
}

#[test]
fn the_debian_archives_own_lists_have_the_signers_that_gpgv_finds() {
    let (Some(gpgv), Ok(keys)) = (Gpgv::new("archive"), std::fs::read(KEYRING)) else {
        eprintln!("skipped: no gpgv, or no keyring of the Debian archive");
        return;
    };
    let lists = archive();
    if lists.is_empty() {
        eprintln!("skipped: no signed lists of the Debian archive");
    }
    for path in lists {
        let bytes = std::fs::read(&path).unwrap();
        let (_, said) = gpgv.ask(Path::new(KEYRING), &[&path]);
        let assess = |bytes: Vec<u8>| {
            let mut case = Case::of(bytes).key(keys.clone());
            // Judged when it was made, so that the keys' lives since then change nothing.
            let made = case.assess().signatures.iter().filter_map(|signature| signature.made_at).max();
            case.now = made.unwrap_or(case.now);
            case.assess().signatures
        };
        let good = |signatures: &[SignatureReport]| -> BTreeSet<String> {
            let good = signatures.iter().filter(|signature| signature.status == SignatureStatus::Good);
            good.filter_map(|signature| Some(signature.signer.as_ref()?.to_string())).collect()
        };
        let signatures = assess(bytes.clone());
        assert_eq!(good(&signatures), valid_signers(&said), "{}: {signatures:?}", path.display());
        let mut changed = bytes;
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        assert!(good(&assess(changed)).is_empty(), "{} changed", path.display());
    }
}
