//! What a printed Key ID is, compared with the known fingerprints (RFC 9580, "Key IDs and
//! Fingerprints").

use bonafide_model::claims::{Fingerprint, KeyIdDiagnosis, KeyRole, PrintedKeyId};

/// A fingerprint to compare with, and the subkeys of its certificate as far as that is at hand.
#[derive(Debug, Clone)]
pub(crate) struct KnownKey {
    /// The primary key.
    pub primary: Fingerprint,
    /// Its subkeys.
    pub subkeys: Vec<Fingerprint>,
}

/// Says what the printed Key ID is. The nearest reading over all keys wins, so that an honest one
/// is never called a mistake.
pub(crate) fn diagnose(printed: &PrintedKeyId, keys: &[KnownKey]) -> KeyIdDiagnosis {
    if !printed.odd.is_empty() {
        return KeyIdDiagnosis::OddCharacters(printed.odd.clone());
    }
    let digits = printed.digits.to_ascii_uppercase();
    let readings: [fn(&str, &KnownKey) -> Option<KeyIdDiagnosis>; 5] =
        [exact, subkey, upper_half, slice, near_miss];
    if let Some(found) = readings
        .iter()
        .find_map(|reading| keys.iter().find_map(|key| reading(&digits, key)))
    {
        return found;
    }
    if printed.of_subkey {
        return KeyIdDiagnosis::UnseenSubkey;
    }
    if matches!(
        printed.role,
        KeyRole::Old | KeyRole::Member | KeyRole::Other
    ) {
        return KeyIdDiagnosis::OtherKey;
    }
    if keys.is_empty() {
        return KeyIdDiagnosis::NothingToCompare;
    }
    KeyIdDiagnosis::Unrelated {
        compared: keys.iter().map(|key| key.primary.clone()).collect(),
    }
}

/// The 64-bit Key ID and its lower half, the 32-bit one.
pub(crate) fn proper_ids(fingerprint: &Fingerprint) -> (&str, &str) {
    let long = fingerprint.key_id();
    (long, long.get(8..).unwrap_or(long))
}

fn exact(digits: &str, key: &KnownKey) -> Option<KeyIdDiagnosis> {
    let (long, short) = proper_ids(&key.primary);
    let of = key.primary.clone();
    match digits {
        _ if digits == key.primary.as_str() => Some(KeyIdDiagnosis::Whole(of)),
        _ if digits == long => Some(KeyIdDiagnosis::Long(of)),
        _ if digits == short => Some(KeyIdDiagnosis::Short(of)),
        _ if digits.len() == 4 && long.ends_with(digits) => Some(KeyIdDiagnosis::Tail(of)),
        _ => None,
    }
}

fn subkey(digits: &str, key: &KnownKey) -> Option<KeyIdDiagnosis> {
    let subkey = key.subkeys.iter().find(|subkey| {
        let (long, short) = proper_ids(subkey);
        digits == subkey.as_str() || digits == long || digits == short
    })?;
    Some(KeyIdDiagnosis::Subkey {
        primary: key.primary.clone(),
        subkey: subkey.clone(),
    })
}

fn upper_half(digits: &str, key: &KnownKey) -> Option<KeyIdDiagnosis> {
    (digits.len() == 8 && key.primary.key_id().starts_with(digits))
        .then(|| KeyIdDiagnosis::UpperHalf(key.primary.clone()))
}

fn slice(digits: &str, key: &KnownKey) -> Option<KeyIdDiagnosis> {
    if digits.len() < 4 {
        return None;
    }
    let at = key.primary.as_str().find(digits)?;
    let from = u32::try_from(at).ok()? + 1;
    let to = u32::try_from(at + digits.len()).ok()?;
    Some(KeyIdDiagnosis::Slice {
        of: key.primary.clone(),
        from,
        to,
    })
}

