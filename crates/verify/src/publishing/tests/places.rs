//! URLs, their files, and what a stranger finds.

use super::*;

fn url(address: &str, role: UrlRole) -> Claim<PrintedUrl> {
    claim(
        PrintedUrl {
            url: address.to_owned(),
            role,
            repairs: Vec::new(),
            alternatives: Vec::new(),
        },
        address,
        "1.4",
    )
}

/// A case that prints one URL, and the directory in which that is what is there.
fn printing(address: &str, role: UrlRole, resolution: Resolution) -> (Case, Staging) {
    let mut case = Case::sound();
    case.claims().urls = vec![url(address, role)];
    let urls = vec![StagedUrl {
        url: address.to_owned(),
        claim: 0,
        role,
        resolution,
    }];
    (case, Staging { urls, ..staged() })
}

fn file(path: &str) -> Resolution {
    Resolution::Staged {
        path: path.to_owned(),
        page: false,
    }
}

fn missing(path: &str) -> Resolution {
    Resolution::Missing {
        path: path.to_owned(),
        instead: None,
    }
}

#[test]
fn a_url_resolves_where_a_file_is_staged_or_the_web_answers() {
    let key = "https://www.alpha.example/key.asc";
    for there in [file("key.asc"), Resolution::Answers { page: false }] {
        let (case, staging) = printing(key, UrlRole::Key, there);
        passes(&case, &staging, CheckId::UrlsResolve);
    }
    assert_eq!(
        finds(&Case::sound(), &staged(), CheckId::UrlsResolve).0,
        Outcome::NotApplicable
    );
}

#[test]
fn what_is_missing_is_an_error_where_nobody_can_verify_without_it() {
    let weigh = |role| {
        let (case, staging) = printing("https://www.alpha.example/x", role, missing("x"));
        let (outcome, severity, found) = finds(&case, &staging, CheckId::UrlsResolve);
        assert_eq!(outcome, Outcome::Fail);
        assert!(matches!(found, Publishing::UrlMissing { .. }));
        severity
    };
    assert_eq!(weigh(UrlRole::Signature), Severity::Error);
    assert_eq!(weigh(UrlRole::Key), Severity::Error);
    assert_eq!(weigh(UrlRole::Other), Severity::Warning);
}

#[test]
fn gone_leading_out_and_not_reached_are_three_things() {
    let one = |resolution| {
        let (case, staging) = printing("https://www.alpha.example/x", UrlRole::Key, resolution);
        finds(&case, &staging, CheckId::UrlsResolve)
    };
    let why = || "said so".to_owned();
    let gone = one(Resolution::Gone { why: why() });
    assert!(matches!(
        gone,
        (Outcome::Fail, Severity::Error, Publishing::UrlGone { .. })
    ));
    let out = one(Resolution::LeadsOut {
        how: LeadsOut::Link,
    });
    assert!(matches!(
        out,
        (
            Outcome::Fail,
            Severity::Error,
            Publishing::UrlLeadsOut { .. }
        )
    ));
    let failed = one(Resolution::NotReached { why: why() });
    assert!(matches!(
        failed,
        (
            Outcome::Inconclusive,
            Severity::Warning,
            Publishing::UrlNotReached { .. }
        )
    ));
}

#[test]
fn what_was_not_asked_is_never_a_pass_and_a_warning_where_nothing_could_be_checked() {
    let (case, staging) = printing(
        "https://elsewhere.example/",
        UrlRole::Other,
        Resolution::NotAsked,
    );
    let found = finds(&case, &staging, CheckId::UrlsResolve);
    assert_eq!((found.0, found.1), (Outcome::Inconclusive, Severity::Note));
    let found = finds(
        &case,
        &Staging {
            base_url: None,
            ..staging
        },
        CheckId::UrlsResolve,
    );
    assert_eq!(
        (found.0, found.1),
        (Outcome::Inconclusive, Severity::Warning)
    );
}

#[test]
fn a_url_that_is_printed_twice_is_told_once() {
    let (mut case, mut staging) =
        printing("https://www.alpha.example/x", UrlRole::Key, missing("x"));
    case.claims()
        .urls
        .push(url("https://www.alpha.example/x", UrlRole::Key));
    let again = StagedUrl {
        claim: 1,
        ..staging.urls[0].clone()
    };
    staging.urls.push(again);
    assert_eq!(run(&case, &staging, CheckId::UrlsResolve).len(), 1);
}

#[test]
fn a_space_in_a_url_is_told_with_the_encoded_form() {
    let (mut case, staging) = printing(
        "https://www.alpha.example/a%20b.asc",
        UrlRole::Key,
        file("a b.asc"),
    );
    case.claims().urls[0].value.repairs = vec![UrlRepair::Space];
    let found = finds(&case, &staging, CheckId::UrlsResolve);
    assert!(matches!(found.2, Publishing::UrlMisprinted { url, .. } if url.ends_with("a%20b.asc")));
}

