//! Which style sheets apply, as browsers decide it: one that does not apply must not show what
//! another one hides.

use bonafide_model::claims::{HiddenBy as H, NotJudged as N};

use super::read;

/// Why the value is hidden, and why it is not judged, under this head.
fn under(head: &str) -> (Option<H>, Option<N>) {
    let layout = read(&format!("<!doctype html>{head}<p class=x>8A1E C5D2</p>"));
    let line = layout
        .lines
        .iter()
        .find(|line| line.text.contains("8A1E"))
        .unwrap_or_else(|| panic!("{head}: {layout:?}"));
    (line.hidden_by, line.not_judged.first().map(|(_, why)| *why))
}

/// A head with this sheet, in which a rule stands for `%`: once it shows what the page hides, once it
/// hides what the page shows.
fn both(sheet: &str) -> [(Option<H>, Option<N>); 2] {
    [
        under(&format!(
            "<style>.x{{display:none}}</style>{}",
            sheet.replace('%', ".x{display:block}")
        )),
        under(&sheet.replace('%', ".x{display:none}")),
    ]
}

const SHOWN: (Option<H>, Option<N>) = (None, None);
const HIDDEN: (Option<H>, Option<N>) = (Some(H::DisplayNone), None);

#[test]
fn a_sheet_that_browsers_do_not_apply_neither_shows_nor_hides() {
    for sheet in [
        "<style type='text/less'>%</style>",
        "<style type='text/css; charset=utf-8'>%</style>",
        "<style media=print>%</style>",
        "<svg><style type='text/plain'>%</style></svg>",
        "<template><style>%</style></template>",
        "<style title=a>y{}</style><style title=b>%</style>",
        "<link rel='alternate stylesheet' title=a href='data:text/css,%'>",
        "<link rel='alternate stylesheet' href='data:text/css,%'>",
        "<link rel=stylesheet title=a href='data:text/css,y{}'><style title=b>%</style>",
        "<link rel=stylesheet type='text/plain' href='data:text/css,%'>",
        "<link rel=stylesheet disabled href='data:text/css,%'>",
        "<link rel=stylesheet href='data:text/plain,%'>",
        "<link rel=stylesheet href='data:,%'>",
        "<link rel=preload as=style href='data:text/css,%'>",
        "<style>@supports (display:nonsense){%}</style>",
        "<style>@supports (display:grid) and (color:nonsense){%}</style>",
        "<style>@supports not (display:grid){%}</style>",
        "<style>y{} @import 'data:text/css,%';</style>",
        "<style>@media screen{@import 'data:text/css,%';}</style>",
        "<style>@import 'data:text/css,%' print;</style>",
        "<style>@import 'data:text/plain,%';</style>",
    ] {
        assert_eq!(both(sheet), [HIDDEN, SHOWN], "{sheet}");
    }
}

#[test]
fn a_sheet_that_browsers_apply_shows_and_hides() {
    for sheet in [
        "<style>%</style>",
        "<style type='TEXT/CSS'>%</style>",
        "<style type=''>%</style>",
        "<style disabled>%</style>",
        "<style title=a>%</style>",
        "<style title=a>y{}</style><style title=a>%</style>",
        "<link rel=stylesheet type='text/css; charset=utf-8' href='data:text/css,%'>",
        "<link rel=stylesheet href='data:text/css;charset=utf-8,%'>",
        "<style>@supports (display:grid) or (display:nonsense){%}</style>",
        "<style>@supports selector(:has(a)){%}</style>",
        "<style>@charset 'x'; @import 'data:text/css,%';</style>",
        "<style>@namespace url(http://www.w3.org/1999/xhtml); %</style>",
        "<style>@namespace s 'http://www.w3.org/2000/svg'; %</style>",
    ] {
        assert_eq!(both(sheet), [SHOWN, HIDDEN], "{sheet}");
    }
}

#[test]
fn a_sheet_of_which_it_cannot_be_told_whether_it_applies_is_not_judged() {
    for sheet in [
        "<meta http-equiv=default-style content=b><style title=b>%</style>",
        "<link rel=stylesheet title=a href=https://x.example/a.css><style title=b>%</style>",
        "<link rel=stylesheet integrity='sha256-AAAA' href='data:text/css,%'>",
        "<style>@supports (-webkit-nonsense:none){%}</style>",
        "<style>@supports (overflow:nonsense){%}</style>",
        "<style>@supports selector(:nonsense){%}</style>",
        "<style>@import 'data:text/css,%' supports(display:block);</style>",
        "<style>@namespace 'http://www.w3.org/2000/svg'; %</style>",
    ] {
        let [showing, hiding] = both(sheet);
        assert_eq!(showing, HIDDEN, "{sheet}");
        assert_eq!(hiding, (None, Some(N::UnknownRule)), "{sheet}");
    }
}

#[test]
fn an_import_counts_before_the_rules_of_its_sheet() {
    let import = |rule: &str, own: &str| {
        under(&format!(
            "<style>@import \"data:text/css,{rule}\"; {own}</style>"
        ))
    };
    assert_eq!(import(".x{display:block}", ".x{display:none}"), HIDDEN);
    assert_eq!(import(".x{display:none}", ".x{display:block}"), SHOWN);
    // The import of an import.
    assert_eq!(
        import(
            "@import %22data:text/css,.x{display:block}%22;.x{display:none}",
            ""
        ),
        HIDDEN
    );
    let mut sheet = ".x{display:none}".to_owned();
    for _ in 0..40 {
        sheet = format!("@import 'data:text/css;base64,{}';", base64(&sheet));
    }
    // Too deep to follow: that is said.
    let layout = read(&format!("<style>{sheet}</style><p class=x>8A1E</p>"));
    assert!(!layout.warnings.is_empty());
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(text)
}

#[test]
fn variables_that_lead_to_themselves_or_too_far_are_not_judged() {
    let chain: String = (0..40)
        .map(|n| format!("--a{n}:var(--a{});", n + 1))
        .collect();
    for css in [
        "--a:var(--b);--b:var(--a);display:var(--a,none)".to_owned(),
        format!("{chain}--a40:none;display:var(--a0)"),
    ] {
        let seen = under(&format!("<style>.x{{{css}}}</style>"));
        assert_eq!(seen, (None, Some(N::UnknownRule)), "{css}");
    }
    // Nine of them are followed.
    let short: String = (0..9)
        .map(|n| format!("--a{n}:var(--a{});", n + 1))
        .collect();
    let seen = under(&format!(
        "<style>.x{{{short}--a9:none;display:var(--a0)}}</style>"
    ));
    assert_eq!(seen, HIDDEN);
    assert_eq!(
        under("<style>@layer a{.x{display:none}}.x{display:revert-layer}</style>").1,
        Some(N::UnknownRule)
    );
}

#[test]
fn of_details_with_one_name_only_the_first_is_open() {
    let page = |first: &str| {
        let layout = read(&format!(
            "<details {first} open><summary>a</summary>b</details><details name=k open><summary>c</summary><p>8A1E</p></details>"
        ));
        let line = layout.lines.iter().find(|line| line.text.contains("8A1E"));
        line.and_then(|line| line.not_judged.first().map(|(_, why)| *why))
    };
    assert_eq!(page("name=k"), Some(N::AfterClick));
    assert_eq!(page("name=other"), None);
    assert_eq!(page(""), None);
}
