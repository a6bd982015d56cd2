//! Dates in every way that profiles print them.

#![allow(clippy::unwrap_used)]
use super::*;

fn one(raw: &str) -> Vec<String> {
    let all = dates(raw, 10, None);
    assert_eq!(all.len(), 1, "{raw}: {all:?}");
    all[0].candidates.iter().map(ToString::to_string).collect()
}

#[test]
fn every_form_is_read() {
    for (raw, date) in [
        ("2022-05-22", "2022-05-22"),
        ("2026/01/19 (yyyy/mm/dd)", "2026-01-19"),
        ("10/10/2023", "2023-10-10"),
        ("20.09.2024", "2024-09-20"),
        ("28-03-2025", "2025-03-28"),
        ("29/05/2024.", "2024-05-29"),
        ("May, 22nd 2022", "2022-05-22"),
        ("May 22, 2022", "2022-05-22"),
        ("22nd of May, 2022", "2022-05-22"),
        ("Wed, 1 February 2022 10:00:00 +0100", "2022-02-01"),
        ("Thu, 13 Sept 2018 08h18", "2018-09-13"),
        ("30 September 2025", "2025-09-30"),
        ("7 Mei 2026", "2026-05-07"),
        ("terça-feira, 22 de abril de 2025", "2025-04-22"),
        ("1er juin 2021", "2021-06-01"),
        ("1. März 2022", "2022-03-01"),
        ("6 juni 2021", "2021-06-06"),
        ("12 grudnia 2021", "2021-12-12"),
        ("6. júna 2021", "2021-06-06"),
        ("3 dicembre 2020", "2020-12-03"),
        ("22-May-2022", "2022-05-22"),
        ("06/07/2029 (dd/mm/yyyy)", "2029-07-06"),
        ("le 06/07/2029 (JJ/MM/AAAA)", "2029-07-06"),
        ("2022-05-22T10:00:00Z", "2022-05-22"),
        ("20. 9. 2024", "2024-09-20"),
        ("20260408", "2026-04-08"),
        ("8/IV/2026", "2026-04-08"),
        ("8.IV.2026", "2026-04-08"),
        ("8 XII 2026", "2026-12-08"),
        ("2026年4月8日", "2026-04-08"),
        ("2026年 4月 8日", "2026-04-08"),
        ("令和8年4月8日", "2026-04-08"),
        ("2026년 4월 8일", "2026-04-08"),
        ("8 Apr '26", "2026-04-08"),
        ("8 April ’26", "2026-04-08"),
        ("8/iv/2026", "2026-04-08"),
        ("8. xii. 2026", "2026-12-08"),
        ("25.04.'26", "2026-04-25"),
        ("25/4/’26", "2026-04-25"),
        ("25. 4. '26", "2026-04-25"),
        ("25/4/26", "2026-04-25"),
        ("25-04-26", "2026-04-25"),
        ("8-Apr-26", "2026-04-08"),
        ("8 April 26", "2026-04-08"),
        ("25042026", "2026-04-25"),
        ("20260408T101500Z", "2026-04-08"),
        ("２０２６年４月８日", "2026-04-08"),
        ("２０２６／０４／０８", "2026-04-08"),
        ("平成30年4月8日", "2018-04-08"),
        ("民國115年4月8日", "2026-04-08"),
        ("２５ April 2026", "2026-04-25"),
        ("٢٥/٠٤/٢٠٢٦", "2026-04-25"),
        ("2026 m. balandžio 8 d.", "2026-04-08"),
        ("2026. gada 8. aprīlis", "2026-04-08"),
        ("08APR2026", "2026-04-08"),
        ("Apr-08-2026", "2026-04-08"),
        ("R8.4.8", "2026-04-08"),
    ] {
        assert_eq!(one(raw), [date], "{raw}");
    }
}

#[test]
fn an_ambiguous_order_keeps_both_readings() {
    assert_eq!(one("06/07/2029"), ["2029-06-07", "2029-07-06"]);
    assert_eq!(one("06.07.2029"), ["2029-06-07", "2029-07-06"]);
}

#[test]
fn an_impossible_date_has_no_reading() {
    assert!(one("2024/19/11").is_empty());
    assert!(one("31.02.2024").is_empty());
    assert!(one("30 February 2024").is_empty());
    for raw in [
        "14 Febuari 2026",
        "14. Septmeber 2026",
        "14 de Febuary de 2026",
        "8 abirl de 2026",
        "8th of Septmber 2026",
        "Febuary 14, 2026",
        "Aprl 8 2026",
        "Setpember 8th, 2026",
        "Janaury 08 2026",
        "2026-Apirl-08",
        "2026 Ferbuary 8",
    ] {
        assert!(one(raw).is_empty(), "{raw}");
        let found = &dates(raw, 10, None)[0];
        assert!(
            !found.is_certain && raw.get(found.range.clone()) == Some(raw),
            "{raw}: {found:?}"
        );
    }
}

#[test]
fn a_date_in_digits_of_another_script_stands_where_it_is_printed() {
    for raw in [
        "更新日：２０２６年４月８日。",
        "２０２６-０４-０８",
        "in ２０ days: 8 April 2026, ２ more",
    ] {
        let found = &dates(raw, 10, None)[0];
        assert_eq!(found.candidates, ["2026-04-08".parse().unwrap()], "{raw}");
        let printed = raw.get(found.range.clone()).unwrap();
        assert!(
            raw.contains(printed) && printed.ends_with(['日', '８', '6']),
            "{raw}: {printed}"
        );
    }
}

#[test]
fn a_month_without_a_day_is_not_understood() {
    for raw in [
        "April 2026",
        "avril 2026",
        "04/2026",
        "2026-04",
        "04.2026",
        "Version 2.1 of April 2026",
    ] {
        let found = &dates(raw, 10, None)[0];
        assert!(
            found.candidates.is_empty() && !found.is_certain && found.range.end == raw.len(),
            "{raw}: {found:?}"
        );
    }
    for raw in [
        "we may 2026 times",
        "RFC 2350-2026",
        "April 20265",
        "13/2026",
        "2026-13",
        "v2026-04.1",
        "10.2026.1",
    ] {
        assert!(
            dates(raw, 10, None)
                .iter()
                .all(|found| !found.candidates.is_empty() || raw.contains("may")),
            "{raw}"
        );
    }
}

#[test]
fn other_numbers_are_no_dates() {
    for raw in [
        "192.168.1.1",
        "version 1.2.3",
        "01.84.19.07.27",
        "+33 1 84 19 07 27",
        "24/7",
        "ISO 27001-2013",
        "9am-5pm",
        "RFC 2350",
        "may 2",
        "8 May 10:30",
        "Section 8, 2026",
        "Room 8, 2026",
        "4.30.99",
        "0123 4567",
        "00042026",
        "14 juillet",
    ] {
        assert!(dates(raw, 10, None).is_empty(), "{raw}");
    }
}
