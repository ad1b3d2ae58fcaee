//! Commands on the columns of a table: which one keys act on, order, filters, widths. The same for every table.

use chrono::NaiveDate;

use super::going;
use crate::{
    domain::date,
    tui::{
        commands::Command,
        effects::Effect,
        overlays::{
            Overlay,
            columns::Columns,
            pick::{Pick, Taker},
        },
        state::State,
        widgets::sheet::Sheet,
    },
    workbench::questions::{Choice, narrow::Sieve},
};

/// Rows in which nothing stands in the column, as it is picked and typed.
const EMPTY: &str = "empty";
/// Rows in which something does.
const NOT_EMPTY: &str = "not empty";

/// Does the command when it is one of a table's and keys act on a table.
pub(super) fn on_sheet(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let column = state.screen().column();
    let sheet = state.screen_mut().sheet_mut()?;
    match command {
        Command::In | Command::Out => {
            sheet.step(command == Command::In);
            Some(Vec::new())
        }
        Command::SortBy | Command::SortAlso => {
            sheet.sort_by(column?, command == Command::SortAlso);
            Some(ordered(state))
        }
        Command::Sort => {
            let choices = orders(sheet);
            let here = column.map(|id| format!("{id} rising")).unwrap_or_default();
            state.overlays.push(Overlay::Pick(Pick::new("Sort by", choices, Taker::Sort, &here)));
            Some(Vec::new())
        }
        Command::Wider | Command::Narrower => {
            let title = sheet.column()?.title;
            let wide = sheet.widen_column(command == Command::Wider)?;
            state.say(format!("{title}: {wide} columns wide."));
            Some(Vec::new())
        }
        Command::Columns => {
            state.overlays.push(Overlay::Columns(Columns::new()));
            Some(Vec::new())
        }
        Command::Narrow => Some(ask_values(state, column?)),
        _ => None,
    }
}

/// The rows go into the order that the sheet now has.
fn ordered(state: &mut State) -> Vec<Effect> {
    let told = state.screen().sheet().map(Sheet::told_order).unwrap_or_default();
    let said = if told.is_empty() {
        "Not sorted by a column any more.".to_owned()
    } else {
        format!("Sorted {told}.")
    };
    state.say(said);
    let wish = state.screen_mut().arrange();
    going::wished(state, wish)
}

fn orders(sheet: &Sheet) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (column, ..) in sheet.listed() {
        for way in ["rising", "falling"] {
            let value = format!("{} {way}", column.id);
            choices.push(Choice { value, label: format!("{}, {way}", column.title) });
        }
    }
    choices.push(Choice { value: String::new(), label: "not by a column: as the rows came".to_owned() });
    choices
}

/// An order was picked.
pub(super) fn sort_picked(state: &mut State, value: &str) -> Vec<Effect> {
    if let Some(sheet) = state.screen_mut().sheet_mut() {
        sheet.sort_off();
        if let Some((id, way)) = value.split_once(' ') {
            sheet.sort_by(id, false);
            if way == "falling" {
                sheet.sort_by(id, false);
            }
        }
    }
    ordered(state)
}

/// Offers the values that occur in the column; asks for them where the register has to be asked.
fn ask_values(state: &mut State, column: &'static str) -> Vec<Effect> {
    match state.screen().values(column) {
        Some(values) => {
            offer_values(state, column, values);
            Vec::new()
        }
        None => state.screen().values_asked(column).map(Effect::Ask).into_iter().collect(),
    }
}

/// The values are there: one or several are picked, or a comparison is typed.
pub(super) fn offer_values(state: &mut State, column: &'static str, values: Vec<String>) {
    let Some(sheet) = state.screen().sheet() else { return };
    let Some(title) = sheet.columns().iter().find(|one| one.id == column).map(|one| one.title) else {
        return;
    };
    let before = sheet.sieve(column).cloned();
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let mut choices: Vec<Choice> =
        values.iter().map(|value| Choice { value: format!("= {value}"), label: value.clone() }).collect();
    choices.push(choice(EMPTY, EMPTY));
    choices.push(choice(NOT_EMPTY, NOT_EMPTY));
    if before.is_some() {
        choices.push(choice("", "every row again"));
    }
    let marked = before.as_ref().map(marks).unwrap_or_default();
    let title = format!("{title}: only rows with");
    let pick = Pick::new(&title, choices, Taker::Narrow(column), "").many(&marked).typed_too();
    state.overlays.push(Overlay::Pick(pick));
}

/// What of the list is marked already, by its values.
fn marks(sieve: &Sieve) -> Vec<String> {
    match sieve {
        Sieve::OneOf(all) => all.iter().map(|one| format!("= {one}")).collect(),
        Sieve::Empty => vec![EMPTY.to_owned()],
        Sieve::Not(inner) if **inner == Sieve::Empty => vec![NOT_EMPTY.to_owned()],
        Sieve::OrEmpty(inner) => marks(inner).into_iter().chain([EMPTY.to_owned()]).collect(),
        _ => Vec::new(),
    }
}

/// What lets through whatever one of those that were picked lets through; none when that is every row.
fn any_of(picked: &[Choice]) -> Option<Sieve> {
    let is_picked = |value: &str| picked.iter().any(|one| one.value == value);
    let values: Vec<String> =
        picked.iter().filter_map(|one| one.value.strip_prefix("= ")).map(str::to_owned).collect();
    match picked {
        // what is typed stands there as it is
        [one] if one.label == one.value || values.is_empty() => Sieve::read(&one.value),
        _ if is_picked("") || (is_picked(EMPTY) && is_picked(NOT_EMPTY)) => None,
        // a value is not empty, whichever it is
        _ if is_picked(NOT_EMPTY) => Sieve::read(NOT_EMPTY),
        _ if is_picked(EMPTY) => Some(Sieve::OrEmpty(Box::new(Sieve::OneOf(values)))),
        _ => (!values.is_empty()).then_some(Sieve::OneOf(values)),
    }
}

/// Values were picked, or a comparison was typed.
pub(super) fn narrowed(state: &mut State, column: &str, picked: &[Choice]) -> Vec<Effect> {
    let today = state.today;
    let sieve = any_of(picked);
    let sieve = sieve.map(|sieve| dated(sieve, today));
    if let Some(sheet) = state.screen_mut().sheet_mut() {
        sheet.narrow(column, sieve);
    }
    let wish = state.screen_mut().arrange();
    going::wished(state, wish)
}

/// `< +90d` and `<= end of q1` are dates when they are typed, not texts that change their meaning from day to day.
fn dated(sieve: Sieve, today: NaiveDate) -> Sieve {
    // a number may be negative, and a picked value is itself
    let meant = |text: String| match date::read(&text, today) {
        Ok(date) if !text.starts_with('-') => date.to_string(),
        _ => text,
    };
    match sieve {
        Sieve::Not(inner) => Sieve::Not(Box::new(dated(*inner, today))),
        Sieve::Compared(op, text) => Sieve::Compared(op, meant(text)),
        other => other,
    }
}

/// Takes the last filter away; none when there was none.
pub(super) fn widened(state: &mut State) -> Option<Vec<Effect>> {
    if !state.screen_mut().sheet_mut()?.widen() {
        return None;
    }
    let wish = state.screen_mut().arrange();
    Some(going::wished(state, wish))
}
