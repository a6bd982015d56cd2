//! Printed values beside observed ones.

use bonafide_model::claims::{Claim, Fingerprint, HashName, KeyRole, PrintedFingerprint, UrlRole};
use bonafide_model::evidence::Origin;
use bonafide_model::judgement::{
    Assessment, CertificateReport, ChecksumStatus, SignatureReport, SignatureStatus,
};

use crate::escape;
use crate::words::{self, place, time};

/// Rows for one kind of value; a document can print as many as it likes.
const ROWS: usize = 6;

/// Columns of a value in a cell.
const VALUE: usize = 120;

/// One printed value and what was observed instead or the same.
pub(crate) struct Row {
    pub what: &'static str,
    pub printed: Vec<String>,
    /// `None` where nothing was observed to compare with.
    pub equal: Option<bool>,
    pub observed: Vec<String>,
}

/// Printed values (claims) on the left, observed ones on the right. It compares for the eye only;
/// the checks judge.
pub(crate) fn rows(assessment: &Assessment) -> Vec<Row> {
    let claims = assessment.claims();
    let mut rows = Vec::new();
    rows.extend(
        claims
            .fingerprints
            .iter()
            .filter(|printed| is_teams(printed))
            .take(ROWS)
            .map(|printed| fingerprint(assessment, printed)),
    );
    let certificate = judged_certificate(assessment);
    rows.extend(claims.key_ids.iter().take(ROWS).map(|printed| {
        let digits = &printed.value.digits;
        let observed = certificate.map(|certificate| ids(certificate));
        Row {
            what: "Key ID",
            printed: cell(printed, digits),
            equal: observed.as_ref().map(|ids| {
                printed.value.odd.is_empty() && ids.iter().any(|id| ends_with(id, digits))
            }),
            observed: observed.map_or_else(nothing, |ids| {
                ids.into_iter().take(1).map(str::to_owned).collect()
            }),
        }
    }));
    rows.extend(claims.user_ids.iter().take(ROWS).map(|printed| Row {
        what: "User ID",
        printed: cell(printed, &printed.value.text),
        equal: certificate.map(|certificate| {
            certificate
                .user_ids
                .iter()
                .any(|own| is_user_id(own, &printed.value.text))
        }),
        observed:
            certificate.map_or_else(nothing, |certificate| capped(certificate.user_ids.iter())),
    }));
    rows.extend(claims.checksums.iter().take(ROWS).map(|printed| Row {
        what: printed.value.algorithm.as_str(),
        printed: cell(printed, &printed.value.digits),
        // The checksum of a document cannot stand inside it, so this one is of another file.
        equal: None,
        observed: vec!["not computed: printed inside the document itself".to_owned()],
    }));
    rows.extend(assessment.checksums.iter().take(ROWS).map(|checksum| Row {
        what: checksum.algorithm.map_or("Checksum", HashName::as_str),
        printed: vec![
            shown(checksum.expected.as_deref().unwrap_or("no value")),
            shown(&format!("in {}", checksum.origin.display())),
        ],
        equal: match checksum.status {
            ChecksumStatus::Match => Some(true),
            ChecksumStatus::Mismatch => Some(false),
            _ => None,
        },
        observed: vec![shown(checksum.observed.as_deref().unwrap_or(checksum.status.as_str()))],
    }));
    let signature_urls = claims
        .urls
        .iter()
        .filter(|printed| printed.value.role == UrlRole::Signature);
    rows.extend(signature_urls.take(ROWS).map(|printed| {
        let found = assessment
            .signatures
            .iter()
            .find(|signature| signature.origin.url.as_deref() == Some(printed.value.url.as_str()));
        Row {
            what: "Signature",
            printed: cell(printed, &printed.value.url),
            equal: found.map(|signature| signature.status == SignatureStatus::Good),
            observed: found.map_or_else(
                || vec!["none came from there".to_owned()],
                |signature| vec![signed(signature)],
            ),
        }
    }));
    rows
}

/// The status of a signature with its signer, in a short clause.
pub(crate) fn signed(signature: &SignatureReport) -> String {
    let by = match (&signature.signer, &signature.issuer_key_id) {
        (Some(signer), _) => format!(" by {}", signer.spaced()),
        (None, Some(id)) => format!(" by Key ID {id}"),
        (None, None) => String::new(),
    };
    let at = signature
        .made_at
        .map(|at| format!(", made {}", time(at)))
        .unwrap_or_default();
    format!("{}{by}{at}", signature.status.as_str())
}

