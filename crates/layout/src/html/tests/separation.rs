//! Boxes that stand apart on the screen never join a value with its neighbour, and what stands
//! together stays together.

use super::{read, visible};

fn texts(page: &str) -> Vec<String> {
    visible(&read(&format!("<!doctype html>{page}")))
        .into_iter()
        .map(|(_, text)| text.to_owned())
        .collect()
}

#[test]
fn neighbouring_boxes_are_separate() {
    let rows = |css: &str, body: &str| texts(&format!("<style>{css}</style>{body}"));
    for css in [
        ".r{display:flex}",
        ".r{display:flex;justify-content:space-between}",
        ".r{display:grid;grid-template-columns:1fr 1fr}",
        ".r{display:inline-flex}",
        "i{display:inline-block}",
        "i{display:inline-flex}",
        "i{display:table-cell}",
        "i{margin-left:1em}",
        "i{padding:0 .5em}",
        "i{margin:0 1em 0 2em}",
        "i{margin-inline:1em}",
        "i{border:1px solid}",
    ] {
        let found = rows(css, "<div class=r><i>8A1E</i><i>C5D2</i></div>");
        assert_eq!(found, ["8A1E\tC5D2"], "{css}");
    }
    for css in [
        ".r{display:flex;flex-direction:column}",
        ".r{display:flex;flex-flow:column wrap}",
        "i{display:block}",
        "i{display:list-item}",
        "i{float:left}",
        "i+i::before{content:'\\A';white-space:pre}",
        "i+i::before{content:'';display:block}",
        "i::after{content:'';display:table}",
    ] {
        assert_eq!(
            rows(css, "<div class=r><i>8A1E</i><i>C5D2</i></div>"),
            ["8A1E", "C5D2"],
            "{css}"
        );
    }
    assert_eq!(texts("<table><td>8A1E<td>C5D2</table>"), ["8A1E\tC5D2"]);
    assert_eq!(
        texts("<code>8A1E</code><a href=x>Download</a>"),
        ["8A1E\tDownload"]
    );
    assert_eq!(texts("<a href=x>8A1E</a><kbd>C5D2</kbd>"), ["8A1E\tC5D2"]);
}

#[test]
fn raised_marks_and_what_is_taken_out_of_the_line_stand_aside() {
    assert_eq!(texts("8A1E<sup>1</sup> C5D2"), ["8A1E C5D2", "1"]);
    assert_eq!(texts("8A1E<sub>2</sub>"), ["8A1E", "2"]);
    assert_eq!(texts("1<sup>st</sup> April 2026"), ["1 April 2026", "st"]);
    assert_eq!(
        texts("<ruby>8A1E<rt>ei</rt></ruby> C5D2"),
        ["8A1E C5D2", "ei"]
    );
    assert_eq!(
        texts("8A1E<span style='position:absolute;top:50px;left:0'>99</span>C5D2"),
        ["8A1E\tC5D2", "99"]
    );
    assert_eq!(
        texts("<p>8A1E<span style='float:right'>99</span></p><p>C5D2"),
        ["8A1E", "99", "C5D2"]
    );
    assert_eq!(
        texts("<h2>2.8 Keys<sup>1</sup></h2><p>8A1E"),
        ["2.8 Keys", "1", "8A1E"]
    );
}

#[test]
fn what_stands_together_stays_together() {
    for page in [
        "<b>8A</b>1E",
        "8<span>A</span><em>1</em>E",
        "<span style='color:red'>8A</span><span style='margin:0'>1E</span>",
        "<span style='padding:0 1px'>8A</span>1E",
        "8A<!-- x -->1E",
        "8A<wbr>1E",
        "8A<span style='display:inline'>1E</span>",
        "8A<span style='display:contents'>1E</span>",
        "8A<a id=x></a>1E",
    ] {
        assert_eq!(
            texts(page)
                .concat()
                .replace('\t', if page.contains("id=x") { "" } else { "\t" }),
            "8A1E",
            "{page}"
        );
    }
    assert_eq!(
        texts("cert<b>@</b>team<i>.</i>example"),
        ["cert@team.example"]
    );
    assert_eq!(
        texts("<a href=x>cert</a>@team.example, <code>x</code>."),
        ["cert@team.example, x."]
    );
    assert_eq!(texts("cert<sup>@</sup>team.example"), ["cert@team.example"]);
    for sign in [
        "<img alt=@ src=a.gif>",
        "<img alt='(at)'>",
        "<img alt=at>",
        "<i class='fa fa-at'></i>",
        "<span aria-label=at></span>",
    ] {
        assert_eq!(
            texts(&format!("cert{sign}team.example")),
            ["cert@team.example"],
            "{sign}"
        );
    }
    assert_eq!(texts("We are <img alt=at> work"), ["We are work"]);
}

