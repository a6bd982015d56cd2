//! What an acknowledgement did.

use bonafide_model::judgement::{Acked, Acknowledged};

use super::words;

/// One line, such as `acknowledged until 2027-01-31: cert-oak, rejected (the signature does not
/// fit)`. The name may be untrusted.
#[must_use]
pub fn acknowledged(ack: &Acknowledged) -> String {
    let until = ack.until.map_or_else(
        || "until it changes".to_owned(),
        |day| format!("until {day}"),
    );
    let what = match &ack.what {
        Acked::Outage { since } => format!("not reached since {}", words::minute(*since)),
        Acked::Judged { verdict, leaf } => match in_short(leaf) {
            Some(why) => format!("{} ({why})", verdict.as_str()),
            None => verdict.as_str().to_owned(),
        },
    };
    format!("acknowledged {until}: {}, {what}", ack.name)
}

/// Why a run ended so, by the word that the history keeps; nothing where the verdict says it all, or
/// where a later version wrote the word.
fn in_short(leaf: &str) -> Option<&'static str> {
    Some(match leaf {
        "secret-key-out" => "a secret key is published",
        "key-withdrawn" => "the key was withdrawn",
        "signature-bad" => "the signature does not fit",
        "claims-outside" => "contacts or keys stand outside the signed region",
        "pin-conflict" => "another key is trusted for this team",
        "expected-conflict" => "another key is expected",
        "not-fetched" => "the document could not be fetched",
        "document-unreadable" => "the document could not be read",
        "no-signature" => "no signature was found",
        "signature-not-fetched" => "the signature could not be fetched",
        "not-a-signature" => "the signature's file is not a signature",
        "signature-malformed" => "the signature cannot be parsed",
        "unsupported" => "the signature is not supported",
        "weak" => "the signature or its key is too weak",
        "signature-expired" => "the signature has expired",
        "key-expired" => "the key has expired",
        "subkey-expired" => "the subkey that signed has expired",
        "key-retired" => "the key was retired",
        "impossible-time" => "the signature's date is impossible",
        "signing-key-invalid" => "the key is not allowed to sign",
        "strangers-signature-bad" => "the signature of an unknown key does not fit",
        "good-and-bad" => "one signature fits and another does not",
        "text-outside" => "text stands outside the signed region",
        "other-line-ends" => "the signature fits only with other line endings",
        "only-listed" => "only a list of hashes is signed",
        "other-content" => "the signature covers something else",
        "no-profile" => "the signed text is not a profile",
        "rolled-back" => "the document is older than one seen before",
        "history-damaged" => "the history cannot be used",
        "no-fingerprint" => "the document prints no fingerprint",
        "no-key" => "the key could not be fetched",
        "signer-unknown" => "the signature is by an unknown key",
        "signer-not-printed" => "the signer's key is not printed",
        "subkey-printed" => "only a subkey's fingerprint is printed",
        "subkey-trusted" => "only a subkey is trusted",
        "key-succession" => "a new key has to be confirmed",
        "disputed" => "unconfirmed sources contradict each other",
        "looks-like" => "the name looks like another team's",
        "strict-warnings" => "the policy is strict, and there are warnings",
        "not-proven" => "a check could not be proven",
        "unanchored" => "nothing independent confirms the key",
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use bonafide_model::judgement::Verdict;

    use super::*;

    #[test]
    fn what_is_acknowledged_is_told_in_words() {
        let ack = Acknowledged {
            name: "cert-oak".to_owned(),
            what: Acked::Judged {
                verdict: Verdict::Rejected,
                leaf: "signature-bad".to_owned(),
            },
            until: Some("2027-01-31".parse().unwrap()),
        };
        assert_eq!(
            acknowledged(&ack),
            "acknowledged until 2027-01-31: cert-oak, rejected (the signature does not fit)"
        );
        let since = "2026-11-30T16:47:19.084549849Z".parse().unwrap();
        let outage = Acknowledged {
            what: Acked::Outage { since },
            until: None,
            ..ack
        };
        assert_eq!(
            acknowledged(&outage),
            "acknowledged until it changes: cert-oak, not reached since 2026-11-30 16:47 UTC"
        );
    }

    #[test]
    fn every_reason_that_the_history_keeps_has_words() {
        let kept = include_str!("../../../model/tests/words.txt");
        let leaves = kept
            .lines()
            .find_map(|line| line.strip_prefix("Leaf: "))
            .unwrap();
        for leaf in leaves.split(' ') {
            assert_eq!(in_short(leaf).is_none(), leaf == "authentic", "{leaf}");
        }
        assert_eq!(in_short("of-a-later-version"), None);
    }
}
