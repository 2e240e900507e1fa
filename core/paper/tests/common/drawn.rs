//! What a PDF's content streams draw, in millimetres from the paper's top-left corner.

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object};

pub(crate) const MM: f32 = 25.4 / 72.0;

/// A closed shape or a line, as the rectangle around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shape {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) w: f32,
    pub(crate) h: f32,
    pub(crate) points: usize,
    pub(crate) curved: bool,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub(crate) shapes: Vec<Shape>,
    /// Where each run of glyphs begins, on its baseline.
    pub(crate) runs: Vec<(f32, f32)>,
}

type Matrix = [f32; 6];

fn times(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

/// Reads the pages of a PDF.
pub(crate) fn pages(pdf: &[u8]) -> Vec<Drawn> {
    let document = Document::load_mem(pdf).unwrap();
    document
        .get_pages()
        .into_values()
        .map(|id| {
            let content = Content::decode(&document.get_page_content(id)).unwrap();
            let page = document.get_dictionary(id).unwrap();
            let Ok(Object::Array(media)) = page.get(b"MediaBox") else { panic!("no MediaBox") };
            let height = media[3].as_float().unwrap();
            assert!(
                (media[2].as_float().unwrap() * MM - 210.0).abs() < 0.05
                    && (height * MM - 297.0).abs() < 0.05
            );
            page_of(&content.operations, height)
        })
        .collect()
}

fn page_of(operations: &[Operation], height: f32) -> Drawn {
    let mut drawn = Drawn::default();
    let mut matrix: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let mut text: Matrix = matrix;
    let mut kept = Vec::new();
    let mut path: Vec<(Vec<(f32, f32)>, bool)> = Vec::new();
    for Operation { operator, operands } in operations {
        let n: Vec<f32> = operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
        let at = |m: Matrix, x: f32, y: f32| {
            let p = times([1.0, 0.0, 0.0, 1.0, x, y], m);
            (p[4] * MM, (height - p[5]) * MM)
        };
        match operator.as_str() {
            "q" => kept.push(matrix),
            "Q" => matrix = kept.pop().unwrap(),
            "cm" => matrix = times([n[0], n[1], n[2], n[3], n[4], n[5]], matrix),
            "m" => path.push((vec![at(matrix, n[0], n[1])], false)),
            "l" => path.last_mut().unwrap().0.push(at(matrix, n[0], n[1])),
            "c" => {
                let last = path.last_mut().unwrap();
                last.0.push(at(matrix, n[4], n[5]));
                last.1 = true;
            }
            "re" => {
                let corners =
                    [(n[0], n[1]), (n[0] + n[2], n[1]), (n[0] + n[2], n[1] + n[3]), (n[0], n[1] + n[3])];
                path.push((corners.map(|(x, y)| at(matrix, x, y)).to_vec(), false));
            }
            "S" | "s" | "f" | "B" | "n" => {
                drawn.shapes.extend(path.drain(..).map(|(points, curved)| around(&points, curved)));
            }
            "BT" => text = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            "Tm" => text = [n[0], n[1], n[2], n[3], n[4], n[5]],
            "Tj" | "TJ" => drawn.runs.push(at(times(text, matrix), 0.0, 0.0)),
            _ => {}
        }
    }
    drawn
}

fn around(points: &[(f32, f32)], curved: bool) -> Shape {
    let fold = |of: fn(&(f32, f32)) -> f32, with: fn(f32, f32) -> f32, from: f32| {
        points.iter().map(of).fold(from, with)
    };
    let (x, y) = (fold(|p| p.0, f32::min, f32::MAX), fold(|p| p.1, f32::min, f32::MAX));
    let (right, bottom) = (fold(|p| p.0, f32::max, f32::MIN), fold(|p| p.1, f32::max, f32::MIN));
    Shape { x, y, w: right - x, h: bottom - y, points: points.len(), curved }
}
