//! Whether a passphrase is worth its key: length first, and nothing that is guessed before length counts.

/// How strong a passphrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// Nothing was typed.
    Empty,
    /// Fewer than [`LEAST`] characters.
    Short,
    /// The same few characters over and over, or along the keyboard.
    Monotonous,
    /// Digits alone: a date, a telephone number.
    Digits,
    /// What is guessed first.
    Common,
    /// Good.
    Good,
}

/// The least number of characters.
const LEAST: usize = 12;
/// The least number of different ones.
const DIFFERENT: usize = 7;
/// What lists of stolen passwords begin with, and what is near here.
const COMMON: [&str; 14] = [
    "password", "passw0rd", "p@ssword", "qwerty", "asdfgh", "zxcvbn", "iloveyou", "welcome", "letmein",
    "admin", "ikensho", "kaigo", "hospital", "clinic",
];

/// Judges a passphrase. Text that is no Latin is judged by its length alone.
pub fn strength(typed: &str) -> Strength {
    let characters: Vec<char> = typed.chars().collect();
    if characters.is_empty() {
        return Strength::Empty;
    }
    if characters.len() < LEAST {
        return Strength::Short;
    }
    if characters.iter().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '/')) {
        return Strength::Digits;
    }
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let steps = characters.windows(2).filter(|pair| match pair {
        [a, b] => (*b as u32).wrapping_sub(*a as u32).wrapping_add(1) <= 2,
        _ => false,
    });
    if different.len() < DIFFERENT || steps.count() * 2 > characters.len() {
        return Strength::Monotonous;
    }
    let plain = typed.to_ascii_lowercase();
    let left = COMMON.iter().fold(plain, |rest, word| rest.replace(word, ""));
    if left.chars().count() < LEAST - 4 {
        return Strength::Common;
    }
    Strength::Good
}

impl Strength {
    /// In words.
    pub const fn sentence(self) -> &'static str {
        match self {
            Strength::Empty => "パスフレーズを入力してください。",
            Strength::Short => "12文字以上にしてください。",
            Strength::Monotonous => "同じ文字や、並んだ文字が多すぎます。ほかの言葉も加えてください。",
            Strength::Digits => "数字だけでは、すぐに当てられます。言葉を加えてください。",
            Strength::Common => "よく使われる言葉が中心です。関係のない言葉を加えてください。",
            Strength::Good => "十分な強さです。",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Strength, strength};

    #[test]
    fn length_comes_first_and_what_is_guessed_first_does_not_count() {
        let cases = [
            ("", Strength::Empty),
            ("ねこ-山-電車", Strength::Short),
            ("Xk3$vQ9-aB7", Strength::Short),
            ("0312345678 99", Strength::Digits),
            ("2026-11-26-2027", Strength::Digits),
            ("aaaaaaaaaaaaaaaa", Strength::Monotonous),
            ("abcdefghijklmnop", Strength::Monotonous),
            ("kakakakakakakaka", Strength::Monotonous),
            ("Password-ikensho", Strength::Common),
            ("hospital-admin9", Strength::Common),
            ("correct horse battery staple", Strength::Good),
            ("むらさきの鯨が図書館で笛を吹く", Strength::Good),
            ("Vq7-tokage-hibari-52", Strength::Good),
        ];
        for (typed, expected) in cases {
            assert_eq!(strength(typed), expected, "{typed}");
        }
    }

    #[test]
    fn every_answer_but_good_says_what_to_do() {
        for typed in ["", "short", "123456789012", "aaaaaaaaaaaa", "password1234"] {
            assert_ne!(strength(typed), Strength::Good);
            assert!(strength(typed).sentence().contains("ください"), "{typed}");
        }
    }
}
