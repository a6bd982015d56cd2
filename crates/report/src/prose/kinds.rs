//! What stands where something else was looked for.

use bonafide_model::evidence::{
    ArmorProblem, CertificateDamage, CertificateProblem, Excess, FileKind, NotDetached, OtherThing,
    SignatureDamage,
};

/// What a file is, with its article.
pub(crate) fn file(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Empty => "an empty file",
        FileKind::WebPage => "a web page",
        FileKind::Image => "an image",
        FileKind::Pdf => "a PDF document",
        FileKind::Zip => "a ZIP archive",
        FileKind::Gzip => "a gzip file",
        FileKind::Office => "an office document",
        FileKind::Utf16 => "text in UTF-16",
        FileKind::Keybox => "GnuPG's own keybox (use what `gpg --export` writes)",
        FileKind::Checksums => "a checksum file",
        FileKind::Binary => "binary data",
        FileKind::PlainText => "plain text without OpenPGP armor",
        FileKind::UnknownArmor => "armor of an unknown kind",
        FileKind::Certificate => "a certificate",
        FileKind::PrivateKey => "a private key",
        FileKind::Revocation => "the revocation of a key",
        FileKind::Signature => "a signature",
        FileKind::CleartextSigned => "a cleartext-signed text",
        FileKind::InlineSigned => "an inline-signed message",
        FileKind::Message => "an OpenPGP message",
        FileKind::UnsignedMessage => "an OpenPGP message without a signature",
        FileKind::CompressedMessage => "a compressed message without a signature",
        FileKind::EncryptedMessage => "an encrypted message",
        FileKind::DamagedMessage => "a damaged OpenPGP message",
        FileKind::DamagedCertificate => "a damaged certificate",
        FileKind::OtherPackets => "other OpenPGP data",
        FileKind::NeitherSignatureNorKey => "OpenPGP data that is neither signature nor key",
    }
}

/// What stands there instead.
pub(crate) fn other(thing: &OtherThing) -> String {
    match thing {
        OtherThing::Kind(kind) => file(*kind).to_owned(),
        OtherThing::NotDetached(problem) => not_detached(problem),
        OtherThing::NoCertificate(problem) => certificate_problem(*problem),
    }
}

/// Why something is no detached signature.
pub(super) fn not_detached(problem: &NotDetached) -> String {
    match problem {
        NotDetached::SomethingElse(kind) => format!("not a signature but {}", file(*kind)),
        NotDetached::Cleartext => "a cleartext-signed text, not a detached signature".to_owned(),
        NotDetached::Inline => "an inline-signed message, not a detached signature".to_owned(),
        NotDetached::Damaged(damage) => {
            format!("a damaged signature: {}", signature_damage(*damage))
        }
    }
}

/// What is wrong with a detached signature.
pub(super) fn signature_damage(damage: SignatureDamage) -> String {
    match damage {
        SignatureDamage::Armor(problem) => armor(problem),
        SignatureDamage::TooMany(cap) => return format!("it holds more than {cap} signatures"),
        SignatureDamage::CutOff => "it is cut off",
        SignatureDamage::Behind => "bytes that are no packet stand after it",
        SignatureDamage::NoLength => "its length is not stated",
        SignatureDamage::NotAlone => "other packets stand beside it",
        SignatureDamage::Unparsable => "it cannot be parsed",
        SignatureDamage::NoTime => "it does not state when it was made",
    }
    .to_owned()
}

/// What is wrong with ASCII armor.
pub(super) fn armor(problem: ArmorProblem) -> &'static str {
    match problem {
        ArmorProblem::NotText => "bytes that are no text stand in the armor",
        ArmorProblem::ByteOrderMark => "a byte order mark stands before the armor",
        ArmorProblem::Before => "text stands before the armor",
        ArmorProblem::Behind => "something stands after the armor",
        ArmorProblem::HeadersGoOn => "the armor headers are not followed by an empty line",
        ArmorProblem::NotBase64 => "the armor holds lines that are not Base64",
        ArmorProblem::OtherEnd => "the armor does not end as it begins",
        ArmorProblem::NoEnd => "the armor has no end",
        ArmorProblem::Undecodable => "the armor cannot be decoded",
    }
}

/// Why no certificate is there that can be used.
#[must_use]
pub fn certificate_problem(problem: CertificateProblem) -> String {
    match problem {
        CertificateProblem::SomethingElse(kind) => {
            format!("not a certificate but {}", file(kind))
        }
        CertificateProblem::Damaged(damage) => {
            format!("a damaged certificate: {}", certificate_damage(damage))
        }
        CertificateProblem::Unsupported => {
            "a certificate of a version or algorithm that this program does not read".to_owned()
        }
        CertificateProblem::Version(version) => {
            format!("a certificate of version {version}, and this program reads versions 4 and 6")
        }
        CertificateProblem::TooLarge(excess) => {
            let what = match excess {
                Excess::Bytes => "bytes",
                Excess::Packets => "packets",
                Excess::Revocations => "revocations",
            };
            format!("a certificate that is too large ({what})")
        }
        CertificateProblem::TooMany => "too many certificates to look at".to_owned(),
        CertificateProblem::TooManyBytes => "too many bytes of certificates".to_owned(),
        CertificateProblem::SecretDropped => {
            "it holds secret key material, which was dropped".to_owned()
        }
    }
}

fn certificate_damage(damage: CertificateDamage) -> &'static str {
    match damage {
        CertificateDamage::Armor => armor(ArmorProblem::Undecodable),
        CertificateDamage::NoPrimaryKey => "no primary key",
        CertificateDamage::CutOff => "it is cut off or followed by other bytes",
        CertificateDamage::KeyWithoutLength => "a key without a length",
        CertificateDamage::UnparsableKey => "a key that cannot be parsed",
        CertificateDamage::UnwritableKey => "a key that cannot be written",
        CertificateDamage::Unparsable => "it cannot be parsed",
    }
}
