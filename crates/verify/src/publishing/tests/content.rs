//! Sections, dates, version, marking, placeholders.

use super::*;

fn section(number: &str, has_content: bool) -> Section {
    let place = Place {
        line: 3,
        section: Some(number.to_owned()),
        ..Place::default()
    };
    Section {
        number: Some(number.to_owned()),
        heading: format!("{number} Heading"),
        place,
        has_content,
    }
}

fn complete() -> Case {
    let mut case = Case::sound();
    case.profile().sections = OUTLINE
        .iter()
        .map(|known| section(known.number, true))
        .collect();
    case
}

#[test]
fn a_missing_and_an_empty_section_are_told_apart() {
    passes(&complete(), &staged(), CheckId::SectionsAreComplete);
    let mut case = complete();
    case.profile()
        .sections
        .retain(|section| section.number.as_deref() != Some("2.5"));
    let missing = Publishing::SectionsMissing {
        sections: vec![("2.5".to_owned(), "Facsimile Number".to_owned())],
    };
    let found = finds(&case, &staged(), CheckId::SectionsAreComplete);
    assert_eq!(found, (Outcome::Fail, Severity::Warning, missing));
    let mut case = complete();
    case.profile().sections[6].has_content = false;
    let found = finds(&case, &staged(), CheckId::SectionsAreComplete).2;
    assert!(matches!(found, Publishing::SectionEmpty { number, .. } if number == "2.4"));
}

#[test]
fn a_chapter_on_services_without_its_parts_is_complete_and_an_empty_one_is_not() {
    let mut case = complete();
    case.profile()
        .sections
        .retain(|section| !section.number.as_deref().unwrap().starts_with('5'));
    case.profile().sections.push(section("5", true));
    passes(&case, &staged(), CheckId::SectionsAreComplete);
    case.profile().sections.last_mut().unwrap().has_content = false;
    let found = run(&case, &staged(), CheckId::SectionsAreComplete);
    assert!(
        matches!(said(&found[0]), Publishing::SectionsMissing { sections } if sections.len() == 2)
    );
}

#[test]
fn lines_that_look_like_headings_out_of_order_are_the_text_of_the_section_before() {
    let mut case = complete();
    case.profile().sections[11].has_content = false;
    assert_eq!(case.profile().sections[11].number.as_deref(), Some("2.9"));
    case.profile().sections.insert(12, section("2.7", true));
    passes(&case, &staged(), CheckId::SectionsAreComplete);
}

fn unclear(raw: &str, candidates: &[&str]) -> Claim<PrintedDate> {
    let value = PrintedDate {
        date: None,
        candidates: candidates.iter().map(|text| day(text)).collect(),
        role: DateRole::Update,
    };
    claim(value, raw, "1.1")
}

#[test]
fn dates_of_one_reading_pass_and_others_say_what_they_may_be() {
    passes(&Case::sound(), &staged(), CheckId::DatesAreUnambiguous);
    let mut case = Case::sound();
    case.claims()
        .dates
        .push(unclear("01/10/2026", &["2026-01-10", "2026-10-01"]));
    let found = finds(&case, &staged(), CheckId::DatesAreUnambiguous);
    assert!(
        matches!(&found.2, Publishing::DateAmbiguous { candidates, .. } if candidates.len() == 2),
        "{found:?}"
    );
    assert_eq!((found.0, found.1), (Outcome::Fail, Severity::Error));
    case.claims().dates[1] = unclear("2024/19/11", &[]);
    assert!(matches!(
        finds(&case, &staged(), CheckId::DatesAreUnambiguous).2,
        Publishing::DateImpossible { .. }
    ));
}

#[test]
fn dates_of_the_last_update_must_agree_and_one_must_be_there() {
    let mut case = Case::sound();
    case.claims()
        .dates
        .push(date("2025-03-02", DateRole::Creation));
    passes(&case, &staged(), CheckId::DatesAreUnambiguous);
    case.claims().dates[1].value.role = DateRole::Update;
    let found = finds(&case, &staged(), CheckId::DatesAreUnambiguous).2;
    assert_eq!(
        found,
        Publishing::DatesDisagree {
            first: day("2026-01-10"),
            other: day("2025-03-02")
        }
    );
    case.claims().dates.clear();
    assert_eq!(
        finds(&case, &staged(), CheckId::DatesAreUnambiguous).2,
        Publishing::NoUpdateDate
    );
}

#[test]
fn a_date_of_validity_has_to_have_one_reading_too() {
    let mut case = Case::sound();
    let value = PrintedDate {
        date: None,
        candidates: vec![day("2027-02-03"), day("2027-03-02")],
        role: DateRole::Expiry,
    };
    let mut expiry = claim(PrintedExpiry::Date(value), "02/03/2027", "1.5");
    expiry.place.line = 20;
    case.claims().expiry = Some(expiry);
    assert!(matches!(
        finds(&case, &staged(), CheckId::DatesAreUnambiguous).2,
        Publishing::DateAmbiguous { .. }
    ));
}

