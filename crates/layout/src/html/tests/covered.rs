//! Values that nobody sees although no rule of their own hides them: what lies over them, what leaves
//! them no room, and drawings and formulas. Each kind with what looks the same and is seen.

use bonafide_model::claims::{HiddenBy as H, NotJudged as N};

use super::read;

/// How the value of a page is seen.
fn of_page(page: &str) -> (Option<H>, Option<N>) {
    let layout = read(&format!("<!doctype html>{page}"));
    let line = layout
        .lines
        .iter()
        .find(|line| line.text.contains("C5D2"))
        .unwrap_or_else(|| panic!("{page}: {layout:?}"));
    let at = line.text.find("C5D2").unwrap();
    let not_judged = line
        .not_judged
        .iter()
        .find(|(part, _)| part.start < at + 4 && at < part.end)
        .map(|(_, why)| *why);
    (line.hidden_by, not_judged)
}

#[track_caller]
fn all(expected: (Option<H>, Option<N>), pages: &[&str]) {
    for page in pages {
        assert_eq!(of_page(page), expected, "{page}");
    }
}

const SEEN: (Option<H>, Option<N>) = (None, None);

fn not_judged(why: N) -> (Option<H>, Option<N>) {
    (None, Some(why))
}

#[test]
fn a_link_inherits_the_colour_around_it_and_not_its_own_blue() {
    all(
        (Some(H::Color), None),
        &[
            "<style>nav{color:#fff}nav a{color:inherit}</style><nav><a href=x>C5D2</a></nav>",
            "<div style=color:#fefefe><a href=x style=color:unset>C5D2</a></div>",
            "<div style=color:#fff><a href=x style=color:currentcolor>C5D2</a></div>",
            "<div style=color:#fff><a href=x style='color:var(--none)'>C5D2</a></div>",
            "<p style=color:#ff0><mark style=color:inherit>C5D2</mark>",
            "<div style=color:transparent><b style=background:#000>C5D2</b></div>",
            "<div style='-webkit-text-fill-color:#fff'><b style=color:#000>C5D2</b></div>",
            "<div style='-webkit-text-fill-color:#fff'><a href=x>C5D2</a></div>",
        ],
    );
    all(
        SEEN,
        &[
            "<style>body{background:#00e;color:#fff}a{color:inherit}</style><a href=x>C5D2</a>",
            "<style>nav{color:#222}nav a{color:inherit}</style><nav><a href=x>C5D2</a></nav>",
            "<div style=color:#fff><a href=x>C5D2</a></div>",
            "<div style=color:#fff><a href=x style=color:revert>C5D2</a></div>",
            "<div style=color:#fff><p style='color:initial'>C5D2</div>",
            "<div style='background:#000;color:#fff'><b style=color:inherit>C5D2</b></div>",
            "<div style='color:#fff;-webkit-text-fill-color:#111'><b>C5D2</b></div>",
        ],
    );
}

#[test]
fn a_generated_box_over_an_element_covers_it_unless_it_lies_behind() {
    let page = |css: &str| format!("<style>p{{position:relative}}p{css}</style><p>C5D2</p>");
    for css in [
        "::after{content:'';position:absolute;inset:0;background:#fff}",
        "::before{content:'';position:absolute;inset:0;background:#fff}",
        "::after{content:'';position:absolute;top:-2px;left:-2px;width:110%;height:120%;background:#fff}",
        "::after{content:'';position:absolute;left:0;top:0;width:400px;height:1.1em;background:#fff}",
        "::after{content:'';display:block;position:relative;top:-30px;height:30px;background:#fff}",
        "::after{content:'';position:absolute;inset:0;background:#fff;z-index:0}",
    ] {
        assert_eq!(of_page(&page(css)), not_judged(N::Overlay), "{css}");
    }
    for css in [
        "::after{content:'';position:absolute;inset:0}",
        "::after{content:'';position:absolute;inset:0;background:rgba(0,0,0,.05)}",
        "::before{content:'';position:absolute;inset:0;background:#eee;z-index:-1}",
        "::after{content:'';position:absolute;left:0;bottom:0;width:100%;height:3px;background:red}",
        "::before{content:'';position:absolute;left:0;top:0;width:20px;height:20px;background:red}",
        "::after{content:'';position:absolute;inset:0;background:#fff;display:none}",
        "::after{content:none;position:absolute;inset:0;background:#fff}",
    ] {
        assert_eq!(of_page(&page(css)), SEEN, "{css}");
    }
}

