//! One row of the table of commands.

use crate::tui::{
    state::State,
    widgets::{marks::Marking, viewport::Move},
};

/// What a key or a line of the palette asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Move in the list.
    Move(Move),
    /// Out of a level.
    Out,
    /// Into a level.
    In,
    /// Another pane.
    OtherPane,
    /// The pane before.
    PaneBefore,
    /// Of this assessment, or of all.
    ThisOrAll,
    /// The next thing of the screen: capability, risk, control.
    NextThing,
    /// The one before.
    PreviousThing,
    /// The standards that stand beside the assessment.
    Standards,
    /// The next capability that is a gap.
    NextGap,
    /// To the revision before.
    OlderRevision,
    /// To the revision after.
    NewerRevision,
    /// The one before.
    PreviousGap,
    /// Open what is selected.
    Open,
    /// Back to where one came from.
    Back,
    /// The same; from the first screen out of the program.
    Close,
    /// Leave the field; twice, leave the program.
    Break,
    /// Leave the program.
    Quit,
    /// Find words in everything the register and the catalogue hold.
    Everywhere,
    /// Find a text.
    Search,
    /// The next place where it is.
    SearchNext,
    /// The one before.
    SearchPrevious,
    /// Show only rows with a text.
    Filter,
    /// Choose the order of the rows.
    Sort,
    /// Sort by the column one is on.
    SortBy,
    /// Sort by it too, after what it is sorted by already.
    SortAlso,
    /// Show only rows with certain values in the column one is on.
    Narrow,
    /// Choose, order and size columns.
    Columns,
    /// Make the column wider.
    Wider,
    /// Make it narrower.
    Narrower,
    /// Move the column to the left.
    Earlier,
    /// Move it to the right.
    Later,
    /// As it was at first.
    Reset,
    /// Show only rows of a kind.
    Kind,
    /// The keys of this place.
    Help,
    /// Every command.
    Palette,
    /// The first steps.
    Tour,
    /// Draw the screen anew.
    Redraw,
    /// Stop until the shell brings the program back.
    Suspend,
    /// A screen.
    Go(Goal),
    /// An action of the workbench, by its name.
    Act(&'static str),
    /// Read a disclosure file.
    Import,
    /// Write the risk register to a file.
    Export,
    /// Replay every event and compare.
    Verify,
    /// Write a verified copy of the register.
    Backup,
    /// Cancel a job.
    CancelJob,
    /// In an overlay: the next field.
    NextField,
    /// The field before.
    PreviousField,
    /// Enter.
    Accept,
    /// Leave the overlay.
    Leave,
    /// Save the form.
    Save,
    /// The key that confirms.
    Confirm,
    /// Throw the unsaved text away.
    Drop,
    /// Mark the row, or take its mark off.
    Toggle,
    /// Mark rows of a table.
    Mark(Marking),
    /// Edit the cell that one is on.
    EditCell,
    /// The cell of the row above into this one, or of the first marked row into all that are marked.
    CopyDown,
    /// In a form: save, and the same form for the next thing of the list.
    NextRecord,
    /// The same for the one before.
    PreviousRecord,
    /// Copy the row, or those that are marked.
    Copy,
    /// Of two edits of a field, mine.
    TakeMine,
    /// Theirs.
    TakeTheirs,
    /// Both, to be edited.
    TakeBoth,
    /// In a text that is typed: one step back.
    UndoTyping,
    /// One step forward again.
    RedoTyping,
    /// Edit the text in the user's own editor.
    LongText,
    /// List what can be put into the field.
    ListKnown,
}

/// A screen that a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// All assessments.
    Assessments,
    /// The chain of the assessment one is in.
    Chain,
    /// The risks of the assessment one is in, or all.
    Risks,
    /// The register's controls.
    Controls,
    /// The disclosure of the assessment one is in.
    Disclosure,
    /// The gates of the assessment one is in.
    Gates,
    /// Who did what to the thing selected.
    History,
    /// Who did what to the whole register.
    RegisterHistory,
    /// The people and the policy.
    People,
    /// What is due in the register.
    Due,
    /// Triggers and findings.
    Inbox,
    /// What the catalogue suggests for the assessment one is in, or for the risk one is on.
    Suggestions,
    /// The catalogue.
    Catalogue,
    /// What the catalogue knows of the thing selected.
    Entry,
    /// Where the risks stand in the matrix.
    Matrix,
    /// The decisions of the assessment one is in, or all.
    Decisions,
    /// The register at a glance.
    Overview,
    /// The screen one was on when riskward was left.
    Last,
    /// Long work.
    Jobs,
}

/// Where keys are struck: a screen, or an overlay on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Every screen.
    Anywhere,
    /// The list of assessments.
    Assessments,
    /// The chain of one assessment.
    Chain,
    /// The table of risks.
    Risks,
    /// One risk.
    Risk,
    /// The list of controls.
    Controls,
    /// One control.
    Control,
    /// The statements and problems of a disclosure.
    Disclosure,
    /// The history.
    History,
    /// The people and the policy.
    People,
    /// The gates of one assessment.
    Gates,
    /// What is due.
    Due,
    /// Triggers and findings.
    Inbox,
    /// One trigger.
    Trigger,
    /// What the catalogue suggests.
    Suggestions,
    /// The catalogue.
    Catalogue,
    /// An entry of the catalogue.
    Entry,
    /// The matrix.
    Matrix,
    /// The decisions.
    Decisions,
    /// The register at a glance.
    Overview,
    /// A cell of a table being edited.
    Cell,
    /// Long work.
    Jobs,
    /// A form.
    Form,
    /// A list to pick from, with what was typed.
    Picking,
    /// The same where several may be picked.
    PickingMany,
    /// A line being typed at the foot.
    Prompting,
    /// A question that wants `Y`.
    Confirming,
    /// A question that wants a name typed.
    Signing,
    /// A text to read.
    Reading,
    /// What an import would do.
    Previewing,
    /// A job that runs.
    Waiting,
    /// Unsaved text, offered again.
    Offering,
    /// The columns of a table.
    Choosing,
    /// Two edits of one thing, side by side.
    Comparing,
}

