//! Whose name a document bears, end to end: attack rows 43 to 47, and that no healthy partner is
//! accused because of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use bonafide_testkit::{CertSpec, TestCert, at};

use common::*;

/// Mallory's document under these names and with these addresses, by Mallory's own key.
fn by_mallory(name: &str, addresses: &[&str]) -> Case {
    let emails = addresses
        .iter()
        .map(|address| (*address).to_owned())
        .collect();
    let sheet = Sheet {
        official: name.to_owned(),
        short: name.to_owned(),
        emails,
        ..Sheet::mallory()
    };
    Case::signed(sheet.text(), &mallory())
}

const OWN: &[&str] = &["cert@mallory.example"];

/// Every way but a pin to know Alpha's key.
fn knowing_alpha(case: &Case) -> Vec<(&'static str, Case)> {
    let mut directory = case.clone();
    directory.trust.directories = vec![alpha_directory()];
    let mut root = case.clone();
    root.trust.roots = vec![common::root()];
    let certified = certified_alpha();
    root.dossier.certificates.push(Artifact {
        origin: web(OriginKind::PrintedUrl, "https://www.alpha.example/key.asc"),
        ..certified
    });
    vec![("directory", directory), ("trust root", root)]
}

fn disputed(case: &Case, by: CheckId) -> Assessment {
    let assessment = case.assess();
    assert_eq!(
        (assessment.verdict, assessment.why),
        (Verdict::Unverified, Some(Why::Disputed)),
        "{:?}",
        assessment.leaf
    );
    let warns = |finding: &Finding| {
        finding.check == by
            && finding.outcome == Outcome::Fail
            && finding.severity == Severity::Warning
    };
    assert!(assessment.findings.iter().any(warns), "{by}");
    assessment
}

/// Row 43.
#[test]
fn a_pinned_team_does_not_sign_as_a_team_that_only_another_kind_of_anchor_knows() {
    for (name, addresses) in [
        ("Alpha CERT", OWN),
        ("Alpha CERT", &["cert@alpha.example"]),
        ("Mallory CERT", &["cert@alpha.example"]),
    ] {
        let case = by_mallory(name, addresses).pin(mallory_pin());
        for (by, case) in knowing_alpha(&case) {
            let assessment = case.assess();
            assert_eq!(
                assessment.verdict,
                Verdict::Rejected,
                "{name} {addresses:?}, known by {by}: {:?}",
                assessment.leaf
            );
            assert_eq!(assessment.key.verdict, KeyVerdict::Conflicting);
        }
    }
    let mut seen = by_mallory("Mallory CERT", &["cert@alpha.example"]).pin(mallory_pin());
    seen.past = Past::Seen(vec![sight(&alpha())]);
    assert_eq!(
        seen.verdict(),
        Verdict::Rejected,
        "known by history: {:?}",
        seen.assess().leaf
    );
    let mut named = by_mallory("Alpha CERT", OWN).pin(mallory_pin());
    named.past = Past::Seen(vec![sight(&alpha())]);
    assert_eq!(
        named.verdict(),
        Verdict::Rejected,
        "known by history under that name: {:?}",
        named.assess().leaf
    );
    let mut changed = Case::signed(Sheet::alpha(&forged()).text(), &forged());
    changed.past = Past::Seen(vec![sight(&alpha())]);
    disputed(&changed, CheckId::AnchorsAgree);
}

fn sight(key: &TestCert) -> Sight {
    Sight {
        seen_at: at("2026-05-01T00:00:00Z"),
        verdict: Verdict::Authentic,
        document_sha256: "00".repeat(32),
        version: Some("1.1".to_owned()),
        date: None,
        signed_at: None,
        fingerprint: Some(key.fingerprint()),
        emails: vec!["cert@alpha.example".to_owned()],
        phones: Vec::new(),
        first_seen_at: None,
        language: None,
        media_type: None,
        teams: vec!["Alpha CERT".to_owned()],
        relation: SightRelation::Place,
    }
}

