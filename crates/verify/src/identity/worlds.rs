//! Properties over generated worlds: several teams, each known in several ways or not at all, and
//! one of them signs a document that bears names and contacts of any of them, in any spelling.

#![allow(clippy::unwrap_used)]

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use proptest::prelude::*;

use super::matrix::{claim_of, known};
use crate::fixture::*;

const TEAMS: [(&str, &str); 4] = [
    ("Alpha", KEY),
    ("Beta", OTHER),
    ("Gamma", "0123456789ABCDEF0123456789ABCDEF01234567"),
    ("Delta", "89ABCDEF0123456789ABCDEF0123456789ABCDEF"),
];

/// Kinds of evidence, the firm ones first.
const KINDS: [&str; 6] = ["pin", "root", "directory", "history", "expected", "wkd"];
const FIRM: std::ops::Range<usize> = 0..3;

/// How a team's name is written: as it is, otherwise spelled, or disguised.
fn spelled(team: &str, how: usize) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
    match how {
        0 => format!("{team} CERT"),
        1 => format!("{}-CERT", team.to_uppercase()),
        2 => format!("{} CERT", team.replace('a', "\u{430}")),
        3 => format!("{} C3RT", team.replace('l', "1")),
        4 => format!("{} CERT", team.chars().map(wide).collect::<String>()),
        5 => format!("The National {team} CSIRT e.V."),
        _ => format!("{} CERT", team.replace('a', "à")),
    }
}

/// A document and what the user knows.
#[derive(Debug, Clone)]
struct World {
    author: usize,
    /// Whose names it bears, and how they are written.
    names: Vec<(usize, usize)>,
    /// Whose name its title carries.
    title: Option<(usize, usize)>,
    /// Whose addresses it prints.
    addresses: Vec<usize>,
    /// In whose name something stands that reads like an address.
    unread: Option<usize>,
    /// Kind, team, and whose key it names.
    anchors: Vec<(usize, usize, usize)>,
}

impl World {
    fn case(&self) -> Case {
        let mut case = Case::sound();
        case.dossier.document.as_mut().unwrap().origin =
            web(OriginKind::Flag, "https://hosting.example/rfc2350.txt");
        let (team, key) = TEAMS[self.author];
        let user_id = format!("{team} CERT <cert@{}.example>", team.to_lowercase());
        case.facts.certificates = vec![certificate_of(key, &user_id)];
        *case.signature() = signature_by(key, SignatureStatus::Good);
        let mut names = self
            .names
            .iter()
            .map(|(team, how)| claim_of(&spelled(TEAMS[*team].0, *how)));
        let profile = case.profile();
        (profile.team_name, profile.team_short_name) = (names.next(), names.next());
        let title = self.title.map(|(team, how)| spelled(TEAMS[team].0, how));
        profile.titles = title.map(|title| claim_of(&title)).into_iter().collect();
        let address = |team: &usize| format!("cert@{}.example", TEAMS[*team].0.to_lowercase());
        let claims = case.claims();
        claims.fingerprints = vec![printed(key, KeyRole::Team)];
        claims.key_ids.clear();
        claims.emails = self
            .addresses
            .iter()
            .map(|team| email(&address(team), EmailRole::Contact))
            .collect();
        let unread = self.unread.map(|team| {
            format!(
                "CERT <cert@{}\u{ff0e}example>",
                TEAMS[team].0.to_lowercase()
            )
        });
        claims.user_ids = unread
            .map(|text| {
                claim(
                    PrintedUserId {
                        text: text.clone(),
                        email: None,
                    },
                    &text,
                    "2.8",
                )
            })
            .into_iter()
            .collect();
        for (kind, team, key) in &self.anchors {
            known(&mut case, KINDS[*kind], TEAMS[*team].0, TEAMS[*key].1);
        }
        case
    }

    fn assess(&self) -> Assessment {
        self.case().assess()
    }

    fn with(&self, anchor: (usize, usize, usize)) -> Self {
        Self {
            anchors: self.anchors.iter().copied().chain([anchor]).collect(),
            ..self.clone()
        }
    }
}

