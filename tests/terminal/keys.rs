//! What a terminal sends for a key.

/// The bytes of a key, written as riskward writes it: `Enter`, `Ctrl-o`, `j`.
pub(crate) fn bytes(written: &str) -> Vec<u8> {
    let fixed = match written {
        "Enter" => "\r",
        "Esc" => "\x1b",
        "Tab" => "\t",
        "Shift-Tab" => "\x1b[Z",
        "Space" => " ",
        "Backspace" => "\x7f",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "PgUp" => "\x1b[5~",
        "PgDn" => "\x1b[6~",
        "F2" => "\x1bOQ",
        "F3" => "\x1bOR",
        other => match other.strip_prefix("Ctrl-").map(str::as_bytes) {
            Some([letter]) => return vec![letter & 0x1f],
            _ if other.chars().count() == 1 => other,
            _ => panic!("{other} is no key"),
        },
    };
    fixed.as_bytes().to_vec()
}
