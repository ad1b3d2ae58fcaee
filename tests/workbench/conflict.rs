//! Forms that two people have open on one thing: nothing is overwritten, and what one of them alone changed is kept.

use riskward::{
    domain::{object::Id, trouble::Trouble},
    workbench::{
        Compared, Ids, Settings, Workbench,
        actions::{Args, Outcome, action},
    },
};

use crate::register::{sample, settings};

/// Two on one register.
struct Two {
    mine: Workbench,
    theirs: Workbench,
    _directory: tempfile::TempDir,
}

/// A form: the action, the thing, what it began with and what is in it.
struct Form {
    action: &'static str,
    subject: &'static str,
    began: Args,
    args: Args,
}

impl Form {
    fn open(workbench: &Workbench, action_name: &'static str, subject: &'static str) -> Self {
        let began = workbench.begin(action(action_name).unwrap(), subject, None).unwrap();
        Self { action: action_name, subject, args: began.clone(), began }
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.args.set(name, value);
        self
    }

    fn save(&self, workbench: &mut Workbench) -> Result<Outcome, Trouble> {
        let request = workbench.new_request();
        self.save_as(workbench, request)
    }

    fn save_as(&self, workbench: &mut Workbench, request: Id) -> Result<Outcome, Trouble> {
        workbench.act(action(self.action).unwrap(), self.subject, &self.args, request)
    }

    fn compare(&self, workbench: &Workbench, trouble: Option<&Trouble>) -> Compared {
        let conflict = trouble.map(|trouble| trouble.conflict.as_deref().unwrap());
        let args = (&self.began, &self.args);
        workbench.compare(action(self.action).unwrap(), self.subject, args, conflict).unwrap()
    }

    /// What was chosen, and the rest on what is there now.
    fn resolve(mut self, compared: &Compared, theirs: &[&str]) -> Self {
        for (name, value) in compared.fresh.iter() {
            self.args.set(name, value);
        }
        for side in &compared.sides {
            if side.is_theirs() || theirs.contains(&side.name) {
                self.args.set(side.name, &side.theirs);
            }
        }
        self
    }
}

fn two() -> Two {
    let directory = tempfile::tempdir().unwrap();
    let mine = settings(directory.path().join("register.db"));
    let theirs = Settings {
        ids: Ids::Counted(500_000),
        actor: riskward::domain::events::Actor { uid: 1005, name: "k.lang".into() },
        ..mine.clone()
    };
    let mut mine = Workbench::open(mine).unwrap();
    mine.load(&sample("infusion-pump")).unwrap();
    let theirs = Workbench::open(theirs).unwrap();
    Two { mine, theirs, _directory: directory }
}

fn sides(compared: &Compared) -> Vec<(&str, bool, bool)> {
    compared.sides.iter().map(|side| (side.name, side.is_theirs(), side.is_mine())).collect()
}

#[test]
fn fields_that_one_alone_changed_are_both_kept() {
    let Two { mut mine, mut theirs, _directory } = two();
    let form = Form::open(&mine, "edit-risk", "ip3/R-001").set("consequence", "Mine.");
    Form::open(&theirs, "edit-risk", "ip3/R-001").set("owner", "Theirs").save(&mut theirs).unwrap();
    let trouble = form.save(&mut mine).unwrap_err();
    let compared = form.compare(&mine, Some(&trouble));
    assert_eq!(compared.by, "k.lang");
    assert_eq!(sides(&compared), [("consequence", false, true), ("owner", true, false)]);
    form.resolve(&compared, &[]).save(&mut mine).unwrap();
    let risk = mine.risk("ip3/R-001").unwrap().risk.value;
    assert_eq!((&*risk.owner, &*risk.consequence), ("Theirs", "Mine."));
}

#[test]
fn a_field_that_both_changed_is_chosen_and_a_third_edit_is_a_conflict_again() {
    let Two { mut mine, mut theirs, _directory } = two();
    let form = Form::open(&mine, "edit-risk", "ip3/R-001").set("title", "Mine").set("hazard", "Mine");
    let other = Form::open(&theirs, "edit-risk", "ip3/R-001").set("title", "Theirs").set("hazard", "Theirs");
    other.save(&mut theirs).unwrap();
    let before = mine.risk("ip3/R-001").unwrap().risk.value;
    let trouble = form.save(&mut mine).unwrap_err();
    let compared = form.compare(&mine, Some(&trouble));
    assert_eq!(sides(&compared), [("title", false, false), ("hazard", false, false)]);
    assert_eq!(mine.risk("ip3/R-001").unwrap().risk.value, before, "nothing is written");
    let resolved = form.resolve(&compared, &["hazard"]);
    Form::open(&theirs, "edit-risk", "ip3/R-001").set("title", "A third").save(&mut theirs).unwrap();
    let again = resolved.save(&mut mine).unwrap_err();
    let began = resolved.began.clone().with("title", "Theirs").with("hazard", "Theirs");
    let resolved = Form { began, ..resolved };
    let compared = resolved.compare(&mine, Some(&again));
    assert_eq!(sides(&compared), [("title", false, false)]);
    assert_eq!((&*compared.sides[0].base, &*compared.sides[0].theirs), ("Theirs", "A third"));
    resolved.resolve(&compared, &[]).save(&mut mine).unwrap();
    let risk = mine.risk("ip3/R-001").unwrap().risk.value;
    assert_eq!((&*risk.title, &*risk.hazard), ("Mine", "Theirs"));
}

