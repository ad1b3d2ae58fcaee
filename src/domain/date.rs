//! Dates as people type them: `2027-03-31`, `+90d`, `end of q1`, `tomorrow`; and a date as it is told back.

use std::fmt;

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

/// What was typed is no date: what is wrong, and what to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDate(String);

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoDate {}

/// What can be typed, in a few words.
pub const EXAMPLES: &str = "2027-03-31, today, +90d (d, w, m, y), friday or end of q1";

/// The date that is meant, seen from today: a civil date; day, month and year with dots (`31.3.2027`); `today`, `tomorrow`, `yesterday`; so many days, weeks, months or
/// years ahead or back (`+90d`, `-2 weeks`); the next day of this name (`friday`); the end of the week, the month, the
/// quarter, the year, a month, a quarter or a year, the next one where no year is named (`end of q1`, `end of march 2028`).
///
/// # Errors
/// When it is none.
pub fn read(typed: &str, today: NaiveDate) -> Result<NaiveDate, NoDate> {
    let text = typed.trim().to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = match words.as_slice() {
        ["today"] => Some(today),
        ["tomorrow"] => today.checked_add_days(Days::new(1)),
        ["yesterday"] => today.checked_sub_days(Days::new(1)),
        ["end", "of", rest @ ..] => end_of(rest, today),
        [one] if is_civil(one) => return civil(one),
        [one] if is_parted_by(one, '.') => return dotted(one),
        [one] if is_parted_by(one, '/') => {
            return Err(NoDate(
                "with slashes it is not known which is the day and which the month; write 2027-03-31 or 31.3.2027"
                    .to_owned(),
            ));
        }
        [one] if weekday(one).is_some() => weekday(one).and_then(|day| next(day, today)),
        _ => counted(&words.concat(), today),
    };
    // four digits of the year are all that the register takes
    found
        .filter(|date| (1..=9999).contains(&date.year()))
        .ok_or_else(|| NoDate(format!("no such date; write {EXAMPLES}")))
}

/// A date as it is told under a field: `2027-03-31, in 130 days, Wednesday`.
pub fn told(date: NaiveDate, today: NaiveDate) -> String {
    let ahead = (date - today).num_days();
    let when = match ahead {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {ahead} days"),
        _ => format!("{} days ago", -ahead),
    };
    format!("{date}, {when}, {}", date.format("%A"))
}

/// It has the form of a civil date: digits, and two hyphens behind the first of them.
fn is_civil(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.matches('-').count() == 2
        && text.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// Three numbers with this between them.
fn is_parted_by(text: &str, mark: char) -> bool {
    let mut parts = text.split(mark);
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.by_ref().take(3).filter(|part| number(part)).count() == 3 && parts.next().is_none()
}

/// `31.3.2027`, as it is written in much of Europe: nobody writes the month first with dots.
fn dotted(text: &str) -> Result<NaiveDate, NoDate> {
    match text.split('.').collect::<Vec<_>>().as_slice() {
        [day, month, year] if year.len() == 4 => civil(&format!("{year}-{month}-{day}")),
        _ => Err(NoDate("no such date; with dots write day, month and year like 31.3.2027".to_owned())),
    }
}

/// `2027-03-31`.
fn civil(text: &str) -> Result<NaiveDate, NoDate> {
    let wrong = || NoDate(format!("no such date; write {EXAMPLES}"));
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(wrong());
    };
    if year.len() != 4 || !(1..=2).contains(&month.len()) || !(1..=2).contains(&day.len()) {
        return Err(NoDate("no such date; write year, month and day like 2027-03-31".to_owned()));
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse::<i32>(), month.parse::<u32>(), day.parse::<u32>())
    else {
        return Err(wrong());
    };
    if let Some(date) = NaiveDate::from_ymd_opt(year, month, day).filter(|_| year > 0) {
        return Ok(date);
    }
    Err(match last_of_month(year, month) {
        Some(last) if year > 0 => NoDate(format!("no such date: that month ends on {last}")),
        _ => NoDate("no such date; the months are 01 to 12, as in 2027-03-31".to_owned()),
    })
}

