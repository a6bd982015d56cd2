#![allow(clippy::unwrap_used, clippy::expect_used)]

use bonafide_model::claims::{NotJudged, ReadWarningKind};
use proptest::prelude::*;
use pulldown_cmark::{Options, Parser};

use super::*;

fn read(text: &str) -> Document<'static> {
    layout(text.as_bytes(), &Hint::default()).unwrap()
}

fn visible<'l>(layout: &'l Document<'_>) -> Vec<(u32, &'l str)> {
    let lines = layout
        .lines
        .iter()
        .filter(|line| line.hidden_by.is_none() && !line.text.is_empty());
    lines.map(|line| (line.number, &*line.text)).collect()
}

fn one(text: &str) -> String {
    read(text).lines[0].text.to_string()
}

#[test]
fn headings_of_both_kinds_are_marked() {
    let layout = read("# 1. Document ##\n\nContact\n=======\nKeys\n---\n####### seven\n#none");
    let headings: Vec<_> = layout
        .lines
        .iter()
        .filter_map(|line| Some((line.number, line.heading()?, &*line.text)))
        .collect();
    assert_eq!(
        headings,
        [(1, 1, "1. Document"), (3, 1, "Contact"), (5, 2, "Keys")]
    );
}

#[test]
fn emphasis_goes_and_underscores_in_words_stay() {
    assert_eq!(
        one("**Key ID:** `0x17587ED8`, _never_ *expires*"),
        "Key ID: 0x17587ED8, never expires"
    );
    assert_eq!(
        one("see M-CERT_RFC_2350_v1.60 and _x"),
        "see M-CERT_RFC_2350_v1.60 and _x"
    );
    assert_eq!(one("***both*** 2 * 3 * 4"), "both 2 * 3 * 4");
    assert_eq!(one("* item **bold**"), "item bold");
    assert_eq!(
        one(r"\*kept\* a\_b &lt;x&gt; &#64; &#x41; &bogus;"),
        "*kept* a_b <x> @ A &bogus;"
    );
    assert_eq!(one("``a ` b`` and ` alone"), "a ` b and ` alone");
}

#[test]
fn links_of_every_kind_are_found_with_their_text_and_offset() {
    let layout = read(
        "Key: [the **key**](https://a.example/k_(1).asc \"title\") and <https://b.example/x>\n\
         mail <cert@a.example> or [us](<mailto:x y>), [policy], [sig][S] [none]\n\
         <a href=\"/k?a=1&amp;b=2\">here</a>\n\n[policy]: /policy.md\n[s]: <https://a.example/s.sig> 'x'\n",
    );
    let links: Vec<_> = layout
        .links
        .iter()
        .filter(|link| link.hidden_by.is_none())
        .map(|link| {
            (
                link.target.as_str(),
                link.text.as_str(),
                layout.lines[link.line]
                    .text
                    .get(link.offset.unwrap()..)
                    .unwrap(),
            )
        })
        .collect();
    let text =
        "Key: the key and https://b.example/x mail cert@a.example or us, policy, sig [none] here";
    assert_eq!(visible(&layout), [(1, text)]);
    assert!(
        layout
            .lines
            .iter()
            .any(|line| line.text == "title" && line.hidden_by == Some(HiddenBy::Title))
    );
    assert_eq!(
        layout
            .lines
            .iter()
            .filter(|line| line.hidden_by == Some(HiddenBy::NotRendered))
            .map(|line| line.number)
            .collect::<Vec<_>>(),
        [5, 6]
    );
    let targets: Vec<_> = links
        .iter()
        .map(|(target, text, _)| (*target, *text))
        .collect();
    assert_eq!(
        targets,
        [
            ("https://a.example/k_(1).asc", "the key"),
            ("https://b.example/x", "https://b.example/x"),
            ("mailto:cert@a.example", "cert@a.example"),
            ("mailto:x y", "us"),
            ("/policy.md", "policy"),
            ("https://a.example/s.sig", "sig"),
            ("/k?a=1&b=2", "here"),
        ]
    );
    assert!(
        links.iter().all(|(_, text, at)| at.starts_with(text)),
        "{links:?}"
    );
}

