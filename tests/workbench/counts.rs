//! What a key in the table of risks costs, counted: the same with 100 and with 100,000 risks.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use ratatui::{buffer::Buffer, layout::Rect};
use riskward::{
    tui::{
        effects::{Answer, Effect, Event, Question},
        input::Input,
        key::Key,
        state::State,
        theme::Theme,
        update::update,
        view,
    },
    workbench::{Workbench, actions::action, questions::risk_order::RisksWanted},
};
use rusqlite::Connection;

use crate::register::{Register, with};

/// A register with so many risks, each with two ratings and a control. Rows are put in past the events: nothing here
/// looks at those.
fn filled(risks: usize) -> Register {
    let register = with("infusion-pump");
    let db = Connection::open(register.workbench.register_path()).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").unwrap();
    let there: i64 = db.query_row("SELECT count(*) FROM risk", [], |row| row.get(0)).unwrap();
    let more = risks as i64 - there;
    let id = |prefix: char| format!("printf('{prefix}0000000-0000-7000-9000-%012d', n)");
    let copy = |table: &str, one: &str, changed: &[(&str, String)]| {
        let mut names = Vec::new();
        let mut statement = db.prepare(&format!("PRAGMA table_info(\"{table}\")")).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            names.push(row.get::<_, String>(1).unwrap());
        }
        let values: Vec<String> = names
            .iter()
            .map(|name| {
                let given =
                    changed.iter().find(|(changed, _)| changed == name).map(|(_, value)| value.clone());
                given.unwrap_or_else(|| format!("\"{name}\""))
            })
            .collect();
        let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        db.execute(
            &format!(
                "INSERT INTO \"{table}\" ({}) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c \
                 WHERE n < {more}) SELECT {} FROM c, (SELECT * FROM \"{table}\" WHERE {one} LIMIT 1)",
                names.join(", "),
                values.join(", ")
            ),
            [],
        )
        .unwrap();
    };
    let number = "1000 + n".to_owned();
    copy(
        "risk",
        "gone = 0",
        &[("id", id('a')), ("number", number), ("ref", "'R-' || (1000 + n)".to_owned())],
    );
    copy("rating", "phase = 'initial'", &[("id", id('b')), ("risk_id", id('a'))]);
    copy("rating", "phase = 'residual'", &[("id", id('c')), ("risk_id", id('a'))]);
    copy("risk_control", "gone = 0", &[("id", id('d')), ("risk_id", id('a'))]);
    db.execute_batch("COMMIT").unwrap();
    register
}

/// A table before a user, with the real register behind it.
struct Desk {
    workbench: Workbench,
    directory: Register,
    state: State,
    frame: Buffer,
    /// Steps of SQLite's machine, in units of some hundred.
    steps: Arc<AtomicU64>,
    /// Rows that were asked for.
    rows: usize,
}

/// What a key cost.
#[derive(Debug, PartialEq, Eq)]
struct Cost {
    steps: u64,
    rows: usize,
    /// Cells of the screen that became others.
    cells: usize,
}

