//! What a screen shows, as a line of the file: `risks ip3`, `control C-003`.

use crate::{tui::screens::Target, workbench::questions::matrix::Whose};

/// The longest ref, or address, that is kept.
const LONGEST: usize = 80;

/// The address of what a screen shows; none when it is not kept.
pub(super) fn of(target: &Target) -> Option<String> {
    let (kind, what) = match target {
        Target::Assessments => ("assessments", ""),
        Target::Chain(reference) => ("chain", reference.as_str()),
        Target::Risks(reference) => ("risks", reference.as_deref().unwrap_or_default()),
        Target::Risk(reference) => ("risk", reference.as_str()),
        Target::Controls => ("controls", ""),
        Target::Control(reference) => ("control", reference.as_str()),
        Target::Disclosure(reference) => ("disclosure", reference.as_str()),
        Target::History(subject) => ("history", subject.as_str()),
        Target::People => ("people", ""),
        Target::Gates(reference) => ("gates", reference.as_str()),
        Target::Due => ("due", ""),
        Target::Inbox => ("inbox", ""),
        Target::Trigger(reference) => ("trigger", reference.as_str()),
        Target::Suggestions(subject) => ("suggestions", subject.as_str()),
        Target::Catalogue => ("catalogue", ""),
        Target::Matrix(Whose { assessment, all: false }) => ("matrix", assessment.as_str()),
        Target::Matrix(Whose { assessment, all: true }) => ("matrix-all", assessment.as_str()),
        Target::Decisions(assessment, None) => ("decisions", assessment.as_deref().unwrap_or_default()),
        Target::Overview => ("overview", ""),
        Target::Jobs => ("jobs", ""),
        Target::Entry(_) | Target::Within(_) | Target::Decisions(_, Some(_)) => return None,
    };
    if what.is_empty() {
        return Some(kind.to_owned());
    }
    is_mark(what).then(|| format!("{kind} {what}"))
}

/// What the address tells; none when it is none.
pub(super) fn target(address: &str) -> Option<Target> {
    let (kind, what) = address.split_once(' ').unwrap_or((address, ""));
    if !what.is_empty() && !is_mark(what) {
        return None;
    }
    let named = || (!what.is_empty()).then(|| what.to_owned());
    Some(match kind {
        "assessments" => Target::Assessments,
        "chain" => Target::Chain(named()?),
        "risks" => Target::Risks(named()),
        "risk" => Target::Risk(named()?),
        "controls" => Target::Controls,
        "control" => Target::Control(named()?),
        "disclosure" => Target::Disclosure(named()?),
        "history" => Target::History(what.to_owned()),
        "people" => Target::People,
        "gates" => Target::Gates(named()?),
        "due" => Target::Due,
        "inbox" => Target::Inbox,
        "trigger" => Target::Trigger(named()?),
        "suggestions" => Target::Suggestions(named()?),
        "catalogue" => Target::Catalogue,
        "matrix" => Target::Matrix(Whose { assessment: named()?, all: false }),
        "matrix-all" => Target::Matrix(Whose { assessment: named()?, all: true }),
        "decisions" => Target::Decisions(named(), None),
        "overview" => Target::Overview,
        "jobs" => Target::Jobs,
        _ => return None,
    })
}

/// A ref or an identity, and no text of the register.
pub(super) fn is_mark(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./@".contains(c);
    !text.is_empty() && text.len() <= LONGEST && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_what_it_is_of() {
        let text = || "ip3@2/R-014".to_owned();
        for of_it in [
            Target::Assessments,
            Target::Chain(text()),
            Target::Risks(None),
            Target::Risks(Some("ip3".into())),
            Target::Risk(text()),
            Target::Controls,
            Target::Control("C-003".into()),
            Target::Disclosure(text()),
            Target::History(String::new()),
            Target::History(text()),
            Target::People,
            Target::Gates(text()),
            Target::Due,
            Target::Inbox,
            Target::Trigger("T-001".into()),
            Target::Suggestions(text()),
            Target::Catalogue,
            Target::Matrix(Whose { assessment: text(), all: false }),
            Target::Matrix(Whose { assessment: text(), all: true }),
            Target::Decisions(None, None),
            Target::Decisions(Some(text()), None),
            Target::Overview,
        ] {
            assert_eq!(target(&of(&of_it).unwrap()), Some(of_it));
        }
        assert_eq!(of(&Target::History("Dr. A. Weber".into())), None, "a name is a text of the register");
        for wrong in ["", "chain", "chain a b", "nowhere", "risk \u{1b}[2J"] {
            assert_eq!(target(wrong), None, "{wrong:?}");
        }
    }
}
