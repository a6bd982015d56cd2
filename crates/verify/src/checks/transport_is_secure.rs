//! Did everything that was fetched come over TLS, on every hop? That protects the way, not the
//! place.

use bonafide_model::evidence::Artifact;
use bonafide_model::judgement::{CheckId, Detail, Material, Severity};

use super::check::Check;
use super::found::Found;
use super::weight;
use crate::context::Context;
use crate::publishing::transport;

pub(super) const CHECK: Check = Check::new(CheckId::TransportIsSecure, run).weighed(weight::left_out).and_staged(transport::run);

fn run(cx: &Context) -> Vec<Found> {
    let dossier = cx.dossier;
    let Some(document) = &dossier.document else { return vec![Found::inconclusive(Severity::Note, Detail::NoDocument)] };
    let of = |what: Material, artifacts: &'_ [Artifact]| {
        artifacts.iter().map(|artifact| (what, artifact.origin.clone())).collect::<Vec<_>>()
    };
    let mut all = vec![(Material::Document, document.origin.clone())];
    all.extend(of(Material::Signature, &dossier.signatures));
    all.extend(of(Material::Checksum, &dossier.checksums));
    all.extend(of(Material::Key, &dossier.certificates));
    all.retain(|(_, origin)| origin.url.is_some());
    if all.is_empty() {
        return vec![Found::not_applicable(Detail::LocalOnly)];
    }
    let insecure = all.into_iter().filter(|(_, origin)| !origin.tls);
    let found: Vec<Found> = insecure
        .map(|(what, origin)| {
            // Signatures and keys are judged by what they are, not by how they came; the document's
            // contacts are not.
            let severity = if what == Material::Document { Severity::Warning } else { Severity::Note };
            Found::fail(severity, Detail::TransportInsecure { what, url: origin.display() })
        })
        .collect();
    if found.is_empty() { vec![Found::pass(Detail::TransportSecure)] } else { found }
}
