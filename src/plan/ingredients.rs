//! What a page is made from, told without making its view: of the pages there are thousands of, so that a build after
//! one edit looks at the papers behind each of them and not at every word.
//!
//! ```text
//! paper       everything one notice says               event    the papers of one chain, in order, and how it stands
//! entry       a notice's line in a list                summary  a notice in the files of the API
//! ingredients all these, and whatever else a view takes from the collection or from the day
//! ```
//!
//! Two plans that tell the same ingredients of a page, site and program being the same, have the same view of it. What a
//! view newly looks at has to be told here, too; `tests/it/laws.rs` compares both after hundreds of edits.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;

use super::occasions::Occasion;
use super::periods::{Periods, beside, has};
use super::{Data, ListName, Page, Plan, Slice, Whose};
use crate::catalog::{Event, EventSession, Imprints, Key};
use crate::notice::SessionKind;
use crate::publish::Fingerprint;
use crate::site::{LevelId, UnitId};
use crate::text::dates::week_ends;

/// What stands for the site, and what many pages ask of each notice, by key.
#[derive(Debug)]
pub(super) struct Papers {
    site: Fingerprint,
    own: Vec<Fingerprint>,
    of_lists: Vec<Listed>,
    /// What the page of a notice is made from, and its file of the API.
    of_pages: Vec<OnceLock<Fingerprint>>,
}

/// One notice as lists have it.
#[derive(Debug)]
struct Listed {
    /// Its event.
    event: Fingerprint,
    entry: Fingerprint,
}

impl Papers {
    fn new(plan: &Plan<'_>, known: &Imprints) -> Self {
        let catalog = plan.catalog;
        let keys: Vec<Key> = catalog.iter().map(|(key, _)| key).collect();
        let own = known.all(catalog);
        let listed = |key: &Key| {
            let root = catalog.chain_root(*key);
            let chain = std::iter::once(root).chain(catalog.chain(root));
            let chain: Vec<Fingerprint> = chain.map(|key| own[key.0 as usize]).collect();
            let event = Fingerprint::of_value(&(chain, plan.event_status(root)));
            let status = plan.digests[key.0 as usize].status;
            let entry = (own[key.0 as usize], event, status, plan.listed_days(*key));
            Listed {
                event,
                entry: Fingerprint::of_value(&entry),
            }
        };
        Self {
            site: Fingerprint::of_value(&catalog.site),
            of_lists: keys.par_iter().map(listed).collect(),
            of_pages: vec![OnceLock::new(); keys.len()],
            own,
        }
    }
}

