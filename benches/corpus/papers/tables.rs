//! A corpus in; `site.toml` and the tables of its units, halls and days off out.

use std::fmt::Write as _;

use super::days::DAYS_OFF;
use super::{Corpus, Office};

const SITE: &str = r#"title = "Lịch họp và giấy mời công khai"
description = "Giấy mời, kế hoạch và lịch công tác của các cấp."
base_url = "https://lich.example.vn"
audience = "public"

[default_end]
morning = "11:30"
afternoon = "17:00"

[[level]]
id = "central"
name = "Trung ương"
slug = "trung-uong"
[[level]]
id = "province"
name = "Tỉnh, thành phố"
slug = "tinh"
[[level]]
id = "commune"
name = "Xã, phường, đặc khu"
slug = "xa"
"#;

/// The tables under `content/`: name and text.
pub(crate) fn tables(corpus: &Corpus) -> [(&'static str, String); 4] {
    let join = |write: fn(&Office, &mut String)| {
        let mut text = String::new();
        for office in &corpus.offices {
            write(office, &mut text);
        }
        text
    };
    let mut holidays = String::new();
    for (name, from, until) in DAYS_OFF {
        let _ = write!(
            holidays,
            "[[holiday]]\nname = {name:?}\nfrom = {from}\nuntil = {until}\n"
        );
    }
    [
        ("site.toml", SITE.to_owned()),
        ("units.toml", join(write_unit)),
        ("places.toml", join(write_places)),
        ("holidays.toml", holidays),
    ]
}

fn write_unit(office: &Office, text: &mut String) {
    let _ = write!(
        text,
        "[[unit]]\nname = {:?}\nlevel = {:?}\n",
        office.name, office.level
    );
    if let Some(alias) = &office.alias {
        let _ = writeln!(text, "aliases = [{alias:?}]");
    }
    if let Some(parent) = &office.parent {
        let _ = writeln!(text, "parent = {parent:?}");
    }
    text.push('\n');
}

fn write_places(office: &Office, text: &mut String) {
    for hall in &office.halls {
        let (name, seat) = (&office.name, &office.seat);
        let _ = write!(
            text,
            "[[place]]\nname = {hall:?}\nunit = {name:?}\naddresses = [{{ address = \"Trung tâm {seat}\" }}]\n\n"
        );
    }
}
