//! `--export-cert`: the certificate that was judged.

use std::path::Path;

use anyhow::Context;
use bonafide_session::Evidence;
use bonafide_session::model::judgement::{Assessment, KeyVerdict};

use crate::output::{remark, write_whole};

/// Writes the certificate of a confirmed key. Whoever exports one will import it, and then nothing
/// tells a forger's from the team's.
pub fn export(
    path: &Path,
    assessment: &Assessment,
    evidence: &Evidence,
    unconfirmed: bool,
) -> anyhow::Result<()> {
    let shown = path.display();
    let armor = assessment
        .key
        .fingerprint
        .as_ref()
        .and_then(|fingerprint| evidence.certificate(fingerprint))
        .with_context(|| format!("{shown}: no certificate was judged, so none was written"))?;
    let state = assessment.key.verdict;
    if state != KeyVerdict::Confirmed {
        let (state, remedy) = (state.as_str(), remedy(state));
        anyhow::ensure!(
            unconfirmed,
            "{shown}: not written, because the key is {state}; {remedy}, or add --danger-export-unconfirmed"
        );
        remark(&format!(
            "{shown}: the key in it is {state}; it may be anybody's"
        ));
    }
    write_whole(path, armor.as_bytes())
}

/// How a key that is not confirmed may become so.
fn remedy(state: KeyVerdict) -> &'static str {
    match state {
        KeyVerdict::Unusable => "ask the team for its current key",
        KeyVerdict::Conflicting => {
            "ask the team which key is its own, through a contact that you found elsewhere"
        }
        KeyVerdict::Unconfirmed | KeyVerdict::Confirmed => {
            "confirm its fingerprint with the team (`bonafide trust confirm`, or --expect-fingerprint)"
        }
    }
}
