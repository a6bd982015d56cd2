#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;

use bonafide_history::Run;
use bonafide_model::Timestamp;
use bonafide_model::audit::{Likeness, PartnerField, PartnerPlan, PartnerStep, Places};
use bonafide_model::judgement::Verdict;

use super::*;

const KEY: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";

fn listed(line: u32, team: &str, profile: &str) -> ListedPartner {
    ListedPartner {
        place: format!("line {line}"),
        team: team.to_owned(),
        profile: profile.to_owned(),
        emails: vec![format!("cert@{line}.example")],
        unconfirmed: vec![KEY.parse().unwrap()],
        notes: BTreeMap::from([("country \"x\\y\"".to_owned(), "FR \"'\\ =1+1".to_owned())]),
        is_site: false,
    }
}

fn make(directory: &Path, listed: Vec<ListedPartner>) -> PartnerPlan {
    let plan = plan(directory, listed).unwrap();
    write(directory, &plan, &mut |_| {}).unwrap();
    plan
}

fn steps(plan: &PartnerPlan) -> Vec<&'static str> {
    plan.partners.iter().map(|one| one.step.as_str()).collect()
}

#[test]
fn what_is_written_reads_back_and_the_same_list_again_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("new/partners");
    let list = vec![
        listed(2, "CERT-OAK", "https://www.oak.example/rfc2350.pdf"),
        listed(3, "Elm \"CERT\"\\", "https://elm.example/?a=\"b\"&c='"),
        listed(4, "Команда", "https://third.example/"),
    ];
    let first = make(&directory, list.clone());
    assert_eq!(steps(&first), ["new", "new", "new"]);
    let read = entries(&directory).unwrap();
    assert_eq!(read.len(), 3);
    for entry in &read {
        assert_eq!(entry.problem, None, "{entry:?}");
        let wanted = list.iter().find(|one| one.team == entry.partner.team);
        let mut wanted = wanted.unwrap().clone();
        wanted.place = String::new();
        assert_eq!(entry.partner, wanted);
    }
    let before = fs::read_to_string(directory.join("cert-oak.toml")).unwrap();
    assert_eq!(steps(&make(&directory, list)), ["there", "there", "there"]);
    assert_eq!(
        fs::read_to_string(directory.join("cert-oak.toml")).unwrap(),
        before
    );
}

#[test]
fn a_team_or_place_that_is_there_is_never_changed_and_what_differs_is_told() {
    let folder = tempfile::tempdir().unwrap();
    make(
        folder.path(),
        vec![listed(2, "CERT-OAK", "https://oak.example/a")],
    );
    let moved = listed(2, "cert oak", "https://oak.example/b");
    let mut other_key = listed(2, "CERT-OAK", "HTTPS://OAK.example:443/a");
    other_key.unconfirmed = vec!["51F687EC4F7824466537ECD050F396EA94F4C81E".parse().unwrap()];
    let again = plan(folder.path(), vec![moved, other_key]).unwrap();
    assert_eq!(
        again.partners[0].step,
        PartnerStep::Differs(vec![PartnerField::Profile])
    );
    assert_eq!(
        again.partners[1].step,
        PartnerStep::Differs(vec![PartnerField::Unconfirmed])
    );
    write(folder.path(), &again, &mut |_| {}).unwrap();
    assert_eq!(entries(folder.path()).unwrap().len(), 1);
}

#[test]
fn duplicates_and_look_alikes_of_one_list_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let plan = make(
        folder.path(),
        vec![
            listed(2, "Oak CERT", "https://oak.example/"),
            listed(3, "oak-cert", "https://other.example/"),
            listed(4, "Elm", "https://oak.example/"),
            listed(5, "0ak CERT", "https://forger.example/"),
            listed(6, "Oak CSIRT", "https://sister.example/"),
        ],
    );
    assert_eq!(steps(&plan), ["new", "twice", "twice", "new", "new"]);
    assert_eq!(
        plan.partners[1].step,
        PartnerStep::Twice("line 2".to_owned())
    );
    let forger = &plan.partners[3].alike[0];
    assert_eq!(
        (forger.how, forger.place.as_str()),
        (Likeness::Look, "line 2")
    );
    assert_eq!(plan.partners[4].alike[0].how, Likeness::Words);
}

#[test]
fn hostile_names_stay_inside_the_directory_and_apart() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("partners");
    let names = [
        "../../etc/passwd",
        "..\\..\\windows",
        "/abs/path",
        "CON",
        "nul",
        "com1",
        "C:evil",
        ".hidden",
        "-rf",
        "Ünï",
        "日本",
        "a\u{301}",
        "=cmd|' /C calc'!A0",
        "Étoile",
        "Ètoile x",
    ];
    let list = (2..)
        .zip(names)
        .map(|(line, name)| listed(line, name, &format!("https://h{line}.example/")));
    make(&directory, list.collect());
    let files: Vec<String> = fs::read_dir(&directory)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files.len(), names.len());
    for file in &files {
        let stem = file.strip_suffix(".toml").unwrap();
        assert!(
            stem.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{file}"
        );
        assert!(!["con", "nul", "com1"].contains(&stem) && !stem.starts_with('-'));
    }
    // Nothing was written anywhere else.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn names_that_some_file_systems_take_for_one_get_files_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    // Made by hand, in another case.
    fs::write(
        folder.path().join("CERT-Oak.toml"),
        "profile = \"https://other.example/\"\nname = \"Birch\"\n",
    )
    .unwrap();
    let plan = make(
        folder.path(),
        vec![listed(2, "CERT/Oak!", "https://oak.example/")],
    );
    assert!(plan.partners[0].entry.starts_with("cert-oak-"));
    assert_eq!(entries(folder.path()).unwrap().len(), 2);
}

