use leptos::prelude::AnyView;

use crate::el::{El, el};

/// The drawn signs. A sign never speaks alone: a word stands beside it, or the control carries a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// 直す: a filled circle with an exclamation mark.
    Fix,
    /// 確かめる: a triangle.
    Check,
    /// ヒント: a ring with an i.
    Hint,
    /// Done: a filled circle with a tick.
    Done,
    /// A bare tick.
    Tick,
    /// ○ not begun.
    Open,
    /// ◐ under way.
    Half,
    /// ↩ returned, undo.
    Back,
    /// ↪ copied, redo.
    Copy,
    /// ⇄ changed.
    Change,
    /// A calendar.
    Calendar,
    /// A clock.
    Clock,
    /// A terminal.
    Terminal,
    /// A cloud.
    Online,
    /// A struck cloud.
    Offline,
    /// A plus.
    Plus,
    /// A printer.
    Print,
    /// A magnifier.
    Search,
    /// A pencil.
    Pencil,
    /// An eye.
    Eye,
    /// A sheet of paper.
    Paper,
    /// A cross.
    Close,
    /// A question mark in a ring.
    Help,
    /// Arrow heads.
    Left,
    /// Arrow heads.
    Right,
    /// Arrow heads.
    Down,
    /// Arrow heads.
    Up,
}

impl Icon {
    /// Path on a 24 × 24 grid.
    const fn drawing(self) -> &'static str {
        match self {
            Icon::Fix => {
                "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm-1.4 4.5.5 7.5h1.8l.5-7.5zM12 15.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8z"
            }
            Icon::Check => {
                "M12 2.5 1.8 20.6h20.4zm-1.1 6.2h2.2l-.4 6.3h-1.4zM12 16.4a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z"
            }
            Icon::Hint => "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 11v5.5M12 7.4v.2",
            Icon::Done => {
                "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm-1.4 14.3 6.6-6.9-1.5-1.4-5.1 5.4-2.4-2.4-1.4 1.4z"
            }
            Icon::Tick => "m5 12.5 4.5 4.5L19 7.5",
            Icon::Open => "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z",
            Icon::Half => "M12 2.8a9.2 9.2 0 1 1 0 18.4 9.2 9.2 0 0 1 0-18.4zm0 2.2v14a7 7 0 0 0 0-14z",
            Icon::Back => "M8 4 3.5 8.5 8 13M4 8.5h10a5.5 5.5 0 0 1 0 11h-3",
            Icon::Copy => "m16 4 4.5 4.5L16 13M20 8.5H10a5.5 5.5 0 0 0 0 11h3",
            Icon::Change => "m16 3 4 4-4 4M20 7H6M8 13l-4 4 4 4M4 17h14",
            Icon::Calendar => "M4 5.5h16v15H4zM4 10h16M8 3v4M16 3v4",
            Icon::Clock => "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5.5l3.5 2",
            Icon::Terminal => "M3 4.5h18v12H3zM9 20.5h6M12 16.5v4",
            Icon::Online => {
                "M7 18.5a4.5 4.5 0 0 1-.6-9 6 6 0 0 1 11.5 1.6A3.8 3.8 0 0 1 17.5 18.5zM9.5 14l2 2 3.5-4"
            }
            Icon::Offline => {
                "M7 18.5a4.5 4.5 0 0 1-.6-9 6 6 0 0 1 11.5 1.6A3.8 3.8 0 0 1 17.5 18.5zM4 3.5l16.5 17"
            }
            Icon::Plus => "M12 5v14M5 12h14",
            Icon::Print => "M7 8V3.5h10V8M7 17H4V9.5h16V17h-3M7 14h10v6.5H7z",
            Icon::Search => "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.3 15.3 21 21",
            Icon::Pencil => {
                "m4 20 .8-4L16 4.8a1.5 1.5 0 0 1 2.1 0l1.1 1.1a1.5 1.5 0 0 1 0 2.1L8 19.2zM14 7l3 3"
            }
            Icon::Eye => {
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z"
            }
            Icon::Paper => "M6 3.5h8.5L18 7v13.5H6zM9 11h6M9 15h6",
            Icon::Close => "m6 6 12 12M18 6 6 18",
            Icon::Help => {
                "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM9.5 9.6a2.6 2.6 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.8M12 16.8v.2"
            }
            Icon::Left => "m14.5 5-7 7 7 7",
            Icon::Right => "m9.5 5 7 7-7 7",
            Icon::Down => "m5 9.5 7 7 7-7",
            Icon::Up => "m5 14.5 7-7 7 7",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Icon::Fix => "icon icon--solid icon--error",
            Icon::Check => "icon icon--solid icon--warn",
            Icon::Hint => "icon icon--hint",
            Icon::Done => "icon icon--solid icon--done",
            Icon::Half => "icon icon--solid",
            _ => "icon",
        }
    }
}

/// Draws a sign; hidden from assistive technology, since a word stands beside it.
pub fn sign(which: Icon) -> El {
    el("svg")
        .class(which.class())
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(el("path").attr("d", which.drawing()).attr("fill-rule", "evenodd"))
}

/// [`sign`] as a view.
pub fn icon(which: Icon) -> AnyView {
    sign(which).any()
}