#[test]
fn a_painted_box_that_is_moved_covers_its_neighbours() {
    all(
        not_judged(N::Overlay),
        &[
            "<p>C5D2<div style='position:relative;margin-top:-40px;height:40px;background:#fff'>&nbsp;</div>",
            "<p>C5D2<div style='position:relative;top:-50px;height:50px;background:#fff'></div>",
            "<p>C5D2<div style='position:relative;bottom:50px;height:50px;background:#fff'></div>",
            "<p>C5D2<div style='transform:translateY(-50px);height:50px;background:#fff'></div>",
            "<p>C5D2<div style='translate:0 -50px;height:50px;background:#fff'></div>",
            "<p>C5D2<img src=x style='display:block;margin-top:-40px;width:90em;height:40px'>",
            "<p>C5D2<div style='float:left;position:relative;margin-top:-20px;width:90em;height:25px;background:#fff'></div>",
            "<p>C5D2<div style='position:sticky;margin-top:-50px;height:50px;background:#fff'></div>",
            "<p>C5D2<div><div><div style='opacity:.99;margin-top:-40px;height:40px;background:#fff'></div></div></div>",
            "<div style='position:relative;top:50px;height:50px;background:#fff'></div><p>C5D2",
            "<div style='position:relative;margin-bottom:-50px;height:50px;background:#fff'></div><p>C5D2",
            "<div style=height:0><div style='position:relative;height:50px;background:#fff'></div></div><p>C5D2",
            "<p>C5D2<p style='outline:90px solid #fff'>x",
            "<p>C5D2<p style='position:relative;box-shadow:0 0 0 90px #fff'>x",
            "<div style=display:grid><div style=grid-area:1/1><p>C5D2</div><div style='grid-area:1/1;background:#fff'><p>x</div></div>",
        ],
    );
    all(
        SEEN,
        &[
            "<p>C5D2<div style='margin-top:-40px;height:40px'>x</div>",
            "<p>C5D2<div style='margin-top:-40px;height:40px;background:#fff'>x</div>",
            "<p>C5D2<div style='position:relative;height:40px;background:#fff'>x</div>",
            "<p>C5D2<div style='position:relative;top:-1px;height:40px;background:#fff'>x</div>",
            "<p>C5D2<img src=x style='position:relative;top:2px'>",
            "<p>C5D2<p><sup style='position:relative;top:-.5em'>1</sup>",
            "<p>C5D2<p style='box-shadow:0 2px 8px #000;outline:1px solid red'>x",
            "<p>C5D2<div style='position:sticky;top:0;height:50px;background:#fff'>x</div>",
            "<div style=display:grid><div style=grid-area:a><p>C5D2</div><div style='grid-area:b;background:#fff'><p>x</div></div>",
        ],
    );
    let far = format!(
        "<p>C5D2{}<div style='position:relative;top:-20px;background:#fff'>y</div>",
        "<p>x".repeat(20)
    );
    assert_eq!(of_page(&far), SEEN, "only what is near");
}

