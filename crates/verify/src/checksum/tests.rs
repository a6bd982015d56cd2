#![allow(clippy::unwrap_used)]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bonafide_model::evidence::OriginKind;
use proptest::prelude::*;

use super::*;
use crate::digests::digest;

const DOCUMENT: &[u8] = b"profile\n";

fn of(algorithm: HashName, bytes: &[u8]) -> String {
    digest(algorithm, bytes).unwrap().to_lowercase()
}

fn good() -> String {
    of(HashName::Sha256, DOCUMENT)
}

fn other() -> String {
    of(HashName::Sha256, b"something else")
}

fn status(file: impl AsRef<[u8]>) -> ChecksumStatus {
    report(file).status
}

fn report(file: impl AsRef<[u8]>) -> ChecksumReport {
    report_of("My%20profile.txt.sha256", file)
}

/// What comes of a checksum file of this name.
fn report_of(name: &str, file: impl AsRef<[u8]>) -> ChecksumReport {
    let mut origin = Origin::file(OriginKind::Flag, "");
    origin.path = None;
    origin.url = Some("https://alpha.example/pub/My%20profile.txt?v=2".to_owned());
    let own = Origin {
        url: Some(format!("https://alpha.example/pub/{name}")),
        ..origin.clone()
    };
    let file = Artifact {
        bytes: file.as_ref().to_vec(),
        origin: own,
        declared_type: None,
    };
    compare(
        &file,
        &origin,
        "https://alpha.example/latest",
        &Digests::new(DOCUMENT, &BTreeMap::new()),
    )
}

#[test]
fn every_usual_form_matches() {
    let (good, upper) = (good(), good().to_uppercase());
    for form in [
        format!("{good}  My profile.txt\n"),
        format!("{good} *My profile.txt\r\n"),
        format!("{upper}\tMy%20profile.txt"),
        format!("{good}  ./pub/My profile.txt\n"),
        format!("SHA256 (My profile.txt) = {good}\n"),
        format!("SHA2-256(My profile.txt)= {upper}\n"),
        format!("{good}\n"),
        format!("{good}  -\n"),
        format!("\u{feff}# made today\n\n{good}  My profile.txt\n"),
        format!("{}  another.pdf\n{good}  My profile.txt\n", other()),
        format!("{good}  latest\n"),
        format!(
            "{good}  My profile.txt\n{}  My profile.txt\n",
            of(HashName::Sha512, DOCUMENT)
        ),
        format!(
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{good}  My profile.txt\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n"
        ),
    ] {
        assert_eq!(status(&form), ChecksumStatus::Match, "{form}");
    }
}

#[test]
fn a_value_in_base64_or_in_quotation_marks_is_compared() {
    let coded = |algorithm, of: &[u8]| {
        let digits = digest(algorithm, of).unwrap();
        STANDARD.encode(hex::decode(digits).unwrap())
    };
    for algorithm in [HashName::Sha256, HashName::Sha512] {
        let (good, other) = (coded(algorithm, DOCUMENT), coded(algorithm, b"x"));
        let name = algorithm.as_str().replace('-', "");
        let forms = |value: &str| {
            [
                format!("{value}\n"),
                format!("{value}  My profile.txt\n"),
                format!("{name} (My profile.txt) = {value}\n"),
                format!("{name}-{value}\n"),
                format!("{name}: {value}\n"),
                format!("\"{value}\"\n"),
            ]
        };
        for form in forms(&good) {
            assert_eq!(status(&form), ChecksumStatus::Match, "{form}");
        }
        for form in forms(&other) {
            assert_eq!(status(&form), ChecksumStatus::Mismatch, "{form}");
        }
        // Cut off, or of another algorithm than it says.
        for wrong in [
            format!("{}\n", good.trim_end_matches('=')),
            format!("MD5: {good}\n"),
            format!("{good}{}\n", &good[..8]),
        ] {
            assert_eq!(status(&wrong), ChecksumStatus::Malformed, "{wrong}");
        }
    }
    let quoted = format!("{}  \"My profile.txt\"\n", good());
    assert_eq!(status(quoted), ChecksumStatus::Match);
    let of_another = format!("{}  \"profile.txt\"\n", good());
    assert_eq!(status(of_another), ChecksumStatus::NoEntry);
}

