//! What is known about one certificate now.

use bonafide_model::claims::{Claims, Fingerprint};
use bonafide_model::evidence::Origin;
use bonafide_model::judgement::{CertificateReport, KeyProblem, SubkeyPurpose, UserIdProblem};
use openpgp::Cert;
use openpgp::cert::amalgamation::UserIDAmalgamation;
use openpgp::cert::amalgamation::key::PrimaryKey;
use openpgp::packet::Signature;
use sequoia_openpgp as openpgp;

use super::binding::{self, Binding, Candidate};
use super::certification::{self, ByRoots, Vouching};
use super::policies::Policies;
use super::revocation::{self, ByOthers};
use super::store::Loaded;
use super::{convert, judge, user_id};
use crate::facts::{CertificateFacts, NamedSubkey, SubkeyFacts, Told, UserIdFacts};

/// User IDs and subkeys that are reported at all.
const COMPONENTS: usize = 200;

/// User IDs whose binding is looked at although the document prints none of them.
const UNPRINTED: usize = 3;

/// Everything about one certificate.
/// `is_meant` tells fingerprints that somebody names as if they were a key's.
pub(super) fn facts(
    loaded: &Loaded,
    claims: Option<&Claims>,
    is_meant: &impl Fn(&Fingerprint) -> bool,
    vouching: &Vouching<'_>,
    policies: &Policies,
) -> CertificateFacts {
    let cert = &loaded.cert;
    let keys: Vec<_> = loaded.keys_at(policies.now).keys().collect();
    let usable = |wanted: fn(&openpgp::types::KeyFlags) -> bool, none| {
        can((loaded, &keys), policies, wanted, none)
    };
    let can_sign = usable(openpgp::types::KeyFlags::for_signing, KeyProblem::NoneSigns);
    CertificateFacts {
        report: report(loaded, policies),
        origins: loaded.origins.clone(),
        live: live(loaded, policies),
        strong: strong(&keys, policies),
        bindings_strong: bindings_strong(&keys, policies),
        soon_weak: soon_weak(&keys, policies),
        can_encrypt: usable(
            |flags| flags.for_transport_encryption() || flags.for_storage_encryption(),
            KeyProblem::NoneEncrypts,
        ),
        user_ids: user_ids(cert, claims, vouching, policies),
        named_subkeys: named_subkeys(cert, is_meant),
        // Each of them costs a public-key operation or two, and they are asked for only to explain
        // why none signs.
        subkeys: match can_sign {
            Told::Yes => Vec::new(),
            Told::No(_) | Told::Unknown(_) => subkeys(loaded, &keys, policies),
        },
        can_sign,
        had_secret: loaded.had_secret,
        certified_by: certification::certifiers(cert, vouching, policies),
    }
}

fn report(loaded: &Loaded, policies: &Policies) -> CertificateReport {
    let cert = &loaded.cert;
    let primary = cert.primary_key();
    let bound = primary_binding(loaded.keys_at(policies.now), policies);
    CertificateReport {
        fingerprint: loaded.fingerprint.clone(),
        subkeys: cert
            .keys()
            .subkeys()
            .take(COMPONENTS)
            .filter_map(|key| convert::fingerprint(&key.key().fingerprint()))
            .collect(),
        user_ids: cert
            .userids()
            .take(COMPONENTS)
            .map(|id| text(id.userid()))
            .collect(),
        created: convert::timestamp(primary.key().creation_time()),
        expires: bound
            .and_then(|binding| binding::expiry(&binding.bound))
            .and_then(convert::timestamp),
        revoked: loaded.revocation(policies, policies.now),
        algorithm: convert::algorithm(primary.key()),
        origin: loaded
            .origins
            .first()
            .cloned()
            .unwrap_or_else(Origin::embedded),
    }
}

fn primary_binding<'a>(cert: &'a Cert, policies: &'a Policies) -> Option<Binding<'a>> {
    binding::find(&cert.keys().next()?, policies, policies.now).ok()
}

fn live(loaded: &Loaded, policies: &Policies) -> Told {
    if loaded.revoked_by_others == ByOthers::Perhaps {
        return Told::Unknown(KeyProblem::PerhapsRevoked);
    }
    let Some(primary) = loaded.keys_at(policies.now).keys().next() else {
        return Told::Unknown(KeyProblem::NoPrimaryKey);
    };
    let created = primary.key().creation_time();
    if created > policies.now.checked_add(policies.skew).unwrap_or(created) {
        return Told::No(KeyProblem::MadeInFuture(convert::timestamp(created)));
    }
    match binding::find(&primary, policies, policies.now) {
        Ok(binding) => {
            match binding::expiry(&binding.bound).filter(|expiry| *expiry <= policies.now) {
                Some(expiry) => Told::No(KeyProblem::Expired(convert::timestamp(expiry))),
                None => Told::Yes,
            }
        }
        Err(unbound) => Told::Unknown(KeyProblem::Unbound(unbound.problem)),
    }
}

