use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use crate::fonts::{Fonts, Glyph};

/// From the middle of a line of full-width characters down to their baseline, in parts of the size.
const BASELINE: f32 = 0.38;

/// Sets a line: `at` is its left end and its middle, `pitch` the width of a half-width column.
///
/// A glyph narrower or wider than its columns stands in their middle.
pub(super) fn draw(
    surface: &mut Surface<'_>,
    at: (f32, f32),
    size: f32,
    pitch: f32,
    text: &str,
    line: &[Glyph],
    fonts: &Fonts,
) {
    let em = pitch / size;
    for run in line.chunk_by(|a, b| a.face == b.face) {
        let (Some(first), Some(font)) = (run.first(), run.first().and_then(|glyph| fonts.font(glyph.face)))
        else {
            continue;
        };
        let mut glyphs: Vec<KrillaGlyph> = Vec::with_capacity(run.len());
        for (n, glyph) in run.iter().enumerate() {
            let next = run.get(n + 1).map_or(glyph.column + glyph.columns, |next| next.column);
            let own = glyph.width / 2.0;
            let place = glyph.columns as f32 * em;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(glyph.id),
                (next - glyph.column) as f32 * em,
                (place - own) / 2.0,
                0.0,
                0.0,
                glyph.range.clone(),
                None,
            ));
        }
        let start = Point::from_xy(at.0 + first.column as f32 * pitch, at.1 + BASELINE * size);
        surface.draw_glyphs(start, &glyphs, font.clone(), text, size, false);
    }
}
