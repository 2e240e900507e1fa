//! Composed pages to PDF.

mod canvas;
mod glyphs;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::Size;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;

use crate::Print;
use crate::compose::{Ink, Page};
use crate::error::PaperError;
use crate::fonts::{Fonts, Shaper};
use crate::options::Options;

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;
/// A4 in millimetres.
const A4: (f32, f32) = (210.0, 297.0);

pub(crate) fn write(
    pages: impl IntoIterator<Item = Page>,
    options: &Options,
    fonts: &Fonts,
) -> Result<Print, PaperError> {
    let failed = |error: &dyn core::fmt::Debug| PaperError::Pdf(format!("{error:?}"));
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_U).finish();
    let mut document = Document::new_with(SerializeSettings {
        configuration: configuration.map_err(|error| failed(&error))?,
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    document.set_metadata(
        Metadata::new()
            .title("主治医意見書".to_owned())
            .language("ja".to_owned())
            .creation_date(day(options.today)),
    );
    let shaper = Shaper::new(fonts);
    let mut notes = Vec::new();
    let size = Size::from_wh(A4.0 * POINTS, A4.1 * POINTS).ok_or_else(|| failed(&A4))?;
    for page in pages {
        let mut page_out = document.start_page_with(PageSettings::new(size));
        let mut canvas = canvas::Canvas::new(page_out.surface(), options.offset());
        let drawn = canvas.draw(&page, fonts, &shaper, &mut notes);
        // A canvas left open panics when it is dropped.
        canvas.finish();
        drawn?;
        page_out.finish();
    }
    let pdf = document.finish().map_err(|error| failed(&error))?;
    Ok(Print { pdf, notes })
}

fn day(date: ja::Date) -> DateTime {
    let year = u16::try_from(date.year()).unwrap_or_default();
    DateTime::new(year).month(date.month()).day(date.day())
}

pub(crate) fn missing(pages: &[Page], fonts: &Fonts) -> Vec<char> {
    let shaper = Shaper::new(fonts);
    let mut missing = Vec::new();
    for ink in pages.iter().flat_map(|page| &page.inks) {
        if let Ink::Text { text, .. } = ink {
            for c in shaper.missing(text) {
                if !missing.contains(&c) {
                    missing.push(c);
                }
            }
        }
    }
    missing
}
