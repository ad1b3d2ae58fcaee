//! What update asks the loop to do, and what comes back. Update itself touches neither register, file nor terminal.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use super::{
    drafts::Draft,
    input::Input,
    jobs::{JobLine, JobNow},
    overlays::preview::Preview as ImportPreview,
};
use crate::{
    domain::{
        gate::Given,
        object::Id,
        rating::KeyProperty,
        trouble::{Conflict, Trouble},
    },
    workbench::{
        Compared, Told,
        actions::{Action, Args, Known, Outcome, preview::Preview},
        jobs::Job,
        questions::{
            Choice,
            assessments::{AssessmentLine, Standing},
            catalogue::{About, Entry, EntryWhole},
            chain::Chain,
            controls::{ControlLine, ControlWhole},
            decisions::{DecisionColumn, DecisionLine, DecisionOrder, DecisionsWanted},
            disclosure::DisclosureWhole,
            due::Dues,
            gates::Gates,
            history::HistoryLine,
            inbox::{Inbox, TriggerWhole},
            matrix::{Matrix, Whose},
            next_control::NextControls,
            overview::Overview,
            people::People,
            requirements::RequirementBegin,
            risk::RiskWhole,
            risk_order::{RiskColumn, RisksWanted},
            risks::{Order, RiskLine},
            search::Found,
            suggested::Suggested,
            suggestions::Suggestions,
        },
    },
};

/// Something the loop is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the register.
    Ask(Question),
    /// Make the form of an action ready.
    Prepare {
        /// The action's name.
        action: &'static str,
        /// What it acts on.
        subject: String,
        /// A field that is known already.
        given: Option<Given>,
        /// Unsaved text to go on with.
        draft: Option<Box<Draft>>,
    },
    /// Make one field of an action ready, to be edited in a cell.
    PrepareCell {
        /// The action's name.
        action: &'static str,
        /// What it acts on.
        subject: String,
        /// The field.
        field: &'static str,
    },
    /// Give rows what stands in a cell of another one.
    CopyDown {
        /// The row that it is taken from.
        from: String,
        /// The rows that get it.
        to: String,
        /// The column.
        column: &'static str,
    },
    /// Make the form of an action ready, with what a suggestion of the catalogue brings.
    Begin {
        /// The action's name.
        action: &'static str,
        /// What it acts on.
        subject: String,
        /// The template, or the control that is linked.
        from: String,
    },
    /// Do an action.
    Run {
        /// The action's name.
        action: &'static str,
        /// What it acts on.
        subject: String,
        /// Its values.
        args: Args,
        /// Minted when the form opened: a repetition is harmless.
        request: Id,
    },
    /// Say what an action would do, before it is confirmed.
    Foretell {
        /// The action's name.
        action: &'static str,
        /// What it acts on.
        subject: String,
        /// Its values.
        args: Args,
        /// Minted when the form opened.
        request: Id,
    },
    /// Hold a form against what is in the register now.
    Compare {
        /// The action's name.
        action: &'static str,
        /// What it acts on.
        subject: String,
        /// What the form began with, and what is in it.
        args: Box<(Args, Args)>,
        /// What the register refused, if it did.
        conflict: Option<Box<Conflict>>,
        /// The form's request.
        request: Id,
    },
    /// Read a disclosure file and say what an import would do; or say that several files are named.
    Preview {
        /// The file, or what names several.
        path: PathBuf,
        /// The assessment it is for, if one.
        reference: Option<String>,
    },
    /// Take a disclosure file into the register.
    Import {
        /// The file.
        path: PathBuf,
        /// The assessment it is for, if one.
        reference: Option<String>,
        /// Minted with the preview.
        request: Id,
    },
    /// Begin long work, or let it wait for what runs.
    Job(Job),
    /// Cancel this job; none = the one that runs.
    CancelJob(Option<u64>),
    /// Do not wait any longer for a register that somebody else is writing to.
    StopWaiting,
    /// Do not wait for the job any longer.
    Abandon,
    /// Complete the name of a file.
    Complete(String),
    /// Keep unsaved text.
    KeepDraft(Box<Draft>),
    /// The unsaved text of this request is saved, or not wanted.
    DropDraft(Id),
    /// Edit a long text in the user's own editor.
    EditText(Box<LongText>),
    /// Nothing stands in the form of this request that it did not begin with: no draft of it is needed.
    DropUntouched(Id),
    /// The text of this request and field came back from the editor, and is kept as a draft: its file goes.
    PutAway(Id, &'static str),
    /// Send these bytes to the terminal, whose clipboard takes what they hold.
    Clipboard(Vec<u8>),
    /// The tour was seen: it is not shown at the next start.
    TourSeen,
    /// Draw every cell anew.
    Redraw,
    /// Stop until the shell brings the program back.
    Suspend,
    /// Leave the program.
    Quit,
}

