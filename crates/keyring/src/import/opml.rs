//! OPML 2.0: outlines with attributes, in folders, as feed readers and bookmark managers export
//! them.
//!
//! quick-xml reads no external entity and expands none that a document defines.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::ImportError;
use super::row::{Place, Row};

/// Deepest folder: lists are sorted by country or sector, not deeper.
const MAX_DEPTH: usize = 16;

/// The raw values of every outline with a place on the web. An outline without one is a folder, and
/// its name a note of what it holds.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        ImportError::NotUtf8(1 + before.iter().filter(|b| **b == b'\n').count())
    })?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut rows = Vec::new();
    let mut folders: Vec<String> = Vec::new();
    let mut is_opml = false;
    loop {
        match reader.read_event().map_err(|error| not_opml(&error))? {
            Event::Eof => break,
            Event::Start(element) => {
                is_opml |= element.name().as_ref() == "opml";
                if element.name().as_ref() == "outline" {
                    if folders.len() >= MAX_DEPTH {
                        return Err(ImportError::TooDeep(MAX_DEPTH));
                    }
                    folders.push(outline(&element, &folders, &mut rows)?);
                }
            }
            Event::Empty(element) if element.name().as_ref() == "outline" => {
                outline(&element, &folders, &mut rows)?;
            }
            Event::End(element) if element.name().as_ref() == "outline" => {
                folders.pop();
            }
            _ => {}
        }
    }
    if is_opml {
        Ok(rows)
    } else {
        Err(ImportError::Opml("it has no element `opml`".to_owned()))
    }
}

/// Takes one outline, and says its name.
fn outline(
    element: &BytesStart<'_>,
    folders: &[String],
    rows: &mut Vec<Row>,
) -> Result<String, ImportError> {
    let mut row = Row::default();
    let (mut pages, mut feed) = (Vec::new(), None);
    let mut is_feed = false;
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| not_opml(&error))?;
        let name = attribute.key.as_ref().to_owned();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| not_opml(&error))?
            .trim()
            .to_owned();
        if value.is_empty() {
            continue;
        }
        match name.to_ascii_lowercase().as_str() {
            "text" | "title" => row.names.push(value),
            "url" | "profile" => row.profiles.push(Place::profile(value)),
            "htmlurl" => pages.push(Place::site(value)),
            "xmlurl" => feed = Some(value),
            "email" | "emails" => row.emails.push(value),
            "fingerprint" => row.fingerprints.push(value),
            "type" => is_feed = ["rss", "atom"].contains(&value.as_str()),
            _ => row.notes.push((name, value)),
        }
    }
    // A feed is no profile, and is only kept as a note.
    match feed {
        Some(feed) if is_feed => row.notes.push(("xmlUrl".to_owned(), feed)),
        Some(feed) => row.profiles.push(Place::profile(feed)),
        None => {}
    }
    row.profiles.extend(pages);
    let name = row.names.first().cloned().unwrap_or_default();
    if !row.profiles.is_empty() {
        let folder: Vec<&str> = folders
            .iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect();
        if !folder.is_empty() {
            row.notes.push(("folder".to_owned(), folder.join(" / ")));
        }
        rows.push(row);
    }
    Ok(name)
}

fn not_opml(error: &impl ToString) -> ImportError {
    ImportError::Opml(error.to_string().chars().take(200).collect())
}
