//! The fonts of this repository, for programs that carry them along.

use std::borrow::Cow;

use super::Fonts;
use crate::error::PaperError;

macro_rules! face {
    ($name:literal) => {
        include_bytes!(concat!("../../fonts/", $name))
    };
}

/// The first face and its shards, then the shards of the second.
const FILES: [&[u8]; 73] = [
    face!("BIZUDMincho-Regular.ttf"),
    face!("BIZUDMincho-03400.ttf"),
    face!("BIZUDMincho-03800.ttf"),
    face!("BIZUDMincho-03C00.ttf"),
    face!("BIZUDMincho-04000.ttf"),
    face!("BIZUDMincho-04400.ttf"),
    face!("BIZUDMincho-04800.ttf"),
    face!("BIZUDMincho-04C00.ttf"),
    face!("BIZUDMincho-05000.ttf"),
    face!("BIZUDMincho-05400.ttf"),
    face!("BIZUDMincho-05800.ttf"),
    face!("BIZUDMincho-05C00.ttf"),
    face!("BIZUDMincho-06000.ttf"),
    face!("BIZUDMincho-06400.ttf"),
    face!("BIZUDMincho-06800.ttf"),
    face!("BIZUDMincho-06C00.ttf"),
    face!("BIZUDMincho-07000.ttf"),
    face!("BIZUDMincho-07400.ttf"),
    face!("BIZUDMincho-07800.ttf"),
    face!("BIZUDMincho-07C00.ttf"),
    face!("BIZUDMincho-08000.ttf"),
    face!("BIZUDMincho-08400.ttf"),
    face!("BIZUDMincho-08800.ttf"),
    face!("BIZUDMincho-08C00.ttf"),
    face!("BIZUDMincho-09000.ttf"),
    face!("BIZUDMincho-09400.ttf"),
    face!("BIZUDMincho-09800.ttf"),
    face!("BIZUDMincho-09C00.ttf"),
    face!("BIZUDMincho-0F900.ttf"),
    face!("BIZUDMincho-20000.ttf"),
    face!("BIZUDMincho-22000.ttf"),
    face!("BIZUDMincho-24000.ttf"),
    face!("BIZUDMincho-26000.ttf"),
    face!("BIZUDMincho-28000.ttf"),
    face!("BIZUDMincho-2A000.ttf"),
    face!("BIZUDMincho-2E000.ttf"),
    face!("NotoSerifCJK-03400.otf"),
    face!("NotoSerifCJK-03800.otf"),
    face!("NotoSerifCJK-03C00.otf"),
    face!("NotoSerifCJK-04000.otf"),
    face!("NotoSerifCJK-04400.otf"),
    face!("NotoSerifCJK-04800.otf"),
    face!("NotoSerifCJK-04C00.otf"),
    face!("NotoSerifCJK-05000.otf"),
    face!("NotoSerifCJK-05400.otf"),
    face!("NotoSerifCJK-05800.otf"),
    face!("NotoSerifCJK-05C00.otf"),
    face!("NotoSerifCJK-06000.otf"),
    face!("NotoSerifCJK-06400.otf"),
    face!("NotoSerifCJK-06800.otf"),
    face!("NotoSerifCJK-06C00.otf"),
    face!("NotoSerifCJK-07000.otf"),
    face!("NotoSerifCJK-07400.otf"),
    face!("NotoSerifCJK-07800.otf"),
    face!("NotoSerifCJK-07C00.otf"),
    face!("NotoSerifCJK-08000.otf"),
    face!("NotoSerifCJK-08400.otf"),
    face!("NotoSerifCJK-08800.otf"),
    face!("NotoSerifCJK-08C00.otf"),
    face!("NotoSerifCJK-09000.otf"),
    face!("NotoSerifCJK-09400.otf"),
    face!("NotoSerifCJK-09800.otf"),
    face!("NotoSerifCJK-09C00.otf"),
    face!("NotoSerifCJK-0F900.otf"),
    face!("NotoSerifCJK-20000.otf"),
    face!("NotoSerifCJK-22000.otf"),
    face!("NotoSerifCJK-24000.otf"),
    face!("NotoSerifCJK-26000.otf"),
    face!("NotoSerifCJK-28000.otf"),
    face!("NotoSerifCJK-2A000.otf"),
    face!("NotoSerifCJK-2C000.otf"),
    face!("NotoSerifCJK-2E000.otf"),
    face!("NotoSerifCJK-30000.otf"),
];

impl Fonts {
    /// Every font of this repository.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn bundled() -> Result<Fonts, PaperError> {
        Fonts::new(FILES.map(Cow::Borrowed))
    }
}