#[test]
fn the_value_of_something_else_is_a_mismatch_with_both_values() {
    let report = report(format!("{}  My profile.txt\n", other()));
    assert_eq!(report.status, ChecksumStatus::Mismatch);
    assert_eq!(report.expected, Some(other().to_uppercase()));
    assert_eq!(report.observed, Some(good().to_uppercase()));
}

#[test]
fn one_differing_algorithm_is_enough_for_a_mismatch() {
    let text = format!(
        "{}  My profile.txt\n{}  My profile.txt\n",
        good(),
        of(HashName::Sha512, b"x")
    );
    assert_eq!(status(text), ChecksumStatus::Mismatch);
}

#[test]
fn lines_for_other_names_are_never_taken() {
    assert_eq!(
        status(format!("{}  My profile.txt.asc\n", good())),
        ChecksumStatus::NoEntry
    );
    assert_eq!(
        status(format!("{}  profile.txt\n", good())),
        ChecksumStatus::NoEntry
    );
}

#[test]
fn several_values_that_differ_are_ambiguous_even_if_one_fits() {
    assert_eq!(
        status(format!("{}\n{}\n", good(), other())),
        ChecksumStatus::Ambiguous
    );
    assert_eq!(
        status(format!("{0}\n{0}\n", good())),
        ChecksumStatus::Match,
        "the same twice is one"
    );
}

#[test]
fn what_is_no_checksum_file_is_malformed() {
    let good = good();
    for form in [
        String::new(),
        "\n# nothing\n".to_owned(),
        format!("<html><body>{good}</body></html>"),
        format!("{good}0\n"),
        format!("{good}xMy profile.txt\n"),
        format!("SHA512 (My profile.txt) = {good}\n"),
        format!("{good}\0more\n"),
        format!("SHA-256 of the profile:\n{good}\nIt was made by hand.\n"),
        format!("<html>\n{good}\n</html>\n"),
        "SHA-256 is fuller of text than of digits".to_owned(),
    ] {
        assert_eq!(status(&form), ChecksumStatus::Malformed, "{form}");
    }
}

#[test]
fn md5_and_sha1_prove_nothing() {
    assert_eq!(
        status("d41d8cd98f00b204e9800998ecf8427e  My profile.txt\n"),
        ChecksumStatus::Weak
    );
    assert_eq!(
        status("SHA1 (My profile.txt) = da39a3ee5e6b4b0d3255bfef95601890afd80709\n"),
        ChecksumStatus::Weak
    );
}

