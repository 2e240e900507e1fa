use krilla::color::luma;
use krilla::geom::{Path, PathBuilder, Rect, Transform};
use krilla::paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;

use super::POINTS;
use super::glyphs;
use crate::compose::{Ink, Line, Page};
use crate::error::{Note, PaperError};
use crate::fonts::{Fonts, Shaper};
use crate::options::Offset;

/// Strength of an answer's strokes (checks, circles, underlines), in millimetres.
const PEN: f32 = 0.35;

/// Draws inks given in millimetres.
pub(super) struct Canvas<'a>(Surface<'a>);

impl<'a> Canvas<'a> {
    pub(super) fn new(mut surface: Surface<'a>, offset: Offset) -> Canvas<'a> {
        surface.push_transform(&Transform::from_row(
            POINTS,
            0.0,
            0.0,
            POINTS,
            offset.right * POINTS,
            offset.down * POINTS,
        ));
        surface.set_fill(Some(Fill::default()));
        Canvas(surface)
    }

    pub(super) fn finish(mut self) {
        self.0.pop();
        self.0.finish();
    }

    pub(super) fn draw(
        &mut self,
        page: &Page,
        fonts: &Fonts,
        shaper: &Shaper<'_>,
        notes: &mut Vec<Note>,
    ) -> Result<(), PaperError> {
        for line in Line::ALL {
            self.strokes(&page.inks, line);
        }
        self.pen(&page.inks);
        for ink in &page.inks {
            if let Ink::Text { x, y, size, pitch, text } = ink {
                let line = shaper.line(text, notes)?;
                glyphs::draw(&mut self.0, (*x, *y), *size, *pitch, text, &line, fonts);
            }
        }
        Ok(())
    }

    /// Every line and rectangle of one kind as one path.
    fn strokes(&mut self, inks: &[Ink], wanted: Line) {
        let mut path = PathBuilder::new();
        for ink in inks {
            match *ink {
                Ink::Rule { from, to, line } if line == wanted => {
                    path.move_to(from.0, from.1);
                    path.line_to(to.0, to.1);
                }
                Ink::Frame { x, y, w, h, line } if line == wanted => {
                    if let Some(rect) = Rect::from_xywh(x, y, w, h) {
                        path.push_rect(rect);
                    }
                }
                _ => {}
            }
        }
        let dash = wanted.dash().map(|dash| StrokeDash { array: vec![dash, dash], offset: 0.0 });
        self.stroke(path.finish(), wanted.width(), wanted.grey(), dash);
    }

    /// Checks, circles and underlines.
    fn pen(&mut self, inks: &[Ink]) {
        let mut path = PathBuilder::new();
        for ink in inks {
            match *ink {
                Ink::Check { x, y, size } => {
                    path.move_to(x + 0.08 * size, y + 0.45 * size);
                    path.line_to(x + 0.4 * size, y + 0.88 * size);
                    path.line_to(x + 1.12 * size, y - 0.12 * size);
                }
                Ink::Circle { x, y, w, h } => ellipse(&mut path, x, y, w, h),
                Ink::Underline { from, to } => {
                    path.move_to(from.0, from.1);
                    path.line_to(to.0, to.1);
                }
                _ => {}
            }
        }
        self.stroke(path.finish(), PEN, 0, None);
    }

    fn stroke(&mut self, path: Option<Path>, width: f32, grey: u8, dash: Option<StrokeDash>) {
        let Some(path) = path else { return };
        self.0.set_fill(None);
        self.0.set_stroke(Some(Stroke {
            paint: luma::Color::new(grey).into(),
            width,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Miter,
            dash,
            ..Stroke::default()
        }));
        self.0.draw_path(&path);
        self.0.set_stroke(None);
        self.0.set_fill(Some(Fill::default()));
    }
}

/// An ellipse of four curves inside a rectangle.
fn ellipse(path: &mut PathBuilder, x: f32, y: f32, w: f32, h: f32) {
    /// How far the handles reach for a curve closest to a quarter of a circle.
    const HANDLE: f32 = 0.552_285;
    let (rx, ry) = (w / 2.0, h / 2.0);
    let (cx, cy) = (x + rx, y + ry);
    let (hx, hy) = (rx * HANDLE, ry * HANDLE);
    path.move_to(cx + rx, cy);
    path.cubic_to(cx + rx, cy + hy, cx + hx, cy + ry, cx, cy + ry);
    path.cubic_to(cx - hx, cy + ry, cx - rx, cy + hy, cx - rx, cy);
    path.cubic_to(cx - rx, cy - hy, cx - hx, cy - ry, cx, cy - ry);
    path.cubic_to(cx + hx, cy - ry, cx + rx, cy - hy, cx + rx, cy);
    path.close();
}
