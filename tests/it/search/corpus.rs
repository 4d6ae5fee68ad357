//! A seed in, as many notices as wanted out: deterministic, of 3 to 6 KB, in the words of Vietnamese offices.
//!
//! Notice `n` depends on the seed and `n` alone, so a corpus can be made batch by batch and in parallel.

use jiff::civil::{Date, date};
use niemyet::search::Document;

use super::lexicon::{
    FORMS, GIVEN_NAMES, HALLS, MIDDLE_NAMES, MODIFIERS, NOUNS, PLACE_FIRST, PLACE_SECOND,
    PROVINCES, SURNAMES, UNITS, VERBS,
};

/// The notices numbered `from..to`.
pub(crate) fn notices(from: usize, to: usize) -> Vec<Document> {
    (from..to).map(notice).collect()
}

/// The notice with this number.
pub(crate) fn notice(number: usize) -> Document {
    let mut dice = Dice::new(number as u64);
    let issuer = Issuer::draw(&mut dice);
    let (kind, kind_name, symbol) = [
        ("invitation", "Giấy mời", "GM"),
        ("invitation", "Giấy mời", "GM"),
        ("plan", "Kế hoạch", "KH"),
        ("agenda", "Chương trình", "CTr"),
        ("notice", "Thông báo", "TB"),
        ("conclusion", "Kết luận", "KL"),
    ][dice.below(6)];
    let day = day(&mut dice);
    let title = title(&mut dice, day.year());
    let serial = 1 + dice.below(999);
    let place = format!("{}, {}", dice.word(HALLS), issuer.seat);
    let chair = format!(
        "{}, {} {}",
        person(&mut dice),
        dice.pick(&["Chủ tịch", "Phó Chủ tịch", "Bí thư", "Phó Bí thư"]),
        issuer.seat
    );
    let body = body(&mut dice, &issuer, day);
    Document {
        url: format!("/{kind}/{number:06}/"),
        title,
        number: dice.chance(90).then(|| issuer.symbol(serial, symbol)),
        issuer: issuer.name,
        date: Some(day),
        issued: day
            .checked_sub(jiff::Span::new().days(3 + dice.below(12) as i64))
            .ok(),
        kind: kind.into(),
        kind_name: kind_name.into(),
        levels: issuer.levels,
        status: dice
            .pick(&["past", "past", "past", "upcoming", "cancelled"])
            .into(),
        places: vec![place],
        people: vec![chair],
        body,
    }
}

struct Issuer {
    name: String,
    seat: String,
    organ: &'static str,
    party: bool,
    levels: Vec<String>,
}

impl Issuer {
    fn draw(dice: &mut Dice) -> Self {
        let province = dice.word(PROVINCES);
        let commune = format!("{} {}", dice.word(PLACE_FIRST), dice.word(PLACE_SECOND));
        let levels = |levels: &[&str]| levels.iter().map(|&level| level.to_owned()).collect();
        match dice.below(10) {
            0 | 1 => Self {
                name: format!("Ban Thường vụ Tỉnh ủy {province}"),
                seat: format!("Tỉnh ủy {province}"),
                organ: "TU",
                party: true,
                levels: levels(&["province", "commune"]),
            },
            2 | 3 => Self {
                name: format!("UBND tỉnh {province}"),
                seat: format!("UBND tỉnh {province}"),
                organ: "UBND",
                party: false,
                levels: levels(&["province", "commune"]),
            },
            4 => Self {
                name: "Ban Bí thư Trung ương Đảng".into(),
                seat: "Tòa nhà Quốc hội".into(),
                organ: "TW",
                party: true,
                levels: levels(&["central", "province", "commune"]),
            },
            5 => Self {
                name: format!("Đảng ủy xã {commune}"),
                seat: format!("xã {commune}"),
                organ: "ĐU",
                party: true,
                levels: levels(&["commune"]),
            },
            6 => Self {
                name: format!("HĐND xã {commune}"),
                seat: format!("xã {commune}"),
                organ: "HĐND",
                party: false,
                levels: levels(&["commune"]),
            },
            _ => Self {
                name: format!("UBND xã {commune}"),
                seat: format!("xã {commune}"),
                organ: "UBND",
                party: false,
                levels: levels(&["commune"]),
            },
        }
    }

    fn symbol(&self, serial: usize, kind: &str) -> String {
        if self.party {
            format!("{serial:02}-{kind}/{}", self.organ)
        } else {
            format!("{serial:02}/{kind}-{}", self.organ)
        }
    }
}

fn day(dice: &mut Dice) -> Date {
    let start = date(2019, 1, 1);
    start
        .checked_add(jiff::Span::new().days(dice.below(2900) as i64))
        .unwrap_or(start)
}

