//! The matrix, the decisions, the overview: going there and what they alone understand.

use super::{
    row::{Command, Goal, Place, Row},
    why,
};

const ANYWHERE: &[Place] = &[Place::Anywhere];

pub(super) const ROWS: &[Row] = &[
    Row::new(
        "go-matrix",
        Command::Go(Goal::Matrix),
        "Matrix",
        &["g m"],
        ANYWHERE,
        "Where the risks stand by severity and likelihood, before controls and after, and what moved.",
    )
    .unless(why::no_assessment),
    Row::new(
        "go-decisions",
        Command::Go(Goal::Decisions),
        "Decisions",
        &["9", "g x"],
        ANYWHERE,
        "To the decisions of this assessment, the most urgent first; from the portfolio to those of all.",
    ),
    Row::new(
        "go-overview",
        Command::Go(Goal::Overview),
        "Overview",
        &["g o"],
        ANYWHERE,
        "The register at a glance: residual levels, decisions by month, capabilities over products.",
    ),
    Row::new(
        "other-part",
        Command::OtherPane,
        "Next part",
        &["Tab"],
        &[Place::Overview],
        "Levels, months, capabilities over products.",
    )
    .hint("next part"),
    Row::new(
        "part-before",
        Command::PaneBefore,
        "Part before",
        &["Shift-Tab"],
        &[Place::Overview],
        "Capabilities over products, months, levels.",
    ),
    Row::new(
        "other-property",
        Command::OtherPane,
        "Next key property",
        &["Tab"],
        &[Place::Matrix],
        "Overall, safety, effectiveness, security.",
    )
    .hint("property"),
    Row::new(
        "property-before",
        Command::PaneBefore,
        "Key property before",
        &["Shift-Tab"],
        &[Place::Matrix],
        "Security, effectiveness, safety, overall.",
    ),
    Row::new(
        "this-or-all",
        Command::ThisOrAll,
        "This one or all",
        &["t"],
        &[Place::Matrix],
        "The risks of this assessment, or of all that use its scale.",
    )
    .hint("this or all"),
];
