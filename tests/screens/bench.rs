//! A bench: a state, keys for it, and the hand-made answers to what it asks.

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};
use riskward::{
    domain::{object::Id, word::Word as _},
    tui::{
        effects::{Answer, Effect, Event, Prepared, Question},
        input::Input,
        key::Key,
        state::State,
        theme::Theme,
        update::update,
        view,
    },
    workbench::{
        actions::{self, Args, FieldKind, Known, Pick},
        questions::{
            Choice,
            narrow::{Sieve, Way},
            risk_order::{RiskColumn, RisksWanted},
            risks::{Order, RiskLine},
            suggestions::{RiskSuggestion, Suggestions},
        },
    },
};

use crate::sample;

pub(crate) struct Bench {
    pub(crate) state: State,
    /// What the loop was asked to do and a bench cannot.
    pub(crate) effects: RefCell<Vec<Effect>>,
    /// What becomes of each answer.
    alter: Box<dyn FnMut(Answer) -> Answer>,
}

impl Bench {
    /// The list of assessments on a terminal of this size.
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        Self::altered(columns, rows, |answer| answer)
    }

    /// The same where other answers are given.
    pub(crate) fn altered(columns: u16, rows: u16, alter: impl FnMut(Answer) -> Answer + 'static) -> Self {
        let today = "2026-11-21".parse().unwrap();
        let state = State::new("register.db", "m.rossi", today, (columns, rows));
        let mut bench = Self { state, effects: RefCell::default(), alter: Box::new(alter) };
        bench.answer(vec![Effect::Ask(Question::Assessments)]);
        bench
    }

    /// The same after these keys.
    pub(crate) fn at(keys: &str) -> Self {
        let mut bench = Self::new(80, 24);
        bench.press(keys);
        bench
    }

    /// Strikes keys, parted by blanks: `g g Enter`. `'text` types a text.
    pub(crate) fn press(&mut self, keys: &str) {
        for written in keys.split_whitespace() {
            match written.strip_prefix('\'') {
                Some(text) => text.chars().for_each(|c| self.key(Key::char(c))),
                None => self.key(Key::parse(written).unwrap_or_else(|| panic!("{written}"))),
            }
        }
    }

    /// Types a text with its blanks.
    pub(crate) fn type_text(&mut self, text: &str) {
        text.chars().for_each(|c| self.key(Key::char(c)));
    }

    fn key(&mut self, key: Key) {
        self.happen(Event::Input(Input::Key(key)));
    }

    pub(crate) fn happen(&mut self, event: Event) {
        let effects = update(&mut self.state, event);
        self.answer(effects);
    }

    /// Asks a question as the loop would.
    pub(crate) fn ask(&mut self, question: Question) {
        self.answer(vec![Effect::Ask(question)]);
    }

    /// Answers questions and makes forms ready; keeps the rest.
    fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let event = match effect {
                Effect::Ask(question) => Event::Answered((self.alter)(answered(question))),
                Effect::Prepare { action, subject, given, draft } => {
                    let action = actions::action(action).unwrap();
                    let args = match action.name {
                        "edit-risk" => Args::new()
                            .with("title", "As it was")
                            .with("hazardous_situation", "S")
                            .with("status", "open")
                            .with("opened_on", "3"),
                        "pass-gate" | "override-gate" | "withdraw-gate" => {
                            Args::new().with("gate", subject.split_once('/').map_or("G5", |(_, gate)| gate))
                        }
                        _ => Args::new(),
                    };
                    let args = given.into_iter().fold(args, |args, (field, value)| args.with(field, value));
                    let request = Id::from("request-1");
                    let choices = choices(action);
                    let suggestions = suggestions();
                    let requirements = Vec::new();
                    let prepared = Prepared {
                        action,
                        subject,
                        request,
                        args,
                        choices,
                        suggestions,
                        requirements,
                        draft,
                    };
                    Event::Prepared(Box::new(prepared))
                }
                Effect::PrepareCell { action, subject, field } => {
                    let action = actions::action(action).unwrap();
                    let risks = sample::risks();
                    let line = risks.iter().find(|line| line.reference == subject);
                    let args = Args::new()
                        .with("title", line.map_or("As it was", |line| &line.title))
                        .with("hazardous_situation", "S")
                        .with("status", "open")
                        .with("owner", "P. Lindqvist")
                        .with("treatment", "reduce")
                        .with("opened_on", "3");
                    let args = if action.name == "edit-control" {
                        args.with("kind", "technical").with("order", "2").with("responsible", "hdo")
                    } else {
                        args
                    };
                    let prepared = Prepared {
                        action,
                        subject,
                        request: Id::from("request-1"),
                        args,
                        choices: choices(action),
                        suggestions: suggestions(),
                        requirements: Vec::new(),
                        draft: None,
                    };
                    Event::CellReady(Box::new(prepared), field)
                }
                Effect::Begin { action, subject, from } => {
                    let action = actions::action(action).unwrap();
                    let field = if action.name == "link-control" { "control" } else { "template" };
                    let args = Args::new().with(field, from).with("title", "From the catalogue");
                    let (request, choices) = (Id::from("request-1"), choices(action));
                    let suggestions = suggestions();
                    let requirements = Vec::new();
                    let draft = None;
                    let prepared = Prepared {
                        action,
                        subject,
                        request,
                        args,
                        choices,
                        suggestions,
                        requirements,
                        draft,
                    };
                    Event::Prepared(Box::new(prepared))
                }
                Effect::Foretell { action, subject, args, request } => {
                    let preview = sample::preview(&subject);
                    Event::Foretold(preview, Effect::Run { action, subject, args, request })
                }
                other => {
                    self.effects.borrow_mut().push(other);
                    continue;
                }
            };
            self.happen(event);
        }
    }

    /// What the loop was asked to do since the last time, without drafts.
    pub(crate) fn asked(&self) -> Vec<Effect> {
        let mut effects = self.effects.take();
        effects.retain(|effect| !matches!(effect, Effect::KeepDraft(_)));
        effects
    }

    /// The action that was asked for last: name, subject, values.
    pub(crate) fn ran(&self) -> Option<(&'static str, String, Args)> {
        self.asked().into_iter().rev().find_map(|effect| match effect {
            Effect::Run { action, subject, args, .. } => Some((action, subject, args)),
            _ => None,
        })
    }

    pub(crate) fn message(&self) -> &str {
        self.state.message.as_ref().map_or("", |message| &message.text)
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        let lines: Vec<String> =
            self.drawn(Theme::COLOUR).0.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n")
    }

    /// The screen as text and cells.
    pub(crate) fn drawn(&self, theme: Theme) -> (String, Buffer) {
        let (columns, rows) = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal
            .draw(|frame| {
                if let Some(cursor) = view::draw(&self.state, theme, frame.buffer_mut()) {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap();
        let buffer = terminal.backend().buffer().clone();
        let text = (0..rows)
            .map(|y| {
                let mut line = String::new();
                let mut skip = 0;
                for x in 0..columns {
                    let symbol = buffer[(x, y)].symbol();
                    if skip == 0 {
                        line.push_str(symbol);
                        skip = riskward::tui::widgets::text::width(symbol).max(1);
                    }
                    skip -= 1;
                }
                line.push('\n');
                line
            })
            .collect();
        (text, buffer)
    }
}

fn answered(question: Question) -> Answer {
    match question {
        Question::Assessments => Answer::Assessments(sample::assessments()),
        Question::Standings(references) => Answer::Standings(
            references
                .into_iter()
                .map(|reference| (reference.clone(), sample::standing(&reference)))
                .collect(),
        ),
        Question::Chain(_) => Answer::Chain(Box::new(sample::chain())),
        Question::RiskOrder(wanted) => {
            let order = Arc::new(order(&wanted));
            Answer::RiskOrder(wanted, order)
        }
        Question::RiskMatches(wanted, all) => {
            let found = order(&wanted);
            let places = (0..all.ids.len()).filter(|&at| found.ids.contains(&all.ids[at])).collect();
            Answer::Matches(wanted.text, all, places)
        }
        Question::RiskValues(_, column) => Answer::Values(column.word(), values(column)),
        Question::Known(known) => {
            let choice = |value: &str| Choice { value: value.into(), label: format!("{value} (1)") };
            let all: &[&str] = match known {
                Known::People => &["Dr. A. Weber", "L. Novak", "P. Lindqvist"],
                Known::Tags => &["network", "night shift", "vendor"],
                Known::Causes => &["Flat network", "No backup"],
                Known::Sites | Known::Locations | Known::Kinds => &[],
            };
            Answer::Known(known, all.iter().map(|value| choice(value)).collect())
        }
        Question::RiskPage { order, at, n } => {
            let all = sample::risks();
            let ids = order.ids.iter().skip(at).take(n);
            let lines = ids.map(|id| all.iter().find(|line| line.id == *id).unwrap().clone()).collect();
            Answer::RiskPage(order, at, lines)
        }
        Question::RiskRows(order) => {
            let all = sample::risks();
            let found = order.ids.iter().map(|id| all.iter().find(|line| line.id == *id).unwrap().clone());
            Answer::RiskRows(found.collect())
        }
        Question::Risk(reference) => Answer::Risk(Box::new(sample::risk(&reference))),
        Question::Controls => Answer::Controls(sample::controls()),
        Question::Control(reference) => Answer::Control(Box::new(sample::control_whole(&reference))),
        Question::Disclosure(_) => Answer::Disclosure(Some(Box::new(crate::record_sample::disclosure()))),
        Question::History(_) => Answer::History(crate::record_sample::history()),
        Question::People => Answer::People(Box::new(crate::process_sample::people())),
        Question::Gates(reference) => {
            let gates = sample::gates(&reference);
            Answer::Gates(reference, Box::new(gates))
        }
        Question::Due => Answer::Due(crate::process_sample::dues()),
        Question::Inbox => Answer::Inbox(crate::process_sample::inbox()),
        Question::Suggested(_) => Answer::Suggested(crate::suggested_sample::suggested()),
        Question::NextControl(risk) => Answer::NextControl(crate::suggested_sample::next_control(&risk)),
        Question::Catalogue => Answer::Catalogue(crate::catalogue_sample::entries()),
        Question::Everywhere(words) => {
            let found = crate::everywhere::sample(&words);
            Answer::Everywhere(words, found)
        }
        Question::Entry(about) => Answer::Entry(Box::new(crate::catalogue_sample::whole(&about))),
        Question::Overview => Answer::Overview(Box::new(crate::views_sample::overview())),
        Question::DecisionOrder(wanted, near) => {
            let order = crate::views_sample::decision_order(&wanted, near.as_deref());
            Answer::DecisionOrder(wanted, order)
        }
        Question::DecisionMatches(wanted, all) => {
            let found = crate::views_sample::decision_order(&wanted, None).order;
            let places = (0..all.ids.len()).filter(|&at| found.ids.contains(&all.ids[at])).collect();
            Answer::Matches(wanted.text, all, places)
        }
        Question::DecisionValues(_, column) => {
            Answer::Values(column.word(), vec!["Dr. A. Weber".into(), "L. Novak".into()])
        }
        Question::DecisionRows(order) => {
            let all = order.ids.len();
            Answer::DecisionRows(crate::views_sample::decision_page(&order, 0, all))
        }
        Question::DecisionPage { order, at, n } => {
            let lines = crate::views_sample::decision_page(&order, at, n);
            Answer::DecisionPage(order, at, lines)
        }
        Question::Jobs => Answer::Jobs(crate::jobs_sample::lines()),
        Question::Matrix(whose, property) => {
            Answer::Matrix(Box::new(crate::views_sample::matrix(&whose, property)))
        }
        Question::Trigger(reference) => Answer::Trigger(Box::new(crate::process_sample::trigger(&reference))),
    }
}

/// The order by title and owner, narrowed by text and owner: what the register would do with the rest is tried there.
fn order(wanted: &RisksWanted) -> Order {
    let text = wanted.text.to_lowercase();
    let mut lines = sample::risks();
    lines.retain(|line| line.title.to_lowercase().contains(&text));
    for (column, sieve) in &wanted.narrowed {
        let passes = |line: &RiskLine| match (column, sieve) {
            (RiskColumn::Owner, Sieve::OneOf(all)) => all.contains(&line.owner),
            (RiskColumn::Owner, Sieve::Empty) => line.owner.is_empty(),
            _ => true,
        };
        lines.retain(passes);
    }
    for (column, way) in wanted.sort.iter().rev() {
        match column {
            RiskColumn::Title => lines.sort_by(|one, other| one.title.cmp(&other.title)),
            RiskColumn::Owner => lines.sort_by(|one, other| one.owner.cmp(&other.owner)),
            RiskColumn::Residual => {
                lines.sort_by_key(|line| line.residual.as_ref().map_or(9, |level| level.rank));
            }
            _ => {}
        }
        if *way == Way::Falling {
            lines.reverse();
        }
    }
    Order { ids: lines.into_iter().map(|line| line.id).collect() }
}

fn values(column: RiskColumn) -> Vec<String> {
    let mut all: Vec<String> = match column {
        RiskColumn::Owner => sample::risks().into_iter().map(|line| line.owner).collect(),
        _ => vec!["HIGH".into(), "MED".into(), "LOW".into()],
    };
    all.retain(|value| !value.is_empty());
    all.sort();
    all.dedup();
    all
}

fn choices(action: &actions::Action) -> BTreeMap<&'static str, Vec<Choice>> {
    let choice = |value: &str, label: &str| Choice { value: value.into(), label: label.into() };
    action
        .fields
        .iter()
        .filter_map(|field| {
            let (FieldKind::Pick(pick) | FieldKind::PickMany(pick)) = field.kind else { return None };
            let list = match pick {
                Pick::Words(_) => return None,
                Pick::Severity(_) => {
                    (1..=5).map(|n| choice(&n.to_string(), &format!("{n} severity"))).collect()
                }
                Pick::Likelihood => {
                    (1..=5).map(|n| choice(&n.to_string(), &format!("{n} likelihood"))).collect()
                }
                Pick::RiskTemplate => vec![
                    choice("MLDP-T1", "MLDP-T1 Server encrypted by ransomware"),
                    choice("MLDP-T2", "MLDP-T2 Service laptop infects pumps"),
                ],
                Pick::RiskControl | Pick::Control => {
                    vec![
                        choice("C-003", "C-003 Segment VLAN 212"),
                        choice("C-009", "C-009 Scan service laptops"),
                    ]
                }
                Pick::Gate => vec![choice("G4", "G4 Controls planned"), choice("G5", "G5 Controls in place")],
                Pick::Capability => vec![choice("MLDP", "MLDP Malware"), choice("DTBK", "DTBK Data backup")],
                Pick::Person => vec![
                    choice("Dr. A. Weber", "Dr. A. Weber (clinical lead)"),
                    choice("L. Novak", "L. Novak (security lead (CISO))"),
                ],
                _ => vec![choice("1", "first"), choice("2", "second")],
            };
            Some((field.name, list))
        })
        .collect()
}

fn suggestions() -> Suggestions {
    Suggestions {
        risks: vec![RiskSuggestion {
            template: "MLDP-T2".into(),
            title: "Service laptop infects pumps".into(),
            hazard: "Malware".into(),
            causes: vec!["A laptop that is not kept clean".into()],
            situation: "A laptop is plugged in".into(),
            consequence: "Pumps stop".into(),
            taken: false,
        }],
        controls: Vec::new(),
    }
}
