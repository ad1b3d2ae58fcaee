//! Every screen and every overlay, by name, with the way to it: what tests of looks, of keys and of text run over.

use std::collections::{BTreeMap, BTreeSet};

use riskward::{
    domain::{object::Id, trouble::Trouble},
    tui::{
        drafts::Draft,
        effects::Event,
        overlays::{Overlay, preview::Preview},
        screens::Screen,
    },
};

use crate::{altered, bench::Bench, conflict, jobs_sample};

/// Gives a text in place of another: the same, or one that is meant to do harm.
pub(crate) type Text<'a> = &'a mut dyn FnMut(&str) -> String;

/// Something to look at.
pub(crate) struct View {
    pub(crate) name: &'static str,
    /// The keys that lead to it.
    pub(crate) keys: &'static str,
    /// What happens there that no key does.
    then: fn(&mut Bench, Text<'_>),
    /// The register has nothing to show there.
    pub(crate) empty: bool,
}

const fn view(name: &'static str, keys: &'static str) -> View {
    View { name, keys, then: |_, _| {}, empty: false }
}

/// The same in a register with nothing in it but assessments.
const fn empty(name: &'static str, keys: &'static str) -> View {
    View { empty: true, ..view(name, keys) }
}

const fn happens(name: &'static str, keys: &'static str, then: fn(&mut Bench, Text<'_>)) -> View {
    View { then, ..view(name, keys) }
}

/// A job runs, and the workbench knows it.
fn at_work(bench: &mut Bench, text: Text<'_>) {
    let mut now = jobs_sample::now(42_300);
    now.title = text(&now.title);
    bench.happen(Event::JobMoved(Some(now)));
}

pub(crate) const VIEWS: &[View] = &[
    view("assessments", ""),
    view("chain", "Enter j j j"),
    view("chain_links", "Enter j j j Tab j j"),
    view("chain_asked", "Enter j j j j"),
    view("risks", "3"),
    view("risk", "Enter j j j Tab j Enter"),
    view("controls", "4"),
    view("control", "4 Enter"),
    view("disclosure", "5 j"),
    view("disclosure_problems", "5 Tab"),
    view("history", "7"),
    view("people", "g p j"),
    view("policy", "g p Tab G"),
    view("gates", "b"),
    view("gates_missing", "b Enter j"),
    view("gates_overridden", "j b k k k k"),
    view("gates_on_record", "b G Tab"),
    view("due", "D j"),
    view("inbox", "T i"),
    view("trigger", "T i Enter j j"),
    view("suggestions", "g u j"),
    view("suggestions_control", "g u G"),
    view("next_control", "Enter j j j Tab j Enter g u"),
    view("catalogue", "8 j"),
    view("catalogue_text", "8 j j l j"),
    view("entry", "8 j Enter j"),
    view("entry_of_control", "4 C"),
    view("decisions", "9"),
    view("decisions_of_one", "Enter 9 j j"),
    view("decisions_marked", "9 Space Space j V j"),
    view("overview", "g o j j"),
    view("overview_months", "g o Tab j"),
    view("overview_grid", "g o Tab Tab j l"),
    view("matrix", "Enter g m k h"),
    view("matrix_residual", "Enter g m Tab l l l l l l l l"),
    view("matrix_of_all", "g m"),
    view("risks_of_a_cell", "Enter g m Enter"),
    view("risks_sorted_and_narrowed", "3 s l l l + + l | 'MED Enter"),
    view("risks_marked", "3 Space Space j Space V j"),
    view("controls_column", "4 j l l l l l"),
    view("cell", "3 j l i 'x"),
    view("columns", "4 g t j > Space"),
    view("narrow_by_values", "4 l l | Space"),
    view("narrow_by_typing", "3 l l l l l l | '<2"),
    view("bare", "4 Space Space y"),
    view("jobs", "g j"),
    view("jobs_over", "g j j j j"),
    view("job_result", "g j j j j Enter"),
    view("export", "E"),
    view("export_to", "E Enter"),
    view("form", "Enter j j j Tab j r"),
    view("form_person", "g p j e"),
    view("form_long_text", "Enter j j j Tab j t Tab 'because"),
    view("pick", "Enter j j j Tab j x Tab Space"),
    view("pick_kind", "8 t"),
    view("pick_several", "g p j e Tab Space"),
    view("pick_nothing", "8 t 'zzz"),
    view("help", "Enter ?"),
    view("palette", ": 'risk"),
    view("everywhere", "Ctrl-f 'pump Down Down"),
    view("everywhere_nothing", "Ctrl-f 'zzz"),
    view("prompt", "/ 'pump"),
    view("chord", "Enter g"),
    view("confirm", "Enter j j j Tab j d 'gone Enter"),
    view("sign_off", "Enter j j j Tab j x Right Tab Space Enter Tab 'because F2"),
    view("waiting", "Enter I 'mds2.xlsx Enter"),
    view("tour", ": 'tour Enter"),
    happens("jobs_at_work", "g j", |bench, text| at_work(bench, text)),
    happens("leaving_at_work", "", |bench, text| {
        at_work(bench, text);
        bench.press("q");
    }),
    happens("job_ended_badly", "3", |bench, text| {
        let mut line = jobs_sample::lines().remove(3);
        line.title = text(&line.title);
        line.report.iter_mut().for_each(|report| report.said = text(&report.said));
        bench.happen(Event::JobEnded(Box::new(line)));
    }),
    happens("several_files", "i Up Enter 'disclosures Enter", |bench, text| {
        let files = ["a.csv", "b.xlsx", "c.toml"].map(|name| text(name).into());
        bench.happen(Event::Several(files.to_vec(), None));
    }),
    happens("said", "3", |bench, text| bench.state.say(text("Risk ip3/R-014 rated High."))),
    happens("went_wrong", "3", |bench, text| bench.state.complain(text("The disk is full."))),
    happens("panel", "3", |bench, text| {
        let mut trouble = Trouble::refused("The register is damaged", "", "");
        trouble.because = text("event 17 is not what was written");
        trouble.try_this = text("riskward verify tells more");
        bench.happen(Event::LookedOver(Err(trouble)));
    }),
    happens("import_preview", "Enter I 'mds2.xlsx Enter", |bench, text| {
        let facts = [("Product", "Hemoflow IP-3"), ("Statements", "240")];
        bench.happen(Event::Previewed(Box::new(Preview {
            path: "mds2.xlsx".into(),
            reference: Some("ip3".into()),
            request: Id::from("request-2"),
            facts: facts.map(|(name, value)| (name.to_owned(), text(value))).to_vec(),
            coverages: vec![("MLDP".to_owned(), "maker says no".to_owned())],
            problems: vec![text("C23: \"Y\" was read as Yes"), text("C24: no answer")],
            ..Preview::default()
        })));
    }),
    happens("unsaved_text", "", |bench, text| {
        let draft = Draft {
            action: "treat-risk".into(),
            subject: text("ip3/R-014"),
            title: "Treat the risk".into(),
            request: Id::from("a"),
            values: [("reason".to_owned(), text("typed before"))].into(),
            began_with: BTreeMap::new(),
        };
        bench.happen(Event::Drafts(vec![draft.clone(), draft]));
    }),
    happens("conflict", "Enter j j j Tab j e", |bench, text| {
        let mut compared = conflict::compared();
        compared.by = text(&compared.by);
        for side in &mut compared.sides {
            for words in [&mut side.base, &mut side.theirs, &mut side.mine] {
                *words = text(words);
            }
        }
        bench.happen(Event::Compared(Id::from("request-1"), Box::new(compared)));
    }),
    happens("held", "3", |bench, text| {
        bench.happen(Event::Held(Some(text("k.lang is writing to it with riskward, process 4711"))));
    }),
    empty("empty_assessments", ""),
    empty("empty_chain", "Enter"),
    empty("empty_chain_links", "Enter Tab"),
    empty("empty_risks", "3"),
    empty("empty_risk", "Enter j j j Tab j Enter G"),
    empty("empty_controls", "4"),
    empty("empty_disclosure", "5"),
    empty("empty_history", "7"),
    empty("empty_people", "g p"),
    empty("empty_gates_on_record", "b G Tab"),
    empty("empty_due", "D"),
    empty("empty_inbox", "T i"),
    empty("empty_suggestions", "g u"),
    empty("empty_decisions", "9"),
    empty("empty_overview", "g o"),
    empty("empty_matrix", "g m"),
    empty("empty_jobs", "g j"),
    empty("filtered_to_nothing_assessments", "f 'zzz Enter"),
    empty("filtered_to_nothing_risks", "3 f 'zzz Enter"),
    empty("filtered_to_nothing_controls", "4 f 'zzz Enter"),
    empty("filtered_to_nothing_disclosure", "5 f 'zzz Enter"),
    empty("filtered_to_nothing_history", "7 f 'zzz Enter"),
    empty("filtered_to_nothing_people", "g p f 'zzz Enter"),
    empty("filtered_to_nothing_due", "D f 'zzz Enter"),
    empty("filtered_to_nothing_inbox", "T i f 'zzz Enter"),
    empty("filtered_to_nothing_suggestions", "g u f 'zzz Enter"),
    empty("filtered_to_nothing_catalogue", "8 / 'zzz Enter"),
    empty("filtered_to_nothing_decisions", "9 f 'zzz Enter"),
];

impl View {
    /// What stands there, on a terminal of this size.
    pub(crate) fn bench(&self, columns: u16, rows: u16) -> Bench {
        self.bench_with(columns, rows, &mut str::to_owned)
    }

    /// The same where what happens there says other texts.
    pub(crate) fn bench_with(&self, columns: u16, rows: u16, text: Text<'_>) -> Bench {
        let mut bench = match self.name {
            "empty_assessments" => Bench::altered(columns, rows, altered::nothing_at_all),
            name if name.starts_with("empty") => Bench::altered(columns, rows, altered::emptied),
            _ => Bench::new(columns, rows),
        };
        self.go(&mut bench, text);
        bench
    }

    /// Goes there.
    pub(crate) fn go(&self, bench: &mut Bench, text: Text<'_>) {
        bench.press(self.keys);
        (self.then)(bench, text);
        bench.happen(Event::Rested);
    }
}

/// A name for each variant, and all the names there are: a variant that is added does not compile until it has one.
macro_rules! kinds {
    ($all:ident, $of:ident, $enum:ident: $($variant:pat $(if $guard:expr)? => $name:literal,)+) => {
        const $all: &[&str] = &[$($name),+];
        fn $of(one: &$enum) -> &'static str {
            match one { $($variant $(if $guard)? => $name),+ }
        }
    };
}

kinds! { SCREENS, screen, Screen:
    Screen::Assessments(_) => "assessments",
    Screen::Chain(_) => "chain",
    Screen::Risks(_) => "risks",
    Screen::Risk(_) => "risk",
    Screen::Controls(_) => "controls",
    Screen::Control(_) => "control",
    Screen::Disclosure(_) => "disclosure",
    Screen::History(_) => "history",
    Screen::People(_) => "people",
    Screen::Gates(_) => "gates",
    Screen::Due(_) => "due",
    Screen::Inbox(_) => "inbox",
    Screen::Trigger(_) => "trigger",
    Screen::Suggestions(_) => "suggestions",
    Screen::Catalogue(_) => "catalogue",
    Screen::Entry(_) => "entry",
    Screen::Matrix(_) => "matrix",
    Screen::Decisions(_) => "decisions",
    Screen::Overview(_) => "overview",
    Screen::Jobs(_) => "jobs",
}

kinds! { OVERLAYS, overlay, Overlay:
    Overlay::Form(_) => "form",
    Overlay::Pick(pick) if pick.many => "pick list for several",
    Overlay::Pick(_) => "pick list",
    Overlay::Menu(_) => "menu",
    Overlay::Everywhere(_) => "search everywhere",
    Overlay::Prompt(_) => "prompt",
    Overlay::Confirm(confirm) if confirm.sign.is_some() => "sign-off",
    Overlay::Confirm(_) => "question",
    Overlay::Panel(_) => "panel",
    Overlay::Preview(_) => "preview",
    Overlay::Wait(..) => "wait",
    Overlay::Offer(_) => "offer",
    Overlay::Tour => "tour",
    Overlay::Cell(_) => "cell",
    Overlay::Bare(_) => "text to copy",
    Overlay::Columns(_) => "columns",
    Overlay::Conflict(_) => "conflict",
    Overlay::Held(_) => "held",
}

/// A screen or an overlay that the table lacks is one that no test of looks sees.
#[test]
fn every_screen_and_every_overlay_is_in_the_table() {
    let (mut screens, mut overlays, mut names) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for view in VIEWS {
        assert!(names.insert(view.name), "{} is there twice", view.name);
        let bench = view.bench(80, 24);
        match bench.state.overlays.last() {
            Some(top) => overlays.insert(overlay(top)),
            None => screens.insert(screen(bench.state.way().last().unwrap())),
        };
    }
    assert_eq!(screens, SCREENS.iter().copied().collect());
    assert_eq!(overlays, OVERLAYS.iter().copied().collect());
}

#[test]
fn a_register_without_rows_shows_none() {
    for view in VIEWS.iter().filter(|view| view.empty && !view.name.contains("chain")) {
        let bench = view.bench(80, 24);
        let page =
            matches!(view.name, "empty_risk" | "empty_gates_on_record" | "empty_matrix" | "empty_people");
        assert!(page || bench.state.screen().rows() == 0, "{}:\n{}", view.name, bench.screen());
    }
}
