//! Names of teams, compared: the same, looking the same, or the same but for words that many teams
//! have in their name.

use std::collections::BTreeSet;

use bonafide_model::evidence::bare_name;

use super::look::{fold, joined};
use super::words;

/// Longer names are cut: a name is compared in time that grows with it, and no team has such a
/// name. No shorter than what the reader keeps: what is cut off is compared with nothing.
const MAX_CHARACTERS: usize = 300;

/// A name in the forms in which it is compared. Each form can be looked up by hash; an empty one is
/// like no other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// As it is written.
    pub text: String,
    /// Letters and digits in lower case, so that case, spaces and punctuation make no other name.
    same: String,
    /// What a person may take it for: see [`look`].
    look: String,
    /// The words that tell it from other names, in that form and sorted.
    words: String,
}

/// How well two names fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fit {
    /// They are different names.
    None,
    /// They have the same distinguishing words.
    Words,
    /// They look the same.
    Look,
    /// They are the same, spelling aside.
    Same,
}

/// A form of a name, to be looked up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// Spelling aside.
    Same(String),
    /// What it looks like.
    Look(String),
    /// Its distinguishing words.
    Words(String),
}

impl Name {
    pub fn new(text: &str) -> Self {
        let cut: String = text.chars().take(MAX_CHARACTERS).collect();
        let folded = fold(&cut);
        Self {
            same: bare_name(&cut),
            look: joined(
                &folded
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect::<String>(),
            ),
            words: distinguishing(&folded),
            text: cut,
        }
    }

    /// Whether it has no word that tells it from the names of other such teams.
    pub fn is_generic(&self) -> bool {
        self.words.is_empty()
    }

    /// Its distinguishing words without blanks.
    pub(super) fn condensed(&self) -> String {
        self.words.replace(' ', "")
    }

    /// How well the other one fits.
    pub fn fit(&self, other: &Self) -> Fit {
        let equal = |one: &str, other: &str| !one.is_empty() && one == other;
        match () {
            () if equal(&self.same, &other.same) => Fit::Same,
            () if equal(&self.look, &other.look) => Fit::Look,
            () if equal(&self.words, &other.words) => Fit::Words,
            () => Fit::None,
        }
    }

    /// The forms by which a fitting name is found: two names fit if and only if they have one in
    /// common.
    pub fn forms(self) -> impl Iterator<Item = Form> {
        let all = [
            Form::Same(self.same),
            Form::Look(self.look),
            Form::Words(self.words),
        ];
        all.into_iter().filter(|form| !matches!(form, Form::Same(text) | Form::Look(text) | Form::Words(text) if text.is_empty()))
    }
}

/// The words of a folded name without those that many such teams have in theirs.
fn distinguishing(folded: &str) -> String {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for token in folded.split_whitespace() {
        let parts = || token.split('.').filter(|part| !part.is_empty());
        // `e.V.` and `C.E.R.T.` are one word, `cert.example` is two.
        if parts().all(|part| part.chars().count() == 1) {
            found.extend(words::distinguishing(joined(&parts().collect::<String>())));
        } else {
            found.extend(parts().filter_map(|part| words::distinguishing(joined(part))));
        }
    }
    found.into_iter().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(one: &str, other: &str) -> Fit {
        let (one, other) = (Name::new(one), Name::new(other));
        assert_eq!(one.fit(&other), other.fit(&one));
        let common = one
            .clone()
            .forms()
            .any(|form| other.clone().forms().any(|known| known == form));
        assert_eq!(
            common,
            one.fit(&other) > Fit::None,
            "found by hash as by comparison: {one:?} {other:?}"
        );
        one.fit(&other)
    }

    #[test]
    fn case_spaces_and_punctuation_make_no_other_name() {
        for (one, other) in [
            ("M-CERT", "m cert"),
            ("CERT.Grove", "CERT Grove"),
            ("A l p h a", "Alpha"),
            ("Al\u{200b}pha", "ALPHA"),
        ] {
            assert_eq!(fit(one, other), Fit::Same, "{one} {other}");
        }
        for (one, other) in [
            ("-", " "),
            ("", ""),
            ("Alpha", "Beta"),
            ("CERT", "CSIRT"),
            ("National CERT", "The CSIRT"),
        ] {
            assert_eq!(fit(one, other), Fit::None, "{one} {other}");
        }
    }

    #[test]
    fn letters_that_look_or_read_alike_are_seen_through() {
        for disguised in [
            "\u{0410}lpha CERT",                      // Cyrillic capital
            "Alph\u{0430} CERT",                      // Cyrillic small letter
            "\u{0391}lpha CERT",                      // Greek
            "ALPH\u{0410} \u{0421}\u{0415}R\u{0422}", // Cyrillic capitals
            "\u{ff21}\u{ff4c}\u{ff50}\u{ff48}\u{ff41} CERT",
            "\u{1d400}lpha CERT", // mathematical
            "Àlphá CERT",
            "A1pha CERT",
            "AIpha CERT",
            "A|pha CERT",
            "4lpha CERT",
            "Alpha C3RT",
            "Alp\u{4bb}a CERT",
            "ᴀʟᴘʜᴀ ᴄᴇʀᴛ",
            "Ⱥlpⱨa CERT",
            "\u{1f170}LPHA \u{1f152}ERT",
            "Alpha CE\u{42f}T",
            "Alpha CER\u{36d}",
        ] {
            assert_eq!(fit("Alpha CERT", disguised), Fit::Look, "{disguised}");
        }
        for (one, other) in [
            ("Alpha CERT", "A\u{300}lpha CERT"),
            ("Modern SOC", "Modem SOC"),
            ("Grün CERT", "Gruen CERT"),
            ("Łódź CERT", "Lodz CERT"),
            ("Bank 5", "Bank S"),
            ("СКАЛА", "скала"),
            ("Straße", "Strasse"),
        ] {
            assert!(fit(one, other) >= Fit::Look, "{one} {other}");
        }
    }

    #[test]
    fn generic_words_in_any_order_and_language_make_no_other_team() {
        for (one, other) in [
            ("Alpha CERT", "CSIRT Alpha"),
            ("GROVE-CERT", "Grove National CERT"),
            ("Grove CERT", "Grove CERT e.V."),
            (
                "Grove CERT",
                "The Grove Computer Emergency Response Team, Ltd.",
            ),
            ("Grove", "GroveCERT"),
            (
                "Grove CERT",
                "Équipe nationale de réponse aux incidents de Grove",
            ),
            (
                "Grove CERT",
                "Equipo de Respuesta a Incidentes de Seguridad Grove S.A.",
            ),
            ("Grove CERT", "GOV-CERT Gr\u{043e}ve"),
            ("Grove CERT", "Gr0ve Nati0nal C3RT"),
        ] {
            assert_eq!(fit(one, other), Fit::Words, "{one} {other}");
        }
        for (one, other) in [
            ("Beta CERT, formerly Alpha", "Alpha CERT"),
            ("Bank North CERT", "Bank South CERT"),
            ("CERT-FR", "CERT-BE"),
        ] {
            assert_eq!(fit(one, other), Fit::None, "{one} {other}");
        }
    }

    #[test]
    fn a_name_without_end_is_compared_in_bounded_time() {
        let long = "Ａ".repeat(1_000_000);
        assert!(Name::new(&long).same.chars().count() <= MAX_CHARACTERS);
    }
}