/// Row 44. Nothing else knows Alpha here: the certification itself has to say no.
#[test]
fn a_certification_covers_the_name_and_the_address_of_its_own_user_id() {
    let certified = |user_ids: &[&str], which: &[&str]| {
        let spec = CertSpec {
            user_ids: user_ids.iter().map(|id| (*id).to_owned()).collect(),
            ..CertSpec::new(user_ids[0])
        };
        let key = spec.build();
        let certified: Vec<_> = which
            .iter()
            .map(|id| {
                key.certified_by(&introducer(), id, at("2025-01-01T00:00:00Z"))
                    .armored()
            })
            .collect();
        (key, certified)
    };
    let verdict = |sheet: &Sheet, (key, certified): &(TestCert, Vec<Vec<u8>>)| {
        let sheet = Sheet {
            fingerprints: vec![key.fingerprint().to_string()],
            key_id: None,
            ..sheet.clone()
        };
        let mut case = certified
            .iter()
            .fold(Case::signed(sheet.text(), key), |case, armor| {
                case.key(armor.clone())
            });
        case.trust.roots = vec![root()];
        case.verdict()
    };
    let own = Sheet {
        official: "Mallory CERT".to_owned(),
        short: "Mallory".to_owned(),
        ..Sheet::mallory()
    };
    let named = |name: &str| Sheet {
        official: name.to_owned(),
        short: name.to_owned(),
        ..own.clone()
    };
    let mallory = certified(&[MALLORY], &[MALLORY]);
    assert_eq!(verdict(&own, &mallory), Verdict::Authentic);
    assert_eq!(
        verdict(&named("CSIRT Mallory"), &mallory),
        Verdict::Authentic,
        "the same but for generic words"
    );
    assert_eq!(
        verdict(&named("Alpha CERT"), &mallory),
        Verdict::Unanchored,
        "another name"
    );
    let elsewhere = Sheet {
        emails: vec!["cert@alpha.example".to_owned()],
        ..own.clone()
    };
    assert_eq!(
        verdict(&elsewhere, &mallory),
        Verdict::Unanchored,
        "another address"
    );
    let nameless = certified(&["cert@mallory.example"], &["cert@mallory.example"]);
    assert_eq!(
        verdict(&named("Alpha CERT"), &nameless),
        Verdict::Authentic,
        "a User ID without a name vouches for its address"
    );
    let both = [
        "Mallory CERT <press@mallory.example>",
        "Press <cert@mallory.example>",
    ];
    assert_eq!(
        verdict(&own, &certified(&both, &both)),
        Verdict::Unanchored,
        "two User IDs do not add up to one"
    );
}

/// Row 45.
#[test]
fn two_keys_for_one_team_in_one_snapshot_confirm_neither() {
    let other = |name: &str, address: &str, key: &TestCert| entry(name, address, key);
    for (what, second) in [
        ("name", other("ALPHA-CERT", "help@alpha.example", &forged())),
        ("address", other("Quay", "CERT@alpha.example", &forged())),
        ("both", other("Alpha CERT", "cert@alpha.example", &forged())),
    ] {
        let first = entry("Alpha CERT", "cert@alpha.example", &alpha());
        for entries in [
            vec![first.clone(), second.clone()],
            vec![second.clone(), first.clone()],
        ] {
            for key in [alpha(), forged()] {
                let mut case = Case::signed(Sheet::alpha(&key).text(), &key);
                case.trust.directories = vec![directory("2026-05-20", entries.clone())];
                let assessment = disputed(&case, CheckId::AnchorsAgree);
                assert!(
                    assessment.anchors.iter().all(|anchor| !anchor.accepted),
                    "{what}"
                );
                assert_eq!(
                    case.pin(pin("Alpha CERT", &key, "alpha.example")).verdict(),
                    Verdict::Authentic,
                    "a pin does, {what}"
                );
            }
        }
    }
    let mut case = Case::honest();
    let twice = vec![
        entry("Alpha CERT", "cert@alpha.example", &alpha()),
        entry("Alpha CERT", "help@alpha.example", &alpha()),
    ];
    case.trust.directories = vec![directory("2026-05-20", twice)];
    assert_eq!(
        case.verdict(),
        Verdict::Authentic,
        "one key under two entries"
    );
    let hidden = entry("Quay", "quay@alpha.example", &forged());
    let named = DirectoryEntry {
        names: vec!["Alpha CERT".to_owned(), "Quay".to_owned()],
        ..entry("", "cert@alpha.example", &alpha())
    };
    case.trust.directories = vec![directory("2026-05-20", vec![named, hidden])];
    assert_eq!(
        case.verdict(),
        Verdict::Unanchored,
        "the name that both have need not be printed"
    );
}

