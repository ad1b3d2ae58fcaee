//! Keys in, state out, for every command in every place where it works: what each key does is written down, and a
//! command that does nothing and says nothing fails.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use riskward::{
    domain::{object::Id, trouble::Trouble},
    tui::{
        commands::{self, Place},
        drafts::Draft,
        effects::{Effect, Event},
        keymap::written,
        overlays::{Overlay, preview::Preview},
        theme::Theme,
    },
};

use crate::{bench::Bench, conflict};

/// Keys that lead to each place, to where most commands have something to act on.
fn way(place: Place) -> &'static str {
    match place {
        Place::Anywhere | Place::Assessments => "j l",
        Place::Chain => "Enter j j",
        Place::Risks => "3 j j l",
        Place::Risk => "Enter j j j Tab j Enter j j j",
        Place::Controls => "4 j",
        Place::Control => "4 j Enter j",
        Place::Disclosure => "Enter 5 j",
        Place::History => "7 j",
        Place::People => "g p j",
        Place::Gates => "Enter b j",
        Place::Due => "D j",
        Place::Inbox => "T i j",
        Place::Trigger => "T i Enter j",
        Place::Suggestions => "Enter g u j",
        Place::Catalogue => "8 j j l j",
        Place::Entry => "8 j j Enter j",
        Place::Matrix => "Enter g m k h",
        Place::Decisions => "9 j",
        Place::Overview => "g o j",
        Place::Jobs => "g j j",
        Place::Cell => "3 j l l l l l l l l l l i 'x",
        Place::Form => "3 j e Tab Tab 'x",
        Place::Picking => ": 'ri Down",
        Place::PickingMany => "3 j e Tab Tab Tab Tab Tab Tab Space",
        Place::Prompting => "/ 'x",
        Place::Confirming => "3 j d 'x Enter",
        Place::Signing => "3 j x Right Tab Space Enter Tab 'because F2",
        Place::Reading | Place::Previewing | Place::Waiting | Place::Offering | Place::Comparing => "j",
        Place::Choosing => "4 g t j >",
    }
}

/// What does nothing where it is tried, and why that is right.
const STILL: &[(&str, &str, &str)] = &[
    ("assessments", "go-assessments", "one is there"),
    ("line at the foot", "prompt-complete", "only names of files are completed"),
    ("pick list for several", "pick-up", "its top is there"),
    ("pick list for several", "pick-page-up", "its top is there"),
    ("conflict", "conflict-page-down", "both texts stand there whole"),
    ("conflict", "conflict-page-up", "both texts stand there whole"),
    ("sign-off", "sign", "nothing is typed yet"),
    ("question", "told-down", "all of it stands there"),
    ("question", "told-up", "all of it stands there"),
    ("question", "told-page-down", "all of it stands there"),
    ("question", "told-page-up", "all of it stands there"),
    ("sign-off", "told-up", "its top is there"),
    ("sign-off", "told-page-up", "its top is there"),
    ("import preview", "read-down", "all of it stands there"),
    ("import preview", "read-up", "all of it stands there"),
    ("import preview", "read-page-down", "all of it stands there"),
    ("import preview", "read-page-up", "all of it stands there"),
];

/// A bench in this place.
fn at(place: Place) -> Bench {
    let mut bench = if place == Place::Comparing { conflict::choosing(80, 24) } else { Bench::new(80, 24) };
    bench.press(way(place));
    match place {
        Place::Reading => {
            let because = "of a row\n".repeat(40);
            bench.happen(Event::Failed(Trouble::refused("It cannot be read", because, "another file")));
            bench.press("Down");
        }
        Place::Previewing => {
            let preview = Preview { path: "mds2.xlsx".into(), ..Preview::default() };
            bench.press("Enter I 'mds2.xlsx Enter");
            bench.happen(Event::Previewed(Box::new(preview)));
        }
        Place::Waiting => bench.press("Enter I 'mds2.xlsx Enter"),
        Place::Offering => {
            let draft = |request: &str| Draft {
                request: Id::from(request),
                action: "treat-risk".into(),
                subject: "ip3/R-014".into(),
                title: "Treat the risk".into(),
                values: [("reason".to_owned(), "typed before".to_owned())].into(),
                began_with: BTreeMap::new(),
            };
            bench.happen(Event::Drafts(vec![draft("a"), draft("b")]));
        }
        _ => {}
    }
    bench.asked();
    bench.state.message = None;
    assert_eq!(main_place(&bench), place, "{}", bench.screen());
    bench
}