fn strong(keys: &[Candidate<'_>], policies: &Policies) -> Told<String, KeyProblem> {
    let mut weak = keys
        .iter()
        .filter_map(|key| Some((key, policies.weak_key(key.key())?)));
    match weak.find(|(key, _)| signs(key, policies)) {
        // The policy refuses what it does not know, which says nothing about how strong it is.
        Some((key, _)) if !super::policies::is_supported(key.key()) => {
            Told::Unknown(not_computed(key))
        }
        Some((_, algorithm)) => Told::No(algorithm),
        None => Told::Yes,
    }
}

/// Whether it is the primary key or a subkey that may sign and is in use. A subkey of an algorithm
/// that is not known here is not weak: nothing that it signs could be verified.
fn signs(key: &Candidate<'_>, policies: &Policies) -> bool {
    key.primary() || may_sign(key) && !is_out_of_use(key, policies)
}

fn may_sign(subkey: &Candidate<'_>) -> bool {
    use openpgp::types::PublicKeyAlgorithm::{Private, Unknown};
    let algorithm = subkey.key().pk_algo();
    let flags = newest_binding(subkey).and_then(|binding| binding.key_flags());
    algorithm.for_signing()
        && !matches!(algorithm, Private(_) | Unknown(_))
        && flags.is_none_or(|flags| flags.for_signing())
}

/// Whether its owner has withdrawn a subkey or let it expire: then it harms nobody that something
/// about it is weak. What it signed itself is judged with the signature.
fn is_out_of_use(subkey: &Candidate<'_>, policies: &Policies) -> bool {
    let lifetime = newest_binding(subkey).and_then(|binding| binding.key_validity_period());
    let expiry = lifetime.and_then(|lifetime| subkey.key().creation_time().checked_add(lifetime));
    expiry.is_some_and(|expiry| expiry <= policies.now)
        || revocation::of_subkey(subkey, policies, policies.now).is_some()
}

/// Whatever its hash: this only tells what the owner wants of the key.
fn newest_binding<'a>(subkey: &Candidate<'a>) -> Option<&'a Signature> {
    subkey
        .self_signatures()
        .max_by_key(|binding| binding.signature_creation_time())
}

