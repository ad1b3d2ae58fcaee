//! Days that are over raise triggers and open findings by themselves, once.

use riskward::{
    domain::{
        events::Actor,
        finding::{Finding, Trigger, TriggerKind},
    },
    workbench::{
        Clock, Ids, Settings, Workbench,
        actions::{Args, action},
    },
};

use crate::register::{sample, settings};

/// A register with a sample, and how it is opened.
struct House {
    directory: tempfile::TempDir,
    opened: u64,
}

impl House {
    fn of(name: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let house = Self { directory, opened: 0 };
        Workbench::open(settings(house.directory.path().join("register.db")))
            .unwrap()
            .load(&sample(name))
            .unwrap();
        house
    }

    /// The register at a moment, by an account.
    fn at(&mut self, moment: &str, account: &str) -> Workbench {
        self.opened += 1;
        Workbench::open(Settings {
            make: false,
            clock: Clock::Fixed(moment.parse().unwrap()),
            actor: Actor { uid: 2000 + account.len() as u32, name: account.into() },
            ids: Ids::Counted(self.opened * 1_000_000),
            ..settings(self.directory.path().join("register.db"))
        })
        .unwrap()
    }
}

fn act(workbench: &mut Workbench, name: &str, subject: &str, args: &[(&str, &str)]) -> String {
    let args = args.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value));
    let request = workbench.new_request();
    (action(name).unwrap().run)(workbench, subject, &args, request).unwrap().said
}

fn findings(workbench: &Workbench) -> Vec<Finding> {
    let mut all: Vec<Finding> =
        workbench.inbox().unwrap().findings.into_iter().map(|(finding, _)| finding).collect();
    all.sort_by_key(|finding| finding.number);
    all
}

fn triggers(workbench: &Workbench) -> Vec<Trigger> {
    let mut all = workbench.inbox().unwrap().triggers;
    all.sort_by_key(|trigger| trigger.number);
    all
}

/// Tests of the patient monitor in continued use are due on 2026-12-01, inclusive, in the register's zone.
#[test]
fn a_missed_test_opens_a_finding_after_midnight_in_the_register_s_zone() {
    let mut house = House::of("patient-monitor");
    let mut before = house.at("2026-12-01T22:59:59Z", "m.rossi");
    before.raise_passed_dates().unwrap();
    assert_eq!(findings(&before), []);
    let raised = triggers(&before);
    let titles: Vec<(TriggerKind, &str)> =
        raised.iter().map(|trigger| (trigger.kind, trigger.title.as_str())).collect();
    assert!(
        matches!(titles[..], [(TriggerKind::Support, one), (TriggerKind::Support, two)]
            if one.contains("is not sold any more since 2025-06-30") && two.contains("ends on 2026-12-31")),
        "{titles:?}"
    );
    assert_eq!(raised[0].raiser(), "its date");
    assert_eq!(raised[0].deadline.unwrap().to_string(), "2026-12-31", "thirty days, by the policy");
    let mut after = house.at("2026-12-01T23:00:00Z", "m.rossi");
    assert!(!after.inbox().unwrap().unrecorded.is_empty());
    let said = after.raise_passed_dates().unwrap();
    assert!(said[0].contains("opened by its date in pm7: C-0"), "{said:?}");
    let open = findings(&after);
    assert_eq!(open.len(), said.len());
    assert!(open.iter().all(|one| one.is_open() && one.what.ends_with("was due on 2026-12-01")), "{open:#?}");
    assert!(open.iter().all(|one| one.interim_measure.is_empty() && !one.owner.is_empty()));
    assert_eq!(open[0].deadline.to_string(), "2027-01-01");
    assert!(after.inbox().unwrap().unrecorded.is_empty());
    let gates = after.gates("pm7").unwrap();
    let told = |gate: &str| {
        let line = gates.gates.iter().find(|line| line.id == gate).unwrap();
        line.missing.iter().map(|missing| missing.what.clone()).collect::<Vec<_>>().join("; ")
    };
    assert!(told("G12").contains("says nothing of what protects until then"), "{}", told("G12"));
    assert!(told("G10").contains("before F-001"), "{}", told("G10"));
    let checked = after.check("pm7").unwrap().found;
    assert!(checked.iter().any(|(_, missing)| missing.place == "F-001"), "{checked:?}");
    // again, and at a later day, nothing more of the same
    assert_eq!(after.raise_passed_dates().unwrap(), Vec::<String>::new());
    let mut later = house.at("2026-12-10T12:00:00Z", "k.lang");
    assert_eq!(later.raise_passed_dates().unwrap(), Vec::<String>::new());
    // the test that is made up for closes it
    let about = open[0].about.clone();
    let (kind, site) = open[0].test.split_once(" test at ").unwrap();
    let test = [
        ("site", site),
        ("kind", kind),
        ("result", "passed"),
        ("method", "Looked at it"),
        ("person", "L. Novak"),
        ("on", "2026-12-10"),
        ("next_test", "2027-12-10"),
    ];
    let said = act(&mut later, "verify-control", &about, &test);
    assert!(said.contains("F-001 closed"), "{said}");
    assert_eq!(later.verify().unwrap().findings, []);
}

/// Whoever comes second finds it raised; both at once raise it once.
#[test]
fn two_users_raise_one() {
    let mut house = House::of("patient-monitor");
    let mut first = house.at("2027-07-01T10:00:00Z", "m.rossi");
    let mut second = house.at("2027-07-01T10:00:00Z", "k.lang");
    let said = first.raise_passed_dates().unwrap();
    assert!(said.len() > 5, "{said:?}");
    assert_eq!(second.raise_passed_dates().unwrap(), Vec::<String>::new());
    let keys: Vec<String> = findings(&second).into_iter().map(|finding| finding.date_key).collect();
    let mut once = keys.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), keys.len());
    assert_eq!(second.verify().unwrap().findings, []);
}

