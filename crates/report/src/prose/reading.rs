//! What the reader noticed about a document.

use bonafide_model::{HiddenBy, ReadWarningKind};

/// As a sentence without its full stop.
pub(super) fn noticed(kind: ReadWarningKind) -> String {
    use ReadWarningKind as K;
    match kind {
        K::HiddenText(by) => {
            return format!("some text is not seen by a person ({}); none of it was taken for printed", hidden(by));
        }
        K::EarlierRevisionDiffers => "an earlier revision inside the file shows other text; the last one was read",
        K::OptionalContent => "layers can be switched on and off, so different readers show different text",
        K::Form => "form fields are inside, and programs may show other values than were read",
        K::Attachments => "other files are embedded; they were not read",
        K::X509Signature => "an X.509 (PAdES) signature is inside; it was not judged",
        K::ImageOnlyPages => "some pages are only images; what they show was not read",
        K::Encrypted => "it is encrypted with an empty password",
        K::GlyphsDiffer => "the drawn characters are not those that programs read",
        K::OddCharacters => "a value holds look-alike or invisible characters",
        K::ExternalStyle => "style sheets from elsewhere decide what is visible; they were not judged",
        K::Script => "scripts may change what is visible; they were not run",
        K::Frame => "a frame shows another document; it was not read",
        K::CharsetMismatch => "the declared character set is not that of the text",
        K::UndecodableBytes => "some bytes are no text",
        K::Truncated => "a limit was reached, and the rest was not read",
        K::LinkDiffers => "a link shows one address and leads to another",
        K::OutsideSignedText => "text stands outside the signed region; it was not read",
        K::UnknownLanguage => {
            "its headings are in no language that this program knows; sections were told by their numbers, where it has any"
        }
        K::Damaged => "the file is damaged and was read as far as possible",
    }
    .to_owned()
}

/// Why a person does not see something.
pub(super) fn hidden(by: HiddenBy) -> &'static str {
    match by {
        HiddenBy::RenderMode => "drawn invisibly",
        HiddenBy::OcrLayer => "an invisible layer of text recognition",
        HiddenBy::Color => "in the colour of its background",
        HiddenBy::Size => "too small to read",
        HiddenBy::OffPage => "outside the page",
        HiddenBy::OutsideCropBox => "outside the visible part of the page",
        HiddenBy::Clipped => "clipped away",
        HiddenBy::Covered => "painted over",
        HiddenBy::SoftMask => "masked away",
        HiddenBy::Transparent => "transparent",
        HiddenBy::HiddenAnnotation => "a hidden annotation",
        HiddenBy::OptionalContentOff => "on a layer that is off",
        HiddenBy::Metadata => "in the metadata only",
        HiddenBy::Attachment => "in an embedded file only",
        HiddenBy::ActualText => "in a replacement text only",
        HiddenBy::LinkTarget => "in the target of a link only",
        HiddenBy::GlyphsDiffer => "drawn as other characters",
        HiddenBy::FormField => "in a form field that is not drawn",
        HiddenBy::EarlierRevision => "in an earlier revision only",
        HiddenBy::DisplayNone | HiddenBy::VisibilityHidden | HiddenBy::HiddenAttribute => "switched off in the page",
        HiddenBy::Position => "moved out of the page",
        HiddenBy::Comment => "in a comment",
        HiddenBy::Title => "in a title or attribute",
        HiddenBy::Template => "in a template",
        HiddenBy::Noscript => "only for browsers without scripts",
        HiddenBy::NotRendered => "in a part that is not shown",
    }
}