/// Spellings of an address of Tide CERT that a person reads, and that are read by no program as
/// they stand.
const TIDE: [&str; 40] = [
    "cert(xx)tide.example",
    "cert(\u{430}\u{434})tide.example",
    "cert[\u{e4}t]tide.example",
    "cert{@}tide.example",
    "cert<at>tide.example",
    "cert-at-tide.example",
    "cert AT tide.example",
    "cert&#64;tide.example",
    "cert(at-sign)tide.example",
    "cert (at sign) tide (dot) example",
    "cert (xx) tide.example",
    "cert at tide dot example",
    "cert\u{ff08}at\u{ff09}tide.example",
    "cert\u{3010}\u{732b}\u{3011}tide.example",
    "cert\u{ff20}tide\u{ff0e}example",
    "\u{ff43}\u{ff45}\u{ff52}\u{ff54}@tide.example",
    "cert @ tide.example",
    "cert@ tide.example",
    "cert@tide .example",
    "cert@tide. example",
    "cert@@tide.example",
    "cert@tide,example",
    "cert@tide",
    "cert\u{24d0}tide.example",
    "\u{441}ert@tide.example",
    "cert@t\u{456}de.example",
    "cert@\u{442}\u{438}\u{434}\u{435}.example",
    "c\u{e9}rt@tide.example",
    "cert@t\u{ed}de.example",
    "cert@xn--tde-qma.example",
    "ce\u{ad}rt@ti\u{ad}de.example",
    "cert\u{200b}@\u{200b}tide.example",
    "\u{202e}elpmaxe.edit@trec",
    "cert\u{200e}@tide.example",
    "\"cert\"@tide.example",
    "cert(duty)@tide.example",
    "cert@(duty)tide.example",
    "cert@[192.0.2.1]",
    "cert \u{441}\u{43e}\u{431}\u{430}\u{43a}\u{430} tide.example",
    "cert arroba tide punto example",
];

