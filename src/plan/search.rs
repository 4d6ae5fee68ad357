//! What search knows of every notice: the page's own words in, documents and the files of the index out.
//!
//! A document holds what the notice's page shows its audience and nothing else: no contact, no internal link in a
//! public build, nothing of the stamp of receipt. A document depends on its notice, its event and the day alone, so a
//! caller that builds again may keep the [`Runs`] of all of them, in memory or as bytes, and hand them in again.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event as Mark, Parser, TagEnd};
use rayon::prelude::*;

use super::Plan;
use crate::catalog::{Event, EventSession, Key, Status};
use crate::notice::{Notice, Participants, Person};
use crate::publish::Fingerprint;
use crate::publish::cache::{part, put_part};
use crate::search::{self, Document, IndexFile, Indexer, Options, Run};
use crate::site::Audience;

/// Runs of documents, each with what stands for all of its documents.
#[derive(Debug, Clone, Default)]
pub struct Runs(Vec<(Fingerprint, Run)>);

/// About how many documents a run holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Few, for one edit means analysing all of a run.
    Short,
    /// Many, for runs have to be merged.
    Long,
}

impl Length {
    /// So many notices of 65,536 end a run.
    fn borders(self) -> u16 {
        match self {
            Self::Short => 1024,
            Self::Long => 256,
        }
    }
}

impl Runs {
    /// The files of the index.
    pub fn index(self) -> Vec<IndexFile> {
        let mut indexer = Indexer::new(Options::default());
        self.0.into_iter().for_each(|(_, run)| indexer.add_run(run));
        indexer.finish()
    }

    /// The same where there will be another one: what is `kept` of the last need not be merged again.
    pub fn index_again(&self, kept: &mut search::Kept) -> Vec<IndexFile> {
        kept.index(self.0.iter().map(|(_, run)| run.clone()).collect())
    }

    /// Whether any of `others` is not among them.
    pub fn lacks(&self, others: &Self) -> bool {
        let known: HashSet<Fingerprint> = self.0.iter().map(|(mark, _)| *mark).collect();
        others.0.iter().any(|(mark, _)| !known.contains(mark))
    }

    /// Hands out their bytes, piece by piece.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn write<E>(&self, take: &mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        self.0.iter().try_for_each(|(mark, run)| {
            take(mark.as_bytes())?;
            put_part(take, &run.bytes())
        })
    }

    /// Reads back what [`Runs::write`] handed out; `None` where it is anything else.
    pub fn read(mut bytes: &[u8]) -> Option<Self> {
        let mut packed = Vec::new();
        while !bytes.is_empty() {
            let (mark, rest) = bytes.split_first_chunk()?;
            bytes = rest;
            packed.push((Fingerprint::from_bytes(*mark), part(&mut bytes)?));
        }
        let runs = packed.into_par_iter();
        let runs = runs.map(|(mark, run)| Some((mark, Run::from_bytes(run)?)));
        runs.collect::<Option<_>>().map(Self)
    }
}

