//! Numbers of a letter, exactly.

/// A decimal number in thousandths; further decimals are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Thousandths(pub(crate) i64);

/// Above every height and weight, so that squares stay small.
const MOST: i64 = 1_000_000_000;

impl Thousandths {
    pub(crate) const fn whole(number: i64) -> Thousandths {
        Thousandths(number * 1000)
    }

    /// Reads digits with at most one point, half- or full-width, spaces around allowed.
    pub(crate) fn parse(text: &str) -> Option<Thousandths> {
        let (mut sum, mut decimals, mut digits) = (0_i64, None, 0);
        for c in ja::fold::chars(text.trim()) {
            match (c, decimals) {
                ('.', None) => decimals = Some(0),
                (_, Some(3..)) if c.is_ascii_digit() => {}
                _ => {
                    sum = (sum * 10 + i64::from(c.to_digit(10)?)).min(MOST);
                    decimals = decimals.map(|n| n + 1);
                    digits += 1;
                }
            }
        }
        let missing = 3_u32.saturating_sub(decimals.unwrap_or(0));
        (digits > 0).then(|| Thousandths((sum * 10_i64.pow(missing)).min(MOST)))
    }
}

/// BMI: kg ÷ m².
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bmi {
    kg: i64,
    cm: i64,
}

impl Bmi {
    pub(crate) fn of(height: Thousandths, weight: Thousandths) -> Option<Bmi> {
        (height.0 > 0).then_some(Bmi { kg: weight.0, cm: height.0 })
    }

    /// −1, 0 or 1 as the BMI is below, at or above this many tenths.
    pub(crate) fn cmp_tenths(self, tenths: i64) -> core::cmp::Ordering {
        // kg/1000 ÷ (cm/100000)² against tenths/10, both sides multiplied by 10·cm².
        let (kg, cm) = (i128::from(self.kg), i128::from(self.cm));
        (kg * 100_000_000).cmp(&(i128::from(tenths) * cm * cm))
    }

    /// The BMI in tenths, rounded to the nearest.
    pub(crate) fn tenths(self) -> i32 {
        let (kg, cm) = (i128::from(self.kg), i128::from(self.cm));
        i32::try_from((kg * 200_000_000 + cm * cm) / (2 * cm * cm)).unwrap_or(i32::MAX)
    }
}
