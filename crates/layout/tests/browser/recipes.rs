//! Small pages by recipe: a value in four parts, and one way of styling it.

/// The parts of the value, in the order in which a person should read them.
pub const PARTS: [&str; 4] = ["B079570CB3", "8C4BB75BD5", "C8F4644358", "6A88CE6D4A"];
/// What stands in the place of one of them, to see where it is seen.
pub const OTHER: [&str; 4] = ["2518263428", "1327128218", "2417281362", "8231328413"];

/// A page that can be drawn with any parts.
pub struct Recipe {
    pub name: String,
    head: String,
    body: String,
}

impl Recipe {
    pub fn page(&self, parts: [&str; 4]) -> String {
        let mut body = self.body.clone();
        for (index, part) in parts.iter().enumerate() {
            body = body.replace(&format!("%{index}"), part);
        }
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>x</title><style>body,input,select,textarea{{font:16px monospace}}h1{{font-size:1em;margin:0}}</style>{}</head><body>{body}</body></html>",
            self.head
        )
    }
}

/// Styles that are tried on a part, on the paragraph and on what is around it.
const STYLES: &[&str] = &[
    "",
    "display:none",
    "display:block",
    "display:inline-block",
    "display:flex",
    "display:grid",
    "display:contents",
    "display:inline-flex",
    "display:table-cell",
    "visibility:hidden",
    "visibility:collapse",
    "opacity:0",
    "opacity:.6",
    "color:#fff",
    "color:#fefefe",
    "color:transparent",
    "color:rgb(from black calc(255 - r) 255 255)",
    "color:hsl(0 0% 100%)",
    "color:oklch(from white l c h)",
    "color:#fff;background:#003",
    "background:#222",
    "font-size:0",
    "font-size:1px",
    "font-size:80%",
    "font-weight:bold",
    "text-indent:-9999px",
    "position:absolute;left:-9999px",
    "position:absolute;left:300px;top:60px",
    "position:relative;left:300px",
    "position:relative;left:-200px",
    "position:relative;top:30px",
    "position:relative;top:-2px",
    "position:fixed;top:70px;left:0",
    "float:left",
    "float:right",
    "margin-left:1em",
    "margin-left:-250px",
    "margin-top:-300px",
    "padding:0 1em",
    "border:1px solid",
    "order:1",
    "order:-1",
    "direction:rtl",
    "direction:rtl;unicode-bidi:bidi-override",
    "unicode-bidi:plaintext",
    "writing-mode:vertical-rl",
    "transform:rotate(180deg)",
    "transform:rotateY(180deg)",
    "transform:rotateY(180deg);backface-visibility:hidden",
    "transform:rotateX(90deg)",
    "transform:scale(0)",
    "transform:scaleX(-1)",
    "transform:translateX(-3000px)",
    "transform:skewX(80deg)",
    "rotate:x 180deg",
    "translate:400px 0",
    "filter:opacity(0)",
    "filter:brightness(0) invert(1)",
    "filter:contrast(0)",
    "filter:drop-shadow(1px 1px 1px gray)",
    "mask-image:linear-gradient(transparent,transparent)",
    "mask-image:linear-gradient(90deg,black 10%,transparent 20%)",
    "clip-path:inset(100%)",
    "clip-path:inset(0 60% 0 0)",
    "clip-path:path('M0 0')",
    "clip-path:circle(0)",
    "mix-blend-mode:screen;background:#fff",
    "mix-blend-mode:difference;color:#fff",
    "height:0;overflow:hidden",
    "height:3px;overflow:hidden",
    "max-height:4px;overflow:hidden",
    "display:block;height:2px;overflow:clip",
    "width:40px;overflow:hidden;white-space:nowrap",
    "display:inline-block;width:30px;overflow:hidden",
    "contain:size;overflow:hidden",
    "contain:strict",
    "content-visibility:hidden",
    "-webkit-text-security:disc",
    "-webkit-text-stroke:6px #fff",
    "-webkit-text-fill-color:#fff",
    "letter-spacing:-.7em",
    "letter-spacing:.1em",
    "word-spacing:1em",
    "zoom:0.02",
    "animation:gone 1s infinite",
    "animation:gone 0s forwards",
    "animation:gone 1000s",
    "animation:shown .1s both",
    "text-shadow:0 0 2px #000;color:#fff",
    "all:initial",
    "vertical-align:super",
    "text-transform:lowercase",
    "list-style:none",
    "box-shadow:inset 0 0 0 50px #fff",
    "outline:40px solid #fff;outline-offset:-30px",
    "flex-direction:row-reverse;display:flex",
    "flex-direction:column-reverse;display:flex",
    "flex-wrap:wrap-reverse;display:flex",
    "display:grid;grid-auto-flow:column",
    "columns:2",
    "white-space:nowrap",
    "-webkit-line-clamp:1;display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden",
];