/// Actions whose form knows no version are held against the event that the form was opened at.
#[test]
fn what_was_there_not_yet_when_the_form_opened_is_not_overwritten() {
    let Two { mut mine, mut theirs, _directory } = two();
    let subject = "ip3/ALOF";
    let form = Form::open(&mine, "record-in-use", subject).set("state", "off").set("placement", "1");
    Form::open(&theirs, "record-in-use", subject)
        .set("state", "on")
        .set("placement", "1")
        .save(&mut theirs)
        .unwrap();
    let trouble = form.save(&mut mine).unwrap_err();
    let compared = form.compare(&mine, Some(&trouble));
    let state = compared.sides.iter().find(|side| side.name == "state").unwrap();
    assert_eq!((&*state.theirs, &*state.mine), ("on", "off"));
    form.resolve(&compared, &[]).save(&mut mine).unwrap();
}

#[test]
fn a_rating_of_a_phase_is_compared_with_the_other_rating_of_that_phase() {
    let Two { mut mine, mut theirs, _directory } = two();
    let rated = |workbench: &Workbench, likelihood: &str, reason: &str| {
        Form::open(workbench, "rate-risk", "ip3/R-001")
            .set("phase", "residual")
            .set("safety_severity", "4")
            .set("safety_likelihood", likelihood)
            .set("reason", reason)
    };
    let form = rated(&mine, "1", "mine");
    rated(&theirs, "3", "theirs").save(&mut theirs).unwrap();
    let trouble = form.save(&mut mine).unwrap_err();
    let compared = form.compare(&mine, Some(&trouble));
    let names: Vec<&str> = compared.sides.iter().map(|side| side.name).collect();
    assert!(names.contains(&"safety_likelihood") && names.contains(&"reason"), "{names:?}");
    form.resolve(&compared, &["safety_likelihood"]).save(&mut mine).unwrap();
}

#[test]
fn who_took_the_thing_away_is_told_and_nothing_is_written() {
    let Two { mut mine, mut theirs, _directory } = two();
    let template = Args::new().with("template", "MLDP-T1");
    let request = theirs.new_request();
    let added = theirs.act(action("add-risk").unwrap(), "ip3/MLDP", &template, request).unwrap().subject;
    let edit = action("edit-risk").unwrap();
    let args = mine.begin(edit, &added, None).unwrap().with("title", "Mine");
    assert_eq!(mine.gone_since(&added, &args).unwrap(), None);
    let request = theirs.new_request();
    let why = Args::new().with("reason", "a double");
    theirs.act(action("remove-risk").unwrap(), &added, &why, request).unwrap();
    let request = mine.new_request();
    assert!(mine.act(edit, &added, &args, request).is_err());
    let told = mine.gone_since(&added, &args).unwrap().unwrap();
    assert_eq!(told.by, "k.lang");
}

/// What a decision rests on changes between the opening of its form and the signature.
#[test]
fn nothing_is_signed_on_other_facts_than_those_that_were_looked_at() {
    let Two { mut mine, mut theirs, _directory } = two();
    let decided = |workbench: &Workbench| {
        Form::open(workbench, "decide", "ip3/R-001")
            .set("decision", "defer")
            .set("decided_by", "L. Novak")
            .set("rationale", "The drill has to be repeated first.")
            .set("evidence", "minutes")
    };
    let form = decided(&mine);
    Form::open(&theirs, "edit-risk", "ip3/R-001").set("owner", "Somebody").save(&mut theirs).unwrap();
    let decide = action("decide").unwrap();
    assert!(mine.foretell(decide, "ip3/R-001", &form.args).unwrap().is_ok(), "an owner is no ground");
    let rating = Form::open(&theirs, "rate-risk", "ip3/R-001").set("phase", "residual");
    let rating =
        rating.set("safety_severity", "5").set("safety_likelihood", "5").set("reason", "seen otherwise");
    rating.save(&mut theirs).unwrap();
    for refused in [
        mine.foretell(decide, "ip3/R-001", &form.args).unwrap().unwrap_err(),
        form.save(&mut mine).unwrap_err(),
    ] {
        let conflict = refused.conflict.as_deref().unwrap();
        assert!(
            conflict.rests_on.iter().any(|told| told.starts_with("k.lang: ip3/R-001 rated")),
            "{conflict:?}"
        );
        assert!(conflict.fields.iter().any(|one| one.field == "rating overall"), "{conflict:?}");
        let compared = form.compare(&mine, Some(&refused));
        assert!(compared.sides.is_empty(), "nothing is merged");
    }
    let refused = form.save(&mut mine).unwrap_err();
    let compared = form.compare(&mine, Some(&refused));
    let form = form.resolve(&compared, &[]);
    let request = mine.new_request();
    form.save_as(&mut mine, request.clone()).unwrap();
    let again = form.save_as(&mut mine, request).unwrap();
    assert!(again.said.contains("saved before"), "a repetition is answered as before: {}", again.said);
}

/// Unsaved text of before is held against what others changed meanwhile as soon as its form opens again.
#[test]
fn a_form_that_comes_back_is_compared_without_having_been_refused() {
    let Two { mine, mut theirs, _directory } = two();
    let form = Form::open(&mine, "edit-risk", "ip3/R-001").set("title", "Mine");
    Form::open(&theirs, "edit-risk", "ip3/R-001").set("title", "Theirs").save(&mut theirs).unwrap();
    let compared = form.compare(&mine, None);
    assert_eq!((&*compared.by, compared.refused), ("k.lang", false));
    assert_eq!(sides(&compared), [("title", false, false)]);
}