#[test]
fn nothing_is_planned_beside_an_entry_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.toml"), "profil = 1\n").unwrap();
    let refused = plan(folder.path(), vec![listed(2, "A", "https://a.example/")]);
    assert!(matches!(refused, Err(PartnersError::Broken { .. })));
    fs::remove_file(folder.path().join("x.toml")).unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    assert!(matches!(
        plan(&folder.path().join("file"), Vec::new()),
        Err(PartnersError::NotADirectory(_))
    ));
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(
        folder.path(),
        vec![listed(2, "A-CERT", "https://a.example/")],
    )
    .unwrap();
    fs::write(folder.path().join("a-cert.toml"), "theirs").unwrap();
    let refused = write(folder.path(), &plan, &mut |_| {});
    assert!(matches!(refused, Err(PartnersError::Exists(_))));
    assert_eq!(
        fs::read_to_string(folder.path().join("a-cert.toml")).unwrap(),
        "theirs"
    );
}

#[test]
fn a_renamed_entry_keeps_its_past_its_comments_and_its_exceptions() {
    let folder = tempfile::tempdir().unwrap();
    let mut history = History::open(&folder.path().join("history.sqlite")).unwrap();
    let directory = folder.path().join("partners");
    fs::create_dir_all(directory.join("health")).unwrap();
    let text = "# by hand\nprofile = \"https://oak.example/\" # here\n[[exception]]\nreason = \"r\"\nuntil = 2027-03-31\n";
    fs::write(directory.join("health/oak.toml"), text).unwrap();
    let run = Run {
        at: Timestamp::UNIX_EPOCH,
        verdict: Verdict::Authentic,
        why: None,
        reason: String::new(),
        document_sha256: None,
        places: Places::default(),
        failing: Vec::new(),
        shown: None,
    };
    history.record("partner:health/oak", &run).unwrap();
    let new = rename(
        &directory,
        "health/oak",
        "CERT \"Birch\"",
        Some(&mut history),
    )
    .unwrap();
    assert!(new.ends_with("health/cert-birch.toml"), "{new:?}");
    assert_eq!(
        fs::read_to_string(&new).unwrap(),
        format!("name = 'CERT \"Birch\"'\n{text}")
    );
    assert!(!directory.join("health/oak.toml").exists());
    assert!(history.last("partner:health/oak", None).unwrap().is_none());
    let found = find(&directory, "cert \"birch\"").unwrap();
    let states = states(vec![found], &Trust::default(), Some(&history)).unwrap();
    assert_eq!(
        states[0].last.as_ref().unwrap().verdict.unwrap().0,
        Verdict::Authentic
    );
    // A second time only the team's name in the file is another one.
    let same = rename(&directory, "health/cert-birch", "Cert-Birch", None).unwrap();
    assert_eq!(same, new);
    assert!(
        fs::read_to_string(&new)
            .unwrap()
            .starts_with("name = \"Cert-Birch\"\n# by hand")
    );
}

#[test]
fn a_new_name_that_is_taken_or_hides_something_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    make(
        folder.path(),
        vec![
            listed(2, "A-CERT", "https://a.example/"),
            listed(3, "Birch", "https://b.example/"),
        ],
    );
    assert!(matches!(
        rename(folder.path(), "a-cert", "birch", None),
        Err(PartnersError::Exists(_))
    ));
    for bad in ["", " ", "a\nb", "\u{1b}[31m"] {
        assert!(matches!(
            rename(folder.path(), "a-cert", bad, None),
            Err(PartnersError::Name(_))
        ));
    }
    assert!(matches!(
        rename(folder.path(), "none", "x", None),
        Err(PartnersError::Unknown { .. })
    ));
    assert!(matches!(
        remove(folder.path(), "../x", None),
        Err(PartnersError::Unknown { .. })
    ));
    assert_eq!(entries(folder.path()).unwrap().len(), 2);
}

#[test]
fn a_fingerprint_is_confirmed_only_by_a_pin_of_that_team() {
    let pin = |team: &str, key: &str, domains: &[&str]| Pin {
        team: team.to_owned(),
        fingerprint: key.parse().unwrap(),
        domains: domains.iter().map(|one| (*one).to_owned()).collect(),
        emails: Vec::new(),
        how: "by phone".to_owned(),
        who: "me".to_owned(),
        when: "2026-03-02".parse().unwrap(),
        confirm_again: None,
        source: String::new(),
    };
    let other = "51F687EC4F7824466537ECD050F396EA94F4C81E";
    let partner = listed(2, "CERT-OAK", "https://oak.example/");
    let key: Fingerprint = KEY.parse().unwrap();
    let told = |pins: &[Pin]| expectation(&partner, &key, pins);
    let day = "2026-03-02".parse().unwrap();
    assert_eq!(told(&[]), Expectation::Open);
    assert_eq!(
        told(&[pin("cert oak", KEY, &["x.example"])]),
        Expectation::Confirmed(day)
    );
    assert_eq!(
        told(&[pin("Elsewhere", KEY, &["2.example"])]),
        Expectation::Confirmed(day)
    );
    assert_eq!(
        told(&[pin("Elsewhere", KEY, &["evil.example"])]),
        Expectation::Open
    );
    assert_eq!(
        told(&[pin("CERT-OAK", other, &["x.example"])]),
        Expectation::Other(day)
    );
}
