/// The files of `core/paper/fonts` that may have a character which the fonts at hand lack, in the order in which they are to
/// be loaded: the other kanji of the first face, then the kanji it lacks. Not every one of them is there.
pub fn shards(c: char) -> Option<[String; 2]> {
    let code = u32::from(c);
    let first = match code {
        0x3400..=0x9FFF => 0x3400 + (code - 0x3400) / 0x400 * 0x400,
        0xF900..=0xFAFF => 0xF900,
        0x2_0000..=0x3_1FFF => code / 0x2000 * 0x2000,
        _ => return None,
    };
    Some([format!("BIZUDMincho-{first:05X}.ttf"), format!("NotoSerifCJK-{first:05X}.otf")])
}

#[cfg(test)]
mod tests {
    use super::shards;

    #[test]
    fn a_rare_kanji_names_its_files() {
        let files = |c| shards(c).map(|[_, second]| second);
        assert_eq!(files('𠮷').as_deref(), Some("NotoSerifCJK-20000.otf"));
        assert_eq!(files('㐂').as_deref(), Some("NotoSerifCJK-03400.otf"));
        assert_eq!(files('鿫').as_deref(), Some("NotoSerifCJK-09C00.otf"));
        assert_eq!(files('\u{FA2F}').as_deref(), Some("NotoSerifCJK-0F900.otf"));
        assert_eq!(shards('楤').map(|[first, _]| first).as_deref(), Some("BIZUDMincho-06800.ttf"));
        assert_eq!(shards('あ'), None);
    }
}
