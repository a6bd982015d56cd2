//! Exit codes.

use std::process::ExitCode;

use bonafide_session::model::audit::Standing;
use bonafide_session::model::judgement::Verdict;

/// How the program ends. Ordered from the worst to the best, so that the worst of several is the
/// smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 30: rejected.
    Rejected,
    /// 1: operational error.
    Operational,
    /// 20: unverified.
    Unverified,
    /// 10: unanchored.
    Unanchored,
    /// 0.
    Success,
}

impl Exit {
    /// The exit of one verdict.
    pub fn of(verdict: Verdict, accept_unanchored: bool) -> Self {
        match verdict {
            Verdict::Authentic => Self::Success,
            Verdict::Unanchored if accept_unanchored => Self::Success,
            Verdict::Unanchored => Self::Unanchored,
            Verdict::Unverified => Self::Unverified,
            Verdict::Rejected => Self::Rejected,
        }
    }

    /// The exit of a run over many.
    pub fn of_audit(standing: Standing) -> Self {
        match standing {
            Standing::Fine => Self::Success,
            Standing::Unanchored => Self::Unanchored,
            Standing::Unverified => Self::Unverified,
            Standing::Failed => Self::Operational,
            Standing::Rejected => Self::Rejected,
        }
    }

    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Operational => 1,
            Self::Unanchored => 10,
            Self::Unverified => 20,
            Self::Rejected => 30,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

/// The status of a monitoring plugin, which has an order of its own: 0, 1, 3, 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PluginStatus(pub u8);

impl PluginStatus {
    /// What the monitoring system shows as "unknown".
    pub const UNKNOWN: Self = Self(3);

    /// The same where something could not be written down. Rejected outranks that.
    pub fn with_failure(self) -> Self {
        if self.0 == 2 { self } else { Self::UNKNOWN }
    }
}

impl From<PluginStatus> for ExitCode {
    fn from(status: PluginStatus) -> Self {
        status.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_of_several_is_30_then_1_then_20_then_10() {
        let mut exits = [
            Exit::Success,
            Exit::Unanchored,
            Exit::Unverified,
            Exit::Operational,
            Exit::Rejected,
        ];
        exits.sort();
        assert_eq!(exits.map(Exit::code), [30, 1, 20, 10, 0]);
    }

    #[test]
    fn only_unanchored_can_be_accepted() {
        assert_eq!(Exit::of(Verdict::Unanchored, true), Exit::Success);
        assert_eq!(Exit::of(Verdict::Unanchored, false), Exit::Unanchored);
        assert_eq!(Exit::of(Verdict::Unverified, true), Exit::Unverified);
        assert_eq!(Exit::of(Verdict::Rejected, true), Exit::Rejected);
    }

    #[test]
    fn a_failure_of_this_program_hides_no_rejected_document_from_monitoring() {
        assert_eq!(
            [0, 1, 2, 3].map(|status| PluginStatus(status).with_failure().0),
            [3, 3, 2, 3]
        );
        assert_eq!(Exit::Rejected.min(Exit::Operational), Exit::Rejected);
    }
}
