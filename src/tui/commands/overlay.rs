//! What overlays understand. Keys that are not here go into the text that is being typed.

use super::{
    row::{Command, Place, Row},
    why,
};
use crate::tui::widgets::viewport::Move;

const FORM: &[Place] = &[Place::Form];
const CELL: &[Place] = &[Place::Cell];
const PICKING: &[Place] = &[Place::Picking, Place::PickingMany];
const PROMPTING: &[Place] = &[Place::Prompting];
const ASKING: &[Place] = &[Place::Confirming, Place::Signing];
const CHOOSING: &[Place] = &[Place::Choosing];
const READING: &[Place] = &[Place::Reading, Place::Previewing];

pub(super) const ROWS: &[Row] = &[
    Row::new(
        "field-accept",
        Command::Accept,
        "Next field, or save",
        &["Enter"],
        FORM,
        "To the next field; saves from the last one; in a text of several lines a new line.",
    )
    .hint("next"),
    Row::new("field-next", Command::NextField, "Next field", &["Tab"], FORM, "To the next field.")
        .hint("field"),
    Row::new(
        "field-previous",
        Command::PreviousField,
        "Previous field",
        &["Shift-Tab"],
        FORM,
        "To the field before.",
    ),
    Row::new("form-save", Command::Save, "Save", &["F2", "Ctrl-o"], FORM, "Checks every field and saves.")
        .hint("save"),
    Row::new(
        "form-leave",
        Command::Leave,
        "Leave the form",
        &["Esc", "Ctrl-c"],
        FORM,
        "Asks when something was typed.",
    )
    .hint("leave"),
    Row::new(
        "record-next",
        Command::NextRecord,
        "Save, next record",
        &["F8", "Ctrl-n"],
        FORM,
        "Saves, and opens the same form at the same field for the next risk or control of the list.",
    )
    .unless(why::one_at_a_time)
    .hint("next one"),
    Row::new(
        "record-previous",
        Command::PreviousRecord,
        "Save, previous record",
        &["F7", "Ctrl-p"],
        FORM,
        "The same for the one before.",
    )
    .unless(why::one_at_a_time),
    Row::new(
        "typing-undo",
        Command::UndoTyping,
        "Undo typing",
        &["Ctrl-z"],
        &[Place::Form, Place::Cell],
        "Takes back the word typed last, what was deleted or pasted, in the field one is in.",
    ),
    Row::new(
        "typing-redo",
        Command::RedoTyping,
        "Redo typing",
        &["Ctrl-r", "Ctrl-y"],
        &[Place::Form, Place::Cell],
        "Does again what was taken back in the field.",
    ),
    Row::new(
        "list-known",
        Command::ListKnown,
        "List for this field",
        &["F4", "Ctrl-f"],
        &[Place::Form, Place::Cell],
        "Lists what can be picked, or what the register knows: people, tags, causes, sites; found by typing.",
    ),
    Row::new(
        "long-text",
        Command::LongText,
        "Edit in your editor",
        &["F3", "Ctrl-g"],
        FORM,
        "Opens the text of several lines in $VISUAL or $EDITOR; never with raised privileges.",
    ),
    Row::new(
        "form-keys",
        Command::Help,
        "Keys of this form",
        &["F1"],
        FORM,
        "Lists what can be done in a form, found by typing; Enter does it.",
    )
    .hint("keys"),
    Row::new("cell-save", Command::Accept, "Save", &["Enter"], CELL, "Saves the cell and stays on it.")
        .hint("save"),
    Row::new(
        "cell-next",
        Command::NextField,
        "Save, next cell",
        &["Tab"],
        CELL,
        "Saves the cell and edits the next one that can be.",
    )
    .hint("next cell"),
    Row::new(
        "cell-previous",
        Command::PreviousField,
        "Save, previous cell",
        &["Shift-Tab"],
        CELL,
        "Saves the cell and edits the one before.",
    ),
    Row::new(
        "cell-leave",
        Command::Leave,
        "Leave the cell",
        &["Esc", "Ctrl-c"],
        CELL,
        "Leaves it as it was; asks when a long text was typed.",
    )
    .hint("leave"),
    Row::new("pick", Command::Accept, "Take it", &["Enter"], PICKING, "Takes the row that is selected.")
        .hint("take"),
    Row::new(
        "pick-down",
        Command::Move(Move::Down),
        "Down",
        &["Down", "Tab", "Ctrl-n"],
        PICKING,
        "One row down.",
    ),
    Row::new(
        "pick-up",
        Command::Move(Move::Up),
        "Up",
        &["Up", "Shift-Tab", "Ctrl-p"],
        PICKING,
        "One row up.",
    ),
    Row::new(
        "pick-page-down",
        Command::Move(Move::PageDown),
        "Page down",
        &["PgDn"],
        PICKING,
        "One page down.",
    ),
    Row::new("pick-page-up", Command::Move(Move::PageUp), "Page up", &["PgUp"], PICKING, "One page up."),
    Row::new(
        "pick-mark",
        Command::Toggle,
        "Mark",
        &["Space"],
        &[Place::PickingMany],
        "Marks the row; what is marked is taken together. Once something is typed to find, a blank is a letter of it.",
    )
    .hint("mark"),
    Row::new(
        "pick-tick",
        Command::Toggle,
        "Mark what was found",
        &["Ctrl-t"],
        &[Place::PickingMany],
        "Marks the row also while something is typed to find, and begins to find anew.",
    ),
    Row::new("pick-leave", Command::Leave, "Leave the list", &["Esc", "Ctrl-c"], PICKING, "Takes nothing.")
        .hint("leave"),
    Row::new("prompt-accept", Command::Accept, "Take it", &["Enter"], PROMPTING, "Takes what was typed.")
        .hint("take"),
    Row::new(
        "prompt-complete",
        Command::NextField,
        "Complete",
        &["Tab"],
        PROMPTING,
        "Completes the name of a file.",
    ),
    Row::new("prompt-leave", Command::Leave, "Leave", &["Esc", "Ctrl-c"], PROMPTING, "Takes nothing.")
        .hint("leave"),
    Row::new("confirm", Command::Confirm, "Yes", &["Y"], &[Place::Confirming], "Does what was asked.")
        .hint("yes"),
    Row::new(
        "confirm-no",
        Command::Leave,
        "No",
        &["Enter", "Esc", "n", "q", "Ctrl-c"],
        &[Place::Confirming],
        "Does nothing.",
    )
    .hint("no"),
    Row::new(
        "sign",
        Command::Accept,
        "Sign off",
        &["Enter"],
        &[Place::Signing],
        "Signs off when the reference typed is that of the assessment; does nothing while the line is empty.",
    )
    .hint("sign off"),
    Row::new("sign-leave", Command::Leave, "Leave", &["Esc", "Ctrl-c"], &[Place::Signing], "Signs nothing.")
        .hint("leave"),
    Row::new(
        "told-down",
        Command::Move(Move::Down),
        "Down",
        &["Down"],
        ASKING,
        "One line down in what is told.",
    ),
    Row::new("told-up", Command::Move(Move::Up), "Up", &["Up"], ASKING, "One line up."),
    Row::new(
        "told-page-down",
        Command::Move(Move::PageDown),
        "Page down",
        &["PgDn"],
        ASKING,
        "One page down.",
    ),
    Row::new("told-page-up", Command::Move(Move::PageUp), "Page up", &["PgUp"], ASKING, "One page up."),
    Row::new("read-down", Command::Move(Move::Down), "Down", &["j", "Down"], READING, "One line down."),
    Row::new("read-up", Command::Move(Move::Up), "Up", &["k", "Up"], READING, "One line up."),
    Row::new(
        "read-page-down",
        Command::Move(Move::PageDown),
        "Page down",
        &["PgDn", "Space"],
        READING,
        "One page down.",
    ),
    Row::new("read-page-up", Command::Move(Move::PageUp), "Page up", &["PgUp"], READING, "One page up."),
    Row::new(
        "take-import",
        Command::Confirm,
        "Import it",
        &["Y"],
        &[Place::Previewing],
        "Takes the disclosure into the register.",
    )
    .hint("import"),
    Row::new(
        "read-leave",
        Command::Leave,
        "Close",
        &["Esc", "q", "Enter", "Ctrl-c"],
        &[Place::Reading],
        "Closes it.",
    )
    .also(&["Esc", "q", "Ctrl-c"], &[Place::Previewing])
    .hint("close")
    .hint_in(&[(Place::Previewing, "import nothing")]),
    Row::new(
        "preview-enter",
        Command::Accept,
        "Which key imports",
        &["Enter"],
        &[Place::Previewing],
        "Says which key imports and which does not.",
    ),
    Row::new(
        "stop-job",
        Command::Leave,
        "Stop",
        &["Esc", "Ctrl-c"],
        &[Place::Waiting],
        "Stops what can be stopped.",
    )
    .hint("stop"),
    Row::new(
        "draft-continue",
        Command::Accept,
        "Continue",
        &["Enter"],
        &[Place::Offering],
        "Opens the form with the unsaved text.",
    )
    .hint("continue"),
    Row::new(
        "draft-drop",
        Command::Drop,
        "Drop it",
        &["d"],
        &[Place::Offering],
        "Asks, then throws the unsaved text away.",
    )
    .hint("drop"),
    Row::new(
        "draft-later",
        Command::Leave,
        "Later",
        &["Esc", "q", "Ctrl-c"],
        &[Place::Offering],
        "Keeps it; it is offered at the next start.",
    )
    .hint("later"),
    Row::new("column-down", Command::Move(Move::Down), "Down", &["j", "Down"], CHOOSING, "One column down."),
    Row::new("column-up", Command::Move(Move::Up), "Up", &["k", "Up"], CHOOSING, "One column up."),
    Row::new(
        "column-toggle",
        Command::Toggle,
        "Show or hide",
        &["Space"],
        CHOOSING,
        "Shows the column, or hides it.",
    )
    .hint("show/hide"),
    Row::new("column-wider", Command::Wider, "Wider", &[">", "l", "Right"], CHOOSING, "Makes it wider.")
        .hint("wider"),
    Row::new(
        "column-narrower",
        Command::Narrower,
        "Narrower",
        &["<", "h", "Left"],
        CHOOSING,
        "Makes it narrower.",
    )
    .hint("narrower"),
    Row::new(
        "column-earlier",
        Command::Earlier,
        "Earlier",
        &["K"],
        CHOOSING,
        "Puts it before the column above.",
    )
    .hint("up"),
    Row::new("column-later", Command::Later, "Later", &["J"], CHOOSING, "Puts it after the column below.")
        .hint("down"),
    Row::new(
        "column-reset",
        Command::Reset,
        "As at first",
        &["r"],
        CHOOSING,
        "All columns as they were at first.",
    )
    .hint("reset"),
    Row::new(
        "column-leave",
        Command::Leave,
        "Close",
        &["Esc", "q", "Enter", "Ctrl-c"],
        CHOOSING,
        "Back to the table.",
    )
    .hint("close"),
];
