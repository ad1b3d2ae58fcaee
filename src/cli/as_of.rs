//! The day that a command looks at things on, in the words that forms take.

use std::str::FromStr;

use chrono::NaiveDate;

use crate::{
    domain::{
        date::{self, NoDate},
        trouble::Trouble,
    },
    workbench::Workbench,
};

/// The day on which dates are looked at.
#[derive(clap::Args)]
pub(super) struct AsOf {
    /// Look at dates, and at what is in force, expired or stale, as of this day: 2027-03-31, +90d, -2w, friday or 'end of q1'
    #[arg(long = "as-of", value_name = "DATE", allow_hyphen_values = true)]
    day: Option<Day>,
}

/// A day as it was typed; which one is meant is known when the register is open, whose time zone says what today is.
#[derive(Debug, Clone)]
struct Day(String);

impl FromStr for Day {
    type Err = NoDate;

    fn from_str(typed: &str) -> Result<Self, NoDate> {
        date::read(typed, NaiveDate::default()).map(|_| Self(typed.to_owned()))
    }
}

impl AsOf {
    /// The day that is meant, if one was asked for.
    pub(super) fn day(&self, workbench: &Workbench) -> Result<Option<NaiveDate>, Trouble> {
        let Some(Day(typed)) = &self.day else { return Ok(None) };
        date::read(typed, workbench.today()).map(Some).map_err(|_| {
            let because = format!("--as-of is {typed:?}, which is no date");
            Trouble::usage("Not understood", because, format!("one of {}", date::EXAMPLES))
        })
    }

    /// From now on the workbench looks at things as of that day.
    pub(super) fn look(&self, workbench: &mut Workbench) -> Result<(), Trouble> {
        if let Some(day) = self.day(workbench)? {
            workbench.look_as_of(day);
        }
        Ok(())
    }
}