fn title(dice: &mut Dice, year: i16) -> String {
    // A quarter are meetings that recur, with titles that differ in a number or not at all.
    if dice.chance(25) {
        let quarter = dice.pick(&["I", "II", "III", "IV"]);
        return match dice.below(5) {
            0 => format!("Họp giao ban tuần {} năm {year}", 1 + dice.below(52)),
            1 => format!(
                "Hội nghị sơ kết công tác quý {quarter}, triển khai nhiệm vụ quý tới năm {year}"
            ),
            2 => format!("Phiên họp thứ {}", 1 + dice.below(60)),
            3 => format!(
                "Lịch công tác tuần {} (từ ngày {:02}/{:02}/{year})",
                1 + dice.below(52),
                1 + dice.below(28),
                1 + dice.below(12)
            ),
            _ => format!(
                "Tiếp công dân định kỳ tháng {:02}/{year}",
                1 + dice.below(12)
            ),
        };
    }
    let (form, verb, noun) = (dice.word(FORMS), dice.word(VERBS), dice.word(NOUNS));
    let mut title = format!("{form} {verb} {noun}");
    if dice.chance(60) {
        title += &format!(" và {} {}", dice.word(VERBS), dice.word(NOUNS));
    }
    if dice.chance(70) {
        title += &format!(" {}", dice.word(MODIFIERS));
    }
    if dice.chance(40) {
        title += &format!(" năm {year}");
    }
    title
}

fn body(dice: &mut Dice, issuer: &Issuer, day: Date) -> String {
    let length = 2600 + dice.below(2600);
    let mut body = format!(
        "Thực hiện {} số {:02}-NQ/TW ngày {:02}/{:02}/{} của Bộ Chính trị, {} tổ chức cuộc họp với các nội dung như sau.\n",
        dice.pick(&["Nghị quyết", "Chỉ thị", "Kết luận"]),
        1 + dice.below(99),
        1 + dice.below(28),
        1 + dice.below(12),
        2015 + dice.below(11),
        issuer.name
    );
    body += &format!(
        "Thời gian: bắt đầu từ 8 giờ 00 phút, ngày {:02} tháng {:02} năm {}.\n",
        day.day(),
        day.month(),
        day.year()
    );
    while body.len() < length {
        let sentence = sentence(dice, issuer);
        body += &sentence;
        body += dice.pick(&[". ", ". ", ".\n"]);
    }
    body
}

fn sentence(dice: &mut Dice, issuer: &Issuer) -> String {
    match dice.below(6) {
        0 => format!(
            "{} {} {} {}",
            dice.word(UNITS),
            dice.word(VERBS),
            dice.word(NOUNS),
            dice.word(MODIFIERS)
        ),
        1 => format!(
            "Đồng chí {}, {} {}, trình bày báo cáo về {} {}",
            person(dice),
            dice.pick(&["Trưởng", "Phó"]),
            dice.word(UNITS),
            dice.word(NOUNS),
            dice.word(MODIFIERS)
        ),
        2 => format!(
            "{} và {} {} {}, {} {} gửi về {} trước 17 giờ ngày {:02}/{:02}/{}",
            dice.word(UNITS),
            dice.word(UNITS),
            dice.word(VERBS),
            dice.word(NOUNS),
            dice.word(VERBS),
            dice.word(NOUNS),
            issuer.seat,
            1 + dice.below(28),
            1 + dice.below(12),
            2019 + dice.below(8)
        ),
        3 => format!(
            "Các đại biểu thảo luận việc {} {} và {} {} {}",
            dice.word(VERBS),
            dice.word(NOUNS),
            dice.word(VERBS),
            dice.word(NOUNS),
            dice.word(MODIFIERS)
        ),
        4 => format!(
            "Đề nghị {} {} {} {}, {} {}",
            dice.word(UNITS),
            dice.word(VERBS),
            dice.word(NOUNS),
            dice.word(MODIFIERS),
            dice.word(VERBS),
            dice.word(NOUNS)
        ),
        _ => format!(
            "{} {} còn {} hồ sơ {}, đạt {} phần trăm kế hoạch",
            dice.word(NOUNS),
            dice.word(MODIFIERS),
            dice.below(900),
            dice.word(NOUNS),
            dice.below(100)
        ),
    }
}

fn person(dice: &mut Dice) -> String {
    format!(
        "{} {} {}",
        dice.word(SURNAMES),
        dice.word(MIDDLE_NAMES),
        dice.word(GIVEN_NAMES)
    )
}

/// A small generator of our own, so that a corpus is the same for ever.
pub(crate) struct Dice(u64);

impl Dice {
    /// The sequence of `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5ea2_c4d1)
    }

    /// A number below `limit` (splitmix64).
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % limit as u64) as usize
    }

    /// True this often in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`.
    pub(crate) fn pick(&mut self, choices: &[&'static str]) -> &'static str {
        choices[self.below(choices.len())]
    }

    /// A word of a list in the lexicon; the earlier the likelier, as in real prose.
    fn word(&mut self, list: &'static str) -> &'static str {
        let count = list.bytes().filter(|&byte| byte == b'|').count() + 1;
        let at = self.below(count).min(self.below(count));
        list.split('|').nth(at).unwrap_or_default()
    }
}
