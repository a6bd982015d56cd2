//! Partner entries, and what a list of partners would make of them.

use bonafide_model::audit::{
    Alike, Expectation, Likeness, PartnerField, PartnerPlan, PartnerState, PartnerStep,
    PlannedPartner,
};

use super::Options;
use super::history::last_run;
use super::page::{CAUTION, FAINT, PLAIN, Page, STRONG};
use crate::invocation::Suggested;
use crate::shell::word;
use crate::told::Mark;

/// What a list would change, or has changed, with everything that needs a look.
///
/// `again` is the command that does it; it is shown where nothing was done yet.
#[must_use]
pub fn plan_text(plan: &PartnerPlan, again: &str, options: &Options) -> String {
    let mut page = Page::new(options);
    let count = |step: &str| {
        let of_step = plan.partners.iter().filter(|one| one.step.as_str() == step);
        of_step.count()
    };
    let [new, there, differs, twice] = ["new", "there", "differs", "twice"].map(count);
    let made = if plan.done { "made" } else { "would be made" };
    let mut counts = vec![format!("{} {made}", entries(new))];
    for (count, what) in [
        (there, "already there"),
        (differs, "already there with other values"),
        (twice, "twice in the list"),
        (plan.left_out, "left out"),
    ] {
        if count > 0 {
            counts.push(format!("{count} {what}"));
        }
    }
    page.line("Partners  ", STRONG, &counts.join(", "), PLAIN);
    page.indented(2, &plan.directory, FAINT);
    if options.quiet {
        return page.finish();
    }
    let needs_a_look = |one: &&PlannedPartner| {
        !one.alike.is_empty()
            || one.partner.is_site
            || matches!(one.step, PartnerStep::Differs(_) | PartnerStep::Twice(_))
    };
    let looked_at: Vec<&PlannedPartner> = plan.partners.iter().filter(needs_a_look).collect();
    if !looked_at.is_empty() {
        page.heading("To look at");
        for one in looked_at {
            for said in remarks(one) {
                page.marked(2, Mark::Warning, &said);
            }
        }
    }
    if new > 0 {
        page.heading(if plan.done { "Made" } else { "New" });
        for one in &plan.partners {
            if one.step == PartnerStep::New {
                page.indented(
                    2,
                    &format!(
                        "{}  {}  {}",
                        one.entry, one.partner.team, one.partner.profile
                    ),
                    PLAIN,
                );
            }
        }
    }
    let directory = word(&plan.directory);
    match (plan.done, new) {
        (_, 0) => {}
        (false, _) => next(
            &mut page,
            "Nothing was written. To make these entries:",
            again,
        ),
        (true, _) => {
            let flags = options.invocation.options(Suggested::Audit);
            let audit = format!("bonafide audit {directory}{flags}");
            next(&mut page, "The first audit of them:", &audit);
        }
    }
    page.finish()
}

fn next(page: &mut Page<'_>, text: &str, command: &str) {
    page.heading("Next");
    page.indented(2, text, PLAIN);
    page.verbatim(4, command, PLAIN);
}

fn entries(count: usize) -> String {
    format!("{count} {}", if count == 1 { "entry" } else { "entries" })
}

/// What a person has to know of one partner of a list.
fn remarks(one: &PlannedPartner) -> Vec<String> {
    let who = format!("{}, {}", one.partner.place, one.partner.team);
    let mut said = Vec::new();
    match &one.step {
        PartnerStep::Differs(fields) => {
            let fields: Vec<&str> = fields.iter().map(|field| field_words(*field)).collect();
            said.push(format!(
                "{who}: the entry {} exists and has other values ({}); it was not changed. Find out which is right, and edit the entry or \
                 the list.",
                one.entry,
                fields.join(", ")
            ));
        }
        PartnerStep::Twice(place) => said.push(format!(
            "{who}: {place} has the same team or URL; only that one counts. If they are two teams, give one of them another name or URL."
        )),
        PartnerStep::New | PartnerStep::There => {}
    }
    said.extend(
        one.alike
            .iter()
            .map(|other| format!("{who}: {}", alike_words(other))),
    );
    if one.partner.is_site && one.step == PartnerStep::New {
        said.push(format!(
            "{who}: the list gives the team's web site, not its profile; the audit says which profile the site links to."
        ));
    }
    said
}

