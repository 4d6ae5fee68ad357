//! `niemyet revise`: adds a `[[revision]]` to a posted notice and leaves every other byte as it is.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::ToSpan;
use jiff::civil::DateTime;

use super::args::Global;
use super::files::replace;
use super::front_matter::{between_fences, line_end, moment, quoted};
use super::output::Output;
use super::{Outcome, clock, site_of};
use crate::notice::Notice;
use crate::problem::any_error;
use crate::say;
use crate::site::Site;
use crate::sources::{RawFile, relative};
use crate::{Error, read};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Example:\n  niemyet revise content/tan-lap/hop.md -m \"Điều chỉnh lần 1: bắt đầu lúc 08 giờ 00\""
)]
pub(super) struct Revise {
    /// Tệp thông báo / the notice file
    file: PathBuf,
    /// Đã sửa gì / what changed
    #[arg(short, long, value_name = "NOTE")]
    message: String,
    /// Lúc sửa; mặc định là bây giờ / when; now by default
    #[arg(long, value_name = "DATETIME")]
    at: Option<DateTime>,
}

pub(super) fn run(revise: &Revise, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let Some(site) = site_of(global, output)? else {
        return Ok(Outcome::Mistakes);
    };
    let path = find(global, &revise.file);
    let Some(bytes) = read_file(&path, output)? else {
        return Ok(Outcome::Mistakes);
    };
    let file = RawFile {
        path: relative(&global.root, &path),
        bytes,
    };
    let (notice, problems) = read::read_notice(&site, &file);
    let Some(notice) = notice else {
        output.problems(&problems, true);
        return Ok(Outcome::Mistakes);
    };
    let Some(at) = moment_after(&notice, revise.at, &site, output) else {
        return Ok(Outcome::Mistakes);
    };
    let text = String::from_utf8_lossy(&file.bytes);
    let Some(revised) = with_revision(&text, at, &revise.message) else {
        output.mistake(&say!(
            "không tìm thấy dòng `+++` đóng",
            "there is no closing `+++` line"
        ));
        return Ok(Outcome::Mistakes);
    };
    let checked = RawFile {
        path: file.path.clone(),
        bytes: revised.clone().into_bytes(),
    };
    let (_, problems) = read::read_notice(&site, &checked);
    if any_error(&problems) {
        output.problems(&problems, true);
        return Ok(Outcome::Mistakes);
    }
    replace(&path, &revised)?;
    let count = notice.revisions.len() + 1;
    let path = path.display();
    output.say(&say!(
        "{path}: đã ghi điều chỉnh lần {count}",
        "{path}: correction {count} noted"
    ));
    Ok(Outcome::Done)
}

/// The file as given, or under `--root`.
fn find(global: &Global, file: &Path) -> PathBuf {
    let below = global.root.join(file);
    if file.exists() || !below.exists() {
        file.to_owned()
    } else {
        below
    }
}

/// The bytes of the file; `None`, and the reason told, where there is none.
fn read_file(path: &Path, output: &Output) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let path = path.display();
            output.mistake(&say!("không có tệp {path}", "there is no file {path}"));
            Ok(None)
        }
        Err(error) => Err(Error::reading(path, error)),
    }
}

/// When the correction is made: as stated, or now; `None`, and the reason told, where something came after it.
fn moment_after(
    notice: &Notice,
    stated: Option<DateTime>,
    site: &Site,
    output: &Output,
) -> Option<DateTime> {
    let last = notice.updated();
    // Two corrections within one second would look the same to a calendar.
    let next = last.saturating_add(1.second());
    let at = stated.unwrap_or_else(|| clock::now(site).max(next));
    if at > last {
        return Some(at);
    }
    let (at, last) = (shown(at), shown(last));
    output.mistake(&say!(
        "lúc sửa {at} phải sau lần niêm yết hoặc điều chỉnh trước, {last}",
        "the correction at {at} must come after the last posting or correction, {last}"
    ));
    None
}

/// Puts the table just before the closing fence, where it belongs to no other table.
fn with_revision(text: &str, at: DateTime, note: &str) -> Option<String> {
    let end = line_end(text);
    let (before, after) = text.split_at(between_fences(text)?.end);
    let at = moment(at);
    let note = quoted(note.trim());
    Some(format!(
        "{before}{end}[[revision]]{end}at = {at}{end}note = {note}{end}{after}"
    ))
}

fn shown(at: DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_the_file_stays() {
        let text = "+++\ntype = \"GM\"\n[[session]]\ndate = 2026-07-01\n+++\nbody\n+++\n";
        let at = jiff::civil::date(2026, 7, 2).at(8, 0, 0, 0);
        let revised = with_revision(text, at, "Đổi \"giờ\"").unwrap();
        assert!(
            revised.starts_with(
                "+++\ntype = \"GM\"\n[[session]]\ndate = 2026-07-01\n\n[[revision]]\n"
            )
        );
        assert!(revised.ends_with("+++\nbody\n+++\n"));
        assert!(revised.contains("at = 2026-07-02T08:00:00\n"));
    }
}
