//! Day numbers and civil dates, by counting years from 1 March so that the leap day comes last.

const DAYS_IN_4_CENTURIES: i32 = 146_097;
/// From 1 March of year 0 to 1970-01-01.
const EPOCH: i32 = 719_468;

/// Days from 1970-01-01 to a civil date of year 1 or later.
pub(super) fn days_from_civil(year: i32, month: u8, day: u8) -> i32 {
    let month = i32::from(month);
    let (year, months_since_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    // From March on the months' lengths repeat as 31 30 31 30 31: 153 days in five months.
    let day_of_year = (153 * months_since_march + 2) / 5 + i32::from(day) - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - EPOCH
}

/// Year, month and day of a day number that is not before year 1.
pub(super) fn civil_from_days(days: i32) -> (i32, u8, u8) {
    let days = days + EPOCH;
    let (cycle, day_of_cycle) = (days / DAYS_IN_4_CENTURIES, days % DAYS_IN_4_CENTURIES);
    let year_of_cycle =
        (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524 - day_of_cycle / 146_096) / 365;
    let day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let months_since_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_since_march + 2) / 5 + 1;
    let (month, carry) =
        if months_since_march < 10 { (months_since_march + 3, 0) } else { (months_since_march - 9, 1) };
    (cycle * 400 + year_of_cycle + carry, as_u8(month), as_u8(day))
}

fn as_u8(value: i32) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}
