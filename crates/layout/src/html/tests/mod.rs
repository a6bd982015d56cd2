#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod covered;
mod hiding;
mod judged;
mod separation;
mod sheets;

use super::*;
use bonafide_model::claims::HiddenBy;

fn read(page: &str) -> Document<'static> {
    layout(page.as_bytes(), &Hint::default()).unwrap()
}

fn visible<'l>(layout: &'l Document<'_>) -> Vec<(u32, &'l str)> {
    layout
        .lines
        .iter()
        .filter(|line| line.hidden_by.is_none())
        .map(|line| (line.number, &*line.text))
        .collect()
}

fn hidden<'l>(layout: &'l Document<'_>) -> Vec<(u32, HiddenBy, &'l str)> {
    layout
        .lines
        .iter()
        .filter_map(|line| Some((line.number, line.hidden_by?, &*line.text)))
        .collect()
}

fn kinds(layout: &Document) -> Vec<ReadWarningKind> {
    layout.warnings.iter().map(|warning| warning.kind).collect()
}

#[test]
fn braces_that_close_nothing_neither_hide_nor_multiply() {
    let page = |style: &str| format!("<style>{style}</style><p class=a>8A1E C5D2</p>");
    let is_seen = |style: &str| {
        read(&page(style))
            .lines
            .iter()
            .any(|line| line.text == "8A1E C5D2" && line.hidden_by.is_none())
    };
    assert!(!is_seen(".a{display:none}"));
    // Browsers take the brace for a part of the next selector, which is none then.
    assert!(is_seen("} .a{display:none}"));
    assert!(!is_seen("} .b{} .a{display:none}"));
    assert!(is_seen(&"x{y{}}}{;}".repeat(2_000)));
}

#[test]
fn lines_are_those_of_the_screen_with_source_lines() {
    let page = "<!DOCTYPE html>\n<html><head><title>T</title></head>\n<body>\n<h2>2.8  Public\nKeys</h2>\n\
                <p>Key&nbsp;ID:\n  <b>0x17587ED8</b>\n and <i>so</i>on<br>next</p>\n\n<ul><li>one<li>two</ul>tail\n</body></html>";
    let layout = read(page);
    let expected = [
        (4, "2.8 Public Keys"),
        (6, "Key\u{A0}ID: 0x17587ED8 and soon"),
        (8, "next"),
        (10, "one"),
        (10, "two"),
        (10, "tail"),
    ];
    assert_eq!(visible(&layout), expected);
    let heading = layout
        .lines
        .iter()
        .find(|line| line.heading() == Some(2))
        .unwrap();
    assert_eq!(
        (&*heading.text, heading.sources.as_slice()),
        ("2.8 Public Keys", [(11, 5)].as_slice())
    );
    let paragraph = layout.lines.iter().find(|line| line.number == 6).unwrap();
    assert_eq!(paragraph.sources, [(9, 7), (20, 8)]);
    assert_eq!(layout.title.as_deref(), Some("T"));
    assert!(
        layout
            .lines
            .iter()
            .filter(|line| line.heading().is_some())
            .count()
            == 1
    );
}

#[test]
fn source_lines_are_exact_for_every_kind_of_line_end_and_after_everything() {
    for end in ["\n", "\r\n", "\r"] {
        let lines = [
            "<html><body>",
            "<p>a</p>",
            "<!-- c",
            "c -->",
            "<p>b &amp; b &#10; b</p>",
            "<pre>",
            "x",
            "",
            " y</pre>",
            "<table title='",
            "'>",
            "<tr><td>",
            "c</td></tr></table>",
            "<script>",
            "1",
            "</script>",
            "<p class=x",
            "id=y>d</p>",
            "<textarea>",
            "e</textarea>",
            "f",
        ];
        let layout = read(&lines.join(end));
        let texts: Vec<_> = visible(&layout).into_iter().collect();
        let expected = [
            (2, "a"),
            (5, "b & b b"),
            (7, "x"),
            (9, " y"),
            (13, "c"),
            (18, "d"),
            (20, "e"),
            (21, "f"),
        ];
        assert_eq!(texts, expected, "{end:?}");
        assert!(
            hidden(&layout).contains(&(3, HiddenBy::Comment, "c c")),
            "{:?}",
            hidden(&layout)
        );
    }
}

