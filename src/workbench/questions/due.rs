//! What is due in the whole register, by date.

use chrono::NaiveDate;

use crate::{
    domain::{
        due::Due,
        finding::{Finding, Trigger},
        object::Object,
        trouble::Trouble,
    },
    ledger::{Compare, Query},
    process::due,
    workbench::Workbench,
};

/// What is due, as it stands on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dues {
    /// The date it is looked at, in the register's own time zone.
    pub on: NaiveDate,
    /// What is due, the earliest first.
    pub lines: Vec<Due>,
}

impl Workbench {
    /// Everything that has a date, the earliest first: of the newest revision of every assessment, and of triggers and
    /// findings of the register. With a number of days only what is due within them, and what is overdue.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn due(&self, within: Option<u32>) -> Result<Dues, Trouble> {
        let on = self.as_of();
        let (policy, _) = self.policy()?;
        let mut lines = Vec::new();
        let mut tell = |due: Due| {
            if within.is_none_or(|days| due.days_left(on) <= i64::from(days)) {
                lines.push(due);
            }
        };
        for assessment in self.newest_assessments()? {
            self.each_due(&assessment, &policy, &mut tell)?;
        }
        let findings = Query::all(Object::Finding).with("closed_on", Compare::Absent);
        self.all::<Finding>(&findings)?.iter().filter_map(|held| due::finding(held)).for_each(&mut tell);
        let triggers = self.all::<Trigger>(&Query::all(Object::Trigger))?;
        triggers.iter().filter_map(|held| due::trigger(held)).for_each(&mut tell);
        lines.sort();
        // a control or a trigger that several assessments share is due once
        lines.dedup();
        Ok(Dues { on, lines })
    }
}
