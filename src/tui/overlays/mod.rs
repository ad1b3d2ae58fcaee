//! What lies on a screen. An overlay takes all keys while it is there.

pub mod bare;
mod cell;
pub mod columns;
pub mod confirm;
pub mod conflict;
pub mod everywhere;
pub mod form;
pub mod menu;
pub mod panel;
pub mod pick;
pub mod preview;
pub mod prompt;
mod tour;
pub mod which_key;

pub use tour::TOUR;

use bare::Bare;
use columns::Columns;
use confirm::Confirm;
use conflict::Versus;
use everywhere::Everywhere;
use form::Form;
use menu::Menu;
use panel::Panel;
use pick::Pick;
use preview::Preview;
use prompt::Prompt;
use ratatui::layout::Rect;

use crate::workbench::subject_in_words;

use super::{
    commands::{Command, Keys, Place},
    drafts::Draft,
    state::State,
    theme::Role,
    widgets::{
        canvas::Canvas,
        text::{Line, Piece, at_most, wrapped},
    },
};

/// Columns of a notice, its frame among them.
const NOTICE: usize = 64;

/// One of the overlays.
pub enum Overlay {
    /// The fields of an action.
    Form(Box<Form>),
    /// One field of an action, edited in the cell of a table.
    Cell(Box<Form>),
    /// A list to pick from.
    Pick(Pick),
    /// Commands, found by typing: the palette, or the keys of this place.
    Menu(Menu),
    /// Words, and where in the register they stand.
    Everywhere(Box<Everywhere>),
    /// A line being typed at the foot.
    Prompt(Prompt),
    /// A question that wants a key of its own.
    Confirm(Box<Confirm>),
    /// A text to read.
    Panel(Panel),
    /// A text to be copied.
    Bare(Bare),
    /// What an import would do.
    Preview(Box<Preview>),
    /// A job that runs: what, and whether it can be stopped.
    Wait(String, bool),
    /// Something waits for a register that somebody else is writing to: who, once that is to be said.
    Held(Option<String>),
    /// Unsaved text, offered again, one after the other.
    Offer(Vec<Draft>),
    /// The columns of the table below.
    Columns(Columns),
    /// Two edits of one thing, and which of them is to stand.
    Conflict(Box<Versus>),
    /// The first steps; any key closes it.
    Tour,
}

impl Overlay {
    /// Where keys are struck.
    pub fn place(&self) -> Place {
        match self {
            Self::Form(_) => Place::Form,
            Self::Cell(_) => Place::Cell,
            Self::Pick(pick) if pick.many => Place::PickingMany,
            Self::Pick(_) | Self::Menu(_) | Self::Everywhere(_) => Place::Picking,
            Self::Prompt(_) => Place::Prompting,
            Self::Confirm(confirm) if confirm.sign.is_some() => Place::Signing,
            Self::Confirm(_) => Place::Confirming,
            Self::Panel(_) | Self::Bare(_) | Self::Tour => Place::Reading,
            Self::Preview(_) => Place::Previewing,
            Self::Wait(..) | Self::Held(_) => Place::Waiting,
            Self::Offer(_) => Place::Offering,
            Self::Columns(_) => Place::Choosing,
            Self::Conflict(_) => Place::Comparing,
        }
    }

    /// Draws it over the body of the screen.
    pub fn draw(&self, state: &State, canvas: &mut Canvas<'_>, body: Rect) {
        match self {
            Self::Form(form) => form::view::draw(form, state, canvas, body),
            Self::Cell(form) => cell::draw(form, state, canvas, body),
            Self::Pick(pick) => pick.draw(canvas, body),
            Self::Menu(menu) => menu.draw(state, canvas, body),
            Self::Everywhere(search) => search.draw(canvas, body),
            Self::Prompt(_) => {}
            Self::Confirm(confirm) => confirm.draw(&state.keys, canvas, body),
            Self::Panel(panel) => panel.draw(canvas, body),
            Self::Bare(bare) => bare.draw(canvas, body),
            Self::Preview(preview) => preview.draw(&state.keys, canvas, body),
            Self::Wait(what, stoppable) => {
                let key = state.keys.first(Command::Leave, &[Place::Waiting], "-");
                let stops = format!("{key} stops it.");
                let can = if *stoppable { &stops } else { "This cannot be stopped half-way." };
                let mut lines = wrapped(what, NOTICE - 4, Role::Normal);
                lines.push(vec![Piece::muted(can)]);
                notice(canvas, body, "Please wait", &lines);
            }
            Self::Held(who) => held(&state.keys, canvas, body, who.as_deref()),
            Self::Tour => tour::draw(canvas, body),
            Self::Offer(drafts) => offer(&state.keys, canvas, body, drafts),
            Self::Columns(columns) => columns.draw(state.screen().sheet(), canvas, body),
            Self::Conflict(versus) => conflict::view::draw(versus, &state.keys, canvas, body),
        }
    }
}

/// Who holds the register; nothing in the first moment.
fn held(keys: &Keys, canvas: &mut Canvas<'_>, body: Rect, who: Option<&str>) {
    let Some(who) = who else { return };
    let mut lines = wrapped(&format!("Waiting: {who}."), NOTICE - 4, Role::Caution);
    lines.extend(wrapped("It is saved as soon as that is done.", NOTICE - 4, Role::Normal));
    let key = keys.first(Command::Leave, &[Place::Waiting], "-");
    lines.push(vec![Piece::muted(&format!("{key} stops waiting; nothing you typed is lost."))]);
    notice(canvas, body, "The register is busy", &lines);
}

fn offer(keys: &Keys, canvas: &mut Canvas<'_>, body: Rect, drafts: &[Draft]) {
    let Some(draft) = drafts.first() else { return };
    let whose =
        if draft.subject.is_empty() { "the register".to_owned() } else { subject_in_words(&draft.subject) };
    let more = match drafts.len() {
        1 => String::new(),
        count => format!("{} more after this one.", count - 1),
    };
    let said = format!("There is unsaved text of \"{}\" for {whose}.", draft.title);
    let mut lines = wrapped(&said, NOTICE - 4, Role::Normal);
    lines.push(vec![Piece::muted(&more)]);
    lines.push(vec![
        keys.piece(Command::Accept, Place::Offering),
        Piece::plain(" continues   "),
        keys.piece(Command::Drop, Place::Offering),
        Piece::plain(" drops it   "),
        keys.piece(Command::Leave, Place::Offering),
        Piece::plain(" later"),
    ]);
    notice(canvas, body, "Unsaved text", &lines);
}

/// A small box in the middle.
fn notice(canvas: &mut Canvas<'_>, body: Rect, title: &str, lines: &[Line]) {
    let inner = canvas.boxed(middle(body, NOTICE as u16, at_most(lines.len()).saturating_add(2)), title);
    canvas.lines(inner, lines);
    canvas.set_cursor(inner.x, inner.y);
}

/// An area of at most this size in the middle of the body.
pub(super) fn middle(body: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(body.width);
    let height = height.min(body.height);
    Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height }
}
