//! Texts and pages made to take time, memory or the stack.

use super::Hostile;

/// Large enough that anything quadratic does not end in time, small enough that an unoptimised
/// build reads the rest.
const MANY: usize = 100_000;

pub(crate) fn all() -> Vec<Hostile> {
    let mut all = texts();
    all.extend(pages());
    all
}

fn texts() -> Vec<Hostile> {
    let repeated = [
        ("one endless word", "A"),
        ("one endless hexadecimal number", "0123456789abcdef"),
        ("groups without end", "8A1E C5D2 "),
        ("digits without end", "7"),
        ("nothing but at signs", "@"),
        ("addresses in addresses", "a@a."),
        ("brackets at", "(at) ["),
        ("at in words", " at a dot a"),
        ("schemes without a host", "https://"),
        ("bare hosts without end", "www.a."),
        ("full stops", ". "),
        ("opening brackets", "[("),
        ("words in brackets for the at sign", "a(xx)b.cd "),
        ("brackets of many scripts", "a（b【c〈d「"),
        ("terminal codes", "\u{1b}[1m\u{8}A\u{8}"),
        ("labels without values", "Fingerprint: Key ID: User ID: "),
        ("headings without content", "2.8 Public Keys\n"),
        ("outline numbers without end", "1.1."),
        (
            "armor that begins and begins",
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
        ),
        (
            "armor heads on one line",
            "-----BEGIN PGP PUBLIC KEY BLOCK----- ",
        ),
        (
            "private armor that begins and begins",
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\nxx\n",
        ),
        (
            "signed messages in signed messages",
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n",
        ),
        ("dash escapes", "- - - "),
        ("dates without end", "1/1/2024 "),
        ("half dates", "May, 22nd "),
        ("telephones without end", "+33 1 "),
        ("plus signs", "+"),
        ("empty lines", "\n"),
        ("carriage returns", "\r"),
        ("direction changes", "\u{202e}\u{2066}"),
        ("combining marks", "a\u{301}\u{302}\u{303}"),
        ("zero-width digits", "1\u{200b}"),
        (
            "key listings",
            "pub rsa4096/D57E00EA00709A3D 2019-02-25 [SC]\n",
        ),
        ("gpg listing lines wrapped", "sub   2048R/68B49661\n      "),
        ("hyphens at row ends", "https://a.org/b-\n"),
        ("torn URLs", "https://x.org/A B "),
        ("User IDs without end", "User ID: a <"),
        (
            "SHA-256 of everything",
            "SHA-256: 0000000000000000000000000000000000000000000000000000000000000000\n",
        ),
        ("TLP and TLP", "TLP:"),
        ("nested emphasis", "*_"),
        ("nested quotes", "> "),
        ("nested links", "[a]("),
        ("code fences", "```\n"),
        ("table pipes", "|"),
        ("backslashes", "\\"),
    ];
    let mut all: Vec<Hostile> = Vec::new();
    for (name, unit) in repeated {
        let bytes = unit.repeat(MANY.min((128 << 10) / unit.len()));
        all.push(Hostile::new(name, "profile.txt", bytes.clone()));
        if name.starts_with("nested") || unit.len() < 3 {
            all.push(Hostile::new(
                &format!("{name}, as Markdown"),
                "profile.md",
                bytes,
            ));
        }
    }
    for (name, page) in [
        ("page breaks", "[Page 3]\n\u{c}\nHead 3\n\n"),
        (
            "page breaks in a value",
            "8A1E C5D2\n\nPage 3\n\u{c}\nHead    3\n\n",
        ),
    ] {
        all.push(Hostile::new(name, "profile.txt", page.repeat(40_000)));
    }
    let wide: Vec<u8> = "Fingerprint: 8A1E"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    all.push(Hostile::new(
        "UTF-16 with half a character",
        "profile.txt",
        [&[0xfe, 0xff][..], &wide, &[0xd8][..]].concat(),
    ));
    all.push(Hostile::new("no bytes", "profile.txt", ""));
    all.push(Hostile::new("one byte", "profile.txt", "\u{0}"));
    all.push(Hostile::new(
        "every byte",
        "profile.txt",
        (0..=255_u8).cycle().take(MANY).collect::<Vec<u8>>(),
    ));
    all
}

