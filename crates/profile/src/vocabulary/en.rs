//! English.

use super::{Language, Term};

#[rustfmt::skip] // One line a phrase would be 4,000 lines.
pub(super) const TABLE: Language = Language {
    code: "en",
    headings: &[
        ("1", &[
            "document information", "about this document", "information about this document", "information about the document",
            "document description", "introduction",
        ]),
        ("1.1", &[
            "date of last update", "date of the last update", "last update", "last updated", "date of last revision",
            "last revision", "date of update", "date of publication", "document revision", "document history",
            "revision history", "version history", "document version", "version", "date of last change", "last modification",
            "version and date", "date and version", "document change history",
        ]),
        ("1.2", &[
            "distribution list for notifications", "distribution list", "distribution lists",
            "distribution list for notification", "notification list", "distribution list of notifications",
            "distribution list for notifications of changes", "distribution list for modifications",
        ]),
        ("1.3", &[
            "locations where this document may be found", "location where this document may be found",
            "locations where this document can be found", "location where this document can be found",
            "where this document may be found", "where this document can be found", "access to this document",
            "location of this document", "location of the document", "locations of this document", "document location",
            "document locations", "availability of this document", "document availability",
            "location where document may be found", "locations where document may be found", "publication of this document",
        ]),
        ("1.4", &[
            "authenticating this document", "authenticating the document", "authentication of this document",
            "authentication of the document", "authenticity of this document", "authenticity of the document",
            "document authenticity", "document authentication", "authenticate this document", "signature of this document",
            "document signature", "digital signature of this document", "verifying this document", "document signing",
            "document authenticity and integrity",
        ]),
        ("1.5", &[
            "document identification", "identification of this document", "identification of the document",
            "identifying this document", "document identity", "document details", "document properties", "document metadata",
        ]),
        ("2", &[
            "contact information", "contact", "contacts", "contact details", "contact data", "team contact information",
        ]),
        ("2.1", &[
            "name of the team", "team name", "name of team", "name", "official name", "name of the csirt", "name of the cert",
            "name of the unit",
        ]),
        ("2.2", &[
            "address", "postal address", "address of the team", "mailing address", "team address", "physical address",
            "mail address", "location address",
        ]),
        ("2.3", &["time zone", "timezone", "time zones"]),
        ("2.4", &[
            "telephone number", "telephone numbers", "telephone", "phone number", "phone numbers", "phone", "phones",
            "main telephone number", "telephone contact", "phone contact",
        ]),
        ("2.5", &[
            "facsimile number", "facsimile numbers", "fax number", "fax numbers", "fax", "facsimile", "telefax",
        ]),
        ("2.6", &[
            "other telecommunication", "other telecommunications", "other means of telecommunication",
            "other telecommunication means", "other communication", "other communication means", "other means of communication",
            "other telecommunication channels", "other communication channels",
        ]),
        ("2.7", &[
            "electronic mail address", "electronic mail addresses", "email address", "email addresses", "e mail address",
            "e mail addresses", "email", "e mail", "electronic mail", "electronic address", "email contact", "mail addresses",
        ]),
        ("2.8", &[
            "public keys and other encryption information", "public key and other encryption information",
            "public keys and encryption information", "public key and encryption information",
            "public keys and cipher information", "public key and cipher information", "public keys", "public key",
            "encryption information", "public keys and encryption", "public key information", "pgp public key", "pgp key",
            "pgp keys", "pgp public keys", "pgp key information", "encryption", "cryptographic keys", "encryption keys",
            "openpgp key", "openpgp keys", "pgp", "encryption and public keys", "public key encryption", "pgp information",
            "public keys and other encryption informations", "public key and other encryption", "secure communication",
            "public key cryptography",
        ]),
        ("2.9", &[
            "team members", "members of the team", "team member", "members", "team", "staff", "team representatives",
            "team composition", "team representative",
        ]),
        ("2.10", &[
            "other information", "additional information", "other informations", "other contact information",
            "further information", "web site", "website",
        ]),
        ("2.11", &[
            "points of customer contact", "point of customer contact", "points of contact", "point of contact",
            "customer contact", "points of contact for customers", "customer contact points", "points of constituency contact",
            "contact points", "operating hours", "hours of operation", "business hours", "constituency contact",
            "operation hours", "opening hours", "working hours",
        ]),
        ("3", &["charter"]),
        ("3.1", &[
            "mission statement", "mission", "mission statements", "our mission", "mission and vision", "missions",
            "vision and mission",
        ]),
        ("3.2", &["constituency", "constituencies", "our constituency", "target group"]),
        ("3.3", &[
            "sponsorship and or affiliation", "sponsoring and or affiliation", "sponsorship and affiliation",
            "sponsoring affiliation", "sponsors and affiliation", "affiliation", "affiliations", "sponsorship", "sponsor",
            "sponsoring organization", "sponsorship or affiliation", "sponsoring organisation and affiliation",
            "sponsorship affiliation", "sponsoring and affiliation", "sponsoring organization affiliation",
            "sponsoring organisation", "sponsors",
        ]),
        ("3.4", &["authority", "authorities", "mandate", "authority and responsibility"]),
        ("4", &["policies", "policy"]),
        ("4.1", &[
            "types of incidents and level of support", "type of incidents and level of support",
            "incident types and level of support", "types of incident and level of support", "types of incidents",
            "levels of support", "level of support", "incident types and support level",
        ]),
        ("4.2", &[
            "co operation interaction and disclosure of information", "cooperation interaction and disclosure of information",
            "co operation and interaction and disclosure of information", "co operation", "cooperation",
            "cooperation interaction and information disclosure", "cooperation and disclosure of information",
            "disclosure of information", "information disclosure policy", "cooperation interaction and disclosure policy",
        ]),
        ("4.3", &[
            "communication and authentication", "communications and authentication", "communication",
            "communication and encryption", "secure communications",
        ]),
        ("5", &["services", "service", "our services", "services offered", "service portfolio"]),
        ("5.1", &[
            "incident response", "incident management", "incident handling", "reactive services", "reactive activities",
            "incident response services",
        ]),
        ("5.1.1", &["incident triage", "triage"]),
        ("5.1.2", &[
            "incident coordination", "incident co ordination", "coordination", "incident response coordination",
        ]),
        ("5.1.3", &["incident resolution", "resolution"]),
        ("5.2", &[
            "proactive activities", "proactive services", "pro active activities", "proactive service", "preventive services",
            "proactive actions",
        ]),
        ("6", &[
            "incident reporting forms", "incident reporting form", "incident reporting", "reporting forms",
            "incident report form", "incident report forms", "incident reports", "reporting incidents",
            "incident notification form", "how to report an incident",
        ]),
        ("7", &["disclaimers", "disclaimer", "liability disclaimer", "legal notice"]),
    ],
    labels: &[
        (Term::Fingerprint, &[
            "fingerprint", "fingerprints", "finger print", "pgp fingerprint", "gpg fingerprint", "openpgp fingerprint",
            "key fingerprint", "pgp key fingerprint", "public key fingerprint", "key signature", "key finger print",
            "thumbprint", "fpr", "fp", "keyfingerprint",
        ]),
        (Term::KeyId, &[
            "key id", "keyid", "pgp key id", "pgp keyid", "pgp keyed", "pgp id", "openpgp key id", "gpg key id",
            "team pgp key id", "public key id", "key identifier", "whose id is", "whose keyid is", "key ids", "keyids",
            "pgp key ids", "key number", "long key id", "short key id", "keyid long", "id of the key", "pgp key identifier",
        ]),
        (Term::BareId, &["id"]),
        (Term::UserId, &[
            "user id", "userid", "user ids", "uid", "uids", "pgp uid", "pgp user id", "key owner", "pgp uids", "key user id",
            "key uid",
        ]),
        (Term::KeyAttribute, &[
            "key type", "key size", "key length", "bits", "key algorithm", "algorithm", "key usage", "created", "type", "size",
            "length", "capabilities", "key creation date", "creation time", "key created",
        ]),
        (Term::Pgp, &["pgp", "openpgp", "gnupg", "gpg", "pgp gnupg"]),
        (Term::Key, &[
            "key", "keys", "public key", "public keys", "pgp key", "pgp keys", "pgp public key", "pgp public keys",
            "url public key", "key available for download", "key block", "public key block", "key file", "openpgp key",
            "gpg key", "gpg public key", "openpgp public key", "key location", "key url", "encryption key", "key download",
        ]),
        (Term::Signature, &[
            "signature", "signatures", "digital signature", "signed", "gpg signed", "pgp signed", "pgp signature",
            "pgp signatures", "gpg signature", "detached signature", "signature file", "signed version", "digitally signed",
            "signed copy", "signature of this document", "openpgp signature", "digital signatures", "signature url",
        ]),
        (Term::Checksum, &[
            "checksum", "checksums", "hash", "hashes", "sha", "sha 1", "sha1", "sha 256", "sha256", "sha 512", "sha512",
            "sha 384", "sha384", "md5", "sha2", "sha 2", "hash value", "hash sum", "sha 224", "sha224", "digest", "sha256sum",
            "sha512sum", "sha 3", "sha1sum", "md5sum", "file hash", "document hash", "sha 256 hash", "sha256 hash",
            "sha 256 checksum", "sha256 checksum", "sha 512 hash", "sha512 checksum",
        ]),
        (Term::Document, &[
            "this document", "the document", "document", "current version of this document", "latest version", "rfc 2350",
            "rfc2350", "this description", "profile",
        ]),
        (Term::Commit, &["commit", "git", "git commit", "commit hash", "commit id", "git revision"]),
        (Term::Certificate, &[
            "x 509", "x509", "s mime", "smime", "tls certificate", "ssl certificate", "ssl", "server certificate",
            "web certificate", "certificate", "certificates", "ssh", "ssh key", "ssh host key", "host key", "root ca",
            "ca certificate", "certificate authority", "certificate fingerprint", "x 509 certificate", "s mime certificate",
            "s mime fingerprint", "ssl fingerprint", "tls fingerprint", "ssh fingerprint", "certificate serial number",
            "certificate thumbprint", "onion",
        ]),
        (Term::Version, &[
            "version", "document version", "version of this document", "version number", "current version",
            "document version number", "ver", "rev", "revision", "revision number", "document revision", "release",
            "this is version", "version no", "issue",
        ]),
        (Term::ForeignVersion, &[
            "tlp version", "istlp version", "protocol version", "tlp version 2", "protocol tlp version",
            "traffic light protocol version", "light protocol version", "gnupg version", "pgp version", "software version",
            "key version", "detailed version",
        ]),
        (Term::Update, &[
            "date of last update", "last update", "last updated", "date of last revision", "last revision", "published on",
            "published", "date of publication", "publication date", "document date", "date of the document", "last modified",
            "last modification", "last changed", "issued", "updated", "updated on", "date of document", "date of issue",
            "release date", "date of update", "date", "effective date", "last reviewed", "revised", "as of",
            "date of last change", "last updated on", "issue date",
        ]),
        (Term::Creation, &[
            "creation", "date of creation", "creation date", "created on", "initial creation", "first version",
            "initial version", "creation of the document", "first release", "initial release", "first published",
            "document created",
        ]),
        (Term::Expiry, &[
            "expires", "expiration", "expiry", "expiration date", "expiry date", "key expiry", "valid until", "key expires",
            "validity", "expires on", "expire", "key expiration", "date of expiration", "date of expiry", "valid till",
            "valid to", "key expiration date", "expired", "expiring", "valid thru",
        ]),
        (Term::Superseded, &[
            "superseded", "until superseded", "publication of a new version", "publication of a newer version", "next version",
            "newer version", "replaced by a later version", "a new version is published", "later version",
            "replaced by a newer version", "release of a new version", "until a new version", "until further notice",
            "until replaced", "never", "newer version is published", "until the next version",
        ]),
        (Term::History, &[
            "update history", "version history", "revision history", "document history", "change history", "history",
            "change log", "changelog", "history of changes", "versioning", "author", "authors", "comment", "comments", "changes",
            "description of change",
        ]),
        (Term::Phone, &[
            "phone", "telephone", "telephone number", "phone number", "tel", "tel no", "phones", "telephone numbers",
            "main number", "hotline", "call", "landline", "main phone number", "office", "duty office", "by phone",
            "by telephone", "switchboard", "work phone", "phone numbers", "voice",
        ]),
        (Term::Fax, &["fax", "facsimile", "fax number", "facsimile number", "telefax", "fax no"]),
        (Term::Emergency, &[
            "emergency", "emergencies", "urgent", "out of hours", "outside office hours", "outside of office hours",
            "after hours", "outside business hours", "24 7", "24x7", "emergency phone", "emergency number",
            "emergency telephone", "emergency phone number", "on call", "24 hours", "duty phone", "out of office hours",
            "outside working hours", "emergency contact", "emergency telephone number", "24h", "oncall", "night",
        ]),
        (Term::Mobile, &[
            "mobile", "mobile phone", "mobile number", "mobile phone number", "cell", "cell phone", "cellular", "gsm", "signal",
            "whatsapp", "telegram", "threema", "sms", "mob",
        ]),
        (Term::Email, &[
            "email", "e mail", "mail", "email address", "e mail address", "electronic mail", "emails", "electronic mail address",
            "contact email",
        ]),
        (Term::Address, &["address", "postal address", "mailing address", "street address"]),
        (Term::TimeZone, &["time zone", "timezone"]),
        (Term::Hours, &[
            "hours of operation", "business hours", "operating hours", "working hours", "opening hours", "office hours",
            "days hours of operation", "days hours of operations", "operation hours", "hours of operations",
            "regular office hours", "regular business hours", "hours", "service hours", "operational hours",
            "normal working hours",
        ]),
        (Term::OfficialName, &[
            "official name", "full name", "team name", "name of the team", "official team name", "name", "long name",
            "complete name", "english name", "full team name", "name in english",
        ]),
        (Term::ShortName, &[
            "short name", "abbreviation", "acronym", "short team name", "abbreviated name", "shortname", "team short name",
            "official abbreviation", "short form",
        ]),
        (Term::OnRequest, &[
            "on request", "upon request", "on demand", "by request", "at request", "confirmed on request",
            "available on request",
        ]),
        (Term::NotSigned, &[
            "not signed", "not digitally signed", "is not signed", "unsigned", "no signature", "not been signed",
            "not yet signed", "has not been signed", "not available",
        ]),
        (Term::Tls, &["tls", "https", "ssl tls", "over https", "via https", "tls protected", "website certificate"]),
        (Term::Keyserver, &[
            "key server", "key servers", "keyserver", "keyservers", "public key server", "public key servers",
            "public keyservers", "public keyserver", "pgp key server", "pgp key servers", "pgp keyservers", "key directory",
        ]),
        (Term::Contents, &["table of contents", "contents", "table of content"]),
        (Term::MasterKey, &[
            "master key", "master keys", "trust anchor", "trust anchor key", "root key", "certification key",
            "master signing key", "ca key", "anchor key", "master",
        ]),
        (Term::OldKey, &[
            "old key", "old keys", "former key", "former keys", "previous key", "previous keys", "expired key", "expired keys",
            "revoked key", "revoked keys", "revoked", "obsolete key", "old pgp key", "previous pgp key", "old", "former",
            "previous", "obsolete", "no longer used", "no longer valid", "no longer in use", "superseded key", "deprecated",
            "deprecated key", "retired", "retired key", "old fingerprint", "previous fingerprint", "archived",
        ]),
        (Term::IncidentKey, &[
            "incident key", "incidents key", "incident handling key", "incident response key", "incident reporting key",
            "incident reports key", "key for incidents", "key for incident", "key for incident reports",
            "key for incident reporting", "incident team key", "for incidents", "for incident reports",
            "for reporting incidents", "for incident reporting", "incident", "incidents", "incident reports",
            "incident reporting",
        ]),
        (Term::InformationKey, &[
            "info key", "information key", "general key", "key for general information", "key for general inquiries",
            "general inquiries", "general enquiries", "for general inquiries", "general information", "key for information",
            "for general information", "info", "general contact", "general communication", "non incident",
        ]),
        (Term::MemberKey, &[
            "member key", "members keys", "members key", "team member", "team leader", "team members", "personal key",
            "personal keys", "individual keys", "team lead", "head of team", "team manager", "analyst", "team representative",
            "member", "team members keys", "staff key",
        ]),
        (Term::TeamKey, &[
            "team key", "current key", "new key", "current team key", "team pgp key", "current pgp key", "new pgp key",
            "our key", "team public key", "current", "active key", "our public key",
        ]),
        (Term::OtherKey, &[
            "partner key", "parent organization key", "key of the parent", "third party key", "trusted introducer key",
        ]),
    ],
    months: [
        &["january", "jan"],
        &["february", "feb", "febr"],
        &["march", "mar"],
        &["april", "apr"],
        &["may"],
        &["june", "jun"],
        &["july", "jul"],
        &["august", "aug"],
        &["september", "sept", "sep"],
        &["october", "oct"],
        &["november", "nov"],
        &["december", "dec"],
    ],
};
