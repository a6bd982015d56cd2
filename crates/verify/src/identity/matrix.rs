//! What becomes of a document of Mallory's in Alpha's name, whatever confirms Mallory's key and
//! whatever knows Alpha.

#![allow(clippy::unwrap_used, clippy::panic)]

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use crate::fixture::*;

/// `A`uthentic, `U`nanchored, `D`isputed, `R`ejected; a dash where the two cannot be had together.
///
/// Alpha CERT has the address cert@alpha.example, Mallory CERT cert@mallory.example. `own` claims
/// nobody else; `beside` prints both addresses under Mallory's name, as a team does that names its
/// parent body, and `name+beside` both under Alpha's.
const TABLE: &str = "
    key confirmed by | document claims | Alpha known by: pin root directory history nobody
    pin              | own             |                  A   A    A         A       A
    pin              | name            |                  R   R    R         R       A
    pin              | look-alike      |                  D   D    D         D       A
    pin              | words           |                  D   D    D         D       A
    pin              | address         |                  R   R    R         R       U
    pin              | name+address    |                  R   R    R         R       U
    pin              | beside          |                  A   A    A         A       A
    pin              | name+beside     |                  R   R    R         R       U
    expected         | own             |                  A   A    A         A       A
    expected         | name            |                  R   A    A         A       A
    expected         | look-alike      |                  D   D    D         D       A
    expected         | words           |                  D   D    D         D       A
    expected         | address         |                  R   A    A         A       A
    expected         | name+address    |                  R   A    A         A       A
    expected         | beside          |                  A   A    A         A       A
    expected         | name+beside     |                  R   A    A         A       A
    root             | own             |                  A   A    A         A       A
    root             | name            |                  R   R    R         R       U
    root             | look-alike      |                  D   D    D         D       U
    root             | words           |                  D   D    D         D       U
    root             | address         |                  R   R    R         R       U
    root             | name+address    |                  R   R    R         R       U
    root             | beside          |                  A   A    A         A       A
    root             | name+beside     |                  R   R    R         R       U
    directory        | own             |                  A   A    A         A       A
    directory        | name            |                  R   R    R         R       U
    directory        | look-alike      |                  D   D    D         D       U
    directory        | words           |                  D   D    D         D       U
    directory        | address         |                  R   R    R         R       U
    directory        | name+address    |                  R   R    R         R       U
    directory        | beside          |                  A   A    A         A       A
    directory        | name+beside     |                  R   R    R         R       U
    wkd              | own             |                  A   A    A         A       A
    wkd              | name            |                  R   R    R         D       A
    wkd              | look-alike      |                  D   D    D         D       A
    wkd              | words           |                  D   D    D         D       A
    wkd              | address         |                  R   R    R         D       U
    wkd              | name+address    |                  R   R    R         D       U
    wkd              | beside          |                  D   D    D         D       U
    wkd              | name+beside     |                  R   R    R         D       U
    history          | own             |                  A   A    A         -       A
    history          | name            |                  R   R    R         -       A
    history          | look-alike      |                  D   D    D         -       A
    history          | words           |                  D   D    D         -       A
    history          | address         |                  R   R    R         -       U
    history          | name+address    |                  R   R    R         -       U
    history          | beside          |                  D   D    D         -       U
    history          | name+beside     |                  R   R    R         -       U
    nobody           | own             |                  U   U    U         D       U
    nobody           | name            |                  R   R    R         D       U
    nobody           | look-alike      |                  D   D    D         D       U
    nobody           | words           |                  D   D    D         D       U
    nobody           | address         |                  R   R    R         D       U
    nobody           | name+address    |                  R   R    R         D       U
    nobody           | beside          |                  D   D    D         D       U
    nobody           | name+beside     |                  R   R    R         D       U
";

const OTHERS: [&str; 5] = ["pin", "root", "directory", "history", "nobody"];

/// A document by Mallory's key, which `KEY` is here.
fn document(claim: &str) -> Case {
    let (name, addresses): (&str, &[&str]) = match claim {
        "own" => ("Mallory CERT", &["cert@mallory.example"]),
        "name" => ("Alpha CERT", &["cert@mallory.example"]),
        "look-alike" => ("A1pha C\u{415}RT", &["cert@mallory.example"]),
        "words" => ("National CSIRT Alpha e.V.", &["cert@mallory.example"]),
        "address" => ("Mallory CERT", &["cert@alpha.example"]),
        "name+address" => ("Alpha CERT", &["cert@alpha.example"]),
        "beside" => (
            "Mallory CERT",
            &["cert@mallory.example", "cert@alpha.example"],
        ),
        "name+beside" => (
            "Alpha CERT",
            &["cert@mallory.example", "cert@alpha.example"],
        ),
        other => unreachable!("{other}"),
    };
    let mut case = Case::sound();
    case.dossier.document.as_mut().unwrap().origin =
        web(OriginKind::Flag, "https://hosting.example/rfc2350.txt");
    case.profile().team_name = Some(claim_of(name));
    case.claims().emails = addresses
        .iter()
        .map(|address| email(address, EmailRole::Contact))
        .collect();
    case.facts.certificates = vec![certificate_of(KEY, "Mallory CERT <cert@mallory.example>")];
    case
}

