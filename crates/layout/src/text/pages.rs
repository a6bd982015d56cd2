//! Heads and feet of pages in plain text, as in RFCs: a foot with the number of the page, a form
//! feed, a head.
//!
//! They are set aside, so that a value goes on over them. Only what has the form of a foot in front
//! of a form feed is taken for one: to set aside a row of the text itself would lose what it says.

use std::collections::{HashMap, HashSet};

use crate::document::{Document, Line};

/// Blank rows between the text, the foot, the form feed and the head, at most.
const MAX_BLANK: usize = 6;

/// Whether the row is the foot of a page as RFCs have it, which needs no form feed to be told.
pub(super) fn is_rfc_foot(row: &str) -> bool {
    row.trim_end().ends_with(']') && row.contains("[Page ") && is_foot(row)
}

/// Sets the heads and feet at these page ends aside. `feeds` are indices of the lines with which a
/// page begins.
pub(super) fn set_aside(layout: &mut Document<'_>, feeds: &[usize]) {
    let lines = &layout.lines;
    let mut found: Vec<Break> = feeds
        .iter()
        .filter_map(|&feed| Break::at(lines, feed))
        .collect();
    // A form feed may stand behind the foot that led here already.
    found.dedup_by_key(|page| page.foot);
    let title = lines.iter().position(|line| !line.text.trim().is_empty());
    let title = shape(title.map_or("", |title| text(lines, title)));
    // A head says the same on several pages.
    let mut heads: HashMap<String, usize> = HashMap::new();
    for head in found.iter().filter_map(|found| found.head) {
        *heads.entry(shape(text(lines, head))).or_default() += 1;
    }
    let mut aside: HashSet<usize> = HashSet::new();
    for Break { foot, feed, head } in found {
        let is_head = |&head: &usize| {
            let row = text(lines, head);
            let shape = shape(row);
            is_in_parts(row) || shape == title || heads.get(&shape).is_some_and(|count| *count > 1)
        };
        let head = head.filter(is_head);
        aside.insert(foot);
        aside.extend(head);
        let (above, below) = (
            filled_before(lines, foot),
            filled_from(lines, head.map_or(feed, |head| head + 1)),
        );
        if let Some((above, below)) = above.zip(below)
            && goes_on(text(lines, above), text(lines, below))
        {
            aside.extend(above + 1..below);
        }
    }
    layout.set_aside(&aside);
}

/// A break between two pages, as indices of lines.
struct Break {
    foot: usize,
    feed: usize,
    /// What may be the head of the next page: followed by a blank row.
    head: Option<usize>,
}

