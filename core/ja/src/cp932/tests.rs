//! The codec against encoding_rs, which follows the same standard.

use super::{Undecodable, Unmappable, decode, encode};
use crate::repertoire::in_cp932;
use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;

fn reference(bytes: &[u8]) -> Option<String> {
    SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into)
}

#[test]
fn every_code_is_read_as_the_standard_says() {
    for first in 0..=0xFF {
        assert_eq!(decode(&[first]).ok(), reference(&[first]), "{first:02X}");
        for second in 0..=0xFF {
            let pair = [first, second];
            assert_eq!(decode(&pair).ok(), reference(&pair), "{pair:02X?}");
        }
    }
}

#[test]
fn every_character_of_the_repertoire_is_written_as_the_standard_says_and_no_other() {
    for c in '\0'..=char::MAX {
        let text = c.to_string();
        match encode(&text) {
            Ok(bytes) => {
                assert!(in_cp932(c), "{c:?}");
                assert_eq!(bytes, *SHIFT_JIS.encode(&text).0, "{c:?}");
                assert_eq!(decode(&bytes), Ok(text));
            }
            Err(error) => {
                assert!(!in_cp932(c), "{c:?}");
                assert_eq!(error, Unmappable { char: c, at: 0 });
            }
        }
    }
}

#[test]
fn what_cp932_lacks_is_named_with_its_place() {
    for (text, char, at) in [
        ("𠮷田", '𠮷', 0),
        ("葛\u{E0100}城", '\u{E0100}', 3),
        ("外字\u{E000}", '\u{E000}', 6),
        ("10〜20", '〜', 2),
        ("−5", '−', 0),
        ("¥100", '¥', 0),
        ("繫", '繫', 0),
    ] {
        assert_eq!(encode(text), Err(Unmappable { char, at }), "{text}");
    }
    assert_eq!(encode("～－￥").unwrap(), [0x81, 0x60, 0x81, 0x7C, 0x81, 0x8F]);
}

#[test]
fn of_duplicates_the_one_windows_writes_is_written() {
    // ¬ is also 87.. and FA54, ∵ also 879A and FA5B, Ⅰ also FA4A; 髙 also EEE0; 纊 also ED40.
    for (text, code) in [
        ("￢", [0x81, 0xCA]),
        ("∵", [0x81, 0xE6]),
        ("Ⅰ", [0x87, 0x54]),
        ("髙", [0xFB, 0xFC]),
        ("纊", [0xFA, 0x5C]),
    ] {
        assert_eq!(encode(text).unwrap(), code, "{text}");
    }
}

#[test]
fn gaiji_are_read_but_not_written() {
    assert_eq!(decode(&[0xF0, 0x40]).unwrap(), "\u{E000}");
    assert_eq!(decode(&[0xF9, 0xFC]).unwrap(), "\u{E757}");
    assert!(encode("\u{E757}").is_err());
}

#[test]
fn broken_bytes_are_placed() {
    assert_eq!(decode(b"ab\x82"), Err(Undecodable { at: 2 }));
    assert_eq!(decode(b"\x82\xA0\xA0"), Err(Undecodable { at: 2 }));
    assert_eq!(decode(b"\x82\x20"), Err(Undecodable { at: 0 }));
    assert_eq!(decode("令和".as_bytes()).ok(), reference("令和".as_bytes()));
}

proptest! {
    #[test]
    fn any_bytes_are_read_as_encoding_rs_reads_them(bytes in prop::collection::vec(0_u8.., 0..40)) {
        prop_assert_eq!(decode(&bytes).ok(), reference(&bytes));
    }

    #[test]
    fn what_is_written_is_read_again(text in "[ -~ぁ-んァ-ヶ一-龠ｱ-ﾝ①-⑳\n]{0,60}") {
        if let Ok(bytes) = encode(&text) {
            prop_assert_eq!(decode(&bytes), Ok(text));
        }
    }
}
