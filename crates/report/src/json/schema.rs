//! JSON Schemas, generated from the frozen structs and committed under `docs/json`.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::v1;

/// The names of all schemas, which are also their file names in `docs/json` (with `.schema.json`).
pub const SCHEMAS: &[&str] = &[
    "assessment-v1",
    "assessments-v1",
    "audit-v1",
    "error-v1",
    "history-v1",
    "partners-v1",
    "pins-v1",
    "profile-v1",
    "selfcheck-v1",
];

/// The JSON Schema (draft 2020-12) of that name; `None` where there is none.
#[must_use]
pub fn schema(name: &str) -> Option<Value> {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let schema = match name {
        "assessment-v1" => generator.into_root_schema_for::<v1::Assessment>(),
        "assessments-v1" => generator.into_root_schema_for::<v1::Assessments>(),
        "audit-v1" => generator.into_root_schema_for::<v1::Audit>(),
        "error-v1" => generator.into_root_schema_for::<v1::Error>(),
        "history-v1" => generator.into_root_schema_for::<v1::History>(),
        "partners-v1" => generator.into_root_schema_for::<v1::Partners>(),
        "pins-v1" => generator.into_root_schema_for::<v1::Pins>(),
        "profile-v1" => generator.into_root_schema_for::<v1::Profile>(),
        "selfcheck-v1" => generator.into_root_schema_for::<v1::Selfcheck>(),
        _ => return None,
    };
    let mut value = schema.to_value();
    // The same bytes whether or not some crate of the build turns on serde_json's `preserve_order`.
    value.sort_all_objects();
    Some(value)
}
