//! Any size, any text: never a panic, and nothing but our own sequences.

use proptest::prelude::*;
use riskward::tui::{
    effects::{Answer, Effect, Event, Question},
    input::Input,
    theme::Theme,
    update::update,
};
use riskward::workbench::questions::{
    catalogue::{About, Entry, EntryKind, Section, Told},
    decisions::DecisionOrder,
    matrix::Whose,
    risks::Order,
};

use crate::{bench::Bench, bytes, sample};

const WAYS: &[&str] = &[
    "",
    "Enter j j j Tab j",
    "3 j j",
    "Enter j j j Tab j Enter G",
    "4 Enter",
    "5 Tab",
    "7",
    "b",
    "b Tab j",
    "g p Tab j",
    "Enter j j j Tab j t Tab",
    "Enter j j j a",
    ": 'r",
    "?",
    "Enter c",
    "/ 'x",
    "Enter j j j Tab j d 'x Enter",
    "D j",
    "T i j j",
    "T i Enter j j j",
    "T i t",
    "8 j",
    "8 l j",
    "8 j Enter G",
    "4 C",
    "Ctrl-f 'pump Down",
    "Ctrl-f 'pum",
    "9",
    "g o j",
    "g o Tab Tab G l l l l l l l",
    "Enter 9 j j G",
    "g m",
    "Enter g m j h",
    "Enter g m Enter",
    "3 l l l l s l +",
    "D l l |",
    "4 g t j Space > J",
    "3 G l l l l l l l l > >",
    "3 Space Space V j y",
    "3 m a m e 'x",
    "3 l l l l l l l l l l i 'x",
    "4 Space y",
    "g j j j",
    "g j j j j Enter",
    "E 'tabs",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_size_is_too_small_or_too_large(way in 0..WAYS.len(), columns in 1u16..200, rows in 1u16..60) {
        let mut bench = Bench::new(80, 24);
        bench.press(WAYS[way]);
        bench.happen(Event::Input(Input::Resize(columns, rows)));
        let _ = bench.drawn(Theme::COLOUR);
        bench.press("Down Up PgDn Tab");
        let _ = bench.drawn(Theme { ascii: true, ..Theme::MONO });
    }

    #[test]
    fn no_text_acts_on_the_terminal(text in "\\PC{0,20}|[\\x00-\\x1f\\x7f-\\x9f\u{202e}\u{2066}\u{200b}\u{e0041}a医]{0,30}", way in 0..WAYS.len()) {
        let mut bench = Bench::new(120, 40);
        hostile(&mut bench, &text);
        bench.press(WAYS[way]);
        bench.happen(Event::Input(Input::Paste(text.clone())));
        bytes::only_ours(&bytes::first_frame(&bench));
    }
}

/// Puts the text into what every screen shows.
fn hostile(bench: &mut Bench, text: &str) {
    let mut lines = sample::assessments();
    text.clone_into(&mut lines[0].product);
    text.clone_into(&mut lines[1].placements);
    bench.happen(Event::Answered(Answer::Assessments(lines)));
    bench.state.say(text);
}

/// An overlay is a hospital's own, and yet nothing in it acts on a terminal.
fn hostile_entries(text: &str) -> Vec<Entry> {
    let sections = vec![Section { head: "What", told: vec![Told { text: text.to_owned(), lead: None }] }];
    vec![Entry::new(EntryKind::Control, "CC-OWN", text, sections)]
}

