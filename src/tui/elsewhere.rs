//! A long text in the user's own editor. Its file lies in a directory of its own, beside the draft of its form, that only
//! this user can enter; it goes when the text is back and kept. After a sudden end the text is taken up from there. What was
//! written and did not come back is put aside there, and stays until the form is saved or left.

mod desk;

use std::{io, path::Path};

pub(super) use desk::{clear, is_kept, put_away, take_up};
use desk::{kept_of, lay_out, read_back};

use super::{
    drafts::Drafts,
    effects::{Event, LongText},
    terminal::Display,
};
use crate::{
    domain::trouble::Trouble,
    os::editor::{self, Rights},
};

/// Lets the user edit a text. What stands in the form is on the disk before.
///
/// # Errors
/// When the terminal cannot be entered again.
pub(super) fn edit(drafts: Option<&Drafts>, display: &mut Display, asked: LongText) -> io::Result<Event> {
    let refused = |because: String, try_this: &str| {
        Event::Failed(Trouble::refused("No editor was opened", because, try_this))
    };
    let command = match editor::chosen(&Rights::own(), |name| std::env::var_os(name)) {
        Ok(command) => command,
        Err(why @ editor::Refused::NotSet) => {
            return Ok(refused(
                why.to_string(),
                "export EDITOR=nano before riskward is started, or type here",
            ));
        }
        Err(why) => return Ok(refused(why.to_string(), "type here, or start riskward as yourself")),
    };
    let Some(drafts) = drafts else {
        return Ok(refused("there is no private directory for its file".to_owned(), "type here"));
    };
    drafts.save_now();
    let file = match lay_out(drafts, &asked) {
        Ok(file) => file,
        Err(fault) => {
            return Ok(refused(format!("its file cannot be made: {}", fault.told()), "type here"));
        }
    };
    let ended = display.lend(|| editor::run(&command, &file))?;
    let ended = ended.map_err(|because| format!("{}: {because}", command.to_string_lossy()));
    Ok(came_of(drafts, asked, &file, ended))
}

/// What the editor left: the text, or what is said where it did not come back. What was written is not lost.
fn came_of(drafts: &Drafts, asked: LongText, file: &Path, ended: Result<(), String>) -> Event {
    let read = match ended {
        Ok(()) => read_back(file).map_err(|fault| fault.told()),
        Err(because) => Err(because),
    };
    let because = match read {
        Ok((text, said)) => return Event::Edited(Box::new(LongText { text, ..asked }), said),
        Err(because) => because,
    };
    let try_this = match kept_of(drafts, &asked, file) {
        Some(kept) => {
            format!("what was written stays in {} until this form is saved or left", kept.display())
        }
        None => "type here, or set EDITOR to an editor that waits".to_owned(),
    };
    Event::Failed(Trouble::refused("The text is as it was", because, try_this))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domain::object::Id;

    fn drafts(directory: &Path) -> Drafts {
        Drafts::open(directory.to_owned(), Path::new("/a.db")).unwrap()
    }

    fn asked(text: &str) -> LongText {
        LongText { request: Id::from("r1"), field: "rationale", text: text.to_owned() }
    }

    fn told(event: Event) -> String {
        match event {
            Event::Failed(trouble) => trouble.to_string(),
            _ => panic!("it came back"),
        }
    }

    /// The editor saved and then died, by a signal or by itself.
    #[test]
    fn what_was_written_before_an_editor_failed_is_kept_and_its_place_is_told() {
        let directory = tempfile::tempdir().unwrap();
        let drafts = drafts(directory.path());
        let fails = |drafts: &Drafts, written: &dyn Fn(&Path)| {
            let file = lay_out(drafts, &asked("one")).ok().unwrap();
            written(&file);
            told(came_of(drafts, asked("one"), &file, Err("vi: it was ended by a signal".into())))
        };
        let desk = drafts.beside("r1.edit");
        // nothing was written: nothing is left
        let said = fails(&drafts, &|_| {});
        assert!(said.contains("it was ended by a signal") && said.contains("editor that waits"), "{said}");
        assert!(!desk.exists());
        // what was written, time after time
        for (copy, text) in [(1, "one and more\n"), (2, "twice"), (3, "")] {
            let said = fails(&drafts, &|file| fs::write(file, text).unwrap());
            let kept = desk.join(format!("rationale-{copy}.txt"));
            assert!(said.contains(&format!("stays in {} until", kept.display())), "{said}");
            assert_eq!(fs::read_to_string(kept).unwrap(), text);
        }
        assert_eq!(fs::read_to_string(desk.join("rationale-1.txt")).unwrap(), "one and more\n");
        clear(&drafts, &Id::from("r1"));
        // what the editor itself kept, and no text
        let said = fails(&drafts, &|file| fs::write(file.with_file_name(".rationale.txt.swp"), "x").unwrap());
        assert!(said.contains(&format!("stays in {} until", desk.display())), "{said}");
        assert!(desk.join(".rationale.txt.swp").exists() && !desk.join("rationale.txt").exists());
        drafts.drop_draft(&Id::from("r1"));
        assert!(!desk.exists(), "the form was saved or left");
    }

    #[test]
    fn a_text_that_is_too_long_outlives_the_next_one_and_those_of_other_fields() {
        let directory = tempfile::tempdir().unwrap();
        let drafts = drafts(directory.path());
        let long = "a".repeat(70_000);
        let file = lay_out(&drafts, &asked("one")).ok().unwrap();
        fs::write(&file, &long).unwrap();
        let said = told(came_of(&drafts, asked("one"), &file, Ok(())));
        let kept = file.with_file_name("rationale-1.txt");
        assert!(
            said.contains("longer than the 64 KiB") && said.contains(&kept.display().to_string()),
            "{said}"
        );
        // once more, and in another field; both come back
        for field in ["rationale", "reason"] {
            let again = || LongText { field, ..asked("one") };
            let file = lay_out(&drafts, &again()).ok().unwrap();
            assert!(matches!(came_of(&drafts, again(), &file, Ok(())), Event::Edited(..)));
            put_away(&drafts, &Id::from("r1"), field);
            assert!(!file.exists());
        }
        // nothing else stands in the form than it began with
        assert!(is_kept(&drafts, &Id::from("r1")));
        drafts.drop_untouched(&Id::from("r1"));
        assert_eq!(fs::read_to_string(&kept).unwrap(), long);
        // after a sudden end what lay there is put aside too
        fs::write(&file, &long).unwrap();
        lay_out(&drafts, &asked("one")).ok().unwrap();
        assert_eq!(fs::read_to_string(file.with_file_name("rationale-2.txt")).unwrap(), long);
    }
}
