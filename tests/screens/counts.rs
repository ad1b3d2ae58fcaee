//! What a key costs does not depend on how many risks there are: rows asked for, and cells drawn anew, counted.

use std::sync::Arc;

use ratatui::{buffer::Buffer, layout::Rect};
use riskward::{
    domain::object::Id,
    tui::{
        effects::{Answer, Effect, Event, Question},
        input::Input,
        key::Key,
        state::State,
        theme::Theme,
        update::update,
        view::View,
    },
    workbench::{
        actions::Outcome,
        questions::risks::{Order, RiskLine},
    },
};

use crate::sample;

/// The table of risks of a register of any size.
struct Register {
    state: State,
    view: View,
    order: Arc<Order>,
    rows: usize,
    orders: usize,
    /// What is no question about rows.
    effects: Vec<Effect>,
}

/// What a key cost.
#[derive(Debug, PartialEq, Eq)]
struct Cost {
    rows: usize,
    orders: usize,
    cells: usize,
}

impl Register {
    fn of(risks: usize) -> Self {
        let today = "2026-11-21".parse().unwrap();
        let state = State::new("register.db", "m.rossi", today, (80, 24));
        let order = Arc::new(Order { ids: (0..risks).map(|at| Id(at.to_string())).collect() });
        let mut register =
            Self { state, view: View::new(Theme::COLOUR), order, rows: 0, orders: 0, effects: Vec::new() };
        register.press("3");
        register
    }

    fn line(id: &Id) -> RiskLine {
        let number: usize = id.as_str().parse().unwrap();
        // as wide in a small register as in a large one
        let (reference, title) = (format!("ip3/R-{number:06}"), format!("Risk {number:06}"));
        RiskLine { id: id.clone(), reference, title, ..sample::risks().swap_remove(0) }
    }

    fn happen(&mut self, event: Event) {
        for effect in update(&mut self.state, event) {
            let answer = match effect {
                Effect::Ask(Question::RiskOrder(wanted)) => {
                    self.orders += 1;
                    Answer::RiskOrder(wanted, self.order.clone())
                }
                Effect::Ask(Question::RiskPage { order, at, n }) => {
                    self.rows += n;
                    let lines = order.ids.iter().skip(at).take(n).map(Self::line).collect();
                    Answer::RiskPage(order, at, lines)
                }
                other => {
                    self.effects.push(other);
                    continue;
                }
            };
            self.happen(Event::Answered(answer));
        }
    }

    fn press(&mut self, keys: &str) {
        for key in keys.split(' ') {
            self.happen(Event::Input(Input::Key(Key::parse(key).unwrap())));
        }
    }

    fn draw(&mut self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        let _ = self.view.draw(&self.state, &mut buffer);
        buffer
    }

    fn cost(&mut self, act: impl FnOnce(&mut Self)) -> Cost {
        let before = self.draw();
        (self.rows, self.orders) = (0, 0);
        act(self);
        let after = self.draw();
        // the title is left out: how many there are is written with more figures in a large register
        let body = |buffer: &Buffer| buffer.content[80..].to_vec();
        let cells = body(&before).iter().zip(body(&after)).filter(|(one, other)| *one != other).count();
        Cost { rows: self.rows, orders: self.orders, cells }
    }
}

/// The cost of each key in turn.
fn costs(risks: usize, keys: &[&str]) -> Vec<(String, Cost)> {
    let mut register = Register::of(risks);
    keys.iter().map(|key| ((*key).to_owned(), register.cost(|register| register.press(key)))).collect()
}

#[test]
fn marking_reads_no_row_more_in_a_large_register_than_in_a_small_one() {
    let keys = [
        "j", "Space", "Space", "V", "j", "j", "V", "PgDn", "Space", "k", "Space", "Esc", "m a", "Space", "j",
        "Space", "*",
    ];
    let (small, large) = (costs(200, &keys), costs(100_000, &keys));
    for ((key, small), (_, large)) in small.iter().zip(&large) {
        assert_eq!(small, large, "{key}");
    }
    let all = &large[12].1;
    assert_eq!((all.rows, all.orders), (0, 0), "to mark all reads nothing");
    let most = large.iter().map(|(_, cost)| cost.rows).max();
    assert!(most <= Some(100), "{large:?}");
}

/// After an edit the rows near the screen are read again; the order is not.
#[test]
fn an_edit_reads_the_rows_near_the_screen_and_no_order() {
    let after = |risks: usize| {
        let mut register = Register::of(risks);
        register.press("j j Space Space");
        register.cost(|register| {
            let outcome = Outcome { said: "ip3/R-000002 changed.".into(), subject: "ip3/R-000002".into() };
            register.happen(Event::Done { request: None, outcome });
        })
    };
    let (small, large) = (after(200), after(100_000));
    assert_eq!(small, large);
    assert!(small.orders == 0 && small.rows > 0 && small.rows <= 100, "{small:?}");
    // what has gone, or is new, changes the order
    let mut register = Register::of(200);
    let removed = register.cost(|register| {
        let outcome = Outcome { said: "ip3/R-000002 removed.".into(), subject: "ip3".into() };
        register.happen(Event::Done { request: None, outcome });
    });
    assert_eq!(removed.orders, 1);
}

/// What would be refused is not made first: no row of a million marked ones is named.
#[test]
fn too_many_marked_rows_are_told_before_anything_is_made_of_them() {
    let mut register = Register::of(100_000);
    register.press("m a");
    for key in ["=", "m e"] {
        register.effects.clear();
        register.press(key);
        let told = register.state.message.as_ref().map_or("", |message| &message.text).to_owned();
        assert!(told.starts_with("100000 are marked, and at most 5000 are changed at once"), "{key}: {told}");
        assert!(register.effects.is_empty(), "{key}");
    }
}