/// The forms that people publish, with the value and its algorithm's name filled in: for each form
/// a match and a mismatch.
fn forms(value: &str, sha: &str) -> Vec<String> {
    let upper = value.to_uppercase();
    let grouped = |size: usize, between: &str| {
        value
            .as_bytes()
            .chunks(size)
            .map(|g| str::from_utf8(g).unwrap())
            .collect::<Vec<_>>()
            .join(between)
    };
    let (half, rest) = value.split_at(value.len() / 2);
    let (most, last) = upper.split_at(upper.len() - 20);
    let dashes = "-".repeat(9);
    let mut forms = vec![
        // PowerShell.
        format!(
            "\r\nAlgorithm       Hash{}Path\r\n{dashes}       ----{}----\r\n{sha}          {upper}       C:\\www\\My profile.txt\r\n\r\n\r\n",
            " ".repeat(67),
            " ".repeat(67)
        ),
        format!(
            "Algorithm       Hash             Path\n{dashes}       ----             ----\n{sha}          {upper}       C:\\www\\MY PROFILE.TXT\n"
        ),
        format!(
            "Algorithm       Hash             Path\n{dashes}       ----             ----\n{sha}          {upper}       C:\\Users\\someone\\Docum...\n"
        ),
        format!(
            "Algorithm Hash Path\n{dashes} ---- ----\n{sha}    {most} C:\\www\\My prof\n          {last} ile.txt\n"
        ),
        format!("Algorithm       Hash\n{dashes}       ----\n{sha}          {upper}\n"),
        format!(
            "\r\n\r\nAlgorithm : {sha}\r\nHash      : {upper}\r\nPath      : C:\\www\\My profile.txt\r\n\r\n"
        ),
        format!(
            "Algorithm : {sha}\nHash      : {most}\n            {last}\nPath      : C:\\www\\My profile.txt\n"
        ),
        format!(
            "#TYPE Microsoft.Powershell.Utility.FileHash\n\"Algorithm\",\"Hash\",\"Path\"\n\"{sha}\",\"{upper}\",\"C:\\www\\My profile.txt\"\n"
        ),
        // gpg --print-md, openssl dgst, b2sum's relatives, macOS, names of algorithms before the
        // value.
        format!(
            "My profile.txt: {}\n{}{}\n",
            grouped(8, " ").rsplit_once(' ').unwrap().0,
            " ".repeat(16),
            &value[value.len() - 8..]
        ),
        format!("{sha}(My profile.txt)= {value}\n"),
        format!("{sha}(stdin)= {value}\n"),
        format!("(stdin)= {value}\n"),
        format!("{sha}(My profile.txt)= {}\n", grouped(2, ":")),
        format!("{sha}: {value}\n"),
        format!("{sha}:{value}"),
        format!("{sha}={value}\n"),
        format!("{sha} {value}\n"),
        format!("{}:{value}  My profile.txt\n", sha.to_lowercase()),
        format!("{sha}: {half}\n        {rest}\n"),
        format!("{sha}\n{value}\n"),
        format!("{sha} checksum:\n{value}\n"),
        format!("{sha} checksum of My profile.txt: {value}\n"),
        format!("My profile.txt: {value}\n"),
        // Grouped and broken.
        grouped(4, " "),
        grouped(2, ":"),
        grouped(8, "-"),
        grouped(16, "\n"),
        format!("{}\n", grouped(32, "\n")),
        format!("{}  My profile.txt\r\n", grouped(32, "\r\n")),
        format!("{}  My profile.txt\n", grouped(8, " ")),
        format!("0x{value}\n"),
        // Ends and marks.
        format!("\u{feff}{value} *My profile.txt\r\n"),
        format!("{value}  My profile.txt\0"),
        format!("{value}  My profile.txt\0{value}  another.txt\0"),
        format!("{value}\n\0"),
        format!("{value} ?My profile.txt\n"),
        format!("//\n// File Checksum Integrity Verifier\n//\n{value} my profile.txt\n")
            .replace("my", "My"),
    ];
    // certutil in its languages, old (in pairs) and new.
    for heading in [
        format!("{sha} hash of My profile.txt:"),
        format!("{sha} hash of file C:\\www\\My profile.txt:"),
        format!("{sha}-Hash von My profile.txt:"),
        format!("{sha}-Hash der Datei My profile.txt:"),
        format!("Hachage {sha} de My profile.txt :"),
        format!("Hachage {sha}\u{a0}du fichier My profile.txt\u{a0}:"),
        format!("{sha} hash de My profile.txt:"),
        format!("Hash {sha} del archivo My profile.txt:"),
        format!("Hash {sha} de My profile.txt:"),
        format!("Hash {sha} di My profile.txt:"),
        format!("Skrót {sha} pliku My profile.txt:"),
        format!("{sha}-hash van My profile.txt:"),
        format!("Хэш {sha} My profile.txt:"),
        format!("Хэш-код {sha} файла My profile.txt:"),
        format!("{sha} 哈希(文件 My profile.txt):"),
        format!("{sha} の My profile.txt："),
    ] {
        forms.push(format!(
            "{heading}\r\n{value}\r\nCertUtil: -hashfile command completed successfully.\r\n"
        ));
        forms.push(format!(
            "{heading}\r\n{}\r\nCertUtil: -hashfile-Befehl wurde erfolgreich ausgeführt.\r\n",
            grouped(2, " ")
        ));
    }
    forms
}

#[test]
fn forms_of_windows_and_others_are_read_so_that_a_mismatch_in_them_is_seen() {
    for algorithm in [HashName::Sha256, HashName::Sha512] {
        let sha = algorithm.as_str().replace('-', "");
        let pairs = forms(&of(algorithm, DOCUMENT), &sha)
            .into_iter()
            .zip(forms(&of(algorithm, b"something else"), &sha));
        for (own, others) in pairs {
            for encoded in [plain_bytes, utf16::<true>, utf16::<false>, without_mark]
                as [fn(&str) -> Vec<u8>; 4]
            {
                assert_eq!(report(encoded(&own)).status, ChecksumStatus::Match, "{own}");
                let report = report(encoded(&others));
                assert_eq!(
                    (report.status, report.algorithm),
                    (ChecksumStatus::Mismatch, Some(algorithm)),
                    "{others}"
                );
            }
        }
    }
}

