//! The chain of the selected capability, as paragraphs. The wide form tells more; what can be walked to is the same.

use super::{Link, State};
use crate::{
    domain::{
        capability::Coverage, disclosure::Answer, requirement::RequirementState, revision::RiskMark,
        word::Word as _,
    },
    tui::{
        commands::{Keys, Place},
        screens::levels,
        theme::Role,
        widgets::{
            document::Document,
            text::{Line, Piece, flow, wrapped},
        },
    },
    workbench::questions::{
        chain::{ChainCapability, ChainControl, ChainRisk, ChainStatement},
        requirements::RequirementLine,
    },
};

pub(super) fn document(state: &State, columns: usize, wide: bool, keys: Option<&Keys>) -> Document<Link> {
    let mut page = Document::new(columns);
    match state.capability() {
        Some(capability) => {
            page.banner(banner(capability, columns, wide));
            page.head("Statements");
            page.put(Link::Statements, statements(capability, page.columns(), wide, keys));
            requirements(&mut page, &capability.requirements, wide);
        }
        None => page.banner(vec![vec![Piece::new("Risks that come from no capability", Role::Title)]]),
    }
    risks(&mut page, state.risks());
    controls(&mut page, &state.controls(), state.risks());
    decisions(&mut page, state.risks());
    page
}

fn banner(capability: &ChainCapability, columns: usize, wide: bool) -> Vec<Line> {
    let mut name = vec![Piece::new(&format!("{} {}", capability.code, capability.name), Role::Title)];
    if !capability.attributes.is_empty() {
        name.push(Piece::plain(&format!("  {}", capability.attributes)));
    }
    let said = vec![Piece::new(capability.coverage.label(), levels::coverage(capability.coverage))];
    let required = capability.required.map_or("no requirement", |required| required.label());
    let mut facts = vec![vec![Piece::plain(&format!(" · {required}"))]];
    if capability.gap {
        facts.push(vec![Piece::plain(" · "), Piece::new("GAP", Role::Serious)]);
    }
    if let Some(worst) = levels::in_use(capability.in_use.iter().map(|(_, state)| *state)) {
        facts.push(vec![Piece::plain(&format!(" · in use: {}", worst.label()))]);
    }
    if let Some(form) = capability.overruled_from {
        facts.push(vec![Piece::muted(&format!(" · the rule: {}", form.label()))]);
    }
    let record = &capability.on_record;
    if record.disposition.is_some() {
        facts.push(vec![Piece::plain(" · no risk, with a reason")]);
    }
    if let Some(asked) = record.open_question() {
        let due = asked.due.map(|due| format!("due {due}")).unwrap_or_default();
        let (said, role) = match asked.warning.as_str() {
            "" => (due.as_str(), Role::Normal),
            late => (late, Role::Serious),
        };
        facts.push(vec![Piece::plain(" · manufacturer asked, "), Piece::new(said, role)]);
    }
    if !record.duty.is_empty() {
        facts.push(vec![Piece::plain(&format!(" · carried by {}", record.duty))]);
    }
    let mut lines = vec![name];
    lines.extend(flow(facts, said, 0, columns));
    if wide {
        lines.extend(wrapped(&capability.goal, columns, Role::Normal));
        let mut why = |head: &str, text: &str| {
            if !text.is_empty() {
                lines.extend(wrapped(&format!("{head}: {text}"), columns, Role::Muted));
            }
        };
        why("Coverage", &capability.because);
        why("Required", &capability.required_reason);
        for (placement, state) in &capability.in_use {
            why("In use", &format!("{placement}: {}", state.label()));
        }
        why("No risk", record.disposition.as_deref().unwrap_or_default());
        for question in &record.questions {
            why("Question", &format!("{}: {}", question.said, question.text));
            why("Answer", &question.answer);
        }
    }
    if wide {
        lines.push(Line::new());
    }
    lines
}

