//! The trust directory's pins, as a list.

use bonafide_model::Pin;

use super::Options;
use super::page::{FAINT, PLAIN, Page, STRONG};

/// The pins with what each one vouches for and how it was confirmed.
#[must_use]
pub fn pins_text(pins: &[Pin], options: &Options) -> String {
    let mut page = Page::new(options);
    if pins.is_empty() {
        page.line("No pins  ", STRONG, "nothing is confirmed yet; see `bonafide trust pin --help`", PLAIN);
    }
    for pin in pins {
        page.line(&format!("{}  ", pin.team), STRONG, &pin.fingerprint.spaced(), PLAIN);
        let vouches: Vec<&str> = pin.domains.iter().chain(&pin.emails).map(String::as_str).collect();
        page.indented(2, &format!("vouches for {}", vouches.join(", ")), PLAIN);
        let again = pin.confirm_again.map(|day| format!("; confirm again from {day}")).unwrap_or_default();
        page.indented(2, &format!("confirmed {} by {}: {}{again}", pin.when, pin.who, pin.how), PLAIN);
        page.indented(2, &pin.source, FAINT);
    }
    page.finish()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_shown_with_what_it_vouches_for_and_hostile_names_stay_text() {
        let pin = Pin {
            team: "X\u{1b}[31m-CERT".to_owned(),
            fingerprint: "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".parse().unwrap(),
            domains: vec!["x.example".to_owned()],
            emails: vec!["duty@y.example".to_owned()],
            how: "by phone".to_owned(),
            who: "A. Analyst".to_owned(),
            when: "2026-03-02".parse().unwrap(),
            confirm_again: None,
            source: "partners/x-cert.toml".to_owned(),
        };
        let text = pins_text(&[pin], &Options::default());
        assert!(!text.contains('\u{1b}'), "{text}");
        for part in ["8A1E C5D2", "x.example, duty@y.example", "2026-03-02", "by phone", "partners/x-cert.toml"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(pins_text(&[], &Options::default()).contains("trust pin"));
    }
}