/// At most a quarter of the digits may differ: of 8 random digits, 6 agree by chance once in about
/// 650,000 comparisons.
fn near_miss(digits: &str, key: &KnownKey) -> Option<KeyIdDiagnosis> {
    let (long, short) = proper_ids(&key.primary);
    let expected = [short, long, key.primary.as_str()]
        .into_iter()
        .find(|form| form.len() == digits.len())?;
    let differing: Vec<u32> = (1..)
        .zip(digits.bytes().zip(expected.bytes()))
        .filter(|(_, (a, b))| a != b)
        .map(|(n, _)| n)
        .collect();
    if differing.is_empty() || differing.len() > (digits.len() / 4).min(4) {
        return None;
    }
    let swapped = matches!(differing[..], [a, b] if b == a + 1 && is_swap(digits.as_bytes(), expected.as_bytes(), a));
    Some(KeyIdDiagnosis::NearMiss {
        of: key.primary.clone(),
        expected: expected.to_owned(),
        digits: differing,
        swapped,
    })
}

/// Whether the digits at this 1-based position and the next one stand the other way round.
fn is_swap(digits: &[u8], expected: &[u8], position: u32) -> bool {
    let at = |text: &[u8], n: u32| {
        usize::try_from(n)
            .ok()
            .and_then(|n| text.get(n.checked_sub(1)?).copied())
    };
    at(digits, position) == at(expected, position + 1)
        && at(digits, position + 1) == at(expected, position)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use bonafide_model::claims::OddCharacter;
    use proptest::prelude::*;

    use super::*;

    fn fingerprint(text: &str) -> Fingerprint {
        text.parse().unwrap()
    }

    fn mcert() -> Fingerprint {
        fingerprint("8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7")
    }

    fn printed(digits: &str) -> PrintedKeyId {
        PrintedKeyId {
            digits: digits.to_owned(),
            role: KeyRole::Team,
            of_subkey: false,
            odd: Vec::new(),
        }
    }

    fn known(primary: Fingerprint) -> Vec<KnownKey> {
        vec![KnownKey {
            primary,
            subkeys: Vec::new(),
        }]
    }

    #[test]
    fn the_low_digits_of_the_fingerprint_are_its_key_id() {
        let keys = known(mcert());
        assert_eq!(
            diagnose(&printed("2485CF71E37BEBB7"), &keys),
            KeyIdDiagnosis::Long(mcert())
        );
        assert_eq!(
            diagnose(&printed("e37bebb7"), &keys),
            KeyIdDiagnosis::Short(mcert())
        );
        assert_eq!(
            diagnose(&printed("EBB7"), &keys),
            KeyIdDiagnosis::Tail(mcert())
        );
        assert_eq!(
            diagnose(&printed(mcert().as_str()), &keys),
            KeyIdDiagnosis::Whole(mcert())
        );
    }

    #[test]
    fn the_upper_half_of_the_long_key_id_is_named_as_that() {
        assert_eq!(
            diagnose(&printed("2485CF71"), &known(mcert())),
            KeyIdDiagnosis::UpperHalf(mcert())
        );
        assert_eq!(proper_ids(&mcert()), ("2485CF71E37BEBB7", "E37BEBB7"));
    }

    #[test]
    fn a_version_6_key_id_is_at_the_front() {
        let six = fingerprint("CB186C4F0609A697E4D52DFA6C722B0C1F1E27C18A56708F6525EC27BAD9ACC9");
        assert_eq!(
            diagnose(&printed("CB186C4F0609A697"), &known(six.clone())),
            KeyIdDiagnosis::Long(six.clone())
        );
        let tail = diagnose(&printed("6525EC27BAD9ACC9"), &known(six.clone()));
        assert_eq!(
            tail,
            KeyIdDiagnosis::Slice {
                of: six,
                from: 49,
                to: 64
            },
            "where version 4 has it"
        );
    }

    #[test]
    fn another_slice_says_which_digits() {
        assert_eq!(
            diagnose(&printed("8A1EC5D2"), &known(mcert())),
            KeyIdDiagnosis::Slice {
                of: mcert(),
                from: 1,
                to: 8
            }
        );
    }

    #[test]
    fn near_misses_name_the_digits_and_swaps() {
        let swapped = diagnose(&printed("E37BBEB7"), &known(mcert()));
        assert_eq!(
            swapped,
            KeyIdDiagnosis::NearMiss {
                of: mcert(),
                expected: "E37BEBB7".to_owned(),
                digits: vec![5, 6],
                swapped: true
            }
        );
        let one = diagnose(&printed("2485CF71E37BEBB8"), &known(mcert()));
        let expected = "2485CF71E37BEBB7".to_owned();
        assert_eq!(
            one,
            KeyIdDiagnosis::NearMiss {
                of: mcert(),
                expected,
                digits: vec![16],
                swapped: false
            }
        );
    }

    #[test]
    fn three_wrong_digits_of_eight_are_no_near_miss() {
        assert_eq!(
            diagnose(&printed("E37BE000"), &known(mcert())),
            KeyIdDiagnosis::Unrelated {
                compared: vec![mcert()]
            }
        );
    }

    #[test]
    fn every_printed_key_is_compared_before_one_is_called_unrelated() {
        let other = fingerprint("1111222233334444555566667777888899990000");
        let sub = fingerprint("AAAABBBBCCCCDDDDEEEEFFFF0000111122223333");
        let keys = vec![
            KnownKey {
                primary: mcert(),
                subkeys: Vec::new(),
            },
            KnownKey {
                primary: other.clone(),
                subkeys: vec![sub.clone()],
            },
        ];
        assert_eq!(
            diagnose(&printed("99990000"), &keys),
            KeyIdDiagnosis::Short(other.clone())
        );
        assert_eq!(
            diagnose(&printed("22223333"), &keys),
            KeyIdDiagnosis::Subkey {
                primary: other,
                subkey: sub
            },
            "not a slice"
        );
        assert!(
            matches!(diagnose(&printed("01010101"), &keys), KeyIdDiagnosis::Unrelated { compared } if compared.len() == 2)
        );
    }

    #[test]
    fn a_listed_subkey_that_cannot_be_seen_and_another_persons_key_accuse_nobody() {
        let unseen = PrintedKeyId {
            of_subkey: true,
            ..printed("0123456789ABCDEF")
        };
        assert_eq!(
            diagnose(&unseen, &known(mcert())),
            KeyIdDiagnosis::UnseenSubkey
        );
        let member = PrintedKeyId {
            role: KeyRole::Member,
            ..printed("0123456789ABCDEF")
        };
        assert_eq!(diagnose(&member, &known(mcert())), KeyIdDiagnosis::OtherKey);
        assert_eq!(
            diagnose(&printed("01234567"), &[]),
            KeyIdDiagnosis::NothingToCompare
        );
    }

    #[test]
    fn look_alike_digits_are_never_a_match() {
        let odd = vec![OddCharacter {
            found: 'Е',
            looks_like: Some('E'),
            after_digits: 0,
        }];
        let printed = PrintedKeyId {
            odd: odd.clone(),
            ..printed("E37BEBB7")
        };
        assert_eq!(
            diagnose(&printed, &known(mcert())),
            KeyIdDiagnosis::OddCharacters(odd)
        );
    }

    proptest! {
        #[test]
        fn only_the_low_digits_pass(digits in "[0-9A-F]{8}|[0-9A-F]{16}", primary in "[0-9A-F]{40}") {
            let primary = fingerprint(&primary);
            let passes = matches!(diagnose(&printed(&digits), &known(primary.clone())), KeyIdDiagnosis::Long(_) | KeyIdDiagnosis::Short(_));
            prop_assert_eq!(passes, primary.as_str().ends_with(&digits));
        }

        #[test]
        fn no_text_makes_it_panic(digits in "\\PC{0,80}", primary in "[0-9A-F]{40}|[0-9A-F]{64}") {
            diagnose(&printed(&digits), &known(fingerprint(&primary)));
        }
    }
}
