//! Words that say nothing about which team a name is of, because many teams have them in their
//! name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::look::look;

/// In the languages of the profiles that were seen. What is missing here makes two names differ,
/// which disputes nothing.
#[cfg(test)]
const GENERIC: &str = "
    cert certs csirt csirts cirt sirt psirt irt ert soc csoc isac circ ncsc team teams group unit desk center centre office service
    services response respond readiness ready emergency incident incidents handling coordination coordinating computer computers cyber
    cybersecurity it ict information info infosec security secure safety network networks internet digital product products abuse contact
    duty official national nation state government governmental gov govt federal public ministry the of for and in to at on by with
    association society foundation institute

    équipe equipes nationale national nationaux réponse réponses reponse aux incidents incident informatique informatiques sécurité
    securite cybersécurité gouvernemental gouvernementale gouvernement urgence urgences centre de du des la le les et en à au pour un une

    zentrum nationales nationale nationaler sicherheit sicherheitsteam informationssicherheit informationstechnik cybersicherheit
    computersicherheit notfall notfallteam vorfall reaktion bundesamt amt gruppe der die das des dem den und für im von vom zum zur ein
    eine beim verein gesellschaft stelle

    equipo equipos nacional centro respuesta respuestas incidentes incidente seguridad informática informatica ciberseguridad emergencias
    gobierno gubernamental el los las del y para por e

    equipa equipe time nacional centro resposta respostas incidentes segurança seguranca cibersegurança ciberseguranca governo o os do da
    dos das em ao

    gruppo squadra nazionale centro risposta incidenti sicurezza informatica cibernetica governo emergenze il lo gli di della dello dei
    delle per con

    nationaal nationale centrum beveiliging cyberbeveiliging veiligheid incidenten overheid het een van voor en

    nasjonal nasjonalt nationellt nationell national nationalt senter centrum center säkerhet sikkerhet incidenthantering håndtering og och
    för av den det

    zespół zespol reagowania reagowanie krajowy narodowy národní narodni národné centrum bezpieczeństwa bezpečnosti bezpecnosti incydenty
    incydentów incidenty i na w v pro dla

    национальный национальная центр группа реагирования реагування компьютерные инциденты безопасности команда и на по
    державний державна центр

    ulusal siber olaylara müdahale merkezi ekibi güvenlik ve

    gmbh ag kg ug ev eg mbh sarl sas sasu sa spa srl sl slu bv nv vzw asbl aps as asa ab oy oyj ltd limited llc llp lp inc
    incorporated corp corporation co company plc pty pte sro doo dd kft zrt zoo sp gie eeig se
";

/// Short for what such a team is, written together with a name, as in `GovCERT`.
const AFFIXES: [&str; 4] = ["cert", "csirt", "psirt", "cirt"];

/// [`GENERIC`] in the form of [`look`], sorted. Made ahead by the test that compares the two, because
/// the tables of look-alikes cost every start more than all other names together.
static LOOKS: &str = include_str!("generic_looks.txt");

static KNOWN: LazyLock<(HashSet<&str>, [String; 4])> =
    LazyLock::new(|| (LOOKS.lines().collect(), AFFIXES.map(look)));

/// What of a word, in the form of [`look`], tells a name from others.
pub(super) fn distinguishing(word: String) -> Option<String> {
    let (generic, affixes) = &*KNOWN;
    if word.is_empty() || generic.contains(&*word) {
        return None;
    }
    let bare = affixes.iter().find_map(|affix| {
        word.strip_suffix(affix.as_str())
            .or_else(|| word.strip_prefix(affix.as_str()))
    });
    match bare {
        Some(bare) if generic.contains(bare) => None,
        Some(bare) if !bare.is_empty() => Some(bare.to_owned()),
        _ => Some(word),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_forms_made_ahead_are_those_of_the_words() {
        let looks: std::collections::BTreeSet<String> =
            GENERIC.split_whitespace().map(look).collect();
        let looks: String = looks
            .iter()
            .flat_map(|look| [look.as_str(), "\n"])
            .collect();
        if std::env::var_os("BONAFIDE_BLESS").is_some() {
            let file = concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/src/identity/generic_looks.txt"
            );
            std::fs::write(file, &looks).unwrap();
        }
        assert!(
            looks == LOOKS,
            "run this test with BONAFIDE_BLESS=1 to make them again"
        );
    }
}
