//! A number in, as many papers of Vietnamese offices out: deterministic, and each made from the corpus and its own number
//! alone, so that a corpus can be made in parallel.

mod days;
mod dice;
#[path = "../../../tests/it/search/lexicon.rs"]
mod lexicon;
mod notice_file;
mod offices;
mod prose;
mod tables;

use jiff::civil::{Date, DateTime, Time, time};

pub(crate) use days::{TODAY, printed};
pub(crate) use notice_file::notice_file;
pub(crate) use offices::Office;
pub(crate) use tables::tables;

use dice::Dice;

/// A collection of papers, not yet written.
pub(crate) struct Corpus {
    /// All offices, those above before those below.
    pub(crate) offices: Vec<Office>,
    /// How many papers there are.
    pub(crate) count: usize,
    days: Vec<Date>,
    /// Which office has its how-manieth paper of a round, round after round.
    turns: Vec<(usize, usize)>,
}

/// One paper.
pub(crate) struct Paper<'a> {
    pub(crate) office: &'a Office,
    /// Its path under `content/` without the ending.
    pub(crate) id: String,
    /// `GM`, `KH`, `CTr`, `TB`.
    pub(crate) type_: &'static str,
    /// Its number and symbol.
    pub(crate) number: String,
    pub(crate) issued: Date,
    pub(crate) published: DateTime,
    pub(crate) title: String,
    pub(crate) basis: Vec<String>,
    pub(crate) follows: Option<String>,
    pub(crate) change: Option<Change>,
    pub(crate) sessions: Vec<Session>,
    pub(crate) points: Vec<Point>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) signer: (String, String),
    pub(crate) body: String,
}

/// What a paper changes: another's citation, how, and why.
pub(crate) struct Change {
    pub(crate) of: String,
    pub(crate) kind: &'static str,
    pub(crate) reason: &'static str,
}

/// One session.
pub(crate) struct Session {
    pub(crate) kind: &'static str,
    pub(crate) date: Date,
    pub(crate) start: Time,
    pub(crate) end: Option<Time>,
    pub(crate) levels: Vec<&'static str>,
}

/// One place where people sit.
pub(crate) struct Point {
    pub(crate) level: &'static str,
    pub(crate) host: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) chair: Option<(String, String)>,
    pub(crate) participants: Vec<String>,
}

/// One duty with its deadline.
pub(crate) struct Task {
    pub(crate) what: String,
    pub(crate) who: &'static str,
    pub(crate) before: DateTime,
    pub(crate) submit_to: String,
}

impl Corpus {
    /// So many papers: a commune issues about a hundred of them in sixteen months.
    pub(crate) fn new(count: usize) -> Self {
        let offices = offices::offices((count / 100).clamp(10, 960));
        let turns = offices.iter().enumerate();
        let turns = turns.flat_map(|(at, office)| (0..office.weight).map(move |nth| (at, nth)));
        let turns = turns.collect();
        Self {
            offices,
            count,
            days: days::working_days(),
            turns,
        }
    }

