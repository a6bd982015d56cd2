//! Transport and document: how it came, and whether it shows what it says.

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use crate::facts::UnusableCertificate;
use crate::fixture::*;

fn after(change: impl Fn(&mut Case)) -> Case {
    let mut case = Case::sound();
    change(&mut case);
    case
}

fn noticed(kind: ReadWarningKind) -> Case {
    after(|case| {
        case.profile().warnings = vec![ReadWarning {
            kind,
            place: None,
            detail: "there".to_owned(),
        }]
    })
}

#[test]
fn one_hop_without_tls_is_insecure() {
    let check = CheckId::TransportIsSecure;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let plain = after(|case| {
        case.dossier.document = Some(artifact(
            b"x",
            web(OriginKind::Flag, "http://www.alpha.example/r.txt"),
        ))
    });
    assert_eq!(plain.finds(check).1, Severity::Warning);
    let key = after(|case| {
        case.dossier.certificates = vec![artifact(
            b"x",
            web(OriginKind::PrintedUrl, "http://alpha.example/k"),
        )]
    });
    assert_eq!(key.finds(check).1, Severity::Note);
    let local = after(|case| {
        case.dossier.document = Some(artifact(b"x", Origin::file(OriginKind::Flag, "r.txt")));
        case.dossier.signatures.clear();
    });
    assert_eq!(local.outcome(check), Outcome::NotApplicable);
    assert_eq!(
        Case::sound().without_document().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn what_a_person_may_see_otherwise_fails_and_what_cannot_be_told_is_inconclusive() {
    let check = CheckId::DocumentShowsWhatItSays;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    for kind in [
        ReadWarningKind::GlyphsDiffer,
        ReadWarningKind::OptionalContent,
    ] {
        assert_eq!(noticed(kind).outcome(check), Outcome::Fail, "{kind:?}");
    }
    for kind in [ReadWarningKind::Truncated, ReadWarningKind::Damaged] {
        assert_eq!(
            noticed(kind).outcome(check),
            Outcome::Inconclusive,
            "{kind:?}"
        );
    }
    for kind in [
        ReadWarningKind::EarlierRevisionDiffers,
        ReadWarningKind::X509Signature,
        ReadWarningKind::HiddenText(HiddenBy::Color),
    ] {
        assert!(
            noticed(kind)
                .run(check)
                .iter()
                .all(|found| found.outcome == Outcome::Pass),
            "{kind:?} is told and accuses nobody"
        );
    }
    assert_eq!(
        Case::sound().unreadable().outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        Case::sound().without_document().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn a_contact_drawn_so_that_nobody_sees_it_fails_and_ordinary_hidden_parts_do_not() {
    let check = CheckId::DocumentShowsWhatItSays;
    let with = |address: &str, by| {
        after(|case| {
            case.claims()
                .emails
                .push(hidden(email(address, EmailRole::Contact), by))
        })
    };
    assert_eq!(
        with("evil@beta.example", HiddenBy::Color).outcome(check),
        Outcome::Fail
    );
    assert_eq!(
        with("cert@alpha.example", HiddenBy::Color).outcome(check),
        Outcome::Pass,
        "the same is visible"
    );
    for by in [
        HiddenBy::LinkTarget,
        HiddenBy::DisplayNone,
        HiddenBy::Metadata,
        HiddenBy::EarlierRevision,
    ] {
        assert_eq!(
            with("web@beta.example", by).outcome(check),
            Outcome::Pass,
            "{by:?}"
        );
    }
}

#[test]
fn a_document_full_of_oddities_is_described_in_bounded_space() {
    let case = after(|case| {
        let warning = ReadWarning {
            kind: ReadWarningKind::Script,
            place: None,
            detail: String::new(),
        };
        case.profile().warnings = vec![warning; 10_000];
        let detail = String::new();
        case.profile().warnings.push(ReadWarning {
            kind: ReadWarningKind::GlyphsDiffer,
            place: None,
            detail,
        });
    });
    let found = case.run(CheckId::DocumentShowsWhatItSays);
    assert!(found.len() <= 51);
    assert_eq!(
        found[0].outcome,
        Outcome::Fail,
        "the one that matters is not pushed out"
    );
}

#[test]
fn the_location_is_the_printed_one_near_it_or_elsewhere() {
    let check = CheckId::LocationIsCanonical;
    let at = |url: &str| {
        after(|case| {
            let value = PrintedUrl {
                url: url.to_owned(),
                role: UrlRole::Document,
                repairs: Vec::new(),
                alternatives: Vec::new(),
            };
            case.claims().urls = vec![claim(value, url, "1.3")];
        })
    };
    assert_eq!(
        at("https://www.alpha.example/rfc2350.txt").outcome(check),
        Outcome::Pass
    );
    assert_eq!(
        at("http://alpha.example/rfc2350.txt/").outcome(check),
        Outcome::Pass
    );
    assert_eq!(
        at("https://alpha.example/about").finds(check).1,
        Severity::Note
    );
    assert_eq!(
        at("https://beta.example/rfc2350.txt").finds(check).1,
        Severity::Warning
    );
    assert_eq!(Case::sound().outcome(check), Outcome::NotApplicable);
    assert_eq!(
        Case::sound().unreadable().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn a_redirect_from_the_printed_place_is_the_printed_place() {
    let mut case = after(|case| {
        let url = "https://alpha.example/profile".to_owned();
        let value = PrintedUrl {
            url: url.clone(),
            role: UrlRole::Document,
            repairs: Vec::new(),
            alternatives: Vec::new(),
        };
        case.claims().urls = vec![claim(value, &url, "1.3")];
    });
    let hop = Hop {
        url: "https://alpha.example/profile".to_owned(),
        status: 301,
    };
    if let Some(document) = &mut case.dossier.document {
        document.origin.chain = vec![hop];
    }
    assert_eq!(case.outcome(CheckId::LocationIsCanonical), Outcome::Pass);
}

#[test]
fn a_number_printed_elsewhere_and_not_in_its_own_section_is_a_contradiction() {
    let check = CheckId::ContactsAgree;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let also = |number: &str, section: &str| {
        after(|case| case.claims().phones.push(phone(number, section)))
    };
    assert_eq!(
        also("011111111", "2.11").outcome(check),
        Outcome::Pass,
        "the same number without its country"
    );
    assert_eq!(also("+3322222222", "2.11").outcome(check), Outcome::Fail);
    let foreign = after(|case| case.claims().phones = vec![phone("+3322222222", "2.11")]);
    assert_eq!(
        foreign.outcome(check),
        Outcome::Pass,
        "its own section prints none"
    );
    let misprinted = after(|case| case.claims().phones[0].value.misprinted = true);
    assert!(matches!(
        misprinted.finds(check).2,
        Detail::PhoneMisprinted { .. }
    ));
    let none = after(|case| {
        case.claims().phones.clear();
        case.claims().emails.clear();
    });
    assert_eq!(none.outcome(check), Outcome::NotApplicable);
    assert_eq!(
        Case::sound().unreadable().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn a_contact_that_only_a_person_can_read_fails_and_elsewhere_it_is_noted() {
    let check = CheckId::ContactsAgree;
    let with = |role, why| {
        let unread = unread_contact("cert\u{ff20}beta\u{ff0e}example", role);
        after(|case| {
            case.claims().unread_contacts = vec![Claim {
                value: UnreadContact {
                    why,
                    ..unread.value.clone()
                },
                ..unread.clone()
            }]
        })
    };
    let (outcome, severity, detail) = with(EmailRole::Contact, UnreadReason::FullStop).finds(check);
    assert_eq!((outcome, severity), (Outcome::Fail, Severity::Warning));
    assert!(matches!(detail, Detail::ContactUnread { .. }));
    assert_eq!(
        with(EmailRole::Other, UnreadReason::FullStop)
            .finds(check)
            .1,
        Severity::Note
    );
    assert_eq!(
        with(EmailRole::Other, UnreadReason::Direction)
            .finds(check)
            .1,
        Severity::Warning,
        "a disguise, wherever it is"
    );
    let mut hidden = with(EmailRole::Contact, UnreadReason::FullStop);
    hidden.claims().unread_contacts[0].hidden_by = Some(HiddenBy::Color);
    assert_eq!(hidden.outcome(check), Outcome::Pass);
}

#[test]
fn an_incident_address_of_another_section_must_stand_in_its_own_too() {
    let mut other = email("soc@beta.example", EmailRole::Contact);
    other.place.section = Some("5".to_owned());
    let case = after(|case| case.claims().emails.push(other.clone()));
    let (_, _, detail) = case.finds(CheckId::ContactsAgree);
    let own = vec!["cert@alpha.example".to_owned()];
    assert_eq!(
        detail,
        Detail::ContactElsewhere {
            value: "soc@beta.example".to_owned(),
            own_section: "2.7".to_owned(),
            own
        }
    );
}

#[test]
fn a_secret_key_is_never_repeated_and_an_unread_document_does_not_pass() {
    let check = CheckId::NoSecretKeyIsPrinted;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let printed =
        after(|case| case.claims().secret_keys = vec![claim((), "secret", "2.8")]).run(check);
    assert_eq!(printed[0].detail, Detail::SecretKeyPrinted);
    assert!(
        printed[0]
            .places
            .iter()
            .all(|place| place.excerpt.is_empty())
    );
    let published = after(|case| case.certificate().had_secret = true);
    assert_eq!(published.outcome(check), Outcome::Fail);
    // Whoever named the place: what stands on the web is everybody's.
    let named = |origin: Origin| {
        after(|case| {
            case.certificate().had_secret = true;
            case.certificate().origins = vec![origin.clone()];
        })
        .outcome(check)
    };
    let url = "https://www.alpha.example/key.asc";
    assert_eq!(named(web(OriginKind::Flag, url)), Outcome::Fail);
    let own = Origin {
        url: None,
        path: Some("key.asc".into()),
        ..web(OriginKind::Flag, url)
    };
    assert_eq!(named(own), Outcome::Pass, "a file of the user's own");
    let another = after(|case| {
        let unusable = UnusableCertificate {
            origin: Origin::embedded(),
            why: CertificateProblem::SecretDropped,
            secret: true,
        };
        case.facts.unusable = vec![unusable];
    });
    assert!(
        another
            .run(check)
            .iter()
            .any(|found| found.severity == Severity::Warning)
    );
    assert_eq!(
        Case::sound().unreadable().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn another_key_in_another_language_warns_an_older_translation_is_noted_and_neither_decides() {
    let check = CheckId::EditionsAgree;
    let with = |change: fn(&mut Case)| {
        after(|case| {
            let mut other = case.clone();
            change(&mut other);
            let twin = |reading| Twin {
                place: "fr.txt".to_owned(),
                document: Some(artifact(b"fr", web(OriginKind::PrintedUrl, URL))),
                reading,
            };
            case.dossier.twins = vec![twin(other.dossier.reading)];
        })
    };
    assert_eq!(Case::sound().outcome(check), Outcome::NotApplicable);
    assert_eq!(with(|_| {}).outcome(check), Outcome::Pass);
    let other_key = with(|case| case.claims().fingerprints = vec![printed(OTHER, KeyRole::Team)]);
    assert_eq!(
        (other_key.outcome(check), other_key.finds(check).1),
        (Outcome::Fail, Severity::Warning)
    );
    let older = with(|case| case.claims().versions = vec![claim("1.1".to_owned(), "1.1", "1.1")]);
    assert_eq!(
        (older.outcome(check), older.finds(check).1),
        (Outcome::Fail, Severity::Note)
    );
    assert_eq!(
        with(|case| *case = case.clone().unreadable()).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        with(|case| case.dossier.reading = None).outcome(check),
        Outcome::Inconclusive
    );
    for case in [with(|_| {}), other_key, older] {
        assert_eq!(case.assess().verdict, Case::sound().assess().verdict);
    }
}

#[test]
fn a_second_look_tells_an_update_from_a_disagreement() {
    let check = CheckId::PiecesAreOfOneMoment;
    let look = |status, found| {
        after(|case| {
            *case.signature() = signature_by(KEY, status);
            case.signature().report.origin = web(OriginKind::Sidecar, &format!("{URL}.sig"));
            case.dossier.second_look = Some(SecondLook {
                after_seconds: 3,
                found,
            });
        })
    };
    assert_eq!(Case::sound().outcome(check), Outcome::NotApplicable);
    assert_eq!(
        look(SignatureStatus::Good, SecondFound::Changed).outcome(check),
        Outcome::Pass
    );
    assert_eq!(
        look(SignatureStatus::Bad, SecondFound::Same).outcome(check),
        Outcome::Fail
    );
    assert_eq!(
        look(SignatureStatus::Bad, SecondFound::Changed).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        look(SignatureStatus::Bad, SecondFound::Nothing).outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn a_value_that_cannot_be_judged_warns_disputes_what_is_unanchored_and_leaves_an_anchored_one() {
    let shows = CheckId::DocumentShowsWhatItSays;
    let open = |mut case: Case| {
        case.claims().emails[0].not_judged = Some(NotJudged::Order);
        case
    };
    let (outcome, severity, detail) = open(Case::sound()).finds(shows);
    assert_eq!(
        (outcome, severity),
        (Outcome::Inconclusive, Severity::Warning)
    );
    assert_eq!(
        detail,
        Detail::NotJudged {
            value: "cert@alpha.example".to_owned(),
            construct: NotJudged::Order
        }
    );
    let assessment = open(Case::sound()).assess();
    assert_eq!(
        (assessment.verdict, assessment.leaf),
        (Verdict::Unverified, Leaf::Disputed { by: vec![shows] })
    );
    assert_eq!(open(Case::pinned()).assess().verdict, Verdict::Authentic);
    // The same value in a place that can be judged is enough.
    let mut twice = open(Case::sound());
    twice
        .claims()
        .emails
        .push(email("cert@alpha.example", EmailRole::Contact));
    assert_eq!(twice.outcome(shows), Outcome::Pass);

    let unambiguous = CheckId::FingerprintIsUnambiguous;
    let mut fingerprint = Case::sound();
    fingerprint.claims().fingerprints[0].not_judged = Some(NotJudged::EmbeddedFont);
    assert_eq!(fingerprint.finds(unambiguous).0, Outcome::Inconclusive);
    assert_eq!(
        fingerprint.assess().leaf,
        Leaf::Disputed {
            by: vec![unambiguous]
        }
    );
}
