//! What changed about a control that a decision rests on: where it stands and what its verifications found.

use crate::{
    domain::{
        control::{ControlState, VerificationKind, VerificationResult},
        word::Word as _,
    },
    process::readable::Readable,
};

/// What a control is called in a sentence: its ref, or its title where the seal came before the ref.
pub(super) fn named(readable: &Readable) -> String {
    let name = readable.name();
    match name.split_once(' ') {
        Some((reference, _)) if reference.starts_with("C-") => reference.to_owned(),
        _ => name.to_owned(),
    }
}

pub(super) fn differing(sealed: &Readable, now: &Readable) -> Vec<String> {
    let name = named(now);
    let mut said = Vec::new();
    if let (Some(before), Some(after)) = (sealed.fact("kind"), now.fact("kind"))
        && before != after
    {
        said.push(format!("{name} is of another kind: {before} → {after}"));
    }
    for (place, then) in sites(sealed) {
        match now.fact(place) {
            Some(fact) => at_site(&name, place, &Stood::of(then), &Stood::of(fact), &mut said),
            None => said.push(format!("{name} does not count {place} any more")),
        }
    }
    for (place, _) in sites(now).filter(|(place, _)| sealed.fact(place).is_none()) {
        said.push(format!("{name} counts {place} too"));
    }
    said
}

/// The facts that tell of a site: `at Main hospital`.
fn sites(readable: &Readable) -> impl Iterator<Item = (&str, &str)> {
    readable.facts().filter(|(name, _)| name.starts_with("at "))
}

/// How a control stood at a site, read from its fact.
struct Stood<'f> {
    state: &'f str,
    results: Vec<&'f str>,
}

impl<'f> Stood<'f> {
    fn of(fact: &'f str) -> Self {
        let mut parts = fact.split(", ");
        Self { state: parts.next().unwrap_or_default(), results: parts.collect() }
    }

    /// What a kind of verification found, and when.
    fn result(&self, kind: VerificationKind) -> Option<(&'f str, &'f str)> {
        let told = self.results.iter().find_map(|part| part.strip_prefix(kind.label()))?;
        told.trim().split_once(" on ")
    }
}

fn at_site(name: &str, place: &str, then: &Stood<'_>, now: &Stood<'_>, said: &mut Vec<String>) {
    if then.state != now.state {
        said.push(match (then.state, now.state) {
            (was, _) if was == ControlState::InPlace.label() => {
                format!("{name} is no longer in place {place}")
            }
            (_, is) if is == ControlState::InPlace.label() => format!("{name} is in place {place} now"),
            (was, is) => format!("{name} {place}: {was} → {is}"),
        });
    }
    for &kind in VerificationKind::ALL {
        let test = match kind {
            VerificationKind::Implementation => "check that it is in place",
            VerificationKind::Effectiveness => "effectiveness test",
        };
        let (before, after) = (then.result(kind), now.result(kind));
        if before.map(|(result, _)| result) == after.map(|(result, _)| result) {
            continue;
        }
        said.push(match after {
            Some((result, on)) => {
                let verb = if result == VerificationResult::Failed.label() { "failed" } else { "passed" };
                format!("{name} {verb} its {test} on {on} {place}")
            }
            None => format!("{name} has no {test} {place} any more"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn control(site: &str) -> Readable {
        Readable::new("C-003 Segment VLAN 212")
            .with("kind", "technical, order 2")
            .with("at Main hospital", site)
    }

    #[test]
    fn a_failed_test_is_told_with_its_day_and_site() {
        let sealed =
            control("in place, implementation passed on 2026-03-21, effectiveness passed on 2026-03-22");
        let now =
            control("in place, implementation passed on 2026-03-21, effectiveness failed on 2026-05-02");
        assert_eq!(
            differing(&sealed, &now),
            ["C-003 failed its effectiveness test on 2026-05-02 at Main hospital"]
        );
    }

    #[test]
    fn a_control_that_was_taken_away_or_is_looked_at_elsewhere_says_so() {
        let sealed = control("in place, implementation passed on 2026-03-21");
        assert_eq!(
            differing(&sealed, &control("retired, implementation passed on 2026-09-01")),
            ["C-003 is no longer in place at Main hospital"],
            "a repeated test with the same result is no change"
        );
        let moved =
            Readable::new("C-003 Segment").with("kind", "procedural, order 3").with("at Annex", "proposed");
        assert_eq!(
            differing(&sealed, &moved),
            [
                "C-003 is of another kind: technical, order 2 → procedural, order 3",
                "C-003 does not count at Main hospital any more",
                "C-003 counts at Annex too",
            ]
        );
    }

    #[test]
    fn without_a_ref_a_control_goes_by_its_title() {
        assert_eq!(named(&Readable::new("the control Segment VLAN 212")), "the control Segment VLAN 212");
    }
}