/// What holds the primary key and its deciding User ID together. A subkey that signs is judged with
/// what it signed, and one that encrypts where somebody asks whether to encrypt to it.
fn bindings_strong(keys: &[Candidate<'_>], policies: &Policies) -> Told {
    let Some(primary) = keys.first() else {
        return Told::Unknown(KeyProblem::NoPrimaryKey);
    };
    match binding::find(primary, policies, policies.now) {
        Err(unbound) if unbound.weak => Told::No(KeyProblem::Unbound(unbound.problem)),
        Err(unbound) => Told::Unknown(KeyProblem::Unbound(unbound.problem)),
        Ok(Binding { weak: true, .. }) => Told::No(KeyProblem::PrimaryOnlySha1),
        Ok(_) => Told::Yes,
    }
}

fn soon_weak(keys: &[Candidate<'_>], policies: &Policies) -> Vec<String> {
    let soon = keys
        .iter()
        .filter(|key| policies.weak_key(key.key()).is_none());
    let soon = soon.filter_map(|key| Some((key, policies.soon_weak_key(key.key())?)));
    let mut found: Vec<String> = soon
        .filter(|(key, _)| signs(key, policies))
        .map(|(_, algorithm)| algorithm)
        .collect();
    found.sort();
    found.dedup();
    found
}

fn can(
    (loaded, keys): (&Loaded, &[Candidate<'_>]),
    policies: &Policies,
    wanted: fn(&openpgp::types::KeyFlags) -> bool,
    none: KeyProblem,
) -> Told {
    let (mut why, mut unknown) = (None, None);
    for key in keys {
        if !super::policies::is_supported(key.key()) {
            unknown = unknown.or_else(|| Some(not_computed(key)));
            continue;
        }
        match judge::usable(loaded, key, policies, policies.now) {
            Ok(bound) if bound.key_flags().is_some_and(|flags| wanted(&flags)) => return Told::Yes,
            Ok(_) => {}
            Err(reason) => why = why.or(Some(reason)),
        }
    }
    match unknown {
        // That key may well do it.
        Some(unknown) => Told::Unknown(unknown),
        None => Told::No(why.unwrap_or(none)),
    }
}

fn not_computed(key: &Candidate<'_>) -> KeyProblem {
    KeyProblem::NotComputed(convert::algorithm(key.key()))
}

/// Those that the primary key binds, whatever the hash and whenever.
fn named_subkeys(cert: &Cert, is_meant: &impl Fn(&Fingerprint) -> bool) -> Vec<NamedSubkey> {
    let named = cert.keys().subkeys().take(COMPONENTS).filter_map(|key| {
        let fingerprint = convert::fingerprint(&key.key().fingerprint()).filter(is_meant)?;
        let key = key.parts_into_public().into();
        let flags = newest_binding(&key)?
            .key_flags()
            .unwrap_or_else(openpgp::types::KeyFlags::empty);
        let purpose = match (
            flags.for_signing(),
            flags.for_transport_encryption() || flags.for_storage_encryption(),
        ) {
            (true, _) => SubkeyPurpose::Signing,
            (false, true) => SubkeyPurpose::Encryption,
            (false, false) => SubkeyPurpose::Other,
        };
        let is_own = !key.key().pk_algo().for_signing() || binding::has_consented(&key);
        Some(NamedSubkey {
            fingerprint,
            purpose,
            is_own,
        })
    });
    named.collect()
}

fn subkeys(loaded: &Loaded, keys: &[Candidate<'_>], policies: &Policies) -> Vec<SubkeyFacts> {
    keys.iter()
        .filter(|key| !key.primary())
        .take(COMPONENTS)
        .filter_map(|key| subkey(loaded, key, policies))
        .collect()
}

fn subkey(loaded: &Loaded, key: &Candidate<'_>, policies: &Policies) -> Option<SubkeyFacts> {
    let flags = binding::find(key, policies, policies.now)
        .ok()
        .and_then(|binding| binding.bound.key_flags());
    let usable = if super::policies::is_supported(key.key()) {
        match judge::usable(loaded, key, policies, policies.now) {
            Ok(_) => Told::Yes,
            Err(why) => Told::No(why),
        }
    } else {
        Told::Unknown(not_computed(key))
    };
    Some(SubkeyFacts {
        fingerprint: convert::fingerprint(&key.key().fingerprint())?,
        usable,
        signs: flags.is_some_and(|flags| flags.for_signing()),
    })
}

/// Each binding costs a public-key operation, so only those that a check asks for are looked at:
/// the printed ones, or the first few where none is printed, so that "another User ID" is told from
/// "no User ID".
fn user_ids(
    cert: &Cert,
    claims: Option<&Claims>,
    vouching: &Vouching<'_>,
    policies: &Policies,
) -> Vec<UserIdFacts> {
    let printed = |id: &UserIDAmalgamation<'_>| {
        claims.is_some_and(|claims| is_printed(claims, &text(id.userid()), email(id).as_deref()))
    };
    let none_printed = !cert.userids().take(COMPONENTS).any(|id| printed(&id));
    cert.userids()
        .take(COMPONENTS)
        .enumerate()
        .map(|(index, id)| {
            user_id(
                &id,
                printed(&id) || none_printed && index < UNPRINTED,
                vouching,
                policies,
            )
        })
        .collect()
}

fn user_id(
    id: &UserIDAmalgamation<'_>,
    is_asked_for: bool,
    vouching: &Vouching<'_>,
    policies: &Policies,
) -> UserIdFacts {
    use openpgp::types::RevocationStatus;
    let revoked = is_asked_for
        && matches!(
            id.revocation_status(&policies.strict, policies.now),
            RevocationStatus::Revoked(_)
        );
    let bound = match (revoked, is_asked_for) {
        (true, _) => Told::No(UserIdProblem::Revoked),
        (false, true) => bound(id, policies),
        (false, false) => Told::Unknown(UserIdProblem::NotPrinted),
    };
    let roots = if is_asked_for {
        certification::by_roots(id, vouching, policies)
    } else {
        ByRoots::default()
    };
    UserIdFacts {
        text: text(id.userid()),
        email: email(id),
        bound,
        revoked,
        certified_by_roots: roots.valid,
        invalid_root_certifications: roots.invalid,
    }
}

fn email(id: &UserIDAmalgamation<'_>) -> Option<String> {
    user_id::address(id.userid()).map(str::to_lowercase)
}

fn is_printed(claims: &Claims, text: &str, email: Option<&str>) -> bool {
    let by_email = |address: &str| email == Some(address);
    claims
        .user_ids
        .iter()
        .any(|claim| claim.value.text == text || claim.value.email.as_deref().is_some_and(by_email))
        || claims
            .emails
            .iter()
            .any(|claim| by_email(&claim.value.address))
}

fn bound(id: &UserIDAmalgamation<'_>, policies: &Policies) -> Told<UserIdProblem> {
    if id.binding_signature(&policies.strict, policies.now).is_ok() {
        return Told::Yes;
    }
    if id
        .binding_signature(&policies.relaxed, policies.now)
        .is_ok()
    {
        return if policies.accept_weak_bindings {
            Told::Yes
        } else {
            Told::No(UserIdProblem::OnlySha1)
        };
    }
    Told::No(UserIdProblem::Unbound)
}

fn text(id: &openpgp::packet::UserID) -> String {
    String::from_utf8_lossy(id.value()).into_owned()
}
