//! Caps on hostile input. Everything above them is refused with a reason, never read in part and
//! judged.

/// Bytes of one certificate once signatures by others are dropped. The largest real one seen has
/// 356 KB with all its 641 certifications.
pub(super) const CERTIFICATE_BYTES: usize = 1 << 20;

/// Bytes of all certificate artifacts together: a ring of 900 certificates has about 5 MB.
pub(super) const RING_BYTES: usize = 8 << 20;

/// Packets of one certificate once signatures by others are dropped. Each of them may cost one
/// public-key operation (about 1 ms).
pub(super) const CERTIFICATE_PACKETS: usize = 1_000;

/// Revocations of one certificate by other keys: its owner may have allowed a few to do that. With
/// more of them the certificate is refused, for one that counts might stand behind those of
/// strangers.
pub(super) const REVOCATIONS_BY_OTHERS: usize = 100;

/// Revocations of whole keys that stand alone, in all artifacts of a run: one for each key of a
/// team, and room to spare.
pub(super) const BARE_REVOCATIONS: usize = 16;

/// Packets walked in one artifact before the rest is refused: 8 MiB of the smallest signatures are
/// fewer.
pub(super) const RAW_PACKETS: usize = 200_000;

/// Certificates that are parsed in full in one run.
pub(super) const CERTIFICATES: usize = 64;

/// Certificates of one artifact that are all worth a look even where nothing names them.
pub(super) const UNNAMED_CERTIFICATES: usize = 8;

/// Signature packets of one artifact.
pub(super) const SIGNATURES: usize = 64;

/// Packets of one inline-signed message: two for each signature, the text, and the layers around
/// it.
pub(super) const MESSAGE_PACKETS: usize = 2 * SIGNATURES + 8;

/// Bytes of one signature artifact. An inline-signed copy holds the document, which itself is
/// capped by who fetched it.
pub(super) const SIGNATURE_BYTES: usize = 16 << 20;

/// Bytes that a compressed inline message or a gzip layer may grow to.
pub(super) const UNPACKED_BYTES: usize = 32 << 20;

/// Keys tried for one signature: Key IDs can be made to collide, so every certificate with that Key
/// ID has to be tried.
pub(super) const CANDIDATE_KEYS: usize = 32;