#[test]
fn hostile_text_is_seen_on_every_screen_and_does_nothing() {
    let text = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}gnp\u{200b}\u{e0041}".to_owned() + &"\u{301}".repeat(500);
    let mut chain = sample::chain();
    chain.product.clone_from(&text);
    chain.capabilities[3].name.clone_from(&text);
    chain.capabilities[3].statements[0].note.clone_from(&text);
    chain.capabilities[3].risks[0].title.clone_from(&text);
    chain.capabilities[3].risks[0].controls[0].title.clone_from(&text);
    let mut risk = sample::risk("ip3/R-014");
    risk.risk.value.hazard.clone_from(&text);
    risk.decisions[0].rationale.clone_from(&text);
    let mut disclosure = crate::record_sample::disclosure();
    disclosure.statements[0].question.clone_from(&text);
    disclosure.statements[0].raw.clone_from(&text);
    disclosure.problems[0].what.clone_from(&text);
    let mut history = crate::record_sample::history();
    history[0].said.clone_from(&text);
    history[0].changed[0].1.clone_from(&text);
    let mut controls = sample::controls();
    controls[0].title.clone_from(&text);
    let mut gates = sample::gates("ip3");
    gates.product.clone_from(&text);
    gates.due[0].what.clone_from(&text);
    gates.gates[5].missing[0].what.clone_from(&text);
    gates.gates[5].missing[1].place.clone_from(&text);
    let mut dues = crate::process_sample::dues();
    dues.lines[0].what.clone_from(&text);
    let mut inbox = crate::process_sample::inbox();
    inbox.triggers[0].title.clone_from(&text);
    let mut trigger = crate::process_sample::trigger("T-002");
    trigger.trigger.details[1].clone_from(&text);
    let mut people = crate::process_sample::people();
    people.people[0].name.clone_from(&text);
    people.policy.title.clone_from(&text);
    let mut suggested = crate::suggested_sample::suggested();
    suggested.risks[0].title.clone_from(&text);
    let mut next = crate::suggested_sample::next_control("ip3/R-014");
    next.controls[0].verify_effectiveness.clone_from(&text);
    let mut decisions = crate::views_sample::decisions();
    decisions[0].title.clone_from(&text);
    decisions[0].stands.clone_from(&text);
    decisions[0].by.clone_from(&text);
    let order = std::sync::Arc::new(Order { ids: decisions.iter().map(|line| line.id.clone()).collect() });
    let mut overview = crate::views_sample::overview();
    overview.products[0].product.clone_from(&text);
    overview.products[0].references[0].clone_from(&text);
    let mut matrix = crate::views_sample::matrix(&Whose { assessment: "ip3".into(), all: false }, None);
    matrix.severities[4].1.clone_from(&text);
    matrix.scale.clone_from(&text);
    let mut jobs = crate::jobs_sample::lines();
    jobs[0].title.clone_from(&text);
    jobs[0].progress.doing.clone_from(&text);
    jobs[2].report.as_mut().unwrap().said.clone_from(&text);
    jobs[2].report.as_mut().unwrap().details[0].text.clone_from(&text);
    let mut entry = crate::catalogue_sample::whole(&About::Entry(EntryKind::Capability, "MLDP".into()));
    entry.sections[0].told[0].text.clone_from(&text);
    let mut bench = Bench::at("9");
    let wanted = match bench.state.screen().question() {
        Question::DecisionOrder(wanted, _) => wanted,
        other => panic!("{other:?}"),
    };
    let found = DecisionOrder { order: Order::clone(&order), near: None };
    for effect in update(&mut bench.state, Event::Answered(Answer::DecisionOrder(wanted, found))) {
        if let Effect::Ask(Question::DecisionPage { order, .. }) = effect {
            let page = Answer::DecisionPage(order, 0, decisions.clone());
            update(&mut bench.state, Event::Answered(page));
        }
    }
    bytes::only_ours(&bytes::first_frame(&bench));
    assert!(bench.screen().contains("<U+202E>"), "{}", bench.screen());
    let answers = [
        ("g u", Answer::Suggested(suggested)),
        ("g j", Answer::Jobs(jobs)),
        ("Enter j j j Tab j Enter s", Answer::NextControl(next)),
        ("g p", Answer::People(Box::new(people))),
        ("Enter j j j", Answer::Chain(Box::new(chain))),
        ("Enter j j j Tab j Enter", Answer::Risk(Box::new(risk))),
        ("5", Answer::Disclosure(Some(Box::new(disclosure)))),
        ("7", Answer::History(history)),
        ("4", Answer::Controls(controls)),
        ("b", Answer::Gates("ip3".into(), Box::new(gates))),
        ("D", Answer::Due(dues)),
        ("T i", Answer::Inbox(inbox)),
        ("T i Enter", Answer::Trigger(Box::new(trigger))),
        ("g o Tab Tab", Answer::Overview(Box::new(overview))),
        ("Enter g m", Answer::Matrix(Box::new(matrix))),
        ("8", Answer::Catalogue(hostile_entries(&text))),
        ("8 Enter", Answer::Entry(Box::new(entry))),
    ];
    for (keys, answer) in answers {
        let mut bench = Bench::new(120, 40);
        bench.press(keys);
        bench.happen(Event::Answered(answer));
        bytes::only_ours(&bytes::first_frame(&bench));
        assert!(bench.screen().contains("<U+202E>"), "{keys}: it is seen\n{}", bench.screen());
    }
}