/// One of many files.
enum Of<'p> {
    Notice(Key),
    List(&'p ListName, Slice),
    Week(Whose, Date),
    Month(Whose, Date),
    Symbol(&'p str),
    Alias(Key),
    Unit(UnitId),
    Search(&'p [Key]),
    /// The index of the JSON API.
    Index,
    /// A level's file of it.
    Level(LevelId),
    /// A notice in either.
    Summary(Key),
    /// A week's.
    Sessions(Date),
}

impl<'a> Plan<'a> {
    /// Spares working out again what stands for notices that are `kept`, and keeps what stands for the others.
    pub fn recall(&self, kept: &mut Imprints) {
        let papers = Papers::new(self, kept);
        kept.keep(self.catalog, &papers.own);
        // Nobody has asked before.
        let _ = self.papers.set(papers);
    }

    fn papers(&self) -> &Papers {
        self.papers
            .get_or_init(|| Papers::new(self, &Imprints::default()))
    }

    /// Stands for all that the view of a page is made from; `None` for a page whose view must tell.
    pub fn ingredients(&self, page: &Page) -> Option<Fingerprint> {
        let of = match page {
            // What its own feeds are called and where they lie, the paper and the site say.
            Page::Notice(key) if !self.is_withdrawn(*key) => {
                return Some(self.notice_ingredients(*key));
            }
            Page::List(name, slice) => Of::List(name, *slice),
            Page::Week(whose, monday) => Of::Week(*whose, *monday),
            Page::ThisWeek(whose) => Of::Week(*whose, self.current_week(*whose)),
            Page::Month(whose, first) => Of::Month(*whose, *first),
            Page::ThisMonth(whose) => Of::Month(*whose, self.current_month(*whose)),
            Page::Symbol(slug) => Of::Symbol(slug),
            Page::Alias(_, key) => Of::Alias(*key),
            Page::Unit(unit) => Of::Unit(*unit),
            _ => return None,
        };
        let told = Told { plan: self, of };
        let offered = self.offered(page);
        let offered = offered.map(|feeds| feeds.map(|feed| (&feed.title, &feed.url)));
        Some(Fingerprint::of_value(&(told, offered)))
    }

    /// Stands for all that a file of the JSON API is made from; `None` for one whose bytes must tell.
    pub fn data_ingredients(&self, data: Data) -> Option<Fingerprint> {
        let of = match data {
            Data::Notice(key) => return Some(self.notice_ingredients(key)),
            Data::Index => Of::Index,
            Data::Level(level) => Of::Level(level),
            Data::Week(monday) => Of::Sessions(monday),
            _ => return None,
        };
        Some(Fingerprint::of_value(&Told { plan: self, of }))
    }

    fn notice_ingredients(&self, key: Key) -> Fingerprint {
        let of = Of::Notice(key);
        let told = || Fingerprint::of_value(&Told { plan: self, of });
        *self.papers().of_pages[key.0 as usize].get_or_init(told)
    }

    /// Stands for what the lists of the JSON API say of a notice.
    pub(super) fn summary_ingredients(&self, key: Key) -> Fingerprint {
        let of = Of::Summary(key);
        Fingerprint::of_value(&Told { plan: self, of })
    }

    /// Stands for what search knows of some notices.
    pub(super) fn search_ingredients(&self, keys: &[Key]) -> Fingerprint {
        let of = Of::Search(keys);
        Fingerprint::of_value(&Told { plan: self, of })
    }
}

/// A file as what it is made from.
struct Told<'p, 'a> {
    plan: &'p Plan<'a>,
    of: Of<'p>,
}

impl Hash for Told<'_, '_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let plan = self.plan;
        let mut told = Ingredients { plan, hasher };
        told.tell(plan.papers().site);
        match &self.of {
            Of::Notice(key) => told.notice(*key),
            Of::List(name, slice) => told.list(name, *slice),
            Of::Week(whose, monday) => told.week(*whose, *monday),
            Of::Month(whose, first) => told.month(*whose, *first),
            Of::Symbol(slug) => told.symbol(slug),
            Of::Alias(key) => told.alias(*key),
            Of::Unit(unit) => told.unit(*unit),
            Of::Index => {
                told.tell(plan.weeks().get(&Whose::Everybody));
                plan.catalog.iter().for_each(|(key, _)| told.summary(key));
            }
            Of::Level(level) => {
                let keys = plan.lists.get(&ListName::Level(*level));
                keys.iter().for_each(|key| told.summary(*key));
            }
            Of::Summary(key) => told.summary(*key),
            Of::Sessions(monday) => {
                for occasion in plan.between(*monday, week_ends(*monday).1) {
                    told.occasion(occasion);
                    told.summary(plan.event_of(occasion.root).current);
                }
            }
            Of::Search(keys) => keys.iter().for_each(|key| told.entry(*key)),
        }
    }
}

/// Tells a hasher what goes into a view.
struct Ingredients<'p, 'a, H> {
    plan: &'p Plan<'a>,
    hasher: &'p mut H,
}

impl<H: Hasher> Ingredients<'_, '_, H> {
    fn tell(&mut self, value: impl Hash) {
        value.hash(self.hasher);
    }

    fn paper(&mut self, key: Key) {
        self.tell(self.plan.papers().own[key.0 as usize]);
    }

    /// A paper that may not be here.
    fn cited(&mut self, key: Option<Key>) {
        self.tell(key.is_some());
        key.into_iter().for_each(|key| self.paper(key));
    }

    /// The event of a notice.
    fn event(&mut self, key: Key) {
        self.tell(self.plan.papers().of_lists[key.0 as usize].event);
    }

    fn notice(&mut self, key: Key) {
        let (plan, catalog) = (self.plan, self.plan.catalog);
        let notice = catalog.get(key);
        let event = plan.told_event(key);
        self.tell("notice");
        self.paper(key);
        self.event(key);
        self.tell(plan.digests[key.0 as usize].status);
        self.day_of(event);
        let cited = notice.basis.iter().chain(&notice.follows);
        for citation in cited {
            self.cited(catalog.find(citation, notice));
        }
        self.cited(catalog.follows(key));
        self.cited(catalog.changes(key));
        for followers in [catalog.followed_by(key), catalog.changed_by(key)] {
            self.tell(followers.len());
            followers.iter().for_each(|follower| self.paper(*follower));
        }
        self.tell(plan.week_of(notice, event));
    }

