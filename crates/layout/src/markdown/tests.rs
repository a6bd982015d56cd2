#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

fn read(text: &str) -> Document<'static> {
    layout(text.as_bytes(), &Hint::default()).unwrap()
}

fn visible<'l>(layout: &'l Document<'_>) -> Vec<(u32, &'l str)> {
    let lines = layout.lines.iter().filter(|line| line.hidden_by.is_none() && !line.text.is_empty());
    lines.map(|line| (line.number, &*line.text)).collect()
}

fn one(text: &str) -> String {
    read(text).lines[0].text.to_string()
}

#[test]
fn headings_of_both_kinds_are_marked() {
    let layout = read("# 1. Document ##\n\nContact\n=======\nKeys\n---\n####### seven\n#none");
    let headings: Vec<_> = layout.lines.iter().filter_map(|line| Some((line.number, line.heading?, &*line.text))).collect();
    assert_eq!(headings, [(1, 1, "1. Document"), (3, 1, "Contact"), (5, 2, "Keys")]);
}

#[test]
fn emphasis_goes_and_underscores_in_words_stay() {
    assert_eq!(one("**Key ID:** `0x17587ED8`, _never_ *expires*"), "Key ID: 0x17587ED8, never expires");
    assert_eq!(one("see M-CERT_RFC_2350_v1.60 and _x"), "see M-CERT_RFC_2350_v1.60 and _x");
    assert_eq!(one("https://a.example/_x_/*y*_ end_"), "https://a.example/_x_/*y*_ end_");
    assert_eq!(one("***both*** 2 * 3 * 4"), "both 2 * 3 * 4");
    assert_eq!(one("* item **bold**"), "* item bold");
    assert_eq!(one(r"\*kept\* a\_b &lt;x&gt; &#64; &#x41; &bogus;"), "*kept* a_b <x> @ A &bogus;");
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
        .map(|link| (link.target.as_str(), link.text.as_str(), layout.lines[link.line].text.get(link.offset.unwrap()..).unwrap()))
        .collect();
    assert_eq!(layout.lines[0].text, "Key: the key and https://b.example/x");
    assert_eq!((&*layout.lines[1].text, layout.lines[1].hidden_by), ("title", Some(HiddenBy::Title)));
    assert_eq!(layout.lines[2].text, "mail cert@a.example or us, policy, sig [none]");
    let targets: Vec<_> = links.iter().map(|(target, text, _)| (*target, *text)).collect();
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
    assert!(links.iter().all(|(_, text, at)| at.starts_with(text)), "{links:?}");
}

#[test]
fn what_is_not_rendered_is_hidden() {
    let layout = read("---\ntitle: x\n---\nseen <!-- not\nseen --> again\n![alt text](x.png)\n");
    let hidden: Vec<_> = layout.lines.iter().filter_map(|line| Some((line.number, line.hidden_by?, &*line.text))).collect();
    assert!(hidden.contains(&(2, HiddenBy::Metadata, "title: x")));
    assert!(hidden.contains(&(4, HiddenBy::Comment, "not")));
    assert!(hidden.contains(&(5, HiddenBy::Comment, "seen")));
    assert!(hidden.contains(&(6, HiddenBy::Title, "alt text")));
    assert_eq!(visible(&layout), [(4, "seen "), (5, " again")]);
}

#[test]
fn code_blocks_are_kept_as_they_are() {
    let layout = read("```text\n_8A1E_ **C5D2** [a](b:c)\n<!-- shown -->\n~~~\n```\n*after*\n");
    assert_eq!(visible(&layout), [(2, "_8A1E_ **C5D2** [a](b:c)"), (3, "<!-- shown -->"), (4, "~~~"), (6, "after")]);
    assert!(layout.links.is_empty());
}

#[test]
fn quotes_tables_and_harmless_tags_leave_their_text() {
    let layout = read("> > quoted\n| a | b_c |\n|---|---|\n| **1** | 2 |\nx<br>y <u>z</u> <contact(at)team.example>\n");
    let expected = [(1, "quoted"), (2, "a  b_c"), (4, "1  2"), (5, "x y z <contact(at)team.example>")];
    assert_eq!(visible(&layout), expected);
    assert!(layout.warnings.is_empty());
    assert_eq!(read("<span class='gone'>x</span>").warnings[0].kind, ReadWarningKind::ExternalStyle);
}

#[test]
fn what_html_hides_is_hidden_and_what_it_does_not_is_seen() {
    use HiddenBy as H;
    for (text, expected) in [
        ("<span style='display:none'>C5D2</span>", Some(H::DisplayNone)),
        ("<div style=\"display:none\">\n\nC5D2\n\n```\nFFFF\n```\n</div>", Some(H::DisplayNone)),
        ("<p hidden>C5D2</p>", Some(H::HiddenAttribute)),
        ("<font color=white>C5D2</font>", Some(H::Color)),
        ("<style>.x{opacity:0}</style>\n<p class=x>C5D2</p>", Some(H::Transparent)),
        ("<template>C5D2</template>", Some(H::Template)),
        ("<script>\nvar a = '</p>C5D2'\n</script>", Some(H::NotRendered)),
        ("<noscript>C5D2</noscript>", Some(H::Noscript)),
        ("<svg><text opacity=0>C5D2</text></svg>", Some(H::Transparent)),
        ("[comment]: <> (C5D2)", Some(H::NotRendered)),
        ("[^1]: C5D2", Some(H::NotRendered)),
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
        let found: Vec<_> = layout.lines.iter().filter(|line| line.text.contains("C5D2")).map(|line| line.hidden_by).collect();
        assert_eq!(found, [expected], "{text}");
        let seen: Vec<_> = visible(&layout).into_iter().map(|(_, text)| text).collect();
        assert!(seen.first() == Some(&"8A1E") && seen.last() == Some(&"B7C0"), "{text}: {seen:?}");
        assert!(!seen.iter().any(|line| line.contains("FFFF") || line.ends_with('\\')), "{text}: {seen:?}");
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
        assert!(!read(&line).lines.is_empty(), "{hostile}");
        assert!(!read(&format!("{hostile}\n").repeat(2000)).lines.is_empty(), "{hostile}");
    }
}
