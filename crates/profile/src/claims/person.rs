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

/// Whether what stands here belongs to a person who is named: in the section on members, or behind a label such as "Contact person".
pub(super) fn owns(text: &Text, at: usize) -> bool {
    if text.is_in(at, "2.9") {
        return true;
    }
    let row = text.row_at(at);
    let heading = text.rows.get(row).and_then(|r| r.heading.clone());
    let mut folded = super::fold::folded(text.get(text.row_near(&(at..at)).start..at));
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
        folded = super::fold::folded(content);
    }
    names_person(&folded)
}

fn names_person(folded: &str) -> bool {
    INTRODUCTIONS.iter().any(|words| {
        folded.find(words).is_some_and(|at| at == 0 || folded.get(..at).is_some_and(|b| b.ends_with(' ') && b.len() <= 20))
    })
}
