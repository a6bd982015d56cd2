//! What decides how a value is seen and is not computed: the value is seen, but not judged.

use bonafide_model::claims::NotJudged as N;

use super::read;

/// Why the value of a page is not judged; it must be seen.
fn of_page(page: &str) -> Option<N> {
    let layout = read(&format!("<!doctype html>{page}"));
    let line = layout
        .lines
        .iter()
        .find(|line| line.text.contains("C5D2"))
        .unwrap_or_else(|| panic!("{page}: {layout:?}"));
    assert_eq!(line.hidden_by, None, "{page}");
    let at = line.text.find("C5D2").unwrap();
    line.not_judged
        .iter()
        .find(|(part, _)| part.start < at + 4 && at < part.end)
        .map(|(_, why)| *why)
}

fn styled(css: &str) -> Option<N> {
    of_page(&format!(
        "<style>{css}</style><div class=w><p>8A1E <span class=x>C5D2</span> B7C0</p></div>"
    ))
}

#[test]
fn each_construct_is_named() {
    for (why, sheets) in [
        (
            N::Order,
            [
                ".w{display:flex;flex-direction:column-reverse}",
                ".w{display:flex}p{order:2}",
                ".w{display:flex;flex-wrap:wrap-reverse}",
            ]
            .as_slice(),
        ),
        (N::Float, &[".x{float:right}", "p{}.x{float:left}"]),
        (
            N::Direction,
            &["p{direction:rtl}", ".w{writing-mode:vertical-rl}"],
        ),
        (
            N::Offset,
            &[
                ".x{position:relative;left:80px}",
                ".x{margin-left:-60px}",
                "p{letter-spacing:-.8em}",
                ".w{margin-top:-400px}",
                "p{position:relative;left:-200px}",
            ],
        ),
        (
            N::Transform,
            &[
                "p{transform:rotateY(180deg)}",
                ".w{transform:scaleX(-1)}",
                ".x{rotate:180deg}",
                "p{transform:skewX(60deg)}",
            ],
        ),
        (
            N::Filter,
            &[
                "p{filter:invert(1)}",
                ".w{filter:contrast(0)}",
                ".x{filter:url(#f)}",
            ],
        ),
        (
            N::Mask,
            &[
                "p{mask-image:url(m.png)}",
                ".w{clip-path:inset(0 50% 0 0)}",
                ".x{-webkit-mask:linear-gradient(90deg,#000,transparent)}",
            ],
        ),
        (N::BlendMode, &["p{mix-blend-mode:difference}"]),
        (
            N::LimitedSize,
            &[
                "p{height:5px;overflow:hidden}",
                ".w{max-height:1em;overflow:clip}",
                "p{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}",
                "p{-webkit-line-clamp:1;overflow:hidden}",
            ],
        ),
        (N::Contain, &["p{contain:size}", ".w{contain:strict}"]),
        (
            N::ContainerQuery,
            &["@container (min-width:1px){.x{display:none}}"],
        ),
        (
            N::Animation,
            &[
                "@keyframes k{50%{opacity:0}}p{animation:k 1s infinite}",
                "@keyframes k{from{opacity:0}}p{animation:k 900s}",
                "@starting-style{p{opacity:0}}",
            ],
        ),
        (N::TextStroke, &["p{-webkit-text-stroke:5px white}"]),
        (
            N::EmbeddedFont,
            &[
                "@font-face{font-family:F;src:url(data:font/woff2;base64,AAAA)}.w{font-family:F,serif}",
            ],
        ),
        (
            N::Color,
            &[
                "p{color:#444;background:#222}",
                "p{color:lab(from white l a b)}",
            ],
        ),
        (
            N::UnknownRule,
            &[
                ".x:unheard-of,.x{display:none}",
                "@media (unheard-of:1){.x{display:none}}",
                "p{all:unset}",
                "p{display:if(media(screen): none)}",
                "p::first-letter{font-size:0}",
                "@unheard-of{.x{color:#fff}}",
            ],
        ),
    ] {
        for css in sheets {
            assert_eq!(styled(css), Some(why), "{css}");
        }
    }
    for (why, page) in [
        (N::EventHandler, "<p onmouseover='go()'>C5D2"),
        (N::EventHandler, "<body onload='go()'><p>C5D2"),
        (
            N::Script,
            "<p>C5D2<img src=x onerror=\"this.parentNode.textContent=1\">",
        ),
        (
            N::Script,
            "<p id=f>C5D2</p><script>document.getElementById('f').textContent='x'</script>",
        ),
        (
            N::Script,
            "<p class='a f'>C5D2</p><script>$('.f').html('x')</script>",
        ),
        (N::Script, "<p id=f>C5D2</p><script>f.innerHTML=''</script>"),
        (
            N::ShadowTree,
            "<div><template shadowrootmode=open>x</template><p>C5D2</p></div>",
        ),
        (
            N::AfterClick,
            "<details><summary>x</summary><p>C5D2</details>",
        ),
        (N::AfterClick, "<details><summary>x</summary>C5D2</details>"),
        (N::AfterClick, "<select><option>x<option>C5D2</select>"),
        (
            N::Overlay,
            "<p>C5D2</p><div style='position:absolute;inset:0;background:#fff'></div>",
        ),
        (
            N::Overlay,
            "<p>C5D2</p><div style='position:fixed;top:0;left:0;width:100%;height:100%;background:#fff'>x</div>",
        ),
        (N::Direction, "<div dir=rtl>C5D2</div>"),
        (N::Direction, "<p><bdo dir=rtl>2D5C</bdo>"),
        (N::Animation, "<marquee>C5D2</marquee>"),
    ] {
        assert_eq!(of_page(page), Some(why), "{page}");
    }
}

