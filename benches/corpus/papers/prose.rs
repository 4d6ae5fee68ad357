//! An office in, pages of its prose out: headings, paragraphs, lists and now and then a table, as in real papers.

use std::fmt::Write as _;

use super::dice::Dice;
use super::lexicon::{FORMS, MODIFIERS, NOUNS, UNITS, VERBS};
use super::offices::{Office, person};

/// What the meeting is about.
pub(crate) fn title(dice: &mut Dice, year: i16) -> String {
    // A quarter are meetings that recur, with titles that differ in a number or not at all.
    if dice.chance(25) {
        let quarter = dice.pick(&["I", "II", "III", "IV"]);
        return match dice.below(4) {
            0 => format!("Họp giao ban tuần {} năm {year}", 1 + dice.below(52)),
            1 => format!(
                "Hội nghị sơ kết công tác quý {quarter}, triển khai nhiệm vụ quý tới năm {year}"
            ),
            2 => format!("Phiên họp thứ {}", 1 + dice.below(60)),
            _ => format!(
                "Hội nghị tiếp xúc, đối thoại định kỳ tháng {} năm {year}",
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
    if dice.chance(40) && !title.ends_with("năm") {
        title += &format!(" năm {year}");
    }
    title
}

/// A duty, as a clause: `Gửi báo cáo về kế hoạch đầu tư`.
pub(crate) fn duty(dice: &mut Dice) -> String {
    let verb = dice.pick(&[
        "Gửi báo cáo về",
        "Gửi tài liệu về",
        "Đăng ký phát biểu về",
        "Gửi số liệu về",
    ]);
    format!("{verb} {} {}", dice.word(NOUNS), dice.word(MODIFIERS))
}

/// The body, in Markdown: 3,000 to 6,000 bytes.
pub(crate) fn body(dice: &mut Dice, office: &Office) -> String {
    let length = 2_900 + dice.below(2_900);
    let mut body = String::with_capacity(length + 600);
    let headings = [
        "Mục đích, yêu cầu",
        "Nội dung",
        "Chuẩn bị",
        "Tổ chức thực hiện",
        "Lưu ý",
    ];
    for (number, heading) in headings.into_iter().enumerate() {
        let end = length * (number + 1) / headings.len();
        if body.len() >= end {
            continue;
        }
        let _ = write!(body, "## {heading}\n\n");
        if number == 1 && dice.chance(10) {
            table(dice, &mut body);
        }
        while body.len() < end {
            match dice.below(3) {
                0 => list(dice, office, &mut body),
                _ => paragraph(dice, office, &mut body),
            }
        }
    }
    body
}

fn paragraph(dice: &mut Dice, office: &Office, body: &mut String) {
    let sentences = 2 + dice.below(3);
    for _ in 0..sentences {
        let _ = write!(body, "{}. ", sentence(dice, office));
    }
    body.truncate(body.trim_end().len());
    body.push_str("\n\n");
}

fn list(dice: &mut Dice, office: &Office, body: &mut String) {
    for _ in 0..2 + dice.below(3) {
        let _ = writeln!(body, "- {}.", sentence(dice, office));
    }
    body.push('\n');
}

fn table(dice: &mut Dice, body: &mut String) {
    body.push_str("| Đơn vị | Nội dung | Kết quả (%) |\n|---|---|--:|\n");
    for _ in 0..3 + dice.below(4) {
        let (unit, noun) = (dice.word(UNITS), dice.word(NOUNS));
        let _ = writeln!(body, "| {unit} | {noun} | {} |", dice.below(101));
    }
    body.push('\n');
}

fn sentence(dice: &mut Dice, office: &Office) -> String {
    let text = match dice.below(6) {
        0 => format!("{} {}", dice.word(UNITS), clause(dice)),
        1 => {
            let (person, unit) = (person(dice), dice.word(UNITS));
            format!(
                "Đồng chí {person}, {unit}, trình bày báo cáo về {} {}",
                dice.word(NOUNS),
                dice.word(MODIFIERS)
            )
        }
        2 => format!(
            "{} và {} {}, gửi về {}",
            dice.word(UNITS),
            dice.word(UNITS),
            clause(dice),
            office.name
        ),
        3 => format!(
            "Các đại biểu thảo luận việc {} {}; {}",
            dice.word(VERBS),
            dice.word(NOUNS),
            clause(dice)
        ),
        4 => format!(
            "Đề nghị {} {}, {} {}",
            dice.word(UNITS),
            clause(dice),
            dice.word(VERBS),
            dice.word(NOUNS)
        ),
        _ => format!(
            "{} {} còn {} hồ sơ, đạt {} phần trăm kế hoạch",
            dice.word(NOUNS),
            dice.word(MODIFIERS),
            dice.below(900),
            dice.below(100)
        ),
    };
    let mut letters = text.chars();
    letters
        .next()
        .map(char::to_uppercase)
        .into_iter()
        .flatten()
        .chain(letters)
        .collect()
}

fn clause(dice: &mut Dice) -> String {
    format!(
        "{} {} {}",
        dice.word(VERBS),
        dice.word(NOUNS),
        dice.word(MODIFIERS)
    )
}
