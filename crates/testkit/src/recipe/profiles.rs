//! What lies beside the documents of the five teams: signatures, checksums, keys, and the copies of
//! keys in `keyrings/`.

use super::{Files, Keys, input, put, sources};
use crate::{Signing, at, checksum};

/// The files of all five teams.
pub(super) fn files(keys: &Keys) -> Files {
    let mut files = Files::new();
    koral(keys, &mut files);
    tide(keys, &mut files);
    quill(keys, &mut files);
    brume(keys, &mut files);
    put(
        &mut files,
        "testdata/profiles/cert-solane",
        "cert-solane.asc",
        keys.get("cert-solane").armored(),
    );
    for team in [
        "cert-koral",
        "tide-cert",
        "cert-quill",
        "cert-brume",
        "cert-solane",
    ] {
        put(
            &mut files,
            "keyrings/partners",
            &format!("{team}.asc"),
            keys.get(team).armored(),
        );
    }
    put(
        &mut files,
        "keyrings/roots",
        "invented-introducer.asc",
        keys.get("introducer").armored(),
    );
    files
}

/// The signature is linked from a page only; a copy lies beside the document.
fn koral(keys: &Keys, files: &mut Files) {
    let (folder, key) = ("testdata/profiles/cert-koral", keys.get("cert-koral"));
    let document = input(&format!("{folder}/cert_koral_V1.pdf"));
    let signature = key.sign_detached(&document, &Signing::at(at("2026-10-12T07:45:00Z")));
    put(files, folder, "cert_koral_V1.pdf.sig", signature);
    put(files, folder, "CERT-KORAL.asc", key.armored());
}

/// Document, binary signature by a subkey, checksum and key, all printed.
fn tide(keys: &Keys, files: &mut Files) {
    let (folder, key) = ("testdata/profiles/tide-cert", keys.get("tide-cert"));
    let name = "TIDE-CERT_RFC_2350_v1.60.pdf";
    let document = input(&format!("{folder}/{name}"));
    let signature = key.sign_detached_binary(&document, &Signing::at(at("2026-05-22T14:05:00Z")));
    put(files, folder, &format!("{name}.sig"), signature);
    put(
        files,
        folder,
        &format!("{name}.sha256.txt"),
        checksum::gnu_line(&document, name),
    );
    put(files, folder, "TIDE-CERT_public_key.asc", key.armored());
}

/// A web page, signed by a key whose bindings rest on SHA-1; the key stands flattened in the page.
fn quill(keys: &Keys, files: &mut Files) {
    let (folder, key) = ("testdata/profiles/cert-quill", keys.get("cert-quill"));
    let document = sources::source(keys, "cert-quill.html");
    let signature = key.sign_detached(
        document.as_bytes(),
        &Signing::at(at("2026-02-20T09:30:00Z")),
    );
    put(files, folder, "rfc2350.html", document);
    put(files, folder, "rfc2350.html.asc", signature);
    put(files, folder, "cert-quill.asc", key.armored());
}

/// The signature lies beside the document and is linked from a page.
fn brume(keys: &Keys, files: &mut Files) {
    let (folder, key) = ("testdata/profiles/cert-brume", keys.get("cert-brume"));
    let name = "CERT-BRUME_RFC2350.pdf";
    let document = input(&format!("{folder}/{name}"));
    let signature = key.sign_detached(&document, &Signing::at(at("2026-03-20T10:15:00Z")));
    put(files, folder, &format!("{name}.asc"), signature);
    put(files, folder, "CERT-BRUME public.asc", key.armored());
}
