//! From screen to screen.

use crate::{
    tui::{
        commands::{Command, Goal, Place},
        effects::Effect,
        overlays::{
            Overlay,
            panel::Panel,
            pick::{Pick, Taker},
            prompt::{For, Prompt},
        },
        screens::{Target, Window, Wish},
        state::State,
        widgets::{sheet::Narrowing, viewport::Move},
    },
    workbench::{
        actions,
        questions::{catalogue::About, matrix::Whose},
    },
};

/// So many rows before and after the one that a list is on are looked through for a thing.
const AROUND: usize = 10_000;

/// Asks the question of the screen one is on.
pub(super) fn ask(state: &State) -> Vec<Effect> {
    vec![Effect::Ask(state.screen().question())]
}

/// Does what a screen wants.
pub(super) fn wished(state: &mut State, wish: Option<Wish>) -> Vec<Effect> {
    match wish {
        None => Vec::new(),
        Some(Wish::Ask(question)) => vec![Effect::Ask(question)],
        Some(Wish::Told(sentence)) => {
            let told = state.keys.told(sentence, state.screen().place());
            state.say(told);
            Vec::new()
        }
        Some(Wish::Say(text)) => {
            state.say(text);
            Vec::new()
        }
        Some(Wish::Read(title, paragraphs)) => {
            state.overlays.push(Overlay::Panel(Panel::told(title, paragraphs)));
            Vec::new()
        }
        Some(Wish::Act(action, subject, given)) => {
            vec![Effect::Prepare { action, subject, given, draft: None }]
        }
        Some(Wish::Begin { action, subjects, from }) => {
            if let [one] = subjects.as_slice() {
                return vec![Effect::Begin { action, subject: one.value.clone(), from }];
            }
            let title = actions::action(action).map_or(action, |action| action.title);
            let taker = Taker::Beginning(action, from);
            state.overlays.push(Overlay::Pick(Pick::new(
                &format!("{title}: for which?"),
                subjects,
                taker,
                "",
            )));
            Vec::new()
        }
        Some(Wish::Import(assessment)) => {
            state.overlays.push(Overlay::Prompt(Prompt::new(For::Import(Some(assessment)), "")));
            Vec::new()
        }
        Some(Wish::Open(target, mark)) => {
            // from what is missing, and from the catalogue, one goes to a thing and back, thing by thing
            match state.screen().place() {
                Place::Gates
                | Place::Catalogue
                | Place::Entry
                | Place::Matrix
                | Place::Decisions
                | Place::Overview => state.visit(&target),
                _ => state.go(target),
            }
            if let Some(mark) = mark {
                // one comes for this row: no filter of before may hide it
                for sheet in state.screen_mut().sheets_mut() {
                    sheet.narrow_as(&Narrowing::default());
                }
                state.screen_mut().arrange();
                state.screen_mut().restore(&mark);
            }
            ask(state)
        }
    }
}

pub(super) fn to_goal(state: &mut State, goal: Goal) -> Vec<Effect> {
    let assessment = state.screen().assessment();
    let target = match goal {
        Goal::Assessments => Target::Assessments,
        Goal::Chain => match assessment {
            Some(reference) => Target::Chain(reference),
            None => return Vec::new(),
        },
        // from the portfolio one goes to the risks of all
        Goal::Risks if state.screen().place() == Place::Assessments => Target::Risks(None),
        Goal::Risks => Target::Risks(assessment),
        Goal::Controls => Target::Controls,
        Goal::Disclosure => match assessment {
            Some(reference) => Target::Disclosure(reference),
            None => return Vec::new(),
        },
        Goal::Gates => match assessment {
            Some(reference) => Target::Gates(reference),
            None => return Vec::new(),
        },
        Goal::History => Target::History(state.screen().history_of()),
        Goal::People => Target::People,
        Goal::RegisterHistory => Target::History(String::new()),
        Goal::Due => Target::Due,
        Goal::Inbox => Target::Inbox,
        Goal::Suggestions => match assessment {
            // on a risk it is about that risk
            Some(_) if state.screen().place() == Place::Risk => {
                Target::Suggestions(state.screen().history_of())
            }
            Some(reference) => Target::Suggestions(reference),
            None => return Vec::new(),
        },
        Goal::Catalogue => Target::Catalogue,
        Goal::Matrix => match assessment {
            // from where one sees all of them one goes to all on its scale
            Some(assessment) => {
                let all = matches!(state.screen().place(), Place::Assessments | Place::Overview);
                Target::Matrix(Whose { assessment, all })
            }
            None => return Vec::new(),
        },
        Goal::Decisions => return to_decisions(state, assessment),
        Goal::Overview => Target::Overview,
        Goal::Last => match state.last.clone() {
            Some(target) => target,
            None => return Vec::new(),
        },
        Goal::Jobs => Target::Jobs,
        Goal::Entry => match state.known_thing() {
            Some(reference) => Target::Entry(About::Thing(reference)),
            None => return Vec::new(),
        },
    };
    if state.screen().target() == target {
        return Vec::new();
    }
    state.go(target);
    ask(state)
}

/// From where one sees all assessments one goes to all decisions; from a risk to the ones on it.
fn to_decisions(state: &mut State, assessment: Option<String>) -> Vec<Effect> {
    let (place, thing) = (state.screen().place(), state.screen().history_of());
    let all = matches!(place, Place::Assessments | Place::Overview | Place::Due | Place::History);
    let target = Target::Decisions(assessment.filter(|_| !all), None);
    if state.screen().target() == target {
        return Vec::new();
    }
    state.go(target);
    if matches!(place, Place::Chain | Place::Risk | Place::Risks) && thing.contains('/') {
        state.screen_mut().restore(&thing);
    }
    ask(state)
}

/// Walks to the next thing of the list one came from, without going back to it.
pub(super) fn to_neighbour(state: &mut State, command: Command) -> Vec<Effect> {
    if state.screen().place() == Place::Chain {
        let wish = state.screen_mut().update(command);
        return wished(state, wish);
    }
    let step = if command == Command::NextThing { Move::Down } else { Move::Up };
    let here = state.screen().target();
    let stood = match state.behind_mut().map_or(Ok(None), |list| stand_on(list, &here, step)) {
        Ok(wish) => wish,
        Err(why) => {
            state.say(why);
            return Vec::new();
        }
    };
    let Some((target, asked)) = state.behind_mut().and_then(|list| list.beside(&here, step)) else {
        state.say(match (&stood, step) {
            (Some(_), _) => "The rows around it are read now: once more goes there.",
            (None, Move::Down) => "This is the last one.",
            (None, _) => "This is the first one.",
        });
        return wished(state, stood);
    };
    state.replace(&target);
    let mut effects = ask(state);
    effects.extend(asked.map(Effect::Ask));
    effects
}

/// The list goes to the thing that is shown, which may have been found by another way than over its row.
fn stand_on(list: &mut dyn Window, here: &Target, step: Move) -> Result<Option<Wish>, String> {
    let (Target::Risk(reference) | Target::Control(reference)) = here else { return Ok(None) };
    if !matches!(list.place(), Place::Risks | Place::Controls) || list.history_of() == *reference {
        return Ok(None);
    }
    let around = list.at().saturating_sub(AROUND)..list.rows().min(list.at().saturating_add(AROUND));
    let is_here = |at: &usize| list.words(*at).split(' ').next() == Some(reference);
    let Some(at) = around.into_iter().find(is_here) else {
        let wanted = if step == Move::Down { "next" } else { "previous" };
        return Err(format!(
            "{reference} is not among the rows around the one you came from: there is no {wanted} one."
        ));
    };
    Ok(list.go(at))
}
