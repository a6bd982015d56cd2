//! The layout of any document: every place that it tells lies in the text, in order, and two reads
//! say the same.
//!
//! The first byte chooses the format that the bytes are offered as.
#![no_main]

use bonafide_layout::{Document, Hint, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let (head, name): (&[u8], &str) = match choice % 4 {
        0 => (b"", "profile.txt"),
        1 => (b"", "profile.md"),
        2 => (b"<!doctype html>", "profile.html"),
        _ => (b"%PDF-1.7\n", "profile.pdf"),
    };
    let bytes = [head, rest].concat();
    let hint = Hint { file_name: Some(name.to_owned()), ..Hint::default() };
    let Ok(source) = Source::new(&bytes, &hint) else { return };
    let Ok(document) = source.document() else { return };
    hold(&document);
    let again = source.document().expect("read a moment ago");
    assert_eq!(shown(&document), shown(&again));
});

/// The text that a person sees, and how much of the rest there is.
fn shown(document: &Document<'_>) -> (Vec<String>, usize, usize) {
    let lines = document.lines.iter().filter(|line| line.hidden_by.is_none()).map(|line| line.text.to_string()).collect();
    (lines, document.lines.len(), document.links.len())
}

fn hold(document: &Document<'_>) {
    for line in document.lines.iter().chain(&document.other_order) {
        assert!(line.number > 0, "{line:?}");
        assert!(line.page.is_none_or(|page| page > 0 && document.pages.is_none_or(|pages| page <= pages)), "{line:?}");
        assert!(line.boxes.is_sorted() && line.boxes.iter().all(|at| line.text.is_char_boundary(*at)), "{line:?}");
        assert!(line.sources.iter().all(|(at, number)| line.text.is_char_boundary(*at) && *number > 0), "{line:?}");
        let mut end = 0;
        for (part, _) in &line.not_judged {
            assert!(part.start >= end && part.start <= part.end && part.end <= line.text.len(), "{line:?}");
            assert!(line.text.is_char_boundary(part.start) && line.text.is_char_boundary(part.end), "{line:?}");
            end = part.end;
        }
    }
    for link in &document.links {
        let line = document.lines.get(link.line);
        assert!(line.is_some_and(|line| link.offset.is_none_or(|at| line.text.is_char_boundary(at))), "{link:?}");
    }
}
