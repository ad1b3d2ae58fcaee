//! What every screen can do. A screen that shows a table says which, and the table does what all tables do.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::{Beside, Cell, Copies, Table, Target, Wish};
use crate::{
    tui::{
        commands::{Command, Keys, Place},
        effects::{Answer, Question},
        widgets::{canvas::Canvas, marks::Marking, sheet::Sheet, table::cell, text::Line, viewport::Move},
    },
    workbench::{
        actions::Subject,
        questions::{Choice, risks::Order},
    },
};

/// Up to this width no screen puts beside what can stand below.
const ONE_COLUMN: u16 = 119;

/// What every screen can do.
pub trait Window {
    /// Where keys are struck.
    fn place(&self) -> Place;
    /// What it shows.
    fn target(&self) -> Target;
    /// The question it asks; asked again after every change.
    fn question(&self) -> Question;
    /// Takes an answer; may lead to another question.
    fn take(&mut self, answer: Answer) -> Option<Question>;
    /// Does a command.
    fn update(&mut self, _command: Command) -> Option<Wish> {
        None
    }
    /// What actions of this kind can act on here: the one selected, or all there are to choose from.
    fn subjects(&self, _kind: Subject) -> Vec<Choice> {
        Vec::new()
    }
    /// The assessment one is in.
    fn assessment(&self) -> Option<String> {
        None
    }
    /// What stands at the left and at the right of the title line.
    fn title(&self) -> (Line, Line);
    /// The same with so many columns for what stands at the right, and the keys that it names.
    fn title_in(&self, _columns: usize, _keys: &Keys) -> (Line, Line) {
        self.title()
    }
    /// Draws the body.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect);
    /// The part of the body that tells of the row one is on. It is much to draw, so it follows when keys rest.
    fn follows(&self, _area: Rect) -> Option<Rect> {
        None
    }
    /// The same for who has the screen read out, where nothing stands beside anything.
    fn follows_below(&self, area: Rect) -> Option<Rect> {
        let pane = self.follows(Rect { width: area.width.min(ONE_COLUMN), ..area })?;
        (pane.x == area.x).then_some(Rect { width: area.width, ..pane })
    }
    /// The command only moves the cursor, as up and down do.
    fn walks(&self, _command: Command) -> bool {
        false
    }
    /// The table that keys act on, where they act on one; what follows is answered by it then.
    fn table(&self) -> Option<&dyn Table> {
        None
    }
    /// The same, to be changed.
    fn table_mut(&mut self) -> Option<&mut dyn Table> {
        None
    }
    /// What must be asked for when one stands elsewhere in it.
    fn missing(&mut self) -> Option<Question> {
        self.table_mut()?.missing()
    }
    /// How many rows can be walked to.
    fn rows(&self) -> usize {
        self.table().map_or(0, Table::rows)
    }
    /// The text of a row, for searching.
    fn words(&self, at: usize) -> String {
        self.table().map(|table| table.words(at)).unwrap_or_default()
    }
    /// The row one is on.
    fn at(&self) -> usize {
        self.table().map_or(0, |table| table.view().at())
    }
    /// Goes to a row.
    fn go(&mut self, at: usize) -> Option<Wish> {
        self.table_mut()?.view_mut().go(at);
        self.missing().map(Wish::Ask)
    }
    /// What finds the row one is on again.
    fn mark(&self) -> String {
        self.table().map(Table::key).unwrap_or_default()
    }
    /// Goes to such a row.
    fn restore(&mut self, mark: &str) {
        if let Some(table) = self.table_mut() {
            table.want(mark);
        }
    }
    /// Lets only rows with this text through.
    fn filter(&mut self, text: &str) -> Option<Wish> {
        self.sheet_mut()?.narrow_to_text(text);
        self.arrange()
    }
    /// What the list is narrowed to beside the filter, in words.
    fn narrowed_to(&self) -> Option<String> {
        None
    }
    /// Takes that off.
    fn widen(&mut self) -> Option<Wish> {
        None
    }
    /// The filter, if there is one.
    fn filtered_by(&self) -> Option<&str> {
        self.sheet()?.text()
    }
    /// The columns of the table that keys act on, if they act on one.
    fn sheet(&self) -> Option<&Sheet> {
        self.table()?.sheet()
    }
    /// The same, to be changed; `arrange` comes after it.
    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        self.table_mut()?.sheet_mut()
    }
    /// The columns of every table it shows, also of one that keys do not act on now.
    fn sheets(&self) -> Vec<&Sheet> {
        self.table().and_then(Table::sheet).into_iter().collect()
    }
    /// The same, to be changed.
    fn sheets_mut(&mut self) -> Vec<&mut Sheet> {
        self.table_mut().and_then(Table::sheet_mut).into_iter().collect()
    }
    /// Puts the rows into the order of the sheet and leaves out what it leaves out.
    fn arrange(&mut self) -> Option<Wish> {
        let asks = self.table_mut()?.arrange();
        if asks { Some(Wish::Ask(self.question())) } else { self.missing().map(Wish::Ask) }
    }
    /// The column that one is on, by its id.
    fn column(&self) -> Option<&'static str> {
        self.sheet()?.column().map(|column| column.id)
    }
    /// The values that occur in a column; none when they have to be asked for.
    fn values(&self, column: &str) -> Option<Vec<String>> {
        self.table()?.values(column)
    }
    /// The question for the values that occur in a column.
    fn values_asked(&self, _column: &str) -> Option<Question> {
        None
    }
    /// What the history of the selected thing is asked with.
    fn history_of(&self) -> String {
        String::new()
    }
    /// What follows or precedes a thing that was opened from here, of the same kind; one goes to its row.
    fn beside(&mut self, _here: &Target, _step: Move) -> Option<Beside> {
        None
    }
    /// Something was made or changed: one goes to its row when it is in this list.
    fn made(&mut self, _subject: &str) {}
    /// The question to ask when this thing was made or changed: all of it, or the part in which the thing stands.
    fn question_after(&self, _subject: &str) -> Question {
        self.question()
    }
    /// The assessments there are to choose from.
    fn assessments(&self) -> Vec<Choice> {
        Vec::new()
    }
    /// The kinds of rows there are to choose from.
    fn kinds(&self) -> Vec<Choice> {
        Vec::new()
    }
    /// Lets only rows of this kind through; an empty name lets all through.
    fn of_kind(&mut self, _name: &str) -> Option<Wish> {
        None
    }
    /// The question that finds a text, where the rows are too many to be in memory.
    fn matches(&self, _text: &str) -> Option<Question> {
        None
    }
    /// The order of the rows, on such a screen.
    fn order(&self) -> Option<&Arc<Order>> {
        self.table()?.order()
    }
    /// How the cell that one is on is edited.
    fn cell(&self) -> Option<Cell> {
        None
    }
    /// Where it stands in the body.
    fn cell_area(&self, body: Rect) -> Option<Rect> {
        let table = self.table()?;
        cell(body, table.sheet()?, table.view(), table.rows())
    }
    /// The row whose cell is copied down, and the rows that get it.
    ///
    /// # Errors
    /// A sentence when there is none.
    fn copied_down(&self) -> Result<(String, String), String> {
        Err("There is no cell to copy down here".to_owned())
    }
    /// Marks rows.
    fn marking(&mut self, marking: Marking) -> Option<Wish> {
        self.table_mut()?.marking(marking);
        if marking == Marking::Row { self.step(Move::Down) } else { None }
    }
    /// How many rows are marked.
    fn marked(&self) -> usize {
        self.table().map_or(0, |table| table.marks().len())
    }
    /// How many rows the range has that is open.
    fn ranging(&self) -> Option<usize> {
        self.table()?.marks().range(self.at()).map(Iterator::count)
    }
    /// The rows that are marked, or the one that is selected, to be copied.
    fn copies(&self) -> Option<Copies> {
        self.table()?.copies()
    }
    /// Takes an open range, else all marks off; false when there was neither.
    fn unmark(&mut self) -> bool {
        self.table_mut().is_some_and(|table| table.marks_mut().clear())
    }
    /// Moves within the rows.
    fn step(&mut self, step: Move) -> Option<Wish> {
        let table = self.table_mut()?;
        let rows = table.rows();
        table.view_mut().step(step, rows);
        self.missing().map(Wish::Ask)
    }
}
