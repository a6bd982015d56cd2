//! The ledger of `inspect`: what a document prints, with places, unjudged.

use bonafide_model::claims::{
    Claim, Claims, ContactKind, PrintedDate, PrintedExpiry, Profile, ReadError, missing_sections,
};

use super::Options;
use super::page::{CAUTION, FAINT, PLAIN, Page, STRONG};
use crate::told::Mark;
use crate::words::place;
use crate::{escape, words};

/// Columns of a value.
const VALUE: usize = 160;

/// Rows without `-v`; a document can print as many values as it likes.
const ROWS: usize = 200;

/// A row of the ledger: what, value and remarks, place.
type Row = [Vec<String>; 3];

/// What a document prints, with places. Nothing in it is checked.
#[must_use]
pub fn profile_text(profile: &Profile, subject: &str, options: &Options) -> String {
    let mut page = Page::new(options);
    let pages = profile
        .pages
        .map(|pages| format!(", {pages} pages"))
        .unwrap_or_default();
    let language = profile
        .language
        .as_deref()
        .map(|language| format!(", language {}", escape::capped(language, 8)))
        .unwrap_or_default();
    let rows = rows(profile, options.verbosity);
    let summary = format!(
        "{}: {}{pages}{language}",
        escape::capped(subject, VALUE),
        profile.format.media_type()
    );
    page.unwrapped(
        "PROFILE",
        STRONG,
        &format!("{summary}; {} values, none of them checked", rows.len()),
    );
    if options.quiet {
        return page.finish();
    }
    page.heading("Claims");
    let most = if options.verbosity > 0 {
        usize::MAX
    } else {
        ROWS
    };
    let left = rows.len().saturating_sub(most);
    page.table(
        ["", "value", "place"],
        rows.into_iter().take(most).collect(),
    );
    if left > 0 {
        page.indented(2, &format!("and {left} more (-v shows all)"), FAINT);
    }
    sections(&mut page, profile, options.verbosity);
    warnings(&mut page, profile);
    page.finish()
}

/// Why a document could not be read.
#[must_use]
pub fn unread_text(error: &ReadError, subject: &str, options: &Options) -> String {
    let mut page = Page::new(options);
    page.unwrapped(
        "UNREADABLE",
        CAUTION,
        &format!(
            "{}: {}",
            escape::capped(subject, VALUE),
            escape::capped(&error.to_string(), VALUE)
        ),
    );
    page.finish()
}

fn rows(profile: &Profile, verbosity: u8) -> Vec<Row> {
    let claims = &profile.claims;
    let mut rows = Vec::new();
    let mut add = |row: Row| rows.push(row);
    profile
        .team_name
        .iter()
        .for_each(|claim| add(plain("Name", claim)));
    profile
        .team_short_name
        .iter()
        .for_each(|claim| add(plain("Short name", claim)));
    claims
        .versions
        .iter()
        .for_each(|claim| add(plain("Version", claim)));
    claims.dates.iter().for_each(|claim| {
        add(row(
            "Date",
            claim,
            &date(&claim.value),
            vec![claim.value.role.as_str().to_owned()],
        ))
    });
    claims
        .expiry
        .iter()
        .for_each(|claim| add(row("Valid until", claim, &expiry(&claim.value), Vec::new())));
    claims.tlp.iter().for_each(|claim| add(plain("TLP", claim)));
    keys(claims, &mut add);
    for claim in &claims.emails {
        let mut remarks = vec![claim.value.role.as_str().to_owned()];
        remarks.extend(
            claim
                .value
                .international
                .as_ref()
                .map(|text| format!("reads {}", escape::capped(text, VALUE))),
        );
        remarks.extend(claim.value.obfuscated.then(|| "written out".to_owned()));
        add(row("E-mail", claim, &claim.value.address, remarks));
    }
    for claim in &claims.phones {
        let mut remarks = vec![claim.value.kind.as_str().to_owned()];
        remarks.extend(
            claim
                .value
                .extension
                .as_ref()
                .map(|digits| format!("extension {}", escape::capped(digits, VALUE))),
        );
        remarks.extend(claim.value.personal.then(|| "a person's own".to_owned()));
        remarks.extend(
            claim
                .value
                .misprinted
                .then(|| "cannot be dialled as printed".to_owned()),
        );
        add(row("Phone", claim, &claim.value.number, remarks));
    }
    for claim in &claims.unread_contacts {
        let remarks = vec![
            claim.value.role.as_str().to_owned(),
            words::unread(claim.value.why).to_owned(),
        ];
        let what = match claim.value.kind {
            ContactKind::Email => "E-mail?",
            ContactKind::Phone => "Phone?",
        };
        add(row(what, claim, &claim.value.text, remarks));
    }
    for claim in &claims.urls {
        let mut remarks = vec![claim.value.role.as_str().to_owned()];
        remarks.extend(
            claim
                .value
                .repairs
                .iter()
                .map(|repair| format!("repaired: {}", repair.as_str())),
        );
        // Each is as long as the value itself.
        let others = claim.value.alternatives.as_slice();
        if verbosity > 0 {
            let other = |other: &String| format!("or {}", escape::capped(other, VALUE));
            remarks.extend(others.iter().map(other));
        } else if !others.is_empty() {
            remarks.push(match others.len() {
                1 => "another reading: -v".to_owned(),
                more => format!("{more} other readings: -v"),
            });
        }
        add(row("URL", claim, &claim.value.url, remarks));
    }
    claims.checksums.iter().for_each(|claim| {
        add(row(
            claim.value.algorithm.as_str(),
            claim,
            &claim.value.digits,
            Vec::new(),
        ))
    });
    claims
        .addresses
        .iter()
        .for_each(|claim| add(plain("Address", claim)));
    claims
        .time_zones
        .iter()
        .for_each(|claim| add(plain("Time zone", claim)));
    claims
        .business_hours
        .iter()
        .for_each(|claim| add(plain("Hours", claim)));
    rows
}