/// Row 46. The pinned, listed or certified team puts the other one's address beside its own.
#[test]
fn an_address_that_a_person_reads_and_the_program_does_not_is_another_teams() {
    let own = Sheet {
        official: "Tide CERT".to_owned(),
        short: "TIDE".to_owned(),
        user_id: "Tide CERT".to_owned(),
        ..Sheet::mallory()
    };
    let certified = mallory().certified_by(&introducer(), MALLORY, at("2025-01-01T00:00:00Z"));
    let worlds = |text: String| {
        let case = Case::signed(text, &mallory());
        let mut listed = case.clone();
        listed.trust.directories = vec![directory(
            "2026-05-20",
            vec![entry("Mallory CERT", "cert@mallory.example", &mallory())],
        )];
        let mut root = case.clone().key(certified.armored());
        root.trust.roots = vec![common::root()];
        [
            ("pin", case.pin(mallory_pin())),
            ("directory", listed),
            ("trust root", root),
        ]
    };
    // Without that address nothing speaks against it: a pin binds addresses, and the name is
    // nobody's that is known.
    assert_eq!(worlds(own.text())[0].1.verdict(), Verdict::Authentic);
    let emails = |first: &str, second: &str| vec![first.to_owned(), second.to_owned()];
    for tide in TIDE {
        let section =
            |number: &str, title: &str| format!("{number} {title}\n\n    E-mail: {tide}\n\n");
        for (place, sheet) in [
            (
                "alone",
                Sheet {
                    emails: vec![tide.to_owned()],
                    ..own.clone()
                },
            ),
            (
                "before",
                Sheet {
                    emails: emails(tide, "cert@mallory.example"),
                    ..own.clone()
                },
            ),
            (
                "behind",
                Sheet {
                    emails: emails("cert@mallory.example", tide),
                    ..own.clone()
                },
            ),
            (
                "other information",
                Sheet {
                    more: section("2.10", "Other Information"),
                    ..own.clone()
                },
            ),
            (
                "points of contact",
                Sheet {
                    more: section("2.11", "Points of Customer Contact"),
                    ..own.clone()
                },
            ),
            (
                "beside the key",
                Sheet {
                    user_id: format!("Tide CERT <{tide}>"),
                    ..own.clone()
                },
            ),
        ] {
            for (trust, case) in worlds(sheet.text()) {
                let assessment = case.assess();
                assert_ne!(
                    assessment.verdict,
                    Verdict::Authentic,
                    "{tide}, {place}, {trust}: {:?}",
                    case.profile().claims.emails
                );
            }
        }
        // The team's own name makes up for it; then what is not covered is said.
        let named = Sheet {
            official: "Mallory CERT".to_owned(),
            emails: emails("cert@mallory.example", tide),
            ..own.clone()
        };
        let [(_, pinned), ..] = worlds(named.text());
        let assessment = pinned.assess();
        let says = |finding: &Finding| {
            finding.check == CheckId::AnchorNamesThisTeam && finding.severity == Severity::Warning
        };
        assert!(
            assessment.findings.iter().any(says),
            "{tide}: {:?}",
            assessment.findings
        );
    }
}

/// An address of a named person is one that an anchor covers or does not: whoever writes there
/// takes it for the team.
#[test]
fn the_address_of_a_named_person_is_covered_or_not() {
    let own = Sheet {
        official: "Tide CERT".to_owned(),
        short: "TIDE".to_owned(),
        user_id: "Tide CERT".to_owned(),
        ..Sheet::mallory()
    };
    let member = |address: &str| {
        let more = format!(
            "2.9 Team Members\n\n    Contact person: Ada Strand\n    E-mail: {address}\n\n"
        );
        Case::signed(
            Sheet {
                more,
                ..own.clone()
            }
            .text(),
            &mallory(),
        )
        .pin(mallory_pin())
    };
    assert_eq!(
        member("ada.strand@mallory.example").verdict(),
        Verdict::Authentic
    );
    let other = member("ada.strand@tide.example");
    let role = |claim: &Claim<PrintedEmail>| {
        (claim.value.address == "ada.strand@tide.example").then_some(claim.value.role)
    };
    assert_eq!(
        other.profile().claims.emails.iter().find_map(role),
        Some(EmailRole::Member)
    );
    assert_ne!(
        other.verdict(),
        Verdict::Authentic,
        "{:?}",
        other.assess().anchors
    );
}