/// A text of a form that is edited elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongText {
    /// The request of its form.
    pub request: Id,
    /// The field's name.
    pub field: &'static str,
    /// What stands in it.
    pub text: String,
}

/// A question to the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// The portfolio.
    Assessments,
    /// What is open in these assessments; answered by a worker.
    Standings(Vec<String>),
    /// The chain of an assessment.
    Chain(String),
    /// The risks in an order; answered by a worker, since a register can be large.
    RiskOrder(RisksWanted),
    /// Which rows of an order hold a text; answered by a worker.
    RiskMatches(RisksWanted, Arc<Order>),
    /// The values that occur in a column of the risks of an assessment, or of all; answered by a worker.
    RiskValues(Option<String>, RiskColumn),
    /// What the register knows of a field; answered by a worker.
    Known(Known),
    /// A page of an order.
    RiskPage {
        /// The order.
        order: Arc<Order>,
        /// Its first row.
        at: usize,
        /// How many.
        n: usize,
    },
    /// The risks of an order, all of them, to be copied.
    RiskRows(Arc<Order>),
    /// One risk.
    Risk(String),
    /// The register's controls.
    Controls,
    /// One control.
    Control(String),
    /// The disclosure of an assessment.
    Disclosure(String),
    /// The history of a thing; empty = of the register.
    History(String),
    /// The people and the policy.
    People,
    /// The gates of an assessment; answered by a worker, since all of it is looked at.
    Gates(String),
    /// What is due in the register; answered by a worker, since every assessment is looked through.
    Due,
    /// Triggers and findings.
    Inbox,
    /// One trigger.
    Trigger(String),
    /// What the catalogue suggests for an assessment.
    Suggested(String),
    /// The next best control for a risk.
    NextControl(String),
    /// The entries of the catalogue; answered by a worker, since all of it is read.
    Catalogue,
    /// An entry of the catalogue, or what it knows of a thing; answered by a worker.
    Entry(About),
    /// Where these words stand; answered by a worker.
    Everywhere(String),
    /// Where risks stand in the matrix of a key property, none = overall; answered by a worker.
    Matrix(Whose, Option<KeyProperty>),
    /// The register at a glance; answered by a worker.
    Overview,
    /// Long work.
    Jobs,
    /// The decisions in an order, and where the first one on a thing stands; answered by a worker.
    DecisionOrder(DecisionsWanted, Option<String>),
    /// Which rows of an order of decisions hold a text; answered by a worker.
    DecisionMatches(DecisionsWanted, Arc<Order>),
    /// The values that occur in a column of the decisions of an assessment, or of all; answered by a worker.
    DecisionValues(Option<String>, DecisionColumn),
    /// Decisions to be copied, all of an order; answered by a worker.
    DecisionRows(Arc<Order>),
    /// A page of decisions; answered by a worker, since it is looked at whether what they rest on has changed.
    DecisionPage {
        /// The order.
        order: Arc<Order>,
        /// Its first row.
        at: usize,
        /// How many.
        n: usize,
    },
}

