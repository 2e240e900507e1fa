use serde::Deserialize;
use x509_parser::x509::X509Name;

/// Digits of a 医療機関コード as certificates hold it, with its prefecture and its kind.
const DIGITS: usize = 10;

/// Where a certificate's subject holds the 医療機関コード: in one attribute, between two fixed texts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    attribute: Attribute,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
}

/// An attribute of a subject.
#[derive(Debug, Clone, Copy, Deserialize)]
enum Attribute {
    #[serde(rename = "CN")]
    CommonName,
    #[serde(rename = "OU")]
    Unit,
    #[serde(rename = "O")]
    Organisation,
    #[serde(rename = "serialNumber")]
    SerialNumber,
    #[serde(rename = "UID")]
    UserId,
}

impl Attribute {
    fn id(self) -> &'static str {
        match self {
            Attribute::CommonName => "2.5.4.3",
            Attribute::Unit => "2.5.4.11",
            Attribute::Organisation => "2.5.4.10",
            Attribute::SerialNumber => "2.5.4.5",
            Attribute::UserId => "0.9.2342.19200300.100.1.1",
        }
    }
}

impl Rule {
    /// The one 医療機関コード the subject holds by this rule; none when it holds none or several.
    pub(super) fn office_no(&self, subject: &X509Name<'_>) -> Option<String> {
        let mut found = subject
            .iter_attributes()
            .filter(|part| part.attr_type().to_id_string() == self.attribute.id())
            .filter_map(|part| {
                let text = part.as_str().ok()?;
                let number = text.strip_prefix(&*self.before)?.strip_suffix(&*self.after)?;
                let is_one = number.len() == DIGITS && number.bytes().all(|digit| digit.is_ascii_digit());
                is_one.then(|| number.to_owned())
            });
        let number = found.next()?;
        found.next().is_none().then_some(number)
    }
}