impl Desk {
    fn new(risks: usize) -> Self {
        let directory = filled(risks);
        let settings = crate::register::settings(directory.workbench.register_path().to_owned());
        let mut workbench = Workbench::open(settings).unwrap();
        let steps = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&steps);
        let count = move || {
            counted.fetch_add(1, Ordering::Relaxed);
            false
        };
        workbench.stop_when(Some(Box::new(count))).unwrap();
        let state = State::new("register.db", "m.rossi", workbench.today(), (80, 24));
        let frame = Buffer::empty(Rect::new(0, 0, 80, 24));
        let mut desk = Self { workbench, directory, state, frame, steps, rows: 0 };
        desk.key("3");
        assert_eq!(desk.state.screen().rows(), risks);
        desk
    }

    fn key(&mut self, key: &str) -> Cost {
        let (steps, rows) = (self.steps.load(Ordering::Relaxed), self.rows);
        let todo = update(&mut self.state, Event::Input(Input::Key(Key::parse(key).unwrap())));
        self.answered(todo, steps, rows)
    }

    /// The owner of the risk one is on is changed, and the table shows it.
    fn edit(&mut self, owner: &str) -> Cost {
        let (steps, rows) = (self.steps.load(Ordering::Relaxed), self.rows);
        let subject = self.state.screen().history_of();
        let edit = action("edit-risk").unwrap();
        let args = self.workbench.begin(edit, &subject, None).unwrap().with("owner", owner);
        let request = self.workbench.new_request();
        let outcome = self.workbench.act(edit, &subject, &args, request.clone()).unwrap();
        let todo = update(&mut self.state, Event::Done { request: Some(request), outcome });
        self.answered(todo, steps, rows)
    }

    fn answered(&mut self, mut todo: Vec<Effect>, steps: u64, rows: usize) -> Cost {
        while let Some(effect) = todo.pop() {
            let question = match effect {
                Effect::Ask(question) => question,
                Effect::DropDraft(_) => continue,
                other => panic!("{other:?}"),
            };
            let answer = match question {
                Question::RiskOrder(wanted) => {
                    let order = self.workbench.risk_order(&wanted).unwrap();
                    Answer::RiskOrder(wanted, Arc::new(order))
                }
                Question::RiskPage { order, at, n } => {
                    self.rows += n;
                    let page = self.workbench.risk_page(&order, at, n).unwrap();
                    Answer::RiskPage(order, at, page)
                }
                Question::RiskRows(order) => {
                    self.rows += order.ids.len();
                    Answer::RiskRows(self.workbench.risk_page(&order, 0, order.ids.len()).unwrap())
                }
                other => panic!("{other:?}"),
            };
            todo.extend(update(&mut self.state, Event::Answered(answer)));
        }
        let mut frame = Buffer::empty(self.frame.area);
        view::draw(&self.state, Theme::COLOUR, &mut frame);
        let cells =
            frame.content.iter().zip(&self.frame.content).filter(|(now, before)| now != before).count();
        self.frame = frame;
        Cost { steps: self.steps.load(Ordering::Relaxed) - steps, rows: self.rows - rows, cells }
    }
}

#[test]
fn a_key_costs_the_same_with_100_and_with_100_000_risks() {
    let (mut few, mut many) = (Desk::new(100), Desk::new(100_000));
    let mut asked = 0;
    // moves, half pages, pages and columns; the ends of the table are as far apart as its length, and cost the same
    for key in "j j k l l h Ctrl-d PgDn j PgUp Ctrl-u l l l h j j PgDn j j > < g g j".split(' ') {
        if key == "g" {
            update(&mut few.state, Event::Input(Input::Key(Key::char('g'))));
            update(&mut many.state, Event::Input(Input::Key(Key::char('g'))));
            continue;
        }
        let (one, other) = (few.key(key), many.key(key));
        println!("{key:<7} {one:?} {other:?}");
        asked += one.rows;
        assert_eq!(one, other, "{key}");
        assert!(one.rows <= 100 && one.cells <= 80 * 24, "{key}: {one:?}");
    }
    assert!(asked > 0, "rows that were not known were asked for");
    // marks, one and ranges, all, and all but these
    for key in ["Space", "Space", "V", "j", "PgDn", "V", "*", "m", "a", "Space", "Esc"] {
        let (one, other) = (few.key(key), many.key(key));
        println!("{key:<7} {one:?} {other:?}");
        assert_eq!((one.steps, one.rows), (other.steps, other.rows), "{key}");
        // the count of what is marked has more digits
        assert!(one.cells.abs_diff(other.cells) <= 8, "{key}: {one:?} {other:?}");
    }
    for owner in ["K. Lang", "A. Weber"] {
        let (one, other) = (few.edit(owner), many.edit(owner));
        println!("edit    {one:?} {other:?}");
        assert_eq!((one.rows, one.cells), (other.rows, other.cells), "edit");
        assert!(other.rows <= 100 && other.steps <= one.steps * 2, "{one:?} {other:?}");
        assert_eq!(few.key("j"), many.key("j"));
    }
    for key in ["G", "k", "PgUp", "Home", "End", "j"] {
        let (one, other) = (few.key(key), many.key(key));
        println!("{key:<7} {one:?} {other:?}");
        assert!(other.rows <= 100, "{key}: {other:?}");
        // towards the end of the shorter table there are rows that are known already
        assert!(other.steps <= one.steps.max(1) * 4 || other.steps <= 400, "{key}: {one:?} {other:?}");
    }
    assert_eq!(few.directory.workbench.risk_order(&RisksWanted::default()).unwrap().ids.len(), 100);
}