#[test]
fn what_is_not_rendered_is_hidden() {
    let layout = read("---\ntitle: x\n---\nseen <!-- not\nseen --> again\n![alt text](x.png)\n");
    let hidden: Vec<_> = layout
        .lines
        .iter()
        .filter_map(|line| Some((line.number, line.hidden_by?, &*line.text)))
        .collect();
    assert!(hidden.contains(&(2, HiddenBy::Metadata, "title: x")));
    assert!(
        hidden.contains(&(4, HiddenBy::Comment, "not seen")),
        "{hidden:?}"
    );
    assert!(
        hidden.contains(&(6, HiddenBy::Title, "alt text")),
        "{hidden:?}"
    );
    assert_eq!(visible(&layout), [(4, "seen again")]);
}

#[test]
fn code_blocks_are_kept_as_they_are() {
    let layout = read("```text\n_8A1E_ **C5D2** [a](b:c)\n<!-- shown -->\n~~~\n```\n*after*\n");
    assert_eq!(
        visible(&layout),
        [
            (2, "_8A1E_ **C5D2** [a](b:c)"),
            (3, "<!-- shown -->"),
            (4, "~~~"),
            (6, "after")
        ]
    );
    assert!(layout.links.is_empty());
}

#[test]
fn quotes_tables_and_harmless_tags_leave_their_text() {
    let layout = read(
        "> > quoted\n\n| a | b_c |\n|---|---|\n| **1** | 2 |\n\nx<br>y <u>z</u> <contact(at)team.example>\n",
    );
    let expected = [
        (1, "quoted"),
        (3, "a\tb_c"),
        (5, "1\t2"),
        (7, "x"),
        (7, "y z <contact(at)team.example>"),
    ];
    assert_eq!(visible(&layout), expected);
    assert!(layout.warnings.is_empty());
    // A page around the document may style its classes.
    assert_eq!(
        read("<span class='gone'>x</span>").warnings[0].kind,
        ReadWarningKind::ExternalStyle
    );
}

#[test]
fn what_html_hides_is_hidden_and_what_it_does_not_is_seen() {
    use HiddenBy as H;
    for (text, expected) in [
        (
            "<span style='display:none'>C5D2</span>",
            Some(H::DisplayNone),
        ),
        (
            "<div style=\"display:none\">\n\nC5D2\n\n```\nFFFF\n```\n</div>",
            Some(H::DisplayNone),
        ),
        ("<p hidden>C5D2</p>", Some(H::HiddenAttribute)),
        ("<font color=white>C5D2</font>", Some(H::Color)),
        (
            "<style>.x{opacity:0}</style>\n<p class=x>C5D2</p>",
            Some(H::Transparent),
        ),
        ("<template>C5D2</template>", Some(H::Template)),
        (
            "<script>\nvar a = '</p>C5D2'\n</script>",
            Some(H::NotRendered),
        ),
        ("<noscript>C5D2</noscript>", Some(H::Noscript)),
        (
            "<svg><text opacity=0>C5D2</text></svg>",
            Some(H::Transparent),
        ),
        ("[comment]: <> (C5D2)", Some(H::NotRendered)),
        ("[^1]: C5D2", Some(H::HiddenAttribute)),
        ("[link](https://a.example 'C5D2')", Some(H::Title)),
        ("<abbr title='C5D2'>x</abbr>", Some(H::Title)),
        ("note[^1]\n\n[^1]: C5D2", None),
        ("<p hidden>FFFF\n\nC5D2", None),
        ("`<p hidden>` C5D2", None),
        ("<div style='background:#000;color:#fff'>C5D2</div>", None),
        ("<span hidden>FFFF</span> C5D2", None),
        ("<details><summary>x</summary>\n\nC5D2\n\n</details>", None),
        ("```\n<p hidden>\n```\nC5D2", None),
        ("8A1E\\\nC5D2", None),
    ] {
        let layout = read(&format!("8A1E\n\n{text}\n\nB7C0\n"));
        let found: Vec<_> = layout
            .lines
            .iter()
            .filter(|line| line.text.contains("C5D2"))
            .map(|line| line.hidden_by)
            .collect();
        assert_eq!(found, [expected], "{text}");
        let seen: Vec<_> = visible(&layout).into_iter().map(|(_, text)| text).collect();
        assert!(
            seen.first() == Some(&"8A1E") && seen.last() == Some(&"B7C0"),
            "{text}: {seen:?}"
        );
        assert!(
            !seen
                .iter()
                .any(|line| line.contains("FFFF") || line.ends_with('\\')),
            "{text}: {seen:?}"
        );
    }
}

