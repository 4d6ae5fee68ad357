//! The shapes of the JSON API, from which its JSON Schema is made. Version 1: keys may be added, none is renamed or
//! taken away. A missing key means that the document does not say. Times are civil times of the site's zone.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use super::paper::Stated;
use crate::notice::Notice;
use crate::text::Excerpt;

/// `/api/v1/index.json`: every notice of the portal.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Index<'a> {
    /// Address of the JSON Schema of this file.
    #[serde(rename = "$schema")]
    pub(super) schema: String,
    /// Name of the portal.
    pub(super) title: &'a str,
    /// Its address, without a final slash; what tells it from all others.
    pub(super) portal: &'a str,
    /// The zone of every time: `Asia/Ho_Chi_Minh`.
    pub(super) time_zone: &'a str,
    /// Addresses of the levels' files.
    pub(super) levels: Vec<String>,
    /// Addresses of the weeks' files, oldest first.
    pub(super) weeks: Vec<String>,
    /// The notices, in order of id.
    #[schemars(with = "Vec<Summary<'a>>")]
    pub(super) notices: Vec<&'a RawValue>,
}

/// `/api/v1/levels/<slug>.json`: what concerns one level.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LevelFile<'a> {
    /// Address of the JSON Schema of this file.
    #[serde(rename = "$schema")]
    pub(super) schema: String,
    /// Id in notices: `commune`.
    pub(super) id: &'a str,
    /// Name: "Xã".
    pub(super) name: &'a str,
    /// Notices for it, oldest event first.
    #[schemars(with = "Vec<Summary<'a>>")]
    pub(super) notices: Vec<&'a RawValue>,
}

/// `/api/v1/weeks/<year>-W<week>.json`: the sessions of one week.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WeekFile<'a> {
    /// Address of the JSON Schema of this file.
    #[serde(rename = "$schema")]
    pub(super) schema: String,
    /// ISO 8601 week: `2026-W28`.
    pub(super) week: String,
    /// Its sessions, in order of start.
    pub(super) sessions: Vec<WeekSession<'a>>,
}

/// One session of a week.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WeekSession<'a> {
    /// The notice that tells how the event stands now.
    pub(super) notice: Summary<'a>,
    /// When, and what for.
    #[serde(flatten)]
    pub(super) session: Session<'a>,
}

/// A notice in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Summary<'a> {
    /// Permanent id.
    pub(super) id: &'a str,
    /// Trích yếu.
    pub(super) title: &'a str,
    /// Address of its page.
    pub(super) page: String,
    /// Address of its own file.
    pub(super) json: String,
    /// Whether the meeting takes place.
    pub(super) standing: Standing,
    /// The newest posting or revision: `2026-07-03T10:00:00`.
    pub(super) updated: String,
}

/// Whether a meeting takes place.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Standing {
    /// It does.
    TakesPlace,
    /// Put off without a new date.
    Postponed,
    /// Called off.
    Cancelled,
    /// The notice was taken down; its page says when and why.
    Withdrawn,
}

/// `/api/v1/notices/<id>.json`: one notice, its event as it stands after all changes.
#[derive(Serialize, JsonSchema)]
pub(super) struct NoticeFile<'a> {
    /// Address of the JSON Schema of this file.
    #[serde(rename = "$schema")]
    pub(super) schema: String,
    /// What lists say.
    #[serde(flatten)]
    pub(super) summary: Summary<'a>,
    /// Abbreviation of the document type: `GM`.
    #[serde(rename = "type")]
    pub(super) document_type: &'a str,
    /// `invitation`, `plan`, `agenda`, `schedule`, `notice` or `conclusion`.
    pub(super) kind: &'a str,
    /// Number as printed; a leading `-` or `/` means that the serial is blank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<&'a str>,
    /// `2026-06-29`, or `2026-07` where the day is blank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) issued: Option<String>,
    /// The issuing body as printed.
    pub(super) issuer: &'a str,
    /// Id of the issuer's level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<&'a str>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary_text: Option<&'a str>,
    /// `in-person`, `online` or `hybrid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) form: Option<&'a str>,
    /// Ids of the levels concerned.
    pub(super) levels: Vec<&'a str>,
    /// Ids of the notices that changed this one, oldest first.
    pub(super) changed_by: Vec<&'a str>,
    /// Id of the notice this one changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) changes: Option<&'a str>,
    /// Id of the notice whose event this one organises at its own level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) follows: Option<&'a str>,
    /// Buổi.
    pub(super) sessions: Vec<Session<'a>>,
    /// Điểm cầu.
    pub(super) points: Vec<Point<'a>>,
    /// Nhiệm vụ.
    pub(super) tasks: Vec<Task<'a>>,
    /// Where it was posted first, if this portal took it from another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<Source<'a>>,
    /// Rules of the checker whose findings its author has looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(super) accepted: Vec<&'static str>,
    /// The paper as typed, before any change, by the keys of `notice.schema.json`: what another portal reads. Contacts
    /// and internal links are left out, attachments have their addresses.
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    pub(super) paper: Stated<'a, Notice>,
    /// The text below the front matter, as Markdown.
    #[serde(skip_serializing_if = "str::is_empty")]
    #[schemars(default, with = "String")]
    pub(super) body: Excerpt,
}

/// Where a notice was posted first.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Source<'a> {
    /// The portal as pages name it.
    pub(super) name: &'a str,
    /// Its address.
    pub(super) portal: &'a str,
    /// The notice's id there.
    pub(super) id: &'a str,
    /// The notice's page there.
    pub(super) page: &'a str,
    /// Addresses of the portals it came through since.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    #[schemars(default)]
    pub(super) through: &'a [String],
}

/// One session.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Session<'a> {
    /// `main`, `test` or `join`.
    pub(super) kind: &'a str,
    /// Its own title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    /// `2026-07-09T14:00`, or the day alone.
    pub(super) starts: String,
    /// Only where the document says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ends: Option<String>,
    /// `morning`, `afternoon`, `evening` or `day`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part: Option<&'a str>,
    /// Our reading, not the document's text.
    pub(super) inferred: bool,
    /// Ids of the levels it concerns; empty means all.
    pub(super) levels: Vec<&'a str>,
    /// The points it is for, as named; none means all of its levels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(super) points: Vec<&'a str>,
    /// Place of a schedule row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<&'a str>,
    /// The rule of a row that recurs, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) repeat: Option<String>,
}

/// One point.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Point<'a> {
    /// Id of its level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<&'a str>,
    /// A unit or a class of units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) host: Option<&'a str>,
    /// How many such points there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<u32>,
    /// The room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<&'a str>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<&'a str>,
    /// The place is decided locally.
    pub(super) local: bool,
}

/// One duty.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Task<'a> {
    /// What to do.
    #[serde(rename = "do")]
    pub(super) what: &'a str,
    /// Units or persons it binds.
    pub(super) assigned_to: Vec<&'a str>,
    /// Ids of the levels it binds.
    pub(super) levels: Vec<&'a str>,
    /// The moment from which it is too late: `2026-07-08T17:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due: Option<String>,
    /// To whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) submit_to: Option<&'a str>,
    /// Nobody has to.
    pub(super) optional: bool,
}