fn utf16<const LITTLE: bool>(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if LITTLE {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

fn without_mark(text: &str) -> Vec<u8> {
    match text.is_ascii() && !text.contains('\0') {
        true => utf16::<true>(text)[2..].to_vec(),
        false => text.into(),
    }
}

#[test]
fn other_files_values_in_these_forms_stay_without_an_entry() {
    let value = good();
    for form in forms(&value, "SHA256") {
        let of_another = form
            .replace("My prof\n", "Another\n")
            .replace("My profile.txt", "another.txt")
            .replace("MY PROFILE.TXT", "ANOTHER.TXT");
        if of_another != form {
            assert_eq!(status(&of_another), ChecksumStatus::NoEntry, "{of_another}");
        }
    }
    assert_eq!(
        status(format!("SHA256 hash of not-My profile.txt:\n{value}\n")),
        ChecksumStatus::NoEntry
    );
    assert_eq!(
        status(format!("SHA-256 of our key:\n{value}\n")),
        ChecksumStatus::NoEntry
    );
}

#[test]
fn values_that_are_cut_too_long_or_contradict_their_label_are_no_value() {
    let value = good();
    for form in [
        format!(
            "Algorithm Hash Path\n--------- ---- ----\nSHA256    {}... C:\\www\n",
            &value[..40]
        ),
        format!("SHA256: {}\n", &value[..63]),
        format!("SHA256: {}\n", &value[..62]),
        format!("SHA384: {value}\n"),
        format!(
            "SHA256 hash of My profile.txt:\n{}\nCertUtil: done\n",
            &value[..48]
        ),
        format!("SHA256 or SHA512 hash of My profile.txt:\n{value}\n"),
        format!("{} {}\n", &value[..32], &value[..30]),
        format!("{}\n{}\n", &value[..32], &value[..6]),
    ] {
        assert!(
            matches!(status(&form), ChecksumStatus::Malformed),
            "{form}: {:?}",
            status(&form)
        );
    }
    assert_eq!(
        status(format!("{value}\n{}\n", other())),
        ChecksumStatus::Ambiguous,
        "two values are two candidates"
    );
}

#[test]
fn half_a_value_on_a_line_is_never_called_md5() {
    let value = good();
    let (half, rest) = value.split_at(32);
    assert_eq!(
        report(format!("{half}\n{rest}\n")).algorithm,
        Some(HashName::Sha256)
    );
    assert_eq!(
        report(format!("{half}\n{rest}\n")).status,
        ChecksumStatus::Match
    );
    assert_eq!(
        status(format!("{}\n", &value[..24])),
        ChecksumStatus::Malformed
    );
}

#[test]
fn values_of_algorithms_that_are_not_computed_are_not_compared() {
    let long = of(HashName::Sha512, b"x");
    for form in [
        format!("BLAKE2b (My profile.txt) = {long}"),
        format!("SHA3-512: {long}"),
        format!("SHA512/256 (My profile.txt) = {}", good()),
    ] {
        assert_eq!(status(&form), ChecksumStatus::Unsupported, "{form}");
    }
    let line = format!("{long}  My profile.txt\n");
    assert_eq!(
        report_of("My%20profile.txt.b2", &line).status,
        ChecksumStatus::Unsupported
    );
    assert_eq!(
        report_of("B2SUMS", &line).status,
        ChecksumStatus::Unsupported
    );
    assert_eq!(
        report_of("SHA512SUMS", &line).status,
        ChecksumStatus::Mismatch,
        "where the name says that it is one of ours"
    );
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic_or_match_by_chance(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_ne!(status(&bytes), ChecksumStatus::Match);
    }

    #[test]
    fn no_line_makes_it_panic(line in "(\\\\)?[0-9a-f]{0,130}[ *()=\\\\/%é]{0,9}[0-9a-z%]{0,20}") {
        status(line);
    }

    #[test]
    fn no_lines_of_any_form_make_it_panic_or_match_by_chance(lines in proptest::collection::vec("(Algorithm|Hash|Path|SHA256|SHA-512|CertUtil| |:|=|[0-9a-f]{2}|[0-9a-f]{32}|\\t|\\(|\\)|é){0,12}", 0..8)) {
        prop_assert_ne!(status(lines.join("\n")), ChecksumStatus::Match);
    }
}

fn plain_bytes(text: &str) -> Vec<u8> {
    text.into()
}
