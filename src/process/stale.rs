//! Why a decision is stale, in words: what of its seal has changed, told from the readable copies of then and now.
//!
//! Whether it is stale the digests say, and they alone; every digest that differs gives at least one sentence.

mod control;
#[cfg(test)]
mod property;

use super::{deciding::NOT_RATED, readable::Readable, seal::plain};
use crate::domain::{decision::SealRow, object::Object, rating::KeyProperty, word::Word as _};

/// So many changed answers of one capability are told.
const ANSWERS: usize = 5;

/// What has changed since a decision was sealed, a sentence each, in the order of the seal. Of every changed row the
/// sealed words and those of now; none when the thing is gone.
pub fn reasons<'s>(changed: impl IntoIterator<Item = (&'s SealRow, Option<&'s Readable>)>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for (row, now) in changed {
        let sealed = Readable::parse(&row.readable);
        let mut sentences = match now {
            None => vec![gone(row.object, &sealed)],
            Some(now) => differing(row.object, &sealed, now),
        };
        if sentences.is_empty() {
            sentences.push(format!("{} changed", sealed.name()));
        }
        for sentence in sentences {
            if !said.contains(&sentence) {
                said.push(sentence);
            }
        }
    }
    said
}

/// What is to be said of a thing that a decision rests on no more.
fn gone(object: Object, sealed: &Readable) -> String {
    let name = sealed.name();
    match object {
        Object::Risk => format!("{name} was removed"),
        Object::Rating => format!("{name} was taken back"),
        Object::Control => format!("{} is not relied on any more", control::named(sealed)),
        Object::CapabilityCoverage => format!("it comes from {name} no longer"),
        _ => format!("{name} is gone"),
    }
}

fn differing(object: Object, sealed: &Readable, now: &Readable) -> Vec<String> {
    match object {
        Object::Risk => risk(sealed, now),
        Object::Rating => rating(sealed, now),
        Object::Control => control::differing(sealed, now),
        Object::CapabilityCoverage => coverage(sealed, now),
        Object::Assessment => extent(sealed, now),
        _ => Vec::new(),
    }
}

/// Which of a risk's texts were reworded. In the seal of a whole assessment a risk bears its ref.
fn risk(sealed: &Readable, now: &Readable) -> Vec<String> {
    let whose = if now.name().starts_with("R-") { format!("{}: ", now.name()) } else { String::new() };
    let texts = [
        ("hazard", "the hazard was reworded"),
        ("situation", "the hazardous situation was reworded"),
        ("cause", "the causes were changed"),
        ("consequence", "the consequence was reworded"),
    ];
    let words = |of: &Readable, name: &str| of.all(name).map(plain).collect::<Vec<_>>();
    let mut said: Vec<String> = texts
        .into_iter()
        .filter(|(name, _)| words(sealed, name) != words(now, name))
        .map(|(_, says)| format!("{whose}{says}"))
        .collect();
    let codes = |of: &Readable| -> Vec<String> {
        of.fact("from").unwrap_or_default().split_whitespace().map(str::to_owned).collect()
    };
    let (before, after) = (codes(sealed), codes(now));
    let only = |these: &[String], others: &[String]| -> Vec<String> {
        these.iter().filter(|code| !others.contains(code)).cloned().collect()
    };
    said.extend(only(&before, &after).iter().map(|code| format!("{whose}it comes from {code} no longer")));
    said.extend(only(&after, &before).iter().map(|code| format!("{whose}it comes from {code} too")));
    said
}

/// How a rating differs: its level; where that is the same, what lies behind it.
fn rating(sealed: &Readable, now: &Readable) -> Vec<String> {
    let name = now.name();
    let fact = |of: &Readable, name: &str| of.fact(name).unwrap_or_default().to_owned();
    let (before, after) = (fact(sealed, "overall"), fact(now, "overall"));
    let mut said = Vec::new();
    let came_or_went = [&before, &after].into_iter().any(|level| level == NOT_RATED);
    if before != after {
        let changed = if came_or_went { "" } else { " changed" };
        let lifted = now.fact("lifted because").filter(|why| sealed.fact("lifted because") != Some(*why));
        let why = lifted.map(|why| format!(", lifted because {why}")).unwrap_or_default();
        said.push(format!("{name}{changed}: {before} → {after}{why}"));
    }
    said.extend(apart(sealed, now));
    if came_or_went {
        return said;
    }
    for &property in KeyProperty::ALL {
        let label = property.label();
        match (sealed.fact(label), now.fact(label)) {
            (Some(then), Some(now)) if then != now && before == after => {
                said.push(format!("{name}, {label}: {then} → {now}"));
            }
            (Some(_), None) => said.push(format!("{name} does not speak of {label} any more")),
            (None, Some(now)) => said.push(format!("{name} speaks of {label} too: {now}")),
            _ => {}
        }
    }
    let (before, after) = (fact(sealed, "speaks for"), fact(now, "speaks for"));
    if before != after {
        said.push(format!("{name} speaks for another unit: {before} → {after}"));
    }
    if sealed.hidden("matrix") != now.hidden("matrix") {
        said.push(format!("{name} comes from another matrix"));
    }
    if sealed.hidden("relies on") != now.hidden("relies on") {
        said.push(format!("{name} relies on other controls"));
    }
    said
}

