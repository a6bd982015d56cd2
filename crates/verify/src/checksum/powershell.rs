//! What `Get-FileHash` of PowerShell prints: a table, a list of properties, or CSV. Names of
//! properties are not translated.

use std::borrow::Cow;

use super::entry::{Entry, Named, is_digits};
use super::value::{digits, label};

/// The rows under `Algorithm  Hash  Path`; `None` where this is no such table.
pub(super) fn table(lines: &[Cow<'_, str>]) -> Option<Vec<Entry>> {
    let mut lines = lines.iter().filter(|line| !line.trim().is_empty());
    let header: Vec<&str> = lines.next()?.split_whitespace().collect();
    if !matches!(
        header.as_slice(),
        ["Algorithm", "Hash"] | ["Algorithm", "Hash", "Path"]
    ) {
        return None;
    }
    lines
        .next()
        .filter(|line| line.bytes().all(|byte| matches!(byte, b'-' | b' ')))?;
    // Label, digits and path of each row; what does not fit into a column goes on below, under its
    // column.
    let mut rows: Vec<[String; 3]> = Vec::new();
    for line in lines {
        let words = line.trim();
        if !line.starts_with(char::is_whitespace) {
            let (label, rest) = words.split_once(char::is_whitespace)?;
            let (digits, path) = rest
                .trim_start()
                .split_once(char::is_whitespace)
                .unwrap_or((rest.trim_start(), ""));
            rows.push([label.to_owned(), digits.to_owned(), path.trim().to_owned()]);
            continue;
        }
        let [named, value, path] = rows.last_mut()?;
        let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        if is_digits(first) && digits(value, label(named)).is_none() {
            value.push_str(first);
            path.push_str(rest.trim());
        } else {
            path.push_str(words);
        }
    }
    rows.into_iter()
        .map(|[label, value, path]| entry(&label, &value, &path))
        .collect()
}

/// `Algorithm : SHA256`, `Hash : …`, `Path : …`, one block for each file; `None` where this is no such list.
pub(super) fn list(lines: &[Cow<'_, str>]) -> Option<Vec<Entry>> {
    let mut blocks: Vec<[String; 3]> = Vec::new();
    let mut current = None;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let property = line
            .split_once(':')
            .map(|(key, value)| (key.trim_end(), value.trim()));
        let (column, value) = match property {
            Some(("Algorithm", value)) => {
                blocks.push(Default::default());
                (0, value)
            }
            Some(("Hash", value)) => (1, value),
            Some(("Path", value)) => (2, value),
            // What does not fit into the line goes on below.
            _ if line.starts_with(char::is_whitespace) => (current?, line.trim()),
            _ => return None,
        };
        current = Some(column);
        blocks.last_mut()?.get_mut(column)?.push_str(value);
    }
    blocks
        .iter()
        .map(|[label, value, path]| entry(label, value, path))
        .collect()
}

/// `"SHA256","…","C:\www\rfc2350.txt"` under a header; `None` where this is no such file.
pub(super) fn csv(lines: &[Cow<'_, str>]) -> Option<Vec<Entry>> {
    let mut rows = lines
        .iter()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| cells(line));
    if rows.next()? != ["Algorithm", "Hash", "Path"] {
        return None;
    }
    rows.map(|row| match row.as_slice() {
        [label, value, path] => entry(label, value, path),
        _ => None,
    })
    .collect()
}

/// Cells with or without quotation marks; neither digits nor paths of Windows hold any.
fn cells(line: &str) -> Vec<String> {
    line.trim()
        .split([',', ';'])
        .map(|cell| cell.trim().trim_matches('"').to_owned())
        .collect()
}

fn entry(named: &str, value: &str, path: &str) -> Option<Entry> {
    let labelled = label(named)?;
    let (digits, rest) = digits(value.trim(), Some(labelled))?;
    // A path that is cut off for want of room names no file.
    let is_cut = path.ends_with("...") || path.ends_with('…');
    let of = if path.is_empty() || is_cut {
        Named::Nothing
    } else {
        Named::File(path.to_owned())
    };
    if rest.is_empty() {
        Entry::new(Some(labelled), digits, of)
    } else {
        None
    }
}