#[test]
fn versions_must_agree_with_each_other_and_with_the_name_of_the_file() {
    passes(
        &Case::sound(),
        &staged(),
        CheckId::IdentificationMatchesFile,
    );
    let mut case = Case::sound();
    case.claims()
        .versions
        .push(claim("1.3".to_owned(), "1.3", "1.5"));
    let found = finds(&case, &staged(), CheckId::IdentificationMatchesFile).2;
    assert_eq!(
        found,
        Publishing::VersionsDisagree {
            first: "1.2".to_owned(),
            other: "1.3".to_owned()
        }
    );
    let named = Staging {
        path: "rfc2350_v1.1.txt".to_owned(),
        ..staged()
    };
    let found = finds(&Case::sound(), &named, CheckId::IdentificationMatchesFile).2;
    assert!(matches!(found, Publishing::VersionInName { named, .. } if named == "1.1"));
    passes(
        &Case::sound(),
        &Staging {
            path: "rfc2350_V1.txt".to_owned(),
            ..staged()
        },
        CheckId::IdentificationMatchesFile,
    );
    case.claims().versions.clear();
    assert_eq!(
        finds(&case, &staged(), CheckId::IdentificationMatchesFile).2,
        Publishing::NoVersion
    );
}

#[test]
fn numbers_of_headings_are_no_versions() {
    let mut case = Case::sound();
    case.claims()
        .versions
        .push(claim("1.1".to_owned(), "1.1", "1.1"));
    case.claims()
        .versions
        .push(claim("1.3".to_owned(), "1.3", "1.3"));
    passes(&case, &staged(), CheckId::IdentificationMatchesFile);
}

#[test]
fn validity_and_marking_are_asked_for_and_hidden_ones_do_not_count() {
    let mut case = Case::sound();
    assert_eq!(
        finds(&case, &staged(), CheckId::ValidityIsStated).2,
        Publishing::ValidityMissing
    );
    assert_eq!(
        finds(&case, &staged(), CheckId::TlpIsMarked).2,
        Publishing::TlpMissing
    );
    case.claims().expiry = Some(claim(
        PrintedExpiry::UntilSuperseded,
        "until superseded",
        "1.5",
    ));
    case.claims().tlp = Some(claim("TLP:CLEAR".to_owned(), "TLP:CLEAR", "1"));
    passes(&case, &staged(), CheckId::ValidityIsStated);
    passes(&case, &staged(), CheckId::TlpIsMarked);
    case.claims().tlp = Some(hidden(
        claim("TLP:CLEAR".to_owned(), "TLP:CLEAR", "1"),
        HiddenBy::Color,
    ));
    assert_eq!(
        finds(&case, &staged(), CheckId::TlpIsMarked).2,
        Publishing::TlpMissing
    );
    for (word, restricts) in [("TLP:WHITE", false), ("TLP:AMBER", true)] {
        case.claims().tlp = Some(claim(word.to_owned(), word, "1"));
        let found = finds(&case, &staged(), CheckId::TlpIsMarked).2;
        assert_eq!(matches!(found, Publishing::TlpRestricts { .. }), restricts);
        assert_eq!(matches!(found, Publishing::TlpOld { .. }), !restricts);
    }
}

#[test]
fn placeholders_are_found_at_their_place_and_a_pdf_says_what_was_searched() {
    let text = |text: &str| Staging {
        text: Some(text.to_owned()),
        ..staged()
    };
    passes(
        &Case::sound(),
        &text("Official name: Alpha CERT\n"),
        CheckId::NoPlaceholderIsLeft,
    );
    let found = run(
        &Case::sound(),
        &text("Title\nÉquipe : [team name]\n"),
        CheckId::NoPlaceholderIsLeft,
    );
    let place = &found[0].places[0].place;
    assert_eq!((place.line, place.column, place.length), (2, 10, 11));
    let pdf = finds(&Case::sound(), &staged(), CheckId::NoPlaceholderIsLeft);
    assert_eq!(
        (pdf.0, pdf.2),
        (
            Outcome::Pass,
            Publishing::NoPlaceholder { whole_text: false }
        )
    );
    let mut case = Case::sound();
    case.claims().emails[0].excerpt = "E-mail: cert@example.org".to_owned();
    assert_eq!(
        finds(&case, &staged(), CheckId::NoPlaceholderIsLeft).0,
        Outcome::Fail
    );
    let mut case = Case::sound();
    case.claims().fingerprints[0].value.problem = Some(FingerprintProblem::Placeholder);
    assert_eq!(
        finds(&case, &staged(), CheckId::NoPlaceholderIsLeft).0,
        Outcome::Fail
    );
}
