//! What belongs together on a page, and what only stands beside each other.

use super::builder::{Doc, text_at};
use super::{read, texts};
use crate::document::Line;

/// A line of text in a size of its own after what stands in another one, moved up.
fn with_mark(text: &str, mark: &str, width: f64, size: f64, up: f64) -> String {
    format!(
        "BT /F1 12 Tf 72 700 Td ({text}) Tj ET BT /F1 {size} Tf {} {} Td ({mark}) Tj ET\n",
        72.0 + width,
        700.0 + up
    )
}

fn first_line(content: &str) -> String {
    read(&Doc::of(content)).lines[0].text.to_string()
}

/// The visible lines, where nothing goes on over a bar.
fn joined(lines: &[Line<'_>]) -> String {
    let visible = lines.iter().filter(|line| line.hidden_by.is_none());
    visible
        .map(|line| format!("{}{}", if line.apart { "|" } else { "/" }, line.text))
        .collect()
}

/// Two cards of three lines, drawn in that order.
fn cards(order: &[usize], gap: f64) -> String {
    let lines = [
        ("Key ID: 47C150243CA2156A", 72.0, 700.0),
        ("Fingerprint: 665B 2DF2 02E9", 72.0, 684.0),
        ("17FC B3DF 3B12", 72.0, 668.0),
        ("Key ID: E661184B491247A3", 72.0 + gap, 700.0),
        ("Fingerprint: BBC3 9C7B 3F21", 72.0 + gap, 684.0),
        ("6743 9A5E B924", 72.0 + gap, 668.0),
    ];
    order
        .iter()
        .map(|&index| lines[index])
        .map(|(text, x, y)| text_at(x, y, 12.0, text))
        .collect()
}

const CARDS: &str = "/Key ID: 47C150243CA2156A/Fingerprint: 665B 2DF2 02E9/17FC B3DF 3B12\
                     |Key ID: E661184B491247A3/Fingerprint: BBC3 9C7B 3F21/6743 9A5E B924";

#[test]
fn cards_beside_each_other_are_read_one_after_the_other() {
    for (order, gap) in [
        // Card by card, with a wide and with a narrow gap; line by line.
        (&[0, 1, 2, 3, 4, 5], 260.0),
        (&[0, 1, 2, 3, 4, 5], 175.0),
        (&[3, 4, 5, 0, 1, 2], 260.0),
        (&[0, 3, 1, 4, 2, 5], 260.0),
    ] {
        let layout = read(&Doc::of(&cards(order, gap)));
        assert_eq!(joined(&layout.lines), CARDS, "{order:?} {gap}");
        for line in &layout.other_order {
            assert!(
                !(line.text.contains("17FC") && line.text.contains("6743")),
                "{line:?}"
            );
        }
    }
}

#[test]
fn a_label_that_is_wrapped_in_its_cell_stands_in_front_of_its_value() {
    let page = |label: [&str; 2], order: [usize; 4]| {
        let cells = [
            (label[0], 72.0, 700.0),
            (label[1], 72.0, 686.0),
            ("3F91 2B7B B284 0BCC B09D 0B71 9047 0CBB", 200.0, 700.0),
            ("0F9A AA1B", 200.0, 686.0),
        ];
        let content: String = order
            .iter()
            .map(|&index| cells[index])
            .map(|(text, x, y)| text_at(x, y, 12.0, text))
            .collect();
        joined(&read(&Doc::of(&content)).lines)
    };
    let (first, rest) = ("3F91 2B7B B284 0BCC B09D 0B71 9047 0CBB", "0F9A AA1B");
    assert_eq!(
        page(["Abuse", "fingerprint"], [0, 1, 2, 3]),
        format!("/Abuse fingerprint\t{first}/{rest}")
    );
    // Drawn line by line, or two labels below each other: each line stays as it is.
    for (label, order) in [
        (["Abuse", "fingerprint"], [0, 2, 1, 3]),
        (["Fingerprint", "Key ID"], [0, 1, 2, 3]),
    ] {
        assert_eq!(
            page(label, order),
            format!("/{}\t{first}/{}\t{rest}", label[0], label[1]),
            "{label:?} {order:?}"
        );
    }
}

#[test]
fn labels_and_values_stay_in_one_row() {
    for order in [[0, 1, 2, 3, 4, 5], [0, 2, 4, 1, 3, 5]] {
        let cells = [
            ("Name of the team", 72.0, 700.0),
            ("CERT-KORAL", 260.0, 700.0),
            ("Telephone number", 72.0, 684.0),
            ("+32 2 555 0101", 260.0, 684.0),
            ("E-mail address", 72.0, 668.0),
            ("cert@koral.example", 260.0, 668.0),
        ];
        let content: String = order
            .iter()
            .map(|&index| cells[index])
            .map(|(text, x, y)| text_at(x, y, 12.0, text))
            .collect();
        let expected = [
            "Name of the team\tCERT-KORAL",
            "Telephone number\t+32 2 555 0101",
            "E-mail address\tcert@koral.example",
        ];
        assert_eq!(
            texts(&read(&Doc::of(&content)).lines),
            expected,
            "{order:?}"
        );
    }
}

#[test]
fn a_long_table_of_labels_and_values_is_no_pair_of_columns() {
    let rows = [
        "Name of the first contact person:",
        "Telephone number and extension:",
        "Address for electronic mail, team:",
    ];
    let content: String = (0..9)
        .map(|row| {
            let y = 700.0 - 20.0 * f64::from(row);
            text_at(72.0, y, 11.0, rows[row as usize % 3])
                + &text_at(330.0, y, 11.0, "an entry that is as long as they are")
        })
        .collect();
    let layout = read(&Doc::of(&content));
    assert_eq!(layout.lines.len(), 9);
    assert!(
        layout
            .lines
            .iter()
            .all(|line| line.text.contains(":\tan entry")),
        "{:?}",
        texts(&layout.lines)
    );
}

#[test]
fn digits_that_are_scattered_are_no_value_in_either_order() {
    // One after the other in the order drawn, each somewhere else.
    let places = [
        (72.0, 700.0),
        (400.0, 640.0),
        (100.0, 500.0),
        (300.0, 420.0),
        (420.0, 300.0),
        (80.0, 120.0),
    ];
    let groups = ["0123", "4567", "89AB", "CDEF", "0246", "8ACE"];
    let mut content = text_at(72.0, 740.0, 12.0, "Some text that stands on the page");
    for ((x, y), group) in places.iter().zip(groups) {
        content += &text_at(*x, *y, 12.0, group);
    }
    for (what, content) in [
        ("down", content.clone()),
        (
            "and up again",
            content + &text_at(72.0, 720.0, 12.0, "More text"),
        ),
    ] {
        let layout = read(&Doc::of(&content));
        for lines in [&layout.lines, &layout.other_order] {
            let mut parts = lines
                .iter()
                .filter(|line| groups[1..].contains(&&*line.text));
            assert!(parts.all(|line| line.apart), "{what}: {}", joined(lines));
        }
    }
    // The same below each other is one value.
    let column: String = groups
        .iter()
        .zip(0..)
        .map(|(group, row)| text_at(72.0, 700.0 - 16.0 * f64::from(row), 12.0, group))
        .collect();
    assert!(read(&Doc::of(&column)).lines.iter().all(|line| !line.apart));
}

#[test]
fn small_signs_above_the_line_are_no_part_of_the_value() {
    for (size, up) in [(8.0, 4.3), (7.0, 4.0), (10.0, 4.0), (9.0, 2.0), (6.0, 5.0)] {
        assert_eq!(
            first_line(&with_mark("2485 CF71", "1", 57.4, size, up)),
            "2485 CF71 ¹",
            "{size} {up}"
        );
        assert_eq!(
            first_line(&with_mark("cert@koral.example", "12", 108.0, size, up)),
            "cert@koral.example ¹²",
            "{size} {up}"
        );
        assert_eq!(
            first_line(&with_mark("2485 CF71", "a", 57.4, size, up)),
            "2485 CF71 ᵃ",
            "{size} {up}"
        );
    }
    // Of the same size, or on the same line, they are.
    assert_eq!(
        first_line(&with_mark("2485 CF71", "1", 57.4, 12.0, 0.0)),
        "2485 CF711"
    );
    assert_eq!(
        first_line(&with_mark("2485 CF71", "1", 57.4, 8.0, 0.0)),
        "2485 CF711"
    );
}

#[test]
fn an_ordinal_is_one_word() {
    assert_eq!(
        first_line(&with_mark("May 1", "st", 32.8, 7.0, 4.0)),
        "May 1st"
    );
    assert_eq!(
        first_line(&with_mark("le 1", "er", 19.4, 7.0, 4.0)),
        "le 1er"
    );
}

/// Lines of text with a number beside each.
fn numbered(x: f64, size: f64, number: impl Fn(usize) -> String) -> Vec<u8> {
    let rows = [
        "This is the profile of a team",
        "Fingerprint: D2E1 6B3E 3739 0F95",
        "BA43 F648 A8D0 C0A1 1FBE 4B70",
        "and",
        "more",
        "text",
    ];
    let content: String = rows
        .iter()
        .enumerate()
        .map(|(row, text)| {
            let y = 700.0 - 16.0 * row as f64;
            text_at(x, y, size, &number(row)) + &text_at(90.0, y, 12.0, text)
        })
        .collect();
    Doc::of(&content)
}

#[test]
fn numbers_of_lines_are_no_text() {
    for (x, size, step, from) in [
        (60.0, 12.0, 1, 1),
        (72.0, 6.0, 1, 21),
        (50.0, 8.0, 5, 5),
        (400.0, 12.0, 1, 1),
    ] {
        let layout = read(&numbered(x, size, |row| (from + step * row).to_string()));
        assert_eq!(
            layout.lines[2].text, "BA43 F648 A8D0 C0A1 1FBE 4B70",
            "{x} {size}"
        );
        assert!(!layout.lines[2].apart);
        assert!(
            layout.other_order.is_empty()
                || layout
                    .other_order
                    .iter()
                    .all(|line| line.text.parse::<u32>().is_err())
        );
    }
    // Numbers that do not count belong to the lines.
    let layout = read(&numbered(60.0, 12.0, |row| {
        ["7", "3", "3", "9", "1", "4"][row].to_owned()
    }));
    assert!(
        layout.lines[2].text.starts_with('3'),
        "{:?}",
        layout.lines[2].text
    );
}

#[test]
fn letters_that_stand_apart_by_the_same_are_one_word() {
    let spaced = |text: &str, step: f64| -> String {
        let drawn = |(c, at): (char, i32)| {
            text_at(72.0 + f64::from(at) * step, 700.0, 12.0, &c.to_string()).replace("/F1", "/F2")
        };
        text.chars().zip(0..).map(drawn).collect()
    };
    for step in [10.0, 12.0, 14.0] {
        assert_eq!(
            first_line(&spaced("E1FC554437C5", step)),
            "E1FC554437C5",
            "{step}"
        );
    }
    // Words with one gap between all of them are words.
    let words = "BT /F2 12 Tf 72 700 Td [(one) -500 (two) -500 (six) -500 (ten) -500 (a) -500 (b) -500 (c)] TJ ET";
    assert_eq!(first_line(words), "one two six ten a b c");
}

/// Pages with a head and a foot around some lines.
fn pages(
    head: impl Fn(usize) -> String,
    foot: impl Fn(usize) -> String,
    bodies: &[&[&str]],
) -> Vec<u8> {
    let mut doc = Doc::new();
    for (number, body) in bodies.iter().enumerate() {
        let mut content =
            text_at(72.0, 760.0, 10.0, &head(number)) + &text_at(72.0, 30.0, 10.0, &foot(number));
        for (row, text) in body.iter().enumerate() {
            content += &text_at(72.0, 700.0 - 16.0 * row as f64, 12.0, text);
        }
        doc.page(&content, "", "");
    }
    doc.bytes()
}

#[test]
fn a_value_goes_on_over_the_foot_and_head_of_pages() {
    let bodies: [&[&str]; 3] = [
        &["2.8 Public keys", "Fingerprint: 8580 2AF9 5835 3CCD E2CA"],
        &["20C2 3D9D 7935 D039 0554", "Some text"],
        &["5. Incident reporting forms", "None"],
    ];
    let layout = read(&pages(
        |_| "RFC 2350 of CERT-KORAL".to_owned(),
        |page| format!("Page {} of 3", page + 1),
        &bodies,
    ));
    let body: Vec<&str> = layout
        .lines
        .iter()
        .filter(|line| !line.furniture)
        .map(|line| &*line.text)
        .collect();
    assert_eq!(
        body[1..5],
        [
            "2.8 Public keys",
            "Fingerprint: 8580 2AF9 5835 3CCD E2CA",
            "20C2 3D9D 7935 D039 0554",
            "Some text"
        ]
    );
    assert!(!layout.lines[3].apart);
    let furniture: Vec<&str> = layout
        .lines
        .iter()
        .filter(|line| line.furniture)
        .map(|line| &*line.text)
        .collect();
    assert_eq!(
        furniture,
        [
            "Page 1 of 3",
            "RFC 2350 of CERT-KORAL",
            "Page 2 of 3",
            "RFC 2350 of CERT-KORAL",
            "Page 3 of 3"
        ]
    );
    // What differs from page to page is text.
    let numbers = ["+32 2 555 0101", "+32 2 555 0202", "+32 2 555 0303"];
    let layout = read(&pages(
        |page| numbers[page].to_owned(),
        |page| numbers[page].to_owned(),
        &bodies,
    ));
    assert!(layout.lines.iter().all(|line| !line.furniture));
}