/// Markup that is tried as it is; `%0` to `%3` are the parts.
const BODIES: &[(&str, &str)] = &[
    (
        "details",
        "<details><summary>Key</summary><p>%0 %1 %2 %3</p></details>",
    ),
    (
        "details-open",
        "<details open><summary>Key</summary><p>%0 %1 %2 %3</p></details>",
    ),
    (
        "details-of-one-name",
        "<details name=a open><summary>x</summary>y</details><details name=a open><summary>Key</summary><p>%0 %1 %2 %3</p></details>",
    ),
    (
        "sheet-of-another-type",
        "<style>.x{display:none}</style><style type=text/less>.x{display:block}</style><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "sheet-alternate",
        "<style>.x{display:none}</style><link rel='alternate stylesheet' title=a href='data:text/css,.x{display:block}'><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "sheet-of-the-second-title",
        "<style>.x{display:none}</style><style title=a>y{}</style><style title=b>.x{display:block}</style><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "sheet-in-a-template",
        "<style>.x{display:none}</style><template><style>.x{display:block}</style></template><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "sheet-that-is-no-css",
        "<style>.x{display:none}</style><link rel=stylesheet href='data:text/plain,.x{display:block}'><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "import-before-rules",
        "<style>@import 'data:text/css,.x{display:block}';.x{display:none}</style><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "import-behind-rules",
        "<style>.x{display:none}@import 'data:text/css,.x{display:block}';</style><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "supports-nonsense",
        "<style>.x{display:none}@supports (display:nonsense){.x{display:block}}</style><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "namespace-of-drawings",
        "<style>.x{display:none}</style><style>@namespace 'http://www.w3.org/2000/svg';.x{display:block}</style><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "variable-that-leads-to-itself",
        "<style>.x{--a:var(--b);--b:var(--a);display:var(--a,none)}</style><p class=x>%0 %1 %2 %3</p>",
    ),
    (
        "revert-layer",
        "<style>@layer a{.x{display:none}}.x{display:revert-layer}</style><p class=x>%0 %1 %2 %3</p>",
    ),
    ("hidden", "<p hidden>%0 %1 %2 %3</p>"),
    (
        "hidden-until-found",
        "<p hidden=until-found>%0 %1 %2 %3</p>",
    ),
    ("dialog", "<dialog><p>%0 %1 %2 %3</p></dialog>"),
    ("popover", "<p popover>%0 %1 %2 %3</p>"),
    ("template", "<template><p>%0 %1 %2 %3</p></template>"),
    ("noscript", "<noscript><p>%0 %1 %2 %3</p></noscript>"),
    (
        "shadow",
        "<div><template shadowrootmode=open><p>other</p></template><p>%0 %1 %2 %3</p></div>",
    ),
    (
        "shadow-slot",
        "<div><template shadowrootmode=open><slot></slot></template><p>%0 %1 %2 %3</p></div>",
    ),
    (
        "script-removes",
        "<p id=f>%0 %1 %2 %3</p><script>document.getElementById('f').textContent='none'</script>",
    ),
    (
        "script-variable",
        "<p id=f>%0 %1 %2 %3</p><script>f.innerHTML='none'</script>",
    ),
    (
        "script-class",
        "<p class=f>%0 %1 %2 %3</p><script>document.querySelector('.f').style.display='none'</script>",
    ),
    (
        "script-else",
        "<p>%0 %1 %2 %3</p><p id=year></p><script>document.getElementById('year').textContent='2026'</script>",
    ),
    (
        "onload",
        "<p>%0 %1 %2 %3<img src=x onerror=\"this.parentNode.textContent='none'\"></p>",
    ),
    (
        "onload-body",
        "<p onanimationstart=\"this.textContent=''\" style='animation:shown 1s'>%0 %1 %2 %3</p>",
    ),
    (
        "onclick",
        "<p>%0 %1 <a href=# onclick=\"go()\">%2 %3</a></p>",
    ),
    (
        "svg",
        "<svg width=900 height=30><text y=20>%0 %1 %2 %3</text></svg>",
    ),
    (
        "svg-white",
        "<svg width=900 height=30><text y=20 fill=white>%0 %1 %2 %3</text></svg>",
    ),
    (
        "svg-defs",
        "<svg width=900 height=30><defs><text y=20>%0 %1 %2 %3</text></defs></svg>",
    ),
    ("table", "<table><tr><td>%0<td>%1<td>%2<td>%3</table>"),
    ("table-rows", "<table><tr><td>%0 %1<tr><td>%2 %3</table>"),
    (
        "table-dir",
        "<table dir=rtl><tr><td>%0<td>%1<td>%2<td>%3</table>",
    ),
    ("bdo", "<p><bdo dir=rtl>%0 %1 %2 %3</bdo></p>"),
    ("dir", "<p dir=rtl>%0 %1 %2 %3</p>"),
    (
        "nested-dir",
        "<div dir=rtl><p dir=ltr>%0 %1 %2 %3</p></div>",
    ),
    ("sup", "<p>%0 %1 %2 %3<sup>1</sup></p>"),
    (
        "link-behind",
        "<p><code>%0 %1 %2 %3</code><a href=#>Download</a></p>",
    ),
    ("lines", "<p>%0 %1<br>%2 %3</p>"),
    ("paragraphs", "<p>%0 %1</p><p>%2 %3</p>"),
    ("pre", "<pre>%0 %1\n%2 %3</pre>"),
    ("input", "<input size=60 value='%0 %1 %2 %3'>"),
    (
        "textarea",
        "<textarea rows=3 cols=60>%0 %1 %2 %3</textarea>",
    ),
    ("select", "<select><option>none<option>%0 %1 %2 %3</select>"),
    (
        "covered",
        "<p>%0 %1 %2 %3</p><div style='position:absolute;left:0;top:0;width:100%;height:90px;background:#fff'></div>",
    ),
    ("font-white", "<p><font color=white>%0 %1 %2 %3</font></p>"),
    ("no-end", "<p>%0 %1 %2 %3"),
    ("comment", "<p>%0 %1 <!-- x -->%2 %3</p>"),
    ("object", "<object><p>%0 %1 %2 %3</p></object>"),
    ("iframe", "<iframe><p>%0 %1 %2 %3</p></iframe>"),
    ("canvas", "<canvas><p>%0 %1 %2 %3</p></canvas>"),
    ("video", "<video><p>%0 %1 %2 %3</p></video>"),
    ("ruby", "<p><ruby>%0<rt>x</rt></ruby> %1 %2 %3</p>"),
    (
        "flex-items",
        "<div style='display:flex;gap:1em'><span>%0</span><span>%1</span><span>%2</span><span>%3</span></div>",
    ),
    (
        "grid-items",
        "<div style='display:grid;grid-template-columns:auto auto'><span>%0</span><span>%1</span><span>%2</span><span>%3</span></div>",
    ),
    (
        "grid-placed",
        "<div style='display:grid;justify-content:start'><b style='grid-column:2'>%0</b><b style='grid-row:1;grid-column:1'>%1</b><b style='grid-row:1;grid-column:3'>%2</b>\
         <b style='grid-row:1;grid-column:4'>%3</b></div>",
    ),
    ("body-link", "<a href=#x>%0 %1 %2 %3</a>"),
    (
        "inherit",
        "<div style=color:#fff><a href=#x style=color:inherit>%0 %1 %2 %3</a></div>",
    ),
    (
        "inherit-dark",
        "<div style='background:#00e;color:#fff'><a href=#x style=color:inherit>%0 %1 %2 %3</a></div>",
    ),
    (
        "transparent-inside",
        "<div style=color:transparent><b style=background:#000>%0 %1 %2 %3</b></div>",
    ),
    (
        "filled-inside",
        "<div style='-webkit-text-fill-color:#fff'><b style=color:#000>%0 %1 %2 %3</b></div>",
    ),
    (
        "generated-cover",
        "<style>p{position:relative}p::after{content:'';position:absolute;inset:0;background:#fff}</style><p>%0 %1 %2 %3</p>",
    ),
    (
        "generated-behind",
        "<style>p{position:relative}p::after{content:'';position:absolute;inset:0;background:#eee;z-index:-1}</style><p>%0 %1 %2 %3</p>",
    ),
    (
        "pulled-painted",
        "<p>%0 %1 %2 %3</p><div style='margin-top:-40px;height:40px;background:#fff'></div>",
    ),
    (
        "pulled-over",
        "<p>%0 %1 %2 %3</p><div style='position:relative;margin-top:-40px;height:40px;background:#fff'></div>",
    ),
    (
        "moved-over",
        "<p>%0 %1 %2 %3</p><div style='transform:translateY(-50px);height:50px;background:#fff'></div>",
    ),
    (
        "pushed-over",
        "<div style='position:relative;top:50px;height:50px;background:#fff'></div><p>%0 %1 %2 %3</p>",
    ),
    (
        "image-over",
        "<p>%0 %1 %2 %3</p><img alt='' style='display:block;margin-top:-40px;width:900px;height:40px;background:#fff'>",
    ),
    (
        "low-box-over",
        "<div style=height:0><div style='position:relative;height:50px;background:#fff'></div></div><p>%0 %1 %2 %3</p>",
    ),
    (
        "outline-over",
        "<p>%0 %1 %2 %3</p><p style='outline:90px solid #fff'>x</p>",
    ),
    (
        "grid-same",
        "<div style=display:grid><div style=grid-area:1/1><p>%0 %1 %2 %3</p></div><div style='grid-area:1/1;background:#fff'><p>x</p></div></div>",
    ),
    (
        "grid-no-rows",
        "<div style='display:grid;grid-template-rows:0px;overflow:hidden'><p>%0 %1 %2 %3</p></div>",
    ),
    (
        "grid-no-share",
        "<div style='display:grid;grid-template-rows:0fr'><div style=overflow:hidden>%0 %1 %2 %3</div></div>",
    ),
    (
        "flex-no-basis",
        "<div style=display:flex><div style='overflow:hidden;flex-basis:0;white-space:nowrap'>%0 %1 %2 %3</div></div>",
    ),
    (
        "flex-no-height",
        "<div style='display:flex;flex-direction:column;height:0'><div style='overflow:hidden;flex:1 1 0;min-height:0'>%0 %1 %2 %3</div></div>",
    ),
    (
        "flat-ratio",
        "<div style='overflow:hidden;aspect-ratio:1000/1;width:900px'>%0 %1 %2 %3</div>",
    ),
    (
        "low-scroll",
        "<div style='height:30px;overflow:auto'><div style=height:3000px></div>%0 %1 %2 %3</div>",
    ),
    (
        "rem",
        "<style>html{font-size:.1px}body{font-size:16px}</style><p style=font-size:1rem>%0 %1 %2 %3</p>",
    ),
    (
        "env",
        "<p style='display:env(unheard-of,none)'>%0 %1 %2 %3</p>",
    ),
    (
        "column-collapsed",
        "<table><colgroup><col style=visibility:collapse></colgroup><tr><td>%0 %1 %2 %3</table>",
    ),
    ("input-short", "<input size=1 value='%0 %1 %2 %3'>"),
    ("adjusted", "<p style=font-size-adjust:0>%0 %1 %2 %3</p>"),
    (
        "behind-the-eye",
        "<p style='transform:perspective(1px) translateZ(2px)'>%0 %1 %2 %3</p>",
    ),
    (
        "float-far",
        "<p style='float:left;margin-left:-100%'>%0 %1 %2 %3</p>",
    ),
    (
        "math",
        "<math style='font:16px monospace'><mtext>%0 %1 %2 %3</mtext></math>",
    ),
    (
        "math-phantom",
        "<math><mphantom><mtext>%0 %1 %2 %3</mtext></mphantom></math>",
    ),
    (
        "math-white",
        "<math mathcolor=white><mtext>%0 %1 %2 %3</mtext></math>",
    ),
    (
        "math-tiny",
        "<math><mstyle mathsize=0><mtext>%0 %1 %2 %3</mtext></mstyle></math>",
    ),
    (
        "svg-moved",
        "<svg width=900 height=30><text y=20 transform='translate(-5000 0)'>%0 %1 %2 %3</text></svg>",
    ),
    (
        "svg-outside",
        "<svg width=900 height=30><text y=90>%0 %1 %2 %3</text></svg>",
    ),
    (
        "svg-covered",
        "<svg width=900 height=30><text y=20>%0 %1 %2 %3</text><rect width=900 height=30 fill=#fff /></svg>",
    ),
    (
        "svg-over-shape",
        "<svg width=900 height=30><rect width=900 height=30 fill=#eee /><text y=20>%0 %1 %2 %3</text></svg>",
    ),
    ("svg-bare", "<svg width=900 height=30>%0 %1 %2 %3</svg>"),
    (
        "svg-group",
        "<svg width=900 height=30><g>%0 %1 %2 %3</g></svg>",
    ),
    (
        "svg-switch",
        "<svg width=900 height=30><switch><text y=20>x</text><text y=20>%0 %1 %2 %3</text></switch></svg>",
    ),
    (
        "svg-page",
        "<svg width=900 height=30><foreignObject width=900 height=30><div>%0 %1 %2 %3</div></foreignObject></svg>",
    ),
];

