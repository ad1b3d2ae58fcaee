//! Where the columns of a table stand: whole columns go, by priority, when there is no room for all of them; the one
//! that one is on stays.

/// A column that is to be placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// Its place in the list of columns.
    pub(crate) index: usize,
    /// How many columns of the terminal it takes, at least.
    pub(crate) width: u16,
    /// It takes the room that is left.
    pub(crate) fills: bool,
    /// The highest goes first when there is no room; 0 never goes.
    pub(crate) goes: u8,
}

/// The columns that have room: place in the list, x, width.
pub(crate) fn places(wanted: &[Wanted], width: u16, on: Option<usize>) -> Vec<(usize, u16, u16)> {
    let mut kept: Vec<Wanted> = wanted.to_vec();
    let needed = |kept: &[Wanted]| {
        kept.iter().map(|one| one.width.saturating_add(1)).fold(0, u16::saturating_add).saturating_sub(1)
    };
    while needed(&kept) > width {
        let goes = |one: &Wanted| one.goes > 0 && Some(one.index) != on;
        let Some(at) = (0..kept.len()).filter(|&at| goes(&kept[at])).max_by_key(|&at| kept[at].goes) else {
            break;
        };
        kept.remove(at);
    }
    // sideways, to the column one is on: it is no use when what never goes stands before it
    while needed(&kept) > width
        && let Some(end) = on.and_then(|on| kept.iter().position(|one| one.index == on))
        && end > 0
        && needed(&kept[..=end]) > width
    {
        // the first stays as long as another can go: it names the row
        kept.remove(usize::from(end > 1));
    }
    let spare = width.saturating_sub(needed(&kept));
    let filling = kept.iter().filter(|one| one.fills).count().max(1) as u16;
    let mut x: u16 = 0;
    let mut first = true;
    let mut placed = Vec::new();
    for one in kept {
        let mut wide = one.width;
        if one.fills {
            wide += spare / filling + if first { spare % filling } else { 0 };
            first = false;
        }
        let room = width.saturating_sub(x);
        placed.push((one.index, x, wide.min(room)));
        x = x.saturating_add(wide).saturating_add(1);
    }
    placed
}
