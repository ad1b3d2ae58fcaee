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

/// What the terminal writes on, as far as one knows without asking it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Nobody said: colours that can be read on both.
    #[default]
    Either,
    /// Black, or nearly so.
    Dark,
    /// White, or nearly so.
    Light,
}

/// How meanings look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Colours may be used.
    pub colour: bool,
    /// Only ASCII reaches the terminal.
    pub ascii: bool,
    /// For a reader of the screen: one column, nothing drawn, rows sent whole.
    pub plain: bool,
    /// What it is seen on.
    pub ground: Ground,
}

impl Theme {
    /// Sixteen colours and light lines.
    pub const COLOUR: Self = Self { colour: true, ascii: false, plain: false, ground: Ground::Either };
    /// Attributes alone.
    pub const MONO: Self = Self { colour: false, ..Self::COLOUR };
    /// For a reader of the screen.
    pub const PLAIN: Self = Self { plain: true, ..Self::COLOUR };

    /// The look of a meaning.
    pub fn style(self, role: Role) -> Style {
        let style = Style::new().add_modifier(weight(role));
        match colour(role, self.ground) {
            Some(colour) if self.colour => style.fg(colour),
            _ => style,
        }
    }
}

/// What tells meanings apart without a colour.
fn weight(role: Role) -> Modifier {
    match role {
        Role::Normal | Role::Ok | Role::Caution => Modifier::empty(),
        Role::Muted => Modifier::DIM,
        Role::Selected => Modifier::REVERSED,
        Role::Cell | Role::Marked => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Title | Role::Key | Role::Serious | Role::Critical | Role::Error => Modifier::BOLD,
    }
}

/// The colour of a meaning. Terminals differ in their sixteen; the tests hold each choice against five of them.
fn colour(role: Role, ground: Ground) -> Option<Color> {
    let [either, dark, light] = match role {
        Role::Normal | Role::Muted | Role::Title | Role::Selected | Role::Cell | Role::Marked => return None,
        Role::Key => [Color::LightBlue, Color::LightCyan, Color::Blue],
        Role::Ok => [Color::LightBlue, Color::LightBlue, Color::Blue],
        Role::Caution => [Color::Magenta, Color::Yellow, Color::Magenta],
        Role::Serious => [Color::LightMagenta, Color::LightMagenta, Color::Magenta],
        Role::Critical | Role::Error => [Color::LightRed, Color::LightRed, Color::Red],
    };
    Some(match ground {
        Ground::Either => either,
        Ground::Dark => dark,
        Ground::Light => light,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUNDS: [Ground; 3] = [Ground::Either, Ground::Dark, Ground::Light];

    #[test]
    fn selection_is_reverse_video_and_mono_has_no_colour() {
        assert!(Theme::COLOUR.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
        for (role, ground) in Role::ALL.iter().flat_map(|role| GROUNDS.map(|ground| (role, ground))) {
            let style = Theme { ground, ..Theme::MONO }.style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn no_colour_tells_anything_that_weight_does_not_tell_or_words_beside_it() {
        for ground in GROUNDS {
            let [serious, critical] = [Role::Serious, Role::Critical].map(weight);
            assert_eq!((serious, critical), (Modifier::BOLD, Modifier::BOLD));
            assert_ne!(colour(Role::Serious, ground), colour(Role::Critical, ground));
        }
    }

    /// Levels have their word; where sixteen colours leave it, also a colour of their own.
    #[test]
    fn levels_differ_in_colour_unless_the_terminal_is_said_to_be_light() {
        for ground in [Ground::Either, Ground::Dark] {
            let levels =
                [Role::Ok, Role::Caution, Role::Serious, Role::Critical].map(|role| colour(role, ground));
            for (at, level) in levels.iter().enumerate() {
                assert!(!levels[..at].contains(level), "{ground:?}: {levels:?}");
            }
        }
    }

    /// Red, green and blue of the sixteen colours of xterm, the console (VGA), PuTTY, Windows and GNOME's terminal.
    #[rustfmt::skip]
    #[allow(clippy::unreadable_literal, reason = "colours are written so")]
    const TERMINALS: [[u32; 16]; 5] = [
        [0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
         0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff],
        [0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
         0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff],
        [0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb,
         0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff],
        [0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc,
         0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2],
        [0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf,
         0x555753, 0xef2929, 0x8ae234, 0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec],
    ];

    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];

    /// As the Web Content Accessibility Guidelines measure it: 1 is nothing, 21 is black on white.
    fn contrast(one: u32, other: u32) -> f64 {
        let light = |colour: u32| {
            let part = |shift: u32| {
                let part = f64::from((colour >> shift) & 0xff) / 255.0;
                if part <= 0.039_28 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn no_colour_vanishes_on_what_it_is_seen_on() {
        let (black, white) = (0x0000_0000, 0x00ff_ffff);
        for (ground, on, least) in [
            (Ground::Dark, vec![black], 3.4),
            (Ground::Light, vec![white], 4.5),
            (Ground::Either, vec![black, white], 2.6),
        ] {
            for role in Role::ALL {
                let Some(colour) = colour(*role, ground) else { continue };
                let at = NAMED.iter().position(|named| *named == colour).unwrap();
                for (terminal, on) in TERMINALS.iter().flat_map(|one| on.iter().map(move |on| (one, *on))) {
                    let seen = contrast(terminal[at], on);
                    assert!(seen >= least, "{role:?} as {colour:?} on {ground:?}: {seen:.2}");
                }
            }
        }
    }
}
