//! What the reader noticed about a document.

use bonafide_model::claims::{HiddenBy, NotJudged, ReadWarningKind};

/// As a sentence without its full stop.
pub(super) fn noticed(kind: ReadWarningKind) -> String {
    use ReadWarningKind as K;
    match kind {
        K::HiddenText(by) => {
            return format!("some text is hidden from readers ({}); none of it counts as printed", hidden(by));
        }
        K::EarlierRevisionDiffers => "an earlier revision inside the file shows other text; the last revision was read",
        K::OptionalContent => "layers can be switched on and off, so different readers show different text",
        K::Form => "the document has form fields, and programs may show values other than those that were read",
        K::Attachments => "other files are embedded; they were not read",
        K::X509Signature => "the document has an X.509 (PAdES) signature; it was not judged",
        K::ImageOnlyPages => "some pages are only images; what they show was not read",
        K::Encrypted => "the document is encrypted with an empty password",
        K::GlyphsDiffer => "the drawn characters are not those that programs read",
        K::OddCharacters => "a value contains look-alike or invisible characters",
        K::ExternalStyle => "style sheets from elsewhere decide what is visible; they were not judged",
        K::Script => "scripts may change what is visible; they were not run",
        K::Frame => "a frame shows another document; it was not read",
        K::Action => "the PDF starts a script or another action by itself, which may change what it shows; it was not run",
        K::UnreadableText => "some drawn text cannot be mapped to characters; it was not read",
        K::CharsetMismatch => "the declared character set is not that of the text",
        K::UndecodableBytes => "some bytes are not text",
        K::Truncated => "a limit was reached, and the rest was not read",
        K::LinkDiffers => "a link shows one address and leads to another",
        K::OutsideSignedText => "text stands outside the signed region; it was not read",
        K::UnknownLanguage => {
            "its headings are in a language that this program does not know; sections were found by their numbers, if it has any"
        }
        K::PrivateKeyBlock => "a block says that it is a private key, but holds no OpenPGP secret key; its lines were not read",
        K::Damaged => "the file is damaged and was read as far as possible",
    }
    .to_owned()
}

/// Why a person does not see something.
pub(super) fn hidden(by: HiddenBy) -> &'static str {
    match by {
        HiddenBy::RenderMode => "drawn invisibly",
        HiddenBy::OcrLayer => "in an invisible text recognition layer",
        HiddenBy::Color => "in the colour of its background",
        HiddenBy::Size => "too small to read",
        HiddenBy::OffPage => "outside the page",
        HiddenBy::OutsideCropBox => "outside the visible part of the page",
        HiddenBy::Clipped => "clipped away",
        HiddenBy::Covered => "painted over",
        HiddenBy::SoftMask => "masked away",
        HiddenBy::Transparent => "transparent",
        HiddenBy::HiddenAnnotation => "in a hidden annotation",
        HiddenBy::OptionalContentOff => "on a layer that is off",
        HiddenBy::Metadata => "in the metadata only",
        HiddenBy::Attachment => "in an embedded file only",
        HiddenBy::ActualText => "in a replacement text only",
        HiddenBy::LinkTarget => "in the target of a link only",
        HiddenBy::GlyphsDiffer => "drawn as other characters",
        HiddenBy::FormField => "in a form field that is not drawn",
        HiddenBy::EarlierRevision => "in an earlier revision only",
        HiddenBy::DisplayNone | HiddenBy::VisibilityHidden | HiddenBy::HiddenAttribute => {
            "switched off in the page"
        }
        HiddenBy::Position => "moved out of the page",
        HiddenBy::Comment => "in a comment",
        HiddenBy::Title => "in a title or attribute",
        HiddenBy::Template => "in a template",
        HiddenBy::Noscript => "only for browsers without scripts",
        HiddenBy::NotRendered => "in a part that is not shown",
    }
}

/// What decides how a value is seen, and is not computed here.
pub(super) fn not_judged(why: NotJudged) -> &'static str {
    match why {
        NotJudged::Order => "the page changes the order of its parts",
        NotJudged::Float => "it stands in or beside a part that floats elsewhere",
        NotJudged::Direction => "the page changes the direction of the text",
        NotJudged::Offset => "the page moves it away from its place",
        NotJudged::Overlay => "another part of the page may lie over it",
        NotJudged::Transform => "the page turns, mirrors or skews it",
        NotJudged::Filter => "the page changes it by a filter",
        NotJudged::Mask => "the page shows it through a mask or shape",
        NotJudged::BlendMode => "the page blends it with what lies behind",
        NotJudged::LimitedSize => "it stands in a box that cuts off overflowing text",
        NotJudged::Contain => "it stands in a box whose size does not depend on its text",
        NotJudged::ContainerQuery => "rules apply that depend on the size of a box",
        NotJudged::Animation => "the page changes it over time",
        NotJudged::TextSecurity => "the page may show dots in place of its letters",
        NotJudged::TextStroke => "the page draws an outline over its letters",
        NotJudged::Color => "its colour or background cannot be computed",
        NotJudged::EmbeddedFont => "a font of the page draws its letters, perhaps other ones",
        NotJudged::EventHandler => "the page has code there that can change the text",
        NotJudged::Script => "a script of the page may change it",
        NotJudged::ShadowTree => "it stands in a shadow tree",
        NotJudged::UnknownRule => "a style rule applies that this program does not know",
        NotJudged::AfterClick => "it is visible only after a click",
        NotJudged::Picture => "a picture stands for a part of it",
        NotJudged::Background => "what lies behind or over it was not examined",
        NotJudged::JoinedLetters => "one sign is read as several letters",
        NotJudged::Xml => "the page is XML that browsers do not show as HTML",
    }
}
