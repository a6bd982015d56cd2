//! What numbering plans say: how long numbers are, and which zero is dialled.

/// Whole numbers have as many digits at least, with the code of the country; what stands behind
/// them may be something else.
pub(super) const WHOLE: usize = 10;

/// Codes of countries whose numbers keep the zero when dialled from abroad (ITU-T E.164 and the
/// national numbering plans published with it): Italy, San Marino, the Vatican, Ivory Coast and
/// Congo.
pub(super) const KEEPS_ZERO: [&str; 5] = ["39", "378", "379", "225", "242"];

/// Codes of countries in which all numbers have as many digits, with the code and without what is
/// not dialled from abroad.
pub(super) const FIXED: [(&str, usize); 26] = [
    ("1", 11),
    ("7", 11),
    ("27", 11),
    ("30", 12),
    ("31", 11),
    ("33", 11),
    ("34", 11),
    ("41", 11),
    ("44", 12),
    ("45", 10),
    ("47", 10),
    ("48", 11),
    ("52", 12),
    ("56", 11),
    ("57", 12),
    ("61", 11),
    ("65", 10),
    ("90", 12),
    ("91", 12),
    ("351", 12),
    ("370", 11),
    ("371", 11),
    ("380", 12),
    ("420", 12),
    ("421", 12),
    ("852", 11),
];

/// Codes of countries in which the digits behind a hyphen are dialled through to a desk: Germany
/// and Austria.
pub(super) const DIALS_THROUGH: [&str; 2] = ["49", "43"];

/// The digits without the `00` that stands for the plus sign.
pub(super) fn country(digits: &str, pluses: usize) -> &str {
    if pluses > 0 {
        digits
    } else {
        digits.strip_prefix("00").unwrap_or(digits)
    }
}

/// The length of a trunk prefix in brackets behind the country's code: `(0)`, in Hungary `(06)`, in
/// Lithuania and Russia `(8)`.
pub(super) fn trunk(rest: &str, country: &str, pluses: usize) -> Option<usize> {
    let prefixes: &[&str] = match (self::country(country, pluses), pluses) {
        ("36", 1..) => &["06", "0"],
        ("370" | "7" | "375", 1..) => &["8", "0"],
        _ => &["0"],
    };
    let inside = rest.get(1..)?;
    prefixes
        .iter()
        .find(|p| {
            inside
                .strip_prefix(**p)
                .is_some_and(|r| r.starts_with([')', ']']))
        })
        .map(|p| p.len())
}

/// How many digits a number lacks to be one of its country, where all of them have as many.
pub(super) fn lacks(digits: &str) -> Option<usize> {
    let (_, all) = FIXED.iter().find(|(code, _)| digits.starts_with(code))?;
    all.checked_sub(digits.len()).filter(|lacks| *lacks > 1)
}