/// A look at another day, a reader and a register that is only read raise nothing, and are told what is not on record.
#[test]
fn who_only_reads_is_told_and_raises_nothing() {
    let mut house = House::of("patient-monitor");
    let mut workbench = house.at("2027-07-01T10:00:00Z", "m.rossi");
    let events = workbench.verify().unwrap().events;
    workbench.look_as_of("2028-01-01".parse().unwrap());
    assert_eq!(workbench.raise_passed_dates().unwrap(), Vec::<String>::new());
    assert!(workbench.inbox().unwrap().unrecorded.len() > 5);
    let due = workbench.due(Some(0)).unwrap();
    assert!(due.lines.iter().any(|line| line.unrecorded && line.what.starts_with("IN USE WITHOUT")));
    assert_eq!(workbench.verify().unwrap().events, events);
    let mut workbench = house.at("2027-07-01T10:00:00Z", "m.rossi");
    act(
        &mut workbench,
        "add-person",
        "",
        &[("name", "S. Lund"), ("roles", "auditor"), ("account", "s.lund")],
    );
    let mut auditor = house.at("2027-07-01T10:00:00Z", "s.lund");
    assert_eq!(auditor.raise_passed_dates().unwrap(), Vec::<String>::new());
    let unrecorded = auditor.inbox().unwrap().unrecorded;
    assert!(unrecorded.iter().any(|passed| passed.is_finding() && passed.place.starts_with("pm7/R-")));
    let gates = auditor.gates("pm7").unwrap();
    let operation = gates.gates.iter().find(|line| line.id == "G12").unwrap();
    assert!(operation.missing.iter().any(|missing| missing.what.ends_with("which is not on record yet")));
}

/// Undo goes past what days raised, to the account's own change, and takes nothing of it back.
#[test]
fn undo_steps_over_what_days_raised() {
    let mut house = House::of("patient-monitor");
    let mut workbench = house.at("2027-07-01T10:00:00Z", "m.rossi");
    act(&mut workbench, "open-finding", "pm7", &[("what", "an alarm was missed")]);
    let raised = workbench.raise_passed_dates().unwrap().len();
    assert_eq!(findings(&workbench).len() + triggers(&workbench).len(), raised + 1);
    let said = act(&mut workbench, "undo", "", &[]);
    assert!(said.starts_with("Undone: F-001"), "{said}");
    assert_eq!(findings(&workbench).len() + triggers(&workbench).len(), raised);
    assert_eq!(workbench.raise_passed_dates().unwrap(), Vec::<String>::new());
    act(&mut workbench, "redo", "", &[]);
    assert_eq!(findings(&workbench).len() + triggers(&workbench).len(), raised + 1);
    assert_eq!(workbench.verify().unwrap().findings, []);
}

/// Before it is in operation a day asks for another look; days of one kind on one date ask once.
#[test]
fn before_operation_a_day_raises_a_trigger() {
    let mut house = House::of("pacs");
    let mut workbench = house.at("2026-12-16T10:00:00Z", "m.rossi");
    workbench.raise_passed_dates().unwrap();
    assert_eq!(findings(&workbench), []);
    let titles: Vec<String> = triggers(&workbench).into_iter().map(|trigger| trigger.title).collect();
    assert!(titles.iter().any(|title| title.contains("ended on 2026-12-15")), "{titles:?}");
    assert!(triggers(&workbench).iter().all(|trigger| trigger.kind == TriggerKind::Date));
}

/// An acceptance that is taken again closes the finding that its end opened; the conditions that went over with it have
/// findings of their own.
#[test]
fn what_mends_it_closes_it() {
    let mut house = House::of("patient-monitor");
    let mut workbench = house.at("2027-06-10T10:00:00Z", "m.rossi");
    workbench.raise_passed_dates().unwrap();
    let open: Vec<Finding> =
        findings(&workbench).into_iter().filter(|one| one.what.starts_with("IN USE WITHOUT")).collect();
    let [first, ..] = open.as_slice() else { panic!("no acceptance ended") };
    assert_eq!(first.what, "IN USE WITHOUT VALID ACCEPTANCE since 2027-06-01");
    let reject = [
        ("decision", "defer"),
        ("decided_by", "E. Marchetti"),
        ("evidence", "Minute 7"),
        ("rationale", "To be looked at next week."),
        ("valid_until", "2027-06-20"),
        ("review_on", "2027-06-20"),
    ];
    let args = reject.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value));
    let request = workbench.new_request();
    let _ = (action("decide").unwrap().run)(&mut workbench, &first.about, &args, request);
    assert!(
        workbench.finding(&first.reference).unwrap().0.is_open(),
        "a decision that accepts nothing mends nothing"
    );
    let accept = [
        ("decision", "accept"),
        ("decided_by", "E. Marchetti"),
        ("evidence", "Minute 8"),
        ("rationale", "The segment was tested again, and nothing came through."),
        ("review_on", "2027-08-01"),
        ("valid_until", "2027-08-31"),
    ];
    act(&mut workbench, "decide", &first.about, &accept);
    let closed = workbench.finding(&first.reference).unwrap().0;
    assert_eq!(closed.closed_how, "it was decided again");
    // what is over a second time is another day, and another finding
    let mut later = house.at("2027-09-01T10:00:00Z", "m.rossi");
    let said = later.raise_passed_dates().unwrap();
    let again = format!("{}: IN USE WITHOUT VALID ACCEPTANCE since 2027-09-01", first.about);
    assert!(said.iter().any(|said| said.contains(&again)), "{said:?}");
    assert_eq!(workbench.verify().unwrap().findings, []);
}
