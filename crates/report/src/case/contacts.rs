//! The contacts, each with what may be believed of it.

use bonafide_model::judgement::Assessment;
use maud::{Markup, html as markup};

use crate::html::{class, safe};
use crate::told::contacts;

pub(super) fn contacts(assessment: &Assessment) -> Markup {
    let all = contacts::gather(&assessment.claims(), assessment, true);
    let authentic = assessment.is_authentic_here();
    let (standing, tone) = contacts::standing(assessment);
    let left = all.len().saturating_sub(contacts::SHOWN);
    markup! {
        @if !all.is_empty() {
            section aria-labelledby="contacts" {
                h2 #contacts { "Contacts" }
                p.(class(tone)) { (safe(&standing)) }
                dl.contacts {
                    @for contact in all.iter().take(contacts::SHOWN) {
                        @let (mark, tone) = contact.mark(authentic);
                        div {
                            dt { (contact.what) }
                            dd {
                                code { (safe(&contact.value)) }
                                @if !mark.is_empty() { " " strong.(class(tone)) { (mark) } }
                                div.faint { (safe(&contact.remarks)) }
                            }
                        }
                    }
                }
                @if left > 0 { p.caution { (contacts::more(left, &all, authentic)) } }
            }
        }
    }
}
