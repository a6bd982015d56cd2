//! Lines of a text, and what they may be.

/// A line as a range of bytes: ended by LF, or by CRLF.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub start: usize,
    /// Where its content ends.
    pub end: usize,
    /// Where the next line starts.
    pub next: usize,
}

impl Line {
    pub fn at(bytes: &[u8], start: usize) -> Self {
        let rest = bytes.get(start..).unwrap_or_default();
        let (end, next) = memchr::memchr(b'\n', rest).map_or((bytes.len(), bytes.len()), |at| {
            (start + at, start + at + 1)
        });
        let has_return = end > start && next > end && bytes.get(end - 1) == Some(&b'\r');
        Self {
            start,
            end: if has_return { end - 1 } else { end },
            next,
        }
    }

    pub fn around(bytes: &[u8], at: usize) -> Self {
        Self::at(
            bytes,
            memchr::memrchr(b'\n', bytes.get(..at).unwrap_or_default()).map_or(0, |end| end + 1),
        )
    }

    pub fn content<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        bytes.get(self.start..self.end).unwrap_or_default()
    }
}

pub(crate) fn lines(bytes: &[u8], from: usize) -> impl Iterator<Item = Line> {
    let first = (from < bytes.len()).then(|| Line::at(bytes, from));
    std::iter::successors(first, |line| {
        (line.next < bytes.len()).then(|| Line::at(bytes, line.next))
    })
}

/// Whether a line has the form of an armor header.
pub(crate) fn is_header(line: &[u8]) -> bool {
    let key = line
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
        .count();
    key > 0 && line.get(key) == Some(&b':')
}