impl Break {
    fn at(lines: &[Line<'_>], feed: usize) -> Option<Self> {
        let foot = filled_before(lines, feed).filter(|&row| is_foot(text(lines, row)))?;
        let head = filled_from(lines, feed)
            .filter(|&row| row + 1 < lines.len() && text(lines, row + 1).trim().is_empty());
        Some(Self { foot, feed, head })
    }
}

/// The nearest row with text in front of this one, over a few blank ones.
fn filled_before(lines: &[Line<'_>], row: usize) -> Option<usize> {
    (row.saturating_sub(MAX_BLANK)..row)
        .rev()
        .find(|&row| !text(lines, row).trim().is_empty())
}

/// The nearest row with text from this one on, over a few blank ones.
fn filled_from(lines: &[Line<'_>], row: usize) -> Option<usize> {
    (row..lines.len())
        .take(MAX_BLANK)
        .find(|&row| !text(lines, row).trim().is_empty())
}

fn text<'l>(lines: &'l [Line<'_>], index: usize) -> &'l str {
    lines.get(index).map_or("", |line| &line.text)
}

/// Whether it ends in the number of a page: `[Page 3]`, `Page 3`, `Page 3 of 7`, `- 3 -`, `3`, and
/// `3/7` by itself or at the right.
fn is_foot(row: &str) -> bool {
    let row = row.trim().to_lowercase();
    let number = |text: &str| {
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
    };
    if let Some(inside) = row
        .strip_prefix("- ")
        .and_then(|rest| rest.strip_suffix(" -"))
    {
        return number(inside.trim());
    }
    if number(&row) && row.len() <= 3 {
        return true;
    }
    let right = row.rsplit("  ").next().unwrap_or_default().trim();
    if let Some((page, pages)) = right.split_once('/')
        && number(page)
        && number(pages)
    {
        return page.parse::<u16>().ok() <= pages.parse().ok();
    }
    let row = row.strip_suffix(']').unwrap_or(&row);
    let Some((front, last)) = row.rsplit_once([' ', '/']) else {
        return false;
    };
    let front = front.trim_end();
    let word = |text: &str| {
        ["page", "seite", "página", "pagina", "strona", "halaman"]
            .iter()
            .any(|word| text.ends_with(word))
    };
    let of = || {
        front
            .trim_end_matches(|c: char| c.is_alphabetic() || c == ' ')
            .rsplit_once(' ')
            .is_some_and(|(front, n)| number(n) && word(front))
    };
    number(last) && (word(front) || of())
}

/// Whether it has parts at the left and the right, as the heads of RFCs have, and is no numbered
/// heading.
fn is_in_parts(row: &str) -> bool {
    row.trim().contains("    ") && !row.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// A row without the figures in it.
fn shape(row: &str) -> String {
    row.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Whether hexadecimal digits stand on both sides of what is set aside, so that a value may go on.
fn goes_on(above: &str, below: &str) -> bool {
    let is_digits = |word: &str| word.len() >= 2 && word.bytes().all(|b| b.is_ascii_hexdigit());
    above.split_whitespace().next_back().is_some_and(is_digits)
        && below.split_whitespace().next().is_some_and(is_digits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::{Hint, text};

    fn rows(source: &str) -> (Vec<String>, Vec<String>) {
        let layout = text::layout(source.as_bytes(), &Hint::default());
        let (aside, body): (Vec<_>, Vec<_>) = layout.lines.iter().partition(|line| line.furniture);
        let texts = |lines: Vec<&crate::document::Line<'_>>| {
            lines
                .into_iter()
                .map(|line| line.text.trim().to_owned())
                .filter(|text| !text.is_empty())
                .collect()
        };
        (texts(body), texts(aside))
    }

    #[test]
    fn a_value_goes_on_over_the_foot_and_head_of_a_page() {
        for (foot, head) in [
            (
                "Doe          Informational         [Page 1]",
                "RFC 2350 Profile        March 2026",
            ),
            ("Page 1 of 9", "Profile of a team        V1"),
            ("- 1 -", "Profile      2026"),
            ("1", "2.8 Keys"),
            ("Public          V1          1/9", "Profile      2026"),
        ] {
            let source = format!(
                "2.8 Keys\n\nFingerprint: B079 570C B38C 4BB7 5BD5\n\n{foot}\n\u{c}\n{head}\n\n   C8F4 6443 586A 88CE 6D4A\nEnd\n"
            );
            let layout = text::layout(source.as_bytes(), &Hint::default());
            let at = layout
                .lines
                .iter()
                .position(|line| line.text.contains("5BD5"))
                .unwrap();
            assert_eq!(
                layout.lines[at + 1].text.trim(),
                "C8F4 6443 586A 88CE 6D4A",
                "{foot}"
            );
            assert_eq!(
                (layout.lines[at].number, layout.lines[at + 1].number),
                (3, 9),
                "{foot}"
            );
            assert_eq!(rows(&source).1, [foot, head], "{foot}");
        }
    }

    #[test]
    fn the_foot_of_an_rfc_needs_no_form_feed() {
        let source = "2.8 Keys\n\nFingerprint: B079 570C\n\nDoe       [Page 1]\n\n\nRFC 2350      March 2026\n\n   B38C 4BB7\nEnd\n";
        let (body, aside) = rows(source);
        assert_eq!(
            body,
            ["2.8 Keys", "Fingerprint: B079 570C", "B38C 4BB7", "End"]
        );
        assert_eq!(aside, ["Doe       [Page 1]", "RFC 2350      March 2026"]);
        // Without the brackets it may be a row of a table of contents.
        assert!(rows("Keys\n\nPage 1\n\nB38C 4BB7\n").1.is_empty());
    }

    #[test]
    fn what_has_not_the_form_of_a_foot_stays_where_it_is() {
        for source in [
            "Telephone: +44 20 7946 0152\n\u{c}\n2.5 Facsimile\n\nNone\n",
            "See page\n\u{c}\n2.5 Facsimile number\n\nNone\n",
            "The number is 4096\n\u{c}2.5 Facsimile\n\nNone\n",
            "Bits:\n4096\n\u{c}2.5 Facsimile\n\nNone\n",
            "+44 20 7946 0152/0153\n\u{c}2.5 Facsimile\n\nNone\n",
        ] {
            assert_eq!(rows(source).1, Vec::<String>::new(), "{source:?}");
        }
        // A foot, and behind the form feed the text itself.
        let (body, aside) =
            rows("2.4 Telephone\n\nNone\n\nPage 3\n\u{c}\n2.5 Facsimile Number\n\nNone\n");
        assert_eq!(aside, ["Page 3"]);
        assert_eq!(
            body,
            ["2.4 Telephone", "None", "2.5 Facsimile Number", "None"]
        );
    }

    #[test]
    fn page_breaks_without_end_take_linear_time() {
        let count = 40_000;
        for page in [
            "Page 3\n\u{c}\nHead 3\n\n",
            "Page 3\n\u{c}Head    3\n\n8A1E\n",
            "Page 3\n\u{c}",
        ] {
            let source = page.repeat(count);
            let layout = text::layout(source.as_bytes(), &Hint::default()).lines;
            let aside = layout
                .iter()
                .filter(|line| line.furniture && !line.text.trim().is_empty())
                .count();
            assert!(aside >= count, "{page:?}: {aside} of {}", layout.len());
        }
        // Each head is another one.
        let pages: String = (0..count)
            .map(|page| format!("Page 3\n\u{c}\nHead {}\n\n", "x".repeat(page % 997)))
            .collect();
        assert!(
            text::layout(pages.as_bytes(), &Hint::default())
                .lines
                .iter()
                .any(|line| line.furniture)
        );
    }
}
