//! The faces a letter is set in: the first that has a character wins.

#[cfg(feature = "bundled")]
mod bundled;
mod cluster;
mod shape;
mod shards;

use std::borrow::Cow;
use std::sync::Arc;

use krilla::text::Font;
use skrifa::FontRef;

use crate::error::PaperError;
pub(crate) use shape::{Glyph, Shaper};
pub use shards::shards;

/// The fonts of a print, in the order in which they are asked for a character.
#[derive(Clone)]
pub struct Fonts(Vec<Face>);

#[derive(Clone)]
struct Face {
    data: Arc<Cow<'static, [u8]>>,
    font: Font,
}

impl Fonts {
    /// Reads fonts (TTF or OTF).
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn new(files: impl IntoIterator<Item = Cow<'static, [u8]>>) -> Result<Fonts, PaperError> {
        let face = |(n, file)| Face::new(file).ok_or(PaperError::Font(n));
        files.into_iter().enumerate().map(face).collect::<Result<_, _>>().map(Fonts)
    }

    /// Adds a font, which is asked after those that are there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn add(&mut self, file: Cow<'static, [u8]>) -> Result<(), PaperError> {
        let face = Face::new(file).ok_or(PaperError::Font(self.0.len()))?;
        self.0.push(face);
        Ok(())
    }

    /// Whether one of them has a character.
    pub fn has(&self, c: char) -> bool {
        Shaper::new(self).missing(c.encode_utf8(&mut [0; 4])).is_empty()
    }

    pub(crate) fn font(&self, face: usize) -> Option<&Font> {
        self.0.get(face).map(|face| &face.font)
    }

    fn refs(&self) -> impl Iterator<Item = Option<FontRef<'_>>> {
        self.0.iter().map(|face| FontRef::new(&face.data).ok())
    }
}

impl Face {
    fn new(file: Cow<'static, [u8]>) -> Option<Face> {
        FontRef::new(&file).ok()?;
        let data = Arc::new(file);
        let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = data.clone();
        Some(Face { font: Font::new(bytes.into(), 0)?, data })
    }
}
