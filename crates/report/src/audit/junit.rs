//! JUnit XML, for build servers.

use bonafide_model::audit::{
    AuditReport, AuditResult, AuditSubject, HistoryState, Silence, Standing,
};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::words;
use crate::escape;
use crate::junit::{JunitError, write};

/// One suite with one test case for each profile: a failure where it counts as unanchored,
/// unverified or rejected, an error where it could not be taken up or was not begun, skipped where
/// it does not count because somebody has said so or because of a short outage.
///
/// # Errors
/// Only where the XML cannot be written to memory.
pub fn junit(report: &AuditReport) -> Result<String, JunitError> {
    let mut suite = TestSuite::new("bonafide audit");
    suite.add_test_cases(report.subjects.iter().map(|subject| case(subject, report)));
    if let HistoryState::Damaged(why) = &report.history {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(escape::inline(why).into_owned());
        suite.add_test_case(TestCase::new("history", status));
    }
    for (label, text) in words::machine(report) {
        let mut case = TestCase::new(label, TestCaseStatus::success());
        case.set_classname("machine");
        case.set_system_out(escape::inline(&text).into_owned());
        suite.add_test_case(case);
    }
    let mut file = Report::new("bonafide");
    file.add_test_suite(suite);
    write(&file)
}

fn case(subject: &AuditSubject, report: &AuditReport) -> TestCase {
    let now = report.assessed_at;
    let message = format!(
        "{}: {}",
        words::result(subject),
        words::reason(subject, now)
    );
    let message = escape::inline(&message).into_owned();
    let mut status = match (&subject.result, subject.standing) {
        (AuditResult::NotDone, _) | (_, Standing::Failed) => {
            TestCaseStatus::non_success(NonSuccessKind::Error)
        }
        (AuditResult::NotChecked(_), Standing::Fine) => TestCaseStatus::skipped(),
        (_, Standing::Fine) => match &subject.silence {
            Some(Silence::Acknowledged { .. } | Silence::Excepted { .. }) => {
                TestCaseStatus::skipped()
            }
            Some(Silence::Grace { .. }) | None => TestCaseStatus::success(),
        },
        (_, Standing::Unanchored | Standing::Unverified | Standing::Rejected) => {
            TestCaseStatus::non_success(NonSuccessKind::Failure)
        }
    };
    match status {
        TestCaseStatus::Success { .. } => {}
        // The only place that every schema has for it.
        TestCaseStatus::Skipped { .. } => drop(status.set_description(message.clone())),
        TestCaseStatus::NonSuccess { .. } => drop(
            status
                .set_message(message.clone())
                .set_type(words::result(subject)),
        ),
    }
    let mut case = TestCase::new(escape::inline(&subject.name).into_owned(), status);
    case.set_classname("profiles");
    let mut lines = vec![message, subject.source.clone()];
    lines.extend(subject.silence.iter().map(words::silence));
    lines.extend(
        subject
            .changes
            .iter()
            .map(|change| words::change(change, subject)),
    );
    lines.extend(
        subject
            .forecast
            .iter()
            .map(|one| words::forecast(one, subject, now)),
    );
    let lines: Vec<_> = lines.iter().map(|line| escape::inline(line)).collect();
    case.set_system_out(lines.join("\n"));
    case
}
