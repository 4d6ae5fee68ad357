//! A paper in, its notice file as a clerk would type it out.

use std::fmt::Write as _;

use jiff::civil::{DateTime, Time};

use super::days::{printed, weekday};
use super::{Paper, Point, Session, Task};

/// The bytes of `content/<id>.md`.
pub(crate) fn notice_file(paper: &Paper<'_>) -> String {
    let mut text = String::with_capacity(paper.body.len() + 3_000);
    let office = paper.office;
    let _ = write!(
        text,
        "+++\ntype = \"{}\"\nnumber = \"{}\"\nissued = {}\nlevel = \"{}\"\nissuer = \"{}\"\ntitle = \"{}\"\n\
         audience = \"public\"\npublished = {}\n",
        paper.type_,
        paper.number,
        paper.issued,
        office.level,
        office.name,
        paper.title,
        paper.published,
    );
    let _ = writeln!(text, "basis = {:?}", paper.basis);
    if let Some(follows) = &paper.follows {
        let _ = writeln!(text, "follows = {follows:?}");
    }
    let _ = writeln!(
        text,
        "recipients = [\"Như thành phần mời họp\", \"Lưu: VT\"]"
    );
    if let Some(change) = &paper.change {
        let _ = write!(
            text,
            "\n[change]\nof = {:?}\nkind = {:?}\nreason = {:?}\n",
            change.of, change.kind, change.reason
        );
    }
    let (name, post) = &paper.signer;
    let _ = write!(
        text,
        "\n[signature]\nauthority = []\npost = {post:?}\nname = {name:?}\n"
    );
    for session in &paper.sessions {
        write_session(session, &mut text);
    }
    for point in &paper.points {
        write_point(point, &mut text);
    }
    for task in &paper.tasks {
        write_task(task, &mut text);
    }
    text + "+++\n" + &paper.body
}

fn write_session(session: &Session, text: &mut String) {
    let _ = write!(
        text,
        "\n[[session]]\nkind = {:?}\ndate = {}\nstart = {}\n",
        session.kind, session.date, session.start
    );
    if let Some(end) = session.end {
        let _ = writeln!(text, "end = {end}");
    }
    if !session.levels.is_empty() {
        let _ = writeln!(text, "levels = {:?}", session.levels);
    }
    let day = format!("{}, ngày {}", weekday(session.date), printed(session.date));
    let _ = match session.end {
        Some(end) => writeln!(
            text,
            "said = \"từ {} đến {}, {day}\"",
            clock(session.start),
            clock(end)
        ),
        None => writeln!(text, "said = \"{}, {day}\"", clock(session.start)),
    };
}

fn write_point(point: &Point, text: &mut String) {
    let _ = write!(text, "\n[[point]]\nlevel = {:?}\n", point.level);
    if let Some(host) = &point.host {
        let _ = writeln!(text, "host = {host:?}");
    }
    let _ = match &point.place {
        Some(place) => writeln!(text, "place = {place:?}"),
        None => writeln!(text, "local = true"),
    };
    let _ = match &point.chair {
        Some((name, post)) => writeln!(text, "chair = [{{ name = {name:?}, post = {post:?} }}]"),
        None => writeln!(
            text,
            "chair = [{{ post = \"Lãnh đạo đơn vị tại điểm cầu\" }}]"
        ),
    };
    let _ = writeln!(text, "participants = {:?}", point.participants);
}

fn write_task(task: &Task, text: &mut String) {
    let _ = write!(
        text,
        "\n[[task]]\nassigned_to = [{:?}]\ndo = {:?}\nbefore = {}\nsubmit_to = {:?}\nsaid = \"trước {}\"\n",
        task.who,
        task.what,
        task.before,
        task.submit_to,
        moment(task.before)
    );
}

fn clock(time: Time) -> String {
    format!("{:02} giờ {:02} phút", time.hour(), time.minute())
}

fn moment(moment: DateTime) -> String {
    format!("{} ngày {}", clock(moment.time()), printed(moment.date()))
}
