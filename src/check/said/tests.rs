//! What `said` says against keys: agreement is silent, and each disagreement is found.

use crate::problem::Code;
use crate::read::read_notice;
use crate::site::Site;
use crate::sources::RawFile;

use super::*;

fn codes(tables: &str) -> Vec<Code> {
    let site = Site::plain();
    let text = format!(
        "+++\ntype = \"GM\"\nissuer = \"A\"\ntitle = \"T\"\npublished = 2026-07-01 08:00\n{tables}\n+++\n"
    );
    let file = RawFile {
        path: "content/a.md".into(),
        bytes: text.into_bytes(),
    };
    let (notice, problems) = read_notice(&site, &file);
    let notice = notice.unwrap_or_else(|| panic!("{problems:?}"));
    let portal = Portal {
        site: &site,
        audience: site.audience,
    };
    [RULES, super::super::weekdays::RULES]
        .concat()
        .iter()
        .flat_map(|rule| rule(&portal, &notice))
        .map(|problem| problem.code)
        .collect()
}

fn session(rest: &str) -> Vec<Code> {
    codes(&format!("[[session]]\ndate = 2026-07-09\n{rest}"))
}

#[test]
fn words_that_agree_are_silent() {
    for rest in [
        "start = 14:00\nsaid = \"14 giờ 00 phút ngày 09/7/2026 (chiều thứ Năm)\"",
        "start = 08:00\nend = 11:30\nsaid = \"từ 8 giờ đến 11 giờ 30 phút, thứ Năm, ngày 09/7/2026\"",
        "start = 14:00\nsaid = \"Buổi sáng: từ 08 giờ; Buổi chiều: từ 14 giờ\"",
        "part = \"morning\"\nsaid = \"1 buổi sáng, thứ Năm\"",
        "start = 14:00\nsaid = \"sẽ được thông báo sau\"",
    ] {
        assert_eq!(session(rest), [], "{rest}");
    }
}

#[test]
fn words_that_disagree_are_found() {
    for (rest, code) in [
        (
            "start = 14:00\nsaid = \"14 giờ 00, thứ Tư, ngày 09/7/2026\"",
            Code::WeekdayMismatch,
        ),
        (
            "start = 14:00\nsaid = \"14 giờ 00, thứ Sáu\"",
            Code::WeekdayMismatch,
        ),
        (
            "start = 14:00\nsaid = \"14 giờ 00, ngày 10/7/2026\"",
            Code::SaidMismatch,
        ),
        (
            "start = 15:00\nsaid = \"14 giờ 00, ngày 09/7/2026\"",
            Code::SaidMismatch,
        ),
        (
            "start = 08:00\nend = 11:00\nsaid = \"từ 8 giờ đến 11 giờ 30 phút ngày 09/7/2026\"",
            Code::SaidMismatch,
        ),
        (
            "start = 09:00\nsaid = \"09 giờ 00 (chiều thứ Năm)\"",
            Code::HalfDayMismatch,
        ),
        ("start = 09:00\npart = \"afternoon\"", Code::HalfDayMismatch),
    ] {
        assert_eq!(session(rest), [code], "{rest}");
    }
}

#[test]
fn deadlines_are_compared_with_their_bound() {
    let task = |rest: &str| {
        codes(&format!(
            "[[session]]\ndate = 2026-07-09\n[[task]]\ndo = \"Báo\"\n{rest}"
        ))
    };
    assert_eq!(
        task("before = 2026-07-08 17:00\nsaid = \"trước 17 giờ, ngày 08/7/2026\""),
        []
    );
    assert_eq!(
        task("until = 2026-07-08\nsaid = \"đến hết ngày 08/7/2026\""),
        []
    );
    for rest in [
        "before = 2026-07-08 16:00\nsaid = \"trước 17 giờ, ngày 08/7/2026\"",
        "before = 2026-07-07 17:00\nsaid = \"trước 17 giờ, ngày 08/7/2026\"",
        "until = 2026-07-08\nsaid = \"trước ngày 08/7/2026\"",
    ] {
        assert_eq!(task(rest), [Code::SaidMismatch], "{rest}");
    }
}
