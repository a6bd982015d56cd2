//! Scripts, and actions that a viewer runs by itself (ISO 32000-2, "Actions"). A link that the
//! reader clicks is none of them.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object};

use super::annotations::annotations;
use super::limits;

/// Actions that only show another place or state of the document, or ask the reader first.
const HARMLESS: [&[u8]; 8] = [
    b"GoTo", b"GoToR", b"GoToE", b"GoToDp", b"URI", b"Named", b"Thread", b"Trans",
];
/// Actions named in the warning.
const NAMED: usize = 8;
/// Actions after each other.
const NEXT: usize = 32;

/// The names of all kinds of them in a document, such as `JavaScript`, each once. Untrusted text.
pub(super) fn of(pdf: &Pdf) -> Vec<String> {
    let mut found = Vec::new();
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else {
        return found;
    };
    if let Some(Object::Dict(action)) = catalog.get::<Object<'_>>(b"OpenAction".as_slice()) {
        add(&mut found, action);
    }
    add_all(&mut found, &catalog);
    let names = catalog.get::<Dict<'_>>(b"Names".as_slice());
    if names.is_some_and(|names| names.contains_key(b"JavaScript".as_slice())) {
        add_name(&mut found, "JavaScript");
    }
    for page in pdf.pages().iter().take(limits::PAGES) {
        add_all(&mut found, page.raw());
        for annotation in annotations(page) {
            add_all(&mut found, &annotation);
            // What a click runs is the reader's, unless it is a script.
            let clicked = annotation
                .get::<Dict<'_>>(b"A".as_slice())
                .filter(|action| kind(action).is_some_and(|kind| &*kind == b"JavaScript"));
            clicked
                .into_iter()
                .for_each(|action| add(&mut found, action));
        }
    }
    found
}

/// The actions for events of an object.
fn add_all(found: &mut Vec<String>, object: &Dict<'_>) {
    let Some(events) = object.get::<Dict<'_>>(b"AA".as_slice()) else {
        return;
    };
    for event in events.keys().take(NEXT) {
        if let Some(action) = events.get::<Dict<'_>>(event) {
            add(found, action);
        }
    }
}

/// An action, and those that follow it.
fn add(found: &mut Vec<String>, action: Dict<'_>) {
    let mut waiting = vec![action];
    for _ in 0..NEXT {
        let Some(action) = waiting.pop() else { return };
        if let Some(kind) = kind(&action).filter(|kind| !HARMLESS.contains(&&**kind)) {
            add_name(found, &String::from_utf8_lossy(&kind));
        }
        match action.get::<Object<'_>>(b"Next".as_slice()) {
            Some(Object::Dict(next)) => waiting.push(next),
            Some(Object::Array(next)) => waiting.extend(dicts(&next)),
            _ => {}
        }
    }
}

fn dicts<'a>(array: &Array<'a>) -> Vec<Dict<'a>> {
    array.iter::<Dict<'a>>().take(NEXT).collect()
}

fn kind<'a>(action: &Dict<'a>) -> Option<Name<'a>> {
    action.get::<Name<'a>>(b"S".as_slice())
}

fn add_name(found: &mut Vec<String>, name: &str) {
    if found.len() < NAMED && !found.iter().any(|known| known == name) {
        found.push(name.chars().take(40).collect());
    }
}
