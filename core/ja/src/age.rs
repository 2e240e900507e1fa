//! Ages in completed years.

use crate::Date;

/// Age as the law counts it (年齢計算ニ関スル法律, Civil Code art. 143): a year is completed with the end of the day
/// **before** the birthday, so that somebody born on 1 April is a year older on 31 March. For 29 February that is
/// 28 February in every year.
///
/// Insurance classes (40, 65) go by this age. Negative when `on` is more than a day before `birth`.
#[must_use]
pub fn legal(birth: Date, on: Date) -> i32 {
    printed(birth, on.plus_days(1))
}

/// Age as printed on the form: a year is completed on the birthday; for 29 February on 1 March of a common year.
///
/// Negative when `on` is before `birth`.
#[must_use]
pub fn printed(birth: Date, on: Date) -> i32 {
    let before_birthday = (on.month(), on.day()) < (birth.month(), birth.day());
    on.year() - birth.year() - i32::from(before_birthday)
}