/// The place, or of a file its name: the column is narrow, and the user knows the folder.
fn named(origin: &Origin) -> String {
    let path = origin.path.as_deref().filter(|_| origin.url.is_none());
    let name = path
        .and_then(|path| std::path::Path::new(path).file_name())
        .map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| origin.display())
}

fn fingerprint(assessment: &Assessment, printed: &Claim<PrintedFingerprint>) -> Row {
    let same = |other: &Fingerprint| printed.value.fingerprint.as_ref() == Some(other);
    let mut observed = Vec::new();
    if printed.value.problem.is_none() {
        let signed = assessment
            .signatures
            .iter()
            .any(|s| s.status == SignatureStatus::Good && s.signer.as_ref().is_some_and(same));
        observed.extend(signed.then(|| "the same signed this document".to_owned()));
        let certificate = assessment
            .certificates
            .iter()
            .find(|certificate| same(&certificate.fingerprint));
        observed.extend(
            certificate
                .map(|certificate| shown(&format!("the same in {}", named(&certificate.origin)))),
        );
    }
    let equal = if !observed.is_empty() {
        Some(true)
    } else if assessment.certificates.is_empty() {
        observed = nothing();
        None
    } else {
        observed = assessment
            .certificates
            .iter()
            .take(ROWS)
            .map(|certificate| certificate.fingerprint.spaced())
            .collect();
        Some(false)
    };
    let value = match (&printed.value.fingerprint, &printed.value.problem) {
        (Some(fingerprint), None) => fingerprint.spaced(),
        _ => printed.raw.clone(),
    };
    let mut cell = cell(printed, &value);
    cell.extend(
        printed
            .value
            .problem
            .as_ref()
            .map(words::fingerprint_problem),
    );
    Row {
        what: "Fingerprint",
        printed: cell,
        equal,
        observed,
    }
}

/// The certificate to compare with: the judged key's, else that of the first visible fingerprint.
fn judged_certificate(assessment: &Assessment) -> Option<&CertificateReport> {
    let of = |wanted: &Fingerprint| {
        assessment
            .certificates
            .iter()
            .find(|certificate| certificate.fingerprint == *wanted)
    };
    assessment
        .key
        .fingerprint
        .as_ref()
        .and_then(of)
        .or_else(|| {
            let claims = &assessment.profile.as_ref()?.claims;
            claims
                .fingerprints
                .iter()
                .filter(|printed| printed.is_visible())
                .find_map(|printed| of(printed.value.fingerprint.as_ref()?))
        })
}

/// Whether a printed text is this User ID, or its name where only that is printed.
fn is_user_id(own: &str, printed: &str) -> bool {
    own == printed
        || own
            .split_once(" <")
            .is_some_and(|(name, _)| name == printed)
}

fn is_teams(printed: &Claim<PrintedFingerprint>) -> bool {
    !matches!(printed.value.role, KeyRole::Member | KeyRole::Other)
}

/// Key IDs of the primary key and the subkeys, the primary key's first.
fn ids(certificate: &CertificateReport) -> Vec<&str> {
    std::iter::once(&certificate.fingerprint)
        .chain(&certificate.subkeys)
        .map(Fingerprint::key_id)
        .collect()
}

/// Whether a printed Key ID is this one, its low half, or the tail of a whole fingerprint printed
/// in its place.
fn ends_with(id: &str, digits: &str) -> bool {
    /// Four digits are no identification at all.
    const SHORTEST: usize = 8;
    digits.len() >= SHORTEST && (id.ends_with(digits) || digits.ends_with(id))
}

fn cell<T>(printed: &Claim<T>, value: &str) -> Vec<String> {
    let hidden = printed
        .hidden_by
        .map(|by| format!(", HIDDEN ({})", by.as_str()))
        .unwrap_or_default();
    let not_judged = printed
        .not_judged
        .map(|why| format!(", NOT JUDGED ({})", why.as_str()))
        .unwrap_or_default();
    vec![
        shown(value),
        format!("{}{hidden}{not_judged}", place(&printed.place)),
    ]
}

fn capped<'a>(values: impl Iterator<Item = &'a String>) -> Vec<String> {
    values.take(ROWS).map(|value| shown(value)).collect()
}

fn shown(value: &str) -> String {
    escape::capped(value, VALUE)
}

fn nothing() -> Vec<String> {
    vec!["no certificate at hand".to_owned()]
}
