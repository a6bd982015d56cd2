//! Where in a document something stands.

use serde::{Deserialize, Serialize};

/// Where in the document a value stands.
///
/// `line` is 1-based: of the text; for HTML of the source; for PDF the row in geometric order on its page.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// 1-based page, for formats that have pages.
    pub page: Option<u32>,
    /// 1-based line.
    pub line: u32,
    /// 1-based column of the first character in the line, counted in characters; 0 where not known.
    pub column: u32,
    /// Length in characters on that line; 0 where not known.
    pub length: u32,
    /// The section of RFC 2350's outline that this stands in, by meaning and not by the printed
    /// number, such as `2.8`.
    pub section: Option<String>,
    /// The heading of that section as printed.
    pub heading: Option<String>,
    /// Left, top, right and bottom on the page in PDF points from the top left corner; PDF only.
    pub bounds: Option<[i32; 4]>,
}

/// Why a person looking at the document does not see a value that a program reads in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HiddenBy {
    /// PDF text render mode 3 or 7 (neither filled nor stroked).
    RenderMode,
    /// An invisible text layer over a full-page image: what OCR software writes. Legitimate, but
    /// not what a person reads.
    OcrLayer,
    /// The colour is that of what lies behind it.
    Color,
    /// Too small to be read.
    Size,
    /// Outside the page.
    OffPage,
    /// Inside the media box but outside the crop box.
    OutsideCropBox,
    /// Outside the clipping path.
    Clipped,
    /// Something opaque was painted over it.
    Covered,
    /// A soft mask makes it vanish.
    SoftMask,
    /// Opacity (almost) zero.
    Transparent,
    /// An annotation with a hidden flag.
    HiddenAnnotation,
    /// An optional content group (layer) that is off.
    OptionalContentOff,
    /// Document metadata only.
    Metadata,
    /// An embedded file only.
    Attachment,
    /// Only the `ActualText` replacement says so.
    ActualText,
    /// Only a link's target says so.
    LinkTarget,
    /// The drawn glyphs show other characters than the text that programs read (ToUnicode).
    GlyphsDiffer,
    /// A form field's value that is not drawn.
    FormField,
    /// Only an earlier revision of the file says so.
    EarlierRevision,
    /// CSS `display: none`.
    DisplayNone,
    /// CSS `visibility: hidden` or `collapse`.
    VisibilityHidden,
    /// The `hidden` attribute.
    HiddenAttribute,
    /// Moved out of the viewport by CSS position, indent or clip.
    Position,
    /// An HTML or Markdown comment.
    Comment,
    /// The document title or a `title`, `alt` or other attribute.
    Title,
    /// Inside `template`.
    Template,
    /// Inside `noscript`.
    Noscript,
    /// Inside `script`, `style` or another element that is not shown.
    NotRendered,
}

words! {
    HiddenBy {
        RenderMode = "render-mode",
        OcrLayer = "ocr-layer",
        Color = "color",
        Size = "size",
        OffPage = "off-page",
        OutsideCropBox = "outside-crop-box",
        Clipped = "clipped",
        Covered = "covered",
        SoftMask = "soft-mask",
        Transparent = "transparent",
        HiddenAnnotation = "hidden-annotation",
        OptionalContentOff = "optional-content-off",
        Metadata = "metadata",
        Attachment = "attachment",
        ActualText = "actual-text",
        LinkTarget = "link-target",
        GlyphsDiffer = "glyphs-differ",
        FormField = "form-field",
        EarlierRevision = "earlier-revision",
        DisplayNone = "display-none",
        VisibilityHidden = "visibility-hidden",
        HiddenAttribute = "hidden-attribute",
        Position = "position",
        Comment = "comment",
        Title = "title",
        Template = "template",
        Noscript = "noscript",
        NotRendered = "not-rendered",
    }
}

/// Why it cannot be told whether a person sees a value as it was read: what decides, and is not
/// computed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NotJudged {
    /// `order`, or a flexible or grid container that reverses or places its items.
    Order,
    /// A float among text, which stands elsewhere than where it is written.
    Float,
    /// `direction` or `unicode-bidi`, which change the order of letters and words.
    Direction,
    /// An offset or a margin that moves a box inside a line or over another one.
    Offset,
    /// A painted box that lies over it.
    Overlay,
    /// A transformation that turns, mirrors or skews.
    Transform,
    /// `filter` or `backdrop-filter`.
    Filter,
    /// A mask or a clipping shape.
    Mask,
    /// `mix-blend-mode`.
    BlendMode,
    /// A box of fixed or limited size that cuts off what does not fit.
    LimitedSize,
    /// `contain`.
    Contain,
    /// A container query.
    ContainerQuery,
    /// An animation or a transition whose frames differ in what is seen.
    Animation,
    /// `-webkit-text-security`, which shows dots in the place of letters.
    TextSecurity,
    /// `-webkit-text-stroke`, an outline that covers the letters.
    TextStroke,
    /// A colour that is not computed.
    Color,
    /// A font of the document, which may draw other letters.
    EmbeddedFont,
    /// An event handler that may change the text.
    EventHandler,
    /// A script that changes text and names this element.
    Script,
    /// A shadow tree.
    ShadowTree,
    /// A rule, selector or value that is not understood.
    UnknownRule,
    /// Shown only after a click: closed details, tabs, accordions.
    AfterClick,
    /// A picture whose alternative text was taken for what it shows.
    Picture,
    /// What lies behind or over the text: a picture, pattern or mask in a PDF that was not looked
    /// into.
    Background,
    /// A sign of a font that is read as several letters, and cannot be compared with them.
    JoinedLetters,
    /// A document that says it is XML and is not well-formed, or not shown as HTML is.
    Xml,
}

words! {
    NotJudged {
        Order = "order",
        Float = "float",
        Direction = "direction",
        Offset = "offset",
        Overlay = "overlay",
        Transform = "transform",
        Filter = "filter",
        Mask = "mask",
        BlendMode = "blend-mode",
        LimitedSize = "limited-size",
        Contain = "contain",
        ContainerQuery = "container-query",
        Animation = "animation",
        TextSecurity = "text-security",
        TextStroke = "text-stroke",
        Color = "color",
        EmbeddedFont = "embedded-font",
        EventHandler = "event-handler",
        Script = "script",
        ShadowTree = "shadow-tree",
        UnknownRule = "unknown-rule",
        AfterClick = "after-click",
        Picture = "picture",
        Background = "background",
        JoinedLetters = "joined-letters",
        Xml = "xml",
    }
}
