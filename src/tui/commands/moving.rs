//! Moving about: within a screen, between screens, finding.

use super::{
    row::{Command, Goal, Place, Row},
    why,
};
use crate::tui::widgets::{marks::Marking, viewport::Move};

const ANYWHERE: &[Place] = &[Place::Anywhere];
const CHAIN: &[Place] = &[Place::Chain];
/// Screens that show a table, which behaves alike on all of them.
const TABLES: &[Place] = &[
    Place::Assessments,
    Place::Risks,
    Place::Controls,
    Place::Disclosure,
    Place::History,
    Place::People,
    Place::Due,
    Place::Inbox,
    Place::Suggestions,
    Place::Decisions,
];
/// Tables whose rows are marked.
const MARKED: &[Place] = &[Place::Risks, Place::Controls, Place::Due, Place::Decisions];

pub(super) const ROWS: &[Row] = &[
    Row::new("open", Command::Open, "Open", &["Enter"], ANYWHERE, "Opens what is selected.")
        .hint("open")
        .hint_in(&[(Place::Suggestions, "accept"), (Place::History, ""), (Place::Jobs, "result")])
        .unless(why::nothing_behind),
    Row::new("down", Command::Move(Move::Down), "Down", &["j", "Down"], ANYWHERE, "One row down."),
    Row::new("up", Command::Move(Move::Up), "Up", &["k", "Up"], ANYWHERE, "One row up."),
    Row::new(
        "in",
        Command::In,
        "Right, or into",
        &["l", "Right"],
        ANYWHERE,
        "To the next column of a table; elsewhere into the pane or level at the right.",
    ),
    Row::new(
        "out",
        Command::Out,
        "Left, or out of",
        &["h", "Left"],
        ANYWHERE,
        "To the column of a table before; elsewhere out to the pane or level at the left.",
    ),
    Row::new(
        "first",
        Command::Move(Move::First),
        "First row",
        &["g g", "Home"],
        ANYWHERE,
        "To the first row.",
    ),
    Row::new("last", Command::Move(Move::Last), "Last row", &["G", "End"], ANYWHERE, "To the last row."),
    Row::new(
        "half-down",
        Command::Move(Move::HalfDown),
        "Half a page down",
        &["Ctrl-d"],
        ANYWHERE,
        "Half a page down.",
    ),
    Row::new(
        "half-up",
        Command::Move(Move::HalfUp),
        "Half a page up",
        &["Ctrl-u"],
        ANYWHERE,
        "Half a page up.",
    ),
    Row::new("page-down", Command::Move(Move::PageDown), "Page down", &["PgDn"], ANYWHERE, "One page down."),
    Row::new("page-up", Command::Move(Move::PageUp), "Page up", &["PgUp"], ANYWHERE, "One page up."),
    Row::new(
        "other-pane",
        Command::OtherPane,
        "Other pane",
        &["Tab", "Shift-Tab"],
        &[Place::Chain, Place::Disclosure, Place::Gates, Place::People, Place::Catalogue],
        "To the other pane.",
    )
    .hint("other pane"),
    Row::new(
        "next-thing",
        Command::NextThing,
        "Next",
        &["J"],
        ANYWHERE,
        "The next capability, risk or control, without leaving this screen.",
    )
    .unless(why::no_neighbours),
    Row::new(
        "previous-thing",
        Command::PreviousThing,
        "Previous",
        &["K"],
        ANYWHERE,
        "The capability, risk or control before, without leaving this screen.",
    )
    .unless(why::no_neighbours),
    Row::new(
        "next-gap",
        Command::NextGap,
        "Next gap",
        &[">"],
        CHAIN,
        "To the next capability that is a gap.",
    )
    .hint("next gap"),
    Row::new("previous-gap", Command::PreviousGap, "Previous gap", &["<"], CHAIN, "To the gap before."),
    Row::new(
        "older-revision",
        Command::OlderRevision,
        "Revision before",
        &["L b"],
        CHAIN,
        "To what this revision was begun from, which is only read.",
    ),
    Row::new(
        "newer-revision",
        Command::NewerRevision,
        "Revision after",
        &["L a"],
        CHAIN,
        "From an older revision to the one after it.",
    ),
    Row::new(
        "standards",
        Command::Standards,
        "Standards",
        &["g s"],
        CHAIN,
        "The standards that its kind, its traits and the capabilities with risks bring beside it.",
    ),
    Row::new(
        "back",
        Command::Back,
        "Back",
        &["Esc"],
        ANYWHERE,
        "Closes a message, then takes marks off, then clears a filter, then goes back.",
    ),
    Row::new(
        "close",
        Command::Close,
        "Close",
        &["q"],
        ANYWHERE,
        "Goes back; from the first screen it leaves riskward.",
    ),
    Row::new("quit", Command::Quit, "Leave riskward", &[], ANYWHERE, "Everything is saved already."),
    Row::new("break", Command::Break, "Break off", &["Ctrl-c"], ANYWHERE, "Twice in a row leaves riskward."),
    Row::new(
        "search",
        Command::Search,
        "Search",
        &["/"],
        ANYWHERE,
        "Finds a text in this list, as you type.",
    )
    .unless(why::nothing_to_search)
    .hint("find"),
    Row::new(
        "search-next",
        Command::SearchNext,
        "Next found",
        &["n"],
        ANYWHERE,
        "The next row with the text searched for.",
    )
    .unless(why::nothing_searched),
    Row::new(
        "search-previous",
        Command::SearchPrevious,
        "Previous found",
        &["N"],
        ANYWHERE,
        "The row with it before.",
    )
    .unless(why::nothing_searched),
    Row::new(
        "go-everywhere",
        Command::Everywhere,
        "Search everywhere",
        &["Ctrl-f"],
        ANYWHERE,
        "Finds words in products, risks, controls, decisions, statements and the catalogue.",
    ),
    Row::new(
        "mark",
        Command::Mark(Marking::Row),
        "Mark",
        &["Space"],
        MARKED,
        "Marks the row, or takes its mark off, and moves on; actions then take all that are marked.",
    )
    .hint("mark"),
    Row::new(
        "mark-range",
        Command::Mark(Marking::Range),
        "Mark a range",
        &["V"],
        MARKED,
        "Begins a range at this row; a second time marks all from there to here.",
    ),
    Row::new(
        "mark-invert",
        Command::Mark(Marking::Invert),
        "Invert the marks",
        &["*"],
        MARKED,
        "What is marked in this list is not any more, and what is not is.",
    ),
    Row::new(
        "mark-all",
        Command::Mark(Marking::All),
        "Mark all",
        &["m a"],
        MARKED,
        "Marks every row of this list as it is filtered now, until back takes the marks off.",
    ),
    Row::new(
        "copy",
        Command::Copy,
        "Copy",
        &["y"],
        &[Place::Assessments, Place::Risks, Place::Controls, Place::Due, Place::Decisions],
        "Copies the row, or those that are marked, with headings for a spreadsheet; shows them where no clipboard is.",
    ),
    Row::new(
        "filter",
        Command::Filter,
        "Filter",
        &["f"],
        &[
            Place::Assessments,
            Place::Risks,
            Place::Controls,
            Place::Disclosure,
            Place::History,
            Place::People,
            Place::Due,
            Place::Inbox,
            Place::Suggestions,
            Place::Catalogue,
            Place::Decisions,
        ],
        "Shows only rows with a text, until back shows all again.",
    )
    .hint("filter"),
    Row::new(
        "kind",
        Command::Kind,
        "Kind",
        &["t"],
        &[Place::Catalogue],
        "Shows only entries of one kind: capabilities, risk templates, controls, frameworks.",
    )
    .hint("kind"),
    Row::new(
        "narrow",
        Command::Narrow,
        "Filter by this column",
        &["|"],
        TABLES,
        "Shows only rows with the values picked, or as typed: <= end of q1, < MED, empty, not rossi.",
    )
    .unless(why::no_table),
    Row::new(
        "sort",
        Command::SortBy,
        "Sort by this column",
        &["s"],
        TABLES,
        "Rising; again: falling; once more: not any more.",
    )
    .unless(why::no_table)
    .hint("sort"),
    Row::new(
        "sort-also",
        Command::SortAlso,
        "Sort by this column too",
        &["+"],
        TABLES,
        "After the columns that the rows are sorted by already.",
    )
    .unless(why::no_table),
    Row::new("order", Command::Sort, "Choose the order", &[], TABLES, "By which column, and which way.")
        .unless(why::no_table),
    Row::new(
        "columns",
        Command::Columns,
        "Columns",
        &["g t"],
        TABLES,
        "Which are shown, in which order, how wide.",
    )
    .unless(why::no_table),
    Row::new("wider", Command::Wider, "Wider", &[">"], TABLES, "Makes the column one is on wider.")
        .unless(why::no_table),
    Row::new(
        "narrower",
        Command::Narrower,
        "Narrower",
        &["<"],
        TABLES,
        "Makes the column one is on narrower.",
    )
    .unless(why::no_table),
    Row::new(
        "palette",
        Command::Palette,
        "All commands",
        &[":", "Ctrl-p"],
        ANYWHERE,
        "Every command, found by typing.",
    ),
    Row::new(
        "help",
        Command::Help,
        "Keys of this place",
        &["?", "F1"],
        ANYWHERE,
        "The keys that work here, found by typing.",
    ),
    Row::new(
        "go-assessments",
        Command::Go(Goal::Assessments),
        "Assessments",
        &["1", "g a"],
        ANYWHERE,
        "To the list of assessments.",
    ),
    Row::new(
        "go-chain",
        Command::Go(Goal::Chain),
        "Chain",
        &["2", "g l"],
        ANYWHERE,
        "To the chain of this assessment.",
    )
    .unless(why::no_assessment),
    Row::new(
        "go-risks",
        Command::Go(Goal::Risks),
        "Risks",
        &["3", "g r"],
        ANYWHERE,
        "To the risks of this assessment.",
    ),
    Row::new(
        "go-controls",
        Command::Go(Goal::Controls),
        "Controls",
        &["4", "g c"],
        ANYWHERE,
        "To the register's controls.",
    ),
    Row::new(
        "go-disclosure",
        Command::Go(Goal::Disclosure),
        "Disclosure",
        &["5", "g d"],
        ANYWHERE,
        "To what the manufacturer said: statements and problems.",
    )
    .unless(why::no_assessment),
    Row::new(
        "go-history",
        Command::Go(Goal::History),
        "History of this",
        &["6", "g h"],
        ANYWHERE,
        "Who did what, when, to the thing selected.",
    ),
    Row::new(
        "go-register-history",
        Command::Go(Goal::RegisterHistory),
        "History of the register",
        &["7", "g H"],
        ANYWHERE,
        "Who did what, when, in the whole register.",
    ),
    Row::new(
        "go-people",
        Command::Go(Goal::People),
        "People and policy",
        &["g p"],
        ANYWHERE,
        "To who works here, in which roles, and the policy they work under.",
    ),
    Row::new(
        "go-gates",
        Command::Go(Goal::Gates),
        "Gates",
        &["b", "g b"],
        ANYWHERE,
        "Where this assessment stands, what blocks its next step, what is due.",
    )
    .unless(why::no_assessment),
    Row::new(
        "go-due",
        Command::Go(Goal::Due),
        "Due",
        &["D"],
        ANYWHERE,
        "To what is due in the register, by date.",
    ),
    Row::new(
        "go-inbox",
        Command::Go(Goal::Inbox),
        "Inbox",
        &["T i"],
        ANYWHERE,
        "To the triggers that came in, and the findings in operation.",
    ),
    Row::new(
        "go-suggestions",
        Command::Go(Goal::Suggestions),
        "Suggestions",
        &["g u"],
        &[Place::Assessments, Place::Chain, Place::Risk],
        "What the catalogue suggests, ranked, with reasons; on a risk its next best control.",
    )
    .also(&["s"], &[Place::Chain, Place::Risk])
    .unless(why::no_assessment)
    .hint("suggest"),
    Row::new(
        "go-catalogue",
        Command::Go(Goal::Catalogue),
        "Catalogue",
        &["8", "g k"],
        ANYWHERE,
        "To what riskward knows: capabilities, risks and controls to start from, frameworks, mappings.",
    ),
    Row::new(
        "go-entry",
        Command::Go(Goal::Entry),
        "Catalogue entry of this",
        &["C"],
        &[Place::Chain, Place::Risks, Place::Risk, Place::Controls, Place::Control, Place::Decisions],
        "What the catalogue knows of it: its entry, where it leads in frameworks and on what ground.",
    )
    .unless(why::nothing_to_look_up),
    Row::new(
        "go-last",
        Command::Go(Goal::Last),
        "Where I was last time",
        &["g ."],
        ANYWHERE,
        "To the screen and row one was on when riskward was left.",
    )
    .unless(why::nothing_before),
    Row::new("tour", Command::Tour, "Tour", &[], ANYWHERE, "The first steps, as at the first start."),
    Row::new("redraw", Command::Redraw, "Redraw", &["Ctrl-l"], ANYWHERE, "Draws the screen anew."),
    Row::new("suspend", Command::Suspend, "Suspend", &["Ctrl-z"], ANYWHERE, "Back to the shell; fg returns."),
];