/// Row 47.
#[test]
fn names_that_look_like_a_known_teams_are_disputed_and_both_are_shown() {
    for disguised in [
        "\u{410}lpha CERT",
        "\u{ff21}\u{ff4c}\u{ff50}\u{ff48}\u{ff41} \u{ff23}\u{ff25}\u{ff32}\u{ff34}",
        "Àlpha CÉRT",
        "A1pha CERT",
        "AIpha C3RT",
        "Alpha National CERT",
        "Alpha CERT e.V.",
        "The Alpha Computer Security Incident Response Team",
    ] {
        for pinned in [false, true] {
            let case = by_mallory(disguised, OWN);
            let case = if pinned {
                case.pin(mallory_pin())
            } else {
                case
            };
            let mut worlds = knowing_alpha(&case);
            worlds.push(("pin", case.pin(alpha_pin())));
            for (by, case) in worlds {
                let assessment = disputed(&case, CheckId::AnchorNamesThisTeam);
                let Leaf::LooksLike { team, printed, .. } = &assessment.leaf else {
                    panic!("{disguised}, {by}: {:?}", assessment.leaf)
                };
                assert!(
                    team.starts_with("Alpha CERT") && disguised.contains(printed.as_str()),
                    "{by}: {team} {printed}"
                );
            }
        }
    }
    let mut expected = by_mallory("A1pha CERT", OWN).pin(alpha_pin());
    expected.trust.expected = vec![mallory().fingerprint()];
    disputed(&expected, CheckId::AnchorNamesThisTeam);
    expected.trust.team = Some("A1pha CERT".to_owned());
    assert_eq!(
        expected.verdict(),
        Verdict::Authentic,
        "the user says which of them is meant"
    );
}

/// A name inside a name, or in front of the address of a printed User ID, is read as the team's too.
#[test]
fn a_known_teams_name_within_a_printed_one_is_disputed() {
    let mut cases: Vec<(String, Case)> = [
        "Alpha CERT (Mallory CERT)",
        "Mallory CERT / Alpha CERT",
        "Mallory CERT – Alpha CERT",
        "A1pha CERT, Mallory CERT",
        "Mallory CERT - Alpha CERT",
        "Mallory CERT on behalf of Alpha-CERT",
        "Mallory CERT and Alpha-CERT",
        "Mallory CERT, now called CERT Alpha",
    ]
    .map(|name| (name.to_owned(), by_mallory(name, OWN)))
    .into();
    let sheet = Sheet {
        user_id: "Alpha CERT <cert@mallory.example>".to_owned(),
        ..Sheet::mallory()
    };
    cases.push(("User ID".to_owned(), Case::signed(sheet.text(), &mallory())));
    let sheet = Sheet {
        user_id: "Mallory CERT (Alpha CERT) <cert@mallory.example>".to_owned(),
        ..Sheet::mallory()
    };
    cases.push(("remark".to_owned(), Case::signed(sheet.text(), &mallory())));
    for (name, case) in cases {
        let alone = case.clone().pin(mallory_pin());
        assert_eq!(alone.verdict(), Verdict::Authentic, "{name}");
        let mut worlds = knowing_alpha(&alone);
        worlds.push(("pin", alone.pin(alpha_pin())));
        for (by, case) in worlds {
            let assessment = case.assess();
            assert_ne!(
                assessment.verdict,
                Verdict::Authentic,
                "{name}, Alpha known by {by}"
            );
            assert!(
                assessment.verdict > Verdict::Unanchored,
                "{name}, Alpha known by {by}: {:?}",
                assessment.leaf
            );
        }
    }
}

/// A list in which a namesake stands does not outweigh the pin of exactly that name.
#[test]
fn a_namesake_that_is_only_listed_does_not_outweigh_a_pin() {
    let case = by_mallory("Alpha CERT", OWN);
    let namesake = entry("Alpha CERT", "cert@mallory.example", &mallory());
    let mut listed = case.clone().pin(alpha_pin());
    listed.trust.directories = vec![directory("2026-05-20", vec![namesake])];
    assert_eq!(listed.verdict(), Verdict::Rejected);
    let mut unpinned = case;
    unpinned.trust.directories = listed.trust.directories.clone();
    assert_eq!(
        unpinned.verdict(),
        Verdict::Authentic,
        "nobody else is known by that name"
    );
}

