//! The JSON API: what exists under `/api/v1/`, and the bytes of each file. A notice's file tells its event as it stands
//! after all changes, and its paper as it was typed, from which other portals take it. Contacts and internal links are in
//! neither, whatever the audience.

mod model;
mod paper;
mod summaries;

use jiff::civil::Date;
use serde::Serialize;

use super::schema::{WrittenFile, schema};
use super::{ListName, Plan, Whose};
use crate::catalog::{Event, EventSession, Key, Standing};
use crate::notice::{Issued, Task};
use crate::site::LevelId;
use crate::text::dates::{week_ends, week_label};

pub(super) use summaries::Summaries;
pub use summaries::WrittenSummaries;

/// One file of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// `/api/v1/index.json`
    Index,
    /// `/api/v1/levels/xa.json`
    Level(LevelId),
    /// `/api/v1/weeks/2026-W28.json`
    Week(Date),
    /// `/api/v1/notices/<id>.json`
    Notice(Key),
    /// `/api/v1/schema/notice.json`: the JSON Schema of one kind of file.
    Schema(Shape),
    /// `/api/v1/schema/notice.schema.json`: the JSON Schema of one kind of file that clerks write, for their editors.
    Written(WrittenFile),
}

/// The kinds of files, each with a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The index.
    Index,
    /// A level.
    Level,
    /// A week.
    Week,
    /// A notice.
    Notice,
}

impl Shape {
    const ALL: [Self; 4] = [Self::Index, Self::Level, Self::Week, Self::Notice];

    fn path(self) -> String {
        let word = match self {
            Self::Index => "index",
            Self::Level => "level",
            Self::Week => "week",
            Self::Notice => "notice",
        };
        format!("/api/v1/schema/{word}.json")
    }