    /// What the day has to do with it: deadlines that have passed, and rows that come again.
    fn day_of(&mut self, event: &Event) {
        let deadlines = event.tasks.iter().filter_map(|task| task.deadline);
        deadlines.for_each(|deadline| self.tell(deadline.last_day() < self.plan.today));
        let mut rows = event.main_sessions();
        let first = rows.next();
        let comes_again = |row: &EventSession| row.session.recurrence.is_some();
        if first.is_none() || event.sessions.iter().any(comes_again) {
            self.tell(self.plan.today);
        }
    }

    /// A line in a list.
    fn entry(&mut self, key: Key) {
        self.tell(self.plan.papers().of_lists[key.0 as usize].entry);
    }

    /// A notice in the files of the API.
    fn summary(&mut self, key: Key) {
        self.paper(key);
        self.event(key);
    }

    fn list(&mut self, name: &ListName, slice: Slice) {
        let plan = self.plan;
        self.tell(("list", plan.list_name(name)));
        let (shown, total) = plan.slice(name, slice);
        self.tell((total, slice));
        shown.iter().for_each(|key| self.entry(*key));
    }

    fn symbol(&mut self, slug: &str) {
        let keys = self.plan.lists.with_symbol(slug);
        self.tell(("symbol", keys.len()));
        keys.iter().for_each(|key| self.entry(*key));
    }

    fn alias(&mut self, key: Key) {
        self.tell("alias");
        self.paper(key);
    }

    fn unit(&mut self, id: UnitId) {
        let plan = self.plan;
        let level = plan.catalog.site.units.get(id).level;
        self.tell(("unit", id, plan.today));
        for whose in [Some(Whose::Unit(id)), level.map(Whose::Level)] {
            self.tell(whose.map(|whose| [plan.this_week_of(whose), plan.this_month_of(whose)]));
        }
        let concerns = plan.concerns_of(id);
        self.tell(concerns.occasions.len());
        for occasion in concerns.occasions {
            self.occasion(occasion);
        }
        self.tell(concerns.dues.len());
        for due in concerns.dues {
            self.tell(due.task);
            self.event(due.root);
        }
        for notices in [concerns.named, concerns.for_level] {
            self.tell(notices.len());
            notices.into_iter().for_each(|key| self.entry(key));
        }
    }

    fn occasion(&mut self, occasion: &Occasion) {
        self.tell((occasion.day, occasion.session));
        self.event(occasion.root);
    }

    fn week(&mut self, whose: Whose, monday: Date) {
        let plan = self.plan;
        let (_, sunday) = week_ends(monday);
        self.tell(("week", whose, monday));
        self.periods(plan.weeks(), whose, monday, plan.current_week(whose));
        self.tell(has(plan.months(), whose, monday.first_of_month()));
        self.today(monday, sunday);
        for occasion in plan.attended(whose, monday, sunday) {
            self.occasion(occasion);
        }
        for occasion in plan.left(whose, monday, sunday) {
            self.tell("left");
            self.occasion(occasion);
        }
    }

    fn month(&mut self, whose: Whose, first: Date) {
        let plan = self.plan;
        let last = first.last_of_month();
        self.tell(("month", whose, first));
        self.periods(plan.months(), whose, first, plan.current_month(whose));
        let (monday, sunday) = (week_ends(first).0, week_ends(last).1);
        self.today(monday, sunday);
        let weeks = plan.weeks().get(&whose).into_iter();
        weeks
            .flat_map(|weeks| weeks.range(monday..=last))
            .for_each(|week| self.tell(week));
        for occasion in plan.attended(whose, first, last) {
            if plan.occasion_session(occasion).session.kind == SessionKind::Main {
                self.occasion(occasion);
            }
        }
    }

    /// Which weeks or months it leads to: before and after it, the current one, and the same of others.
    fn periods(&mut self, periods: &Periods, whose: Whose, first: Date, current: Date) {
        self.tell(beside(periods, whose, first));
        self.tell((current, has(periods, whose, current)));
        self.tell(has(periods, whose, first));
        for other in self.plan.choices() {
            self.tell((other, has(periods, other, first)));
        }
    }

    /// The day itself, where it is among those shown.
    fn today(&mut self, first: Date, last: Date) {
        let today = self.plan.today;
        self.tell((first <= today && today <= last).then_some(today));
    }
}
