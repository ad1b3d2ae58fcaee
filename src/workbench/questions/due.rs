//! What is due in the whole register, by date.

use chrono::NaiveDate;

use crate::{
    domain::{
        due::{Due, DueKind},
        finding::Trigger,
        object::Object,
        trouble::Trouble,
    },
    ledger::Query,
    process::{as_of, due},
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
        let findings = self.open_findings(Query::all(Object::Finding))?;
        findings.iter().filter_map(|held| due::finding(held)).for_each(&mut tell);
        let triggers = self.counted(self.all::<Trigger>(&Query::all(Object::Trigger))?, as_of::trigger);
        triggers.iter().filter_map(|held| due::trigger(held)).for_each(&mut tell);
        for over in self.not_on_record(None)? {
            let passed = over.passed;
            let same = |line: &Due| {
                line.date == passed.date && line.place == passed.place && of_the_same(line.kind, passed.kind)
            };
            if lines.iter().any(same) {
                lines.iter_mut().filter(|line| same(line)).for_each(|line| line.unrecorded = true);
            } else if within.is_none_or(|days| (passed.date - on).num_days() <= i64::from(days)) {
                let mend = if passed.is_finding() { "open-finding" } else { "raise-trigger" };
                lines.push(Due {
                    date: passed.date,
                    place: passed.place,
                    kind: passed.kind,
                    what: passed.what,
                    mend,
                    unrecorded: true,
                });
            }
        }
        lines.sort();
        // a control or a trigger that several assessments share is due once
        lines.dedup();
        Ok(Dues { on, lines })
    }
}

/// A last day is told as one that comes and as one that is over.
fn of_the_same(one: DueKind, other: DueKind) -> bool {
    let last = |kind: DueKind| matches!(kind, DueKind::Ends | DueKind::Expired);
    one == other || (last(one) && last(other))
}
