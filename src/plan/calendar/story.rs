//! An event as one audience is told it — everybody, or one level — and all its entries.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::common::Common;
use super::entry::{Entry, EntryKind, EntryStatus, When};
use super::plain::{clipped, plain};
use crate::catalog::{Catalog, Event, EventSession, OwnPoint, Standing, select};
use crate::notice::{ChangeKind, Link, LinkRole, Notice, Task};
use crate::site::{Audience, LevelId, Place, UnitId};
use crate::text::dates::date_vi;

/// One event for one audience.
pub(super) struct Story<'a> {
    common: &'a Common<'a>,
    pub(super) catalog: &'a Catalog,
    pub(super) event: &'a Event,
    /// The level told; `None` is everybody.
    pub(super) level: Option<LevelId>,
    /// The notice whose title holds.
    pub(super) notice: &'a Notice,
    pub(super) issuer: Option<UnitId>,
    pub(super) points: Vec<OwnPoint<'a>>,
    /// The halls the points are in, by the table; asked when the first entry tells where.
    pub(super) halls: OnceCell<Vec<Option<&'a Place>>>,
    /// Duties with their places among all of the event.
    pub(super) tasks: Vec<(usize, &'a Task)>,
    links: Vec<&'a Link>,
    /// A replacement took the level out.
    is_withdrawn: bool,
    url: String,
}

impl<'a> Story<'a> {
    pub(super) fn new(common: &'a Common<'a>, level: Option<LevelId>, is_withdrawn: bool) -> Self {
        let Common { catalog, event, .. } = *common;
        let mut story = Self {
            common,
            catalog,
            event,
            level,
            notice: common.notice,
            issuer: catalog.issuer(event.stated_by),
            points: everybodys_points(event),
            halls: OnceCell::new(),
            tasks: event.tasks.iter().enumerate().collect(),
            links: event.links.iter().collect(),
            is_withdrawn,
            url: common.url.clone(),
        };
        let is_internal = catalog.site.audience == Audience::Internal;
        story.links.retain(|link| is_internal || !link.internal);
        if let Some(level) = level {
            story.narrow(level);
        }
        story
    }

    /// Leaves what concerns `level`. Where it has no point of its own, it goes where everybody goes.
    fn narrow(&mut self, level: LevelId) {
        let site = &self.catalog.site;
        let selection = select(site, self.event, self.issuer, level, site.audience);
        if !selection.points.is_empty() {
            self.points = selection.points;
        }
        let is_selected = |task: &Task| selection.tasks.iter().any(|own| std::ptr::eq(*own, task));
        self.tasks.retain(|(_, task)| is_selected(task));
        self.links = selection.links;
        self.url
            .push_str(&format!("#cap-{}", site.level(level).slug));
    }