#[test]
fn what_ordinary_pages_do_is_judged() {
    for css in [
        "",
        "p{order:0}",
        ".w{display:flex}",
        "p{direction:ltr}",
        ".w{direction:rtl}p{direction:ltr}",
        "p{float:left;width:60%}",
        ".w{position:relative}",
        "sup{position:relative;top:-.5em}",
        "p{transform:none}",
        "p{transform:translateZ(0)}",
        "p{filter:none}",
        "p{filter:drop-shadow(0 0 2px #000)}",
        ".w{overflow:hidden}",
        ".w{overflow:auto;height:700px}",
        ".w{max-width:960px;overflow:hidden}",
        "p{clip-path:none}",
        "p{mask:none}",
        "p{contain:layout style}",
        "p{letter-spacing:.05em}",
        ".w{margin-top:-40px}",
        ".w{margin-left:-15px}",
        "p{-webkit-text-stroke:0}",
        "@font-face{font-family:F;src:url(f.woff2)}.w{font-family:F}",
        "@font-face{font-family:F;src:url(data:x)}.w{font-family:F}p{font-family:serif}",
        "@container (min-width:1px){.x{padding:1em}}",
        "@media (unheard-of:1){.x{margin:1em}}",
        ".y:unheard-of{display:none}",
        "input::-moz-focus-inner{border:0}",
        "@keyframes k{from{opacity:0}to{opacity:1}}p{animation:k .5s both}",
        "p{transition:opacity .3s}",
        "p::first-letter{font-size:2em}",
        "p{color:#555;background:#eee}",
        ".x:hover{display:none}",
        "::selection{color:#fff;background:#fff}",
        ".w:has(.z){display:none}",
    ] {
        assert_eq!(styled(css), None, "{css}");
    }
    for page in [
        "<details open><summary>x</summary><p>C5D2</details>",
        "<details><summary>C5D2</summary>x</details>",
        "<p><a href=x onclick='go()'>C5D2</a>",
        "<form onsubmit='go()'><p>C5D2</form>",
        "<p>C5D2</p><p id=year></p><script>document.getElementById('year').textContent=2026</script>",
        "<p id=f>C5D2</p><script>console.log('f')</script>",
        "<script src=x.js></script><p>C5D2",
        "<header style='position:fixed;top:0;width:100%;height:60px;background:#123'>x</header><p>C5D2",
        "<div style='position:relative'><div style='position:absolute;inset:0;background:#000'></div></div><p>C5D2",
        "<div hidden style='position:fixed;inset:0;background:#fff'></div><p>C5D2",
        "<select><option>x<option selected>C5D2</select>",
        "<div dir=rtl><p dir=ltr>C5D2</div>",
    ] {
        assert_eq!(of_page(page), None, "{page}");
    }
}