fn alike_words(other: &Alike) -> String {
    let Alike { team, place, how } = other;
    match how {
        Likeness::Same => format!("the name is the same as {team} ({place})."),
        Likeness::Look => format!(
            "the name looks like {team} ({place}), in other letters. Ask who wrote the list: forged teams use such names."
        ),
        Likeness::Words => format!(
            "the name differs from {team} ({place}) only in words that many teams use. Make sure that they are two teams."
        ),
    }
}

fn field_words(field: PartnerField) -> &'static str {
    match field {
        PartnerField::Profile => "the URL",
        PartnerField::Emails => "e-mail addresses",
        PartnerField::Unconfirmed => "fingerprints",
    }
}

/// Entries, a line or two for each: where, and what is to be confirmed.
#[must_use]
pub fn partners_text(states: &[PartnerState], options: &Options) -> String {
    let mut page = Page::new(options);
    if states.is_empty() {
        page.line(
            "No partners  ",
            STRONG,
            "there is no entry yet; see `bonafide partners import --help`",
            PLAIN,
        );
        return page.finish();
    }
    let keys = || states.iter().flat_map(|state| &state.keys);
    let open = keys()
        .filter(|(_, said)| *said == Expectation::Open)
        .count();
    let other = keys()
        .filter(|(_, said)| matches!(said, Expectation::Other(_)))
        .count();
    let mut counts = vec![entries(states.len())];
    if open > 0 {
        let what = if open == 1 {
            "fingerprint"
        } else {
            "fingerprints"
        };
        counts.push(format!("{open} {what} to confirm"));
    }
    if other > 0 {
        counts.push(format!("{other} other than the confirmed one"));
    }
    page.line("Partners  ", STRONG, &counts.join(", "), PLAIN);
    for state in states {
        let entry = &state.entry;
        page.line(
            &format!("{}  ", entry.name),
            STRONG,
            &format!("{}  {}", entry.partner.team, entry.partner.profile),
            PLAIN,
        );
        if let Some(problem) = &entry.problem {
            page.indented(2, &format!("{}: {problem}", entry.file), CAUTION);
        }
        for (key, said) in &state.keys {
            let style = match said {
                Expectation::Confirmed(_) => FAINT,
                Expectation::Open => PLAIN,
                Expectation::Other(_) => CAUTION,
            };
            page.indented(2, &format!("{}  {}", key.spaced(), said_of(*said)), style);
        }
    }
    page.finish()
}

fn said_of(said: Expectation) -> String {
    match said {
        Expectation::Open => "to be confirmed with the team".to_owned(),
        Expectation::Confirmed(day) => format!("confirmed {day}"),
        Expectation::Other(day) => {
            format!("another key is confirmed for this team since {day}: ask the team")
        }
    }
}