fn keys(claims: &Claims, add: &mut impl FnMut(Row)) {
    for claim in &claims.fingerprints {
        let printed = &claim.value;
        let mut remarks = vec![printed.role.as_str().to_owned()];
        remarks.extend(printed.problem.as_ref().map(words::fingerprint_problem));
        let value = match (&printed.fingerprint, &printed.problem) {
            (Some(fingerprint), None) => fingerprint.spaced(),
            _ => claim.raw.clone(),
        };
        add(row("Fingerprint", claim, &value, remarks));
    }
    for claim in &claims.key_ids {
        let mut remarks = vec![claim.value.role.as_str().to_owned()];
        remarks.extend(claim.value.of_subkey.then(|| "of a subkey".to_owned()));
        let odd = !claim.value.odd.is_empty();
        remarks.extend(odd.then(|| words::odd_characters(&claim.value.odd)));
        add(row(
            "Key ID",
            claim,
            if odd { &claim.raw } else { &claim.value.digits },
            remarks,
        ));
    }
    claims
        .user_ids
        .iter()
        .for_each(|claim| add(row("User ID", claim, &claim.value.text, Vec::new())));
    for claim in &claims.embedded_keys {
        let state = match (&claim.value.broken, claim.value.repaired) {
            (Some(why), _) => format!("unusable: {why}"),
            (None, true) => "repaired; its checksum fits".to_owned(),
            (None, false) => "as printed".to_owned(),
        };
        add(row("Public key", claim, &state, Vec::new()));
    }
    claims.secret_keys.iter().for_each(|claim| {
        add(row(
            "SECRET KEY",
            claim,
            "printed here; not kept",
            Vec::new(),
        ))
    });
}

fn plain(what: &str, claim: &Claim<String>) -> Row {
    row(what, claim, &claim.value, Vec::new())
}

fn row<T>(what: &str, claim: &Claim<T>, value: &str, mut remarks: Vec<String>) -> Row {
    remarks.extend(claim.in_sentence.then(|| "in a sentence".to_owned()));
    remarks.extend(
        claim
            .hidden_by
            .map(|by| format!("HIDDEN ({})", by.as_str())),
    );
    remarks.extend(
        claim
            .not_judged
            .map(|why| format!("NOT JUDGED ({})", why.as_str())),
    );
    let mut cell = vec![escape::capped(value, VALUE)];
    if !remarks.is_empty() {
        cell.push(format!("({})", remarks.join("; ")));
    }
    [vec![what.to_owned()], cell, vec![place(&claim.place)]]
}

fn date(printed: &PrintedDate) -> String {
    match (printed.date, printed.candidates.as_slice()) {
        (Some(date), _) => date.to_string(),
        (None, []) => "not understood".to_owned(),
        (None, candidates) => candidates
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" or "),
    }
}

fn expiry(printed: &PrintedExpiry) -> String {
    match printed {
        PrintedExpiry::UntilSuperseded => "until a later version replaces it".to_owned(),
        PrintedExpiry::Date(printed) => date(printed),
        PrintedExpiry::Other(text) => text.clone(),
    }
}

fn sections(page: &mut Page<'_>, profile: &Profile, verbosity: u8) {
    page.heading("Sections");
    let empty = profile
        .sections
        .iter()
        .filter(|section| !section.has_content)
        .count();
    page.indented(
        2,
        &format!("{} found, {empty} of them empty", profile.sections.len()),
        PLAIN,
    );
    if verbosity > 0 {
        for section in profile.sections.iter().take(ROWS) {
            let number = section.number.as_deref().unwrap_or("?");
            let mark = if section.has_content {
                Mark::Pass
            } else {
                Mark::Warning
            };
            let heading = escape::capped(&section.heading, VALUE);
            page.marked(
                2,
                mark,
                &format!("{number:<5} {heading} (line {})", section.place.line),
            );
        }
    }
    let missing: Vec<String> = missing_sections(&profile.sections)
        .map(|section| format!("{} {}", section.number, section.title))
        .collect();
    if !missing.is_empty() {
        page.line("  missing: ", CAUTION, &missing.join("; "), PLAIN);
    }
}

fn warnings(page: &mut Page<'_>, profile: &Profile) {
    if !profile.warnings.is_empty() {
        page.heading("Noticed");
    }
    for warning in profile.warnings.iter().take(ROWS) {
        let kind = warning.kind.as_str();
        let by = warning
            .kind
            .hidden_by()
            .map(|by| format!(" ({})", by.as_str()))
            .unwrap_or_default();
        let at = warning
            .place
            .as_ref()
            .map(|at| format!(", {}", place(at)))
            .unwrap_or_default();
        page.marked(
            2,
            Mark::Warning,
            &format!(
                "{}{by}{at}: {}",
                kind.replace('-', " "),
                escape::capped(&warning.detail, VALUE)
            ),
        );
    }
}
