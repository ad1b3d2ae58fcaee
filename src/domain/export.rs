//! How an export of delimited text is laid out.

use super::word::words;

words! {
    /// What stands between two cells.
    Delimiter {
        /// What most programs expect.
        Comma = ",", "comma";
        /// What a spreadsheet expects where the comma is the decimal sign.
        Semicolon = ";", "semicolon";
        /// A tab.
        Tab = "tab", "tab";
    }
}

impl Delimiter {
    /// The byte itself.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// The choices of a person who exports delimited text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// What stands between two cells.
    pub delimiter: Delimiter,
    /// A byte order mark at the beginning, by which spreadsheets know UTF-8.
    pub byte_order_mark: bool,
    /// For machines: texts that a spreadsheet would take for a formula are not guarded.
    pub raw: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { delimiter: Delimiter::Comma, byte_order_mark: true, raw: false }
    }
}
