//! Conditions of a decision: read from the lines a person writes, and told with how they stand.

use chrono::NaiveDate;

use crate::domain::{
    decision::{Condition, Decision},
    object::Id,
};

/// The conditions that a decision's lines ask for.
///
/// A line is `what`, `what; 2027-03-31` or `what; owner; 2027-03-31`. Only a date at its end makes the parts of a line
/// more than words: a condition may hold semicolons.
///
/// # Errors
/// A line that ends in something written like a date that no calendar has.
pub fn conditions(id: &Id, decision: &Decision) -> Result<Vec<Condition>, String> {
    decision.conditions.iter().map(|line| condition(id, decision, line)).collect()
}

fn condition(id: &Id, decision: &Decision, line: &str) -> Result<Condition, String> {
    let (what, owner, due) = parts(line)?;
    Ok(Condition {
        decision_id: id.clone(),
        assessment_id: decision.assessment_id.clone(),
        what,
        owner,
        due,
        met_on: None,
        met_by: String::new(),
        evidence: String::new(),
    })
}

fn parts(line: &str) -> Result<(String, String, Option<NaiveDate>), String> {
    let whole = || Ok((line.trim().to_owned(), String::new(), None));
    let Some((before, last)) = line.rsplit_once(';') else { return whole() };
    let last = last.trim();
    if !is_written_like_a_date(last) {
        return whole();
    }
    let due = last.parse().map_err(|_| format!("conditions: {line:?} ends in {last}, which is no date"))?;
    let (what, owner) = before.rsplit_once(';').unwrap_or((before, ""));
    if what.trim().is_empty() {
        return Err(format!("conditions: {line:?} says when, and not what"));
    }
    Ok((what.trim().to_owned(), owner.trim().to_owned(), Some(due)))
}

fn is_written_like_a_date(text: &str) -> bool {
    text.len() == 10
        && text.char_indices().all(|(at, c)| if at == 4 || at == 7 { c == '-' } else { c.is_ascii_digit() })
}

/// It was to be met by a day that is over, and is not.
pub fn is_overdue(condition: &Condition, on: NaiveDate) -> bool {
    condition.met_on.is_none() && condition.due.is_some_and(|due| due < on)
}

/// `Segment stays closed (network team, by 2027-03-31): OVERDUE`
pub fn told(condition: &Condition, on: NaiveDate) -> String {
    let due = condition.due.map(|due| format!("by {due}"));
    let owner = (!condition.owner.is_empty()).then(|| condition.owner.clone());
    let who: Vec<String> = owner.into_iter().chain(due).collect();
    let who = if who.is_empty() { String::new() } else { format!(" ({})", who.join(", ")) };
    let stands = match condition.met_on {
        Some(met) => format!(": met on {met}, says {}", condition.met_by),
        None if is_overdue(condition, on) => ": OVERDUE".to_owned(),
        None => String::new(),
    };
    format!("{}{who}{stands}", condition.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn only_a_date_at_the_end_parts_a_line() {
        assert_eq!(
            parts("Sensor stays on; an outage is reported").unwrap(),
            ("Sensor stays on; an outage is reported".into(), String::new(), None)
        );
        assert_eq!(
            parts("Test the link; twice; J. Kern; 2027-03-31").unwrap(),
            ("Test the link; twice".into(), "J. Kern".into(), Some(day("2027-03-31")))
        );
        assert_eq!(
            parts("Update to 4.4;2028-02-29").unwrap(),
            ("Update to 4.4".into(), String::new(), Some(day("2028-02-29")))
        );
        assert!(parts("Update; J. Kern; 2027-02-29").unwrap_err().contains("which is no date"));
        assert!(parts("; 2027-02-28").unwrap_err().contains("not what"));
    }

    #[test]
    fn a_condition_is_overdue_from_the_day_after_its_last() {
        let mut condition = Condition {
            decision_id: Id::default(),
            assessment_id: Id::default(),
            what: "Segment stays closed".into(),
            owner: "network team".into(),
            due: Some(day("2027-03-31")),
            met_on: None,
            met_by: String::new(),
            evidence: String::new(),
        };
        assert!(!is_overdue(&condition, day("2027-03-31")));
        assert!(is_overdue(&condition, day("2027-04-01")));
        let said = "Segment stays closed (network team, by 2027-03-31)";
        assert_eq!(told(&condition, day("2027-03-31")), said);
        assert_eq!(told(&condition, day("2027-04-01")), format!("{said}: OVERDUE"));
        condition.met_on = Some(day("2027-04-02"));
        condition.met_by = "J. Kern".into();
        assert_eq!(told(&condition, day("2027-05-01")), format!("{said}: met on 2027-04-02, says J. Kern"));
    }
}
