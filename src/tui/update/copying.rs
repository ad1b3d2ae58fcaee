//! Rows of a table to the terminal's clipboard, or onto the screen for the terminal's own select-and-copy.

use crate::{
    tui::{
        clipboard,
        effects::Effect,
        overlays::{Overlay, bare::Bare},
        screens::Copies,
        state::State,
    },
    workbench::tab_separated,
};

/// So many rows are copied, at most.
pub(super) const MOST: usize = 1_000;

/// Copies the marked rows, or the one that is selected.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    // nothing is made of what is not copied
    let marked = state.screen().marked();
    if marked > MOST {
        let writes = state.keys.told("{export} writes a file", state.screen().place());
        state.complain(format!("{marked} rows are more than are copied: at most {MOST}. {writes}."));
        return Vec::new();
    }
    match state.screen().copies() {
        Some(Copies::Rows(rows)) => copied(state, &rows),
        Some(Copies::Asked(question)) => vec![Effect::Ask(question)],
        None => {
            state.say("There is no row to copy here.");
            Vec::new()
        }
    }
}

/// The rows are known, their headings first.
pub(super) fn copied(state: &mut State, rows: &[Vec<String>]) -> Vec<Effect> {
    let text = tab_separated(rows);
    let count = rows.len().saturating_sub(1);
    let told = format!("{count} row{}", if count == 1 { "" } else { "s" });
    if state.clipboard
        && let Some(sequence) = clipboard::sequence(&text)
    {
        state.say(format!("{told} copied to the terminal's clipboard, cells parted by TAB."));
        return vec![Effect::Clipboard(sequence)];
    }
    let lines = text.lines().map(|line| line.replace('\t', " | ")).collect();
    state.overlays.push(Overlay::Bare(Bare::new(lines)));
    Vec::new()
}