#[test]
fn cells_of_a_row_stand_in_one_line() {
    let layout = read(
        "<table><tr><th>Key ID</th>\n<td>0x1</td></tr>\n<tr><td><p>Fingerprint</p></td><td><div>8A1E</div></td></tr>\n\
         <tr><td>a<br>b</td><td>c</td></tr></table><dl><dt>x<dd>y</dl>",
    );
    let texts: Vec<_> = visible(&layout).into_iter().map(|(_, text)| text).collect();
    assert_eq!(
        texts,
        ["Key ID\t0x1", "Fingerprint\t8A1E", "a", "b\tc", "x", "y"]
    );
}

#[test]
fn preformatted_text_keeps_its_lines() {
    let layout = read(
        "<pre>\n-----BEGIN\n\n  mQIN  x\n-----END</pre><div style='white-space: pre-wrap'>a\nb</div>",
    );
    assert_eq!(
        visible(&layout),
        [
            (2, "-----BEGIN"),
            (4, "  mQIN  x"),
            (5, "-----END"),
            (5, "a"),
            (6, "b")
        ]
    );
}

#[test]
fn links_have_their_text_line_and_base() {
    let layout = read(
        "<base href='https://a.example/x/'><p>Our key is <a href=' key.asc?a=1&amp;b=2 '>\n here <b>now</b></a>, <a href=#s><img alt=i></a>.\n\
         <p style='display:none'><a href=secret.asc>no</a>",
    );
    assert_eq!(layout.base.as_deref(), Some("https://a.example/x/"));
    let [key, image, secret] = layout.links.as_slice() else {
        panic!("{:?}", layout.links)
    };
    assert_eq!(
        (key.target.as_str(), key.text.as_str(), key.hidden_by),
        ("key.asc?a=1&b=2", "here now", None)
    );
    assert!(layout.lines[key.line].text[key.offset.unwrap()..].starts_with("here now"));
    assert_eq!(
        (image.target.as_str(), image.text.as_str(), image.offset),
        ("#s", "", None)
    );
    assert_eq!(
        (secret.target.as_str(), secret.hidden_by),
        ("secret.asc", Some(HiddenBy::DisplayNone))
    );
}

#[test]
fn a_base_is_relative_to_where_the_page_came_from_and_never_a_script() {
    for (base, page, expected) in [
        (
            "files/",
            Some("https://a.example/cert/profile.html"),
            Some("https://a.example/cert/files/"),
        ),
        (
            "//cdn.example/x/",
            Some("https://a.example/"),
            Some("https://cdn.example/x/"),
        ),
        ("/", None, None),
        ("javascript:alert(1)//", Some("https://a.example/"), None),
        ("data:text/html,", Some("https://a.example/"), None),
        ("https://b.example/", None, Some("https://b.example/")),
    ] {
        let hint = Hint {
            url: page.map(str::to_owned),
            ..Hint::default()
        };
        let html = format!("<!doctype html><base href='{base}'><p><a href=key.asc>key</a>");
        assert_eq!(
            super::layout(html.as_bytes(), &hint)
                .unwrap()
                .base
                .as_deref(),
            expected,
            "{base} on {page:?}"
        );
    }
}

#[test]
fn lists_of_links_into_the_page_are_tables_of_contents() {
    let layout = read(
        "<ul><li><a href=#a>1. A</a><li><a href=#b>2. B</a></ul><h2><a href=#a>1. A</a></h2><p>See <a href=#b>B</a>",
    );
    let marks: Vec<_> = layout.lines.iter().map(|line| line.toc).collect();
    assert_eq!(marks, [true, true, false, false]);
}

