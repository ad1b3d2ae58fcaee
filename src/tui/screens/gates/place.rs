//! Where a missing thing is: the screen that shows it, and the kind of thing it is.

use crate::{tui::screens::Target, workbench::actions::Subject};

/// The screen of a place, and the row on it. The register has none.
pub(super) fn target(place: &str) -> Option<(Target, Option<String>)> {
    let (assessment, part) = match place.split_once('/') {
        Some((assessment, part)) => (assessment, Some(part)),
        None => (place, None),
    };
    Some(match (kind(place), part) {
        (Subject::Register, _) => return None,
        (Subject::Control, _) => (Target::Control(place.to_owned()), None),
        (Subject::Risk, _) => (Target::Risk(place.to_owned()), None),
        (_, part) => (Target::Chain(assessment.to_owned()), part.map(str::to_owned)),
    })
}

/// What kind of thing stands there.
pub(super) fn kind(place: &str) -> Subject {
    match place.split_once('/') {
        None if place.is_empty() => Subject::Register,
        None if place.starts_with("C-") => Subject::Control,
        None => Subject::Assessment,
        Some((_, part)) if part.starts_with("R-") => Subject::Risk,
        Some(_) => Subject::Capability,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_leads_to_its_screen() {
        let chain = |row: Option<&str>| Some((Target::Chain("ip3".into()), row.map(str::to_owned)));
        assert_eq!(target(""), None);
        assert_eq!(target("ip3"), chain(None));
        assert_eq!(target("ip3/MLDP"), chain(Some("MLDP")));
        assert_eq!(target("ip3@1/R-003"), Some((Target::Risk("ip3@1/R-003".into()), None)));
        assert_eq!(target("C-002"), Some((Target::Control("C-002".into()), None)));
    }
}
