//! A plain table (RFC 4180) with the header `team,email,fingerprint,phone`.

use super::{ImportError, Row};

/// The raw values of every team; rows of one name are one team.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let header = reader.headers()?.clone();
    let mut names: Vec<String> = header.iter().map(str::to_lowercase).collect();
    names.sort_unstable();
    if names != ["email", "fingerprint", "phone", "team"] {
        return Err(ImportError::Header(header.iter().collect::<Vec<_>>().join(",").chars().take(100).collect()));
    }
    let column = |name: &str| header.iter().position(|found| found.eq_ignore_ascii_case(name));
    let (team, email, fingerprint, phone) = (column("team"), column("email"), column("fingerprint"), column("phone"));
    let mut rows: Vec<Row> = Vec::new();
    let mut by_name = std::collections::HashMap::new();
    for record in reader.records() {
        let record = record?;
        let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default();
        let name = cell(team).to_owned();
        let index = *by_name.entry(name.clone()).or_insert_with(|| {
            rows.push(Row { names: vec![name], ..Row::default() });
            rows.len() - 1
        });
        let Some(row) = rows.get_mut(index) else { continue };
        for (column, values) in [(email, &mut row.emails), (fingerprint, &mut row.fingerprints), (phone, &mut row.phones)] {
            values.extend(cell(column).split(';').map(|value| value.trim().to_owned()));
        }
    }
    Ok(rows)
}
