//! Is a printed fingerprint that of a staged key but for a slip?

use bonafide_model::claims::{Claim, Fingerprint, FingerprintProblem, PrintedFingerprint};
use bonafide_model::evidence::OriginKind;
use bonafide_model::judgement::{Detail, Finding, Publishing, Severity};

use crate::checks::found::{Found, fact};
use crate::context::Context;
use crate::facts::CertificateFacts;

/// A slip in a printed fingerprint. Everything that is said of a missing key then has this cause,
/// and is not told again.
pub(crate) struct Misprint<'a> {
    claim: &'a Claim<PrintedFingerprint>,
    /// All digits that stand there.
    printed: String,
    staged: &'a CertificateFacts,
    /// The digits that differ, counted from 1; none where there are too many or too few.
    digits: Vec<u32>,
}

impl<'a> Misprint<'a> {
    /// The first one, in the order of the document. A staged key that is printed rightly somewhere
    /// has no slip.
    pub fn find(cx: &Context<'a>) -> Option<Self> {
        let printed = cx
            .claims()
            .fingerprints
            .iter()
            .filter(|claim| claim.is_visible() && !is_placeholder(claim));
        let is_printed =
            |key: &Fingerprint| cx.printed.iter().any(|printed| printed.fingerprint == key);
        let staged = cx
            .facts
            .certificates
            .iter()
            .filter(|one| is_staged(one) && !is_printed(&one.report.fingerprint));
        let staged: Vec<&CertificateFacts> = staged.collect();
        let is_at_hand = |claim: &Claim<PrintedFingerprint>| {
            claim
                .value
                .fingerprint
                .as_ref()
                .is_some_and(|fingerprint| cx.facts.certificate(fingerprint).is_some())
        };
        let of_other = |claim: &'a Claim<PrintedFingerprint>| {
            staged.iter().find_map(|staged| {
                let printed = claim.value.digits.to_ascii_uppercase();
                let digits = slip(&printed, staged.report.fingerprint.as_str())?;
                Some(Self {
                    claim,
                    printed,
                    staged,
                    digits,
                })
            })
        };
        let of_own = |claim: &'a Claim<PrintedFingerprint>| {
            let fingerprint = claim.value.fingerprint.as_ref()?;
            Some(Self {
                claim,
                printed: longer(claim)?,
                staged: cx
                    .facts
                    .certificate(fingerprint)
                    .filter(|one| is_staged(one))?,
                digits: Vec::new(),
            })
        };
        let mut others = printed.clone().filter(|claim| !is_at_hand(claim));
        let mut printed = printed;
        others
            .find_map(of_other)
            .or_else(|| printed.find_map(of_own))
    }

    /// The key that is meant.
    pub fn key(&self) -> &'a Fingerprint {
        &self.staged.report.fingerprint
    }

    /// Whether this claim is the misprinted one.
    pub fn is_of(&self, fingerprint: &Fingerprint) -> bool {
        self.claim.value.fingerprint.as_ref() == Some(fingerprint)
    }

    /// What is told of it.
    pub fn found(&self) -> Found {
        let origin = self
            .staged
            .origins
            .first()
            .map(bonafide_model::evidence::Origin::display)
            .unwrap_or_default();
        let (printed, staged) = (self.printed.clone(), self.key().clone());
        let said = Publishing::FingerprintMisprinted {
            printed,
            staged,
            origin,
            digits: self.digits.clone(),
        };
        Found::fail(Severity::Error, fact(said)).at([self.claim])
    }

    /// Whether a finding only follows from the slip.
    pub fn explains(&self, finding: &Finding) -> bool {
        match &finding.detail {
            Detail::NoCertificate { fingerprint, .. } => {
                fingerprint.as_ref().is_none_or(|key| self.is_of(key))
            }
            Detail::PublishedKeyDiffers { found, .. } => found == self.key(),
            Detail::SignerNotPrinted { signer, .. } => signer == self.key(),
            Detail::Publishing(Publishing::GivenKeyNotPrinted { given, .. }) => given == self.key(),
            Detail::FingerprintMalformed { .. } => {
                finding.places.iter().any(|at| at.place == self.claim.place)
            }
            // No other value is meant to be one.
            Detail::NoFingerprint { malformed: 1, .. } => self.claim.value.fingerprint.is_none(),
            _ => false,
        }
    }
}

