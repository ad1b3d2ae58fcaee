//! The hand-made answers, altered: with nothing in them, or with other texts in place of theirs.

use std::sync::Arc;

use riskward::tui::effects::Answer;
use riskward::workbench::questions::{
    chain::{ChainCapability, ChainDecision, ChainRisk},
    decisions::{DecisionLine, DecisionOrder},
    on_record::OnRecord,
    risks::Order,
};

/// An answer of a register that holds nothing but assessments.
pub(crate) fn emptied(answer: Answer) -> Answer {
    match answer {
        Answer::RiskOrder(wanted, _) => Answer::RiskOrder(wanted, Arc::new(Order::default())),
        Answer::Controls(_) => Answer::Controls(Vec::new()),
        Answer::Disclosure(_) => Answer::Disclosure(None),
        Answer::History(_) => Answer::History(Vec::new()),
        Answer::DecisionOrder(wanted, _) => {
            let order = DecisionOrder { order: Order::default(), near: None };
            Answer::DecisionOrder(wanted, order)
        }
        Answer::Chain(mut chain) => {
            chain.disclosure = None;
            chain.decision = None;
            for capability in &mut chain.capabilities {
                capability.statements.clear();
                let code = &capability.code;
                // one risk is left, so that the page of a risk can be looked at
                capability.risks.retain(|_| code == "MLDP");
            }
            chain.other_risks.clear();
            Answer::Chain(chain)
        }
        Answer::Risk(mut risk) => {
            risk.ratings.clear();
            risk.controls.clear();
            risk.decisions.clear();
            risk.questions.clear();
            Answer::Risk(risk)
        }
        Answer::People(mut people) => {
            people.people.clear();
            people.policy.approval = None;
            Answer::People(people)
        }
        Answer::Gates(reference, mut gates) => {
            gates.due.clear();
            gates.on_record = OnRecord::default();
            Answer::Gates(reference, gates)
        }
        Answer::Due(mut dues) => {
            dues.lines.clear();
            Answer::Due(dues)
        }
        Answer::Inbox(mut inbox) => {
            inbox.triggers.clear();
            inbox.findings.clear();
            inbox.unrecorded.clear();
            Answer::Inbox(inbox)
        }
        Answer::Suggested(mut suggested) => {
            suggested.risks.clear();
            suggested.controls.clear();
            Answer::Suggested(suggested)
        }
        Answer::NextControl(mut next) => {
            next.controls.clear();
            Answer::NextControl(next)
        }
        Answer::Overview(mut overview) => {
            overview.products.clear();
            Answer::Overview(overview)
        }
        Answer::Matrix(mut matrix) => {
            matrix.risks = 0;
            matrix.moved.clear();
            for grid in &mut matrix.grids {
                grid.cells.clear();
                (grid.untouched, grid.elsewhere, grid.not_rated) = (0, 0, 0);
            }
            Answer::Matrix(matrix)
        }
        Answer::Jobs(_) => Answer::Jobs(Vec::new()),
        other => other,
    }
}

/// An answer of a register that was just made.
pub(crate) fn nothing_at_all(answer: Answer) -> Answer {
    match answer {
        Answer::Assessments(_) => Answer::Assessments(Vec::new()),
        other => emptied(other),
    }
}

