//! Hand-made answers for the matrix, the decisions and the overview.

use std::collections::BTreeMap;

use riskward::{
    domain::{
        capability::Coverage,
        decision::AcceptanceState,
        object::Id,
        rating::{KeyProperty, Phase},
    },
    workbench::questions::{
        decisions::{DecisionColumn, DecisionLine, DecisionOrder, DecisionsWanted, Ends},
        matrix::{Counts, Grid, Matrix, Moved, Place, Whose, Within},
        narrow::Way,
        overview::{ByLevel, ByMonth, Cell, Column, Overview, Row},
        risks::Order,
    },
};

use crate::sample::{day, level};

/// Initial, target and residual of some risks: one went high to low, one is not rated yet, one was lifted by a floor.
const RATED: &[(Option<Place>, Option<Place>, Option<Place>)] = &[
    (Some((5, 3)), Some((5, 1)), Some((5, 2))),
    (Some((5, 3)), Some((3, 1)), Some((3, 1))),
    (Some((5, 3)), None, None),
    (Some((4, 4)), Some((4, 2)), Some((4, 2))),
    (Some((4, 4)), Some((4, 2)), Some((4, 2))),
    (Some((4, 2)), None, Some((4, 2))),
    (Some((2, 2)), None, Some((3, 2))),
    (Some((2, 5)), Some((2, 2)), Some((1, 1))),
];

fn rank((severity, likelihood): Place) -> i64 {
    match severity * likelihood {
        ..=4 => 1,
        5..=9 => 2,
        10..=15 => 3,
        _ => 4,
    }
}

pub(crate) fn matrix(whose: &Whose, property: Option<KeyProperty>) -> Matrix {
    let taken = if property.is_none() { RATED.len() } else { 5 };
    let of = |phase| {
        RATED[..taken].iter().map(move |(initial, target, residual)| match phase {
            Phase::Initial => (*initial, *initial),
            Phase::Target => (*initial, *target),
            Phase::Residual => (*initial, *residual),
        })
    };
    let grid = |phase| {
        let mut cells: BTreeMap<Place, Counts> = BTreeMap::new();
        for (_, place) in of(phase) {
            if let Some(place) = place {
                let counts = cells.entry(place).or_default();
                counts.risks += 1;
                counts.lifted += usize::from(place == (1, 1));
            }
        }
        let rated = cells.values().map(|counts| counts.risks).sum::<usize>();
        Grid { phase, cells, untouched: RATED.len() - taken, elsewhere: 0, not_rated: taken - rated }
    };
    let moved = |phase| {
        let mut moved: Vec<Moved> = Vec::new();
        for (from, to) in of(phase) {
            let (Some(from), Some(to)) = (from, to) else { continue };
            match moved.iter_mut().find(|one| one.from == from && one.to == to) {
                Some(one) => one.risks += 1,
                None => moved.push(Moved { from, to, risks: 1, levels: rank(to) - rank(from) }),
            }
        }
        (phase, moved)
    };
    let words = |words: [&str; 5]| (1..).zip(words.map(str::to_owned)).collect::<Vec<_>>();
    let places = (1..=5).flat_map(|severity| (1..=5).map(move |likelihood| (severity, likelihood)));
    Matrix {
        whose: whose.clone(),
        property,
        assessments: if whose.all {
            vec!["ip3".into(), "pacs12".into()]
        } else {
            vec![whose.assessment.clone()]
        },
        scale: "Medical 5 by 5".into(),
        severities: words(["negligible", "minor", "serious", "critical", "catastrophic"]),
        likelihoods: words(["improbable", "remote", "occasional", "probable", "frequent"]),
        bands: (1..=4).map(level).collect(),
        levels: places.map(|place| (place, level(rank(place)))).collect(),
        risks: RATED.len(),
        grids: vec![grid(Phase::Initial), grid(Phase::Target), grid(Phase::Residual)],
        moved: vec![moved(Phase::Target), moved(Phase::Residual)],
    }
}

/// One that is over, one asked for, one stale, one that holds, one of an earlier revision, the whole, one taken back;
/// then many that hold.
pub(crate) fn decisions() -> Vec<DecisionLine> {
    let line = |id: &str, reference: &str, title: &str, state, stands: &str, until: &str| DecisionLine {
        id: Id::from(id),
        reference: reference.into(),
        title: title.into(),
        verdict: "accepted".into(),
        level: Some(level(2)),
        by: "Dr. A. Weber".into(),
        on: day("2026-06-01"),
        until: (!until.is_empty()).then(|| day(until)),
        review: (!until.is_empty()).then(|| day("2026-09-01")),
        state,
        stands: stands.into(),
        rationale:
            "The panel looked at every control; the residual risk is borne until the library is signed."
                .into(),
        conditions: Vec::new(),
        recorded: "recorded by M. Rossi; as clinical lead; evidence: minutes of 2026-06-01".into(),
    };
    let mut lines = vec![
        line(
            "d1",
            "ip3/R-003",
            "輸液ポンプが誤った薬剤ライブラリで動く",
            AcceptanceState::Expired,
            "IN USE WITHOUT VALID ACCEPTANCE since 2026-11-01",
            "2026-10-31",
        ),
        DecisionLine {
            verdict: "asked to accept".into(),
            level: None,
            by: "L. Novak".into(),
            rationale: "The control is in place since Monday.".into(),
            recorded: String::new(),
            ..line(
                "p1",
                "ip3/R-002",
                "Service laptop infects pumps",
                AcceptanceState::Proposed,
                "proposed by M. Rossi",
                "",
            )
        },
        DecisionLine {
            conditions: vec!["laptops are scanned each week (L. Novak, by 2026-12-01)".into()],
            verdict: "accepted with conditions".into(),
            ..line(
                "d2",
                "ip3/R-001",
                "Pumps run on an outdated drug library",
                AcceptanceState::Stale,
                "STALE: C-003 is not any more what it was; the residual rating was changed",
                "2027-03-31",
            )
        },
        line(
            "d3",
            "pacs12/R-004",
            "Images are lost",
            AcceptanceState::Expiring,
            "holds, and its last day comes near",
            "2026-12-20",
        ),
        line("d4", "ip3@1/R-007", "Pump stops", AcceptanceState::InForce, "holds", "2027-05-31"),
        line("d5", "pacs12", "the whole", AcceptanceState::InForce, "holds", "2027-06-30"),
        line(
            "d6",
            "ip3/R-001",
            "Pumps run on an outdated drug library",
            AcceptanceState::Withdrawn,
            "withdrawn: rated anew",
            "2026-12-31",
        ),
    ];
    lines.extend((10..60).map(|n| {
        line(
            &format!("d{n}"),
            &format!("pacs12/R-{n:03}"),
            "Another",
            AcceptanceState::InForce,
            "holds",
            "2027-07-31",
        )
    }));
    lines
}

