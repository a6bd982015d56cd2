//! What is known beside the bytes.

use serde::{Deserialize, Serialize};

/// What is known about a document beside its bytes. Each of these may be wrong: the bytes decide.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The name of the file, without its directory.
    pub file_name: Option<String>,
    /// The media type that the server declared, with its parameters, such as `text/html;
    /// charset=iso-8859-1`.
    pub declared_type: Option<String>,
    /// The URL that the document came from, for relative links.
    pub url: Option<String>,
}