#[test]
fn each_way_of_hiding_has_its_reason() {
    use HiddenBy as H;
    let cases = [
        ("style='display:none'", H::DisplayNone),
        ("style='DISPLAY : NONE !important'", H::DisplayNone),
        ("style='d\\69 splay:no\\6e e'", H::DisplayNone),
        ("style='display:/**/none'", H::DisplayNone),
        ("class=gone", H::DisplayNone),
        ("class='x nested'", H::DisplayNone),
        ("id=gone", H::DisplayNone),
        ("style='visibility:hidden'", H::VisibilityHidden),
        ("style='visibility:collapse'", H::VisibilityHidden),
        ("style='opacity:0'", H::Transparent),
        ("style='filter:opacity( 0 )'", H::Transparent),
        ("style='font-size:0'", H::Size),
        ("style='font-size:1px'", H::Size),
        ("style='font:0/0 a'", H::Size),
        ("style='height:0;overflow:hidden'", H::Size),
        ("style='transform:scale(0)'", H::Size),
        ("style='color:#fff'", H::Color),
        ("style='color:white'", H::Color),
        ("style='color:rgb(254,254,254)'", H::Color),
        ("style='color:hsl(0, 0%, 100%)'", H::Color),
        ("style='color:transparent'", H::Color),
        ("style='color:rgba(0,0,0,.01)'", H::Color),
        ("style='color:var(--paper)'", H::Color),
        ("style='background:#123456;color:#133555'", H::Color),
        ("style='-webkit-text-fill-color:#fff'", H::Color),
        ("style='position:absolute;left:-9999px'", H::Position),
        ("style='position:fixed;top:-100em'", H::Position),
        ("style='text-indent:-9999px'", H::Position),
        ("style='transform:translateX(-9999px)'", H::Position),
        ("style='position:absolute;clip:rect(0,0,0,0)'", H::Position),
        (
            "style='position:absolute;clip:rect(1px, 1px, 1px, 1px)'",
            H::Position,
        ),
        ("style='clip-path:inset(50%)'", H::Position),
        ("hidden", H::HiddenAttribute),
    ];
    for (attributes, expected) in cases {
        let page = format!(
            "<style>:root{{--paper:#fff}} .gone, a:hover{{display:none}} @media screen{{ #gone{{display:none}} }} .x{{ &.nested{{display:none}} }}\
             </style><p>8A1E <span {attributes}>FFFF <em>x</em></span> C5D2"
        );
        let layout = read(&page);
        let texts: Vec<_> = visible(&layout).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["8A1E C5D2"], "{attributes}");
        let found: Vec<_> = hidden(&layout)
            .into_iter()
            .filter(|(_, reason, _)| *reason != H::Metadata && *reason != H::NotRendered)
            .collect();
        assert!(
            found
                .iter()
                .any(|(_, reason, text)| *text == "FFFF x" && *reason == expected),
            "{attributes}: {found:?}"
        );
    }
}

#[test]
fn what_only_resembles_hiding_stays_visible() {
    for attributes in [
        "style='display:block'",
        "style='color:#000'",
        "style='color:#fff;background:#000'",
        "style='color:#fff;background:url(x.png)'",
        "style='color:#fff;background-image:linear-gradient(red,blue)'",
        "style='color:var(--unknown)'",
        "style='left:-9999px'",
        "style='height:0'",
        "style='font-size:80%'",
        "style='opacity:.5'",
        "style='content:\";display:none;\"'",
        "class=print",
        "class=narrow",
        "class=weak",
        "class=hover",
        "class=dark",
        "hidden style='display:block'",
        "aria-hidden=true",
        "class=front",
    ] {
        let page = format!(
            "<style>@media print{{.print{{display:none}}}} @media (max-width:600px){{.narrow{{display:none}}}} .hover:hover{{display:none}}\
             span.weak{{display:inline}} .weak{{display:none}} @font-face{{.x{{}}}} .front{{display:none}} #a .front{{display:inline}}\
             @media (prefers-color-scheme: dark){{.dark{{color:#fff}}}}</style>\
             <style media=print>span{{display:none}}</style><p id=a>8A1E <span {attributes}>C5D2</span>"
        );
        let layout = read(&page);
        let texts: Vec<_> = visible(&layout)
            .into_iter()
            .map(|(_, text)| text)
            .collect::<Vec<_>>();
        assert_eq!(texts.join(" "), "8A1E C5D2", "{attributes}");
    }
}

#[test]
fn visibility_can_be_regained_inside_and_display_cannot() {
    let layout = read(
        "<div style='visibility:hidden'>a<b style='visibility:visible'>b</b></div><div style='display:none'>c<b style='display:block'>d</b></div>",
    );
    assert_eq!(visible(&layout), [(1, "b")]);
}