/// What the register answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The portfolio.
    Assessments(Vec<AssessmentLine>),
    /// What is open in assessments, by their refs.
    Standings(Vec<(String, Standing)>),
    /// A chain.
    Chain(Box<Chain>),
    /// An order of risks, and what was wanted.
    RiskOrder(RisksWanted, Arc<Order>),
    /// The text, the order, and the places of the rows that hold it, rising.
    Matches(String, Arc<Order>, Vec<usize>),
    /// The values that occur in a column, by its id.
    Values(&'static str, Vec<String>),
    /// What the register knows of a field.
    Known(Known, Vec<Choice>),
    /// A page, and its first row.
    RiskPage(Arc<Order>, usize, Vec<RiskLine>),
    /// The risks that are to be copied.
    RiskRows(Vec<RiskLine>),
    /// One risk.
    Risk(Box<RiskWhole>),
    /// The controls.
    Controls(Vec<ControlLine>),
    /// One control.
    Control(Box<ControlWhole>),
    /// A disclosure; none when nothing was imported.
    Disclosure(Option<Box<DisclosureWhole>>),
    /// A history, the latest first.
    History(Vec<HistoryLine>),
    /// The people and the policy.
    People(Box<People>),
    /// The gates of an assessment, by the ref that was asked with.
    Gates(String, Box<Gates>),
    /// What is due.
    Due(Dues),
    /// Triggers and findings.
    Inbox(Inbox),
    /// One trigger.
    Trigger(Box<TriggerWhole>),
    /// What the catalogue suggests.
    Suggested(Suggested),
    /// The next best control.
    NextControl(NextControls),
    /// The entries of the catalogue.
    Catalogue(Vec<Entry>),
    /// An entry of the catalogue.
    Entry(Box<EntryWhole>),
    /// Where the words stand.
    Everywhere(String, Found),
    /// Where risks stand in the matrix.
    Matrix(Box<Matrix>),
    /// The register at a glance.
    Overview(Box<Overview>),
    /// Long work: what runs, what waits, what is over.
    Jobs(Vec<JobLine>),
    /// An order of decisions, and what was wanted.
    DecisionOrder(DecisionsWanted, DecisionOrder),
    /// The decisions that are to be copied.
    DecisionRows(Vec<DecisionLine>),
    /// A page of decisions, and its first row.
    DecisionPage(Arc<Order>, usize, Vec<DecisionLine>),
}

/// A form that is ready to be filled.
#[derive(Clone)]
pub struct Prepared {
    /// The action.
    pub action: &'static Action,
    /// What it acts on.
    pub subject: String,
    /// The request id that saving will use.
    pub request: Id,
    /// The values it begins with.
    pub args: Args,
    /// The choices of each field that has some, by its name.
    pub choices: BTreeMap<&'static str, Vec<Choice>>,
    /// What the catalogue suggests, for forms that begin with a template.
    pub suggestions: Suggestions,
    /// What each requirement begins with, for the form that answers them.
    pub requirements: Vec<RequirementBegin>,
    /// Unsaved text that is continued.
    pub draft: Option<Box<Draft>>,
}

/// Something that happened.
pub enum Event {
    /// A key, a paste, another size.
    Input(Input),
    /// No key came for a moment after the cursor moved.
    Rested,
    /// The register answered.
    Answered(Answer),
    /// A form is ready.
    Prepared(Box<Prepared>),
    /// One field of an action is ready, to be edited in a cell.
    CellReady(Box<Prepared>, &'static str),
    /// What an action would do, and the effect that does it.
    Foretold(Preview, Effect),
    /// An action or an import is done.
    Done {
        /// The request, whose draft is needed no more.
        request: Option<Id>,
        /// What came of it.
        outcome: Outcome,
    },
    /// Something was refused or failed.
    Failed(Trouble),
    /// Somebody else is writing to the register, and something waits for it: who, once that is to be said.
    Held(Option<String>),
    /// It is free again, and what waited goes on.
    Free,
    /// A form of this request, held against what is in the register now.
    Compared(Id, Box<Compared>),
    /// What the form of this request acts on is gone.
    Gone(Id, String, Told),
    /// A disclosure file was read; nothing is written yet.
    Previewed(Box<ImportPreview>),
    /// Several files were named for an import, for this assessment.
    Several(Vec<PathBuf>, Option<String>),
    /// What runs now, and how far it is.
    JobMoved(Option<JobNow>),
    /// A job is over.
    JobEnded(Box<JobLine>),
    /// A file of that name is there already.
    Exists(Effect),
    /// The completed name of a file.
    Completed(String),
    /// A text came back from the user's own editor, and what is to be said of it.
    Edited(Box<LongText>, String),
    /// Unsaved text was found.
    Drafts(Vec<Draft>),
    /// It is the first start: the tour is shown, unless something else wants to be answered first.
    FirstStart,
    /// Something the user should know.
    Notice(String),
    /// Something in the register changed, or the day did.
    Changed,
    /// Others changed the register: what they did, the oldest first.
    News(Vec<Told>),
    /// The loop looked around, while there is something of others to be said.
    Looked,
    /// The register was looked over at the start: what is damaged, if anything.
    LookedOver(Result<(), Trouble>),
}
