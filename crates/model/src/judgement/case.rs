//! What a case report shows beside the assessment, and which values of a document it frames.

use serde::{Deserialize, Serialize};

use crate::claims::{Claim, Claims, ContactKind, Place, ReadError};
use crate::evidence::{AttemptRole, Origin};
use crate::judgement::Past;

/// Values framed on one page; a document can print as many as it likes.
const FRAMES: usize = 40;

/// What a case report shows beside the assessment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFile {
    /// Everything that was gathered, as it came.
    pub pieces: Vec<Piece>,
    /// What was seen before.
    pub past: Past,
    /// The pages on which key values and contacts stand, for formats that have pages.
    pub pages: Vec<CasePage>,
}

/// A page to be drawn, with the values to be found on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRequest {
    /// 1-based page.
    pub page: u32,
    /// Where the values begin.
    pub spots: Vec<PageSpot>,
}

/// Where a value stands on its page, by rows and letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSpot {
    /// 1-based row.
    pub line: u32,
    /// 1-based column of the first character; 0 where not known.
    pub column: u32,
    /// Length in characters on that row; 0 where not known.
    pub length: u32,
    /// What stands of it in the rows after that, each from the beginning of its row or cell.
    pub rest: Vec<String>,
}

/// A page as a viewer draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagePicture {
    /// The picture (PNG).
    pub png: Vec<u8>,
    /// The page's width in PDF points.
    pub width: u32,
    /// The page's height in PDF points.
    pub height: u32,
    /// For each value asked for the left, top, right and bottom of its part in each row, in PDF points
    /// from the top left corner; none where it was not found.
    pub boxes: Vec<Vec<[i32; 4]>>,
}

/// A page of a case report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePage {
    /// 1-based page.
    pub page: u32,
    /// How it looks, with a box for each value of [`Claims::shown_pages`]; or why it was not drawn.
    pub picture: Result<PagePicture, ReadError>,
}

/// A piece of evidence as it came: whoever has the same bytes can make the same verdict of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it was gathered as.
    pub role: AttemptRole,
    /// Where it came from.
    pub origin: Origin,
    /// Its size.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// A kind of value that tells whose a key is, or how to reach its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// A fingerprint.
    Fingerprint,
    /// A Key ID.
    KeyId,
    /// A User ID.
    UserId,
    /// An e-mail address.
    Email,
    /// A telephone or fax number.
    Phone,
    /// What a person reads as one of these contacts, and this program cannot.
    Unread(ContactKind),
}

/// A printed value that a person should look at in the document itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownValue<'c> {
    /// What it is.
    pub kind: ValueKind,
    /// What stands there, character by character; untrusted.
    pub raw: &'c str,
    /// Where it stands.
    pub place: &'c Place,
}

/// The values to look at on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPage<'c> {
    /// 1-based page.
    pub page: u32,
    /// What stands there.
    pub values: Vec<ShownValue<'c>>,
}

impl Claims {
    /// The key values and contacts that a person sees in the document, by its pages: first those
    /// with values of keys. Nothing where the format has no pages.
    #[must_use]
    pub fn shown_pages(&self) -> Vec<ShownPage<'_>> {
        let mut pages: Vec<ShownPage<'_>> = Vec::new();
        for value in self.shown_values() {
            let Some(number) = value.place.page else {
                continue;
            };
            let page = match pages.iter().position(|page| page.page == number) {
                Some(index) => index,
                None => {
                    pages.push(ShownPage {
                        page: number,
                        values: Vec::new(),
                    });
                    pages.len() - 1
                }
            };
            if let Some(page) = pages.get_mut(page) {
                // An address inside a User ID has one frame with it, and one of its own.
                let is_there = page.values.iter().any(|other| other.place == value.place);
                if !is_there && page.values.len() < FRAMES {
                    page.values.push(value);
                }
            }
        }
        pages
    }

    fn shown_values(&self) -> Vec<ShownValue<'_>> {
        let mut all = Vec::new();
        add(&mut all, |_| ValueKind::Fingerprint, &self.fingerprints);
        add(&mut all, |_| ValueKind::KeyId, &self.key_ids);
        add(&mut all, |_| ValueKind::UserId, &self.user_ids);
        add(&mut all, |_| ValueKind::Email, &self.emails);
        add(&mut all, |_| ValueKind::Phone, &self.phones);
        add(
            &mut all,
            |unread| ValueKind::Unread(unread.kind),
            &self.unread_contacts,
        );
        all
    }
}

fn add<'c, T>(
    all: &mut Vec<ShownValue<'c>>,
    kind: impl Fn(&T) -> ValueKind,
    claims: &'c [Claim<T>],
) {
    all.extend(
        claims
            .iter()
            .filter(|claim| claim.is_visible())
            .map(|claim| ShownValue {
                kind: kind(&claim.value),
                raw: &claim.raw,
                place: &claim.place,
            }),
    );
}