/// All digits of a number that runs on, where a part of it was read as the fingerprint: a reader
/// who does not know which part it is can compare nothing.
fn longer(claim: &Claim<PrintedFingerprint>) -> Option<String> {
    let raw = claim.raw.trim();
    let raw = raw.strip_prefix("0x").unwrap_or(raw);
    let is_number = raw
        .chars()
        .all(|c| c.is_ascii_hexdigit() || c.is_whitespace() || matches!(c, ':' | '-' | '.' | '_'));
    let digits: String = raw.chars().filter(char::is_ascii_hexdigit).collect();
    let is_longer = is_number && digits.len() > claim.value.digits.len();
    is_longer.then(|| digits.to_ascii_uppercase())
}

/// The digits that differ, if few do or only the order of the groups does, or none where digits are
/// missing or too many in one place; `None` for another key's.
///
/// Of two random fingerprints of 40 digits, 36 agree by chance once in about 10^38 comparisons.
fn slip(printed: &str, own: &str) -> Option<Vec<u32>> {
    const MOST: usize = 4;
    let (a, b): (Vec<char>, Vec<char>) = (printed.chars().collect(), own.chars().collect());
    if a.len() == b.len() {
        let differing: Vec<u32> = (1..)
            .zip(a.iter().zip(&b))
            .filter(|(_, (a, b))| a != b)
            .map(|(n, _)| n)
            .collect();
        let is_slip = differing.len() <= MOST || groups(&a) == groups(&b);
        return (!differing.is_empty() && is_slip).then_some(differing);
    }
    let shorter = a.len().min(b.len());
    let ahead = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let behind = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    (a.len().abs_diff(b.len()) <= MOST && ahead + behind >= shorter).then(Vec::new)
}

/// The groups of four, as they are printed, in an order of their own.
fn groups(digits: &[char]) -> Vec<&[char]> {
    let mut groups: Vec<&[char]> = digits.chunks(4).collect();
    groups.sort_unstable();
    groups
}

fn is_placeholder(claim: &Claim<PrintedFingerprint>) -> bool {
    matches!(claim.value.problem, Some(FingerprintProblem::Placeholder))
}

/// Whether the team publishes it, or named it as its own.
fn is_staged(certificate: &CertificateFacts) -> bool {
    certificate
        .origins
        .iter()
        .any(|origin| origin.kind != OriginKind::Keyring)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_other_digits_a_missing_or_an_added_one_are_slips_and_another_key_is_none() {
        let own = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";
        assert_eq!(
            slip("8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7", own),
            None,
            "no slip at all"
        );
        assert_eq!(
            slip("8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB8", own),
            Some(vec![40])
        );
        assert_eq!(
            slip("8AE1C5D2B7C0EFA49FFB31FC2485CF71E37BEBB7", own),
            Some(vec![3, 4]),
            "swapped"
        );
        assert_eq!(
            slip("8A1EC5D2B7COEFA49FFB31FC2485CF71E37BEBB7", own),
            Some(vec![12]),
            "a letter O"
        );
        assert_eq!(
            slip("8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB", own),
            Some(vec![]),
            "the last is missing"
        );
        assert_eq!(
            slip("8A1EC5D2B7C0EFA4FFB31FC2485CF71E37BEBB7", own),
            Some(vec![]),
            "one in the middle is missing"
        );
        assert_eq!(
            slip("8A1EC5D2B7C0EFA499FFB31FC2485CF71E37BEBB7", own),
            Some(vec![]),
            "one is there twice"
        );
        assert_eq!(
            slip("8A1EB7C0C5D2EFA49FFB31FC2485CF71E37BEBB7", own),
            Some(vec![5, 6, 7, 8, 9, 10, 11, 12]),
            "two groups are swapped"
        );
        assert_eq!(slip("00112233445566778899AABBCCDDEEFF00112233", own), None);
        assert_eq!(slip("2485CF71E37BEBB7", own), None, "a Key ID");
        assert_eq!(slip("", own), None);
    }
}
