/// A part of the second face: the kanji of one range that the first face lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// The first code point of the range.
    pub first: u32,
    /// The last.
    pub last: u32,
}

impl Shard {
    /// The file's name in `core/paper/fonts`.
    pub fn file(self) -> String {
        format!("NotoSerifCJK-{:05X}.otf", self.first)
    }
}

/// The shard to load for a character that the fonts at hand lack, if there may be one.
pub fn shard(c: char) -> Option<Shard> {
    let code = u32::from(c);
    let of = |first: u32, step: u32| {
        let first = first + (code - first) / step * step;
        Some(Shard { first, last: first + step - 1 })
    };
    match code {
        0x3400..=0x9FFF => of(0x3400, 0x400),
        0xF900..=0xFAFF => of(0xF900, 0x200),
        0x2_0000..=0x3_1FFF => of(0x2_0000, 0x2000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_kanji_names_its_file() {
        let file = |c| shard(c).map(Shard::file);
        assert_eq!(file('𠮷').as_deref(), Some("NotoSerifCJK-20000.otf"));
        assert_eq!(file('㐂').as_deref(), Some("NotoSerifCJK-03400.otf"));
        assert_eq!(file('鿫').as_deref(), Some("NotoSerifCJK-09C00.otf"));
        assert_eq!(file('あ'), None);
    }
}
