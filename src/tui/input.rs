//! What the terminal sends, as keys of ours.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::key::{Code, Key};

/// What came in from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or is held.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
}

/// The event as an input; none for what the program does not listen to.
pub fn read(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => read_key(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(columns, rows) => Some(Input::Resize(columns, rows)),
        _ => None,
    }
}

fn read_key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let mut ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(if ctrl { c.to_ascii_lowercase() } else { c }),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    // many terminals send Backspace as Ctrl-h
    let code = if ctrl && code == Code::Char('h') {
        ctrl = false;
        Code::Backspace
    } else {
        code
    };
    Some(Key { code, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_not_heard_and_repeats_are() {
        let mut event = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        assert_eq!(read(Event::Key(event)), Some(Input::Key(Key::char('j'))));
        event.kind = KeyEventKind::Repeat;
        assert_eq!(read(Event::Key(event)), Some(Input::Key(Key::char('j'))));
        event.kind = KeyEventKind::Release;
        assert_eq!(read(Event::Key(event)), None);
    }

    #[test]
    fn a_backspace_that_arrives_as_control_h_is_one() {
        let event = KeyEvent::new(KeyCode::Char('h'), KeyModifiers::CONTROL);
        assert_eq!(read(Event::Key(event)), Some(Input::Key(Key::plain(Code::Backspace))));
    }
}
