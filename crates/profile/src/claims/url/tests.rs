//! Addresses as profiles print them.

use super::*;

fn found(raw: &str) -> Vec<String> {
    let text = Text::of_rows(raw);
    let addresses = super::super::email::Addresses::of(&text).read;
    urls(&text, &addresses).into_iter().map(|u| u.url).collect()
}

#[test]
fn urls_end_where_they_end() {
    for (raw, url) in [
        ("at https://x.org/a.pdf.", "https://x.org/a.pdf"),
        ("(see https://x.org/a)", "https://x.org/a"),
        (
            "<https://x.org/fr/r%C3%A9agir-47>",
            "https://x.org/fr/r%C3%A9agir-47",
        ),
        ("[text](https://x.org/a_(b))", "https://x.org/a_(b)"),
        ("https://x.org/a, and", "https://x.org/a"),
        ("www.x.org/rfc", "https://www.x.org/rfc"),
        ("on pgp.mit.edu)", "https://pgp.mit.edu"),
        ("xy.org/key/a.asc", "https://xy.org/key/a.asc"),
        ("hxxps://x[.]org/a", "https://x.org/a"),
        ("hkps://keys.openpgp.org", "hkps://keys.openpgp.org"),
    ] {
        assert_eq!(found(raw), [url], "{raw}");
    }
}

#[test]
fn nothing_goes_on_behind_the_ending_of_a_file() {
    for raw in [
        "https://x.fr/key.asc(see below)",
        "https://x.fr/key.asc(PGP)",
        "https://x.fr/key.asc(1)",
        "https://x.fr/key.asc_",
        "_https://x.fr/key.asc__",
    ] {
        assert_eq!(found(raw), ["https://x.fr/key.asc"], "{raw}");
    }
    for whole in [
        "https://x.fr/CERT_(team)",
        "https://x.fr/key_.asc",
        "https://x.fr/a_",
    ] {
        assert_eq!(found(whole), [whole]);
    }
}

#[test]
fn a_row_that_begins_with_another_letter_than_a_url_has_is_no_part_of_it() {
    for next in [
        "Öffentlicher Schlüssel",
        "Équipe",
        "Ключ",
        "最新版をご確認ください",
    ] {
        assert_eq!(
            found(&format!("https://x.fr/rfc2350.pdf\n{next}")),
            ["https://x.fr/rfc2350.pdf"],
            "{next}"
        );
    }
}

#[test]
fn torn_urls_are_mended() {
    for (raw, url) in [
        (
            "https://x.fr/u/2023/01/CERT-METSYS public.asc",
            "https://x.fr/u/2023/01/CERT-METSYS%20public.asc",
        ),
        ("https://x.fr /rfc2350.pdf", "https://x.fr/rfc2350.pdf"),
        ("https://x.fr/keys/ cert.asc", "https://x.fr/keys/cert.asc"),
        ("https://x.fr/RFC-\n2350.pdf", "https://x.fr/RFC-2350.pdf"),
        (
            "https://x.fr/a/b_1.60.pdf\n.sig",
            "https://x.fr/a/b_1.60.pdf.sig",
        ),
        (
            "https://x.fr/a/b_1.\npdf.sig.",
            "https://x.fr/a/b_1.pdf.sig",
        ),
        ("<https://x.fr/a/very/\nlong>", "https://x.fr/a/very/long"),
        (
            "https://x.fr/wp-\ncontent/CERT-X public.asc\nand",
            "https://x.fr/wp-content/CERT-X%20public.asc",
        ),
    ] {
        assert_eq!(found(raw), [url], "{raw}");
    }
}

#[test]
fn what_is_no_url_stays_none() {
    for raw in [
        "contact(at)m-cert.fr",
        "cert@x.org",
        "version 1.0.2",
        "and/or e.g. this",
        "CERT/CSIRT team.It is",
        "see 2.8.",
        "Inc. org",
        "v1.0/2.0",
    ] {
        assert!(found(raw).is_empty(), "{raw}: {:?}", found(raw));
    }
    assert_eq!(
        found("https://x.org/cert/\n\nNext paragraph"),
        ["https://x.org/cert/"]
    );
    assert_eq!(
        found("https://x.org/cert/\nNext paragraph"),
        ["https://x.org/cert/"]
    );
    assert_eq!(
        found("https://x.org/key and file.txt later"),
        ["https://x.org/key"]
    );
}