    fn schema(self) -> schemars::Schema {
        match self {
            Self::Index => schemars::schema_for!(model::Index<'_>),
            Self::Level => schemars::schema_for!(model::LevelFile<'_>),
            Self::Week => schemars::schema_for!(model::WeekFile<'_>),
            Self::Notice => schemars::schema_for!(model::NoticeFile<'_>),
        }
    }
}

impl<'a> Plan<'a> {
    /// Every file of the API, in a fixed order.
    pub fn data(&self) -> Vec<Data> {
        let mut data = vec![Data::Index];
        data.extend(Shape::ALL.map(Data::Schema));
        data.extend(WrittenFile::ALL.map(Data::Written));
        data.extend(self.catalog.site.levels().map(|(id, _)| Data::Level(id)));
        let weeks = self.weeks().get(&Whose::Everybody).into_iter().flatten();
        data.extend(weeks.copied().map(Data::Week));
        data.extend(self.catalog.iter().map(|(key, _)| Data::Notice(key)));
        data
    }

    /// The address of a file, from the root of the portal.
    pub fn data_path(&self, data: Data) -> String {
        match data {
            Data::Index => "/api/v1/index.json".to_owned(),
            Data::Level(level) => {
                format!(
                    "/api/v1/levels/{}.json",
                    self.catalog.site.level(level).slug
                )
            }
            Data::Week(monday) => format!("/api/v1/weeks/{}.json", week_label(monday)),
            Data::Notice(key) => ["/api/v1/notices/", &self.catalog.get(key).id, ".json"].concat(),
            Data::Schema(shape) => shape.path(),
            Data::Written(file) => file.schema_path(),
        }
    }

    /// The file.
    pub fn data_bytes(&'a self, data: Data) -> Vec<u8> {
        match data {
            Data::Index => json(&self.index_file()),
            Data::Level(level) => json(&self.level_file(level)),
            Data::Week(monday) => json(&self.week_file(monday)),
            Data::Notice(key) => json(&self.notice_file(key)),
            Data::Schema(shape) => json(&shape.schema()),
            Data::Written(file) => json(&schema(&self.catalog.site, file)),
        }
    }

    fn schema_of(&self, shape: Shape) -> String {
        self.routes.absolute(&shape.path())
    }

    fn index_file(&'a self) -> model::Index<'a> {
        let site = &self.catalog.site;
        let address = |data| self.routes.absolute(&self.data_path(data));
        let weeks = self.weeks().get(&Whose::Everybody).into_iter().flatten();
        model::Index {
            schema: self.schema_of(Shape::Index),
            title: &site.title,
            portal: &site.base_url,
            time_zone: site.time_zone.iana_name().unwrap_or_default(),
            levels: site
                .levels()
                .map(|(id, _)| address(Data::Level(id)))
                .collect(),
            weeks: weeks.map(|monday| address(Data::Week(*monday))).collect(),
            notices: self
                .catalog
                .iter()
                .map(|(key, _)| self.written_summary(key))
                .collect(),
        }
    }

    fn level_file(&'a self, id: LevelId) -> model::LevelFile<'a> {
        let level = self.catalog.site.level(id);
        let keys = self.lists.get(&ListName::Level(id));
        model::LevelFile {
            schema: self.schema_of(Shape::Level),
            id: &level.id,
            name: &level.name,
            notices: keys.iter().map(|key| self.written_summary(*key)).collect(),
        }
    }

    fn week_file(&'a self, monday: Date) -> model::WeekFile<'a> {
        let (_, sunday) = week_ends(monday);
        let occasions = self.between(monday, sunday).iter();
        model::WeekFile {
            schema: self.schema_of(Shape::Week),
            week: week_label(monday),
            sessions: occasions
                .map(|occasion| model::WeekSession {
                    notice: self.summary(self.event_of(occasion.root).current),
                    session: self.session_data(self.occasion_session(occasion), occasion.day),
                })
                .collect(),
        }
    }

    fn summary(&'a self, key: Key) -> model::Summary<'a> {
        let notice = self.catalog.get(key);
        let digest = &self.digests[key.0 as usize];
        model::Summary {
            id: &notice.id,
            title: &notice.title.value,
            page: self.routes.absolute(&self.routes.notice(notice)),
            json: self.routes.absolute(&self.data_path(Data::Notice(key))),
            standing: match digest.event.event.standing {
                Standing::Standing => model::Standing::TakesPlace,
                Standing::Postponed => model::Standing::Postponed,
                Standing::Cancelled => model::Standing::Cancelled,
                Standing::Withdrawn => model::Standing::Withdrawn,
            },
            updated: format!("{:.0}", digest.updated),
        }
    }

    fn notice_file(&'a self, key: Key) -> model::NoticeFile<'a> {
        let notice = self.catalog.get(key);
        let digest = &self.digests[key.0 as usize].event;
        let event: &'a Event = &digest.event;
        let id_of = |key: Key| self.catalog.get(key).id.as_str();
        let sessions = event.sessions.iter().filter(|session| !session.dropped);
        model::NoticeFile {
            schema: self.schema_of(Shape::Notice),
            summary: self.summary(key),
            document_type: notice.document_type.abbreviation,
            kind: notice.kind.word(),
            number: notice.number.as_ref().map(|number| number.text.as_str()),
            issued: notice.issued.as_deref().map(|issued| match issued {
                Issued::Day(day) => day.to_string(),
                Issued::Month(day) => day.strftime("%Y-%m").to_string(),
            }),
            issuer: &notice.issuer.value,
            level: notice.level.map(|level| self.level_id(level)),
            summary_text: notice.summary.as_deref(),
            form: event.form.map(crate::notice::Form::word),
            levels: self.level_ids(&digest.levels),
            changed_by: self
                .catalog
                .changed_by(key)
                .iter()
                .map(|key| id_of(*key))
                .collect(),
            changes: self.catalog.changes(key).map(id_of),
            follows: self.catalog.follows(key).map(id_of),
            sessions: sessions
                .map(|session| self.session_data(session, session.session.date.value))
                .collect(),
            points: event
                .points
                .iter()
                .map(|point| self.point_data(point))
                .collect(),
            tasks: event
                .tasks
                .iter()
                .map(|task| self.task_data(task))
                .collect(),
            source: notice.origin.as_ref().map(|origin| model::Source {
                name: &origin.name,
                portal: &origin.portal,
                id: &origin.id,
                page: &origin.page,
                through: &origin.through,
            }),
            accepted: notice
                .accepted
                .iter()
                .map(|item| item.rule.word())
                .collect(),
            paper: paper::Stated(self, notice),
            body: notice.body_text(),
        }
    }

    fn level_id(&'a self, level: LevelId) -> &'a str {
        &self.catalog.site.level(level).id
    }

    fn level_ids(&'a self, levels: &[LevelId]) -> Vec<&'a str> {
        levels.iter().map(|level| self.level_id(*level)).collect()
    }

    fn session_data(&'a self, session: &'a EventSession, day: Date) -> model::Session<'a> {
        let row = &session.session;
        let when = self.when(row, day);
        model::Session {
            kind: row.kind.word(),
            title: row.title.as_deref(),
            starts: when.iso,
            ends: when.end_iso,
            part: when.part,
            inferred: row.inferred,
            levels: self.level_ids(&row.levels),
            points: row.points.iter().map(|name| name.as_str()).collect(),
            place: row.place.as_deref(),
            repeat: row
                .recurrence
                .as_ref()
                .map(|recurrence| self.words.repeat(&recurrence.repeat)),
        }
    }

    fn point_data(&'a self, point: &'a crate::notice::Point) -> model::Point<'a> {
        model::Point {
            level: point.level.map(|level| self.level_id(level)),
            host: point.host.as_deref(),
            count: point.count,
            place: point.place.as_deref(),
            address: point.address.as_deref(),
            local: point.local,
        }
    }

    fn task_data(&'a self, task: &'a Task) -> model::Task<'a> {
        let moment = task
            .deadline
            .as_ref()
            .map(|deadline| deadline.value.moment());
        model::Task {
            what: &task.what,
            assigned_to: task.assigned_to.iter().map(String::as_str).collect(),
            levels: self.level_ids(&task.levels),
            due: moment.map(|moment| moment.strftime("%Y-%m-%dT%H:%M").to_string()),
            submit_to: task.submit_to.as_deref(),
            optional: task.optional,
        }
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
