//! What a user had before them: the columns of each table, order and filters, the row one was on, the screen one was on.
//! Kept from screen to screen, and in a small file of this user's from session to session.

mod address;
mod keeper;
mod kept;

use kept::Kept;
use serde::{Deserialize, Serialize};

pub use keeper::Keeper;

use super::{
    screens::{Target, Window},
    widgets::sheet::{Arrangement, Narrowing, Sheet},
};

/// The version of the file.
const VERSION: u32 = 1;
/// The place where a text begins that nobody has moved in: it is where one comes to anyhow.
const START: &str = "0";

/// What is remembered. It holds names of columns, refs, and the texts of filters; no text of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    version: u32,
    /// The columns of each table, by screen.
    #[serde(default)]
    tables: Kept<Arrangement>,
    /// To what each table is narrowed, by what it shows.
    #[serde(default)]
    narrowed: Kept<Narrowing>,
    /// The rows one was on, by what is shown.
    #[serde(default)]
    rows: Kept<String>,
    /// The screen one was on.
    #[serde(default)]
    last: Option<String>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            version: VERSION,
            tables: Kept::default(),
            narrowed: Kept::default(),
            rows: Kept::default(),
            last: None,
        }
    }
}

impl Memory {
    /// Remembers a screen as it is now.
    pub fn remember(&mut self, screen: &dyn Window) {
        let address = address::of(&screen.target());
        for sheet in screen.sheets() {
            let table = table_key(screen, sheet);
            self.tables.put(table, Some(sheet.arrangement()).filter(|kept| *kept != Arrangement::default()));
            if let Some(address) = &address {
                let narrowing = Some(sheet.narrowing()).filter(|kept| !kept.is_empty());
                self.narrowed.put(narrowed_key(address, sheet), narrowing);
            }
        }
        if let Some(address) = address {
            self.rows
                .put(address, Some(screen.mark()).filter(|mark| mark != START && address::is_mark(mark)));
        }
    }

    /// Gives a screen that is shown anew what is remembered of it; a narrowing only where one did not come for a row.
    pub fn recall(&self, screen: &mut dyn Window) {
        let address = address::of(&screen.target());
        let place = screen.place().name();
        for sheet in screen.sheets_mut() {
            if let Some(kept) = self.tables.get(&format!("{place} {}", first(sheet))) {
                sheet.take_up(kept);
            }
            let kept = address.as_ref().and_then(|address| self.narrowed.get(&narrowed_key(address, sheet)));
            if let Some(kept) = kept {
                sheet.narrow_as(kept);
            }
        }
    }

    /// The row one was on.
    pub fn row(&self, target: &Target) -> Option<&str> {
        self.rows.get(&address::of(target)?).map(String::as_str)
    }

    /// Remembers the screen one is on.
    pub fn stand_on(&mut self, target: &Target) {
        self.last = address::of(target);
    }

    /// The screen one was on when this was written.
    pub fn last(&self) -> Option<Target> {
        address::target(self.last.as_ref()?)
    }

    /// The bytes of the file.
    fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn read(bytes: &[u8]) -> Result<Self, String> {
        let memory: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if memory.version != VERSION {
            return Err(format!("it is of version {}", memory.version));
        }
        Ok(memory)
    }
}

/// A screen may have two tables: each is known by its first column.
fn first(sheet: &Sheet) -> &'static str {
    sheet.columns().first().map_or("", |column| column.id)
}

fn table_key(screen: &dyn Window, sheet: &Sheet) -> String {
    format!("{} {}", screen.place().name(), first(sheet))
}

fn narrowed_key(address: &str, sheet: &Sheet) -> String {
    format!("{address} {}", first(sheet))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        tui::screens::Screen,
        workbench::questions::narrow::{Sieve, Way},
    };

    #[test]
    fn a_screen_is_given_what_is_remembered_of_it() {
        let mut screen = Screen::of(&Target::Risks(Some("ip3".into())));
        let sheet = screen.window_mut().sheet_mut().unwrap();
        sheet.sort_by("residual", false);
        sheet.sort_by("owner", true);
        sheet.toggle(2);
        sheet.narrow("owner", Sieve::read("not empty"));
        sheet.narrow_to_text("pump");
        let before = sheet.clone();
        let mut memory = Memory::default();
        memory.remember(screen.window());
        memory.stand_on(&screen.window().target());
        let memory = Memory::read(&memory.to_bytes()).unwrap();
        let mut again = Screen::of(&Target::Risks(Some("ip3".into())));
        memory.recall(again.window_mut());
        assert_eq!(again.window().sheet(), Some(&before));
        assert_eq!(memory.last(), Some(Target::Risks(Some("ip3".into()))));
        // another assessment has the same columns and order, and a filter of its own
        let mut other = Screen::of(&Target::Risks(None));
        memory.recall(other.window_mut());
        let sheet = other.window().sheet().unwrap();
        assert!(!sheet.is_narrowed());
        assert_eq!(sheet.sorted_by().next(), Some(("residual", Way::Rising)));
    }

    /// Many risks are opened, as in a long day; a few are read from another line than the first.
    #[test]
    fn where_one_was_on_a_list_is_not_forgotten_for_the_risks_that_were_opened() {
        let at = |target: Target, mark: &str| {
            let mut screen = Screen::of(&target);
            screen.window_mut().restore(mark);
            screen
        };
        let chain = Target::Chain("ip3".into());
        let mut memory = Memory::default();
        memory.rows.put(address::of(&chain).unwrap(), Some("MLDP".into()));
        for number in 0..1000 {
            memory.remember(at(Target::Risk(format!("ip3/R-{number:03}")), "0").window());
        }
        assert_eq!(memory.row(&chain), Some("MLDP"));
        for number in 0..1000 {
            memory.remember(at(Target::Risk(format!("ip3/R-{number:03}")), "7").window());
            // one goes back to it in between
            memory.rows.put(address::of(&chain).unwrap(), Some("MLDP".into()));
        }
        assert_eq!(memory.row(&chain), Some("MLDP"));
        assert_eq!(memory.row(&Target::Risk("ip3/R-999".into())), Some("7"));
        assert_eq!(memory.row(&Target::Risk("ip3/R-000".into())), None, "the oldest is forgotten");
    }

    #[test]
    fn what_is_not_known_any_more_is_left_out() {
        let text = r#"{"version":1,"tables":{"risks ref":{"columns":[["gone",false,9],["owner",true,5000],["owner",false,1]],"sort":[["gone","rising"],["title","falling"]]}}}"#;
        let memory = Memory::read(text.as_bytes()).unwrap();
        let mut screen = Screen::of(&Target::Risks(None));
        memory.recall(screen.window_mut());
        let sheet = screen.window().sheet().unwrap();
        let (first, hidden, width) = sheet.listed().next().unwrap();
        assert_eq!((first.id, hidden, width), ("owner", true, Some(120)));
        assert_eq!(sheet.listed().count(), sheet.columns().len());
        assert_eq!(sheet.sorted_by().collect::<Vec<_>>(), [("title", Way::Falling)]);
        for damaged in ["", "{", "[]", r#"{"version":2}"#, r#"{"version":1,"more":1}"#] {
            assert!(Memory::read(damaged.as_bytes()).is_err(), "{damaged}");
        }
    }
}
