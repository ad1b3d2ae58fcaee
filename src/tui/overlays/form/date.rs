//! Dates as they are typed: `2027-03-31`, `today`, `+90d`, `+2w`, `+6m`, `+1y`.

use chrono::{Days, Months, NaiveDate};

/// The date that is meant.
///
/// # Errors
/// A sentence with examples when it is none.
pub fn parse(typed: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let typed = typed.trim();
    let wrong = || "no such date; write 2027-03-31, today or +90d (d, w, m, y)".to_owned();
    if typed.eq_ignore_ascii_case("today") {
        return Ok(today);
    }
    if let Some(ahead) = typed.strip_prefix('+') {
        let unit = ahead.chars().last().ok_or_else(wrong)?;
        let (digits, unit) = match unit {
            c if c.is_ascii_digit() => (ahead, 'd'),
            c => (&ahead[..ahead.len() - c.len_utf8()], c),
        };
        let count: u32 = digits.parse().map_err(|_| wrong())?;
        let date = match unit.to_ascii_lowercase() {
            'd' => today.checked_add_days(Days::new(count.into())),
            'w' => today.checked_add_days(Days::new(u64::from(count) * 7)),
            'm' => today.checked_add_months(Months::new(count)),
            'y' => count.checked_mul(12).and_then(|months| today.checked_add_months(Months::new(months))),
            _ => None,
        };
        // four digits of the year are all that the register takes
        return date.filter(|date| *date <= latest()).ok_or_else(wrong);
    }
    NaiveDate::parse_from_str(typed, "%Y-%m-%d").map_err(|_| wrong())
}

fn latest() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_ahead_are_counted_from_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        let iso = |typed| parse(typed, today).map(|date| date.to_string());
        assert_eq!(iso("2027-03-31").as_deref(), Ok("2027-03-31"));
        assert_eq!(iso("today").as_deref(), Ok("2026-11-30"));
        assert_eq!(iso("+90d").as_deref(), Ok("2027-02-28"));
        assert_eq!(iso("+90").as_deref(), Ok("2027-02-28"));
        assert_eq!(iso("+3m").as_deref(), Ok("2027-02-28"));
        assert_eq!(iso("+1y").as_deref(), Ok("2027-11-30"));
        for wrong in ["2027-02-30", "+", "+ü", "+9999999999d", "+4294967295y", "31.3.2027", ""] {
            assert!(parse(wrong, today).is_err(), "{wrong}");
        }
    }
}