#[test]
fn what_leaves_no_room_is_not_judged() {
    all(
        not_judged(N::LimitedSize),
        &[
            "<div style='display:grid;grid-template-rows:0px;overflow:hidden'><p>C5D2</div>",
            "<div style='display:grid;grid-template-rows:0fr'><div style=overflow:hidden><p>C5D2</div></div>",
            "<div style='display:grid;grid-auto-rows:0;overflow:hidden'><p>C5D2</div>",
            "<div style='display:grid;grid-template:minmax(0,0)/1fr;overflow:hidden'><p>C5D2</div>",
            "<div style='display:grid;grid-template-rows:repeat(3,1px);overflow:hidden'><p>C5D2</div>",
            "<div style=display:flex><div style='overflow:hidden;flex-basis:0;flex-grow:0'>C5D2</div></div>",
            "<div style=display:flex><div style='overflow:hidden;flex:0 1 0px'>C5D2</div></div>",
            "<div style='display:flex;flex-direction:column;height:0'><div style='overflow:hidden;flex:1 1 0'>C5D2</div></div>",
            "<div style='overflow:hidden;aspect-ratio:1000/1;width:900px'>C5D2</div>",
            "<div style='height:30px;overflow:auto'><div style=height:3000px></div><p>C5D2</div>",
            "<div style='width:20px;overflow:scroll'>C5D2</div>",
            "<input style=width:1px value=C5D2>",
            "<input size=1 value=C5D2>",
            "<input value='C5D2 of thirty letters and more'>",
            "<textarea cols=5 rows=1>cert@team C5D2</textarea>",
            "<table><colgroup><col style=visibility:collapse></colgroup><tr><td>C5D2</table>",
            "<style>.c{visibility:collapse}</style><table><colgroup class=c></colgroup><tr><td>C5D2</table>",
        ],
    );
    all(
        not_judged(N::UnknownRule),
        &[
            "<p style=font-size-adjust:0>C5D2",
            "<p style=font-size:.1cqw>C5D2",
            "<p style='display:attr(data-d type(*))' data-d=none>C5D2",
        ],
    );
    all(
        not_judged(N::Transform),
        &[
            "<p style='transform:perspective(1px) translateZ(2px)'>C5D2",
            "<p style='transform:translate3d(0,0,9px)'>C5D2",
        ],
    );
    assert_eq!(
        of_page("<p style='float:left;margin-left:-100%'>C5D2"),
        not_judged(N::Offset)
    );
    all(
        SEEN,
        &[
            "<div style='display:grid;grid-template-columns:minmax(0,1fr) 20px 2fr'><p>C5D2</div>",
            "<div style='display:grid;grid-template-rows:auto 1fr;grid-auto-rows:minmax(0,auto)'><p>C5D2</div>",
            "<div style='display:grid;grid-template-areas:\"a b\";grid-template-columns:repeat(auto-fit,minmax(0,1fr))'><p>C5D2</div>",
            "<div style=display:flex><div style='overflow:hidden;flex:1 1 0'>C5D2</div></div>",
            "<div style=display:flex><div style='flex:0 0 auto'>C5D2</div></div>",
            "<div style='display:flex;flex-direction:column;height:100vh'><div style='overflow:auto;flex:1'>C5D2</div></div>",
            "<div style='aspect-ratio:16/9'>C5D2</div>",
            "<div style='height:300px;overflow:auto'>C5D2</div>",
            "<input size=40 value='C5D2 of thirty letters and more'>",
            "<input style=width:30em value='C5D2 of thirty letters and more'>",
            "<textarea cols=60 rows=3>C5D2</textarea>",
            "<table><colgroup><col style=width:9em></colgroup><tr><td>C5D2</table>",
            "<p style=font-size-adjust:.5>C5D2",
            "<p style='transform:translate3d(0,0,0)'>C5D2",
        ],
    );
}

#[test]
fn the_font_size_of_the_root_and_the_fallback_of_unknown_variables_count() {
    all(
        (Some(H::Size), None),
        &[
            "<style>html{font-size:.1px}body{font-size:16px}</style><p style=font-size:1rem>C5D2",
            "<style>:root{font-size:1%}body{font-size:16px}</style><p style='font-size:calc(2rem + 0px)'>C5D2",
        ],
    );
    all(
        (Some(H::DisplayNone), None),
        &[
            "<p style='display:env(unheard-of,none)'>C5D2",
            "<p style='--d:env(unheard-of,none);display:var(--d)'>C5D2",
        ],
    );
    all(
        SEEN,
        &[
            "<style>html{font-size:62.5%}body{font-size:1.6rem}</style><p>C5D2",
            "<style>html{font-size:.1px}body{font-size:16px}</style><p style=font-size:1em>C5D2",
            "<p style='display:env(unheard-of,block)'>C5D2",
            "<p style='padding-left:max(12px,env(safe-area-inset-left))'>C5D2",
        ],
    );
}