/// Each is pinned for its one address, as the rows of a reviewed list are.
#[test]
fn a_team_that_prints_the_address_of_its_sister_too_is_not_rejected() {
    let sheet = Sheet {
        official: "Alpha Product Security Incident Response Team".to_owned(),
        short: "Alpha PSIRT".to_owned(),
        emails: vec![
            "psirt@alpha.example".to_owned(),
            "cert@alpha.example".to_owned(),
        ],
        user_id: "Alpha PSIRT <psirt@alpha.example>".to_owned(),
        ..Sheet::mallory()
    };
    let pinned = |team: &str, email: &str, pin: Pin| Pin {
        team: team.to_owned(),
        emails: vec![email.to_owned()],
        domains: Vec::new(),
        ..pin
    };
    let case = Case::signed(sheet.text(), &mallory())
        .pin(pinned("Alpha PSIRT", "psirt@alpha.example", mallory_pin()))
        .pin(pinned("Alpha CERT", "cert@alpha.example", alpha_pin()));
    assert_eq!(case.verdict(), Verdict::Authentic);
    let unpinned = Case::signed(sheet.text(), &mallory()).pin(pinned(
        "Alpha CERT",
        "cert@alpha.example",
        alpha_pin(),
    ));
    assert!(
        unpinned.verdict() > Verdict::Unanchored,
        "only the sister is known"
    );
}

/// Section 2.1 and every address are Mallory's own, and what a person reads first is another team.
#[test]
fn a_known_teams_name_in_the_title_is_disputed() {
    let titled = |title: &str| {
        let text = Sheet::mallory().text();
        let rest = text.split_once('\n').map(|(_, rest)| rest).unwrap();
        Case::signed(format!("{title}\n{rest}"), &mallory()).pin(mallory_pin())
    };
    for title in [
        "RFC 2350 profile of Alpha CERT",
        "Alpha-CERT: description according to RFC 2350",
        "\u{410}lpha CERT - RFC 2350",
        "Mallory CERT / Alpha CERT",
        "Mallory CERT\n\nAlpha CERT",
        "Alpha-CERT RFC 2350 version 1.2",
        "Alpha-CERT RFC 2350, TLP:CLEAR",
        "Profil du CERT Alpha.",
        "Mallory CERT on behalf of Alpha-CERT",
        "Team: Alpha-CERT",
    ] {
        let alone = titled(title);
        assert_eq!(alone.verdict(), Verdict::Authentic, "{title}");
        let mut worlds = knowing_alpha(&alone);
        worlds.push(("pin", alone.clone().pin(alpha_pin())));
        for (by, case) in worlds {
            let assessment = case.assess();
            assert!(
                assessment.verdict > Verdict::Unanchored,
                "{title}, Alpha known by {by}: {:?}",
                assessment.leaf
            );
        }
    }
    for own in [
        "MAL: description according to RFC 2350",
        "RFC 2350 profile of Mallory CERT",
        "RFC 2350",
        "CERT",
        "Mallory CERT\n\nMember of Alpha-CERT",
        "Mallory CERT\n\nAccredited by\nAlpha-CERT",
    ] {
        for (by, case) in knowing_alpha(&titled(own)) {
            assert_eq!(
                case.verdict(),
                Verdict::Authentic,
                "{own}, Alpha known by {by}"
            );
        }
    }
}

/// A house may be known under one name and its team under another.
#[test]
fn the_name_of_ones_own_house_in_a_user_id_is_no_other_teams() {
    let sheet = Sheet {
        user_id: "Beta House <cert@alpha.example>".to_owned(),
        ..Sheet::alpha(&alpha())
    };
    let mut case = Case::signed(sheet.text(), &alpha()).pin(alpha_pin());
    let house = |address| {
        let listed = entry("Beta House", address, &mallory());
        vec![directory("2026-05-20", vec![listed])]
    };
    case.trust.directories = house("cert@alpha.example");
    assert_eq!(case.verdict(), Verdict::Authentic);
    case.trust.directories = house("cert@beta.example");
    assert_ne!(case.verdict(), Verdict::Authentic, "it is somebody else's");
}

