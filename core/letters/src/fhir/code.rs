//! Addresses and code systems: the names that FHIR wants and nobody else uses.

use crate::answers::Mark;
use crate::form::Edition;

/// The version of the Questionnaires.
pub(super) const VERSION: &str = "1";
/// The extension with the four inputs of a date as typed.
pub(super) const TYPED: &str = "https://ikensho.example/fhir/StructureDefinition/typed-date";
/// The extension with how a service is marked, where it is not a plain check.
pub(super) const MARK: &str = "https://ikensho.example/fhir/StructureDefinition/mark";
/// HL7's own extension for a value that is not there.
pub(super) const ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
/// HL7's own extension for an option that excludes the others.
pub(super) const EXCLUSIVE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";

const QUESTIONNAIRE: &str = "https://ikensho.example/fhir/Questionnaire/ikensho-";
const SYSTEM: &str = "https://ikensho.example/fhir/CodeSystem/";

/// The address of an edition's Questionnaire.
pub(super) fn url(edition: Edition) -> String {
    [QUESTIONNAIRE, &edition.name().to_ascii_lowercase()].concat()
}

/// The edition whose Questionnaire this address names, with or without its version.
pub(super) fn edition(canonical: &str) -> Option<Edition> {
    let (url_of, version) = canonical.split_once('|').unwrap_or((canonical, VERSION));
    Edition::ALL.into_iter().find(|edition| url(*edition) == url_of && version == VERSION)
}

/// The code system of the answers to the item with this path. A hyphen for the dot: a system is an address.
pub(super) fn system(path: &str) -> String {
    [SYSTEM, &path.replace(['.', '_'], "-")].concat()
}

/// How a mark is called where it is not a plain check.
pub(super) const MARKS: [(&str, Mark); 2] =
    [("underlined", Mark::Underlined), ("underline-only", Mark::UnderlineOnly)];
