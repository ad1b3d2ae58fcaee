//! Terminals that can do less: no colours, no characters but ASCII, nothing at all.

use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;

use crate::{
    home::{Home, PROGRAM},
    session::Session,
};

/// Walks over screens and overlays.
fn walk(session: &mut Session) {
    session.wait_for("HIGH (safety)");
    for (keys, shows) in [
        ("Enter", "ALOF Automatic logoff"),
        ("> Tab", "R-006"),
        ("5", "DOC-11.1"),
        ("3", "Pumps run on an outdat"),
        ("Enter", "Risk ip3/R-001"),
        ("r", "Rate the risk"),
        ("Esc", "Risk ip3/R-001"),
        ("4", "C-001"),
        ("7", "History"),
        (":", "type to find"),
        ("Esc", "History"),
        ("1", "Residual worst"),
    ] {
        session.press(keys);
        session.wait_for(shows);
    }
}

/// The parameters of every command that sets how characters look.
fn looks(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let commands = text.split("\x1b[").skip(1);
    commands
        .filter_map(|rest| {
            let end = rest.find(|c: char| !matches!(c, '0'..='9' | ';' | ':'))?;
            rest[end..].starts_with('m').then(|| rest[..end].to_owned())
        })
        .collect()
}

fn is_colour(parameters: &str) -> bool {
    let mut numbers = parameters.split([';', ':']).map(|number| number.parse::<u16>().unwrap_or(0));
    numbers.any(|number| matches!(number, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107))
}

/// The row with the cursor is reversed on the screen.
fn assert_selection_seen(session: &Session) {
    session.wait_quiet(std::time::Duration::from_millis(200));
    let model = session.model();
    let screen = model.screen();
    let (rows, columns) = screen.size();
    let row =
        (0..rows.get()).find(|&row| screen.rows(0, columns.get()).nth(row.into()).unwrap().starts_with('>'));
    assert!(screen.cell(row.unwrap(), 4).unwrap().inverse(), "{}", model.text());
}

#[test]
fn no_colours_are_sent_where_none_are_wanted() {
    for (variables, args) in [(&[("NO_COLOR", "1")][..], &[][..]), (&[], &["--no-color"])] {
        let home = Home::with(&["infusion-pump"]);
        let mut session = Session::open_as(&home, (80, 24), variables, args);
        walk(&mut session);
        assert_selection_seen(&session);
        let looks = looks(&session.model().raw);
        let colours: Vec<&String> = looks.iter().filter(|look| is_colour(look)).collect();
        assert!(colours.is_empty(), "{colours:?}");
        assert!(looks.iter().all(|look| !look.is_empty()), "an empty reset would undo the selection");
    }
}

#[test]
fn colours_come_from_the_palette_of_the_terminal() {
    let home = Home::with(&["infusion-pump"]);
    let mut session = Session::open(&home);
    walk(&mut session);
    assert_selection_seen(&session);
    let looks = looks(&session.model().raw);
    assert!(looks.iter().any(|look| is_colour(look)));
    let rgb = looks.iter().find(|look| look.contains("8;2;") || look.contains("8:2:"));
    assert_eq!(rgb, None);
}

#[test]
fn only_ascii_is_sent_where_nothing_else_can_be_shown() {
    for (variables, args) in
        [(&[][..], &["--ascii"][..]), (&[("LANG", "C")], &[]), (&[("TERM", "linux")], &[])]
    {
        let home = Home::with(&["infusion-pump"]);
        let mut session = Session::open_as(&home, (80, 24), variables, args);
        walk(&mut session);
        let raw = session.model().raw.clone();
        let at = raw.iter().position(|byte| !byte.is_ascii());
        assert_eq!(at.map(|at| String::from_utf8_lossy(&raw[at..raw.len().min(at + 40)]).into_owned()), None);
    }
}

#[test]
fn a_terminal_that_cannot_place_text_is_told_of_the_commands() {
    let home = Home::with(&["infusion-pump"]);
    let mut command = CommandBuilder::new(PROGRAM);
    command.arg("--register");
    command.arg(home.register());
    let mut session = Session::start(&home, (80, 24), &[("TERM", "dumb")], command);
    assert_eq!(session.ended(), 2);
    assert!(session.model().shows("riskward list, show, gaps, do, export"), "{}", session.model().text());
    assert!(!session.model().raw.contains(&0x1b), "not one escape sequence");
}

#[test]
fn without_a_terminal_one_is_told_of_the_commands() {
    let home = Home::with(&["infusion-pump"]);
    let mut command = Command::new(PROGRAM);
    command.arg("--register").arg(home.register()).stdin(Stdio::null());
    command.env_clear().envs(home.environment()).current_dir(home.path());
    let ran = command.output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(ran.stdout.is_empty());
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(said.contains("riskward list, show, gaps, do, export"), "{said}");
    assert!(!said.contains('\x1b'));
}

/// Colours that were chosen for a light terminal are none that vanish on white, and the other way round.
#[test]
fn who_says_what_the_terminal_is_gets_its_colours() {
    let of = |variables: &[(&str, &str)], args: &[&str]| -> Vec<String> {
        let home = Home::with(&["infusion-pump"]);
        let mut session = Session::open_as(&home, (80, 24), variables, args);
        walk(&mut session);
        let raw = session.model().raw.clone();
        let all = looks(&raw);
        // a bright colour stands behind a plain one, which it takes the place of
        let colours = all.iter().filter_map(|look| look.split(';').rfind(|one| is_colour(one)));
        colours.map(str::to_owned).collect()
    };
    let (light, dark) = (["31", "34", "35"], ["33", "91", "94", "95", "96"]);
    for (variables, args, wanted) in [
        (&[][..], &["--light"][..], &light[..]),
        (&[("RISKWARD_BACKGROUND", "light"), ("COLORFGBG", "15;0")], &[], &light[..]),
        (&[("COLORFGBG", "0;15")], &["--dark"], &dark[..]),
        (&[], &[], &["35", "91", "94", "95"][..]),
    ] {
        let sent = of(variables, args);
        let other = sent.iter().find(|number| !wanted.contains(&number.as_str()));
        assert!(other.is_none() && !sent.is_empty(), "{other:?} in {variables:?} {args:?}");
    }
}