/// An answer whose texts are others; names by which things are found stay.
pub(crate) fn with_texts(answer: Answer, text: &mut dyn FnMut() -> String) -> Answer {
    let mut with = Texts(text);
    match answer {
        Answer::Assessments(mut lines) => {
            for line in &mut lines {
                with.put([&mut line.product, &mut line.model, &mut line.versions, &mut line.placements]);
            }
            Answer::Assessments(lines)
        }
        Answer::Chain(mut chain) => {
            with.put([&mut chain.product, &mut chain.versions]);
            with.all(&mut chain.disclosure);
            with.all(&mut chain.placements);
            chain.capabilities.iter_mut().for_each(|capability| with.capability(capability));
            chain.other_risks.iter_mut().for_each(|risk| with.risk(risk));
            chain.decision.iter_mut().for_each(|decision| with.decision(decision));
            Answer::Chain(chain)
        }
        Answer::RiskPage(order, at, mut lines) => {
            for line in &mut lines {
                with.put([&mut line.title, &mut line.capabilities, &mut line.treatment]);
                with.put([&mut line.decision, &mut line.owner]);
                with.all(&mut line.tags);
                for level in line.initial.iter_mut().chain(&mut line.residual) {
                    with.put([&mut level.short, &mut level.name]);
                }
            }
            Answer::RiskPage(order, at, lines)
        }
        Answer::Risk(mut whole) => {
            let risk = &mut whole.risk.value;
            with.put([&mut risk.title, &mut risk.hazard, &mut risk.hazardous_situation]);
            with.put([&mut risk.consequence, &mut risk.treatment_reason, &mut risk.owner]);
            with.all(&mut risk.causes);
            with.all(&mut risk.capabilities);
            for control in &mut whole.controls {
                with.put([&mut control.title]);
                with.all(&mut control.failures);
                for site in &mut control.sites {
                    with.put([&mut site.site]);
                }
            }
            for decision in &mut whole.decisions {
                with.decision(&mut decision.said);
                with.put([&mut decision.rationale, &mut decision.recorded]);
                with.all(&mut decision.conditions);
                with.all(decision.seal.iter_mut().map(|(basis, _)| basis));
            }
            for (_, question) in &mut whole.questions {
                with.put([&mut question.said, &mut question.text, &mut question.answer]);
            }
            with.all(&mut whole.told);
            with.all(&mut whole.standards);
            Answer::Risk(whole)
        }
        Answer::Controls(mut lines) => {
            for line in &mut lines {
                with.put([&mut line.title, &mut line.kind, &mut line.owner, &mut line.state]);
            }
            Answer::Controls(lines)
        }
        Answer::Control(mut whole) => {
            let control = &mut whole.control.value;
            with.put([&mut control.title, &mut control.description, &mut control.owner]);
            with.put([&mut control.verify_implementation, &mut control.verify_effectiveness]);
            with.put([&mut control.new_risk_note]);
            with.all(&mut whole.failures);
            with.all(whole.serves.iter_mut().map(|(_, title)| title));
            with.all(whole.sites.iter_mut().map(|site| &mut site.site));
            Answer::Control(whole)
        }
        Answer::Disclosure(Some(mut whole)) => {
            with.put([&mut whole.disclosure.document_id]);
            for one in &mut whole.statements {
                with.put([&mut one.question, &mut one.raw, &mut one.note, &mut one.place]);
                with.put([&mut one.printed_id]);
            }
            for problem in &mut whole.problems {
                with.put([&mut problem.place, &mut problem.what, &mut problem.done]);
            }
            Answer::Disclosure(Some(whole))
        }
        Answer::History(mut lines) => {
            for line in &mut lines {
                with.put([&mut line.at, &mut line.actor, &mut line.said, &mut line.reason]);
                for (field, before, after) in &mut line.changed {
                    with.put([field, before, after]);
                }
            }
            Answer::History(lines)
        }
        Answer::People(mut people) => {
            for one in &mut people.people {
                with.put([&mut one.name, &mut one.account, &mut one.spell]);
                with.all(&mut one.role_names);
            }
            with.put([&mut people.policy.title]);
            with.all(&mut people.policy.floors);
            with.all(people.policy.switches.iter_mut().map(|(_, value)| value));
            with.all(people.policy.authority.iter_mut().map(|one| &mut one.band));
            Answer::People(people)
        }
        Answer::Gates(reference, mut gates) => {
            with.put([&mut gates.product]);
            with.all(gates.due.iter_mut().map(|due| &mut due.what));
            for gate in &mut gates.gates {
                with.put([&mut gate.name, &mut gate.title, &mut gate.clause]);
                with.all(gate.missing.iter_mut().map(|missing| &mut missing.what));
                if let Some(passage) = &mut gate.passage {
                    with.put([&mut passage.by, &mut passage.role]);
                }
            }
            with.record(&mut gates.on_record);
            Answer::Gates(reference, gates)
        }
        Answer::Due(mut dues) => {
            with.all(dues.lines.iter_mut().map(|due| &mut due.what));
            with.all(dues.lines.iter_mut().map(|due| &mut due.place));
            Answer::Due(dues)
        }
        Answer::Inbox(mut inbox) => {
            for trigger in &mut inbox.triggers {
                with.put([&mut trigger.title, &mut trigger.triage_reason]);
                with.all(&mut trigger.details);
            }
            for (finding, assessment) in &mut inbox.findings {
                with.put([&mut finding.what, &mut finding.owner, &mut finding.interim_measure, assessment]);
            }
            Answer::Inbox(inbox)
        }
        Answer::Trigger(mut whole) => {
            with.put([&mut whole.trigger.title, &mut whole.trigger.triage_reason]);
            with.all(&mut whole.trigger.details);
            with.all(&mut whole.products);
            with.all(whole.placements.iter_mut().map(|(place, _)| place));
            with.all(whole.findings.iter_mut().map(|(_, what)| what));
            Answer::Trigger(whole)
        }
        Answer::Suggested(mut suggested) => {
            for risk in &mut suggested.risks {
                with.put([&mut risk.title, &mut risk.situation, &mut risk.consequence, &mut risk.again]);
                with.all(&mut risk.reasons);
            }
            for control in &mut suggested.controls {
                with.put([&mut control.title, &mut control.again]);
                with.all(&mut control.reasons);
            }
            Answer::Suggested(suggested)
        }
        Answer::NextControl(mut next) => {
            with.put([&mut next.title]);
            for line in &mut next.controls {
                with.put([&mut line.title, &mut line.application, &mut line.does_not]);
                with.put([&mut line.verify_implementation, &mut line.verify_effectiveness]);
                with.all(&mut line.reasons);
            }
            Answer::NextControl(next)
        }
        Answer::Catalogue(mut entries) => {
            for entry in &mut entries {
                with.put([&mut entry.title]);
                for section in &mut entry.sections {
                    with.all(section.told.iter_mut().map(|told| &mut told.text));
                }
            }
            Answer::Catalogue(entries)
        }
        Answer::Entry(mut whole) => {
            with.put([&mut whole.what, &mut whole.title]);
            for section in whole.sections.iter_mut().chain([&mut whole.used]) {
                with.all(section.told.iter_mut().map(|told| &mut told.text));
            }
            Answer::Entry(whole)
        }
        Answer::Everywhere(words, mut found) => {
            for hit in found.groups.iter_mut().flat_map(|group| &mut group.hits) {
                with.put([&mut hit.title, &mut hit.reference, &mut hit.excerpt.text]);
                hit.excerpt.marks.clear();
            }
            Answer::Everywhere(words, found)
        }
        Answer::Overview(mut overview) => {
            with.all(overview.products.iter_mut().map(|column| &mut column.product));
            with.all(overview.months.iter_mut().map(|month| &mut month.label));
            with.all(overview.capabilities.iter_mut().map(|row| &mut row.name));
            with.all(overview.levels.iter_mut().map(|level| &mut level.scale));
            Answer::Overview(overview)
        }
        Answer::Matrix(mut matrix) => {
            with.put([&mut matrix.scale]);
            with.all(matrix.severities.iter_mut().chain(&mut matrix.likelihoods).map(|(_, word)| word));
            with.all(matrix.bands.iter_mut().map(|band| &mut band.short));
            Answer::Matrix(matrix)
        }
        Answer::DecisionPage(order, at, mut lines) => {
            with.decisions(&mut lines);
            Answer::DecisionPage(order, at, lines)
        }
        Answer::DecisionRows(mut lines) => {
            with.decisions(&mut lines);
            Answer::DecisionRows(lines)
        }
        Answer::RiskRows(mut lines) => {
            for line in &mut lines {
                with.put([&mut line.reference, &mut line.title, &mut line.owner, &mut line.decision]);
                with.all(&mut line.tags);
            }
            Answer::RiskRows(lines)
        }
        Answer::Values(column, mut values) => {
            with.all(&mut values);
            Answer::Values(column, values)
        }
        Answer::Jobs(mut lines) => {
            for line in &mut lines {
                with.put([&mut line.title, &mut line.progress.doing]);
                if let Some(report) = &mut line.report {
                    with.put([&mut report.said]);
                    with.all(report.details.iter_mut().map(|detail| &mut detail.text));
                }
            }
            Answer::Jobs(lines)
        }
        other => other,
    }
}

