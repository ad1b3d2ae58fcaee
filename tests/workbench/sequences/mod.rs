//! Two hundred random sequences of actions on a disk: no gate is passed with something that
//! blocks and no override, no rating changes without an event, undo restores the exact former rows, a decision is
//! stale exactly when something in its seal changed; and every register verifies.

mod chance;
mod meaning;
mod rows;
mod walk;

use std::{collections::BTreeMap, path::Path};

use riskward::workbench::Workbench;

use crate::register::{Register, sample, settings};
use chance::{Chance, seed};
use rows::Rows;
use walk::{Ground, Walk};

/// So many sequences share one register: each begins with a risk of its own.
const ON_ONE_REGISTER: usize = 50;
const STEPS: usize = 8;

fn ground(directory: tempfile::TempDir) -> Ground {
    let path = directory.path().join("register.db");
    let workbench = Workbench::open(settings(path.clone())).unwrap();
    let mut register = Register::at(workbench, directory);
    let args = [
        ("ref", "ip3"),
        ("manufacturer", "Hemoflow Medical AG"),
        ("model", "IP-3"),
        ("versions", "4.2.x"),
        ("stage", "go_live"),
        ("profile", "infusion-pump"),
        ("site", "Main hospital"),
        ("location", "ICU 2 west"),
    ];
    register.act("begin-assessment", "", &args).unwrap();
    let request = register.workbench.new_request();
    register.workbench.import(&sample("infusion-pump").join("mds2.xlsx"), Some("ip3"), request).unwrap();
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
    for number in numbers {
        let directory = match place {
            Some(place) => tempfile::tempdir_in(place),
            None => tempfile::tempdir(),
        };
        let mut chance = Chance::new(seed.wrapping_add(number as u64));
        let mut ground = ground(directory.unwrap());
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

#[test]
fn two_hundred_sequences_on_a_disk() {
    let seed = seed();
    tell("on a disk", seed, &registers(1000..1004, seed, ON_ONE_REGISTER, None));
}
