//! A plain table (RFC 4180) with the header `team,email,fingerprint,phone`.

use super::ImportError;
use super::row::Row;

/// The raw values of every row. Each row is an entry of its own: a key of one row must not vouch
/// for the address of another one.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let header = reader.headers()?.clone();
    let mut names: Vec<String> = header.iter().map(str::to_lowercase).collect();
    names.sort_unstable();
    if names != ["email", "fingerprint", "phone", "team"] {
        return Err(ImportError::Header(
            header
                .iter()
                .collect::<Vec<_>>()
                .join(",")
                .chars()
                .take(100)
                .collect(),
        ));
    }
    let column = |name: &str| {
        header
            .iter()
            .position(|found| found.eq_ignore_ascii_case(name))
    };
    let (team, email, fingerprint, phone) = (
        column("team"),
        column("email"),
        column("fingerprint"),
        column("phone"),
    );
    let mut rows: Vec<Row> = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |column: Option<usize>| {
            column
                .and_then(|column| record.get(column))
                .unwrap_or_default()
        };
        let values = |column: Option<usize>| {
            cell(column)
                .split(';')
                .map(|value| value.trim().to_owned())
                .collect()
        };
        rows.push(Row {
            names: vec![cell(team).to_owned()],
            emails: values(email),
            phones: values(phone),
            fingerprints: values(fingerprint),
            ..Row::default()
        });
    }
    Ok(rows)
}
