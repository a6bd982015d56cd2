//! Which contacts are a named person's own, and not the team's.

use super::text::Text;

/// Rows above a contact in which its owner may be named.
const MAX_ROWS: usize = 4;
/// Words that introduce a person, folded, in the languages of profiles.
const INTRODUCTIONS: [&str; 38] = [
    "contact person",
    "contact persons",
    "contact name",
    "name of contact",
    "team leader",
    "team lead",
    "team manager",
    "security manager",
    "team representative",
    "head of",
    "deputy",
    "ansprechpartner",
    "ansprechpartnerin",
    "kontaktperson",
    "leiter",
    "leiterin",
    "personne de contact",
    "responsable",
    "persona de contacto",
    "jefe",
    "referente",
    "persona di contatto",
    "narahubung",
    "nama narahubung",
    "ketua tim",
    "contactpersoon",
    "osoba kontaktowa",
    "kontaktna osoba",
    "pessoa de contato",
    "pessoa de contacto",
    "representative",
    "pic ",
    "kontak personil",
    "kontak person",
    "vertreter",
    "representant",
    "rappresentante",
    "przedstawiciel",
];

/// Labels of a name, folded.
const NAME_LABELS: [&str; 9] = ["name", "nama", "nom", "nombre", "nome", "naam", "navn", "namn", "nazwisko"];
/// Words in the names of teams and desks, folded.
const TEAM_WORDS: [&str; 22] = [
    "team",
    "group",
    "centre",
    "center",
    "desk",
    "office",
    "cert",
    "csirt",
    "soc",
    "response",
    "security",
    "service",
    "support",
    "hotline",
    "helpdesk",
    "unit",
    "incident",
    "cyber",
    "computer",
    "duty",
    "operations",
    "emergency",
];

/// Whether what stands here belongs to a person who is named: in the section on members, or behind a label such as "Contact person".
pub(super) fn owns(text: &Text, at: usize) -> bool {
    if text.is_in(at, "2.9") {
        return true;
    }
    let row = text.row_at(at);
    let heading = text.rows.get(row).and_then(|r| r.heading.clone());
    let own = text.get(text.row_near(&(at..at)).start..at);
    if is_named(own) {
        return true;
    }
    let mut folded = super::fold::folded(own);
    for above in (row.saturating_sub(MAX_ROWS)..row).rev() {
        if names_person(&folded) {
            return true;
        }
        let Some(r) = text.rows.get(above).filter(|r| r.heading == heading && r.range.len() <= 200) else { break };
        let content = text.get(r.range.clone());
        // A blank row ends what is said of one person.
        if content.trim().is_empty() {
            break;
        }
        if is_named(content) {
            return true;
        }
        folded = super::fold::folded(content);
    }
    names_person(&folded)
}

/// Whether "Name:" stands here with the name of a person: two words in small letters with a capital, or initials. Names of teams have words of
/// their own, abbreviations, or more words.
fn is_named(row: &str) -> bool {
    let Some((label, value)) = row.split_once(':') else { return false };
    let words: Vec<&str> = value.split([',', ';', '|', '(', '\t']).next().unwrap_or_default().split_whitespace().collect();
    let is_part = |word: &&str| {
        let is_initial = word.len() == 2 && word.ends_with('.');
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let small = letters.as_str().chars().all(|c| c.is_lowercase() || matches!(c, '-' | '\''));
        capital && (is_initial || word.len() > 2 && small && !TEAM_WORDS.contains(&super::fold::folded(word).as_str()))
    };
    NAME_LABELS.contains(&super::fold::folded(label).trim()) && words.len() == 2 && words.iter().all(is_part)
}

fn names_person(folded: &str) -> bool {
    INTRODUCTIONS.iter().any(|words| {
        folded.find(words).is_some_and(|at| at == 0 || folded.get(..at).is_some_and(|b| b.ends_with(' ') && b.len() <= 20))
    })
}