impl Plan<'_> {
    /// The files of the index over all notices.
    pub fn search_index(&self) -> Vec<IndexFile> {
        self.search_runs(&Runs::default(), Length::Long).index()
    }

    /// What search knows of all notices, with the runs `kept` of documents that stayed the same.
    pub fn search_runs(&self, kept: &Runs, length: Length) -> Runs {
        let kept: HashMap<Fingerprint, &Run> =
            kept.0.iter().map(|(mark, run)| (*mark, run)).collect();
        let keys: Vec<Key> = self.search_keys().collect();
        let batches = keys.chunk_by(|before, _| !self.ends_run(*before, length));
        let mut batches: Vec<(usize, &[Key])> = batches.enumerate().collect();
        // The longest first, so that in the end no core waits for another.
        batches.sort_by_key(|(_, keys)| Reverse(keys.len()));
        let runs = batches.into_par_iter().with_max_len(1);
        let runs = runs.map(|(place, keys)| {
            let ingredients = self.search_ingredients(keys);
            let run = match kept.get(&ingredients) {
                Some(run) => (*run).clone(),
                None => self.search_run(keys),
            };
            (place, (ingredients, run))
        });
        let mut runs: Vec<(usize, (Fingerprint, Run))> = runs.collect();
        runs.sort_unstable_by_key(|(place, _)| *place);
        Runs(runs.into_iter().map(|(_, run)| run).collect())
    }

    /// Borders depend on the notice before them alone, so that a new one moves no others.
    fn ends_run(&self, key: Key, length: Length) -> bool {
        let mark = Fingerprint::of_content(self.catalog.get(key).id.as_bytes());
        let [high, low, ..] = *mark.as_bytes();
        u16::from_be_bytes([high, low]) < length.borders()
    }

    fn search_run(&self, keys: &[Key]) -> Run {
        let documents = keys.iter().map(|key| self.search_document(*key));
        Run::of(documents, Options::default().body)
    }

    /// The notices that are searched: all but those taken down.
    pub fn search_keys(&self) -> impl Iterator<Item = Key> {
        let keys = self.catalog.iter().map(|(key, _)| key);
        keys.filter(|key| !self.is_withdrawn(*key))
    }

    /// The address of a notice's page, as [`Document::url`] has it.
    pub fn notice_path(&self, key: Key) -> String {
        self.routes.notice(self.catalog.get(key))
    }

    /// A notice as search sees it.
    pub fn search_document(&self, key: Key) -> Document {
        let notice = self.catalog.get(key);
        let event = self.told_event(key);
        let site = &self.catalog.site;
        let levels = &self.digests[key.0 as usize].event.levels;
        let levels = levels.iter().chain(
            levels
                .is_empty()
                .then_some(&notice.level)
                .into_iter()
                .flatten(),
        );
        Document {
            url: self.routes.notice(notice),
            title: notice.title.value.clone(),
            number: notice.number.as_ref().map(|number| number.text.clone()),
            issuer: notice.issuer.value.clone(),
            date: first_day(self.listed_event(key)),
            issued: notice.issued_on(),
            kind: notice.kind.word().to_owned(),
            kind_name: notice.document_type.vi.to_owned(),
            levels: levels.map(|level| site.level(*level).id.clone()).collect(),
            status: self.digests[key.0 as usize]
                .status
                .map_or("", Status::word)
                .to_owned(),
            places: places(event),
            people: people(event),
            body: self.body(key, notice, event),
        }
    }

    /// Everything else the page says, a line for each piece: no phrase spans two of them.
    fn body(&self, key: Key, notice: &Notice, event: &Event) -> String {
        let mut lines = Lines::default();
        lines.extend(notice.summary.iter().chain(&notice.banner));
        lines.extend(&notice.topics);
        lines.extend(notice.change.iter().flat_map(|change| &change.reason));
        lines.extend(notice.change.iter().map(|change| &change.of.text));
        if let Some(unit) = self.catalog.issuer(key) {
            let unit = self.catalog.site.units.get(unit);
            lines.extend(std::iter::once(&unit.name).chain(&unit.aliases));
        }
        for row in standing(event) {
            self.session_lines(row, &mut lines);
        }
        point_lines(event, &mut lines);
        self.duty_lines(event, &mut lines);
        lines.extend(
            notice
                .basis
                .iter()
                .chain(&notice.follows)
                .map(|citation| &citation.text),
        );
        lines.extend(notice.to.iter().chain(&notice.recipients));
        if let Some(signature) = &notice.signature {
            lines.extend(&signature.authority);
            lines.extend(
                signature
                    .post
                    .iter()
                    .chain(&signature.also)
                    .chain(&signature.name),
            );
        }
        lines.extend(notice.revisions.iter().flat_map(|revision| &revision.note));
        lines.push(&plain(&notice.body_text()));
        lines.0
    }

    fn session_lines(&self, row: &EventSession, lines: &mut Lines) {
        let session = &row.session;
        lines.extend(session.title.iter().chain(&session.by));
        lines.extend(session.points.iter().map(|name| &name.value));
        lines.extend(session.said.iter().map(|said| &said.value));
        let days = row.formerly.iter().map(|former| former.day);
        for day in std::iter::once(session.date.value).chain(days) {
            lines.push(&self.words.day(day));
        }
        lines.extend(
            session
                .start
                .iter()
                .map(|start| self.words.clock(start.value)),
        );
        participant_lines(&session.participants, lines);
    }

    /// Agenda, duties with their deadlines, and the names of the links that the audience sees.
    fn duty_lines(&self, event: &Event, lines: &mut Lines) {
        for item in &*event.agenda {
            lines.extend(std::iter::once(&item.title).chain(&item.by));
        }
        for task in &*event.tasks {
            lines.push(&task.what);
            lines.extend(
                task.assigned_to
                    .iter()
                    .chain(&task.submit_to)
                    .chain(&task.via),
            );
            lines.extend(
                task.deadline
                    .iter()
                    .map(|deadline| self.words.deadline(deadline.value)),
            );
            lines.extend(task.said.iter().map(|said| &said.value));
        }
        let internal = self.catalog.site.audience == Audience::Internal;
        let links = event.links.iter().filter(|link| internal || !link.internal);
        lines.extend(links.map(|link| &link.title));
    }
}