#[test]
fn a_document_that_prints_its_own_place_passes_and_another_place_is_told() {
    let own = "https://www.alpha.example/rfc2350.txt";
    let (case, staging) = printing(own, UrlRole::Document, file("rfc2350.txt"));
    passes(&case, &staging, CheckId::LocationIsCanonical);
    let (case, staging) = printing(
        "https://www.alpha.example/old.txt",
        UrlRole::Document,
        file("old.txt"),
    );
    let found = finds(&case, &staging, CheckId::LocationIsCanonical).2;
    assert!(matches!(found, Publishing::OwnPlaceDiffers { expected, .. } if expected == own));
    let found = finds(&Case::sound(), &staged(), CheckId::LocationIsCanonical).2;
    assert_eq!(
        found,
        Publishing::OwnPlaceMissing {
            expected: Some(own.to_owned())
        }
    );
    let unknown = Staging {
        base_url: None,
        ..staging
    };
    assert_eq!(
        finds(&case, &unknown, CheckId::LocationIsCanonical).0,
        Outcome::Inconclusive
    );
}

#[test]
fn urls_without_tls_are_told_with_their_https_form() {
    let (case, staging) = printing(
        "https://www.alpha.example/key.asc",
        UrlRole::Key,
        file("key.asc"),
    );
    passes(&case, &staging, CheckId::TransportIsSecure);
    let (case, staging) = printing(
        "http://www.alpha.example/key.asc",
        UrlRole::Key,
        file("key.asc"),
    );
    let found = finds(&case, &staging, CheckId::TransportIsSecure);
    assert_eq!(found.1, Severity::Error);
    assert!(
        matches!(found.2, Publishing::PlainHttp { secure, .. } if secure == "https://www.alpha.example/key.asc")
    );
    assert_eq!(
        finds(&Case::sound(), &staged(), CheckId::TransportIsSecure).0,
        Outcome::NotApplicable
    );
}

fn sidecar(role: AttemptRole, path: &str, found_by: FoundBy) -> Sidecar {
    Sidecar {
        role,
        path: path.to_owned(),
        found_by,
    }
}

#[test]
fn what_is_printed_or_has_a_usual_name_is_found_and_the_rest_is_not() {
    let key = "https://www.alpha.example/key.asc";
    let (case, mut staging) = printing(key, UrlRole::Key, file("key.asc"));
    staging.sidecars = vec![
        sidecar(AttemptRole::Key, "key.asc", FoundBy::Printed),
        sidecar(
            AttemptRole::Signature,
            "rfc2350.txt.sig",
            FoundBy::UsualName,
        ),
    ];
    passes(&case, &staging, CheckId::SidecarsAreDiscoverable);
    staging.sidecars[1] = sidecar(AttemptRole::Signature, "final(2).bin", FoundBy::Looking);
    let found = finds(&case, &staging, CheckId::SidecarsAreDiscoverable);
    assert_eq!((found.0, found.1), (Outcome::Fail, Severity::Error));
    let Publishing::NotDiscoverable {
        role, print, usual, ..
    } = found.2
    else {
        unreachable!()
    };
    assert_eq!(role, AttemptRole::Signature);
    assert_eq!(
        print.as_deref(),
        Some("https://www.alpha.example/final(2).bin")
    );
    assert_eq!(usual.as_deref(), Some("rfc2350.txt.asc"));
}

#[test]
fn a_fingerprint_without_a_way_to_the_key_is_told_unless_the_document_or_a_key_server_gives_it() {
    let found = finds(&Case::sound(), &staged(), CheckId::SidecarsAreDiscoverable).2;
    assert!(matches!(found, Publishing::KeyPlaceMissing { .. }));
    let mut case = Case::sound();
    case.claims().urls = vec![url("https://keys.alpha.example", UrlRole::Keyserver)];
    assert_eq!(
        finds(&case, &staged(), CheckId::SidecarsAreDiscoverable).0,
        Outcome::NotApplicable
    );
    let mut case = Case::sound();
    let key = EmbeddedKey {
        armor: "armor".to_owned(),
        repaired: false,
        broken: None,
    };
    case.claims().embedded_keys = vec![claim(key, "-----BEGIN", "2.8")];
    assert_eq!(
        finds(&case, &staged(), CheckId::SidecarsAreDiscoverable).0,
        Outcome::NotApplicable
    );
}

#[test]
fn a_page_is_no_signature_and_the_file_is_named_instead() {
    let page = Resolution::Staged {
        path: "cert/index.html".to_owned(),
        page: true,
    };
    let (mut case, mut staging) =
        printing("https://www.alpha.example/cert/", UrlRole::Signature, page);
    case.claims()
        .urls
        .push(url("https://keys.alpha.example", UrlRole::Keyserver));
    staging.sidecars = vec![sidecar(
        AttemptRole::Signature,
        "rfc2350.txt.sig",
        FoundBy::UsualName,
    )];
    let found = finds(&case, &staging, CheckId::SidecarsAreDiscoverable);
    let Publishing::BehindPage { file: named, .. } = found.2 else {
        unreachable!()
    };
    assert_eq!(
        named.as_deref(),
        Some("https://www.alpha.example/rfc2350.txt.sig")
    );
    staging.urls.push(StagedUrl {
        claim: 0,
        resolution: file("rfc2350.txt.sig"),
        ..staging.urls[0].clone()
    });
    passes(&case, &staging, CheckId::SidecarsAreDiscoverable);
}
