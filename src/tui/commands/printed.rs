//! The keys as pages print them.

use super::{Keys, Row, all, places};

/// What one needs on the first day, by the ids.
const FIRST_DAY: &[&str] = &[
    "down",
    "open",
    "back",
    "begin-assessment",
    "import",
    "next-gap",
    "add-risk",
    "rate-risk",
    "add-control",
    "decide",
    "search",
    "filter",
    "go-everywhere",
    "undo",
    "palette",
    "help",
];

impl Keys {
    /// Every key, one section per place, those of every screen first: the page `docs/keys.md`.
    pub fn page(&self) -> String {
        let mut page = String::from(
            "# Keys\n\n\
             Printed by `riskward keys`. A chord is several keys one after the other (`g g`); it waits as long as you \
             like, and shows\nwhat may follow. `:` finds every command by what it does, `?` the keys of the place where \
             you are.\n\n\
             ## Your own keys\n\n\
             `keys.toml` in riskward's directory for settings (`~/.config/riskward/`; or `--keys FILE`, or \
             `RISKWARD_KEYS`) gives\ncommands other keys. A table names a place, a line a command by its id with all \
             its keys there:\n\n\
             ```toml\n[everywhere]             # wherever the command works\nundo = [\"U\", \"F9\"]\n\n\
             [risks]                  # in this place alone\ndecide = [\"x\", \"F6\"]\nexport = []              \
             # no key; the palette still has it\n```\n\n\
             Two commands on one key in one place, a name that is not known, a place that no key leads out of: riskward \
             says so with\nfile and line and does not start. On `[`, `O` and the capitals `A B C D F H P Q R S`, which \
             may be parts of an arrow key that\na slow line cut apart, stands only what moves or leads to a screen; \
             what confirms has another key than what asks.\n",
        );
        for place in places() {
            let rows: Vec<&Row> = all().filter(|row| row.works_in(&[place])).collect();
            if rows.is_empty() {
                continue;
            }
            page.push_str(&format!(
                "\n## {}\n\n`[{}]`\n\n| keys | command | id | what it does |\n|---|---|---|---|\n",
                capitalised(place.name()),
                place.key()
            ));
            for row in rows {
                let keys = quoted(&self.of_row(row, &[place]));
                page.push_str(&format!("| {keys} | {} | `{}` | {} |\n", row.title, row.id, row.help));
            }
        }
        page
    }

    /// The keys of the first day, as the README prints them.
    pub fn first_day(&self) -> String {
        let mut table = String::from("| keys | command | where | what it does |\n|---|---|---|---|\n");
        let rows = FIRST_DAY.iter().filter_map(|id| all().find(|row| row.id == *id));
        for row in rows {
            let own = row.places();
            let names: Vec<&str> = own.iter().map(|place| place.name()).collect();
            let keys = quoted(&self.of_row(row, &own));
            table.push_str(&format!("| {keys} | {} | {} | {} |\n", row.title, names.join(", "), row.help));
        }
        table
    }
}

/// Keys as Markdown; the palette where there are none.
fn quoted(keys: &[&str]) -> String {
    if keys.is_empty() {
        return "palette".to_owned();
    }
    keys.iter().map(|keys| format!("`{}`", keys.replace('|', "\\|"))).collect::<Vec<_>>().join(" ")
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{super::Place, *};

    #[test]
    fn every_place_has_a_section() {
        let page = Keys::default().page();
        assert!(page.contains("\n## Every screen\n\n`[everywhere]`"));
        for place in places().filter(|place| *place != Place::Anywhere) {
            // what shows an entry alone has no command of its own
            let empty = !all().any(|row| row.works_in(&[place]));
            assert!(empty || page.contains(&format!("\n`[{}]`\n", place.key())), "{}", place.name());
        }
    }
}
