//! Ten thousand random sequences of actions in memory, two hundred on a disk: no gate is passed with something that
//! blocks and no override, no rating changes without an event, undo restores the exact former rows, a decision is
//! stale exactly when something in its seal changed; and every register verifies.

mod chance;
mod meaning;
mod rows;
mod walk;

use std::{collections::BTreeMap, path::Path, thread};

use riskward::workbench::{Ids, Settings, Workbench};
use tempfile::TempDir;

use crate::register::{Register, directory, sample, settings};
use chance::{Chance, seed};
use rows::Rows;
use walk::{Ground, Walk};

/// So many sequences share one register: each begins with a risk of its own.
const ON_ONE_REGISTER: usize = 10;
const STEPS: usize = 8;

type Given = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// What the first gates want, so that walks come to pass some.
const ON_RECORD: &[Given] = &[
    (
        "approve-policy",
        "",
        &[("policy", "default"), ("approved_by", "E. Marchetti"), ("evidence", "Minute 4")],
    ),
    (
        "add-agreement",
        "ip3",
        &[("title", "RA-7"), ("parties", "Hemoflow|Lindental"), ("signed_on", "2026-01-31")],
    ),
    (
        "attest",
        "ip3",
        &[("kind", "versions_match"), ("text", "All pumps run 4.2.1."), ("evidence", "List 7")],
    ),
];

/// A register with an assessment and its disclosure, which every other one is a copy of.
fn first() -> TempDir {
    let directory = directory();
    let workbench = Workbench::open(settings(directory.path().join("first.db"))).unwrap();
    let mut register = Register::at(workbench, tempfile::tempdir().unwrap());
    let args = [
        ("ref", "ip3"),
        ("manufacturer", "Hemoflow Medical AG"),
        ("model", "IP-3"),
        ("versions", "4.2.x"),
        ("versions_reason", "release note RN-421"),
        ("intended_use", "Infusion by nurses and physicians"),
        ("stage", "go_live"),
        ("profile", "infusion-pump"),
        ("site", "Main hospital"),
        ("location", "ICU 2 west"),
        ("zone", "VLAN 212"),
        ("clinical_use", "Vasoactive drugs"),
        ("units", "24"),
        ("risk_manager", "m.rossi"),
        ("clinical_owner", "Dr. A. Weber"),
    ];
    register.act("begin-assessment", "", &args).unwrap();
    let request = register.workbench.new_request();
    register.workbench.import(&sample("infusion-pump").join("mds2.xlsx"), Some("ip3"), request).unwrap();
    for (name, subject, args) in ON_RECORD {
        register.act(name, subject, args).unwrap();
    }
    register.workbench.backup(&directory.path().join("register.db")).unwrap();
    directory
}

fn ground(first: &Path, directory: TempDir) -> Ground {
    let path = directory.path().join("register.db");
    std::fs::copy(first.join("register.db"), &path).unwrap();
    // none of the identities that the copied register has
    let opening = Settings { ids: Ids::Counted(1_000_000), ..settings(path.clone()) };
    let register = Register::at(Workbench::open(opening).unwrap(), directory);
    let assessment = register.workbench.chain("ip3").unwrap().assessment_id;
    Ground { register, rows: Rows::of(&path), assessment, counts: BTreeMap::new() }
}

type Counts = BTreeMap<&'static str, (usize, usize)>;

fn registers(
    numbers: impl Iterator<Item = usize>,
    seed: u64,
    sequences: usize,
    place: Option<&Path>,
) -> Counts {
    let mut all = Counts::new();
    let first = first();
    for number in numbers {
        let directory = match place {
            Some(place) => tempfile::tempdir_in(place),
            None => tempfile::tempdir(),
        };
        let mut chance = Chance::new(seed.wrapping_add(number as u64));
        let mut ground = ground(first.path(), directory.unwrap());
        for _ in 0..sequences {
            let mut walk = Walk::begin(&mut ground, &mut chance);
            for _ in 0..STEPS {
                walk.step(&mut chance);
            }
        }
        assert_eq!(ground.register.workbench.verify().unwrap().findings, []);
        for (name, (tried, done)) in ground.counts {
            let sum = all.entry(name).or_default();
            sum.0 += tried;
            sum.1 += done;
        }
    }
    all
}

fn tell(what: &str, seed: u64, counts: &Counts) {
    println!("{what}: RISKWARD_SEED={seed}");
    for (name, (tried, done)) in counts {
        println!("  {name:<20} {tried:>6} tried, {done:>6} done");
    }
}

/// On a file system in memory where the machine has one, half of them on each core.
#[test]
fn thousands_of_sequences_in_memory() {
    // an unoptimised build takes a sample, which differs at every run
    const REGISTERS: usize = if cfg!(debug_assertions) { 1_000 } else { 10_000 } / ON_ONE_REGISTER;
    let memory = Path::new("/dev/shm");
    let place = memory.is_dir().then_some(memory);
    let seed = seed();
    let counts = thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let numbers = (half..REGISTERS).step_by(2);
            scope.spawn(move || registers(numbers, seed, ON_ONE_REGISTER, place))
        });
        halves.map(|half| half.join().unwrap())
    });
    for counts in &counts {
        tell("in memory", seed, counts);
    }
    for name in ["decide", "pass-gate", "override-gate", "verify-control", "undo"] {
        let done: usize = counts.iter().filter_map(|counts| counts.get(name)).map(|(_, done)| done).sum();
        assert!(done > 0, "{name} was never done");
    }
}

#[test]
fn two_hundred_sequences_on_a_disk() {
    let seed = seed();
    tell("on a disk", seed, &registers(1000..1020, seed, ON_ONE_REGISTER, None));
}
