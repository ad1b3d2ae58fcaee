//! Time zones by their IANA names, and the computer's own.

use std::{env, fs, path::Path};

use chrono::{DateTime, FixedOffset, Utc};
use tz::TimeZoneRef;
use tzdb_data::{TZ_NAMES, find_tz};

/// A time zone.
#[derive(Debug, Clone, Copy)]
pub struct Zone {
    name: &'static str,
    rules: TimeZoneRef<'static>,
}

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self { name: "UTC", rules: TimeZoneRef::utc() };

    /// The zone of this IANA name, written exactly so.
    pub fn named(name: &str) -> Option<Self> {
        let name = TZ_NAMES.iter().find(|known| **known == name)?;
        Some(Self { name, rules: *find_tz(name.as_bytes())? })
    }

    /// Its IANA name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// An instant by the zone's clocks.
    pub fn at(self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        let kind = self.rules.find_local_time_type(instant.timestamp()).ok();
        let offset = kind.and_then(|kind| FixedOffset::east_opt(kind.ut_offset()));
        offset.map_or_else(|| instant.fixed_offset(), |offset| instant.with_timezone(&offset))
    }
}

/// The name of the time zone that a person at this computer lives by; `UTC` where it tells none.
pub fn system() -> String {
    let variable = env::var("TZ").ok();
    let link = fs::read_link("/etc/localtime").ok();
    let file = fs::read_to_string("/etc/timezone").ok();
    first_known(variable.as_deref(), link.as_deref(), file.as_deref()).name().to_owned()
}

/// `$TZ` comes first, then where `/etc/localtime` leads, then `/etc/timezone`; what is no IANA name is passed over.
fn first_known(variable: Option<&str>, link: Option<&Path>, file: Option<&str>) -> Zone {
    let linked = link.and_then(Path::to_str).and_then(|path| Some(path.split_once("zoneinfo/")?.1));
    let named = [variable.map(|name| name.trim_start_matches(':')), linked, file];
    let mut known = named.into_iter().flatten().filter_map(|name| {
        let name = name.trim();
        let name = name.split_once("zoneinfo/").map_or(name, |(_, name)| name);
        let name = name.strip_prefix("posix/").or_else(|| name.strip_prefix("right/")).unwrap_or(name);
        Zone::named(name)
    });
    known.next().unwrap_or(Zone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(variable: Option<&str>, link: Option<&Path>, file: Option<&str>) -> &'static str {
        first_known(variable, link, file).name()
    }

    #[test]
    fn the_first_name_that_is_one_counts() {
        let link = Path::new("../usr/share/zoneinfo/Europe/Rome");
        assert_eq!(first(None, Some(link), None), "Europe/Rome");
        assert_eq!(first(Some(":Asia/Tokyo"), Some(link), None), "Asia/Tokyo");
        assert_eq!(first(Some("CET-1CEST"), Some(link), None), "Europe/Rome");
        assert_eq!(first(Some(""), None, Some("America/New_York\n")), "America/New_York");
        assert_eq!(first(None, Some(Path::new("/usr/share/zoneinfo/posix/UTC")), None), "UTC");
        assert_eq!(first(None, None, None), "UTC");
    }

    #[test]
    fn an_instant_is_told_by_the_zones_own_clocks() {
        for (name, instant, told) in [
            ("Europe/Rome", "2026-01-10T22:59:59Z", "2026-01-10T23:59:59+01:00"),
            ("Europe/Rome", "2026-01-10T23:00:00Z", "2026-01-11T00:00:00+01:00"),
            ("Europe/Rome", "2026-07-10T22:00:00Z", "2026-07-11T00:00:00+02:00"),
            ("America/New_York", "2026-01-10T04:59:59Z", "2026-01-09T23:59:59-05:00"),
            ("Asia/Kathmandu", "2055-06-30T18:15:00Z", "2055-07-01T00:00:00+05:45"),
            ("UTC", "2026-01-10T23:59:59Z", "2026-01-10T23:59:59+00:00"),
        ] {
            let zone = Zone::named(name).unwrap();
            assert_eq!(zone.at(instant.parse().unwrap()).to_rfc3339(), told, "{name} {instant}");
        }
    }

    #[test]
    fn only_names_as_the_database_writes_them_are_zones() {
        assert!(Zone::named("europe/rome").is_none());
        assert!(Zone::named("").is_none());
        assert!(TZ_NAMES.iter().all(|name| Zone::named(name).is_some()));
    }
}