pub(crate) fn decision_order(wanted: &DecisionsWanted, near: Option<&str>) -> DecisionOrder {
    let fits = |line: &DecisionLine| {
        let in_time = match wanted.ends {
            None => true,
            Some(Ends::Never) => line.until.is_none(),
            Some(Ends::Between(from, to)) => line.until.is_some_and(|until| {
                from.is_none_or(|from| from <= until) && to.is_none_or(|to| until <= to)
            }),
        };
        let of = wanted.assessment.as_ref().is_none_or(|assessment| line.reference.starts_with(assessment));
        let words = format!("{} {} {} {}", line.reference, line.title, line.by, line.stands).to_lowercase();
        in_time && of && words.contains(&wanted.text.to_lowercase())
    };
    let mut lines: Vec<DecisionLine> = decisions().into_iter().filter(fits).collect();
    for (column, way) in wanted.sort.iter().rev() {
        match column {
            DecisionColumn::Until => lines.sort_by_key(|line| line.until),
            DecisionColumn::What => lines.sort_by(|one, other| one.title.cmp(&other.title)),
            _ => {}
        }
        if *way == Way::Falling {
            lines.reverse();
        }
    }
    let near = near.and_then(|near| lines.iter().position(|line| line.reference == near));
    DecisionOrder { order: Order { ids: lines.into_iter().map(|line| line.id).collect() }, near }
}

pub(crate) fn decision_page(order: &Order, at: usize, n: usize) -> Vec<DecisionLine> {
    let all = decisions();
    let ids = order.ids.iter().skip(at).take(n);
    ids.map(|id| all.iter().find(|line| line.id == *id).unwrap().clone()).collect()
}

/// More products than there is room for, one with two assessments; decisions that are over; a level without risks.
pub(crate) fn overview() -> Overview {
    let by_level = |rank: Option<i64>, risks| ByLevel {
        level: rank.map(level),
        scale: String::new(),
        risks,
        within: match rank.map(level) {
            None => Within::NotRated,
            Some(level) => Within::Level { scale: "s".into(), band: level.name, level: level.short },
        },
    };
    let months = ["2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05"];
    let month = |(at, label): (usize, &&str)| ByMonth {
        label: (*label).into(),
        is_over: false,
        decisions: [1, 0, 0, 2, 12, 0, 3][at],
        ends: Ends::Between(Some(day(&format!("{label}-01"))), Some(day(&format!("{label}-28")))),
    };
    let mut by_month = vec![ByMonth {
        label: "over".into(),
        is_over: true,
        decisions: 2,
        ends: Ends::Between(None, Some(day("2026-11-20"))),
    }];
    by_month.extend(months.iter().enumerate().map(month));
    by_month.push(ByMonth { label: "no end".into(), is_over: false, decisions: 0, ends: Ends::Never });
    let names = ["ip3", "pacs12", "mri", "ct4", "pm7", "ecg-ward-2", "lab1", "us9", "vent3"];
    let products = names.iter().map(|name| Column {
        product: format!("Maker {name}"),
        references: match *name {
            "pm7" => vec!["pm7".into(), "pm8".into()],
            name => vec![name.into()],
        },
    });
    let codes = [
        "ALOF", "AUDT", "AUTH", "CNFS", "CSUP", "DIDT", "DTBK", "EMRG", "IGAU", "MLDP", "MPII", "NAUT",
        "CONN", "PAUT", "PLOK", "RDMP", "SBOM", "SAHD", "SGUD", "STCF", "TXCF", "TXIG",
    ];
    let row = |(at, code): (usize, &&str)| {
        let coverages = [
            Coverage::Provided,
            Coverage::Partial,
            Coverage::NotProvided,
            Coverage::NotApplicable,
            Coverage::Unknown,
        ];
        let cell = |(column, name): (usize, &&str)| Cell {
            reference: (*name).into(),
            coverage: coverages[(at + column) % 5],
            gap: (at + column) % 5 == 2,
        };
        let cells: Vec<Cell> = names.iter().enumerate().map(cell).collect();
        let gaps = cells.iter().filter(|cell| cell.gap).count();
        Row { code: (*code).into(), name: format!("Capability {code}"), gaps, cells }
    };
    Overview {
        on: day("2026-11-21"),
        risks: 40,
        levels: vec![
            by_level(None, 4),
            by_level(Some(4), 0),
            by_level(Some(3), 7),
            by_level(Some(2), 21),
            by_level(Some(1), 8),
        ],
        decisions: 20,
        months: by_month,
        products: products.collect(),
        capabilities: codes.iter().enumerate().map(row).collect(),
    }
}