#[test]
fn marks_behind_a_url_are_no_part_of_it_and_typesetting_is_undone() {
    for (raw, url) in [
        (
            "key: https://x.example/key.asc[1]",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc[see below]",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc¹",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc†",
            "https://x.example/key.asc",
        ),
        (
            "鍵：https://x.example/key.asc。",
            "https://x.example/key.asc",
        ),
        ("（https://x.example/key.asc）", "https://x.example/key.asc"),
        (
            "鍵は「https://x.example/key.asc」、",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc(1)",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc(b), and",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key_(2026).asc",
            "https://x.example/key_(2026).asc",
        ),
        (
            "key: https://x.example/key.asc[^2]",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc※1",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc①",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc§",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc¶",
            "https://x.example/key.asc",
        ),
        (
            "key: ‹https://x.example/key.asc›",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc•",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc↗",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc،",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc।",
            "https://x.example/key.asc",
        ),
        (
            "key: https://x.example/key.asc– and",
            "https://x.example/key.asc",
        ),
        (
            "鍵はhttps://x.example/key.ascです。",
            "https://x.example/key.asc",
        ),
        (
            "https://x.example/rfc2350/をご覧ください",
            "https://x.example/rfc2350/",
        ),
        (
            "키는 https://x.example/key.asc입니다.",
            "https://x.example/key.asc",
        ),
        ("https://x.example에서", "https://x.example"),
        (
            "密钥：https://x.example/key.asc】",
            "https://x.example/key.asc",
        ),
        (
            "https://x.example/公開鍵.asc",
            "https://x.example/%E5%85%AC%E9%96%8B%E9%8D%B5.asc",
        ),
        (
            "https://x.example/clé.asc",
            "https://x.example/cl%C3%A9.asc",
        ),
        (
            "https://x.example/cle\u{301}.asc",
            "https://x.example/cle%CC%81.asc",
        ),
        (
            "https://x.example/certi\u{FB01}cates/o\u{FB00}ice/\u{FB02}ow.asc",
            "https://x.example/certificates/office/flow.asc",
        ),
        (
            "https://x.example/team\u{2011}key.asc",
            "https://x.example/team-key.asc",
        ),
        (
            "https://x.example/team–key.asc",
            "https://x.example/team-key.asc",
        ),
        (
            "https://x.example/a/cert_V1.pdf.s\nig",
            "https://x.example/a/cert_V1.pdf.sig",
        ),
        (
            "https://x.example/a/cert_V1.pd\n  f.sig",
            "https://x.example/a/cert_V1.pdf.sig",
        ),
        (
            "https://x.example/a/ce\nrt_key.asc",
            "https://x.example/a/cert_key.asc",
        ),
        (
            "https://x.example/index.php?file=ke\ny.asc",
            "https://x.example/index.php?file=key.asc",
        ),
        ("http\ns://x.example/key.asc", "https://x.example/key.asc"),
        (
            "https://www.x.exam\nple/docs/key.asc",
            "https://www.x.example/docs/key.asc",
        ),
        (
            "cert@elmwood.example\nhttps://www.elm\nwood.example/key",
            "https://www.elmwood.example/key",
        ),
        (
            "https://www[dot]x[dot]example/key.asc",
            "https://www.x.example/key.asc",
        ),
        (
            "https://www(dot)x(dot)example/key.asc",
            "https://www.x.example/key.asc",
        ),
        ("hxxps://x[.]example[/]key.asc", "https://x.example/key.asc"),
        (
            "https://x.example/team\u{2010}key.asc",
            "https://x.example/team-key.asc",
        ),
        (
            "https://x.example/o\u{FB03}cial/key.asc",
            "https://x.example/official/key.asc",
        ),
        (
            "https://x.example/a/cert_V1.p\ndf.sig and nowhere",
            "https://x.example/a/cert_V1.pdf.sig",
        ),
        (
            "https://x.example/a/cert.as\nc",
            "https://x.example/a/cert.asc",
        ),
        (
            "mail cert@greenmoor.example\nhttps://www.green-\nmoor.example/key.asc",
            "https://www.greenmoor.example/key.asc",
        ),
        (
            "mail cert@green-moor.example\nhttps://www.green-\nmoor.example/key.asc",
            "https://www.green-moor.example/key.asc",
        ),
    ] {
        assert_eq!(found(raw), [url], "{raw}");
    }
}

#[test]
fn an_address_behind_a_scheme_by_mistake_is_no_url() {
    for raw in [
        "https://cert[at]x.example (English)",
        "http://cert(at)x.example",
        "https://cert@x.example",
        "https://cert [at] x.example",
        "https://cert{at}x.example",
        "hxxps://cert[at]x.example",
        "https://cert[spam]x.example",
        "https://mailto:cert@x.example",
    ] {
        assert!(found(raw).is_empty(), "{raw}: {:?}", found(raw));
    }
    assert_eq!(
        found("https://x.example/@cert and http://localhost (here)"),
        ["https://x.example/@cert", "http://localhost"]
    );
}

#[test]
fn a_row_that_begins_anew_is_no_part_of_the_url_above() {
    for raw in [
        "https://x.example/\nKey: see below",
        "https://x.example/cert/\nPDF",
        "https://x.example/about\nOur key is printed below",
        "cert@x.example\nhttps://x.example\nother/key.asc",
    ] {
        let first = raw
            .split('\n')
            .find(|row| row.starts_with("https"))
            .unwrap_or_default();
        assert_eq!(found(raw).first().map(String::as_str), Some(first), "{raw}");
    }
}
