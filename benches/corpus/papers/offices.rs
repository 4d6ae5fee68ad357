//! A number of communes in; the offices of a small country out: who issues papers, in which halls and under whom.

use super::dice::Dice;
use super::lexicon::{
    GIVEN_NAMES, HALLS, MIDDLE_NAMES, PLACE_FIRST, PLACE_SECOND, PROVINCES, SURNAMES,
};

/// Communes in one province, as in the real ones.
const COMMUNES: usize = 96;

/// An office that issues papers.
pub(crate) struct Office {
    /// `UBND xã Tân Lập`.
    pub(crate) name: String,
    /// How its own papers shorten it.
    pub(crate) alias: Option<String>,
    /// Where it stands: `xã Tân Lập`.
    pub(crate) seat: String,
    /// A level of the site: `central`, `province` or `commune`.
    pub(crate) level: &'static str,
    /// The folder of its notices.
    pub(crate) folder: String,
    /// In symbols: `UBND`.
    pub(crate) code: &'static str,
    /// Whether its symbols are written in the Party's way.
    pub(crate) is_party: bool,
    /// The office above it.
    pub(crate) parent: Option<String>,
    /// Its halls; the last two are kept for what comes from others.
    pub(crate) halls: Vec<String>,
    /// Who chairs: name and post.
    pub(crate) chairs: Vec<(String, String)>,
    /// How many papers it issues for each one of a commune's.
    pub(crate) weight: usize,
}

/// The country with so many communes: two central offices, fourteen per province, two per commune.
pub(crate) fn offices(communes: usize) -> Vec<Office> {
    let mut dice = Dice::new(0x0fff_1ce5);
    let mut offices = vec![
        office(
            &mut dice,
            "Ban Bí thư Trung ương Đảng",
            "Hà Nội",
            "central",
            "TW",
            true,
            None,
        ),
        office(
            &mut dice,
            "Văn phòng Chính phủ",
            "Hà Nội",
            "central",
            "VPCP",
            false,
            None,
        ),
    ];
    for (number, province) in PROVINCES
        .split('|')
        .enumerate()
        .take(communes.div_ceil(COMMUNES))
    {
        add_province(&mut dice, &mut offices, province);
        let first = number * COMMUNES;
        for commune in first..communes.min(first + COMMUNES) {
            add_commune(&mut dice, &mut offices, commune, province);
        }
    }
    offices
}

const DEPARTMENTS: [(&str, &str); 12] = [
    ("Sở Nội vụ", "SNV"),
    ("Sở Tài chính", "STC"),
    ("Sở Nông nghiệp và Môi trường", "SNNMT"),
    ("Sở Xây dựng", "SXD"),
    ("Sở Công Thương", "SCT"),
    ("Sở Y tế", "SYT"),
    ("Sở Giáo dục và Đào tạo", "SGDĐT"),
    ("Sở Khoa học và Công nghệ", "SKHCN"),
    ("Sở Tư pháp", "STP"),
    ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
    ("Sở Dân tộc và Tôn giáo", "SDTTG"),
    ("Thanh tra", "TTr"),
];

fn add_province(dice: &mut Dice, offices: &mut Vec<Office>, province: &str) {
    let seat = format!("tỉnh {province}");
    let party = format!("Tỉnh ủy {province}");
    let state = format!("UBND tỉnh {province}");
    let parent = Some("Văn phòng Chính phủ");
    offices.push(office(dice, &party, &seat, "province", "TU", true, parent));
    offices.push(office(
        dice, &state, &seat, "province", "UBND", false, parent,
    ));
    for (name, code) in DEPARTMENTS {
        let name = format!("{name} {seat}");
        offices.push(office(
            dice,
            &name,
            &seat,
            "province",
            code,
            false,
            Some(&state),
        ));
    }
}

fn add_commune(dice: &mut Dice, offices: &mut Vec<Office>, commune: usize, province: &str) {
    let pick = |list: &'static str, at: usize| {
        let words: Vec<&str> = list.split('|').collect();
        words[at % words.len()]
    };
    // 30 first by 30 second words, and a number where a country has more communes than that.
    let turn = commune + commune / 30;
    let mut name = format!(
        "{} {}",
        pick(PLACE_FIRST, turn),
        pick(PLACE_SECOND, commune)
    );
    if commune >= 900 {
        name += &format!(" {}", commune / 900 + 1);
    }
    let seat = format!("xã {name}");
    let (party, state) = (format!("Đảng ủy {seat}"), format!("UBND {seat}"));
    let above = (
        format!("Tỉnh ủy {province}"),
        format!("UBND tỉnh {province}"),
    );
    let mut pair = [
        office(dice, &party, &seat, "commune", "ĐU", true, Some(&above.0)),
        office(
            dice,
            &state,
            &seat,
            "commune",
            "UBND",
            false,
            Some(&above.1),
        ),
    ];
    for office in &mut pair {
        // Thanh Lập and Thạnh Lập are two communes and one slug.
        office.folder += &format!("-{}", commune + 1);
    }
    offices.extend(pair);
}

fn office(
    dice: &mut Dice,
    name: &str,
    seat: &str,
    level: &'static str,
    code: &'static str,
    is_party: bool,
    parent: Option<&str>,
) -> Office {
    let kinds = HALLS.split('|').take(4);
    let posts = match is_party {
        true => ["Bí thư", "Phó Bí thư Thường trực", "Phó Bí thư"],
        false => ["Thủ trưởng", "Phó Thủ trưởng Thường trực", "Phó Thủ trưởng"],
    };
    Office {
        name: name.to_owned(),
        alias: alias(name, seat, level),
        seat: seat.to_owned(),
        level,
        folder: niemyet::text::slug::slug(name),
        code,
        is_party,
        parent: parent.map(str::to_owned),
        halls: kinds.map(|kind| format!("{kind}, {name}")).collect(),
        chairs: posts
            .map(|post| (person(dice), format!("{post} {name}")))
            .to_vec(),
        weight: if level == "commune" { 1 } else { 3 },
    }
}

/// A name as people here are called.
pub(crate) fn person(dice: &mut Dice) -> String {
    let (surname, middle) = (dice.word(SURNAMES), dice.word(MIDDLE_NAMES));
    format!("{surname} {middle} {}", dice.word(GIVEN_NAMES))
}

/// `UBND xã` for a commune's office, `Sở Y tế` or `UBND tỉnh` for a province's.
fn alias(name: &str, seat: &str, level: &str) -> Option<String> {
    let short = name.strip_suffix(seat)?.trim_end();
    let is_department = short.starts_with("Sở");
    let class = if level == "commune" {
        " xã"
    } else {
        " tỉnh"
    };
    Some(format!("{short}{}", if is_department { "" } else { class }))
}