/// What the manufacturer said: the statements that count, or all of them with their meaning.
fn statements(capability: &ChainCapability, columns: usize, wide: bool, keys: Option<&Keys>) -> Vec<Line> {
    let all = &capability.statements;
    if all.is_empty() {
        return vec![vec![Piece::muted("none")]];
    }
    let core: Vec<&ChainStatement> = all.iter().filter(|statement| statement.core).collect();
    let shown: Vec<&ChainStatement> = if core.is_empty() { all.iter().collect() } else { core };
    if !wide {
        let said: Vec<String> =
            shown.iter().take(12).map(|s| format!("{} {}", s.item, effective(s))).collect();
        let text = format!("{}  ({} of {})", said.join(" · "), said.len(), all.len());
        return wrapped(&text, columns, Role::Normal).into_iter().take(3).collect();
    }
    let mut lines: Vec<Line> = shown.iter().take(12).flat_map(|s| told(s, columns)).collect();
    lines.push(vec![Piece::muted(&format!(
        "({} of {} statements; {} shows all)",
        shown.len().min(12),
        all.len(),
        Keys::tell(keys, "{open}", Place::Chain),
    ))]);
    lines
}

/// What the adopted sets ask, with the answers; Enter answers.
fn requirements(page: &mut Document<Link>, requirements: &[RequirementLine], wide: bool) {
    if requirements.is_empty() {
        return;
    }
    page.head("Requirements");
    for one in requirements {
        let role = match one.answer {
            Some(answer) if answer.is_unmet() => Role::Serious,
            Some(RequirementState::Met) => Role::Normal,
            _ => Role::Caution,
        };
        let mut lines = wrapped(&format!("{} {}", one.id, one.title), page.columns(), Role::Normal);
        let last = lines.pop().unwrap_or_default();
        let tail = vec![vec![Piece::new(&format!("  {}", one.state()), role)]];
        lines.extend(flow(tail, last, 2, page.columns()));
        let room = page.columns().saturating_sub(2).max(10);
        let mut under = |text: &str| {
            lines.extend(wrapped(text, room, Role::Muted).into_iter().map(|mut line| {
                line.insert(0, Piece::plain("  "));
                line
            }));
        };
        under(&format!("{}: {}", one.set_title, one.reference));
        if wide {
            under(&one.text);
            for (head, text) in [("Rests on", &one.rests_on), ("By", &one.by), ("Remark", &one.remark)] {
                if !text.is_empty() {
                    under(&format!("{head}: {text}"));
                }
            }
            if one.answer.is_none() {
                under(&format!("Look for: {}", one.look_for));
            }
        }
        page.put(Link::Requirement(one.id.clone()), lines);
    }
}

fn told(statement: &ChainStatement, columns: usize) -> Vec<Line> {
    let mut text = statement.meaning.clone();
    if !statement.note.is_empty() {
        text = format!("{text} [{}]", statement.note);
    }
    let mut first =
        vec![Piece::plain(&statement.item).fit(11), Piece::new(&answer(statement), Role::Title).fit(13)];
    let mut lines = wrapped(&text, columns.saturating_sub(24).max(10), Role::Normal).into_iter();
    first.extend(lines.next().unwrap_or_default());
    let rest = lines.map(|mut line| {
        line.insert(0, Piece::plain(&" ".repeat(24)));
        line
    });
    let mut all: Vec<Line> = std::iter::once(first).chain(rest).collect();
    if let Some(accepted) = &statement.accepted {
        let text = format!("{} outranks it: {} [{}]", accepted.answer.label(), accepted.text, accepted.said);
        let role = if accepted.again { Role::Caution } else { Role::Title };
        let again = if accepted.again { "; to be looked at again beside a newer disclosure" } else { "" };
        let room = columns.saturating_sub(24).max(10);
        all.extend(wrapped(&format!("{text}{again}"), room, role).into_iter().map(|mut line| {
            line.insert(0, Piece::plain(&" ".repeat(24)));
            line
        }));
    }
    all
}

/// The answer that counts; `*` where it is the manufacturer's accepted one and not the form's.
fn effective(statement: &ChainStatement) -> String {
    statement.accepted.as_ref().map_or_else(|| answer(statement), |one| format!("{}*", one.answer.label()))
}