    /// The paper with this number, below [`Corpus::count`].
    pub(crate) fn paper(&self, number: usize) -> Paper<'_> {
        let place = self.place(number);
        let mut dice = Dice::new(number as u64);
        match dice.below(100) {
            0..3 if place.earlier.is_some() => self.changing(&place, &mut dice),
            3..6 if place.office.level == "commune" => self.following(&place, &mut dice, number),
            6 => self.colliding(&place, &mut dice),
            _ => self.meeting(&place, &mut dice),
        }
    }

    /// Where in the corpus a number stands: its office, how many papers that has before, and the day of the meeting.
    /// Papers of one office are at least two working days apart, so that its halls and chairs are free.
    fn place(&self, number: usize) -> Place<'_> {
        let (at, nth) = self.turns[number % self.turns.len()];
        let office = &self.offices[at];
        let serial = number / self.turns.len() * office.weight + nth;
        let most = self.count.div_ceil(self.turns.len()) * office.weight;
        let day = 12 + serial * (self.days.len() - 12) / most;
        let earlier = match (serial, nth) {
            (0, _) => None,
            (_, 0) => Some(number - self.turns.len() + office.weight - 1),
            _ => Some(number - 1),
        };
        Place {
            office,
            serial,
            day,
            earlier,
        }
    }

    fn day(&self, at: usize) -> Date {
        self.days[at.min(self.days.len() - 1)]
    }

    /// A paper that calls its own meeting.
    fn meeting<'a>(&self, place: &Place<'a>, dice: &mut Dice) -> Paper<'a> {
        let mut paper = self.blank(place, dice);
        let levels = levels(paper.office, dice);
        let count = dice.pick(&[1, 1, 1, 1, 2, 2, 2, 3, 3, 4]);
        paper.sessions = self.sessions(place.day, count, &levels, dice);
        paper.points = points(paper.office, &levels, dice);
        for number in 0..dice.pick(&[0, 0, 1, 1, 2, 3]) {
            paper
                .tasks
                .push(self.task(paper.office, place.day, number, dice));
        }
        paper
    }

    /// A paper that calls one commune to the meeting of its province: the same day and hour, its own hall.
    fn following<'a>(&'a self, place: &Place<'a>, dice: &mut Dice, number: usize) -> Paper<'a> {
        let above = (0..self.turns.len())
            .rev()
            .map(|back| number.checked_sub(back));
        let above = above.flatten().map(|number| (number, self.place(number)));
        let mut above = above.filter(|(_, above)| {
            above.office.code == if place.office.is_party { "TU" } else { "UBND" }
                && place.office.parent.as_ref() == Some(&above.office.name)
        });
        let target = above.find_map(|(number, above)| {
            let paper = self.paper(number);
            let calls_communes =
                paper.change.is_none() && paper.points.iter().any(|point| point.level == "commune");
            calls_communes.then_some((above, paper))
        });
        let Some((above, target)) = target else {
            return self.meeting(place, dice);
        };
        let mut paper = self.blank(
            &Place {
                day: above.day,
                ..*place
            },
            dice,
        );
        paper.title = target.title.clone();
        paper.issued = paper.issued.max(target.issued);
        paper.published = paper.issued.at(17, 0, 0, 0);
        paper.follows = Some(target.citation());
        let main = &target.sessions[0];
        paper.sessions.push(Session {
            kind: "main",
            date: main.date,
            start: main.start,
            end: main.end,
            levels: Vec::new(),
        });
        let mut point = points(place.office, &["commune"], dice).remove(0);
        point.place = Some(place.office.halls[3].clone());
        point.chair = None;
        paper.points.push(point);
        paper
    }

    /// A paper that takes the hall of the office's meeting before, which may not be over yet.
    fn colliding<'a>(&'a self, place: &Place<'a>, dice: &mut Dice) -> Paper<'a> {
        let earlier = place
            .earlier
            .map(|number| (self.place(number), self.paper(number)));
        let earlier = earlier.filter(|(_, paper)| {
            let main = paper.sessions.first();
            paper.change.is_none()
                && paper.follows.is_none()
                && main.is_some_and(|main| main.end.is_none())
        });
        let Some((before, target)) = earlier else {
            return self.meeting(place, dice);
        };
        let place = Place {
            day: before.day,
            ..*place
        };
        let mut paper = self.meeting(&place, dice);
        paper.sessions.truncate(1);
        paper.sessions[0].start = target.sessions[0]
            .start
            .saturating_add(jiff::Span::new().minutes(60));
        paper.points[0].place.clone_from(&target.points[0].place);
        paper
    }

    /// A paper that calls off, puts off or moves the office's meeting before.
    fn changing<'a>(&'a self, place: &Place<'a>, dice: &mut Dice) -> Paper<'a> {
        let earlier = place
            .earlier
            .map(|number| (self.place(number), self.paper(number)));
        let Some((before, target)) =
            earlier.filter(|(_, paper)| paper.change.is_none() && paper.follows.is_none())
        else {
            return self.meeting(place, dice);
        };
        let mut paper = self.blank(place, dice);
        paper.issued = self.day(before.day - 2);
        paper.published = paper.issued.at(16, 0, 0, 0);
        let (kind, reason) = dice.pick(&[
            ("cancel", "Nội dung được ghép vào cuộc họp khác"),
            ("postpone", "Lãnh đạo dự cuộc họp đột xuất của cấp trên"),
            ("amend", "Điều chỉnh giờ cho phù hợp lịch công tác"),
        ]);
        paper.change = Some(Change {
            of: target.citation(),
            kind,
            reason,
        });
        paper.title = target.title.clone();
        if kind == "amend" {
            let main = &target.sessions[0];
            let start = main.start.saturating_add(jiff::Span::new().minutes(30));
            paper.sessions.push(Session {
                kind: "main",
                date: main.date,
                start,
                end: main.end,
                levels: Vec::new(),
            });
        }
        paper
    }

    /// All that a paper has whatever it says.
    fn blank<'a>(&self, place: &Place<'a>, dice: &mut Dice) -> Paper<'a> {
        let office = place.office;
        let type_ = dice.pick(&["GM", "GM", "GM", "GM", "GM", "KH", "CTr", "TB"]);
        let serial = place.serial + 1;
        let number = match office.is_party {
            true => format!("{serial:02}-{type_}/{}", office.code),
            false => format!("{serial:02}/{type_}-{}", office.code),
        };
        let issued = self.day(place.day - 5 - dice.below(4));
        let basis = match dice.below(3) {
            0 => vec![resolution(10 + dice.below(60))],
            _ => Vec::new(),
        };
        let signer = dice.pick(&[0, 1, 2]);
        Paper {
            office,
            id: format!(
                "{}/{}/{serial:03}-{}",
                issued.year(),
                office.folder,
                type_.to_lowercase()
            ),
            type_,
            number,
            issued,
            published: issued.at(14 + dice.below(3) as i8, 30, 0, 0),
            title: prose::title(dice, issued.year()),
            basis,
            follows: None,
            change: None,
            sessions: Vec::new(),
            points: Vec::new(),
            tasks: Vec::new(),
            signer: office.chairs[signer].clone(),
            body: prose::body(dice, office),
        }
    }

    /// The main session first; then a second half of the day, a connection test on the day before, a time to join.
    fn sessions(
        &self,
        day: usize,
        count: usize,
        levels: &[&'static str],
        dice: &mut Dice,
    ) -> Vec<Session> {
        let date = self.day(day);
        let start = dice.pick(&[time(7, 30, 0, 0), time(8, 0, 0, 0), time(8, 30, 0, 0)]);
        let end = dice
            .chance(70)
            .then(|| dice.pick(&[time(11, 0, 0, 0), time(11, 30, 0, 0)]));
        let called: Vec<&'static str> = levels.iter().copied().skip(1).collect();
        let mut sessions = vec![Session {
            kind: "main",
            date,
            start,
            end,
            levels: Vec::new(),
        }];
        let more = [
            Session {
                kind: "main",
                date,
                start: time(14, 0, 0, 0),
                end: Some(time(16, 30, 0, 0)),
                levels: Vec::new(),
            },
            Session {
                kind: "test",
                date: self.day(day - 1),
                start: time(15, 0, 0, 0),
                end: None,
                levels: called.clone(),
            },
            Session {
                kind: "join",
                date,
                start: start.saturating_sub(jiff::Span::new().minutes(30)),
                end: None,
                levels: called,
            },
        ];
        sessions.extend(more.into_iter().take(count - 1));
        sessions
    }

    fn task(&self, office: &Office, day: usize, number: usize, dice: &mut Dice) -> Task {
        let date = self.day(day - 1 - number % 2);
        Task {
            what: prose::duty(dice),
            who: dice.word(lexicon::UNITS),
            before: date.at(dice.pick(&[10, 15, 17]), 0, 0, 0),
            submit_to: office.name.clone(),
        }
    }
}