#[test]
fn hostile_marks_take_linear_time() {
    for hostile in [
        "*",
        "_a",
        "*a",
        "[",
        "](",
        "[a](",
        "`",
        "``a`",
        "<",
        "<a href=",
        "<p>",
        "<b hidden>",
        "</p>",
        "<style>a{",
        "[^",
        "<!--",
        "&#",
        "[a]:",
        "> ",
        "|",
        "\\",
        "![",
        "[a][",
    ] {
        let line = hostile.repeat((1 << 16) / hostile.len());
        let _ = read(&line);
        let _ = read(&format!("{hostile}\n").repeat(2000));
    }
}

#[test]
fn what_a_definition_a_title_or_a_picture_says_over_several_lines_is_hidden() {
    for text in [
        "[note]:\n<https://x.example/>\n\"C5D2\"",
        "![logo\nC5D2](https://x.example/a.png)",
        "See [our page](https://x.example\n\"C5D2\") for more.",
        "Before <span\nstyle=\"display:none\">C5D2</span> after.",
        "Before <b title=\"x\nC5D2\">y</b> after.",
        "<!-- a\n\nC5D2\n\nb -->",
        "![a ![b](x.png) C5D2](y.png)",
        "[x]: <https://x.example/a\\>C5D2>",
        "> [note]: https://x.example\n> 'C5D2'",
    ] {
        let layout = read(&format!("8A1E\n\n{text}\n\nB7C0\n"));
        let found: Vec<_> = layout
            .lines
            .iter()
            .filter(|line| line.text.contains("C5D2"))
            .collect();
        assert!(
            found.iter().all(|line| line.hidden_by.is_some()),
            "{text}: {found:?}"
        );
    }
    for text in [
        "`<!-- C5D2 -->`",
        "    <!-- C5D2 -->",
        "```\n<p hidden>C5D2\n```",
        "\\<!-- C5D2 -->",
        "``` html\n[x]: <> (C5D2)\n```",
        "- a\n\n      <!-- C5D2 -->",
    ] {
        let layout = read(&format!("8A1E\n\n{text}\n\nB7C0\n"));
        let found: Vec<_> = layout
            .lines
            .iter()
            .filter(|line| line.text.contains("C5D2"))
            .map(|line| line.hidden_by)
            .collect();
        assert_eq!(found, [None], "{text}");
    }
}

#[test]
fn source_lines_are_those_of_the_file() {
    let text = "# One\r\n\r\nfirst\r\nsecond `a\r\nb` **c**\r\n\r\n1. x\r\n2. y\r\n   z\r\n\r\n| a | b |\r\n|---|---|\r\n| c | d |\r\n\r\n    code\r\n    more\r\n\r\nlast\r\n";
    let expected = [
        (1, "One"),
        (3, "first second a b c"),
        (7, "x"),
        (8, "y z"),
        (11, "a\tb"),
        (13, "c\td"),
        (15, "code"),
        (16, "more"),
        (18, "last"),
    ];
    assert_eq!(visible(&read(text)), expected);
    assert_eq!(visible(&read(&text.replace("\r\n", "\n"))), expected);
    let layout = read("first\nsecond\nthird");
    assert_eq!(layout.lines[0].sources, [(6, 2), (13, 3)]);
    let closed = read("<details>\n<summary>x</summary>\n\nC5D2\n\n</details>");
    assert_eq!(
        closed.lines.last().unwrap().not_judged,
        [(0..4, NotJudged::AfterClick)]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_file_and_its_rendered_page_show_the_same(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "Fingerprint: ", "8A1E C5D2", " ", "\n", "\n\n", "# ", "- ", "1. ", "> ", "    ", "`", "```\n", "**", "_", "<!-- ", " -->", "<p hidden>", "</p>",
            "<span style='display:none'>", "</span>", "[a](", "https://a.example", " \"t\")", "![", "](x.png)", "[n]: ", "<https://x.example>", "'title'", "| a | b |",
            "\n|---|---|\n", "<br>", "\\", "&lt;", "cert@team.example", "<div>", "</div>", "<details>", "<sup>1</sup>",
        ]), 0..60),
    ) {
        let text = pieces.concat();
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut html = String::from("<!doctype html>");
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&text, options));
        let page = html::page(&html, Document::new(Format::Html), &Hint::default(), None);
        let file = read(&text);
        let seen = |document: &Document<'_>| -> Vec<(String, bool)> {
            document.lines.iter().filter(|line| line.hidden_by.is_none()).map(|line| (line.text.trim().to_string(), line.not_judged.is_empty())).collect()
        };
        prop_assert_eq!(seen(&file), seen(&page), "{}", html);
    }
}
