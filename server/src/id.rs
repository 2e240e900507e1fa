//! The ids clients make.

/// Whether the text is a UUIDv7 in its usual lower-case form.
pub(crate) fn is_v7(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok_and(|id| {
        id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122 && id.to_string() == text
    })
}

#[cfg(test)]
mod tests {
    use super::is_v7;

    #[test]
    fn only_version_7_in_lower_case_is_an_id() {
        assert!(is_v7("0199e0a0-7c1e-7000-8000-000000000001"));
        for wrong in [
            "",
            "0199E0A0-7c1e-7000-8000-000000000001",
            "0199e0a0-7c1e-4000-8000-000000000001",
            "0199e0a0-7c1e-7000-c000-000000000001",
            "0199e0a07c1e70008000000000000001",
            "{0199e0a0-7c1e-7000-8000-000000000001}",
        ] {
            assert!(!is_v7(wrong), "{wrong}");
        }
    }
}