#[test]
fn colours_of_old_pages_count() {
    let layout = read(
        "<body bgcolor=#000000 text=white>seen<p><font color=black>8A1E</font><p bgcolor=white><table bgcolor=white><td><font color=#ffffff>C5D2",
    );
    assert_eq!(visible(&layout), [(1, "seen")]);
    assert!(
        hidden(&layout)
            .iter()
            .all(|(_, reason, _)| *reason == HiddenBy::Color)
    );
}

#[test]
fn what_browsers_never_show_is_hidden_with_its_reason() {
    use HiddenBy as H;
    let layout = read(
        "<head><title>t1</title><meta name=description content=m1></head><body><!-- c1 --><script>s1</script><template>p1<p>p2</template>\n\
         <noscript>n1</noscript><img alt=a1><span title=a2>v1</span><input type=hidden value=i1><input value=v2><textarea>v3</textarea>\
         <select><option>v4</select><details>v5<summary>v6</summary></details><iframe>f1</iframe><dialog>d1</dialog><style>/*y1*/</style>",
    );
    let hidden = hidden(&layout);
    for (reason, text) in [
        (H::Title, "t1"),
        (H::Metadata, "m1"),
        (H::Comment, "c1"),
        (H::NotRendered, "s1"),
        (H::Template, "p1"),
        (H::Template, "p2"),
        (H::Noscript, "n1"),
        (H::Title, "a1"),
        (H::Title, "a2"),
        (H::NotRendered, "i1"),
        (H::NotRendered, "f1"),
        (H::DisplayNone, "d1"),
        (H::NotRendered, "/*y1*/"),
    ] {
        assert!(
            hidden
                .iter()
                .any(|(_, found, line)| *found == reason && line.trim() == text),
            "{text}: {hidden:?}"
        );
    }
    let seen = visible(&layout)
        .into_iter()
        .map(|(_, text)| text)
        .collect::<Vec<_>>()
        .join(" ");
    for text in ["v1", "v2", "v3", "v4", "v5", "v6"] {
        assert!(seen.contains(text), "{text}: {seen}");
    }
}

#[test]
fn what_was_not_judged_is_warned_about_once() {
    use ReadWarningKind as W;
    let layout = read(
        "<link rel=stylesheet href=/a.css><link rel='alternate stylesheet' href=b.css><script src=x.js></script><iframe src=/f></iframe><p>x",
    );
    assert_eq!(kinds(&layout), [W::ExternalStyle, W::Script, W::Frame]);
    assert_eq!(layout.warnings[0].detail, "/a.css");
    assert!(
        kinds(&read("<link rel=stylesheet media=print href=p.css><script type=application/ld+json>{}</script><p>x")).is_empty()
    );
    assert_eq!(
        kinds(&read("<style>@import url(x.css); p{color:red}</style><p>x")),
        [W::ExternalStyle]
    );
}

#[test]
fn protected_addresses_are_shown_as_a_person_sees_them() {
    let code: String = std::iter::once("42".to_owned())
        .chain(
            "cert@team.example"
                .bytes()
                .map(|byte| format!("{:02x}", byte ^ 0x42)),
        )
        .collect();
    let layout = read(&format!(
        "<p>Mail: <a href='/cdn-cgi/l/email-protection' class='__cf_email__' data-cfemail='{code}'>[email&#160;protected]</a>!\
         <p><a href='/cdn-cgi/l/email-protection#{code}'>write</a>"
    ));
    assert_eq!(
        visible(&layout),
        [(1, "Mail: cert@team.example!"), (1, "write")]
    );
    assert!(
        layout
            .links
            .iter()
            .all(|link| link.target == "mailto:cert@team.example")
    );
    assert_eq!(layout.links[0].text, "cert@team.example");
}

#[test]
fn character_sets_are_taken_from_the_page() {
    let mut page = b"<html><meta charset=\"windows-1251\"><p>".to_vec();
    page.extend(b"\xCA\xEB\xFE\xF7");
    let layout = layout(&page, &Hint::default()).unwrap();
    assert_eq!(visible(&layout), [(1, "Ключ")]);
    assert_eq!(
        kinds(&read("<meta charset=iso-8859-1><p>clé")),
        [ReadWarningKind::CharsetMismatch]
    );
}