/// One entry with everything that it says.
#[must_use]
pub fn partner_text(state: &PartnerState, options: &Options) -> String {
    let mut page = Page::new(options);
    let entry = &state.entry;
    let partner = &entry.partner;
    page.line(&format!("{}  ", entry.name), STRONG, &partner.team, PLAIN);
    page.indented(2, &partner.profile, PLAIN);
    if let Some(problem) = &entry.problem {
        page.indented(2, problem, CAUTION);
    }
    if !partner.emails.is_empty() {
        page.indented(2, &partner.emails.join(", "), PLAIN);
    }
    for (key, said) in &state.keys {
        page.indented(2, &format!("{}  {}", key.spaced(), said_of(*said)), PLAIN);
    }
    match &state.last {
        Some(last) => page.indented(2, &last_run(last), PLAIN),
        None => page.indented(2, "no audit has checked it yet", PLAIN),
    }
    for (key, note) in &partner.notes {
        page.indented(2, &format!("{key}: {note}"), PLAIN);
    }
    page.indented(2, &entry.file, FAINT);
    if state
        .keys
        .iter()
        .any(|(_, said)| *said == Expectation::Open)
    {
        // What a pin vouches for is what the analyst says, and never taken from a list.
        let command = format!(
            "bonafide trust confirm {} --domain DOMAIN{}",
            word(&partner.team),
            options.invocation.options(Suggested::Trust)
        );
        next(
            &mut page,
            "Ask the team for its fingerprint through a channel that neither its web site nor this list controls:",
            &command,
        );
    }
    page.finish()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use bonafide_model::audit::{ListedPartner, PartnerEntry};

    fn partner(team: &str) -> ListedPartner {
        ListedPartner {
            place: "line 2".to_owned(),
            team: team.to_owned(),
            profile: "https://oak.example/".to_owned(),
            emails: vec!["cert@oak.example".to_owned()],
            unconfirmed: vec!["8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".parse().unwrap()],
            notes: [("country".to_owned(), "=\u{1b}[31mFR".to_owned())].into(),
            is_site: true,
        }
    }

    #[test]
    fn a_plan_says_what_would_be_made_what_needs_a_look_and_how_to_do_it() {
        let planned = |step, alike| PlannedPartner {
            partner: partner("CERT-\u{1b}[31mOAK"),
            entry: "cert-oak".to_owned(),
            step,
            alike,
        };
        let alike = Alike {
            team: "CERT-0AK".to_owned(),
            place: "line 7".to_owned(),
            how: Likeness::Look,
        };
        let plan = PartnerPlan {
            directory: "a b".to_owned(),
            partners: vec![
                planned(PartnerStep::New, vec![alike]),
                planned(PartnerStep::There, Vec::new()),
                planned(PartnerStep::Differs(vec![PartnerField::Emails]), Vec::new()),
                planned(PartnerStep::Twice("line 1".to_owned()), Vec::new()),
            ],
            left_out: 2,
            done: false,
        };
        let text = plan_text(
            &plan,
            "bonafide partners import x --yes",
            &Options::default(),
        );
        assert!(!text.contains('\u{1b}'), "{text}");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [
            "1 entry would be made, 1 already there, 1 already there with other values, 1 twice in the list, 2 left out",
            "looks like CERT-0AK (line 7)",
            "web site, not its profile",
            "e-mail addresses",
            "Nothing was written",
            "bonafide partners import x --yes",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let done = PartnerPlan { done: true, ..plan };
        let text = plan_text(&done, "x", &Options::default());
        assert!(
            text.contains("1 entry made") && text.contains("bonafide audit 'a b'"),
            "{text}"
        );
    }

    #[test]
    fn an_entry_never_gives_a_fingerprint_to_paste() {
        let state = PartnerState {
            keys: vec![(partner("x").unconfirmed.remove(0), Expectation::Open)],
            entry: PartnerEntry {
                name: "oak".to_owned(),
                file: "partners/oak.toml".to_owned(),
                partner: partner("CERT-OAK"),
                problem: None,
            },
            last: None,
        };
        let text = partner_text(&state, &Options::default());
        assert!(!text.contains('\u{1b}'), "{text}");
        let command = text
            .lines()
            .find(|line| line.contains("trust confirm"))
            .unwrap();
        assert_eq!(
            command.trim(),
            "bonafide trust confirm CERT-OAK --domain DOMAIN"
        );
        let list = partners_text(&[state], &Options::default());
        assert!(list.contains("1 entry, 1 fingerprint to confirm"), "{list}");
        assert!(partners_text(&[], &Options::default()).contains("partners import"));
    }
}
