//! JUnit XML as build servers read it. JUnit has no official schema; ours holds to those of
//! Jenkins' xUnit plug-in (`junit-4.xsd`, and
//! `junit-10.xsd`, which allows more).

use quick_junit::Report;

/// Why no JUnit file could be made.
#[derive(Debug, thiserror::Error)]
#[error("the JUnit report cannot be written: {0}")]
pub struct JunitError(#[from] quick_junit::SerializeError);

/// # Errors
/// Only where the XML cannot be written to memory.
pub(crate) fn write(report: &Report) -> Result<String, JunitError> {
    // The library counts skipped cases on the root element too, where the schema has no place for
    // them. The root comes first.
    let total = format!(" skipped=\"{}\"", report.skipped);
    Ok(report.to_string()?.replacen(&total, "", 1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
pub(crate) mod schema {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    /// Asserts that libxml2 finds the XML valid by the schema, which is taken from a package of the
    /// local registry cache; skipped with a message without it or without `xmllint`.
    pub(crate) fn assert_valid(xml: &str) {
        let Some(schema) = crate::fixture::of_package("junit-report-", "tests/JUnit.xsd") else {
            crate::skipped::skip(
                "the JUnit schema of Jenkins is not at hand (cargo info junit-report@0.9.1)",
            );
            return;
        };
        let mut command = Command::new("xmllint");
        command
            .args(["--nonet", "--noout", "--schema"])
            .arg(schema)
            .arg("-");
        let Ok(mut xmllint) = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn() else {
            crate::skipped::skip("xmllint is not installed (apt install libxml2-utils)");
            return;
        };
        xmllint
            .stdin
            .take()
            .unwrap()
            .write_all(xml.as_bytes())
            .unwrap();
        let output = xmllint.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}\n{xml}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
