//! Characters to glyphs.

use std::ops::Range;

use ja::width::char_columns;
use skrifa::charmap::{Charmap, MapVariant};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{GlyphId, MetadataProvider};

use super::Fonts;
use super::cluster::{Cluster, clusters};
use crate::error::{Note, PaperError};

/// A glyph on a line.
#[derive(Debug)]
pub(crate) struct Glyph {
    /// Which font.
    pub(crate) face: usize,
    pub(crate) id: u32,
    /// The text it stands for, in bytes of the line.
    pub(crate) range: Range<usize>,
    /// Half-width columns before it.
    pub(crate) column: usize,
    /// The columns it takes.
    pub(crate) columns: usize,
    /// Its own width in columns.
    pub(crate) width: f32,
}

/// Finds the glyphs of lines.
pub(crate) struct Shaper<'a>(Vec<Option<Maps<'a>>>);

struct Maps<'a> {
    characters: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    units_per_em: f32,
}

impl<'a> Shaper<'a> {
    pub(crate) fn new(fonts: &'a Fonts) -> Shaper<'a> {
        let maps = fonts.refs().map(|font| {
            let font = font?;
            let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
            Some(Maps {
                characters: font.charmap(),
                metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
                units_per_em: units.into(),
            })
        });
        Shaper(maps.collect())
    }

    /// The glyphs of a line; what had to be replaced by something close is added to `notes`.
    pub(crate) fn line(&self, line: &str, notes: &mut Vec<Note>) -> Result<Vec<Glyph>, PaperError> {
        let clusters = clusters(line);
        let mut glyphs = Vec::with_capacity(clusters.len());
        let mut column = 0;
        for (n, cluster) in clusters.iter().enumerate() {
            let end = clusters.get(n + 1).map_or(line.len(), |next| next.start);
            let visible_end = cluster.marks.first().map_or(end, |(at, _)| *at);
            let (face, id) = self.base(cluster, notes)?;
            let columns = char_columns(cluster.base);
            let place =
                |face, id, range| Glyph { face, id, range, column, columns, width: self.width(face, id) };
            glyphs.push(place(face, id.to_u32(), cluster.start..visible_end));
            for (at, mark) in &cluster.marks {
                let (face, id) = self.find(*mark).ok_or(PaperError::NoGlyph(*mark))?;
                glyphs.push(place(face, id.to_u32(), *at..at + mark.len_utf8()));
            }
            column += columns;
        }
        Ok(glyphs)
    }

    /// The characters of a line that no font has.
    pub(crate) fn missing(&self, line: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for cluster in clusters(line) {
            let characters = [cluster.base].into_iter().chain(cluster.marks.iter().map(|(_, mark)| *mark));
            missing.extend(characters.filter(|c| self.find(*c).is_none()));
        }
        missing
    }

    fn base(&self, cluster: &Cluster, notes: &mut Vec<Note>) -> Result<(usize, GlyphId), PaperError> {
        if let Some(selector) = cluster.selector {
            if let Some(found) = self.variant(cluster.base, selector) {
                return Ok(found);
            }
            let note = Note::Variant([cluster.base, selector].iter().collect());
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        self.find(cluster.base).ok_or(PaperError::NoGlyph(cluster.base))
    }

    fn find(&self, c: char) -> Option<(usize, GlyphId)> {
        self.first(|maps| maps.characters.map(c))
    }

    fn variant(&self, base: char, selector: char) -> Option<(usize, GlyphId)> {
        self.first(|maps| match maps.characters.map_variant(base, selector)? {
            MapVariant::UseDefault => maps.characters.map(base),
            MapVariant::Variant(id) => Some(id),
        })
    }

    fn first(&self, find: impl Fn(&Maps<'_>) -> Option<GlyphId>) -> Option<(usize, GlyphId)> {
        let found = |(face, maps): (usize, &Option<Maps<'_>>)| Some((face, find(maps.as_ref()?)?));
        self.0.iter().enumerate().filter_map(found).find(|(_, id)| id.to_u32() != 0)
    }

    fn width(&self, face: usize, id: u32) -> f32 {
        let maps = self.0.get(face).and_then(Option::as_ref);
        let of =
            |maps: &Maps<'_>| Some(2.0 * maps.metrics.advance_width(GlyphId::new(id))? / maps.units_per_em);
        maps.and_then(of).unwrap_or(2.0)
    }
}
