//! What a case report shows beside the assessment.

use std::time::{Duration, Instant};

use bonafide_model::claims::{Format, ReadError};
use bonafide_model::evidence::{Artifact, AttemptRole, OriginKind};
use bonafide_model::judgement::{
    Assessment, CaseFile, CasePage, PageRequest, PageSpot, Piece, ShownPage,
};
use sha2::{Digest, Sha256};

use crate::bundle::Evidence;
use crate::session::Session;

/// Pages that are drawn; a profile prints its key and its contacts on one to three.
const PAGES: usize = 6;

/// Time for all of them: one takes some 50 milliseconds.
const TIME: Duration = Duration::from_secs(5);

impl Session {
    /// What a case report shows beside the assessment that was made of this evidence.
    #[must_use]
    pub fn case_file(&self, assessment: &Assessment, evidence: &Evidence) -> CaseFile {
        let dossier = &evidence.dossier;
        let of = |role, artifacts: &[Artifact]| -> Vec<Piece> {
            artifacts
                .iter()
                .map(|artifact| piece(role, artifact))
                .collect()
        };
        let document = dossier.document.iter();
        let mut pieces: Vec<Piece> = document
            .map(|document| piece(AttemptRole::Document, document))
            .collect();
        pieces.extend(of(AttemptRole::Signature, &dossier.signatures));
        pieces.extend(of(AttemptRole::Checksum, &dossier.checksums));
        pieces.extend(of(AttemptRole::Key, &dossier.certificates));
        let captured = dossier.captures.iter().map(|capture| &capture.artifact);
        pieces.extend(captured.map(|artifact| piece(AttemptRole::Archive, artifact)));
        for (role, kind) in [
            (AttemptRole::SecurityTxt, OriginKind::SecurityTxt),
            (AttemptRole::Csaf, OriginKind::Csaf),
            (AttemptRole::Registration, OriginKind::Registry),
        ] {
            let stated = dossier.statements.iter();
            let of_kind = stated.filter(|artifact| artifact.origin.kind == kind);
            pieces.extend(of_kind.map(|artifact| piece(role, artifact)));
        }
        CaseFile {
            pieces,
            past: evidence.past.clone(),
            pages: self.pages(assessment, evidence),
        }
    }

    /// The pages of a PDF with key values and contacts, as many as are drawn.
    fn pages(&self, assessment: &Assessment, evidence: &Evidence) -> Vec<CasePage> {
        let format = assessment.profile.as_ref().map(|profile| profile.format);
        let (Some(document), Some(Format::Pdf)) = (&evidence.dossier.document, format) else {
            return Vec::new();
        };
        let start = Instant::now();
        let draw = |page: &ShownPage<'_>| {
            let left = TIME.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(ReadError::TimedOut(TIME.as_secs()));
            }
            self.reader.picture(&document.bytes, &wanted(page), left)
        };
        let claims = assessment.claims();
        let pages = claims.shown_pages();
        let drawn = pages.iter().take(PAGES).map(|page| CasePage {
            page: page.page,
            picture: draw(page),
        });
        drawn.collect()
    }
}

fn wanted(page: &ShownPage<'_>) -> PageRequest {
    let spots = page.values.iter().map(|value| PageSpot {
        line: value.place.line,
        column: value.place.column,
        length: value.place.length,
        rest: value.raw.lines().skip(1).map(str::to_owned).collect(),
    });
    PageRequest {
        page: page.page,
        spots: spots.collect(),
    }
}

fn piece(role: AttemptRole, artifact: &Artifact) -> Piece {
    Piece {
        role,
        origin: artifact.origin.clone(),
        bytes: artifact.bytes.len() as u64,
        sha256: format!("{:x}", Sha256::digest(&artifact.bytes)),
    }
}
