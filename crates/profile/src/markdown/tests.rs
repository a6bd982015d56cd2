#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

fn read(text: &str) -> Layout {
    layout(text.as_bytes(), &Hint::default()).unwrap()
}

fn visible(layout: &Layout) -> Vec<(u32, &str)> {
    let lines = layout.lines.iter().filter(|line| line.hidden_by.is_none() && !line.text.is_empty());
    lines.map(|line| (line.number, line.text.as_str())).collect()
}

fn one(text: &str) -> String {
    read(text).lines[0].text.clone()
}

#[test]
fn headings_of_both_kinds_are_marked() {
    let layout = read("# 1. Document ##\n\nContact\n=======\nKeys\n---\n####### seven\n#none");
    let headings: Vec<_> = layout.lines.iter().filter_map(|line| Some((line.number, line.heading?, line.text.as_str()))).collect();
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
    assert_eq!(layout.lines[1].text, "mail cert@a.example or us, policy, sig [none]");
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
    let hidden: Vec<_> = layout.lines.iter().filter_map(|line| Some((line.number, line.hidden_by?, line.text.as_str()))).collect();
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
    assert_eq!(read("<span style='display:none'>x</span>").warnings[0].kind, ReadWarningKind::ExternalStyle);
}

#[test]
fn hostile_marks_take_linear_time() {
    for hostile in
        ["*", "_a", "*a", "[", "](", "[a](", "`", "``a`", "<", "<a href=", "<!--", "&#", "[a]:", "> ", "|", "\\", "![", "[a]["]
    {
        let line = hostile.repeat((1 << 16) / hostile.len());
        assert!(!read(&line).lines.is_empty(), "{hostile}");
        assert!(!read(&format!("{hostile}\n").repeat(2000)).lines.is_empty(), "{hostile}");
    }
}
