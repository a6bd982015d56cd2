//! Ways of hiding that need the cascade, arithmetic or the notations of colours, each with controls
//! that are seen.

use bonafide_model::claims::HiddenBy as H;

use super::{hidden, read, visible};

/// Why the second value of a page is hidden; `None` if it is seen.
fn reason(css: &str, attributes: &str) -> Option<H> {
    of_page(&format!(
        "<style>{css}</style><p id=a>8A1E <span {attributes}>C5D2</span>"
    ))
}

fn of_page(page: &str) -> Option<H> {
    let layout = read(page);
    let of = |text: &str| {
        layout
            .lines
            .iter()
            .find(|line| line.text.contains(text))
            .unwrap_or_else(|| panic!("{page}: {layout:?}"))
    };
    assert_eq!(of("8A1E").hidden_by, None, "{page}");
    of("C5D2").hidden_by
}

#[test]
fn each_notation_hides_for_its_reason() {
    for (reason_, styles) in [
        (
            H::Color,
            [
                "color:oklch(1 0 0)",
                "color:lab(100% 0 0)",
                "color:color-mix(in srgb, white, white)",
                "color:light-dark(white, black)",
                "color:rgb(none none none / 0)",
                "color:canvas",
                "background:#fff no-repeat;color:#fff",
                "background:linear-gradient(#000,#010101)",
                "background-color:currentColor",
                "background:linear-gradient(#fff,#fff);-webkit-background-clip:text;color:transparent",
                "color:#fff;text-shadow:0 0 2px #fff",
                "color:#fff;color:nonsense",
            ]
            .as_slice(),
        ),
        (
            H::Size,
            &[
                "font-size:calc(1px - 1px)",
                "font-size:min(1px, 1em)",
                "transform:scale(0)",
                "transform:scaleX(0)",
                "transform:matrix(0,0,0,0,0,0)",
                "transform:rotateY(90deg)",
                "rotate:y 90deg",
                "scale:1 0",
                "block-size:0;overflow:hidden",
                "height:calc(0px);overflow:auto",
                "height:0;contain:paint",
                "line-height:0;overflow:hidden",
            ],
        ),
        (
            H::Position,
            &[
                "position:absolute;left:calc(0px - 9999px)",
                "position:absolute;inset-inline-start:-9999px",
                "position:absolute;inset:-9999px auto auto -9999px",
                "position:fixed;top:200vh",
                "position:fixed;left:100vw",
                "position:fixed;bottom:100%",
                "margin:0 0 0 -9999px",
                "margin-inline-start:-9999px",
                "text-indent:100%;white-space:nowrap;overflow:hidden",
                "translate:0 -9999px",
                "transform:translateX(-100vw)",
                "transform:matrix(1,0,0,1,-9999,0)",
                "position:absolute;clip:rect(0,0,auto,0)",
                "clip-path:inset(0 100% 0 0)",
                "clip-path:polygon(0 0, 0 0, 100% 0)",
                "-webkit-clip-path:circle(0 at 50% 50%)",
            ],
        ),
        (
            H::Transparent,
            &["opacity:calc(0)", "mask:linear-gradient(transparent,transparent)", "opacity:0;animation:nowhere 1s forwards"],
        ),
        (H::DisplayNone, &["display:none;display:nonsense", "display:var(--None)"]),
    ] {
        for style in styles {
            assert_eq!(reason(":root{--None:NONE}", &format!("style='{style}'")), Some(reason_), "{style}");
        }
    }
    assert_eq!(
        of_page("<p>8A1E<div style=opacity:.2><div style=opacity:.1>C5D2"),
        Some(H::Transparent)
    );
    assert_eq!(of_page("<p>8A1E<p popover>C5D2"), Some(H::DisplayNone));
    assert_eq!(of_page("<p>8A1E<font color=ffffff>C5D2"), Some(H::Color));
}

#[test]
fn what_is_moved_back_outlined_or_not_valid_stays_visible() {
    for style in [
        "position:absolute;left:50%;top:50%;transform:translate(-50%,-50%)",
        "position:relative;left:50%;margin-left:-50vw;width:100vw",
        "float:left;margin-left:-100%",
        "width:100vw;margin-left:calc(50% - 50vw)",
        "position:absolute;right:100%",
        "left:-9999",
        "color:#fff;text-shadow:0 0 2px #000, 1px 1px #000",
        "color:#fff;-webkit-text-stroke:1px #000",
        "color:oklch(30% 0.1 250)",
        "background:navy no-repeat;color:#fff",
        "background:linear-gradient(90deg,#a00,#00a);-webkit-background-clip:text;color:transparent",
        "background:#fff;background:nonsense(",
        "display:none;display:flow-root",
        "display:nonsense",
        "visibility:none",
        "clip-path:inset(0 round 10px)",
        "clip-path:polygon(0 0,100% 0,100% 100%,0 100%)",
        "opacity:0;animation:appear 1s forwards",
        "overflow:hidden;line-height:1",
        "rotate:90deg",
        "transform:rotate(90deg)",
    ] {
        assert_eq!(
            reason(
                "@keyframes appear{from{opacity:0}to{opacity:1}}",
                &format!("style='{style}'")
            ),
            None,
            "{style}"
        );
    }
}

