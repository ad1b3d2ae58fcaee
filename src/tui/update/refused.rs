//! Refusals in the words of the screen: the workbench names actions and fields as the command line does; here they are
//! named as the palette and the form name them, with the key.

use crate::{
    domain::trouble::Trouble,
    tui::{
        commands::{self, Command, Keys, Place, Row},
        overlays::Overlay,
        state::State,
    },
    workbench::actions::{self, Field},
};

/// Words that follow an action's name where no subject does.
const NO_SUBJECT: &[&str] =
    &["again", "anew", "first", "for", "or", "records", "takes", "that", "then", "which", "with"];

/// The trouble as it is told on this screen.
pub(super) fn in_words(state: &State, trouble: &Trouble) -> Trouble {
    let place = state.screen().place();
    let form = state.overlays.iter().rev().find_map(|overlay| match overlay {
        Overlay::Form(form) | Overlay::Cell(form) => Some(form),
        _ => None,
    });
    let because = match form {
        Some(form) => labelled(&trouble.because, form.action.fields),
        None => trouble.because.clone(),
    };
    let try_this = with_keys(&state.keys, &trouble.try_this, place);
    Trouble { because, try_this, ..trouble.clone() }
}

/// `valid_until is 2027-03-31` as `Valid until is 2027-03-31`.
fn labelled(because: &str, fields: &[Field]) -> String {
    let told = fields.iter().find_map(|field| {
        let rest = because.strip_prefix(field.name)?;
        [" is ", " has "].iter().any(|verb| rest.starts_with(verb)).then(|| format!("{}{rest}", field.label))
    });
    told.unwrap_or_else(|| because.to_owned())
}

/// `reassess ip3, which …` as `"Begin a new revision" (L r) for ip3, which …`.
pub(super) fn with_keys(keys: &Keys, text: &str, place: Place) -> String {
    let mut told = String::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        if !told.is_empty() {
            told.push(' ');
        }
        let is_command_line = word == "riskward" && words.peek() == Some(&"do");
        if is_command_line {
            words.next();
        }
        let word = if is_command_line { words.next().unwrap_or_default() } else { word };
        let end = word.trim_end_matches(['.', ',', ';', ':']);
        let Some(row) = row(end) else {
            told.push_str(word);
            continue;
        };
        told.push_str(&format!("\"{}\"", row.title));
        let mut own = keys.of_row(row, &[place]);
        if own.is_empty() {
            own = keys.of_row(row, &row.places());
        }
        if let Some(key) = own.first() {
            told.push_str(&format!(" ({key})"));
        }
        let rest = &word[end.len()..];
        told.push_str(rest);
        let on_a_thing = words.peek().is_some_and(|next| {
            !NO_SUBJECT.contains(&next.trim_end_matches([',', ';', '.'])) && !next.contains('=')
        });
        if rest.is_empty() && on_a_thing {
            told.push_str(" for");
        }
    }
    told
}

/// The command of an action's name, unless that is what a sentence says too.
fn row(name: &str) -> Option<&'static Row> {
    let action = actions::action(name)?;
    let is_a_name = name.contains('-') || name == "reassess";
    commands::all().find(|row| is_a_name && row.command == Command::Act(action.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_named_with_their_keys() {
        let keys = Keys::default();
        let told = |text| with_keys(&keys, text, Place::Chain);
        assert_eq!(
            told("reassess ip3, which begins a new revision"),
            "\"Begin a new revision\" (L r) for ip3, which begins a new revision"
        );
        assert_eq!(told("riskward do reassess hid"), "\"Begin a new revision\" (L r) for hid");
        assert_eq!(told("decide anew, on what holds now"), "decide anew, on what holds now");
        let put = told("put-in-place first");
        assert!(put.starts_with("\"Put the control in place\" (") && put.ends_with(") first"), "{put}");
        assert!(
            told("add-person, for whoever owns the policy").contains("), for whoever owns"),
            "a comma stays"
        );
        assert_eq!(
            told("a date like 2027-03-31: year, month, day"),
            "a date like 2027-03-31: year, month, day"
        );
    }

    #[test]
    fn fields_are_named_as_the_form_names_them() {
        let fields = actions::action("decide").unwrap().fields;
        assert_eq!(
            labelled("valid_until is 2026-01-01, before it", fields),
            "Valid until is 2026-01-01, before it"
        );
        assert_eq!(labelled("the risk is open", fields), "the risk is open");
    }
}
