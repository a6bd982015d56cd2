//! The five profiles, staged as their web servers serve them.

use std::fs;

use bonafide_testkit::repository;
use tempfile::TempDir;
use toml::Table;

/// A team with its staged site and what that deserves.
pub struct Team {
    pub name: &'static str,
    /// Where the site is.
    pub base: &'static str,
    /// The document in it.
    pub document: &'static str,
    /// What the document was typeset from; `None` where it is its own source.
    pub source: Option<&'static str>,
    /// Whether its key lies on a key server only, so that the team has to name it.
    pub names_its_key: bool,
    /// Exactly the findings that it deserves.
    pub deserves: &'static [&'static str],
}

pub const TEAMS: &[Team] = &[
    // A telephone number with two signs, a day that may be a month, the key on no printed place,
    // the signature on a page.
    Team {
        name: "cert-koral",
        base: "https://www.koral.example/",
        document: "media/cert_koral_V1.pdf",
        source: Some("cert-koral.html"),
        names_its_key: false,
        deserves: &[
            "contacts-agree: error",
            "dates-are-unambiguous: error",
            "sidecars-are-discoverable: error",
            "sidecars-are-discoverable: warning",
            "urls-resolve: warning",
        ],
    },
    // The upper half printed as Key ID; the home page is not in the directory.
    Team {
        name: "tide-cert",
        base: "https://www.tide-cert.example/",
        document: "rfc/TIDE-CERT_RFC_2350_v1.60.pdf",
        source: Some("tide-cert.html"),
        names_its_key: false,
        deserves: &[
            "key-id-is-long: warning",
            "key-id-matches-fingerprint: error",
            "urls-resolve: warning",
        ],
    },
    // A key held together by SHA-1 (what follows from that is not told twice) and flattened in the
    // page, a short Key ID, a signature that only its page links to, no marking.
    Team {
        name: "cert-quill",
        base: "https://www.quill.example/",
        document: "cert/rfc2350.html",
        source: None,
        names_its_key: false,
        deserves: &[
            "key-bindings-are-strong: error",
            "key-id-is-long: warning",
            "published-key-is-printed-key: warning",
            "sidecars-are-discoverable: error",
            "sidecars-are-discoverable: warning",
            "signature-is-strong: error",
            "tlp-is-marked: warning",
            "urls-resolve: warning",
        ],
    },
    // A space in the key's URL, a short Key ID, a page as its own place and as the signature's, no
    // expiry.
    Team {
        name: "cert-brume",
        base: "https://www.brume.example/",
        document: "wp-content/uploads/2026/03/CERT-BRUME_RFC2350.pdf",
        source: Some("cert-brume.html"),
        names_its_key: false,
        deserves: &[
            "key-id-is-long: warning",
            "location-is-canonical: warning",
            "sidecars-are-discoverable: error",
            "sidecars-are-discoverable: warning",
            "urls-resolve: error",
            "urls-resolve: warning",
            "validity-is-stated: warning",
        ],
    },
    // No signature, and sections that are not there.
    Team {
        name: "cert-solane",
        base: "https://www.solane.example/",
        document: "cert/CERT-SOLANE-RFC-2350-FR.pdf",
        source: Some("cert-solane.tex"),
        names_its_key: true,
        deserves: &[
            "sections-are-complete: warning",
            "signature-is-present: error",
        ],
    },
];

/// Every page of the team's own site as a file of one directory.
pub fn stage(team: &Team) -> TempDir {
    let stage = tempfile::tempdir().unwrap();
    let folder = repository().join("testdata/sites").join(team.name);
    let site: Table = fs::read_to_string(folder.join("site.toml"))
        .unwrap()
        .parse()
        .unwrap();
    for page in site["page"].as_array().unwrap() {
        let Some(path) = page["url"].as_str().unwrap().strip_prefix(team.base) else {
            continue;
        };
        let mut path = decoded(path);
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        let file = page["file"].as_str().unwrap();
        let source = match file.strip_prefix("site/") {
            Some(name) => folder.join(name),
            None => repository()
                .join("testdata/profiles")
                .join(team.name)
                .join(file),
        };
        let target = stage.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(source, target).unwrap();
    }
    stage
}

fn decoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}