impl Place {
    /// Its name in a file of keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Anywhere => "everywhere",
            Self::Entry => "catalogue-entry",
            Self::Picking => "pick-list",
            Self::PickingMany => "pick-list-for-several",
            Self::Prompting => "line-at-the-foot",
            Self::Previewing => "import-preview",
            Self::Waiting => "running-job",
            Self::Offering => "unsaved-text",
            other => other.name(),
        }
    }

    /// Its name in tables and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Anywhere => "every screen",
            Self::Assessments => "assessments",
            Self::Chain => "chain",
            Self::Risks => "risks",
            Self::Risk => "risk",
            Self::Controls => "controls",
            Self::Control => "control",
            Self::Disclosure => "disclosure",
            Self::History => "history",
            Self::People => "people",
            Self::Gates => "gates",
            Self::Due => "due",
            Self::Inbox => "inbox",
            Self::Trigger => "trigger",
            Self::Suggestions => "suggestions",
            Self::Catalogue => "catalogue",
            Self::Entry => "catalogue entry",
            Self::Matrix => "matrix",
            Self::Decisions => "decisions",
            Self::Overview => "overview",
            Self::Cell => "cell",
            Self::Jobs => "jobs",
            Self::Form => "form",
            Self::Picking => "pick list",
            Self::PickingMany => "pick list for several",
            Self::Prompting => "line at the foot",
            Self::Confirming => "question",
            Self::Signing => "sign-off",
            Self::Reading => "message",
            Self::Previewing => "import preview",
            Self::Waiting => "running job",
            Self::Offering => "unsaved text",
            Self::Choosing => "columns",
            Self::Comparing => "conflict",
        }
    }
}

/// Says why a command is not available now; nothing when it is.
pub(super) type WhyNot = fn(&State, Command) -> Option<String>;

/// One command.
pub struct Row {
    /// Its name, unique.
    pub id: &'static str,
    /// What it asks for.
    pub command: Command,
    /// Its title in `?` and the palette.
    pub title: &'static str,
    /// Its word in the hint bar; empty when it is not shown there.
    pub short: &'static str,
    /// One sentence.
    pub help: &'static str,
    /// Why it is not available now.
    pub why_not: fn(&State, Command) -> Option<String>,
    shorts: &'static [(Place, &'static str)],
    keys: &'static [&'static str],
    places: &'static [Place],
    keys_also: &'static [&'static str],
    places_also: &'static [Place],
}

impl Row {
    /// A command that is always available in these places under these keys.
    pub const fn new(
        id: &'static str,
        command: Command,
        title: &'static str,
        keys: &'static [&'static str],
        places: &'static [Place],
        help: &'static str,
    ) -> Self {
        Self {
            id,
            command,
            title,
            short: "",
            help,
            shorts: &[],
            why_not: |_, _| None,
            keys,
            places,
            keys_also: &[],
            places_also: &[],
        }
    }

    /// Shown in the hint bar under this word.
    #[must_use]
    pub const fn hint(mut self, short: &'static str) -> Self {
        self.short = short;
        self
    }

    /// Available only when the function has nothing against it.
    #[must_use]
    pub const fn unless(mut self, why_not: WhyNot) -> Self {
        self.why_not = why_not;
        self
    }

    /// In these other places under other keys.
    #[must_use]
    pub const fn also(mut self, keys: &'static [&'static str], places: &'static [Place]) -> Self {
        self.keys_also = keys;
        self.places_also = places;
        self
    }

    /// Shown in the hint bar of these places under another word; under none where it is empty.
    #[must_use]
    pub const fn hint_in(mut self, shorts: &'static [(Place, &'static str)]) -> Self {
        self.shorts = shorts;
        self
    }

    /// Its word in the hint bar of these places.
    pub fn short_at(&self, places: &[Place]) -> &'static str {
        let own = self.shorts.iter().find(|(place, _)| places.contains(place));
        own.map_or(self.short, |(_, short)| short)
    }

    /// Every key in every place that the table gives it.
    pub fn bindings(&self) -> impl Iterator<Item = (Place, &'static str)> + use<> {
        let of = |places: &'static [Place], keys: &'static [&'static str]| {
            places.iter().flat_map(move |place| keys.iter().map(move |key| (*place, *key)))
        };
        of(self.places, self.keys).chain(of(self.places_also, self.keys_also))
    }

    /// Every place it works in, each once.
    pub fn places(&self) -> Vec<Place> {
        let mut found = Vec::new();
        for place in self.places.iter().chain(self.places_also) {
            if !found.contains(place) {
                found.push(*place);
            }
        }
        found
    }

    /// It works in one of these places.
    pub fn works_in(&self, places: &[Place]) -> bool {
        self.places.iter().chain(self.places_also).any(|place| places.contains(place))
    }
}