#[test]
fn hostile_pages_end_soon_and_say_what_was_left_out() {
    let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let attributes: String = (0..100_000).map(|at| format!(" a{at}=1")).collect();
    let deep = read(&many("<div>", 1 << 20));
    assert_eq!(kinds(&deep), [ReadWarningKind::Truncated]);
    for page in [
        many("<b><p>", 1 << 18),
        many("<b a=1><i><p>x", 1 << 18),
        many("<table><tr><td>", 1 << 18),
        many("<table><a>", 1 << 18),
        many("<a href=x>", 1 << 18),
        many("<p style='", 1 << 18),
        many("<style>a{", 1 << 18),
        format!("<style>{}", many("a{b{", 1 << 18)),
        format!(
            "<style>{}</style>{}",
            many(".a .b .c:nth-child(2n)~p{color:red}", 1 << 16),
            many("<p class=c>x", 1 << 16)
        ),
        format!("<p{attributes}>x"),
        format!(
            "<style>{}{{a{{}}}}</style><p>x",
            many("@supports (a:b) and (", 1 << 18)
        ),
        format!(
            "<style media='{}'>a{{color:red}}</style><p>x",
            many("not (a and b) or ", 1 << 17)
        ),
        format!(
            "<style>{}</style>{}",
            many("*::before{content:'x'}", 1 << 16),
            many("<i>x</i>", 1 << 17)
        ),
        format!("<p style='{}'>x", many("margin:calc((1px + ", 1 << 17)),
        format!("<p style='color:{}'>x", many("color-mix(in x,", 1 << 17)),
        format!("<svg>{}", many("<svg><rect>", 1 << 17)),
        format!(
            "<style>@keyframes k{{to{{opacity:1}}}}.a{{animation:{} both}}</style>{}",
            many("k ", 1 << 16),
            many("<p class=a>x", 1 << 16)
        ),
        format!(
            "<style>{}</style><p class=a>x",
            many("@layer a{.a{color:red!important}}", 1 << 17)
        ),
        format!(
            "<style>*{{{}}}</style>{}",
            many("--a:b;color:red;", 1 << 17),
            many("<b></b>", 1 << 17)
        ),
        format!(
            "<style>:root{{{}}}</style>{}",
            (0..5000)
                .map(|at| format!("--v{at}:0;"))
                .collect::<String>(),
            many("<i style=--x:1></i>", 1 << 16)
        ),
        format!("<!-- {}", many("<!-- x ", 1 << 18)),
        format!("<p style='{}'>x", many("color:var(--a);", 1 << 18)),
        many("&", 1 << 18),
        many("\n", 1 << 18),
        many("</p>", 1 << 18),
        many("<svg><title>", 1 << 18),
        many("<template>", 1 << 18),
        many("<select><option>", 1 << 18),
    ] {
        let _ = read(&page);
    }
    assert!(kinds(&read(&format!("<p{attributes}>x"))).contains(&ReadWarningKind::Truncated));
}

#[test]
fn links_and_hidden_text_are_limited_and_that_is_said() {
    let layout = read(&format!(
        "{}<p>end",
        "<a href=x>y</a>".repeat(limits::LINKS + 5)
    ));
    assert_eq!(
        (layout.links.len(), kinds(&layout)),
        (limits::LINKS, vec![ReadWarningKind::Truncated])
    );
    let layout = read(&format!(
        "<p>start<template>{}</template><p>end",
        "hidden text ".repeat(100_000)
    ));
    assert_eq!(
        (visible(&layout), kinds(&layout)),
        (
            vec![(1, "start"), (1, "end")],
            vec![ReadWarningKind::Truncated]
        )
    );
}

#[test]
fn a_large_image_in_an_attribute_is_no_reason_to_stop() {
    let image = "iVBORw0KGgo/".repeat(100_000);
    let layout = read(&format!(
        "<p><img src='data:image/png;base64,{}'>x",
        &image[..image.len() / 4]
    ));
    assert_eq!(visible(&layout), [(1, "x")]);
    assert!(kinds(&layout).is_empty());
}