fn pages() -> Vec<Hostile> {
    let page = |name: &str, body: String| {
        Hostile::new(
            name,
            "profile.html",
            format!("<!doctype html><html><body>{body}"),
        )
    };
    let nested = [
        "div",
        "b",
        "table",
        "ul><li",
        "blockquote",
        "details><summary",
        "svg",
        "template",
        "select",
        "a href=x",
        "noscript",
    ];
    let mut all: Vec<Hostile> = nested
        .iter()
        .map(|tag| page(&format!("nested {tag}"), format!("<{tag}>").repeat(20_000)))
        .collect();
    all.push(page(
        "closed in the wrong order",
        "<b><p></b></p>".repeat(20_000),
    ));
    all.push(page(
        "formatting that is opened again",
        format!("{}{}", "<b><i><u>".repeat(1_000), "<p>x".repeat(5_000)),
    ));
    all.push(page(
        "an attribute without end",
        format!("<p title='{}", "x".repeat(1 << 20)),
    ));
    all.push(page(
        "attributes without end",
        format!(
            "<p {}>x",
            (0..50_000).map(|i| format!("a{i}=1 ")).collect::<String>()
        ),
    ));
    all.push(page(
        "a comment without end",
        format!("<!--{}", "-".repeat(1 << 20)),
    ));
    all.push(page(
        "entities without end",
        "&amp;&#x41;&nope;".repeat(MANY / 2),
    ));
    all.push(page(
        "rules without end",
        format!(
            "<style>{}</style>{}",
            ".a b > c ~ d{color:red}".repeat(20_000),
            "<p class=a>x".repeat(5_000)
        ),
    ));
    all.push(page(
        "selectors in selectors",
        format!(
            "<style>{}{}{{display:none}}</style>x",
            ":not(".repeat(5_000),
            ")".repeat(5_000)
        ),
    ));
    all.push(page(
        "blocks in blocks",
        format!("<style>{}", "@media screen{a{b:c(".repeat(20_000)),
    ));
    all.push(page(
        "calc in calc",
        format!("<p style='width:{}'>x", "calc(1px + ".repeat(20_000)),
    ));
    all.push(page(
        "variables of variables",
        format!(
            "<style>:root{{{}}}</style><p style='color:var(--v0)'>x",
            (0..5_000)
                .map(|i| format!("--v{i}:var(--v{});", i + 1))
                .collect::<String>()
        ),
    ));
    all.push(page(
        "siblings without end",
        "<p>Fingerprint:".repeat(MANY / 2),
    ));
    all.push(page(
        "links without end",
        "<a href='https://x.org/'>https://y.org/</a>".repeat(20_000),
    ));
    all.push(page(
        "a link of two hundred thousand bytes",
        format!("<a href='https://x.org/{}'>here</a>", "y".repeat(200_000)),
    ));
    all.push(page(
        "rows of one table",
        format!("<table>{}", "<tr><td>Key ID<td>0x12345678".repeat(20_000)),
    ));
    all.push(page(
        "spans of a huge table",
        "<table><tr><td colspan=99999999 rowspan=99999999>x".repeat(500),
    ));
    all.push(page(
        "protected addresses",
        format!("<a data-cfemail='{}'>x</a>", "00ff".repeat(50_000)),
    ));
    all.push(page(
        "bases of bases",
        "<base href='//a//../../%'>".repeat(20_000),
    ));
    all.push(Hostile::new(
        "a charset that lies",
        "profile.html",
        [&b"<meta charset=utf-16><p>"[..], &[0xd8; 999][..]].concat(),
    ));
    all
}
