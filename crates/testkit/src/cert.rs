//! Certificates of every kind, good and bad, with times that are given and not taken from a clock.

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use openpgp::Packet;
use openpgp::armor::Kind;
use openpgp::cert::Cert;
use openpgp::crypto::KeyPair;
use openpgp::crypto::hash::{Context, Hash};
use openpgp::packet::key::{Key4, PrimaryRole, SecretParts, SubordinateRole, UnspecifiedRole};
use openpgp::packet::signature::subpacket::{Subpacket, SubpacketValue};
use openpgp::packet::{Key, Signature, UserID};
use openpgp::parse::Parse;
use openpgp::serialize::SerializeInto;
use openpgp::types::{
    Features, HashAlgorithm, KeyFlags, ReasonForRevocation, SignatureType, SymmetricAlgorithm,
};
use sequoia_openpgp as openpgp;
use sha2::{Digest, Sha256};

use crate::signature::{armored, make, packets};

/// The algorithm of all keys of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// Ed25519 and Curve25519, derived from the specification's seed: the same each time, and known
    /// to everybody.
    Ed25519,
    /// RSA of that many bits, random: slow beyond 2048 bits without optimisation, so take committed
    /// keys for those.
    Rsa(usize),
}

/// What a certificate shall be like. The defaults make a good one: Ed25519, SHA-512, an encryption
/// subkey, no expiry.
#[derive(Debug, Clone)]
pub struct CertSpec {
    /// What Ed25519 keys are derived from; another text makes another key of the same User ID.
    pub seed: String,
    /// User IDs, the first one primary; none for a certificate as some key servers strip it.
    pub user_ids: Vec<String>,
    /// The algorithm of all its keys.
    pub algorithm: Algorithm,
    /// When it was made.
    pub created: Timestamp,
    /// When all its keys expire.
    pub expires: Option<Timestamp>,
    /// The hash of every signature in it; SHA-1 gives the weak bindings of old keys.
    pub hash: HashAlgorithm,
    /// Whether a subkey signs; else the primary key does.
    pub signing_subkey: bool,
    /// When the signing subkey expires, where that is not when the others do.
    pub signing_subkey_expires: Option<Timestamp>,
    /// Whether the signing subkey vouches for its primary key (RFC 9580, "Primary Key Binding
    /// Signature").
    pub back_signature: bool,
    /// Whether a subkey encrypts.
    pub encryption_subkey: bool,
    /// Secret keys whose numbers are taken instead of new ones: another time makes another
    /// fingerprint of them.
    pub material: Option<TestCert>,
}

impl CertSpec {
    /// A good certificate with one User ID, made on 2024-01-01.
    #[must_use]
    pub fn new(user_id: &str) -> Self {
        Self {
            seed: user_id.to_owned(),
            user_ids: vec![user_id.to_owned()],
            algorithm: Algorithm::Ed25519,
            created: crate::at("2024-01-01T00:00:00Z"),
            expires: None,
            hash: HashAlgorithm::SHA512,
            signing_subkey: false,
            signing_subkey_expires: None,
            back_signature: true,
            encryption_subkey: true,
            material: None,
        }
    }

    /// Makes it.
    #[must_use]
    pub fn build(&self) -> TestCert {
        let primary: Key<SecretParts, PrimaryRole> = self.key("primary", true).role_into_primary();
        let mut cert = TestCert {
            cert: Cert::from_packets([Packet::from(primary.clone())].into_iter()).unwrap(),
        };
        for (index, user_id) in self.user_ids.iter().enumerate() {
            let user_id = UserID::from(user_id.as_str());
            let binding = cert.bind_user_id(
                &user_id,
                self.hash,
                self.created,
                self.expires,
                index == 0,
                !self.signing_subkey,
            );
            cert = cert.with([user_id.into(), binding.into()]);
        }
        if self.signing_subkey {
            cert = self.with_subkey(cert, "signing", KeyFlags::empty().set_signing());
        }
        if self.encryption_subkey {
            let flags = KeyFlags::empty()
                .set_transport_encryption()
                .set_storage_encryption();
            cert = self.with_subkey(cert, "encryption", flags);
        }
        cert
    }

    fn with_subkey(&self, cert: TestCert, name: &str, flags: KeyFlags) -> TestCert {
        let signs = flags.for_signing();
        let subkey: Key<SecretParts, SubordinateRole> =
            self.key(name, signs).role_into_subordinate();
        let primary = cert.cert.primary_key().key().clone();
        let feed = |context: &mut Context| {
            primary.hash(context).unwrap();
            subkey.hash(context).unwrap();
        };
        let mut values = vec![SubpacketValue::KeyFlags(flags)];
        let expires = self
            .signing_subkey_expires
            .filter(|_| signs)
            .or(self.expires);
        values.extend(expires.map(|time| lifetime(self.created, time)));
        if signs && self.back_signature {
            let mut signer = subkey
                .clone()
                .role_into_unspecified()
                .into_keypair()
                .unwrap();
            let kind = SignatureType::PrimaryKeyBinding;
            let back = make(
                &mut signer,
                kind,
                self.hash,
                self.created.into(),
                Vec::new(),
                feed,
            );
            values.push(SubpacketValue::EmbeddedSignature(back));
        }
        let kind = SignatureType::SubkeyBinding;
        let binding = make(
            &mut cert.primary(),
            kind,
            self.hash,
            self.created.into(),
            subpackets(values),
            feed,
        );
        cert.with([subkey.into(), binding.into()])
    }