    /// Its sessions, then its deadlines.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let sessions = self.event.sessions.iter();
        let told =
            sessions.filter(|row| self.level.is_none_or(|level| row.session.concerns(level)));
        let mut entries: Vec<Entry> = told.flat_map(|row| self.session_entries(row)).collect();
        entries.extend(self.deadline_entries());
        entries
    }

    /// An entry with everything that is the same in all entries of the event.
    pub(super) fn entry(&self, kind: EntryKind, name: &str, when: When) -> Entry {
        let Common {
            home,
            updated,
            topics,
            ..
        } = self.common;
        let level = self.level.map(|level| self.catalog.site.level(level));
        let mut categories = Vec::with_capacity(1 + topics.len());
        categories.push(kind.word_vi().to_owned());
        categories.extend_from_slice(topics);
        Entry {
            level: self.level,
            called: None,
            kind,
            uid: home.uid(name, level),
            group: home.group(),
            sequence: self.event.revisions + self.event.applied.len(),
            updated: *updated,
            when,
            summary: String::new(),
            location: None,
            description: Vec::new(),
            url: self.url.clone(),
            status: EntryStatus::Confirmed,
            is_free: kind != EntryKind::Meeting,
            categories,
            alarms: Vec::new(),
        }
    }

    /// `[Xã] title`, or the title alone.
    pub(super) fn titled(&self, title: &str) -> String {
        match self.level {
            Some(level) => {
                let name = &self.catalog.site.level(level).name;
                let short = name.split(',').next().unwrap_or(name);
                plain(["[", short, "] ", title].concat())
            }
            None => plain(title),
        }
    }

    /// Whether a session takes place on `day`. Days of a recurring row before the change was posted did.
    pub(super) fn standing(&self, row: &EventSession, day: Date) -> Standing {
        let withdrawal = self.notice.withdrawn.as_ref();
        let changed = withdrawal.map(|withdrawal| withdrawal.at);
        let changed = changed.unwrap_or_else(|| self.catalog.get(self.event.current).posted());
        let changed_on = changed.date();
        if row.session.recurrence.is_some() && day < changed_on {
            Standing::Standing
        } else if self.is_withdrawn || row.dropped || self.event.standing.is_off() {
            Standing::Cancelled
        } else {
            self.event.standing
        }
    }

    /// What became of it and why; nothing where it takes place as first announced.
    pub(super) fn standing_lines(&self, row: &EventSession, standing: Standing) -> Vec<String> {
        let change = || self.change_citation();
        let line = match standing {
            Standing::Cancelled | Standing::Withdrawn if self.notice.withdrawn.is_some() => {
                return self.withdrawal_lines();
            }
            Standing::Cancelled if self.event.standing == Standing::Cancelled => {
                format!("Đã hủy theo {}", change())
            }
            Standing::Cancelled if row.dropped => {
                format!("Đã hủy: {} không còn buổi này", change())
            }
            Standing::Cancelled | Standing::Withdrawn => {
                format!("Đã hủy: {} không còn phần của cấp này", change())
            }
            Standing::Postponed => format!("Hoãn theo {}, chưa có thời gian mới", change()),
            Standing::Standing => return Vec::new(),
        };
        std::iter::once(line).chain(self.reason()).collect()
    }

    /// That the notice was taken down, when and why.
    fn withdrawal_lines(&self) -> Vec<String> {
        let withdrawal = self.notice.withdrawn.iter();
        let lines = withdrawal.flat_map(|withdrawal| {
            let day = date_vi(withdrawal.at.date());
            let reason = withdrawal.reason.as_deref();
            let reason = reason.map(|reason| clipped(format!("Lý do: {reason}")));
            std::iter::once(format!("Thông báo đã được gỡ khỏi cổng ngày {day}")).chain(reason)
        });
        lines.collect()
    }

    /// Why the last change was made.
    pub(super) fn reason(&self) -> Option<String> {
        let changes = self.event.applied.iter().rev();
        let mut changes = changes.filter_map(|key| self.catalog.get(*key).change.as_ref());
        let change = changes.find(|change| change.kind != ChangeKind::Correct)?;
        let reason = change.reason.as_deref()?;
        Some(clipped(format!("Lý do: {reason}")))
    }

    /// The addresses of the online room that may be shown.
    pub(super) fn join_lines(&self) -> impl Iterator<Item = String> {
        let joins = self
            .links
            .iter()
            .filter(|link| link.role == Some(LinkRole::Join));
        let urls = joins.filter_map(|link| link.url.as_deref());
        urls.map(|url| plain(["Vào họp: ", url].concat()))
    }

    /// The paper, the portal it is from and its page here: the end of every description.
    pub(super) fn source_lines(&self) -> impl Iterator<Item = String> {
        let sources = self.common.sources.iter().cloned();
        sources.chain([self.url.clone()])
    }
}

fn everybodys_points(event: &Event) -> Vec<OwnPoint<'_>> {
    let points = event.points.iter();
    points
        .map(|point| OwnPoint { point, class: None })
        .collect()
}
