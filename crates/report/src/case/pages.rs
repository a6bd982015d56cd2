//! Pictures of the pages on which key values and contacts stand, each value with a frame and a number.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bonafide_model::claims::ContactKind;
use bonafide_model::judgement::{
    Assessment, CasePage, PagePicture, ShownPage, ShownValue, ValueKind,
};
use maud::{Markup, html as markup};

use crate::html::safe;
use crate::words::place;

/// Points between what is drawn of a value and its frame.
const AIR: i32 = 2;

pub(super) fn pages(assessment: &Assessment, drawn: &[CasePage]) -> Markup {
    let claims = assessment.claims();
    let shown = claims.shown_pages();
    let left = shown.len().saturating_sub(drawn.len());
    markup! {
        @if !drawn.is_empty() {
            section aria-labelledby="pages" {
                h2 #pages { "What the document prints" }
                p.faint {
                    "The pages are drawn from the document, so they show what its author wants to show, whoever the author is. "
                    "Only the numbered frames are added here."
                }
                div.sheets {
                    @for (page, shown) in drawn.iter().zip(&shown) { (sheet(page, shown)) }
                }
                @if left > 0 { p.faint { "and " (left) " more pages with contacts, which are not drawn" } }
            }
        }
    }
}

fn sheet(page: &CasePage, shown: &ShownPage<'_>) -> Markup {
    markup! {
        figure {
            @match &page.picture {
                Ok(picture) => (drawing(page.page, picture)),
                Err(error) => p.caution { "Page " (page.page) " was not drawn: " (safe(&error.to_string())) "." },
            }
            figcaption {
                strong { "Page " (page.page) }
                ol { @for value in &shown.values { li { (kind(value)) " " code { (one_line(value.raw)) } span.faint { " " (place(value.place)) } } } }
            }
        }
    }
}

fn drawing(page: u32, picture: &PagePicture) -> Markup {
    let (width, height) = (picture.width, picture.height);
    let data = format!("data:image/png;base64,{}", STANDARD.encode(&picture.png));
    markup! {
        svg.sheet viewBox={ "0 0 " (width) " " (height) } role="img" aria-label={ "Page " (page) " of the document" } {
            image href=(data) width=(width) height=(height) preserveAspectRatio="none" {}
            @for (number, rows) in picture.boxes.iter().enumerate() {
                (frames(number + 1, rows, picture))
            }
        }
    }
}

/// A box with some air around it, and nothing of it beside the page.
fn inside([left, top, right, bottom]: [i32; 4], picture: &PagePicture) -> [i32; 4] {
    let most = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    let (width, height) = (most(picture.width), most(picture.height));
    let across = |x: i32| x.clamp(0, width);
    let down = |y: i32| y.clamp(0, height);
    [
        across(left.saturating_sub(AIR)),
        down(top.saturating_sub(AIR)),
        across(right.saturating_add(AIR)),
        down(bottom.saturating_add(AIR)),
    ]
}

/// A frame around each row of a value. The number stands behind the first one: in front of it there
/// is a label.
fn frames(number: usize, rows: &[[i32; 4]], picture: &PagePicture) -> Markup {
    let last = i32::try_from(picture.width)
        .unwrap_or(i32::MAX)
        .saturating_sub(8);
    let rows: Vec<[i32; 4]> = rows.iter().map(|row| inside(*row, picture)).collect();
    markup! {
        @for [left, top, right, bottom] in &rows {
            rect.frame x=(left) y=(top) width=((right - left).max(1)) height=((bottom - top).max(1)) {}
        }
        @if let Some([_, top, right, bottom]) = rows.first() {
            @let (x, y) = (right.saturating_add(10).min(last), (top + bottom) / 2);
            circle.tag cx=(x) cy=(y) r="7" {}
            text.tag x=(x) y=(y + 3) text-anchor="middle" { (number) }
        }
    }
}

/// A value that goes on in the next row has a line end in it.
fn one_line(raw: &str) -> String {
    safe(&raw.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn kind(value: &ShownValue<'_>) -> &'static str {
    match value.kind {
        ValueKind::Fingerprint => "fingerprint",
        ValueKind::KeyId => "Key ID",
        ValueKind::UserId => "User ID",
        ValueKind::Email => "e-mail",
        ValueKind::Phone => "number",
        ValueKind::Unread(ContactKind::Email) => "e-mail?",
        ValueKind::Unread(ContactKind::Phone) => "number?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_stays_on_its_page_whatever_the_reader_says() {
        let picture = PagePicture {
            png: Vec::new(),
            width: 100,
            height: 200,
            boxes: Vec::new(),
        };
        assert_eq!(inside([10, 20, 30, 40], &picture), [8, 18, 32, 42]);
        assert_eq!(
            inside([i32::MIN, i32::MIN, i32::MAX, i32::MAX], &picture),
            [0, 0, 100, 200]
        );
    }
}
