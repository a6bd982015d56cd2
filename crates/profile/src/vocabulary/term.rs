//! What the words of the vocabulary mean: sections and terms. The names in snake case are those of
//! `[labels]` in `vocabulary/*.toml`.

use serde::Deserialize;

/// The sections that have headings, with their numbers in RFC 2350's outline.
pub(crate) const SECTIONS: [&str; 35] = [
    "1", "1.1", "1.2", "1.3", "1.4", "1.5", "2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7",
    "2.8", "2.9", "2.10", "2.11", "3", "3.1", "3.2", "3.3", "3.4", "4", "4.1", "4.2", "4.3", "5",
    "5.1", "5.1.1", "5.1.2", "5.1.3", "5.2", "6", "7",
];

/// What a phrase of a label or sentence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Term {
    /// An OpenPGP fingerprint, or just "fingerprint".
    Fingerprint,
    /// A Key ID.
    KeyId,
    /// "ID" alone: a Key ID only beside a key.
    BareId,
    /// A User ID.
    UserId,
    /// Key type, size and the like: ends the value of another label.
    KeyAttribute,
    /// OpenPGP, PGP, GnuPG.
    Pgp,
    /// A key, or where it is to be had.
    Key,
    /// A signature, or that something is signed.
    Signature,
    /// A checksum or a hash algorithm.
    Checksum,
    /// This document.
    Document,
    /// A commit of a version control system.
    Commit,
    /// An X.509, TLS or SSH key: not OpenPGP.
    Certificate,
    /// The document's version.
    Version,
    /// A version of something else: a protocol, a program.
    ForeignVersion,
    /// Last update or publication.
    Update,
    /// First creation.
    Creation,
    /// Expiry or validity.
    Expiry,
    /// Valid until a later version comes.
    Superseded,
    /// The head of a table of revisions.
    History,
    /// Telephone.
    Phone,
    /// Facsimile.
    Fax,
    /// Emergency or out-of-hours contact.
    Emergency,
    /// Mobile telephone or messenger.
    Mobile,
    /// E-mail.
    Email,
    /// Postal address.
    Address,
    /// Time zone.
    TimeZone,
    /// Hours of operation.
    Hours,
    /// The team's full name.
    OfficialName,
    /// The team's short name.
    ShortName,
    /// Authenticity is confirmed on request.
    OnRequest,
    /// Says that the document is not signed.
    NotSigned,
    /// TLS of the web site as authenticity.
    Tls,
    /// A key server.
    Keyserver,
    /// "Table of contents".
    Contents,
    /// A master, root or trust-anchor key.
    MasterKey,
    /// A former, expired or revoked key.
    OldKey,
    /// The key for incidents.
    IncidentKey,
    /// The key for general information.
    InformationKey,
    /// A member's own key.
    MemberKey,
    /// The team's current key: ends the reach of the five above.
    TeamKey,
    /// Somebody else's key.
    OtherKey,
    /// A number of something else than a telephone: of a bank, a tax office, a company, a post box.
    OtherNumber,
}