/// Where a placement is rated otherwise than it was: its difference came, went, or says something else.
fn apart(sealed: &Readable, now: &Readable) -> Vec<String> {
    let name = now.name();
    let mut places: Vec<&str> = Vec::new();
    for (place, _) in sealed.facts().chain(now.facts()).filter(|(fact, _)| fact.starts_with("at ")) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let mut said = Vec::new();
    for place in places {
        let at = |of: &Readable| of.all(place).collect::<Vec<_>>().join("; and ");
        let (then, now) = (at(sealed), at(now));
        match (then.is_empty(), now.is_empty()) {
            _ if then == now => {}
            (true, _) => said.push(format!("{name}, {place} rated apart: {now}")),
            (_, true) => said.push(format!("{name}, {place} no longer rated apart: {then}")),
            _ => said.push(format!("{name}, {place}: {then} → {now}")),
        }
    }
    said
}

/// `AUTH: claimed → maker says no (AUTH-1.2 Yes → No)`
fn coverage(sealed: &Readable, now: &Readable) -> Vec<String> {
    let name = now.name();
    let holds = |of: &Readable| of.fact("coverage").unwrap_or_default().to_owned();
    let (before, after) = (holds(sealed), holds(now));
    let mut answers: Vec<String> = Vec::new();
    for (item, then) in sealed.facts().filter(|(item, _)| *item != "coverage") {
        match now.fact(item) {
            Some(answer) if answer == then => {}
            Some(answer) => answers.push(format!("{item} {then} → {answer}")),
            None => answers.push(format!("{item} does not count any more")),
        }
    }
    for (item, answer) in now.facts().filter(|(item, _)| *item != "coverage") {
        if sealed.fact(item).is_none() {
            answers.push(format!("{item} counts too: {answer}"));
        }
    }
    let more = answers.len().saturating_sub(ANSWERS);
    answers.truncate(ANSWERS);
    if more > 0 {
        answers.push(format!("and {more} more"));
    }
    let answers = answers.join(", ");
    match (before == after, answers.is_empty()) {
        (true, true) => Vec::new(),
        (true, false) => vec![format!("{name}: still {after}, but {answers}")],
        (false, true) => vec![format!("{name}: {before} → {after}")],
        (false, false) => vec![format!("{name}: {before} → {after} ({answers})")],
    }
}

