use letters::orca::Charset;

use crate::http::codes::Code;
use crate::http::problem::Problem;

/// The character set that a media type declares. Shift_JIS in a header is what Windows writes: CP932.
pub(super) fn declared(content_type: &str) -> Result<Charset, Problem> {
    let mut parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let value = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    let name = value.map(|(_, value)| value.trim().trim_matches('"').to_ascii_lowercase());
    match name.as_deref() {
        Some("utf-8" | "utf8") => Ok(Charset::Utf8),
        Some("shift_jis" | "shift-jis" | "cp932" | "ms932" | "windows-31j") => Ok(Charset::Cp932),
        _ => Err(Code::LetterCsvCharsetMissing.into()),
    }
}

/// The media type of CSV in a character set.
pub(super) const fn media_type(charset: Charset) -> &'static str {
    match charset {
        Charset::Utf8 => "text/csv; charset=utf-8",
        Charset::Cp932 => "text/csv; charset=shift_jis",
    }
}