/// What must not be accused, though something known is like it.
#[test]
fn healthy_partners_beside_teams_of_like_names_stay_authentic() {
    let own = |name: &str, addresses: &[&str]| {
        let emails = addresses
            .iter()
            .map(|address| (*address).to_owned())
            .collect();
        let sheet = Sheet {
            official: name.to_owned(),
            short: name.to_owned(),
            emails,
            ..Sheet::alpha(&alpha())
        };
        Case::signed(sheet.text(), &alpha())
    };
    let with = |case: &Case, entries: Vec<DirectoryEntry>| {
        let mut case = case.clone();
        case.trust.directories = vec![directory("2026-05-20", entries)];
        case.assess()
    };
    let home: &[&str] = &["cert@alpha.example"];
    let pinned = |name: &str, addresses: &[&str]| {
        own(name, addresses).pin(pin(name, &alpha(), "alpha.example"))
    };

    let national = entry("Grove National CERT", "cert@grove.gov.example", &mallory());
    let assessment = with(&pinned("GROVE-CERT", home), vec![national.clone()]);
    assert_eq!(
        assessment.verdict,
        Verdict::Authentic,
        "a like name elsewhere: {:?}",
        assessment.leaf
    );
    assert!(
        assessment
            .findings
            .iter()
            .all(|finding| finding.severity < Severity::Warning),
        "and not even a warning"
    );

    let namesake = entry("GROVE-CERT", "cert@grove.gov.example", &mallory());
    assert_eq!(
        with(&pinned("GROVE-CERT", home), vec![namesake]).verdict,
        Verdict::Authentic,
        "the same name elsewhere"
    );

    let stale = entry(
        "Computer Emergency Response Team Grove",
        "cert@alpha.example",
        &mallory(),
    );
    let assessment = with(&pinned("GROVE-CERT", home), vec![stale]);
    assert_eq!(
        assessment.verdict,
        Verdict::Authentic,
        "the directory has not heard of the new key: {:?}",
        assessment.leaf
    );
    let warns = |finding: &Finding| {
        finding.check == CheckId::AnchorsAgree && finding.severity == Severity::Warning
    };
    assert!(assessment.findings.iter().any(warns));

    let parent = entry("National CERT", "cert@national.example", &mallory());
    let beside = &["cert@alpha.example", "cert@national.example"];
    assert_eq!(
        with(&pinned("GROVE-CERT", beside), vec![parent.clone()]).verdict,
        Verdict::Authentic,
        "a parent body's address"
    );
    let listed = entry("GROVE-CERT", "cert@alpha.example", &alpha());
    let mut case = own("GROVE-CERT", beside);
    case.trust.pins = vec![pin("National CERT", &mallory(), "national.example")];
    assert_eq!(
        with(&case, vec![listed.clone()]).verdict,
        Verdict::Authentic,
        "listed, and its parent body is pinned"
    );

    let mut unit = own("GROVE-CERT", &["cert@alpha.national.example"]);
    unit.trust.pins = vec![pin("National CERT", &mallory(), "national.example")];
    let of_unit = entry("GROVE-CERT", "cert@alpha.national.example", &alpha());
    assert_eq!(
        with(&unit, vec![of_unit]).verdict,
        Verdict::Authentic,
        "a unit below the pinned domain of its house"
    );

    let mut team = own("NCSC", home).pin(pin("Northland NCSC", &alpha(), "alpha.example"));
    let other = entry("NCSC", "info@ncsc.southland.example", &mallory());
    assert_eq!(
        with(&team, vec![other.clone()]).verdict,
        Verdict::Unverified,
        "another team of that very name is known, and many teams have that name"
    );
    team.trust.team = Some("Northland NCSC".to_owned());
    assert_eq!(
        with(&team, vec![other]).verdict,
        Verdict::Authentic,
        "the user says which"
    );
}