fn worlds(kinds: std::ops::Range<usize>, truthful: bool) -> impl Strategy<Value = World> {
    let anchor = (kinds, 0..4usize, 0..4usize);
    (
        0..4usize,
        prop::collection::vec((0..4usize, 0..7usize), 0..3),
        prop::option::weighted(0.3, (0..4usize, 0..7usize)),
        prop::collection::vec(0..4usize, 0..3),
        prop::option::weighted(0.2, 0..4usize),
        prop::collection::vec(anchor, 0..6),
    )
        .prop_map(
            move |(author, names, title, addresses, unread, mut anchors)| {
                for (kind, team, key) in &mut anchors {
                    if truthful {
                        *key = *team;
                    }
                    // A web key directory is asked for the author's certificate.
                    if KINDS[*kind] == "wkd" {
                        (*team, *key) = (author, author);
                    }
                }
                World {
                    author,
                    names,
                    title,
                    addresses,
                    unread,
                    anchors,
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_an_accepted_anchor_for_the_judged_key_nothing_is_authentic(world in worlds(0..6, false)) {
        let assessment = world.assess();
        let counts = |anchor: &Anchor| anchor.accepted && anchor.fingerprint == assessment.key.fingerprint && anchor.says == AnchorSays::Agrees;
        prop_assert!(assessment.verdict != Verdict::Authentic || assessment.anchors.iter().any(counts), "{:?}", assessment.anchors);
    }

    /// The key of one team never makes a document authentic in the name of another one that is
    /// known.
    #[test]
    fn no_team_signs_in_the_name_of_another_known_one(world in worlds(FIRM, true), claims in 0..4usize, how in 0..7usize, by in FIRM, own in FIRM) {
        prop_assume!(claims != world.author);
        let author = world.author;
        let known = world.with((by, claims, claims)).with((own, author, author));
        let named = World { names: vec![(claims, how)], ..known.clone() };
        let assessment = named.assess();
        prop_assert!(assessment.verdict >= Verdict::Unverified, "{named:?}: {:?}", assessment.leaf);
        let at = World { addresses: vec![claims], ..known };
        let assessment = at.assess();
        prop_assert!(assessment.verdict >= Verdict::Unverified, "{at:?}: {:?}", assessment.leaf);
    }

    /// Not even where only the title says so: a person reads it first.
    #[test]
    fn no_team_signs_under_the_title_of_another_known_one(world in worlds(FIRM, true), claims in 0..4usize, how in prop::sample::select(vec![0, 1, 2, 3, 4, 6]), by in FIRM, own in FIRM) {
        prop_assume!(claims != world.author);
        let author = world.author;
        let known = world.with((by, claims, claims)).with((own, author, author));
        let titled = World { names: vec![(author, 0)], title: Some((claims, how)), addresses: vec![author], ..known };
        let assessment = titled.assess();
        prop_assert!(assessment.verdict >= Verdict::Unverified, "{titled:?}: {:?}", assessment.leaf);
    }

    #[test]
    fn a_title_never_improves_a_verdict(world in worlds(0..6, false), title in (0..4usize, 0..7usize)) {
        let untitled = World { title: None, ..world.clone() };
        let (before, after) = (untitled.assess(), World { title: Some(title), ..world }.assess());
        prop_assert!(after.verdict >= before.verdict, "{untitled:?} and {title:?}: {:?} became {:?}", before.leaf, after.leaf);
    }

    /// Whoever the user means: a pinned team's address is that team's, also where the key is expected.
    #[test]
    fn naming_a_team_gives_it_no_other_teams_address(world in worlds(0..6, true), claims in 0..4usize, how in 0..7usize, by in FIRM, named in 0..4usize) {
        prop_assume!(claims != world.author);
        let author = world.author;
        for names in [vec![(author, how)], vec![(claims, how)], vec![]] {
            let taken = World { names, addresses: vec![claims], ..world.with((by, claims, claims)).with((0, claims, claims)) };
            let mut case = taken.case();
            case.trust.team = Some(spelled(TEAMS[named].0, 0));
            let assessment = case.assess();
            prop_assert!(assessment.verdict >= Verdict::Unverified, "{taken:?}, {named}: {:?}", assessment.leaf);
        }
    }

    /// A team in its own name, with its own address, whatever else is known and whichever address
    /// of a partner it prints too.
    #[test]
    fn no_healthy_team_is_accused(world in worlds(FIRM, true), how in 0..2usize, titled in any::<bool>(), own in FIRM, partner in prop::option::of(0..4usize)) {
        let author = world.author;
        let addresses = [author].into_iter().chain(partner).collect();
        let healthy = World { names: vec![(author, how)], title: titled.then_some((author, how)), addresses, unread: None, ..world.with((own, author, author)) };
        let assessment = healthy.assess();
        prop_assert_eq!(assessment.verdict, Verdict::Authentic, "{:?}: {:?} {:?}", healthy, assessment.leaf, assessment.anchors);
    }

    #[test]
    fn knowing_more_of_other_teams_never_improves_a_verdict(world in worlds(0..6, false), more in (FIRM, 0..4usize, 0..4usize)) {
        prop_assume!(more.2 != world.author);
        // A snapshot that contradicts itself is believed in nothing, also not in what it says
        // against a key.
        let contradicts = |(kind, team, key): &(usize, usize, usize)| KINDS[*kind] == "directory" && (*kind, *team) == (more.0, more.1) && *key != more.2;
        prop_assume!(!world.anchors.iter().any(contradicts));
        let (before, after) = (world.assess(), world.with(more).assess());
        prop_assert!(after.verdict >= before.verdict, "{world:?} and {more:?}: {:?} became {:?}", before.leaf, after.leaf);
    }

    #[test]
    fn one_more_contact_that_cannot_be_read_never_improves_a_verdict(world in worlds(0..6, false), unread in 0..4usize) {
        let read = World { unread: None, ..world.clone() };
        let (before, after) = (read.assess(), World { unread: Some(unread), ..world }.assess());
        prop_assert!(after.verdict >= before.verdict, "{read:?}: {:?} became {:?}", before.leaf, after.leaf);
    }
}
