/// A page before it is a PDF: what is drawn where, in millimetres from the paper's top-left corner.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) inks: Vec<Ink>,
}

/// A place on the paper.
pub(crate) type At = (f32, f32);

/// One thing drawn.
#[derive(Debug, Clone)]
pub(crate) enum Ink {
    /// A line of text: `x` is its left end, `y` its middle, `size` the width of a full-width character, `pitch` how far
    /// one half-width column is from the next.
    Text { x: f32, y: f32, size: f32, pitch: f32, text: String },
    /// A straight line.
    Rule { from: At, to: At, line: Line },
    /// A rectangle.
    Frame { x: f32, y: f32, w: f32, h: f32, line: Line },
    /// A check mark in the box at this corner.
    Check { x: f32, y: f32, size: f32 },
    /// A circle round a printed word, filling this rectangle.
    Circle { x: f32, y: f32, w: f32, h: f32 },
    /// A line under a printed word.
    Underline { from: At, to: At },
}

/// How a printed line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// A check box.
    Box,
    /// The frame of a section.
    Frame,
    /// A division inside a section.
    Thin,
    /// A writing line.
    Dotted,
}

impl Line {
    pub(crate) const ALL: [Line; 4] = [Line::Box, Line::Frame, Line::Thin, Line::Dotted];

    /// Millimetres.
    pub(crate) const fn width(self) -> f32 {
        match self {
            Line::Box => 0.2,
            Line::Frame => 0.3,
            Line::Thin => 0.12,
            Line::Dotted => 0.08,
        }
    }

    /// From black (0) to white.
    pub(crate) const fn grey(self) -> u8 {
        match self {
            Line::Dotted => 150,
            _ => 0,
        }
    }

    /// Length of dashes and gaps in millimetres.
    pub(crate) const fn dash(self) -> Option<f32> {
        match self {
            Line::Dotted => Some(0.6),
            _ => None,
        }
    }
}

impl Page {
    /// Sets a line of text, `y` being its middle.
    pub(crate) fn text(&mut self, x: f32, y: f32, size: f32, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.inks.push(Ink::Text { x, y, size, pitch: size / 2.0, text });
        }
    }

    /// Sets a line of text between writing lines: its characters are a little smaller than their places, so that full
    /// lines above one another can be told apart.
    pub(crate) fn ruled(&mut self, x: f32, y: f32, size: f32, text: impl Into<String>) {
        const CHARACTER: f32 = 0.9;
        let text = text.into();
        if !text.is_empty() {
            self.inks.push(Ink::Text { x, y, size: size * CHARACTER, pitch: size / 2.0, text });
        }
    }

    /// Sets a line of text in the middle of a width.
    pub(crate) fn centred(&mut self, x: f32, w: f32, y: f32, size: f32, text: impl Into<String>) {
        let text = text.into();
        let taken = ja::width::columns(&text) as f32 * size / 2.0;
        self.text(x + ((w - taken) / 2.0).max(0.0), y, size, text);
    }

    pub(crate) fn rule(&mut self, from: At, to: At, line: Line) {
        self.inks.push(Ink::Rule { from, to, line });
    }

    pub(crate) fn frame(&mut self, x: f32, y: f32, w: f32, h: f32, line: Line) {
        self.inks.push(Ink::Frame { x, y, w, h, line });
    }
}
