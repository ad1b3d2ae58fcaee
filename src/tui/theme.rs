//! Colours by meaning. Sixteen colours at most, and none of them tells anything alone.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Plain text.
    Normal,
    /// Of less weight: headings of columns, help.
    Muted,
    /// A title.
    Title,
    /// The row or field that keys act on.
    Selected,
    /// The cell that keys act on in the selected row, and the heading of its column.
    Cell,
    /// A letter that matched what was typed.
    Marked,
    /// A key.
    Key,
    /// Good.
    Ok,
    /// Wants a look.
    Caution,
    /// Bad.
    Serious,
    /// Worst.
    Critical,
    /// Something failed.
    Error,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[
        Self::Normal,
        Self::Muted,
        Self::Title,
        Self::Selected,
        Self::Cell,
        Self::Marked,
        Self::Key,
        Self::Ok,
        Self::Caution,
        Self::Serious,
        Self::Critical,
        Self::Error,
    ];
}

/// How meanings look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Colours may be used.
    pub colour: bool,
    /// Only ASCII reaches the terminal.
    pub ascii: bool,
}

impl Theme {
    /// Sixteen colours and light lines.
    pub const COLOUR: Self = Self { colour: true, ascii: false };
    /// Attributes alone.
    pub const MONO: Self = Self { colour: false, ascii: false };

    /// The look of a meaning.
    pub fn style(self, role: Role) -> Style {
        let (colour, weight) = match role {
            Role::Normal => (None, Modifier::empty()),
            Role::Muted => (None, Modifier::DIM),
            Role::Title => (None, Modifier::BOLD),
            Role::Selected => (None, Modifier::REVERSED),
            Role::Cell | Role::Marked => (None, Modifier::BOLD.union(Modifier::UNDERLINED)),
            Role::Key => (Some(Color::Cyan), Modifier::BOLD),
            Role::Ok => (Some(Color::Blue), Modifier::empty()),
            Role::Caution => (Some(Color::Yellow), Modifier::empty()),
            Role::Serious => (Some(Color::Magenta), Modifier::BOLD),
            Role::Critical | Role::Error => (Some(Color::Red), Modifier::BOLD),
        };
        let style = Style::new().add_modifier(weight);
        match colour {
            Some(colour) if self.colour => style.fg(colour),
            _ => style,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selection_is_reverse_video_and_mono_has_no_colour() {
        assert!(Theme::COLOUR.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
        for role in Role::ALL {
            let style = Theme::MONO.style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }
}