#[test]
fn the_cascade_decides_as_in_browsers() {
    for (css, is_hidden) in [
        ("@layer a{span.x{display:none}} .x{display:inline}", false),
        ("@layer a{span#q.x{display:inline}} .x{display:none}", true),
        (
            "@layer a,b; @layer b{.x{display:none}} @layer a{span.x{display:inline}}",
            true,
        ),
        (
            "@layer a,b; @layer b{.x{display:inline}} @layer a{span.x{display:none}}",
            false,
        ),
        (
            "@layer a{.x{display:none!important}} .x{display:inline!important}",
            true,
        ),
        (":where(span.x){display:none} span{display:inline}", false),
        ("span.x{display:none} :where(#q.x){display:inline}", true),
        ("[class~=x]{display:none}", true),
        ("@media (width >= 500px){.x{display:none}}", true),
        ("@media (width < 600px){.x{display:none}}", false),
        ("@supports (display:grid){.x{display:none}}", true),
        ("@supports not (display:grid){.x{display:none}}", false),
        ("@supports (foo:bar){.x{display:none}}", false),
        (".x,:nonsense(a){display:none}", false),
        (".x{display:none} .x,:nonsense(a){display:inline}", true),
        ("<!-- .x{display:none} -->", true),
        (
            "@keyframes gone{to{opacity:0}} .x{animation:gone 0s forwards}",
            true,
        ),
        (":root{--None:none} .x{display:var(--None)}", true),
        (".x::first-line{color:white}", true),
    ] {
        assert_eq!(reason(css, "class=x id=q").is_some(), is_hidden, "{css}");
    }
    assert_eq!(
        reason(".x{display:inline!important}", "class=x style=display:none"),
        None
    );
    assert_eq!(
        reason(
            ".x{display:inline!important}",
            "class=x style=display:none!important"
        ),
        Some(H::DisplayNone)
    );
}

#[test]
fn letters_of_drawings_are_filled_over_what_is_drawn() {
    for (drawing, expected) in [
        ("<text>C5D2</text>", None),
        ("<text fill=white>C5D2</text>", Some(H::Color)),
        ("<rect fill=navy></rect><text fill=white>C5D2</text>", None),
        ("<text style='fill:none'>C5D2</text>", Some(H::Transparent)),
        (
            "<g visibility=hidden><text>C5D2</text></g>",
            Some(H::VisibilityHidden),
        ),
        (
            "<g display=none><text>C5D2</text></g>",
            Some(H::DisplayNone),
        ),
        ("<text x=-9999>C5D2</text>", Some(H::Position)),
        ("<text font-size=0>C5D2</text>", Some(H::Size)),
        ("<symbol><text>C5D2</text></symbol>", Some(H::NotRendered)),
        (
            "<clipPath><text>C5D2</text></clipPath>",
            Some(H::NotRendered),
        ),
    ] {
        assert_eq!(
            of_page(&format!("<p>8A1E</p><svg>{drawing}</svg>")),
            expected,
            "{drawing}"
        );
    }
    assert_eq!(
        of_page("<p>8A1E</p><svg width=0><text>C5D2</text></svg>"),
        Some(H::Size)
    );
}

#[test]
fn generated_and_reversed_text_is_read_as_it_is_shown() {
    let layout = read(
        "<style>.f::before{content:'8A1E ' attr(data-rest) ' / ' / 'read out'}.g:after{content:'\\f084'}.h::after{content:' FFFF';display:none}\
         .r{unicode-bidi:bidi-override;direction:rtl}</style>\
         <p class=f data-rest=C5D2>B7C0<p class=g>x<p class=h>y<p><span class=r>elpmaxe@trec</span><p><bdo dir=rtl>321</bdo>",
    );
    let texts: Vec<_> = visible(&layout).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["8A1E C5D2 / B7C0", "x", "y", "cert@example", "123"]);
    assert!(
        hidden(&layout)
            .iter()
            .any(|(_, reason, text)| *reason == H::DisplayNone && text.trim() == "FFFF")
    );
}

#[test]
fn what_frameworks_write_is_seen() {
    for (css, body) in [
        (
            ":root{--w:255,255,255}.t{--o:1;color:rgba(var(--w),var(--o))!important}.b{--p:1;background-color:rgba(33,37,41,var(--p))!important}",
            "<div class='t b'>C5D2</div>",
        ),
        (
            "@layer base,utilities;@layer utilities{.hidden{display:none}.md\\:block{@media (width>=48rem){display:block}}}",
            "<p class='hidden md:block'>C5D2</p>",
        ),
        (
            ".h{position:relative;color:#fff}.h::before{content:'';position:absolute;inset:0;background:#003;z-index:-1}",
            "<p class=h>C5D2",
        ),
        (
            "td{overflow:hidden;max-width:0;width:100%}",
            "<table><td>C5D2</table>",
        ),
        (".c{width:0;flex:1;overflow:hidden}", "<p class=c>C5D2"),
        (
            ".f{opacity:0;animation:f 1s both}@keyframes f{from{opacity:0}to{opacity:1}}",
            "<p class=f>C5D2",
        ),
        (
            ":root{color-scheme:dark}body{background:#1e1e1e;color:#ddd}",
            "C5D2",
        ),
        (
            ".t{display:none}#a:checked~.t{display:block}",
            "<input type=radio id=a checked><p class=t>C5D2",
        ),
    ] {
        assert_eq!(
            of_page(&format!("<style>{css}</style><p>8A1E</p>{body}")),
            None,
            "{css}"
        );
    }
    let layout = read(
        "<p>Key: <code>8A1E C5D2</code><button>Copy</button><label>Key</label><input readonly value='B7C0'>end",
    );
    assert_eq!(visible(&layout), [(1, "Key: 8A1E C5D2 Copy Key B7C0 end")]);
    assert_eq!(
        of_page(
            "<p>8A1E<style>p::after{content:'';position:absolute;inset:0;background:#fff}</style><p style=color:#fff>C5D2"
        ),
        Some(H::Color)
    );
}
