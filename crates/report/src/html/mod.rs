//! What every HTML page of this program is: one file, nothing from elsewhere, no word of anybody
//! else taken for markup.
//!
//! All texts are escaped twice over: for HTML by the template, and before that by [`escape`], so
//! that what draws nothing is seen. The content security policy allows exactly the style and the
//! script of the page, by their digests, and pictures that the page itself holds.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use sha2::{Digest, Sha256};

use crate::escape;
use crate::told::{Entry, Mark, Tone};

/// The style that all pages share.
const STYLE: &str = include_str!("base.css");

/// A page.
pub(crate) struct Page<'a> {
    pub title: &'a str,
    /// What it has beyond the common style.
    pub style: &'a str,
    /// It is of use without that.
    pub script: Option<&'a str>,
    pub body: Markup,
}

impl Page<'_> {
    pub(crate) fn render(self) -> String {
        let style = format!("{STYLE}{}", self.style);
        let page = markup! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy(&style, self.script));
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    title { (self.title) }
                    // Without one, a browser would ask the server for a picture.
                    link rel="icon" href="data:,";
                    style { (PreEscaped(&style)) }
                }
                body {
                    (self.body)
                    @if let Some(script) = self.script { script { (PreEscaped(script)) } }
                }
            }
        };
        page.into_string()
    }
}

fn policy(style: &str, script: Option<&str>) -> String {
    let digest = |text: &str| STANDARD.encode(Sha256::digest(text));
    let script = script
        .map(|script| format!("script-src 'sha256-{}'; ", digest(script)))
        .unwrap_or_default();
    format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; {script}base-uri 'none'; form-action 'none'",
        digest(style)
    )
}

/// Text of others, safe to look at.
pub(crate) fn safe(text: &str) -> String {
    /// A document can print values as long as it likes.
    const LONGEST: usize = 600;
    escape::capped(text, LONGEST)
}

/// The class of a text.
pub(crate) fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Faint => "faint",
        Tone::Good => "good",
        Tone::Caution => "caution",
        Tone::Bad => "bad",
        Tone::Help => "help",
    }
}

/// The class of what is marked so.
pub(crate) fn class_of(mark: Mark) -> &'static str {
    match mark {
        Mark::NotApplicable => "faint",
        Mark::Pass => "good",
        Mark::Warning | Mark::Inconclusive => "caution",
        Mark::Fail => "bad",
    }
}

/// A mark, in colour and by its form.
pub(crate) fn mark(mark: Mark) -> Markup {
    markup! { span.mark.(class_of(mark)) { (mark.symbol(true)) } }
}

/// One thing with what stands below it.
pub(crate) fn entry(entry: &Entry) -> Markup {
    markup! {
        @if let Some(sign) = entry.mark { (mark(sign)) " " }
        (safe(&entry.text))
        @for (tone, text) in &entry.below {
            div.below.(class(*tone)) { @if *tone == Tone::Help { span.faint { "help: " } } (safe(text)) }
        }
    }
}