/// Where a paper stands in its corpus.
#[derive(Clone, Copy)]
struct Place<'a> {
    office: &'a Office,
    serial: usize,
    /// Among the corpus's working days.
    day: usize,
    /// The number of the same office's paper before.
    earlier: Option<usize>,
}

impl Paper<'_> {
    /// As another paper cites it.
    fn citation(&self) -> String {
        let name = match self.type_ {
            "GM" => "Giấy mời",
            "KH" => "Kế hoạch",
            "CTr" => "Chương trình",
            _ => "Thông báo",
        };
        format!(
            "{name} số {} ngày {} của {}",
            self.number,
            printed(self.issued),
            self.office.name
        )
    }
}

/// A resolution that papers refer to; one number has one date.
fn resolution(number: usize) -> String {
    let (day, month) = (1 + number % 28, 3 + number % 10);
    format!("Nghị quyết số {number}-NQ/TW ngày {day:02}/{month}/2024 của Bộ Chính trị")
}

/// Who is called: the office's own level first. A fifth of what comes from above calls all those below.
fn levels(office: &Office, dice: &mut Dice) -> Vec<&'static str> {
    const ALL: [&str; 3] = ["central", "province", "commune"];
    let own = ALL
        .iter()
        .position(|level| *level == office.level)
        .unwrap_or_default();
    let called = if dice.chance(20) { ALL.len() } else { own + 1 };
    ALL[own..called].to_vec()
}

fn points(office: &Office, levels: &[&'static str], dice: &mut Dice) -> Vec<Point> {
    let own = Point {
        level: office.level,
        host: Some(office.name.clone()),
        place: Some(office.halls[dice.below(2)].clone()),
        chair: Some(office.chairs[dice.below(office.chairs.len())].clone()),
        participants: participants(dice),
    };
    let below = levels.iter().skip(1).map(|level| Point {
        level,
        host: Some(
            if *level == "province" {
                "Các tỉnh ủy, thành ủy"
            } else {
                "Các xã, phường, đặc khu"
            }
            .to_owned(),
        ),
        place: None,
        chair: None,
        participants: participants(dice),
    });
    std::iter::once(own).chain(below).collect()
}

fn participants(dice: &mut Dice) -> Vec<String> {
    (0..2 + dice.below(4))
        .map(|_| format!("Đại diện lãnh đạo {}", dice.word(lexicon::UNITS)))
        .collect()
}
