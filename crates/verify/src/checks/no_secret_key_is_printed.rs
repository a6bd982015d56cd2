//! Is no secret key printed in the document or published where the team's key should be?

use bonafide_model::evidence::{Origin, OriginKind};
use bonafide_model::judgement::{CheckId, Detail, Finding, Outcome, Severity};

use super::check::{Check, Need};
use super::found::{Found, unread};
use crate::context::Context;
use crate::publishing::secret_keys;

pub(super) const CHECK: Check = Check::new(CheckId::NoSecretKeyIsPrinted, run).needed(Need::Proven(13)).weighed(for_publisher).and_staged(secret_keys::run);

fn run(cx: &Context) -> Vec<Found> {
    let mut found = Vec::new();
    let printed = &cx.claims().secret_keys;
    if !printed.is_empty() {
        // Whether a person sees it makes no difference: everybody has it. The block itself is never
        // repeated.
        let mut printed = Found::fail(Severity::Error, Detail::SecretKeyPrinted).at(printed);
        printed.places.iter_mut().for_each(|place| place.excerpt = String::new());
        found.push(printed);
    }
    let of_key = cx.certificate.filter(|certificate| certificate.had_secret).map(|certificate| &certificate.origins);
    let published = of_key.into_iter().flatten().filter(|origin| is_public(origin));
    found.extend(published.map(|origin| Found::fail(Severity::Error, Detail::SecretKeyPublished { origin: origin.display() })));
    let others = cx.facts.unusable.iter().filter(|unusable| unusable.secret && is_public(&unusable.origin));
    found.extend(
        others.map(|unusable| {
            Found::inconclusive(Severity::Warning, Detail::SecretKeyPublished { origin: unusable.origin.display() })
        }),
    );
    if found.iter().any(|found| found.severity == Severity::Error) {
        return found;
    }
    found.push(unread(cx).unwrap_or_else(|| Found::pass(Detail::NoSecretKey)));
    found
}

/// Whether everybody else can have it too. The user's own file is the user's own business; what a
/// URL leads to is everybody's, whoever named it.
fn is_public(origin: &Origin) -> bool {
    let is_own = matches!(origin.kind, OriginKind::Flag | OriginKind::Keyring);
    let is_on_the_web = origin.url.as_ref().is_some_and(|url| !url.starts_with("file:"));
    !is_own || is_on_the_web
}

/// A pass is said of the document and the staged tree together.
fn for_publisher(finding: Finding) -> Option<Finding> {
    (finding.outcome != Outcome::Pass).then_some(finding)
}
