//! The small cases: one text profile of the invented CERT-OAK, changed so that each shows one
//! property or one defect.

use openpgp::types::HashAlgorithm;
use sequoia_openpgp as openpgp;

use super::{Files, Keys, put, sources};
use crate::{Signing, TestCert, at, checksum};

const DOCUMENT: &str = "rfc2350.txt";
const SIGNATURE: &str = "rfc2350.txt.asc";
const CHECKSUM: &str = "rfc2350.txt.sha256";
const KEY: &str = "key.asc";

/// The files of all cases but their `case.toml`.
pub(super) fn files(keys: &Keys) -> Files {
    let recipe = Recipe {
        keys,
        text: sources::source(keys, "cert-oak.txt"),
    };
    let mut files = Files::new();
    recipe.soundness(&mut files);
    recipe.missing_evidence(&mut files);
    recipe.weak_evidence(&mut files);
    recipe.contradictions(&mut files);
    recipe.framing(&mut files);
    put(
        &mut files,
        "testdata/keyrings/oak/partners",
        "cert-oak.asc",
        keys.get("oak").armored(),
    );
    files
}

struct Recipe<'a> {
    keys: &'a Keys,
    text: String,
}

impl Recipe<'_> {
    fn oak(&self) -> &TestCert {
        self.keys.get("oak")
    }

    /// A folder with the text, a signature over it and the key.
    fn signed(&self, files: &mut Files, case: &str, text: &str, signature: &[u8]) {
        self.folder(
            files,
            case,
            &[
                (DOCUMENT, text.as_bytes()),
                (SIGNATURE, signature),
                (KEY, &self.oak().armored()),
            ],
        );
    }

    fn folder(&self, files: &mut Files, case: &str, content: &[(&str, &[u8])]) {
        for (name, bytes) in content {
            put(files, &format!("testdata/cases/{case}"), name, *bytes);
        }
    }

    fn soundness(&self, files: &mut Files) {
        let signature = self.oak().sign_detached(self.text.as_bytes(), &how());
        self.signed(files, "text-signed", &self.text, &signature);
        let markdown = sources::source(self.keys, "cert-oak.md");
        let signature = self.oak().sign_detached(markdown.as_bytes(), &how());
        let content: &[(&str, &[u8])] = &[
            ("rfc2350.md", markdown.as_bytes()),
            ("rfc2350.md.asc", &signature),
            (KEY, &self.oak().armored()),
        ];
        self.folder(files, "markdown-pinned", content);
    }

    fn missing_evidence(&self, files: &mut Files) {
        let signature = self.oak().sign_detached(self.text.as_bytes(), &how());
        self.folder(
            files,
            "no-signature",
            &[
                (DOCUMENT, self.text.as_bytes()),
                (KEY, &self.oak().armored()),
            ],
        );
        self.folder(
            files,
            "no-key",
            &[(DOCUMENT, self.text.as_bytes()), (SIGNATURE, &signature)],
        );
        let page = "<!doctype html>\n<html><head><title>Not found</title></head><body><h1>Not found</h1></body></html>\n";
        self.signed(files, "web-page-as-signature", &self.text, page.as_bytes());
        // The first A of the fingerprint becomes a Cyrillic one, which looks the same in every
        // font.
        let printed = self.oak().fingerprint().spaced();
        let text = self
            .text
            .replace(&printed, &printed.replacen('A', "\u{410}", 1));
        assert_ne!(text, self.text, "the fingerprint has an A to replace");
        self.signed(
            files,
            "look-alike-digit",
            &text,
            &self.oak().sign_detached(text.as_bytes(), &how()),
        );
    }

    fn weak_evidence(&self, files: &mut Files) {
        let weak = self
            .oak()
            .sign_detached(self.text.as_bytes(), &how().hash(HashAlgorithm::SHA1));
        self.signed(files, "sha1-signature", &self.text, &weak);

        let expired = self.keys.get("oak-expired");
        let text = self.printing(expired);
        let content: &[(&str, &[u8])] = &[
            (DOCUMENT, text.as_bytes()),
            (SIGNATURE, &expired.sign_detached(text.as_bytes(), &how())),
            (KEY, &expired.armored()),
        ];
        self.folder(files, "expired-key", content);

        let content: &[(&str, &[u8])] = &[
            (DOCUMENT, self.text.as_bytes()),
            (
                SIGNATURE,
                &self.oak().sign_detached(self.text.as_bytes(), &how()),
            ),
            (KEY, &self.keys.get("oak-revoked").armored()),
        ];
        self.folder(files, "compromised-key", content);
    }

    fn contradictions(&self, files: &mut Files) {
        let signature = self.oak().sign_detached(self.text.as_bytes(), &how());
        let stale = checksum::gnu_line(b"the version before", DOCUMENT);
        self.signed(files, "stale-checksum", &self.text, &signature);
        put(files, "testdata/cases/stale-checksum", CHECKSUM, stale);

        let text = self
            .text
            .replace(self.oak().fingerprint().key_id(), "0123456789ABCDEF");
        self.signed(
            files,
            "unrelated-key-id",
            &text,
            &self.oak().sign_detached(text.as_bytes(), &how()),
        );

        let stranger = self.keys.get("stranger");
        self.signed(
            files,
            "signed-by-another-key",
            &self.text,
            &stranger.sign_detached(self.text.as_bytes(), &how()),
        );
        put(
            files,
            "testdata/cases/signed-by-another-key",
            "stranger.asc",
            stranger.armored(),
        );

        let tampered = self.text.replace("+44 20 7946 0137", "+44 20 7946 0999");
        self.signed(files, "changed-after-signing", &tampered, &signature);

        // A genuine team signs in another team's name: its pin must not vouch for that.
        let text = self
            .text
            .replace("OAK", "ELM")
            .replace("oak.example", "elm.example")
            .replace("of Oak", "of Elm");
        self.signed(
            files,
            "pinned-team-signs-for-another",
            &text,
            &self.oak().sign_detached(text.as_bytes(), &how()),
        );

        let secret = String::from_utf8(self.keys.get("stranger").armored_secret()).unwrap();
        let text = format!("{}\n{secret}", self.text);
        self.signed(
            files,
            "secret-key-printed",
            &text,
            &self.oak().sign_detached(text.as_bytes(), &how()),
        );
    }

    fn framing(&self, files: &mut Files) {
        let framed = self.oak().sign_cleartext(&self.text, &how());
        let key = self.oak().armored();
        self.folder(
            files,
            "cleartext-signed",
            &[(DOCUMENT, framed.as_bytes()), (KEY, &key)],
        );
        let greeting = format!("Good morning,\n\nplease find our description below.\n\n{framed}");
        self.folder(
            files,
            "cleartext-with-text-outside",
            &[(DOCUMENT, greeting.as_bytes()), (KEY, &key)],
        );
        let stranger = self.keys.get("stranger").fingerprint().spaced();
        let claim = format!(
            "{framed}\nOur new key:\n    Fingerprint: {stranger}\n    E-mail: cert@oak-new.example\n"
        );
        self.folder(
            files,
            "cleartext-with-claims-outside",
            &[(DOCUMENT, claim.as_bytes()), (KEY, &key)],
        );
    }

    /// The text with the values of another key.
    fn printing(&self, cert: &TestCert) -> String {
        let (old, new) = (self.oak().fingerprint(), cert.fingerprint());
        self.text
            .replace(&old.spaced(), &new.spaced())
            .replace(old.key_id(), new.key_id())
    }
}

/// Every case is signed at the same moment, after the date that the text prints.
fn how() -> Signing {
    Signing::at(at("2026-04-08T16:20:00Z"))
}
