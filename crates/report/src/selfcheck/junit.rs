//! JUnit XML, for build servers.

use bonafide_model::judgement::{CheckId, Severity};
use bonafide_model::publishing::{Advice, CheckedProfile, SelfcheckReport};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::file_of;
use crate::junit::{self, JunitError};
use crate::prose;

/// One suite for each profile with one test case for each check: a failure where an error stands
/// against publishing, skipped where all of its findings are accepted by the baseline; warnings are
/// told in the output of a case that passes.
///
/// # Errors
/// Only where the XML cannot be written to memory.
pub fn selfcheck_junit(report: &SelfcheckReport) -> Result<String, JunitError> {
    let mut out = Report::new("bonafide selfcheck");
    out.add_test_suites(report.profiles.iter().map(|profile| suite(report, profile)));
    junit::write(&out)
}

fn suite(report: &SelfcheckReport, profile: &CheckedProfile) -> TestSuite {
    let file = file_of(&report.subject, &profile.path);
    let run = prose::Commands::of(report, profile);
    let mut suite = TestSuite::new(safe(&file));
    for check in CheckId::ALL {
        let own: Vec<&Advice> = profile
            .advice
            .iter()
            .filter(|advice| advice.finding.check == *check)
            .collect();
        if !own.is_empty() {
            suite.add_test_case(case(*check, &own, &file, &run));
        }
    }
    suite
}

fn case(check: CheckId, own: &[&Advice], file: &str, run: &prose::Commands) -> TestCase {
    let open: Vec<&&Advice> = own.iter().filter(|advice| advice.is_open()).collect();
    let is_error = open
        .iter()
        .any(|advice| advice.finding.severity == Severity::Error);
    let told: Vec<String> = open
        .iter()
        .map(|advice| sentence(advice, file, run))
        .collect();
    let accepted: Vec<String> = own
        .iter()
        .filter_map(|advice| Some(advice.accepted.as_ref()?.reason.clone()))
        .collect();
    let status = if is_error {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status
            .set_message(safe(&told.first().cloned().unwrap_or_default()))
            .set_type("error")
            .set_description(safe(&told.join("\n")));
        status
    } else if open.is_empty() && !accepted.is_empty() {
        let mut status = TestCaseStatus::skipped();
        status.set_description(safe(&format!("accepted: {}", accepted.join("; "))));
        status
    } else {
        TestCaseStatus::success()
    };
    let mut case = TestCase::new(check.as_str(), status);
    case.set_classname(safe(file));
    if !is_error && !told.is_empty() {
        case.set_system_out(safe(&told.join("\n")));
    }
    case
}

fn sentence(advice: &Advice, file: &str, run: &prose::Commands) -> String {
    let place = advice.spots.first().map(|spot| match spot.place.page {
        Some(page) => format!("{file}, page {page}, row {}: ", spot.place.line),
        None => format!("{file}:{}: ", spot.place.line),
    });
    let words = prose::advised(&advice.finding, run);
    let help = words
        .in_one_line()
        .map(|help| format!(" help: {help}"))
        .unwrap_or_default();
    format!(
        "{}{}: {}{help}",
        place.unwrap_or_default(),
        advice.finding.severity.as_str(),
        prose::message(&advice.finding)
    )
}

/// XML has no way to write control characters, and a terminal must not meet the others.
fn safe(text: &str) -> String {
    text.split('\n')
        .map(|line| crate::escape::inline(line).into_owned())
        .collect::<Vec<_>>()
        .join("\n")
}