fn main_place(bench: &Bench) -> Place {
    bench.state.overlays.last().map_or_else(|| bench.state.screen().place(), Overlay::place)
}

/// What became of the state and what was asked of the loop.
fn outcome(keys: &str, place: Place) -> String {
    let mut bench = at(place);
    let (overlays, drawn) = (bench.state.overlays.len(), bench.drawn(Theme::COLOUR).1);
    let (target, at) = (bench.state.screen().target(), bench.state.screen().at());
    bench.press(keys);
    let mut found = String::new();
    for effect in bench.asked() {
        let _ = match effect {
            Effect::Run { action, subject, .. } => write!(found, "does {action} on {subject}; "),
            other => {
                let told = format!("{other:?}");
                write!(found, "asks for {}; ", told.split([' ', '(']).next().unwrap())
            }
        };
    }
    let now = bench.state.screen();
    if now.target() != target {
        let _ = write!(found, "shows {} at row {}; ", now.target().told(), now.at());
    } else if now.at() != at {
        let _ = write!(found, "row {at} to {}; ", now.at());
    }
    let left = bench.state.overlays.len();
    if left > overlays || (left == overlays && main_place(&bench) != place && now.target() == target) {
        let _ = write!(found, "opens {}; ", main_place(&bench).name());
    } else if left < overlays {
        let _ = write!(found, "closes {}; ", place.name());
    }
    if !bench.message().is_empty() {
        let _ = write!(found, "says {:?}; ", bench.message());
    }
    if found.is_empty() && bench.drawn(Theme::COLOUR).1 != drawn {
        found.push_str("draws something else; ");
    }
    found.trim_end_matches("; ").to_owned()
}

#[test]
fn every_command_does_something_or_says_why_not() {
    let mut table = String::new();
    let mut silent = Vec::new();
    let mut seen = BTreeSet::new();
    for together in commands::TOGETHER {
        let place = together[0];
        let _ = writeln!(table, "{}", place.name());
        let keys = at(place).state.keys.clone();
        for row in commands::all() {
            // what works everywhere is tried in the portfolio, and on a screen where that means something else
            let here: Vec<_> = keys
                .at(together)
                .filter(|bound| bound.row.id == row.id)
                .filter(|bound| bound.place == place || place == Place::Assessments || place == Place::Risks)
                .collect();
            let Some(first) = here.first() else { continue };
            seen.insert(row.id);
            let chord = written(&first.chord);
            let found = outcome(&chord, place);
            let _ = writeln!(table, "  {:<12} {:<22} {found}", chord, row.id);
            let still = STILL.iter().any(|(at, id, _)| (*at, *id) == (place.name(), row.id));
            assert!(!still || found.is_empty(), "{} {} does something: {found}", place.name(), row.id);
            if found.is_empty() && !still {
                silent.push(format!("{} {chord} {}", place.name(), row.id));
            }
            for other in &here[1..] {
                let other = written(&other.chord);
                assert_eq!(
                    outcome(&other, place),
                    found,
                    "{chord} and {other} of {} in {}",
                    row.id,
                    place.name()
                );
            }
        }
    }
    table.push_str("palette\n");
    for row in commands::all().filter(|row| !seen.contains(row.id)) {
        let keys = format!(": '{} Enter", row.title.replace(' ', " Space '"));
        let found = outcome(&keys, Place::Assessments);
        let _ = writeln!(table, "  {:<12} {:<22} {found}", "", row.id);
        assert!(!found.is_empty(), "{}", row.id);
    }
    insta::assert_snapshot!("every_command", table);
    assert!(silent.is_empty(), "{silent:#?}");
}