/// What was added to an assessment and what was taken from it.
fn extent(sealed: &Readable, now: &Readable) -> Vec<String> {
    let mut said = Vec::new();
    for (name, what) in [("versions", "the versions it holds for"), ("stage", "the stage")] {
        let (before, after) = (sealed.fact(name).unwrap_or_default(), now.fact(name).unwrap_or_default());
        if before != after {
            said.push(format!("{what}: {before} → {after}"));
        }
    }
    for (name, one, many) in [("risks", "risk", "risks"), ("placements", "placement", "placements")] {
        let ids = |of: &Readable| -> Vec<String> {
            of.hidden(name)
                .unwrap_or_default()
                .split(' ')
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let (before, after) = (ids(sealed), ids(now));
        let count =
            |these: &[String], others: &[String]| these.iter().filter(|id| !others.contains(id)).count();
        let counted = |count: usize| format!("{count} {}", if count == 1 { one } else { many });
        for (count, verb) in [(count(&after, &before), "added"), (count(&before, &after), "removed")] {
            if count > 0 {
                let was = if count == 1 { "was" } else { "were" };
                said.push(format!("{} {was} {verb}", counted(count)));
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::object::Id;

    fn said(object: Object, sealed: &Readable, now: Option<&Readable>) -> Vec<String> {
        let row = SealRow {
            decision_id: Id::from("d"),
            object,
            object_id: Id::from("o"),
            digest: String::new(),
            readable: sealed.text(),
        };
        reasons([(&row, now)])
    }

    #[test]
    fn a_risk_tells_which_of_its_texts_was_reworded_and_where_it_comes_from() {
        let risk = |consequence: &str, from: &str| {
            Readable::new("the risk's meaning")
                .with("hazard", "Outdated limits")
                .with("cause", "Ransomware")
                .with("consequence", consequence)
                .with("from", from)
        };
        let sealed = risk("Over-infusion", "MLDP DTBK");
        let now = risk("Over-infusion, or too little", "MLDP AUTH").with("cause", "A second cause");
        assert_eq!(
            said(Object::Risk, &sealed, Some(&now)),
            [
                "the causes were changed",
                "the consequence was reworded",
                "it comes from DTBK no longer",
                "it comes from AUTH too",
            ]
        );
        let now = risk("over infusion.", "MLDP DTBK").named("R-003").with("cause", "B");
        assert_eq!(
            said(Object::Risk, &sealed.named("R-003"), Some(&now)),
            ["R-003: the causes were changed"]
        );
    }

    #[test]
    fn a_rating_tells_its_level_first() {
        let rating = |overall: &str, safety: &str| {
            Readable::new("the residual rating")
                .with("overall", overall)
                .with("safety", safety)
                .with("speaks for", "fleet")
                .with_hidden("matrix", "aa")
        };
        let sealed = rating("medium", "severity 4, likelihood 1, medium");
        let worse = rating("high", "severity 4, likelihood 2, high");
        assert_eq!(
            said(Object::Rating, &sealed, Some(&worse)),
            ["the residual rating changed: medium → high"]
        );
        let other = rating("medium", "severity 3, likelihood 2, medium").with("security", "s");
        assert_eq!(
            said(Object::Rating, &sealed, Some(&other)),
            [
                "the residual rating, safety: severity 4, likelihood 1, medium → severity 3, likelihood 2, medium",
                "the residual rating speaks of security too: s",
            ]
        );
        assert_eq!(said(Object::Rating, &sealed, None), ["the residual rating was taken back"]);
    }

    #[test]
    fn a_rating_that_comes_or_goes_and_one_apart_are_told() {
        let not_yet = Readable::new("the residual rating").with("overall", "not rated");
        let high = Readable::new("the residual rating")
            .with("overall", "high")
            .with("safety", "severity 4, likelihood 2, high")
            .with("lifted because", "the harm is irreversible")
            .with("speaks for", "fleet");
        assert_eq!(
            said(Object::Rating, &not_yet, Some(&high)),
            ["the residual rating: not rated → high, lifted because the harm is irreversible"]
        );
        assert_eq!(said(Object::Rating, &high, Some(&not_yet)), ["the residual rating: high → not rated"]);
        let at = |level: &str| high.clone().with("at ICU 3", level);
        assert_eq!(
            said(Object::Rating, &high, Some(&at("medium"))),
            ["the residual rating, at ICU 3 rated apart: medium"]
        );
        assert_eq!(
            said(Object::Rating, &at("medium"), Some(&at("low"))),
            ["the residual rating, at ICU 3: medium → low"]
        );
        assert_eq!(
            said(Object::Rating, &at("low"), Some(&high)),
            ["the residual rating, at ICU 3 no longer rated apart: low"]
        );
    }

    #[test]
    fn a_coverage_tells_the_answers_that_changed_it() {
        let auth = |holds: &str, answer: &str| {
            Readable::new("AUTH").with("coverage", holds).with("AUTH-1", "Yes").with("AUTH-1.2", answer)
        };
        let sealed = auth("claimed", "Yes");
        assert_eq!(
            said(Object::CapabilityCoverage, &sealed, Some(&auth("maker says no", "No"))),
            ["AUTH: claimed → maker says no (AUTH-1.2 Yes → No)"]
        );
        let now = auth("claimed", "N/A").with("AUTH-3", "No");
        assert_eq!(
            said(Object::CapabilityCoverage, &sealed, Some(&now)),
            ["AUTH: still claimed, but AUTH-1.2 Yes → N/A, AUTH-3 counts too: No"]
        );
    }

    #[test]
    fn an_extent_counts_what_came_and_went() {
        let extent = |ids: &str, versions: &str| {
            Readable::new("the assessment's extent").with("versions", versions).with_hidden("risks", ids)
        };
        assert_eq!(
            said(Object::Assessment, &extent("a b", "4.2.x"), Some(&extent("b c d", "4.3.x"))),
            ["the versions it holds for: 4.2.x → 4.3.x", "2 risks were added", "1 risk was removed"]
        );
    }

    #[test]
    fn a_change_that_no_word_tells_is_told_by_the_name() {
        let sealed = Readable::new("the residual rating");
        assert_eq!(said(Object::Rating, &sealed, Some(&sealed)), ["the residual rating changed"]);
    }
}
