//! Whom the certificate of an X.509 signature names. Nothing is verified here: the name is a claim
//! like all others.

use x509_parser::asn1_rs::{Any, FromBer as _};
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer as _;

/// Bytes of a signature with its certificates; those of public authorities have some 20,000.
const BYTES: usize = 256 << 10;
/// Certificates of a chain.
const CERTIFICATES: usize = 32;
/// Characters of a name.
const NAME: usize = 200;

/// The name of the subject whose certificate a CMS signature names as the signer's (RFC 5652,
/// "SignedData Type").
pub(super) fn signer(contents: &[u8]) -> Option<String> {
    let message = contents.get(..contents.len().min(BYTES))?;
    // ContentInfo: the type, and the SignedData in a tag of its own.
    let content = inside(message)?;
    let signed = inside(inside(Elements(content).nth(1)?)?)?;
    let mut elements = Elements(signed).skip(3).peekable();
    let certificates = elements.next_if(|element| element.first() == Some(&CERTIFICATE_SET))?;
    let signer_info = Elements(inside(elements.last()?)?).next()?;
    let identifier = Elements(inside(signer_info)?).nth(1)?;
    let certificates: Vec<X509Certificate<'_>> = Elements(inside(certificates)?)
        .take(CERTIFICATES)
        .filter_map(|certificate| X509Certificate::from_der(certificate).ok())
        .map(|(_, certificate)| certificate)
        .collect();
    let own = certificates
        .iter()
        .find(|certificate| is_named(certificate, identifier));
    let own = own.or(certificates.first().filter(|_| certificates.len() == 1))?;
    let subject = own.subject();
    let name = subject
        .iter_common_name()
        .chain(subject.iter_organization())
        .find_map(|name| name.as_str().ok())?;
    let name: String = name.trim().chars().take(NAME).collect();
    (!name.is_empty()).then_some(name)
}

/// The tag of the certificates: `[0] IMPLICIT SET OF`.
const CERTIFICATE_SET: u8 = 0xA0;

/// Whether a signer's identifier, issuer and serial number or a key identifier, is that of a
/// certificate.
fn is_named(certificate: &X509Certificate<'_>, identifier: &[u8]) -> bool {
    let Some(content) = inside(identifier) else {
        return false;
    };
    let mut parts = Elements(content);
    match (parts.next(), parts.next().and_then(inside)) {
        (Some(issuer), Some(serial)) => {
            issuer == certificate.issuer().as_raw() && serial == certificate.raw_serial()
        }
        _ => false,
    }
}

/// What an element holds.
fn inside(element: &[u8]) -> Option<&[u8]> {
    Any::from_ber(element).ok().map(|(_, any)| any.data)
}

/// Elements after each other, each with its tag and length.
struct Elements<'d>(&'d [u8]);

impl<'d> Iterator for Elements<'d> {
    type Item = &'d [u8];

    fn next(&mut self) -> Option<&'d [u8]> {
        let (rest, _) = Any::from_ber(self.0).ok()?;
        let element = self
            .0
            .get(..self.0.len().checked_sub(rest.len())?)
            .filter(|element| !element.is_empty())?;
        self.0 = rest;
        Some(element)
    }
}
