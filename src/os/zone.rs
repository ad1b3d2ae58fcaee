//! The computer's time zone, by its IANA name.

use std::{env, fs, path::Path};

use chrono_tz::Tz;

/// The name of the time zone that a person at this computer lives by; `UTC` where it tells none.
pub fn system() -> String {
    let variable = env::var("TZ").ok();
    let link = fs::read_link("/etc/localtime").ok();
    let file = fs::read_to_string("/etc/timezone").ok();
    first_known(variable.as_deref(), link.as_deref(), file.as_deref()).name().to_owned()
}

/// `$TZ` comes first, then where `/etc/localtime` leads, then `/etc/timezone`; what is no IANA name is passed over.
fn first_known(variable: Option<&str>, link: Option<&Path>, file: Option<&str>) -> Tz {
    let linked = link.and_then(Path::to_str).and_then(|path| Some(path.split_once("zoneinfo/")?.1));
    let named = [variable.map(|name| name.trim_start_matches(':')), linked, file];
    let mut known = named.into_iter().flatten().filter_map(|name| {
        let name = name.trim();
        let name = name.split_once("zoneinfo/").map_or(name, |(_, name)| name);
        let name = name.strip_prefix("posix/").or_else(|| name.strip_prefix("right/")).unwrap_or(name);
        name.parse().ok()
    });
    known.next().unwrap_or(Tz::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_that_is_one_counts() {
        let link = Path::new("../usr/share/zoneinfo/Europe/Rome");
        assert_eq!(first_known(None, Some(link), None), Tz::Europe__Rome);
        assert_eq!(first_known(Some(":Asia/Tokyo"), Some(link), None), Tz::Asia__Tokyo);
        assert_eq!(first_known(Some("CET-1CEST"), Some(link), None), Tz::Europe__Rome);
        assert_eq!(first_known(Some(""), None, Some("America/New_York\n")), Tz::America__New_York);
        assert_eq!(first_known(None, Some(Path::new("/usr/share/zoneinfo/posix/UTC")), None), Tz::UTC);
        assert_eq!(first_known(None, None, None), Tz::UTC);
    }
}
