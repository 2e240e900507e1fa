//! A facility's recovery key as a person copies it from paper: Crockford's digits in groups of four, the last a check.

/// Crockford's base 32: no I, L, O or U, which are read as something else.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bytes of a key.
const BYTES: usize = 32;
/// Digits of a key: 256 bits, 5 a digit.
const LENGTH: usize = (BYTES * 8).div_ceil(5);
/// Digits of the check.
const CHECK: usize = 4;
/// The largest prime of 20 bits: one wrong digit, or two that changed places, always changes the sum.
const PRIME: u32 = 1_048_573;

/// Writes a key: fourteen groups of four digits.
pub fn write_code(key: &[u8; BYTES]) -> String {
    let bit = |n: usize| key.get(n / 8).is_some_and(|byte| byte >> (7 - n % 8) & 1 == 1);
    let digit_at = |n: usize| (5 * n..5 * n + 5).fold(0, |value, n| value << 1 | u32::from(bit(n)));
    let sum = sum(key);
    let all = (0..LENGTH).map(digit_at).chain((0..CHECK).map(|n| sum >> (5 * (CHECK - 1 - n)) & 31));
    let mut code = String::with_capacity((LENGTH + CHECK) * 5 / 4);
    for (n, value) in all.enumerate() {
        if n > 0 && n % 4 == 0 {
            code.push('-');
        }
        code.push(DIGITS.get(value as usize).copied().map_or('0', char::from));
    }
    code
}

/// Reads a key as somebody typed it: case, hyphens and spaces do not matter, and look-alikes are forgiven. `None` when a
/// digit is missing or wrong.
pub fn read_code(typed: &str) -> Option<[u8; BYTES]> {
    let mut values = Vec::with_capacity(LENGTH + CHECK);
    for c in typed.chars().filter(|c| !"-‐−ー 　".contains(*c)) {
        let plain = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        values.push(DIGITS.iter().position(|digit| char::from(*digit) == plain)? as u32);
    }
    let (digits, check) = values.split_at_checked(LENGTH).filter(|(_, check)| check.len() == CHECK)?;
    let mut key = [0; BYTES];
    let bits = digits.iter().flat_map(|value| (0..5).map(move |n| value >> (4 - n) & 1));
    for (n, bit) in bits.enumerate() {
        match key.get_mut(n / 8) {
            Some(byte) => *byte |= (bit as u8) << (7 - n % 8),
            // The last digit has room for four bits more than there are.
            None if bit != 0 => return None,
            None => {}
        }
    }
    let written = check.iter().fold(0, |sum, value| sum << 5 | value);
    (sum(&key) == written).then_some(key)
}

fn sum(key: &[u8; BYTES]) -> u32 {
    key.iter().fold(1, |sum, byte| (sum * 257 + u32::from(*byte)) % PRIME)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> [u8; BYTES] {
        core::array::from_fn(|n| (n * 37 + 11) as u8)
    }

    #[test]
    fn a_code_is_read_back_however_it_is_typed() {
        let code = write_code(&key());
        assert_eq!(code.len(), 14 * 4 + 13);
        assert_eq!(read_code(&code), Some(key()));
        assert_eq!(read_code(&code.to_lowercase().replace('-', " ")), Some(key()));
        assert_eq!(read_code(&code.replace('0', "o").replace('1', "l")), Some(key()));
        assert_eq!(read_code(&write_code(&[255; BYTES])), Some([255; BYTES]));
        assert_eq!(read_code(&write_code(&[0; BYTES])), Some([0; BYTES]));
    }

    #[test]
    fn every_single_wrong_digit_and_every_swap_of_neighbours_is_noticed() {
        let code: Vec<char> = write_code(&key()).chars().filter(|c| *c != '-').collect();
        for n in 0..code.len() {
            for digit in DIGITS {
                let mut wrong = code.clone();
                wrong[n] = char::from(*digit);
                if wrong != code {
                    assert_eq!(read_code(&wrong.iter().collect::<String>()), None, "{n} {digit}");
                }
            }
            let mut swapped = code.clone();
            if n + 1 < code.len() && code[n] != code[n + 1] {
                swapped.swap(n, n + 1);
                assert_eq!(read_code(&swapped.iter().collect::<String>()), None, "{n}");
            }
        }
    }

    #[test]
    fn too_few_or_too_many_digits_are_no_code() {
        let code = write_code(&key());
        let short: String = code.chars().take(code.len() - 1).collect();
        for typed in ["", "----", &short, &[&code, "0"].concat(), "東京"] {
            assert_eq!(read_code(typed), None, "{typed}");
        }
    }
}