fn answer(statement: &ChainStatement) -> String {
    match statement.answer {
        Answer::Text => statement.raw.clone(),
        answer => answer.label().to_owned(),
    }
}

fn risks(page: &mut Document<Link>, risks: &[ChainRisk]) {
    page.head("Risks");
    if risks.is_empty() {
        page.banner(vec![vec![Piece::muted("Risks       none yet")]]);
    }
    for risk in risks {
        let mut levels = vec![vec![Piece::plain("  "), levels::level(risk.initial.as_ref())]];
        if risk.residual.is_some() {
            levels[0].extend([Piece::plain(" → "), levels::level(risk.residual.as_ref())]);
        } else if risk.initial.is_some() {
            levels.push(vec![Piece::muted("  residual not rated")]);
            if let Some(target) = &risk.target {
                levels.push(vec![Piece::muted("  target "), levels::level(Some(target))]);
            }
        }
        if let Some(mark) = risk.mark.filter(|mark| *mark != RiskMark::Unchanged) {
            levels.push(vec![Piece::new(&format!("  {}", mark.label()), Role::Caution)]);
        }
        if !risk.failures.is_empty() {
            levels.push(vec![Piece::new("  control FAILED", Role::Serious)]);
        }
        let lines = with_tail(&risk.reference, &risk.title, levels, page.columns());
        page.put(Link::Risk(risk.reference.clone()), lines);
    }
}

/// `R-014 title…`, wrapped under itself, with what follows it behind the last line.
fn with_tail(reference: &str, title: &str, tail: Vec<Line>, columns: usize) -> Vec<Line> {
    let indent = 7;
    let room = columns.saturating_sub(indent).max(10);
    let mut lines: Vec<Line> = wrapped(title, room, Role::Normal);
    for (i, line) in lines.iter_mut().enumerate() {
        let start = if i == 0 { reference } else { "" };
        line.insert(0, Piece::new(start, Role::Title).fit(indent));
    }
    let last = lines.pop().unwrap_or_default();
    lines.extend(flow(tail, last, indent, columns));
    lines
}

fn controls(page: &mut Document<Link>, controls: &[(&ChainControl, Vec<String>)], risks: &[ChainRisk]) {
    page.head("Controls");
    if controls.is_empty() && !risks.is_empty() {
        page.banner(vec![vec![Piece::muted("Controls    none yet")]]);
    }
    for (control, serves) in controls {
        let mut tail = vec![levels::mark("  in place", control.in_place)];
        tail.push(levels::mark(" effective", control.effective));
        if serves.len() < risks.len() {
            tail.push(vec![Piece::muted(&format!(" serves {}", serves.join(", ")))]);
        }
        let lines = with_tail(&control.reference, &control.title, tail, page.columns());
        page.put(Link::Control(control.reference.clone(), serves.clone()), lines);
    }
}

fn decisions(page: &mut Document<Link>, risks: &[ChainRisk]) {
    page.head("Decisions");
    if !risks.is_empty() && risks.iter().all(|risk| risk.decision.is_none()) {
        page.banner(vec![vec![Piece::muted("Decisions   none yet")]]);
    }
    for risk in risks {
        let Some(decision) = &risk.decision else { continue };
        let mut lines = with_tail(&risk.reference, &decision.said, Vec::new(), page.columns());
        if !decision.warning.is_empty() {
            let room = page.columns().saturating_sub(7).max(10);
            lines.extend(wrapped(&decision.warning, room, Role::Critical).into_iter().map(|mut line| {
                line.insert(0, Piece::plain("").fit(7));
                line
            }));
        }
        page.put(Link::Decision(risk.reference.clone()), lines);
    }
}

/// One sentence that says what to do first on a capability without risks.
pub(super) fn advice(capability: &ChainCapability) -> Option<&'static str> {
    if !capability.risks.is_empty() || !capability.gap {
        return None;
    }
    Some(match capability.coverage {
        Coverage::Unknown => {
            "Not answered and required: press {add-risk} to add a risk, or {overrule-coverage} once the manufacturer has \
             told."
        }
        _ => "A gap without a risk: press {add-risk} to add one from a template.",
    })
}
