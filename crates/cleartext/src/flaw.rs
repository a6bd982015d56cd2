//! What can be wrong with the framing.

/// What is wrong with the framing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum FramingProblem {
    /// A byte order mark stands in front of the BEGIN line.
    #[error("a byte order mark stands in front of the BEGIN line")]
    ByteOrderMark,
    /// The BEGIN line is indented, decorated, or followed by other text.
    #[error("the line -----BEGIN PGP SIGNED MESSAGE----- holds something else too")]
    BeginLineNotAlone,
    /// A header other than `Hash` follows the BEGIN line: text that a person sees and nobody
    /// signed.
    #[error("a header other than Hash stands above the signed text")]
    HeaderNotHash,
    /// A `Hash` header does not hold hash names only.
    #[error("a Hash header holds something else than names of hash algorithms")]
    HashHeaderSyntax,
    /// No empty line between the headers and the text.
    #[error("the empty line between the headers and the signed text is missing")]
    NoBlankLine,
    /// A line of the text begins with a dash and is not escaped.
    #[error("a line of the signed text begins with a dash that is not escaped")]
    DashNotEscaped,
    /// A control character that some programs show as a line end, or not at all.
    #[error("the signed text holds the control character U+{:04X}", *.0 as u32)]
    ControlCharacter(char),
    /// A carriage return alone, which some programs take for a line end.
    #[error("a carriage return stands alone")]
    LoneCarriageReturn,
    /// A second signed text.
    #[error("there is more than one signed text")]
    SecondMessage,
    /// No signature follows.
    #[error("no signature block follows the signed text")]
    NoSignature,
    /// The BEGIN line of the signature holds something else too.
    #[error("the line -----BEGIN PGP SIGNATURE----- holds something else too")]
    SignatureLineNotAlone,
    /// The headers of the signature block are malformed, or not closed by an empty line.
    #[error("the headers of the signature block are not sound")]
    ArmorHeaders,
    /// Something other than base64 stands in the signature block.
    #[error("the signature block holds something else than base64")]
    ArmorBody,
    /// The END line of the signature is missing, indented or followed by other text.
    #[error("the line -----END PGP SIGNATURE----- is missing or holds something else too")]
    EndLine,
}

/// A problem and where it stands.
pub(crate) type Flaw = (FramingProblem, usize);