#[test]
fn letters_of_drawings_are_judged_only_where_they_are_plainly_inside() {
    let drawn = |inside: &str| format!("<p>8A1E<svg width=900 height=40>{inside}</svg>");
    for inside in [
        "<text y=15 transform='translate(-5000 0)'>C5D2</text>",
        "<g transform=scale(0)><text y=15>C5D2</text></g>",
        "<text y=15 dx=-5000>C5D2</text>",
        "<text y=15 textLength=1>C5D2</text>",
        "<text y=15 x=950>C5D2</text>",
        "<text y=-5>C5D2</text>",
        "<text>C5D2</text>",
        "<text y=99>C5D2</text>",
        "<text y=15 x='0 9 900'>C5D2</text>",
        "<text y=15><tspan x=-90>C5D2</tspan></text>",
        "<text y=15 x=890>C5D2</text>",
        "<text y=15 clip-path=url(#c)>C5D2</text>",
        "<text y=15 mask=url(#c)>C5D2</text>",
        "<text y=15 text-anchor=end>C5D2</text>",
        "<text y=15 stroke=#fff stroke-width=9>C5D2</text>",
        "<text y=15>C5D2</text><rect width=900 height=40 fill=#fff />",
        "<g><text y=15>C5D2</text></g><g><image href=x width=900 height=40 /></g>",
        "<switch><text y=15>a</text><text y=15>C5D2</text></switch>",
        "<text y=15>C5D2<set attributeName=opacity to=0 /></text>",
        "<svg viewBox='0 0 9000 9000'><text y=15>C5D2</text></svg>",
        "<foreignObject><p>C5D2</p></foreignObject>",
    ] {
        let (hidden, not_judged) = of_page(&drawn(inside));
        assert!(hidden.is_none() && not_judged.is_some(), "{inside}");
    }
    assert_eq!(
        of_page("<svg width=90 height=90 viewBox='0 0 9000 9000'><text y=500>C5D2</text></svg>"),
        not_judged(N::LimitedSize)
    );
    for outside in [
        "C5D2",
        "<g>C5D2</g>",
        "<![CDATA[C5D2]]>",
        "<a href=x>C5D2</a>",
    ] {
        assert_eq!(
            of_page(&drawn(outside)).0,
            Some(H::NotRendered),
            "{outside}"
        );
    }
    for inside in [
        "<text y=15>C5D2</text>",
        "<rect width=900 height=40 fill=#eee /><text x=5 y=15>C5D2</text>",
        "<text y=15><tspan x=9 y=30>C5D2</tspan></text>",
        "<text y=15>C5D2</text><rect width=900 height=40 fill=none />",
        "<a href=x><text y=15>C5D2</text></a>",
        "<foreignObject width=900 height=40><p>C5D2</p></foreignObject>",
    ] {
        assert_eq!(of_page(&drawn(inside)), SEEN, "{inside}");
    }
    assert_eq!(
        of_page("<svg viewBox='0 0 400 40'><text y=20>C5D2</text></svg>"),
        SEEN
    );
}

#[test]
fn letters_of_formulas_are_judged_only_in_a_line() {
    let of = |inside: &str| of_page(&format!("<p>8A1E<p><math>{inside}</math>"));
    for (inside, reason) in [
        (
            "<mphantom><mtext>C5D2</mtext></mphantom>",
            H::VisibilityHidden,
        ),
        ("<mtext mathcolor=white>C5D2</mtext>", H::Color),
        ("<mstyle mathsize=0><mtext>C5D2</mtext></mstyle>", H::Size),
        (
            "<mstyle mathbackground=#000><mtext>C5D2</mtext></mstyle>",
            H::Color,
        ),
    ] {
        assert_eq!(of(inside).0, Some(reason), "{inside}");
    }
    for inside in [
        "<mpadded lspace=-5000><mtext>C5D2</mtext></mpadded>",
        "<mstyle scriptlevel=40><mtext>C5D2</mtext></mstyle>",
        "<maction><mtext>a</mtext><mtext>C5D2</mtext></maction>",
        "<msup><mtext>a</mtext><mtext>C5D2</mtext></msup>",
        "<mrow>C5D2</mrow>",
    ] {
        let (hidden, not_judged) = of(inside);
        assert!(hidden.is_none() && not_judged.is_some(), "{inside}");
    }
    assert_eq!(of("<mrow><mtext>C5D2</mtext></mrow>"), SEEN);
}