pub(super) fn claim_of(name: &str) -> Claim<String> {
    claim(name.to_owned(), name, "2.1")
}

/// Lets the user know a team by this kind of evidence.
pub(super) fn known(case: &mut Case, by: &str, team: &str, key: &str) {
    let (name, domain) = (
        format!("{team} CERT"),
        format!("{}.example", team.to_lowercase()),
    );
    let address = format!("cert@{domain}");
    match by {
        "pin" => case.trust.pins.push(pin(&name, key, &domain)),
        "expected" => case.trust.expected.push(fpr(key)),
        "root" => {
            if case.trust.roots.is_empty() {
                let certificate = artifact(b"", Origin::file(OriginKind::Keyring, "root.asc"));
                case.trust.roots.push(TrustRoot {
                    name: "introducer".to_owned(),
                    fingerprint: fpr(THIRD),
                    certificate,
                });
            }
            let certificates = &mut case.facts.certificates;
            if !certificates
                .iter()
                .any(|certificate| certificate.report.fingerprint == fpr(key))
            {
                certificates.push(certificate_of(key, &format!("{name} <{address}>")));
            }
            let certificate = certificates
                .iter_mut()
                .find(|certificate| certificate.report.fingerprint == fpr(key))
                .unwrap();
            certificate.user_ids[0].certified_by_roots =
                vec![(fpr(THIRD), Some(time("2025-05-05T00:00:00Z")))];
        }
        "directory" => {
            let entry = DirectoryEntry {
                names: vec![name],
                emails: vec![address],
                phones: Vec::new(),
                fingerprints: vec![fpr(key)],
            };
            if case.trust.directories.is_empty() {
                let (name, source) = ("list".to_owned(), "list.toml".to_owned());
                case.trust.directories.push(DirectorySnapshot {
                    name,
                    taken: day("2026-10-01"),
                    entries: Vec::new(),
                    source,
                });
            }
            case.trust.directories[0].entries.push(entry);
        }
        "history" => {
            case.policy.accept_anchors.push(AnchorKind::History);
            case.past = Past::Seen(vec![Sight {
                fingerprint: Some(fpr(key)),
                emails: vec![address],
                teams: vec![name],
                ..sight("1.1", "2025-01-01")
            }]);
        }
        "wkd" => {
            case.policy.accept_anchors.push(AnchorKind::Wkd);
            let url = format!("https://{domain}/.well-known/openpgpkey/hu/abc?l=cert");
            case.certificate().origins.push(web(OriginKind::Wkd, &url));
        }
        "nobody" => {}
        other => unreachable!("{other}"),
    }
}

