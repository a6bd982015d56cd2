//! One subject from its name to its verdict: gather, assess, and once more where the pieces
//! disagree.

use std::time::{Duration, Instant};

use bonafide_fetch::Until;
use bonafide_model::evidence::{
    AttemptResult, AttemptRole, AttemptWhy, Dossier, SecondFound, SecondLook,
};
use bonafide_model::judgement::{Assessment, Detail, Past};
use sha2::{Digest, Sha256};

use crate::bundle::Evidence;
use crate::gather;
use crate::gather::dossier::{Gathering, attempt};
use crate::gather::hints::Hints;
use crate::gather::item::Age;
use crate::gather::wanted::Wanted;
use crate::request::Request;
use crate::session::{Outcome, Session};
use crate::source::SourceError;

/// What came of one look.
pub(crate) struct Judged {
    pub assessment: Assessment,
    pub evidence: Evidence,
    /// Whether names were guessed for it.
    pub guessed: bool,
    /// How long it was waited for servers.
    pub waited: Duration,
}

impl Session {
    /// Gathers the evidence about one subject, judges it, and remembers an authentic one. A subject
    /// is a URL or a path, or a [`Request`] that also names signatures, checksums and keys.
    ///
    /// # Errors
    /// Only what the user named and cannot be read; everything else is a verdict.
    pub fn verify<R: TryInto<Request>>(&self, request: R) -> Result<Outcome, SourceError>
    where
        SourceError: From<R::Error>,
    {
        let request = request.try_into()?;
        let Judged {
            assessment,
            evidence,
            ..
        } = self.judge(&request, Age::Cached, Hints::default(), None)?;
        let not_remembered = self.remember(&request, &assessment).err();
        Ok(Outcome {
            assessment,
            evidence,
            not_remembered,
        })
    }

    /// The same without remembering anything, and given up at that moment at the latest.
    ///
    /// Where fetched pieces disagree, a mirror may have been caught between two versions:
    /// everything is then taken once more, past the cache, and that is what counts.
    pub(crate) fn judge(
        &self,
        request: &Request,
        age: Age,
        hints: Hints,
        latest: Option<Instant>,
    ) -> Result<Judged, SourceError> {
        let until = Until::after(self.network.time(), latest);
        let wanted = Wanted::new(
            request,
            self.team(request),
            &self.reader,
            &self.trust,
            &self.policy,
        );
        let mut gathering = gather::gather(
            &self.network,
            &wanted,
            request,
            Gathering::new(request, age, hints, until.clone()),
        )?;
        let (mut assessment, mut past) = self.assess(request, &gathering);
        for role in [AttemptRole::Signature, AttemptRole::Checksum] {
            if gather::guess(&self.network, &wanted, role, &assessment, &mut gathering) {
                (assessment, past) = self.assess(request, &gathering);
            }
        }
        if !self.network.is_offline() && bonafide_verify::pieces_disagree(&assessment) {
            let again =
                Gathering::new(request, Age::Fresh, Hints::again(&gathering.dossier), until);
            gathering = second_look(
                gathering,
                gather::gather(&self.network, &wanted, request, again)?,
            );
            (assessment, past) = self.assess(request, &gathering);
        }
        // Last of all, so that nobody else has less time for it.
        if gather::witnesses(&self.network, &wanted, &mut gathering) {
            (assessment, past) = self.assess(request, &gathering);
        }
        let Gathering {
            dossier,
            trust,
            responses,
            guessed,
            waited,
            ..
        } = gathering;
        let evidence = Evidence {
            dossier,
            trust,
            past,
            policy: self.policy.clone(),
            now: self.now,
            responses,
        };
        Ok(Judged {
            assessment,
            evidence,
            guessed,
            waited,
        })
    }

    /// What is known of a document depends on what was found: where it was, and by which keys.
    fn assess(&self, request: &Request, gathering: &Gathering) -> (Assessment, Past) {
        let past = self.past(request, &gathering.dossier);
        let mut assessment = bonafide_verify::assess(
            &gathering.dossier,
            &gathering.trust,
            &past,
            &self.policy,
            self.now,
        );
        for finding in &mut assessment.findings {
            if let Detail::SightsInFuture { chosen, .. } = &mut finding.detail {
                *chosen = self.is_of_chosen_time();
            }
        }
        (assessment, past)
    }
}

/// The look that counts, of two.
fn second_look(first: Gathering, second: Gathering) -> Gathering {
    let after_seconds = second.began.duration_since(first.began).as_secs();
    let found = match (
        &second.dossier.document,
        is_the_same(&first.dossier, &second.dossier),
    ) {
        (None, _) => SecondFound::Nothing,
        (Some(_), true) => SecondFound::Same,
        (Some(_), false) => SecondFound::Changed,
    };
    let waited = first.waited + second.waited;
    let mut last = if found == SecondFound::Nothing {
        first
    } else {
        second
    };
    last.waited = waited;
    last.dossier.second_look = Some(SecondLook {
        after_seconds,
        found,
    });
    let result = if found == SecondFound::Nothing {
        AttemptResult::Failed
    } else {
        AttemptResult::Got
    };
    let why = AttemptWhy::OnceMore(after_seconds);
    let subject = last.dossier.subject.clone();
    last.dossier
        .attempts
        .push(attempt(AttemptRole::Document, subject, result, why));
    last
}

/// Whether document, signatures and checksums are the same bytes.
fn is_the_same(one: &Dossier, other: &Dossier) -> bool {
    let pieces = |dossier: &Dossier| -> Vec<Vec<u8>> {
        let all = dossier
            .document
            .iter()
            .chain(&dossier.signatures)
            .chain(&dossier.checksums);
        all.map(|artifact| Sha256::digest(&artifact.bytes).to_vec())
            .collect()
    };
    pieces(one) == pieces(other)
}
