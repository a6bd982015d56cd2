//! The five profiles, staged as their web servers serve them: exactly the findings that each
//! deserves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use bonafide_testkit::repository;
use common::run;
use common::seeds::{TEAMS, stage};
use common::staged::{DAY, open, set};

#[test]
fn each_staged_profile_gets_exactly_the_findings_that_it_deserves() {
    for team in TEAMS {
        let stage = stage(team);
        let path = stage.path().to_str().unwrap();
        let key = repository().join(format!("testdata/keys/{}.asc", team.name));
        let mut arguments = vec![
            "selfcheck",
            path,
            "--base-url",
            team.base,
            "--at",
            DAY,
            "--format",
            "json",
        ];
        if team.names_its_key {
            arguments.extend(["--key", key.to_str().unwrap()]);
        }
        let checked = run(&arguments);
        assert_eq!(open(&checked.json()), set(team.deserves), "{}", team.name);
        assert_eq!(checked.code, 20, "{}", team.name);
    }
}