/// Pieces of text, each on a line of its own.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn push(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn extend<S: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = S>) {
        texts.into_iter().for_each(|text| self.push(text.as_ref()));
    }
}

fn standing(event: &Event) -> impl Iterator<Item = &EventSession> {
    event.sessions.iter().filter(|row| !row.dropped)
}

fn first_day(event: &Event) -> Option<jiff::civil::Date> {
    event
        .main_sessions()
        .map(|row| row.session.date.value)
        .min()
}

fn places(event: &Event) -> Vec<String> {
    let points = event.points.iter().flat_map(|point| &point.place);
    let rows = standing(event).flat_map(|row| &row.session.place);
    distinct(points.chain(rows).cloned())
}

/// Who chairs, by name and post.
fn people(event: &Event) -> Vec<String> {
    let points = event.points.iter().flat_map(|point| &point.chair);
    let rows = standing(event).flat_map(|row| &row.session.chair);
    distinct(points.chain(rows).map(named))
}

fn named(person: &Person) -> String {
    let parts: Vec<&str> = person
        .name
        .iter()
        .chain(&person.post)
        .map(String::as_str)
        .collect();
    parts.join(", ")
}

fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

fn point_lines(event: &Event, lines: &mut Lines) {
    for point in &*event.points {
        lines.extend(point.host.iter().chain(&point.address).chain(&point.note));
        participant_lines(&point.participants, lines);
    }
}

fn participant_lines(participants: &[Participants], lines: &mut Lines) {
    for item in participants {
        match item {
            Participants::Text(text) => lines.push(text),
            Participants::Person(person) => lines.push(&named(person)),
            Participants::Units(quota) => {
                lines.extend(&quota.units);
                lines.extend(quota.selected_by.iter().chain(&quota.role));
            }
        }
    }
}

/// Markdown as a reader sees it: its text without addresses and signs, a line for each block and cell.
fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for mark in Parser::new_ext(markdown, pulldown_cmark::Options::ENABLE_TABLES) {
        match mark {
            Mark::Text(part) | Mark::Code(part) | Mark::Html(part) | Mark::InlineHtml(part) => {
                text.push_str(&part);
            }
            Mark::SoftBreak => text.push(' '),
            Mark::HardBreak
            | Mark::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell,
            ) => text.push('\n'),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markdown_is_searched_as_it_is_read() {
        assert_eq!(
            plain(
                "# Yêu cầu\n\nGửi **báo\ncáo** [tại đây](https://x.vn/mat).\n\n| A | B |\n|---|---|\n| 1 | 2 |"
            ),
            "Yêu cầu\nGửi báo cáo tại đây.\nA\nB\n1\n2\n"
        );
    }
}