fn letter(assessment: &Assessment) -> char {
    match (assessment.verdict, assessment.why) {
        (Verdict::Authentic, _) => 'A',
        (Verdict::Unanchored, _) => 'U',
        (Verdict::Unverified, Some(Why::Disputed)) => 'D',
        (Verdict::Rejected, _) => 'R',
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn every_anchor_meets_every_claim_on_a_team_known_in_every_way() {
    let mut wrong = Vec::new();
    let mut cells = 0;
    for row in TABLE.lines().filter(|line| !line.trim().is_empty()).skip(1) {
        let [anchor, claims, wanted] = row
            .split('|')
            .map(str::trim)
            .collect::<Vec<_>>()
            .try_into()
            .unwrap();
        for (by, wanted) in OTHERS.iter().zip(wanted.split_whitespace()) {
            cells += 1;
            if wanted == "-" {
                continue;
            }
            let mut case = document(claims);
            known(&mut case, anchor, "Mallory", KEY);
            known(&mut case, by, "Alpha", OTHER);
            let assessment = case.assess();
            if !wanted.starts_with(letter(&assessment)) {
                wrong.push(format!(
                    "{anchor} | {claims} | {by}: {} instead of {wanted}: {:?}",
                    letter(&assessment),
                    assessment.leaf
                ));
            }
        }
    }
    assert_eq!(cells, 8 * 7 * 5, "every cell of the table");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn both_names_are_shown_where_one_looks_like_the_other() {
    for by in ["pin", "root", "directory"] {
        for claims in ["look-alike", "words"] {
            let mut case = document(claims);
            known(&mut case, "pin", "Mallory", KEY);
            known(&mut case, by, "Alpha", OTHER);
            let Leaf::LooksLike {
                team,
                printed,
                same: false,
                ..
            } = case.assess().leaf
            else {
                panic!("{by}, {claims}")
            };
            assert!(team.starts_with("Alpha CERT"), "{team}");
            assert_eq!(printed, case.profile().team_name.as_ref().unwrap().value);
        }
    }
}

#[test]
fn a_second_pin_of_a_team_does_not_speak_against_the_first() {
    let mut case = document("name");
    known(&mut case, "pin", "Alpha", OTHER);
    assert_eq!(letter(&case.assess()), 'R', "Alpha has another key");
    case.trust
        .pins
        .push(pin("Alpha CERT", KEY, "elsewhere.example"));
    assert_eq!(
        letter(&case.assess()),
        'U',
        "it has this one too, and vouches for none of the contacts"
    );
}

#[test]
fn the_team_that_the_user_names_is_no_other_one_with_the_same_words_in_its_name() {
    let entry = |name: &str, address: &str, key: &str| DirectoryEntry {
        names: vec![name.to_owned()],
        emails: vec![address.to_owned()],
        phones: Vec::new(),
        fingerprints: vec![fpr(key)],
    };
    let judged = |named: &str, is_elm_listed: bool| {
        let mut case = document("own");
        case.profile().team_name = Some(claim_of("Elm ProductCERT"));
        known(&mut case, "directory", "Third", THIRD);
        let entries = &mut case.trust.directories[0].entries;
        entries.push(entry("Elm ProductCERT", "cert@mallory.example", KEY));
        if is_elm_listed {
            entries.push(entry("Elm CERT", "cert@elm.example", OTHER));
        }
        case.trust.team = Some(named.to_owned());
        letter(&case.assess())
    };
    assert_eq!(judged("Elm ProductCERT", true), 'A');
    assert_eq!(judged("Elm CERT", true), 'D');
    assert_eq!(
        judged("Elm CERT", false),
        'A',
        "nobody else bears that name"
    );
    assert_ne!(judged("Oak CERT", true), 'A');
}

#[test]
fn what_nobody_sees_in_front_of_a_name_hides_it_from_no_comparison() {
    for (unseen, wanted) in [("\u{200b}", 'R'), ("\u{3164}", 'D')] {
        let mut case = document("name");
        case.profile().team_name = Some(claim_of(&(unseen.repeat(250) + "Alpha CERT")));
        known(&mut case, "pin", "Mallory", KEY);
        known(&mut case, "pin", "Alpha", OTHER);
        assert_eq!(letter(&case.assess()), wanted, "{unseen:?}");
    }
}

#[test]
fn what_only_corroborates_is_asked_for_the_team_that_the_user_names_too() {
    for by in ["wkd", "history"] {
        let judged = |named: &str| {
            let mut case = document("own");
            known(&mut case, by, "Mallory", KEY);
            case.trust.team = Some(named.to_owned());
            letter(&case.assess())
        };
        assert_eq!(judged("Mallory CERT"), 'A', "{by}");
        assert_eq!(judged("Alpha CERT"), 'U', "{by}");
    }
}

fn listed(name: &str, address: &str, keys: &[&str]) -> DirectoryEntry {
    DirectoryEntry {
        names: vec![name.to_owned()],
        emails: vec![address.to_owned()],
        phones: Vec::new(),
        fingerprints: keys.iter().map(|key| fpr(key)).collect(),
    }
}

#[test]
fn a_team_of_whom_only_the_name_is_known_is_no_less_another_one() {
    for claims in ["name", "look-alike", "words", "name+address"] {
        let judged = |entry: DirectoryEntry| {
            let mut case = document(claims);
            known(&mut case, "pin", "Mallory", KEY);
            known(&mut case, "directory", "Third", THIRD);
            case.trust.directories[0].entries.push(entry);
            letter(&case.assess())
        };
        let alpha = judged(listed("Alpha CERT", "cert@alpha.example", &[]));
        assert!(['U', 'D'].contains(&alpha), "{claims}: {alpha}");
    }
    let mut case = document("own");
    known(&mut case, "pin", "Mallory", KEY);
    known(&mut case, "directory", "Third", THIRD);
    for (name, address) in [
        ("Mallory CERT", "cert@mallory.example"),
        ("Mallory Team e.V.", ""),
    ] {
        let mut entry = listed(name, address, &[]);
        entry.emails.retain(|email| !email.is_empty());
        case.trust.directories[0].entries.push(entry);
    }
    assert_eq!(letter(&case.assess()), 'A', "a list without its key");
}

#[test]
fn a_name_that_many_teams_have_contradicts_nobody() {
    for short in ["CSIRT", "Computer Emergency Response Team", "SOC"] {
        for by in ["pin", "directory"] {
            let judged = |is_known: bool| {
                let mut case = document("own");
                case.profile().team_short_name = Some(claim_of(short));
                if is_known {
                    known(&mut case, "pin", "Mallory", KEY);
                }
                known(&mut case, by, "Third", THIRD);
                if by == "pin" {
                    case.trust.pins.push(pin(short, OTHER, "elsewhere.example"));
                } else {
                    let entries = &mut case.trust.directories[0].entries;
                    entries.push(listed(short, "cert@elsewhere.example", &[OTHER]));
                }
                letter(&case.assess())
            };
            assert_eq!(judged(false), 'U', "{short}, {by}");
            assert_eq!(judged(true), 'A', "{short}, {by}");
        }
    }
}