struct Texts<'a>(&'a mut dyn FnMut() -> String);

impl Texts<'_> {
    fn decisions(&mut self, lines: &mut [DecisionLine]) {
        for line in lines {
            self.put([&mut line.title, &mut line.verdict, &mut line.by, &mut line.stands]);
            self.put([&mut line.rationale, &mut line.recorded]);
            self.all(&mut line.conditions);
        }
    }

    fn put<const N: usize>(&mut self, places: [&mut String; N]) {
        self.all(places);
    }

    fn all<'t>(&mut self, places: impl IntoIterator<Item = &'t mut String>) {
        places.into_iter().for_each(|place| *place = (self.0)());
    }

    fn capability(&mut self, one: &mut ChainCapability) {
        self.put([&mut one.name, &mut one.attributes, &mut one.because, &mut one.required_reason]);
        for statement in &mut one.statements {
            self.put([&mut statement.meaning, &mut statement.raw, &mut statement.note]);
        }
        one.risks.iter_mut().for_each(|risk| self.risk(risk));
        for question in &mut one.on_record.questions {
            self.put([&mut question.said, &mut question.text, &mut question.answer]);
        }
        for asked in &mut one.requirements {
            self.put([&mut asked.title, &mut asked.text, &mut asked.remark]);
        }
    }

    fn risk(&mut self, risk: &mut ChainRisk) {
        self.put([&mut risk.title]);
        self.all(&mut risk.failures);
        self.all(risk.controls.iter_mut().map(|control| &mut control.title));
        risk.decision.iter_mut().for_each(|decision| self.decision(decision));
    }

    fn decision(&mut self, decision: &mut ChainDecision) {
        self.put([&mut decision.said, &mut decision.warning]);
    }

    fn record(&mut self, record: &mut OnRecord) {
        for agreement in &mut record.agreements {
            self.put([&mut agreement.said, &mut agreement.warning, &mut agreement.evidence]);
        }
        for stated in &mut record.stated {
            self.put([&mut stated.kind, &mut stated.text, &mut stated.by]);
        }
        self.all(&mut record.told);
    }
}