    fn key(&self, name: &str, signs: bool) -> Key<SecretParts, UnspecifiedRole> {
        let seed = Sha256::digest(format!("{name} of {}", self.seed));
        let created: std::time::SystemTime = self.created.into();
        let mut key: Key<SecretParts, UnspecifiedRole> = match (self.algorithm, signs) {
            _ if self.material.is_some() => self.material.as_ref().unwrap().material(signs),
            (Algorithm::Ed25519, true) => {
                Key4::import_secret_ed25519(&seed, created).unwrap().into()
            }
            (Algorithm::Ed25519, false) => Key4::import_secret_cv25519(&seed, None, None, created)
                .unwrap()
                .into(),
            (Algorithm::Rsa(bits), _) => Key4::generate_rsa(bits).unwrap().into(),
        };
        key.set_creation_time(created).unwrap();
        key
    }
}

/// A certificate with its secret keys.
#[derive(Debug, Clone)]
pub struct TestCert {
    cert: Cert,
}

impl TestCert {
    /// Takes a certificate with unprotected secret keys, armored or not.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self {
            cert: Cert::from_bytes(bytes).unwrap(),
        }
    }

    /// The certificate with its secret keys, for whatever has no method here.
    #[must_use]
    pub fn cert(&self) -> &Cert {
        &self.cert
    }

    /// The primary key's fingerprint.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.cert.fingerprint().to_hex().parse().unwrap()
    }

    /// The fingerprint of the key that signs documents.
    #[must_use]
    pub fn signing_fingerprint(&self) -> Fingerprint {
        self.signing_key()
            .public()
            .fingerprint()
            .to_hex()
            .parse()
            .unwrap()
    }

    /// The public certificate in armor without header lines.
    #[must_use]
    pub fn armored(&self) -> Vec<u8> {
        armored(Kind::PublicKey, &self.public_packets())
    }

    /// The public certificate as bare packets.
    #[must_use]
    pub fn binary(&self) -> Vec<u8> {
        packets(&self.public_packets())
    }

    /// The certificate with its secret keys in armor.
    #[must_use]
    pub fn armored_secret(&self) -> Vec<u8> {
        self.cert.as_tsk().armored().to_vec().unwrap()
    }

    /// Revoked as a whole. Compromise or no reason is hard: retroactive; superseded or retired is
    /// soft: from then on (RFC 9580, "Reason for Revocation").
    #[must_use]
    pub fn revoked(&self, code: ReasonForRevocation, text: &str, at: Timestamp) -> Self {
        let primary = self.cert.primary_key().key();
        let reason = SubpacketValue::ReasonForRevocation {
            code,
            reason: text.as_bytes().to_vec(),
        };
        let kind = SignatureType::KeyRevocation;
        let feed = |context: &mut Context| primary.hash(context).unwrap();
        let signature = make(
            &mut self.primary(),
            kind,
            HashAlgorithm::SHA512,
            at.into(),
            subpackets(vec![reason]),
            feed,
        );
        self.clone().with([signature.into()])
    }

    /// With a certification of one of its User IDs by another key: what a trust root or a former
    /// key leaves.
    #[must_use]
    pub fn certified_by(&self, other: &Self, user_id: &str, at: Timestamp) -> Self {
        let user_id = UserID::from(user_id);
        let feed = |context: &mut Context| {
            self.cert.primary_key().key().hash(context).unwrap();
            user_id.hash(context).unwrap();
        };
        let kind = SignatureType::GenericCertification;
        let signature = make(
            &mut other.primary(),
            kind,
            HashAlgorithm::SHA512,
            at.into(),
            Vec::new(),
            feed,
        );
        self.clone().with([user_id.into(), signature.into()])
    }

    /// As `gpg --quick-set-expire` leaves it: every User ID has only a binding made at that time,
    /// so that a document signed before has no binding of its own time.
    #[must_use]
    pub fn extended(&self, at: Timestamp, expires: Timestamp) -> Self {
        let primary = self
            .cert
            .primary_key()
            .key()
            .parts_as_secret()
            .unwrap()
            .clone();
        let mut renewed = Self {
            cert: Cert::from_packets([Packet::from(primary)].into_iter()).unwrap(),
        };
        let primary_signs = self.cert.keys().subkeys().all(|key| !signs(&key));
        for (index, user_id) in self.cert.userids().enumerate() {
            let user_id = user_id.userid().clone();
            let binding = renewed.bind_user_id(
                &user_id,
                HashAlgorithm::SHA512,
                at,
                Some(expires),
                index == 0,
                primary_signs,
            );
            renewed = renewed.with([user_id.into(), binding.into()]);
        }
        for subkey in self.cert.keys().subkeys() {
            let bindings = subkey.self_signatures().cloned().map(Packet::from);
            let key = Packet::from(subkey.key().clone().parts_into_secret().unwrap());
            renewed = renewed.with([key].into_iter().chain(bindings));
        }
        renewed
    }

    /// Without its User IDs, as some key servers hand it out.
    #[must_use]
    pub fn without_user_ids(&self) -> Self {
        Self {
            cert: self.cert.clone().retain_userids(|_| false),
        }
    }

    /// The primary key, or the first subkey that does not sign.
    fn material(&self, primary: bool) -> Key<SecretParts, UnspecifiedRole> {
        let subkey = self
            .cert
            .keys()
            .subkeys()
            .find(|subkey| !primary && !signs(subkey));
        let key = subkey.map(|subkey| subkey.key().clone().role_into_unspecified());
        key.unwrap_or_else(|| {
            self.cert
                .primary_key()
                .key()
                .clone()
                .role_into_unspecified()
        })
        .parts_into_secret()
        .unwrap()
    }

    /// The primary key, ready to sign.
    #[must_use]
    pub fn primary(&self) -> KeyPair {
        self.cert
            .primary_key()
            .key()
            .clone()
            .parts_into_secret()
            .unwrap()
            .role_into_unspecified()
            .into_keypair()
            .unwrap()
    }

    /// The key that signs documents: the first signing subkey, else the primary key.
    #[must_use]
    pub fn signing_key(&self) -> KeyPair {
        let subkey = self.cert.keys().subkeys().find(signs);
        match subkey {
            Some(subkey) => subkey
                .key()
                .clone()
                .parts_into_secret()
                .unwrap()
                .role_into_unspecified()
                .into_keypair()
                .unwrap(),
            None => self.primary(),
        }
    }

    fn bind_user_id(
        &self,
        user_id: &UserID,
        hash: HashAlgorithm,
        at: Timestamp,
        expires: Option<Timestamp>,
        first: bool,
        primary_signs: bool,
    ) -> Signature {
        let primary = self.cert.primary_key().key();
        let flags = KeyFlags::empty().set_certification();
        let mut values = vec![
            SubpacketValue::KeyFlags(if primary_signs {
                flags.set_signing()
            } else {
                flags
            }),
            SubpacketValue::Features(Features::empty().set_seipdv1()),
            SubpacketValue::PreferredSymmetricAlgorithms(vec![
                SymmetricAlgorithm::AES256,
                SymmetricAlgorithm::AES128,
            ]),
            SubpacketValue::PreferredHashAlgorithms(vec![
                HashAlgorithm::SHA512,
                HashAlgorithm::SHA256,
            ]),
        ];
        if first {
            values.push(SubpacketValue::PrimaryUserID(true));
        }
        let created = Timestamp::try_from(primary.creation_time()).unwrap();
        values.extend(expires.map(|time| lifetime(created, time)));
        let feed = |context: &mut Context| {
            primary.hash(context).unwrap();
            user_id.hash(context).unwrap();
        };
        make(
            &mut self.primary(),
            SignatureType::PositiveCertification,
            hash,
            at.into(),
            subpackets(values),
            feed,
        )
    }

    fn with(self, more: impl IntoIterator<Item = Packet>) -> Self {
        let more: Vec<Packet> = more.into_iter().collect();
        Self {
            cert: self.cert.insert_packets(more).unwrap().0,
        }
    }

    fn public_packets(&self) -> Vec<Packet> {
        self.cert
            .clone()
            .strip_secret_key_material()
            .into_packets()
            .collect()
    }
}

/// Whether a subkey is bound for signing, whatever the bindings are worth.
fn signs<P: openpgp::packet::key::KeyParts>(
    key: &openpgp::cert::prelude::SubordinateKeyAmalgamation<P>,
) -> bool {
    key.self_signatures().any(|signature| {
        signature
            .key_flags()
            .is_some_and(|flags| flags.for_signing())
    })
}

/// Key lifetimes count from the key's creation (RFC 9580, "Key Expiration Time").
fn lifetime(created: Timestamp, expires: Timestamp) -> SubpacketValue {
    let seconds = u32::try_from(expires.as_second() - created.as_second()).unwrap();
    SubpacketValue::KeyExpirationTime(seconds.into())
}

fn subpackets(values: Vec<SubpacketValue>) -> Vec<Subpacket> {
    values
        .into_iter()
        .map(|value| Subpacket::new(value, false).unwrap())
        .collect()
}
