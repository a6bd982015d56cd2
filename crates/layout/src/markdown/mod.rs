//! Markdown into lines: rendered as HTML by the rules of CommonMark, then read as the page that a
//! person sees, with the numbers of its source lines.

mod days;
mod render;
#[cfg(test)]
mod tests;

use bonafide_model::claims::{Format, HiddenBy, ReadError, ReadWarning, ReadWarningKind};

use crate::{
    Hint,
    charset::{charset_parameter, decode},
    document::{Document, Line, Link},
    html, limits,
};

/// Reads Markdown into lines.
pub(crate) fn layout(bytes: &[u8], hint: &Hint) -> Result<Document<'static>, ReadError> {
    let decoded = decode(
        bytes,
        hint.declared_type.as_deref().and_then(charset_parameter),
    );
    let rendered = render::render(&days::as_text(&decoded.text));
    let mut document = Document::new(Format::Markdown);
    document.warnings = decoded.warnings;
    if rendered.has_classes {
        let detail = "the page that shows it".to_owned();
        document.warnings.push(ReadWarning {
            kind: ReadWarningKind::ExternalStyle,
            place: None,
            detail,
        });
    }
    let mut document = html::page(&rendered.html, document, hint, None);
    for line in &mut document.lines {
        line.number = rendered.source_line(line.number);
        line.sources
            .iter_mut()
            .for_each(|(_, number)| *number = rendered.source_line(*number));
    }
    for place in document
        .warnings
        .iter_mut()
        .filter_map(|warning| warning.place.as_mut())
    {
        place.line = rendered.source_line(place.line);
    }
    for definition in rendered.definitions {
        if document.links.len() >= limits::LINKS || document.lines.len() >= limits::LINES {
            limits::warn_truncated(&mut document.warnings, "links");
            break;
        }
        let hidden_by = Some(HiddenBy::NotRendered);
        document.links.push(Link {
            target: definition.target,
            text: definition.label,
            line: document.lines.len(),
            offset: None,
            hidden_by,
        });
        let text = limits::prefix(&definition.text, limits::HIDDEN_LINE_BYTES).to_owned();
        document.lines.push(Line {
            text: text.into(),
            number: definition.line,
            hidden_by,
            ..Line::default()
        });
    }
    Ok(document)
}
