//! The risk as paragraphs.

use super::{Link, State};
use crate::{
    domain::{control::VerificationResult, rating::Phase, word::Word as _},
    tui::{
        commands::{Keys, Place},
        screens::levels,
        theme::Role,
        widgets::{
            document::Document,
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::risk::{
        DecisionWhole, DifferenceWhole, RatedPhase, RiskControlWhole, RiskWhole, SiteWhole,
    },
};

pub(super) fn document(state: &State, columns: usize, keys: Option<&Keys>) -> Document<Link> {
    let mut page = Document::new(columns);
    let Some(whole) = &state.risk else { return page };
    let risk = &whole.risk.value;
    page.banner(banner(whole, columns));
    page.text("Hazard", Link::Text, &risk.hazard);
    page.text("Situation", Link::Text, &risk.hazardous_situation);
    page.text("Causes", Link::Text, &risk.causes.join("\n"));
    let shared =
        whole.shared_causes.iter().map(|(cause, risks)| format!("{cause}: also of {}", risks.join(", ")));
    page.text("Shared", Link::Text, &shared.collect::<Vec<_>>().join("\n"));
    page.text("Consequence", Link::Text, &risk.consequence);
    page.head("Comes from");
    if risk.capabilities.is_empty() {
        page.put(Link::Text, vec![vec![Piece::muted("no capability")]]);
    }
    for code in &risk.capabilities {
        page.put(Link::Capability(code.clone()), vec![vec![Piece::plain(code)]]);
    }
    advisories(&mut page, &risk.vulnerability_refs);
    let treatment = risk.treatment.map_or("not proposed", |treatment| treatment.label());
    let why = if risk.treatment_reason.is_empty() { "" } else { ": " };
    page.text("Treatment", Link::Text, &format!("{treatment}{why}{}", risk.treatment_reason));
    page.text("Why order 3", Link::Text, &risk.order_reason);
    page.text("Due", Link::Text, &risk.due_on.map(|date| date.to_string()).unwrap_or_default());
    page.text("Tags", Link::Text, &risk.tags.join(", "));
    ratings(&mut page, whole);
    differences(&mut page, &whole.differences);
    let tell = |sentence| Keys::tell(keys, sentence, Place::Risk);
    let none = tell("none yet: {add-control} adds one, {link-control} links one that is there");
    controls(&mut page, &whole.controls, &none);
    decisions(&mut page, &whole.decisions, &tell("none yet: {decide} decides"));
    questions(&mut page, whole);
    page.head("Told");
    for said in &whole.told {
        page.tell(Link::Text, said, Role::Normal);
    }
    page.head("Standards");
    for said in &whole.standards {
        page.tell(Link::Text, said, Role::Normal);
    }
    page
}

/// References to weaknesses; one that is known to be exploited stands out.
fn advisories(page: &mut Document<Link>, references: &[String]) {
    if references.is_empty() {
        return;
    }
    page.head("Advisories");
    for reference in references {
        let (role, told) = match reference.strip_suffix(" KEV") {
            Some(rest) => (Role::Critical, format!("KEV {rest}")),
            None => (Role::Normal, reference.clone()),
        };
        let lines = wrapped(&told, page.columns(), role);
        page.put(Link::Text, lines);
    }
}

fn banner(whole: &RiskWhole, columns: usize) -> Vec<Line> {
    let risk = &whole.risk.value;
    let mut lines = wrapped(&risk.title, columns, Role::Title);
    let owner = if risk.owner.is_empty() { "nobody" } else { &risk.owner };
    let proposed = if whole.proposed { " · decision proposed" } else { "" };
    lines.push(vec![Piece::plain(&format!("{}{proposed} · owner: {owner}", risk.status.label()))]);
    if let Some((mark, differs)) = &whole.mark {
        let differs = if differs.is_empty() { String::new() } else { format!(": {}", differs.join(", ")) };
        let told = format!("{} in this revision{differs}", mark.label());
        lines.extend(wrapped(&told, columns, Role::Muted));
    }
    lines.push(Line::new());
    lines
}

fn ratings(page: &mut Document<Link>, whole: &RiskWhole) {
    page.head("Ratings");
    for phase in Phase::ALL {
        let rated = whole.ratings.iter().find(|rated| rated.phase == *phase);
        let mut lines = vec![vec![Piece::plain(phase.label()).fit(10)]];
        match rated {
            Some(rated) => rating(&mut lines, rated, page.columns()),
            None => lines[0].push(Piece::muted("not rated")),
        }
        page.put(Link::Text, lines);
    }
}

fn rating(lines: &mut Vec<Line>, rated: &RatedPhase, columns: usize) {
    lines[0].push(levels::level(Some(&rated.overall)));
    let rating = &rated.rating;
    let by = format!("  by {} on {}, {}", rating.rater, rating.rated_on, rating.basis.label());
    lines[0].push(Piece::muted(&by));
    for (property, severity, likelihood, level) in &rated.properties {
        lines.push(vec![
            Piece::plain(&format!("  {property}")).fit(17),
            Piece::plain(&format!("severity {severity} × likelihood {likelihood}  ")),
            levels::level(Some(level)),
        ]);
    }
    let mut tell = |text: String| lines.extend(wrapped(&text, columns, Role::Muted));
    if !rated.overall.lifted.is_empty() {
        tell(format!("  lifted: {}", rated.overall.lifted));
    }
    if !rated.relies_on.is_empty() {
        tell(format!("  relies on {}", rated.relies_on.join(", ")));
    }
    if !rating.reason.is_empty() {
        tell(format!("  because {}", rating.reason));
    }
}

fn differences(page: &mut Document<Link>, differences: &[DifferenceWhole]) {
    if differences.is_empty() {
        return;
    }
    page.head("Differs at");
    for differing in differences {
        let mut lines = vec![vec![
            Piece::plain(&format!("{}, {} ", differing.placement, differing.phase.label())),
            levels::level(Some(&differing.overall)),
            Piece::muted(&format!("  {}", differing.rated)),
        ]];
        for (property, severity, likelihood) in &differing.properties {
            lines.push(vec![
                Piece::plain(&format!("  {property}")).fit(17),
                Piece::plain(&format!("severity {severity} × likelihood {likelihood}")),
            ]);
        }
        let because = format!("  because {}", differing.reason);
        lines.extend(wrapped(&because, page.columns(), Role::Muted));
        page.put(Link::Text, lines);
    }
}

fn controls(page: &mut Document<Link>, controls: &[RiskControlWhole], none: &str) {
    page.head("Controls");
    if controls.is_empty() {
        page.put(Link::Text, vec![vec![Piece::muted(none)]]);
    }
    for control in controls {
        let mut lines = vec![vec![
            Piece::new(&format!("{} ", control.reference), Role::Title),
            Piece::plain(&control.title),
        ]];
        for failure in &control.failures {
            lines.extend(wrapped(&format!("  FAILED: {failure}"), page.columns(), Role::Serious));
        }
        lines.extend(control.sites.iter().map(site));
        page.put(Link::Control(control.reference.clone()), lines);
    }
}

fn site(site: &SiteWhole) -> Line {
    let mut line = vec![Piece::plain(&format!("  {}: {}", site.site, site.state.label()))];
    for (kind, result, date, person) in &site.verifications {
        let role = if *result == VerificationResult::Passed { Role::Ok } else { Role::Serious };
        line.push(Piece::plain(&format!(", {} ", kind.label())));
        line.push(Piece::new(result.label(), role));
        line.push(Piece::muted(&format!(" {date} {person}")));
    }
    line
}

fn questions(page: &mut Document<Link>, whole: &RiskWhole) {
    page.head("Questions");
    for (code, question) in &whole.questions {
        let late = if question.warning.is_empty() { String::new() } else { format!(" {}", question.warning) };
        page.tell(Link::Capability(code.clone()), &format!("{code} {}{late}", question.said), Role::Title);
        page.tell(Link::Text, &question.text, Role::Normal);
        page.tell(Link::Text, &question.answer, Role::Normal);
    }
}

fn decisions(page: &mut Document<Link>, decisions: &[DecisionWhole], none: &str) {
    page.head("Decisions");
    if decisions.is_empty() {
        page.put(Link::Text, vec![vec![Piece::muted(none)]]);
    }
    for decision in decisions {
        let mut tell = |text: &str, role| page.tell(Link::Text, text, role);
        tell(&decision.said.said, Role::Title);
        tell(&decision.said.warning, Role::Critical);
        tell(&decision.rationale, Role::Normal);
        for condition in &decision.conditions {
            tell(&format!("Condition: {condition}"), Role::Normal);
        }
        tell(&decision.recorded, Role::Muted);
        for (basis, changed) in &decision.seal {
            let (mark, role) = if *changed { ("CHANGED", Role::Critical) } else { ("sealed", Role::Muted) };
            tell(&format!("{mark}: {basis}"), role);
        }
    }
}
