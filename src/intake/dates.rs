//! Dates as manufacturers write them.

use chrono::NaiveDate;

/// What a text says as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadDate {
    /// One date.
    Date(NaiveDate),
    /// Day and month cannot be told apart.
    Ambiguous,
    /// No date.
    NoDate,
}

/// Formats in which every part stands for one thing only.
const CLEAR: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%d %B %Y",
    "%d-%B-%Y",
    "%B %d, %Y",
    "%B %d %Y",
    "%d %B, %Y",
];

/// Reads a date. Day and month in digits between slashes or hyphens are only read where they cannot be swapped.
pub(super) fn read(text: &str) -> ReadDate {
    let text = text.trim();
    let day = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    let words = day.replace("st,", ",").replace("nd,", ",").replace("rd,", ",").replace("th,", ",");
    if let Some(date) = CLEAR.iter().find_map(|format| NaiveDate::parse_from_str(&words, format).ok()) {
        return plausible(date);
    }
    let both: Vec<NaiveDate> = ["%m/%d/%Y", "%d/%m/%Y", "%m-%d-%Y", "%d-%m-%Y"]
        .iter()
        .filter_map(|format| NaiveDate::parse_from_str(day, format).ok())
        .collect();
    match both.as_slice() {
        [] => ReadDate::NoDate,
        [first, rest @ ..] if rest.iter().all(|date| date == first) => plausible(*first),
        _ => ReadDate::Ambiguous,
    }
}

/// The forms were made in this century; `0019` is a slip.
fn plausible(date: NaiveDate) -> ReadDate {
    use chrono::Datelike as _;

    if (1990..2100).contains(&date.year()) { ReadDate::Date(date) } else { ReadDate::NoDate }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_usual_forms() {
        let expected = ReadDate::Date(NaiveDate::from_ymd_opt(2019, 10, 9).unwrap());
        for text in [
            "2019-10-09",
            "2019/10/9",
            "20191009",
            "09.10.2019",
            "9 October 2019",
            "9-Oct-2019",
            "October 9, 2019",
            "Oct 9 2019",
            "October 9th, 2019",
            " 2019-10-09T00:00:00 ",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_date_that_can_be_read_two_ways_is_not_guessed() {
        assert_eq!(read("10/09/2019"), ReadDate::Ambiguous);
        assert_eq!(read("9-10-2019"), ReadDate::Ambiguous);
        let expected = ReadDate::Date(NaiveDate::from_ymd_opt(2019, 10, 23).unwrap());
        assert_eq!(read("10/23/2019"), expected);
        assert_eq!(read("23/10/2019"), expected);
        assert_eq!(read("09/09/2019"), ReadDate::Date(NaiveDate::from_ymd_opt(2019, 9, 9).unwrap()));
    }

    #[test]
    fn other_words_are_no_date() {
        for text in ["", "Hidden", "Q3 2019", "2019", "0019-10-09", "31/31/2019"] {
            assert_eq!(read(text), ReadDate::NoDate, "{text}");
        }
    }
}