/// `+90d`, `-2weeks`, `+3m`; without a unit it is days.
fn counted(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = match text.chars().next()? {
        '+' => true,
        '-' => false,
        _ => return None,
    };
    let digits = text[1..].len() - text[1..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (count, unit) = text[1..].split_at(digits);
    let count: u32 = count.parse().ok()?;
    let days = |each: u64| {
        let days = Days::new(u64::from(count) * each);
        if ahead { today.checked_add_days(days) } else { today.checked_sub_days(days) }
    };
    let months = |each: u32| {
        let months = Months::new(count.checked_mul(each)?);
        if ahead { today.checked_add_months(months) } else { today.checked_sub_months(months) }
    };
    match unit {
        "" | "d" | "day" | "days" => days(1),
        "w" | "week" | "weeks" => days(7),
        "m" | "month" | "months" => months(1),
        "y" | "year" | "years" => months(12),
        _ => None,
    }
}

/// What stands behind `end of`.
fn end_of(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let here = today.year();
    let quarter_now = today.month0() / 3 + 1;
    match words {
        ["the" | "this", rest @ ..] if !matches!(rest, ["the" | "this", ..]) => end_of(rest, today),
        ["week"] => today.checked_add_days(Days::new(u64::from(6 - today.weekday().num_days_from_monday()))),
        ["month"] => last_of_month(here, today.month()),
        ["quarter"] => last_of_month(here, quarter_now * 3),
        ["year"] => last_of_month(here, 12),
        [one] => {
            if let Some(year) = year(one) {
                return last_of_month(year, 12);
            }
            if let Some((year, month)) = year_and_month(one) {
                return last_of_month(year, month);
            }
            // the next one from today on
            let month = quarter(one).map(|quarter| quarter * 3).or_else(|| month(one))?;
            let date = last_of_month(here, month)?;
            if date < today { last_of_month(here + 1, month) } else { Some(date) }
        }
        [one, year_named] => {
            let month = quarter(one).map(|quarter| quarter * 3).or_else(|| month(one))?;
            last_of_month(year(year_named)?, month)
        }
        _ => None,
    }
}

fn quarter(word: &str) -> Option<u32> {
    let number: u32 = word.strip_prefix('q')?.parse().ok()?;
    (word.len() == 2 && (1..=4).contains(&number)).then_some(number)
}

fn year(word: &str) -> Option<i32> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

/// `2027-03`.
fn year_and_month(word: &str) -> Option<(i32, u32)> {
    let (named, month) = word.split_once('-')?;
    let digits = month.len() == 2 && month.bytes().all(|b| b.is_ascii_digit());
    Some((year(named)?, digits.then(|| month.parse().ok()).flatten()?))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A month by its name, or the first three letters or more of it.
fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn weekday(word: &str) -> Option<Weekday> {
    let at = WEEKDAYS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    Weekday::try_from(u8::try_from(at).ok()?).ok()
}

/// The next day of that name: today's name is a week ahead.
fn next(day: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = (day.num_days_from_monday() + 6 - today.weekday().num_days_from_monday()) % 7 + 1;
    today.checked_add_days(Days::new(u64::from(ahead)))
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn from(today: &str, typed: &str) -> String {
        read(typed, day(today)).map_or_else(|wrong| wrong.to_string(), |date| date.to_string())
    }

    #[test]
    fn what_people_type_is_understood() {
        for (typed, meant) in [
            ("2027-03-31", "2027-03-31"),
            (" 2027-3-1 ", "2027-03-01"),
            ("31.3.2027", "2027-03-31"),
            ("01.03.2027", "2027-03-01"),
            ("today", "2026-11-21"),
            ("Tomorrow", "2026-11-22"),
            ("yesterday", "2026-11-20"),
            ("+90d", "2027-02-19"),
            ("+90", "2027-02-19"),
            ("+ 90 days", "2027-02-19"),
            ("+6w", "2027-01-02"),
            ("+3m", "2027-02-21"),
            ("+1y", "2027-11-21"),
            ("-2 weeks", "2026-11-07"),
            ("end of q1", "2027-03-31"),
            ("End of Q4", "2026-12-31"),
            ("end of q1 2028", "2028-03-31"),
            ("end of week", "2026-11-22"),
            ("end of the month", "2026-11-30"),
            ("end of this year", "2026-12-31"),
            ("end of quarter", "2026-12-31"),
            ("end of 2027", "2027-12-31"),
            ("end of 2028-02", "2028-02-29"),
            ("end of march", "2027-03-31"),
            ("end of nov", "2026-11-30"),
            ("end of february 2028", "2028-02-29"),
            ("monday", "2026-11-23"),
            ("sat", "2026-11-28"),
        ] {
            assert_eq!(from("2026-11-21", typed), meant, "{typed}");
        }
        assert_eq!(from("2027-03-31", "end of q1"), "2027-03-31", "its last day is still its end");
        assert_eq!(from("2027-04-01", "end of q1"), "2028-03-31");
        assert_eq!(from("2027-01-31", "+1m"), "2027-02-28");
    }

    #[test]
    fn what_is_no_date_is_told_with_what_to_type() {
        for typed in [
            "",
            "+",
            "-",
            "+d",
            "+ü",
            "+9999999999d",
            "+4294967295y",
            "soon",
            "31.3.",
            "31.3.2027.",
            "end of week 2027",
            "end of week march",
            "end of the the week",
            "end",
            "end of",
            "end of the",
            "end of q5",
            "end of q",
            "end of 27",
            "end of 2027-13",
            "q1",
            "2027",
            "m",
            "may",
        ] {
            assert!(
                from("2026-11-21", typed).starts_with("no such date; write 2027-03-31, today"),
                "{typed}"
            );
        }
        assert!(from("2026-11-21", "2027-02-30").contains("that month ends on 2027-02-28"));
        assert!(from("2026-11-21", "2027-13-01").contains("the months are 01 to 12"));
        assert!(from("2026-11-21", "27-03-31").contains("year, month and day"));
        assert!(from("2026-11-21", "0000-01-01").contains("no such date"));
        assert!(from("2026-11-21", "31.2.2027").contains("that month ends on 2027-02-28"));
        assert!(from("2026-11-21", "3.31.2027").contains("the months are 01 to 12"));
        assert!(from("2026-11-21", "31.3.27").contains("with dots write day, month and year"));
        assert!(
            from("2026-11-21", "31/12/2026").starts_with("with slashes it is not known which is the day")
        );
        assert!(from("2026-11-21", "3/4/27").contains("write 2027-03-31 or 31.3.2027"));
    }

    #[test]
    fn a_date_is_told_with_its_distance_and_its_weekday() {
        let today = day("2026-11-21");
        assert_eq!(told(day("2027-03-31"), today), "2027-03-31, in 130 days, Wednesday");
        assert_eq!(told(today, today), "2026-11-21, today, Saturday");
        assert_eq!(told(day("2026-11-01"), today), "2026-11-01, 20 days ago, Sunday");
    }

    prop_compose! {
        fn any_day()(days in 0i32..3_652_000) -> NaiveDate {
            NaiveDate::from_num_days_from_ce_opt(days + 1).unwrap()
        }
    }

    proptest! {
        #[test]
        fn a_date_means_itself_on_every_day(date in any_day(), today in any_day()) {
            prop_assert_eq!(read(&date.to_string(), today), Ok(date));
            prop_assert!(told(date, today).starts_with(&date.to_string()));
        }

        #[test]
        fn days_and_weeks_ahead_are_so_many_days_away(today in any_day(), count in 0u32..4000) {
            prop_assume!(today.year() < 9900);
            let date = read(&format!("+{count}d"), today).unwrap();
            prop_assert_eq!((date - today).num_days(), i64::from(count));
            prop_assert_eq!(read(&format!("-{count}d"), date), Ok(today));
            prop_assert_eq!(read(&format!("+{count}w"), today), read(&format!("+{}d", count * 7), today));
        }

        #[test]
        fn the_end_of_a_quarter_is_ahead_within_a_year_and_ends_one(today in any_day(), quarter in 1u32..5) {
            prop_assume!(today.year() < 9999);
            let date = read(&format!("end of q{quarter}"), today).unwrap();
            prop_assert!(date >= today && (date - today).num_days() < 366);
            prop_assert_eq!(date.month(), quarter * 3);
            prop_assert_eq!(date.succ_opt().unwrap().day(), 1);
        }

        #[test]
        fn a_weekday_is_within_the_next_seven_days(today in any_day(), at in 0usize..7) {
            let date = read(WEEKDAYS[at], today).unwrap();
            prop_assert!((1..=7).contains(&(date - today).num_days()));
            prop_assert_eq!(date.format("%A").to_string().to_lowercase(), WEEKDAYS[at]);
        }

        #[test]
        fn nothing_typed_panics_or_leaves_four_digits(typed in "\\PC*|[+-]?[0-9]{0,12} ?[dwmy]?|end of .*", today in any_day()) {
            if let Ok(date) = read(&typed, today) {
                prop_assert!((1..=9999).contains(&date.year()));
            }
        }
    }
}