#[test]
fn what_says_that_it_is_xml_is_not_judged() {
    let hint = |kind: Option<&str>, name: Option<&str>| crate::Hint {
        declared_type: kind.map(str::to_owned),
        file_name: name.map(str::to_owned),
        ..crate::Hint::default()
    };
    let page = b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>C5D2</p></body></html>";
    let judged = |hint: &crate::Hint| {
        super::layout(page, hint)
            .unwrap()
            .lines
            .iter()
            .all(|line| line.not_judged.is_empty())
    };
    assert!(!judged(&hint(Some("application/xhtml+xml"), None)));
    assert!(!judged(&hint(None, Some("profile.xhtml"))));
    assert!(judged(&hint(Some("text/html"), Some("profile.xhtml"))));
    assert!(judged(&hint(None, Some("profile.html"))));
}

#[test]
fn rules_inside_the_page_hide_however_they_are_written() {
    for head in [
        "<link rel=stylesheet href='data:text/css,.x{display:none}'>",
        "<link rel=stylesheet href='data:text/css;base64,Lnh7ZGlzcGxheTpub25lfQ=='>",
        "<style>@import 'data:text/css,.x%7Bdisplay:none%7D';</style>",
        "<style>.x:lang(en){display:none}</style>",
        "<style>.x:lang('*-GB'){display:none}</style>",
        "<style>.x:dir(ltr){display:none}</style>",
        "<style>span:nth-last-child(1 of .x){display:none}</style>",
        "<style>@property --d{syntax:'<color>';inherits:true;initial-value:white}.x{color:var(--d)}</style>",
        "<style>@property --d{syntax:'*';inherits:false}p{--d:none}.x{--d:none;display:var(--d,block)}</style>",
        "<style>.x{color:hsl(from black h s calc(l + 100))}</style>",
        "<style>.x{clip-path:path('M 5 5 L 5 5')}</style>",
        "<style>.x{transform:rotateX(180deg);backface-visibility:hidden}</style>",
        "<style>.x{rotate:y 180deg;backface-visibility:hidden}</style>",
        "<style>p{-webkit-text-security:circle}</style>",
        "<style>@keyframes k{0%,100%{opacity:0}}.x{animation:1s k infinite}</style>",
        "<style>@keyframes k{from{color:#fff}to{color:#fefefe}}.x{animation:k 1s infinite alternate}</style>",
        "<style>@keyframes k{from{opacity:0}}@keyframes j{}.x{opacity:0;animation:j 1s}</style>",
        "<style>p{span.x{display:none}}</style>",
        "<style>p{& > .x{display:none}}</style>",
        "<style>@scope (p){}.x{display:none}</style>",
        "<style>.\\78 {dis\\70lay:none}</style>",
        "<style>.x{display:none!important}span{display:inline}</style>",
        "<style>@media not print{.x{display:none}}</style>",
    ] {
        let layout = read(&format!(
            "<!doctype html><html lang=en-GB><head>{head}</head><body><p>8A1E <span class=x>C5D2</span></p>"
        ));
        let found: Vec<_> = layout
            .lines
            .iter()
            .filter(|line| line.text.contains("C5D2"))
            .collect();
        assert!(
            found.iter().all(|line| line.hidden_by.is_some()),
            "{head}: {found:?}"
        );
    }
    let quirks = read("<style>.X{display:none}</style><p class=x>C5D2");
    assert!(
        quirks.lines.iter().all(|line| line.hidden_by.is_some()),
        "names have no case in old pages"
    );
    let body = read("<!doctype html><body link=#ffffff vlink=white><a href=x>C5D2</a><p>8A1E");
    assert!(
        body.lines
            .iter()
            .any(|line| line.text.contains("C5D2") && line.hidden_by.is_some())
    );
}