#[test]
fn letters_are_raised_by_where_they_stand_and_not_by_their_name() {
    for joined in [
        "<style>sup{vertical-align:baseline;font-size:inherit}</style>8A1E<sup>C5D2</sup>",
        "8A1E<sub style='vertical-align:0;font-size:1em'>C5D2</sub>",
        "8A1E<span style='vertical-align:baseline'>C5D2</span>",
        "8A1E<span style='vertical-align:1px'>C5D2</span>",
        "8A1E<span style='vertical-align:middle'>C5D2</span>",
    ] {
        assert_eq!(texts(joined), ["8A1EC5D2"], "{joined}");
    }
    for raised in [
        "8A1E<sup>1</sup> C5D2",
        "8A1E<span style='vertical-align:super'>1</span> C5D2",
        "<style>.n{vertical-align:.4em;font-size:70%}</style>8A1E<a class=n href=#n>1</a> C5D2",
        "8A1E<span style='vertical-align:top;font-size:.6em'>1</span> C5D2",
        "8A1E<span style='position:relative;top:-.5em'>1</span> C5D2",
        // As style sheets do that even browsers out.
        "<style>sup{font-size:75%;line-height:0;position:relative;vertical-align:baseline;top:-.5em}</style>\
         8A1E<sup>1</sup> C5D2",
        "<style>sup{vertical-align:top;font-size:.6em}</style>8A1E<sup>1</sup> C5D2",
        "<style>sup{vertical-align:initial;vertical-align:super}</style>8A1E<sup>1</sup> C5D2",
    ] {
        assert_eq!(texts(raised), ["8A1E C5D2", "1"], "{raised}");
    }
}

/// Whether a value at the beginning and the value at the end of a line are judged.
fn judged(page: &str) -> (bool, bool) {
    let layout = read(&format!("<!doctype html>{page}"));
    let is_judged = |value: &str| {
        let line = layout
            .lines
            .iter()
            .find(|line| line.text.contains(value))
            .unwrap_or_else(|| panic!("{page}: {layout:?}"));
        let at = line.text.find(value).unwrap();
        line.not_judged
            .iter()
            .all(|(part, _)| part.end <= at || at + value.len() <= part.start)
    };
    (is_judged("8A1E"), is_judged("C5D2"))
}

#[test]
fn boxes_without_room_between_them_are_seen_as_one_word() {
    for page in [
        "<div style=display:flex><i>8A1E</i><i>C5D2</i></div>",
        "<div style=display:flex><i>8A1E</i> <i>C5D2</i></div>",
        "<div style=display:inline-flex><i>8A1E</i><i>C5D2</i></div>",
        "8A1E<i style=display:inline-block>C5D2</i>",
        "<i style=display:inline-block>8A1E</i>C5D2",
        "<table cellpadding=0 cellspacing=0><td>8A1E<td>C5D2</table>",
        "<style>td{padding:0}table{border-collapse:collapse}</style><table><td>8A1E<td>C5D2</table>",
        "<div style='display:grid;grid-template-columns:max-content max-content'><i>8A1E</i><i>C5D2</i></div>",
    ] {
        assert_eq!(judged(page), (false, false), "{page}");
    }
    let (before, _) = judged("8A1E<span style=position:absolute>C5D2</span>");
    assert!(!before, "placed where it is written");
    let (_, after) = judged("<p><i style=float:left>8A1E</i>C5D2");
    assert!(!after, "behind what floats");
    for page in [
        "<div style='display:flex;gap:1em'><i>8A1E</i><i>C5D2</i></div>",
        "<div style='display:flex;justify-content:space-between'><i>8A1E</i><i>C5D2</i></div>",
        "<div style=display:flex><i style=margin-right:1em>8A1E</i><i>C5D2</i></div>",
        "<div style=display:flex><i>8A1E</i><i style=padding-left:1em>C5D2</i></div>",
        "<div style=display:flex><i style=width:9em>8A1E</i><i>C5D2</i></div>",
        "<div style=display:flex><i style=flex:1>8A1E</i><i>C5D2</i></div>",
        "<div style=display:flex><i>8A1E:</i><i>C5D2</i></div>",
        "<div style='display:grid;grid-template-columns:1fr 2fr'><i>8A1E</i><i>C5D2</i></div>",
        "8A1E <i style=display:inline-block>C5D2</i>",
        "8A1E<i style='display:inline-block;margin-left:1em'>C5D2</i>",
        "<table><td>8A1E<td>C5D2</table>",
        "<table cellpadding=0 cellspacing=8><td>8A1E<td>C5D2</table>",
        "<table cellpadding=0 cellspacing=0><td width=200>8A1E<td>C5D2</table>",
        "<style>td{padding:0 1em}</style><table cellspacing=0><td>8A1E<td>C5D2</table>",
        "8A1E<span style='position:absolute;left:0'>x</span> C5D2",
        "<p><i style='float:left;width:8em'>8A1E</i>C5D2",
    ] {
        assert_eq!(judged(page), (true, true), "{page}");
    }
}