/// Style sheets that are tried on a paragraph of the class `x`.
const SHEETS: &[(&str, &str)] = &[
    ("lang", "<style>.x:lang(en){display:none}</style>"),
    ("lang-other", "<style>.x:lang(de){display:none}</style>"),
    ("dir", "<style>.x:dir(ltr){display:none}</style>"),
    ("nth-of", "<style>:nth-child(1 of .x){display:none}</style>"),
    ("has", "<style>body:has(.x) .x{display:none}</style>"),
    ("is", "<style>:is(.y,.x){display:none}</style>"),
    ("not", "<style>p:not(.y){display:none}</style>"),
    ("nesting", "<style>body{.x{display:none}}</style>"),
    (
        "property",
        "<style>@property --d{syntax:\"*\";inherits:false;initial-value:none}.x{display:var(--d)}</style>",
    ),
    (
        "variable",
        "<style>:root{--d:none}.x{display:var(--d)}</style>",
    ),
    ("variable-unset", "<style>.x{display:var(--d,none)}</style>"),
    (
        "data-sheet",
        "<link rel=stylesheet href=\"data:text/css,.x%7Bdisplay:none%7D\">",
    ),
    (
        "data-sheet-base64",
        "<link rel=stylesheet href=\"data:text/css;base64,Lnh7ZGlzcGxheTpub25lfQ==\">",
    ),
    (
        "data-import",
        "<style>@import url(\"data:text/css,.x{display:none}\");</style>",
    ),
    ("escape", "<style>.\\78{d\\69 splay:n\\6fne}</style>"),
    ("comment", "<style>.x{dis/**/play:none}</style>"),
    ("comment-value", "<style>.x{display:/* */none}</style>"),
    ("invalid", "<style>.x,:nonsense{display:none}</style>"),
    (
        "invalid-value",
        "<style>.x{display:none;display:nonsense}</style>",
    ),
    ("print", "<style>@media print{.x{display:none}}</style>"),
    ("screen", "<style>@media screen{.x{display:none}}</style>"),
    (
        "unknown-media",
        "<style>@media (unheard-of:1){.x{display:none}}</style>",
    ),
    (
        "supports",
        "<style>@supports (display:grid){.x{display:none}}</style>",
    ),
    (
        "supports-not",
        "<style>@supports not (display:grid){.x{display:none}}</style>",
    ),
    (
        "layer",
        "<style>@layer a{.x{display:none}}.x{display:block}</style>",
    ),
    (
        "important",
        "<style>.x{display:none!important}.x{display:block}</style>",
    ),
    (
        "container",
        "<style>body{container-type:inline-size}@container (min-width:1px){.x{display:none}}</style>",
    ),
    ("scope", "<style>@scope (body){.x{display:none}}</style>"),
    (
        "first-letter",
        "<style>.x::first-letter{color:#fff}</style>",
    ),
    ("first-line", "<style>.x::first-line{color:#fff}</style>"),
    ("before", "<style>.x::before{content:'Key '}</style>"),
    (
        "before-digits",
        "<style>.x span+span::before{content:'00'}</style>",
    ),
    (
        "after-block",
        "<style>.x span::after{content:'';display:block}</style>",
    ),
    ("hover", "<style>.x:hover{display:none}</style>"),
    ("visited", "<style>.x:visited{display:none}</style>"),
    ("quirk-case", "<style>.X{display:none}</style>"),
    ("attribute", "<style>[class~=x]{display:none}</style>"),
    ("sibling", "<style>h1~.x{display:none}</style>"),
    (
        "starting",
        "<style>.x{transition:opacity 1000s}@starting-style{.x{opacity:0}}</style>",
    ),
    (
        "if",
        "<style>.x{display:if(media(screen): none; else: block)}</style>",
    ),
    ("unset", "<style>.x{display:none;all:revert}</style>"),
];

pub fn all() -> Vec<Recipe> {
    let frames = "@keyframes gone{from{opacity:0}to{opacity:0}}@keyframes shown{from{opacity:0}to{opacity:1}}";
    let mut recipes = Vec::new();
    for style in STYLES {
        for place in ["part", "paragraph", "around"] {
            if style.is_empty() && place != "part" {
                continue;
            }
            recipes.push(Recipe {
                name: format!("{style} on the {place}"),
                head: format!("<style>{frames} .{place}{{{style}}}</style>"),
                body: "<div class=around><p class=paragraph><span>%0</span> <span>%1</span> <span class=part>%2</span> <span>%3</span></p></div>".to_owned(),
            });
        }
    }
    for (name, body) in BODIES {
        recipes.push(Recipe {
            name: (*name).to_owned(),
            head: format!("<style>{frames}</style>"),
            body: (*body).to_owned(),
        });
    }
    for (name, head) in SHEETS {
        let body = "<h1>Key</h1><p class=x><span>%0</span> <span>%1</span> <span>%2</span> <span>%3</span></p>";
        recipes.push(Recipe {
            name: format!("sheet {name}"),
            head: (*head).to_owned(),
            body: body.to_owned(),
        });
    }
    recipes
}
